"""Keep aside what a layout's tags put out while the layout is only text.

A tag puts nothing but a short marker into the layout's XML: two noncharacters around a number.
XML allows them, and drafts refuse them. So no text of a draft can be taken for a tag, for
XML, or for one of docxtpl's own signs, and nothing in it has to be escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined

from s55.views.fields import BlockField, CheckField, InlineField, PlaceField
from s55.views.response.contents import LogoView

OPEN, CLOSE = "\ufdd0", "\ufdd1"

MAX_OUTPUTS = 100_000
"""More than any document shows; a layout that puts out more is caught in a loop."""

_MARKER = re.compile(f"{OPEN}(\\d+){CLOSE}")

Output = InlineField | BlockField | CheckField | PlaceField | LogoView | str | None
_KEPT = (str, InlineField, BlockField, CheckField, PlaceField, LogoView, type(None))


class Outputs:
    """The values that tags put out, each behind the number of its marker."""

    def __init__(self) -> None:
        self._values: list[Output] = []

    def finalize(self, value: Any) -> str:
        """Keep what a tag puts out, and return its marker.

        Raises:
            TemplateRuntimeError: when it is nothing that a document can show.
        """
        if isinstance(value, Undefined | int | float):
            return str(value)
        if isinstance(value, date):
            value = value.isoformat()
        if isinstance(value, Enum):
            raise TemplateRuntimeError("a tag shows a bare value; write {{ … | named(words…) }}")
        if not isinstance(value, _KEPT):
            kind = type(value).__name__
            raise TemplateRuntimeError(
                f"a tag shows a whole {kind}, and a document can show only one of its fields"
            )
        if len(self._values) >= MAX_OUTPUTS:
            raise TemplateRuntimeError(f"the tags put out more than {MAX_OUTPUTS} pieces of text")
        self._values.append(value)
        return f"{OPEN}{len(self._values) - 1}{CLOSE}"

    @property
    def makes_a_form(self) -> bool:
        """Whether there are places to fill in among them."""
        return any(isinstance(value, PlaceField) for value in self._values)

    def split(self, text: str) -> Iterator[tuple[str, Output]]:
        """Split text at its markers into pairs: the words before a marker, and its value.

        Words after the last marker come with an empty text.
        """
        *pairs, rest = _MARKER.split(text)
        for words, number in zip(pairs[::2], pairs[1::2], strict=True):
            yield words, self._value(number)
        if rest:
            yield rest, ""

    def markers(self, text: str) -> list[str]:
        """List the markers in a text."""
        return [match[0] for match in _MARKER.finditer(text)]

    def as_text(self, text: str) -> str:
        """Replace every marker in a text with the words for it."""
        return _MARKER.sub(lambda match: _words(self._value(match[1])), text)

    def _value(self, number: str) -> Output:
        index = int(number)
        return self._values[index] if index < len(self._values) else ""


def _words(value: Output) -> str:
    if isinstance(value, LogoView):
        return value.alternative_text
    return "" if value is None or isinstance(value, BlockField) else str(value)
