"""Papers for the panel, built by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

from lxml import html

from s55.model.panel import PanelSettings
from s55.office.cases import Case, Period
from s55.office.holders import holders_at
from s55.office.panel_file import load_panel
from s55.render.html.document import to_html
from s55.richtext.nodes import Block, BulletList, OrderedList, Paragraph, plain
from s55.templating.panel_manifest import PanelManifest
from s55.templating.registry import load_set_of, standard_sets
from s55.templating.sets import AnySet
from s55.views.lists import ChartView
from s55.views.paper.build import PaperContents, panel_view
from s55.views.paper.contents import PanelSection, PanelView
from tests.drafts_for_tests import settings_of
from tests.office.cases_for_tests import TODAY

MEETING = date(2026, 12, 8)
PAPERS_OUT = date(2026, 11, 30)
SIGNED: dict[str, Any] = {"sign_off": {"name": "Sam Sample", "date": "2026-07-01"}}
"""What makes a response public, once its publication is recorded."""


def panel_set() -> AnySet[PanelManifest]:
    """The standard set for papers."""
    return load_set_of(PanelManifest, standard_sets() / "panel")


def panel_of(text: str) -> PanelSettings:
    """What a panel's file without problems says."""
    return load_panel(text, "panel.yaml")


def view_of(
    *cases: Case,
    panel: str = "",
    period: Period | None = None,
    manifest: dict[str, Any] | None = None,
    charts: tuple[ChartView, ...] = (),
) -> PanelView:
    """The view of a paper of some reports; ``manifest`` replaces parts of the standard one."""
    paper = PaperContents(MEETING, period or Period(None, TODAY), cases, charts, TODAY, PAPERS_OUT)
    settings = settings_of()
    standard = panel_set().manifest.model_copy(update=manifest or {})
    holders = holders_at(MEETING, settings)
    return panel_view(paper, settings, panel_of(panel), standard, holders)


def cells_of(view: PanelView, table: str) -> list[list[str]]:
    """The words in the cells of a table, as the standard page shows them, row by row."""
    return _words_in(view, f"//table[contains(concat(' ', @class, ' '), ' {table} ')]/tbody/tr")


def items_of(view: PanelView) -> list[list[str]]:
    """The heading of each item, its text, and what is said of it, as the standard page shows."""
    return _words_in(view, "//div[@class='item']")


def _words_in(view: PanelView, path: str) -> list[list[str]]:
    page: Any = html.document_fromstring(to_html(view, panel_set()))
    return [[" ".join(part.text_content().split()) for part in found] for found in page.xpath(path)]


def section_of(view: PanelView, key: str) -> PanelSection:
    """The one section of a view with this key."""
    (section,) = (section for section in view.sections if section.key == key)
    return section


def words_of(blocks: tuple[Block, ...]) -> list[str]:
    """The paragraphs of blocks and of the lists in them."""
    found: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(children):
                found.append(plain(children))
            case BulletList(items) | OrderedList(items):
                for item in items:
                    found += words_of(item.blocks)
            case _:
                raise AssertionError(block)
    return found
