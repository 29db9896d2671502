"""The settings of the office as forms, and the check of template sets."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from starlette.testclient import TestClient

from s55.disk.changing import note_seen
from s55.model.office import Logo, Settings
from s55.office.settings import load_settings
from s55.pipeline.starting import start_workspace
from tests.command import ROOT
from tests.desk.conftest import DRAFT, HERE, PORT, ROOT_PATH, browser_of, words
from tests.desk.test_forms import sent


@pytest.fixture
def settings(workspace: Path) -> Path:
    return workspace / "settings.yaml"


def said(file: Path) -> Settings:
    return load_settings(file.read_text(encoding="utf-8"), "")


def test_a_new_office_is_asked_for_its_names(tmp_path: Path) -> None:
    start_workspace(tmp_path)
    (tmp_path / "panel.yaml").unlink()
    file = tmp_path / "settings.yaml"
    text = file.read_text(encoding="utf-8")
    for ours, is_asked in (
        (text, True),
        (text.replace("Exampleshire Police\n", "Norfolk Constabulary\n"), True),
        (text.replace("Exampleshire", "Norfolk"), True),
        (text.replace("xampl", "mpl"), False),
    ):
        file.write_text(ours, encoding="utf-8")
        with browser_of(tmp_path) as client:
            client.cookies.set(f"s55-desk-{PORT}", "kept")
            html = client.get("/").text
            page = words(html)
            assert ("Put in the names of your office" in page) is is_asked
            assert ("“The office: E-mail address” still is that of the example" in page) is is_asked
            assert ("settings?of=office#address.email" in html) is is_asked


def test_settings_are_shown_and_filled_in(client: TestClient, settings: Path) -> None:
    before = settings.read_text(encoding="utf-8")
    shown = words(client.get("/settings").text)
    assert "Who holds it Alex Example Last day on which this counts Wednesday 8 May 2024" in shown
    form = {"of": "office", "seen-address.email": "opccn@example.org", "address.email": "a@b.org"}
    form |= {"seen-address.lines": "1 Example Street\nNorwich\nNR1 0XX"}
    form |= {"address.lines": "2 Example Street\r\nNorwich"}
    done = client.post("/settings", data=form, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/settings?saved=office"
    after = settings.read_text(encoding="utf-8")
    assert after == before.replace("opccn@example.org", "a@b.org").replace(
        "      - 1 Example Street\n      - Norwich\n      - NR1 0XX\n",
        "      - 2 Example Street\n      - Norwich\n",
    )
    assert "Saved: The office." in words(client.get(done.headers["location"]).text)
    again = client.post("/settings", data=form, headers=HERE)
    assert again.status_code == 303  # they are as the form has them
    other = client.post("/settings", data={**form, "address.email": "c@d.org"}, headers=HERE)
    assert (other.status_code, "K101" in other.text) == (422, True)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"of": "office", "seen-name": "x", "name": "y"}, "K101"),
        ({"of": "calendar", "invite_within": "31"}, "D103"),
        ({"of": "publish", "dispatch_details": "perhaps"}, "K102"),
        ({"of": "chief_officer[0]", "since-day": "32"}, "K105"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_told_at_its_field(
    client: TestClient, settings: Path, change: dict[str, str], code: str
) -> None:
    before = settings.read_bytes()
    answer = client.post("/settings", data=change, headers=HERE)
    assert (answer.status_code, settings.read_bytes()) == (422, before)
    assert re.search(rf"govuk-error-message[^<]*<span[^<]*</span>[^<]*{code}", answer.text)
    assert client.get("/settings?of=addressees").status_code == 404


def test_what_is_wrong_in_the_file_leads_to_its_form(client: TestClient, settings: Path) -> None:
    """In the words of the form; what no form can put right is told with its line."""
    before = settings.read_text(encoding="utf-8")
    text = before.replace("abbreviation: OPCCN", "abbreviation:").replace(
        "2024-05-08", "2024-05-38"
    )
    settings.write_text(text.replace("short_name:", "shrt_name:"), encoding="utf-8")
    page = client.get("/")
    assert page.status_code == 422
    said = words(page.text)
    assert "“The office: Abbreviation” is missing. Write it in its field. D102 Put it right" in said
    assert "“The local policing body: Last day on which this counts” is a date that does" in said
    assert "Give the day in three numbers, for example 27 3 2026. D104 Put it right" in said
    assert "'shrt_name' in 'force'. Did you mean 'short_name'? settings.yaml:" in said
    leads = re.findall(r'href="[^"]*(/settings\?[^"]*)">Put it right', page.text)
    assert leads == [
        "/settings?of=office#abbreviation",
        "/settings?of=policing_body%5B0%5D#until-day",
    ]
    for address in leads:
        assert f'id="{address.partition("#")[2]}"' in client.get(address).text
    form = sent(client.get(leads[0]).text, "/settings")
    done = client.post("/settings", data={**form, "abbreviation": "OPCCN"}, headers=HERE)
    assert done.status_code == 303  # the others can be put right one after the other
    assert "Abbreviation” is missing" not in words(client.get("/").text)


def test_what_is_wrong_in_the_panels_file_leads_to_its_form(
    client: TestClient, workspace: Path
) -> None:
    text = (ROOT / "panel.yaml").read_text(encoding="utf-8")
    wrong = text.replace("date: 2026-12", "date: 2026-22", 1)
    (workspace / "panel.yaml").write_text(wrong, encoding="utf-8")
    page = client.get("/panel")
    (address,) = re.findall(r'href="[^"]*(/meetings\?[^"]*)">Put it right', page.text)
    assert f'id="{address.partition("#")[2]}"' in client.get(address).text
    assert "Day of the meeting” is a date that does not exist: '2026-22-" in words(page.text)
    (workspace / "panel.yaml").write_text("a: [", encoding="utf-8")
    assert "panel.yaml:" in words(client.get("/panel").text)


def test_somebody_new_takes_over(client: TestClient, settings: Path) -> None:
    page = client.get("/settings/successor?of=chief_officer").text
    assert "The chief officer: a new one" in page
    assert client.get("/settings/successor?of=office").status_code == 404
    form = {"of": "chief_officer", "title": "Chief Constable", "name": "Kim Example"}
    day = {"since-day": "1", "since-month": "12", "since-year": "2026"}
    undated = client.post("/settings/successor", data=form, headers=HERE)
    assert (undated.status_code, "K103" in undated.text) == (422, True)
    untitled = client.post("/settings/successor", data={**form, **day, "title": ""}, headers=HERE)
    assert (untitled.status_code, 'href="#title"' in untitled.text) == (422, True)
    done = client.post("/settings/successor", data={**form, **day}, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/settings?saved=chief_officer%5B1%5D"
    text = settings.read_text(encoding="utf-8")
    assert (
        "    name: Robin Placeholder     # may be left out\n    until: 2026-11-30\n"
        "  - title: Chief Constable\n    name: Kim Example\n    since: 2026-12-01\n"
    ) in text
    assert said(settings).chief_officer[1].name == "Kim Example"
    twice = client.post("/settings/successor", data={**form, **day}, headers=HERE)
    assert (twice.status_code, "W120" in twice.text) == (422, True)


def test_template_sets_are_listed_and_checked(client: TestClient, workspace: Path) -> None:
    shutil.copytree(ROOT / "templates/register", workspace / "templates/ours")
    manifest = workspace / "templates/ours/manifest.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("labels:", "lables:", 1), encoding="utf-8")
    listed = client.get("/templates").text
    assert f'href="{ROOT_PATH}/templates?check=ours"' in listed
    checked = words(client.get("/templates?check=ours").text)
    assert "templates/ours/manifest.yaml:" in checked
    assert "See a response in it" not in checked
    assert client.get("/templates?check=nothing").status_code == 422


def test_a_response_is_seen_in_another_set(client: TestClient) -> None:
    page = client.get("/templates?check=letter").text
    address = f"/draft/{DRAFT}:letter"
    assert f'href="{ROOT_PATH}/draft/{DRAFT}%3Aletter"' in page
    assert f"Preview of {DRAFT} in the set letter" in client.get(address).text


def test_earlier_settings_are_put_back(client: TestClient, settings: Path) -> None:
    before = settings.read_text(encoding="utf-8")
    assert "as it was found" in words(client.get("/settings/history").text)
    form = {"of": "office", "seen-address.email": "opccn@example.org", "address.email": "a@b.org"}
    client.post("/settings", data=form, headers=HERE)
    listed = client.get("/settings/history").text
    assert "At the desk: The office: E-mail address" in words(listed)
    changed = client.get("/settings/history?state=2").text
    assert "+    email: a@b.org" in changed
    assert "No text of the document changed" not in changed
    for to in ("9", "x", "9" * 5000, ""):
        refused = client.post("/settings/history", data={"to": to}, headers=HERE)
        assert (refused.status_code, "U125" in refused.text) == (422, True)
    done = client.post("/settings/history", data={"to": "1"}, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/settings?done=undone"
    assert "The earlier state is back." in words(client.get(done.headers["location"]).text)
    assert settings.read_text(encoding="utf-8") == before
    # What they said in between is kept.
    client.post("/settings/history", data={"to": "2"}, headers=HERE)
    assert "email: a@b.org" in settings.read_text(encoding="utf-8")


def test_settings_with_which_nothing_works_are_not_put_back(
    client: TestClient, settings: Path
) -> None:
    before = settings.read_text(encoding="utf-8")
    form = {"of": "site", "seen-language": "", "language": "cy-GB"}
    assert client.post("/settings", data=form, headers=HERE).status_code == 303
    settings.write_text("office: [", encoding="utf-8")
    note_seen(settings)
    settings.write_text(before, encoding="utf-8")
    broken = client.get("/settings/history").text
    number = re.findall(r'name="to" value="(\d+)"', broken)[0]
    refused = client.post("/settings/history", data={"to": number}, headers=HERE)
    assert (refused.status_code, "D0" in refused.text) == (422, True)
    assert settings.read_text(encoding="utf-8") == before


def test_an_earlier_state_of_the_meetings_is_put_back(client: TestClient, workspace: Path) -> None:
    panel = Path(shutil.copy(ROOT / "panel.yaml", workspace))
    before = panel.read_bytes()
    form = {"of": "meetings[0]", "seen": "2024-04-23"}
    assert client.post("/meetings/remove", data=form, headers=HERE).status_code == 303
    assert "At the desk: Meeting of" in words(client.get("/meetings/history").text)
    done = client.post("/meetings/history", data={"to": "1"}, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/meetings?done=undone"
    assert panel.read_bytes() == before


ADDRESSEE = {
    "of": "addressees",
    "recipient": "secretary_of_state",
    "lines": "The Home Secretary\r\n2 Sample Street",
    "salutation": "Dear Home Secretary",
    "since-day": "1",
    "since-month": "1",
    "since-year": "2026",
}
ADDED = """
addressees:
  - recipient: secretary_of_state
    lines:
      - The Home Secretary
      - 2 Sample Street
    salutation: Dear Home Secretary
    since: 2026-01-01
"""


def test_an_addressee_is_added_changed_and_removed(client: TestClient, settings: Path) -> None:
    before = settings.read_text(encoding="utf-8")
    for _ in range(2):  # a form that is sent twice adds one
        done = client.post("/settings/add", data=ADDRESSEE, headers=HERE)
        assert done.headers["location"] == f"{ROOT_PATH}/settings?saved=addressees%5B0%5D"
        assert settings.read_text(encoding="utf-8") == before + ADDED
    shown = client.get("/settings?saved=addressees%5B0%5D").text
    assert "Saved: Addressee of letters: The Home Secretary." in words(shown)
    one = "?of=addressees%5B0%5D"
    form = sent(client.get(f"/settings{one}").text, "/settings")
    changed = {**form, "salutation": "Dear Secretary of State"}
    assert client.post("/settings", data=changed, headers=HERE).status_code == 303
    after = ADDED.replace("Dear Home Secretary", "Dear Secretary of State")
    assert settings.read_text(encoding="utf-8") == before + after
    form = sent(client.get(f"/settings{one}").text, "/settings")
    renamed = {**form, "lines": ADDRESSEE["lines"].replace("The Home", "Our Home")}
    for _ in range(2):  # sent twice, it is not taken for a change of another addressee
        assert client.post("/settings", data=renamed, headers=HERE).status_code == 303
    after = after.replace("The Home", "Our Home")
    assert settings.read_text(encoding="utf-8") == before + after
    asked = client.get(f"/settings/remove{one}").text
    assert "Dear Secretary of State" in words(asked)
    removal = sent(asked, "/settings/remove")
    other = sent(client.get(f"/settings/remove{one}").text.replace("0]", "1]"), "/settings/remove")
    assert client.post("/settings/remove", data=other, headers=HERE).status_code == 404
    done = client.post("/settings/remove", data=removal, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/settings?done=removed"
    assert "It is removed." in words(client.get("/settings?done=removed").text)
    assert said(settings).addressees == ()
    assert client.post("/settings/remove", data=removal, headers=HERE).status_code == 404


def test_an_addressee_at_the_place_of_another_is_left_alone(
    client: TestClient, settings: Path
) -> None:
    """Where somebody else has put another one first meanwhile."""
    client.post("/settings/add", data=ADDRESSEE, headers=HERE)
    one = "?of=addressees%5B0%5D"
    form = sent(client.get(f"/settings{one}").text, "/settings")
    removal = sent(client.get(f"/settings/remove{one}").text, "/settings/remove")
    text = settings.read_text(encoding="utf-8")
    another = text.replace("The Home Secretary", "Morgan Placeholder")
    settings.write_text(another, encoding="utf-8")
    until = {"until-day": "1", "until-month": "2", "until-year": "2027"}
    for address, fields in (("/settings", {**form, **until}), ("/settings/remove", removal)):
        refused = client.post(address, data=fields, headers=HERE)
        assert (refused.status_code, "K102" in refused.text) == (422, True)
    assert settings.read_text(encoding="utf-8") == another


def test_lines_of_the_checklist_are_added_renamed_and_removed(
    client: TestClient, settings: Path
) -> None:
    before = settings.read_text(encoding="utf-8")
    line = {"of": "checklist.add", "text": "Response sent to the Mayor"}
    line["recipients-others"] = "mayor"
    assert client.post("/settings/add", data=line, headers=HERE).status_code == 303
    assert "add: [{recipients: [mayor], text: " in settings.read_text(encoding="utf-8")
    assert said(settings).added_recipients == ("mayor",)
    words_of = {"of": "checklist.rename", "panel": "Response sent to the panel"}
    assert client.post("/settings", data=words_of, headers=HERE).status_code == 303
    assert said(settings).checklist.rename == {"panel": "Response sent to the panel"}
    assert "Response sent to the panel" in words(client.get("/settings").text)
    back = {"of": "checklist.rename", "seen-panel": "Response sent to the panel", "panel": ""}
    assert client.post("/settings", data=back, headers=HERE).status_code == 303
    page = client.get("/settings/remove?of=checklist.add%5B0%5D").text
    client.post("/settings/remove", data=sent(page, "/settings/remove"), headers=HERE)
    assert settings.read_text(encoding="utf-8") == before.replace("  rename: {}\n", "  rename:\n")


def test_recipients_are_chosen_by_their_names_in_words(client: TestClient, settings: Path) -> None:
    """Names of the office's own are typed beside them; what stands there stays where it stands."""
    line = {
        "of": "checklist.add",
        "text": "Copies sent",
        "recipients-others": "mayor\r\nhome_office",
    }
    line |= {"recipients.panel": "yes", "recipients.secretary_of_state": "yes"}
    assert client.post("/settings/add", data=line, headers=HERE).status_code == 303
    ticked_by = ("secretary_of_state", "panel", "mayor", "home_office")
    assert said(settings).checklist.add[0].recipients == ticked_by
    shown = words(client.get("/settings").text)
    assert "Whose records tick it The Secretary of State The panel mayor home_office" in shown
    page = client.get("/settings?of=checklist.add%5B0%5D").text
    assert len(re.findall(r"checkbox[^>]* checked>", page)) == 2
    form = {**sent(page, "/settings"), "text": "Sent"}
    assert form["recipients-others"].split() == ["mayor", "home_office"]
    assert client.post("/settings", data=form, headers=HERE).status_code == 303
    assert said(settings).checklist.add[0].recipients == ticked_by
    form = sent(client.get("/settings?of=checklist.add%5B0%5D").text, "/settings")
    del form["recipients.panel"]
    form |= {"recipients-others": "Home Office"}
    wrong = client.post("/settings", data=form, headers=HERE)
    assert (wrong.status_code, 'href="#recipients"' in wrong.text) == (422, True)
    addressee = {"of": "addressees", "lines": "The Mayor", "salutation": "Dear Mayor"}
    addressee |= {"recipient-others": "mayor"}
    assert client.post("/settings/add", data=addressee, headers=HERE).status_code == 303
    assert said(settings).addressees[0].recipient == "mayor"
    form = sent(client.get("/settings?of=addressees%5B0%5D").text, "/settings")
    assert form["recipient-others"] == "mayor"
    form |= {"recipient": "panel", "recipient-others": ""}
    assert client.post("/settings", data=form, headers=HERE).status_code == 303
    assert said(settings).addressees[0].recipient == "panel"


@pytest.mark.parametrize("page", ["add", "remove"])
@pytest.mark.parametrize("of", ["", "office", "addressees[9]", "checklist"])
def test_there_are_forms_for_the_lists_alone(client: TestClient, page: str, of: str) -> None:
    address = f"/settings/{page}"
    assert client.get(address, params={"of": of}).status_code == 404
    assert client.post(address, data={"of": of}, headers=HERE).status_code == 404


def picture_of(colour: str, kind: str = "PNG") -> bytes:
    made = BytesIO()
    Image.new("RGB", (60, 20), colour).save(made, kind)
    return made.getvalue()


def test_a_logo_is_chosen_replaced_and_removed(
    client: TestClient, settings: Path, workspace: Path
) -> None:
    """The picture that was the logo before stays in the folder."""
    before = settings.read_text(encoding="utf-8")
    blue, red = picture_of("blue"), picture_of("red")
    assert client.get("/settings/logo/picture").status_code == 404
    for name, data, file in (("Blau.PNG", blue, "logo.png"), ("x", red, "logo-2.png")):
        asked = client.post("/settings/logo", files={"file": (name, data)}, headers=HERE)
        assert f"{name} can be the logo." in words(asked.text)
        form = sent(asked.text, "/settings/logo")
        silent = client.post("/settings/logo", data={**form, "words": " "}, headers=HERE)
        assert (silent.status_code, "K112" in silent.text) == (422, True)
        form = sent(silent.text, "/settings/logo") | {"words": f"Words of {file}"}
        done = client.post("/settings/logo", data=form, headers=HERE)
        assert done.headers["location"] == f"{ROOT_PATH}/settings?saved=office.logo"
        assert said(settings).office.logo == Logo(file=file, alternative_text=f"Words of {file}")
        shown = client.get("/settings/logo/picture")
        assert (shown.content, shown.headers["content-type"]) == (data, "image/png")
    assert (workspace / "logo.png").read_bytes() == blue
    assert "The logo: logo-2.png" in words(client.get("/settings").text)
    assert 'alt="Words of logo-2.png"' in client.get("/settings/logo").text
    removal = sent(client.get("/settings/remove?of=office.logo").text, "/settings/remove")
    assert client.post("/settings/remove", data=removal, headers=HERE).status_code == 303
    assert settings.read_text(encoding="utf-8") == before
    assert (workspace / "logo-2.png").read_bytes() == red


def test_a_logo_that_another_has_replaced_meanwhile_stays(
    client: TestClient, settings: Path, workspace: Path
) -> None:
    forms = []
    for colour in ("blue", "red"):
        files = {"file": ("a.jpg", picture_of(colour, "JPEG"))}
        asked = client.post("/settings/logo", files=files, headers=HERE)
        forms.append({**sent(asked.text, "/settings/logo"), "words": colour})
    assert client.post("/settings/logo", data=forms[0], headers=HERE).status_code == 303
    refused = client.post("/settings/logo", data=forms[1], headers=HERE)
    assert (refused.status_code, "K102" in refused.text) == (422, True)
    assert said(settings).office.logo == Logo(file="logo.jpg", alternative_text="blue")
    assert not (workspace / "logo-2.jpg").exists()
    # Nor does a form for the words of one picture change those of another.
    form = sent(client.get("/settings?of=office.logo").text, "/settings")
    text = settings.read_text(encoding="utf-8").replace("file: logo.jpg", "file: other.jpg")
    settings.write_text(text, encoding="utf-8")
    changed = {**form, "alternative_text": "green"}
    refused = client.post("/settings", data=changed, headers=HERE)
    assert (refused.status_code, "K102" in refused.text) == (422, True)
    assert settings.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"<svg/>", id="a drawing"),
        pytest.param(picture_of("blue", "GIF"), id="another format"),
        pytest.param(picture_of("blue")[:60], id="cut short"),
        pytest.param(picture_of("blue", "JPEG")[:300], id="a cut JPEG"),
        pytest.param(picture_of("blue") + bytes(2_000_000), id="too large"),
    ],
)
def test_what_cannot_be_a_logo_is_refused_at_its_field(
    client: TestClient, workspace: Path, data: bytes
) -> None:
    refused = client.post("/settings/logo", files={"file": ("a.png", data)}, headers=HERE)
    said_there = words(refused.text)
    assert (refused.status_code, 'href="#file"' in refused.text) == (422, True)
    assert "The logo 'a.png' cannot be used" in said_there
    assert (said_there.count("W102"), list(workspace.glob("logo*"))) == (2, [])


def test_reminders_are_days_or_none(client: TestClient, settings: Path) -> None:
    """A list without days is no list that is left out: then it would be 7 and 1."""

    def filled_in(typed: str) -> tuple[int, str]:
        page = client.get("/settings?of=calendar").text
        form = {**sent(page, "/settings"), "remind": typed}
        answer = client.post("/settings", data=form, headers=HERE)
        return answer.status_code, answer.text

    before = settings.read_bytes()
    assert filled_in("14, 7 and 1")[0] == 303
    assert said(settings).calendar.remind == (14, 7, 1)
    assert "the calendar reminds of it 14, 7, 1" in words(client.get("/settings").text)
    assert filled_in("3,1")[0] == 303
    assert said(settings).calendar.remind == (3, 1)
    for wrong, told in (
        ("3, x", "'x'"),
        ("57", "57"),
        ("1, 2, 3, 4, 5, 6", "has more than 5 entries"),
    ):
        status, page = filled_in(wrong)
        assert (status, 'href="#remind"' in page, told in words(page)) == (422, True, True)
        assert said(settings).calendar.remind == (3, 1)
    assert filled_in("None")[0] == 303
    assert said(settings).calendar.remind == ()
    assert 'value="none"' in client.get("/settings?of=calendar").text
    assert filled_in("")[0] == 303
    assert said(settings).calendar.remind == (7, 1)
    assert settings.read_bytes().startswith(before)
