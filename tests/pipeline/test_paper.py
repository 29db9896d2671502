"""Papers of one, three and fifteen responses: as they were before, and judged by the validators.

To accept a change, run ``python3 start.py test tests/pipeline/test_paper.py --update-goldens`` and
read the difference before it is committed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pypdf
import pytest
from lxml import etree
from PIL import Image, ImageChops, ImageStat

from s55.errors import S55Error
from s55.pipeline.papers.paper import PaperRequest, plan_paper
from s55.pipeline.papers.whole import write_paper
from s55.pipeline.response import Format
from s55.word.xml import HYPERLINK, w
from s55.workspace import find_workspace
from tests.command import ROOT, run_s55
from tests.extracted import html_text, pdf_text
from tests.forty import TODAY, forty_drafts
from tests.test_goldens import ALLOWED, GOLDENS, docx_parts, pictures_of
from tests.validators import Verdict, _run_node, axe, ooxml, verapdf

MEETING = "2026-12-08"
ONE = ("call-handling-2024",)
THREE = ("call-handling-2024", "peel-2018-19", "victim-updates-2025")
EVERY = bool(os.environ.get("S55_EVERY_SET"))
SIZES = ("one", "three", "fifteen")
SHEET = (18, 50, 71)
"""Pages in a row of a contact sheet, and the width and height of each."""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each paper."""
    office = tmp_path_factory.mktemp("forty")
    for name in ("settings.yaml", "panel.yaml"):
        shutil.copy(ROOT / name, office)
    (office / "responses").mkdir()
    # Of the drafts that are made, three in four are published: only these are appended.
    published = [(n, t) for n, t in forty_drafts(count=40).items() if "\n  website:" in t]
    for name, text in published[:15]:
        (office / f"responses/{name}.yaml").write_text(text, encoding="utf-8")
    made = {}
    for size, names, folder in (
        ("one", ONE, ROOT),
        ("three", THREE, ROOT),
        ("fifteen", (), office),
    ):
        made[size] = tmp_path_factory.mktemp(size)
        result = run_s55(
            *("panel", *names, "--meeting", MEETING, "--out", str(made[size])),
            *(() if names else ("--since", "2001-01-01")),
            cwd=folder,
            today=TODAY.isoformat(),
        )
        assert result.status == 0, result.err
        # A period that begins before the last paper's ended is told.
        assert [line[:12] for line in result.err.splitlines() if "W1" in line] == (
            [] if names else ["warning W117"]
        )
        count = {"one": 1, "three": 3, "fifteen": 15}[size]
        assert f"Reports: {count}; responses appended: {count}." in result.out
    return made


def file_of(papers: dict[str, Path], size: str, kind: str) -> Path:
    """One file of a paper."""
    return papers[size] / f"panel-{MEETING}.{kind}"


def _outline(path: Path) -> bytes:
    """The bookmarks of a PDF down to the sections, with their pages; the number of pages."""
    reader = pypdf.PdfReader(path)

    def lines(entries: list[object], level: int) -> Iterator[str]:
        for entry in entries:
            if isinstance(entry, list):
                if level < 2:
                    yield from lines(entry, level + 1)
            elif isinstance(entry, pypdf.generic.Destination):
                number = (reader.get_destination_page_number(entry) or 0) + 1
                yield f"{'  ' * level}{entry.title} ({number})"

    found = [*lines(list(reader.outline), 0), f"{len(reader.pages)} pages"]
    return "\n".join(found).encode() + b"\n"


def _files(papers: dict[str, Path], size: str) -> dict[str, bytes]:
    """Everything of a paper that is compared as it is; of fifteen responses, the outline.

    Of three, the Word file too: they are of two template sets, and what has to fit is in them.
    """
    pdf = file_of(papers, size, "pdf")
    files = {"outline.txt": _outline(pdf)}
    if size == "fifteen":
        return files
    if size == "three":
        files |= dict(docx_parts(file_of(papers, size, "docx")))
    page = file_of(papers, size, "html").read_text(encoding="utf-8")
    lines = [line.strip() for line in html_text(page, markers=True).splitlines()]
    files["page.txt"] = "\n".join(line for line in lines if line).encode() + b"\n"
    files["pdf.txt"] = pdf_text(pdf).encode() + b"\n"
    return files


def _sheet(path: Path) -> Image.Image:
    """All pages of a PDF in one picture."""
    across, wide, high = SHEET
    pages = pictures_of(path)
    sheet = Image.new("L", (across * wide, -(-len(pages) // across) * high), 255)
    for number, page in enumerate(pages):
        page.thumbnail((wide - 4, high - 4))
        sheet.paste(page, (number % across * wide, number // across * high))
    return sheet


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether the goldens are to be written anew."""
    return bool(request.config.getoption("--update-goldens"))


@pytest.mark.parametrize("size", SIZES)
def test_parts_and_texts(papers: dict[str, Path], size: str, update: bool) -> None:
    """The texts and the outline, and of one paper each part of the Word file, are as they were."""
    folder = GOLDENS / f"panel-{size}"
    files = _files(papers, size)
    if update:
        shutil.rmtree(folder, ignore_errors=True)
        for part, data in files.items():
            (folder / part).parent.mkdir(parents=True, exist_ok=True)
            (folder / part).write_bytes(data)
    golden = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "sheet.png"
    }
    assert sorted(files) == sorted(golden)
    assert [part for part in files if files[part] != golden[part]] == []


def test_every_link_of_the_word_file_says_where_it_leads(papers: dict[str, Path]) -> None:
    """In its tip, by which LibreOffice describes it in a PDF; those of the contents list too."""
    parts = dict(docx_parts(file_of(papers, "three", "docx")))
    root = etree.fromstring(parts["docx/word/document.xml"])
    links = [*root.iter(HYPERLINK)]
    assert len(links) > 15
    assert [etree.tostring(link) for link in links if not link.get(w("tooltip"))] == []


@pytest.mark.parametrize("size", SIZES)
def test_pictures(papers: dict[str, Path], size: str, update: bool, tmp_path: Path) -> None:
    """All pages together look as they did."""
    path = GOLDENS / f"panel-{size}/sheet.png"
    sheet = _sheet(file_of(papers, size, "pdf"))
    if update:
        sheet.quantize(16).save(path, optimize=True)
    with Image.open(path) as before:
        assert sheet.size == before.size
        mean = ImageStat.Stat(ImageChops.difference(sheet, before.convert("L"))).mean[0]
    sheet.save(tmp_path / "sheet.png")
    assert mean <= ALLOWED, f"the new picture is in {tmp_path}"


@pytest.mark.slow
def test_every_paper_meets_the_standards(papers: dict[str, Path], tmp_path: Path) -> None:
    """PDF/UA-1 and PDF/A-3a by veraPDF, Word by the Open XML SDK, the page by axe-core.

    The long one, on which veraPDF takes its time, is held against it if S55_EVERY_SET asks for
    that. One is judged in parts too: the covering report and the appendix as files of their own.
    """
    result = run_s55(
        *("panel", *ONE, "--meeting", MEETING, "--split", "--to", "pdf,docx"),
        *("--out", str(tmp_path)),
        cwd=ROOT,
        today=TODAY.isoformat(),
    )
    assert result.status == 0, result.err
    parts = tmp_path / f"panel-{MEETING}"
    small = SIZES[:2]
    verdicts: list[Verdict] = [
        *verapdf([*parts.glob("*.pdf"), *(file_of(papers, size, "pdf") for size in small)]),
        *verapdf([file_of(papers, SIZES[2], "pdf")] if EVERY else [], "ua1"),
        *ooxml([*parts.glob("*.docx"), *(file_of(papers, size, "docx") for size in small)]),
        *axe([file_of(papers, size, "html") for size in small]),
    ]
    assert len(verdicts) == (9 if EVERY else 8) + 6
    assert [verdict for verdict in verdicts if not verdict.passed] == []


@pytest.mark.slow
def test_no_page_of_a_paper_scrolls_sideways_at_320_pixels(papers: dict[str, Path]) -> None:
    """Nor at 400 % zoom in a window of 1280 pixels, which is the same (WCAG 2.2, 1.4.10)."""
    pages = [str(file_of(papers, size, "html")) for size in SIZES]
    results = _run_node("narrow.mjs", pages)
    assert [(result["width"], result["outside"]) for result in results] == [(320, [])] * 3
    assert all(result["tables"] == result["wide_tables"] for result in results)


def test_a_paper_of_too_many_pages_can_be_written_in_parts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Nothing is wrong with its layout, and nobody is told so."""
    monkeypatch.setattr("s55.render.pdf.page_limit.MAX_PAGES", 2)
    request = PaperRequest(
        meeting=date.fromisoformat(MEETING),
        since=None,
        until=None,
        names=ONE,
        formats=(Format.PDF,),
        template=None,
        out=tmp_path,
        today=TODAY,
    )
    plan = plan_paper(find_workspace(ROOT), request)
    with pytest.raises(S55Error, match="more than 1,000 pages") as caught:
        write_paper(plan, request)
    (problem,) = caught.value.problems
    assert (problem.code, "--split" in problem.hint) == ("W119", True)
    assert list(tmp_path.iterdir()) == []
