"""How far the force is, in words and with a mark, as on the day of the list."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from s55.model.progress import Progress
from s55.office.cases import Case
from s55.office.items import Pace, tracked_items
from s55.render.register.json import to_json
from s55.templating.list_words import PaceWords, StatusWords, named
from s55.templating.wording import Wording
from s55.views.lists import ProgressWording
from s55.views.register import tables_of
from s55.views.tracker import lines_of_item, lines_of_items
from tests.office.cases_for_tests import case, recommendations
from tests.registers_for_tests import register_for, register_set

FORCES = ("Aford Police", "Beford Police")
WORDS = ProgressWording(register_set().manifest.labels.statuses, Wording({}, "").fill, "en-GB")


def followed(*entries: dict[str, Any], today: date = date(2026, 11, 22), **item: Any) -> Case:
    """A report on two forces with one recommendation, and the record of its progress."""
    made = case(answered=date(2026, 8, 20), today=today, **recommendations(item))
    inspection = made.response.inspection.model_copy(update={"forces": FORCES})
    progress = {"R1": tuple(Progress.model_validate(entry) for entry in entries)}
    response = made.response.model_copy(update={"inspection": inspection})
    return replace(made, response=response, progress=progress)


def entry(day: str, status: str, **more: str) -> dict[str, Any]:
    """An entry of a record of progress, of a day in 2026."""
    return {"date": f"2026-{day}", "status": status, **more}


def standing(*entries: dict[str, Any], **item: Any) -> str:
    """How far the force is, in the words of the register."""
    (tracked,) = tracked_items(followed(*entries, **item))
    return WORDS.of(tracked)


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([], ""),
        ([entry("09-01", "not started")], "Not started"),
        ([entry("09-01", "in progress")], "In progress"),
        ([entry("09-01", "complete")], "Complete"),
        ([entry("09-01", "closed by the inspectorate")], "Closed by the inspectorate"),
        ([entry("09-01", "not applicable")], "Not applicable"),
        ([entry("09-01", "superseded")], "Superseded"),
        (
            [entry("09-01", "superseded", superseded_by="peel-2027 R3")],
            "Superseded by peel-2027 R3",
        ),
        (
            [
                entry("09-01", "reopened"),
                entry("09-02", "complete"),
                entry("09-05", "reopened"),
                entry("10-01", "reopened", note="Still."),
            ],
            "Reopened on 5 September 2026",
        ),
    ],
)
def test_each_status_has_words(entries: list[dict[str, Any]], words: str) -> None:
    """Superseded says by which item, reopened since when."""
    assert standing(*entries) == words


def test_the_statement_stands_where_nothing_is_recorded_since() -> None:
    """And the record counts before it."""
    assert standing(status="complete") == "Complete"
    assert standing(entry("09-01", "reopened"), status="complete") == "Reopened on 1 September 2026"


@pytest.mark.parametrize(
    ("entries", "words"),
    [
        (
            [
                entry("09-01", "complete", force=FORCES[0]),
                entry("09-02", "in progress", force=FORCES[1]),
            ],
            "Aford Police: Complete; Beford Police: In progress",
        ),
        (
            [entry("09-01", "in progress"), entry("09-02", "complete", force=FORCES[0])],
            "In progress; Aford Police: Complete",
        ),
        (
            [entry("09-01", "complete", force=FORCES[0]), entry("09-02", "complete")],
            "Complete",
        ),
        (
            [
                entry("09-01", "complete", force=FORCES[0]),
                entry("09-02", "reopened", force=FORCES[1]),
                entry("09-03", "reopened", force=FORCES[0]),
            ],
            "Aford Police: Reopened on 3 September 2026; Beford Police: Reopened on 2 September "
            "2026",
        ),
    ],
)
def test_forces_are_told_apart(entries: list[dict[str, Any]], words: str) -> None:
    """As far as entries name them; a later entry on all of them counts for each."""
    assert standing(*entries) == words


def test_the_marks_differ_in_shape_and_words() -> None:
    """Of every set: nothing is said by colour alone."""
    for words in (PaceWords(), register_set().manifest.labels.paces):
        labels = [named(pace, words) for pace in Pace]
        assert len({label.split(" ", 1)[0] for label in labels}) == len(Pace)
        assert len({label.split(" ", 1)[1].casefold() for label in labels}) == len(Pace)
        assert labels[0] == "▲ Late"


def test_the_words_of_the_model_are_those_of_the_set() -> None:
    """So that a set that says nothing of the later statuses reads alike."""
    own = register_set().manifest.labels.statuses
    later = StatusWords(**own.model_dump(include={"not_started", "in_progress", "complete"}))
    assert later == own


# --- as at a day ------------------------------------------------------------------------


def _register_on(today: date) -> tuple[dict[str, object], dict[str, Any]]:
    """The one item of a register as on a day: the cells of its row, and its data."""
    made = followed(
        entry("09-01", "complete", note="Done.", owner="Inspector A"),
        entry("10-05", "reopened", due="2026-12-01", owner="Inspector B"),
        entry("11-10", "superseded", superseded_by="peel-2027 R3"),
        today=today,
        status="in progress",
        target_date="2026-10-01",
        owner="Head of Boats",
    )
    register = register_for([made], today)
    table = tables_of(register)[0]
    keys = (column.key for column in table.columns)
    (data,) = json.loads(to_json(register))["items"]
    return dict(zip(keys, table.rows[0], strict=True)), data


@pytest.mark.parametrize(
    ("today", "status", "pace", "owner", "target"),
    [
        ("2026-08-25", "In progress", "● On time", "Head of Boats", "2026-10-01"),
        ("2026-09-01", "Complete", "✓ Done", "Inspector A", "2026-10-01"),
        ("2026-10-04", "Complete", "✓ Done", "Inspector A", "2026-10-01"),
        ("2026-10-05", "Reopened on 5 October 2026", "● On time", "Inspector B", "2026-12-01"),
        ("2026-11-01", "Reopened on 5 October 2026", "◆ Due within 30 days", "Inspector B", None),
        ("2026-11-10", "Superseded by peel-2027 R3", "✓ Done", "Inspector B", None),
    ],
)
def test_a_register_as_on_a_day_shows_that_day(
    today: str, status: str, pace: str, owner: str, target: str | None
) -> None:
    """What was recorded later is not in it; the statement is what it was."""
    cells, data = _register_on(date.fromisoformat(today))
    assert (cells["status"], cells["pace"], cells["owner"]) == (status, pace, owner)
    assert cells["target"] == date.fromisoformat(target or "2026-12-01")
    assert data["status"] == status
    names = {"●": "on_time", "✓": "done", "◆": "soon"}
    assert data["pace"] == names[pace[0]]
    assert data["is_open"] is (pace[0] != "✓")


def test_an_item_that_does_not_apply_has_no_mark() -> None:
    """Nothing is asked of it."""
    register = register_for([followed(applies=False)])
    (row,) = register.items
    assert (row.pace, row.pace_key, row.standing) == (None, "", "")
    (data,) = json.loads(to_json(register))["items"]
    assert (data["pace"], data["status"]) == (None, None)


def test_a_terminal_shows_the_same() -> None:
    """With the days that are left, or over, and the whole history."""
    made = followed(
        entry("09-01", "complete", force=FORCES[0], note="Done."),
        entry("10-05", "reopened", due="2026-12-01", owner="Inspector B"),
    )
    assert lines_of_items(made) == [
        "  R1  reopened on 5 October 2026, due 1 December 2026 (in 9 days)  Do it."
    ]
    (item,) = tracked_items(made)
    assert lines_of_item(item)[-2:] == [
        "    1 September 2026, Aford Police, complete, Done.",
        "    5 October 2026, reopened, owner Inspector B, due 1 December 2026",
    ]
    for day, words in (
        (date(2026, 12, 1), " (today)"),
        (date(2026, 12, 2), " (1 day overdue)"),
        (date(2026, 10, 31), "2026"),
    ):
        (line,) = lines_of_items(replace(made, today=day))
        assert f"due 1 December 2026{'' if words == '2026' else words}  Do it." in line
