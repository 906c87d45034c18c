"""Forms that people fill in, field by field."""

from browsing import Desk
from entering import THIS_YEAR

LAST_YEAR = THIS_YEAR - 1


def fill_footprint(portal: Desk, value: str) -> None:
    """Fill in what every footprint states; all data is the supplier's own."""
    amounts = ("Footprint without biogenic uptake", "Footprint with biogenic uptake")
    for label in (*amounts, "Fossil emissions"):
        portal.field(label).fill(value)
    portal.field("Reference period: first day").fill(f"{LAST_YEAR}-01-01")
    portal.field("Reference period: last day").fill(f"{LAST_YEAR}-12-31")
    portal.field("Country").fill("CN")
    portal.fill(Fossil_carbon_content="0.01", Standards_followed="ISO14067")
    portal.fill(Exempted_emissions="0", Primary_data_share="100")
    for label in ("Packaging included", "CO₂ capture included"):
        portal.field(label).select_option("false")
    for subject in ("technology", "geography", "time"):
        portal.field(f"Data quality: {subject}").fill("1")
