"""What routing a message comes to: entries to append and facts to forward. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from footprint.bundles import Bundle
from footprint.journal import Entry
from footprint.routing.stream import Stream, next_entry


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

    def enter(self, stream: Stream, news: Bundle) -> None:
        """Let facts enter a stream."""
        self.streams[stream.name] = stream
        _gather(self.news, stream.name, news)

    def join(self, stream: Stream, members: Iterable[str]) -> None:
        """Let members join a stream."""
        self.streams[stream.name] = stream
        self.newcomers.setdefault(stream.name, set()).update(members)

    def forward(self, network_id: str, facts: Bundle) -> None:
        """Send facts to a network, together with what it gets anyway."""
        _gather(self.forwards, network_id, facts)

    @property
    def entries(self) -> dict[str, Entry]:
        """The entries to append, by stream."""
        return {
            name: next_entry(stream, self.news.get(name), self.newcomers.get(name, ()))
            for name, stream in self.streams.items()
        }

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
