"""Chart of the suppliers behind most of the emissions."""

from collections.abc import Mapping, Sequence

from aggregator.organizations.service import OrganizationName
from aggregator.overview.model import YearDetail
from aggregator.publication.scales import scale_for
from tierzero.i18n import _
from tierzero.web import Chart
from tierzero.web.charts import PALETTE, layout, number

_MOST = 10


def suppliers_chart(
    years: Sequence[YearDetail], names: Mapping[str, OrganizationName]
) -> Chart | None:
    """The ten largest suppliers of the newest year; None where there is none."""
    largest = [part for part in years[0].suppliers[:_MOST] if part.key] if years else []
    if not largest:
        return None
    scale = scale_for([part.emissions for part in largest])
    look = layout("", showlegend=False, hovermode="closest", bargap=0.35)
    look["xaxis"] |= {"title": {"text": scale.unit}, "showgrid": True, "rangemode": "tozero"}
    look["yaxis"] |= {"type": "category", "autorange": "reversed", "showgrid": False}
    trace = {
        "type": "bar",
        "orientation": "h",
        "x": [number(scale.of(part.emissions)) for part in largest],
        "y": [str(names[part.key]) for part in largest],
        "marker": {"color": PALETTE[0]},
        "hovertemplate": f"%{{y}}: %{{x:,.4~g}} {scale.unit}<extra></extra>",
    }
    figure = {"data": [trace], "layout": look}
    title = _("Suppliers behind most of the emissions of {year}", year=years[0].year)
    return Chart(title, figure, height=110 + 34 * len(largest), identifier="suppliers")
