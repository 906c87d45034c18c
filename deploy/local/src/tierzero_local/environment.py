"""What each process is told through its environment (see tierzero.settings)."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from tierzero_local.engines import store
from tierzero_local.keys import Keys

DATABASES = ("supplier_portal", "procurement", "footprint", "aggregator")
TELEMETRY_SWITCH = "TIERZERO_TELEMETRY"


@dataclass(frozen=True)
class Surroundings:
    """What all processes of one platform share."""

    ports: Mapping[str, int]
    keys: Keys

    def url(self, name: str) -> str:
        """Base URL of a web process."""
        return f"http://127.0.0.1:{self.ports[name]}"

    @property
    def pact_url(self) -> str:
        """Base URL of the PACT API, which is served over HTTPS only."""
        return f"https://{self.address('pact')}"

    def address(self, name: str) -> str:
        """host:port of a process."""
        return f"127.0.0.1:{self.ports[name]}"


def common(surroundings: Surroundings) -> dict[str, str]:
    """Told to every process of ours."""
    return {
        "TIERZERO_BROKER": surroundings.address("broker"),
        "TIERZERO_STORE": store.uri(surroundings.ports["store"]),
        "TIERZERO_PORTAL_URL": surroundings.url("portal"),
        "TIERZERO_PROCUREMENT_URL": surroundings.url("procurement"),
        "TIERZERO_AGGREGATOR_URL": surroundings.url("aggregator"),
        "TIERZERO_PACT_URL": surroundings.pact_url,
        "TIERZERO_PROCUREMENT_GRPC": surroundings.address("procurement-grpc"),
        "TIERZERO_FOOTPRINT_GRPC": surroundings.address("footprint-grpc"),
        "TIERZERO_VERIFICATION_KEY": str(surroundings.keys.verification),
        **telemetry(surroundings.url("traces"), os.environ),
    }


def telemetry(collector: str, given: Mapping[str, str]) -> dict[str, str]:
    """Where telemetry goes: nowhere when switched off, where the user said, else our collector."""
    if given.get(TELEMETRY_SWITCH, "").lower() == "off":
        return {}
    chosen = {k: v for k, v in given.items() if k.startswith("OTEL_")}
    if any(k.startswith("OTEL_EXPORTER_OTLP") and k.endswith("ENDPOINT") for k in chosen):
        return chosen
    # Short delays, so that a trace can be looked at as soon as its page is opened.
    return {
        "OTEL_BSP_SCHEDULE_DELAY": "1000",
        "OTEL_BLRP_SCHEDULE_DELAY": "1000",
        "OTEL_METRIC_EXPORT_INTERVAL": "5000",
        **chosen,
        "OTEL_EXPORTER_OTLP_ENDPOINT": collector,
        "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
    }
