"""What somebody asks of the log, on the page and in the API."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

from fastapi import Depends, Query
from pydantic import BaseModel, BeforeValidator, Field

from supplier_portal.menu import MANAGERS, SUPPLIERS
from tierzero.i18n import _
from tierzero.identity import Principal, current_principal
from tierzero.problems import forbidden

from .model import Wanted

Day = Annotated[date | None, BeforeValidator(lambda typed: typed or None)]
"""A day; a field left empty in the form is none."""


class Asked(BaseModel):
    """The filters; days are in UTC, both included."""

    who: str = Field(default="", max_length=200, description="User or client id.")
    about: str = Field(default="", max_length=200, description="Id, or a part of the name.")
    action: str = Field(default="", max_length=100, description="Such as product.changed.")
    since: Day = None
    until: Day = None

    def wanted(self) -> Wanted:
        """As the log is searched."""
        end = _day(self.until)
        after = end + timedelta(days=1) if end else None
        return Wanted(self.who.strip(), self.about.strip(), self.action, _day(self.since), after)


def filters(
    who: Annotated[str, Query(max_length=200, description="User or client id.")] = "",
    about: Annotated[str, Query(max_length=200, description="Id, or a part of the name.")] = "",
    action: Annotated[str, Query(max_length=100, description="Such as product.changed.")] = "",
    since: Day = None,
    until: Day = None,
) -> Asked:
    """The filters in the query of a program."""
    return Asked(who=who, about=about, action=action, since=since, until=until)


def _day(stated: date | None) -> datetime | None:
    """The first moment of a day."""
    return datetime(stated.year, stated.month, stated.day, tzinfo=UTC) if stated else None


def readers(caller: Principal = Depends(current_principal)) -> Principal:
    """Dependency: whoever works in the portal, and programs that may read the log."""
    if caller.has_role(*SUPPLIERS, *MANAGERS) or caller.may("audit:read"):
        return caller
    raise forbidden(_("This page is for another role than yours."), "role-required")
