"""Each validator passes what is right and fails what is broken, and a missing one is no pass."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from tests import conftest, validators
from tests.validators import ToolFailed, ToolMissing

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>A response</title>
</head><body><main><h1>A response</h1><p>Text.</p>{body}</main></body></html>"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("validators")


@pytest.fixture(scope="module")
def accessible_pdf(folder: Path) -> Path:
    from weasyprint import HTML

    path = folder / "accessible.pdf"
    HTML(string=PAGE.format(body="")).write_pdf(path, pdf_variant="pdf/ua-1")
    return path


@pytest.fixture(scope="module")
def word_file(folder: Path) -> Path:
    path = folder / "right.docx"
    document = Document()
    document.add_paragraph("Sufficient evidence – the Commissioner’s view.")
    document.save(str(path))
    return path


@pytest.fixture(scope="module")
def broken_word_file(word_file: Path, folder: Path) -> Path:
    """The same file with an element inside a paragraph that the standard does not know there."""
    path = folder / "broken.docx"
    with zipfile.ZipFile(word_file) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                content = content.replace(b"</w:p>", b"<w:sectPr/><w:tbl/></w:p>", 1)
            target.writestr(name, content)
    return path


@pytest.mark.slow
def test_verapdf_judges_each_file_by_each_flavour(accessible_pdf: Path, folder: Path) -> None:
    broken = folder / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing of a PDF follows\n")

    verdicts = validators.verapdf([accessible_pdf, broken])

    assert [(Path(v.file).name, v.check, v.passed) for v in verdicts] == [
        ("accessible.pdf", "ua1", True),
        ("accessible.pdf", "3a", False),
        ("broken.pdf", "ua1", False),
        ("broken.pdf", "3a", False),
    ]
    passed, not_archival, *broken_ones = verdicts
    assert passed.findings == ()
    assert any(finding.startswith("6.6.4-1 x1: ") for finding in not_archival.findings)
    assert all(verdict.findings for verdict in broken_ones)


@pytest.mark.slow
def test_verapdf_fails_a_pdf_without_tags(folder: Path) -> None:
    untagged = folder / "untagged.pdf"
    Image.new("RGB", (40, 40), "white").save(untagged)

    (verdict,) = validators.verapdf([untagged], "ua1")

    assert not verdict.passed
    assert any("7.1-" in finding for finding in verdict.findings)


def test_verapdf_knows_no_invented_flavour(accessible_pdf: Path) -> None:
    with pytest.raises(ToolFailed, match="no profile for ua9"):
        validators.verapdf([accessible_pdf], "ua9")


@pytest.mark.slow
def test_open_xml_sdk_tells_right_from_broken(word_file: Path, broken_word_file: Path) -> None:
    right, broken = validators.ooxml([word_file, broken_word_file])

    assert (right.passed, right.findings) == (True, ())
    assert not broken.passed
    assert any("invalid child element" in finding for finding in broken.findings)


@pytest.mark.slow
def test_open_xml_sdk_fails_what_is_no_word_file(folder: Path) -> None:
    text = folder / "text.docx"
    text.write_text("no archive", encoding="utf-8")

    (verdict,) = validators.ooxml([text])

    assert not verdict.passed
    assert verdict.findings


@pytest.mark.slow
def test_axe_tells_accessible_from_inaccessible(folder: Path) -> None:
    good = folder / "good page.html"
    good.write_text(PAGE.format(body=""), encoding="utf-8")
    bad = folder / "bad.html"
    bad.write_text(PAGE.format(body="<img src='data:,'><h4>Skipped</h4>"), encoding="utf-8")

    passed, failed = validators.axe([good, bad])

    assert (passed.file, passed.passed, passed.findings) == (str(good), True, ())
    assert not failed.passed
    assert [finding.split(" ")[0] for finding in failed.findings] == ["heading-order", "image-alt"]


def test_axe_stops_at_a_page_that_is_not_there(folder: Path) -> None:
    with pytest.raises(ToolFailed, match="ERR_FILE_NOT_FOUND"):
        validators.axe([folder / "absent.html"])


@pytest.mark.slow
def test_libreoffice_reads_a_word_file_and_poppler_its_pdf(word_file: Path, folder: Path) -> None:
    pdf = validators.libreoffice_to(word_file, "pdf", folder / "office")

    assert "Sufficient evidence – the Commissioner’s view." in validators.pdf_text(pdf)
    (picture,) = validators.pdf_pictures(pdf, folder / "pictures", dpi=40)
    with Image.open(picture) as page:
        assert page.size == (340, 440)  # US letter, python-docx's own default
        assert page.convert("L").getextrema() != (255, 255)  # something is on the page


@pytest.mark.slow
def test_libreoffice_does_not_pass_over_a_file_it_cannot_open(folder: Path) -> None:
    with pytest.raises(ToolFailed, match=r"no absent\.pdf"):
        validators.libreoffice_to(folder / "absent.docx", "pdf", folder / "office")


def test_poppler_fails_on_what_is_no_pdf(broken_word_file: Path, folder: Path) -> None:
    with pytest.raises(ToolFailed, match="PDF"):
        validators.pdf_text(broken_word_file)
    with pytest.raises(ToolFailed, match="PDF"):
        validators.pdf_pictures(broken_word_file, folder / "none")


def test_a_missing_program_is_an_error(
    monkeypatch: pytest.MonkeyPatch, accessible_pdf: Path, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(validators, "TOOLS", tmp_path)

    for call in (
        lambda: validators.verapdf([accessible_pdf]),
        lambda: validators.ooxml([accessible_pdf]),
        lambda: validators.axe([accessible_pdf]),
        lambda: validators.libreoffice_to(accessible_pdf, "odt", tmp_path),
        lambda: validators.pdf_text(accessible_pdf),
        lambda: validators.pdf_pictures(accessible_pdf, tmp_path),
    ):
        with pytest.raises(ToolMissing, match=r"python3 start\.py test"):
            call()


def test_nothing_to_judge_gives_no_verdict() -> None:
    assert validators.verapdf([]) == []
    assert validators.ooxml([]) == []
    assert validators.axe([]) == []


@pytest.mark.parametrize(
    ("promised", "outcome"), [("", pytest.skip.Exception), ("true", ToolMissing)]
)
def test_a_missing_validator_skips_a_test_and_in_ci_fails_it(
    monkeypatch: pytest.MonkeyPatch, promised: str, outcome: type[BaseException]
) -> None:
    """In a fixture and in a test: both hooks are of this form."""
    monkeypatch.setenv("CI", promised)
    for hook in (conftest.pytest_fixture_setup, conftest.pytest_runtest_call):
        running = hook()
        next(running)
        with pytest.raises(outcome, match="axe is not installed here"):
            running.throw(ToolMissing("axe"))
