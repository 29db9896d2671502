"""Render a paper for the panel as one page, with its charts and responses."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from markupsafe import Markup

from s55.drafts.public import NO_MORE, public
from s55.model.office import PublishSettings
from s55.office.cases import Case
from s55.office.figures import Chart
from s55.records import dataclass
from s55.render.charts import to_png
from s55.render.html.document import page_with_notes, to_html
from s55.render.html.embed import as_part, scoped
from s55.render.html.notes import PageWithNotes
from s55.render.html.stylesheet import inlined_stylesheet
from s55.render.paper.cut import PLACE_ATTRIBUTE, CutPaper, cut
from s55.templating.sets import PrintedSet, TemplateSet
from s55.views.lists import ChartPicture
from s55.views.paper.contents import PanelView
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


def panel_page(
    view: PanelView,
    template: PrintedSet,
    appended: Mapping[str, Appended],
    contents: Sequence[Markup],
) -> str:
    """Render the paper as one page: the covering report, and each response with its own look.

    Args:
        view: what it shows.
        template: the template set of the covering report.
        appended: the responses, by the names of their drafts.
        contents: what stands in the appendices, in order: :func:`appendix_contents`.

    Raises:
        S55Error: what :func:`s55.render.html.document.to_html` raises.
    """
    filled = zip(view.appendices, contents, strict=True)
    full = replace(view, appendices=tuple(replace(one, content=text) for one, text in filled))
    page = to_html(full, template)
    head, ends, rest = page.partition(_HEAD_ENDS)
    return f"{head}{_styles(appended.values())}{ends}{rest}"


def cut_page(
    view: PanelView, template: PrintedSet, appended: Mapping[str, Appended]
) -> tuple[str, CutPaper | None]:
    """Render the paper without what is in its appendices, and cut it for printing.

    Returns:
        the page; and what is printed by itself, None where it can only be printed as a whole.

    Raises:
        S55Error: as :func:`panel_page`.
    """
    place = Markup('<div {}="{}"></div>')
    places = [place.format(PLACE_ATTRIBUTE, number) for number, _ in enumerate(view.appendices, 1)]
    page = panel_page(view, template, appended, places)
    return page, cut(page, [one.anchor for one in view.appendices], inlined_stylesheet(template))


def put_in_place(page: str, number: int, content: str) -> str:
    """Put a response into the page of :meth:`s55.render.paper.cut.CutPaper.appendices_alone`."""
    return page.replace(f'<div {PLACE_ATTRIBUTE}="{number}"></div>', content, 1)


def appendix_contents(
    view: PanelView, template: PrintedSet, appended: Mapping[str, Appended]
) -> Iterator[Markup]:
    """Yield the responses as HTML; their notes are numbered on from those of the report.

    Raises:
        S55Error: what :func:`s55.render.html.document.to_html` raises, for the sets of all.
    """
    next_note = 0
    for one in view.appendices:
        page = _page(appended[one.name], 1)
        if page.next_note > 1:
            next_note = next_note or page_with_notes(view, template).next_note
            page = _page(appended[one.name], next_note)
            next_note = page.next_note
        yield _content(appended[one.name], page.page, f"a{one.number}")


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
