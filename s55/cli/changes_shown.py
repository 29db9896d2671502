"""What ``s55 collect`` shows before it writes: each field that changes, with both versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from s55.returns.collecting import Change, Collected

_INDENT = " " * 12
_CONTEXT = 72
"""Characters that are shown of a paragraph that stays as it is."""


def changes_shown(found: Collected, *, full: bool, names: bool) -> Iterator[str]:
    """Lines that say what will change, field by field.

    Args:
        found: what came back.
        full: whether paragraphs that stay are shown whole. What changes always is.
        names: whether the fields that stay are named, and not only counted.
    """
    for change in found.changes:
        why = f" ({change.why})" if change.why else ""
        yield f"{change.what.value:<9} {change.path}{why}"
        yield from _versions(change, full=full)
    for text in found.returned.typed:
        first, *rest = text.split("\n")
        yield f"outside   {first}"
        yield from (f"          {line}".rstrip() for line in rest)
    if names:
        yield from (f"unchanged {path}" for path in found.same)
    yield f"unchanged {found.unchanged}"


def _versions(change: Change, *, full: bool) -> Iterator[str]:
    """Both versions of a field; of a merge the outcome too."""
    if change.returned:
        for title, text in (("the draft says", change.before), ("the file says", change.returned)):
            yield f"{_INDENT}{title}:"
            yield from _marked("|", text)
        if change.what.value == "merged":
            yield f"{_INDENT}together:"
            yield from _marked("|", change.after)
        return
    before, after = _paragraphs(change.before), _paragraphs(change.after)
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, a, a_end, b, b_end in matcher.get_opcodes():
        if tag == "equal":
            for one in before[a:a_end]:
                yield from _marked("=", one if full else _short(one))
            continue
        for one in before[a:a_end]:
            yield from _marked("-", one)
        for one in after[b:b_end]:
            yield from _marked("+", one)


def _paragraphs(text: str) -> Sequence[str]:
    return [one for one in text.strip("\n").split("\n\n") if one.strip()]


def _marked(mark: str, text: str) -> Iterator[str]:
    for line in text.strip("\n").split("\n"):
        yield f"{_INDENT}{mark} {line}".rstrip()


def _short(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= _CONTEXT else said[: _CONTEXT - 1] + "…"
