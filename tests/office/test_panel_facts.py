"""The panel's file as forms: a change writes what was filled in, and nothing else."""

from __future__ import annotations

import pytest

from s55.errors import S55Error
from s55.office.panel_facts import (
    PanelGroup,
    panel_groups,
    with_meeting,
    with_panel,
    without_meeting,
)
from s55.office.panel_file import load_panel
from s55.sources.facts import FactChange
from tests.command import ROOT

TEXT = (ROOT / "panel.yaml").read_text(encoding="utf-8")
SECOND = "meetings[1]"


def changed(path: str, value: str, text: str = TEXT) -> str:
    """The file with one fact filled in, by somebody who has seen what it says."""
    said = {fact.path: fact.value for group in panel_groups(text) for fact in group.facts}
    return with_panel(text, [FactChange(path, said[path], value)])


def new(**said: str) -> list[FactChange]:
    return [FactChange(f"new.{name}", "", value) for name, value in said.items()]


def codes(failure: pytest.ExceptionInfo[S55Error]) -> list[tuple[str, str]]:
    return [(one.code, one.path) for one in failure.value.problems]


def test_what_the_file_says_is_listed() -> None:
    groups = {group.path: group for group in panel_groups(TEXT)}
    assert [(one.title, one.about) for one in groups.values()] == [
        ("All papers", ""),
        ("Meeting of Tuesday 23 April 2024", "2024-04-23"),
        ("Meeting of Tuesday 8 December 2026", "2026-12-08"),
    ]
    said = {groups[SECOND].key(fact): fact.value for fact in groups[SECOND].facts}
    assert said["date"] == "2026-12-08"
    assert said["recommendation"].startswith("The panel is invited\n\n1. to note")
    assert [key for key in said if key.startswith("points")] == [
        "points[0]",
        "points[1]",
        "points[2]",
    ]
    assert said["points[2]"] == ""
    assert [one.path for one in panel_groups("# nothing\n")] == ["panel"]
    assert panel_groups("meetings:\n  - 5\n")[1].title == "Meeting of an unknown day"


def test_a_day_is_filled_in_and_nothing_else_changes() -> None:
    closed = changed(f"{SECOND}.until", "2026-11-30")
    assert closed == TEXT.replace("    points:\n", "    until: 2026-11-30\n    points:\n")
    assert changed(f"{SECOND}.until", "", closed) == TEXT


def test_texts_and_points_are_written_as_markdown() -> None:
    text = changed(f"{SECOND}.points[2]", "And\r\n\r\n- this?\r\n")
    assert text == TEXT + "      - |\n        And\n\n        - this?\n"
    other = changed(f"{SECOND}.points[2]", "Or that?", text)
    assert other == TEXT + "      - |\n        Or that?\n"
    fewer = changed(f"{SECOND}.points[0]", "", text)
    assert load_panel(fewer, "").meetings[1].points[0].startswith("How is the commissioner")
    assert "# Each of these texts may be left out" in fewer
    none = with_panel(
        text,
        [
            FactChange(fact.path, fact.value, "")
            for group in panel_groups(text)
            for fact in group.facts
            if ".points[" in fact.path
        ],
    )
    assert load_panel(none, "").meetings[1].points == ()
    assert "  background: |" not in TEXT
    assert "\nbackground: |\n  We *must*.\n" in changed("background", "We *must*.")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (f"{SECOND}.date", "2024-04-23", "W111"),
        (f"{SECOND}.until", "2026-12-09", "W115"),
        (f"{SECOND}.since", "2027-01-01", None),
        (f"{SECOND}.purpose", "<b>bold</b>", "T201"),
        (f"{SECOND}.points[2]", "[a](javascript:x)", "T204"),
        (f"{SECOND}.date", "", "K103"),
        ("papers.clear_days", "29", "D103"),
    ],
)
def test_what_the_command_would_refuse_is_refused(path: str, value: str, code: str | None) -> None:
    if code is None:
        assert changed(path, value) != TEXT
        return
    with pytest.raises(S55Error) as caught:
        changed(path, value)
    assert code in dict(codes(caught))


def test_what_was_wrong_before_stops_nothing() -> None:
    wrong = TEXT.replace("until: 2024-04-12", "until: 2024-04-30")
    closed = changed(f"{SECOND}.until", "2026-11-30", wrong)
    assert "until: 2026-11-30" in closed
    assert "until: 2024-04-12" in changed("meetings[0].until", "2024-04-12", wrong)


@pytest.mark.parametrize(
    ("day", "place"), [("2024-01-01", 0), ("2025-06-01", 1), ("2027-03-02", 2)]
)
def test_a_meeting_is_added_after_those_of_earlier_days(day: str, place: int) -> None:
    text, path = with_meeting(TEXT, new(date=day, since="", item="7"))
    assert path == f"meetings[{place}]"
    meeting = load_panel(text, "").meetings[place]
    assert (meeting.date.isoformat(), meeting.item) == (day, "7")
    assert without_meeting(text, PanelGroup(path, day)) == TEXT


@pytest.mark.parametrize("text", ["", "# The papers\n", "panel: Ours\n", "\ufeff# x\n"])
def test_the_first_meeting_begins_the_list(text: str) -> None:
    begun, path = with_meeting(text, new(date="2026-12-08"))
    assert begun.startswith(text.rstrip("\n"))
    assert [one.date.isoformat() for one in load_panel(begun.removeprefix("\ufeff"), "").meetings]
    ended = without_meeting(begun, PanelGroup(path, "2026-12-08"))
    assert load_panel(ended.removeprefix("\ufeff"), "").meetings == ()


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"date": ""}, ("K103", "new.date")),
        ({"date": "2024-04-23"}, ("W111", "new.date")),
        ({"date": "2027-03-02", "until": "2027-03-03"}, ("W115", "new.until")),
        ({"date": "2027-03-02", "title": "x" * 10_000}, ("D103", "new.title")),
    ],
)
def test_a_meeting_that_cannot_be_is_refused(said: dict[str, str], code: tuple[str, str]) -> None:
    with pytest.raises(S55Error) as caught:
        with_meeting(TEXT, new(**said))
    assert code in codes(caught)


def test_another_meeting_at_the_place_is_noticed() -> None:
    PanelGroup(SECOND, "2026-12-08").refuse_another(TEXT)
    for seen in (PanelGroup(SECOND, "2024-04-23"), PanelGroup("meetings[9]", "2026-12-08")):
        with pytest.raises(S55Error) as caught:
            seen.refuse_another(TEXT)
        assert codes(caught) == [("K102", seen.path)]
    for path in ("panel", "meetings", "meetings[0].date", ""):
        with pytest.raises(S55Error) as caught:
            without_meeting(TEXT, PanelGroup(path, ""))
        assert codes(caught) == [("K102", path)]
