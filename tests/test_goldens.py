"""What was rendered before: the page and the PDF as text, the PDF's pages as pictures.

Word files are compared as XML, part by part, where the XML is the point: in one response here,
and in one paper for the panel (tests/pipeline/test_paper.py).

A change shows as a difference of files that people can read. To accept one, run
``python3 start.py test tests/test_goldens.py --update-goldens`` and read the diff before it is
committed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from PIL import Image, ImageChops, ImageStat

from tests.command import ROOT, run_s55
from tests.conftest import TODAY
from tests.extracted import html_text, pdf_text

GOLDENS = ROOT / "tests/goldens"
NAMES = ("call-handling-2024", "peel-2018-19", "victim-updates-2025")
SETS = {
    "bilingual": "call-handling-2024",
    "letter": "online-fraud-2026",
    "table": "call-handling-2024",
}
"""The other template sets, each with the example that is rendered with it."""
CASES = (*NAMES, *SETS)
IN_XML = "call-handling-2024"
"""The response with the most in it, in the standard template."""
SCALE = 0.5
"""Pictures of 36 dots per inch: a line that moves is seen, a letter's edge is not."""

ALLOWED = 1.0
"""The mean difference of two pictures in grey levels of 255; a line that moves makes more."""


def docx_parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each part of a Word file; XML with one element a line."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            data = archive.read(name)
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(data)
                etree.indent(tree)
                data = etree.tostring(tree, encoding="utf-8") + b"\n"
            yield f"docx/{name}", data


def pictures_of(path: Path) -> list[Image.Image]:
    """Each page of a PDF in grey."""
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.render(scale=SCALE, grayscale=True).to_pil() for page in document]
    finally:
        document.close()


def _files(place: Path, name: str) -> dict[str, bytes]:
    """Everything of one response that is compared as it is."""
    files = dict(docx_parts(place.with_suffix(".docx"))) if name == IN_XML else {}
    page = place.with_suffix(".html").read_text(encoding="utf-8")
    lines = [line.strip() for line in html_text(page, markers=True).splitlines()]
    files["page.txt"] = "\n".join(line for line in lines if line).encode() + b"\n"
    files["pdf.txt"] = pdf_text(place.with_suffix(".pdf")).encode() + b"\n"
    return files


@pytest.fixture(scope="module")
def outputs(rendered: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Where each case lies: the path without the ending of the format."""
    places = {name: rendered / name for name in NAMES}
    for template, example in SETS.items():
        out = tmp_path_factory.mktemp(template)
        options = ("--template", template, "--out", str(out))
        result = run_s55("render", example, *options, cwd=ROOT, today=TODAY)
        assert result.status == 0, result.err
        places[template] = out / example
    return places


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether the goldens are to be written anew."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.mark.parametrize("name", CASES)
def test_parts_and_texts(outputs: dict[str, Path], name: str, update: bool) -> None:
    """The texts of the PDF and of the page, and of one the Word file, are as they were."""
    folder = GOLDENS / name
    files = _files(outputs[name], name)
    if update:
        for old in (path for path in folder.rglob("*") if path.suffix != ".png"):
            if old.is_file():
                old.unlink()
        for part, data in files.items():
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            (folder / part).write_bytes(data)
    golden = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".png"
    }
    assert sorted(files) == sorted(golden)
    assert [part for part in files if files[part] != golden[part]] == []


@pytest.mark.parametrize("name", CASES)
def test_pictures_of_pages(
    outputs: dict[str, Path], name: str, update: bool, tmp_path: Path
) -> None:
    """As many pages as before, and each looks as it did."""
    folder = GOLDENS / name
    pictures = pictures_of(outputs[name].with_suffix(".pdf"))
    if update:
        for old in folder.glob("*.png"):
            old.unlink()
        for number, picture in enumerate(pictures, 1):
            picture.quantize(16).save(folder / f"page-{number}.png", optimize=True)
    golden = sorted(folder.glob("page-*.png"))
    assert len(pictures) == len(golden)
    differences = []
    for number, (picture, path) in enumerate(zip(pictures, golden, strict=True), 1):
        before = Image.open(BytesIO(path.read_bytes())).convert("L")
        assert picture.size == before.size
        mean = ImageStat.Stat(ImageChops.difference(picture.convert("L"), before)).mean[0]
        if mean > ALLOWED:
            picture.save(tmp_path / f"page-{number}.png")
            differences.append((path.name, round(mean, 2)))
    assert differences == [], f"the new pictures are in {tmp_path}"
