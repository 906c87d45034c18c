"""Why one revision of an inventory differs from the one before: stable codes, texts, triggers.

Scope 3 standard, chapter 9: changes of a year that was reported are stated with their reason; which
of them recalculate a base year depends on what kind of change they are.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from carbon.baseyear import Trigger
from carbon.texts import Text


class Cause(StrEnum):
    """What led from one revision to the next."""

    ACTIVITY_RECORDED = "activity-recorded"
    ACTIVITY_LATE = "activity-late"
    ACTIVITY_CORRECTED = "activity-corrected"
    ACTIVITY_WITHDRAWN = "activity-withdrawn"
    FOOTPRINT_STATED = "footprint-stated"
    FOOTPRINT_CORRECTED = "footprint-corrected"
    FOOTPRINT_WITHDRAWN = "footprint-withdrawn"
    EMISSION_FACTOR_STATED = "emission-factor-stated"
    EMISSION_FACTOR_CORRECTED = "emission-factor-corrected"
    EMISSION_FACTOR_WITHDRAWN = "emission-factor-withdrawn"
    EXCHANGE_RATE_STATED = "exchange-rate-stated"
    EXCHANGE_RATE_CORRECTED = "exchange-rate-corrected"
    EXCHANGE_RATE_WITHDRAWN = "exchange-rate-withdrawn"
    PRICE_INDEX_STATED = "price-index-stated"
    PRICE_INDEX_CORRECTED = "price-index-corrected"
    PRICE_INDEX_WITHDRAWN = "price-index-withdrawn"
    SUPPLIER_EMISSIONS_STATED = "supplier-emissions-stated"
    SUPPLIER_EMISSIONS_CORRECTED = "supplier-emissions-corrected"
    SUPPLIER_EMISSIONS_WITHDRAWN = "supplier-emissions-withdrawn"
    CALCULATED_FOOTPRINT_STATED = "calculated-footprint-stated"
    CALCULATED_FOOTPRINT_CORRECTED = "calculated-footprint-corrected"
    CALCULATED_FOOTPRINT_WITHDRAWN = "calculated-footprint-withdrawn"
    SHARING_CHANGED = "sharing-changed"
    POLICY_CHANGED = "policy-changed"
    EXCLUSION_CHANGED = "exclusion-changed"
    SOURCES_CHANGED = "sources-changed"


CAUSE_TEXTS: Mapping[Cause, Text] = {
    Cause.ACTIVITY_RECORDED: Text("Activities were recorded.", "新增了活动数据。"),
    Cause.ACTIVITY_LATE: Text(
        "Activities were recorded after the year was reported.", "年度报告之后补录了活动数据。"
    ),
    Cause.ACTIVITY_CORRECTED: Text("Activities were corrected.", "更正了活动数据。"),
    Cause.ACTIVITY_WITHDRAWN: Text("Activities were withdrawn.", "撤回了活动数据。"),
    Cause.FOOTPRINT_STATED: Text(
        "A supplier stated a footprint that applies.", "供应商提供了适用的产品碳足迹。"
    ),
    Cause.FOOTPRINT_CORRECTED: Text(
        "A supplier corrected its footprint.", "供应商更正了产品碳足迹。"
    ),
    Cause.FOOTPRINT_WITHDRAWN: Text("A footprint no longer applies.", "某产品碳足迹不再适用。"),
    Cause.EMISSION_FACTOR_STATED: Text(
        "An emission factor that applies was published.", "发布了适用的排放因子。"
    ),
    Cause.EMISSION_FACTOR_CORRECTED: Text("An emission factor was corrected.", "更正了排放因子。"),
    Cause.EMISSION_FACTOR_WITHDRAWN: Text(
        "An emission factor no longer applies.", "某排放因子不再适用。"
    ),
    Cause.EXCHANGE_RATE_STATED: Text("An exchange rate was published.", "发布了汇率。"),
    Cause.EXCHANGE_RATE_CORRECTED: Text("An exchange rate was corrected.", "更正了汇率。"),
    Cause.EXCHANGE_RATE_WITHDRAWN: Text("An exchange rate no longer applies.", "某汇率不再适用。"),
    Cause.PRICE_INDEX_STATED: Text("A price index was published.", "发布了价格指数。"),
    Cause.PRICE_INDEX_CORRECTED: Text("A price index was corrected.", "更正了价格指数。"),
    Cause.PRICE_INDEX_WITHDRAWN: Text("A price index no longer applies.", "某价格指数不再适用。"),
    Cause.SUPPLIER_EMISSIONS_STATED: Text(
        "A supplier stated its own emissions.", "供应商提供了自身排放数据。"
    ),
    Cause.SUPPLIER_EMISSIONS_CORRECTED: Text(
        "A supplier corrected its own emissions.", "供应商更正了自身排放数据。"
    ),
    Cause.SUPPLIER_EMISSIONS_WITHDRAWN: Text(
        "A supplier's own emissions no longer apply.", "供应商的自身排放数据不再适用。"
    ),
    Cause.CALCULATED_FOOTPRINT_STATED: Text(
        "A footprint calculated from a bill of materials applies.",
        "由物料清单计算的产品碳足迹开始适用。",
    ),
    Cause.CALCULATED_FOOTPRINT_CORRECTED: Text(
        "A bill of materials, or what its parts emit, changed.",
        "物料清单或其零部件的排放发生了变化。",
    ),
    Cause.CALCULATED_FOOTPRINT_WITHDRAWN: Text(
        "A footprint calculated from a bill of materials no longer applies.",
        "由物料清单计算的产品碳足迹不再适用。",
    ),
    Cause.SHARING_CHANGED: Text(
        "A supplier changed what it shares, or with whom.", "供应商更改了共享的内容或对象。"
    ),
    Cause.POLICY_CHANGED: Text("The accounting policy was changed.", "更改了核算政策。"),
    Cause.EXCLUSION_CHANGED: Text(
        "The category was left out, or taken back in.", "该类别被排除,或重新纳入。"
    ),
    Cause.SOURCES_CHANGED: Text(
        "What the lines rest on has changed.", "核算明细所依据的来源发生了变化。"
    ),
}

_DOCUMENTS = (
    "footprint",
    "calculated-footprint",
    "emission-factor",
    "exchange-rate",
    "price-index",
    "supplier-emissions",
)
_VERBS = ("stated", "corrected", "withdrawn")


@cache
def document_cause(kind: str, *, was_used: bool, is_used: bool) -> Cause:
    """The cause where a document of the kind is new to a line, changed, or used no longer."""
    if kind not in _DOCUMENTS or not (was_used or is_used):
        return Cause.SOURCES_CHANGED
    verb = _VERBS[0] if not was_used else _VERBS[1] if is_used else _VERBS[2]
    return Cause(f"{kind}-{verb}")


def after_report(code: str) -> str:
    """The code of a cause that restates a reported year: what is recorded then is late."""
    return str(Cause.ACTIVITY_LATE) if code == Cause.ACTIVITY_RECORDED else code


def describe_cause(code: str, language: str) -> str:
    """The code's sentence in the language (`en` or `zh-CN`); a code of later versions as it is."""
    known = code in Cause.__members__.values()
    return CAUSE_TEXTS[Cause(code)].in_language(language) if known else code


def trigger_of(code: str) -> Trigger:
    """What kind of change the cause is for a base year (scope 3 standard, chapter 9).

    Data found or mended later is an error of what was reported; documents that took the place of
    others changed factors; the policy changed the method.
    """
    if code.startswith("activity-"):
        return Trigger.ERROR
    if code == Cause.POLICY_CHANGED:
        return Trigger.METHOD_CHANGE
    if code == Cause.EXCLUSION_CHANGED:
        return Trigger.CATEGORY_CHANGE
    return Trigger.FACTOR_CHANGE


TRIGGER_TEXTS: Mapping[Trigger, Text] = {
    Trigger.ACQUISITION: Text("Acquisition", "收购"),
    Trigger.DIVESTMENT: Text("Divestment", "剥离"),
    Trigger.OUTSOURCING: Text("Outsourcing", "业务外包"),
    Trigger.INSOURCING: Text("Insourcing", "业务收回自营"),
    Trigger.METHOD_CHANGE: Text("Change of method", "方法变更"),
    Trigger.FACTOR_CHANGE: Text("Change of factors or footprints", "因子或碳足迹变更"),
    Trigger.ERROR: Text("Errors, late or corrected data", "差错、补录或更正的数据"),
    Trigger.CATEGORY_CHANGE: Text("Categories left out or taken in", "类别的排除或纳入"),
    Trigger.ORGANIC_GROWTH: Text("Organic growth or decline", "自然增长或下降"),
}


def describe_triggers(triggers: Iterable[Trigger], language: str) -> list[str]:
    """Names of triggers in the language, in the order given."""
    return [TRIGGER_TEXTS[one].in_language(language) for one in triggers]
