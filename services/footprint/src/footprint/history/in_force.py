"""The base year's figures in force, category by category, as they are told to others."""

from collections import Counter

from carbon.decimals import format_decimal, readable
from footprint.history.base_year import Known, decide, reported_totals
from tierzero.footprint.v1.base_year_pb2 import BaseYearFigures
from tierzero.footprint.v1.inventory_pb2 import Milligrams


def figures_in_force(known: Known) -> BaseYearFigures:
    """What is told of a buyer's base year, without id and version.

    Per category: what was reported, and where a recalculation is due the changes that count on top
    (scope 3 standard, chapter 9); their sum is `carbon.baseyear`'s figure.
    """
    told = BaseYearFigures(year=known.policy.base_year)
    decided = decide(known)
    if not known.policy.base_year or not decided.reports:
        return told
    told.reported, told.recalculated = True, decided.is_due
    told.cumulative_percent = format_decimal(readable(decided.decision.cumulative_percent))
    reported = reported_totals(decided.reports[-1])
    moved: Counter[int] = Counter()
    for one in decided.counted if decided.is_due else ():
        moved[one.category] += one.change.effect_mg
    for category in sorted(reported.keys() | moved.keys()):
        was = reported.get(category, 0)
        in_force = Milligrams(digits=str(was + moved[category]))
        told.figures.add(category=category, reported=Milligrams(digits=str(was)), in_force=in_force)
    return told
