"""The one table of topics: what each is for, who writes it, who reads it, how long it keeps.

Topics are created, documented and checked from this table alone (`python -m tierzero.topics`).
"""

from tierzero.topics.table import (
    ACTIVITIES,
    ASSESSMENTS,
    BASE_YEARS,
    BILLS_OF_MATERIALS,
    DEAD_LETTERS,
    FACTORS,
    FOOTPRINT_NOTICES,
    FOOTPRINT_REQUEST_STATES,
    FOOTPRINT_REQUESTS,
    FOOTPRINTS,
    INITIATIVES,
    INVENTORIES,
    INVENTORY_POLICIES,
    LIMITS,
    NETWORKS,
    ORGANIZATIONS,
    PRODUCTS,
    PROGRESS,
    ROLL_UPS,
    SUPPLIER_EMISSIONS,
    TOPICS,
    VERIFICATIONS,
    topic_named,
)
from tierzero.topics.topic import Topic

__all__ = [
    "ACTIVITIES",
    "ASSESSMENTS",
    "BASE_YEARS",
    "BILLS_OF_MATERIALS",
    "DEAD_LETTERS",
    "FACTORS",
    "FOOTPRINTS",
    "FOOTPRINT_NOTICES",
    "FOOTPRINT_REQUESTS",
    "FOOTPRINT_REQUEST_STATES",
    "INITIATIVES",
    "INVENTORIES",
    "INVENTORY_POLICIES",
    "LIMITS",
    "NETWORKS",
    "ORGANIZATIONS",
    "PRODUCTS",
    "PROGRESS",
    "ROLL_UPS",
    "SUPPLIER_EMISSIONS",
    "TOPICS",
    "VERIFICATIONS",
    "Topic",
    "topic_named",
]
