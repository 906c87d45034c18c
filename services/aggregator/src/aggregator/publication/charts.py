"""Charts of progress: emissions of each year against the path, and how they were calculated."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from aggregator.publication.scales import Scale, scale_for
from aggregator.publication.texts import METHOD_LABELS
from aggregator.publication.view import DirectionView, YearView
from carbon.scope3.results import Method
from carbon.targets import Target, path
from tierzero.i18n import _
from tierzero.web import Chart
from tierzero.web.charts import PALETTE, layout, number

_GREEN, _ORANGE = PALETTE[0], PALETTE[1]
_METHOD_COLOURS = {
    Method.SUPPLIER_SPECIFIC: "#0b6e4f",
    Method.SUPPLIER_AVERAGE: "#4f9d7c",
    Method.HYBRID: "#2f5d9b",
    Method.AVERAGE_DATA: "#c9a227",
    Method.SPEND_BASED: "#c2571a",
    Method.UNRESOLVED: "#5b6661",
}


def progress_chart(view: DirectionView) -> Chart | None:
    """Bars of emissions and the path as a dashed line; None where there is nothing to draw."""
    line = _line(view)
    shown = [one for one in view.years if one.emissions is not None]
    if not shown and line is None:
        return None
    scale = scale_of(view)
    traces = _bars(shown, scale) + (_path_traces(line, scale) if line else [])
    look = layout(scale.unit, bargap=0.45, hovermode="x")
    look["xaxis"] |= {"tickmode": "array", **_ticks(view, line), "range": _range(view, line)}
    look["legend"] = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    look["margin"] = {"l": 8, "r": 16, "t": 8, "b": 8}
    title = _("Emissions against the path")
    figure = {"data": traces, "layout": look}
    return Chart(title, figure, height=320, identifier=f"path-{view.direction.value}")


def scale_of(view: DirectionView) -> Scale:
    """The unit for the direction's emissions, in its chart as in its table."""
    measured = [one.emissions for one in view.years if one.emissions is not None]
    base = view.target.base_emissions if view.target else None
    return scale_for([*measured, *([base] if base else [])])


def methods_chart(view: DirectionView) -> Chart | None:
    """For each year the share of emissions by method; None where nothing was calculated."""
    years = [one for one in view.years if one.methods]
    if not years:
        return None
    look = layout(barmode="stack", bargap=0.35, hovermode="y unified", showlegend=True)
    ticks = [0, 25, 50, 75, 100]
    look["xaxis"] |= {
        "range": [0, 104],
        "tickmode": "array",
        "tickvals": ticks,
        "ticktext": [f"{tick} %" for tick in ticks],
    }
    look["yaxis"] |= {"type": "category", "autorange": "reversed"}
    look["legend"] = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    look["legend"]["traceorder"] = "normal"
    figure = {"data": _method_traces(years), "layout": look}
    height = 130 + 42 * len(years)
    title = _("How the figures were calculated")
    return Chart(title, figure, height=height, identifier=f"methods-{view.direction.value}")


def _line(view: DirectionView) -> Target | None:
    target = view.target
    if target is None or not target.base_emissions:
        return None
    return Target(
        target.base_year, target.target_year, target.base_emissions, target.reduction_percent
    )


def _bars(years: Sequence[YearView], scale: Scale) -> list[dict[str, Any]]:
    complete = [one for one in years if one.complete]
    running = [one for one in years if not one.complete]
    return [
        *([_bar(str(_("Emissions")), complete, scale, {"color": _GREEN})] if complete else []),
        *([_bar(str(_("This year so far")), running, scale, _HATCHED)] if running else []),
    ]


_HATCHED = {
    "color": "#cfe3d8",
    "line": {"color": _GREEN, "width": 1.5},
    "pattern": {"shape": "/", "fgcolor": _GREEN, "size": 6, "solidity": 0.25},
}


def _bar(
    name: str, years: Sequence[YearView], scale: Scale, marker: dict[str, Any]
) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": name,
        "x": [one.year for one in years],
        "y": [number(scale.of(one.emissions)) for one in years],
        "marker": marker,
        # A few bars over a long path would otherwise be as wide as the years between them.
        "width": 0.62,
        "hovertemplate": f"%{{y:,.4~g}} {scale.unit}<extra>{name}</extra>",
    }


def _path_traces(line: Target, scale: Scale) -> list[dict[str, Any]]:
    years = list(range(line.base_year, line.target_year + 1))
    name = str(_("Path to the target"))
    goal = str(_("Target"))
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": years,
            "y": [number(scale.of(path(line, year))) for year in years],
            "line": {"color": _ORANGE, "dash": "dash", "width": 3},
            "hovertemplate": f"%{{y:,.4~g}} {scale.unit}<extra>{name}</extra>",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "name": goal,
            "x": [line.target_year],
            "y": [number(scale.of(line.target_emissions))],
            "marker": {"symbol": "star", "size": 15, "color": _ORANGE},
            "hovertemplate": f"%{{y:,.4~g}} {scale.unit}<extra>{goal}</extra>",
        },
    ]


def _span(view: DirectionView, line: Target | None) -> tuple[int, int]:
    years = [one.year for one in view.years]
    if line:
        years += [line.base_year, line.target_year]
    return min(years), max(years)


def _range(view: DirectionView, line: Target | None) -> list[float]:
    first, last = _span(view, line)
    return [first - 0.6, last + 0.6]


def _ticks(view: DirectionView, line: Target | None) -> dict[str, Any]:
    first, last = _span(view, line)
    step = max(1, -(-(last - first) // 8))
    years = sorted({*range(first, last + 1, step), last})
    if len(years) > 1 and 0 < years[-1] - years[-2] < step:
        del years[-2]
    return {"tickvals": years, "ticktext": [str(year) for year in years]}


def _method_traces(years: Sequence[YearView]) -> list[dict[str, Any]]:
    shares = [{share.method: share.percent for share in one.methods} for one in years]
    return [
        {
            "type": "bar",
            "orientation": "h",
            "name": str(METHOD_LABELS[method]),
            "y": [str(one.year) for one in years],
            "x": [number(of_year.get(method, Decimal(0))) for of_year in shares],
            "marker": {"color": _METHOD_COLOURS[method], "line": {"color": "#fff", "width": 1}},
            "hovertemplate": f"%{{x:.3~g}} %<extra>{METHOD_LABELS[method]}</extra>",
        }
        for method in Method
        if any(of_year.get(method) for of_year in shares)
    ]
