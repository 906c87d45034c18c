"""When the expiry of a footprint is announced: 90 and 30 days before it, and when it has come."""

from datetime import datetime, timedelta

ANNOUNCED_DAYS = (90, 30, 0)
"""Days before the expiry, the earliest announcement first."""


def first_announcement(expires_at: datetime) -> datetime:
    """The moment from which a footprint's expiry is announced."""
    return expires_at - timedelta(days=ANNOUNCED_DAYS[0])


def due_days(expires_at: datetime, now: datetime) -> int | None:
    """Which announcement is due: the latest one whose moment has come; None before the first.

    Earlier ones that nobody made are past: with 20 days left nothing says "90 days".
    """
    come = [days for days in ANNOUNCED_DAYS if expires_at - timedelta(days=days) <= now]
    return min(come, default=None)


def next_announcement(expires_at: datetime, after: datetime) -> datetime | None:
    """The first announcement's moment after another one; None after the last."""
    moments = (expires_at - timedelta(days=days) for days in ANNOUNCED_DAYS)
    return min((moment for moment in moments if moment > after), default=None)
