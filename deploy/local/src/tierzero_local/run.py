"""The supervisor's command line: ``python -m tierzero_local.run``."""

import asyncio
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from tierzero.i18n import _
from tierzero_local import lock
from tierzero_local.engines.java import EngineMissing
from tierzero_local.paths import RunDirectory
from tierzero_local.session import Session, run
from tierzero_local.terminal import complain, speaking


class Broker(StrEnum):
    """Which broker to start."""

    tansu = "tansu"
    kafka = "kafka"


class Ports(StrEnum):
    """The usual ports, or free ones so that several platforms run side by side."""

    fixed = "fixed"
    free = "free"


def main(
    directory: Annotated[Path, typer.Option(help="Where this platform keeps its data.")] = Path(
        ".run"
    ),
    broker: Annotated[Broker, typer.Option(help="Embedded Tansu or Apache Kafka.")] = Broker.tansu,
    ports: Annotated[Ports, typer.Option(help="Usual ports, or any free ones.")] = Ports.fixed,
    sample: Annotated[bool, typer.Option(help="Load the sample on the first start.")] = True,
    only: Annotated[
        str, typer.Option(help="Only these processes, by comma, and what they need.")
    ] = "",
    until_input_closes: Annotated[
        bool, typer.Option(help="Also stop when standard input closes.")
    ] = False,
) -> None:
    """Start the whole platform on this machine and keep it running until Ctrl-C."""
    session = Session(
        directory=RunDirectory(directory.resolve()),
        broker=broker.value,
        ports=ports.value,
        load_sample=sample,
        only=tuple(name for name in only.split(",") if name),
        until_input_closes=until_input_closes,
    )
    with speaking():
        sys.exit(_run(session))


def _run(session: Session) -> int:
    try:
        with lock.held(session.directory.lock):
            return asyncio.run(run(session))
    except lock.AlreadyRunning as running:
        root = session.directory.root
        complain(_("The platform of {root} already runs (process {pid}).", root=root, pid=running))
    except EngineMissing as missing:
        complain(str(missing))
    return 1


if __name__ == "__main__":
    application = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    application.command()(main)
    application()
