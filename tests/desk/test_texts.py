"""Texts are shown at the desk as the document shows them, and what differs is marked by words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from s55.desk import texts
from s55.desk.texts import shown_text, side_by_side, text_in_short
from tests.desk.conftest import HERE, PAGE
from tests.desk.test_server import OPENING, written

RICH = """## What we do

We **agree**, see [the plan](https://www.example.org/plan).[^1]

(a) first
(b) second

| Force | Day |
|---|---|
| Kent | May |

[^1]: As of June.
"""


def inner(shown: str) -> str:
    """What is in the box of a text."""
    assert shown.startswith('<div class="desk-prose">')
    return shown.removeprefix('<div class="desk-prose">').removesuffix("</div>")


def differences(before: str, after: str) -> tuple[str, str]:
    was, now = side_by_side(before, after)
    return inner(was), inner(now)


def test_a_text_is_shown_as_in_the_document() -> None:
    shown = shown_text(RICH, 2, "x")
    assert "<h3>What we do</h3>" in shown
    assert '<a href="https://www.example.org/plan">the plan</a>' in shown
    assert '<span class="mark">(b)</span> second' in shown
    assert '<ol start="3">' in shown_text("3. three\n")
    assert "style=" not in shown  # which the desk's pages do not allow
    assert '<th scope="col">Force</th>' in shown
    assert '<a id="noteref-x-1" href="#note-x-1" role="doc-noteref">[1]</a>' in shown
    assert '<ol class="notes">\n<li id="note-x-1"><a href="#noteref-x-1"' in shown
    assert not re.search("[\ue010\ue011]", shown)
    assert shown_text(" \n") == '<p class="govuk-hint">(nothing)</p>'
    assert shown_text("<b>x</b>\n") == '<p class="desk-typed">&lt;b&gt;x&lt;/b&gt;</p>'


def test_the_rest_of_a_long_text_can_be_opened() -> None:
    """It is divided between paragraphs, and its notes are numbered through."""
    long = "\n\n".join(["Word. " * 150 + "A note.[^1]", "Word. " * 150, "End.[^2]"])
    text = f"{long}\n\n[^1]: One.\n[^2]: Two.\n"
    shown = text_in_short(text, 2, "x", "Your response: <i>")
    head, _, rest = shown.partition("<details")
    assert ("End." in head, "End." in rest) == (False, True)
    assert 'The rest<span class="govuk-visually-hidden"> of Your response: &lt;i&gt;' in rest
    assert rest.index("</details>") < rest.index('<li id="note-x-2">')
    assert text_in_short(RICH, 2, "x", "") == shown_text(RICH, 2, "x")
    assert text_in_short("<b>" + long, 2, "x", "").startswith('<p class="desk-typed">')


@pytest.mark.parametrize(
    ("before", "after", "was", "now"),
    [
        (
            "We agree in part.",
            "We agree fully.",
            "<p>We agree <del>in part.</del></p>",
            "<p>We agree <ins>fully.</ins></p>",
        ),
        ("a b", "a **b**", "<p>a <del>b</del></p>", "<p>a <strong><ins>b</ins></strong></p>"),
        (
            "[a](https://x.org/1)",
            "[a](https://x.org/2)",
            '<p><a href="https://x.org/1"><del>a</del></a></p>',
            '<p><a href="https://x.org/2"><ins>a</ins></a></p>',
        ),
        # Where a paragraph begins, its first word is marked.
        ("One. Two.", "One.\n\nTwo.", "<p>One. Two.</p>", "<p>One.</p>\n<p><ins>Two.</ins></p>"),
        # What a line end or an end of bold words does, ends there.
        (
            "One\\\ntwo.\n\nThree.",
            "One two.\n\nThree.",
            "<p>One<br><del>two.</del></p>\n<p>Three.</p>",
            "<p>One two.</p>\n<p>Three.</p>",
        ),
        (
            "**a** b",
            "a b",
            "<p><strong><del>a</del></strong> b</p>",
            "<p><ins>a</ins> b</p>",
        ),
        ("a < b", "a & b", "<p>a <del>&lt;</del> b</p>", "<p>a <ins>&amp;</ins> b</p>"),
    ],
)
def test_what_differs_is_marked_by_words(before: str, after: str, was: str, now: str) -> None:
    assert differences(before, after) == (was, now)


def test_a_changed_note_is_marked_in_the_note() -> None:
    was, now = differences(RICH, RICH.replace("June", "July"))
    assert "As of <del>June.</del></li>" in was
    assert "As of <ins>July.</ins></li>" in now
    assert (was.count("<del>"), now.count("<ins>")) == (1, 1)


def test_texts_of_which_one_cannot_be_shown_are_compared_as_typed() -> None:
    was, now = side_by_side("*Same* text", "*Same* <b>")
    assert was == '<p class="desk-typed">*Same* <del>text</del></p>'
    assert now == '<p class="desk-typed">*Same* <ins>&lt;b&gt;</ins></p>'
    assert side_by_side("", "x")[0] == '<p class="govuk-hint">(nothing)</p>'


def test_texts_that_are_too_long_to_be_compared_are_marked_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(texts, "_MOST_COMPARED", 3)
    assert differences("a b", "a c") == ("<p><del>a b</del></p>", "<p><ins>a c</ins></p>")


PIECES = ("a", "b c", "**d**", "[e](https://x.org)", "<", "&", '"', "# f", "- g", "> h", "|i|\n|-|")


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES)), st.lists(st.sampled_from(PIECES)))
def test_marks_change_no_other_character(before: list[str], after: list[str]) -> None:
    """Without its marks, each side is the text as it is shown alone."""
    old, new = ("\n\n".join(one) for one in (before, after))
    for text, shown in zip((old, new), side_by_side(old, new), strict=True):
        assert re.sub("</?(?:ins|del)>", "", shown) == shown_text(text, 3)
    if old == new:
        assert "<del>" not in side_by_side(old, new)[0]


def test_the_page_of_a_response_shows_its_texts(client: TestClient, file: Path) -> None:
    client.post(f"{PAGE}/write", data=written(RICH), headers=HERE)
    page = client.get(PAGE).text
    assert f'id="note-{OPENING}-1"' in page
    assert "<h3>What we do</h3>" in page
    assert "**agree**" not in page
    assert file.read_text(encoding="utf-8").count("**agree**") == 1
