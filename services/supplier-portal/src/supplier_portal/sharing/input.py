"""How products are shared anew, as people and programs state it."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from carbon.footprint.presentation import Detail
from supplier_portal.fields import Identity
from supplier_portal.products.service import Sharing
from supplier_portal.products.sharing_anew import SharedAnew
from tierzero.i18n import _
from tierzero.problems import Invalid

MOST = 1_000
ProductIds = Annotated[list[str], Field(min_length=1, max_length=MOST)]


class SharingInput(BaseModel):
    """Which products, and what of their sharing changes; what is absent stays as it is."""

    model_config = ConfigDict(extra="forbid")

    product_ids: ProductIds = Field(description="At most 1,000 at once.")
    sharing: Sharing | None = None
    shared_with: list[Identity] | None = Field(default=None, max_length=1_000)
    shared_detail: Detail | None = None

    def anew(self) -> SharedAnew:
        """As the products' slice takes it."""
        named = None if self.shared_with is None else tuple(self.shared_with)
        return SharedAnew(self.sharing, named, self.shared_detail)


class SharingForm(BaseModel):
    """The fields of the page; an empty choice leaves things as they are."""

    product: ProductIds
    sharing: Sharing | Literal[""] = ""
    shared_with: list[Identity] = []
    shared_detail: Detail | Literal[""] = ""

    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.sharing and not self.shared_detail:
            text = _("Choose who sees the products, or how much.")
            raise Invalid("nothing-chosen", text)
        return self

    def anew(self) -> SharedAnew:
        """As the products' slice takes it; customers count only where some are to be named."""
        named = tuple(self.shared_with) if self.sharing is Sharing.NAMED_CUSTOMERS else None
        if self.sharing and named is None:
            named = ()
        return SharedAnew(self.sharing or None, named, self.shared_detail or None)
