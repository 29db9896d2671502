"""The notices at the head of a response: that it was withdrawn, and what was corrected."""

from __future__ import annotations

from s55.richtext.nodes import Hyperlink
from s55.views.response.build import response_view
from s55.views.response.contents import ResponseView
from s55.views.response.notices import Replacement
from tests.drafts_for_tests import FINISHED, manifest_of, response_of, settings_of

FIXED = "{date: 2024-06-10, what: Three boats.}, {event: republished, date: unknown, what: Why?}"
GONE = "{event: withdrawn, date: 2024-06-20, why: It answered another report, replaced_by: other}"


def _view(
    events: str, replacement: Replacement | None = None, template: str = "opccn-2023"
) -> ResponseView:
    website = f"website: [{{date: 2024-05-03}}{events}]"
    response = response_of(FINISHED.replace("website: {date: 2024-05-03}", website))
    return response_view(response, settings_of(), manifest_of(template), None, replacement)


def _words(view: ResponseView) -> list[str]:
    return [str(notice) for notice in view.notices]


def test_a_response_as_it_was_first_published_has_none() -> None:
    """So it is printed as before."""
    assert _view("").notices == ()


def test_each_correction_says_when_and_what() -> None:
    """A sentence has one full stop; a day that is not known is left out."""
    assert _words(_view(f", {FIXED}")) == [
        "Corrected on Monday 10 June 2024: Three boats.",
        "Corrected: Why?",
    ]
    assert _words(_view(", {date: 2024-06-10}")) == ["Corrected on Monday 10 June 2024."]


def test_a_withdrawal_comes_first_and_names_what_replaces_it() -> None:
    """With a link, if that is published."""
    view = _view(f", {FIXED}, {GONE}", Replacement("Harbours, again", "https://example.org/h/"))
    assert _words(view) == [
        "Withdrawn on Thursday 20 June 2024: It answered another report. Replaced by: response to "
        "“Harbours, again”.",
        "Corrected on Monday 10 June 2024: Three boats.",
        "Corrected: Why?",
    ]
    (link,) = (one for one in view.notices[0].inlines if isinstance(one, Hyperlink))
    assert link.address == "https://example.org/h/"
    bare = _view(f", {GONE}", Replacement("Harbours, again"))
    assert not any(isinstance(one, Hyperlink) for one in bare.notices[0].inlines)
    assert _words(_view(f", {GONE}")) == [
        "Withdrawn on Thursday 20 June 2024: It answered another report."
    ]


def test_a_response_that_is_published_again_is_withdrawn_no_more() -> None:
    """The correction says why it is back."""
    view = _view(f", {GONE}, {{event: republished, date: 2024-06-25, what: It did not.}}")
    assert _words(view) == ["Corrected on Tuesday 25 June 2024: It did not."]


def test_in_two_languages_both_say_it() -> None:
    """The office's own words are what they are."""
    view = _view(f", {FIXED}, {GONE}", Replacement("Harbours"), "bilingual")
    assert view.second is not None
    assert _words(view.second) == [
        "Tynnwyd yn ôl ar 20 Mehefin 2024: It answered another report. Disodlwyd gan: yr ymateb i "
        "“Harbours”.",
        "Cywirwyd ar 10 Mehefin 2024: Three boats.",
        "Cywirwyd: Why?",
    ]
