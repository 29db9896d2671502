"""The desk answers this machine alone, and changes only what its forms name."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import re
import shutil
import time
from datetime import date
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from starlette.testclient import TestClient

from s55.desk import forms
from s55.desk.uploads import Upload, Uploads
from s55.drafts.load import response_of
from s55.sources.seen import digest_of
from tests.command import ROOT
from tests.desk.conftest import DRAFT, HERE, PAGE, PORT, ROOT_PATH, words
from tests.desk.test_forms import sent

OPENING = "policing_body.opening"
DAY = {"day": "27", "month": "11", "year": "2026"}
ADDRESS = re.compile(rf' (?:href|src|data-after)="{ROOT_PATH}(/[^"#]*)')


def written(text: str, at: str = OPENING, seen: str = "") -> dict[str, str]:
    """What the form for a text sends."""
    return {"at": at, "seen": digest_of(seen), "text": text}


# --- who may use it -----------------------------------------------------------------------


@pytest.mark.parametrize("cookie", ["", "kep", "once"])
def test_nobody_reads_or_writes_without_the_key(
    stranger: TestClient, file: Path, cookie: str
) -> None:
    before = file.read_bytes()
    stranger.cookies.set(f"s55-desk-{PORT}", cookie)
    for answer in (
        stranger.get("/"),
        stranger.get(f"{PAGE}/file/pdf"),
        stranger.get(f"/draft/{DRAFT}"),
        stranger.post(f"{PAGE}/write", data=written("x"), headers=HERE),
    ):
        assert answer.status_code == 403
        assert "'s55 desk' printed in the terminal" in answer.text
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://www.example.org"},
        {"Origin": f"http://127.0.0.1:{PORT + 1}"},
        {**HERE, "Sec-Fetch-Site": "cross-site"},
        {**HERE, "Host": "www.example.org"},
    ],
)
def test_a_form_of_another_page_is_refused(
    client: TestClient, file: Path, headers: dict[str, str]
) -> None:
    before = file.read_bytes()
    answer = client.post(f"{PAGE}/write", data=written("x"), headers=headers)
    assert answer.status_code == 403
    assert file.read_bytes() == before


def test_only_forms_change_something(client: TestClient, file: Path) -> None:
    before = file.read_bytes()
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        assert client.request(method, f"{PAGE}/write", headers=HERE).status_code == 405
    assert client.post(PAGE, data=written("x"), headers=HERE).status_code == 405
    assert file.read_bytes() == before


def test_pages_run_no_scripts_and_fetch_nothing(client: TestClient) -> None:
    for address in (
        "/",
        PAGE,
        f"{PAGE}/record",
        f"{PAGE}/sign",
        "/response/x",
    ):
        answer = client.get(address)
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; style-src 'self';")
        assert "script-src" not in policy
        assert "<script" not in answer.text
        assert set(re.findall(r"(?:src|rel=\"stylesheet\" href)=\"([^\"]*)\"", answer.text)) == {
            f"{ROOT_PATH}/desk/desk.css"
        }
        # With 'no-referrer' a browser names no origin, and every form would be refused.
        assert answer.headers["referrer-policy"] == "same-origin"


def test_every_address_is_under_the_path_and_leads_somewhere(client: TestClient) -> None:
    """Each kind of page is looked at once: of what stands for one thing, the first."""
    client.post(f"{PAGE}/invite", data={**DAY, "again": "yes"}, headers=HERE)
    waiting, seen, pages = [client.get("/").text], set(), 0
    while waiting:
        page = waiting.pop()
        pages += 1
        assert re.findall(rf'="/(?!{ROOT_PATH[1:]}[/"])[^"]*"', page) == []
        for path in map(unescape, ADDRESS.findall(page)):
            kind = re.sub(r"^/(response|draft)/[^/?]+|=[^&]*", r"\1", path)
            if kind not in seen:
                seen.add(kind)
                answer = client.get(path)
                assert answer.status_code == 200, path
                length = answer.headers.get("content-length")
                assert length in {None, str(len(answer.content))}, path
                if "html" in answer.headers["content-type"] and "file" not in path:
                    waiting.append(answer.text)
    assert {"/panel", "/settings/successor?of", "/templates?check", "/verify", "/ask"} <= seen
    assert pages > 25


def test_markup_in_a_draft_is_shown_as_words(client: TestClient, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    hostile = "<img src=x onerror=alert(1)></textarea>&amp;"
    changed = text.replace("A thief in every pocket", hostile, 1)
    file.write_text(changed.replace("HMICFRS inspected eight", f"{hostile} eight"), "utf-8")
    for address in ("/", PAGE, f"{PAGE}/write?at=key_findings"):
        page = client.get(address).text
        assert "<img" not in page
        assert "&lt;img src=x onerror=alert(1)&gt;" in page
        assert page.count("</textarea>") == ("write" in address)


@pytest.mark.parametrize(
    "name", ["x", "..%2Fsettings", "%2Fetc%2Fpasswd", f"{DRAFT}.yaml", "%00", ".", "responses"]
)
def test_there_is_nothing_but_the_drafts(client: TestClient, name: str) -> None:
    for address in (f"/response/{name}", f"/response/{name}/file/html"):
        assert client.get(address).status_code == 404
    assert client.get(f"{PAGE}/file/exe").status_code == 404
    assert client.get(f"{PAGE}/write?at=format").status_code == 404


# --- seeing -----------------------------------------------------------------------------------


def test_the_board_shows_every_response(client: TestClient, workspace: Path) -> None:
    shutil.copy(ROOT / "panel.yaml", workspace)
    shown = words(client.get("/").text)
    assert "Papers for the meeting of Tuesday 8 December 2026 must be out by" in shown
    assert (
        "Open (1) Open responses Response Statutory last day Waits for A thief in every pocket"
        in shown
    )
    assert f"{DRAFT} 13 December 2026, 15 days left comments were due" in shown
    assert "Published (5)" in shown
    assert "call-handling-2024 20 May 2024, 5 days late nothing" in shown


def test_a_draft_that_cannot_be_read_is_told_on_the_board(client: TestClient, file: Path) -> None:
    file.write_text("format: [", encoding="utf-8")
    shown = words(client.get("/").text)
    assert f"responses/{DRAFT}.yaml:1" in shown
    assert "Open (0)" in shown
    one = client.get(PAGE)
    assert (one.status_code, "The draft cannot be read" in one.text) == (200, True)
    assert client.get(f"{PAGE}/file/docx").status_code == 422


def test_the_page_of_a_response_leads_to_where_a_problem_is_put_right(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert "Sunday 13 December 2026 (not a working day" in page
    write = f"{ROOT_PATH}{PAGE}/write?at={OPENING}"
    assert f'<a class="govuk-link" href="{write}">Put it right' in page
    assert f'<a class="govuk-link" href="{ROOT_PATH}{PAGE}/record">Put it right' in page
    assert f'<a class="govuk-link" href="{ROOT_PATH}{PAGE}/sign">Put it right' in page
    assert f'id="{OPENING}"' in page
    # Nothing here speaks of the file, its keys or the options of commands.
    assert not re.search(r"\.yaml|--[a-z]+ |'\w+:|[a-z]+_[a-z]+", words(page))


def test_a_download_is_what_the_command_writes(client: TestClient, rendered: Path) -> None:
    kinds = {
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf",
        "html": "text/html; charset=utf-8",
    }
    for kind, media_type in kinds.items():
        answer = client.get(f"{PAGE}/file/{kind}")
        assert answer.headers["content-type"] == media_type
        assert answer.content == (rendered / f"{DRAFT}.{kind}").read_bytes()
        assert answer.headers["content-disposition"] == (
            f"attachment; filename*=UTF-8''{DRAFT}.{kind}"
        )


# --- writing and recording --------------------------------------------------------------------


def test_a_text_is_saved_and_is_in_the_history(client: TestClient, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    answer = client.post(f"{PAGE}/write", data=written("We agree.\r\n\r\n- one"), headers=HERE)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{ROOT_PATH}{PAGE}?saved={OPENING}"
    assert "  opening: |\n    We agree.\n\n    - one\n" in file.read_text(encoding="utf-8")
    shown = words(client.get(answer.headers["location"]).text)
    assert "Saved: Your response, your opening." in shown
    history = client.get(f"{PAGE}/history").text
    assert "At the desk: Your response: Your opening" in history
    changed = client.get(f"{PAGE}/history?state=2").text
    assert '>Before</h3><p class="govuk-hint">(nothing)</p>' in changed
    assert "<p><ins>We agree.</ins></p>" in changed
    assert "\n+  opening: |\n" in changed
    assert "No text of the document changed" not in changed
    for state in ("99", "x", "9" * 5000, ""):
        missing = client.get(f"{PAGE}/history?state={state}")
        assert (missing.status_code, "U125" in missing.text) == (422, True)
    back = client.post(f"{PAGE}/history", data={"to": "1"}, headers=HERE)
    assert back.headers["location"] == f"{ROOT_PATH}{PAGE}?done=undone"
    assert file.read_text(encoding="utf-8") == before


def test_a_text_that_somebody_else_changed_is_shown_beside_what_was_written(
    client: TestClient, file: Path
) -> None:
    client.post(f"{PAGE}/write", data=written("Theirs."), headers=HERE)
    before = file.read_bytes()
    answer = client.post(f"{PAGE}/write", data=written("Ours & more."), headers=HERE)
    assert (answer.status_code, file.read_bytes()) == (422, before)
    assert "K101" in answer.text
    assert '<div class="desk-prose"><p>Theirs.</p></div>' in answer.text
    assert "\nOurs &amp; more.</textarea>" in answer.text
    # Who has seen both may choose.
    assert f'name="seen" value="{digest_of("Theirs.")}"' in answer.text
    data = written("Ours & more.", seen="Theirs.")
    assert client.post(f"{PAGE}/write", data=data, headers=HERE).status_code == 303


def test_what_cannot_be_written_is_not_lost(client: TestClient, file: Path) -> None:
    file.chmod(0o444)
    answer = client.post(f"{PAGE}/write", data=written("Long thoughts."), headers=HERE)
    assert answer.status_code == 422
    assert "O408" in answer.text
    assert "\nLong thoughts.</textarea>" in answer.text


def test_a_form_has_limits(client: TestClient, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = file.read_bytes()
    monkeypatch.setattr(forms, "MAX_BYTES", 1000)
    monkeypatch.setattr(forms, "MAX_FIELDS", 300)
    for content in (b"text=" + b"x" * 1000, "text=ä".encode(), b"&".join([b"a"] * 400)):
        answer = client.post(f"{PAGE}/write", content=content, headers=HERE)
        assert answer.status_code == 422
        assert "K104" in answer.text
    assert file.read_bytes() == before


def test_what_is_missing_is_shown_before_a_response_is_published(client: TestClient) -> None:
    said = words(client.get(f"{PAGE}/record").text)
    assert "What is missing before it is published" in said
    assert "there are no comments of the local policing body" in said
    assert "the response is not signed off" in said
    assert "no copy to the Secretary of State" not in said  # that comes after it
    published = words(client.get("/response/call-handling-2024/record").text)
    assert "What is missing" not in published


def test_a_dispatch_is_recorded_as_the_command_records_it(client: TestClient, file: Path) -> None:
    form = {"recipient": "inspectorate", "day": "27", "month": "11", "year": "2026", "how": "post"}
    answer = client.post(f"{PAGE}/record", data=form, headers=HERE)
    assert answer.headers["location"] == f"{ROOT_PATH}{PAGE}?done=recorded"
    text = file.read_text(encoding="utf-8")
    assert "  inspectorate:\n    - event: sent\n      date: 2026-11-27\n      how: post\n" in text


def test_what_is_recorded_is_shown_and_corrected(client: TestClient, workspace: Path) -> None:
    """What is not filled in stays; what somebody else has recorded meanwhile is not replaced."""
    address, draft = "/response/peel-2018-19/record", workspace / "responses/peel-2018-19.yaml"
    page = words(client.get(address).text)
    assert "Sent to the inspectorate Monday 24 June 2019, by e-mail Correct" in page
    assert "Sent to the Secretary of State The day is not known Correct" in page
    shown = client.get(f"{address}?of=inspectorate").text
    assert [f'id="{name}"' in shown for name in ("day", "how", "by")] == [True] * 3
    assert ('value="24"' in shown, 'value="by e-mail"' in shown) == (True, True)
    form = sent(shown, address)
    wrong = client.post(address, data={**form, "year": "2030"}, headers=HERE)
    assert (wrong.status_code, "D114" in wrong.text) == (422, True)
    assert 'value="2030"' in wrong.text
    before = draft.read_text(encoding="utf-8")
    answer = client.post(address, data={**form, "day": "25", "how": "", "by": "AB"}, headers=HERE)
    assert answer.headers["location"].endswith("/response/peel-2018-19?done=record-corrected")
    after = before.replace(
        "  inspectorate:\n    - date: 2019-06-24\n      how: by e-mail\n",
        "  inspectorate:\n    - date: 2019-06-25\n      how: by e-mail\n      by: AB\n",
    )
    assert draft.read_text(encoding="utf-8") == after != before
    overtaken = client.post(address, data={**form, "how": "by post"}, headers=HERE)
    assert (overtaken.status_code, "K101" in overtaken.text) == (422, True)
    assert "Now is recorded: Tuesday 25 June 2019; by e-mail; AB" in words(overtaken.text)
    assert draft.read_text(encoding="utf-8") == after
    again = client.post(address, data=sent(overtaken.text, address), headers=HERE)
    assert again.status_code == 303
    assert "how: by post" in draft.read_text(encoding="utf-8")
    assert client.get(f"{address}?of=nobody").status_code == 404


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"day": "31"}, "K105"),
        ({"year": ""}, "K105"),
        ({"year": "9" * 5000}, "K105"),
        ({"year": "2027"}, "D114"),
        ({"year": "2025"}, "D113"),
        ({"recipient": ""}, "K106"),
        ({"recipient": "nobody"}, "D109"),
    ],
)
def test_what_cannot_be_recorded_is_told_and_stays_in_the_form(
    client: TestClient, file: Path, change: dict[str, str], code: str
) -> None:
    before = file.read_bytes()
    form = {
        "recipient": "inspectorate",
        "day": "27",
        "month": "11",
        "year": "2026",
        "how": "by <i>",
    }
    answer = client.post(f"{PAGE}/record", data={**form, **change}, headers=HERE)
    assert (answer.status_code, code in answer.text) == (422, True)
    assert 'value="by &lt;i&gt;"' in answer.text
    assert file.read_bytes() == before


def test_a_publication_is_kept(client: TestClient, workspace: Path, file: Path) -> None:
    before, form = (
        file.read_bytes(),
        {"recipient": "website", "day": "27", "month": "11", "year": "2026"},
    )
    unseen = client.post(f"{PAGE}/record", data=form, headers=HERE)
    assert (unseen.status_code, 'href="#anyway"' in unseen.text) == (422, True)
    assert "K120" in unseen.text
    assert "there are no comments of the local policing body" in unseen.text
    assert file.read_bytes() == before
    form["anyway"] = "yes"
    assert client.post(f"{PAGE}/record", data=form, headers=HERE).status_code == 303
    kept = {path.suffix for path in (workspace / "published").rglob("*") if path.is_file()}
    assert {".docx", ".pdf", ".html"} <= kept
    # A record that was kept cannot be undone, and the page says why.
    refused = client.post(f"{PAGE}/history", data={"to": "1"}, headers=HERE)
    assert (refused.status_code, "O412" in refused.text) == (422, True)


def test_a_published_response_is_corrected_and_withdrawn(
    client: TestClient, workspace: Path
) -> None:
    name = "call-handling-2024"
    page = f"/response/{name}"
    assert f'href="{ROOT_PATH}{page}/withdraw"' in client.get(page).text
    assert f'href="{ROOT_PATH}{PAGE}/withdraw"' not in client.get(PAGE).text
    form = {"day": "28", "month": "11", "year": "2026"}
    for kind, field, lacking in (
        ("correct", "what", "What was corrected is missing."),
        ("withdraw", "why", "The reason is missing."),
    ):
        unsaid = client.post(f"{page}/{kind}", data=form, headers=HERE)
        assert (unsaid.status_code, "K112" in unsaid.text) == (422, True)
        assert f'<a href="#{field}">{lacking}</a>' in unsaid.text
        undated = client.post(f"{page}/{kind}", data={field: "Half & half"}, headers=HERE)
        assert (undated.status_code, "K105" in undated.text) == (422, True)
        assert 'value="Half &amp; half"' in undated.text
    other = {**form, "why": "It answered an earlier version.", "replaced_by": "nothing"}
    refused = client.post(f"{page}/withdraw", data=other, headers=HERE)
    assert (refused.status_code, "D172" in refused.text) == (422, True)
    corrected = client.post(f"{page}/correct", data={**form, "what": "24, not 42"}, headers=HERE)
    assert corrected.headers["location"] == f"{ROOT_PATH}{page}?done=corrected"
    gone = client.post(f"{page}/withdraw", data={**other, "replaced_by": ""}, headers=HERE)
    assert gone.headers["location"] == f"{ROOT_PATH}{page}?done=withdrawn"
    events = (workspace / f"responses/{name}.yaml").read_text(encoding="utf-8")
    assert "    - event: republished\n      date: 2026-11-28\n      what: 24, not 42\n" in events
    assert "    - event: withdrawn\n      date: 2026-11-28\n      why: It answered an" in events
    assert f'href="{ROOT_PATH}{page}/withdraw"' not in client.get(page).text


def test_a_form_about_a_draft_tells_its_problems_in_the_words_of_the_desk(
    client: TestClient,
) -> None:
    page = "/response/call-handling-2024"
    seen = SEEN.findall(client.get(f"{page}/sign").text)[0]
    day = {**DAY, "day": "28"}
    approval = {**day, "name": "Jo", "again": "yes", "seen": seen}
    assert client.post(f"{page}/sign", data=approval, headers=HERE).status_code == 303
    at = "policing_body.closing"
    seen = SEEN.findall(client.get(f"{page}/write?at={at}").text)[0]
    text = {"at": at, "seen": seen, "text": "Changed."}
    assert client.post(f"{page}/write", data=text, headers=HERE).status_code == 303
    before = words(client.get(f"{page}/correct").text)
    told = "What is missing before it is published again error “Your response: Your closing” was "
    assert told in before
    assert "What is missing" not in words(client.get(f"{page}/record").text), "it is published"
    refused = client.post(f"{page}/correct", data={**day, "what": "Words."}, headers=HERE)
    said = words(refused.text)
    assert "What is missing" not in said
    assert "“Your response: Your closing” was " in said
    assert "closing'" not in said
    assert ".yaml" not in said
    assert refused.text.count(f'<a href="{ROOT_PATH}{page}/sign">Put it right') == 2


def test_the_form_of_a_correction_shows_what_changed_since_the_publication(
    client: TestClient, workspace: Path, file: Path
) -> None:
    unpublished = client.get(f"{PAGE}/correct").text
    assert "the last publication cannot be shown: no copy of it is kept." in unpublished
    form = {"recipient": "website", "day": "27", "month": "11", "year": "2026", "anyway": "yes"}
    client.post(f"{PAGE}/record", data=form, headers=HERE)
    head = "What changed since publication 1 (Friday 27 November 2026)"
    same = words(client.get(f"{PAGE}/correct").text)
    assert f"{head} Nothing that the document prints has changed. The correction" in same
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("inspected eight forces", "inspected nine forces")
        .replace('title: "A thief', 'title: "No thief')
        .replace("rang on 12 November", "rang on 13 November"),
        encoding="utf-8",
    )
    # With a fault in the form it is shown too.
    page = client.post(f"{PAGE}/correct", data={"what": ""}, headers=HERE).text
    assert "<del>eight</del>" in page
    assert "<ins>nine</ins>" in page
    assert "13 November" in file.read_text(encoding="utf-8")
    assert "Notes for the office alone" not in page
    (line,) = re.findall(r'<p class="govuk-body desk-typed">(.*?)</p>', page, re.DOTALL)
    assert unescape(line).splitlines() == [
        "The report: Title of the report was changed:",
        "  - before 'thief in every pocket: How': removed 'A', added 'No'",
    ]
    # A correction is a publication too: what is missing is asked for.
    form = {"what": "Nine.", "day": "28", "month": "11", "year": "2026"}
    unseen = client.post(f"{PAGE}/correct", data=form, headers=HERE)
    assert (unseen.status_code, 'href="#anyway"' in unseen.text) == (422, True)
    assert "What is missing before it is published again" in unseen.text
    # The same as a Word file; of what there is not, there is no link and no file.
    shown = client.get(PAGE).text
    assert f'href="{ROOT_PATH}{PAGE}/changes/publication"' in shown
    assert "/changes/approval" not in shown
    assert client.get(f"{PAGE}/changes/approval").status_code == 404
    redline = client.get(f"{PAGE}/changes/publication")
    assert (
        "online-fraud-2026-changes-since-publication.docx"
        in (redline.headers["content-disposition"])
    )
    with ZipFile(io.BytesIO(redline.content)) as package:
        document = package.read("word/document.xml").decode()
    assert {"A", "eight"} <= set(re.findall(r"<w:delText[^>]*>(\w+)</w:delText>", document))
    (workspace / "published" / DRAFT / "1/draft.yaml").write_text("x", encoding="utf-8")
    damaged = words(client.get(f"{PAGE}/correct").text)
    assert "What changed since the last publication cannot be shown" in damaged
    assert "P402" in damaged


def test_an_approval_is_bound_to_the_text(client: TestClient, file: Path) -> None:
    lacking = client.get(f"{PAGE}/sign").text
    assert f"<title>Record who approved it, {DRAFT}" in lacking
    assert "D115" not in lacking  # that it is not approved yet, which is done here
    assert "there are no comments of the local policing body" in lacking
    assert "S55-6" not in lacking  # what comes after it does not stop the approval
    form = {"name": "Alex Example", "post": "Commissioner", "day": "28", "month": "11"}
    form["seen"] = SEEN.findall(lacking)[0]
    unsure = client.post(f"{PAGE}/sign", data=form, headers=HERE)
    assert (unsure.status_code, "K105" in unsure.text, "K120" in unsure.text) == (422, True, True)
    assert 'value="Alex Example"' in unsure.text
    unseen = client.post(f"{PAGE}/sign", data={**form, "year": "2026"}, headers=HERE)
    assert (unseen.status_code, 'href="#anyway"' in unseen.text) == (422, True)
    assert 'name="anyway"' not in client.get("/response/call-handling-2024/sign").text
    form["anyway"] = "yes"
    done = client.post(f"{PAGE}/sign", data={**form, "year": "2026"}, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}{PAGE}?done=signed"
    sign_off = response_of(file.read_text(encoding="utf-8")).sign_off
    assert sign_off is not None
    assert (sign_off.name, sign_off.date, bool(sign_off.text)) == (
        "Alex Example",
        date(2026, 11, 28),
        True,
    )
    # A second approval is a decision of its own.
    other = {**form, "year": "2026", "name": "Kim Example"}
    stale = client.post(f"{PAGE}/sign", data={**other, "again": "yes"}, headers=HERE)
    assert (stale.status_code, "K111" in stale.text) == (422, True)
    other["seen"] = SEEN.findall(stale.text)[0]
    twice = client.post(f"{PAGE}/sign", data=other, headers=HERE)
    assert (twice.status_code, "D149" in twice.text) == (422, True)
    again = client.post(f"{PAGE}/sign", data={**other, "again": "yes"}, headers=HERE)
    assert again.status_code == 303
    assert "name: Kim Example" in file.read_text(encoding="utf-8")


def test_progress_is_recorded_beside_the_draft(client: TestClient, file: Path) -> None:
    before = file.read_bytes()
    assert "Recommendation 3" in client.get(f"{PAGE}/progress").text
    shown = words(client.get(f"{PAGE}/progress?item=R3").text)
    assert "every victim of online fraud is told" in shown
    form = {"item": "R3", "day": "27", "month": "11", "year": "2026", "note": "Half of them."}
    unsure = client.post(f"{PAGE}/progress", data=form, headers=HERE)
    assert (unsure.status_code, "K106" in unsure.text) == (422, True)
    dated = {**form, "status": "in progress", "due-day": "31"}
    assert "K105" in client.post(f"{PAGE}/progress", data=dated, headers=HERE).text
    whole = {**dated, "due-month": "3", "due-year": "2027"}
    done = client.post(f"{PAGE}/progress", data=whole, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}{PAGE}/progress?recorded=R3"
    listed = words(client.get(f"{PAGE}/progress?recorded=R3").text)
    assert "It is recorded how far the force is with recommendation 3." in listed
    assert "is told, within seven days: whether the case will be" in listed
    assert file.read_bytes() == before
    assert "27 November 2026, in progress, due 31 March 2027, Half of them." in words(
        client.get(f"{PAGE}/progress?item=R3").text
    )
    assert client.get(f"{PAGE}/progress?item=R9").status_code == 404


# --- files that are taken in --------------------------------------------------------------------

KEY = re.compile(r'name="key" value="([^"]+)"')
SEEN = re.compile(r'name="seen" value="([^"]+)"')


def edited_in_word(data: bytes) -> bytes:
    """A Word file with a word changed in the findings, and one tracked in an item."""
    document = docx.Document(io.BytesIO(data))
    texts = [node for node in document.element.body.iter("{*}t") if node.text]
    (findings,) = (node for node in texts if "inspected eight forces" in node.text)
    findings.text = findings.text.replace("eight forces", "nine forces")
    (item,) = (node for node in texts if "will be investigated" in node.text)
    run = item.getparent()
    inserted = OxmlElement("w:ins")
    inserted.set(qn("w:author"), "Kim Reader")
    inserted.append(copy.deepcopy(run))
    (quickly,) = inserted.iter("{*}t")
    quickly.text = " Quickly."
    run.addnext(inserted)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_file_that_cannot_be_read_is_told(client: TestClient, workspace: Path) -> None:
    before = sorted((workspace / "responses").iterdir())
    for name, data, code in (("a.pdf", b"%PDF-1.7 nothing", "I1"), ("", b"", "K108")):
        answer = client.post("/start", files={"file": (name, data)}, headers=HERE)
        assert (answer.status_code, code in answer.text) == (422, True)
    assert sorted((workspace / "responses").iterdir()) == before


def test_a_file_has_a_limit(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MAX_FILE_BYTES", 1000)
    for address in ("/start", f"{PAGE}/collect"):
        answer = client.post(address, files={"file": ("a.txt", b"x" * 2000)}, headers=HERE)
        assert (answer.status_code, "K109" in answer.text) == (422, True)
    broken = client.post(
        "/start", content=b"x", headers={**HERE, "Content-Type": "multipart/form-data; boundary=y"}
    )
    assert broken.status_code == 422


FINDINGS = "change:key_findings"
ITEM = "change:recommendations.items[1].text"


def test_a_word_file_comes_back(client: TestClient, file: Path, workspace: Path) -> None:
    """Each change is taken or left by itself, and what is left is in the kept file."""
    before = file.read_text(encoding="utf-8")
    data = edited_in_word(client.get(f"{PAGE}/file/docx").content)
    shown = client.post(f"{PAGE}/collect", files={"file": ("Back.docx", data)}, headers=HERE)
    assert shown.status_code == 200
    said = words(shown.text)
    assert "The report: What it found changed" in said
    assert "inspected <del>eight</del> forces" in shown.text
    assert "inspected <ins>nine</ins> forces" in shown.text
    # The remark and the tracked change stand at their place, and not above.
    assert said.index("To look at") < said.index("The report: What it found")
    assert said.index("Kim Reader inserted “ Quickly.”") > said.index("Recommendation 3: What the")
    assert file.read_text(encoding="utf-8") == before
    key, seen = KEY.findall(shown.text)[0], SEEN.findall(shown.text)[0]
    # Somebody else writes meanwhile: it is shown again, with what was chosen.
    client.post(f"{PAGE}/write", data=written("Theirs."), headers=HERE)
    form = {"key": key, "seen": seen, FINDINGS: "take", ITEM: "leave"}
    overtaken = client.post(f"{PAGE}/collect", data=form, headers=HERE)
    assert (overtaken.status_code, "K111" in overtaken.text) == (422, True)
    for name, chosen in ((FINDINGS, "take"), (ITEM, "leave")):
        assert f'name="{name}" type="radio" value="{chosen}" checked' in overtaken.text
    form["seen"] = SEEN.findall(overtaken.text)[0]
    done = client.post(f"{PAGE}/collect", data=form, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}{PAGE}?done=collected-some"
    now = file.read_text(encoding="utf-8")
    assert "inspected nine forces" in now
    assert "Theirs." in now
    assert "Quickly." not in now
    kept = [path for path in workspace.rglob("*.docx") if path.read_bytes() == data]
    assert len(kept) == 1


def test_a_word_file_of_somebody_else_is_refused(client: TestClient, file: Path) -> None:
    before = file.read_bytes()
    made = io.BytesIO()
    docx.Document().save(made)
    files = {"file": ("x.docx", made.getvalue())}
    answer = client.post(f"{PAGE}/collect", files=files, headers=HERE)
    assert (answer.status_code, "R101" in answer.text) == (422, True)
    assert file.read_bytes() == before


def test_an_invitation_is_written_and_can_be_had(client: TestClient, workspace: Path) -> None:
    page = "/response/call-handling-2024"
    assert client.get(f"{PAGE}/invitation/docx").status_code == 404
    form = {"day": "4", "month": "12", "year": "2026", "how": "by e-mail"}
    twice = client.post(f"{PAGE}/invite", data=form, headers=HERE)
    assert (twice.status_code, "Replace the invitation that is recorded" in twice.text) == (
        422,
        True,
    )
    done = client.post(f"{PAGE}/invite", data={**form, "again": "yes"}, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}{PAGE}?done=invited"
    shown = client.get(f"{PAGE}?done=invited").text
    assert f'href="{ROOT_PATH}{PAGE}/invitation/docx"' in shown
    given = client.get(f"{PAGE}/invitation/docx")
    assert given.content == (workspace / f"build/{DRAFT}-invitation.docx").read_bytes()
    assert client.get(f"{page}/invitation/docx").status_code == 404
    assert client.get(f"{PAGE}/invitation/html").status_code == 404


def test_only_the_latest_files_wait() -> None:
    kept: Uploads[Upload] = Uploads()
    keys = [kept.keep(Upload.of(f"a/b\\{number}.pdf", b"")) for number in range(7)]
    assert [kept.get(key) is None for key in keys] == [True, True, *[False] * 5]
    last = kept.get(keys[6])
    assert last is not None
    assert last.name == "6.pdf"
    # What somebody works on stays, however early it came.
    kept.get(keys[2])
    kept.keep(last)
    assert [kept.get(key) is None for key in keys[2:4]] == [False, True]
    other = Upload.of("7.pdf", b"")
    assert kept.replace(keys[6], last, other)
    assert not kept.replace(keys[6], last, other)
    assert kept.get(keys[6]) is other
    kept.forget(keys[6])
    assert kept.get(keys[6]) is None


# --- the stylesheet ---------------------------------------------------------------------------


def test_the_stylesheet_is_the_one_that_was_made() -> None:
    folder = ROOT / "s55/desk/static"
    assets = json.loads((folder / "assets.json").read_text(encoding="utf-8"))
    asked = json.loads((ROOT / "set_up/desk/package.json").read_text(encoding="utf-8"))
    files = {path.name for path in folder.iterdir()}
    assert files == {*assets, "assets.json", *(one["licence_file"] for one in assets.values())}
    about, data = assets["desk.css"], (folder / "desk.css").read_bytes()
    assert about["sha256"] == hashlib.sha256(data).hexdigest()
    assert b"url(" not in data
    assert about["from"] == [f"govuk-frontend {asked['dependencies']['govuk-frontend']}"]
    assert about["made_by"] == f"sass {asked['dependencies']['sass']}"


def test_a_response_leads_on_to_what_is_done_next(client: TestClient) -> None:
    button = re.compile(
        r'<p class="govuk-body">([^<]+)</p>\s*<a class="govuk-button" href="([^"]+)">'
    )
    assert button.findall(client.get(PAGE).text) == [
        ("Comments were due Friday 27 November 2026.", f"{ROOT_PATH}{PAGE}/collect")
    ]
    seen = SEEN.findall(client.get(f"{PAGE}/write?at=chief_officer.comments").text)[0]
    text = {"at": "chief_officer.comments", "seen": seen, "text": "We agree."}
    client.post(f"{PAGE}/write", data=text, headers=HERE)
    page = client.get(PAGE).text
    assert button.findall(page) == [("Own comments not written.", "#to-do")]
    assert 'id="to-do"' in page
    assert not button.findall(client.get("/response/peel-2018-19").text)


def test_the_preview_leads_back_to_the_response(client: TestClient) -> None:
    page = client.get(f"/draft/{DRAFT}").text
    assert f'href="{ROOT_PATH}{PAGE}">Back to the response</a>' in page
    assert 'aria-label="Drafts"' not in page  # the desk's first page lists them
    of_set = client.get(f"/draft/{DRAFT}:register").text
    assert f'href="{ROOT_PATH}/templates?check=register">Back to the template set</a>' in of_set


def test_problems_beside_the_preview_are_told_in_the_words_of_the_desk(
    client: TestClient, file: Path
) -> None:
    panels = client.get(f"/draft/{DRAFT}").text
    for _ in range(100):
        panels = client.get(f"/panels/{DRAFT}").text
        if "S55-5A" in panels:
            break
        time.sleep(0.05)
    said = words(panels)
    assert "When it is on the website, record it. Put it right" in said
    assert "s55 " not in said
    assert "policing_body" not in said
    assert f'<a href="{ROOT_PATH}{PAGE}/record">Put it right' in panels
    file.unlink()
    assert client.get(f"/panels/{DRAFT}").status_code == 200


def test_a_saved_text_offers_the_one_that_follows(client: TestClient) -> None:
    """In the order of the document; the last one offers none."""
    order = re.findall(r"actions\"><a [^>]*/write\?at=([^\"]+)\"", client.get(PAGE).text)
    saved = unquote(order[0]).partition("~")[0]
    after = client.get(f"{PAGE}?saved={saved}").text
    assert re.findall(r"Go on with <a [^>]*/write\?at=([^\"]+)\"", after) == order[1:2]
    last = unquote(order[-1]).partition("~")[0]
    assert "Go on with" not in client.get(f"{PAGE}?saved={last}").text


def test_a_desk_whose_folder_is_away_says_so(workspace: Path, client: TestClient) -> None:
    """As a network drive goes away, with the folder in which the desk was started."""
    assert Path.cwd() == workspace
    shutil.rmtree(workspace)
    for address in ("/", "/settings", "/register", "/ask", "/calendar"):
        answer = client.get(address)
        assert answer.status_code == 422, address
        assert f"s55 could not find settings.yaml in '{workspace}'." in words(answer.text)
    assert client.get(PAGE).status_code == 404
