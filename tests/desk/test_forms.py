"""Every form of the desk says of a wrong field what is wrong: above the form, and at the field."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from s55.desk import server
from s55.desk.filling_in import AtField, FormFields
from s55.pipeline.template_sets import start_set
from s55.problems import error
from s55.workspace import Workspace
from tests.command import ROOT
from tests.desk.at_work import office_in
from tests.desk.conftest import DRAFT, HERE, PAGE, PORT, ROOT_PATH, browser_of

LETTER = ROOT / "tests/importers/labelled/samples/concern-letter.weasyprint.pdf"
SECOND = "recommendations.items[1]"
TRANSLATED = "/response/answering-the-call/translations"
LONG_AGO = {"day": "1", "month": "1", "year": "2020"}
LATER = {"day": "1", "month": "12", "year": "2026"}


def sent(page: str, action: str, button: str = "") -> dict[str, str]:
    """What the form that goes to an address sends when nothing is typed."""
    read: Any = html.fromstring(page)
    forms = read.xpath(f"//form[@method='post'][@action='{ROOT_PATH}{action}']")
    if button:
        forms = [one for one in forms if one.xpath(f".//button[@value='{button}']")]
    (form,) = forms[:1]
    # The first line end of a text is not sent.
    return {
        one.name: (one.text or "").removeprefix("\n") if one.tag == "textarea" else one.value
        for one in form.xpath(".//input|.//select|.//textarea")
        if one.get("type") not in {"radio", "checkbox"} or one.get("checked") is not None
    } | {
        one.get("name"): one.get("value", "")
        for one in form.xpath(".//input[@type='radio' or @type='checkbox'][@checked]")
    }


def test_a_problem_is_told_at_its_field_in_the_words_of_the_form() -> None:
    fields = FormFields(
        ("day", "how"), {"D113": AtField("day", "Correct the day.")}, within="distribution."
    )
    problems = [
        error("D113", "it is too early", "Use --on DATE.", path="sign_off"),
        error("D116", "it is too long", "Make it shorter.", path="distribution.website.how"),
        error("W104", "nobody is named", "Name somebody.", line=7, path="office.how"),
    ]
    shown = fields.shown({}, [one.in_file("a.yaml") for one in problems])
    assert [(one.path, one.hint, one.place) for one in shown.problems] == [
        ("day", "Correct the day.", ""),
        ("how", "Make it shorter.", ""),
        ("", "Name somebody.", "a.yaml:7"),
    ]
    assert [one.code for one in shown.at("day")] == ["D113"]


@dataclass(frozen=True)
class Wrong:
    """A form that is filled in wrongly.

    Attributes:
        route: its address, as the server has it.
        typed: what is filled in.
        told: the codes that are told, by the ids of their fields.
        at: what stands for the names in the address.
        query: what the address of its page goes on with.
        button: the value of the button, where there are several.
    """

    route: str
    typed: dict[str, str]
    told: Mapping[str, str]
    at: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    button: str = ""

    @property
    def address(self) -> str:
        return self.route.format(**{"name": DRAFT, **self.at})


def day(
    prefix: str = "", number: str = "31", month: str = "2", year: str = "2026"
) -> dict[str, str]:
    return {f"{prefix}day": number, f"{prefix}month": month, f"{prefix}year": year}


ONE = "/response/{name}"
WRONG = [
    Wrong(f"{ONE}/invite", {**day(), **day("sent-")}, {"day": "K105", "sent-day": "K105"}),
    Wrong(f"{ONE}/invite", {**LATER, "how": "by post"}, {"again": "D120"}),
    Wrong(f"{ONE}/record", {**day(), "how": "by post"}, {"recipient": "K106", "day": "K105"}),
    Wrong(f"{ONE}/record", {**LONG_AGO, "recipient": "panel", "by": "x"}, {"day": "D113"}),
    Wrong(f"{ONE}/record", {**LATER, "recipient": "panel"}, {"day": "D114"}),
    Wrong(
        f"{ONE}/sign", {**day(), "post": "PCC"}, {"name": "K112", "day": "K105", "anyway": "K120"}
    ),
    Wrong(f"{ONE}/sign", {**LATER, "name": "Alex", "anyway": "yes"}, {"day": "D114"}),
    Wrong(f"{ONE}/record", {**LATER, "recipient": "website"}, {"anyway": "K120"}),
    Wrong(
        f"{ONE}/progress",
        {**day(), **day("due-", "x"), "note": "<b>"},
        {"status": "K106", "day": "K105", "due-day": "K105"},
        query="?item=R3",
    ),
    Wrong(f"{ONE}/progress", {**LATER, "status": "complete"}, {"day": "D114"}, query="?item=R3"),
    Wrong(
        f"{ONE}/progress",
        {**day("", "27", "11"), "status": "superseded"},
        {"superseded_by": "D154"},
        query="?item=R3",
    ),
    Wrong(f"{ONE}/correct", {"reference": "x"}, {"what": "K112", "day": "K105", "anyway": "K120"}),
    Wrong(f"{ONE}/withdraw", {"replaced_by": "x"}, {"why": "K112", "day": "K105"}),
    Wrong(
        f"{ONE}/withdraw",
        {**day("", "27", "11"), "why": "It was wrong.", "replaced_by": "nothing"},
        {"replaced_by": "D172"},
    ),
    Wrong(
        f"{ONE}/facts",
        {**day("due-", "32"), "owner": "Somebody"},
        {"due-day": "K105"},
        query=f"?of={SECOND}",
    ),
    Wrong(
        f"{ONE}/facts",
        {"title": " "},
        {"title": "K103"},
        query="?of=inspection",
    ),
    Wrong(f"{ONE}/item", {"number": "9", "text": "Do this."}, {"place": "K106"}),
    Wrong(
        f"{ONE}/item",
        {"place": "recommendations.items", "number": "9", "text": " "},
        {"text": "K103"},
    ),
    Wrong(
        f"{ONE}/grades",
        {"area": " "},
        {"area": "K112", "grade": "K106"},
        {"name": "peel-2021-22"},
        button="add",
    ),
    Wrong(f"{ONE}/grades", {}, {"remove": "K106"}, {"name": "peel-2021-22"}, button="remove"),
    Wrong(f"{ONE}/arrange", {}, {"to": "K106"}, query=f"?of={SECOND}", button="move"),
    Wrong(f"{ONE}/write", {"text": ""}, {"text": "K103"}, query=f"?at={SECOND}.text"),
    Wrong(
        f"{ONE}/translations",
        {"said": "# <b>"},
        {"said": "T"},
        {"name": "answering-the-call"},
        "?of=R1.text",
    ),
    Wrong(
        "/new",
        {**day(), "title": "", "types": "", "forces": " ", "address": "", "name": ""},
        {
            "title": "K112",
            "day": "K105",
            "types": "K112",
            "forces": "K112",
            "address": "K112",
            "name": "K112",
        },
    ),
    Wrong(
        "/new",
        {**LONG_AGO, "title": "A", "types": "B", "address": "example.org", "name": "c"},
        {"address": "D103"},
    ),
    Wrong("/templates/new", {"name": " "}, {"name": "K112", "base": "K106"}),
    Wrong("/templates/new", {"name": "../x", "base": "letter"}, {"name": "U102"}),
    Wrong("/templates/new", {"name": "ours", "base": "letter"}, {"name": "U109"}),
    Wrong("/ask", {**day(), "owner": ""}, {"day": "K105"}),
    Wrong("/ask", LONG_AGO, {"day": "U127"}),
    Wrong("/register", {"on": "31/2/2026", "1-status": "Complete"}, {"on": "K105"}),
    Wrong(
        "/register",
        {"on": "", "1-status": "Complete", "2-note": "Begun.", "2-day": "32/1"},
        {"1-day": "R150", "2-day": "R148"},
    ),
    Wrong("/register", {"1-status": "Superseded", "1-day": "27/11/2026"}, {"1-status": "D154"}),
    Wrong("/settings", {"name": ""}, {"name": "K103"}, query="?of=office"),
    Wrong("/settings", {"invite_within": "31"}, {"invite_within": "D103"}, query="?of=calendar"),
    Wrong(
        "/settings/successor",
        {"title": "Chief Constable"},
        {"since-day": "K103"},
        query="?of=chief_officer",
    ),
    Wrong(
        "/settings/successor",
        {**day("since-"), "title": "Chief Constable"},
        {"since-day": "K105"},
        query="?of=chief_officer",
    ),
    Wrong(
        "/settings/add",
        {"recipient-others": " "},
        {"recipient": "K103", "lines": "K103", "salutation": "K103"},
        query="?of=addressees",
    ),
    Wrong(
        "/settings/add",
        {"recipient-others": "Home Sec", "lines": "The Home Secretary", "salutation": "Dear Sam"},
        {"recipient": "D103"},
        query="?of=addressees",
    ),
    Wrong("/settings/add", {"text": "Sent"}, {"recipients": "K103"}, query="?of=checklist.add"),
    Wrong("/meetings", day("date-"), {"date-day": "K105"}, query="?of=meetings[0]"),
    Wrong("/meetings/write", {"text": "<b>"}, {"text": "T"}, query="?at=purpose~"),
    Wrong(
        "/meetings/write",
        {"text": " "},
        {"text": "K103"},
        query="?at=meetings[1].points[0]~2026-12-08",
    ),
    Wrong(
        f"{ONE}/translations",
        {"stays": "yes"},
        {"stays": "D195"},
        {"name": "answering-the-call"},
        "?of=inspection.forces[0]",
    ),
    Wrong(
        f"{ONE}/translations/write",
        {"text": "# <b>"},
        {"text": "T"},
        {"name": "answering-the-call"},
        "?at=R1.text~MARK",
    ),
    Wrong("/meetings/add", {"item": "4"}, {"date-day": "K103"}),
    Wrong(
        "/meetings/add",
        {**day("date-"), **day("until-")},
        {"date-day": "K105", "until-day": "K105"},
    ),
]  # fmt: skip
"""At least one for each form with fields but those of reports and files, which come below."""

WITHOUT_FIELDS = {
    "/start/{key}/waiting",
    "/response/{name}/history",
    "/templates/{set}/history/{file:path}",
    "/settings/history",
    "/settings/remove",
    "/meetings/history",
    "/meetings/remove",
    "/site",
}
"""The forms that are only a button."""
ELSEWHERE = {"/panel", "/start/{key}", "/start/{key}/item/{number}", "/start/{key}/split/{number}"}
"""Those that have tests of their own below."""


def seen(answer: Any) -> tuple[int, dict[str, str]]:
    """What the page of a wrong form tells at each field; it has to say so above the form too."""
    page: Any = html.fromstring(answer.text)
    told: dict[str, str] = {}
    for entry in page.xpath("//div[contains(@class, 'govuk-error-summary')]//li"):
        (link,) = entry.xpath("./a[starts-with(@href, '#')]")
        name = link.get("href")[1:]
        (control,) = page.xpath(f"//*[@id='{name}']")
        assert control.tag in {"input", "select", "textarea"}, name
        is_shown = "--error" in control.get("class", "")
        assert is_shown or control.get("type") in {"radio", "checkbox"}, name
        around = control.xpath("ancestor::fieldset[1][@aria-describedby]") or [control]
        ids = around[0].get("aria-describedby", "").split()
        (group,) = control.xpath(
            "(ancestor::div[contains(@class, 'govuk-form-group--error')]|ancestor::td)[1]"
        )
        at = [one for one in group.xpath(".//p") if one.get("id") in ids]
        assert at, f"nothing is told at {name}"
        assert all("govuk-error-message" in one.get("class") for one in at)
        said, code = " ".join(link.text.split()).rstrip("."), entry.text_content().split()[-1]
        end = said.rpartition("): ")[2].lower() if said.startswith("Row") else said.lower()
        assert [
            one for one in at if end in one.text_content().lower() and code in one.text_content()
        ]
        assert code not in told.get(name, "")
        told[name] = code
    assert page.xpath("//title")[0].text.startswith("Error: ")
    return answer.status_code, told


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose drafts every form can be about; no form here changes it."""
    folder = office_in(tmp_path_factory.mktemp("forms"))
    shutil.copy(ROOT / "tests/answering-the-call.yaml", folder / "responses")
    start_set(Workspace(folder), "register", "ours", whole=False, files=[])
    return folder


@pytest.fixture(scope="module")
def client(office: Path) -> Iterator[TestClient]:
    with browser_of(office) as made:
        made.cookies.set(f"s55-desk-{PORT}", "kept")
        yield made


@pytest.mark.parametrize("wrong", WRONG, ids=lambda one: f"{one.route} {'-'.join(one.told)}")
def test_what_is_wrong_is_told_above_the_form_and_at_its_field(
    client: TestClient, wrong: Wrong
) -> None:
    query = wrong.query.replace("MARK", mark_of_text(client))
    form = sent(client.get(f"{wrong.address}{query}").text, wrong.address, wrong.button)
    pressed = {"do": wrong.button} if wrong.button else {}
    answer = client.post(wrong.address, data={**form, **wrong.typed, **pressed}, headers=HERE)
    status, told = seen(answer)
    assert status == 422
    assert set(told) == set(wrong.told)
    assert all(told[name].startswith(code) for name, code in wrong.told.items())
    # What was typed stays.
    again = sent(answer.text, wrong.address, wrong.button)
    assert {name: again.get(name, "") for name in wrong.typed} == wrong.typed


def mark_of_text(client: TestClient) -> str:
    """The mark of the original of R1.text, as the list of translations names it."""
    (mark,) = re.findall(r"at=R1.text~([0-9a-f]{16})", client.get(TRANSLATED).text)
    return str(mark)


def test_no_form_is_forgotten() -> None:
    tried = {one.route for one in WRONG} | WITHOUT_FIELDS | ELSEWHERE
    assert (set(server._FORMS) | {f"{one}/write" for one in server._TEXTS}) - tried == set()
    assert set(server._FILES) == set(FILES)


FILES = {
    "/start": "/start",
    "/response/{name}/collect": f"{PAGE}/collect",
    "/register/take-in": "/register/take-in",
    "/templates/{set}/files/{file:path}": "/templates/ours/files/style.css",
    "/settings/logo": "/settings/logo",
    "/verify": "/verify",
}


@pytest.mark.parametrize("address", FILES.values())
def test_a_file_that_is_missing_or_wrong_is_told_at_its_field(
    client: TestClient, address: str
) -> None:
    missing = client.post(address, files={"file": ("", b"")}, headers=HERE)
    assert seen(missing) == (422, {"file": "K108"})
    name = "x.zip" if address == "/start" else "x.docx"
    wrong = client.post(address, files={"file": (name, b"PK\3\4 not a file")}, headers=HERE)
    if address != "/verify":  # which says of any file that it was not published
        status, told = seen(wrong)
        assert (status, set(told)) == (422, {"file"})


def test_the_days_of_a_paper_are_told_at_their_fields(client: TestClient) -> None:
    asked = {"meeting": "", "other": "32/1", "since": "x", "until": "8/12/2026"}
    expected = (422, {"other": "K105", "since": "K105"})
    assert seen(client.get("/panel", params=asked)) == expected
    answer = client.post("/panel", data=asked, headers=HERE)
    assert seen(answer) == expected
    assert 'value="8/12/2026"' in answer.text
    backwards = {"other": "8/12/2026", "since": "2/12/2026", "until": "1/12/2026"}
    assert seen(client.get("/panel", params={"meeting": "", **backwards}))[1] == {"until": "W112"}
    assert seen(client.get("/panel", params={"meeting": ""}))[1] == {"meeting": "K106"}


def test_what_is_wrong_with_a_report_is_told_at_its_field(client: TestClient) -> None:
    given = client.post("/start", files={"file": (LETTER.name, LETTER.read_bytes())}, headers=HERE)
    address = str(given.headers["location"]).removeprefix(ROOT_PATH)

    def told(form: dict[str, str], at: str = "") -> dict[str, str]:
        (number,) = set(re.findall(r'name="seen" value="([^"]+)"', client.get(address).text))
        answer = client.post(f"{address}{at}", data={"seen": number, **form}, headers=HERE)
        status, found = seen(answer)
        assert status == 422
        assert all(escape(value) in answer.text for value in form.values() if at)
        return found

    facts = {"do": "facts", "published": "other", "title": "", "forces": "", "address": ""}
    lacking = {"title": "K116", "forces": "K116", "address": "K116"}
    assert told({**facts, **day("other-")}) == {**lacking, "other-day": "K105"}
    assert told({**facts, "published": ""}) == {**lacking, "published": "K106"}
    assert told({"do": "way"}) == {"way": "K106"}
    assert told({**day("due-"), "text": "<b>"}, "/item/1") == {
        "kind": "K106",
        "text": "T201",
        "due-day": "K105",
    }
    assert told({}, "/split/2") == {"way": "K106"}
