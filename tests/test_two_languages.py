"""A response in two languages: two documents with the same facts, each in its own language."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from lxml import etree, html

from s55.disk.made import MadeFiles
from s55.drafts.load import Draft, load
from s55.drafts.translation.writing import with_places
from s55.errors import S55Error
from s55.lint.checking import set_problems
from s55.lint.printing import print_problems
from s55.office.settings import load_settings
from s55.pipeline.cases import load_cases
from s55.pipeline.checking import check_file
from s55.pipeline.papers.paper import PaperRequest, plan_paper
from s55.pipeline.papers.whole import write_paper
from s55.pipeline.register import RegisterFormat, RegisterRequest, write_register
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import Edition, Format, render, render_editions
from s55.pipeline.site import SiteRequest, write_site
from s55.returns.collecting import collect
from s55.richtext.nodes import Text
from s55.templating.registry import load_set, standard_sets
from s55.views.site.frame import other_document
from s55.word.xml import T, w
from s55.workspace import Workspace
from tests import validators
from tests.command import ROOT
from tests.drafts_for_tests import draft_of
from tests.extracted import characters, docx_text, html_text, pdf_text, without_bullets

NAME = "answering-the-call"
WHOLE = (ROOT / f"tests/{NAME}.yaml").read_text(encoding="utf-8")
TODAY = date(2026, 10, 23)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("office")
    for name in ("settings.yaml", "panel.yaml"):
        (folder / name).write_bytes((ROOT / name).read_bytes())
    (folder / "responses").mkdir()
    (folder / f"responses/{NAME}.yaml").write_text(WHOLE, encoding="utf-8")
    return Workspace(folder)


def _rendered(office: Workspace, draft: Draft, *formats: Format, base: str = "") -> list[Edition]:
    settings = office.settings()
    if not base:
        settings = settings.model_copy(update={"site": None})
    template = DraftSets(office, settings).of(draft)
    return render_editions(draft, settings, template, None, formats or tuple(Format))


@pytest.fixture(scope="module")
def draft(office: Workspace) -> Draft:
    checked = check_file(office.draft(NAME), office.settings(), TODAY)
    assert checked.usable is not None
    return checked.usable


@pytest.fixture(scope="module")
def editions(office: Workspace, draft: Draft) -> list[Edition]:
    return _rendered(office, draft)


@pytest.fixture(scope="module")
def files(editions: list[Edition], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("files")
    for one in editions:
        for kind, data in one.files.items():
            (folder / f"{NAME}{one.ending}.{kind.value}").write_bytes(data)
    return folder


@pytest.mark.parametrize("name", [NAME, f"{NAME}.cy"])
def test_the_same_words_in_all_formats(files: Path, name: str) -> None:
    page = (files / f"{name}.html").read_text(encoding="utf-8")
    shown = characters(html_text(page, markers=True))
    assert without_bullets(characters(pdf_text(files / f"{name}.pdf"))) == without_bullets(shown)
    expected = characters(html_text(page, markers=False))
    assert characters(docx_text(files / f"{name}.docx")) == expected


def _page(editions: list[Edition], number: int) -> etree._Element:
    return html.document_fromstring(editions[number].files[Format.HTML].decode())


def _body(page: etree._Element) -> etree._Element:
    return next(page.iter("body"))


def _leading(page: etree._Element) -> list[etree._Element]:
    return [one for one in page.iter("a", "link") if one.get("hreflang")]


def _words(element: etree._Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def test_each_page_is_in_its_language_and_leads_to_the_other(editions: list[Edition]) -> None:
    english, welsh = _page(editions, 0), _page(editions, 1)
    assert (english.get("lang"), welsh.get("lang")) == ("en-GB", "cy")
    (link,) = _leading(english)
    assert (link.get("href"), link.get("hreflang"), _words(link)) == (
        f"{NAME}.cy.html",
        "cy",
        "Cymraeg",
    )
    above = link.getparent()
    assert above is not None
    assert above.get("lang") == "cy"
    (back,) = _leading(welsh)
    assert (back.get("href"), _words(back)) == (f"{NAME}.html", "English")


def test_the_facts_are_the_same_in_words_of_each_language(editions: list[Edition]) -> None:
    english, welsh = _words(_body(_page(editions, 0))), _words(_body(_page(editions, 1)))
    for here, there in (
        ("10 September 2026", "10 Medi 2026"),
        ("Target date: 1 December 2026; status: in progress", "statws: ar y gweill"),
        ("Area for improvement: Keeping victims informed", "Maes i’w wella: Rhoi gwybod i"),
        ("Norfolk Constabulary", "Heddlu Norfolk"),
        ("I thank the inspectors", "Diolch i’r arolygwyr am adroddiad teg."),
        ("(done on 22 October 2026)", "(gwnaed ar 22 Hydref 2026)"),
    ):
        assert here in english
        assert there in welsh
        assert here not in welsh
        assert there not in english
    assert welsh.count("Anfonwyd at yr arolygiaeth") == 1


def test_what_is_not_translated_is_marked(editions: list[Edition]) -> None:
    """The title stays in English, here in all formats, and the title of the file says so."""
    welsh = _page(editions, 1)
    marked = [_words(one) for one in _body(welsh).iter() if one.get("lang") == "en-GB"]
    assert marked == ["English", "Answering the call: theft in the country"]
    assert _words(next(welsh.iter("title"))) == (
        "Ymateb adran 55: Answering the call: theft in the country (Saesneg yn unig)"
    )
    assert _in_english(editions[1].files[Format.DOCX]) == marked
    reader = pypdf.PdfReader(BytesIO(editions[1].files[Format.PDF]))
    assert str(reader.root_object["/Lang"]) == "cy"
    parts = [
        str(thing["/Lang"])
        for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1)
        if isinstance(thing := reader.get_object(number), pypdf.generic.DictionaryObject)
        and thing.get("/Type") == "/StructElem"
        and "/Lang" in thing
    ]
    assert parts
    assert set(parts) == {"en-GB"}


def _in_english(data: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    return [
        "".join(text.text or "" for text in run.iter(T))
        for run in root.iter(w("r"))
        if (said := run.find(f"{w('rPr')}/{w('lang')}")) is not None
        and said.get(w("val")) == "en-GB"
    ]


def test_texts_without_a_translation_are_printed_and_marked(office: Workspace) -> None:
    """Paragraphs, an item of a list, a heading that holds the report's."""
    text = with_places(WHOLE[: WHOLE.index("translation:")], "cy", {})
    _, welsh = _rendered(office, draft_of(text), Format.HTML, Format.DOCX)
    page = html.document_fromstring(welsh.files[Format.HTML].decode())
    marked = {_words(one) for one in _body(page).iter() if one.get("lang") == "en-GB"}
    said = {
        "I welcome this report.",
        "The force should answer letters from victims within ten days.",
        "The report on the inspectorate’s website",
        "Norfolk Constabulary",
    }
    assert marked >= said
    assert set(_in_english(welsh.files[Format.DOCX])) >= said
    heading = "Maes i’w wella: Keeping victims informed (Saesneg yn unig)"
    assert heading in [_words(one) for one in page.iter("h3")]


def test_a_layout_that_drops_a_translation_is_refused(office: Workspace, draft: Draft) -> None:
    settings = office.settings()
    template = DraftSets(office, settings).of(draft)
    manifest = template.manifest.model_copy(
        update={"sections": template.manifest.sections[:1] + template.manifest.sections[2:5]}
    )
    with pytest.raises(S55Error) as refused:
        render_editions(draft, settings, template.with_manifest(manifest), None, [Format.HTML])
    assert {one.code for one in refused.value.problems} == {"L211"}


def test_a_set_with_one_document_prints_the_first_language_alone(
    office: Workspace, draft: Draft
) -> None:
    one_language = draft.response.model_copy(update={"template": "bilingual"})
    (only,) = _rendered(office, replace(draft, response=one_language), Format.HTML)
    assert "Diolch" not in html_text(only.files[Format.HTML].decode(), markers=False)


# --- side by side ----------------------------------------------------------------------


SIDE_BY_SIDE = WHOLE.replace("template: english-welsh", "template: side-by-side")
TABLE = "  | Month | Calls |\n  | --- | --- |\n  | May | 4 |\n"
ENTRY = "    - field: AFI1.chief_officer\n"


def _beside(text: str, *formats: Format) -> Mapping[Format, bytes]:
    draft, problems = load(text, f"{NAME}.yaml")
    assert draft is not None, problems
    settings = load_settings((ROOT / "settings.yaml").read_text("utf-8"), "settings.yaml")
    template = load_set(standard_sets() / "side-by-side")
    return render(draft, settings, template, None, formats or tuple(Format))


def test_side_by_side_each_text_is_there_in_both_languages(tmp_path: Path) -> None:
    """English first, then Welsh, in all formats, in the same order; headings and names too."""
    made = _beside(SIDE_BY_SIDE)
    for kind, data in made.items():
        (tmp_path / f"both.{kind.value}").write_bytes(data)
    page = made[Format.HTML].decode()
    shown = characters(html_text(page, markers=True))
    assert without_bullets(characters(pdf_text(tmp_path / "both.pdf"))) == without_bullets(shown)
    in_word = characters(docx_text(tmp_path / "both.docx"))
    assert in_word == characters(html_text(page, markers=False))
    for english, welsh in (
        ("I welcome this report.", "Rwy’n croesawu’r adroddiad hwn."),
        ("Keeping victims informed", "Maes i’w wella: Rhoi gwybod i ddioddefwyr"),
        ("Norfolk Constabulary", "Heddlu Norfolk"),
        ("The report on the inspectorate’s website", "Yr adroddiad ar wefan yr arolygiaeth"),
    ):
        assert characters(f"{english}{welsh}") in in_word
    assert in_word.count(characters("theft in the country")) == 1  # it stays as it is


def test_side_by_side_each_part_is_in_its_language() -> None:
    made = _beside(SIDE_BY_SIDE, Format.HTML, Format.DOCX)
    page = html.document_fromstring(made[Format.HTML].decode())
    rows = [one for one in _body(page).iter("div") if one.get("class") == "beside"]
    assert len(rows) == 11
    for row in rows:
        languages = [
            [one.get("lang") for one in column.iter() if one.get("lang")] for column in row
        ]
        assert languages == [[], ["cy"]]
    with zipfile.ZipFile(BytesIO(made[Format.DOCX])) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    words = [
        "".join(text.text or "" for text in run.iter(T))
        for run in root.iter(w("r"))
        if run.find(f"{w('rPr')}/{w('lang')}[@{w('val')}='cy']") is not None
    ]
    assert "Rwy’n croesawu’r adroddiad hwn." in words
    assert not [one for one in words if "welcome" in one]


def test_side_by_side_a_text_without_a_translation_is_there_once() -> None:
    """Over the whole width; and texts with a table stand one below the other."""
    before, found, after = SIDE_BY_SIDE.partition(ENTRY)
    assert found
    text = before + after[after.index("    - field:") :]
    page = _beside(text, Format.HTML)[Format.HTML].decode()
    shown = characters(html_text(page, markers=True))
    assert shown.count(characters("Every letter is now answered within five days.")) == 1
    assert page.count('<div class="beside">') == 10
    for none in (
        before[: before.index("translation:")],
        text.replace("language: cy", "language: gd"),
    ):
        page = _beside(none, Format.HTML)[Format.HTML].decode()
        assert page.count('<div class="beside">') == 0
    wide = text.replace("  Ten forces were", f"{TABLE}\n  Ten forces were")
    assert _beside(wide, Format.HTML)[Format.HTML].count(b'<div class="beside wide">') == 1


def test_a_translation_that_a_layout_does_not_show_is_an_error(tmp_path: Path) -> None:
    """Named with its place in the draft, when it is rendered and when the set is checked."""
    folder = tmp_path / "ours"
    folder.mkdir()
    layout = (standard_sets() / "side-by-side/layout.html").read_text(encoding="utf-8")
    (folder / "layout.html").write_text(layout.replace("{{ other.closing }}", ""), "utf-8")
    (folder / "manifest.yaml").write_text(
        "name: ours\nbased_on: side-by-side\ntitle: Ours\n", encoding="utf-8"
    )
    template = load_set(folder)
    draft, _ = load(SIDE_BY_SIDE, f"{NAME}.yaml")
    assert draft is not None
    settings = load_settings((ROOT / "settings.yaml").read_text("utf-8"), "settings.yaml")
    with pytest.raises(S55Error) as failure:
        render(draft, settings, template, None, [Format.HTML])
    (problem,) = failure.value.problems
    assert (problem.code, problem.path) == ("L211", "translation.texts[15].text")
    assert "the web page lacks" in problem.message
    assert problem.line == SIDE_BY_SIDE[: SIDE_BY_SIDE.index("        Byddaf")].count("\n")
    assert [one.code for one in set_problems(template)] == ["L402"]
    (folder / "layout.html").write_text(layout, encoding="utf-8")
    hidden = "@media print { .beside > div + div { display: none } }"
    (folder / "style.css").write_text(hidden, encoding="utf-8")
    found = list(print_problems(load_set(folder)))
    assert {one.code for one in found} == {"L211"}
    assert any("'translation.texts[" in one.message for one in found)


def test_side_by_side_a_word_file_comes_back_to_both_languages() -> None:
    sent = _beside(SIDE_BY_SIDE, Format.DOCX)[Format.DOCX]
    untouched = collect(SIDE_BY_SIDE, NAME, sent, "a.docx", sent, allow_empty=True)
    assert (untouched.text, untouched.problems) == (SIDE_BY_SIDE, ())
    edited = _with_words(
        sent, {"I welcome": "I do welcome", "Rwy’n croesawu’r": "Yr wyf yn croesawu’r"}
    )
    back = collect(SIDE_BY_SIDE, NAME, edited, "a.docx", sent, allow_empty=True)
    assert [one.path for one in back.changes] == [
        "policing_body.opening",
        "translation.texts[14].text",
    ]


def _with_words(data: bytes, changed: Mapping[str, str]) -> bytes:
    """A Word file in which somebody typed other words."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w") as made:
        for name in package.namelist():
            part = package.read(name)
            if name == "word/document.xml":
                for old, new in changed.items():
                    part = part.replace(old.encode(), new.encode())
            made.writestr(name, part)
    return out.getvalue()


def _in_head(folder: Path, name: str) -> list[tuple[str | None, str | None]]:
    page = html.document_fromstring((folder / name).read_bytes())
    links = [one for one in _leading(page) if one.tag == "link"]
    return [(one.get("hreflang"), one.get("href")) for one in links]


def test_the_pages_of_the_site_lead_to_each_other(office: Workspace, tmp_path: Path) -> None:
    list(write_site(office, SiteRequest("site", tmp_path / "site", TODAY, MadeFiles(office.root))))
    folder = tmp_path / f"site/2026/{NAME}"
    base = f"https://www.example.org/section-55/2026/{NAME}"
    assert _in_head(folder, "index.html") == [("cy", f"{base}/index.cy.html")]
    assert _in_head(folder, "index.cy.html") == [("en-GB", f"{base}/index.html")]
    names = {path.name for path in folder.iterdir()}
    assert names >= {f"{NAME}.cy.pdf", f"{NAME}.cy.docx", f"{NAME}.pdf", "response.json"}
    assert f"{base}/index.cy.html" in (tmp_path / "site/sitemap.xml").read_text(encoding="utf-8")
    feed = (tmp_path / "site/feed.xml").read_text(encoding="utf-8")
    assert f'href="{base}/index.cy.html" hreflang="cy"' in feed
    assert _other_in((tmp_path / "site/index.html").read_bytes()) == (
        "Also in Cymraeg",
        f"2026/{NAME}/index.cy.html",
    )
    _holds_both(json.loads((tmp_path / "site/register.json").read_bytes())["responses"][0], base)


def _holds_both(response: dict[str, Any], base: str) -> None:
    """The data hold what is translated beside what it says, and nothing where a title stays."""
    assert (response["second_language"], response["second_address"]) == (
        "cy",
        f"{base}/index.cy.html",
    )
    assert (response["report"], response["second_report"]) == (
        "Answering the call: theft in the country",
        None,
    )
    asked, area = response["items"]
    assert asked["text"].startswith("By March 2027, chief constables")
    assert asked["second_text"].startswith("Erbyn mis Mawrth 2027")
    assert (asked["second_under"], asked["second_addressed_to"]) == (None, "prif gwnstabliaid")
    assert asked["explanation"].startswith("I read the figures")
    assert asked["second_explanation"].startswith("Rwy’n darllen y ffigurau")
    assert (area["under"], area["second_under"]) == (
        "Keeping victims informed",
        "Rhoi gwybod i ddioddefwyr",
    )
    assert (area["explanation"], area["second_explanation"]) == (None, None)


def _other_in(page: bytes) -> tuple[str, str | None]:
    """The words by which a list leads to the document in the second language, and the address."""
    links = _leading(html.document_fromstring(page))
    (link,) = [one for one in links if one.get("hreflang") == "cy"]
    marked = link.getparent()
    assert marked is not None
    assert marked.get("lang") == "cy"
    around = marked.getparent()
    assert around is not None
    told = _words(around)
    return told[told.index("Also in") :], link.get("href")


def test_register_and_paper_lead_to_the_second_language(office: Workspace, tmp_path: Path) -> None:
    """To the page of the site, and where there is no site they name the language."""
    address = f"https://www.example.org/section-55/2026/{NAME}/index.cy.html"
    register, given = tmp_path / "register", MadeFiles(office.root)
    formats = (RegisterFormat.HTML, RegisterFormat.CSV)
    write_register(office, RegisterRequest([], formats, "register", register, TODAY, given))
    assert _other_in((register / "register.html").read_bytes()) == ("Also in Cymraeg", address)
    heads, row = (register / "register-inspections.csv").read_text("utf-8").splitlines()
    assert (heads.rpartition(",")[2], row.rpartition(",")[2]) == ("Also in", "Cymraeg")
    day, since = date(2026, 12, 8), date(2026, 9, 1)
    asked = PaperRequest(day, since, TODAY, (), (Format.HTML,), None, tmp_path, TODAY)
    (paper,) = write_paper(plan_paper(office, asked), asked)
    assert _other_in(paper.read_bytes()) == ("Also in Cymraeg", address)
    (case,) = [one.case for one in load_cases(office, [], office.settings(), TODAY)]
    named = other_document(case, None)
    assert named is not None
    assert (str(named), named.inlines) == ("Cymraeg", (Text("Cymraeg"),))
    assert other_document(replace(case, second_language=""), "") is None


@pytest.mark.slow
def test_both_meet_the_standards(files: Path) -> None:
    verdicts = [
        *validators.verapdf(sorted(files.glob("*.pdf"))),
        *validators.ooxml(sorted(files.glob("*.docx"))),
        *validators.axe(sorted(files.glob("*.html"))),
    ]
    assert len(verdicts) == 8
    assert [one for one in verdicts if not one.passed] == []
