"""Read the office's settings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from s55.disk.places import SETTINGS_FILE
from s55.errors import ExitCode, S55Error
from s55.model.dates import with_weekday
from s55.model.office import Settings, Term
from s55.problems import Problem, error, warning
from s55.sources.reading import read_tree
from s55.sources.slips import slips_of
from s55.sources.tree import Items, Loc, Mapping, Node, Scalar, format_path, place_of
from s55.sources.validation import validated

PANEL_FILE = "panel.yaml"
"""The settings of the panel's papers, beside the office's (:mod:`s55.office.panel_file`)."""


STARTER = Path(__file__).resolve().parent.parent / "starter"
"""The folder of the files with which a workspace begins."""
_MADE_UP = "xampl"
"""What every value of these files holds that an office has to replace."""


def load_settings(text: str, file: str) -> Settings:
    """Read settings from a text.

    Raises:
        S55Error: with every problem in it.
    """
    root, problems = read_tree(text)
    settings = None
    if root is not None:
        settings, invalid = validated(root, Settings)
        problems += invalid
        if settings is not None:
            problems += _terms_that_never_hold(root, settings)
    if settings is None or problems:
        raise S55Error([problem.in_file(file) for problem in problems], ExitCode.SETTINGS)
    return settings


def _terms_that_never_hold(root: Node, settings: Settings) -> Iterator[Problem]:
    """Report each entry whose last day is before its first (W121)."""
    lists: dict[str, tuple[Term, ...]] = {
        "policing_body": settings.policing_body,
        "chief_officer": settings.chief_officer,
        "inspectorate": settings.inspectorate,
        "addressees": settings.addressees,
    }
    for key, terms in lists.items():
        for index, term in enumerate(terms):
            if term.since and term.until and term.since > term.until:
                loc = (key, index, "until")
                place = place_of(root, loc)
                yield error(
                    "W121",
                    f"the entry counts until {with_weekday(term.until)}, which is before it begins "
                    f"on {with_weekday(term.since)}: it never counts",
                    "Correct 'since' or 'until'.",
                    line=place.line,
                    column=place.column,
                    path=format_path(loc),
                )


def settings_warnings(text: str, file: str) -> list[Problem]:
    """Warn of values of readable settings that do not say what was typed (D156, D157, T213)."""
    root, _ = read_tree(text)
    found = () if root is None else slips_of(text, root, frozenset())
    return [problem.in_file(file) for problem in found]


def example_values(text: str, file: str, of: str) -> list[Problem]:
    """Warn of each value that still is the one of a new workspace (W122).

    Args:
        text: the text of the settings, or of the panel's file.
        file: the file as the user knows it.
        of: the file of a new workspace with whose values it is compared.
    """
    if _MADE_UP not in text:  # as of every office that has filled in its own
        return []
    examples = _made_up(of)
    root, _ = read_tree(text)
    return [
        warning(
            "W122",
            f"'{format_path(loc)}' still is that of the example, '{value.text}', and would be "
            "printed or sent",
            "Write what is true of your office.",
            line=value.start.line,
            column=value.start.column,
            path=format_path(loc),
        ).in_file(file)
        for loc, value in _values(root)
        if value.text in examples
    ]


@cache
def _made_up(name: str) -> frozenset[str]:
    root, _ = read_tree((STARTER / name).read_text(encoding="utf-8"))
    return frozenset(value.text for _, value in _values(root) if _MADE_UP in value.text)


def _values(node: Node | None, loc: Loc = ()) -> Iterator[tuple[Loc, Scalar]]:
    match node:
        case Scalar():
            yield loc, node
        case Items(items):
            for index, item in enumerate(items):
                yield from _values(item, (*loc, index))
        case Mapping(entries):
            for entry in entries:
                yield from _values(entry.value, (*loc, entry.key.text))


def missing_settings(folder: str) -> S55Error:
    """Make the error for a folder without a settings file."""
    return S55Error(
        [
            error(
                "W101",
                f"s55 could not find {SETTINGS_FILE} in '{folder}'",
                "Go to the folder of your workspace, or start one with: s55 init DIR.",
            )
        ],
        ExitCode.SETTINGS,
    )
