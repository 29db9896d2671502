"""What is new in a page is marked, and nothing else is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from s55.preview.changes import CHANGED, with_changes

_HEAD = '<!DOCTYPE html>\n<html lang="en-GB"><head><title>A</title></head><body><main>'
_FOOT = "</main></body></html>"
WORDS = st.lists(st.sampled_from(["one", "two", "three", "four & five"]), max_size=6)


def _page(*blocks: str) -> str:
    return f"{_HEAD}{''.join(blocks)}{_FOOT}"


def _marked(page: str) -> list[str]:
    tree = html.document_fromstring(page)
    return [
        "".join(map(str, one.itertext())) for one in tree.iter() if one.get(CHANGED) is not None
    ]


def test_the_first_page_has_nothing_new() -> None:
    page = _page("<p>One</p>")
    assert with_changes(page, None) == (page, 0)
    assert with_changes(page, page) == (page, 0)


def test_a_changed_and_an_added_paragraph() -> None:
    page, count = with_changes(
        _page("<p>One</p>", "<p>Zwei</p>", "<ul><li>Three</li><li>New</li></ul>"),
        _page("<p>One</p>", "<p>Two</p>", "<ul><li>Three</li></ul>"),
    )
    assert count == 2
    assert _marked(page) == ["Zwei", "New"]
    assert page.startswith("<!DOCTYPE html>")


def test_what_was_taken_out_marks_nothing() -> None:
    page, count = with_changes(_page("<p>One</p>"), _page("<p>One</p>", "<p>Two</p>"))
    assert (count, _marked(page)) == (0, [])


def test_the_innermost_block_is_marked() -> None:
    page, _ = with_changes(
        _page("<table><tr><td><p>Now</p></td></tr></table>"),
        _page("<table><tr><td><p>Then</p></td></tr></table>"),
    )
    tree = html.document_fromstring(page)
    assert [one.tag for one in tree.iter() if one.get(CHANGED) is not None] == ["p"]


@given(WORDS, WORDS)
def test_the_words_stay(before: list[str], after: list[str]) -> None:
    """Whatever changed, the page says what it said."""
    made = [_page(*(f"<p>{word.replace('&', '&amp;')}</p>" for word in w)) for w in (before, after)]
    page, count = with_changes(made[1], made[0])
    tree = html.document_fromstring(page)
    assert ["".join(map(str, p.itertext())) for p in tree.iter("p")] == after
    assert count == len(_marked(page)) <= len(after)
