"""Sharing, as other slices use it.

Who may see (`may_see`, `visible_to`, `page`, `find`), what they see (`presented`), and who has
received what (`disclosed`, `note_shown`, `disclosures`, `recipients_of`).
"""

from carbon.footprint.presentation import HIDDEN_PATHS, Detail, is_shown

from .ledger import (
    Handed,
    count_disclosures,
    disclosed,
    disclosed_many,
    disclosures,
    note,
    note_shown,
    recipients_of,
)
from .model import Disclosure, Way
from .rule import may_see
from .viewing import Shown, find, page, presented, shown, visible_to

__all__ = [
    "HIDDEN_PATHS",
    "Detail",
    "Disclosure",
    "Handed",
    "Shown",
    "Way",
    "count_disclosures",
    "disclosed",
    "disclosed_many",
    "disclosures",
    "find",
    "is_shown",
    "may_see",
    "note",
    "note_shown",
    "page",
    "presented",
    "recipients_of",
    "shown",
    "visible_to",
]
