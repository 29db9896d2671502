"""The invitation in Word, on the page and as PDF: its places, its lock, what it carries."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree, html

from s55.render.html.data import FORM_DATA_NAME
from s55.render.html.document import to_html
from s55.render.pdf.document import to_pdf
from s55.render.word.document import to_docx
from s55.views.invitation import InvitationDates, invitation_data, invitation_view
from s55.views.response.contents import InvitationView
from s55.word.bookmarks import bookmark_name
from s55.word.xml import value_of, w
from tests import validators
from tests.drafts_for_tests import HEAD, manifest_of, response_of, settings_of
from tests.extracted import characters, html_text
from tests.render.word_files import part_of, standard, style_of
from tests.views.test_invitation import ITEMS

YEARS = (2022, 2023)
RICH = """\
chief_officer:
  comments: |
    Two *things*:

    - a boat
    - a [mooring](https://example.org/m)

    | Boat | Crew |
    |---|---|
    | Tern | 2 |
  date: 2024-04-20
"""


def _view(items: str = ITEMS, year: int = 2023) -> InvitationView:
    asked = InvitationDates(date(2024, 4, 10), date(2024, 5, 2))
    manifest = manifest_of(f"opccn-{year}")
    return invitation_view(response_of(HEAD + items), settings_of(), manifest, asked)


def _docx(items: str = ITEMS, year: int = 2023) -> bytes:
    view = _view(items, year)
    return to_docx(
        view,
        standard(year),
        invitation_data("harbour", response_of(HEAD + items), view),
        layout="invitation.docx",
        data_name=FORM_DATA_NAME,
    )


def _page(items: str = ITEMS, year: int = 2023) -> str:
    return to_html(_view(items, year), standard(year), "invitation.html")


def _control(data: bytes, path: str) -> etree._Element:
    (found,) = (
        sdt
        for sdt in part_of(data).iter(w("sdt"))
        if sdt.find(f"{w('sdtPr')}/{w('tag')}[@{w('val')}='{path}']") is not None
    )
    return found


def _property(control: etree._Element, name: str) -> etree._Element | None:
    return control.find(f"{w('sdtPr')}/{w(name)}")


def _all_text(element: etree._Element) -> str:
    return "".join(str(text) for text in element.itertext())


def _words(control: etree._Element) -> str:
    return "".join(node.text or "" for node in control.iter(w("t")))


@pytest.mark.parametrize("year", YEARS)
def test_every_place_is_marked_three_times(year: int) -> None:
    """Tag and bookmark for its path, and its title; and there is no other control but the lock."""
    data = _docx(year=year)
    places = list(_view(year=year).places())
    body = part_of(data)
    tags = [node.get(w("val")) for node in body.iter(w("tag"))]
    titles = [node.get(w("val")) for node in body.iter(w("alias"))]
    marks = {node.get(w("name")) for node in body.iter(w("bookmarkStart"))}
    assert tags == [place.path for place in places]
    assert titles == [place.title for place in places]
    assert marks == {bookmark_name(place.path, 1) for place in places}
    assert len(list(body.iter(w("sdt")))) == len(places) + 1


def test_everything_stands_in_one_locked_group() -> None:
    """As Word's own 'Group' writes it; the places in it can be changed, and not be deleted."""
    body = part_of(_docx()).find(w("body"))
    assert body is not None
    assert [child.tag for child in body] == [w("sdt"), w("sectPr")]
    names = [(one.tag, one.get(w("val"))) for one in body[0][0] if one.tag != w("id")]
    assert names == [(w("lock"), "contentLocked"), (w("group"), None)]
    locks = [node.get(w("val")) for node in body[0][1].iter(w("lock"))]
    assert locks == ["sdtLocked"] * len(list(_view().places()))
    numbers = [node.get(w("val")) for node in body.iterfind(f".//{w('sdtPr')}/{w('id')}")]
    assert len(set(numbers)) == len(numbers)


def test_an_empty_place_shows_its_prompt_and_says_that_it_is_one() -> None:
    """In the style that Word itself uses for prompts."""
    data = _docx()
    for path, prompt in (
        ("chief_officer.comments", "Write comments on the report as a whole here."),
        ("areas_for_improvement.items[0].owner", "Write a name or a post here."),
        ("areas_for_improvement.items[0].target_date", "Choose a date."),
        ("areas_for_improvement.items[0].status", "Choose a status."),
    ):
        control = _control(data, path)
        assert _property(control, "showingPlcHdr") is not None
        assert _words(control) == prompt
        styles = [node.get(w("val")) for node in control.iter(w("rStyle"))]
        assert styles == ["PlaceholderText"]


def test_a_filled_place_holds_what_the_draft_says() -> None:
    """And is no prompt."""
    data = _docx()
    for path, words in (
        ("recommendations.items[0].chief_officer", "Two boats."),
        ("recommendations.items[0].target_date", "1 June 2024"),
        ("recommendations.items[0].status", "In progress"),
        ("causes_of_concern.items[0].recommendations[0].owner", "Harbour master"),
    ):
        control = _control(data, path)
        assert _property(control, "showingPlcHdr") is None
        assert _words(control) == words


def test_a_date_is_picked_and_a_status_is_chosen() -> None:
    """In the form's language; the values are those of the draft."""
    data = _docx()
    picker = _property(_control(data, "recommendations.items[0].target_date"), "date")
    assert picker is not None
    assert picker.get(w("fullDate")) == "2024-06-01T00:00:00Z"
    assert [(node.tag, node.get(w("val"))) for node in picker] == [
        (w("dateFormat"), "d MMMM yyyy"),
        (w("lid"), "en-GB"),
        (w("storeMappedDataAs"), "dateTime"),
        (w("calendar"), "gregorian"),
    ]
    empty = _property(_control(data, "areas_for_improvement.items[0].target_date"), "date")
    assert empty is not None
    assert empty.get(w("fullDate")) is None
    choices = _property(_control(data, "recommendations.items[0].status"), "dropDownList")
    assert choices is not None
    assert choices.get(w("lastValue")) == "in progress"
    assert [(node.get(w("displayText")), node.get(w("value"))) for node in choices] == [
        ("Not started", "not started"),
        ("In progress", "in progress"),
        ("Complete", "complete"),
    ]


def test_text_in_a_place_keeps_its_lists_links_and_tables() -> None:
    """A block-level control in which LibreOffice, too, keeps paragraphs apart."""
    data = _docx(RICH)
    control = _control(data, "chief_officer.comments")
    kinds = [one.tag for one in control[0]]
    assert kinds == [w("alias"), w("tag"), w("id"), w("lock"), w("docPartObj")]
    content = control[1]
    # The last paragraph is the space after the table.
    assert [child.tag for child in content] == [w("p"), w("p"), w("p"), w("tbl"), w("p")]
    styles = [style_of(paragraph) for paragraph in content.iterfind(w("p"))][:3]
    assert styles == ["FormText", "ListBullet", "ListBullet"]
    assert len(list(content.iter(w("hyperlink")))) == 1


@pytest.mark.parametrize(
    ("items", "path"),
    [(RICH, "chief_officer.comments"), (ITEMS, "recommendations.items[0].force_action")],
)
def test_a_frame_is_around_all_of_a_place_for_text(items: str, path: str) -> None:
    """A list or a table in it too, which lines around a paragraph would leave outside."""
    frame = next(_control(_docx(items), path).iterancestors(w("tbl")))
    style = frame.find(f"{w('tblPr')}/{w('tblStyle')}")
    assert style is not None
    assert style.get(w("val")) == "FormFrame"


def test_the_file_carries_whose_form_it_is() -> None:
    """As the property 's55', in one line of ASCII."""
    with ZipFile(BytesIO(_docx())) as package:
        custom = etree.fromstring(package.read("docProps/custom.xml"))
    (made,) = custom
    assert made.get("name") == "s55"
    text = made[0].text or ""
    data = json.loads(text)
    assert text.isascii()
    assert (data["kind"], data["draft"]) == ("invitation", "harbour")
    assert data["base"]["recommendations.items[0].status"] == "in progress"


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("items", [ITEMS, RICH, ""])
def test_word_and_page_show_the_same_words(items: str, year: int) -> None:
    """In the same order, but for the prompts."""
    root = part_of(_docx(items, year))
    words = "".join(
        node.text or ""
        for run in root.iter(w("r"))
        if value_of(run.find(w("rPr")), "rStyle") != "PlaceholderText"
        for node in run.iter(w("t"))
    )
    assert characters(words) == characters(html_text(_page(items, year), markers=False))


def test_an_empty_place_is_an_empty_box_on_the_page() -> None:
    """With its label before it."""
    tree = html.fromstring(_page(""))
    boxes = [one for one in tree.iter("div", "span") if one.get("class") == "place"]
    assert [(box.tag, _all_text(box)) for box in boxes] == [
        ("div", ""),
        ("span", ""),
        ("span", ""),
        ("span", ""),
    ]
    labels = [_all_text(one) for one in tree.iter("p") if one.get("class") == "label"]
    assert labels == ["Comments on the report as a whole", "Name", "Post", "Date"]


def test_the_same_bytes_each_time() -> None:
    """Word and PDF."""
    assert _docx() == _docx()
    view, template, page = _view(), standard(), _page()
    assert to_pdf(page, view, template) == to_pdf(page, view, template)


def test_the_validators_find_nothing(tmp_path: Path) -> None:
    """The Open XML SDK, veraPDF as PDF/UA-1 and PDF/A-3a, and axe-core."""
    files: dict[str, list[Path]] = {"docx": [], "pdf": [], "html": []}
    for year, items in zip(YEARS, (ITEMS, RICH), strict=True):
        view, template, page = _view(items, year), standard(year), _page(items, year)
        made = {
            "docx": _docx(items, year),
            "pdf": to_pdf(page, view, template),
            "html": page.encode(),
        }
        for kind, data in made.items():
            path = tmp_path / f"{year}.{kind}"
            path.write_bytes(data)
            files[kind].append(path)
    verdicts = [
        *validators.ooxml(files["docx"]),
        *validators.verapdf(files["pdf"]),
        *validators.axe(files["html"]),
    ]
    assert [verdict.check for verdict in verdicts] == ["ooxml"] * 2 + ["ua1", "3a"] * 2 + [
        "axe"
    ] * 2
    assert [verdict.findings for verdict in verdicts] == [()] * 8
    assert all(verdict.passed for verdict in verdicts)


@pytest.mark.slow
def test_libreoffice_keeps_every_bookmark_and_the_property(tmp_path: Path) -> None:
    """It loses tags; the bookmarks are how a returned form is read then."""
    path = tmp_path / "sent.docx"
    path.write_bytes(_docx())
    saved = validators.libreoffice_to(path, "docx", tmp_path / "saved").read_bytes()
    marks = {node.get(w("name")) for node in part_of(saved).iter(w("bookmarkStart"))}
    assert {bookmark_name(place.path, 1) for place in _view().places()} <= marks
    assert '"kind":"invitation"' in _all_text(part_of(saved, "docProps/custom.xml"))
