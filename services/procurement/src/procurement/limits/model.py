"""A limit as a buyer sets it."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, model_validator

from carbon.classifications import normal_form
from carbon.limits import Limit
from carbon.units import DeclaredUnit
from procurement.fields import Amount, Classification, DecimalText, Moment
from tierzero.i18n import _
from tierzero.problems import Invalid

__all__ = ["LimitTerms", "SetLimit", "terms_of"]


class LimitTerms(BaseModel):
    """What a buyer asks for. The subject is one product or one class of products."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    product_id: str | None = Field(
        default=None, description="The product's id, or one of its URNs.", max_length=200
    )
    product_classification: Classification | None = Field(
        default=None, description="Classification URN; finer classes are covered too."
    )
    declared_unit: DeclaredUnit
    maximum: Amount = Field(description="kgCO2e per declared unit.")
    valid_from: Moment
    valid_until: Moment | None = Field(default=None, description="Exclusive; absent is open.")
    minimum_primary_data_share: DecimalText | None = Field(default=None, ge=0, le=100)
    maximum_data_quality_rating: DecimalText | None = Field(default=None, ge=1, le=5)
    verification_required: bool = Field(
        default=False, description="Without a standing verification it passes only conditionally."
    )

    @model_validator(mode="after")
    def _coherent(self) -> "LimitTerms":
        if bool(self.product_id) == bool(self.product_classification):
            raise Invalid("one-subject", _("Choose either a product or a class of products."))
        if self.valid_until and self.valid_until <= self.valid_from:
            raise Invalid("validity-empty", _("The limit must end after it begins."))
        return self


@dataclass(frozen=True)
class SetLimit:
    """A limit with its identity. ``version`` grows with each change; withdrawn is the end."""

    id: str
    version: int
    buyer_id: str
    limit: Limit
    recorded_at: datetime
    withdrawn: bool = False

    @property
    def subject(self) -> str:
        """The product id, or the one spelling of the class."""
        return self.limit.product_id or normal_form(self.limit.product_classification or "")


def terms_of(set_limit: SetLimit) -> LimitTerms:
    """The terms of a limit as they would be sent."""
    limit = set_limit.limit
    return LimitTerms(
        product_id=limit.product_id,
        product_classification=limit.product_classification,
        declared_unit=limit.declared_unit,
        maximum=limit.maximum,
        valid_from=limit.valid_from,
        valid_until=limit.valid_until,
        minimum_primary_data_share=limit.minimum_primary_data_share,
        maximum_data_quality_rating=limit.maximum_data_quality_rating,
        verification_required=limit.verification_required,
    )
