"""A line's documents as branches of a tree: what each says, in which version, told when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from google.protobuf.json_format import MessageToDict

from tierzero.footprint.v1.inventory_service_pb2 import Document, ExplainedLine
from tierzero.footprint.v1.origin_pb2 import Origin
from tierzero.i18n import Text, _

from .texts import SHARING, SOURCES

_UNIT_PREFIX = "DECLARED_UNIT_"
Facts = Sequence[tuple[Text, str]]


@dataclass(frozen=True)
class Event:
    """The event that states a fact."""

    topic: str
    type: str
    key: str
    fact_id: str
    version: int
    recorded_at: datetime


@dataclass(frozen=True)
class Branch:
    """A document: its kind, name and value, what else it says, and every field as it was stated."""

    kind: Text | str
    name: str
    value: str
    version: int
    facts: Facts = ()
    event: Event | None = None
    fields: Mapping[str, Any] = field(default_factory=dict[str, Any])
    under: Sequence["Branch"] = ()


def branches_of(line: ExplainedLine) -> list[Branch]:
    """One branch for each document of the line."""
    return [_branch(document) for document in line.documents]


def event_of(origin: Origin) -> Event | None:
    """The event; None where the fact was not told by one."""
    if not origin.topic:
        return None
    fact = origin.fact
    recorded = fact.recorded_at.ToDatetime(UTC)
    return Event(origin.topic, origin.event_type, origin.key, fact.id, fact.version, recorded)


def fields_of(message: Any) -> Mapping[str, Any]:
    """Every stated field of a message, by the contract's names."""
    return MessageToDict(message, preserving_proto_field_name=True)


def _branch(document: Document) -> Branch:
    source, kind = document.source, document.WhichOneof("content")
    content = getattr(document, kind) if kind else None
    return Branch(
        kind=SOURCES.get(source.kind, source.kind),
        name=source.label or source.id,
        value=source.value,
        version=source.version,
        facts=[*_facts(kind or "", content), *_shared(document)],
        event=event_of(document.origin),
        fields=fields_of(content) if content is not None else {},
        under=[_averaged(one) for one in document.averaged],
    )


def _shared(document: Document) -> Iterator[tuple[Text, str]]:
    """Why the buyer may see a supplier's document."""
    how = SHARING.get(document.product.sharing) if document.HasField("product") else None
    if how is not None:
        yield _("Shared with"), str(how)


def _averaged(footprint: Any) -> Branch:
    return Branch(
        kind=SOURCES["footprint"],
        name=footprint.product_name_company or footprint.fact.id,
        value=footprint.pcf.pcf_excluding_biogenic_uptake,
        version=footprint.fact.version,
        facts=list(_of_footprint(footprint)),
        fields=fields_of(footprint),
    )


def _facts(kind: str, content: Any) -> Iterator[tuple[Text, str]]:
    readers = {"footprint": _of_footprint, "emission_factor": _of_factor}
    read = readers.get(kind)
    return read(content) if read else iter(())


def _of_footprint(footprint: Any) -> Iterator[tuple[Text, str]]:
    pcf = footprint.pcf
    unit = pcf.DESCRIPTOR.fields_by_name["declared_unit_of_measurement"].enum_type
    name = unit.values_by_number[pcf.declared_unit_of_measurement].name
    declared = name.removeprefix(_UNIT_PREFIX).replace("_", " ").lower()
    yield _("kg CO₂e without biogenic uptake"), pcf.pcf_excluding_biogenic_uptake
    yield _("Declared unit"), f"{pcf.declared_unit_amount} {declared}"
    yield (
        _("Reference period"),
        f"{_day(pcf.reference_period_start)} – {_day(pcf.reference_period_end)}",
    )
    if footprint.HasField("validity_period_end"):
        yield _("Valid until"), _day(footprint.validity_period_end)
    if pcf.primary_data_share:
        yield _("Primary data share"), f"{pcf.primary_data_share} %"
    yield _("GWP set"), ", ".join(pcf.ipcc_characterization_factors)


def _of_factor(factor: Any) -> Iterator[tuple[Text, str]]:
    yield _("kg CO₂e per unit"), f"{factor.value} / {factor.unit}"
    yield _("Classification"), factor.classification
    yield _("Set"), f"{factor.factor_set} {factor.factor_set_version}".strip()
    yield _("Source"), factor.source
    yield _("GWP set"), factor.gwp_set


def _day(stamp: Any) -> str:
    return stamp.ToDatetime(UTC).date().isoformat()
