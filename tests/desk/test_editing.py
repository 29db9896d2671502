"""The text editor: what it sends is written as the form is, compared and kept in the history."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from s55.disk.history import history_of
from s55.preview.previews import Previews
from tests.command import ROOT
from tests.desk.conftest import DRAFT, HERE, PAGE, ROOT_PATH

OPENING = "policing_body.opening"


def paragraph(words: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": words}]}


def sent(client: TestClient, **fields: str) -> dict[str, Any]:
    """What the desk answers to the editor."""
    answer = client.post(f"{PAGE}/edit", data={"at": OPENING, **fields}, headers=HERE)
    assert answer.headers["content-type"] == "application/json"
    return dict(answer.json())


def test_the_page_of_a_text_runs_its_own_script_alone(client: TestClient) -> None:
    answer = client.get(f"{PAGE}/write?at={OPENING}")
    assert answer.headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'self'; script-src 'self'; connect-src 'self'"
    )
    assert re.findall("<script[^>]*>", answer.text) == [
        f'<script src="{ROOT_PATH}/desk/editor.js" defer>'
    ]
    assert " style=" not in answer.text
    # What is shown again after a refusal is not what the draft says: the form alone.
    form = {"at": OPENING, "seen": "x", "text": "Mine."}
    again = client.post(f"{PAGE}/write", data=form, headers=HERE)
    assert (again.status_code, "<script" in again.text) == (422, False)
    assert "script-src" not in again.headers["content-security-policy"]


def test_a_text_is_shown_and_saved_as_a_document(client: TestClient, file: Path) -> None:
    basis = "We *thank* them.\n\n-   one\n-   two"
    shown = sent(client, text=basis)
    assert (shown["text"], shown["reason"]) == (basis, "")
    document = shown["document"]
    document["content"].append(paragraph("New."))
    form = {"document": json.dumps(document), "before": basis}
    assert sent(client, **form)["text"] == f"{basis}\n\nNew."
    assert OPENING.split(".")[1] not in file.read_text(encoding="utf-8")  # only asked
    saved = sent(client, **form, basis="", save="yes")
    assert (saved["saved"], saved["text"], saved["problems"]) == (True, f"{basis}\n\nNew.", [])
    assert "    -   one\n    -   two\n\n    New.\n" in file.read_text(encoding="utf-8")


def test_problems_come_back_with_each_save(client: TestClient) -> None:
    saved = sent(client, text="See www.example.org", basis="", save="yes")
    assert saved["saved"] is True
    (problem,) = saved["problems"]
    assert (problem["code"], problem["severity"]) == ("T220", "warning")
    assert problem["message"].startswith("'www.example.org' is printed as text")
    refused = sent(client, text="<b>no</b>", basis=saved["text"], save="yes")
    assert refused["saved"] is False
    assert {one["code"] for one in refused["problems"]} == {"T201"}
    assert sent(client, text="<b>no</b>")["reason"].startswith("The text has HTML")


def test_what_somebody_else_wrote_is_shown_and_stays(client: TestClient, file: Path) -> None:
    sent(client, text="Theirs.", basis="", save="yes")
    before = file.read_bytes()
    answer = sent(client, text="Mine.", basis="", save="yes")
    assert (answer["saved"], answer["now"]) == (False, "Theirs.\n")
    assert file.read_bytes() == before
    # Who has seen it may choose.
    assert sent(client, text="Mine.", basis=answer["now"], save="yes")["saved"] is True


def test_what_was_sent_without_an_answer_is_no_change_by_somebody_else(client: TestClient) -> None:
    document = json.dumps({"type": "doc", "content": [paragraph("First.")]})
    sent(client, document=document, before="", basis="", save="yes")
    later = {"text": "First. More.", "before": "", "basis": "", "save": "yes"}
    assert sent(client, **later)["saved"] is False
    assert sent(client, **later, sent_text="Other.")["saved"] is False
    assert sent(client, **later, sent_document=document)["saved"] is True


def test_what_was_sent_without_an_answer_may_not_have_been_written(client: TestClient) -> None:
    later = {"text": "First. More.", "before": "", "basis": "", "save": "yes"}
    assert sent(client, **later, sent_text="First.")["saved"] is True


def test_typing_is_one_state_of_the_history(client: TestClient, file: Path) -> None:
    basis = ""
    for words, goes_on in (("a", ""), ("ab", "yes"), ("abc", "yes"), ("abcd", "")):
        sent(client, text=words, basis=basis, save="yes", continues=goes_on)
        basis = words
    kept = history_of(file)
    assert [(one.number, one.command) for one in kept.states] == [(1, ""), (2, "desk"), (3, "desk")]
    texts = [(kept.text(one.draft) or b"").decode() for one in kept.states]
    assert [f"    {words}\n" in texts[at] for at, words in ((1, "abc"), (2, "abcd"))] == [True] * 2
    assert len(list(kept.folder.glob("*.yaml"))) == 3


@pytest.mark.parametrize("document", ["[", '{"type": "doc", "content": [{"type": "script"}]}'])
def test_what_is_no_document_is_refused(client: TestClient, file: Path, document: str) -> None:
    before = file.read_bytes()
    answer = sent(client, document=document, basis="", save="yes")
    assert answer["text"] is None
    assert [one["code"] for one in answer["problems"]] == ["K113"]
    assert file.read_bytes() == before


def test_the_editor_is_the_one_that_was_made() -> None:
    folder = ROOT / "s55/desk/static"
    assets = json.loads((folder / "assets.json").read_text(encoding="utf-8"))
    asked = json.loads((ROOT / "set_up/desk/package.json").read_text(encoding="utf-8"))
    pinned = {f"{name} {version}" for name, version in asked["dependencies"].items()}
    about, data = assets["editor.js"], (folder / "editor.js").read_bytes()
    assert about["sha256"] == hashlib.sha256(data).hexdigest()
    assert about["licence"] == "MIT"
    assert about["made_by"] in pinned
    assert {one for one in pinned if one.startswith("prosemirror-")} <= set(about["from"])
    licences = (folder / about["licence_file"]).read_text(encoding="utf-8")
    assert [one for one in about["from"] if f"{one}\n" not in licences] == []
    assert len(data) < 400_000
    # It fetches nothing, and makes no code of words.
    assert not re.search(rb"\beval\(|new Function\b|importScripts|WebSocket|\bimport\(", data)


# --- what the preview shows while somebody types -------------------------------------------


@pytest.fixture
def previewed(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """The drafts that the preview, at which somebody looks, is given."""
    shown: list[tuple[str, str]] = []
    monkeypatch.setattr(Previews, "is_watched", lambda _, name: name == DRAFT)
    monkeypatch.setattr(Previews, "show_typed", lambda _, *given: shown.append(given))
    return shown


def watched(client: TestClient, **fields: str) -> bool:
    answer = client.post(f"{PAGE}/typed", data={"at": OPENING, **fields}, headers=HERE)
    assert answer.headers["content-type"] == "application/json"
    return bool(answer.json()["watched"])


def test_what_is_typed_goes_to_the_preview_and_nowhere_else(
    client: TestClient, file: Path, previewed: list[tuple[str, str]]
) -> None:
    before = file.read_bytes()
    document = json.dumps({"type": "doc", "content": [paragraph("As it is typed.")]})
    assert watched(client, document=document, before="", basis="")
    ((name, text),) = previewed
    assert name == DRAFT
    assert "    As it is typed.\n" in text
    assert file.read_bytes() == before
    assert history_of(file).states == ()
    # It is what a save then writes.
    sent(client, document=document, before="", basis="", save="yes")
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "fields",
    [{"text": "Mine.", "basis": "not what it says"}, {"text": "<b>no</b>"}, {"document": "["}],
    ids=["overtaken", "no text of a response", "no document"],
)
def test_what_could_not_be_saved_is_not_shown(
    client: TestClient, previewed: list[tuple[str, str]], fields: dict[str, str]
) -> None:
    sent(client, text="Theirs.", basis="", save="yes")
    assert watched(client, **{"basis": "Theirs.", **fields})
    assert previewed == []


def test_where_nobody_looks_nothing_is_made(client: TestClient, file: Path) -> None:
    assert not watched(client, text="As it is typed.", basis="")
    assert "data-typed=" in client.get(f"{PAGE}/write?at={OPENING}").text
    assert "As it is typed" not in file.read_text(encoding="utf-8")
