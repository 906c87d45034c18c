"""Every topic of the platform."""

from tierzero.aggregator.v1.progress_pb2 import ProgressPublished
from tierzero.common.v1.dead_letter_pb2 import DeadLettersParked
from tierzero.footprint.v1.base_year_pb2 import BaseYearsStated
from tierzero.footprint.v1.inventory_pb2 import InventoriesStated
from tierzero.footprint.v1.network_pb2 import NetworkFactsRouted
from tierzero.footprint.v1.roll_up_pb2 import RollUpsChanged
from tierzero.procurement.v1.activity_pb2 import ActivitiesRecorded
from tierzero.procurement.v1.bought_product_pb2 import BoughtProductsStated
from tierzero.procurement.v1.factor_pb2 import FactorsPublished
from tierzero.procurement.v1.footprint_request_pb2 import FootprintRequestsStated
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPoliciesStated
from tierzero.procurement.v1.limit_pb2 import AssessmentsStated, LimitsStated
from tierzero.supplier_portal.v1.bill_of_materials_pb2 import BillsOfMaterialsStated
from tierzero.supplier_portal.v1.footprint_notice_pb2 import FootprintNoticesStated
from tierzero.supplier_portal.v1.footprint_pb2 import FootprintsStated
from tierzero.supplier_portal.v1.footprint_request_state_pb2 import FootprintRequestStatesStated
from tierzero.supplier_portal.v1.initiative_pb2 import InitiativesStated
from tierzero.supplier_portal.v1.organization_pb2 import OrganizationsStated
from tierzero.supplier_portal.v1.product_pb2 import ProductsStated
from tierzero.supplier_portal.v1.supplier_emissions_pb2 import SupplierEmissionsStated
from tierzero.supplier_portal.v1.verification_pb2 import VerificationsStated
from tierzero.topics.topic import FOREVER, Topic

ORGANIZATIONS = Topic(
    name="supplier-portal.organizations.v1",
    key="organization id",
    envelope=OrganizationsStated,
    partitions=3,
    retention_days=FOREVER,
    producer="supplier-portal",
    consumers=("procurement", "footprint", "aggregator", "supplier-portal"),
    meaning="Who takes part: name, roles, place, identifiers, customers.",
)
PRODUCTS = Topic(
    name="supplier-portal.products.v1",
    key="supplier organization id",
    envelope=ProductsStated,
    partitions=6,
    retention_days=FOREVER,
    producer="supplier-portal",
    consumers=("procurement", "footprint", "supplier-portal"),
    meaning="What suppliers sell, how it is classified and who may see its footprints.",
)
FOOTPRINTS = Topic(
    name="supplier-portal.footprints.v1",
    key="supplier organization id",
    envelope=FootprintsStated,
    partitions=6,
    retention_days=FOREVER,
    producer="supplier-portal",
    consumers=("procurement", "footprint", "supplier-portal"),
    meaning="Issued product carbon footprints (PACT v3) and their deprecation.",
)
FOOTPRINT_NOTICES = Topic(
    name="supplier-portal.footprint-notices.v1",
    key="recipient organization id",
    envelope=FootprintNoticesStated,
    partitions=3,
    retention_days=FOREVER,
    producer="supplier-portal",
    consumers=("procurement",),
    meaning="What those who have received a footprint are told: a new value, its end, its expiry.",
)
VERIFICATIONS = Topic(
    name="supplier-portal.verifications.v1",
    key="supplier organization id",
    envelope=VerificationsStated,
    partitions=3,
    retention_days=FOREVER,
    producer="supplier-portal",
    consumers=("procurement",),
    meaning="What independent verifiers confirmed about footprints, and what became of it.",
)
BILLS_OF_MATERIALS = Topic(
    name="supplier-portal.bills-of-materials.v1",
    key="supplier organization id",
    envelope=BillsOfMaterialsStated,
    partitions=6,
    retention_days=FOREVER,
    producer="supplier-portal",
    consumers=("footprint",),
    meaning="What products are made of, so that their footprints follow those of their parts.",
)
INITIATIVES = Topic(
    name="supplier-portal.initiatives.v1",
    key="supplier organization id",
    envelope=InitiativesStated,
    partitions=3,
    retention_days=FOREVER,
    producer="supplier-portal",
    consumers=("aggregator",),
    meaning="Suppliers' measures to cut emissions, with baseline, target and measured reductions.",
)
SUPPLIER_EMISSIONS = Topic(
    name="supplier-portal.supplier-emissions.v1",
    key="supplier organization id",
    envelope=SupplierEmissionsStated,
    partitions=3,
    retention_days=FOREVER,
    producer="supplier-portal",
    consumers=("footprint",),
    meaning="Suppliers' own scope 1 and 2 of a year, for customers that use the hybrid method.",
)
LIMITS = Topic(
    name="procurement.limits.v1",
    key="buyer organization id",
    envelope=LimitsStated,
    partitions=3,
    retention_days=FOREVER,
    producer="procurement",
    consumers=(),
    meaning="The most a product or product class may emit, and since when.",
)
ASSESSMENTS = Topic(
    name="procurement.assessments.v1",
    key="supplier organization id",
    envelope=AssessmentsStated,
    partitions=3,
    retention_days=FOREVER,
    producer="procurement",
    consumers=("supplier-portal", "aggregator"),
    meaning="The verdict on a product against a limit, with reasons.",
)
ACTIVITIES = Topic(
    name="procurement.activities.v1",
    key="buyer organization id",
    envelope=ActivitiesRecorded,
    partitions=6,
    retention_days=FOREVER,
    producer="procurement",
    consumers=("footprint",),
    meaning="What buyers did that causes scope 3 emissions: purchases and other activities.",
)
FOOTPRINT_REQUESTS = Topic(
    name="procurement.footprint-requests.v1",
    key="supplier organization id",
    envelope=FootprintRequestsStated,
    partitions=3,
    retention_days=FOREVER,
    producer="procurement",
    consumers=("supplier-portal",),
    meaning="Buyers' questions for footprints, and what their part numbers mean.",
)
FOOTPRINT_REQUEST_STATES = Topic(
    name="supplier-portal.footprint-requests.v1",
    key="supplier organization id",
    envelope=FootprintRequestStatesStated,
    partitions=3,
    retention_days=FOREVER,
    producer="supplier-portal",
    consumers=("procurement",),
    meaning="What became of requests for footprints: queued, accepted, answered, declined.",
)
BOUGHT_PRODUCTS = Topic(
    name="procurement.bought-products.v1",
    key="supplier organization id",
    envelope=BoughtProductsStated,
    partitions=3,
    retention_days=FOREVER,
    producer="procurement",
    consumers=("supplier-portal",),
    meaning="Which products a buyer buys at all, so that it is told of their new footprints.",
)
INVENTORY_POLICIES = Topic(
    name="procurement.inventory-policies.v1",
    key="buyer organization id",
    envelope=InventoryPoliciesStated,
    partitions=1,
    retention_days=FOREVER,
    producer="procurement",
    consumers=("footprint",),
    meaning="How a buyer accounts: GWP set, base year, categories left out, reported years.",
)
FACTORS = Topic(
    name="procurement.factors.v1",
    key="factor set id",
    envelope=FactorsPublished,
    partitions=1,
    retention_days=FOREVER,
    producer="procurement",
    consumers=("footprint", "supplier-portal"),
    meaning="Emission factors, exchange rates and price indices, by set and version.",
)
NETWORKS = Topic(
    name="footprint.networks.v1",
    key="network id (buyer organization id)",
    envelope=NetworkFactsRouted,
    partitions=6,
    retention_days=30,
    producer="footprint",
    consumers=("footprint",),
    meaning="Internal: the facts one buyer's supply chain rests on, routed to it.",
    facts_field="",
)
INVENTORIES = Topic(
    name="footprint.inventories.v1",
    key="buyer organization id",
    envelope=InventoriesStated,
    partitions=6,
    retention_days=FOREVER,
    producer="footprint",
    consumers=("footprint", "aggregator"),
    meaning="A buyer's emissions per scope 3 category and year, as revisions.",
)
BASE_YEARS = Topic(
    name="footprint.base-years.v1",
    key="buyer organization id",
    envelope=BaseYearsStated,
    partitions=3,
    retention_days=FOREVER,
    producer="footprint",
    consumers=("aggregator",),
    meaning="Which figures of a buyer's base year are in force: reported or recalculated.",
)
ROLL_UPS = Topic(
    name="footprint.roll-ups.v1",
    key="network id (buyer organization id)",
    envelope=RollUpsChanged,
    partitions=6,
    retention_days=FOREVER,
    producer="footprint",
    # Each network's are for its buyer alone, and whoever reads a topic reads all of it.
    consumers=(),
    meaning="Footprints calculated from bills of materials, in columns, where they have changed.",
    facts_field="",
)
PROGRESS = Topic(
    name="aggregator.progress.v1",
    key="factory organization id",
    envelope=ProgressPublished,
    partitions=3,
    retention_days=FOREVER,
    producer="aggregator",
    consumers=("partners",),
    meaning=(
        "Upstream, downstream and own progress against the target path, as the public page "
        "shows it: what would tell one supplier's value is left out."
    ),
)
DEAD_LETTERS = Topic(
    name="tierzero.dead-letters.v1",
    key="consumer",
    envelope=DeadLettersParked,
    partitions=1,
    retention_days=90,
    producer="every service",
    consumers=("operators",),
    meaning="What a consumer could not use: original bytes, position and reason.",
)

TOPICS: tuple[Topic, ...] = (
    ORGANIZATIONS,
    PRODUCTS,
    FOOTPRINTS,
    FOOTPRINT_NOTICES,
    VERIFICATIONS,
    BILLS_OF_MATERIALS,
    INITIATIVES,
    SUPPLIER_EMISSIONS,
    LIMITS,
    ASSESSMENTS,
    ACTIVITIES,
    BOUGHT_PRODUCTS,
    FOOTPRINT_REQUESTS,
    FOOTPRINT_REQUEST_STATES,
    INVENTORY_POLICIES,
    FACTORS,
    NETWORKS,
    INVENTORIES,
    BASE_YEARS,
    ROLL_UPS,
    PROGRESS,
    DEAD_LETTERS,
)
_BY_NAME = {topic.name: topic for topic in TOPICS}


def topic_named(name: str) -> Topic:
    """The topic of that name; ``KeyError`` where the table has none."""
    return _BY_NAME[name]
