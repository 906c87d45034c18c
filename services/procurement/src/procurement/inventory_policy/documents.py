"""A policy as a document, as a fact and as JSON."""

from dataclasses import asdict
from typing import Any

from carbon.baseyear import Trigger
from carbon.decimals import format_decimal
from tierzero.procurement.v1 import inventory_policy_pb2 as contract
from tierzero.store import Document

from .model import Figure, OtherGwpSets, Policy, PolicyTerms, Report

_OTHERS = {
    OtherGwpSets.NOTED: contract.OTHER_GWP_SETS_NOTED,
    OtherGwpSets.REFUSED: contract.OTHER_GWP_SETS_REFUSED,
}


def document_of(policy: Policy) -> Document:
    """The policy as a document of its buyer."""
    return {
        "_id": policy.buyer_id,
        "version": policy.version,
        "terms": policy.terms.model_dump(mode="json"),
        "recorded_at": policy.recorded_at,
        "reports": [_report_document(report) for report in policy.reports],
    }


def _report_document(report: Report) -> Document:
    # A total may outgrow the 63 bits of the store's integers.
    figures = [{**asdict(one), "total_mg": str(one.total_mg)} for one in report.figures]
    plain = {**asdict(report), "other_gwp_sets": report.other_gwp_sets.value}
    return {**plain, "excluded_categories": [*report.excluded_categories], "figures": figures}


def policy_from(document: Document) -> Policy:
    """The policy that a document holds."""
    return Policy(
        buyer_id=document["_id"],
        version=document["version"],
        terms=PolicyTerms.model_validate(document["terms"]),
        recorded_at=document["recorded_at"],
        reports=tuple(map(_report_from, document["reports"])),
    )


def _report_from(document: Document) -> Report:
    figures = [{**one, "total_mg": int(one["total_mg"])} for one in document["figures"]]
    return Report(
        **{
            **document,
            "other_gwp_sets": OtherGwpSets(document["other_gwp_sets"]),
            "excluded_categories": tuple(document["excluded_categories"]),
            "figures": tuple(Figure(**one) for one in figures),
        }
    )


def fact_of(policy: Policy) -> contract.InventoryPolicy:
    """The policy as a fact of the topic of inventory policies."""
    terms = policy.terms
    fact = contract.InventoryPolicy(
        buyer_id=policy.buyer_id,
        gwp_set=terms.gwp_set,
        base_year=terms.base_year or 0,
        recalculation_threshold=format_decimal(terms.recalculation_threshold),
        other_gwp_sets=_OTHERS[terms.other_gwp_sets],
        recalculation_triggers=map(_trigger, terms.recalculation_triggers),
        reported_years=map(_report_fact, policy.reports),
    )
    fact.fact.id = fact.fact.organization_id = policy.buyer_id
    fact.fact.version = policy.version
    if policy.recorded_at:
        fact.fact.recorded_at.FromDatetime(policy.recorded_at)
    for one in terms.excluded_categories:
        fact.excluded_categories.add(category=one.category, reason=one.reason)
    for change in terms.structural_changes:
        made = fact.structural_changes.add(trigger=_trigger(change.trigger), reason=change.reason)
        made.recorded.start.FromDatetime(change.recorded_from)
        made.recorded.end.FromDatetime(change.recorded_until)
    return fact


def _trigger(trigger: Trigger) -> Any:
    return contract.RecalculationTrigger.Value(f"RECALCULATION_TRIGGER_{trigger.name}")


def _report_fact(report: Report) -> contract.YearReported:
    fact = contract.YearReported(
        year=report.year,
        reason=report.reason,
        gwp_set=report.gwp_set,
        other_gwp_sets=_OTHERS[report.other_gwp_sets],
        excluded_categories=report.excluded_categories,
    )
    fact.reported_at.FromDatetime(report.reported_at)
    for one in report.figures:
        fact.figures.add(category=one.category, revision=one.revision, total=str(one.total_mg))
    return fact


def json_of(policy: Policy) -> dict[str, Any]:
    """The policy for programs, with what was reported."""
    return {
        "version": policy.version,
        **policy.terms.model_dump(mode="json"),
        "reports": [report_json(report) for report in policy.reports],
    }


def report_json(report: Report) -> dict[str, Any]:
    """A report for programs; amounts are texts of whole milligrams."""
    return {
        "year": report.year,
        "reported_at": report.reported_at.isoformat().replace("+00:00", "Z"),
        "reason": report.reason,
        "gwp_set": report.gwp_set,
        "other_gwp_sets": report.other_gwp_sets.value,
        "excluded_categories": [*report.excluded_categories],
        "total_mg": str(report.total_mg),
        "figures": [{**asdict(one), "total_mg": str(one.total_mg)} for one in report.figures],
    }
