"""What an output shows is read from it, and a text that is not there is found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import count
from typing import Any

import pytest
import weasyprint
from docx import Document
from hypothesis import HealthCheck, given, settings

from s55.lint.samples import sample_response
from s55.model.response import Response
from s55.render.html.document import to_html
from s55.render.shown import (
    HeldLines,
    lines_held,
    words_of_page,
    words_of_print,
    words_of_word,
)
from s55.render.word.document import to_docx
from s55.templating.registry import load_set, set_names, standard_sets
from s55.views.response.build import response_view
from s55.views.response.held import HeldText, held_texts, may_be_left_out
from tests.drafts_for_tests import HEAD, response_of, settings_of
from tests.strategies import responses

SETS = set_names([standard_sets()])


def _printed(body: str, style: str = "") -> str:
    return words_of_print(weasyprint.HTML(string=f"<style>{style}</style><body>{body}").render())


# --- reading outputs ----------------------------------------------------------------


def test_the_words_of_a_page() -> None:
    """Marks, tags, entities, the head and the numbers of notes are no words."""
    page = (
        "<html><head><title>Head</title></head><style>p { color: red }</style>"
        "<p>Boats &amp; <b>Har</b>bours<a role='x' href='#n'>1</a>"
        '<a id="r" role="doc-noteref" href="#n">7</a></p></html>'
    )
    assert words_of_page(page) == "boatsharbours1"


def test_the_words_of_a_word_file() -> None:
    """Those of the body, of headers and footers; not those that are hidden."""
    document = Document()
    document.add_paragraph("Boats").add_run(" are out")
    hidden = document.add_paragraph("and ").add_run("nobody")
    hidden.font.hidden = True
    document.sections[0].header.paragraphs[0].text = "Harbour"
    data = BytesIO()
    document.save(data)
    assert sorted(words_of_word(data.getvalue())) == sorted("boatsareoutandharbour")


def test_the_words_that_are_printed() -> None:
    """In the order of the page, and each once, however lines and pages break."""
    rows = "".join(f"<tr><td>left{n} <i>mid</i> end</td><td>right{n}</td></tr>" for n in range(90))
    table = f"<table><thead><tr><th>Head</th></tr></thead>{rows}</table>"
    expected = "head" + "".join(f"left{n}midendright{n}" for n in range(90))
    assert _printed(table) == expected


@pytest.mark.parametrize(
    "hidden",
    [
        "display: none",
        "visibility: hidden",
        "color: transparent",
        "display: block; opacity: 0",
        "display: block; text-indent: -999em",
        "display: block; height: 0; overflow: hidden",
        "position: absolute; left: -999em",
        "position: absolute; top: -999em",
        "position: absolute; width: 1px; height: 1px; overflow: hidden",
    ],
)
def test_what_a_stylesheet_hides_is_not_printed(hidden: str) -> None:
    """Whether or not it leaves room for it."""
    assert _printed("<p>One <b>two</b> three</p>", f"b {{ {hidden} }}") == "onethree"


@pytest.mark.parametrize(
    "placed",
    [
        "position: absolute; right: 2cm; top: 4cm",
        "position: fixed; bottom: 1cm",
        "position: relative; left: 1em",
        "float: right",
        "display: block; overflow: hidden",
    ],
)
def test_words_are_printed_wherever_a_stylesheet_puts_them(placed: str) -> None:
    """An address at a place of its own on the sheet, for example."""
    assert _printed("<p>One <b>two <i>or</i></b> three</p>", f"b {{ {placed} }}") == "onetwoorthree"


def test_words_of_the_stylesheet_are_no_words_of_the_draft() -> None:
    """They stand in a box of their own."""
    assert _printed("<p>One</p>", "p::before { content: 'Two' }") == "one"


# --- finding what is missing --------------------------------------------------------


def _names(found: Sequence[HeldText]) -> list[str]:
    return [text.path for text in found]


def test_a_text_is_there_or_it_is_not() -> None:
    """Every paragraph, cell and note of it; marks do not count."""
    held = [
        HeldText("a", "Boats are **well** kept.\n\n- One[^1]\n- Two\n\n[^1]: A note.\n"),
        HeldText("b", "A | B"),
        HeldText("c", "Third"),
    ]
    words = words_of_page("<p>Boats are well kept</p><li>One<li>Two<p>A note</p><p>A|B</p>")
    assert _names(HeldLines.of(held).not_shown(words)) == ["c"]
    assert _names(HeldLines.of(held).not_shown(words.replace("anote", ""))) == ["a", "c"]
    assert _names(HeldLines.of(held).not_shown(words.replace("two", ""))) == ["a", "c"]


def test_a_quotation_does_not_stand_for_what_it_quotes() -> None:
    """A text that stands in two places of the draft has to be shown twice."""
    held = [HeldText("item", "Count the boats."), HeldText("comment", "> Count the boats.\n\nYes.")]
    assert _names(HeldLines.of(held).not_shown("countheboats yes".replace("the", "tthe"))) == [
        "item",
        "comment",
    ]
    assert HeldLines.of(held).not_shown("counttheboats counttheboats yes") == []


def test_a_text_that_is_there_is_not_missed_for_one_that_is_not() -> None:
    """Though the number of its table stands in the other one too."""
    held = [
        HeldText("table", "| Wait |\n| -- |\n| 31 |\n"),
        HeldText("comment", "We were 31 short."),
    ]
    assert _names(HeldLines.of(held).not_shown("wait 31")) == ["comment"]
    assert _names(HeldLines.of(held).not_shown("wait wewere31short")) == ["table"]


def test_lines_are_there_once() -> None:
    """Many items are addressed to the same people; a set may say so once."""
    held = [HeldText(f"{n}", "chief constables", is_markdown=False) for n in range(3)]
    assert HeldLines.of(held).not_shown("to chiefconstables") == []
    assert len(HeldLines.of(held).not_shown("to nobody")) == 3


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(responses())
def test_any_text_that_is_missing_is_found(response: Response) -> None:
    """One text at a time is taken out of the words."""
    held = list(held_texts(response))
    lines = [" ".join(lines_held(text)) for text in held]
    assert HeldLines.of(held).not_shown(" ".join(lines)) == []
    for number, text in enumerate(held):
        if text.is_markdown and lines[number]:
            rest = " ".join((*lines[:number], *lines[number + 1 :]))
            assert text.path in _names(HeldLines.of(held).not_shown(rest))


def _told_apart(value: Any, numbers: Iterator[int]) -> Any:
    """Give each owner and each area a name that stands nowhere else."""
    match value:
        case dict():
            return {
                key: f"{key} number {next(numbers):04}"
                if key in {"owner", "area"} and one
                else _told_apart(one, numbers)
                for key, one in value.items()
            }
        case list():
            return [_told_apart(one, numbers) for one in value]
    return value


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(responses())
def test_no_set_that_comes_with_it_lacks_a_text(response: Response) -> None:
    """Of any response, in Word and on the page; PDFs are held against the examples."""
    response = Response.model_validate(_told_apart(response.model_dump(mode="json"), count()))
    held = list(held_texts(response))
    for name in SETS:
        template = load_set(standard_sets() / name)
        view = response_view(response, settings_of(), template.manifest)
        for words in (
            words_of_page(to_html(view, template)),
            words_of_word(to_docx(view, template)),
        ):
            assert _names(HeldLines.of(held).not_shown(words)) == [], name


# --- what a draft holds -------------------------------------------------------------


def test_the_texts_of_a_response() -> None:
    """Those for readers: not the office's notes, nor items that do not apply."""
    response = response_of(
        HEAD
        + """
key_findings: Boats.
recommendations:
  introduction: Two.
  items:
    - {number: 1, text: Count the boats., addressed_to: chief constables, owner: The crew,
       policing_body: Yes., office_notes: Ask again.}
    - {number: 2, text: Paint them., applies: no, policing_body: No.}
areas_for_improvement: {none: There are none.}
policing_body: {closing: Thank you.}
"""
    )
    assert [(text.path, text.text) for text in held_texts(response)] == [
        ("inspection.title", "Harbour policing"),
        ("key_findings", "Boats."),
        ("recommendations.introduction", "Two."),
        ("recommendations.items[0].text", "Count the boats."),
        ("recommendations.items[0].policing_body", "Yes."),
        ("recommendations.items[0].owner", "The crew"),
        ("areas_for_improvement.none", "There are none."),
        ("policing_body.closing", "Thank you."),
    ]


def test_what_the_act_asks_for_cannot_be_left_out() -> None:
    """Comments and what is done about a recommendation: section 55(5) and (5B)."""
    names = {text.name for text in held_texts(sample_response())}
    assert {name for name in names if not may_be_left_out(name)} == {
        *(
            f"{part}.{key}"
            for part in ("causes_of_concern.items", "recommendations.items")
            for key in ("chief_officer", "force_action", "policing_body")
        ),
        "causes_of_concern.items.recommendations.chief_officer",
        "causes_of_concern.items.recommendations.policing_body",
        "causes_of_concern.items.recommendations.action_details",
        "recommendations.items.action_details",
        "areas_for_improvement.items.chief_officer",
        "areas_for_improvement.items.policing_body",
        "chief_officer.comments",
        "policing_body.opening",
        "policing_body.reply_to_chief_officer",
        "policing_body.closing",
    }
