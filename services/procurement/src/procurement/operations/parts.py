"""Parts that several kinds of activity are made of, as they are sent."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from carbon.gwp import BLENDS, Gas
from procurement.fields import Amount, Classifications, ShortText, UnitName
from tierzero.i18n import _
from tierzero.problems import Invalid

_GASES = {*BLENDS, *(gas.value for gas in Gas)}


def read_share(number: Decimal) -> Decimal:
    """A part of a whole."""
    if number > 1:
        raise Invalid("invalid-share", _("A share lies between 0 and 1."))
    return number


def read_gas(name: str) -> str:
    """A gas whose global warming potential is known."""
    if name not in _GASES:
        raise Invalid("unknown-gas", _("The gas {gas} is not known.", gas=name[:40]))
    return name


Part = Annotated[Amount, AfterValidator(read_share)]
Classes = Annotated[Classifications, Field(min_length=1, max_length=10)]


class Sent(BaseModel):
    """Anything that is sent: nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PricedAmount(Sent):
    """An amount, and the classifications that choose its emission factor, best first."""

    value: Amount
    unit: UnitName
    classifications: Classes


class Treatment(Sent):
    """A part of the waste, and the classifications of its treatment."""

    share: Part
    classifications: Classes


class Leak(Sent):
    """A mass of a refrigerant or process gas that escaped."""

    gas: Annotated[ShortText, AfterValidator(read_gas)]
    mass: Amount
    mass_unit: UnitName


class Treated(Sent):
    """Something whose mass was treated in one or several ways."""

    mass_unit: UnitName
    treatments: tuple[Treatment, ...] = Field(min_length=1, max_length=10)

    @model_validator(mode="after")
    def _whole(self) -> "Treated":
        if sum(one.share for one in self.treatments) != 1:
            raise Invalid("shares-not-whole", _("The shares must add up to 1."))
        return self


def one_method(*ways: object) -> None:
    """Refuse an activity that states none of the ways to measure it, or several."""
    if sum(1 for way in ways if way not in (None, ())) != 1:
        text = _("State exactly one way to measure it, such as fuel, distance or money.")
        raise Invalid("one-method", text)
