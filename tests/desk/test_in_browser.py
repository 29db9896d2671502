"""The desk in real headless Chromium: by mouse alone, and by keyboard alone.

Scripts run for the text editor alone.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from tests.desk.at_work import DRAFT, REPORT, desk_at_work, walked

pytestmark = pytest.mark.slow


def worked(folder: Path, how: str, *pictures: Path) -> dict[str, Any]:
    """Work at a desk of its own by tests/tools/desk.mjs; keep pictures if a folder is named."""
    with desk_at_work(folder) as (address, file):
        return walked("desk.mjs", address, DRAFT, file, REPORT, how, *pictures)


PASTED = """
## Our answer

A **bold**, an *italic* and a plain word\N{NO-BREAK SPACE}here.

- first point
  - deeper
- second point

## 1.2 Between

1. one
   a. one a

      i. one a i

   b. one b
2. two

(iii) third in brackets
(iv) fourth in brackets

1.1 legal number

1.2 legal number two

Before[^1] after.

| **Force** | **Number** |
| --- | --- |
| North | 12 second paragraph |
| listed |  |

We always answer.

A bookmark and [a link](https://www.example.org/a%20b) and a file, struck, H2O, high, caps.

**all bold by style**

> quoted

By a **character style**.

The title

Contents entry 3

[^1]: What the note says.
"""
"""What tests/desk/pasted/word.html is as Markdown."""

PASTED_DOCS = """
## What we did

We met the **chief constable** and *wrote* to [the panel](https://www.example.org/minutes).

- first
  - below first
- second

1. one
2. two
   a. two a
   b. two b

| **Force** | **Cases** |
| --- | --- |
| North | 12 |
"""

PASTED_ONLINE = """
## Our plan

**Bold** words.

- first
  - deeper
- second

1. one
2. two

Between.

c) third
"""

HANDS = ["keyboard", "mouse"] if os.environ.get("S55_EVERY_SET") else ["keyboard"]
"""Who can do it by keyboard alone reaches everything; by mouse too it is tried now and then."""


@pytest.fixture(scope="module", params=HANDS)
def seen(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return worked(tmp_path_factory.mktemp("desk"), str(request.param))


def test_a_person_does_the_whole_round(seen: dict[str, Any]) -> None:
    """From the report to the record, with somebody else's change in between."""
    assert "Before it can be named and written, look at:" in seen["read"]
    assert "Items (3)" in seen["dropped"]
    assert "dropped by hand" in seen["dropped"]
    assert seen["started"].startswith("The draft is started.")
    assert "texts are as before. Is it the file that came back?" in seen["came"]
    assert "Keep the file as it came" in seen["came"]
    assert seen["saved"] == (
        "Saved: Your response, your opening. See it below\n"
        "Go on with Your response: your reply to the chief officer’s comments"
    )
    assert "    - second # and last.\n" in seen["draft"]
    assert "We thank the inspectors." in seen["overtaken"]
    assert seen["kept"].endswith("\n\nWritten meanwhile.")
    assert seen["untouched"] is True
    assert "    We welcome the report.\n" in seen["after"]
    assert "    Written meanwhile.\n" in seen["after"]
    assert seen["progress"] == "It is recorded how far the force is with recommendation 3."
    assert seen["facts"] == "Saved: Recommendation 3. See it below"
    assert "      words: Lleidr ym mhob poced\n" in seen["translated"]
    assert seen["meeting"] == "Saved: Meeting of Tuesday 2 March 2027. See it below"
    assert seen["moved"] == "Saved: Recommendation 3. See it below"
    assert "      due: 2027-04-29\n" in seen["item"]
    assert "      owner: Head of fraud\n" in seen["item"]
    assert seen["items"] == "2 entries are recorded."
    assert "online-fraud-2026: report of 19 October 2026, response not" in seen["plan"]
    assert "not published" in seen["verified"].lower()
    assert seen["settings"] == "Saved: The office. See it below"
    assert seen["logo"] == "Saved: The logo: logo.png. See it below"
    added = "Saved: Addressee of letters: The Home Secretary. See it below"
    assert (seen["addressee"], seen["addresseeRemoved"]) == (added, "It is removed.")
    assert seen["signed"].startswith("The approval is recorded")
    assert "Your opening Before (nothing) After We welcome the report." in " ".join(
        seen["state"].split()
    )
    assert seen["undone"].startswith("The earlier state is back.")
    assert "The day is missing." in seen["noDay"]
    assert seen["recorded"].startswith(
        "It is recorded in the draft. The files to publish are kept."
    )
    assert seen["recordCorrected"].startswith("The record is corrected.")
    assert "The title is missing." in seen["nothingKnown"]
    assert "The draft cannot be read" in seen["broken"]
    assert "this is not YAML" in seen["board"]


def test_a_server_at_another_port_is_told_nothing(seen: dict[str, Any]) -> None:
    """Browsers send cookies to every port of a machine, but to their path alone."""
    told = [one for one in seen["told"] if one["path"] != "/favicon.ico"]
    paths = [one.pop("path") for one in told]
    assert (paths[:2], paths[3:]) == (["/", f"/response/{DRAFT}"], ["/linked"])
    assert told[2]["cookie"].startswith("s55-desk-")  # as it would be with the path
    del told[2]
    assert told == [{"cookie": "", "referer": ""}] * 3


def test_what_word_puts_on_the_clipboard_comes_in_with_its_structure(seen: dict[str, Any]) -> None:
    """Lists with their numbers, notes, tables, quotations; what is left out is said."""
    assert seen["pasted"]["word"].strip() == PASTED.strip()
    assert seen["leftOf"]["word"] == (
        "Left out of what you pasted: 1 deleted passage, 1 remark, 1 sign of a symbol font, "
        "bold and italic words in notes, the lines through words that are struck out, "
        "raised and lowered letters, colours, 2 links that lead to no web address, "
        "paragraphs within cells, the joining of cells. All other words are kept."
    )


def test_what_google_docs_and_word_for_the_web_put_there_comes_in_too(seen: dict[str, Any]) -> None:
    """Lists whose entries are lists of their own, and whose letters are a style."""
    assert seen["pasted"]["docs"].strip() == PASTED_DOCS.strip()
    assert seen["pasted"]["online"].strip() == PASTED_ONLINE.strip()
    assert seen["leftOf"]["docs"] == ""
    assert seen["leftOf"]["online"] == "Left out of what you pasted: colours. The words are kept."


def test_every_page_can_be_heard(seen: dict[str, Any]) -> None:
    """Names tell controls and tables apart, and what came of a form is where reading begins."""
    assert seen["heard"] == []


def test_what_is_typed_in_the_editor_is_in_the_draft(seen: dict[str, Any]) -> None:
    """While it is typed; a list, bold words, a link, and what was pasted."""
    assert (
        "  closing: |\n"
        "    We will **ask again** of <https://www.example.org/force>\n\n"
        "    - in May\n"
        "    - in June\n\n"
        "    (a) this\n"
        "    (b) that\n\n"
        "    And **pasted**.\n"
    ) in seen["typed"]
    assert "\npurpose: |\n  To inform\n" in seen["purpose"]
    assert seen["left"] == ("Left out of what you pasted: 1 picture, colours. The words are kept.")
    assert seen["button"] == "Italic"
    assert '<ol start="1" type="a" data-marks="a" data-delimiter="()"><li><p>this' in seen["again"]


def test_every_page_is_accessible_and_narrow_windows_do_not_scroll(seen: dict[str, Any]) -> None:
    assert seen["violations"] == []
    assert seen["outside"] == []
    assert len(seen["titles"]) == 56
    # Once is enough: the pages are the same.
    assert len(seen["judged"]) == (55 if seen["how"] == "keyboard" else 0)
    assert [title for title in seen["titles"] if title.startswith("Error: ")] == [
        "Error: Your opening, Your response, online-fraud-2026 – desk",
        "Error: Recommendation 3, online-fraud-2026 – desk",
        "Error: Addressee of letters: add one – desk",
        "Error: Record that it was published or sent, online-fraud-2026 – desk",
        "Error: Start a response without a file – desk",
    ]
    # The browser notes each form that was shown again, in the words that Python (since 3.13 others)
    # has for the status; there is nothing else to note.
    # A download ends its request, as the browser sees it, and so does leaving a page whose pictures
    # are on their way.
    noted = re.compile(
        r"422 \(Unprocessable (Entity|Content)\)$|/file/docx$|/picture/\d+\?seen=\d+$"
        r"|^Autofocus processing was blocked"
    )
    assert [one for one in seen["messages"] if not noted.search(one)] == []


def test_the_preview_in_a_second_window_follows_what_is_typed(tmp_path: Path) -> None:
    """It says that it is being typed, until it is saved."""
    with desk_at_work(tmp_path) as (address, file):
        seen = walked("typed.mjs", address, DRAFT, file, "1")
    assert seen["news"] == (
        "1 place has changed since the last time. The page shows what is being typed."
    )
    assert seen["newsAtLast"] == "1 place has changed since the last time."
    assert " Boat 100\n" in seen["file"]
    assert seen["messages"] == []
