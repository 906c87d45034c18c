"""Charts that plotly draws in the browser, each with the same figures as a table.

Figures are plain plotly JSON. Colours tell series apart by lightness as well as by hue, and every
series has a name, a marker or a pattern of its own, so that nothing depends on seeing colours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tierzero.i18n import Text, format_any

PALETTE = ("#0b6e4f", "#c2571a", "#2f5d9b", "#8a6d00", "#7a3e8e", "#46606b", "#b02a4c", "#5b8c2a")
"""At least 3:1 on white (WCAG 2.2, 1.4.11), and apart in the usual colour deficiencies."""

_INK, _GRID = "#33423c", "#e3e9e4"
_DASHES = ("solid", "dash", "dot", "dashdot")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "cross", "star", "hexagon")

Number = Decimal | int | None
Label = str | Text


@dataclass(frozen=True, slots=True)
class Series:
    """A named row of values, one for each category; None where there is none."""

    name: Label
    values: Sequence[Number]
    style: str = "solid"


@dataclass(frozen=True, slots=True)
class Chart:
    """A figure with what people need to read it without seeing it."""

    title: Label
    figure: Mapping[str, Any]
    columns: Sequence[Label] = ()
    rows: Sequence[Sequence[str]] = ()
    summary: Label = ""
    height: int = 360
    identifier: str = field(default="chart")


def table_of(categories: Sequence[Label], series: Sequence[Series]) -> list[list[str]]:
    """The figures of a chart as rows: category, then one value of each series."""
    return [
        [str(category), *(format_any(one.values[place]) for one in series)]
        for place, category in enumerate(categories)
    ]


def layout(unit: Label = "", **changes: Any) -> dict[str, Any]:
    """The look that all charts share; ``unit`` stands at the value axis."""
    axis = {"gridcolor": _GRID, "zerolinecolor": "#9fb0a6", "automargin": True, "fixedrange": True}
    return {
        "colorway": list(PALETTE),
        "font": {"family": "system-ui, sans-serif", "size": 14, "color": _INK},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 16, "b": 8},
        "legend": {"orientation": "h", "y": -0.18, "x": 0},
        "hovermode": "x unified",
        "hoverlabel": {"bgcolor": "#ffffff", "bordercolor": _GRID},
        "xaxis": {**axis, "showgrid": False},
        "yaxis": {**axis, "title": {"text": str(unit)}, "rangemode": "tozero"},
        **changes,
    }


def number(value: Number) -> float | None:
    """A value as the browser draws it; exact figures are in the chart's table."""
    return None if value is None else float(value)


def marker(place: int) -> dict[str, Any]:
    """Colour and shape of the series at a place."""
    colour = PALETTE[place % len(PALETTE)]
    return {"color": colour, "symbol": _SYMBOLS[place % len(_SYMBOLS)], "size": 8}


def dash(style: str, place: int) -> dict[str, Any]:
    """Line of the series at a place; ``style`` is one of plotly's dashes."""
    return {
        "color": PALETTE[place % len(PALETTE)],
        "dash": style if style in _DASHES else "solid",
        "width": 3,
    }
