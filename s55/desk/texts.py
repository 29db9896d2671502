"""Show the texts of a draft as the document does, and what differs between two of them by words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup, escape

from s55.problems import has_errors
from s55.render.html.blocks import blocks_html
from s55.render.html.notes import text_with_notes
from s55.richtext.checks import problems_of
from s55.richtext.headings import below
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Block, lines_of

_MOST_COMPARED = 4_000_000
"""Pairs of words that are compared at most; longer texts are marked as a whole."""
_MOST_KEPT = 2_000
"""Texts that are kept as they were shown, for the next time."""
_SHORT = 1_500
"""Characters of a text that are shown at once; the others can be opened."""
_BACK = "Back to the text"
_NOTHING = Markup('<p class="govuk-hint">(nothing)</p>')
_TYPED = Markup('<p class="desk-typed">{}</p>')
_PROSE = Markup('<div class="desk-prose">{}</div>')
_TOKEN = re.compile(r"<[^>]*>|[\ue010\ue011]|\s+|[^\s<\ue010\ue011]+")
"""A tag, an end of a note (:mod:`s55.render.html.notes`), or a word. Texts are escaped here."""
_STYLE = re.compile(r' style="[^"]*"')
_VOID = ("<br", "<hr")


class _Token(NamedTuple):
    """A piece of a text.

    Attributes:
        text: the piece, as HTML.
        around: the tags that it is in; None for a tag, which is never marked.
    """

    text: str
    around: tuple[str, ...] | None


def shown_text(text: str, level: int = 2, key: str = "") -> Markup:
    """Show a text as the document does; what is no such text (HTML, say) as it was typed.

    Args:
        text: the Markdown.
        level: that of the heading above it: its own are below.
        key: tells its notes from those of other texts on the page.
    """
    if not text.strip():
        return _NOTHING
    blocks = _blocks(text, level)
    if blocks is None:
        return _TYPED.format(text.strip())
    return _PROSE.format(text_with_notes(_html(blocks), _BACK, key))


def text_in_short(text: str, level: int, key: str, about: str) -> Markup:
    """Show a text as :func:`shown_text`; of a long one, the rest can be opened.

    Args:
        text: the Markdown.
        level: that of the heading above it.
        key: tells its notes from those of other texts on the page.
        about: what the text is, for those who hear the page.
    """
    blocks = _blocks(text, level) or ()
    lengths = [sum(len(line) for line in lines_of(block)) for block in blocks]
    at = next((at for at in range(1, len(blocks)) if sum(lengths[:at]) > _SHORT), len(blocks))
    if at == len(blocks):
        return shown_text(text, level, key)
    first, rest = _html(blocks[:at]), _html(blocks[at:])
    opened = Markup(
        '{}\n<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">The rest<span class="govuk-visually-hidden"> of '
        "{}</span></span></summary>\n{}\n</details>"
    ).format(first, about, rest)
    return _PROSE.format(text_with_notes(opened, _BACK, key))


def _html(blocks: Sequence[Block]) -> Markup:
    """Write blocks without styles of their own, which the desk's pages do not allow.

    They are for WeasyPrint: browsers number lists by their attributes, and the marks of lettered
    lists are left to the stylesheet.
    """
    return Markup(_STYLE.sub("", blocks_html(blocks)))  # noqa: S704  # all of it is escaped


@lru_cache(_MOST_KEPT)
def _blocks(text: str, level: int) -> tuple[Block, ...] | None:
    """Read a text; None where it is no text of a response."""
    if has_errors(problems_of(text)):
        return None
    return below(tuple(blocks_of(text)), level)


# --- two texts ------------------------------------------------------------------------------


def side_by_side(before: str, after: str, level: int = 3, key: str = "") -> tuple[Markup, Markup]:
    """Show two texts, and mark which words went and which came.

    A word that looks otherwise, has another heading, or leads elsewhere, is another word. Where one
    of the texts cannot be shown as in the document, both are shown as they were typed.
    """
    blocks = [_blocks(text, level) for text in (before, after)]
    if None in blocks:
        old, new = (list(_words(text.strip())) for text in (before, after))
        gone, come = _marked(old, new)
        return _TYPED.format(gone or "(nothing)"), _TYPED.format(come or "(nothing)")
    old, new = (list(_tokens(_html(one or ()))) for one in blocks)
    gone, come = _marked(old, new)
    return _with_notes(gone, f"{key}-was"), _with_notes(come, f"{key}-now")


def _with_notes(text: Markup, key: str) -> Markup:
    return _PROSE.format(text_with_notes(text, _BACK, key)) if text else _NOTHING


def _words(text: str) -> Iterator[_Token]:
    """Divide a text that was typed into its words."""
    for word in re.findall(r"\s+|\S+", text):
        yield _Token(str(escape(word)), ())


def _tokens(html: str) -> Iterator[_Token]:
    """Divide HTML, as :func:`blocks_html` writes it, into its tags and words."""
    around: list[str] = []
    for piece in _TOKEN.findall(html):
        if piece.startswith("</") or piece == "\ue011":
            around.pop()
            yield _Token(piece, None)
        elif piece.startswith("<") or piece == "\ue010":
            if not piece.startswith(_VOID):
                around.append(piece)
            yield _Token(piece, None)
        else:
            yield _Token(piece, tuple(around))


def _marked(old: Sequence[_Token], new: Sequence[_Token]) -> tuple[Markup, Markup]:
    gone, come = _changed(old, new)
    return _written("del", old, gone), _written("ins", new, come)


def _changed(old: Sequence[_Token], new: Sequence[_Token]) -> tuple[list[bool], list[bool]]:
    """Say of each token of two texts whether it is to be marked."""
    if len(old) * len(new) > _MOST_COMPARED:
        return [True] * len(old), [True] * len(new)
    gone, come = [False] * len(old), [False] * len(new)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for what, start, end, other_start, other_end in steps:
        if what != "equal":
            gone[start:end] = [True] * (end - start)
            come[other_start:other_end] = [True] * (other_end - other_start)
    return _at_words(old, gone), _at_words(new, come)


def _at_words(tokens: Sequence[_Token], changed: Sequence[bool]) -> list[bool]:
    """Mark the word after a tag that went or came: a paragraph or a line that begins there."""
    marked, is_open = [*changed], False
    for at, one in enumerate(tokens):
        if one.around is None:
            is_open = is_open or (changed[at] and not one.text.startswith("</"))
        elif not one.text.isspace():
            marked[at], is_open = marked[at] or is_open, False
    return marked


def _written(tag: str, tokens: Sequence[_Token], changed: Sequence[bool]) -> Markup:
    """Write a text with its changed words in an element; a tag ends one, and so does a note."""
    written: list[str] = []
    pairs = zip(tokens, changed, strict=True)
    for is_changed, run in groupby(pairs, lambda one: one[1] and one[0].around is not None):
        text = "".join(one.text for one, _ in run)
        words = text.strip() if is_changed else ""
        before, found, after = text.partition(words) if words else (text, "", "")
        written.append(f"{before}<{tag}>{found}</{tag}>{after}" if found else text)
    return Markup("".join(written))  # noqa: S704  # what blocks_html wrote, and these tags
