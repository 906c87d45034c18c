"""Charts say in a table what they show in a figure."""

import json
from decimal import Decimal
from itertools import combinations

from tierzero.i18n import literal
from tierzero.web import Flow, Series, bar_chart, line_chart, sankey_chart, waterfall_chart
from tierzero.web.charts import PALETTE

YEARS = [literal("2025"), literal("2026")]


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_colour_stands_out_from_the_page() -> None:
    assert all(1.05 / (luminance(colour) + 0.05) >= 3 for colour in PALETTE)
    assert all(one != other for one, other in combinations(PALETTE, 2))


def test_a_gap_stays_a_gap_and_exact_figures_stand_in_the_table() -> None:
    exact = Decimal("0.1234567890123456789")
    chart = line_chart("Progress", YEARS, [Series("Actual", [exact, None], "dot")], unit="t")
    (trace,) = chart.figure["data"]
    assert trace["y"] == [0.12345678901234568, None]
    assert trace["line"]["dash"] == "dot"
    assert chart.rows == [["2025", "0.1234567890123456789"], ["2026", ""]]


def test_a_waterfall_ends_where_its_steps_lead() -> None:
    steps = [("Volume", Decimal(5)), ("Intensity", Decimal(-12))]
    chart = waterfall_chart("Why", steps, start=("2025", Decimal(80)), end="2026")
    assert chart.rows[-1] == ["2026", "73"]
    assert chart.figure["data"][0]["measure"] == ["absolute", "relative", "relative", "total"]


def test_bars_of_several_series_are_stacked_and_named() -> None:
    series = [Series("Up", [1, 2]), Series("Down", [3, 4])]
    chart = bar_chart("By direction", YEARS, series)
    assert [trace["name"] for trace in chart.figure["data"]] == ["Up", "Down"]
    assert chart.figure["layout"]["showlegend"]


def test_flows_name_each_place_once() -> None:
    flows = [Flow("A", "B", Decimal(2)), Flow("A", "C", Decimal(1)), Flow("B", "C", Decimal(2))]
    chart = sankey_chart("Flows", flows, unit="t")
    assert chart.figure["data"][0]["node"]["label"] == ["A", "B", "C"]
    assert chart.figure["data"][0]["link"]["source"] == [0, 0, 1]
    assert json.loads(json.dumps(chart.figure)) == chart.figure
