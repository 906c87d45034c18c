"""The platform as a list of processes: what each is told, what it needs first, when it is ready."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from tierzero_local.engines import kafka, store, tansu
from tierzero_local.entered import is_entered
from tierzero_local.environment import DATABASES, Surroundings, common
from tierzero_local.paths import RunDirectory
from tierzero_local.process import Lifetime, Process
from tierzero_local.readiness import http_ok


@dataclass(frozen=True)
class Role:
    """One process of a service: its module, the settings that name its ports, its first needs."""

    name: str
    service: str
    health: str
    """Name of the port that answers /readyz."""
    settings: Mapping[str, str]
    """Setting → name of the port it holds."""
    needs: tuple[str, ...] = ("store", "topics", "collector")
    restart_after: tuple[str, ...] = ()
    address: str = ""
    """Name of the port that people and programs use; empty: none."""


def _web(name: str, service: str, port: str, *extra: str) -> Role:
    needs = ("store", "collector", *extra)
    return Role(name, service, port, {"http_port": port}, needs, address=port)


def _worker(name: str, service: str) -> Role:
    return Role(name, service, name, {"health_port": name}, restart_after=("broker", "topics"))


def _grpc(name: str, service: str, port: str) -> Role:
    settings = {"health_port": name, "grpc_port": port}
    return Role(name, service, name, settings, ("store", "collector"), address=port)


def _pact(name: str, service: str, port: str) -> Role:
    settings = {"http_port": port, "health_port": name}
    return Role(name, service, name, settings, ("store", "collector", "bootstrap"), address=port)


PACT = "supplier_portal.pact_web"
ROLES = (
    _worker("relay", "relay"),
    _web("supplier_portal.web", "supplier-portal", "portal", "bootstrap"),
    _pact(PACT, "supplier-portal", "pact"),
    _worker("supplier_portal.worker", "supplier-portal"),
    _web("procurement.web", "procurement", "procurement"),
    _grpc("procurement.grpc", "procurement", "procurement-grpc"),
    _worker("procurement.worker", "procurement"),
    _worker("footprint.worker", "footprint"),
    _grpc("footprint.grpc", "footprint", "footprint-grpc"),
    _web("aggregator.web", "aggregator", "aggregator"),
    _worker("aggregator.worker", "aggregator"),
)


def platform(
    broker: str, directory: RunDirectory, surroundings: Surroundings
) -> tuple[Process, ...]:
    """Every process of the platform; ``broker`` is tansu or kafka."""
    ports = surroundings.ports
    return (
        store.process(ports["store"], directory.store),
        *_broker(broker, directory, ports),
        *_bootstrap(directory, surroundings),
        _collector(surroundings),
        _topics(broker, surroundings),
        *(_service(role, broker, surroundings) for role in ROLES),
        *_sample(directory, surroundings),
    )


def _broker(broker: str, directory: RunDirectory, ports: Mapping[str, int]) -> tuple[Process, ...]:
    if broker == "kafka":
        return kafka.processes(ports["broker"], ports["broker-controller"], directory.kafka)
    return (tansu.process(ports["broker"]),)


def _bootstrap(directory: RunDirectory, surroundings: Surroundings) -> tuple[Process, ...]:
    if is_entered(directory.sign_ins):
        return ()
    command = (sys.executable, "-m", "tierzero_local.bootstrapping", str(directory.sign_ins))
    told = common(surroundings)
    once = Lifetime.ONCE
    return (Process("bootstrap", command, told, depends_on=("store",), lifetime=once),)


def _sample(directory: RunDirectory, surroundings: Surroundings) -> tuple[Process, ...]:
    if directory.sample_mark.exists():
        return ()
    files = (str(directory.sign_ins), str(directory.sample_mark))
    return (
        Process(
            "sample",
            (sys.executable, "-m", "tierzero_local.sample", *files),
            common(surroundings),
            depends_on=tuple(role.name for role in ROLES),
            lifetime=Lifetime.ONCE,
            ready_within_seconds=300.0,
        ),
    )


def _collector(surroundings: Surroundings) -> Process:
    port = str(surroundings.ports["traces"])
    return Process(
        "collector",
        (sys.executable, "-m", "tierzero_local.collector", "--port", port),
        ready=http_ok(surroundings.url("traces") + "/readyz"),
        address=surroundings.url("traces"),
    )


def _topics(broker: str, surroundings: Surroundings) -> Process:
    return Process(
        "topics",
        (sys.executable, "-m", "tierzero.topics"),
        {**common(surroundings), "TIERZERO_SERVICE": "topics"},
        depends_on=("broker",),
        restart_after=_forgetful(broker, ("broker",)),
        lifetime=Lifetime.ONCE,
    )


def _service(role: Role, broker: str, surroundings: Surroundings) -> Process:
    ports = {
        f"TIERZERO_{setting.upper()}": str(surroundings.ports[port])
        for setting, port in role.settings.items()
    }
    named = {"TIERZERO_SERVICE": role.service, "TIERZERO_REPLICA": role.name}
    own = {**named, **ports, **_fetching(broker)}
    return Process(
        role.name,
        (sys.executable, "-m", _module(role)),
        {**common(surroundings), **own, **_secrets(role, surroundings)},
        ready=http_ok(surroundings.url(role.health) + "/readyz"),
        depends_on=role.needs,
        restart_after=_forgetful(broker, role.restart_after),
        address=_shown_address(role, surroundings),
    )


def _fetching(broker: str) -> dict[str, str]:
    # Tansu answers a fetch only when its time is up, so each hop would wait most of a second.
    return {"TIERZERO_FETCH_WAIT_MILLISECONDS": "50"} if broker == "tansu" else {}


def _module(role: Role) -> str:
    return "tierzero.relay" if role.name == "relay" else role.name


def _secrets(role: Role, surroundings: Surroundings) -> dict[str, str]:
    if role.name == "relay":
        return {"TIERZERO_DATABASES": ",".join(DATABASES)}
    if role.service != "supplier-portal":
        return {}
    keys = surroundings.keys
    secrets = {"TIERZERO_SECRETS_KEY": str(keys.secrets), "TIERZERO_PRIVATE_PARTNERS": "true"}
    if role.name == "supplier_portal.worker":
        return secrets
    secrets["TIERZERO_SIGNING_KEY"] = str(keys.signing)
    if role.name == PACT:
        secrets["TIERZERO_TLS_CERTIFICATE"] = str(keys.certificate)
        secrets["TIERZERO_TLS_KEY"] = str(keys.certificate_key)
    return secrets


def _shown_address(role: Role, surroundings: Surroundings) -> str:
    if not role.address:
        return ""
    if role.name == PACT:
        return surroundings.pact_url
    is_web = "http_port" in role.settings
    return (surroundings.url if is_web else surroundings.address)(role.address)


def _forgetful(broker: str, names: tuple[str, ...]) -> tuple[str, ...]:
    # Tansu forgets topics and positions when it ends; Apache Kafka's clients just connect again.
    return names if broker == "tansu" else ()
