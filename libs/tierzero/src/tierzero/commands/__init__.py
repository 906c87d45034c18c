"""`tierzero`: what operators do by hand: look at dead letters, mend, replay, publish again."""

import typer

from tierzero.commands import dead_letters, replay

app = typer.Typer(no_args_is_help=True, help=__doc__, pretty_exceptions_enable=False)
app.add_typer(dead_letters.app, name="dead-letters")
app.command("replay")(replay.replay)


def main() -> None:
    """Entry point of the console script."""
    app()
