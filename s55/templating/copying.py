"""Make a new template set from another one: based on it, or a copy that stands alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath

import yaml

from s55.errors import ExitCode, S55Error
from s55.sources.editing import YamlEdit
from s55.sources.reading import read_tree
from s55.sources.splices import EditError
from s55.sources.tree import data_of
from s55.sources.writing import scalar
from s55.templating.inheritance import merged_manifest_text, merged_stylesheet
from s55.templating.manifest import SetManifest
from s55.templating.registry import MANIFEST_FILE, ManifestSource, load_any, manifest_source
from s55.templating.sets import MAX_FILE_BYTES, AnySet, read_file

_LEFT_OUT = re.compile(r"^(~\$|\.~lock|\.)|\.(bak|tmp)$")
"""What Word and LibreOffice leave beside a file that is open."""


def whole_set(folder: Path) -> dict[str, bytes]:
    """Give all files of a set by name, with those of its base merged in.

    Raises:
        S55Error: L101 and L115 for its base, L104 for a file that is too large.
    """
    return _whole(manifest_source(folder))


def _whole(source: ManifestSource) -> dict[str, bytes]:
    own = {name: read_file(path, name, MAX_FILE_BYTES) for path, name in own_files(source.folder)}
    if source.base is None:
        return own
    base = _whole(source.base)
    said = data_of(source.whole) if source.whole is not None else None
    wanted = {k: v for k, v in said.items() if k != "based_on"} if isinstance(said, dict) else {}
    if source.base.kind == source.kind:
        text = merged_manifest_text(_text(base[MANIFEST_FILE]), _text(own[MANIFEST_FILE]))
    else:
        fonts = {"fonts": wanted.get("fonts", [])}
        folders = {PurePosixPath(font["file"]).parent for font in fonts["fonts"]}
        base = {n: data for n, data in base.items() if PurePosixPath(n).parent in folders}
        text = merged_manifest_text("", _text(own[MANIFEST_FILE]))
        if fonts["fonts"]:
            text = f"{text}\n{yaml.safe_dump(fonts, sort_keys=False, allow_unicode=True)}"
    sheets = {name: data for name, data in own.items() if name in base and name.endswith(".css")}
    for name, data in sheets.items():
        own[name] = merged_stylesheet(_text(base[name]), _text(data)).encode()
    tree, _ = read_tree(text)
    if tree is None or data_of(tree) != wanted:  # an unusual way of writing: leave out the comments
        text = yaml.safe_dump(wanted, sort_keys=False, allow_unicode=True, width=100)
    return base | own | {MANIFEST_FILE: text.encode()}


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def new_set(
    name: str, origin: Path, *, whole: bool, files: Collection[str] = ()
) -> dict[str, bytes]:
    """Make the files of a new set from another one.

    Args:
        name: of the set to make.
        origin: the folder of the set to copy, or to base it on.
        whole: whether to copy every file, rather than to base the set on the other.
        files: the files of the other set to copy, so that they can be changed.

    Returns:
        the files by their names in the set.

    Raises:
        S55Error: L102, L103 for a file that the other set does not have; every problem in that set.
    """
    if not whole:
        base = load_any(origin)
        return _small_set(name, base) | _named(base, files)
    made = whole_set(origin)
    try:
        edit = YamlEdit(_text(made[MANIFEST_FILE])).set("name", name)
    except EditError as failure:
        found = [problem.in_file(str(origin / MANIFEST_FILE)) for problem in failure.problems]
        raise S55Error(found, ExitCode.SETTINGS) from None
    return made | {MANIFEST_FILE: edit.text.encode()}


def base_files(folder: Path, names: Collection[str]) -> dict[str, bytes]:
    """Give files that a set takes from its base, as the base has them.

    Args:
        folder: of the set.
        names: which files.

    Raises:
        S55Error: L103 for a file that it does not have; every problem in the set.
    """
    template = load_any(folder)
    return _named(template.base or template, names)


def _named(base: AnySet[SetManifest], names: Collection[str]) -> dict[str, bytes]:
    """Read files that a person named: of one that is not there, the name is wrong."""
    try:
        return {name: base.read(name) for name in names}
    except S55Error as failure:
        hint = "Check its name: 's55 template list' shows the folder of the set, with its files."
        problems = [
            replace(one, hint=hint) if one.code == "L103" else one for one in failure.problems
        ]
        raise S55Error(problems, failure.exit_code) from None


def _small_set(name: str, base: AnySet[SetManifest]) -> dict[str, bytes]:
    """Write the files of a new set that only names its base."""
    manifest = f"""\
# This template set is based on '{base.name}'. Write here only what differs; everything else comes
# from there. docs/templates.md lists the keys.
name: {scalar(name)}
based_on: {scalar(base.name)}
"""
    style = f"""\
/* What looks different from '{base.name}'. A rule with a selector that is used there changes the
   properties that it names; any other rule is added. */
"""
    return {MANIFEST_FILE: manifest.encode(), base.manifest.stylesheet: style.encode()}


def own_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Find the files in the folder of a set, with their names in it; links are left out."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and not _LEFT_OUT.search(path.name):
            yield path, name
