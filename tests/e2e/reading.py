"""Every way in which the services answer, found in their programs, and what to ask there.

A new route is asked without anybody having to add it here. Where a route takes a parameter of a
name that is not known yet, nobody can ask it sensibly, and the test says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from fastapi.routing import APIRoute
from planting import YEAR, Planted

from aggregator.settings import AggregatorSettings
from aggregator.web import application
from procurement.web import wire as procurement
from supplier_portal.web import wire as portal
from tierzero.identity import generate_key_pair
from tierzero.settings import Settings
from tierzero.store import connect

OWN_ACCOUNT = ("/account", "/sign-", "/join", "/language", "/auth/")
"""Routes that change the caller's own session: asked by nobody here."""

_TRIED_TO_CHANGE = 2
"""So many of the things planted are tried to be changed: refusals look at the caller first."""

_NOBODY = "00000000-0000-4000-8000-000000000000"


@dataclass(frozen=True)
class Asked:
    """One question: a service, a method, a path with its query, and the route it is of."""

    service: str
    method: str
    path: str
    route: str
    names_planted: bool = False
    """Whether the path names something of somebody else."""


def questions(planted: Planted, keys: Path) -> Iterator[Asked]:
    """All questions that can be asked of all routes."""
    values = _values(planted)
    for service, route in routes(keys):
        if route.path.startswith(OWN_ACCOUNT):
            continue
        if not values.keys() >= set(_path_names(route)):
            continue
        for method in sorted(route.methods - {"HEAD"}):
            yield from _of_route(service, method, route, values)


def unclassified(planted: Planted, keys: Path) -> set[tuple[str, str, str]]:
    """Parameters of routes that nobody has said how to fill."""
    values = _values(planted)
    return {
        (service, route.path, name)
        for service, route in routes(keys)
        for name in (*_path_names(route), *filter(_names_something, _query_names(route)))
        if name not in values
    }


def routes(keys: Path) -> Iterator[tuple[str, APIRoute]]:
    """Every route of every web process."""
    pair = generate_key_pair(keys)
    known = {"signing_key": pair.signing_key, "verification_key": pair.verification_key}
    store = connect(Settings(service="aggregator"))
    apps = {
        "supplier-portal": portal(Settings(service="supplier-portal", **known)),
        "procurement": procurement(Settings(service="procurement", **known)),
        "aggregator": application(
            AggregatorSettings(verification_key=pair.verification_key), store
        ),
    }
    for service, app in apps.items():
        yield from ((service, one) for one in _flat(app.routes) if isinstance(one, APIRoute))


def _flat(found: Any) -> Iterator[Any]:
    for route in found:
        inner = getattr(route, "original_router", None)
        if inner is None:
            yield route
        else:
            yield from _flat(inner.routes)


def _of_route(
    service: str, method: str, route: APIRoute, values: dict[str, tuple[str, ...]]
) -> Iterator[Asked]:
    names = _path_names(route)
    query = "&".join(f"{name}={values[name][0]}" for name in _query_names(route) if name in values)
    most = None if method == "GET" else _TRIED_TO_CHANGE
    for filled in product(*(values[name][:most] for name in names)):
        path = route.path
        for name, value in zip(names, filled, strict=True):
            path = path.replace(f"{{{name}}}", value)
        is_planted = any(name in _OF_SOMEBODY for name in names)
        yield Asked(service, method, path, route.path, is_planted)
        if query and method == "GET":
            yield Asked(service, method, f"{path}?{query}", route.path)


def _path_names(route: APIRoute) -> list[str]:
    return [one.name for one in route.dependant.path_params]


def _query_names(route: APIRoute) -> list[str]:
    def of(dependant: Any) -> Iterator[str]:
        yield from (one.name for one in dependant.query_params)
        for inner in dependant.dependencies:
            yield from of(inner)

    return list(dict.fromkeys(of(route.dependant)))


def _names_something(name: str) -> bool:
    return name.endswith("_id") or name in ("viewer", "recipient", "supplier", "owner", "against")


_OF_SOMEBODY = frozenset(
    {"identity", "product_id", "activity_id", "limit_id", "purchase_id", "client_id", "user"}
)


def _values(planted: Planted) -> dict[str, tuple[str, ...]]:
    """Name of a parameter → what is asked for."""
    mill, buyer = planted.actors["mill"], planted.actors["buyer"]
    made = tuple(one["id"] for one in planted.products)
    organizations = (mill.organization_id, buyer.organization_id)
    return {
        "identity": planted.ids,
        "product_id": made,
        "footprint_id": planted.footprints,
        "activity_id": (planted.purchase_id,),
        "purchase_id": (planted.purchase_id,),
        "limit_id": (planted.limit_id,),
        "factory_id": organizations,
        "client_id": (mill.client_id,),
        "user": (mill.user,),
        "year": (str(YEAR),),
        "category": ("1",),
        "kind": ("csv", "xlsx", "fuel-use"),
        "name": ("fuel-use",),
        "key": (_NOBODY,),
        "statement": (_NOBODY,),
        "request_id": (_NOBODY,),
        "batch_id": (_NOBODY,),
        "target_id": (_NOBODY,),
        "supplier_id": organizations,
        "organization_id": organizations,
        "subject_id": planted.footprints,
        "recipient_id": (buyer.organization_id,),
        "recipient": (buyer.organization_id,),
        "viewer": (buyer.organization_id,),
        "customer_id": organizations[1:],
        "supplier": organizations,
        "owner": organizations,
        "against": planted.footprints,
        "product": made,
        "preceding": planted.footprints,
        "base_year": (str(YEAR - 1),),
        "current_year": (str(YEAR),),
    }
