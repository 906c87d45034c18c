"""What is made of a network's facts, filed with its snapshot so that it need not be made again."""

from footprint.networks.filing.reading import opened
from footprint.networks.filing.writing import Snapshot, snapshot_of

__all__ = ["Snapshot", "opened", "snapshot_of"]
