"""Say in words what differs between two template sets, or two versions of a Word layout."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from s55.lint.outline_differences import outline_differences
from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_appearance import changes, said
from s55.lint.parsed.word_styling import StyleLook, Styling
from s55.lint.word_outline import in_words, text_outline
from s55.sources.reading import read_tree
from s55.sources.tree import data_of

_TEXT = frozenset({".html", ".css", ".md", ".txt", ".js", ".po"})
_UNSEEN = "saved again: no word and no look that is compared differs"


def set_differences(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Say what differs between the files of two sets, line by line; [] if nothing does."""
    lines: list[str] = []
    for name in sorted({*one, *other}, key=lambda n: (n != "manifest.yaml", n)):
        if name not in other:
            lines.append(f"{name}: taken out")
        elif name not in one:
            lines.append(f"{name}: added")
        elif one[name] != other[name]:
            found = list(_of_files(name, one[name], other[name]))
            lines += [f"{name}:", *(f"  {line}" for line in found or [_UNSEEN])]
    return lines


def _of_files(name: str, one: bytes, other: bytes) -> Iterator[str]:
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".docx":
        yield from word_differences(name, one, other)
    elif name == "manifest.yaml":
        yield from _of_values(_values(one), _values(other))
    elif suffix in _TEXT:
        yield from _of_lines(
            one.decode("utf-8", "replace").splitlines(),
            other.decode("utf-8", "replace").splitlines(),
        )
    else:
        yield f"another file ({len(one)} bytes, now {len(other)})"


def _values(data: bytes) -> dict[str, object]:
    """Read a manifest: each value that holds no others by its path, as the file spells it."""
    text = data.decode("utf-8", "replace")
    tree, _ = read_tree(text)
    return dict(_within("", text if tree is None else data_of(tree)))


def _within(path: str, value: object) -> Iterator[tuple[str, object]]:
    match value:
        case dict() if value:
            for key, inner in value.items():
                yield from _within(f"{path}.{key}".lstrip("."), inner)
        case list() if value:
            for at, inner in enumerate(value):
                yield from _within(f"{path}[{at}]", inner)
        case _:
            yield path, value


def _of_values(one: Mapping[str, object], other: Mapping[str, object]) -> Iterator[str]:
    """Say what differs between the values of two manifests, with their paths."""
    for path in dict.fromkeys([*one, *other]):
        before, after = (_said(values[path]) if path in values else "" for values in (one, other))
        if not before:
            yield f"{path}: added, {after}"
        elif not after:
            yield f"{path}: taken out, it was {before}"
        elif before != after:
            yield f"{path}: {before} became {after}"
        elif one[path] != other[path]:
            yield f"{path}: the same words with other line breaks"


def _said(value: object) -> str:
    """Write a value that holds no others as in the file: its characters, or that it has none."""
    return f"'{' '.join(str(value).split())}'" if value else "nothing"


def word_differences(name: str, one: bytes, other: bytes) -> list[str]:
    """Say in words what differs between two versions of a Word layout.

    Raises:
        S55Error: L201 when one of them is damaged or not a Word file.
    """
    before, after = (WordLayout.of(name, data, object) for data in (one, other))
    lines = list(outline_differences(text_outline(before), text_outline(after)))
    styles = list(_of_styles(Styling(before).styles, Styling(after).styles))
    return [*lines, "in the styles:", *styles] if styles else lines


def _of_styles(one: Mapping[str, StyleLook], other: Mapping[str, StyleLook]) -> Iterator[str]:
    """Say what differs between styles: each thing once, where the styles based on it follow it."""
    found = {name: changes(one[name].look, other[name].look) for name in one if name in other}
    for name, style in sorted(other.items()):
        base = found.get(style.base, {}) if style.base != name else {}
        for what, (before, after) in found.get(name, {}).items():
            if base.get(what) != (before, after):
                yield f"changed    {name}: {said(what, before)}, now {said(what, after)}"
        if name not in one and style.is_wanted:
            yield f"added      {name} {in_words(style, other)}"
    gone = (name for name in one if name not in other)
    yield from (f"taken out  {name} {in_words(one[name], one)}" for name in sorted(gone))


def _of_lines(one: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    """Give the lines that differ."""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield from _changed(one[start:end], other[first:last])


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    both = min(len(before), len(after))
    for old, new in zip(before[:both], after[:both], strict=True):
        yield f"changed    {old.strip()}"
        yield f"to         {new.strip()}"
    yield from (f"taken out  {old.strip()}" for old in before[both:] if old.strip())
    yield from (f"added      {new.strip()}" for new in after[both:] if new.strip())
