"""What routing a message comes to: entries to append and facts to forward. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from footprint.bundles import Bundle, count, in_parts
from footprint.columns.rows import Rows
from footprint.journal import Entry
from footprint.routing.shelf import in_pieces
from footprint.routing.stream import Stream, next_entry
from tierzero.outbox import Serialized

_RECORDS_IN_MESSAGE = 5_000
_BYTES_IN_MESSAGE = 750_000


class Streams(Protocol):
    """Streams that are loaded, by name."""

    def __contains__(self, name: str, /) -> bool:
        """Whether the stream is loaded."""
        ...

    def __getitem__(self, name: str, /) -> Stream:
        """The stream; KeyError where it is not loaded."""
        ...


@dataclass
class Plan:
    """Steps of streams, at most one of each, and facts by the network that gets them.

    Bundles that are handed over become the plan's own.
    """

    streams: dict[str, Stream] = field(default_factory=dict[str, Stream])
    news: dict[str, Bundle] = field(default_factory=dict[str, Bundle])
    newcomers: dict[str, set[str]] = field(default_factory=dict[str, set[str]])
    forwards: dict[str, Bundle] = field(default_factory=dict[str, Bundle])
    stated: dict[str, Rows] = field(default_factory=dict[str, Rows])
    """Of news those that are footprints, by stream."""
    told: dict[str, list[bytes]] = field(default_factory=dict[str, list[bytes]])
    """Of forwards those that are footprints, by network."""

    def enter(self, stream: Stream, news: Bundle) -> None:
        """Let facts enter a stream."""
        self.streams[stream.name] = stream
        _gather(self.news, stream.name, news)

    def state(self, stream: Stream, news: Rows) -> None:
        """Let footprints enter a stream, into which no others enter."""
        self.streams[stream.name] = stream
        self.stated[stream.name] = news

    def join(self, stream: Stream, members: Iterable[str]) -> None:
        """Let members join a stream."""
        self.streams[stream.name] = stream
        self.newcomers.setdefault(stream.name, set()).update(members)

    def forward(self, network_id: str, facts: Bundle) -> None:
        """Send facts to a network, together with what it gets anyway."""
        _gather(self.forwards, network_id, facts)

    def tell(self, network_id: str, records: Iterable[bytes]) -> None:
        """Send footprints to a network, as the bytes they are."""
        self.told.setdefault(network_id, []).extend(records)

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries to append, by stream."""
        return {
            name: next_entry(
                stream, self.news.get(name), self.stated.get(name), self.newcomers.get(name, ())
            )
            for name, stream in self.streams.items()
        }

    @property
    def messages(self) -> Iterator[Serialized]:
        """What the networks are told, each message of a size that the broker takes."""
        for network_id, facts in self.forwards.items():
            for part in in_parts(facts):
                part.network_id = network_id
                yield Serialized(network_id, part.SerializeToString(), count(part))
        for network_id, records in self.told.items():
            begin = Bundle(network_id=network_id).SerializeToString()
            for piece in in_pieces(records, _BYTES_IN_MESSAGE, _RECORDS_IN_MESSAGE):
                yield Serialized(network_id, begin + b"".join(piece), len(piece))

    def __bool__(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.streams or self.forwards)


def _gather(gathered: dict[str, Bundle], name: str, facts: Bundle) -> None:
    held = gathered.setdefault(name, facts)
    if held is not facts:
        held.MergeFrom(facts)


class NotLoaded(LookupError):
    """Planning needs the state of further streams; load them and plan again."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__()
        self.names = frozenset(names)


def required(streams: Streams, names: Iterable[str]) -> list[Stream]:
    """The streams of those names, in the order of names; raises NotLoaded."""
    wanted = sorted(names)
    missing = [name for name in wanted if name not in streams]
    if missing:
        raise NotLoaded(missing)
    return [streams[name] for name in wanted]
