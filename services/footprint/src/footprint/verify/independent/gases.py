"""kgCO2e per kilogram of a gas over 100 years, from IPCC AR5 (2014) and AR6 (2021).

SF6 of AR6 as in the GHG Protocol's table of August 2024; the first print of AR6 has another one.
"""

from collections.abc import Mapping
from fractions import Fraction

_TABLE = """
CO2           1      1     | HFC-134a     1300   1530
CH4_fossil    30     29.8  | HFC-143a     4800   5810
CH4_non-fossil 28    27    | HFC-152a     138    164
CH4           28     27.9  | HFC-227ea    3350   3600
N2O           265    273   | HFC-236fa    8060   8690
SF6           23500  24300 | HFC-245fa    858    962
NF3           16100  17400 | HFC-365mfc   804    914
SO2F2         4090   4630  | HFC-43-10mee 1650   1600
HFC-23        12400  14600 | CF4          6630   7380
HFC-32        677    771   | C2F6         11100  12400
HFC-125       3170   3740  | C3F8         8900   9290
c-C4F8        9540   10200 | C4F10        9200   10000
C5F12         8550   9220  | C6F14        7910   8620
"""

_BLENDS: Mapping[str, Mapping[str, str]] = {
    "R-404A": {"HFC-125": "0.44", "HFC-143a": "0.52", "HFC-134a": "0.04"},
    "R-407C": {"HFC-32": "0.23", "HFC-125": "0.25", "HFC-134a": "0.52"},
    "R-410A": {"HFC-32": "0.5", "HFC-125": "0.5"},
}
"""Parts by mass, ISO 817."""


def _column(place: int) -> dict[str, Fraction]:
    cells = [half.split() for row in _TABLE.strip().splitlines() for half in row.split("|")]
    return {name.replace("_", " "): Fraction(values[place]) for name, *values in cells}


def _with_blends(pure: Mapping[str, Fraction]) -> dict[str, Fraction]:
    blends = {
        name: sum((Fraction(part) * pure[gas] for gas, part in parts.items()), Fraction(0))
        for name, parts in _BLENDS.items()
    }
    return {**pure, **blends}


POTENTIALS: Mapping[str, Mapping[str, Fraction]] = {
    "AR5": _with_blends(_column(0)),
    "AR6": _with_blends(_column(1)),
    "AR6-first-print": _with_blends({**_column(1), "SF6": Fraction(25200)}),
}
"""Name of the set → gas or blend → potential."""

DEFAULT_SET = "AR6"
