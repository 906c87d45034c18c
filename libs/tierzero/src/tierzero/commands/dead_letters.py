"""`tierzero dead-letters`: list, show, mend and replay what consumers could not use."""

from pathlib import Path
from typing import Annotated, Any

import typer
from bson import Binary
from google.protobuf import json_format
from rich.console import Console
from rich.table import Table

from tierzero.commands.databases import SERVICES, opened_store
from tierzero.deadletter.repository import COLLECTION, PARKED, REPLAYING
from tierzero.store import Document
from tierzero.topics import topic_named

app = typer.Typer(no_args_is_help=True, help=__doc__)
Service = Annotated[str, typer.Option(help="Database of the consumer; empty: all.")]
Identity = Annotated[str, typer.Argument(help="Id of the dead letter, or `all`.")]


@app.command("list")
def list_letters(service: Service = "", status: str = PARKED) -> None:
    """List dead letters, oldest first."""
    table = Table("service", "id", "topic", "reason", "tries", "parked at")
    with opened_store() as client:
        for name in _databases(service):
            for letter in client[name][COLLECTION].find({"status": status}).sort("parked_at", 1):
                table.add_row(name, *_cells(letter))
    Console().print(table)


def _databases(service: str) -> tuple[str, ...]:
    return (service,) if service else SERVICES


def _cells(letter: Document) -> tuple[str, ...]:
    reason = f"{letter['reason_code']}: {letter['reason']}"
    parked_at = letter["parked_at"].isoformat(timespec="seconds")
    return letter["_id"], letter["topic"], reason, str(letter["attempts"]), parked_at


@app.command("show")
def show(service: str, letter_id: Identity) -> None:
    """Print one dead letter, its value as JSON where it can be decoded."""
    with opened_store() as client:
        letter = _found(client[service][COLLECTION].find_one({"_id": letter_id}))
    Console().print({key: value for key, value in letter.items() if key not in ("key", "value")})
    Console().print_json(_as_json(letter))


def _found(letter: Document | None) -> Document:
    if letter is None:
        raise typer.BadParameter("there is no such dead letter")
    return letter


def _as_json(letter: Document) -> str:
    envelope = topic_named(letter["topic"]).envelope
    return json_format.MessageToJson(envelope.FromString(bytes(letter["value"])))


@app.command("mend")
def mend(service: str, letter_id: Identity, file: Path) -> None:
    """Replace the value by that of a JSON file (as `show` prints it) and replay."""
    with opened_store() as client:
        letters = client[service][COLLECTION]
        letter = _found(letters.find_one({"_id": letter_id}))
        topic = topic_named(letter["topic"])
        value = json_format.Parse(file.read_text("utf-8"), topic.envelope()).SerializeToString()
        headers = _with_type(letter["headers"], topic.event_type)
        # The original stays, so that it can be told later what was changed.
        change = {"value": Binary(value), "headers": headers, "status": REPLAYING}
        original = letter.get("original_value", letter["value"])
        letters.update_one({"_id": letter_id}, {"$set": {**change, "original_value": original}})
    typer.echo("mended; it is replayed within seconds")


def _with_type(headers: list[list[Any]], event_type: str) -> list[list[Any]]:
    required = {
        "ce_specversion": b"1.0",
        "ce_id": b"mended",
        "ce_source": b"/tierzero/operator",
    }
    mended = {**required, **{name: bytes(value) for name, value in headers}}
    mended["ce_type"] = event_type.encode()
    return [[name, Binary(value)] for name, value in mended.items()]


@app.command("replay")
def replay(service: str, letter_id: Identity) -> None:
    """Let the consumer try again: one dead letter, or `all` that are parked."""
    chosen: Document = {"status": PARKED}
    if letter_id != "all":
        chosen["_id"] = letter_id
    with opened_store() as client:
        change = {"$set": {"status": REPLAYING}}
        count = client[service][COLLECTION].update_many(chosen, change).modified_count
    typer.echo(f"{count} to be replayed")
