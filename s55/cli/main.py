"""The command ``s55``: its subcommands, and the one boundary where errors become messages."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from s55 import __version__
from s55.cli import (
    calendar,
    check,
    collect,
    deadline,
    import_,
    init,
    invite,
    mark,
    new,
    panel,
    preview,
    register,
    render,
    schema,
    site,
    status,
    template,
    update,
)
from s55.errors import ExitCode, S55Error
from s55.reporting import as_text


class _Interrupted(Exception):  # noqa: N818 (nothing went wrong: a person stopped the command)
    """Somebody pressed Ctrl+C."""


class _Commands(TyperGroup):
    """The commands; Ctrl+C says the same wherever it stops one.

    At a question, typer makes an Abort of it (of a closed terminal too) and ends with status 1;
    elsewhere it ends with 130 and says nothing.
    """

    def invoke(self, ctx: Any) -> Any:  # typer's own class of contexts has no public name
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, typer.Abort):
            raise _Interrupted from None


app = typer.Typer(
    name="s55",
    cls=_Commands,
    help="Section 55 responses: from a draft to the published document.\n\n"
    "Example: s55 render peel-2025",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"s55 {__version__}")
        raise typer.Exit


@app.callback()
def main(
    verbose: Annotated[
        bool, typer.Option("--verbose", help="On a fault in s55 itself, show where it happened.")
    ] = False,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Section 55 responses: from a draft to the published document.

    Example: s55 render peel-2025
    """


for command in (
    init,
    new,
    import_,
    check,
    invite,
    collect,
    render,
    preview,
    mark,
    status,
    update,
    register,
    panel,
    site,
    calendar,
    deadline,
    schema,
    template,
):
    command.register(app)


def run() -> None:
    """Run the command line; every error a user can cause ends as lines and an exit status."""
    _start_quickly()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character shows its code rather than failing.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # TextIOWrapper
    try:
        app()
    except S55Error as failure:
        _say(as_text(failure.problems))
        sys.exit(failure.exit_code)
    except (_Interrupted, KeyboardInterrupt):
        _say("\nInterrupted; files written so far are whole.")
        sys.exit(ExitCode.INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (s55 status | head); nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(ExitCode.OK)
    except Exception as failure:
        if "--verbose" in sys.argv:
            raise
        _say(
            f"error X900: a fault in s55 itself ({type(failure).__name__}: {failure}). "
            "Run it again as 's55 --verbose ...' and report what it prints."
        )
        sys.exit(ExitCode.INTERNAL)
    finally:
        # What there is now goes with the process: a last search for garbage in it takes time.
        gc.freeze()


def _start_quickly() -> None:
    """Leave out what a command that lives for a second does not need."""
    # Pydantic would read the metadata of every installed package in search of plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A document makes hundreds of thousands of objects, nearly all of which stay until it is
    # written: looking for garbage after every 700 of them finds none and takes a tenth of the time.
    gc.set_threshold(100_000, 20, 20)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
