"""The supplier portal as the bus knows it: facts in an outbox, published by the real relay."""

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from pymongo import MongoClient

from tierzero import outbox
from tierzero.common.v1 import unit_pb2
from tierzero.supplier_portal.v1 import footprint_pb2, organization_pb2, product_pb2
from tierzero.topics import FOOTPRINTS, ORGANIZATIONS, PRODUCTS, Topic

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def organization_fact(
    organization_id: str, name: str, customers: tuple[str, ...] = (), version: int = 1, **more: Any
) -> Any:
    """A supplier with its customers."""
    fact = organization_pb2.Organization(name=name, customer_ids=customers, **more)
    fact.roles.append(organization_pb2.ORGANIZATION_ROLE_SUPPLIER)
    return identified(fact, organization_id, version, organization_id)


def product_fact(
    supplier_id: str,
    product_id: str,
    version: int = 1,
    *,
    sharing: int = product_pb2.SHARING_ALL_CUSTOMERS,
    unit: int = unit_pb2.DECLARED_UNIT_KILOGRAM,
    classifications: tuple[str, ...] = ("urn:naics:325211",),
    number: str = "R-100",
    **more: Any,
) -> Any:
    """A product shown to all customers."""
    fact = product_pb2.Product(
        supplier_id=supplier_id,
        name=more.pop("name", "Resin"),
        product_ids=[f"urn:pact:mill.example:product-id:{number}"],
        product_classifications=classifications,
        declared_unit=unit,
        sharing=sharing,
        **more,
    )
    return identified(fact, product_id, version, supplier_id)


def footprint_fact(
    supplier_id: str,
    product_id: str,
    value: str,
    footprint_id: str = "",
    version: int = 1,
    *,
    start: datetime | None = None,
    valid_until: datetime | None = None,
    status: int = footprint_pb2.FOOTPRINT_STATUS_ACTIVE,
    primary_data_share: str = "80",
    unit: int = unit_pb2.DECLARED_UNIT_KILOGRAM,
    gwp_set: str = "AR6",
) -> Any:
    """A footprint of one kilogram."""
    begun = start or datetime.now(UTC).replace(microsecond=0) - timedelta(days=400)
    fact = footprint_pb2.Footprint(
        supplier_id=supplier_id,
        product_id=product_id,
        status=status,
        spec_version="3.0.4",
        company_name="Mill",
        company_ids=["urn:pact:mill.example:company-id:1"],
        product_ids=["urn:pact:mill.example:product-id:R-100"],
        product_name_company="Resin",
        product_classifications=["urn:naics:325211"],
    )
    fact.created.FromDatetime(begun + timedelta(days=380))
    if valid_until:
        fact.validity_period_end.FromDatetime(valid_until)
    pcf = fact.pcf
    pcf.declared_unit_of_measurement = unit
    pcf.declared_unit_amount = "1"
    pcf.product_mass_per_declared_unit = "1"
    pcf.reference_period_start.FromDatetime(begun)
    pcf.reference_period_end.FromDatetime(begun + timedelta(days=365))
    pcf.pcf_excluding_biogenic_uptake = value
    pcf.pcf_including_biogenic_uptake = value
    pcf.fossil_ghg_emissions = value
    pcf.fossil_carbon_content = "0.1"
    pcf.ipcc_characterization_factors.append(gwp_set)
    pcf.cross_sectoral_standards.append("ISO14067")
    pcf.exempted_emissions_percent = "0"
    pcf.primary_data_share = primary_data_share
    return identified(fact, footprint_id or str(uuid.uuid4()), version, supplier_id)


def identified(fact: Any, fact_id: str, version: int, owner: str) -> Any:
    """A fact with its identity."""
    fact.fact.id, fact.fact.version, fact.fact.organization_id = fact_id, version, owner
    fact.fact.recorded_at.FromDatetime(datetime.now(UTC))
    return fact


@dataclass
class Portal:
    """States facts as the portal would."""

    store_uri: str
    database: str
    _client: Any = field(default=None)

    def state(self, topic: Topic, key: str, *facts: Any) -> None:
        """Put facts into the outbox, for the relay to publish."""
        self._rows().insert_one(outbox.row(topic, key, facts))

    def supplier(self, supplier_id: str, *customers: str, name: str = "") -> None:
        """State a supplier."""
        fact = organization_fact(supplier_id, name or f"Mill {supplier_id[:8]}", customers)
        self.state(ORGANIZATIONS, supplier_id, fact)

    def product(self, supplier_id: str, product_id: str, **more: Any) -> None:
        """State a product."""
        self.state(PRODUCTS, supplier_id, product_fact(supplier_id, product_id, **more))

    def footprint(self, supplier_id: str, product_id: str, value: str, **more: Any) -> str:
        """Issue a footprint; returns its id."""
        fact = footprint_fact(supplier_id, product_id, value, **more)
        self.state(FOOTPRINTS, supplier_id, fact)
        return fact.fact.id

    def _rows(self) -> Any:
        if self._client is None:
            self._client = MongoClient(self.store_uri)
        return self._client[self.database][outbox.COLLECTION]
