"""A supplier whose confidential fields hold values that occur nowhere else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from asking import until

from tests.integration.supplier_portal.documents import footprint, product, unique
from tierzero_local.acting import Actor

Json = dict[str, Any]
YEAR = 2025


@dataclass(frozen=True)
class Canary:
    """A value that must reach nobody but those named."""

    text: str
    for_whom: frozenset[str]

    def is_in(self, text: str) -> bool:
        """Whether a text tells it; of a number the digits count, wherever its point may be."""
        if "." not in self.text:
            return self.text in text
        return self.text.replace(".", "") in text.translate(_POINTS)


@dataclass(frozen=True)
class Planted:
    """Who there is, what was planted, and the ids that routes can be asked for."""

    actors: dict[str, Actor]
    canaries: tuple[Canary, ...]
    products: tuple[Json, ...]
    footprints: tuple[str, ...]
    limit_id: str
    purchase_id: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all that was planted, for routes that take an identity."""
        owners = (self.actors[name].organization_id for name in ("mill", "buyer"))
        made = tuple(one["id"] for one in self.products)
        return (*self.footprints, *made, *owners, self.limit_id, self.purchase_id)


_POINTS = str.maketrans("", "", ".,")
OWNER = frozenset({"mill"})
BOTH = frozenset({"mill", "buyer"})


@dataclass(frozen=True)
class _Plan:
    """One product: how it is shared, its total, who may have that, and its hidden words."""

    name: str
    how: Json
    total: str
    total_for: frozenset[str] | None
    share: str
    words: tuple[str, ...]
    hidden_for: frozenset[str]
    rating: str = "1.5"


def plant(newcomer: Callable[..., Actor]) -> Planted:
    """Enter everybody and everything, and wait until it has gone all the way."""
    actors = {name: newcomer(name.title(), [role]) for name, role in ROLES.items()}
    buyer = actors["buyer"].organization_id
    actors["mill"] = newcomer("Mill", ["supplier"], customers=[buyer])
    canaries: list[Canary] = []
    products: list[Json] = []
    footprints: list[str] = []
    with actors["mill"].http("supplier-portal") as portal:
        for plan in _plans(buyer):
            _add(portal, plan, canaries, products, footprints)
        _assemble(portal, products, actors["mill"].organization_id)
    canaries.append(Canary("canaryjuliett", OWNER))
    limit_id, purchase_id = _use(actors["buyer"], actors["mill"], products)
    ids = tuple(footprints)
    return Planted(actors, tuple(canaries), tuple(products), ids, limit_id, purchase_id)


ROLES = {
    "buyer": "buyer",
    "other_buyer": "buyer",
    "other_supplier": "supplier",
    "partner": "partner",
    "verifier": "verifier",
}


def _plans(buyer: str) -> tuple[_Plan, ...]:
    named = {"sharing": "named_customers", "shared_with": [buyer]}
    total_only = {"shared_detail": "total_only"}
    return (
        _Plan("Coil", total_only, "3.141733", BOTH, "61.735191", _WORDS, OWNER, "1.734561"),
        _Plan("Strip", named, "4.271829", BOTH, "62.846281", ("canarygolf",), BOTH),
        _Plan("canaryhotel", {"sharing": "nobody"}, "5.382917", OWNER, "64.1", (), OWNER),
        _Plan(
            "Billet",
            {"sharing": "public", **total_only},
            "6.493121",
            None,
            "63.957371",
            ("canaryindia",),
            OWNER,
        ),
    )


_WORDS = (
    "canaryalpha",
    "canarybravo",
    "canarycharlie",
    "canarydelta",
    "canaryecho",
    "canaryfoxtrot",
)


def _add(
    portal: Any, plan: _Plan, canaries: list[Canary], products: list[Json], footprints: list[str]
) -> None:
    words = (*plan.words, *(f"{plan.name}-{n}" for n in range(6)))
    stated = product(number=unique("C"), name=plan.name, description=words[5], **plan.how)
    added = portal.post("/api/v1/products", json=stated).json()
    amounts = ("pcfExcludingBiogenicUptake", "pcfIncludingBiogenicUptake")
    pcf = dict.fromkeys(amounts, plan.total) | {
        "primaryDataShare": plan.share,
        "dqi": {"technologicalDQR": plan.rating, "geographicalDQR": "2", "temporalDQR": "3"},
        "boundaryProcessesDescription": words[1],
        "secondaryEmissionFactorSources": [{"name": words[2], "version": "1"}],
    }
    schema = "https://example.com/schema"
    extension = {"specVersion": "2.0.0", "dataSchema": schema, "data": {"made": words[3]}}
    document = footprint(
        added, pcf, comment=words[0], productDescription=words[4], extensions=[extension]
    )
    answer = portal.post("/api/v1/footprints", json=document)
    assert answer.status_code == 201, answer.text
    products.append(added)
    footprints.append(document["id"])
    if plan.total_for is not None:
        canaries.append(Canary(plan.total, plan.total_for))
    if plan.name.startswith("canary"):
        canaries.append(Canary(plan.name, plan.hidden_for))
    telling = [one for one in (plan.share, plan.rating) if len(one) > len("64.1")]
    canaries += [Canary(one, plan.hidden_for) for one in (*plan.words, *telling)]


def _assemble(portal: Any, products: list[Json], mill: str) -> None:
    """A product made of another, whose bill of materials is nobody's business."""
    added = portal.post("/api/v1/products", json=product(number=unique("C"), name="Frame")).json()
    part = {
        "description": "canaryjuliett",
        "supplier_id": mill,
        "product_id": products[0]["id"],
        "quantity": "2",
        "unit": "kg",
    }
    bill = {"output_amount": "1", "own_emissions": "1", "parts": [part]}
    path = f"/api/v1/products/{added['id']}/bill-of-materials"
    answer = portal.put(path, json=bill)
    assert answer.is_success, answer.text
    products.append(added)


def _use(buyer: Actor, mill: Actor, products: list[Json]) -> tuple[str, str]:
    """The buyer limits the first product by what is hidden of it, and buys the first two."""
    limit = {
        "product_id": products[0]["id"],
        "declared_unit": "kilogram",
        "maximum": "100",
        "valid_from": "2020-01-01T00:00:00Z",
        "minimum_primary_data_share": "50",
        "maximum_data_quality_rating": "2.5",
    }
    bought = ""
    with buyer.http("procurement") as client:
        made = until(lambda: client.post("/api/v1/limits", json=limit), lambda one: one.is_success)
        for bought_product in (*products[:2], products[-1]):
            purchase = {
                "reference": unique("order"),
                "date": f"{YEAR}-06-01",
                "supplier": mill.organization_id,
                "product": bought_product["number"],
                # So that no sum of tonnes reads like the figure of a kilogram.
                "quantity": "700",
                "unit": "kilogram",
            }
            stored = until(
                lambda body=purchase: client.post("/api/v1/purchases", json=body),
                lambda one: one.is_success,
            )
            assert stored.json()["recorded"] == 1, stored.text
        until(lambda: _state(client, products), _is_known)
        bought = _purchase_id(client)
    with mill.http("supplier-portal") as portal:
        until(lambda: portal.get("/api/v1/assessments").json()["data"], bool)
    return made.json()["id"], bought


def _state(client: Any, products: list[Json]) -> tuple[list[str], str]:
    """Verdicts on the first product, and the priced lines."""
    verdicts = client.get("/api/v1/assessments").json()["assessments"]
    judged = [one["verdict"] for one in verdicts if one["product_id"] == products[0]["id"]]
    return judged, client.get(f"/api/v1/inventories/{YEAR}/1/lines").text


def _is_known(state: tuple[list[str], str]) -> bool:
    judged, lines = state
    first, second = (Canary(text, BOTH) for text in ("3.141733", "4.271829"))
    return judged == ["conditional"] and first.is_in(lines) and second.is_in(lines)


def _purchase_id(client: Any) -> str:
    return str(client.get("/api/v1/purchases").json()["purchases"][0]["id"])
