"""What progress is computed from: the facts of one factory, as a value."""

from collections.abc import Sequence
from dataclasses import dataclass

from aggregator.assessments.service import Verdicts
from aggregator.base_years.model import BaseYear
from aggregator.initiatives.model import Initiative
from aggregator.inventories.model import Inventory
from aggregator.targets.model import Target

NO_VERDICTS = Verdicts()


@dataclass(frozen=True)
class Inputs:
    """The newest version of every fact about a factory; no order matters."""

    factory_id: str
    inventories: Sequence[Inventory] = ()
    initiatives: Sequence[Initiative] = ()
    targets: Sequence[Target] = ()
    verdicts: Verdicts = NO_VERDICTS
    base_year: BaseYear | None = None
