"""Progress recorded in a file of its own: one entry, and no byte of the draft."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from s55.drafts.load import response_of
from s55.drafts.progress import HEAD as RECORD_HEAD
from s55.drafts.progress import RecordEdit, load_progress, progress_problems, updated
from s55.errors import S55Error
from s55.model.progress import ItemStatus, Progress
from s55.problems import error
from s55.sources.editing import YamlEdit
from s55.sources.splices import EditError
from s55.sources.tree import Loc
from s55.sources.writing import Value
from tests.drafts_for_tests import HEAD

TODAY = date(2024, 5, 10)
DRAFT = response_of(
    HEAD
    + """\
recommendations:
  items:
    - number: 2   # as printed
      text: |
        Chief constables should count their boats.
      status: not started  # by the force
      history:
      - date: 2024-04-10
        status: not started
    - number: 3
      text: Paint them.
areas_for_improvement: {items: [{text: Mend the pier.}]}
"""
)
RECORD = """\
# Ours.
format: 2
items:
  R2:   # the boats
    - date: 2024-04-20
      status: in progress   # slowly
"""


def entry(day: date = date(2024, 5, 3), status: str = "in progress", **more: object) -> Progress:
    """An entry of a record."""
    return Progress.model_validate({"date": day, "status": status, **more})


def codes(name: str, progress: Progress, text: str | None = RECORD) -> list[str]:
    """The codes of the problems with which it is refused."""
    with pytest.raises(S55Error) as caught:
        updated(text, DRAFT, name, progress, TODAY)
    return [problem.code for problem in caught.value.problems]


def test_the_first_entry_begins_the_record() -> None:
    """It says what the file is for."""
    found = updated(None, DRAFT, "3", entry(note="Two: by hand", due=date(2024, 9, 1)), TODAY)
    assert found.reference == "R3"
    assert found.text == RECORD_HEAD + (
        "format: 2\nitems:\n  R3:\n    - date: 2024-05-03\n      status: in progress\n"
        "      due: 2024-09-01\n      note: 'Two: by hand'\n"
    )


def test_the_next_entry_comes_last() -> None:
    """All else stays, comments too."""
    found = updated(RECORD, DRAFT, "r 2", entry(status="complete", evidence="Minute 3"), TODAY)
    assert found.text == RECORD + (
        "    - date: 2024-05-03\n      status: complete\n      evidence: Minute 3\n"
    )
    assert (found.status, found.latest) == (ItemStatus.COMPLETE, date(2024, 5, 3))


def test_an_earlier_day_leaves_the_status_to_the_latest() -> None:
    """The entry is added all the same."""
    found = updated(RECORD, DRAFT, "R2", entry(date(2024, 4, 12), "not started"), TODAY)
    assert (found.status, found.latest) == (ItemStatus.IN_PROGRESS, date(2024, 4, 20))


def test_of_two_entries_of_one_day_the_second_counts() -> None:
    """An item can be begun and done on one day."""
    first = updated(RECORD, DRAFT, "R3", entry(), TODAY).text
    second = updated(first, DRAFT, "R3", entry(status="complete"), TODAY)
    assert second.status is ItemStatus.COMPLETE
    assert codes("R3", entry(status="complete"), second.text) == ["D133"]


@pytest.mark.parametrize(
    ("name", "progress", "code"),
    [
        ("R2", entry(date(2024, 5, 11)), "D114"),
        ("R2", entry(date(2024, 4, 1)), "D113"),
        ("R9", entry(), "D131"),
        ("R2", entry(date(2024, 4, 20)), "D133"),
        ("R2", entry(status="superseded"), "D154"),
        ("R2", entry(status="reopened"), "D154"),
    ],
)
def test_what_cannot_be_is_refused(name: str, progress: Progress, code: str) -> None:
    """An entry of the draft's own history counts too."""
    assert codes(name, progress) == [code]


def test_of_many_entries_those_that_are_refused_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each for its own reason, and the others are added: also where one place cannot be edited."""
    append_all = YamlEdit.append_all

    def refusing(edit: YamlEdit, entries: Iterable[tuple[str | Loc, Value]]) -> YamlEdit:
        wanted = list(entries)
        if any(path == ("items", "R3") for path, _ in wanted):
            raise EditError([error("D117", "it cannot be written", "Write it.")], "it cannot be")
        return append_all(edit, wanted)

    monkeypatch.setattr(YamlEdit, "append_all", refusing)
    edit = RecordEdit(RECORD, DRAFT)
    added = [("R2", entry()), ("R3", entry()), ("AFI1", entry()), ("R2", entry()), ("X", entry())]
    refusals = edit.add_all(added, TODAY)
    assert [[one.code for one in why] for why in refusals] == [[], ["D117"], [], ["D133"], ["D131"]]
    assert edit.text == (
        f"{RECORD}    - date: 2024-05-03\n      status: in progress\n"
        "  AFI1:\n    - date: 2024-05-03\n      status: in progress\n"
    )


def test_a_done_item_can_be_reopened_and_superseded() -> None:
    """And every change of it is kept."""
    done = updated(RECORD, DRAFT, "R2", entry(status="complete"), TODAY).text
    again = updated(done, DRAFT, "R2", entry(date(2024, 5, 4), "reopened"), TODAY).text
    by = entry(date(2024, 5, 5), "superseded", superseded_by="harbour R7")
    text = updated(again, DRAFT, "R2", by, TODAY).text
    record, problems = load_progress(text, "")
    assert record is not None
    assert problems == []
    assert [one.status.value for one in record.items["R2"]] == [
        "in progress", "complete", "reopened", "superseded",
    ]  # fmt: skip


def test_a_record_is_compared_with_its_response() -> None:
    """Each problem has its line."""
    text = RECORD + "    - date: 2024-05-11\n      status: complete\n  R8:\n"
    record, problems = load_progress(text.replace("R8:\n", "R8: []\n"), "r.yaml")
    assert record is not None
    assert problems == []
    given = (text.replace("R8:\n", "R8: []\n"), "r.yaml", record, DRAFT, TODAY, ())
    assert [(one.code, one.line) for one in progress_problems(*given)] == [
        ("D153", 9),
        ("D114", 7),
    ]


def test_an_item_in_the_place_of_another_is_in_a_draft_that_there_is() -> None:
    """A slip in its name would be in the public register for good."""
    by = entry(date(2024, 5, 5), "superseded", superseded_by="harbor R7")
    text = updated(RECORD, DRAFT, "R2", by, TODAY).text
    record, _ = load_progress(text, "r.yaml")
    assert record is not None
    (found,) = progress_problems(text, "r.yaml", record, DRAFT, TODAY, {"harbour", "bridge"})
    assert (found.code, found.line) == ("D166", 1 + text.split("superseded_by")[0].count("\n"))
    assert (
        found.message
        == "R2 is superseded by 'harbor R7', but s55 could not find the draft 'harbor'"
    )
    assert found.hint == "Did you mean harbour?"
    assert progress_problems(text, "r.yaml", record, DRAFT, TODAY, {"harbor"}) == []


def test_a_record_that_cannot_be_understood_is_refused() -> None:
    """With its own problems."""
    assert codes("R2", entry(), RECORD + "zebra: 1\n") == ["D101"]
    assert codes("R2", entry(), RECORD.replace("in progress", "done")) == ["D103"]


@pytest.mark.parametrize("day", [date(2024, 4, 2), TODAY])
def test_the_day_of_the_report_and_today_can_be_recorded(day: date) -> None:
    """An entry of the first and of the last possible day."""
    found = updated(RECORD, DRAFT, "R3", entry(day), TODAY)
    assert f"  R3:\n    - date: {day}\n" in found.text


def test_an_item_can_be_reopened_on_the_day_on_which_it_was_done() -> None:
    """What was recorded that day came before; of an item in progress it is refused."""
    done = updated(RECORD, DRAFT, "R2", entry(TODAY, "complete"), TODAY).text
    found = updated(done, DRAFT, "R2", entry(TODAY, "reopened"), TODAY)
    assert (found.status, found.latest) == (ItemStatus.REOPENED, TODAY)
    begun = updated(done, DRAFT, "R2", entry(TODAY), TODAY).text
    assert codes("R2", entry(TODAY, "reopened"), begun) == ["D154"]
