"""Write the pages of the desk."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from s55.desk.hints import here
from s55.desk.texts import shown_text, side_by_side, text_in_short
from s55.model.dates import with_weekday
from s55.model.response import Action
from s55.problems import has_errors

_PAGES = Path(__file__).resolve().parent / "pages"

_ACTIONS = {
    Action.TAKEN.value: "Action was taken",
    Action.PROPOSED.value: "Action is proposed",
    Action.NONE.value: "No action: the comments say why",
    "": "Not decided yet",
}
"""What the policing body does about an item, in words."""


_KINDS = {"docx": "Word file", "pdf": "PDF", "html": "web page", "htm": "web page"}
"""What files of a response are called, by the ends of their names."""


def _kind_of_file(name: str) -> str:
    """Say what a file is by its name: 'PDF', in a second language 'PDF (cy)'; else its name."""
    stem, _, ending = name.rpartition(".")
    language = stem.rpartition(".")[2] if "." in stem else ""
    if ending not in _KINDS:
        return name
    return f"{_KINDS[ending]} ({language})" if language else _KINDS[ending]


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
    made.filters["text"] = shown_text
    made.filters["in_short"] = text_in_short
    made.filters["day"] = with_weekday
    made.filters["here"] = here
    made.filters["kind_of_file"] = _kind_of_file
    made.filters["wrong"] = has_errors
    made.globals["side_by_side"] = side_by_side
    made.globals["ACTIONS"] = _ACTIONS
    return made


def page(name: str, /, **shown: Any) -> str:
    """Write a page of the desk.

    Args:
        name: the page, as its file in ``pages/`` is called.
        shown: what it shows.
    """
    return _environment().get_template(f"{name}.html").render(**shown)
