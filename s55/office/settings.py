"""Read the office's settings."""

from __future__ import annotations

from collections.abc import Iterator

from s55.disk.places import SETTINGS_FILE
from s55.errors import ExitCode, S55Error
from s55.model.dates import with_weekday
from s55.model.office import Settings, Term
from s55.problems import Problem, error
from s55.sources.reading import read_tree
from s55.sources.slips import slips_of
from s55.sources.tree import Node, format_path, place_of
from s55.sources.validation import validated

PANEL_FILE = "panel.yaml"
"""The settings of the panel's papers, beside the office's (:mod:`s55.office.panel_file`)."""


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
