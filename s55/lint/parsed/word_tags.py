"""What the library docxtpl-lint finds in the tags of a Word layout, each with its paragraph.

docxtpl renders Word layouts, and docxtpl-lint knows what docxtpl makes of each tag; so the rules
for tags take its findings, and say them in words for people who know Word and not Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from docxtpl_lint.api import lint

from s55.lint.parsed.word import WordLayout, own_text
from s55.templating.environment import layout_environment


@dataclass(frozen=True, slots=True)
class TagFault:
    """A fault of a tag.

    Attributes:
        kind: the library's name for it, for example ``DTL101``.
        place: where, in words.
        words: what the library says more of it, by name.
        snippet: the tag, as far as it is known.
    """

    kind: str
    place: str
    words: dict[str, Any]
    snippet: str


def tag_faults(layout: WordLayout) -> list[TagFault]:
    """Every fault of the tags of a layout."""
    return list(_faults(layout))


def _faults(layout: WordLayout) -> Iterator[TagFault]:
    environment = layout_environment(lambda value: value, autoescape=False)
    for issue in lint(_packed(layout), jinja_env=environment).issues:
        label = issue.location.part
        part = f"word/{'document' if label == 'body' else label}.xml"
        paragraph = layout.paragraph(part, issue.location.paragraph)
        if paragraph is None:
            place = f"in {layout.name}"
        else:
            place = layout.place(part, paragraph, own_text(paragraph) or None)
        yield TagFault(issue.rule, place, dict(issue.params), issue.snippet)


def _packed(layout: WordLayout) -> bytes:
    """The layout as a file again: its parts were unpacked within limits."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as package:
        for name, content in layout.parts.items():
            package.writestr(name, content)
    return out.getvalue()
