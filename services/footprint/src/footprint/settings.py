"""Settings of the footprint service beside those of the kit."""

from pathlib import Path

from pydantic import Field

from tierzero.settings import Settings


class FootprintSettings(Settings):
    """What the footprint processes may be told from outside."""

    service: str = "footprint"
    network_facts_in_memory: int = Field(
        default=500_000, description="Facts of networks a worker keeps; about 1 KB each."
    )
    routing_facts_in_memory: int = Field(
        default=200_000, description="Facts of streams a worker's router keeps; about 0.5 KB each."
    )
    machine_code: Path | None = Field(
        default=None, description="Machine code that came with the image; none: beside the modules."
    )
