"""What every use case of the portal works with, made once per process."""

from dataclasses import dataclass

from tierzero.identity import Clock, utc_now
from tierzero.settings import Settings
from tierzero.store import Database, Store


@dataclass(frozen=True)
class Portal:
    """The store, the clock and the settings of a process."""

    store: Store
    settings: Settings
    clock: Clock = utc_now

    @property
    def database(self) -> Database:
        """The portal's own database."""
        return self.store.database
