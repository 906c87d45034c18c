"""Which inputs of a calculation have a newer version, and which are gone."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from supplier_portal.portal import Portal
from supplier_portal.products import service as products
from tierzero.tenancy import Scope

from .model import Calculation, Pin
from .references import references
from .resolving import resolve, with_newest_factors


@dataclass(frozen=True)
class Newer:
    """An input whose reference now means something else; `after` is None where it is gone."""

    before: Pin | None
    after: Pin | None

    @property
    def name(self) -> str:
        """As people call it."""
        pin = self.after or self.before
        return pin.name if pin else ""


@dataclass(frozen=True)
class Renewed:
    """The calculation as it would be today, and what differs."""

    calculation: Calculation
    inputs: tuple[Newer, ...]
    product_changed: bool

    @property
    def is_news(self) -> bool:
        """Whether recalculating would change anything."""
        return self.product_changed or any(one.after is not None for one in self.inputs)


async def renewed(portal: Portal, scope: Scope, calculation: Calculation) -> Renewed:
    """Every reference resolved again; what cannot be resolved any more keeps its pin."""
    stated = await with_newest_factors(portal, scope, calculation.stated)
    names = references(stated)
    found = await resolve(portal, scope, names, calculation.period_end)
    product = await products.get(portal, scope, calculation.product_id)
    held = calculation.pins
    pins = {name: found.get(name) or held[name] for name in names if name in found or name in held}
    after = replace(
        calculation,
        stated=stated,
        pins=pins,
        declared_unit=product.declared_unit,
        mass_per_declared_unit=product.mass_per_declared_unit,
    )
    changed = (after.declared_unit, after.mass_per_declared_unit) != (
        calculation.declared_unit,
        calculation.mass_per_declared_unit,
    )
    return Renewed(after, tuple(_differences(calculation, found, names)), changed)


def _differences(
    calculation: Calculation, found: Mapping[str, Pin], names: list[str]
) -> list[Newer]:
    """Old and new in the places where they stand: a factor's edition has another reference."""
    before = references(calculation.stated)
    differing: list[Newer] = []
    for old, new in zip(before, names, strict=True):
        held, now = calculation.pins.get(old), found.get(new)
        if held != now and (held is not None or now is not None):
            differing.append(Newer(held, now))
    return differing
