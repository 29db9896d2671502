"""veraPDF's verdict on PDFs with everything in them: PDF/UA-1 and PDF/A-3a at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.render.html.document import to_html
from s55.render.pdf.document import to_pdf
from s55.richtext.nodes import (
    Block,
    BulletList,
    Emphasis,
    Hyperlink,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from tests.render.sets_for_tests import STANDARD_SETS, standard_set
from tests.validators import verapdf
from tests.views_for_tests import LOGO, LONG_ADDRESS, nested, rich_view, words

pytestmark = pytest.mark.slow

LONG = "Words that go on and on, so that what they stand in runs from one page to the next. " * 6


def over_pages() -> tuple[Block, ...]:
    """Blocks that are longer than a page, and links that run over lines in every place."""
    link = Hyperlink(
        LONG_ADDRESS, (Text("A link "), Strong((Text(LONG[:200]),)), Emphasis((Text("x"),)))
    )
    long = words(LONG)
    rows = tuple(
        ((Text(f"Row {n}"),), (link if n % 9 == 0 else Text(LONG[:90]),)) for n in range(40)
    )
    inner = OrderedList(
        (ListItem((long, BulletList((ListItem((Paragraph((link,)), long)),)), long)),)
    )
    return (
        Paragraph((link,)),
        Table(((Text("Number"),), (Text("Words"),)), rows, ("", "")),
        Quote((long, inner, long, long)),
        BulletList((ListItem((long, Quote((long,)), long)), ListItem((inner, long))), tight=False),
        *(nested(depth) for depth in (12, 7, 4)),
    )


def test_passes_as_both_standards(tmp_path: Path) -> None:
    """Every kind of node, short and over pages, as a draft and as it is published."""
    files = []
    for name in STANDARD_SETS:
        template = standard_set(name)
        views = {
            "draft": rich_view(),
            "published": rich_view(draft=False, logo=LOGO),
            "over-pages": rich_view(blocks=over_pages()),
        }
        for kind, view in views.items():
            path = tmp_path / f"{name}-{kind}.pdf"
            path.write_bytes(to_pdf(to_html(view, template), view, template, b"{}\n"))
            files.append(path)
    verdicts = verapdf(files)
    assert [verdict.check for verdict in verdicts] == ["ua1", "3a"] * 6
    assert [verdict.findings for verdict in verdicts] == [()] * 12
    assert all(verdict.passed for verdict in verdicts)
