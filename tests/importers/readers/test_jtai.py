"""The six real inspection letters, where they are at hand: facts a person sees on their pages."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from s55.importers.readers import read_source
from s55.importers.source import Source
from tests.importers.readers.samples import H, L, P, T, blocks_of

FOLDER = Path(__file__).resolve().parents[4] / "shared/reference/jtai"
NAMES = {
    "liverpool": "liverpool-03-august-2016.pdf",
    "bristol": "bristol-01-december-2017.pdf",
    "bracknell": "bracknell-forest-08-march-2019.pdf",
    "solihull": "solihull-21-february-2022.pdf",
    "barnsley": "barnsley-18-july-2022.pdf",
    "norfolk": "norfolk-27-february-2025.pdf",
}
WITHOUT_STOP = {
    "bristol": ["with neglect"],
    "bracknell": ["young people"],
    "solihull": [" by the LSCP"],
}
"""How the items end that are printed without a full stop."""
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the letters are not at hand")


@cache
def letter(name: str) -> Source:
    """A letter as read."""
    return read_source((FOLDER / NAMES[name]).read_bytes(), NAMES[name])


def text_of_pages(name: str) -> str:
    """The characters of a letter as the library extracts them."""
    document = pypdfium2.PdfDocument(FOLDER / NAMES[name])
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def words(text: str) -> Counter[str]:
    """How often each letter stands in a text: words can be joined, letters cannot go."""
    return Counter(re.findall(r"\w", text))


@pytest.mark.parametrize("name", NAMES)
def test_every_character_is_kept_or_set_aside(name: str) -> None:
    source = letter(name)
    # What a picture shows is said in the tags of the file, not on the page.
    aside = [found.text for found in source.set_aside if found.why != "picture"]
    told = [block.text for block in source.blocks] + aside
    assert words(" ".join(told)) == words(text_of_pages(name))


@pytest.mark.parametrize(
    ("name", "pages"),
    [
        ("liverpool", 11),
        ("bristol", 15),
        ("bracknell", 14),
        ("solihull", 8),
        ("barnsley", 6),
        ("norfolk", 14),
    ],
)
def test_page_numbers_are_set_aside(name: str, pages: int) -> None:
    numbers = [found.text for found in letter(name).set_aside if found.why == "page number"]
    first = 1 if name in ("liverpool", "bristol", "bracknell") else 2
    assert numbers == [str(number) for number in range(first, pages + 1)]
    assert not any(block.text.isdigit() for block in letter(name).blocks)


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("liverpool", 34),
        ("bristol", 62),
        ("bracknell", 45),
        ("solihull", 13),
        ("barnsley", 7),
        ("norfolk", 16),
    ],
)
def test_list_items_are_counted_as_printed(name: str, items: int) -> None:
    """Each printed bullet is one item, whatever page it ends on."""
    found = blocks_of(letter(name), L)
    bullets = re.findall("[\uf06e\u25fc\u25a0]|(?<=\\s)\u2212 ", text_of_pages(name))
    assert len([block for block in found if block.marker]) == len(bullets) == items
    assert not [block for block in found if not block.marker]


def test_depth_of_items() -> None:
    depths = [block.level for block in blocks_of(letter("solihull"), L)]
    assert depths == [1, 2, 2, 2] + [1] * 9


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("liverpool", ["Areas for priority actions", "Areas for improvement", "Next steps"]),
        ("bristol", ["Key Strengths", "Areas for improvement", "Next steps"]),
        ("bracknell", ["Key Strengths", "Areas for priority action", "Areas for improvement"]),
        ("solihull", ["Headline findings", "Areas for priority action", "What needs to improve?"]),
        ("barnsley", ["Headline findings", "What needs to improve?", "Main findings"]),
        ("norfolk", ["Headline findings", "What needs to improve?", "Strengths", "Next steps"]),
    ],
)
def test_headings(name: str, headings: list[str]) -> None:
    found = [block.text for block in blocks_of(letter(name), H)]
    positions = [found.index(heading) for heading in headings]
    assert positions == sorted(positions)
    assert sum(text.startswith("Joint targeted area inspection of") for text in found) == 1


@pytest.mark.parametrize(
    ("name", "boxes", "pages"),
    [
        ("liverpool", 2, [4, 9]),
        ("bristol", 2, [8, 14]),
        ("bracknell", 2, [9, 13]),
        ("norfolk", 3, [11, 12, 14]),
    ],
)
def test_boxes(name: str, boxes: int, pages: list[int]) -> None:
    """A study in a drawn box; Liverpool's second runs over the page."""
    found: dict[int, int] = {}
    for block in letter(name).blocks:
        if block.boxed:
            found.setdefault(block.boxed, block.place.page or 0)
    assert list(found) == list(range(1, boxes + 1))
    assert list(found.values()) == pages


def test_a_box_over_the_page_is_one() -> None:
    pages = {block.place.page for block in letter("liverpool").blocks if block.boxed == 2}
    assert pages == {9, 10}


@pytest.mark.parametrize("name", ["liverpool", "bristol", "bracknell"])
def test_the_table_of_those_who_sign(name: str) -> None:
    rows = blocks_of(letter(name), T)
    assert [len(row.cells) for row in rows] == [2, 2, 2, 2]
    assert rows[0].text == "Ofsted | Care Quality Commission"
    assert rows[2].text == "HMI Constabulary | HMI Probation"


@pytest.mark.parametrize("name", NAMES)
def test_text_is_joined_over_lines_and_pages(name: str) -> None:
    """No list item or paragraph of the text begins in the middle of a sentence."""
    blocks = letter(name).blocks
    begin = next(index for index, block in enumerate(blocks) if block.kind is H)
    torn = [
        block.text
        for block in blocks[begin:]
        if (block.kind is P and block.text[0].islower())
        or (len(block.text) > 160 and block.text.rstrip("’")[-1] not in ".:")
    ]
    assert [text[-12:] for text in torn] == WITHOUT_STOP.get(name, [])


@pytest.mark.parametrize(
    ("name", "notes"), [("liverpool", 2), ("bristol", 5), ("bracknell", 2), ("solihull", 1)]
)
def test_footnotes_and_their_markers(name: str, notes: int) -> None:
    source = letter(name)
    marks = [found.text for found in source.set_aside if found.why == "footnote marker"]
    found = [found.text for found in source.set_aside if found.why == "footnote"]
    assert marks == [str(number) for number in range(1, notes + 1)]
    assert [note.split()[0] for note in found] == marks


def test_links_are_kept() -> None:
    """The address to which the statement of action goes."""
    for name in ("barnsley", "norfolk", "bristol"):
        assert "Hyperlink(address='mailto:" in repr(letter(name).blocks)
