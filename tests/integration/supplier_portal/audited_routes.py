"""Every route of the portal that changes something, and the action that the audit log keeps of it.

Several actions are separated by blanks. ``-`` and a reason: nothing that anybody owns is changed.
"""

from collections.abc import Mapping

API = "/api/v1"
_PAGES_OF_PEOPLE = {
    "POST /people/invitations": "person.invited",
    "POST /people/invitations/{identity}/renew": "invitation.renewed",
    "POST /people/invitations/{identity}/revoke": "invitation.revoked",
    "POST /people/reset": "person.reset_offered",
    "POST /people/edit": "person.changed",
    "POST /people/active": "person.changed",
    "POST /api-clients": "program.created",
    "POST /api-clients/{client_id}/rotate": "program.secret_rotated",
    "POST /api-clients/{client_id}/revoke": "program.revoked",
    "POST /account": "person.changed",
    "POST /account/password": "person.password_set",
    "POST /account/end-sessions": "person.sessions_ended",
    "POST /join": "person.created person.password_set",
}
_PEOPLE = {
    f"POST {API}/organizations": "organization.created organization.changed",
    f"POST {API}/users": "person.created person.changed",
    f"PATCH {API}/members/{{user}}": "person.changed",
    f"POST {API}/members/{{user}}/reset": "person.reset_offered",
    f"POST {API}/invitations": "person.invited",
    f"POST {API}/invitations/{{identity}}/renew": "invitation.renewed",
    f"DELETE {API}/invitations/{{identity}}": "invitation.revoked",
    f"POST {API}/api-clients": "program.created program.changed",
    f"POST {API}/api-clients/{{client_id}}/rotate": "program.secret_rotated",
    f"DELETE {API}/api-clients/{{client_id}}": "program.revoked",
    f"PUT {API}/organization": "organization.changed",
    "POST /organization": "organization.changed",
    f"PUT {API}/settings": "settings.changed",
    "POST /drafts/settings": "settings.changed",
}
_BILL = "/products/{product_id}/bill-of-materials"
_PRODUCTS = {
    f"POST {API}/products": "product.created",
    f"PUT {API}/products/{{identity}}": "product.changed",
    "POST /products/new": "product.created",
    "POST /products/{identity}/edit": "product.changed",
    f"POST {API}/sharing/products": "product.changed",
    "POST /sharing": "product.changed",
    f"PUT {API}{_BILL}": "bill_of_materials.stated bill_of_materials.changed",
    f"DELETE {API}{_BILL}": "bill_of_materials.withdrawn",
    f"POST {API}{_BILL}/parts": "bill_of_materials.stated bill_of_materials.changed",
    f"POST {_BILL}": "bill_of_materials.stated bill_of_materials.changed",
    f"POST {_BILL}/withdraw": "bill_of_materials.withdrawn",
    f"POST {_BILL}/upload": "- reads a file and shows what is in it",
    f"POST {_BILL}/upload/store": "bill_of_materials.stated bill_of_materials.changed",
    f"PUT {API}/own-emissions/{{year}}": "own_emissions.stated own_emissions.changed",
    f"DELETE {API}/own-emissions/{{year}}": "own_emissions.withdrawn",
    "POST /own-emissions/new": "own_emissions.stated",
    "POST /own-emissions/{year}": "own_emissions.changed",
    "POST /own-emissions/{year}/withdraw": "own_emissions.withdrawn",
}
_FOOTPRINTS = {
    f"POST {API}/footprints": "footprint.issued footprint.deprecated draft.submitted",
    f"POST {API}/footprints/{{identity}}/deprecate": "footprint.deprecated",
    f"POST {API}/footprints/bulk": "footprint.issued product.created draft.submitted",
    f"POST {API}/footprints/bulk/errors": "- answers with the faulty rows of the file sent",
    f"POST {API}/footprints/preview": "- asks for verdicts and stores nothing",
    "POST /footprints/new": "footprint.issued draft.saved draft.continued draft.submitted",
    "POST /footprints/{identity}/end": "footprint.deprecated",
    "POST /upload": "- keeps the file for a day, for the next page; no record is changed",
    "POST /upload/{key}/store": "footprint.issued product.created draft.submitted",
    f"POST {API}/drafts/{{identity}}/approve": "draft.approved draft.issued draft.not_issued",
    f"POST {API}/drafts/{{identity}}/return": "draft.returned",
    f"POST {API}/drafts/{{identity}}/withdraw": "draft.withdrawn",
    "POST /drafts/{identity}/approve": "draft.approved draft.issued draft.not_issued",
    "POST /drafts/{identity}/return": "draft.returned",
    "POST /drafts/{identity}/withdraw": "draft.withdrawn",
}
_INITIATIVES = {
    f"POST {API}/initiatives": "initiative.created",
    f"PUT {API}/initiatives/{{identity}}": "initiative.changed",
    "POST /initiatives/new": "initiative.created",
    "POST /initiatives/{identity}": "initiative.changed",
    f"POST {API}/initiatives/joint/{{identity}}/decision": (
        "initiative.share_agreed initiative.share_declined"
    ),
    "POST /initiatives/joint/{identity}": "initiative.share_agreed initiative.share_declined",
}
_CALCULATIONS = {
    f"POST {API}/calculations": "calculation.started",
    f"PUT {API}/calculations/{{identity}}": "calculation.changed",
    f"DELETE {API}/calculations/{{identity}}": "calculation.removed",
    f"POST {API}/calculations/{{identity}}/recalculate": "calculation.recalculated",
    f"POST {API}/calculations/{{identity}}/issue": "footprint.issued draft.submitted",
    "POST /calculations/new": "calculation.started",
    "POST /calculations/{identity}/recalculate": "calculation.recalculated",
    "POST /calculations/{identity}/remove": "calculation.removed",
    "POST /calculations/{identity}/{key}": "calculation.changed footprint.issued draft.submitted",
}
_REQUESTS = {
    f"POST {API}/footprint-requests/{{identity}}/accept": "request.accepted",
    f"POST {API}/footprint-requests/{{identity}}/answer": "request.answered",
    f"POST {API}/footprint-requests/{{identity}}/decline": "request.declined",
    f"PUT {API}/part-numbers": "part_number.stated",
    "POST /requests/{identity}/accept": "request.accepted",
    "POST /requests/{identity}/answer": "request.answered",
    "POST /requests/{identity}/decline": "request.declined",
    "POST /requests/part-numbers": "part_number.stated",
}
_EVIDENCE = {
    f"POST {API}/evidence": "evidence.attached",
    f"POST {API}/evidence/{{identity}}/withdraw": "evidence.withdrawn",
    f"PUT {API}/evidence/{{identity}}/sharing": "evidence.shared",
    f"DELETE {API}/evidence/{{identity}}/content": "evidence.erased",
    "POST /evidence": "evidence.attached",
    "POST /evidence/{identity}/withdraw": "evidence.withdrawn",
    "POST /evidence/{identity}/sharing": "evidence.shared",
    f"POST {API}/verification-requests": "verification.asked",
    f"POST {API}/verification-requests/{{identity}}/withdraw": "verification.withdrawn",
    f"POST {API}/verifications/{{identity}}/confirm": "verification.confirmed",
    f"POST {API}/verifications/{{identity}}/refuse": "verification.refused",
    f"POST {API}/verification-statements/{{identity}}/revoke": "verification.revoked",
    "POST /verification-requests": "verification.asked",
    "POST /verification-requests/{identity}/withdraw": "verification.withdrawn",
    "POST /verifications/{identity}/confirm": "verification.confirmed",
    "POST /verifications/{identity}/refuse": "verification.refused",
    "POST /verifications/{identity}/revoke/{statement}": "verification.revoked",
}
_PARTNERS = {
    f"POST {API}/partners": "partner.entered partner.changed",
    f"DELETE {API}/partners/{{identity}}": "partner.removed",
    f"POST {API}/partners/{{identity}}/test": "- asks the partner's host and stores nothing",
    "POST /partners": "partner.entered partner.changed",
    "POST /partners/{identity}/remove": "partner.removed",
    "POST /partners/{identity}/test": "- asks the partner's host and stores nothing",
}
_NOTHING = {
    "POST /language": "- a cookie of this browser",
    "POST /sign-in": "- begins a session; when it was is noted with the person",
    "POST /sign-out": "- a cookie of this browser",
    "POST /auth/token": "- gives a token; when it was is noted with the program",
}

ROUTES: Mapping[str, str] = {
    **_PAGES_OF_PEOPLE,
    **_PEOPLE,
    **_PRODUCTS,
    **_FOOTPRINTS,
    **_INITIATIVES,
    **_CALCULATIONS,
    **_REQUESTS,
    **_EVIDENCE,
    **_PARTNERS,
    **_NOTHING,
}
