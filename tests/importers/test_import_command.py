"""``s55 import`` as a person runs it, on reports."""

from __future__ import annotations

import base64
import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest

from s55.errors import S55Error
from s55.importers import ocr
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from tests.command import Result, run_s55
from tests.drafts_for_tests import FINISHED, response_of
from tests.importers.readers.samples import as_pdf, scanned_pdf
from tests.returns.forms_for_tests import form

SAMPLES = Path(__file__).resolve().parent / "labelled/samples"
REPORT = SAMPLES / "national-thematic.weasyprint.pdf"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace without drafts."""
    shutil.copy(Path(__file__).resolve().parents[2] / "settings.yaml", tmp_path)
    (tmp_path / "responses").mkdir()
    return tmp_path


def imported(office: Path, *arguments: str, status: int = 0) -> Result:
    result = run_s55("import", *arguments, cwd=office)
    assert result.status == status, result.err
    return result


def test_a_report_becomes_a_draft_that_checks(office: Path) -> None:
    result = imported(office, str(REPORT), "--name", "calls-2023")
    assert "Started: responses/calls-2023.yaml" in result.out
    text = (office / "responses/calls-2023.yaml").read_text(encoding="utf-8")
    assert "# from page" in text
    checked = run_s55("check", "calls-2023", "--format", "json", cwd=office)
    assert all(problem["severity"] != "error" for problem in json.loads(checked.out))


def test_dry_run_writes_nothing(office: Path) -> None:
    result = imported(office, str(REPORT), "--dry-run")
    assert "Nothing was written" in result.out
    assert list((office / "responses").iterdir()) == []


def test_json_is_one_object_with_every_key(office: Path) -> None:
    result = imported(office, str(REPORT), "--dry-run", "--format", "json")
    found = json.loads(result.out)
    assert list(found) == [
        "kind", "title", "published", "other_dates", "inspectorate", "forces", "isbn", "grades",
        "items", "statuses", "left_out", "set_aside", "account",
    ]  # fmt: skip
    assert found["published"] == "2023-07-07"
    assert list(found["items"][0]) == [
        "kind", "number", "text", "detail", "sub", "under", "parent", "addressee", "due", "place",
        "certainty",
    ]  # fmt: skip
    assert [item["due"] for item in found["items"]] == [
        "2024-01-31", "2024-03-31", "2024-04-30", "With immediate effect", "Within six months",
    ]  # fmt: skip


def test_recommendations_to_others_do_not_apply(office: Path) -> None:
    result = imported(office, str(REPORT), "--name", "calls")
    text = (office / "responses/calls.yaml").read_text(encoding="utf-8")
    assert text.count("applies: no") == 2
    assert "in the draft with 'applies: no': 2, 3" in result.err
    assert "addressed_to: police and crime commissioners" in text


def test_an_existing_draft_is_compared_and_not_overwritten(office: Path) -> None:
    imported(office, str(REPORT), "--name", "calls")
    draft = office / "responses/calls.yaml"
    before = draft.read_bytes()
    page = (SAMPLES / "national-thematic.html").read_text(encoding="utf-8")
    other = office / "corrected.html"
    other.write_text(page.replace("every hour of the week", "every minute"), encoding="utf-8")
    result = imported(office, str(other), "--name", "calls")
    assert "was not changed" in result.out
    assert "changed in the report" in result.out
    assert draft.read_bytes() == before
    update = ("--name", "calls", "--update", "--teach", "Our word=notes")
    assert (
        "1 would be merged, 0 left to you" in imported(office, str(other), *update, "--dry-run").out
    )
    assert (draft.read_bytes(), (office / "import-roles.yaml").exists()) == (before, False)
    assert "1 merged" in imported(office, str(other), *update).out
    assert "every minute" in draft.read_text(encoding="utf-8")
    # What was taught with it is kept too.
    assert "Our word: notes" in (office / "import-roles.yaml").read_text(encoding="utf-8")
    assert "It says what the report says" in imported(office, str(other), "--name", "calls").out


def test_a_web_page_and_its_pdf_coincide(office: Path) -> None:
    imported(office, str(REPORT), "--name", "pdf")
    result = imported(office, str(SAMPLES / "national-thematic.html"), "--name", "web")
    assert "I208" in result.err
    assert "5 of 5 items coincide with the draft 'pdf'" in result.err
    assert "Answer them once: recommendation 1 ('" in result.err
    assert " …') is recommendation 1 there; recommendation 2 (" in result.err


def test_a_report_without_a_day_gives_a_draft_with_that_one_error(office: Path) -> None:
    result = imported(office, str(SAMPLES / "peel-2016-pillar.md"), "--name", "old")
    assert "I201" in result.err
    checked = run_s55("check", "old", "--format", "json", cwd=office)
    errors = [p for p in json.loads(checked.out) if p["severity"] == "error"]
    assert [problem["path"] for problem in errors] == ["inspection.published"]


UNSURE = """\
Our inspection of boats

We found that boats were late. I welcome this. I have asked the Chief Constable for a plan.

Recommendations

1. The force should buy boats.
"""
TAUGHT = """\
Response to HMICFRS report: Boats at night: An inspection of rivers

Section 55 of the Police Act 1996. Published on 4 May 2023.

Recommendation 1

The force should buy two boats.

Position of the Service:

Both boats are here.

What we make of it:

I went out in one of them.

Recommendation 2

The force should paint them.

Position of the Service:

They are blue.

What we make of it:

Blue is hard to see.
"""


def test_a_file_that_could_be_either_is_asked_about(office: Path) -> None:
    (office / "odd.txt").write_text(UNSURE, encoding="utf-8")
    result = imported(office, "odd.txt", status=2)
    assert "I270" in result.err
    assert "s55 import odd.txt --as response, or --as report" in result.err
    assert not list((office / "responses").iterdir())
    answered = imported(office, "odd.txt", "--as", "response", "--dry-run")
    assert "A Section 55 response to" in answered.out
    assert "A Section 55 response" not in imported(office, "odd.txt", "--as", "report").out


def test_an_invitation_that_was_filled_in_is_no_report_and_no_response(office: Path) -> None:
    """It is named with the command that takes it, and no draft is made of its form."""
    (office / "back (1).docx").write_bytes(form(response_of(FINISHED)))
    for more in ((), ("--as", "response")):
        result = imported(office, "back (1).docx", *more, status=2)
        assert result.err == (
            "back (1).docx: error I108: this is an invitation that s55 wrote for the draft "
            "'harbour', and not a report or a past response. To take in what was filled in: "
            "s55 collect harbour 'back (1).docx'.\n"
        )
    assert not list((office / "responses").glob("*.yaml"))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"[" * 100_000, b'{"kind": ["invitation"]}'])
def test_data_that_names_no_form_refuses_no_file(data: bytes) -> None:
    source = read_source(REPORT.read_bytes(), REPORT.name)
    with_data = replace(source, attachments=(("s55", data),))
    assert import_source(with_data, "a.pdf", None).data == import_source(source, "a.pdf", None).data


def test_what_an_office_calls_things_is_taught_once(office: Path) -> None:
    (office / "old.txt").write_text(TAUGHT, encoding="utf-8")
    lessons = (
        "--teach",
        "Position of the Service=chief_officer",
        "--teach",
        "What we make of it=policing_body",
    )
    imported(office, "old.txt", "--dry-run", *lessons)
    # What is refused, or cannot be written, teaches nothing.
    imported(office, "old.txt", "--name", ".hidden", *lessons, status=2)
    (office / "responses/first.yaml").mkdir(parents=True)
    assert "D001" in imported(office, "old.txt", "--name", "first", *lessons, status=1).err
    (office / "responses/first.yaml").rmdir()
    assert not (office / "import-roles.yaml").exists()
    imported(office, "old.txt", "--name", "first", *lessons)
    kept = (office / "import-roles.yaml").read_text(encoding="utf-8")
    assert kept.endswith(
        "roles:\n  Position of the Service: chief_officer\n  What we make of it: policing_body\n"
    )
    result = imported(office, "old.txt", "--dry-run", "--format", "json")
    items = json.loads(result.out)["response"]["recommendations"]["items"]
    assert [(item["chief_officer"], item["policing_body"]) for item in items] == [
        ("Both boats are here.\n", "I went out in one of them.\n"),
        ("They are blue.\n", "Blue is hard to see.\n"),
    ]
    imported(office, "old.txt", "--name", "second", "--teach", "What we make of it=notes")
    again = (office / "import-roles.yaml").read_text(encoding="utf-8")
    assert again == kept.replace("policing_body", "notes")
    # A draft that is there stays, and what was taught is kept, unless nothing is to be written.
    number = ("old.txt", "--name", "second", "--teach", "What we make of it=number")
    imported(office, *number, "--dry-run")
    assert (office / "import-roles.yaml").read_text(encoding="utf-8") == again
    imported(office, *number)
    assert "number" in (office / "import-roles.yaml").read_text(encoding="utf-8")


def test_a_lesson_without_a_role_is_refused(office: Path) -> None:
    result = imported(office, str(REPORT), "--teach", "Our view=mine", status=2)
    assert "I274" in result.err
    (office / "import-roles.yaml").write_text("roles:\n  Our view: mine\n", encoding="utf-8")
    assert "import-roles.yaml:2" in imported(office, str(REPORT), status=3).err


def test_a_file_that_is_not_there(office: Path) -> None:
    result = imported(office, "nothing.pdf", status=1)
    assert "I206" in result.err
    assert result.err.count("\n") == 1


def test_ocr_says_what_it_needs(office: Path) -> None:
    command = ("import", str(partly_scanned(office)), "--ocr")
    result = run_s55(*command, cwd=office, environment={"PATH": ""})
    assert result.status == 5
    assert "I209" in result.err


def partly_scanned(office: Path, stamp: str = "") -> Path:
    """A report of three pages, the second of them a picture of one."""
    head = "<head><title>Harbours</title></head>"
    page = f"<html lang='en'>{head}<body><h1>Harbours</h1>{{}}</body></html>"
    words = "An inspection of Norfolk Constabulary. Published on 26 October 2026."
    asked = "By {}, the chief constable should make sure that the pier is lit."
    parts = [
        f"<p>{words}</p><h2>Recommendations</h2>",
        f"<h3>Recommendation 1</h3><p>{asked.format('28 February 2027')}</p>",
        f"<h3>Recommendation 2</h3><p>{asked.format('31 March 2027')}</p>",
    ]
    whole = page.format("".join(f"<div>{part}</div>" for part in parts))
    laid_out = as_pdf(whole, "body{font:12pt 'DejaVu Sans'}div+div{break-before:page}")
    document = pypdfium2.PdfDocument(laid_out)
    picture = BytesIO()
    document[1].render(scale=200 / 72).to_pil().save(picture, "PNG")
    data = base64.b64encode(picture.getvalue()).decode()
    scan = as_pdf(
        "<head><title>T</title></head>"
        f'<img alt="" src="data:image/png;base64,{data}"><p>{stamp}</p>',
        "@page{size:A4;margin:0}img{width:210mm}p{position:absolute;top:280mm;left:90mm;margin:0}",
    )
    made = pypdfium2.PdfDocument.new()
    made.import_pages(document, [0])
    made.import_pages(pypdfium2.PdfDocument(scan), [0])
    made.import_pages(document, [2])
    file = office / "partly scanned.pdf"
    made.save(file)
    return file


@pytest.mark.parametrize("stamp", ["", "OFFICIAL – Page 2 of 3"])
def test_pages_that_are_pictures_are_named(office: Path, stamp: str) -> None:
    """A page number that was stamped on a scanned page does not make its words read."""
    result = imported(office, str(partly_scanned(office, stamp)), "--dry-run")
    said = "warning I130: page 2 is a picture: the words in it were not read"
    assert f"partly scanned.pdf: {said}" in result.err
    assert "s55 import 'partly scanned.pdf' --ocr." in result.err
    assert "page 2: page without text: a picture" in result.out
    assert "recommendation 2:" in result.out
    assert "recommendation 1:" not in result.out


@pytest.mark.slow
@pytest.mark.parametrize("stamp", ["", "OFFICIAL – Page 2 of 3"])
def test_a_partly_scanned_report_is_read_whole(office: Path, stamp: str) -> None:
    result = imported(office, str(partly_scanned(office, stamp)), "--dry-run", "--ocr")
    assert "page 2: recommendation 1: By 28 February 2027" in result.out
    assert "page 3: recommendation 2: By 31 March 2027" in result.out
    assert "I130" not in result.err


def test_text_recognition_is_asked_for_the_pages_that_need_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / ocr.PROGRAM
    program.write_text('#!/bin/sh\nfor last; do :; done\necho "$@" > "$last"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert b" --pages 2,5 " in ocr.recognised(b"%PDF-1.7", "a.pdf", [2, 5])
    assert b" --pages " not in ocr.recognised(b"%PDF-1.7", "a.pdf")


_SLOW = """#!/bin/sh
mkdir "$TMPDIR/ocrmypdf.io.x"
for page in 1 2; do echo a > "$TMPDIR/ocrmypdf.io.x/00000${page}_ocr_tess.txt"; done
touch "$TMPDIR/ocrmypdf.io.x/000003_ocr_tess.txt"
sleep 30 &
echo $! > SLEEPS
wait
"""
"""Recognises two of three pages, and goes on by another program: no longer than a test may hang."""


@pytest.mark.parametrize("pages", [(1, 2, 3), ()], ids=["some", "all"])
def test_a_recognition_tells_how_far_it_is_and_can_be_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pages: Sequence[int]
) -> None:
    program, sleeps = tmp_path / ocr.PROGRAM, tmp_path / "sleeps"
    program.write_text(_SLOW.replace("SLEEPS", str(sleeps)))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(ocr, "_BETWEEN_LOOKS", 0.01)
    monkeypatch.setattr(ocr, "_pages_of", lambda _: 3)
    told: list[tuple[int, int]] = []

    def progress(done: int, many: int) -> None:
        told.append((done, many))
        if done > 1 and sleeps.exists() and sleeps.read_text():
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ocr.recognised(b"%PDF-1.7", "a.pdf", pages, progress)
    assert told[-1] == (2, 3)
    assert {many for _, many in told} == {3}
    assert _is_gone(int(sleeps.read_text()))


def _is_gone(number: int) -> bool:
    """Whether a process is gone, soon, or is only not waited for."""
    for _ in range(400):
        state = Path(f"/proc/{number}/stat")
        try:
            if state.read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


def test_what_the_program_says_is_told_with_the_command_to_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / ocr.PROGRAM
    program.write_text("#!/bin/sh\necho It is locked. >&2\nexit 2\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    with pytest.raises(S55Error) as caught:
        ocr.recognised(b"%PDF-1.7", "a scan.pdf")
    (problem,) = caught.value.problems
    assert (problem.code, problem.file) == ("I210", "a scan.pdf")
    assert problem.message.endswith("It is locked.")
    assert problem.hint == "Try it yourself: ocrmypdf 'a scan.pdf' recognised.pdf"


def test_the_pages_of_a_scan_are_counted() -> None:
    """Of what is no PDF there are none to tell of: the program says what is wrong."""
    assert ocr._pages_of(scanned_pdf()) == 1
    assert ocr._pages_of(b"%PDF-1.7") == 0


def test_the_account_is_printed_and_adds_up(office: Path) -> None:
    printed = imported(office, str(REPORT), "--dry-run").out
    assert (
        "3 pages, 336 words: 169 in the draft, 44 left out (listed), 117 in the running text"
        in (printed)
    )
    assert "; page number: 6 (pages 1 to 3)." in printed
    found = json.loads(imported(office, str(REPORT), "--dry-run", "--format", "json").out)
    account = found["account"]
    assert (account["pages"], account["words"]) == (3, 336)
    assert sum(kind["words"] for kind in account["kinds"]) == 336
    assert account["kinds"][-1] == {"kind": "page number", "words": 6, "pages": [1, 2, 3]}
    assert [one["why"] for one in found["set_aside"]] == ["page number"] * 3
