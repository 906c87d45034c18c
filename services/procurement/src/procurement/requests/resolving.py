"""Whom a question is for and which product it means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

from carbon.identifiers import InvalidIdentifier, parse_urn
from procurement.catalogue.service import Directory, Organization, Product
from tierzero.facts.part_numbers import mapping_id
from tierzero.i18n import _
from tierzero.problems import FieldProblem

from .model import DEADLINE_DAYS, LONGEST_DAYS, Asked, Question


@dataclass(frozen=True)
class Surroundings:
    """What questions are held against: who and what is known, and what part numbers mean."""

    buyer_id: str
    now: datetime
    directory: Directory
    meant: Mapping[str, str]


@dataclass(frozen=True)
class Resolved:
    """A question as it will be asked, or what is wrong with it."""

    asked: Asked | None = None
    problems: tuple[FieldProblem, ...] = ()


def resolve(question: Question, around: Surroundings) -> Resolved:
    """Find supplier and product; every fault is named by its field."""
    supplier, problems = _supplier(question.supplier, around.directory)
    problems = [*problems, *_deadline_problems(question, around.now.date())]
    product: Product | None = None
    product_ids: tuple[str, ...] = ()
    if supplier:
        product, product_ids, found = _product(question, supplier, around)
        problems += found
    if problems or supplier is None:
        return Resolved(problems=tuple(problems))
    return Resolved(_asked(question, around, supplier, product, product_ids))


@dataclass(frozen=True)
class Assignment:
    """Supplier and product of a part number, or what is wrong with them."""

    supplier_id: str = ""
    product_id: str = ""
    problems: tuple[FieldProblem, ...] = ()


def resolve_assignment(supplier: str, product: str, directory: Directory) -> Assignment:
    """Find the supplier and the product that a part number is to mean; none takes it back."""
    found, problems = _supplier(supplier, directory)
    if found is None:
        return Assignment(problems=tuple(problems))
    if not product:
        return Assignment(found.id)
    meant = directory.find_products(product, found.id)
    if len(meant) == 1:
        return Assignment(found.id, meant[0].id)
    return Assignment(problems=(_unknown_product(product),))


def start_of(day: date) -> datetime:
    """The first moment of a day, UTC."""
    return datetime.combine(day, time(), UTC)


def end_of(day: date) -> datetime:
    """The first moment after a day, UTC."""
    return start_of(day) + timedelta(days=1)


def _supplier(name: str, directory: Directory) -> tuple[Organization | None, list[FieldProblem]]:
    found = directory.find_suppliers(name)
    if len(found) == 1:
        return found[0], []
    code = "ambiguous-supplier" if found else "unknown-supplier"
    text = (
        _("Several suppliers are called {name}; use the id.", name=name[:80])
        if found
        else _("No supplier on the platform is called {name}.", name=name[:80])
    )
    return None, [FieldProblem("supplier", code, text)]


def _product(
    question: Question, supplier: Organization, around: Surroundings
) -> tuple[Product | None, tuple[str, ...], list[FieldProblem]]:
    wanted = question.product or _meant(question, supplier, around)
    found = around.directory.find_products(wanted, supplier.id) if wanted else ()
    if len(found) == 1:
        return found[0], found[0].product_ids, []
    if not question.product:
        return None, (), []
    if _is_urn(question.product):
        # The supplier may know it, though it has not stated or does not show it.
        return None, (question.product,), []
    return None, (), [_unknown_product(question.product)]


def _unknown_product(name: str) -> FieldProblem:
    text = _("{product} is no product of this supplier that you know.", product=name[:80])
    return FieldProblem("product", "unknown-product", text)


def _meant(question: Question, supplier: Organization, around: Surroundings) -> str:
    if not question.part_number:
        return ""
    key = mapping_id(supplier.id, around.buyer_id, question.part_number)
    return around.meant.get(key, "")


def _deadline_problems(question: Question, today: date) -> Sequence[FieldProblem]:
    day = question.deadline
    if day is None or today <= day <= today + timedelta(days=LONGEST_DAYS):
        return ()
    text = _("The deadline must be from today on, within a year.")
    return (FieldProblem("deadline", "day-out-of-range", text),)


def _asked(
    question: Question,
    around: Surroundings,
    supplier: Organization,
    product: Product | None,
    product_ids: tuple[str, ...],
) -> Asked:
    first, last = question.period_first_day, question.period_last_day
    deadline = question.deadline or around.now.date() + timedelta(days=DEADLINE_DAYS)
    classification = question.product_classification
    return Asked(
        id=str(uuid4()),
        version=1,
        buyer_id=around.buyer_id,
        supplier_id=supplier.id,
        asked_at=around.now,
        recorded_at=around.now,
        deadline=end_of(deadline),
        part_number=question.part_number,
        product_id=product.id if product else "",
        product_ids=product_ids,
        product_classifications=(classification,) if classification else (),
        description=question.description or (product.name if product else ""),
        geographies=(question.geography,) if question.geography else (),
        period_start=start_of(first) if first else None,
        period_end=end_of(last) if last else None,
        comment=question.comment,
    )


def _is_urn(text: str) -> bool:
    try:
        parse_urn(text)
    except InvalidIdentifier:
        return False
    return True
