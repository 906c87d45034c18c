"""Settings of the aggregator's processes."""

from pydantic import Field

from tierzero.settings import Settings


class AggregatorSettings(Settings):
    """What every process may be told, and how many may watch a page live."""

    service: str = "aggregator"
    live_clients: int = Field(
        default=500, ge=1, description="Most event streams that one web process serves at a time."
    )
    heartbeat_seconds: float = Field(
        default=15.0, gt=0, description="Pause after which a quiet event stream shows it is alive."
    )
