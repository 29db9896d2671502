"""Find where the tags of an HTML layout do not fit together, and say it without Jinja's words."""

from __future__ import annotations

import re

from s55.records import dataclass

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_BLOCK = re.compile(r"\{%[-+]?\s*(?P<word>\w+).*?%\}", re.DOTALL)
_OPENERS = frozenset({"if", "for"})
_NOT_CLOSED = re.compile(
    r"(?:(?P<open>\{\{)(?:(?!\}\}|\{[{%]).)*|(?P<begin>\{%)(?:(?!%\}|\{[{%]).)*)(?=\{[{%]|\Z)",
    re.DOTALL,
)
"""A tag behind which the next one begins, or the file ends, before it is closed."""
_MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class TagMismatch:
    """A tag that is not closed, or a block that does not end or begin.

    Attributes:
        is_tag: whether it is one tag that is not closed, and not a block.
        message: what is wrong.
        hint: what to do.
        line: its line.
    """

    is_tag: bool
    message: str
    hint: str
    line: int


def mismatch_in(source: str) -> TagMismatch | None:
    r"""Find the tag by which a layout cannot be read; None where its tags fit together.

    >>> mismatch_in("{% if a %}\n{% for b in c %}\n{% endfor %}").message
    "'{% if a %}' has no '{% endif %}'"
    >>> mismatch_in("\n{{ a }").line
    2
    """
    source = _COMMENT.sub(_blank, source)
    if (found := _NOT_CLOSED.search(source)) is None:
        return _block_in(source)
    words = found[0].strip().partition("\n")[0][:_MOST_LETTERS]
    message = f"the tag '{found['open'] or found['begin']}' is not closed: '{words}'"
    hint = "Write the whole of it: {{ field }} or {% ... %}."
    return TagMismatch(True, message, hint, _line_of(source, found))


def _blank(found: re.Match[str]) -> str:
    """Leave of a comment its lines."""
    return "\n" * found[0].count("\n")


def _line_of(source: str, found: re.Match[str]) -> int:
    return source.count("\n", 0, found.start()) + 1


def _block_in(source: str) -> TagMismatch | None:
    opened: list[re.Match[str]] = []
    for found in _BLOCK.finditer(source):
        word = found["word"]
        if word in _OPENERS:
            opened.append(found)
        elif word.startswith("end") and word[3:] in _OPENERS:
            if not opened:
                hint = "Add its beginning, or delete it."
                return _mismatch(f"'{found[0]}' ends nothing that was begun", hint, source, found)
            if opened[-1]["word"] != word[3:]:
                return _without_end(source, opened[-1])
            opened.pop()
    return _without_end(source, opened[-1]) if opened else None


def _without_end(source: str, opener: re.Match[str]) -> TagMismatch:
    message = f"'{opener[0]}' has no '{{% end{opener['word']} %}}'"
    return _mismatch(message, "Add it where the part ends.", source, opener)


def _mismatch(message: str, hint: str, source: str, found: re.Match[str]) -> TagMismatch:
    return TagMismatch(False, message, hint, _line_of(source, found))
