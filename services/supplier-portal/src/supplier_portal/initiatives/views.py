"""Initiatives of others as partners see them: their own share and what it is a share of."""

from typing import Any

from carbon.decimals import format_decimal
from carbon.reductions import share_of

from .model import Initiative


def offer_view(initiative: Initiative, partner_id: str) -> dict[str, Any]:
    """What a partner is offered, and how it stands."""
    stated = initiative.stated
    mine = next(one for one in stated.shares if one.organization_id == partner_id)
    return {
        "id": initiative.id,
        "owner_id": initiative.supplier_id,
        "name": stated.name,
        "description": stated.description,
        "type": stated.type,
        "direction": stated.direction.value,
        "state": stated.state.value,
        "terms": initiative.terms,
        "percent": format_decimal(mine.percent),
        "share_state": initiative.share_state(partner_id).value,
        "shares": [
            {
                "organization_id": one.organization_id,
                "percent": format_decimal(one.percent),
                "state": initiative.share_state(one.organization_id).value,
            }
            for one in stated.shares
        ],
        "measured": [
            {
                "period": one.period,
                "reduction": format_decimal(one.reduction),
                "your_part": format_decimal(share_of(one.reduction, mine.percent)),
            }
            for one in stated.measured_reductions
        ],
    }
