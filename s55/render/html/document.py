"""Make one self-contained HTML page from a view and a template set."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from jinja2 import FunctionLoader, Undefined
from markupsafe import Markup

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.render.html.blocks import field_html, numbered_html
from s55.render.html.cards import with_cards
from s55.render.html.errors import WholeItemError, layout_error
from s55.render.html.notes import PageWithNotes, with_notes
from s55.render.html.paragraph_numbers import with_paragraph_numbers
from s55.render.html.safety import refuse_open_page, refuse_picture
from s55.render.html.stylesheet import data_uri, file_uri, inlined_stylesheet
from s55.render.notices import refuse_page_without_notices
from s55.templating.environment import layout_environment
from s55.templating.manifest import SetManifest
from s55.templating.sets import AnySet
from s55.views.fields import BlockField, CheckField, InlineField, PlaceField
from s55.views.response.contents import DocumentView, LogoView, ResponseView

# What would run in the page, or be fetched by it. A picture of the set is written
# src="{{ 'picture.png' | data_uri }}".
_OPEN_DOOR = re.compile(
    r"""
      <\s*/?\s*(?:script|iframe|frame|object|embed|applet|base|link|form|audio|video|source)\b
    | <[^>]*[\s"'/]on[a-z]+\s*=
    | <[^>]*[\s"'/](?:src|srcset|background|poster|data|action)
      \s*=\s*["']?(?!\s*["']?(?:data:|\{\{))
    | javascript:
    | \burl\s*\(
    | @import\b
    | http-equiv\s*=\s*["']?\s*refresh
    """,
    re.VERBOSE | re.IGNORECASE,
)


def to_html(view: DocumentView, template: AnySet[SetManifest], layout: str | None = None) -> str:
    """Render the document as one HTML page: :func:`page_with_notes` without the next number."""
    return page_with_notes(view, template, layout).page


def page_with_notes(
    view: DocumentView,
    template: AnySet[SetManifest],
    layout: str | None = None,
    first_note: int = 1,
) -> PageWithNotes:
    """Render the document as one HTML page that needs no other file.

    The layout sees the attributes of the view, and ``stylesheet``: the set's stylesheet, ready for
    ``<style>``.

    Args:
        view: what the page shows.
        template: the template set.
        layout: the layout, a file of the set; that of a response if not said.
        first_note: the number of the first note.

    Raises:
        S55Error: L202 (a tag is wrong), L203 (an unknown field), L204 (something reaches outside
            the set), L205 (a tag shows a whole item), L210 (it has no end), each with file and,
            where it is known, line; L102 to L104 for the set's files.
    """
    names: dict[str, Any] = {
        field.name: getattr(view, field.name) for field in dataclasses.fields(view)
    }
    names["stylesheet"] = Markup(inlined_stylesheet(template))  # noqa: S704  # it cannot end <style>
    layout = layout or template.manifest.html_layout
    is_numbered = isinstance(view, ResponseView) and view.numbered_paragraphs
    environment = layout_environment(
        _numbered if is_numbered else _finalized,
        autoescape=True,
        loader=FunctionLoader(_source_of(template)),
    )
    environment.filters["data_uri"] = lambda name: file_uri(template, str(name))
    file = str(template.path(layout))
    try:
        page = environment.get_template(layout).render(names)
    except S55Error:
        raise
    except Exception as failure:  # a layout is a small program, and can fail like any
        raise layout_error(failure, file, names) from None
    refuse_open_page(page, str(names["stylesheet"]), file)
    if isinstance(view, ResponseView):
        refuse_page_without_notices(page, view, file)
    if is_numbered:
        page = with_paragraph_numbers(page)
    return with_notes(with_cards(page), template.manifest, first_note)


def _numbered(value: object) -> object:
    """Write out a value as :func:`_finalized`, with marks where paragraphs are numbered."""
    return numbered_html(value.blocks) if isinstance(value, BlockField) else _finalized(value)


def _finalized(value: object) -> object:
    """Write out the value of a tag: fields as HTML, nothing for None, strings escaped."""
    if isinstance(value, InlineField | BlockField | CheckField | PlaceField):
        return field_html(value)
    if isinstance(value, LogoView):
        if value.media_type != "image/svg+xml":  # s55's own charts
            refuse_picture(value.data, "the logo")
        address = data_uri(value.data, value.media_type)
        return Markup('<img src="{}" alt="{}">').format(address, value.alternative_text)
    if value is None:
        return ""
    if isinstance(value, Enum):
        raise WholeItemError("a tag shows a bare value; write {{ … | named(words…) }}")
    if isinstance(value, str | int | float | date | Undefined):
        return value
    raise WholeItemError(f"a tag shows a whole {type(value).__name__} and not one of its fields")


def _source_of(template: AnySet[SetManifest]) -> Callable[[str], tuple[str, str, None]]:
    """Make a loader of layouts that reads the set's files alone."""

    def load(name: str) -> tuple[str, str, None]:
        path = template.path(name)
        try:
            source = template.read_source(name).decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError as failure:
            problem = error(
                "L202", f"the layout is not UTF-8 (byte {failure.start})", "Save it as UTF-8."
            )
            raise S55Error([problem.in_file(str(path))], ExitCode.SETTINGS) from None
        _refuse_open_doors(source, str(path))
        return source, str(path), None

    return load


def open_doors(source: str) -> list[tuple[str, int]]:
    """Find what in a layout would run or fetch something, with its words and its line."""
    return [
        (" ".join(found[0].split())[-60:], source.count("\n", 0, found.start()) + 1)
        for found in _OPEN_DOOR.finditer(source)
    ]


def _refuse_open_doors(source: str, file: str) -> None:
    for words, line in open_doors(source):
        problem = error(
            "L204",
            f"the layout holds '{words}', which would run a program or load something",
            "Take it out. For a picture of the set, write {{ 'file.png' | data_uri }}.",
            line=line,
        )
        raise S55Error([problem.in_file(file)], ExitCode.SETTINGS)
