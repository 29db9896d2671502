"""A draft's texts as fields: parsed, with their headings below the section's own."""

from __future__ import annotations

from s55.richtext.headings import below
from s55.richtext.markdown import blocks_of, inlines_of
from s55.richtext.nodes import Block, Control
from s55.views.fields import BlockField, InlineField

SECTION_LEVEL = 2
"""The heading level of a section; the title line of the form is level 1."""


def inline_field(path: str, title: str, text: str) -> InlineField:
    """A field of one line of plain text."""
    return InlineField(path, title, inlines_of(text))


def control(path: str, title: str, text: str, level: int) -> Control:
    """Markdown as the blocks of one field, its headings below ``level``."""
    return Control(path, title, below(blocks_of(text), level))


def block_field(
    path: str, title: str, text: str | None, level: int = SECTION_LEVEL
) -> BlockField | None:
    """A field of Markdown, or None where the text is missing or blank."""
    if text is None or not text.strip():
        return None
    blocks: tuple[Block, ...] = (control(path, title, text, level),)
    return BlockField(blocks)
