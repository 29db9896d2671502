"""``s55 collect`` at a terminal and without one, what it refuses, and the files that it keeps."""

from __future__ import annotations

import hashlib
import os
import pty
import select
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import yaml
from docx import Document
from lxml import etree

from s55.disk.changing import commit
from s55.returns.keeping import kept_changes
from s55.word.xml import add, w
from tests.command import ROOT, Result, run_s55
from tests.drafts_for_tests import SETTINGS
from tests.returns.word_files import (
    DRAFT,
    control_of,
    edited,
    made,
    new_paragraph,
    packed,
    paragraph_with,
    set_words,
)

NAME = "harbour"
QUESTION = "Write this into the draft? [y/N]: "
CTRL_C, CTRL_D = b"\x03", b"\x04"
STOPPED = "Interrupted; files written so far are whole."
SECONDS = 60
NEW = "Harbours matter to all."


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A workspace with one draft."""
    (tmp_path / "responses").mkdir()
    (tmp_path / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / f"responses/{NAME}.yaml").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def returned(words: str = NEW) -> bytes:
    """The draft's Word file with one sentence edited."""
    return edited(made(), lambda root: set_words(paragraph_with(root, "Harbours matter."), words))


def draft(office: Path) -> str:
    """What the draft says."""
    return (office / f"responses/{NAME}.yaml").read_text(encoding="utf-8")


def collected(office: Path, data: bytes, *options: str, name: str = "back.docx") -> Result:
    """Collect a file that came back."""
    (office / name).write_bytes(data)
    return run_s55("collect", NAME, name, *options, cwd=office)


# --- at a terminal --------------------------------------------------------------


COLLECT = ("collect", NAME, "back.docx")


def at_a_terminal(
    office: Path, typed: bytes, arguments: tuple[str, ...] = COLLECT, question: str = QUESTION
) -> tuple[int, str]:
    """Collect at a pseudo-terminal, and type at the question; the exit status and the screen."""
    (office / "back.docx").write_bytes(returned())
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        # The terminal is the command's own, so that Ctrl+C reaches it as it does from a keyboard.
        ["setsid", "--ctty", "--wait", sys.executable, "-m", "s55", *arguments],
        cwd=office,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "S55_TODAY": "2026-11-22"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen, asked, quiet = "", False, 0
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        ready, _, _ = select.select([ours], [], [], 0.1)
        try:
            seen += os.read(ours, 65536).decode(errors="replace") if ready else ""
        except OSError:
            break
        if not asked and seen.endswith(question):
            asked = True
            os.write(ours, typed)
        # Python overlooks a Ctrl+C in the moment between a question and its waiting for the answer.
        quiet = 0 if ready else quiet + 1
        if asked and quiet % 30 == 0 and quiet and typed == CTRL_C:
            os.write(ours, typed)
    status = process.wait(SECONDS)
    os.close(ours)
    assert asked, seen
    return status, seen


def test_asked_and_told_yes_it_writes(office: Path) -> None:
    """What will change stands before the question."""
    status, screen = at_a_terminal(office, b"y\n")
    assert status == 0
    assert screen.index(f"+ {NEW}") < screen.index(QUESTION)
    assert draft(office) == DRAFT.replace("Harbours matter.", NEW)
    assert (office / f"responses/{NAME}-returned/index.yaml").is_file()


@pytest.mark.parametrize(
    ("typed", "status", "said"),
    [
        (b"n\n", 0, "Nothing was written."),
        (b"\n", 0, "Nothing was written."),
        (CTRL_C, 130, STOPPED),
        (CTRL_D, 130, STOPPED),
    ],
    ids=["no", "Enter", "Ctrl+C", "Ctrl+D"],
)
def test_asked_and_told_otherwise_it_writes_nothing(
    office: Path, typed: bytes, status: int, said: str
) -> None:
    """Neither the draft nor the file that came back."""
    before = sorted(office.rglob("*"))
    ended, screen = at_a_terminal(office, typed)
    assert (ended, said in screen) == (status, True), screen
    assert draft(office) == DRAFT
    assert [one for one in sorted(office.rglob("*")) if one not in before] == [office / "back.docx"]


@pytest.mark.parametrize(
    ("given", "question"),
    [
        ((), "Title of the report: "),
        (("--title", "A report"), "Day it was published (like 2025-09-12): "),
    ],
    ids=["first question", "second question"],
)
@pytest.mark.parametrize("typed", [CTRL_C, CTRL_D], ids=["Ctrl+C", "Ctrl+D"])
def test_a_command_that_asks_can_be_stopped(
    office: Path, typed: bytes, given: tuple[str, ...], question: str
) -> None:
    """s55 new at its questions: status 130, one line that says so, and no draft."""
    status, screen = at_a_terminal(office, typed, ("new", "other", *given), question)
    assert (status, STOPPED in screen) == (130, True), screen
    assert "Aborted" not in screen
    assert not (office / "responses/other.yaml").exists()


def test_without_a_terminal_nothing_is_written_unless_yes_is_said(office: Path) -> None:
    """Status 2, and one line that says how."""
    result = collected(office, returned())
    assert result.status == 2
    assert result.err.count("\n") == 1
    assert result.err.startswith("error R110: nothing was written")
    assert draft(office) == DRAFT
    assert not (office / f"responses/{NAME}-returned").exists()
    assert collected(office, returned(), "--yes").status == 0
    assert NEW in draft(office)


# --- what is refused --------------------------------------------------------------


def _parts() -> dict[str, bytes]:
    with ZipFile(BytesIO(made())) as package:
        return {name: package.read(name) for name in package.namelist()}


def _with_document(change: bytes) -> bytes:
    parts = _parts()
    head, _, rest = parts["word/document.xml"].partition(b"?>")
    parts["word/document.xml"] = head + b"?>" + change + rest
    return packed(parts)


def _bomb() -> bytes:
    out = BytesIO(made())
    with ZipFile(out, "a", ZIP_DEFLATED) as package, package.open("word/media/a.png", "w") as part:
        for _ in range(210):
            part.write(bytes(1_000_000))
    return out.getvalue()


def _foreign() -> bytes:
    document = Document()
    document.add_paragraph("Minutes of a meeting about something else.")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    def edit(root: etree._Element) -> None:
        holder = control_of(root, "policing_body.opening")[-1]
        for _ in range(depth):
            holder = add(add(add(holder, "tbl"), "tr"), "tc")
        add(holder, "p")

    return edited(made(), edit)


ENTITY = b'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a PDF": (lambda: b"%PDF-1.7 and so on", "I107"),
    "a text": (lambda: b"Dear all", "I107"),
    "nothing at all": (lambda: b"", "I104"),
    "a zip file": (lambda: packed({"a.txt": b"b"}), "I103"),
    "a Word file of somebody else": (_foreign, "R101"),
    "a Word file cut off": (lambda: made()[:-500], "I104"),
    "a zip bomb": (_bomb, "I102"),
    "entities": (lambda: _with_document(ENTITY), "I104"),
    "tables nested without end": (lambda: _nested(400), "I104"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_collected_is_refused_in_one_line(office: Path, what: str) -> None:
    """With status 1, what is wrong and what to do; nothing is written."""
    make, code = REFUSED[what]
    result = collected(office, make(), "--yes")
    assert (result.status, result.out) == (1, "")
    assert f"error {code}: " in result.err
    assert result.err.count("error ") == 1
    assert result.err.startswith("back.docx: ")
    assert "Traceback" not in result.err
    assert draft(office) == DRAFT
    assert not (office / f"responses/{NAME}-returned").exists()


def test_the_file_of_another_response_is_named(office: Path) -> None:
    """Its report and its day, so that a person finds the right draft."""
    other = DRAFT.replace("Harbour policing", "River policing").replace("2024-04-02", "2024-05-02")
    result = collected(office, made(other), "--yes")
    assert result.status == 1
    assert "error R102: the file belongs to another response" in result.err
    assert "'River policing', published on Thursday 2 May 2024" in result.err
    assert draft(office) == DRAFT


def test_no_address_in_the_file_is_ever_visited(office: Path) -> None:
    """An attached template, a linked picture and a link, all on a machine that listens."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        listening.settimeout(0.1)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/x"
        parts = {**_parts()}
        kinds = ("attachedTemplate", "image", "hyperlink", "frame", "oleObject")
        office_kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
        lines = "".join(
            f'<Relationship Id="x{kind}" Type="{office_kinds}{kind}" Target="{address}" '
            'TargetMode="External"/>'
            for kind in kinds
        )
        rels = "word/_rels/document.xml.rels"
        parts[rels] = parts[rels].replace(b"</Relationships>", f"{lines}</Relationships>".encode())
        result = collected(office, packed(parts), "--yes")
        assert result.status == 0, result.err
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_huge_table_is_read(office: Path) -> None:
    """Five hundred rows come back as five hundred rows."""

    def edit(root: etree._Element) -> None:
        row = next(paragraph_with(root, "Anna").iterancestors(w("tr")))
        holder = row.getparent()
        assert holder is not None
        source = etree.tostring(row)
        for _ in range(499):
            holder.append(etree.fromstring(source))

    result = collected(office, edited(made(), edit), "--yes")
    assert result.status == 0, result.err
    assert draft(office).count("| Anna | four |") == 500


# --- what is kept -----------------------------------------------------------------


def kept(office: Path) -> list[dict[str, str]]:
    """The list of the files that came back; each is there, with its hash."""
    folder = office / f"responses/{NAME}-returned"
    entries: list[dict[str, str]] = yaml.safe_load(
        (folder / "index.yaml").read_text(encoding="utf-8")
    )
    for entry in entries:
        assert (folder / entry["file"]).parent == folder
        data = (folder / entry["file"]).read_bytes()
        assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    names = sorted(one.name for one in folder.iterdir() if one.name != "index.yaml")
    assert names == sorted(entry["file"] for entry in entries)
    return entries


def test_every_returned_file_is_kept_once_with_its_hash(office: Path) -> None:
    """Under another name it is the same file; another file of the same name is another one."""
    first = returned()
    for data, name in (
        (first, "back.docx"),
        (first, "again.docx"),
        (returned("Harbours are fine."), "back.docx"),
    ):
        assert collected(office, data, "--yes", name=name).status == 0
    assert [one["file"] for one in kept(office)] == [
        "2026-11-22-back.docx",
        "2026-11-22-back-2.docx",
    ]


HOSTILE = (
    "x" * 240 + ".docx",
    "Sylwadau’r Tŷ ŵ 漢字 😀.docx",
    "..docx",
    "../../responses/harbour.yaml",
    "..\\..\\x.docx",
    "/etc/passwd",
    "-rf $(x) 'q' \"d\".docx",
    "a: b # c\n- file: x.docx",
    "CON.docx",
    "index.yaml",
    "no suffix",
    "...",
)


def test_hostile_names_are_kept_safely(office: Path) -> None:
    """The list says what each file was called; nothing is written beside the folder."""
    before = _files(office)
    for number, name in enumerate(HOSTILE):
        draft = office / f"responses/{NAME}.yaml"
        day = date(2026, 11, 22)
        stored, changes = kept_changes(draft, f"file {number}".encode(), name, day)
        commit(changes)
        assert len(stored.name.encode()) < 250
        assert stored.name.startswith("2026-11-22-")
    assert [one["came_as"] for one in kept(office)] == list(HOSTILE)
    folder = office / f"responses/{NAME}-returned"
    assert {one for one in _files(office) - before if one.parent != folder} == {folder}


def _files(office: Path) -> set[Path]:
    """Every file and folder of the workspace, but for those that s55 keeps for itself."""
    own = office / ".s55"
    return {path for path in office.rglob("*") if path != own and own not in path.parents}


@pytest.mark.parametrize("name", HOSTILE[1:2] + HOSTILE[7:8])
def test_a_hostile_name_on_the_command_line(office: Path, name: str) -> None:
    """It is kept, and collected again it is known."""
    data = returned()
    for _ in range(2):
        result = collected(office, data, "--yes", name=name)
        assert result.status == 0, result.err
    assert [one["came_as"] for one in kept(office)] == [name]


def test_a_path_is_no_name(office: Path) -> None:
    """A file from another folder is kept in the folder of the draft."""
    (office / "in").mkdir()
    (office / "x.docx").write_bytes(returned())
    result = run_s55("collect", NAME, "in/../x.docx", "--yes", cwd=office)
    assert result.status == 0, result.err
    assert [one["file"] for one in kept(office)] == ["2026-11-22-x.docx"]


def test_a_picture_is_saved_beside_the_file(office: Path) -> None:
    """Under the name of the file that it came in."""
    parts = _parts()
    rels = "word/_rels/document.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="p" Type="{kind}/image" Target="media/map.png"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", relation.encode())
    parts["word/media/map.png"] = b"a picture"

    def edit(root: etree._Element) -> None:
        paragraph = new_paragraph(NEW)
        blip = etree.SubElement(
            add(paragraph[0], "drawing"),
            "{http://schemas.openxmlformats.org/drawingml/2006/main}blip",
        )
        blip.set(f"{{{kind}}}embed", "p")
        control_of(root, "policing_body.opening")[-1].append(paragraph)

    result = collected(office, edited(packed(parts), edit), "--yes")
    assert result.status == 0
    assert "R111: there is a picture, 'map.png', in 'policing_body.opening'" in result.err
    folder = office / f"responses/{NAME}-returned"
    assert (folder / "2026-11-22-back-map.png").read_bytes() == b"a picture"
    assert NEW in draft(office)
