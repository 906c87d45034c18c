"""Every revision of an inventory there has been, each with its reason."""

import re
from dataclasses import dataclass

from carbon.restatements import after_report
from footprint.history.policies import restated_report
from footprint.inventories.content import inventory_from
from footprint.inventories.repository import revisions
from tierzero.footprint.v1.history_service_pb2 import Revision
from tierzero.footprint.v1.inventory_pb2 import Inventory
from tierzero.i18n import _
from tierzero.problems import FieldProblem, Problem
from tierzero.procurement.v1.inventory_policy_pb2 import InventoryPolicy
from tierzero.store import Database, Document, Session
from tierzero.tenancy import Scope

_TOKEN = re.compile(r"r([0-9]{1,15})")


@dataclass(frozen=True)
class Span:
    """Revisions of one inventory, above one number and below another (0: no bound)."""

    category: int
    year: int
    above: int = 0
    below: int = 0


async def revisions_in(
    session: Session, database: Database, scope: Scope, span: Span, most: int = 0
) -> list[Inventory]:
    """Revisions as they were stated, the newest first; ``most`` 0: all of them."""
    filter_: Document = {"category": span.category, "year": span.year}
    bounds = {"$gt": span.above, **({"$lt": span.below} if span.below else {})}
    found = revisions(database, scope).find({**filter_, "revision": bounds}, session=session)
    ordered = found.sort("revision", -1).limit(most)
    return [inventory_from(document) async for document in ordered]


def as_revision(policy: InventoryPolicy, inventory: Inventory) -> Revision:
    """The inventory, and whether it restates what was reported: then activities came late."""
    report = restated_report(policy, inventory.category, inventory.year, inventory.fact.version)
    if report is None:
        return Revision(inventory=inventory)
    for cause in inventory.restatement.causes:
        cause.code = after_report(cause.code)
    return Revision(inventory=inventory, restates_report_of=report.reported_at)


def token_before(inventory: Inventory) -> str:
    """Where to go on after a revision; empty after the first that there was."""
    return f"r{inventory.fact.version}" if inventory.fact.version > 1 else ""


def revision_of(token: str) -> int:
    """The revision below which to go on; Problem 400 where the token is not one of ours."""
    if not token:
        return 0
    match = _TOKEN.fullmatch(token)
    if match is None:
        text = _("This page token is not one of ours; start again without one.")
        problem = FieldProblem("page_token", "invalid-page-token", text)
        raise Problem(400, "invalid-page-token", text, errors=[problem])
    return int(match[1])
