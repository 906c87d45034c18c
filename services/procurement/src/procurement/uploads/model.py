"""What differs between the uploads of purchases, factors, rates and indices."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

from procurement.sheets import Sheet
from tierzero.i18n import Text
from tierzero.tabular import Column
from tierzero.tenancy import Scope


@dataclass(frozen=True)
class Rehearsal:
    """A file checked whole, and what storing it would come to."""

    sheet: Sheet[Any]
    tallies: Sequence[tuple[Text, int]] = ()


@dataclass(frozen=True)
class Upload:
    """One kind of upload: where its pages are, what its files hold, what is done with them."""

    path: str
    back: str
    heading: Text
    lead: Text
    columns: Sequence[Column]
    permission: str
    filename: str
    rehearse: Callable[[Scope, BinaryIO], Awaitable[Rehearsal]]
    store: Callable[[Scope, BinaryIO], Awaitable[Text]]
