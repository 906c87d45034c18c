"""Findings of one buyer, year by year. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from carbon.doublecounting import TEXTS, DoubleCounting, inventory_findings
from footprint.bundles import Book
from footprint.findings.counting import counted
from footprint.networks.slots import Slot
from tierzero.footprint.v1.finding_pb2 import Finding
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1.activity_pb2 import Activity


def findings_of(slots: Iterable[Slot], book: Book, language: str) -> Iterator[Finding]:
    """Every finding by year, in an order that depends on the facts alone."""
    years: dict[int, dict[str, Slot]] = defaultdict(dict)
    for slot in slots:
        if slot.line:
            years[slot.year][slot.activity_id] = slot
    for year, own in sorted(years.items()):
        for found in inventory_findings(counted(own.values(), book)):
            yield _finding(found, year, own, language)


def _finding(found: DoubleCounting, year: int, slots: Mapping[str, Slot], language: str) -> Finding:
    finding = Finding(code=found.code, year=year, text=TEXTS[found.code].in_language(language))
    for activity_id in found.subjects:
        slot = slots[activity_id]
        line = Line.FromString(slot.line)
        finding.lines.add(
            activity_id=activity_id,
            category=slot.category,
            description=line.description,
            supplier_id=slot.supplier_id,
            product_id=slot.product_id,
        )
    if found.document_id:
        finding.document_id = Activity.FromString(slots[found.subjects[0]].activity).reference
    return finding
