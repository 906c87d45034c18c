"""Requests as pages show them: with names, words and days."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from supplier_portal.organizations import service as organizations
from supplier_portal.portal import Portal
from tierzero.i18n import current_language
from tierzero.tenancy import Scope

from .choices import Choice
from .model import FootprintRequest, Step
from .storing import label_of
from .texts import STATES

_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True)
class ShownRequest:
    """A request with the name of who asks."""

    request: FootprintRequest
    customer: str

    @property
    def id(self) -> str:
        """The request's id."""
        return self.request.id

    @property
    def label(self) -> str:
        """What is asked for, as people call it."""
        return label_of(self.request)

    @property
    def part_number(self) -> str:
        """The customer's number."""
        return ", ".join(self.request.question.wanted.part_numbers)

    @property
    def badge(self) -> tuple[object, str]:
        """The word for its state, and the kind of its badge."""
        return STATES[self.request.state.value]

    @property
    def last_day(self) -> date:
        """The last day on which an answer is in time."""
        return (self.request.due_at - _MOMENT).date()

    @property
    def period(self) -> tuple[date, date] | None:
        """First and last day of the reference period that is wanted."""
        wanted = self.request.question.wanted
        if wanted.period_start is None or wanted.period_end is None:
            return None
        return wanted.period_start.date(), (wanted.period_end - _MOMENT).date()

    @property
    def steps(self) -> Sequence[Step]:
        """What happened, the newest first."""
        return self.request.steps[::-1]


async def shown(
    portal: Portal, scope: Scope, requests: Iterable[FootprintRequest]
) -> list[ShownRequest]:
    """Requests with the names of their askers."""
    found = list(requests)
    names = await customer_names(portal, scope, [one.asker_id for one in found])
    return [ShownRequest(one, names.get(one.asker_id, one.asker_id)) for one in found]


async def customer_names(
    portal: Portal, scope: Scope, identities: Iterable[str]
) -> Mapping[str, str]:
    """Organization id → name in the caller's language."""
    return await organizations.names(portal, scope.actor, identities, current_language())


def any_hidden(choices: Iterable[Choice]) -> bool:
    """Whether some of the footprints are not shown to the asker yet."""
    return any(not one.is_shared for one in choices)
