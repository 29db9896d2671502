"""``s55 calendar`` as a person runs it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import vobject

from tests.command import run_s55

OPEN = "online-fraud-2026"


def entries(path: Path) -> dict[str, Any]:
    """The entries of a calendar file, by the part of the UID before the @."""
    calendar = vobject.readOne(path.read_bytes().decode(), validate=True)
    return {event.uid.value.split("@")[0]: event for event in calendar.vevent_list}


def test_the_calendar_holds_every_response(workspace: Path) -> None:
    """Four entries each; what is done is cancelled for a year, and what is open is to come."""
    result = run_s55("calendar", cwd=workspace)
    assert (result.status, result.err) == (0, "")
    names = sorted(path.stem for path in (workspace / "responses").glob("*.yaml"))
    found = entries(workspace / "build/calendar.ics")
    kinds = ("invitation", "comments", "target", "statutory")
    assert set(found) == {f"{kind}-{OPEN}" for kind in kinds}, "the others are long done"
    to_come = [uid for uid, event in found.items() if event.status.value == "CONFIRMED"]
    assert f"statutory-{OPEN}" in to_come
    assert f"invitation-{OPEN}" not in to_come
    assert result.out == (
        f"build/calendar.ics: {len(names)} responses, {len(to_come)} entries to come, "
        f"{len(found) - len(to_come)} done and cancelled.\n"
    )


def test_one_response_in_a_file_of_its_own(workspace: Path) -> None:
    """Named twice it stands there once; its comments are due when its invitation says."""
    result = run_s55("calendar", OPEN, OPEN, "--out", "mine/dates.ics", cwd=workspace)
    assert result.out == "mine/dates.ics: 1 response, 3 entries to come, 1 done and cancelled.\n"
    found = entries(workspace / "mine/dates.ics")
    assert {uid: event.dtstart.value for uid, event in found.items()} == {
        f"invitation-{OPEN}": date(2026, 10, 22),
        f"comments-{OPEN}": date(2026, 11, 27),
        f"target-{OPEN}": date(2026, 12, 7),
        f"statutory-{OPEN}": date(2026, 12, 13),
    }
    assert not (workspace / "build").exists()


def test_the_lead_times_come_from_the_settings(workspace: Path) -> None:
    """Other lead times, other days."""
    with (workspace / "settings.yaml").open("a", encoding="utf-8") as file:
        file.write("\ncalendar:\n  publish_before: 10\n  remind: []\n")
    assert run_s55("calendar", OPEN, cwd=workspace).status == 0
    target = entries(workspace / "build/calendar.ics")[f"target-{OPEN}"]
    assert target.dtstart.value == date(2026, 11, 30)
    assert "valarm" not in target.contents


def test_marking_a_response_as_published_cancels_its_entries(workspace: Path) -> None:
    """Same UIDs, CANCELLED, and a higher number: what a calendar program goes by."""
    run_s55("calendar", OPEN, cwd=workspace)
    before = entries(workspace / "build/calendar.ics")
    marked = run_s55(
        "mark", OPEN, "website", "--on", "2026-11-22", "--without-files", cwd=workspace
    )
    assert marked.status == 0, marked.err
    run_s55("calendar", OPEN, cwd=workspace)
    after = entries(workspace / "build/calendar.ics")
    assert set(before) == set(after)
    assert {event.status.value for event in after.values()} == {"CANCELLED"}
    for uid in ("comments", "target", "statutory"):
        key = f"{uid}-{OPEN}"
        assert int(after[key].sequence.value) > int(before[key].sequence.value)


def test_the_same_day_makes_the_same_bytes(workspace: Path) -> None:
    """In any folder, and whenever it runs."""
    run_s55("calendar", cwd=workspace)
    run_s55("calendar", "--out", str(workspace / "again.ics"), cwd=workspace / "responses")
    first = (workspace / "build/calendar.ics").read_bytes()
    assert (workspace / "again.ics").read_bytes() == first


def test_a_draft_with_errors_stops_it(workspace: Path) -> None:
    """A calendar without one of the responses would be wrong in a way nobody sees."""
    (workspace / "responses/broken.yaml").write_text("format: 1\n", encoding="utf-8")
    result = run_s55("calendar", cwd=workspace)
    assert result.status == 1
    assert "responses/broken.yaml" in result.err
    assert not (workspace / "build").exists()


def test_no_drafts_make_no_calendar(workspace: Path) -> None:
    """An empty calendar would be no calendar by the standard."""
    for path in (workspace / "responses").glob("*.yaml"):
        path.unlink()
    result = run_s55("calendar", cwd=workspace)
    assert (result.status, result.out) == (
        0,
        "There is no draft in responses; nothing was written.\n",
    )
    assert not (workspace / "build").exists()


def test_the_meetings_of_the_panel_are_in_the_calendar_of_all_drafts(workspace: Path) -> None:
    (workspace / "panel.yaml").write_text("meetings:\n  - date: 2026-12-08\n", encoding="utf-8")
    result = run_s55("calendar", cwd=workspace)
    assert "; 1 meeting of the panel and the day of its papers." in result.out
    found = entries(workspace / "build/calendar.ics")
    assert found["papers-2026-12-08"].dtstart.value == date(2026, 11, 30)
    run_s55("calendar", OPEN, cwd=workspace)
    assert "papers-2026-12-08" not in entries(workspace / "build/calendar.ics")
