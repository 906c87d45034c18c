"""`tierzero replay`: publish a topic again from the outbox that owns it."""

from typing import Annotated

import typer

from tierzero.commands.databases import SERVICES, opened_store
from tierzero.outbox import COLLECTION, PENDING, PUBLISHED
from tierzero.topics import TOPICS, topic_named


def replay(
    topic: Annotated[str, typer.Argument(help="Name of the topic.")],
    key: Annotated[str, typer.Option(help="Only rows of this key.")] = "",
) -> None:
    """Put the topic's rows back to pending. Consumers take repeated facts as what they are."""
    known = {known.name for known in TOPICS}
    if topic not in known:
        raise typer.BadParameter(f"no such topic; there are {', '.join(sorted(known))}")
    chosen = {"topic": topic_named(topic).name, "status": PUBLISHED}
    if key:
        chosen["key"] = key
    with opened_store() as client:
        counts = [
            client[name][COLLECTION].update_many(chosen, {"$set": {"status": PENDING}})
            for name in SERVICES
        ]
    typer.echo(f"{sum(one.modified_count for one in counts)} rows are published again")
