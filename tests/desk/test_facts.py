"""The form for the facts of a response and of its items."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from s55.drafts.load import response_of
from tests.desk.conftest import HERE, PAGE, ROOT_PATH, words

SECOND = "recommendations.items[1]"
FORM = f"{PAGE}/facts?of=recommendations.items%5B1%5D"


def filled(page: str) -> dict[str, str]:
    """What the form on a page sends when nothing is typed."""
    sent = {}
    for kind, name, value in re.findall(
        r'<input (?:class="[^"]*" id="[^"]*" )?(?:type="(hidden)" )?name="([^"]+)"[^>]*'
        r'value="([^"]*)"(?! >)', page
    ):  # fmt: skip
        if kind or 'type="radio"' not in page.split(f'name="{name}"', 1)[1][:20]:
            sent[name] = value
    return sent


def test_the_facts_are_shown_and_filled_in(client: TestClient, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    listed = client.get(f"{PAGE}/facts")
    actions = "Change Recommendation 3 Move or remove Recommendation 3"
    assert f"Recommendation 3 {actions} Number in the report 3" in words(listed.text)
    assert f'href="{ROOT_PATH}{FORM}"' in listed.text
    # A problem of the response leads to the fact that it is about.
    file.write_text(before.replace("2026-10-19", "2027-10-19"), encoding="utf-8")
    assert (
        f'href="{ROOT_PATH}{PAGE}/facts?of=inspection#published-day">Put it right'
        in client.get(PAGE).text
    )
    file.write_text(before, encoding="utf-8")
    form = client.get(FORM)
    sent = filled(form.text)
    assert (sent["of"], sent["due-day"], sent["due-month"], sent["due-year"]) == (
        SECOND, "30", "4", "2027",
    )  # fmt: skip
    same = client.post(f"{PAGE}/facts", data=sent, headers=HERE)
    assert same.headers["location"].startswith(f"{ROOT_PATH}{PAGE}/facts?saved=recommendations")
    assert file.read_text(encoding="utf-8") == before
    typed = {**sent, "due-day": "31", "due-month": "5", "owner": "Head of <crime>"}
    done = client.post(f"{PAGE}/facts", data=typed, headers=HERE)
    shown = client.get(done.headers["location"]).text
    assert "Saved: Recommendation 3." in words(shown)
    assert "Head of &lt;crime&gt;" in shown
    item = dict(response_of(file.read_text(encoding="utf-8")).all_items())[SECOND]
    assert (str(item.due), item.owner) == ("2027-05-31", "Head of <crime>")
    assert "# To come: 'chief_officer', 'policing_body'" in file.read_text(encoding="utf-8")


def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(
    client: TestClient, file: Path
) -> None:
    before = file.read_bytes()
    sent = filled(client.get(FORM).text)
    typed = {**sent, "due-month": "13", "owner": "Kim"}
    answer = client.post(f"{PAGE}/facts", data=typed, headers=HERE)
    assert (answer.status_code, file.read_bytes()) == (422, before)
    assert '<a href="#due-day">This is not a day.</a>' in answer.text
    assert 'aria-describedby="due-hint due-told-1"' in answer.text
    assert filled(answer.text) == typed
    title = {"of": "inspection", "seen-title": "x", "title": ""}
    refused = client.post(f"{PAGE}/facts", data=title, headers=HERE)
    assert (refused.status_code, "K101" in refused.text) == (422, True)
    assert client.get(f"{PAGE}/facts?of=sign_off").status_code == 404
    assert client.post(f"{PAGE}/facts", data={"of": "x"}, headers=HERE).status_code == 404


def test_who_has_seen_what_somebody_else_wrote_decides(client: TestClient, file: Path) -> None:
    sent = filled(client.get(FORM).text)
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("      due: 2027-04-30", "      due: 2027-05-31", 1), "utf-8")
    typed = {**sent, "due-day": "1"}
    answer = client.post(f"{PAGE}/facts", data=typed, headers=HERE)
    assert "the file says &#39;2027-05-31&#39; now" in answer.text
    again = filled(answer.text)
    assert (again["seen-due"], again["due-day"]) == ("2027-05-31", "1")
    assert client.post(f"{PAGE}/facts", data=again, headers=HERE).status_code == 303
    assert "      due: 2027-04-01" in file.read_text(encoding="utf-8")


def test_a_draft_that_cannot_be_understood_leads_to_its_facts(
    client: TestClient, file: Path
) -> None:
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2026-10-19", "2026-10-32"), "utf-8")
    page = client.get(PAGE).text
    assert f'href="{ROOT_PATH}{PAGE}/facts?of=inspection#published-day">Put it right' in page
    form = client.get(f"{PAGE}/facts?of=inspection").text
    assert "is a date that does not exist" in form
    sent = filled(form)
    assert sent["published-day"] == "32"
    # Another fact can be put right meanwhile.
    assert client.post(
        f"{PAGE}/facts", data={**sent, "isbn": "1"}, headers=HERE
    ).status_code == 303  # fmt: skip
    sent = {**filled(client.get(f"{PAGE}/facts?of=inspection").text), "published-day": "19"}
    assert client.post(f"{PAGE}/facts", data=sent, headers=HERE).status_code == 303
    assert response_of(file.read_text(encoding="utf-8")).inspection.isbn == "1"


def test_an_item_is_added(client: TestClient, file: Path) -> None:
    assert f'href="{ROOT_PATH}{PAGE}/item"' in client.get(f"{PAGE}/facts").text
    assert "An area for improvement" in client.get(f"{PAGE}/item").text
    form = {"place": "recommendations.items", "number": "9", "text": " "}
    refused = client.post(f"{PAGE}/item", data=form, headers=HERE)
    assert (refused.status_code, 'href="#text"' in refused.text) == (422, True)
    assert 'name="number" type="text" aria-describedby="number-hint" value="9"' in refused.text
    unsure = client.post(f"{PAGE}/item", data={"text": "Be in time."}, headers=HERE)
    assert (unsure.status_code, "K106" in unsure.text) == (422, True)
    done = client.post(f"{PAGE}/item", data={**form, "text": "Be in time."}, headers=HERE)
    assert "Saved: Recommendation 9." in words(client.get(done.headers["location"]).text)
    items = [item for _, item in response_of(file.read_text(encoding="utf-8")).all_items()]
    assert items[-1].text == "Be in time.\n"


def test_an_item_is_moved_and_removed(client: TestClient, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    of = "recommendations.items[1]"
    assert (
        f'href="{ROOT_PATH}{PAGE}/arrange?of=recommendations.items%5B1%5D"'
        in client.get(f"{PAGE}/facts").text
    )
    form = client.get(f"{PAGE}/arrange?of={of}")
    assert "First After Recommendation 4" in words(form.text)
    assert "whether the case will be investigated" in words(form.text)
    about = re.findall('name="about" value="([^"]*)"', form.text)[0]
    sent = {"of": of, "about": about, "do": "move", "to": "0"}
    unsaid = client.post(f"{PAGE}/arrange", data={**sent, "to": ""}, headers=HERE)
    assert (unsaid.status_code, 'href="#to"' in unsaid.text) == (422, True)
    done = client.post(f"{PAGE}/arrange", data=sent, headers=HERE)
    assert done.headers["location"].endswith("facts?saved=recommendations.items%5B0%5D")
    assert "Saved: Recommendation 3." in words(client.get(done.headers["location"]).text)
    moved = file.read_text(encoding="utf-8")
    # The page is out of date: another item is at the place.
    again = client.post(f"{PAGE}/arrange", data={**sent, "do": "remove"}, headers=HERE)
    assert (again.status_code, "K102" in again.text) == (422, True)
    assert file.read_text(encoding="utf-8") == moved != before
    sent["of"] = "recommendations.items[0]"
    gone = client.post(f"{PAGE}/arrange", data={**sent, "do": "remove"}, headers=HERE)
    assert gone.headers["location"] == f"{ROOT_PATH}{PAGE}?done=removed"
    assert "whether the case will be" not in file.read_text(encoding="utf-8")
    client.post(f"{PAGE}/history", data={"to": "1"}, headers=HERE)
    assert file.read_text(encoding="utf-8") == before


def test_an_item_of_which_progress_is_recorded_is_not_removed(
    client: TestClient, file: Path
) -> None:
    form = {"item": "R3", "status": "not started", "day": "27", "month": "11", "year": "2026"}
    assert client.post(f"{PAGE}/progress", data=form, headers=HERE).status_code == 303
    before, of = file.read_bytes(), "recommendations.items[1]"
    page = client.get(f"{PAGE}/arrange?of={of}").text
    about = re.findall('name="about" value="([^"]*)"', page)[0]
    data = {"of": of, "about": about, "do": "remove"}
    refused = client.post(f"{PAGE}/arrange", data=data, headers=HERE)
    assert (refused.status_code, "K117" in refused.text) == (422, True)
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    "of", ["", "x", "inspection", "recommendations.items[9]", "recommendations.items[]", "]", "[0]"]
)
def test_what_is_no_item_is_not_arranged(client: TestClient, file: Path, of: str) -> None:
    before = file.read_bytes()
    assert client.get(f"{PAGE}/arrange", params={"of": of}).status_code == 404
    for to in ("0", "9" * 5000, "-1", "x"):
        data = {"of": of, "about": "", "do": "move", "to": to}
        assert client.post(f"{PAGE}/arrange", data=data, headers=HERE).status_code == 404
    assert file.read_bytes() == before


def test_a_grade_is_added_and_removed(client: TestClient, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    assert "Remove one" not in client.get(f"{PAGE}/grades").text
    form = {"do": "add", "area": "Preventing <crime>", "grade": "requires improvement"}
    done = client.post(f"{PAGE}/grades", data=form, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}{PAGE}/facts?saved=judgments"
    assert "Saved: Graded judgments." in words(client.get(done.headers["location"]).text)
    assert response_of(file.read_text(encoding="utf-8")).judgments is not None
    other = {**form, "area": "Responding"}
    client.post(f"{PAGE}/grades", data=other, headers=HERE)
    text = file.read_text(encoding="utf-8")
    assert text.count("      grade: requires improvement\n") == 2
    page = client.get(f"{PAGE}/grades").text
    assert 'value="0 Preventing &lt;crime&gt;: requires improvement"' in page
    # Another one is at its place by now.
    late = {"do": "remove", "remove": "1 Preventing <crime>: requires improvement"}
    refused = client.post(f"{PAGE}/grades", data=late, headers=HERE)
    assert (refused.status_code, "K102" in refused.text) == (422, True)
    for gone in ("1 Responding: requires improvement", late["remove"].replace("1", "0")):
        removed = client.post(f"{PAGE}/grades", data={"do": "remove", "remove": gone}, headers=HERE)
        assert removed.status_code == 303
    assert file.read_text(encoding="utf-8") == before
