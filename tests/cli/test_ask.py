"""``s55 ask`` as a person runs it, and the spreadsheet that comes back to ``s55 update``."""

from __future__ import annotations

import io
import shlex
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.command import run_s55
from tests.pipeline.tracking.sheets_for_tests import Book

TODAY = "2026-11-22"


def test_it_asks_one_owner_and_the_answer_is_recorded(workspace: Path) -> None:
    """A note to send with it; nothing of others, or for the office alone, is in the file."""
    owner = "Head of Contact and Control"
    result = run_s55("ask", "--by", "2026-12-11", "--owner", owner.upper(), cwd=workspace)
    stem = "build/ask-2026-12-11-head-of-contact-and-control"
    assert result.out == f"1 open item -> {stem}.xlsx, {stem}.txt\n"
    note = (workspace / f"{stem}.txt").read_text(encoding="utf-8")
    assert "How far are you with the 1 open item in the attached spreadsheet" in note
    assert "back by 11 December 2026." in note
    data = (workspace / f"{stem}.xlsx").read_bytes()
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == [
        "Progress to fill in",
        "How to fill it in",
        "s55-base",
    ]
    book = Book(data)
    assert book.book["How to fill it in"]["A1"].value == "Please send it back by 11 December 2026."
    for sheet in (book.sheet, book.book["How to fill it in"]):  # printed, no line is cut
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert book.sheet.max_row == 2
    book.fill(book.sheet["A2"].value, new_status="Complete", new_day=date(2026, 11, 20))
    (workspace / "back.xlsx").write_bytes(book.bytes())
    command = ("update", "--from", "back.xlsx")
    shown = run_s55(*command, "--dry-run", cwd=workspace)
    assert "in progress -> complete, Friday 20 November 2026 (row 2)" in shown.out
    assert shown.out.endswith("1 new entry.\nNothing was recorded (--dry-run).\n")
    unasked = run_s55(*command, cwd=workspace)
    assert (unasked.status, unasked.err.split(":")[0]) == (2, "error R110")
    assert not (workspace / "responses/progress").exists()
    done = run_s55(*command, "--yes", cwd=workspace)
    assert (done.status, done.err) == (0, "")
    assert done.out.endswith("1 entry recorded in 1 record.\n")
    again = run_s55(*command, "--yes", cwd=workspace)
    assert again.out == "Nothing new to record. (1 recorded already)\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["ask", "--by", "2026-11-21"], "come back, Saturday 21 November 2026, is over"),
        (["ask", "--by", "2026-12-11", "--owner", "nobody"],
         "error U128: there is no open item of the owner 'nobody'. Owners of open items: "),
        (["ask", "--by", "2026-12-11", "--force", "Kent Police"],
         "of the force 'Kent Police'. Forces with open items: All local forces in "),
        (["update", "peel-2018-19", "--from", "a.csv"], "error I254: the file names its drafts"),
        (["update", "--from", "a.csv"], "a.csv: error R142: no sheet of the file has the column"),
        (["update", "--from", "settings.yaml"], "settings.yaml: error U122: NAME is missing: this"),
        (["update", "--from", "none.xlsx"], "none.xlsx: error I206"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_told(workspace: Path, words: list[str], told: str) -> None:
    (workspace / "a.csv").write_text("Id,Status\npeel-2018-19 AFI1,complete\n", encoding="utf-8")
    result = run_s55(*words, cwd=workspace)
    assert result.status != 0
    assert told in result.err
    assert not (workspace / "build").exists()


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (("ask", "--by", "2026-12-11"), "build/ask-2026-12-11.xlsx"),
        (("register", "--to", "xlsx", "--out", "our files"), "our files/register.xlsx"),
    ],
)
def test_what_was_filled_in_is_not_replaced_unread(
    workspace: Path, command: tuple[str, ...], file: str
) -> None:
    """Not even what cannot be recorded as it is; what is recorded is replaced."""
    assert run_s55(*command, cwd=workspace).status == 0
    assert run_s55(*command, cwd=workspace).status == 0
    path = workspace / file
    book = Book(path.read_bytes())
    first, second = (book.sheet[f"A{row}"].value for row in (2, 3))
    book.fill(first, new_status="Complete", new_day=date(2026, 11, 20))
    book.fill(second, new_status="Nearly", new_day=date(2026, 11, 20))
    filled_in = book.bytes()
    path.write_bytes(filled_in)
    result = run_s55(*command, cwd=workspace)
    assert (result.status, path.read_bytes() == filled_in) == (4, True)
    assert result.err.startswith(f"{file}: error R155: 2 rows are filled in that no record holds")
    assert f"(s55 update --from {shlex.quote(file)})" in result.err
    assert run_s55("update", "--from", file, "--yes", cwd=workspace).status == 0
    assert "error R155: 1 row is filled in" in run_s55(*command, cwd=workspace).err
    book.fill(second, new_status="Complete")
    path.write_bytes(book.bytes())
    assert run_s55("update", "--from", file, "--yes", cwd=workspace).status == 0
    assert run_s55(*command, cwd=workspace).status == 0
    assert path.read_bytes() != filled_in
