"""Long lists in pages."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pagination:
    """Where a page lies in a list; numbers are 1-based."""

    total: int
    number: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // self.size))

    @property
    def offset(self) -> int:
        """How many entries come before this page."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """Number of the first entry shown; 0 for an empty list."""
        return min(self.offset + 1, self.total)

    @property
    def last(self) -> int:
        """Number of the last entry shown."""
        return min(self.offset + self.size, self.total)

    @property
    def window(self) -> list[int]:
        """Page numbers worth a link: the ends and the neighbours; 0 stands for a gap."""
        near = {1, self.pages, self.number - 1, self.number, self.number + 1}
        shown = sorted(number for number in near if 1 <= number <= self.pages)
        linked: list[int] = []
        for number in shown:
            if linked and number - linked[-1] > 1:
                linked.append(0)
            linked.append(number)
        return linked


def paginate(total: int, number: int | str | None = 1, size: int = 50) -> Pagination:
    """The page with a number; one that does not exist becomes the nearest that does."""
    try:
        wanted = int(number or 1)
    except ValueError:
        wanted = 1
    bounded = Pagination(total, 1, size)
    return Pagination(total, min(max(1, wanted), bounded.pages), size)
