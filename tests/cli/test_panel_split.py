"""``s55 panel --split`` as a clerk runs it: files for an upload one by one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pypdf
import pytest

from s55.errors import S55Error
from s55.pipeline.papers.parts import refuse_large
from tests.command import ROOT, run_s55
from tests.extracted import characters, docx_text, pdf_text

MEETING = "2026-12-08"
LATE = "call-handling-2024"
TITLE = (
    "Appendix 1 - Accelerated cause of concern - How Norfolk Constabulary answers calls and finds "
    "out who is"
)
REPORT = "Section 55 responses"


@pytest.fixture
def office(workspace: Path) -> Path:
    """A workspace with the example's panel.yaml."""
    shutil.copy(ROOT / "panel.yaml", workspace)
    return workspace


def parts_of(office: Path) -> list[str]:
    """The files of the paper, in order; not s55's own list."""
    folder = office / f"build/panel-{MEETING}"
    return sorted(one.name for one in folder.iterdir() if one.name[0] != ".")


def split(office: Path, *options: str) -> tuple[int, str, str]:
    """Run the command for one response; its status and what it says."""
    result = run_s55("panel", LATE, "--meeting", MEETING, "--split", *options, cwd=office)
    return result.status, result.out, result.err


def test_the_parts_in_word_and_pdf(office: Path) -> None:
    """Covering report and appendix know of each other in words; nothing else is written."""
    status, out, err = split(office, "--item", "7", "--to", "pdf,docx")
    assert (status, err) == (0, "")
    folder = office / f"build/panel-{MEETING}"
    names = [f"Item 7 - {REPORT}", f"Item 7 {TITLE}"]
    assert [path.name for path in (office / "build").iterdir()] == [folder.name]
    assert parts_of(office) == [f"{name}.{kind}" for name in names for kind in ("docx", "pdf")]
    for name in parts_of(office):
        assert f"   {name} (0.0" in out
    for text in (docx_text, pdf_text):
        kind = text.__name__.removesuffix("_text")
        report, appendix = (characters(text(folder / f"{name}.{kind}")) for name in names)
        assert characters(f"(in a file of its own: {names[1]})") in report
        assert characters("Appendix 1 to “Responses to inspections of Norfolk") in appendix
        assert "Nobodyhadaskedus" not in report
    links = [
        note.get_object()["/Dest"]
        for page in pypdf.PdfReader(folder / f"{names[0]}.pdf").pages
        for note in page.get("/Annots", [])
        if "/Dest" in note.get_object()
    ]
    assert links
    assert not [one for one in links if "appendix" in str(one)]


def test_the_name_of_the_meeting_and_of_the_clerk(office: Path) -> None:
    """From panel.yaml; the option comes before the meeting's item. PDF where nothing is said."""
    path = office / "panel.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("  - date: 2026-12-08\n", "  - date: 2026-12-08\n    item: 9\n")
    path.write_text(text + 'files:\n  appendix: "{{ item }}{{ letter }} {{ draft }}"\n', "utf-8")
    assert split(office)[0] == 0
    assert parts_of(office) == ["9A call-handling-2024.pdf", f"Item 9 - {REPORT}.pdf"]


def test_earlier_parts_make_way_and_nothing_else(office: Path) -> None:
    """What another run named otherwise is removed; what somebody put there stays."""
    assert split(office, "--item", "7", "--to", "html")[0] == 0
    folder = office / f"build/panel-{MEETING}"
    (folder / "Agenda.txt").write_text("ours", encoding="utf-8")
    first = {name: (folder / name).read_bytes() for name in parts_of(office)}
    assert split(office, "--item", "7", "--to", "html")[0] == 0
    assert {name: (folder / name).read_bytes() for name in parts_of(office)} == first
    status, out, _ = split(office, "--item", "8", "--to", "html")
    assert status == 0
    assert f"   Item 7 - {REPORT}.html: of an earlier run, and removed" in out
    assert parts_of(office) == ["Agenda.txt", f"Item 8 - {REPORT}.html", f"Item 8 {TITLE}.html"]
    listed = json.loads((folder / ".s55-parts.json").read_text(encoding="utf-8"))["files"]
    assert {f"Item 8 - {REPORT}.html", f"Item 8 {TITLE}.html"} <= set(listed)


@pytest.mark.parametrize("item", ["7", "8"])
def test_a_part_that_somebody_changed_is_not_lost(office: Path, item: str) -> None:
    """Neither replaced nor removed; the other parts stay as they are too."""
    assert split(office, "--item", "7", "--to", "html")[0] == 0
    folder = office / f"build/panel-{MEETING}"
    changed = folder / f"Item 7 - {REPORT}.html"
    changed.write_text("The clerk's own words.", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    status, _, err = split(office, "--item", item, "--to", "html")
    assert status == 4
    assert f"error O416: '{changed.name}' is not as s55 panel wrote it" in err
    assert {path: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before
    changed.unlink()
    assert split(office, "--item", item, "--to", "html")[0] == 0


def test_a_file_of_somebody_else_is_not_replaced(office: Path) -> None:
    """Nor are the other parts written then."""
    folder = office / f"build/panel-{MEETING}"
    folder.mkdir(parents=True)
    (folder / f"{REPORT}.html").write_text("theirs", encoding="utf-8")
    status, _, err = split(office, "--to", "html")
    assert (status, "error O416" in err) == (4, True)
    assert parts_of(office) == [f"{REPORT}.html"]


@pytest.mark.parametrize(
    ("files", "status", "said"),
    [
        ("{appendix: same, report: Same}", 3, "error W118: two files of the paper would be called"),
        ('{report: "??"}', 3, "panel.yaml: error W118: a file has no name"),
        ('{report: "{{ nothing }}"}', 3, "panel.yaml: error L105"),
        ("{most_megabytes: 0}", 3, "panel.yaml:"),
    ],
)
def test_what_stops_it(office: Path, files: str, status: int, said: str) -> None:
    """Nothing is written then."""
    with (office / "panel.yaml").open("a", encoding="utf-8") as file:
        file.write(f"files: {files}\n")
    result = split(office, "--to", "html")
    assert (result[0], said in result[2]) == (status, True), result
    assert not (office / "build").exists()


def test_a_part_that_is_too_large_is_named() -> None:
    """With its size and the limit; before anything is written."""
    files = {"a.pdf": bytes(1_000_000), "b.pdf": bytes(1_250_001)}
    refuse_large(files, None)
    refuse_large(files, 2)
    with pytest.raises(S55Error) as failure:
        refuse_large(files, 1)
    (problem,) = failure.value.problems
    assert problem.code == "O417"
    assert problem.message == "'b.pdf' has 1.25 MB, and may have 1 MB; nothing was written"


def test_the_whole_paper_is_still_the_default(office: Path) -> None:
    """In its three formats, beside the parts."""
    assert split(office, "--to", "html")[0] == 0
    result = run_s55("panel", LATE, "--meeting", MEETING, "--to", "html", cwd=office)
    assert result.status == 0
    page = (office / f"build/panel-{MEETING}.html").read_text(encoding="utf-8")
    assert page.count('<section class="appendix"') == 1
    assert len(parts_of(office)) == 2
