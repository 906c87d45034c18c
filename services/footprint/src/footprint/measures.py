"""Metrics of the footprint service beside those of the bus."""

from tierzero.telemetry.measures import Measure

LINES_PRICED = Measure("tierzero.footprint.lines_priced", "counter", "{line}", "Lines computed.")
INVENTORIES_STATED = Measure(
    "tierzero.footprint.inventories_stated", "counter", "{revision}", "New revisions."
)
OVERTAKEN = Measure(
    "tierzero.footprint.overtaken", "counter", "{attempt}", "Writes begun again after another's."
)
NETWORKS_LOADED = Measure(
    "tierzero.footprint.networks_loaded", "counter", "{network}", "Networks read into memory."
)
LOADING = Measure("tierzero.footprint.loading", "histogram", "s", "Time to read a network.")
