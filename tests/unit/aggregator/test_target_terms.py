"""What a buyer may say about a target."""

from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from aggregator.targets.errors import field_problem
from aggregator.targets.model import TargetTerms
from carbon.targets import TargetErrorCode
from tierzero.i18n import load_catalogs
from tierzero.problems import field_problems

TERMS: dict[str, Any] = {
    "direction": "upstream",
    "base_year": 2023,
    "target_year": 2030,
    "reduction_percent": "42.5",
}


def problems(**changes: Any) -> dict[str, str]:
    """Field → code of everything that is wrong with the terms."""
    with pytest.raises(ValidationError) as refused:
        TargetTerms.model_validate(TERMS | changes)
    return {one.path: one.code for one in field_problems(refused.value.errors())}


def test_decimals_are_read_without_loss() -> None:
    assert TargetTerms.model_validate(TERMS).reduction_percent == Decimal("42.5")


@pytest.mark.parametrize("amount", [42.5, "42,5", "", "1e999", "NaN", True, None])
def test_a_reduction_that_is_no_decimal_text_is_refused(amount: object) -> None:
    assert problems(reduction_percent=amount) == {"reduction_percent": "not-a-decimal"}


def test_stated_emissions_need_a_reason() -> None:
    assert problems(base_emissions="900") == {"base_reason": "base-reason-missing"}
    assert problems(base_emissions="900", base_reason="  so  ") == {
        "base_reason": "base-reason-missing"
    }
    stated = TERMS | {"base_emissions": "900", "base_reason": "Audited report of 2023."}
    assert TargetTerms.model_validate(stated).base_emissions == Decimal(900)


def test_own_operations_have_no_target_here() -> None:
    assert problems(direction="own_operations") == {"direction": "not-a-choice"}


def test_unknown_fields_and_years_out_of_reason_are_refused() -> None:
    assert problems(base_year=1800, bogus=1) == {"base_year": "too-small", "bogus": "unknown-field"}


def test_every_guard_of_the_path_has_words_in_both_languages() -> None:
    catalogs = load_catalogs("tierzero", "aggregator")
    for code in TargetErrorCode:
        problem = field_problem(code, "base_year")
        english = problem.message.render(catalogs.translator("en"))
        chinese = problem.message.render(catalogs.translator("zh-CN"))
        assert problem.code == code.value
        assert english != chinese
