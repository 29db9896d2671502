"""Make a new template set from another one: based on it, or a copy that stands alone."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

import yaml

from s55.sources.reading import read_tree
from s55.sources.tree import data_of
from s55.sources.writing import scalar
from s55.templating.inheritance import merged_manifest_text, merged_stylesheet
from s55.templating.manifest import SetManifest
from s55.templating.registry import MANIFEST_FILE, ManifestSource, load_any, manifest_source
from s55.templating.sets import MAX_FILE_BYTES, AnySet, read_file

_NAME = re.compile(r"^(name:[ \t]*)(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s#]+)", re.MULTILINE)
_LEFT_OUT = re.compile(r"^(~\$|\.~lock|\.)|\.(bak|tmp)$")
"""What Word and LibreOffice leave beside a file that is open."""


def whole_set(folder: Path) -> dict[str, bytes]:
    """The files of a set by their names, with all that it takes from its base: it stands alone.

    Raises:
        S55Error: L101 and L115 for its base, L104 for a file that is too large.
    """
    return _whole(manifest_source(folder))


def _whole(source: ManifestSource) -> dict[str, bytes]:
    own = {name: read_file(path, name, MAX_FILE_BYTES) for path, name in _files(source.folder)}
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


def make_set(target: Path, origin: Path, *, whole: bool, files: Collection[str] = ()) -> None:
    """Make the set ``target``, whose name is that of its folder, from the one in ``origin``.

    It is made beside its place and then moved there, so that it is whole or not there.

    Args:
        target: the folder to make.
        origin: the folder of the set that it is based on, or a copy of.
        whole: whether it is to stand alone, with a copy of every file.
        files: files of the other set to copy for changing, by their names there.

    Raises:
        S55Error: L102, L103 for a file that the other set does not have; what is wrong with that.
    """
    if whole:
        made = whole_set(origin)
        name = scalar(target.name)
        text = _NAME.sub(lambda found: f"{found[1]}{name}", _text(made[MANIFEST_FILE]), 1)
        made[MANIFEST_FILE] = text.encode()
    else:
        base = load_any(origin)
        made = _small_set(target.name, base) | {name: base.read(name) for name in files}
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".s55-") as folder:
        place = Path(folder) / target.name
        for name, data in made.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(data)
        place.rename(target)


def _small_set(name: str, base: AnySet[SetManifest]) -> dict[str, bytes]:
    """The files of a set that only names its base so far."""
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


def _files(folder: Path) -> Iterator[tuple[Path, str]]:
    """The files of a set with their names in it."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not path.is_symlink() and not _LEFT_OUT.search(path.name):
            yield path, name
