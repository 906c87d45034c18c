"""Every code that can be produced has its sentence in both languages, with the same parameters."""

import re
from enum import StrEnum

import pytest

from carbon.doublecounting import TEXTS as DOUBLE_COUNTING_TEXTS
from carbon.doublecounting import DoubleCountingCode
from carbon.findings import Finding, FindingCode, Severity
from carbon.findings_text import TEXTS, describe
from carbon.limit_reasons import REASON_TEXTS, ReasonCode, describe_reason, reason
from carbon.scope3.notes import NOTE_TEXTS, Note, describe_note
from carbon.targets import TARGET_ERROR_TEXTS, TargetErrorCode
from carbon.texts import Text

CATALOGUES: list[tuple[type[StrEnum], dict[StrEnum, Text]]] = [
    (FindingCode, dict(TEXTS)),
    (ReasonCode, dict(REASON_TEXTS)),
    (Note, dict(NOTE_TEXTS)),
    (DoubleCountingCode, dict(DOUBLE_COUNTING_TEXTS)),
    (TargetErrorCode, dict(TARGET_ERROR_TEXTS)),
]


@pytest.mark.parametrize(("codes", "texts"), CATALOGUES)
def test_every_code_has_both_texts(codes: type[StrEnum], texts: dict[StrEnum, Text]) -> None:
    assert set(texts) == set(codes)
    for text in texts.values():
        assert re.search(r"[\u4e00-\u9fff]", text.chinese)
        assert text.english.isascii()


@pytest.mark.parametrize(("codes", "texts"), CATALOGUES)
def test_both_texts_name_the_same_parameters(
    codes: type[StrEnum], texts: dict[StrEnum, Text]
) -> None:
    for text in texts.values():
        assert set(re.findall(r"{(\w+)}", text.english)) == set(
            re.findall(r"{(\w+)}", text.chinese)
        )


def test_a_finding_reads_in_the_readers_language() -> None:
    finding = Finding(FindingCode.NEGATIVE, "pcf.x", Severity.ERROR, {"value": "-1"})
    assert describe(finding, "en") == "The number must not be negative; it is -1."
    assert describe(finding, "zh-CN") == "数值不得为负,当前为 -1。"


def test_reasons_and_notes_read_in_both_languages() -> None:
    low = reason(ReasonCode.PRIMARY_DATA_SHARE_LOW, value="40", minimum="60")
    assert describe_reason(low, "en") == "The primary data share of 40 % is below 60 %."
    assert describe_note("no-amount", "zh-CN") == "采购记录没有金额。"
