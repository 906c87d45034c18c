"""What a consumer could not use is parked with its reason, and can be mended and replayed."""

from tierzero.deadletter.errors import Unusable
from tierzero.deadletter.repository import park, prepare

__all__ = ["Unusable", "park", "prepare"]
