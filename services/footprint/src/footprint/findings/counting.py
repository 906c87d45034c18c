"""Lines as the guards against double counting see them."""

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256

from carbon.doublecounting import CountedActivity, is_energy
from carbon.scope3.results import Method
from footprint.bundles import Book
from footprint.networks.slots import Slot
from tierzero.footprint.v1.inventory_service_pb2 import Line
from tierzero.procurement.v1.activity_pb2 import Activity

_BOUGHT = (1, 2)


def counted(slots: Iterable[Slot], book: Book) -> list[CountedActivity]:
    """One for each slot with a line. The supplier of other activities is the product's."""
    known = [slot for slot in slots if slot.line]
    makers = {slot.product_id: slot.supplier_id for slot in known if slot.supplier_id}
    return [_counted(slot, book, makers.get(slot.product_id, "")) for slot in known]


def _counted(slot: Slot, book: Book, maker_id: str) -> CountedActivity:
    activity = Activity.FromString(slot.activity)
    return CountedActivity(
        activity_id=slot.activity_id,
        document_id=" ".join(activity.reference.split()).casefold(),
        category=slot.category,
        supplier_id=slot.supplier_id or maker_id,
        product_id=slot.product_id,
        footprint_includes_transport=_includes_transport(slot, book),
        is_energy_supply=slot.category in _BOUGHT and is_energy(slot.classifications),
        content=_content(activity),
    )


def _includes_transport(slot: Slot, book: Book) -> bool:
    """Whether the line is priced by a footprint whose owner answers for outbound transport."""
    if slot.method is not Method.SUPPLIER_SPECIFIC:
        return False
    stated = (book["footprints"].get(one.id) for one in Line.FromString(slot.line).sources)
    logistics = (one.pcf.outbound_logistics_ghg_emissions for one in stated if one is not None)
    return any(Decimal(each) > 0 for each in logistics if each)


def _content(activity: Activity) -> str:
    """A digest of all that the activity says beside its identity and reference."""
    alone = Activity()
    alone.CopyFrom(activity)
    for field in ("fact", "reference"):
        alone.ClearField(field)
    return sha256(alone.SerializeToString(deterministic=True)).hexdigest()
