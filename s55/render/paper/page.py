"""Render a paper for the panel as one page, with its charts and responses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from s55.drafts.public import NO_MORE, public
from s55.model.office import PublishSettings
from s55.office.cases import Case
from s55.office.figures import Chart
from s55.render.charts import to_png
from s55.render.html.document import page_with_notes, to_html
from s55.render.html.embed import as_part, scoped
from s55.render.html.notes import PageWithNotes
from s55.render.html.stylesheet import inlined_stylesheet
from s55.templating.sets import PrintedSet, TemplateSet
from s55.views.lists import ChartPicture
from s55.views.paper.contents import AppendixView, PanelView
from s55.views.response.contents import ResponseView

_LOWER = 2
"""A response's title is below the heading of its appendix, which is a section of the paper."""

_HEAD_ENDS = "</head>"


@dataclass(frozen=True, slots=True)
class Appended:
    """A response that is appended in full: what it shows, and the set that shows it."""

    view: ResponseView
    template: TemplateSet


def with_pictures(view: PanelView, charts: Sequence[Chart], template: PrintedSet) -> PanelView:
    """Draw the charts of the paper as pictures, for Word."""
    pictures = {
        chart.title: ChartPicture(to_png(chart, template), "image/png", chart.description)
        for chart in charts
    }
    return replace(
        view,
        sections=tuple(
            replace(
                section,
                charts=tuple(
                    replace(chart, picture=pictures[chart.title]) for chart in section.charts
                ),
            )
            for section in view.sections
        ),
    )


def panel_page(view: PanelView, template: PrintedSet, appended: Mapping[str, Appended]) -> str:
    """Render the paper as one page: the covering report, and each response with its own look.

    Raises:
        S55Error: what :func:`s55.render.html.document.to_html` raises, for this set and the others.
    """
    full = replace(view, appendices=tuple(_with_content(view, template, appended)))
    page = to_html(full, template)
    head, ends, rest = page.partition(_HEAD_ENDS)
    return f"{head}{_styles(appended.values())}{ends}{rest}"


def _with_content(
    view: PanelView, template: PrintedSet, appended: Mapping[str, Appended]
) -> Iterator[AppendixView]:
    """Yield the appendices in full; their notes are numbered on from those of the report."""
    pages = {name: _page(one, 1) for name, one in appended.items()}
    has_notes = any(page.next_note > 1 for page in pages.values())
    next_note = page_with_notes(view, template).next_note if has_notes else 1
    for one in view.appendices:
        page = pages[one.name]
        if page.next_note > 1:
            page = _page(appended[one.name], next_note)
            next_note = page.next_note
        yield replace(one, content=_content(appended[one.name], page.page, f"a{one.number}"))


def _page(one: Appended, first_note: int) -> PageWithNotes:
    return page_with_notes(one.view, one.template, first_note=first_note)


def _content(one: Appended, page: str, prefix: str) -> Markup:
    part = as_part(page, prefix, lower=_LOWER)
    return Markup('<div class="{}" lang="{}">\n{}\n</div>').format(
        _scope(one.template), one.view.language, part
    )


def _styles(appended: Iterable[Appended]) -> str:
    """Write the stylesheets of the responses' sets, each once and for its own responses only."""
    sets = {one.template.folder: one.template for one in appended}
    return "".join(
        f"<style>\n{scoped(inlined_stylesheet(template), _scope(template))}\n</style>\n"
        for _, template in sorted(sets.items())
    )


def _scope(template: TemplateSet) -> str:
    """Name the class of a set's responses: letters, digits and hyphens."""
    return "set-" + "".join(
        character if character.isascii() and character.isalnum() else f"-{ord(character):x}-"
        for character in template.name
    )


def paper_data(view: PanelView, cases: Iterable[Case], publish: PublishSettings = NO_MORE) -> bytes:
    """Write the responses that are appended as JSON, with only what may be published."""
    by_name = {case.name: case for case in cases}
    data = {
        "kind": "panel paper",
        "title": view.title,
        "written": view.dated.isoformat(),
        "responses": [
            {
                "appendix": one.number,
                "name": one.name,
                "response": public(by_name[one.name].response, publish),
            }
            for one in view.appendices
        ],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()
