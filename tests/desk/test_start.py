"""A report is read once, and starts a draft only when a person has confirmed it, item by item."""

from __future__ import annotations

import io
import re
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from starlette.testclient import TestClient
from weasyprint import HTML

from s55.apart import Allowance
from s55.desk.start import reading
from s55.desk.start.pictures import page_picture
from s55.desk.start.reading import ReviewedReport
from s55.desk.start.under_way import MOST_AT_ONCE, GivenUpError, ReadingUnderWay
from s55.drafts.load import response_of
from s55.errors import S55Error
from s55.importers import guarded
from s55.importers.importing import source_of
from s55.importers.source import Progress, Source
from tests.command import ROOT
from tests.desk.conftest import DRAFT, HERE, PORT, ROOT_PATH, browser_of, words
from tests.desk.test_forms import sent
from tests.importers.readers.samples import scanned_pdf

SAMPLES = ROOT / "tests/importers/labelled/samples"
LETTER = SAMPLES / "concern-letter.weasyprint.pdf"
GRID = SAMPLES / "blind-again-grid.txt"
SEEN = re.compile(r'name="seen" value="([^"]+)"')
FACTS = {
    "do": "facts",
    "published": "2024-03-14",
    "title": "The management of registered sex offenders",
    "forces": "Norfolk Constabulary\r\n\r\nSuffolk Constabulary",
    "address": "https://www.example.org/letter",
}


def given(client: TestClient, report: Path) -> str:
    """Give a report to the desk; the address of what was read."""
    files = {"file": (f"C:\\Reports\\{report.name}", report.read_bytes())}
    answer = client.post("/start", files=files, headers=HERE)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def done(client: TestClient, address: str, step: dict[str, str], at: str = "") -> tuple[int, str]:
    """Take a step on the page as it is now; the status, and the page that follows."""
    (seen,) = set(SEEN.findall(client.get(address).text))
    answer = client.post(f"{address}{at}", data={"seen": seen, **step}, headers=HERE)
    if answer.status_code == 303:
        return 303, client.get(answer.headers["location"]).text
    return answer.status_code, answer.text


def confirmed(client: TestClient, report: Path) -> tuple[str, dict[str, str]]:
    """Give a report, and confirm everything; its address, and the form that starts the draft."""
    address = given(client, report)
    day = {"published": "other", "other-day": "8", "other-month": "6", "other-year": "2022"}
    assert done(client, address, {**FACTS, **day})[0] == 303
    _, page = done(client, address, {"do": "accept-all"})
    return address, {"seen": SEEN.findall(page)[0], "do": "start"}


def test_nothing_is_written_before_it_is_confirmed(client: TestClient, workspace: Path) -> None:
    before = sorted((workspace / "responses").iterdir())
    address = given(client, LETTER)
    page = client.get(address).text
    assert 'name="do" value="start"' not in page
    assert "the report: its day of publication, title, forces and address" in page
    # The day that was read is offered, and not taken.
    assert "Thursday 14 March 2024: date of the letter, page 1" in page
    assert re.search(r'value="2024-03-14"(?! checked)>', page)
    status, page = done(client, address, {"do": "start", "name": "letter"})
    assert (status, "K115" in page) == (422, True)
    for missing, code in (({"published": ""}, "K106"), ({"title": " "}, "K116")):
        status, page = done(client, address, {**FACTS, **missing})
        assert (status, code in page) == (422, True)
    other = {"published": "other", "other-day": "31", "other-month": "2", "other-year": "2024"}
    status, page = done(client, address, {**FACTS, **other})
    assert (status, "K105" in page, 'value="31"' in page) == (422, True, True)
    status, page = done(client, address, {**FACTS, "address": "ftp:nowhere"})
    assert (status, "D103" in page, '<a href="#address">' in page) == (422, True, True)
    # The beginning of the address is offered, and is not the address of the report.
    (offered,) = re.findall(r'name="address"[^>]* value="([^"]*)"', client.get(address).text)
    status, page = done(client, address, {**FACTS, "address": offered})
    assert (status, "K116" in page, '<a href="#address">' in page) == (422, True, True)
    assert 'name="do" value="start"' not in client.get(address).text
    status, page = done(client, address, FACTS)
    assert (status, 'name="do" value="start"' in page) == (303, True)
    assert sorted((workspace / "responses").iterdir()) == before
    # Of a name that is taken, and of one that cannot be: what was read is still there.
    for name, code in ((DRAFT, "U104"), ("../x", "U102")):
        status, page = done(client, address, {"do": "start", "name": name})
        assert (status, code in page) == (422, True)
    status, page = done(client, address, {"do": "start", "name": "letter-2024"})
    assert "The draft is started." in page
    text = (workspace / "responses/letter-2024.yaml").read_text(encoding="utf-8")
    assert "CONFIRM" not in text
    response = response_of(text)
    assert response.inspection.forces == ("Norfolk Constabulary", "Suffolk Constabulary")
    assert len(list(response.all_items())) == 3
    gone = client.get(address)
    assert (gone.status_code, "K110" in gone.text) == (422, True)


@pytest.mark.parametrize(
    ("title", "offered"),
    [
        (FACTS["title"], "management-registered-sex-offenders-2024"),
        ("PEEL 2023–2025: An inspection of Norfolk Constabulary", "peel-2023-2025"),
        (
            "An inspection of how the police look after victims’ property",
            "look-after-victims-property-2024",
        ),
        ("An inspection of Suffolk Constabulary", LETTER.stem.replace(".", "-")),
    ],
)
def test_the_name_that_is_offered_tells_what_the_report_is_about(
    client: TestClient, workspace: Path, title: str, offered: str
) -> None:
    """It comes from title and year, or else from the file, and is no other draft's."""
    address = given(client, LETTER)
    _, page = done(client, address, {**FACTS, "title": title})
    assert re.findall(r'id="name"[^>]* value="([^"]*)"', page) == [offered]
    for name in (offered, f"{offered}-2"):
        (workspace / f"responses/{name}.yaml").write_text("", encoding="utf-8")
    assert f'value="{offered}-3"' in client.get(address).text


def test_an_item_is_changed_before_the_facts_are_confirmed(client: TestClient) -> None:
    """A report without a day: its draft cannot be understood yet, and no step makes that worse."""
    address = given(client, SAMPLES / "fresh-data-audit.txt")
    item = {"kind": "recommendation", "text": "Count again."}
    status, page = done(client, address, item, "/item/1")
    assert (status, "Count again." in page) == (303, True)


def test_each_item_is_changed_dropped_split_joined_and_taken(client: TestClient) -> None:
    address = given(client, LETTER)
    assert words(client.get(address).text).count("Join with the next") == 2
    _, page = done(client, address, {"do": "drop:3"})
    assert "Items (2)" in page
    assert "dropped by hand" in page
    _, page = done(client, address, {"do": "undo"})
    assert "Items (3)" in page
    _, page = done(client, address, {"way": "1"}, "/split/2")
    assert "Items (4)" in page
    _, page = done(client, address, {"do": "join:2"})
    assert "Items (3)" in page
    form = client.get(f"{address}/item/3").text
    assert 'value="2024"' in form  # the last day of "By 30 June 2024"
    item = {"kind": "area_for_improvement", "text": "Train <b>all</b> managers.", "number": "(4)"}
    status, page = done(client, address, item, "/item/3")
    assert (status, "T201" in page, "&lt;b&gt;all" in page) == (422, True, True)
    for change, code in (
        ({"text": " \n"}, "K103"),
        ({"kind": "x"}, "K106"),
        ({"due-day": "31"}, "K105"),
    ):
        status, page = done(client, address, {**item, "text": "Train.", **change}, "/item/3")
        assert (status, code in page) == (422, True)
    # What the draft cannot hold leads to the field that brought it in.
    wrong = {**item, "text": "Train.", "for_others": "For others. " * 200}
    status, page = done(client, address, wrong, "/item/3")
    assert status == 422
    said = "What is filled in is longer than 2000 characters."
    assert f'<a href="#for_others">{said}</a>' in page
    _, page = done(client, address, {**item, "text": "Train **all** managers."}, "/item/3")
    assert "Area for improvement 4" in page
    assert "Train <strong>all</strong> managers." in page
    assert "the report’s words, where they were changed by hand" in page
    _, page = done(client, address, {**item, "text": "Buy oars.", "number": ""}, "/item/new")
    assert "Items (4)" in page
    many = len(re.findall(r'value="take:', page))
    _, page = done(client, address, {"do": "take:1"})
    assert ("Items (5)" in page, len(re.findall(r'value="take:', page))) == (True, many - 1)
    _, page = done(client, address, FACTS)  # what was taken is in doubt still
    assert 'name="do" value="start"' not in page
    status, page = done(client, address, {"do": "accept-all"})
    assert ('value="accept-all"' in page, 'value="start"' in page) == (False, True)
    for step in ("drop:9", "drop:0", "join:5", "take:99", "fly:1", "accept:²", "drop:0000000019"):
        assert done(client, address, {"do": step})[0] == 404
    for where in ("item/9", "split/new", "split/9", "picture/new"):
        assert client.get(f"{address}/{where}").status_code == 404


def test_a_page_that_is_out_of_date_changes_nothing(client: TestClient) -> None:
    address = given(client, LETTER)
    old = {"seen": "0", "do": "drop:1"}
    assert client.post(address, data=old, headers=HERE).status_code == 303
    assert done(client, address, {"do": "undo"})[0] == 303
    assert done(client, address, {"do": "undo"})[0] == 303  # there is nothing before
    assert done(client, address, {"do": "drop:1"})[0] == 303
    for at, form in (
        ("", old),
        ("/split/1", {"seen": "0", "way": "1"}),
        ("/item/1", {"seen": "0"}),
    ):
        answer = client.post(f"{address}{at}", data=form, headers=HERE)
        assert (answer.status_code, "K114" in answer.text) == (422, True)
    assert "Items (2)" in client.get(address).text


def test_a_report_is_read_once(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    times: list[str] = []

    def counted(data: bytes, shown: str, *rest: object, recognise: bool) -> object:
        times.append(shown)
        assert recognise is False
        return source_of(data, shown, None, recognise=recognise)

    monkeypatch.setattr(reading, "source_of", counted)
    monkeypatch.setattr(guarded, "apart", lambda read, *_: read(None))
    address, _ = confirmed(client, GRID)
    _, page = done(client, address, {"do": "start", "name": "grid"})
    assert "The draft is started." in page
    assert times == [GRID.name]


def test_a_page_of_the_report_is_drawn_with_the_item_marked(client: TestClient) -> None:
    address = given(client, LETTER)
    page = client.get(address).text
    assert page.count('loading="lazy" src="') == 3
    first, second = (client.get(f"{address}/picture/{number}") for number in (1, 2))
    assert first.headers["content-type"] == "image/png"
    assert first.content[:8] == second.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert first.content != second.content
    unmarked = page_picture(LETTER.read_bytes(), 1, "nowhere on the page")
    assert unmarked not in {first.content, None}
    assert page_picture(LETTER.read_bytes(), 2, "") is None
    # Other files have no pages: the words around are shown.
    address = given(client, GRID)
    page = client.get(address).text
    assert "loading=" not in page
    assert "<mark>" in page
    assert client.get(f"{address}/picture/1").status_code == 404


def test_of_items_that_begin_alike_each_has_its_own_words_marked() -> None:
    beginning = (
        "By 31 March 2027, the chief constable of Exampleshire Police should make sure that "
    )
    items = [f"{beginning}{end}" for end in ("calls are answered.", "victims are told.")]
    pdf = HTML(
        string=f"<p>{items[0]}</p><div style='height: 50vh'></div><p>{items[1]}</p>"
    ).write_pdf()

    def marked(words: str) -> list[bool]:
        """Whether anything is marked in the upper half of the page, and in the lower."""
        png = page_picture(pdf, 1, words)
        assert png is not None
        picture = Image.open(io.BytesIO(png)).convert("RGB")
        differing = ImageChops.subtract(picture.getchannel("R"), picture.getchannel("B"))
        yellow = differing.point(lambda value: 255 * (value > 60))
        middle = picture.height // 2
        halves = ((0, 0, picture.width, middle), (0, middle, picture.width, picture.height))
        return [yellow.crop(half).getbbox() is not None for half in halves]

    assert marked(items[0]) == [True, False]
    assert marked(items[1]) == [False, True]


def test_a_file_can_be_read_in_another_way(client: TestClient) -> None:
    address = given(client, LETTER)
    _, page = done(client, address, {"do": "way", "way": "response"})
    assert "Nothing is written yet" in page
    assert 'id="items"' not in page
    assert done(client, address, {"do": "drop:1"})[0] == 404
    _, page = done(client, address, {"do": "way", "way": "sentences"})
    assert "no known layout; found by structure" in page
    assert done(client, address, {"do": "way", "way": "x"})[0] == 422
    _, page = done(client, address, {"do": "undo"})
    _, page = done(client, address, {"do": "undo"})
    assert "Items (3)" in page


def test_the_text_of_a_scanned_report_is_recognised(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the program for that, where it is installed; the page says so, and offers it."""
    recognised: list[str] = []
    pictures = scanned_pdf()

    def stands_in(data: bytes, name: str, pages: Sequence[int], progress: object) -> bytes:
        assert progress is not None
        recognised.append(name)
        assert (data, pages) == (pictures, ())
        return GRID.read_bytes()

    scan = {"file": ("Scan.pdf", pictures)}
    monkeypatch.setattr(guarded, "apart", lambda read, *_: read(None))
    monkeypatch.setattr("s55.importers.ocr.is_installed", lambda: False)
    monkeypatch.setattr("s55.desk.start.pages.is_installed", lambda: False)
    assert "scanned=yes" not in client.get("/start").text
    refused = client.post("/start?scanned=yes", files=scan, headers=HERE)
    assert (refused.status_code, "I209" in refused.text) == (422, True)
    monkeypatch.setattr("s55.desk.start.pages.is_installed", lambda: True)
    monkeypatch.setattr("s55.importers.ocr.recognised", stands_in)
    assert f'formaction="{ROOT_PATH}/start?scanned=yes"' in client.get("/start").text
    assert client.post("/start", files=scan, headers=HERE).status_code == 422
    assert recognised == []
    read = client.post("/start?scanned=yes", files=scan, headers=HERE)
    assert recognised == ["Scan.pdf"]
    assert "Items (" in client.get(read.headers["location"]).text


class SlowRecognition:
    """Stands for the program: it has done one page of three until the test lets it end."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.ended: list[str] = []

    def __call__(self, _: bytes, name: str, pages: Sequence[int], progress: Progress) -> bytes:
        """Recognise the text."""
        del name, pages
        try:
            while not self.may_end.wait(0.01):
                progress(1, 3)
        except Exception as failure:
            self.ended.append(type(failure).__name__)
            raise
        return GRID.read_bytes()


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowRecognition:
    made = SlowRecognition()
    monkeypatch.setattr(guarded, "apart", lambda read, *_: read(None))
    monkeypatch.setattr("s55.desk.start.pages._AT_ONCE", 0.05)
    monkeypatch.setattr("s55.importers.ocr.recognised", made)
    return made


def _scan_given(client: TestClient, name: str = "Scan.pdf") -> str:
    """The address of the page that says how far the recognition of a scan is."""
    scan = {"file": (name, scanned_pdf())}
    answer = client.post("/start?scanned=yes", files=scan, headers=HERE)
    assert answer.status_code == 303
    return answer.headers["location"].removeprefix(ROOT_PATH)


def test_how_far_a_recognition_is_is_shown_and_then_what_was_read(
    client: TestClient, slow: SlowRecognition
) -> None:
    """Without a script: the page looks again by itself."""
    address = _scan_given(client)
    page = client.get(address)
    assert page.headers["refresh"] == f"5; url={ROOT_PATH}{address}"
    assert "Recognising the text of Scan.pdf 1 of 3 pages is done." in words(page.text)
    slow.may_end.set()
    for _ in range(2_000):
        page = client.get(address)
        if page.status_code == 303:
            break
        time.sleep(0.01)
    assert "Items (" in client.get(page.headers["location"]).text
    gone = client.get(address)
    assert (gone.status_code, "K110" in gone.text) == (422, True)


def test_a_report_that_takes_long_is_waited_for_as_well(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page says how far it is, looks again by itself, and leads on to what was read."""
    may_end, given_up, done_now = threading.Event(), threading.Event(), [40]

    def slowly(read: Callable[[Progress], Source], _: object, tell: Progress) -> Source:
        try:
            while not may_end.wait(0.01):
                tell(done_now[0], 150)
        except GivenUpError:
            given_up.set()
            raise
        return read(tell)

    monkeypatch.setattr(guarded, "apart", slowly)
    monkeypatch.setattr("s55.desk.start.pages._AT_ONCE", 0.05)
    first, second = given(client, LETTER), given(client, LETTER)
    address = first.removeprefix(ROOT_PATH)
    page = client.get(address)
    assert page.headers["refresh"] == f"2; url={first}"
    said = words(page.text)
    assert f"Reading {LETTER.name} 40 of 150 pages are done. A long report takes some " in said
    assert f"{LETTER.name} : 40 of 150 pages are done" in words(client.get("/start").text)
    client.post(second, headers=HERE)
    assert given_up.wait(20)
    done_now[0] = 150
    all_read = "All 150 pages are done; what they say is looked through."
    while all_read not in words(client.get(address).text):
        time.sleep(0.01)
    may_end.set()
    while (page := client.get(address)).status_code == 200:
        time.sleep(0.01)
    assert "Items (3)" in client.get(page.headers["location"]).text


def test_what_is_given_up_in_another_window_is_told_as_that() -> None:
    """The page that waits may look just when it has ended, and is still listed."""

    def endless(tell: Progress) -> ReviewedReport:
        while True:
            tell(1, 3)
            time.sleep(0.01)

    reading = ReadingUnderWay("Scan.pdf", endless, is_scanned=True)
    reading.begin()
    reading.give_up()
    assert reading.has_ended(20)
    with pytest.raises(S55Error) as refused:
        reading.given()
    assert [one.code for one in refused.value.problems] == ["K110"]


def test_a_recognition_is_given_up(client: TestClient, slow: SlowRecognition) -> None:
    address = _scan_given(client)
    answer = client.post(address, headers=HERE)
    assert answer.headers["location"] == f"{ROOT_PATH}/start"
    assert slow.ended == ["GivenUpError"]
    assert client.post(address, headers=HERE).headers["location"] == f"{ROOT_PATH}/start"


def test_recognitions_that_go_on_are_kept_and_one_too_many_is_refused(
    client: TestClient, slow: SlowRecognition
) -> None:
    """The form lists them, so that nobody loses one with its window."""
    names = [f"Scan {number}.pdf" for number in range(1, MOST_AT_ONCE + 1)]
    addresses = [_scan_given(client, name) for name in names]
    scan = {"file": ("Another.pdf", scanned_pdf())}
    refused = client.post("/start?scanned=yes", files=scan, headers=HERE)
    said = words(refused.text)
    assert refused.status_code == 422
    assert "5 reports are being read already; this one was not taken" in said
    assert (said.count("K119"), 'href="#file"' in refused.text) == (2, True)
    assert [f"{name} : 1 of 3 pages is done" in said for name in names] == [True] * MOST_AT_ONCE
    assert all(f'href="{ROOT_PATH}{address}"' in refused.text for address in addresses)
    assert [client.get(address).status_code for address in addresses] == [200] * MOST_AT_ONCE
    client.post(addresses[0], headers=HERE)
    assert slow.ended == ["GivenUpError"]
    addresses[0] = _scan_given(client, "Another.pdf")
    assert "Another.pdf" in words(client.get("/start").text)
    for address in addresses:
        client.post(address, headers=HERE)
    assert "Reports that were given already" not in client.get("/start").text


def test_recognitions_that_have_ended_wait_beside_those_that_go_on(
    client: TestClient, slow: SlowRecognition
) -> None:
    ended = _scan_given(client)
    slow.may_end.set()
    for _ in range(2_000):
        if "Scan.pdf : done, to be looked at" in words(client.get("/start").text):
            break
        time.sleep(0.01)
    slow.may_end.clear()
    more = [_scan_given(client) for _ in range(MOST_AT_ONCE)]
    assert "Items (" in client.get(client.get(ended).headers["location"]).text
    for address in more:
        client.post(address, headers=HERE)


def test_a_recognition_ends_with_the_desk(
    workspace: Path, slow: SlowRecognition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    with browser_of(workspace) as client:
        client.cookies.set(f"s55-desk-{PORT}", "kept")
        _scan_given(client)
        assert slow.ended == []
    assert slow.ended == ["GivenUpError"]


def test_a_file_on_which_a_library_fails_does_not_end_the_desk(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is read in another process; if that is ended, the desk says so and goes on."""
    given_up: list[Allowance] = []

    def ended(_: object, allowed: Allowance, tell: object) -> None:
        assert tell is not None
        given_up.append(allowed)

    monkeypatch.setattr(guarded, "apart", ended)
    refused = client.post("/start", files={"file": ("Odd.pdf", b"%PDF-1.7")}, headers=HERE)
    assert (refused.status_code, "I102" in refused.text) == (422, True)
    assert given_up == [Allowance(330.0, 2 * 1024**3)]
    assert client.get("/start").status_code == 200


def test_each_step_is_told_where_the_work_goes_on(client: TestClient) -> None:
    address = given(client, LETTER)
    assert "govuk-notification-banner" not in client.get(address).text

    def told(step: dict[str, str], at: str = "") -> tuple[str, str]:
        """What is told of a step, and the words that follow it."""
        _, page = done(client, address, step, at)
        said = words(page.partition('<p class="govuk-notification-banner__heading">')[2])
        return said[:60], said

    first = told(FACTS)
    assert first[0].startswith("The report is confirmed. Now look at each item. ")
    assert "Those marked “certain” need nothing more" in first[1][:120]
    dropped = told({"do": "drop:1"})[1]
    assert dropped.startswith(
        "Cause of concern (item 1) is dropped. It is among what was left out. "
    )
    assert "What was read" not in dropped  # it is not told at the head of the page
    assert " is taken. " in told({"do": "take:1"})[0]
    assert told({"do": "undo"})[0].startswith("The last step is undone. ")
    assert told({"do": "accept-all"})[0].startswith("All items are accepted. What is the draft")
    again = told({"do": "way", "way": "sentences"})[1]
    assert again.startswith(f"The file was read in another way. {LETTER.name} What was read ")


def test_a_draft_is_started_without_a_file(client: TestClient, workspace: Path) -> None:
    """As s55 new starts it; what is missing or wrong is told at its field, and nothing is lost."""
    assert 'href="/path-that-nobody-knows/new"' in client.get("/start").text
    form = sent(client.get("/new").text, "/new")
    assert form["forces"] == "Norfolk Constabulary"
    empty = client.post("/new", data={"title": "Boats & ‘lights’"}, headers=HERE)
    assert empty.status_code == 422
    for name in ("day", "types", "forces", "address", "name"):
        assert f'href="#{name}"' in empty.text
    assert 'value="Boats &amp; ‘lights’"' in empty.text
    form |= {"title": "Boats: lights", "day": "2", "month": "11", "year": "2026", "name": "boats"}
    form |= {"types": "PEEL\r\nSpotlight\r\n", "address": "www.example.org"}
    wrong = client.post("/new", data=form, headers=HERE)
    assert (wrong.status_code, 'href="#address"' in wrong.text) == (422, True)
    taken = client.post("/new", data={**form, "name": DRAFT}, headers=HERE)
    assert (taken.status_code, "U104" in taken.text) == (422, True)
    assert not (workspace / "responses/boats.yaml").exists()
    done = client.post("/new", data={**form, "address": "https://example.org/b"}, headers=HERE)
    assert done.headers["location"] == f"{ROOT_PATH}/response/boats?done=started-new"
    draft = response_of((workspace / "responses/boats.yaml").read_text(encoding="utf-8"))
    inspection = draft.inspection
    assert (inspection.title, inspection.published.isoformat()) == ("Boats: lights", "2026-11-02")
    assert (inspection.publication_types, inspection.forces) == (
        ("PEEL", "Spotlight"),
        ("Norfolk Constabulary",),
    )
    assert "The draft is started. Add each item" in words(client.get(done.headers["location"]).text)
