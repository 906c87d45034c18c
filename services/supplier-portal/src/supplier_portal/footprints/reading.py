"""Reading a posted footprint: what the schema refuses, as problems in the caller's language."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from carbon.findings import Finding
from carbon.footprint.model import FootprintStatus, ProductFootprint
from carbon.footprint.parsing import parse_footprint
from carbon.footprint.version2 import is_version2, upgraded
from supplier_portal.fields import checked_urn
from tierzero.i18n import _, literal
from tierzero.i18n.findings import finding_text
from tierzero.problems import FieldProblem, Invalid, Problem, invalid


def read_any(document: object) -> tuple[ProductFootprint, tuple[Finding, ...]]:
    """The footprint of a document of PACT v3 or v2.x, and what of a v2.x one was left out."""
    if not is_version2(document):
        return read(document), ()
    newer, remarks = upgraded(cast(Mapping[str, Any], document))
    return read(newer), tuple(remarks)


def read(document: object) -> ProductFootprint:
    """The footprint of a PACT v3 document.

    Problem 400 naming each attribute that the schema refuses; nothing is ever stored of those.
    Problem 415 where the caller did not say that it sends JSON, so that nobody has read it.
    Problem 422 where it is not Active, as every footprint is when it is issued.
    """
    if isinstance(document, bytes):
        detail = _("Send JSON, and say so: Content-Type: application/json.")
        raise Problem(415, "unsupported-content", detail)
    _refuse_broken_text(document)
    footprint, findings = parse_footprint(document)
    if footprint is None:
        detail = _("The document is no footprint by PACT v3; see the attributes named.")
        raise Problem(400, "footprint-invalid", detail, errors=problems_of(findings))
    if wrong := list(_wrong_identifiers(footprint)):
        detail = _("The document names products or companies by codes that cannot be right.")
        raise Problem(400, "footprint-invalid", detail, errors=wrong)
    if footprint.status is not FootprintStatus.ACTIVE:
        text = _("A footprint is issued as Active; it is deprecated by a later one.")
        raise invalid([FieldProblem("status", "not-active", text)], "footprint-not-active")
    return footprint


def _wrong_identifiers(footprint: ProductFootprint) -> Iterator[FieldProblem]:
    # Codes of other schemes are left alone: whoever issued them knows what they are.
    lists = {
        "companyIds": footprint.company_ids,
        "productIds": footprint.product_ids,
        "productClassifications": footprint.product_classifications,
    }
    for name, urns in lists.items():
        for place, urn in enumerate(urns):
            try:
                checked_urn(urn)
            except Invalid as error:
                yield FieldProblem(f"{name}[{place}]", error.code, error.message)


def problems_of(findings: Iterable[Finding]) -> list[FieldProblem]:
    """Findings as field problems, worded for the present caller."""
    return [
        FieldProblem(
            finding.path,
            finding.code.value,
            literal(finding_text(finding)),
            {"severity": finding.severity.value},
        )
        for finding in findings
    ]


def _refuse_broken_text(document: object) -> None:
    # JSON can escape half of a surrogate pair, which is no character of any encoding.
    try:
        json.dumps(document, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        detail = _("The content holds characters that are no valid Unicode.")
        raise Problem(400, "invalid-unicode", detail) from error
