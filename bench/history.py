"""History: what a reason for each revision costs, and how long comparing two years takes.

The reason's cost stands beside pricing the same lines; comparing beside adding up both totals.
`PYTHONPATH=. python bench/history.py [lines]`.
"""

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from carbon.comparison.flows import flows_of
from footprint.bundles import Bundle
from footprint.history.answers import comparison_answer
from footprint.history.lines import compared_line
from footprint.networks import absorbing
from footprint.networks.absorbing import absorb
from footprint.networks.network import Network
from tests.unit.footprint import facts

LINES = 20_000
_PRODUCTS = 500
T = TypeVar("T")


def timed(work: Callable[[], T]) -> tuple[float, T]:
    """Seconds, and what the work gave."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def filled(lines: int) -> Network:
    """Purchases of two years, priced by 500 footprints."""
    names = range(_PRODUCTS)
    network = Network("plant")
    everything = Bundle(
        products=[facts.product(f"p{name}") for name in names],
        footprints=[facts.footprint(f"f{name}", f"p{name}", "1") for name in names],
        activities=[
            facts.purchase(f"a{number}", f"p{number % _PRODUCTS}", year=2024 + number % 2)
            for number in range(lines)
        ],
    )
    absorb(network, everything)
    return network


def reasons(network: Network) -> tuple[float, float]:
    """Seconds of pricing all lines anew, and the part of them that finding causes took."""
    spent = 0.0
    real = absorbing.attribute

    def watched(*arguments: object) -> None:
        nonlocal spent
        seconds, _ = timed(lambda: real(*arguments))  # type: ignore[arg-type]
        spent += seconds

    corrected = [
        facts.footprint(f"f{name}", f"p{name}", "2", version=2) for name in range(_PRODUCTS)
    ]
    absorbing.attribute = watched
    try:
        whole, _ = timed(lambda: absorb(network, Bundle(footprints=corrected)))
    finally:
        absorbing.attribute = real
    return whole, spent


def main() -> None:
    """Print both figures, each beside its reference."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    network = filled(lines)
    whole, spent = reasons(network)
    print(f"pricing {lines:,} lines anew {whole:.2f} s, of it their causes {spent / whole:.0%}")
    reading, known = timed(lambda: [compared_line(network.book, slot) for slot in network.slots])
    base = [line for place, line in enumerate(known) if place % 2 == 0]
    current = [line for place, line in enumerate(known) if place % 2]
    comparing, flows = timed(lambda: flows_of(base, current))
    answering, _ = timed(lambda: comparison_answer(flows, 0, 100))
    adding, _ = timed(lambda: sum(line.emissions_mg for line in known))
    took = reading + comparing + answering
    print(
        f"comparing two years of them {took:.2f} s ({len(flows)} flows); adding up {adding:.4f} s"
    )


if __name__ == "__main__":
    main()
