"""Sentences about a calculation that name its parts."""

from carbon.calculation.improving import Improvement, Kind
from tierzero.i18n import Text

from .evaluating import Evaluation
from .parts import Part
from .texts import ADDED, ASK_SUPPLIER, IMPROVEMENTS, STAGES, filled, name_of


def part_name(part: Part) -> Text | str:
    """What a part is called: as its row, as its source, or by its stage."""
    name = name_of(part.name) or part.name or STAGES[part.line.stage]
    added = ADDED.get(part.line.key.rpartition(".")[2])
    return filled(added, part=name) if added else name


def improvement_text(evaluation: Evaluation, one: Improvement, supplier: str = "") -> Text:
    """What to do; `supplier` is how people call the one whose product is named."""
    part = evaluation.by_key[one.key]
    name = part_name(part)
    asked = part.asked_supplier
    if asked and one.kind is Kind.SPECIFIC_DATA:
        return filled(ASK_SUPPLIER, part=name, supplier=supplier or asked[0])
    return filled(IMPROVEMENTS[one.kind], part=name)
