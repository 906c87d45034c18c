"""What a topic is."""

from dataclasses import dataclass

from google.protobuf.message import Message

FOREVER = -1


@dataclass(frozen=True)
class Topic:
    """One topic of the bus.

    ``envelope`` is the protobuf message of every value: repeated facts of one key. With
    ``retention_days`` of ``FOREVER`` nothing is deleted; the owner's outbox can publish any topic
    again in any case.
    """

    name: str
    key: str
    envelope: type[Message]
    partitions: int
    retention_days: int
    producer: str
    consumers: tuple[str, ...]
    meaning: str
    facts_field: str = "facts"

    @property
    def event_type(self) -> str:
        """CloudEvents ``type``: the full name of the envelope message."""
        return self.envelope.DESCRIPTOR.full_name

    @property
    def configuration(self) -> dict[str, str]:
        """Kafka topic configuration."""
        kept_for_ever = self.retention_days == FOREVER
        milliseconds = FOREVER if kept_for_ever else self.retention_days * 86_400_000
        # Compaction would keep one envelope per key and lose the facts of all others.
        return {"cleanup.policy": "delete", "retention.ms": str(milliseconds)}
