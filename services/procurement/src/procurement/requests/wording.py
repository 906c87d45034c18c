"""Names of suppliers, and of the exported file."""

from procurement.assessments.views import supplier_name
from procurement.catalogue.service import Catalogue
from tierzero.tenancy import Scope


async def names_of(catalogue: Catalogue, scope: Scope, language: str) -> dict[str, str]:
    """Supplier id → name as the reader writes it."""
    known = await catalogue.organizations(scope)
    return {key: supplier_name(one, language) for key, one in known.items()}


def naming() -> dict[str, str]:
    """The header by which a browser saves the list."""
    return {"Content-Disposition": 'attachment; filename="footprint-requests.csv"'}
