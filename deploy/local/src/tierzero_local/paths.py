"""Where things lie: the repository, and one run's own directory."""

from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[4]


@dataclass(frozen=True)
class RunDirectory:
    """Everything one platform keeps on disk, below one directory that git ignores."""

    root: Path

    @property
    def logs(self) -> Path:
        """A log file of each process."""
        return self.root / "logs"

    @property
    def store(self) -> Path:
        """Data of the document store."""
        return self.root / "store"

    @property
    def kafka(self) -> Path:
        """Configuration and log of Apache Kafka."""
        return self.root / "kafka"

    @property
    def keys(self) -> Path:
        """The key pair that signs sessions."""
        return self.root / "keys"

    @property
    def lock(self) -> Path:
        """Held by the one supervisor of this directory; contains its process id."""
        return self.root / "supervisor.pid"

    @property
    def platform(self) -> Path:
        """What other programs need to find the running platform."""
        return self.root / "platform.json"

    @property
    def sample_mark(self) -> Path:
        """Exists once the sample was loaded."""
        return self.root / "sample.loaded"

    @property
    def sign_ins(self) -> Path:
        """Sign-ins and clients of the sample, with their passwords (mode 0600)."""
        return self.root / "sign-ins.json"
