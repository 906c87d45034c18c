"""The recording worker with a faust that passes over what it gets first of each partition."""

from typing import Any

from recording_worker import wire

from tierzero.agents import run_worker
from tierzero.agents.chunks import ChunkMessage
from tierzero.settings import Settings
from tierzero.topics import PRODUCTS

_PASSED_OVER: set[int] = set()
_FORMER_GENERATION = -1


class OncePassedOver(ChunkMessage):
    """Of a former generation, where it is the first of its partition."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if self.topic == PRODUCTS.name and self.partition not in _PASSED_OVER:
            _PASSED_OVER.add(self.partition)
            self.generation_id = _FORMER_GENERATION


if __name__ == "__main__":
    import tierzero.agents.transport

    tierzero.agents.transport.ChunkMessage = OncePassedOver
    run_worker(Settings(), wire)  # type: ignore[call-arg]
