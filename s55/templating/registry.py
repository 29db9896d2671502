"""Find and load template sets: the workspace's own come before those that come with s55."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast, get_args

from s55 import templating
from s55.errors import ExitCode, S55Error
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources import tree
from s55.sources.files import read_text
from s55.sources.reading import read_tree
from s55.sources.validation import validated
from s55.templating.inheritance import merged_manifest
from s55.templating.manifest import Manifest, SetManifest
from s55.templating.sets import AnySet, TemplateSet

MANIFEST_FILE = "manifest.yaml"
standard_sets = templating.standard_sets
MAX_BASES = 10
"""How many sets can follow one another, each based on the next."""

M = TypeVar("M", bound=SetManifest)


def manifest_models() -> Mapping[str, type[SetManifest]]:
    """Give the model of the manifest of each kind of set."""
    # Imported here: most commands need one kind.
    from s55.templating.gathered_manifest import GatheredManifest
    from s55.templating.panel_manifest import PanelManifest
    from s55.templating.register_manifest import RegisterManifest
    from s55.templating.site_manifest import SiteManifest

    return MappingProxyType(
        {
            "response": Manifest,
            "panel": PanelManifest,
            "site": SiteManifest,
            "register": RegisterManifest,
            "gathered": GatheredManifest,
        }
    )


def set_names(folders: Iterable[Path], kind: type[SetManifest] = Manifest) -> list[str]:
    """List the names of all template sets of a kind in ``folders``."""
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
    """Read the kind of a set from its manifest or that of its base; 'response' if neither says."""
    try:
        return manifest_source(manifest_file.parent).kind
    except S55Error:
        return "response"


def _kind_name(kind: type[SetManifest]) -> str:
    (name,) = get_args(kind.model_fields["kind"].annotation)
    return str(name)


def find_set(name: str, folders: Iterable[Path]) -> TemplateSet:
    """Find the template set for responses called ``name``: see :func:`find_set_of`."""
    return find_set_of(Manifest, name, folders)


def find_set_of(kind: type[M], name: str, folders: Iterable[Path]) -> AnySet[M]:
    """Find the template set called ``name``, in the first of ``folders`` that has it.

    Args:
        kind: the model of the manifest of the kind that is wanted.
        name: its name.
        folders: where to look, the first first.

    Raises:
        S55Error: L101 when it is in none of them, and what :func:`load_set_of` raises.
    """
    places = list(folders)
    for place in places:
        if (folder := _set_in(place, name)) is not None:
            return load_set_of(kind, folder)
    raise S55Error([_missing(name, places, kind)], ExitCode.SETTINGS)


def missing_set(name: str, folders: Iterable[Path]) -> Problem | None:
    """Report that no set for responses is called ``name`` (L101), without reading any; or None."""
    places = list(folders)
    if any(_set_in(place, name) is not None for place in places):
        return None
    return _missing(name, places, Manifest)


def _missing(name: str, places: list[Path], kind: type[SetManifest]) -> Problem:
    hint = _known(name, set_names(places, kind))
    return error("L101", f"s55 could not find the template set '{name}'", hint, path="template")


def _set_in(place: Path, name: str) -> Path | None:
    """Find the folder of the set called ``name`` in ``place``; a path is not a name."""
    if name in {"", ".", ".."} or set(name) & set("/\\:\0"):
        return None
    return place / name if (place / name / MANIFEST_FILE).is_file() else None


def _known(name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"There are: {', '.join(known)}."


def load_set(folder: Path) -> TemplateSet:
    """Load the template set for responses in ``folder``: see :func:`load_set_of`."""
    return load_set_of(Manifest, folder)


def load_any(folder: Path) -> AnySet[SetManifest]:
    """Load the set in ``folder``, of whichever kind: see :func:`load_set_of`."""
    return load_set_of(manifest_models().get(kind_of(folder / MANIFEST_FILE), Manifest), folder)


def load_set_of(kind: type[M], folder: Path) -> AnySet[M]:
    """Load the template set in ``folder``, with what it takes from the set that it is based on.

    Raises:
        S55Error: L101 when its base cannot be found, L106 when its name is not that of its folder,
            L108 when it is of another kind than ``kind``, L115 when it is based on itself, and
            every problem in its manifest or that of its base.
    """
    return _loaded(manifest_source(folder), kind)


@dataclass(frozen=True, slots=True)
class ManifestSource:
    """A manifest as it is written, with that of the set that it is based on.

    Attributes:
        folder: the folder of the set.
        kind: the kind of set that it or its base says it is.
        root: what it says, None when it cannot be read.
        problems: what is wrong with its YAML.
        base: the manifest of the set that it is based on.
    """

    folder: Path
    kind: str
    root: tree.Node | None
    problems: tuple[Problem, ...]
    base: ManifestSource | None

    @property
    def whole(self) -> tree.Node | None:
        """Merge it with its base; from a base of another kind it takes only the fonts."""
        base = self.base.whole if self.base else None
        if self.base is None or base is None or not isinstance(self.root, tree.Mapping):
            return self.root
        if self.base.kind != self.kind and isinstance(base, tree.Mapping):
            base = replace(base, entries=tuple(e for e in base.entries if e.key.text == "fonts"))
        return merged_manifest(base, self.root)


def manifest_source(folder: Path, derived: tuple[Path, ...] = ()) -> ManifestSource:
    """Read the manifest in ``folder`` and those that it is based on.

    Args:
        folder: the folder of the set.
        derived: the folders of the sets that are based on it, each on the next.

    Raises:
        S55Error: L101 and L115 for its base.
    """
    file = folder / MANIFEST_FILE
    root, problems = read_tree(read_text(file, str(file), ExitCode.SETTINGS))
    entry = root.get("based_on") if isinstance(root, tree.Mapping) else None
    base = None
    if entry is not None and isinstance(entry.value, tree.Scalar) and not entry.value.is_null:
        base = manifest_source(_base_folder(folder, entry.value, derived), (*derived, folder))
    own = root.get("kind") if isinstance(root, tree.Mapping) else None
    if own is not None and isinstance(own.value, tree.Scalar):
        kind = own.value.text
    else:
        kind = base.kind if base else "response"
    return ManifestSource(folder, kind, root, tuple(problems), base)


def _base_folder(folder: Path, named: tree.Scalar, derived: tuple[Path, ...]) -> Path:
    """Find the folder of the set that the one in ``folder`` is based on.

    It is beside that one or comes with s55. So a set that comes with s55 is never based on one of
    the workspace, and a set of the workspace can be based on the standard one of the same name.
    """
    name = named.text.strip()
    places = tuple(dict.fromkeys((folder.parent, standard_sets())))
    found = [one for place in places if (one := _set_in(place, name)) not in {None, folder}]
    chain = (*derived, folder)
    if not found or found[0] is None:
        code, message = "L101", f"the set is based on '{name}', which s55 could not find"
        names = {path.parent.name for place in places for path in place.glob(f"*/{MANIFEST_FILE}")}
        hint = _known(name, sorted(names - {folder.name}))
    elif found[0] in chain or len(chain) > MAX_BASES:
        names_in_turn = ", ".join(f"'{one.name}'" for one in (*chain[1:], found[0]))
        code, message = "L115", f"the sets are based on each other: {names_in_turn}"
        if found[0] not in chain:
            message = f"more than {MAX_BASES} sets are based on each other"
        hint = "Base the set on one that is complete, such as opccn-2023."
    else:
        return found[0]
    place = {"line": named.start.line, "column": named.start.column}
    problem = error(code, message, hint, path="based_on", **place)
    raise S55Error([problem.in_file(str(folder / MANIFEST_FILE))], ExitCode.SETTINGS)


def _loaded(source: ManifestSource, kind: type[M]) -> AnySet[M]:
    file = str(source.folder / MANIFEST_FILE)
    if source.root is not None and source.kind != _kind_name(kind):
        problem = _of_another_kind(source.folder.name, source.kind, _kind_name(kind))
        raise S55Error([problem.in_file(file)], ExitCode.SETTINGS)
    base = None
    if source.base is not None:
        is_alike = source.base.kind == source.kind
        of_base = kind if is_alike else manifest_models().get(source.base.kind, Manifest)
        base = _loaded(source.base, of_base)
    problems = list(source.problems)
    manifest = None
    if (root := source.whole) is not None:
        manifest, invalid = validated(root, kind)
        problems += invalid
    if manifest is not None and manifest.name != source.folder.name:
        problems.append(_misnamed(manifest.name, source.folder.name))
    if manifest is None or problems:
        raise S55Error([problem.in_file(file) for problem in problems], ExitCode.SETTINGS)
    found = AnySet(source.folder, manifest, base)
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
        f"the template set '{name}' is of the kind '{found}'; this command needs one of the kind "
        f"'{wanted}'",
        "Name another set.",
        path="kind",
        line=1,
    )


def _misnamed(name: str, folder: str) -> Problem:
    return error(
        "L106",
        f"the manifest names the set '{name}', but its folder is '{folder}'",
        "Give both the same name.",
        path="name",
        line=1,
    )
