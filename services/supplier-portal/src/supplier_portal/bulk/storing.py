"""The second reading of a file: portions of rows compared with what is stored, and written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from carbon.footprint.presentation import Detail
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.issuing import derived_id, named
from supplier_portal.footprints.service import Circumstances, Held, IssuedFootprint, Origin
from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from supplier_portal.products.service import Product
from tierzero.store import Session
from tierzero.tenancy import Scope

from .checking import Overview
from .rows import Checked


@dataclass(frozen=True)
class Upload:
    """Whose upload it is and under which batch its rows are stored."""

    portal: Portal
    scope: Scope
    batch_id: str


@dataclass
class Plan:
    """What a portion of rows means for what is stored."""

    added: list[IssuedFootprint] = field(default_factory=list[IssuedFootprint])
    replaced: list[tuple[IssuedFootprint, str]] = field(
        default_factory=list[tuple[IssuedFootprint, str]]
    )
    unchanged: int = 0
    products_added: list[Product] = field(default_factory=list[Product])
    products_changed: list[tuple[Product, Product]] = field(
        default_factory=list[tuple[Product, Product]]
    )
    products: dict[str, Product] = field(default_factory=dict[str, Product])
    """Those that the rows describe, as they are once it is carried out."""

    def outcomes(self) -> Mapping[str, int]:
        """Numbers for the tally."""
        superseding = len({successor for _, successor in self.replaced})
        return {
            "created": len(self.added) - superseding,
            "superseding": superseding,
            "unchanged": self.unchanged,
            "products_created": len(self.products_added),
            "products_changed": len(self.products_changed),
        }


@dataclass(frozen=True)
class Statement:
    """A row with the footprint that it would be if nothing were held of its series."""

    row: Checked
    issued: IssuedFootprint

    @property
    def product(self) -> Product:
        """What it is about, as the row describes it."""
        return self.row.product


def state(upload: Upload, row: Checked) -> Statement:
    """Work out what can be known of a row without the store; its id follows from its content."""
    unnamed = footprints.issue(row.footprint, _circumstances(upload, row.product.id))
    return Statement(row, named(unnamed, derived_id(unnamed.series, unnamed.digest)))


async def plan(
    upload: Upload, statements: Sequence[Statement], overview: Overview, session: Any
) -> Plan:
    """Compare rows with what is stored."""
    portal, scope = upload.portal, upload.scope
    made = Plan()
    known = await products.by_ids(portal, scope, [one.product.id for one in statements], session)
    made.products.update(known)
    _plan_products(made, statements, overview)
    held = await footprints.of_series(
        portal.database, scope, [one.issued.series for one in statements], session
    )
    pending = [one for one in statements if not _is_in_force(one, held)]
    made.unchanged = len(statements) - len(pending)
    await _plan_footprints(upload, made, pending, held, session)
    return made


async def carry_out(upload: Upload, made: Plan, session: Session) -> None:
    """Write what was planned, in the transaction of the session."""
    portal, scope = upload.portal, upload.scope
    await products.store(portal, scope, session, made.products_added, made.products_changed)
    await footprints.store(portal, scope, session, made.added, made.replaced, made.products)


def _plan_products(made: Plan, statements: Sequence[Statement], overview: Overview) -> None:
    details = {one.product.id: one.row.shared_detail for one in statements}
    described = {one.product.id: one for one in statements if overview.describes_product(one.row)}
    for one in statements:
        # The row that describes a new product may come later; until then any other serves.
        if one.product.id not in made.products:
            described.setdefault(one.product.id, one)
    for identity, one in described.items():
        _plan_product(made, one.product, made.products.get(identity), details[identity])


def _plan_product(
    made: Plan, product: Product, before: Product | None, detail: Detail | None
) -> None:
    if before is None:
        after = replace(product, shared_detail=detail or product.shared_detail)
        made.products_added.append(after)
    else:
        after = replace(_merged(before, product), shared_detail=detail or before.shared_detail)
        if not before.states_the_same(after):
            made.products_changed.append((before, after))
    made.products[product.id] = after


def _merged(before: Product, stated: Product) -> Product:
    """What the row states; what rows cannot state, or leave empty, stays as it was."""
    return replace(
        stated,
        description=stated.description or before.description,
        product_ids=tuple(dict.fromkeys((*before.product_ids, *stated.product_ids))),
        product_classifications=stated.product_classifications or before.product_classifications,
        sharing=before.sharing,
        shared_with=before.shared_with,
    )


def _is_in_force(statement: Statement, held: Mapping[str, Sequence[Held]]) -> bool:
    """Whether a footprint that states the same is in force already."""
    issued = statement.issued
    return issued.digest in (one.digest for one in _active(held, issued.series))


def _active(held: Mapping[str, Sequence[Held]], series: str) -> list[Held]:
    return [one for one in held.get(series, ()) if one.is_active]


async def _plan_footprints(
    upload: Upload,
    made: Plan,
    pending: Sequence[Statement],
    held: Mapping[str, Sequence[Held]],
    session: Any,
) -> None:
    portal, scope = upload.portal, upload.scope
    ended = [one.id for statement in pending for one in _active(held, statement.issued.series)]
    found = await footprints.find_many(portal.database, scope, ended, session) if ended else []
    by_id = {one.id: one for one in found}
    for statement in pending:
        issued = _issued(upload, statement, held.get(statement.issued.series, ()))
        made.added.append(issued)
        made.replaced += [(by_id[identity], issued.id) for identity in issued.preceding_ids]


def _issued(upload: Upload, statement: Statement, held: Sequence[Held]) -> IssuedFootprint:
    if not held:
        return statement.issued
    preceding = tuple(one.id for one in held if one.is_active)
    identity, used = statement.issued.id, {one.id for one in held}
    # A value that was in force before and comes back is a new footprint: ended ones stay ended.
    while identity in used:
        identity = derived_id(identity, *preceding)
    footprint = replace(statement.row.footprint, id=identity, preceding_pf_ids=preceding)
    return footprints.issue(footprint, _circumstances(upload, statement.product.id))


def _circumstances(upload: Upload, product_id: str) -> Circumstances:
    return Circumstances(
        upload.scope.organization_id,
        product_id,
        upload.portal.clock(),
        upload.scope.actor,
        Origin.BULK,
        upload.batch_id,
    )
