"""Mutated files: each is read or refused with a code; nothing gives a traceback.

The mutations come from a seed, so that a failure can be run again. A longer run:
``S55_FUZZ=20000 pytest tests/importers/readers/test_fuzz.py``.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from s55.errors import S55Error
from s55.importers.readers import read_source
from s55.importers.source import Source
from tests.importers.readers import samples

COUNT = int(os.environ.get("S55_FUZZ", "50"))
"""Mutated files for each sample."""
REFERENCE = Path(__file__).resolve().parents[4] / "shared/reference"
ODD = [b"<", b">", b"&", b'"', b"\n", b"\f", b"\xff", b"-1", b"99999999", b"<table>", b"<li>"]
ODD += [b"<w:p>", b"</w:p>", b"](", b"* ", b"> ", b"1. ", b"\t", b"/Kids[1 0 R]", b"1e9 Tf "]
ODD_VALUES = ["", 'w:val="-1"', 'w:val="999999999999"', 'w:val=""', 'w:val="x"']
PIECES = "- |1. |# |> |    |\n|\n\n|\t|**|_|[|](|http://a.b)|<b>|</b>|<table>|<td>|•|\f|o ".split(
    "|"
)
PIECES += ["|", "|-|-|\n", "<a href='http://x'>"]
CODES = frozenset({"I101", "I102", "I103", "I104", "I105", "I106"})

SAMPLES: dict[str, Callable[[], bytes]] = {
    "report.pdf": samples.as_pdf,
    "report.docx": samples.as_docx,
    "report.html": lambda: samples.as_html().encode(),
    "report.mhtml": samples.as_saved_page,
    "report.md": lambda: samples.as_markdown().encode(),
    "report.txt": lambda: re.sub(rb"[#>|*]", b"", samples.as_markdown().encode()),
}


def outcome(data: bytes, name: str) -> str:
    """'read', or the code with which a file is refused."""
    try:
        source = read_source(data, name)
    except S55Error as failure:
        (problem,) = failure.problems
        return problem.code if "\n" not in problem.message else "more than a line"
    return "read" if sane(source) else "read, and wrong"


def sane(source: Source) -> bool:
    """What holds for the blocks of any file."""
    return bool(source.blocks) and all(
        block.text.strip()
        and (block.cells or block.text == block.text.strip())
        and 0 <= block.level < 100
        for block in source.blocks
    )


def mutated(chance: random.Random, data: bytes) -> bytes:
    """A file with some of its bytes changed, lost, doubled, moved or added."""
    found = bytearray(data)
    for _ in range(chance.choice([1, 2, 8, 40])):
        at, length = chance.randrange(len(found) or 1), chance.choice([1, 4, 64, 1000])
        match chance.randrange(6):
            case 0:
                found[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                del found[at : at + length]
            case 2:
                found[at:at] = found[at : at + length]
            case 3:
                found[at : at + length] = bytes(len(found[at : at + length]))
            case 4:
                found[at:at] = chance.choice(ODD)
            case 5:
                found = found[at:] + found[:at] if chance.random() < 0.05 else found[: at + 5000]
    return bytes(found)


def mutated_word(chance: random.Random, data: bytes) -> bytes:
    """A Word file that unpacks, with one of its parts changed."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        names = [name for name in old.namelist() if name.endswith((".xml", ".rels"))]
        part = chance.choice([*names, *["word/document.xml", "word/numbering.xml"] * 5])
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                text = (
                    _with_odd_values(chance, text)
                    if chance.random() < 0.6
                    else mutated(chance, text)
                )
            new.writestr(name, text)
    return written.getvalue()


def _with_odd_values(chance: random.Random, data: bytes) -> bytes:
    text = data.decode()
    for _ in range(chance.choice([1, 3, 20])):
        places = list(re.finditer(r'w:val="[^"]*"|<w:[a-zA-Z]+/>|</?w:p>', text))
        if places:
            place = chance.choice(places)
            new = chance.choice(ODD_VALUES) if place[0].startswith("w:") else place[0] * 2
            text = text[: place.start()] + new + text[place.end() :]
    return text.encode()


@pytest.mark.parametrize("name", SAMPLES)
def test_mutated_samples(name: str) -> None:
    data, chance = SAMPLES[name](), random.Random(55)  # noqa: S311  # no secret
    codes = {"read"}
    for _ in range(COUNT):
        word = name.endswith(".docx") and chance.random() < 0.8
        codes.add(outcome((mutated_word if word else mutated)(chance, data), name))
    assert codes <= CODES | {"read"}


@pytest.mark.skipif(not REFERENCE.is_dir(), reason="the reference documents are not at hand")
def test_mutated_reference_documents() -> None:
    files = sorted([*REFERENCE.glob("*.txt"), *REFERENCE.glob("jtai/*.pdf")])
    assert files
    chance = random.Random(56)  # noqa: S311  # no secret
    codes = {"read"}
    for _ in range(COUNT):
        path = chance.choice(files)
        codes.add(outcome(mutated(chance, path.read_bytes()[:400_000]), path.name))
    assert codes <= CODES | {"read"}


MAIL = b"MIME-Version: 1.0\nContent-Type: text/html; charset=latin-9\n\n"
ANY_NAME = st.sampled_from(["a.pdf", "a.docx", "a.html", "a.eml", "a.md", "a.txt", "a"])
STARTS = st.sampled_from(
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"<!doctype html>", b"# ", MAIL]
)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=STARTS, data=st.binary(max_size=2000), name=ANY_NAME)
def test_any_bytes(start: bytes, data: bytes, name: str) -> None:
    assert outcome(start + data, name) in CODES | {"read"}


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    parts=st.lists(
        st.sampled_from(PIECES) | st.text(max_size=8),
        max_size=60,
    ),
    name=st.sampled_from(["a.md", "a.txt", "a.html"]),
)
def test_any_text(parts: list[str], name: str) -> None:
    data = "".join(parts).encode("utf-8", "surrogatepass")
    assert outcome(data, name) in CODES | {"read"}
