"""Run the command ``s55``: its subcommands, and the one place where errors become messages."""

from __future__ import annotations

import atexit
import gc
import os
import re
import sys
import threading
from functools import partial
from importlib import import_module
from keyword import iskeyword
from types import ModuleType
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from s55 import __version__
from s55.cli.options import shows_faults
from s55.cli.screen import prepare_streams, print_error, tell_unsaid
from s55.errors import ExitCode, S55Error, problems_told
from s55.reporting import as_text
from s55.timed import ALL, MINUTES, limit_asked, limit_each, timed

TEMPLATE = "template"
"""The command that is a group of commands itself."""
COMMANDS = {
    "init": "Start a workspace for your office.",
    "new": "Start a draft, with comments that say what goes where.",
    "import": "Read an inspection report, or a past response, into a draft.",
    "check": "Report every problem of the drafts.",
    "invite": "Write the invitation to comment, and record it in the draft.",
    "collect": "Read a returned Word file into its draft.",
    "translate": "Add a place to the draft for each text in the second language.",
    "render": "Write each response as DOCX, PDF and HTML.",
    "desk": "Work on the responses in the browser: see, write, record and undo.",
    "preview": "Show a draft in the browser as web page, PDF and Word.",
    "sign": "Record who approved a response, and bind the sign-off to its text.",
    "mark": "Record that a response was published or sent.",
    "correct": "Record that a published response was corrected.",
    "withdraw": "Record that a published response was withdrawn.",
    "verify": "Tell whether a file is what was published.",
    "diff": "Show what changed in a response since it was published.",
    "history": "List what a draft said before.",
    "undo": "Put a draft and its record of progress back as they were before.",
    "status": "Show how far each response is, the next deadline on top.",
    "update": "Record how far the force is with an item.",
    "register": "Write the register of every item of every response.",
    "ask": "Ask for the progress of open items by a spreadsheet or a Word form.",
    "panel": "Write the paper for a meeting of the Police and Crime Panel.",
    "site": "Write the web pages of all published responses.",
    "gather": "Make one register of what several offices published.",
    "calendar": "Write a calendar file (.ics) with every deadline.",
    "deadline": "Explain both deadlines for a day of publication.",
    "backup": "Copy the whole workspace into one zip file.",
    "restore": "Make a workspace from a backup.",
    "upgrade": "Rewrite drafts of format 1 in format 2.",
    "schema": "Print the JSON Schema of drafts, for text editors.",
    TEMPLATE: "List, check, copy and compare template sets.",
}
"""What each command does, in the order of a response's life, as the help lists them.

The first line of a command's own help says the same; here it is read without the command's module.
"""


SERVING = {"desk", "preview"}
"""Commands that run until they are stopped, and have limits of their own for what they make."""
WITHOUT_LIMIT = SERVING | {"render", "import", "backup", "restore"}
"""Commands that are not limited as a whole: of what some of them do each part is limited, and
copying takes as long as there is something to copy."""


class LimitedCommand(TyperCommand):
    """A command that is given up when it takes too long."""

    def invoke(self, ctx: Any) -> Any:  # typer's class of contexts has no public name
        """Run it.

        Raises:
            S55Error: U132 it takes too long; and what it raises.
        """
        return timed(
            partial(super().invoke, ctx), f"what 's55 {self.name}' does", ALL * limit_asked()
        )


class InterruptedCommand(Exception):  # noqa: N818 (nothing went wrong: a person stopped it)
    """Somebody pressed Ctrl+C."""


def _command(name: str) -> Any:
    """Import a command, as typer understands it."""
    word = f"{name}_" if iskeyword(name) else name
    module = import_module(f"s55.cli.{word}")
    if name == TEMPLATE:
        return typer.main.get_command(module.app)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name, cls=None if name in WITHOUT_LIMIT else LimitedCommand)(
        getattr(module, word)
    )
    return typer.main.get_command(single)


class CommandGroup(TyperGroup):
    """A group of commands, of which only the one that was asked for is imported.

    It ends in the same way on Ctrl+C, wherever it is pressed. Without it, typer ends with status 1
    at a question (where it treats Ctrl+C as a closed terminal), and silently with 130 elsewhere.
    """

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands: dict[str, Any] = dict.fromkeys(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Import a command at the first time; None where there is none of the name."""
        del ctx
        if cmd_name in COMMANDS and self.commands[cmd_name] is None:
            self.commands[cmd_name] = _command(cmd_name)
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of the help page."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def invoke(self, ctx: Any) -> Any:  # typer's class of contexts has no public name
        """Run the command that was asked for."""
        try:
            return super().invoke(ctx)
        except (KeyboardInterrupt, typer.Abort):
            raise InterruptedCommand from None
        except typer.BadParameter as failure:
            if failure.ctx and not failure.message:  # something is missing: typer says only what
                failure.message = _example(failure.ctx.command)
            raise


def _example(command: Any) -> str:
    """Give the first example of a command's help, to show beside what is missing."""
    found = re.search(r"Example: (.+?)(?:\n\n|$)", command.help or "", re.DOTALL)
    return f"For example: {' '.join(found[1].split())}" if found else ""


app = typer.Typer(
    name="s55",
    cls=CommandGroup,
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
    ctx: typer.Context,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="On a fault in s55 itself, show where it happened.")
    ] = False,
    minutes: Annotated[
        float,
        typer.Option(
            "--minutes",
            envvar="S55_MINUTES",
            metavar="N",
            min=0.0001,
            max=10_000,
            help="Give up the files of a response, or the check of a template set, after so many "
            "minutes, and what is made of all responses after three times as many.",
        ),
    ] = MINUTES,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Make Section 55 responses, from the draft to the published document.

    Example: s55 render peel-2025
    """
    limit_each(0 if ctx.invoked_subcommand in SERVING else minutes)


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


def start() -> None:
    """Run the command line in a process of its own, and end the process with it.

    What it has loaded is not taken apart first: that takes a fortieth of the time of a short
    command. All else happens as at any end, and in that order: threads are waited for, what was
    registered for the end is done, what was said is sent.
    """
    try:
        run()
    except SystemExit as ended:
        threading._shutdown()  # type: ignore[attr-defined]  # as processes of multiprocessing end
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(ended.code or ExitCode.OK))


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
        print_error(as_text(problems_told(failure)))
        return ExitCode.OUTPUT
    except Exception as failure:  # whatever it is: a fault of s55's own, and no traceback
        if shows_faults():
            raise
        print_error(as_text(problems_told(failure)))
        return ExitCode.INTERNAL
    return ExitCode.OK


def _start_quickly() -> None:
    """Leave out what a command that runs for a second does not need."""
    # Pydantic would read the metadata of every installed package in search of plugins, and load
    # what can read them (of e-mail and zip files, for example) even if there are to be none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    search = ModuleType("pydantic.plugin._loader")
    search.get_plugins = tuple  # type: ignore[attr-defined]  # gives none
    sys.modules.setdefault(search.__name__, search)
