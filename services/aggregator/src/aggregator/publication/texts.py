"""Words for what pages show: statuses, directions, methods and types of initiatives."""

from collections.abc import Iterable, Mapping

from aggregator.progress.service import ProgressStatus
from carbon.initiatives import TYPES_BY_CODE, Direction
from carbon.scope3.results import Method
from tierzero.i18n import CHINESE, Text, _, current_language, pgettext

STATUS_LABELS: Mapping[ProgressStatus, Text] = {
    ProgressStatus.ACHIEVED: pgettext("progress", "Achieved"),
    ProgressStatus.ON_TRACK: pgettext("progress", "On track"),
    ProgressStatus.AT_RISK: pgettext("progress", "At risk"),
    ProgressStatus.OFF_TRACK: pgettext("progress", "Off track"),
    ProgressStatus.INCREASED: pgettext("progress", "Increased"),
    ProgressStatus.NO_DATA: pgettext("progress", "No data"),
    ProgressStatus.NO_TARGET: pgettext("progress", "No target"),
    ProgressStatus.RUNNING: pgettext("progress", "Under way"),
}

STATUS_KINDS: Mapping[ProgressStatus, str] = {
    ProgressStatus.ACHIEVED: "good",
    ProgressStatus.ON_TRACK: "good",
    ProgressStatus.AT_RISK: "warn",
    ProgressStatus.OFF_TRACK: "bad",
    ProgressStatus.INCREASED: "bad",
    ProgressStatus.NO_DATA: "none",
    ProgressStatus.NO_TARGET: "none",
    ProgressStatus.RUNNING: "info",
}
"""Kind of badge; the label says the same as the colour."""

STATUS_MEANINGS: Mapping[ProgressStatus, Text] = {
    ProgressStatus.ACHIEVED: _("The target's level is already reached."),
    ProgressStatus.ON_TRACK: _("Emissions are on or below the path."),
    ProgressStatus.AT_RISK: _("Emissions are at most 5 % above the path."),
    ProgressStatus.OFF_TRACK: _("Emissions are more than 5 % above the path."),
    ProgressStatus.INCREASED: _("Emissions are above those of the base year."),
    ProgressStatus.NO_DATA: _("There is no figure, or the last one is older than 18 months."),
    ProgressStatus.NO_TARGET: _("The factory has set no target for this direction."),
    ProgressStatus.RUNNING: _("The year is not over and so far within the path."),
}

DIRECTION_LABELS: Mapping[Direction, Text] = {
    Direction.UPSTREAM: pgettext("direction", "Upstream"),
    Direction.DOWNSTREAM: pgettext("direction", "Downstream"),
    Direction.OWN_OPERATIONS: pgettext("direction", "Own operations"),
}

DIRECTION_LEADS: Mapping[Direction, Text] = {
    Direction.UPSTREAM: _("What the factory buys and what reaches its gate: categories 1 to 8."),
    Direction.DOWNSTREAM: _("What happens to its products after the gate: categories 9 to 15."),
    Direction.OWN_OPERATIONS: _(
        "The factory's own energy and processes (scopes 1 and 2) are neither upstream nor "
        "downstream; their initiatives are listed apart."
    ),
}

METHOD_LABELS: Mapping[Method, Text] = {
    Method.SUPPLIER_SPECIFIC: pgettext("method", "Supplier-specific"),
    Method.SUPPLIER_AVERAGE: pgettext("method", "Supplier average"),
    Method.HYBRID: pgettext("method", "Hybrid"),
    Method.AVERAGE_DATA: pgettext("method", "Average data"),
    Method.SPEND_BASED: pgettext("method", "Spend-based"),
    Method.UNRESOLVED: pgettext("method", "Unresolved"),
}


def type_label(code: str) -> str:
    """The name of a type of initiative; a code that the taxonomy lacks stands for itself."""
    kind = TYPES_BY_CODE.get(code)
    if kind is None:
        return code
    return kind.chinese if current_language() == CHINESE else kind.english


def type_labels(codes: Iterable[str]) -> str:
    """The names of types that are shown together."""
    separator = "、" if current_language() == CHINESE else ", "
    return separator.join(map(type_label, codes))
