"""Suppliers by their names in the reader's language.

A pin keeps the name that its supplier had in English when it was made: what is computed and told to
programs stays the same for ever. A page says the name as the reader writes it today.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import current_language
from tierzero.tenancy import Scope

from .model import Calculation, Pin
from .newer import Newer
from .references import product_of


async def names_of_suppliers(
    portal: Portal, scope: Scope, references: Iterable[str]
) -> Mapping[str, str]:
    """Supplier → name in the reader's language, of those whose products are referred to."""
    named = {pair[0] for pair in map(product_of, references) if pair}
    return await organizations.names(portal, scope.actor, named, current_language())


def with_names(calculation: Calculation, names: Mapping[str, str]) -> Calculation:
    """The calculation with its suppliers called so; those not known keep the pinned name."""
    pins = {key: _renamed(pin, names) for key, pin in calculation.pins.items()}
    return replace(calculation, pins=pins)


def news_with_names(news: Iterable[Newer], names: Mapping[str, str]) -> list[Newer]:
    """The same for inputs of which there is something newer."""
    return [
        Newer(one.before and _renamed(one.before, names), one.after and _renamed(one.after, names))
        for one in news
    ]


def _renamed(pin: Pin, names: Mapping[str, str]) -> Pin:
    product = product_of(pin.reference)
    return replace(pin, source=names.get(product[0], pin.source)) if product else pin
