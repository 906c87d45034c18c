"""What may be counted twice: effects in footprints, rival claims, shares that nobody agreed to.

Scope 3 standard, 9.6: a reduction is owned once, and whoever counts the fall of a product's
footprint must not add the initiative's reduction to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from carbon.doublecounting import TEXTS, DoubleCountingCode
from carbon.initiatives import COUNTING_STATES, InitiativeState
from carbon.reductions import Claim, rival_claims
from supplier_portal.evidence import service as evidence
from supplier_portal.evidence.service import Evidence, SubjectKind
from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import current_language
from tierzero.tenancy import Scope

from . import repository
from .following import effects_in_footprints
from .model import Initiative, ShareState

_CLAIMING = COUNTING_STATES | {InitiativeState.CLOSED}


@dataclass(frozen=True)
class Overlap:
    """A finding on an initiative: footprints that its effect is in, or a rival to its claim."""

    initiative_id: str
    name: str
    code: str
    footprint_ids: tuple[str, ...] = ()
    rival_id: str = ""
    """The other initiative, where it is the caller's own."""
    rival: str = ""
    """Name of the other initiative where it is the caller's own, else of its organization."""

    @property
    def text(self) -> str:
        """The finding in the caller's language."""
        return TEXTS[DoubleCountingCode(self.code)].in_language(current_language())


async def overlaps(
    portal: Portal, scope: Scope, initiatives: Iterable[Initiative]
) -> list[Overlap]:
    """All findings on these initiatives of the caller: by name, effects in footprints first."""
    known = list(initiatives)
    return [
        *[one for held in known for one in await _in_footprints(portal, scope, held)],
        *await _rivals(portal, scope, known),
    ]


async def _in_footprints(portal: Portal, scope: Scope, held: Initiative) -> list[Overlap]:
    # Asked anew, because the fact follows footprints a moment later.
    effects = await effects_in_footprints(portal, scope, held)
    code = DoubleCountingCode.ALREADY_IN_PCF.value
    return [Overlap(held.id, held.stated.name, code, effects)] if effects else []


async def _rivals(portal: Portal, scope: Scope, known: Sequence[Initiative]) -> list[Overlap]:
    claiming = [one for one in known if one.stated.state in _CLAIMING]
    if not claiming:
        return []
    files = await _files(portal, scope, [one.id for one in claiming])
    others, theirs = await _others(portal, scope, claiming, files)
    claims = [_claim(one, files.get(one.id, ())) for one in claiming]
    claims += [_claim(one, theirs.get(one.id, ())) for one in others]
    by_id = {one.id: one for one in (*claiming, *others)}
    owners = {one.supplier_id for one in others}
    names = await organizations.names(portal, scope.actor, owners, current_language())
    found: list[Overlap] = []
    for finding in rival_claims(claims):
        pair = [by_id[identity] for identity in finding.subjects]
        found += _both_ways(scope, pair, finding.code, names)
    asked = {one.id for one in claiming}
    found = [one for one in found if one.initiative_id in asked]
    return sorted(found, key=lambda one: (one.name, one.initiative_id, one.rival_id))


async def _files(
    portal: Portal, scope: Scope, ids: Iterable[str]
) -> dict[str, tuple[Evidence, ...]]:
    found: dict[str, tuple[Evidence, ...]] = {}
    for one in await evidence.attached(portal, scope, SubjectKind.INITIATIVE, ids):
        if one.stands:
            found[one.subject.id] = (*found.get(one.subject.id, ()), one)
    return found


async def _others(
    portal: Portal,
    scope: Scope,
    claiming: Sequence[Initiative],
    files: Mapping[str, Sequence[Evidence]],
) -> tuple[list[Initiative], dict[str, tuple[Evidence, ...]]]:
    """Other initiatives, own ones too, on the same products or with the same files; those files."""
    named = sorted({one for held in claiming for one in held.stated.product_ids})
    found: list[Initiative] = []
    if named:
        found += await repository.of_others_on(portal.database, scope, named)
        found += await repository.on_products(portal.database, scope, named)
    own_files = [one for held in files.values() for one in held]
    theirs: dict[str, tuple[Evidence, ...]] = {}
    for one in await evidence.elsewhere(portal, SubjectKind.INITIATIVE, own_files):
        theirs[one.subject.id] = (*theirs.get(one.subject.id, ()), one)
        in_owners = Scope(one.owner_id, scope.actor)
        found += await repository.find_many(portal.database, in_owners, [one.subject.id])
    asked = {one.id for one in claiming}
    unique = {one.id: one for one in found if one.stated.state in _CLAIMING and one.id not in asked}
    return list(unique.values()), theirs


def _claim(initiative: Initiative, files: Iterable[Evidence]) -> Claim:
    stated = initiative.stated
    agreed = {
        one.organization_id
        for one in stated.shares
        if initiative.share_state(one.organization_id) is ShareState.CONFIRMED
    }
    sources = {*stated.product_ids, *(f"sha256:{one.digest}" for one in files)}
    return Claim(
        initiative_id=initiative.id,
        owner_id=initiative.supplier_id,
        type=stated.type,
        sources=frozenset(sources),
        periods=tuple(one.span for one in stated.measured_reductions),
        allies=frozenset(agreed),
    )


def _both_ways(
    scope: Scope, pair: Sequence[Initiative], code: DoubleCountingCode, names: Mapping[str, str]
) -> list[Overlap]:
    """The finding as each of the caller's own initiatives of the pair has it."""
    found: list[Overlap] = []
    for mine, other in (pair, pair[::-1]):
        if mine.supplier_id != scope.organization_id:
            continue
        is_own = other.supplier_id == scope.organization_id
        rival = other.stated.name if is_own else names.get(other.supplier_id, "")
        rival_id = other.id if is_own else ""
        found.append(Overlap(mine.id, mine.stated.name, code.value, (), rival_id, rival))
    return found
