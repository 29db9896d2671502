"""Template sets for the tests of rules: a copy of the standard set, and ways to change it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
from docx.document import Document

from s55.lint.checking import set_problems
from s55.lint.parsed.opening import opened
from s55.lint.rule import all_rules
from s55.problems import Problem
from s55.templating.registry import load_any, standard_sets

Change = Callable[[Path], None]


def copy_of(name: str, folder: Path) -> Path:
    """A copy of a standard set in ``folder``."""
    target = folder / name
    shutil.copytree(standard_sets() / name, target)
    return target


def problems_in(folder: Path) -> list[Problem]:
    """Everything that is wrong with the set in ``folder``."""
    return set_problems(load_any(folder))


def found_by(code: str, folder: Path) -> list[Problem]:
    """What one rule finds in the set in ``folder``."""
    return list(all_rules()[code].problems(opened(load_any(folder))))


def text(file: str, old: str, new: str, count: int = 1) -> Change:
    """Replace a passage of a text file of the set, which has to be there."""

    def change(folder: Path) -> None:
        path = folder / file
        before = path.read_text(encoding="utf-8")
        assert old in before, f"{old!r} is not in {file}"
        path.write_text(before.replace(old, new, count), encoding="utf-8")

    return change


def added(file: str, more: str) -> Change:
    """Add lines to the end of a text file of the set."""

    def change(folder: Path) -> None:
        path = folder / file
        path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")

    return change


def word(edit: Callable[[Document], None], file: str = "layout.docx") -> Change:
    """Edit a Word layout of the set as somebody does in Word."""

    def change(folder: Path) -> None:
        document = docx.Document(str(folder / file))
        edit(document)
        document.save(str(folder / file))

    return change


def paragraph(*paragraphs: str) -> Change:
    """Put paragraphs of running text at the end of the Word layout."""

    def edit(document: Document) -> None:
        for words in paragraphs:
            document.add_paragraph(words, style="Body Text")

    return word(edit)


def part(old: bytes, new: bytes, name: str = "word/document.xml") -> Change:
    """Replace bytes in a part of the Word layout, which have to be there."""

    def change(folder: Path) -> None:
        parts = _unpacked(folder / "layout.docx")
        assert old in parts[name], f"{old!r} is not in {name}"
        parts[name] = parts[name].replace(old, new, 1)
        _pack(folder / "layout.docx", parts)

    return change


def new_part(name: str, content: bytes) -> Change:
    """Put a part into the Word layout, in place of one of that name."""

    def change(folder: Path) -> None:
        parts = _unpacked(folder / "layout.docx")
        parts[name] = content
        _pack(folder / "layout.docx", parts)

    return change


def file(name: str, content: bytes) -> Change:
    """Put a file into the set, in place of one of that name."""

    def change(folder: Path) -> None:
        (folder / name).write_bytes(content)

    return change


def _unpacked(path: Path) -> dict[str, bytes]:
    with ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def _pack(path: Path, parts: dict[str, bytes]) -> None:
    out = BytesIO()
    with ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    path.write_bytes(out.getvalue())
