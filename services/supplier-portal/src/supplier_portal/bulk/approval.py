"""Files that wait for approval: kept whole, checked when sent, read again when approved."""

from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from typing import Any, BinaryIO

from supplier_portal.drafts import service as drafts
from supplier_portal.drafts.deciding import Kind
from supplier_portal.drafts.service import Draft
from supplier_portal.portal import Portal
from tierzero.tenancy import Scope

from . import service, stash
from .model import Options, Result
from .service import Intake

_KEPT = timedelta(days=365)
"""How long a file waits for a decision before it has to be sent again."""


async def pends(intake: Intake, scope: Scope, options: Options) -> bool:
    """Whether the file waits; a check alone stores nothing and never does."""
    return not options.dry_run and await drafts.pends(intake.portal, scope)


async def wait(
    intake: Intake, scope: Scope, file: BinaryIO, options: Options
) -> tuple[Result, Draft]:
    """Check the file and let it wait as a whole; Problem 422 where it could not be stored."""
    checked = await service.result_of(intake, scope, file, Options(options.filename, dry_run=True))
    service.refuse_invalid(checked.tally, options)
    portal, name = intake.portal, options.filename
    key = await stash.keep(portal.database, scope, file, name, portal.clock(), _KEPT)
    content = {
        "upload": key,
        "filename": name,
        "accept_valid_rows": options.accept_valid_rows,
        "rows": checked.tally.rows,
        "valid": checked.tally.valid_rows,
        "outcomes": dict(checked.tally.outcomes),
    }
    draft = await drafts.submit(portal, scope, drafts.Wanted("upload", key, name, content))
    return checked, draft


def waiting_view(result: Result, draft: Draft) -> Mapping[str, Any]:
    """As the JSON API shows it: what storing would do, and what waits."""
    return {**result.view(), "outcome": "pending", "draft_id": draft.id}


def kind_of(intake: Intake) -> Kind:
    """What drafts of files are, for the pages that decide about drafts."""

    async def issue(portal: Portal, scope: Scope, draft: Draft) -> str:
        file, filename = await stash.fetch(portal.database, scope, draft.content["upload"])
        options = Options(filename, accept_valid_rows=draft.content["accept_valid_rows"])
        with closing(file):
            result = await service.result_of(intake, scope, file, options)
        await stash.discard(portal.database, scope, draft.content["upload"])
        return f"/upload/batches/{result.batch_id}"

    async def describe(_portal: Portal, _scope: Scope, draft: Draft) -> Mapping[str, Any]:
        return {"content": draft.content}

    return Kind(issue, describe, "bulk/draft.html")
