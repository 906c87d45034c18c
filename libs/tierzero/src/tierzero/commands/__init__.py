"""`tierzero`: what is done by hand: mend dead letters, publish again, find the events of a fact."""

import typer

from tierzero.commands import dead_letters, events, replay

app = typer.Typer(no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
app.add_typer(dead_letters.app, name="dead-letters")
app.command("events")(events.events)
app.command("replay")(replay.replay)


def main() -> None:
    """Entry point of the console script."""
    app()
