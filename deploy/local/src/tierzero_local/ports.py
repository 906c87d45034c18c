"""Which port each part listens on, always on 127.0.0.1."""

import random
import socket
from collections.abc import Mapping

from tierzero.i18n import Text, _

FIXED: Mapping[str, int] = {
    "portal": 8401,
    "procurement": 8402,
    "aggregator": 8403,
    "traces": 8404,
    "pact": 8405,
    "procurement-grpc": 8412,
    "footprint-grpc": 8413,
    "supplier_portal.worker": 8421,
    "procurement.worker": 8422,
    "procurement.grpc": 8423,
    "footprint.worker": 8424,
    "footprint.grpc": 8425,
    "aggregator.worker": 8426,
    "relay": 8427,
    "supplier_portal.pact_web": 8428,
    "broker": 19092,
    "broker-controller": 19093,
    "store": 27117,
}

# Below the range from which systems lend ports to outgoing connections (Linux: from 32768), so
# that a port found free here is not lent to someone else before its owner listens on it.
FREE_RANGE = range(20_000, 32_000)


def fixed() -> tuple[dict[str, int], tuple[Text, ...]]:
    """The usual ports; where one is taken, a free one in its place and a line that says so."""
    taken = {name: port for name, port in FIXED.items() if not _is_free(port)}
    substitutes = _free(tuple(taken))
    lines = tuple(
        _(
            "Port {port} is taken by another program; {name} uses {other} this time.",
            port=port,
            name=name,
            other=substitutes[name],
        )
        for name, port in taken.items()
    )
    return {**FIXED, **substitutes}, lines


def free() -> tuple[dict[str, int], tuple[Text, ...]]:
    """Free ports for everything, so that several platforms run side by side."""
    return _free(tuple(FIXED)), ()


def one() -> int:
    """A free port."""
    return _free(("",))[""]


def _free(names: tuple[str, ...]) -> dict[str, int]:
    candidates = (p for p in random.sample(FREE_RANGE, len(FREE_RANGE)) if _is_free(p))
    return dict(zip(names, candidates, strict=False))


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        # As servers do, so that a port of a connection just closed counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
