"""Names of suppliers, and of the exported file."""

from procurement.assessments.views import supplier_name
from procurement.catalogue.service import Catalogue, IssuedFootprint
from tierzero.tenancy import Scope

from .model import FootprintRequest


async def names_of(catalogue: Catalogue, scope: Scope, language: str) -> dict[str, str]:
    """Supplier id → name as the reader writes it."""
    known = await catalogue.organizations(scope)
    return {key: supplier_name(one, language) for key, one in known.items()}


def naming() -> dict[str, str]:
    """The header by which a browser saves the list."""
    return {"Content-Disposition": 'attachment; filename="footprint-requests.csv"'}


async def answers_of(
    catalogue: Catalogue, scope: Scope, request: FootprintRequest
) -> list[IssuedFootprint]:
    """The footprints that answer a request, as far as the buyer is shown them."""
    wanted = set(request.told.footprint_ids) if request.told else set[str]()
    if not wanted:
        return []
    return await catalogue.issued(scope, request.asked.supplier_id, wanted)
