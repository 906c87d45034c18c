"""The kinds of chart that the platform uses."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tierzero.i18n import Text, _, format_any

from .charts import PALETTE, Chart, Label, Series, dash, layout, marker, number, table_of


def line_chart(
    title: Label,
    categories: Sequence[Label],
    series: Sequence[Series],
    *,
    unit: Label = "",
    summary: Label = "",
    identifier: str = "chart",
) -> Chart:
    """Values over time, such as progress beside its target path (``style="dash"``)."""
    names = [str(category) for category in categories]
    traces = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "name": str(one.name),
            "x": names,
            "y": [number(value) for value in one.values],
            "line": dash(one.style, place),
            "marker": marker(place),
        }
        for place, one in enumerate(series)
    ]
    return _chart(title, traces, layout(unit), categories, series, summary, identifier)


def bar_chart(
    title: Label,
    categories: Sequence[Label],
    series: Sequence[Series],
    *,
    unit: Label = "",
    summary: Label = "",
    identifier: str = "chart",
) -> Chart:
    """Values side by side, or stacked where there are several series."""
    names = [str(category) for category in categories]
    traces = [
        {
            "type": "bar",
            "name": str(one.name),
            "x": names,
            "y": [number(value) for value in one.values],
            "marker": {"color": PALETTE[place % len(PALETTE)]},
        }
        for place, one in enumerate(series)
    ]
    stacked = layout(unit, barmode="relative", bargap=0.35, showlegend=len(series) > 1)
    return _chart(title, traces, stacked, categories, series, summary, identifier)


def waterfall_chart(
    title: Label,
    steps: Sequence[tuple[Label, Decimal]],
    *,
    start: tuple[Label, Decimal],
    end: Label,
    unit: Label = "",
    summary: Label = "",
    identifier: str = "chart",
) -> Chart:
    """How one total became another: start, the effects that add to it, and the end."""
    total = start[1] + sum((change for _label, change in steps), Decimal(0))
    named = [start, *steps, (end, total)]
    trace = {
        "type": "waterfall",
        "x": [str(label) for label, _value in named],
        "y": [number(value) for _label, value in named],
        "measure": ["absolute", *["relative"] * len(steps), "total"],
        "increasing": {"marker": {"color": PALETTE[1]}},
        "decreasing": {"marker": {"color": PALETTE[0]}},
        "totals": {"marker": {"color": PALETTE[5]}},
        "connector": {"line": {"color": "#9fb0a6", "width": 1}},
    }
    labels = [label for label, _value in named]
    series = [Series(_("Value"), [value for _label, value in named])]
    plain = layout(unit, showlegend=False)
    # Years are names here: as numbers they would pull the axis away from the steps between them.
    plain["xaxis"] = {**plain["xaxis"], "type": "category"}
    return _chart(title, [trace], plain, labels, series, summary, identifier)


@dataclass(frozen=True, slots=True)
class Flow:
    """A quantity that goes from one named place to another."""

    source: str
    target: str
    value: Decimal


def sankey_chart(
    title: Label,
    flows: Sequence[Flow],
    *,
    unit: Label = "",
    summary: Label = "",
    identifier: str = "chart",
) -> Chart:
    """Where a total comes from, through several stages."""
    names = list(dict.fromkeys(end for flow in flows for end in (flow.source, flow.target)))
    trace = {
        "type": "sankey",
        "node": {"label": names, "color": PALETTE[0], "pad": 18, "thickness": 14},
        "link": {
            "source": [names.index(flow.source) for flow in flows],
            "target": [names.index(flow.target) for flow in flows],
            "value": [number(flow.value) for flow in flows],
            "color": "rgba(11,110,79,0.22)",
        },
        "valuesuffix": f" {unit}",
    }
    rows = [[flow.source, flow.target, format_any(flow.value)] for flow in flows]
    columns = (_("From"), _("To"), _value_heading(unit))
    figure = {"data": [trace], "layout": layout(margin={"l": 8, "r": 8, "t": 8, "b": 8})}
    return Chart(title, figure, columns, rows, summary, identifier=identifier)


def _chart(
    title: Label,
    traces: list[dict[str, Any]],
    look: dict[str, Any],
    categories: Sequence[Label],
    series: Sequence[Series],
    summary: Label,
    identifier: str,
) -> Chart:
    columns = ("", *(one.name for one in series))
    figure = {"data": traces, "layout": look}
    return Chart(title, figure, columns, table_of(categories, series), summary, 360, identifier)


def _value_heading(unit: Label) -> Text:
    return _("Value ({unit})", unit=unit) if unit else _("Value")
