"""Consumes the topic of notices."""

from tierzero.agents import Consumer, Delivery
from tierzero.topics import FOOTPRINT_NOTICES

from .facts import notice_from
from .service import Notices


def consumer(notices: Notices) -> Consumer:
    """Keeps what organizations are told."""

    async def handle(delivery: Delivery) -> None:
        await notices.learn([notice_from(fact) for fact in delivery.facts])

    return Consumer(FOOTPRINT_NOTICES, handle)
