"""A request for a footprint as it arrives, and as the portal keeps it."""

import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

_NAMESPACE = uuid.UUID("5e0b5f0e-7a52-5b61-9d43-2f6c1c3f8d70")
DEADLINE = timedelta(days=30)
"""How long a supplier has where the asker names no deadline."""


class Origin(StrEnum):
    """By which way a request came in."""

    PROCUREMENT = "procurement"
    PACT = "pact"


class State(StrEnum):
    """Where a request stands; see docs/design/requests.md."""

    RECEIVED = "received"
    QUEUED = "queued"
    ACCEPTED = "accepted"
    EXPIRED = "expired"
    ANSWERED = "answered"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


OPEN = frozenset({State.RECEIVED, State.QUEUED, State.ACCEPTED, State.EXPIRED})
"""States in which the asker still waits."""
FOLLOWED_UP = frozenset({State.ANSWERED, State.DECLINED})
"""States that are the one follow-up."""


class WhenUnknown(StrEnum):
    """What becomes of a request whose product ids name no product of the supplier."""

    QUEUE = "queue"
    DECLINE = "decline"


class ReasonCode(StrEnum):
    """Why a request is declined; stable."""

    UNKNOWN_PRODUCT = "unknown-product"
    NO_DATA = "no-data"
    CONFIDENTIAL = "confidential"
    NOT_A_CUSTOMER = "not-a-customer"
    NO_LONGER_MADE = "no-longer-made"
    OTHER = "other"


@dataclass(frozen=True)
class Wanted:
    """What is asked for: the filters of PACT's ListFootprints, part numbers, a reference period.

    OR inside one name, AND across names; empty means any. Moments are aware, UTC; the reference
    period's start is inclusive, its end exclusive.
    """

    product_ids: tuple[str, ...] = ()
    company_ids: tuple[str, ...] = ()
    product_classifications: tuple[str, ...] = ()
    geographies: tuple[str, ...] = ()
    valid_on: tuple[datetime, ...] = ()
    valid_after: tuple[datetime, ...] = ()
    valid_before: tuple[datetime, ...] = ()
    statuses: tuple[str, ...] = ()
    part_numbers: tuple[str, ...] = ()
    period_start: datetime | None = None
    period_end: datetime | None = None

    @property
    def names_a_product(self) -> bool:
        """Whether it says which product is meant."""
        return bool(self.product_ids or self.part_numbers or self.product_classifications)


@dataclass(frozen=True)
class IncomingRequest:
    """One version of a question, addressed to one supplier.

    ``sender_id`` is the organization that asks, ``event_id`` its own id of the request, kept
    verbatim. ``deadline`` is the first moment at which an answer is late.
    """

    supplier_id: str
    sender_id: str
    origin: Origin
    event_id: str
    wanted: Wanted
    asked_at: datetime
    deadline: datetime | None = None
    comment: str = ""
    description: str = ""
    version: int = 1
    withdrawn: bool = False
    reminded_at: datetime | None = None
    when_unknown: WhenUnknown = WhenUnknown.QUEUE

    @property
    def id(self) -> str:
        """The portal's id of the request: the same for every repetition."""
        parts = (self.supplier_id, self.origin.value, self.sender_id, self.event_id)
        return str(uuid.uuid5(_NAMESPACE, "\n".join(parts)))

    @property
    def due_at(self) -> datetime:
        """First moment at which an answer is late."""
        return self.deadline or self.asked_at + DEADLINE


@dataclass(frozen=True)
class Step:
    """Something that happened to a request, for its history.

    ``what`` is the state it came into, or ``reminded``, ``deadline`` (the asker moved it).
    """

    at: datetime
    actor: str
    what: str
    detail: str = ""


@dataclass(frozen=True)
class FootprintRequest:
    """A request as the portal keeps it; ``version`` grows with every change that others see."""

    question: IncomingRequest
    received_at: datetime
    state: State = State.RECEIVED
    version: int = 0
    changed_at: datetime | None = None
    promised_until: datetime | None = None
    footprint_ids: tuple[str, ...] = ()
    reason_code: str = ""
    reason: str = ""
    automatic: bool = False
    reminded: tuple[int, ...] = ()
    """Numbers of days before the present due moment of which somebody was reminded."""
    steps: tuple[Step, ...] = field(default=(), compare=False)

    @property
    def id(self) -> str:
        """The portal's id of the request."""
        return self.question.id

    @property
    def supplier_id(self) -> str:
        """Organization that is asked."""
        return self.question.supplier_id

    @property
    def asker_id(self) -> str:
        """Organization that asks."""
        return self.question.sender_id

    @property
    def is_open(self) -> bool:
        """Whether the asker still waits."""
        return self.state in OPEN

    @property
    def due_at(self) -> datetime:
        """What counts: the moment that was promised, else the deadline."""
        return self.promised_until or self.question.due_at


@dataclass(frozen=True)
class Receipt:
    """What became of a question that arrived."""

    request: FootprintRequest
    is_new: bool

    @property
    def id(self) -> str:
        """The portal's id of the request."""
        return self.request.id

    @property
    def state(self) -> State:
        """Where the request stands now."""
        return self.request.state
