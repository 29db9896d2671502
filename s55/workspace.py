"""An office's workspace on disk: where settings, drafts, template sets and outputs lie."""

from __future__ import annotations

import difflib
import os
import re
import shlex
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from s55.disk.places import SETTINGS_FILE
from s55.errors import ExitCode, S55Error
from s55.model.office import Settings
from s55.office.settings import (
    PANEL_FILE,
    example_values,
    load_settings,
    missing_settings,
    settings_warnings,
)
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.files import contents_of, is_printable_name, read_text, resolved
from s55.templating import standard_sets

# What only some commands need of a workspace is imported where they ask for it.
if TYPE_CHECKING:
    from s55.model.panel import PanelSettings
    from s55.office.import_roles import Role
    from s55.templating.sets import TemplateSet
    from s55.views.response.contents import LogoView

DRAFT_SUFFIXES = (".yaml", ".yml")
MAX_LOGO_BYTES = 2_000_000
_OF_LISTS = re.compile(
    r"register(-inspections)?|gathered(-responses)?|calendar|site|panel(-\d{4}-\d{2}-\d{2})?",
    re.IGNORECASE,
)
"""What the commands that make lists write into ``build/``."""

_DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", *(f"{port}{n}" for port in ("COM", "LPT") for n in range(1, 10))}
)
"""The names of devices on Windows, which no file can have, whatever its ending."""
_MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with ``settings.yaml``, ``responses/``, ``templates/`` and ``build/``."""

    root: Path

    @property
    def responses(self) -> Path:
        """The folder of the drafts."""
        return self.root / "responses"

    @property
    def published(self) -> Path:
        """The folder of what was signed off and published, as it was."""
        return self.root / "published"

    @property
    def templates(self) -> Path:
        """The folder of the office's own template sets."""
        return self.root / "templates"

    @property
    def places_of_sets(self) -> tuple[Path, Path]:
        """The folders in which template sets are: the office's own first, which win."""
        return self.templates, standard_sets()

    @property
    def build(self) -> Path:
        """The folder of what was rendered."""
        return self.root / "build"

    def _must_be_one(self) -> None:
        """Refuse a folder that is no workspace: a command was typed in the wrong place."""
        if not (self.root / SETTINGS_FILE).is_file():
            raise missing_settings(str(self.root))

    def settings(self) -> Settings:
        """The office's settings.

        Raises:
            S55Error: W101 when there are none, and every problem in them.
        """
        self._must_be_one()
        path = self.root / SETTINGS_FILE
        return load_settings(read_text(path, shown(path), ExitCode.SETTINGS), shown(path))

    def settings_or_none(self) -> Settings | None:
        """The settings, or None where there is no settings file (a draft can still be checked)."""
        return self.settings() if (self.root / SETTINGS_FILE).is_file() else None

    def panel(self) -> PanelSettings:
        """The panel's own file; its defaults where there is none.

        Raises:
            S55Error: with every problem in the file.
        """
        from s55.model.panel import PanelSettings
        from s55.office.panel_file import load_panel

        path = self.root / PANEL_FILE
        if not path.is_file():
            return PanelSettings()
        return load_panel(read_text(path, shown(path), ExitCode.SETTINGS), shown(path))

    def problems(self) -> list[Problem]:
        """What is wrong with the panel's file, and what settings would say otherwise than typed.

        Raises:
            S55Error: when a file cannot be read.
        """
        from s55.office.panel_file import panel_problems
        from s55.rules.deadlines import england_and_wales

        found: list[Problem] = []
        if (path := self.root / SETTINGS_FILE).is_file():
            found += settings_warnings(read_text(path, shown(path), ExitCode.SETTINGS), shown(path))
        if (path := self.root / PANEL_FILE).is_file():
            text = read_text(path, shown(path), ExitCode.SETTINGS)
            found += panel_problems(text, shown(path), england_and_wales())
        return found

    def example_values(self) -> list[Problem]:
        """What the settings and the panel's file still say as in a new workspace (W122).

        A file that cannot be read is passed over: who needs it says so.
        """
        found: list[Problem] = []
        for path in (self.root / SETTINGS_FILE, self.root / PANEL_FILE):
            if path.is_file():
                with suppress(S55Error):
                    found += example_values(read_text(path, shown(path)), shown(path), path.name)
        return found

    def import_roles(self) -> Mapping[str, Role]:
        """What the office's past responses call things; nothing where there is no such file.

        Raises:
            S55Error: with every problem in the file.
        """
        from s55.office.import_roles import ROLES_FILE, load_roles

        path = self.root / ROLES_FILE
        if not path.is_file():
            return {}
        return load_roles(read_text(path, shown(path), ExitCode.SETTINGS), shown(path))

    def template_set(self, name: str) -> TemplateSet:
        """The template set called ``name``: the workspace's own, or the one that comes with s55.

        Raises:
            S55Error: L101 when there is none, and every problem in its manifest.
        """
        from s55.templating.registry import find_set

        return find_set(name, self.places_of_sets)

    def missing_template_set(self, name: str) -> Problem | None:
        """The problem of a template set that there is not (L101); None where there is one."""
        folders = self.places_of_sets
        if any(name in _names_in(folder) for folder in folders):
            return None  # The usual case: to read no set takes no time.
        from s55.templating.registry import missing_set

        return missing_set(name, folders)

    def logo(self, settings: Settings) -> LogoView | None:
        """The office's logo, read.

        Raises:
            S55Error: W102 when it is not a PNG or JPEG file beside the settings.
        """
        logo = settings.office.logo
        if logo is None:
            return None
        from s55.views.response.contents import LogoView

        root = resolved(self.root)
        path = resolved(root / logo.file)
        media_type = _MEDIA_TYPES.get(path.suffix.lower())
        if (
            media_type is None
            or not path.is_relative_to(root)
            or not path.is_file()
            or path.stat().st_size > MAX_LOGO_BYTES
        ):
            hint = (
                "It must be a PNG or JPEG file of at most 2 MB, inside the folder of the workspace."
            )
            problem = error("W102", f"the logo '{logo.file}' cannot be used", hint)
            raise S55Error([problem.in_file(SETTINGS_FILE)], ExitCode.SETTINGS)
        return LogoView(contents_of(path), media_type, logo.alternative_text)

    # --- drafts --------------------------------------------------------------

    def drafts(self) -> list[Path]:
        """Every draft of the workspace, by name."""
        return drafts_in(self.responses)

    def chosen(self, names: list[str]) -> list[Path]:
        """Find the drafts that ``names`` (names or files) mean; all of them when there are none.

        Raises:
            S55Error: U101 or U102 for every name without a draft; W101 where there is neither a
                draft nor a workspace.
        """
        if not names:
            found = self.drafts()
            if not found:
                self._must_be_one()
            return found
        problems: list[Problem] = []
        paths: list[Path] = []
        for name in names:
            try:
                paths.append(self.draft(name))
            except S55Error as failure:
                if failure.exit_code is ExitCode.SETTINGS:
                    raise  # no workspace: it is the same for every name
                problems.extend(failure.problems)
        if problems:
            raise S55Error(problems, ExitCode.USAGE)
        return paths

    def draft(self, name: str) -> Path:
        """Find the draft that a name or a file means.

        Raises:
            S55Error: U101 when there is no such draft, U102 when it cannot be a name, W101 when
                there is no workspace.
        """
        if name.endswith(DRAFT_SUFFIXES):
            path = Path(name)
            if not path.is_file():
                inside = self.responses / name
                there = inside.is_file()
                hint = f"Did you mean {shown(inside)}?" if there else "Check its name and folder."
                raise _no_draft(f"s55 could not find the file '{name}'", hint)
            return path
        check_name(name)
        for suffix in DRAFT_SUFFIXES:
            path = self.responses / f"{name}{suffix}"
            if os.path.lexists(path):  # what it is if no file, its reader says
                return path
        self._must_be_one()
        names = [p.stem for p in self.drafts()]
        close = difflib.get_close_matches(name, names, n=1)
        hint = (
            f"Did you mean '{close[0]}'?"
            if close
            else f"Start it with: s55 new {shlex.quote(name)}."
        )
        raise _no_draft(f"s55 could not find the draft '{name}' in {shown(self.responses)}", hint)


def _names_in(folder: Path) -> set[str]:
    return {path.parent.name for path in folder.glob("*/manifest.yaml")}


def check_name(name: str) -> None:
    """Refuse a name that cannot be a file name.

    Raises:
        S55Error: U102.
    """
    if not can_be_file_name(name):
        raise S55Error(
            [
                error(
                    "U102",
                    f"'{printable(name)}' cannot be the name of a draft",
                    'Use a name without any of / \\ : * ? " < > |, for example peel-2025. It does '
                    "not end in a dot or a space, and is not one of the names that Windows keeps "
                    "for itself (CON, NUL, COM1 and so on).",
                )
            ],
            ExitCode.USAGE,
        )


def check_draft_name(name: str) -> None:
    """Refuse a name that a draft cannot have.

    Raises:
        S55Error: U102 for what cannot be a file name or is hidden, U124 for a name of the lists in
            ``build/``.
    """
    check_name(name)
    if name.startswith((".", "-")):
        problem = error(
            "U102",
            f"the name of a draft cannot begin with '{name[0]}', as '{name}' does",
            "File managers hide such a file, or commands take it for an option. Leave it out.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    if is_of_a_list(name):
        raise S55Error([of_a_list(name)], ExitCode.USAGE)


def is_of_a_list(name: str) -> bool:
    """Whether a list, such as the register, is written under this name; case makes no difference.

    Some systems take ``Register.html`` and ``register.html`` for one file.
    """
    return _OF_LISTS.fullmatch(name.strip()) is not None


def of_a_list(name: str) -> Problem:
    """The problem of a draft with a name of a list."""
    return error(
        "U124",
        f"a draft cannot be called '{name}': s55 writes a list of this name into build/",
        "Use another name. Names like register, calendar, site and panel are kept for lists.",
    )


def can_be_file_name(name: str) -> bool:
    """Whether every operating system takes the name, and people can read it."""
    return (
        bool(name.strip())
        and not name.endswith((".", " "))
        and not set(name) & set('/\\:*?"<>|')
        and is_printable_name(name)
        and name.partition(".")[0].strip().upper() not in _DEVICES
    )


def _no_draft(message: str, hint: str) -> S55Error:
    return S55Error([error("U101", message, hint)], ExitCode.USAGE)


def shown(path: Path) -> str:
    """A path as messages show it: relative to the current folder where it lies below it.

    Characters that cannot be printed are shown as '?'.
    """
    try:
        whole, folder = resolved(path), Path.cwd()
    except OSError:  # the current folder is away, with the drive on which it lies
        return printable(str(path))
    return printable(str(whole.relative_to(folder) if whole.is_relative_to(folder) else path))


def printable(name: str) -> str:
    """Show the name of a file, with '?' for each character that cannot be printed."""
    if name.isprintable():
        return name
    return "".join(one if is_printable_name(one) else "?" for one in name)


def with_shown_files(problems: Iterable[Problem]) -> list[Problem]:
    """Name the files of problems as :func:`shown` does, those that are named in full."""
    return [
        replace(one, file=shown(Path(one.file)))
        if one.file and Path(one.file).is_absolute()
        else one
        for one in problems
    ]


def drafts_in(folder: Path) -> list[Path]:
    """List the drafts in a folder, by name."""
    return sorted(path for path in folder.glob("*") if path.suffix in DRAFT_SUFFIXES)


def find_workspace(start: Path) -> Workspace:
    """The workspace that ``start`` lies in: the nearest folder with settings, or ``start``."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return Workspace(folder)
    return Workspace(start)
