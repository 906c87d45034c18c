"""The one table of what each role may do."""

from collections.abc import Iterable, Mapping

from tierzero.i18n import Text, _

_EVERYONE = frozenset({"products:read", "footprints:read", "initiatives:read", "progress:read"})

ROLE_SCOPES: Mapping[str, frozenset[str]] = {
    "supplier": _EVERYONE
    | {
        "products:write",
        "footprints:write",
        "initiatives:write",
        "shares:write",
        "requests:answer",
        "evidence:write",
        "assessments:read",
    },
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
        "requests:write",
        "targets:write",
        "initiatives:write",
    },
    "verifier": _EVERYONE | {"footprints:verify", "evidence:write", "assessments:read"},
    "partner": frozenset({"progress:read", "footprints:read", "feeds:read"}),
    "administrator": _EVERYONE
    | {
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
        # Those of every buyer; programs of the platform hold it too.
        "inventories:read-any",
    },
}

SCOPES: frozenset[str] = frozenset().union(*ROLE_SCOPES.values())
"""Every permission there is; a route cannot ask for another."""

ROLE_NAMES: Mapping[str, Text] = {
    "supplier": _("Supplier"),
    "buyer": _("Buyer"),
    "verifier": _("Verifier"),
    "partner": _("Partner"),
    "administrator": _("Administrator"),
}


def scopes_of(roles: Iterable[str]) -> tuple[str, ...]:
    """All permissions of somebody with these roles; KeyError for a role that does not exist."""
    return tuple(sorted(frozenset[str]().union(*(ROLE_SCOPES[role] for role in roles))))
