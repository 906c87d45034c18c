"""Submitting one footprint: state, audit entry and event in one transaction."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from pymongo.errors import PyMongoError

from carbon.findings import Finding
from carbon.footprint.model import FootprintStatus, ProductFootprint
from supplier_portal.drafts import service as drafts
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem, conflict, invalid
from tierzero.store import Session, is_duplicate
from tierzero.tenancy import Scope

from . import repository, storing
from .issuing import Circumstances, digest_of, issue
from .model import IssuedFootprint, Origin, Receipt


@dataclass(frozen=True)
class _Stated:
    """What somebody wants to issue, and how it came."""

    portal: Portal
    scope: Scope
    footprint: ProductFootprint
    origin: Origin
    lineage: dict[str, Any] | None
    remarks: tuple[Finding, ...]


@dataclass(frozen=True)
class _Submission:
    portal: Portal
    scope: Scope
    product: Product
    issued: IssuedFootprint


async def submit(
    portal: Portal,
    scope: Scope,
    footprint: ProductFootprint,
    origin: Origin,
    lineage: dict[str, Any] | None = None,
    remarks: Iterable[Finding] = (),
) -> Receipt:
    """Issue a footprint; it deprecates those that it names as preceding.

    Where the caller's organization needs approval, or the caller may only prepare, it becomes a
    draft instead (``pending``) and nothing leaves. The same footprint again is ``unchanged``.
    Problem 409 where its id was issued with another content, 422 where the product is unknown or a
    preceding footprint is of another product.
    """
    stated = _Stated(portal, scope, footprint, origin, lineage, tuple(remarks))
    receipt = await _issue(stated, partial(drafts.pends, portal, scope))
    return receipt or await _wait(await _submission(stated))


async def try_out(
    portal: Portal,
    scope: Scope,
    footprint: ProductFootprint,
    origin: Origin,
    lineage: dict[str, Any] | None = None,
    remarks: Iterable[Finding] = (),
) -> Receipt:
    """What ``submit`` would find and do, with nothing stored: ``valid`` or ``unchanged``."""
    stated = _Stated(portal, scope, footprint, origin, lineage, tuple(remarks))
    submission = await _submission(stated)
    issued = submission.issued
    if await repository.find(portal.database, scope, issued.id):
        return await _repeated(submission)
    preceding = await _preceding(submission, None)
    _refuse_other_products(issued, preceding)
    return Receipt(issued, "valid", tuple(one.id for one in _in_force(preceding)))


async def submit_approved(
    portal: Portal,
    scope: Scope,
    footprint: ProductFootprint,
    origin: Origin,
    lineage: dict[str, Any] | None = None,
    remarks: Iterable[Finding] = (),
) -> Receipt:
    """Issue a footprint that somebody has approved; the same one again is ``unchanged``."""
    stated = _Stated(portal, scope, footprint, origin, lineage, tuple(remarks))
    receipt = await _issue(stated, _at_once)
    if receipt is None:
        raise AssertionError("what was approved waits for nobody")
    return receipt


async def _at_once() -> bool:
    return False


async def _submission(stated: _Stated, session: Session = None) -> _Submission:
    portal, scope = stated.portal, stated.scope
    product = await _product_of(portal, scope, stated.footprint, session)
    circumstances = Circumstances(
        scope.organization_id,
        product.id,
        portal.clock(),
        scope.actor,
        stated.origin,
        lineage=stated.lineage,
        remarks=stated.remarks,
    )
    return _Submission(portal, scope, product, issue(stated.footprint, circumstances))


async def _issue(stated: _Stated, pends: Callable[[], Awaitable[bool]]) -> Receipt | None:
    """Issue it in a transaction; None where it pends, which is asked meanwhile."""

    async def write(session: Session) -> Receipt | None:
        pending = asyncio.ensure_future(pends())
        submission = await _submission(stated, session)
        return None if await pending else await _write(submission, session)

    try:
        return await stated.portal.store.in_transaction(write)
    except PyMongoError as error:
        if not is_duplicate(error):
            raise
        return await _repeated(await _submission(stated))


async def _wait(submission: _Submission) -> Receipt:
    """Refuse now what could not be issued later, and let the rest wait."""
    portal, scope, issued = submission.portal, submission.scope, submission.issued
    if await repository.find(portal.database, scope, issued.id):
        return await _repeated(submission)
    _refuse_other_products(issued, await _preceding(submission, None))
    content = {
        "document": issued.document,
        "product_id": issued.product_id,
        "origin": issued.origin.value,
        "lineage": issued.lineage,
    }
    label = str(issued.document["productNameCompany"])
    digest = digest_of({**issued.document, "preceding": issued.preceding_ids})
    wanted = drafts.Wanted("footprint", issued.id, label, content, digest)
    draft = await drafts.submit(portal, scope, wanted)
    return Receipt(issued, "pending", draft_id=draft.id)


async def _write(submission: _Submission, session: Session) -> Receipt:
    portal, scope, issued = submission.portal, submission.scope, submission.issued
    preceding = await _preceding(submission, session)
    _refuse_other_products(issued, preceding)
    replaced = [(one, issued.id) for one in _in_force(preceding)]
    at_hand = {submission.product.id: submission.product}
    ended = await storing.store(portal, scope, session, [issued], replaced, at_hand)
    return Receipt(issued, "created", tuple(one.id for one in ended))


async def _product_of(
    portal: Portal, scope: Scope, footprint: ProductFootprint, session: Session
) -> Product:
    product = await products.known_by(portal, scope, footprint.product_ids, session)
    if product is None:
        text = _("None of these ids is one of your products; enter the product first.")
        raise invalid([FieldProblem("productIds", "unknown-product", text)], "unknown-product")
    return product


async def _preceding(submission: _Submission, session: Session) -> list[IssuedFootprint]:
    # Ids that are not known here are kept: they may have been issued before the platform was used.
    ids = submission.issued.preceding_ids
    if not ids:
        return []
    portal, scope = submission.portal, submission.scope
    return await repository.find_many(portal.database, scope, ids, session)


def _in_force(footprints: Iterable[IssuedFootprint]) -> list[IssuedFootprint]:
    return [one for one in footprints if one.status is FootprintStatus.ACTIVE]


def _refuse_other_products(issued: IssuedFootprint, preceding: list[IssuedFootprint]) -> None:
    for one in preceding:
        if one.product_id != issued.product_id:
            text = _("{id} is a footprint of another product.", id=one.id)
            error = FieldProblem("precedingPfIds", "preceding-of-other-product", text)
            raise invalid([error], "preceding-of-other-product")


async def _repeated(submission: _Submission) -> Receipt:
    portal, scope, issued = submission.portal, submission.scope, submission.issued
    known = await repository.find(portal.database, scope, issued.id)
    same = known is not None and known.digest == issued.digest
    if known is None or not same or known.preceding_ids != issued.preceding_ids:
        raise _already_issued()
    return Receipt(known, "unchanged")


def _already_issued() -> Problem:
    text = _(
        "A footprint with this id was issued with another content. Issued footprints never change:"
        " give the new one an id of its own and name this one in precedingPfIds."
    )
    return conflict("footprint-issued", text, [FieldProblem("id", "footprint-issued", text)])
