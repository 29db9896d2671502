"""The response: its items in order, its recipients, its terms of office."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from s55.model.distribution import STANDARD_RECIPIENTS, Dispatch
from s55.model.inspection import Link
from s55.model.office import Term
from tests.drafts_for_tests import FINISHED, HEAD, response_of

FULL = HEAD + (
    "areas_for_improvement: {items: [{text: a1}, {text: a2}]}\n"
    "recommendations: {items: [{text: r1}, {text: r2}]}\n"
    "causes_of_concern:\n  items:\n"
    "    - {text: c1, recommendations: [{text: c1r1}, {text: c1r2}]}\n"
    "    - {text: c2, recommendations: [{text: c2r1}]}\n"
)


def test_all_items_come_with_their_paths_in_the_order_of_the_document() -> None:
    """Causes of concern, each with its recommendations; recommendations; areas."""
    assert [(path, item.text) for path, item in response_of(FULL).all_items()] == [
        ("causes_of_concern.items[0]", "c1"),
        ("causes_of_concern.items[0].recommendations[0]", "c1r1"),
        ("causes_of_concern.items[0].recommendations[1]", "c1r2"),
        ("causes_of_concern.items[1]", "c2"),
        ("causes_of_concern.items[1].recommendations[0]", "c2r1"),
        ("recommendations.items[0]", "r1"),
        ("recommendations.items[1]", "r2"),
        ("areas_for_improvement.items[0]", "a1"),
        ("areas_for_improvement.items[1]", "a2"),
    ]


def test_all_recommendations_come_with_their_paths() -> None:
    """Those of causes of concern first."""
    assert [(path, item.text) for path, item in response_of(FULL).all_recommendations()] == [
        ("causes_of_concern.items[0].recommendations[0]", "c1r1"),
        ("causes_of_concern.items[0].recommendations[1]", "c1r2"),
        ("causes_of_concern.items[1].recommendations[0]", "c2r1"),
        ("recommendations.items[0]", "r1"),
        ("recommendations.items[1]", "r2"),
    ]


def test_a_response_without_parts_has_no_items() -> None:
    """And no error."""
    assert list(response_of(HEAD).all_items()) == []
    assert list(response_of(HEAD).all_recommendations()) == []


def test_a_response_is_signed_off_once_somebody_has() -> None:
    """Until then it is a draft."""
    assert response_of(FINISHED).is_signed_off
    assert not response_of(HEAD).is_signed_off


@pytest.mark.parametrize(
    ("written", "on"),
    [("2024-05-03", date(2024, 5, 3)), ("unknown", None), (" Unknown ", None)],
)
def test_the_day_of_a_dispatch_may_be_unknown(written: str, on: date | None) -> None:
    """For old responses whose dates nobody kept."""
    assert Dispatch.model_validate({"date": written}).on == on


def test_a_dispatch_has_a_date() -> None:
    """'unknown' is said, and not left out."""
    with pytest.raises(ValidationError):
        Dispatch.model_validate({"how": "by e-mail"})


def test_the_standard_recipients() -> None:
    """Those of the Act, and those of the form."""
    assert STANDARD_RECIPIENTS == (
        "website",
        "inspectorate",
        "inspectorate_portal",
        "secretary_of_state",
        "chief_officer",
        "panel",
    )


@pytest.mark.parametrize("address", ["https://a.org", "http://a.org/b?c=d#e", "https://tŷ.cymru/é"])
def test_addresses_of_the_web(address: str) -> None:
    """With everything that an address can hold."""
    assert Link.model_validate({"address": address}).address == address


@pytest.mark.parametrize(
    "address",
    ["a.org", "ftp://a.org", "https://", "https://a b", "javascript:alert(1)", "file:///a"],
)
def test_what_is_no_address_of_the_web(address: str) -> None:
    """Above all no program and no file."""
    with pytest.raises(ValidationError):
        Link.model_validate({"address": address})


DAYS = st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2040, 1, 1)))


@given(DAYS, DAYS, st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_a_term_holds_from_its_first_day_to_its_last(
    since: date | None, until: date | None, day: date
) -> None:
    """Both included; either may be open."""
    expected = (since or date.min) <= day <= (until or date.max)
    assert Term(since=since, until=until).holds_on(day) is expected
