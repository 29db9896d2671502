"""Read the office's settings."""

from __future__ import annotations

from s55.disk.places import SETTINGS_FILE
from s55.errors import ExitCode, S55Error
from s55.model.office import Settings
from s55.problems import Problem, error
from s55.sources.reading import read_tree
from s55.sources.slips import slips_of
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
    if settings is None or problems:
        raise S55Error([problem.in_file(file) for problem in problems], ExitCode.SETTINGS)
    return settings


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
