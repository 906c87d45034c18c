"""Who may have a file, and how it is given out."""

from starlette.responses import StreamingResponse

from supplier_portal.sharing import service as sharing
from tierzero.tenancy import Scope

from . import pieces, repository
from .desk import Desk
from .model import Evidence, Subject, SubjectKind
from .names import disposition
from .service import attached, no_such_file

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    # Should a browser show it after all, nothing in it can run or reach anything.
    "Content-Security-Policy": "sandbox; default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "private, no-store",
}


async def readable(desk: Desk, scope: Scope, identity: str) -> Evidence:
    """A file that the caller may have; Problem 404 for everybody else's."""
    portal = desk.portal
    own = await repository.find(portal.database, scope, identity)
    if own and not own.erased_at:
        return own
    owner_id = await repository.owner_of(portal.database, identity, scope)
    if not owner_id:
        raise no_such_file()
    in_owners = Scope(owner_id, scope.actor)
    found = await repository.find(portal.database, in_owners, identity)
    if found is None or found.erased_at or not await _may_have(desk, scope, found):
        raise no_such_file()
    return found


async def shared_with(desk: Desk, scope: Scope, owner_id: str, subject: Subject) -> list[Evidence]:
    """Files of another organization's thing that the caller may have."""
    in_owners = Scope(owner_id, scope.actor)
    found = await attached(desk.portal, in_owners, subject.kind, [subject.id])
    if await desk.was_asked(desk.portal, scope, owner_id, subject):
        return [one for one in found if not one.erased_at]
    offered = [one for one in found if one.stands and one.shared]
    if offered and await _may_see_footprint(desk, scope, owner_id, subject):
        return offered
    return []


async def _may_have(desk: Desk, scope: Scope, evidence: Evidence) -> bool:
    if await desk.was_asked(desk.portal, scope, evidence.owner_id, evidence.subject):
        return True
    if not (evidence.shared and evidence.stands):
        return False
    return await _may_see_footprint(desk, scope, evidence.owner_id, evidence.subject)


async def _may_see_footprint(desk: Desk, scope: Scope, owner_id: str, subject: Subject) -> bool:
    if subject.kind is not SubjectKind.FOOTPRINT:
        return False
    found = await sharing.find(desk.portal, scope.organization_id, subject.id)
    return found is not None and found.issued.supplier_id == owner_id


def download(desk: Desk, evidence: Evidence) -> StreamingResponse:
    """The file, piece by piece, as something that is saved and never shown."""
    owner = Scope(evidence.owner_id, "evidence")
    content = pieces.read(desk.portal.database, owner, evidence.digest)
    headers = {
        **_HEADERS,
        "Content-Disposition": disposition(evidence.filename),
        "Content-Length": str(evidence.size),
        "ETag": f'"{evidence.digest}"',
    }
    return StreamingResponse(content, media_type=evidence.media_type, headers=headers)
