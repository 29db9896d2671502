"""Write the pages of the desk."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from s55.render.html.blocks import blocks_html
from s55.richtext.markdown import blocks_of

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
    return made


def _markdown(text: str) -> Markup:
    return blocks_html(blocks_of(text))


def page(name: str, /, **shown: Any) -> str:
    """Write a page of the desk.

    Args:
        name: the page, as its file in ``pages/`` is called.
        shown: what it shows.
    """
    return _environment().get_template(f"{name}.html").render(**shown)
