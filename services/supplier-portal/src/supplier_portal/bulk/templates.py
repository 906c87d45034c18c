"""The template of one supplier: its own product numbers are offered in it."""

from collections.abc import Sequence
from dataclasses import replace

from starlette.concurrency import run_in_threadpool

from supplier_portal.products import service as products
from tierzero.i18n import current_language
from tierzero.tabular import Choice, Column, template_file
from tierzero.tenancy import Scope

from .service import Intake

MOST_OFFERED = 10_000
"""Product numbers in the pick list; a spreadsheet with more of them opens slowly."""


async def template_of(intake: Intake, scope: Scope, kind: str) -> bytes:
    """An empty table to fill in, in the caller's language; new product numbers may be entered."""
    numbers = await products.numbers(intake.portal, scope, MOST_OFFERED)
    columns = offering(intake.columns, numbers)
    return await run_in_threadpool(template_file, columns, current_language(), kind)


def offering(columns: Sequence[Column], numbers: Sequence[str]) -> tuple[Column, ...]:
    """The columns with the numbers as a pick list of the product number."""
    offered = tuple(map(Choice, numbers))
    return tuple(
        replace(one, suggestions=offered) if one.name == "product_number" else one
        for one in columns
    )
