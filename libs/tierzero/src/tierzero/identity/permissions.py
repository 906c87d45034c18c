"""The one table of what each role may do."""

from collections.abc import Iterable, Mapping

from tierzero.i18n import Text, _

_EVERYONE = frozenset({"products:read", "footprints:read", "initiatives:read", "progress:read"})

# Preparing what the organization will state; nothing of it leaves by these.
_PREPARING = _EVERYONE | {
    "products:write",
    "footprints:write",
    "initiatives:write",
    "requests:read",
    "requests:answer",
    "evidence:write",
    "assessments:read",
}
# Letting it leave: issuing and ending footprints, deciding drafts, choosing who sees what.
_LETTING_OUT = _EVERYONE | {
    "footprints:issue",
    "shares:write",
    "requests:read",
    "requests:answer",
    "assessments:read",
}

ROLE_SCOPES: Mapping[str, frozenset[str]] = {
    "supplier": _PREPARING | _LETTING_OUT,
    "supplier_editor": _PREPARING,
    "supplier_approver": _LETTING_OUT,
    "buyer": _EVERYONE
    | {
        "limits:read",
        "limits:write",
        "activities:read",
        "activities:write",
        "factors:read",
        "factors:write",
        "assessments:read",
        "inventories:read",
        "inventories:write",
        "requests:read",
        "requests:write",
        "targets:write",
        "initiatives:write",
        "evidence:write",
    },
    "verifier": _EVERYONE
    | {"footprints:verify", "evidence:write", "assessments:read", "requests:read"},
    "partner": frozenset({"progress:read", "footprints:read", "feeds:read"}),
    # People, API clients and settings of the own organization, and of no other.
    "organization_administrator": frozenset({"members:write", "audit:read"}),
    "administrator": _EVERYONE
    | {
        "members:write",
        "people:write",
        "clients:write",
        "organizations:write",
        "audit:read",
        "factors:write",
        "deadletters:read",
        "deadletters:write",
        "limits:read",
        "activities:read",
        "assessments:read",
        "inventories:read",
        "requests:read",
        # Those of every buyer; programs of the platform hold it too.
        "inventories:read-any",
    },
}

SCOPES: frozenset[str] = frozenset().union(*ROLE_SCOPES.values())
"""Every permission there is; a route cannot ask for another."""

ROLE_NAMES: Mapping[str, Text] = {
    "supplier": _("Supplier"),
    "supplier_editor": _("Supplier: editor"),
    "supplier_approver": _("Supplier: approver"),
    "buyer": _("Buyer"),
    "verifier": _("Verifier"),
    "partner": _("Partner"),
    "organization_administrator": _("Administrator of the organization"),
    "administrator": _("Administrator"),
}

GRANTABLE: Mapping[str, tuple[str, ...]] = {
    "supplier": ("supplier", "supplier_editor", "supplier_approver"),
    "buyer": ("buyer",),
    "verifier": ("verifier",),
    "partner": ("partner",),
}
"""Role of an organization → roles that its own administrator may give to its people."""


def grantable_roles(organization_roles: Iterable[str]) -> tuple[str, ...]:
    """Roles that fit an organization; its own administrator fits every one."""
    fitting = [role for kind in organization_roles for role in GRANTABLE.get(kind, ())]
    return (*dict.fromkeys(fitting), "organization_administrator")


def scopes_of(roles: Iterable[str]) -> tuple[str, ...]:
    """All permissions of somebody with these roles; KeyError for a role that does not exist."""
    return tuple(sorted(frozenset[str]().union(*(ROLE_SCOPES[role] for role in roles))))
