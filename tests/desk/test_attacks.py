"""What a stranger's file or a broken form can do at the desk: nothing but be told."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import docx
import pytest
from starlette.testclient import TestClient

from s55.desk.start import pages
from s55.desk.uploads import MOST_FILES, Upload
from s55.pipeline.recording.edits import record_texts
from s55.pipeline.starting import write_draft
from tests.desk.conftest import DRAFT, HERE, PAGE, PORT, ROOT_PATH, browser_of
from tests.desk.test_server import KEY, SEEN, edited_in_word, written
from tests.desk.test_start import GRID, confirmed, given

DAY = {"day": "27", "month": "11", "year": "2026"}
PLACE = "recommendations.items[1].policing_body"
SPOOF = "a\u202egnp.exe"
"""With the sign that turns the direction of writing."""


def kept_names(workspace: Path) -> list[str]:
    return sorted(path.relative_to(workspace).as_posix() for path in workspace.rglob("*"))


# --- markup in what a page shows ------------------------------------------------------------


@pytest.mark.parametrize(
    "hostile",
    [
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "![a](https://www.example.org/x.png)",
        "[words](javascript:alert(1))",
        "~~struck~~",
        "> " * 60 + "deep",
    ],
)
def test_a_text_that_no_document_takes_is_shown_as_it_was_typed(
    client: TestClient, file: Path, hostile: str
) -> None:
    """And the page of its neighbours can still be had: there it is to be put right."""
    text = file.read_text(encoding="utf-8")
    said = "By April 2027, chief constables should make sure"
    assert text.count(said) == 1
    file.write_text(text.replace(said, f"{hostile} {said}"), encoding="utf-8")
    page = client.get(f"{PAGE}/write?at={PLACE}")
    assert page.status_code == 200
    assert f'<p class="desk-typed">{html.escape(hostile)}' in page.text.replace("&#34;", "&quot;")
    assert "<img" not in page.text
    assert 'href="javascript' not in page.text


def test_the_fields_of_an_address_are_shown_as_words(client: TestClient) -> None:
    query = "item=R3&note=%22%3E%3Cimg src=x%3E&due-day=%22onfocus=%22&status=%3Cb%3E"
    page = client.get(f"{PAGE}/progress?{query}").text
    assert "<img" not in page
    assert "onfocus=&#34;" in page
    assert 'value="&#34;&gt;&lt;img src=x&gt;"' in page


# --- what forms bring ---------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\0", "\x1b[2J", "\u202e", "\ufeff", "\x85"])
def test_a_line_holds_no_signs_that_nobody_sees(client: TestClient, file: Path, sign: str) -> None:
    before = file.read_bytes()
    form = {"recipient": "inspectorate", **DAY, "how": f"by{sign}post"}
    answer = client.post(f"{PAGE}/record", data=form, headers=HERE)
    assert answer.status_code == 422
    assert file.read_bytes() == before


def test_a_line_is_one_line(client: TestClient, file: Path) -> None:
    form = {"recipient": "inspectorate", **DAY, "how": "by post\r\n- event: sent\n"}
    assert client.post(f"{PAGE}/record", data=form, headers=HERE).status_code == 303
    text = file.read_text(encoding="utf-8")
    assert "      date: 2026-11-27\n      how: 'by post - event: sent'\n" in text


@pytest.mark.parametrize(
    ("address", "form"),
    [
        (f"{PAGE}/history", {"to": "9" * 5000}),
        (f"{PAGE}/history", {"to": "²"}),
        (f"{PAGE}/write", written("x", at="format")),
        (f"{PAGE}/write", written("x", at="distribution.website")),
        (f"{PAGE}/write", written("x", at="recommendations.items[0].action")),
        (f"{PAGE}/write", written("x\0y")),
        (f"{PAGE}/write", written("x\u202ey")),
        (f"{PAGE}/progress", {"item": "../R3", "status": "complete", **DAY}),
        (f"{PAGE}/progress", {"item": "R3", "status": "complete", **DAY, "note": "a\u202eb"}),
        (f"{PAGE}/withdraw", {"why": "x", "replaced_by": "../../x", **DAY}),
        (f"{PAGE}/correct", {"what": "x\x07", **DAY}),
        (f"{PAGE}/collect", {"key": "x", "seen": ""}),
        ("/start", {"name": "y"}),
        ("/start/x", {"do": "start", "name": "y"}),
        ("/panel", {}),
        ("/panel", {"meeting": "0001-01-01"}),
        ("/panel", {"meeting": "2026-12-08", "until": "9999-12-31"}),
        ("/settings", {"of": "../office"}),
        ("/settings/successor", {"of": "x", "since-day": "1"}),
    ],
)
def test_a_form_that_no_page_sends_changes_nothing(
    client: TestClient, workspace: Path, file: Path, address: str, form: dict[str, str]
) -> None:
    before, names = file.read_bytes(), kept_names(workspace)
    answer = client.post(address, data=form, headers=HERE)
    assert answer.status_code in {404, 422}
    assert 'class="govuk-error-summary' in answer.text or "There is a problem" in answer.text
    assert file.read_bytes() == before
    assert [one for one in kept_names(workspace) if not one.startswith(".s55")] == names


def test_an_item_that_moves_takes_its_forms_with_it(client: TestClient, file: Path) -> None:
    """What was meant for it is not written to the one that is at its place by now."""
    page = client.get(PAGE).text
    (comment,) = re.findall(rf'write\?at=({re.escape(quote(PLACE))}[^"]*)"', page)
    assert f'name="at" value="{unquote(comment)}"' in client.get(f"{PAGE}/write?at={comment}").text
    facts = client.get(f"{PAGE}/facts?of=recommendations.items%5B1%5D").text
    (about,) = re.findall(r'name="about" value="([^"]+)"', facts)
    text = file.read_text(encoding="utf-8")
    more = "    - {number: 1.5, text: Count the boats.}\n"
    file.write_text(text.replace("    - number: 3\n", f"{more}    - number: 3\n"), "utf-8")
    before = file.read_bytes()
    gone = client.post(f"{PAGE}/write", data=written("Ours.", unquote(comment)), headers=HERE)
    assert (gone.status_code, "K102" in gone.text) == (422, True)
    assert 'name="text" value="Ours."' in gone.text
    form = {"of": "recommendations.items[1]", "about": about, "seen-owner": "", "owner": "Kim"}
    refused = client.post(f"{PAGE}/facts", data=form, headers=HERE)
    assert (refused.status_code, "K102" in refused.text, "Kim" in refused.text) == (422, True, True)
    assert file.read_bytes() == before


def test_the_table_of_items_takes_no_hidden_signs(client: TestClient, workspace: Path) -> None:
    assert client.get(f"/register?page={'9' * 5000}").status_code == 200
    page = client.get("/register?owner=%22%3E%3Cimg src=x%3E").text
    assert "<img" not in page
    names = kept_names(workspace)
    row = {"1-id": f"{DRAFT} R3", "1-status": "In progress", "1-note": f"<b>{SPOOF}"}
    answer = client.post("/register", data={**row, "on": "27/11/2026"}, headers=HERE)
    assert answer.status_code == 422
    assert f'value="&lt;b&gt;{SPOOF}"' in answer.text
    assert [one for one in kept_names(workspace) if not one.startswith(".s55")] == names


@pytest.mark.parametrize(
    "address",
    [
        "/panel?meeting=0001-01-01",
        "/panel?meeting=x&other=%3Cscript%3E",
        "/panel/file/%2e%2e.zip",
        "/ask/file/%2e%2e",
        "/templates?check=../../etc",
        "/settings?of=../office",
        "/settings/successor?of=x",
        "/register/file/exe",
    ],
)
def test_an_address_that_no_page_has_is_told(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in {404, 422}
    assert "There is a problem" in answer.text
    assert "<script" not in answer.text


def test_a_report_takes_no_step_that_its_page_does_not_offer(client: TestClient) -> None:
    address = given(client, GRID)
    seen = SEEN.findall(client.get(address).text)[0]
    steps = ("take:99", "join:0", "accept:²", f"drop:{'9' * 5000}", "accept:-1", "x:1", "way", "")
    for step in steps:
        answer = client.post(address, data={"seen": seen, "do": step}, headers=HERE)
        assert (answer.status_code in {404, 422}, "X900" in answer.text) == (True, False), step
    for place in ("item/0", "item/x", f"item/{'9' * 5000}", "split/new", "picture/1", "picture/²"):
        assert client.get(f"{address}/{place}").status_code == 404, place
    assert SEEN.findall(client.get(address).text)[0] == seen  # nothing was decided


# --- files and their names ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Reports\\a.pdf", "a.pdf"),
        ("../../settings.yaml", "settings.yaml"),
        ("..", "file"),
        (".", "file"),
        ("...", "file"),
        (".bashrc", "bashrc"),
        ("a\r\nb\0.pdf", "ab.pdf"),
        ("a\u202efdp.exe", "afdp.exe"),
        (f"{'x' * 300}.docx", f"{'x' * 95}.docx"),
    ],
)
def test_a_name_has_no_folder_and_no_end(given: str, kept: str) -> None:
    assert Upload.of(given, b"").name == kept


@pytest.mark.parametrize("name", ["../../back.docx", f"{'x' * 300}:?.docx"])
def test_a_file_that_comes_back_stays_in_its_folder(
    client: TestClient, workspace: Path, name: str
) -> None:
    data = edited_in_word(client.get(f"{PAGE}/file/docx").content)
    shown = client.post(f"{PAGE}/collect", files={"file": (name, data)}, headers=HERE)
    form = {"key": KEY.findall(shown.text)[0], "seen": SEEN.findall(shown.text)[0]}
    assert client.post(f"{PAGE}/collect", data=form, headers=HERE).status_code == 303
    (kept,) = [path for path in workspace.parent.rglob("*.docx") if path.read_bytes() == data]
    assert kept.parent == workspace / f"responses/{DRAFT}-returned"
    assert kept.name.startswith("2026-11-28-")


def test_a_name_that_cannot_be_is_told_in_the_form(client: TestClient, workspace: Path) -> None:
    address, form = confirmed(client, GRID)
    names = kept_names(workspace)
    for name in ("x" * 300, "..", "a\u202eb", "register"):
        answer = client.post(address, data={**form, "name": name}, headers=HERE)
        assert (answer.status_code, 'id="name"' in answer.text) == (422, True), name
    assert kept_names(workspace) == names


def test_a_draft_that_somebody_starts_meanwhile_stays(
    client: TestClient, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the last look and the writing; nothing says that ours was started."""
    address, form = confirmed(client, GRID)
    theirs = workspace / "responses/grid.yaml"

    def slowly(*arguments: object) -> None:
        theirs.write_text("theirs", encoding="utf-8")
        write_draft(*arguments)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(pages, "write_draft", slowly)
    answer = client.post(address, data={**form, "name": "grid"}, headers=HERE)
    assert (answer.status_code, 'id="name"' in answer.text) == (422, True)
    assert "U104" in answer.text
    assert theirs.read_text(encoding="utf-8") == "theirs"


def test_files_that_cannot_be_read_push_no_other_out(client: TestClient) -> None:
    address, form = confirmed(client, GRID)
    for _ in range(MOST_FILES):
        client.post("/start", files={"file": ("a.pdf", b"%PDF-1.7 none")}, headers=HERE)
        client.post(f"{PAGE}/collect", files={"file": ("a.docx", b"none")}, headers=HERE)
        client.post("/register/take-in", files={"file": ("a.xlsx", b"none")}, headers=HERE)
    done = client.post(address, data={**form, "name": "grid"}, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/response/grid?done=started"


def test_signs_that_turn_the_writing_round_do_not_come_in(
    client: TestClient, file: Path, workspace: Path
) -> None:
    """By a report, or by a Word file that came back: they are told, or left out."""
    report = f"# PEEL 2025: a report\n\n## Recommendations\n\n1. By May 2026 act on {SPOOF}.\n"
    given = workspace.parent / "a.md"
    given.write_text(report, encoding="utf-8")
    address, form = confirmed(client, given)
    form["name"] = "spoof"
    assert client.post(address, data=form, headers=HERE).status_code == 303
    draft = (workspace / "responses/spoof.yaml").read_text(encoding="utf-8")
    assert "By May 2026 act on agnp.exe.\n" in draft
    assert "\u202e" not in draft
    document = docx.Document(io.BytesIO(client.get(f"{PAGE}/file/docx").content))
    for node in document.element.body.iter("{*}t"):
        node.text = (node.text or "").replace("eight forces", SPOOF)
    made = io.BytesIO()
    document.save(made)
    files = {"file": ("a.docx", made.getvalue())}
    shown = client.post(f"{PAGE}/collect", files=files, headers=HERE)
    assert shown.status_code == 200
    assert "\u202e" not in shown.text


# --- what nobody has thought of -----------------------------------------------------------------


def test_what_was_typed_is_kept_while_a_drive_is_away(
    client: TestClient, workspace: Path, file: Path
) -> None:
    """Where not even the form can be shown, the page of the problem sends it again."""
    settings = workspace / "settings.yaml"
    away = settings.rename(workspace / "away")
    text = 'We agree.\n\n- With "all" & it.\n'
    file.rename(workspace / "draft")
    answer = client.post(f"{PAGE}/write", data=written(text), headers=HERE)
    assert (answer.status_code, "K107" in answer.text) == (404, True)
    assert '<p class="desk-typed">We agree.\n\n- With &#34;all&#34; &amp; it.' in answer.text
    (workspace / "draft").rename(file)
    file.chmod(0o444)  # the drive is there, and not the settings
    answer = client.post(f"{PAGE}/write", data=written(text), headers=HERE)
    assert (answer.status_code, "W101" in answer.text) == (422, True)
    file.chmod(0o644)
    away.rename(settings)
    again = {
        name: html.unescape(value)
        for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', answer.text)
    }
    (address,) = re.findall(r'<form action="([^"]+)"', answer.text)
    assert client.post(address, data=again, headers=HERE).status_code == 303
    assert '    - With "all" & it.\n' in file.read_text(encoding="utf-8")


def test_a_text_that_was_saved_is_never_told_as_refused(
    client: TestClient, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails as soon as it is written: nothing is read any more before the answer."""

    def fails(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error", "x.yaml")

    def then_fails(*arguments: Any, **named: Any) -> None:
        record_texts(*arguments, **named)
        for name in ("read_bytes", "read_text", "open", "stat"):
            monkeypatch.setattr(Path, name, fails)

    monkeypatch.setattr("s55.desk.editing.draft.record_texts", then_fails)
    answer = client.post(f"{PAGE}/write", data=written("We agree."), headers=HERE)
    monkeypatch.undo()
    assert (answer.status_code, "O409" in answer.text) == (303, False)
    assert "We agree." in file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("failure", "status", "code"),
    [
        (OSError(5, "Input/output error", "x.yaml"), 422, "O409"),
        (PermissionError(13, "Permission denied"), 422, "O409"),
        (KeyError("html_block"), 500, "X900"),
    ],
)
def test_whatever_fails_is_told_on_a_page(
    client: TestClient,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
    status: int,
    code: str,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.setattr("s55.desk.one_response.check_file", fails)
    monkeypatch.setattr("s55.desk.editing.draft.record_texts", fails)
    for answer in (
        client.get(PAGE),
        client.post(f"{PAGE}/write", data=written("x"), headers=HERE),
    ):
        assert (answer.status_code, code in answer.text) == (status, True)
        assert "Traceback" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("verbose", "failure", "code", "is_shown"),
    [
        (False, KeyError("html_block"), "X900", False),
        (True, KeyError("html_block"), "X900", True),
        (True, OSError(5, "Input/output error", "x.yaml"), "O409", False),
    ],
)
def test_where_a_fault_happened_is_in_the_terminal_if_asked_for(
    workspace: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    verbose: bool,
    failure: Exception,
    code: str,
    is_shown: bool,
) -> None:
    """Also of one that comes after a text was saved, of which the editor alone would tell."""

    def the_fault(*_: object, **__: object) -> None:
        raise failure

    monkeypatch.chdir(workspace)
    monkeypatch.setattr("s55.desk.one_response.check_file", the_fault)
    with browser_of(workspace, verbose=verbose) as client:
        client.cookies.set(f"s55-desk-{PORT}", "kept")
        assert code in client.get(PAGE).text
        assert ("in the_fault" in capsys.readouterr().err) is is_shown
        typed = {"at": "policing_body.opening", "save": "yes", "basis": "", "text": "Welcome."}
        saved = client.post(f"{PAGE}/edit", data=typed, headers=HERE).json()
        assert (saved["saved"], [one["code"] for one in saved["problems"]]) == (True, [code])
        assert ("in the_fault" in capsys.readouterr().err) is is_shown
