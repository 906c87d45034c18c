"""The topic table as documentation."""

from tierzero.topics.table import TOPICS
from tierzero.topics.topic import FOREVER, Topic

_HEADER = (
    "| topic | key | event type | partitions | kept | from | to | meaning |\n"
    "|---|---|---|---|---|---|---|---|"
)


def as_markdown() -> str:
    """The table in Markdown, one row per topic."""
    return "\n".join([_HEADER, *map(_row, TOPICS)])


def _row(topic: Topic) -> str:
    kept = "for ever" if topic.retention_days == FOREVER else f"{topic.retention_days} days"
    cells = (
        f"`{topic.name}`",
        topic.key,
        f"`{topic.event_type}`",
        str(topic.partitions),
        kept,
        topic.producer,
        ", ".join(topic.consumers) or "nobody",
        topic.meaning,
    )
    return "| " + " | ".join(cells) + " |"
