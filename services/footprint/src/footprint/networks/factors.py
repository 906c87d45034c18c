"""The emission factors that a network knows."""

from collections.abc import Iterable

from carbon.classifications import covering
from carbon.scope3.inputs import EmissionFactor
from footprint.networks.network import Network


def factors_for(network: Network, classifications: Iterable[str]) -> list[EmissionFactor]:
    """The factors of all classes that cover one of those given."""
    names = {name for one in classifications for name in covering(one)}
    return [
        factor
        for name in sorted(names)
        if name in network.factors
        for factor in network.factors[name].values()
    ]
