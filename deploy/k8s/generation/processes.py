"""The processes of the deployment and what each may reach."""

from dataclasses import dataclass

from tierzero.topics import TOPICS, Topic

SERVICES = ("supplier-portal", "procurement", "footprint", "aggregator")
CALLING_PARTNERS = ("supplier-portal-web", "supplier-portal-worker")
"""Who calls partners' own systems: the worker delivers to them, the page tries a connection."""
EVERY_SERVICE = "every service"
CALLS = {
    "supplier-portal-web": ("procurement-grpc",),
    "procurement-web": ("footprint-grpc",),
    "aggregator-web": ("footprint-grpc",),
}
"""Who asks whom by gRPC, from the architecture's table of services."""
_ROLES = {
    "supplier-portal": ("web", "pact", "worker", "relay"),
    "procurement": ("web", "grpc", "worker", "relay"),
    "footprint": ("worker", "grpc", "relay"),
    "aggregator": ("web", "worker", "relay"),
}


@dataclass(frozen=True)
class Process:
    """One Deployment: a role of a service."""

    service: str
    role: str

    @property
    def name(self) -> str:
        """Name of the Deployment, its Service and its Kafka user."""
        return f"{self.service}-{self.role}"

    @property
    def labels(self) -> dict[str, str]:
        """Labels that its pods have and no others."""
        return {
            "app.kubernetes.io/name": self.service,
            "app.kubernetes.io/component": self.role,
        }

    @property
    def calls(self) -> tuple["Process", ...]:
        """The gRPC servers it asks."""
        return tuple(BY_NAME[name] for name in CALLS.get(self.name, ()))

    @property
    def callers(self) -> tuple["Process", ...]:
        """The processes that ask it by gRPC."""
        return tuple(other for other in PROCESSES if self in other.calls)


PROCESSES = tuple(Process(service, role) for service in SERVICES for role in _ROLES[service])
BY_NAME = {process.name: process for process in PROCESSES}


def written_by(process: Process) -> list[Topic]:
    """Topics the process writes: relays write what their service produces, nobody else writes."""
    producers = (process.service, EVERY_SERVICE)
    return [t for t in TOPICS if process.role == "relay" and t.producer in producers]


def read_by(process: Process) -> list[Topic]:
    """Topics the process reads: workers read what their service consumes, nobody else reads."""
    return [t for t in TOPICS if process.role == "worker" and process.service in t.consumers]


def outsiders() -> list[str]:
    """Consumers in the topic table that are not services, such as partners."""
    consumers = {consumer for topic in TOPICS for consumer in topic.consumers}
    return sorted(consumers - set(SERVICES))
