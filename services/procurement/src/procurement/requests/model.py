"""A request as a buyer asks it, and what the supplier's side has told of it."""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from procurement.fields import Classification, Place, ShortText
from tierzero.i18n import _
from tierzero.plain_text import PLAIN
from tierzero.problems import Invalid

DEADLINE_DAYS = 30
LONGEST_DAYS = 365

Number = Annotated[str, StringConstraints(strip_whitespace=True, max_length=120), PLAIN]
Comment = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000), PLAIN]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300), PLAIN]


class State(StrEnum):
    """Where a request stands, as the buyer sees it; ``sent``: the supplier's side is silent yet."""

    SENT = "sent"
    QUEUED = "queued"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.SENT, State.QUEUED, State.ACCEPTED, State.EXPIRED})
FOLLOWED_UP = frozenset({State.ANSWERED, State.DECLINED})


class Question(BaseModel):
    """What a buyer asks for: the footprint of one part, of one supplier."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    supplier: Name = Field(description="Organization id, company URN or name.")
    part_number: Number = Field(default="", description="Your own number of the part.")
    product: ShortText = Field(default="", description="Product id, URN, or the supplier's number.")
    product_classification: Classification | None = None
    description: ShortText = ""
    geography: Place = Field(
        default="", description="Where it is made: country or province, such as CN or CN-JS."
    )
    period_first_day: datetime.date | None = Field(
        default=None, description="Reference period wanted: first day."
    )
    period_last_day: datetime.date | None = Field(default=None, description="Last day, included.")
    deadline: datetime.date | None = Field(
        default=None, description="Last day for an answer; 30 days from today where none is named."
    )
    comment: Comment = ""

    @model_validator(mode="after")
    def _coherent(self) -> "Question":
        named = (self.part_number, self.product, self.product_classification, self.description)
        if not any(named):
            text = _("Name the part: your number, the product, its class, or a description.")
            raise Invalid("nothing-named", text)
        first, last = self.period_first_day, self.period_last_day
        if (first is None) != (last is None):
            raise Invalid("period-open", _("State both days of the reference period, or none."))
        if first and last and last < first:
            raise Invalid("period-empty", _("The reference period must end after it begins."))
        return self


@dataclass(frozen=True)
class Asked:
    """A version of the question; ``deadline`` is the first moment at which an answer is late."""

    id: str
    version: int
    buyer_id: str
    supplier_id: str
    asked_at: datetime.datetime
    recorded_at: datetime.datetime
    deadline: datetime.datetime
    part_number: str = ""
    product_id: str = ""
    product_ids: tuple[str, ...] = ()
    product_classifications: tuple[str, ...] = ()
    description: str = ""
    geographies: tuple[str, ...] = ()
    period_start: datetime.datetime | None = None
    period_end: datetime.datetime | None = None
    comment: str = ""
    reminded_at: datetime.datetime | None = None
    withdrawn: bool = False


@dataclass(frozen=True)
class Told:
    """What the supplier's side has told last."""

    version: int
    state: State
    changed_at: datetime.datetime
    footprint_ids: tuple[str, ...] = ()
    reason_code: str = ""
    reason: str = ""
    promised_until: datetime.datetime | None = None
    automatic: bool = False


@dataclass(frozen=True, order=True)
class Reminder:
    """The supplier was reminded so many days before the day that counted then."""

    at: datetime.datetime
    due_at: datetime.datetime
    days_before: int


@dataclass(frozen=True)
class FootprintRequest:
    """A request as the buyer sees it: a function of the highest versions of both sides."""

    asked: Asked
    told: Told | None = None
    reminders: frozenset[Reminder] = frozenset()

    @property
    def id(self) -> str:
        """The request's id, which the supplier's side echoes."""
        return self.asked.id

    @property
    def state(self) -> State:
        """A follow-up wins over a withdrawal that it crossed; else a withdrawal holds at once."""
        if self.told and self.told.state in FOLLOWED_UP:
            return self.told.state
        if self.asked.withdrawn:
            return State.WITHDRAWN
        return self.told.state if self.told else State.SENT

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.state in OPEN

    @property
    def due_at(self) -> datetime.datetime:
        """What counts: the moment that was promised, else the deadline."""
        promised = self.told.promised_until if self.told else None
        return promised or self.asked.deadline

    def is_late(self, now: datetime.datetime) -> bool:
        """Whether an answer is awaited and its day has passed."""
        return self.is_open and now >= self.due_at


def newer_told(held: Told | None, told: Told) -> Told:
    """Of two statements the one with the higher version, whenever each arrives."""
    return told if held is None or told.version > held.version else held
