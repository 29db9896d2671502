"""The texts of a response in its second language, as forms."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from starlette.testclient import TestClient

from tests.command import ROOT
from tests.desk.conftest import HERE, PAGE, ROOT_PATH, words

NAME = "answering-the-call"
LIST = f"/response/{NAME}/translations"


@pytest.fixture
def draft(workspace: Path) -> Path:
    return Path(shutil.copy(ROOT / f"tests/{NAME}.yaml", workspace / "responses"))


def filled(page: str) -> dict[str, str]:
    """The form for one text, as it is sent when nothing is typed."""
    return dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', page))


def test_a_text_is_translated(client: TestClient, draft: Path) -> None:
    before = draft.read_text(encoding="utf-8")
    assert f'href="{ROOT_PATH}{LIST}"' in client.get(f"/response/{NAME}").text
    assert "second language" not in client.get(PAGE).text
    listed = client.get(LIST).text
    assert "The texts in Welsh" in words(listed)
    assert "Norfolk Constabulary Heddlu Norfolk" in words(listed)
    assert "The report: Forces inspected, 1 " in words(listed)
    assert f'href="{ROOT_PATH}{LIST}?of=inspection.forces%5B0%5D"' in listed
    page = client.get(f"{LIST}?of=inspection.forces[0]").text
    assert "Heddlu Norfolk</textarea>" in page
    assert 'lang="cy"' in page
    form = {**filled(page), "said": "Heddlu Norffolk"}
    done = client.post(LIST, data=form, headers=HERE)
    assert done.headers["location"] == (f"{ROOT_PATH}{LIST}?saved=inspection.forces%5B0%5D")
    assert "The translation is saved." in words(client.get(done.headers["location"]).text)
    after = draft.read_text(encoding="utf-8")
    assert after == before.replace("words: Heddlu Norfolk", "words: Heddlu Norffolk")
    # Somebody else was quicker: both are shown, and who has seen both may choose.
    other = client.post(LIST, data={**form, "said": "<Heddlu>"}, headers=HERE)
    assert (other.status_code, "K101" in other.text) == (422, True)
    assert "&lt;Heddlu&gt;</textarea>" in other.text
    assert "Heddlu Norffolk" in words(other.text)
    again = {**filled(other.text), "said": "Heddlu"}
    assert client.post(LIST, data=again, headers=HERE).status_code == 303
    assert "words: Heddlu\n" in draft.read_text(encoding="utf-8")


def test_a_text_stays_as_it_is(client: TestClient, draft: Path) -> None:
    before, address = draft.read_text(encoding="utf-8"), f"{LIST}?of=inspection.forces[0]"
    form = filled(client.get(address).text)
    client.post(LIST, data={**form, "said": "", "stays": "yes"}, headers=HERE)
    after = draft.read_text(encoding="utf-8")
    assert after == before.replace("words: Heddlu Norfolk", "stays: yes")
    assert "Norfolk Constabulary It stays as it is." in words(client.get(LIST).text)
    assert re.search('<input[^>]*name="stays"[^>]* checked>', client.get(address).text)


def test_a_text_without_a_place_has_no_form(client: TestClient, draft: Path) -> None:
    """The page offers to add the place, and no link that leads nowhere."""
    text = draft.read_text(encoding="utf-8")
    entry = re.compile(r" +- field: inspection\.forces\[0\]\n.*\n +words: Heddlu Norfolk\n")
    bare, found = entry.subn("", text)
    assert found == 1
    draft.write_text(bare, encoding="utf-8")
    listed = client.get(LIST).text
    assert "Some texts have no place for their translation yet." in words(listed)
    assert f"{LIST}?of=inspection.forces" not in listed
    client.post(LIST, data={"do": "places"}, headers=HERE)
    assert f"{LIST}?of=inspection.forces" in client.get(LIST).text


def test_places_are_added(client: TestClient, draft: Path) -> None:
    text = draft.read_text(encoding="utf-8")
    bare = text[: text.index("translation:")]
    draft.write_text(bare, encoding="utf-8")
    listed = client.get(LIST).text
    assert "Nothing is translated yet." in words(listed)
    done = client.post(LIST, data={"do": "places"}, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}{LIST}"
    listed = client.get(LIST).text
    assert "not translated yet" in listed
    # What is said twice has one place, and both lead there.
    assert 'value="places"' not in listed
    for address in set(
        re.findall(f'href="({LIST}(?:/write)?[?][^"]*)"', listed.replace(ROOT_PATH, ""))
    ):
        assert client.get(address).status_code == 200
    assert len(re.findall(f'href="{ROOT_PATH}{LIST}(?:/write)?[?]', listed)) == listed.count(
        'class="desk-item"'
    )
    assert "translation:\n  language: cy\n" in draft.read_text(encoding="utf-8")


def test_the_table_goes_out_and_comes_back(client: TestClient, draft: Path) -> None:
    assert client.get(f"{LIST}/table").status_code == 404
    empty = client.post(LIST, data={"do": "table"}, headers=HERE)
    assert "every text is translated" in words(client.get(empty.headers["location"]).text)
    written = client.post(LIST, data={"do": "table", "everything": "yes"}, headers=HERE)
    page = client.get(written.headers["location"]).text
    assert f'href="{ROOT_PATH}{LIST}/table"' in page
    assert f'href="{ROOT_PATH}/response/{NAME}/collect"' in page
    table = client.get(f"{LIST}/table")
    assert f"{NAME}-translation.docx" in table.headers["content-disposition"]
    back = io.BytesIO()
    document = docx.Document(io.BytesIO(table.content))
    for place in document.element.iter(qn("w:t")):
        if place.text == "Byddaf yn adrodd ar y cynnydd ym mis Mehefin.":
            place.text = "Byddaf yn adrodd ym mis Mehefin."
    document.save(back)
    files = {"file": ("Back.docx", back.getvalue())}
    shown = client.post(f"/response/{NAME}/collect", files=files, headers=HERE).text
    assert "Your response: Your closing, in Welsh" in words(shown)
    form = filled(shown) | dict(
        re.findall(r'name="(change:[^"]*)"[^>]* value="(take)" checked', shown)
    )
    assert client.post(f"/response/{NAME}/collect", data=form, headers=HERE).status_code == 303
    assert "Byddaf yn adrodd ym mis Mehefin." in draft.read_text(encoding="utf-8")


@pytest.mark.parametrize("of", ["", "x", "R99.text", "translation", "inspection.forces[9]"])
def test_what_is_no_text_is_told(client: TestClient, draft: Path, of: str) -> None:
    before = draft.read_bytes()
    assert client.get(LIST, params={"of": of}).status_code == 404
    data = {"of": of, "mark": "0" * 16, "seen": "", "said": "x"}
    assert client.post(LIST, data=data, headers=HERE).status_code == 404
    assert draft.read_bytes() == before


def test_a_response_without_a_second_language_says_what_to_do(client: TestClient) -> None:
    refused = client.post(f"{PAGE}/translations", data={"do": "places"}, headers=HERE)
    assert (refused.status_code, "U129" in refused.text) == (422, True)
