"""Why a verdict is what it is: stable codes with their texts in English and Chinese."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from carbon.texts import Text, fill


class ReasonCode(StrEnum):
    """Stable codes of reasons of a verdict."""

    NO_FOOTPRINT = "no-footprint"
    UNIT_MISMATCH = "unit-mismatch"
    LIMIT_NOT_IN_FORCE = "limit-not-in-force"
    DEPRECATED = "footprint-deprecated"
    EXPIRED = "footprint-expired"
    NOT_YET_VALID = "footprint-not-yet-valid"
    OVER_LIMIT = "over-limit"
    PRIMARY_DATA_SHARE_MISSING = "primary-data-share-missing"
    PRIMARY_DATA_SHARE_LOW = "primary-data-share-low"
    PRIMARY_DATA_SHARE_NOT_SHARED = "primary-data-share-not-shared"
    DATA_QUALITY_MISSING = "data-quality-missing"
    DATA_QUALITY_NOT_SHARED = "data-quality-not-shared"
    DATA_QUALITY_POOR = "data-quality-poor"
    OUTDATED_CHARACTERIZATION = "outdated-characterization"
    NOT_VERIFIED = "not-verified"


@dataclass(frozen=True)
class Reason:
    """A code and the values its sentence needs."""

    code: ReasonCode
    parameters: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)


def reason(code: ReasonCode, **parameters: object) -> Reason:
    """A reason with its parameters as texts."""
    return Reason(code, {name: str(value) for name, value in parameters.items()})


REASON_TEXTS: dict[ReasonCode, Text] = {
    ReasonCode.NO_FOOTPRINT: Text(
        "There is no footprint for this product yet.", "该产品尚无产品碳足迹。"
    ),
    ReasonCode.UNIT_MISMATCH: Text(
        "Per {footprint_unit} and per {limit_unit} cannot be compared.",
        "碳足迹以 {footprint_unit} 计,限值以 {limit_unit} 计,无法比较。",
    ),
    ReasonCode.LIMIT_NOT_IN_FORCE: Text(
        "The limit is not in force at this time.", "该限值目前未生效。"
    ),
    ReasonCode.DEPRECATED: Text("The footprint is deprecated.", "该产品碳足迹已弃用。"),
    ReasonCode.EXPIRED: Text(
        "The footprint expired at {expired}.", "该产品碳足迹已于 {expired} 过期。"
    ),
    ReasonCode.NOT_YET_VALID: Text(
        "The footprint describes a period that starts at {start}.",
        "该产品碳足迹所述期间自 {start} 开始。",
    ),
    ReasonCode.OVER_LIMIT: Text(
        "{value} kgCO2e per {unit} exceeds the limit of {maximum}.",
        "每 {unit} {value} kgCO2e,超过限值 {maximum}。",
    ),
    ReasonCode.PRIMARY_DATA_SHARE_MISSING: Text(
        "The primary data share is not stated; at least {minimum} % is asked for.",
        "未填写初级数据占比,要求至少 {minimum} %。",
    ),
    ReasonCode.PRIMARY_DATA_SHARE_LOW: Text(
        "The primary data share of {value} % is below {minimum} %.",
        "初级数据占比 {value} % 低于 {minimum} %。",
    ),
    ReasonCode.PRIMARY_DATA_SHARE_NOT_SHARED: Text(
        "The primary data share is not shared: the supplier shows the total only; at least"
        " {minimum} % is asked for.",
        "未共享初级数据占比:供应商仅展示总量,要求至少 {minimum} %。",
    ),
    ReasonCode.DATA_QUALITY_NOT_SHARED: Text(
        "Data quality ratings are not shared: the supplier shows the total only; {maximum} or"
        " better is asked for.",
        "未共享数据质量评级:供应商仅展示总量,要求不劣于 {maximum}。",
    ),
    ReasonCode.DATA_QUALITY_MISSING: Text(
        "Data quality ratings are not stated; {maximum} or better is asked for.",
        "未填写数据质量评级,要求不劣于 {maximum}。",
    ),
    ReasonCode.DATA_QUALITY_POOR: Text(
        "The worst data quality rating, {value}, is worse than {maximum}.",
        "最差的数据质量评级 {value} 劣于 {maximum}。",
    ),
    ReasonCode.OUTDATED_CHARACTERIZATION: Text(
        "The footprint uses {value}, older than AR6; compare with care.",
        "该碳足迹采用 {value},早于 AR6,请谨慎比较。",
    ),
    ReasonCode.NOT_VERIFIED: Text(
        "No independent verification of this footprint stands.",
        "该产品碳足迹没有有效的独立核查。",
    ),
}


def describe_reason(given: Reason, language: str) -> str:
    """The reason as a sentence in the language (`en` or `zh-CN`)."""
    return fill(REASON_TEXTS[given.code], language, given.parameters)
