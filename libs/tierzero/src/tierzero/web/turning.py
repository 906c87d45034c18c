"""Long lists, page after page by links."""

from pydantic import BaseModel, Field

from tierzero.lists import Turn, turn_of


class Turning(BaseModel):
    """The part of a list's query that says which page; see `tierzero.lists`."""

    after: str = Field("", max_length=2_000)
    before: str = Field("", max_length=2_000)

    @property
    def turn(self) -> Turn:
        """Which page; Problem 422 where the link was not made here."""
        return turn_of(self.after, self.before)
