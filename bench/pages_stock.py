"""What a buyer's suppliers show it and what it asks of them, put into the store for `pages.py`."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from pages_factors import stock_factors

from carbon.limits import Verdict
from carbon.units import DeclaredUnit
from procurement.assessments import repository as assessments
from procurement.assessments import totals
from procurement.assessments.model import Assessment, Decision
from procurement.catalogue import repository as catalogue
from procurement.catalogue.model import Organization, Product, Sharing
from procurement.requests import repository as requests
from procurement.requests.model import Asked, FootprintRequest
from procurement.wiring import prepare
from tierzero.settings import Settings
from tierzero.store import Database, Session, Store, connect
from tierzero.tenancy import Scope

SUPPLIERS = 40
NOW = datetime(2026, 6, 1, tzinfo=UTC)
_AT_ONCE = 500
T = TypeVar("T")
Write = Callable[[Database, Sequence[T], Session], Awaitable[None]]


def supplier_of(buyer: str, number: int) -> str:
    """The supplier of a product."""
    return f"{buyer}-supplier-{number % SUPPLIERS}"


async def stock(store_uri: str, name: str, counts: dict[str, int]) -> None:
    """Per buyer so many products, with as many verdicts and requests."""
    store = connect(Settings(service="bench", store=store_uri, database=name))
    await prepare(store.database)
    for buyer, count in counts.items():
        for number in range(SUPPLIERS):
            await _supplier(store, buyer, number, count)
        numbers = range(count)
        await _written(store, [_assessment(buyer, one) for one in numbers], _keep_assessments)
        await _written(store, [_request(buyer, one) for one in numbers], _keep_requests)
        await stock_factors(store, buyer, count)
    await store.close()


async def _supplier(store: Store, buyer: str, number: int, count: int) -> None:
    identity = supplier_of(buyer, number)
    scope, name = Scope(identity, "bench"), f"Mill {number:02}"
    organization = Organization(identity, 1, name, roles=("supplier",), customer_ids=(buyer,))
    products = [_product(buyer, one) for one in range(number, count, SUPPLIERS)]

    async def own(database: Database, part: Sequence[Product], session: Session) -> None:
        await catalogue.keep_organization(database, scope, organization, session)
        await catalogue.keep_products(database, scope, part, session)

    await _written(store, products, own)


def _product(buyer: str, number: int) -> Product:
    return Product(
        id=f"{buyer}-product-{number}",
        version=1,
        supplier_id=supplier_of(buyer, number),
        name=f"Coil {number}",
        product_ids=(f"urn:pact:mill.example:product-id:W-{number}",),
        declared_unit=DeclaredUnit.KILOGRAM,
        sharing=Sharing.ALL_CUSTOMERS,
    )


def _assessment(buyer: str, number: int) -> Assessment:
    verdict = list(Verdict)[number % len(Verdict)]
    decision = Decision(
        limit_id=f"{buyer}-limit-{number % 7}",
        limit_version=1,
        buyer_id=buyer,
        supplier_id=supplier_of(buyer, number),
        product_id=f"{buyer}-product-{number}",
        verdict=verdict,
        maximum="2",
        declared_unit=DeclaredUnit.KILOGRAM,
    )
    return Assessment(decision, 1, NOW + timedelta(seconds=number // 100))


def _request(buyer: str, number: int) -> FootprintRequest:
    asked: dict[str, Any] = {
        "supplier_id": supplier_of(buyer, number),
        "product_id": f"{buyer}-product-{number}",
        "deadline": NOW + timedelta(days=number % 300),
    }
    identity = f"{buyer}-request-{number}"
    return FootprintRequest(
        Asked(id=identity, version=1, buyer_id=buyer, asked_at=NOW, recorded_at=NOW, **asked)
    )


async def _keep_assessments(
    database: Database, part: Sequence[Assessment], session: Session
) -> None:
    buyer = part[0].decision.buyer_id
    scopes = {buyer: Scope(buyer, "bench")}
    await assessments.keep(database, scopes, part, session)
    await totals.note(database, scopes, totals.change_of({}, part), session)


async def _keep_requests(
    database: Database, part: Sequence[FootprintRequest], session: Session
) -> None:
    scope = Scope(part[0].asked.buyer_id, "bench")
    await requests.insert_many(database, scope, part, session)


async def _written(store: Store, things: Sequence[T], write: Write[T]) -> None:
    """In portions, each in a transaction."""
    for start in range(0, len(things), _AT_ONCE):
        part = things[start : start + _AT_ONCE]

        async def keep(session: Session, part: Sequence[T] = part) -> None:
            await write(store.database, part, session)

        await store.in_transaction(keep)
