"""What files hold and their page does not show is named, and nothing else."""

from __future__ import annotations

from typing import Any

from s55.drafts.public import public
from s55.render.html.document import to_html
from s55.render.html.unprinted import unprinted
from s55.templating.registry import load_set, standard_sets
from s55.views.response.build import response_view
from tests.drafts_for_tests import FINISHED, response_of, settings_of

PAGE = """<!DOCTYPE html>
<html><head><title>Hidden</title><style>p { content: "Styled" }</style></head>
<body><h1>Harbour &amp; sea</h1><p>Boats are <strong>wel</strong>l kept.</p>
<ul><li>One</li><li>Two</li></ul><p>On 7 July 2023.</p>
<a href="https://example.org/?a=1&amp;b=2">Report</a></body></html>"""


def _unprinted(**data: Any) -> list[str]:
    return unprinted(data, PAGE, "en-GB")


def test_words_on_the_page_are_not_named() -> None:
    """However they are marked up; an address is there as a link, a date in words."""
    assert (
        _unprinted(
            format=1,
            template="letter",
            title="Harbour & sea",
            text="Boats are **wel**l kept.\n\n- One\n- Two\n",
            published="2023-07-07",
            address="https://example.org/?a=1&b=2",
            applies=True,
        )
        == []
    )


def test_everything_else_is_named_once() -> None:
    """Not what is in the head of the file, or in its style."""
    items = [{"text": "One", "due": "2024-01-31"}, {"text": "Two", "due": "2024-02-29"}]
    off = {"text": "Sink them", "number": "9", "applies": False}
    assert _unprinted(
        title="Hidden",
        style="Styled",
        date="2023-07-08",
        text="Boats are\n\n- badly kept",
        inspection={"isbn": "978", "forces": ["Report", "Sea", "Land"]},
        judgments={"items": [{"area": "Harbours at night"}]},
        recommendations={"items": [*items, off]},
        causes_of_concern={"items": [{"text": "One", "recommendations": [{"text": "Three"}]}]},
    ) == [
        "title",
        "style",
        "date",
        "text",
        "inspection.isbn",
        "inspection.forces",
        "judgments.items.area",
        "due of items",
        "text of items that do not apply",
        "number of items that do not apply",
        "text of items",
    ]


def test_the_details_of_an_action_say_which_it_is() -> None:
    """The words before them do: 'Action taken:'."""
    action = {"action": "proposed"}
    assert _unprinted(recommendations={"items": [action]}) == ["action of items"]
    action |= {"action_details": "One"}
    assert _unprinted(recommendations={"items": [action]}) == []


def test_a_response_with_its_page() -> None:
    """The standard set prints neither the sign-off nor the day of the comments."""
    template = load_set(standard_sets() / "opccn-2023")
    response, settings = response_of(FINISHED), settings_of()
    page = to_html(response_view(response, settings, template.manifest), template)
    assert unprinted(public(response), page, "en-GB") == [
        "action of items",
        "chief_officer.date",
        "sign_off.name",
        "sign_off.date",
        "distribution.secretary_of_state.date",
    ]
