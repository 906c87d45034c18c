"""What every use case of the portal works with, made once per process."""

from dataclasses import dataclass, field

from supplier_portal.audit.pending import Pending
from tierzero.identity import Clock, utc_now
from tierzero.settings import Settings
from tierzero.store import Database, Store


@dataclass(frozen=True)
class Portal:
    """The store, the clock and the settings of a process."""

    store: Store
    settings: Settings
    clock: Clock = utc_now
    pending: Pending = field(default_factory=Pending, compare=False)
    """Entries of the audit log that are to be chained."""

    @property
    def database(self) -> Database:
        """The portal's own database."""
        return self.store.database
