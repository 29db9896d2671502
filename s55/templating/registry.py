"""Where template sets are found: the workspace's own first, then those that come with s55."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.sources.files import read_text
from s55.sources.reading import read_tree
from s55.sources.validation import validated
from s55.templating.manifest import Manifest
from s55.templating.sets import TemplateSet

MANIFEST_FILE = "manifest.yaml"


def standard_sets() -> Path:
    """The folder of the template sets that come with s55.

    In an installed wheel they lie inside the package; in a checkout, beside it.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "standard"
    return inside if inside.is_dir() else package.parent / "templates"


def set_names(folders: Iterable[Path]) -> list[str]:
    """The names of all template sets in ``folders``."""
    return sorted(
        {
            path.parent.name
            for folder in folders
            if folder.is_dir()
            for path in folder.glob(f"*/{MANIFEST_FILE}")
        }
    )


def find_set(name: str, folders: Iterable[Path]) -> TemplateSet:
    """The template set called ``name``, from the first of ``folders`` that has it.

    Raises:
        S55Error: L101 when there is none; L106 and the problems of the manifest when it is wrong.
    """
    places = list(folders)
    known = set_names(places)
    if name not in known:
        close = difflib.get_close_matches(name, known, n=1)
        hint = f"Did you mean '{close[0]}'?" if close else f"There are: {', '.join(known)}."
        raise S55Error(
            [error("L101", f"there is no template set '{name}'", hint, path="template")],
            ExitCode.SETTINGS,
        )
    folder = next(place / name for place in places if (place / name / MANIFEST_FILE).is_file())
    return load_set(folder)


def load_set(folder: Path) -> TemplateSet:
    """The template set in ``folder``.

    Raises:
        S55Error: with every problem in its manifest.
    """
    file = folder / MANIFEST_FILE
    root, problems = read_tree(read_text(file, str(file), ExitCode.SETTINGS))
    manifest = None
    if root is not None:
        manifest, invalid = validated(root, Manifest)
        problems += invalid
    if manifest is not None and manifest.name != folder.name:
        problems.append(_misnamed(manifest.name, folder.name))
    if manifest is None or problems:
        raise S55Error([problem.in_file(str(file)) for problem in problems], ExitCode.SETTINGS)
    return TemplateSet(folder, manifest)


def _misnamed(name: str, folder: str) -> Problem:
    return error(
        "L106",
        f"the set calls itself '{name}', and its folder is '{folder}'",
        "Give both the same name.",
        path="name",
        line=1,
    )
