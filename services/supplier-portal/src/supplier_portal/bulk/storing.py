"""The second reading of a file: portions of rows compared with what is stored, and written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from carbon.footprint.model import ProductFootprint
from carbon.footprint.presentation import Detail
from carbon.footprint.writing import to_wire
from supplier_portal.footprints import service as footprints
from supplier_portal.footprints.issuing import derived_id, digest_of, series_of
from supplier_portal.footprints.service import Circumstances, IssuedFootprint, Origin
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
class _Statement:
    product: Product
    footprint: ProductFootprint
    series: str
    digest: str
    id: str


async def plan(upload: Upload, rows: Sequence[Checked], overview: Overview, session: Any) -> Plan:
    """Compare rows with what is stored."""
    portal, scope = upload.portal, upload.scope
    made = Plan()
    described = {row.product.id: row.product for row in rows if overview.describes_product(row)}
    known = await products.by_ids(portal, scope, described, session)
    details = {row.product.id: row.shared_detail for row in rows if row.product is not None}
    _plan_products(made, described.values(), known, details)
    statements = [_statement(row) for row in rows]
    active = await footprints.active_digests(
        portal.database, scope, [one.series for one in statements], session
    )
    pending = [one for one in statements if one.digest not in active.get(one.series, {}).values()]
    made.unchanged = len(statements) - len(pending)
    await _plan_footprints(upload, made, pending, active, session)
    return made


async def carry_out(upload: Upload, made: Plan, session: Session) -> None:
    """Write what was planned, in the transaction of the session."""
    portal, scope = upload.portal, upload.scope
    await products.store(portal, scope, session, made.products_added, made.products_changed)
    await footprints.store(portal, scope, session, made.added, made.replaced)


def _plan_products(
    made: Plan,
    described: Iterable[Product],
    known: Mapping[str, Product],
    details: Mapping[str, Detail | None],
) -> None:
    for product in described:
        before, detail = known.get(product.id), details.get(product.id)
        if before is None:
            shown = detail or product.shared_detail
            made.products_added.append(replace(product, shared_detail=shown))
            continue
        after = replace(_merged(before, product), shared_detail=detail or before.shared_detail)
        if not before.states_the_same(after):
            made.products_changed.append((before, after))


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


def _statement(row: Checked) -> _Statement:
    series = series_of(row.product.id, row.footprint)
    digest = digest_of(to_wire(row.footprint))
    return _Statement(row.product, row.footprint, series, digest, derived_id(series, digest))


async def _plan_footprints(
    upload: Upload,
    made: Plan,
    pending: Sequence[_Statement],
    active: Mapping[str, Mapping[str, str]],
    session: Any,
) -> None:
    portal, scope = upload.portal, upload.scope
    if not pending:
        return
    ids = [one.id for one in pending]
    used = await footprints.used_ids(portal.database, scope, ids, session)
    ended = [identity for one in pending for identity in active.get(one.series, {})]
    found = await footprints.find_many(portal.database, scope, ended, session) if ended else []
    by_id = {one.id: one for one in found}
    for statement in pending:
        preceding = list(active.get(statement.series, {}))
        issued = _issued(upload, statement, preceding, used)
        made.added.append(issued)
        made.replaced += [(by_id[identity], issued.id) for identity in preceding]


def _issued(
    upload: Upload, statement: _Statement, preceding: Sequence[str], used: set[str]
) -> IssuedFootprint:
    # A value that was in force before and comes back is a new footprint: ended ones stay ended.
    identity = derived_id(statement.id, *preceding) if statement.id in used else statement.id
    footprint = replace(statement.footprint, id=identity, preceding_pf_ids=tuple(preceding))
    circumstances = Circumstances(
        upload.scope.organization_id,
        statement.product.id,
        upload.portal.clock(),
        upload.scope.actor,
        Origin.BULK,
        upload.batch_id,
    )
    return footprints.issue(footprint, circumstances)
