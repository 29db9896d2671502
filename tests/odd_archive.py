"""Forty-eight drafts over five years with the odd cases of an archive, and their progress.

They are made of the drafts of :mod:`tests.forty`. The days are moved into the last five years, the
commissioner changes among them, and single drafts become what an office meets now and then.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from s55.model.office import Settings
from s55.model.progress import Progress
from s55.model.response import Response
from s55.office.cases import Case, case_of, with_replacements
from s55.office.items import tracked_items
from s55.office.settings import load_settings
from s55.rules.deadlines import england_and_wales
from tests.command import ROOT
from tests.forty import TODAY, forty_drafts

COUNT = 48
FIVE_YEARS = date(TODAY.year - 5, TODAY.month, TODAY.day)
NEW_HOLDER = date(2024, 5, 9)
"""The first day of the commissioner who holds the office now, by the example's settings."""

Data = dict[str, Any]


@cache
def settings() -> Settings:
    """The settings of the example office, in which the commissioner changes."""
    return load_settings((ROOT / "settings.yaml").read_text(encoding="utf-8"), "settings.yaml")


@cache
def odd_drafts() -> Mapping[str, Data]:
    """The drafts by their names."""
    found: dict[str, Data] = {}
    for name, text in forty_drafts(seed=7, count=COUNT).items():
        data: Data = yaml.safe_load(text)
        data["format"] = 2
        data["distribution"] = {key: [value] for key, value in data.get("distribution", {}).items()}
        found[name] = _moved(data)
    done = [name for name, data in found.items() if data["distribution"]]
    open_ones = [name for name, data in found.items() if not data["distribution"]]
    for place, change in enumerate(_ODD):
        change(found[done[place * 3]])
    replaced = ((done[1], open_ones[0]), (done[2], done[4]), (done[4], done[7]))
    for old, new in replaced:
        _replace(found[old], found[new], new)
    return found


def _moved(data: Data) -> Data:
    """Move a draft of more than five years ago into the last five."""
    while data["inspection"]["published"] < FIVE_YEARS:
        data = _later(data)
    return data


def _later(value: Any) -> Any:
    match value:
        case dict():
            return {key: _later(part) for key, part in value.items()}
        case list():
            return [_later(part) for part in value]
        case date():
            return value + timedelta(days=364)
    return value


def _event(data: Data, **event: object) -> None:
    data["distribution"]["website"].append(event)


def _day(data: Data, after: int) -> date:
    first: date = data["distribution"]["website"][0]["date"]
    return min(first + timedelta(days=after), TODAY)


def _withdrawn(data: Data) -> None:
    _event(data, event="withdrawn", date=_day(data, 30), why="It answered a draft.")


def _corrected(data: Data) -> None:
    _event(data, event="republished", date=_day(data, 10), what="Two, not three.")


def _corrected_and_withdrawn(data: Data) -> None:
    _corrected(data)
    _withdrawn(data)


def _put_back(data: Data) -> None:
    _withdrawn(data)
    _event(data, event="republished", date=_day(data, 44), what="It is put right.")


def _no_day(data: Data) -> None:
    data["distribution"]["website"][0]["date"] = "unknown"


def _unsigned(data: Data) -> None:
    data["sign_off"] = None


def _by_the_last_holder(data: Data) -> None:
    data["sign_off"]["date"] = NEW_HOLDER - timedelta(days=1)


_ODD = (
    _withdrawn,
    _corrected,
    _corrected_and_withdrawn,
    _no_day,
    _unsigned,
    _by_the_last_holder,
    _put_back,
)


def _replace(old: Data, new: Data, name: str) -> None:
    """Withdraw a response, and let another one answer the same report."""
    new["inspection"] = dict(old["inspection"])
    day = _day(old, 20)
    _event(old, event="withdrawn", date=day, why="It was wrong.", replaced_by=name)
    for entry in new["distribution"].get("website", ()):
        entry["date"] = day + timedelta(days=5)
    if new.get("sign_off"):
        new["sign_off"]["date"] = day + timedelta(days=4)


@cache
def odd_cases(today: date = TODAY) -> tuple[Case, ...]:
    """The cases, the oldest report first, with records of progress of all kinds."""
    closed = england_and_wales()
    cases = []
    for number, (name, data) in enumerate(odd_drafts().items()):
        response = Response.model_validate(data)
        one = case_of(name, response, 56, today, closed)
        items = [item for item in tracked_items(one) if item.applies]
        progress = {
            item.reference: _history(number + place, one.published)
            for place, item in enumerate(items)
        }
        cases.append(case_of(name, response, 56, today, closed, progress))
    return tuple(sorted(with_replacements(cases), key=lambda case: (case.published, case.name)))


def _history(kind: int, published: date) -> tuple[Progress, ...]:
    """One of seven histories: none, begun, done, closed, reopened, superseded, for another day."""
    steps: tuple[tuple[int, Data], ...] = (
        (),
        ((120, {"status": "in progress", "note": "Begun.", "evidence": "Minute 7"}),),
        ((100, {"status": "in progress"}), (300, {"status": "complete", "note": "Done."})),
        ((200, {"status": "complete"}), (420, {"status": "closed by the inspectorate"})),
        ((90, {"status": "complete"}), (350, {"status": "reopened", "note": "It came back."})),
        ((240, {"status": "superseded", "superseded_by": "peel-2025 R3"}),),
        ((150, {"status": "in progress", "due": published + timedelta(days=500)}),),
    )[kind % 7]  # fmt: skip
    return tuple(
        Progress.model_validate({"date": published + timedelta(days=after), **data})
        for after, data in steps
    )
