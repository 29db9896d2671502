"""Template sets for the tests of HTML and PDF: the standard ones, and copies to spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

from s55.errors import S55Error
from s55.problems import Problem
from s55.templating.registry import load_set
from s55.templating.sets import TemplateSet
from tests.views_for_tests import TEMPLATES

STANDARD_SETS = ("opccn-2023", "opccn-2022")


def standard_set(name: str = "opccn-2023") -> TemplateSet:
    """One of the sets that come with the package."""
    return load_set(TEMPLATES / name)


def copied_set(folder: Path, name: str = "opccn-2023") -> TemplateSet:
    """A copy of a standard set in ``folder``, for a test that changes its files."""
    shutil.copytree(TEMPLATES / name, folder / name)
    return load_set(folder / name)


def only_problem(failure: S55Error) -> Problem:
    """The one problem of an error."""
    (problem,) = failure.problems
    return problem
