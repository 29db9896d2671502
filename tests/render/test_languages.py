"""A document in two languages says of each part in which it is: page, PDF and Word file."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pypdf
import pytest
from lxml import etree, html

from s55.render.html.document import to_html
from s55.render.pdf.document import to_pdf
from s55.render.word.document import to_docx
from s55.templating.registry import load_set, standard_sets
from s55.views.response.build import response_view
from s55.views.response.contents import ResponseView
from s55.word.xml import w
from tests.drafts_for_tests import response_of, settings_of
from tests.views.test_second import TEXT

SET = load_set(standard_sets() / "bilingual")
WELSH = {
    "Prif ganfyddiadau",
    "Cyhoeddwyd:",
    "2 Ebrill 2024",
    "Argymhelliad 2",
    "Angen gwella",
    "Camau a gymerwyd:",
    "Perchennog: A. Body; dyddiad targed: 31 Gorffennaf 2024; statws: ar y gweill",
    "Nid oes meysydd i’w gwella yn yr adroddiad.",
    "Anfonwyd at yr Ysgrifennydd Cartref (gwnaed ar 4 Mai 2024)",
}
"""Some of what is said in Welsh, of every kind."""


@pytest.fixture(scope="module")
def view() -> ResponseView:
    return response_view(response_of(TEXT), settings_of(), SET.manifest)


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def test_the_page_marks_welsh(view: ResponseView) -> None:
    """Each piece stands in an element of its own, and no English does."""
    root = html.fromstring(to_html(view, SET))
    in_welsh = [one for one in root.iter() if one.get("lang") == "cy"]
    assert {_in_one_line(_text(one)) for one in in_welsh} >= WELSH
    assert root.get("lang") == "en-GB"
    for one in in_welsh:
        one.text = ""
        del one[:]
    assert not [words for words in WELSH if words in _text(root)]
    assert "Recommendation 2" in _text(root)


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


def test_the_word_file_marks_welsh(view: ResponseView) -> None:
    """Each run has its language; the rest has that of the document."""
    with zipfile.ZipFile(BytesIO(to_docx(view, SET))) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    welsh, rest = [], []
    for paragraph in root.iter(w("p")):
        parts: dict[bool, list[str]] = {True: [], False: []}
        for run in paragraph.iter(w("r")):
            language = run.find(f"{w('rPr')}/{w('lang')}")
            marked = language is not None and language.get(w("val")) == "cy-GB"
            parts[marked] += [text.text or "" for text in run.iter(w("t"))]
        welsh.append(_in_one_line("".join(parts[True])))
        rest.append("".join(parts[False]))
    assert set(welsh) >= WELSH
    assert not [words for words in WELSH if any(words in line for line in rest)]


def test_the_pdf_marks_welsh(view: ResponseView) -> None:
    """In its tags, by which a screen reader chooses its voice."""
    data = to_pdf(to_html(view, SET), view, SET)
    reader = pypdf.PdfReader(BytesIO(data))
    languages = [
        str(thing["/Lang"])
        for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1)
        if isinstance(thing := reader.get_object(number), pypdf.generic.DictionaryObject)
        and thing.get("/Type") == "/StructElem"
        and "/Lang" in thing
    ]
    assert set(languages) == {"cy"}
    assert len(languages) >= len(WELSH)
    assert str(reader.root_object["/Lang"]) == "en-GB"
