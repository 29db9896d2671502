"""The generated drafts are sound, all different, and a mixture as offices have it."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
import yaml

from s55.model.response import Response
from s55.office.settings import load_settings
from s55.pipeline.checking import check
from s55.problems import errors_of
from s55.sources.files import read_text
from tests.conftest import ROOT
from tests.drafts_for_tests import draft_of
from tests.forty import TODAY, forty_drafts


@pytest.fixture(scope="module")
def drafts() -> dict[str, str]:
    """The forty."""
    return forty_drafts()


@pytest.fixture(scope="module")
def responses(drafts: dict[str, str]) -> list[Response]:
    """The forty as responses."""
    return [draft_of(text).response for text in drafts.values()]


@pytest.mark.parametrize("seed", [55, 1, 2])
def test_no_draft_has_an_error(seed: int) -> None:
    """As 's55 check' sees it."""
    settings = load_settings(read_text(ROOT / "settings.yaml", "settings.yaml"), "settings.yaml")
    for name, text in forty_drafts(seed).items():
        checked = check(text, name, settings, TODAY, lambda day: None, final=False)
        assert errors_of(checked.problems) == ()


def test_they_are_forty_and_all_different(responses: list[Response]) -> None:
    """In their titles, in their texts, in most of their dates."""
    assert len(responses) == 40
    assert len({one.inspection.title for one in responses}) == 40
    assert len({one.inspection.published for one in responses}) > 30
    assert len({one.model_dump_json() for one in responses}) == 40


def test_fewer_and_more(drafts: dict[str, str]) -> None:
    """As many as asked for; fewer are the first of more."""
    assert list(forty_drafts(count=3).items()) == list(drafts.items())[:3]
    many = forty_drafts(count=120)
    assert len({yaml.safe_load(text)["inspection"]["title"] for text in many.values()}) == 120


def test_the_same_seed_gives_the_same_drafts(drafts: dict[str, str]) -> None:
    """To the letter; another one gives others."""
    assert forty_drafts() == drafts
    assert forty_drafts(56) != drafts


def _became(response: Response) -> str:
    last = response.inspection.published + timedelta(days=55)
    website = response.first_publication
    if website is None:
        return "open" if last >= TODAY else "overdue"
    assert isinstance(website.date, date)
    return "on time" if website.date <= last else "late"


def test_what_became_of_them_differs(responses: list[Response]) -> None:
    """In time, late, still open, overdue."""
    assert Counter(map(_became, responses)) == {
        "on time": 20,
        "late": 10,
        "open": 5,
        "overdue": 5,
    }


def test_what_they_hold_differs(responses: list[Response]) -> None:
    """Both standard sets; items with gaps in their numbers; owners, targets, states, histories."""
    items = [item for one in responses for _, item in one.all_items()]
    sets = Counter(one.template for one in responses)
    assert set(sets) == {"opccn-2022", "opccn-2023"}
    assert min(sets.values()) >= 12
    assert any(_gap(one) for one in responses)
    assert any(one.causes_of_concern for one in responses)
    assert any(one.judgments for one in responses)
    assert any(not item.applies for item in items)
    assert {str(item.status or (item.latest and item.latest.status)) for item in items} == {
        "None",
        "not started",
        "in progress",
        "complete",
    }
    assert {bool(item.owner) for item in items} == {True, False}
    assert {item.target_date is None for item in items} == {True, False}
    assert {len(item.history) for item in items} == {0, 1, 2, 3}


def _gap(response: Response) -> bool:
    part = response.recommendations
    numbers = [int(item.number) for item in (part.items if part else ()) if item.number]
    return numbers != list(range(1, len(numbers) + 1))


def test_chance_is_the_same_everywhere(drafts: dict[str, str]) -> None:
    """On every machine and every version of Python."""
    first = next(iter(drafts))
    published = yaml.safe_load(drafts[first])["inspection"]["published"]
    assert (first, published) == ("stalking-and-harassment-2023", date(2023, 3, 5))
