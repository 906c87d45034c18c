"""The sample's activities besides purchases: one of each kind a year, none in the future."""

from datetime import date
from typing import Any

from tierzero_local.sample.data import read
from tierzero_local.sample.purchases import YEARS

Json = dict[str, Any]
_PLAN = frozenset({"key", "per_year"})


def activities(today: date) -> list[Json]:
    """Activities of the base year, the last year and this one up to today."""
    plan = read("activities")
    return [
        _entry(activity, date.fromisoformat(f"{today.year + offset}-{plan['day']}"), stated)
        for activity in plan["activities"]
        for offset, stated in zip(YEARS, activity["per_year"], strict=True)
        if f"{today.year + offset}-{plan['day']}" <= today.isoformat()
    ]


def _entry(activity: Json, day: date, stated: Json) -> Json:
    lasting = {name: value for name, value in activity.items() if name not in _PLAN}
    reference = f"{activity['key']}-{day.year}"
    return {**lasting, **stated, "reference": reference, "date": day.isoformat()}
