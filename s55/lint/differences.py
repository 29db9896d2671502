"""Say in words what differs between two template sets, or two versions of a Word layout."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

import yaml

from s55.lint.parsed.word import WordLayout
from s55.lint.parsed.word_appearance import changes, said
from s55.lint.parsed.word_styling import StyleLook, Styling
from s55.lint.word_outline import in_words, text_outline

_TEXT = frozenset({".html", ".css", ".md", ".txt", ".js", ".po"})
_NONE = object()
_UNSEEN = "saved anew: no word and no look that is compared differs"


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
        yield from _of_values("", _loaded(one), _loaded(other))
    elif suffix in _TEXT:
        yield from _of_lines(
            one.decode("utf-8", "replace").splitlines(),
            other.decode("utf-8", "replace").splitlines(),
        )
    else:
        yield f"another file ({len(one)} bytes, now {len(other)})"


def _loaded(data: bytes) -> Any:
    try:
        return yaml.safe_load(data)
    except yaml.YAMLError:
        return data.decode("utf-8", "replace")


def _of_values(path: str, one: Any, other: Any) -> Iterator[str]:
    """Say what differs between two values of a manifest, with their keys."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in dict.fromkeys([*one, *other]):
            inner = f"{path}.{key}" if path else str(key)
            yield from _of_values(inner, one.get(key, _NONE), other.get(key, _NONE))
    elif isinstance(one, list) and isinstance(other, list):
        for at in range(max(len(one), len(other))):
            before = one[at] if at < len(one) else _NONE
            after = other[at] if at < len(other) else _NONE
            yield from _of_values(f"{path}[{at}]", before, after)
    elif one is _NONE:
        yield f"{path}: added, '{_short(other)}'"
    elif other is _NONE:
        yield f"{path}: taken out, it was '{_short(one)}'"
    elif one != other:
        yield f"{path}: '{_short(one)}' became '{_short(other)}'"


def _short(value: Any) -> str:
    return " ".join(str(value).split())


def word_differences(name: str, one: bytes, other: bytes) -> list[str]:
    """Say in words what differs between two versions of a Word layout.

    Raises:
        S55Error: L201 when one of them is damaged or not a Word file.
    """
    before, after = (WordLayout.of(name, data, object) for data in (one, other))
    lines = list(_of_lines(text_outline(before), text_outline(after)))
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
    """Give the lines that differ, each below the name of its part where the lines name parts."""
    part = ""
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind == "equal":
            continue
        now = _part_at(one, start)
        if now != part:
            part = now
            yield f"in {part}:"
        yield from _changed(one[start:end], other[first:last])


def _part_at(lines: Sequence[str], at: int) -> str:
    for line in reversed(lines[: at + 1]):
        if line.startswith("== "):
            return line.removeprefix("== ")
    return ""


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    both = min(len(before), len(after))
    for old, new in zip(before[:both], after[:both], strict=True):
        yield f"changed    {old.strip()}"
        yield f"to         {new.strip()}"
    yield from (f"taken out  {old.strip()}" for old in before[both:] if old.strip())
    yield from (f"added      {new.strip()}" for new in after[both:] if new.strip())
