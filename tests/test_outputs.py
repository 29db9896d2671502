"""What comes out of a render: the same words in three formats, standards met, bytes the same."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pypdf
import pytest

from tests import validators
from tests.command import ROOT, run_s55
from tests.conftest import TODAY
from tests.extracted import (
    characters,
    docx_text,
    html_text,
    pdf_text,
    poppler_text,
    without_bullets,
)

PLAIN_TEXT = "txt:Text (encoded):UTF8"
"""LibreOffice's name for the text as it shows it, with the numbers of lists."""

EXAMPLES = sorted(path.stem for path in (ROOT / "responses").glob("*.yaml"))


def _page(rendered: Path, name: str) -> str:
    return (rendered / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_words_in_html_and_pdf(rendered: Path, name: str) -> None:
    """Every character of the page is in the PDF, numbers of lists included, in the same order."""
    page = _page(rendered, name)
    expected = without_bullets(characters(html_text(page, markers=True)))
    assert without_bullets(characters(pdf_text(rendered / f"{name}.pdf"))) == expected


def test_two_readers_find_the_same_words_in_a_pdf(rendered: Path) -> None:
    """What PDFium and pypdf read in the order of the tags is what Poppler reads."""
    path = rendered / "online-fraud-2026.pdf"
    assert characters(pdf_text(path)) == characters(poppler_text(path))


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_words_in_html_and_word(rendered: Path, name: str) -> None:
    """Every character of the page is in the Word file, in the same order."""
    expected = characters(html_text(_page(rendered, name), markers=False))
    assert characters(docx_text(rendered / f"{name}.docx")) == expected


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_the_same_words_when_libreoffice_opens_the_word_file(
    rendered: Path, name: str, tmp_path: Path
) -> None:
    """LibreOffice shows the same text, and counts lists as the page does."""
    page = _page(rendered, name)
    shown = validators.libreoffice_to(rendered / f"{name}.docx", PLAIN_TEXT, tmp_path)
    expected = without_bullets(characters(html_text(page, markers=True)))
    assert without_bullets(characters(shown.read_text(encoding="utf-8-sig"))) == expected


@pytest.mark.slow
def test_every_pdf_is_pdf_ua_1_and_pdf_a_3a(rendered: Path) -> None:
    """VeraPDF passes each file as both."""
    verdicts = validators.verapdf(sorted(rendered.glob("*.pdf")), "ua1,3a")
    assert [verdict for verdict in verdicts if not verdict.passed] == []
    assert len(verdicts) == 2 * len(EXAMPLES)


@pytest.mark.slow
def test_every_word_file_is_valid(rendered: Path) -> None:
    """The Open XML SDK finds no error."""
    verdicts = validators.ooxml(sorted(rendered.glob("*.docx")))
    assert [verdict for verdict in verdicts if not verdict.passed] == []
    assert len(verdicts) == len(EXAMPLES)


@pytest.mark.slow
def test_every_page_is_accessible(rendered: Path) -> None:
    """axe-core finds no violation of WCAG 2.2 AA nor of best practice."""
    verdicts = validators.axe([str(path) for path in sorted(rendered.glob("*.html"))])
    assert [verdict for verdict in verdicts if not verdict.passed] == []
    assert len(verdicts) == len(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_pdf_carries_the_response_as_data(rendered: Path, name: str) -> None:
    """The attachment is the draft's data, and nothing of the office's own notes."""
    reader = pypdf.PdfReader(rendered / f"{name}.pdf")
    (data,) = reader.attachments["response.json"]
    response = json.loads(data)
    assert response["format"] == 2
    assert "office_notes" not in data.decode()
    assert response["inspection"]["title"] in html_text(_page(rendered, name), markers=False)


def test_office_notes_reach_no_output(workspace: Path) -> None:
    """What is marked for the office alone is in none of the three files."""
    path = workspace / "responses/peel-spotlight-2023.yaml"
    text = path.read_text(encoding="utf-8") + "\noffice_notes: |\n  MARKER-ONE\n"
    text = text.replace("    - number: 3\n", "    - number: 3\n      office_notes: MARKER-TWO\n", 1)
    assert text.count("MARKER") == 2
    path.write_text(text, encoding="utf-8")
    assert run_s55("render", "peel-spotlight-2023", cwd=workspace).status == 0
    build = workspace / "build"
    reader = pypdf.PdfReader(build / "peel-spotlight-2023.pdf")
    seen = [
        (build / "peel-spotlight-2023.html").read_text(encoding="utf-8"),
        docx_text(build / "peel-spotlight-2023.docx"),
        reader.attachments["response.json"][0].decode(),
        pdf_text(build / "peel-spotlight-2023.pdf"),
    ]
    assert [text for text in seen if "MARKER" in text] == []


def test_the_same_bytes_in_any_folder_on_any_day(
    workspace: Path, rendered: Path, tmp_path: Path
) -> None:
    """Another folder, another day, another time zone: the same files."""
    elsewhere = tmp_path / "other place"
    shutil.copytree(workspace, elsewhere)
    result = run_s55(
        "render",
        "--out",
        "out",
        cwd=elsewhere,
        today="2027-03-01",
        environment={"TZ": "Pacific/Auckland", "LC_ALL": "C", "HOME": str(tmp_path)},
    )
    assert result.status == 0, result.err
    assert TODAY != "2027-03-01"
    digests = {path.name: _digest(path) for path in (elsewhere / "out").iterdir()}
    assert digests == {path.name: _digest(path) for path in rendered.iterdir()}
    assert len(digests) == 3 * len(EXAMPLES)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
