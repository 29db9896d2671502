"""Write the pages of the desk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from s55.desk.hints import here
from s55.model.dates import with_weekday
from s55.problems import has_errors
from s55.render.html.blocks import blocks_html
from s55.richtext.checks import problems_of
from s55.richtext.markdown import blocks_of

_MOST_COMPARED = 4_000_000
"""Pairs of words that are compared at most; longer texts are marked as a whole."""
_PAGES = Path(__file__).resolve().parent / "pages"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_PAGES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["segment"] = lambda text: quote(text, safe="")
    made.filters["markdown"] = _markdown
    made.filters["day"] = with_weekday
    made.filters["here"] = here
    made.globals["side_by_side"] = side_by_side
    return made


def side_by_side(before: str, after: str) -> tuple[Markup, Markup]:
    """Mark in two texts which words went and which came; a text without words is '(nothing)'."""
    old, new = (re.findall(r"\s+|\S+", text.strip()) for text in (before, after))
    gone: list[tuple[bool, Sequence[str]]] = []
    come: list[tuple[bool, Sequence[str]]] = []
    steps: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(old), 0, len(new))]
    if len(old) * len(new) <= _MOST_COMPARED:
        steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for what, start, end, other_start, other_end in steps:
        gone.append((what != "equal", old[start:end]))
        come.append((what != "equal", new[other_start:other_end]))
    return _marked("del", gone), _marked("ins", come)


def _marked(tag: str, parts: Sequence[tuple[bool, Sequence[str]]]) -> Markup:
    marked = Markup("<{0}>{1}</{0}>")
    return Markup().join(
        marked.format(tag, words) if changed else words
        for changed, part in parts
        if (words := "".join(part))
    ) or Markup("(nothing)")


def _markdown(text: str) -> Markup:
    """Show a text as the document does; what is no such text (HTML, say) as it was typed."""
    if has_errors(problems_of(text)):
        return Markup('<p class="desk-typed">{}</p>').format(text.strip())
    return blocks_html(blocks_of(text))


def page(name: str, /, **shown: Any) -> str:
    """Write a page of the desk.

    Args:
        name: the page, as its file in ``pages/`` is called.
        shown: what it shows.
    """
    return _environment().get_template(f"{name}.html").render(**shown)
