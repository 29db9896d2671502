"""Refuse a template set whose layouts do not show that a response was corrected or withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.views.response.contents import ResponseView

# Few responses have notices: what finds them is loaded for these.
if TYPE_CHECKING:
    from lxml import etree


def refuse_page_without_notices(page: str, view: ResponseView, layout: str) -> None:
    """Refuse a page that lacks a notice of its response.

    Raises:
        S55Error: L116 for the layout.
    """
    if view.notices:
        from lxml import html

        bodies = html.document_fromstring(page).iter("body")
        _refuse((str(words) for one in bodies for words in one.itertext()), view, layout)


def refuse_body_without_notices(body: etree._Element, view: ResponseView, layout: str) -> None:
    """Refuse the body of a Word file that lacks a notice of its response.

    Raises:
        S55Error: L116 for the layout.
    """
    if view.notices:
        from s55.word.xml import w

        _refuse((one.text or "" for one in body.iter(w("t"))), view, layout)


def _refuse(texts: Iterable[str], view: ResponseView, layout: str) -> None:
    shown = _squeezed("".join(texts))
    if any(_squeezed(str(notice)) not in shown for notice in view.notices):
        problem = error(
            "L116",
            "the layout does not show that the response was corrected or withdrawn",
            "Show each of 'notices' near its head: docs/templates.md, The layouts. In the response "
            "as it is, readers would not be told.",
        )
        raise S55Error([problem.in_file(layout)], ExitCode.SETTINGS)


def _squeezed(text: str) -> str:
    return "".join(text.split())
