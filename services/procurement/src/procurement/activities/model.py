"""A purchase: what a buyer sends, and what is recorded of it."""

import datetime
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from procurement.fields import Amount, Classifications, Currency, ShortText, UnitName
from tierzero.i18n import _
from tierzero.plain_text import PLAIN
from tierzero.problems import Invalid

PURCHASED_GOODS_AND_SERVICES = 1
CAPITAL_GOODS = 2

Reference = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=120), PLAIN
]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), PLAIN]


def read_category(value: object) -> object:
    """A category as a form sends it."""
    return int(value) if value in ("1", "2") else value  # pyright: ignore[reportArgumentType]


Category = Annotated[Literal[1, 2], BeforeValidator(read_category)]


class PurchaseEntry(BaseModel):
    """A purchase as it is sent: a quantity, or an amount of money, or both."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reference: Reference = Field(
        description="The purchase's own number, such as order and line; sent again, it replaces."
    )
    date: datetime.date
    supplier: Name = Field(description="Organization id, company URN or name.")
    product: ShortText = Field(
        default="", description="Product id, URN, or the supplier's own number."
    )
    description: ShortText = ""
    quantity: Amount | None = None
    unit: UnitName | None = None
    amount: Amount | None = Field(default=None, description="Net of value added tax.")
    currency: Currency | None = None
    classifications: Classifications = Field(default=(), max_length=10)
    category: Category = Field(
        default=1, description="GHG Protocol scope 3 category; 2 for capital goods."
    )

    @model_validator(mode="after")
    def _measured(self) -> "PurchaseEntry":
        if self.quantity is None and self.amount is None:
            raise Invalid("nothing-measured", _("State a quantity, an amount of money, or both."))
        if self.quantity is not None and self.unit is None:
            raise Invalid("unit-missing", _("State the unit of the quantity."))
        if self.amount is not None and self.currency is None:
            raise Invalid("currency-missing", _("State the currency of the amount."))
        return self


@dataclass(frozen=True)
class Purchase:
    """A purchase recorded. Decimals are texts; unit and currency are canonical codes."""

    id: str
    version: int
    buyer_id: str
    reference: str
    category: int
    date: datetime.date
    recorded_at: datetime.datetime
    supplier_id: str = ""
    product_id: str = ""
    description: str = ""
    quantity: str = ""
    unit: str = ""
    amount: str = ""
    currency: str = ""
    classifications: tuple[str, ...] = ()
    withdrawn: bool = False


@dataclass(frozen=True)
class Outcome:
    """What became of purchases that were sent: new ones, corrections, and those known already."""

    recorded: tuple[Purchase, ...] = ()
    corrected: tuple[Purchase, ...] = ()
    unchanged: tuple[Purchase, ...] = ()

    @property
    def all(self) -> tuple[Purchase, ...]:
        """Every purchase as it now stands."""
        return (*self.recorded, *self.corrected, *self.unchanged)
