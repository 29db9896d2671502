"""A page made a part of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from lxml import html

from s55.render.html.document import to_html
from s55.render.html.embed import as_part
from tests.drafts_for_tests import FINISHED, view_of
from tests.extracted import characters, html_text
from tests.render.sets_for_tests import STANDARD_SETS, standard_set
from tests.strategies import words

PAGE = """<!DOCTYPE html>
<html lang="cy"><head><title>T</title><style>p {color: red}</style></head>
<body>
<a class="skip" href="#r">Skip</a>
<header role="banner"><h1 class="x">Title</h1></header>
<main id="r" role="main"><h2 id="a">A</h2><h5>B</h5><h6>C</h6>
<p aria-labelledby="a r" aria-describedby="a"><a href="#a">within</a>
<a href="https://example.org/#a">out</a></p>
<table><tr><th id="t">H</th><td headers="t a">1 &lt; 2</td></tr></table>
<label for="f">F</label><svg viewBox="0 0 1 1"><rect fill="url(#g)"/></svg></main>
</body></html>"""


def part_of(page: str, prefix: str = "p", lower: int = 2) -> html.HtmlElement:
    """A page as a part, in an element of its own."""
    return html.fragment_fromstring(as_part(page, prefix, lower=lower), create_parent="div")


def test_headings_are_lower_and_known_by_what_they_were() -> None:
    """None is below the sixth level."""
    part = part_of(PAGE)
    headings = [
        (one.tag, one.get("class")) for one in part.xpath(".//*[self::h3|self::h4|self::h6]")
    ]
    assert headings == [
        ("h3", "x own-h1"),
        ("h4", "own-h2"),
        ("h6", "own-h5"),
        ("h6", "own-h6"),
    ]
    assert part.xpath(".//h1|.//h2") == []


def test_ids_and_what_points_to_them_are_the_parts_own() -> None:
    """Addresses outside of the page stay."""
    part = part_of(PAGE, "a7")
    assert part.xpath(".//@id") == ["a7-r", "a7-a", "a7-t"]
    assert part.xpath(".//@data-own-id") == ["r", "a", "t"]
    assert part.xpath(".//@href") == ["#a7-a", "https://example.org/#a"]
    assert part.xpath(".//@aria-labelledby") == ["a7-a a7-r"]
    assert part.xpath(".//@aria-describedby") == ["a7-a"]
    assert part.xpath(".//@headers") == ["a7-t a7-a"]
    assert part.xpath(".//@for") == ["a7-f"]
    assert part.xpath(".//@fill") == ["url(#a7-g)"]


def test_a_part_is_no_page() -> None:
    """No second main part, no skip link, no role that a page has once, no style of its own."""
    part = part_of(PAGE)
    assert part.xpath(".//main|.//style|.//title|.//@role") == []
    assert part.xpath(".//*[contains(@class, 'own-main')]/@id") == ["p-r"]
    assert "Skip" not in part.text_content()
    assert "1 < 2" in part.text_content()


def test_words_beside_a_skip_link_stay() -> None:
    """Only the link itself is left out."""
    page = '<body>before <a href="#x">skip</a> after<p>text</p><a href="#y">skip</a> end</body>'
    assert characters(part_of(page).text_content()) == "beforeaftertextend"


@pytest.mark.parametrize("name", STANDARD_SETS)
def test_the_words_of_a_response_stay_as_they_are(name: str) -> None:
    """And so do the numbers of its lists."""
    page = to_html(view_of(FINISHED, name), standard_set(name))
    part = f"<html><body>{as_part(page, 'a1', lower=2)}</body></html>"
    assert html_text(part, markers=True).split() == html_text(page, markers=True).split()


@given(words())
def test_no_text_becomes_markup(text: str) -> None:
    """What was escaped in the page is escaped in the part."""
    draft = FINISHED.replace("Harbour policing", "TITLE")
    view = view_of(draft)
    page = to_html(view, standard_set()).replace("TITLE", str(_escaped(text)))
    part = f"<html><body>{as_part(page, 'a1', lower=2)}</body></html>"
    assert characters(html_text(part, markers=True)) == characters(html_text(page, markers=True))


def _escaped(text: str) -> str:
    from markupsafe import escape

    return escape(text)
