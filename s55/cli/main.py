"""Run the command ``s55``: its subcommands, and the one place where errors become messages."""

from __future__ import annotations

import gc
import inspect
import os
import sys
from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from s55 import __version__
from s55.cli import template
from s55.cli.ask import ask
from s55.cli.backup import backup
from s55.cli.calendar import calendar
from s55.cli.check import check
from s55.cli.collect import collect
from s55.cli.correct import correct
from s55.cli.deadline import deadline
from s55.cli.diff import diff
from s55.cli.gather import gather
from s55.cli.history import history
from s55.cli.import_ import import_
from s55.cli.init import init
from s55.cli.invite import invite
from s55.cli.mark import mark
from s55.cli.new import new
from s55.cli.panel import panel
from s55.cli.preview import preview
from s55.cli.register import register
from s55.cli.render import render
from s55.cli.restore import restore
from s55.cli.schema import schema
from s55.cli.screen import prepare_streams, print_error, tell_unsaid
from s55.cli.sign import sign
from s55.cli.site import site
from s55.cli.status import status
from s55.cli.undo import undo
from s55.cli.update import update
from s55.cli.upgrade import upgrade
from s55.cli.verify import verify
from s55.cli.withdraw import withdraw
from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.reporting import as_text

COMMANDS = (
    init,
    new,
    import_,
    check,
    invite,
    collect,
    render,
    preview,
    sign,
    mark,
    correct,
    withdraw,
    verify,
    diff,
    history,
    undo,
    status,
    update,
    register,
    ask,
    panel,
    site,
    gather,
    calendar,
    deadline,
    backup,
    restore,
    upgrade,
    schema,
)
"""In the order of a response's life, as the help lists them."""


class InterruptedCommand(Exception):  # noqa: N818 (nothing went wrong: a person stopped it)
    """Somebody pressed Ctrl+C."""


class CommandGroup(TyperGroup):
    """A group of commands that ends in the same way on Ctrl+C, wherever it is pressed.

    Without it, typer ends with status 1 at a question (where it treats Ctrl+C as a closed
    terminal), and silently with 130 elsewhere.
    """

    def invoke(self, ctx: Any) -> Any:  # typer's class of contexts has no public name
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, typer.Abort):
            raise InterruptedCommand from None


app = typer.Typer(
    name="s55",
    cls=CommandGroup,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
template_app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


def _add(group: typer.Typer, commands: Iterable[Callable[..., None]]) -> None:
    for command in commands:
        # Given explicitly, the summary is wrapped in the list of commands; otherwise it is cut.
        summary = (inspect.getdoc(command) or "").partition("\n\n")[0].replace("\n", " ")
        group.command(command.__name__.rstrip("_"), short_help=summary)(command)


_add(app, COMMANDS)
_add(template_app, template.COMMANDS)
app.add_typer(
    template_app,
    name="template",
    short_help="List, check, copy and compare template sets.",
    help="List, check, copy and compare template sets.\n\nExample: s55 template check opccn-2023",
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
    """Make Section 55 responses, from the draft to the published document.

    Example: s55 render peel-2025
    """


def run() -> None:
    """Run the command line; every error a user can cause ends as lines and an exit status."""
    _start_quickly()
    screen = prepare_streams()
    try:
        status = tell_unsaid(screen, _ended())
    finally:
        # The process ends now: collecting garbage before that only takes time.
        gc.freeze()
    sys.exit(status)


def _ended() -> int:
    """Run the command that was asked for, and give its status; say what ended it early."""
    try:
        app()
    except SystemExit as ended:
        return int(ended.code or ExitCode.OK)
    except S55Error as failure:
        from s55.workspace import with_shown_files

        print_error(as_text(with_shown_files(failure.problems)))
        return failure.exit_code
    except (InterruptedCommand, KeyboardInterrupt):
        print_error("\nInterrupted; files written so far are whole.")
        return ExitCode.INTERRUPTED
    except OSError as failure:
        print_error(as_text([_refused_by_system(failure)]))
        return ExitCode.OUTPUT
    except Exception as failure:  # whatever it is: a fault of s55's own, and no traceback
        if "--verbose" in sys.argv:
            raise
        print_error(
            f"error X900: a fault in s55 itself ({type(failure).__name__}: {failure}). "
            "Run it again as 's55 --verbose ...' and report what it prints."
        )
        return ExitCode.INTERNAL
    return ExitCode.OK


def _refused_by_system(failure: OSError) -> Problem:
    """O409: the system refused something that no command has words of its own for."""
    problem = error(
        "O409",
        f"the system refused it: {failure.strerror or failure}",
        "Check that the file or folder is there, and that you may read and write it.",
    )
    return problem.in_file(str(failure.filename)) if failure.filename else problem


def _start_quickly() -> None:
    """Leave out what a command that runs for a second does not need."""
    # Pydantic would read the metadata of every installed package in search of plugins.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    # A document makes hundreds of thousands of objects, and nearly all stay until it is written:
    # looking for garbage after every 700 finds none and takes a tenth of the time.
    gc.set_threshold(100_000, 20, 20)
