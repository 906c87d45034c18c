"""Taking in a file: check all of it, then store it in portions.

Nothing is stored unless every row is valid, or the caller accepts the valid rows. A process that
dies while it stores leaves whole portions; the same file sent again completes them, because ids
follow from the content.
"""

import hashlib
import uuid
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from starlette.concurrency import run_in_threadpool

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from supplier_portal.products.identity import issuer
from tierzero.i18n import _
from tierzero.problems import Problem, not_found
from tierzero.store import Session
from tierzero.tabular import Column, Limits, Row, error_file, problem_from_errors, read_table
from tierzero.tenancy import Scope

from . import repository
from .ahead import ahead
from .checking import Overview, check_chunk, check_row, chunks, read_valid
from .model import Options, Progress, Result, Tally
from .rows import Company, Reader
from .storing import Statement, Upload, carry_out, plan, state

_PIECE = 1024 * 1024
LIMITS = Limits(max_bytes=64 * 1024 * 1024, max_rows=100_000, max_columns=100)


@dataclass(frozen=True)
class Intake:
    """The portal and the columns that files have."""

    portal: Portal
    columns: Sequence[Column]


@dataclass(frozen=True)
class _Reading:
    intake: Intake
    scope: Scope
    file: BinaryIO
    options: Options
    reader: Reader


async def take_in(
    intake: Intake, scope: Scope, file: BinaryIO, options: Options
) -> AsyncGenerator[Progress | Result]:
    """Progress while it runs, the result at the end; Problem 422 where rows are not valid."""
    reader = await _reader(intake, scope)
    reading = _Reading(intake, scope, file, options, reader)
    tally, overview = Tally(), Overview()
    async for rows in _portions(reading, tally):
        await run_in_threadpool(check_chunk, reader, rows, overview, tally)
        yield Progress("checking", tally.rows)
    refuse_invalid(tally, options)
    batch_id = None if options.dry_run else str(uuid.uuid4())
    async with aclosing(_second_reading(reading, overview, tally, batch_id)) as portions:
        async for stored in portions:
            yield Progress("storing", stored, tally.valid_rows)
    yield Result(batch_id, options, tally)


async def result_of(intake: Intake, scope: Scope, file: BinaryIO, options: Options) -> Result:
    """The same for callers who only want the end."""
    steps = [step async for step in take_in(intake, scope, file, options)]
    return next(step for step in steps if isinstance(step, Result))


async def faulty_rows(intake: Intake, scope: Scope, file: BinaryIO, kind: str) -> bytes:
    """A file of the rows at fault with what is wrong with each."""
    reader = await _reader(intake, scope)
    return await run_in_threadpool(_faulty_rows, intake, reader, file, kind)


async def batch(portal: Portal, scope: Scope, batch_id: str) -> Mapping[str, Any]:
    """One upload; Problem 404 where the organization has no such one."""
    found = await repository.find(portal.database, scope, batch_id)
    if found is None:
        raise not_found(_("There is no such upload."), "unknown-batch")
    return found


async def uploaded_before(
    portal: Portal, scope: Scope, found: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """The last upload of the very same file before this one; None where there was none."""
    if not found.get("digest"):
        return None
    return await repository.before(portal.database, scope, found["digest"], found["started_at"])


async def batches(portal: Portal, scope: Scope, limit: int = 50) -> list[Mapping[str, Any]]:
    """Uploads, the newest first."""
    return await repository.newest(portal.database, scope, limit)


async def _reader(intake: Intake, scope: Scope) -> Reader:
    owner = await organizations.get(intake.portal, scope.actor, scope.organization_id)
    ids = tuple(owner.company_ids) or (f"urn:pact:{issuer(owner.id)}:company-id:{owner.id}",)
    by_name = {column.name: column for column in intake.columns}
    return Reader(Company(owner.id, owner.name, ids), intake.portal.clock(), by_name)


async def _portions(reading: _Reading, tally: Tally) -> AsyncGenerator[list[Row]]:
    """The file's rows in portions; reading runs in a thread, so that others are served."""
    filename = reading.options.filename
    table = await run_in_threadpool(
        read_table, reading.file, filename, reading.intake.columns, LIMITS
    )
    with table:
        tally.unknown_columns = table.unknown_columns
        portions = chunks(table.rows)
        while rows := await run_in_threadpool(next, portions, None):
            yield rows


def refuse_invalid(tally: Tally, options: Options) -> None:
    """Raise Problem 422 where rows are at fault and the caller does not accept the others."""
    if not tally.rows:
        raise Problem(422, "no-rows", _("The file has headings but no rows."))
    if tally.errors and not options.dry_run and not options.accept_valid_rows:
        raise problem_from_errors(tally.errors)


async def _second_reading(
    reading: _Reading, overview: Overview, tally: Tally, batch_id: str | None
) -> AsyncGenerator[int]:
    portal, scope = reading.intake.portal, reading.scope
    if batch_id:
        name, now = reading.options.filename, portal.clock()
        digest = await run_in_threadpool(digest_of, reading.file)
        await repository.begin(
            portal.database, scope, batch_id, name, digest, tally.valid_rows, now
        )
    upload = Upload(portal, scope, batch_id or "")
    handle = _store if batch_id else _foresee
    done = 0
    async with aclosing(ahead(_statements(reading, overview, tally, upload))) as portions:
        async for statements in portions:
            tally.outcomes.update(await handle(upload, statements, overview))
            done += len(statements)
            yield done
    if batch_id:
        await repository.finish(portal.database, scope, batch_id, portal.clock())


async def _statements(
    reading: _Reading, overview: Overview, tally: Tally, upload: Upload
) -> AsyncGenerator[list[Statement]]:
    """The valid rows in portions, worked out as far as can be without the store."""

    def worked_out(rows: Sequence[Row]) -> list[Statement]:
        return [state(upload, one) for one in read_valid(reading.reader, rows, overview)]

    async with aclosing(_portions(reading, tally)) as portions:
        async for rows in portions:
            yield await run_in_threadpool(worked_out, rows)


async def _store(
    upload: Upload, statements: Sequence[Statement], overview: Overview
) -> Mapping[str, int]:
    async def write(session: Session) -> Mapping[str, int]:
        made = await plan(upload, statements, overview, session)
        await carry_out(upload, made, session)
        outcomes, stored = made.outcomes(), len(statements)
        await repository.note(
            upload.portal.database, upload.scope, upload.batch_id, stored, outcomes, session
        )
        return outcomes

    return await upload.portal.store.in_transaction(write) if statements else {}


async def _foresee(
    upload: Upload, statements: Sequence[Statement], overview: Overview
) -> Mapping[str, int]:
    """What storing would do."""
    made = await plan(upload, statements, overview, None) if statements else None
    return made.outcomes() if made else {}


def digest_of(file: BinaryIO) -> str:
    """SHA-256 of the whole file."""
    file.seek(0)
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _faulty_rows(intake: Intake, reader: Reader, file: BinaryIO, kind: str) -> bytes:
    overview = Overview()
    with read_table(file, "", intake.columns, LIMITS) as table:
        rows = (_with_errors(reader, row, overview) for row in table.rows)
        return error_file(intake.columns, rows, kind)


def _with_errors(reader: Reader, row: Row, overview: Overview) -> Row:
    return replace(row, errors=check_row(reader, row, overview).errors)
