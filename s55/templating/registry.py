"""Where template sets are found: the workspace's own first, then those that come with s55."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar, cast, get_args

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.sources.files import read_text
from s55.sources.reading import read_tree
from s55.sources.tree import Mapping, Node, Scalar
from s55.sources.validation import validated
from s55.templating.manifest import Manifest, SetManifest
from s55.templating.sets import AnySet, TemplateSet

MANIFEST_FILE = "manifest.yaml"

M = TypeVar("M", bound=SetManifest)


def standard_sets() -> Path:
    """The folder of the template sets that come with s55.

    In an installed wheel they lie inside the package; in a checkout, beside it.
    """
    package = Path(__file__).resolve().parent.parent
    inside = package / "standard"
    return inside if inside.is_dir() else package.parent / "templates"


def set_names(folders: Iterable[Path], kind: type[SetManifest] = Manifest) -> list[str]:
    """The names of all template sets of a kind in ``folders``."""
    return sorted(
        {
            path.parent.name
            for folder in folders
            if folder.is_dir()
            for path in folder.glob(f"*/{MANIFEST_FILE}")
            if kind_of(path) == _kind_name(kind)
        }
    )


def kind_of(manifest_file: Path) -> str:
    """The kind of set that a manifest says it is; 'response' where it says nothing."""
    try:
        root, _ = read_tree(read_text(manifest_file, str(manifest_file), ExitCode.SETTINGS))
    except S55Error:
        return "response"
    return _kind_in(root)


def _kind_in(root: Node | None) -> str:
    entry = root.get("kind") if isinstance(root, Mapping) else None
    return entry.value.text if entry and isinstance(entry.value, Scalar) else "response"


def _kind_name(kind: type[SetManifest]) -> str:
    (name,) = get_args(kind.model_fields["kind"].annotation)
    return str(name)


def find_set(name: str, folders: Iterable[Path]) -> TemplateSet:
    """The template set for responses called ``name``: see :func:`find_set_of`."""
    return find_set_of(Manifest, name, folders)


def find_set_of(kind: type[M], name: str, folders: Iterable[Path]) -> AnySet[M]:
    """The template set called ``name``, from the first of ``folders`` that has it.

    Args:
        kind: the model of the manifest of the kind that is wanted.
        name: its name.
        folders: where to look, the first first.

    Raises:
        S55Error: L101 when there is none; L106, L108 and the problems of the manifest when it is
            wrong or of another kind.
    """
    places = list(folders)
    for place in places:
        if name == Path(name).name and (place / name / MANIFEST_FILE).is_file():
            return load_set_of(kind, place / name)
    known = set_names(places, kind)
    close = difflib.get_close_matches(name, known, n=1)
    hint = f"Did you mean '{close[0]}'?" if close else f"There are: {', '.join(known)}."
    raise S55Error(
        [error("L101", f"there is no template set '{name}'", hint, path="template")],
        ExitCode.SETTINGS,
    )


def load_set(folder: Path) -> TemplateSet:
    """The template set for responses in ``folder``: see :func:`load_set_of`."""
    return load_set_of(Manifest, folder)


def load_set_of(kind: type[M], folder: Path) -> AnySet[M]:
    """The template set in ``folder``.

    Raises:
        S55Error: L108 when it is of another kind than ``kind``, and every problem in its manifest.
    """
    file = folder / MANIFEST_FILE
    root, problems = read_tree(read_text(file, str(file), ExitCode.SETTINGS))
    if root is not None and _kind_in(root) != _kind_name(kind):
        problem = _of_another_kind(folder.name, _kind_in(root), _kind_name(kind))
        raise S55Error([problem.in_file(str(file))], ExitCode.SETTINGS)
    manifest = None
    if root is not None:
        manifest, invalid = validated(root, kind)
        problems += invalid
    if manifest is not None and manifest.name != folder.name:
        problems.append(_misnamed(manifest.name, folder.name))
    if manifest is None or problems:
        raise S55Error([problem.in_file(str(file)) for problem in problems], ExitCode.SETTINGS)
    found = AnySet(folder, manifest)
    if isinstance(manifest, Manifest) and manifest.second is not None:
        # Imported here: most sets have one language.
        from s55.templating.catalogue import with_catalogue

        catalogue = manifest.second.catalogue
        data, place = found.read(catalogue), str(found.path(catalogue))
        whole = with_catalogue(manifest, data, place)
        return replace(found, manifest=cast("M", whole))
    return found


def _of_another_kind(name: str, found: str, wanted: str) -> Problem:
    return error(
        "L108",
        f"the template set '{name}' is of the kind '{found}', and one of the kind '{wanted}' is "
        "wanted here",
        "Name another set.",
        path="kind",
        line=1,
    )


def _misnamed(name: str, folder: str) -> Problem:
    return error(
        "L106",
        f"the set calls itself '{name}', and its folder is '{folder}'",
        "Give both the same name.",
        path="name",
        line=1,
    )
