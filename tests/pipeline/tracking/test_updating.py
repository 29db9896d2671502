"""A spreadsheet goes out, is filled in, and comes back: what is recorded, and what is told."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font

from s55.disk.changing import OvertakenError
from s55.disk.history import history_of
from s55.errors import S55Error
from s55.model.progress import ItemStatus, Progress
from s55.pipeline.recording.progress import record_progress
from s55.pipeline.tracking.updating import write_update
from s55.render.register.xlsx import progress_xlsx
from s55.views.progress_sheet import PROGRESS_COLUMNS
from s55.workspace import Workspace
from tests.pipeline.tracking.sheets_for_tests import (
    DAY,
    HEADINGS,
    TODAY,
    Book,
    office,
    read,
    recorded,
    records,
    sheet_of,
    told,
    written_sheet,
)
from tests.validators import libreoffice_to

R1, R2, AFI1, AFI2 = "harbour R1.10", "harbour R2-3", "harbour AFI1", "harbour AFI2"
JOINT = "joint R1.10 [Fenland Constabulary]"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """An office with two responses."""
    return office(tmp_path / "office")


def filled(workspace: Workspace) -> Book:
    """Three rows of two drafts, filled in."""
    return (
        written_sheet(workspace)
        .fill(R1, new_status="In progress", new_day=DAY, new_note="2-3", new_evidence="=1+1")
        .fill(R2, new_day="20/05/2024", new_owner="1.10", new_due=datetime(2024, 9, 1))  # noqa: DTZ001
        .fill(JOINT, new_status="complete", new_day=DAY)
    )


RECORDS = {
    "harbour": (
        "  R1.10:\n"
        "    - date: 2024-05-20\n"
        "      status: in progress\n"
        "      note: 2-3\n"
        "      evidence: =1+1\n"
        "  R2-3:\n"
        "    - date: 2024-05-20\n"
        "      status: in progress\n"
        "      owner: '1.10'\n"
        "      due: 2024-09-01\n"
    ),
    "joint": (
        "  R1.10:\n"
        "    - date: 2024-05-20\n"
        "      status: complete\n"
        "      force: Fenland Constabulary\n"
    ),
}


def as_texts(book: Book) -> Book:
    """What begins with '=' written as the text that a cell of the format for texts takes it for."""
    cell = book.sheet.cell(book.row(R1), book.column("new_evidence"))
    cell.data_type = "s"
    return book


def test_what_is_filled_in_is_recorded_in_all_drafts_and_once(workspace: Workspace) -> None:
    """Shown in words first; numbers and what looks like a formula stay as they were typed."""
    found = read(workspace, as_texts(filled(workspace)).bytes())
    assert (found.entries, found.problems) == (3, ())
    assert [line.strip() for line in found.lines[1:]] == [
        "R1.10  no status -> in progress, Monday 20 May 2024 (row 2)",
        "note: 2-3",
        "evidence: =1+1",
        "R2-3  stays in progress, Monday 20 May 2024 (row 3)",
        "owner: =cmd|' /C calc'!A0 -> 1.10",
        "due: no day -> Sunday 1 September 2024",
        found.lines[7],
        "R1.10 (Fenland Constabulary)  no status -> complete, Monday 20 May 2024 (row 7)",
    ]
    assert found.lines[7].endswith("joint.yaml: Joint patrols")
    assert records(workspace) == {}
    assert write_update(found) == "3 entries recorded in 2 records."
    assert records(workspace) == RECORDS
    for name in RECORDS:  # each can be undone by itself
        states = history_of(workspace.responses / f"{name}.yaml").states
        assert [one.command for one in states] == ["", "update"]
    again = read(workspace, as_texts(filled_again(workspace)).bytes())
    assert (again.entries, again.known, again.problems) == (0, 3, ())


def filled_again(workspace: Workspace) -> Book:
    """The same file once more, as if it had been written before."""
    for path in (workspace.responses / "progress").glob("*.yaml"):
        path.rename(path.with_suffix(".kept"))
    book = filled(workspace)
    for path in (workspace.responses / "progress").glob("*.kept"):
        path.rename(path.with_suffix(".yaml"))
    return book


def test_sorted_and_filtered_rows_are_known_by_their_ids(workspace: Workspace) -> None:
    """The records are the same, byte for byte, whatever the order."""
    assert recorded(workspace, as_texts(filled(workspace)).sorted()).problems == ()
    assert records(workspace) == RECORDS


def test_all_that_cannot_be_taken_is_told_at_once_with_its_row(workspace: Workspace) -> None:
    """The rows that can are recorded all the same; an absent row deletes nothing."""
    book = (
        written_sheet(workspace)
        .fill(R1, new_status="finished", new_day=datetime(2024, 5, 20), text="Sell the boats.")  # noqa: DTZ001
        .fill(R2, new_status="complete", new_day="31/02/2024")
        .fill(AFI1, new_note="Moored.", new_day="20.5.2024")
        .fill("harbour AFI2", new_status="complete", new_day=date(2024, 6, 4))
        .fill("joint AFI1 [Saltmarsh Police]", new_status="complete")
        .fill("joint AFI2 [Saltmarsh Police]", new_status="superseded", new_day=DAY)
        .fill("joint R1.10 [Saltmarsh Police]", new_day=DAY, new_note="a\u202eb")
        .fill("joint R2-3 [Saltmarsh Police]", new_day=DAY, new_note="x" * 2001)
        .fill("joint R2-3 [Fenland Constabulary]", new_day=DAY, new_note="=A1")
        .fill(JOINT, new_status="complete", new_day=DAY)
        .fill("joint AFI2 [Fenland Constabulary]", identity="joint AFI9", new_day=DAY)
        .fill("joint AFI1 [Fenland Constabulary]", identity=None, new_day=DAY)
    )
    found = recorded(workspace, book)
    assert told(found) == [
        ("R153", "2 rows are not in the sheet any more"),
        ("R149", "row 2 (harbour R1.10)"),
        ("R147", "row 2 (harbour R1.10)"),
        ("R148", "row 3 (harbour R2-3)"),
        ("R150", "row 4 (harbour AFI1)"),
        ("D114", "row 5 (harbour AFI2)"),
        ("R151", "row 6 (joint R1.10 [Saltmarsh Police])"),
        ("R151", "row 8 (joint R2-3 [Saltmarsh Police])"),
        ("R151", "row 9 (joint R2-3 [Fenland Constabulary])"),
        ("R150", "row 10 (joint AFI1 [Saltmarsh Police])"),
        ("R145", "row 11"),
        ("D154", "row 12 (joint AFI2 [Saltmarsh Police])"),
        ("R145", "row 13 (joint AFI9)"),
    ]
    hints = {one.code: one.hint for one in found.problems}
    assert hints["D114"] == "Correct the day in the row: record only what has happened."
    assert hints["D154"] == "Name it in the row, with the draft that it is in: peel-2025 R3."
    assert {one.file for one in found.problems} == {"back.xlsx"}
    assert records(workspace) == {"joint": RECORDS["joint"]}


@pytest.mark.parametrize(
    ("day", "others", "told_of"),
    [
        ("5/20/2024", "4/5/2024", ["row 2", "row 3"]),
        ("5/20/24", "04.05.24", ["row 2", "row 3"]),
        ("5/20/2024", "2024-05-04", ["row 2"]),
        ("5/20/2024", "5/5/2024", ["row 2"]),
        ("20/5/2024", "4/5/2024", []),
    ],
)
def test_days_that_may_be_meant_month_first_are_not_read(
    day: str, others: str, told_of: list[str], workspace: Workspace
) -> None:
    """If one day of the sheet can only be read so: an American program wrote it."""
    book = written_sheet(workspace)
    book.fill(R1, new_status="complete", new_day=day)
    book.fill(R2, new_status="complete", new_day=others)
    found = told(read(workspace, book.bytes()))
    assert [(code, place.partition(" (")[0]) for code, place in found] == [
        ("R148", row) for row in told_of
    ]


def test_a_row_without_a_day_takes_the_day_that_is_given(workspace: Workspace) -> None:
    """One with a day keeps it."""
    book = written_sheet(workspace).fill(R1, new_status="complete")
    book.fill(AFI1, new_status="complete", new_day=DAY)
    assert told(read(workspace, book.bytes())) == [("R150", "row 2 (harbour R1.10)")]
    found = read(workspace, book.bytes(), on=date(2024, 5, 31))
    assert [line.split(", ")[1] for line in found.lines[1:]] == [
        "Friday 31 May 2024 (row 2)",
        "Monday 20 May 2024 (row 4)",
    ]


def test_an_item_in_place_of_another_is_in_a_draft_that_there_is(workspace: Workspace) -> None:
    """A slip in its name is told with the row; the entry is recorded as it was written."""
    book = written_sheet(workspace)
    book.fill(R1, new_status="superseded", new_day=DAY, new_superseded_by="jont R3")
    book.fill(R2, new_status="superseded", new_day=DAY, new_superseded_by="joint R2-3")
    update = read(workspace, book.bytes())
    assert update.entries == 2
    (told,) = update.problems
    assert told.code == "D166"
    assert told.message.endswith("superseded by 'jont R3', but s55 could not find the draft 'jont'")
    assert told.hint == "Did you mean joint?"


def test_an_id_that_is_there_twice_is_not_taken_at_all(workspace: Workspace) -> None:
    """Nobody could tell which of the two is meant."""
    book = filled(workspace)
    book.sheet.cell(4, 1).value = R2
    found = recorded(workspace, book)
    assert told(found)[1:] == [(("R151", f"row 2 ({R1})"))] + [
        ("R146", f"row {row} ({R2})") for row in (3, 4)
    ]
    assert set(records(workspace)) == {"joint"}


@pytest.mark.parametrize("key", ["text", "new_note", "force"])
def test_a_deleted_column_is_told_and_the_rest_is_read(workspace: Workspace, key: str) -> None:
    """Whether it was filled in or not."""
    book = written_sheet(workspace).fill(
        AFI1, new_status="complete", new_day=DAY, new_note="Moored."
    )
    book.sheet.delete_cols(book.column(key))
    found = recorded(workspace, book)
    assert [one.code for one in found.problems] == ["R143"]
    assert f"'{HEADINGS[key]}'" in found.problems[0].message
    assert ("note: Moored." in records(workspace)["harbour"]) == (key != "new_note")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda book: book.sheet.delete_cols(1),
        lambda book: book.book.copy_worksheet(book.sheet),
        lambda book: book.sheet.cell(1, 2, HEADINGS["identity"]),
    ],
    ids=["no ids", "two sheets", "ids twice"],
)
def test_a_sheet_whose_rows_cannot_be_known_is_refused(
    workspace: Workspace, spoil: Callable[[Book], Any]
) -> None:
    """As a whole."""
    book = filled(workspace)
    spoil(book)
    with pytest.raises(S55Error) as refused:
        read(workspace, book.bytes())
    assert [one.code for one in refused.value.problems] == ["R142"]


# --- what was changed meanwhile ------------------------------------------------------


def test_two_copies_one_after_the_other_both_land(workspace: Workspace) -> None:
    """A status from one and an owner from the other of one item; the second knows the first."""
    first, second = written_sheet(workspace), written_sheet(workspace)
    first.fill(R1, new_status="complete", new_day=DAY).fill(
        AFI1, new_status="complete", new_day=DAY
    )
    second.fill(R1, new_owner="Harbour master", new_day=date(2024, 5, 21))
    second.fill(R2, new_note="Painted red.", new_day=DAY)
    assert recorded(workspace, first).entries == 2
    assert recorded(workspace, second).problems == ()
    assert "status: complete\n      owner: Harbour master" in records(workspace)["harbour"]
    assert read(workspace, first.bytes()).known == 2
    assert read(workspace, second.bytes()).known == 2


@pytest.mark.parametrize(
    ("ours", "theirs", "what"),
    [
        ({"status": "complete"}, {"new_status": "In progress"}, "status"),
        ({"status": "complete"}, {"new_status": "Not started"}, "status"),
        ({"owner": "A"}, {"new_owner": "B", "new_status": "In progress"}, "owner"),
        ({"due": date(2025, 1, 1)}, {"new_due": date(2025, 1, 2)}, "due date"),
    ],
)
def test_what_both_sides_changed_is_a_conflict(
    workspace: Workspace, ours: dict[str, Any], theirs: dict[str, Any], what: str
) -> None:
    """The row is left out, and the others are recorded."""
    book = written_sheet(workspace).fill(R2, new_day=DAY, **theirs)
    book.fill(AFI1, new_status="complete", new_day=DAY)
    entry = {"date": date(2024, 5, 22), "status": "in progress", **ours}
    path = workspace.responses / "harbour.yaml"
    record_progress(path, "R2-3", Progress.model_validate(entry), TODAY)
    found = recorded(workspace, book)
    assert told(found) == [("R152", f"row 3 ({R2})")]
    assert f"the {what} is" in found.problems[0].message
    assert found.entries == 1
    assert records(workspace)["harbour"].count("- date") == 2


def test_the_same_change_on_both_sides_is_no_conflict(workspace: Workspace) -> None:
    """Nor is what one side alone changed."""
    book = written_sheet(workspace).fill(R2, new_status="Complete", new_day=DAY, new_note="Done.")
    entry = Progress(date=date(2024, 5, 18), status=ItemStatus.COMPLETE)
    record_progress(workspace.responses / "harbour.yaml", "R2-3", entry, TODAY)
    assert (recorded(workspace, book).entries, read(workspace, book.bytes()).known) == (1, 1)


def test_a_corrected_text_changes_no_id_and_counting_anew_is_noticed(workspace: Workspace) -> None:
    """An item without a number goes by its place, which another one can take."""
    book = written_sheet(workspace).fill(AFI1, new_status="complete", new_day=DAY)
    path = workspace.responses / "harbour.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Moor the boats.", "Moor all boats."), encoding="utf-8")
    assert read(workspace, book.bytes()).problems == ()
    moved = text.replace("    - text: Moor", "    - text: Sail the boats.\n    - text: Moor")
    path.write_text(moved, encoding="utf-8")
    found = read(workspace, book.bytes())
    assert (found.entries, told(found)) == (0, [("R154", f"row 4 ({AFI1})")])
    assert "its item is now harbour AFI2" in found.problems[0].message
    assert found.problems[0].hint.endswith("record it by hand: s55 update harbour AFI2.")


def test_all_records_are_written_or_none(workspace: Workspace) -> None:
    """A record that somebody changed since it was read stops those of the other drafts too."""
    found = read(workspace, as_texts(filled(workspace)).bytes())
    entry = Progress(date=DAY, status=ItemStatus.COMPLETE)
    record_progress(workspace.responses / "joint.yaml", "AFI1", entry, TODAY)
    with pytest.raises(OvertakenError) as refused:
        write_update(found)
    assert refused.value.problems[0].file == str(workspace.responses / "progress/joint.yaml")
    assert set(records(workspace)) == {"joint"}


# --- other formats -------------------------------------------------------------------


def as_csv(book: Book, delimiter: str, encoding: str) -> bytes:
    """The sheet as a spreadsheet saves it as CSV: dates as they are shown."""
    written = io.StringIO()
    lines = csv.writer(written, delimiter=delimiter, lineterminator="\r\n")
    for row in book.sheet.iter_rows(values_only=True):
        lines.writerow(
            f"{one:%d/%m/%Y}" if isinstance(one, date) else "" if one is None else one
            for one in row
        )
    return written.getvalue().encode(encoding)


@pytest.mark.parametrize(
    ("delimiter", "encoding"),
    [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16"), (",", "cp1252")],
)
def test_a_csv_comes_back_too(workspace: Workspace, delimiter: str, encoding: str) -> None:
    """It cannot say what it showed, which is told; texts are as they were typed."""
    data = as_csv(filled(workspace), delimiter, encoding)
    found = read(workspace, data, "back.csv")
    assert told(found) == [("R144", "the file has lost what it showed when it was written, as "
                            "every CSV file has")]  # fmt: skip
    write_update(found)
    assert records(workspace) == RECORDS
    assert read(workspace, data, "back.csv").known == 3
    book = written_sheet(workspace).fill("harbour AFI2", text="Row the boats.")
    changed = read(workspace, as_csv(book, delimiter, encoding), "back.csv")
    assert told(changed)[1:] == [("R147", "row 5 (harbour AFI2)")]


def test_a_file_without_its_hidden_sheet_is_read_and_told(workspace: Workspace) -> None:
    """As where somebody copied the rows into another spreadsheet."""
    book = filled(workspace)
    del book.book["s55-base"]
    found = recorded(workspace, as_texts(book))
    assert [one.code for one in found.problems] == ["R144"]
    assert records(workspace) == RECORDS


@pytest.mark.slow
def test_libreoffice_saves_it_again_and_nothing_is_lost(
    workspace: Workspace, tmp_path: Path
) -> None:
    """As Excel's format, where protection, lists and the hidden sheet stay, and as its own."""
    path = tmp_path / "back.xlsx"
    path.write_bytes(as_texts(filled(workspace)).bytes())
    for ending in ("ods", "xlsx"):
        saved = libreoffice_to(path, ending, tmp_path / ending).read_bytes()
        found = read(workspace, saved, f"back.{ending}")
        assert (found.entries, found.problems) == (3, ())
        if ending == "xlsx":
            book = Book(saved)
            assert book.sheet.protection.sheet
            assert book.book["s55-base"].sheet_state == "hidden"
            assert {one.type for one in book.sheet.data_validations.dataValidation} == {
                "list",
                "date",
            }
            assert not book.sheet.cell(2, book.column("new_note")).protection.locked
            assert book.sheet.cell(2, book.column("text")).protection.locked
        write_update(found)
        assert records(workspace) == RECORDS
        for record in (workspace.responses / "progress").glob("*.yaml"):
            record.unlink()


# --- the same as typed -----------------------------------------------------------------

_LINES = st.one_of(
    st.none(),
    st.sampled_from(["=1+1", "+44 20", "-", "@x", "1.10", "2-3", "'=a", "TRUE", "a: b #c", "é €"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12),
)
_ENTRY = st.fixed_dictionaries(
    {
        "item": st.sampled_from(["R1.10", "R2-3", "AFI1", "AFI2"]),
        "status": st.sampled_from(["not started", "in progress", "complete", "not applicable"]),
        "date": st.dates(date(2024, 4, 2), TODAY),
        "note": _LINES,
        "evidence": _LINES,
        "owner": _LINES,
        "due": st.one_of(st.none(), st.dates(date(2024, 4, 2), date(2099, 1, 1))),
    }
)


@settings(max_examples=8)
@given(entries=st.lists(_ENTRY, min_size=1, max_size=4, unique_by=lambda one: one["item"]))
def test_a_sheet_records_what_typed_commands_record(entries: list[dict[str, Any]]) -> None:
    """Byte for byte, whatever is filled in."""
    order = ["R1.10", "R2-3", "AFI1", "AFI2"]
    with tempfile.TemporaryDirectory() as folder:
        typed, sent = office(Path(folder) / "typed"), office(Path(folder) / "sent")
        book = written_sheet(sent)
        for one in sorted(entries, key=lambda one: order.index(one["item"])):
            said = {key: value for key, value in one.items() if key != "item"}
            path = typed.responses / "harbour.yaml"
            record_progress(path, one["item"], Progress.model_validate(said), TODAY)
            lines = {f"new_{key}": said[key] for key in ("note", "evidence", "owner", "due")}
            identity = f"harbour {one['item']}"
            book.fill(identity, new_status=said["status"], new_day=said["date"], **lines)
            for key in ("new_note", "new_evidence", "new_owner"):
                cell = book.sheet.cell(book.row(identity), book.column(key))
                cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
        found = recorded(sent, book)
        assert (found.problems, found.entries) == ((), len(entries))
        assert records(sent) == records(typed)


def test_marks_go_out_and_come_back_as_soon_as_an_item_has_one(workspace: Workspace) -> None:
    """The latest counts, whatever the statement says; a word that is no mark stops its row."""
    assert "Mark" not in [cell.value for cell in written_sheet(workspace).sheet[1]]
    draft = workspace.responses / "harbour.yaml"
    text = draft.read_text(encoding="utf-8")
    draft.write_text(
        text.replace("      owner: Head", "      mark: red\n      owner: Head"), "utf-8"
    )
    book = written_sheet(workspace)
    assert book.sheet.cell(book.row(R1), book.column("mark")).value == "■ Red"
    book.fill(R1, new_mark="▲ amber", new_status="In progress", new_day=DAY)
    found = recorded(workspace, book.fill(R2, new_mark="orange", new_day=DAY))
    assert told(found) == [("R149", f"row {book.row(R2)} ({R2})")]
    assert "      mark: red -> amber" in found.lines
    assert records(workspace)["harbour"].endswith("status: in progress\n      mark: amber\n")
    again = written_sheet(workspace)
    assert again.sheet.cell(again.row(R1), again.column("mark")).value == "▲ Amber"


def _written_around(workspace: Workspace) -> Book:
    """A sheet with crossed out and merged cells, a link, comments, and words around the table."""
    book = written_sheet(workspace)
    for identity in (R1, R2, AFI1, AFI2, JOINT):
        book.fill(identity, new_status="In progress", new_day=DAY)
    sheet = book.sheet

    def cell(identity: str, key: str) -> Any:
        return sheet.cell(book.row(identity), book.column(key))

    cell(R1, "new_evidence").value = "Minutes"
    cell(R1, "new_evidence").hyperlink = "https://www.example.org/minutes"
    cell(R2, "new_note").value = CellRichText(TextBlock(InlineFont(strike=True), "6"), " 8 boats")
    note = cell(AFI1, "new_note")
    assert book.row(AFI2) == note.row + 1
    note.value = "The same for both"
    sheet.merge_cells(None, note.row, note.column, note.row + 1, note.column)
    cell(JOINT, "new_note").value = "Old words"
    cell(JOINT, "new_note").font = Font(strike=True)
    cell(R1, "text").comment = Comment("Ask the harbour master", "Jo")
    sheet.cell(1, 30).value = "Remarks"
    sheet.cell(book.row(R1), 30).value = "Ring first"
    sheet.cell(60, 1).value = "All done by Friday"
    return book


@pytest.mark.parametrize("ending", ["xlsx", pytest.param("ods", marks=pytest.mark.slow)])
def test_nothing_that_was_written_or_crossed_out_is_lost_in_silence(
    workspace: Workspace, tmp_path: Path, ending: str
) -> None:
    """Rows of which s55 cannot tell what was meant are left out; words elsewhere are quoted."""
    data = _written_around(workspace).bytes()
    if ending == "ods":
        (tmp_path / "back.xlsx").write_bytes(data)
        data = libreoffice_to(tmp_path / "back.xlsx", "ods", tmp_path).read_bytes()
    found = read(workspace, data, f"back.{ending}")
    write_update(found)
    assert records(workspace) == {
        "harbour": (
            "  R1.10:\n"
            "    - date: 2024-05-20\n"
            "      status: in progress\n"
            "      evidence: Minutes (https://www.example.org/minutes)\n"
        )
    }
    said = " ".join(one.message for one in found.problems)
    assert {one.hint.split(", or ")[1] for one in found.problems if one.code == "R158"} == {
        "record it: s55 update harbour R1.10.",
        "record it with s55 update.",
    }
    book = written_sheet(workspace)
    rows = {one: f"row {book.row(one)} ({one})" for one in (R1, R2, AFI1, AFI2, JOINT)}
    assert sorted(told(found)) == sorted(
        [
            ("R151", rows[R2]),
            ("R151", rows[AFI1]),
            ("R151", rows[AFI2]),
            ("R151", rows[JOINT]),
            ("R158", rows[R1]),
            ("R158", rows[R1]),
            ("R158", "row 60"),
        ]
    )
    assert said.count("words that are crossed out") == 2
    assert said.count("one text for several rows") == 2
    for words in (
        "'Ring first' in the column 'Remarks'",
        "the comment 'Ask the harbour master'",
        "'All done by Friday' in a row of no item",
    ):
        assert words in said


def test_a_row_of_a_csv_whose_cells_have_shifted_is_left_out(workspace: Workspace) -> None:
    """Where a semicolon is in a text without quotes, the rest of it is in the next column."""
    book = written_sheet(workspace)
    for identity in (R1, R2):
        book.fill(identity, new_status="In progress", new_day="20/05/2024", new_note="Six; seven")
    lines = io.StringIO()
    writer = csv.writer(lines, delimiter=";")
    writer.writerows([cell.value for cell in row] for row in book.sheet)
    before, _, after = lines.getvalue().partition('"Six; seven"')
    found = read(workspace, f"{before}Six; seven{after}".encode(), "back.csv")
    write_update(found)
    assert "R1.10" not in records(workspace)["harbour"]
    assert "note: Six; seven" in records(workspace)["harbour"]
    assert ("R151", f"row 2 ({R1})") in told(found)


def test_a_choice_may_have_a_comma_in_it(workspace: Workspace) -> None:
    """The format divides a list at each comma, so the cells name those of the hidden sheet."""
    marks = ("Red, needs action", "Amber", "Green")
    sheet = replace(sheet_of(workspace), marks=marks, columns=PROGRESS_COLUMNS)
    book = Book(progress_xlsx(sheet)).book
    rules = [
        one for one in book.worksheets[0].data_validations.dataValidation if one.type == "list"
    ]
    offered = []
    for rule in rules:
        name, _, cells = rule.formula1.rpartition("!")
        assert name == "'s55-base'"
        ((*row,),) = book["s55-base"][cells.replace("$", "")]
        offered.append(tuple(cell.value for cell in row))
    assert sorted(offered) == sorted([tuple(sheet.statuses), marks])
