"""The tables of a Word file's elements are closed: the schema knows no element that they do not."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

import pytest

from s55.model.verdict import HARMLESS, TAKEN, Verdict
from s55.word import elements
from s55.word.elements import ELEMENTS, FORMATS, PARTS, TABLES, qualified, short_name

ROOTS = "w:body w:hdr w:ftr w:footnote w:endnote w:comment w:docPartBody".split()
IN_GRAPHICS = frozenset(
    "pic:pic wps:wsp wpg:wgp wpc:wpc c:chart dgm:relIds lc:lockedCanvas".split()
)
"""What Word puts into a graphic; the schema allows any element there, slides included."""
CHARACTERS = frozenset("w:t w:delText w:instrText m:t a:t".split())
"""The elements that hold the characters of a document."""


@cache
def schema() -> dict[str, dict[str, Any]]:
    """The types of the Open XML SDK by their names, such as 'w:CT_P/w:p'."""
    folder = files("openxml_audit").joinpath("data/openxml/schemas")
    return {
        kind["Name"]: kind
        for one in folder.iterdir()
        if one.name.endswith(".json")
        for kind in json.loads(one.read_text(encoding="utf-8")).get("Types", ())
    }


def children(kinds: Iterable[str]) -> Iterator[str]:
    """The types that may be in one of these types."""
    for kind in kinds:
        for child in schema().get(kind, {}).get("Children", ()):
            yield child["Name"]


def named(*names: str) -> list[str]:
    """All types of elements with these names."""
    return [kind for kind in schema() if kind.partition("/")[2] in names]


def name_of(kind: str) -> str:
    """The name of the element of a type."""
    return kind.partition("/")[2]


def reading_of(name: str) -> Verdict | None:
    """What the table says of an element; None where it is not listed or of another program."""
    prefix = name.partition(":")[0]
    found = ELEMENTS.get(qualified(name)) if prefix in elements.NAMESPACES else None
    return None if found is None else found.verdict


def reached() -> set[str]:
    """The types of elements that a reader meets: below the roots, through what is taken."""
    seen: set[str] = set()
    todo = list(children(named(*ROOTS)))
    while todo:
        kind = todo.pop()
        if kind in seen:
            continue
        seen.add(kind)
        if reading_of(name_of(kind)) is not Verdict.TAKEN or qualified(name_of(kind)) in FORMATS:
            continue
        below = list(children([kind]))
        if name_of(kind) == "a:graphicData":
            below = [one for one in below if name_of(one) in IN_GRAPHICS]
        todo += below
    return seen


def test_every_element_that_a_reader_meets_is_listed() -> None:
    """From the body, headers, notes and comments, through whatever is read."""
    met = {name_of(kind) for kind in reached()}
    assert len(met) > 200
    data = {"w:name", "w:enabled", "w:calcOnExit", "w:entryMacro", "w:exitMacro", "w:helpText",
            "w:statusText", "w:checkBox", "w:ddList", "w:textInput", "w:gridCol",
            "w:tblGridChange", "a:hlinkClick", "a:hlinkHover", "a:extLst"}  # fmt: skip
    assert {name for name in met - data if reading_of(name) is None} == set()


def test_every_format_is_listed() -> None:
    """Of runs, paragraphs, rows, cells, tables and controls."""
    missing = {
        (holder, name_of(kind))
        for holder in FORMATS
        for kind in children(named(short_name(holder)))
        if qualified(name_of(kind)) not in FORMATS[holder]
    }
    assert missing == set()


def test_nothing_harmless_holds_words() -> None:
    """No element that is skipped may have characters below it."""
    harmless = [tag for tag, one in ELEMENTS.items() if one.verdict is Verdict.HARMLESS]
    for tag in harmless:
        name = short_name(tag)
        assert not words_below(named(name)), name


def words_below(kinds: list[str]) -> set[str]:
    """The elements with characters that a type can hold, without the extensions of programs."""
    seen: set[str] = set()
    todo = list(kinds)
    while todo:
        kind = todo.pop()
        if kind not in seen and not kind.endswith(":extLst"):
            seen.add(kind)
            todo += children([kind])
    return {name_of(kind) for kind in seen} & CHARACTERS


def test_every_field_of_word_is_listed() -> None:
    """The fields of ECMA-376 part 1, 17.16.5."""
    names = (
        "ADDRESSBLOCK ADVANCE ASK AUTHOR AUTONUM AUTONUMLGL AUTONUMOUT AUTOTEXT AUTOTEXTLIST "
        "BARCODE BIBLIOGRAPHY BIDIOUTLINE CITATION COMMENTS COMPARE CREATEDATE DATABASE DATE "
        "DOCPROPERTY DOCVARIABLE EDITTIME EQ FILENAME FILESIZE FILLIN FORMCHECKBOX FORMDROPDOWN "
        "FORMTEXT GOTOBUTTON GREETINGLINE HYPERLINK IF INCLUDEPICTURE INCLUDETEXT INDEX INFO "
        "KEYWORDS LASTSAVEDBY LINK LISTNUM MACROBUTTON MERGEFIELD MERGEREC MERGESEQ NEXT NEXTIF "
        "NOTEREF NUMCHARS NUMPAGES NUMWORDS PAGE PAGEREF PRINT PRINTDATE PRIVATE QUOTE RD REF "
        "REVNUM SAVEDATE SECTION SECTIONPAGES SEQ SET SKIPIF STYLEREF SUBJECT SYMBOL TA TC "
        "TEMPLATE TIME TITLE TOA TOC USERADDRESS USERINITIALS USERNAME XE"
    )
    assert [name for name in names.split() if name not in elements.FIELDS] == []


def test_what_is_told_has_a_kind_and_nothing_else_has() -> None:
    """A person is told what it was."""
    for table in TABLES.values():
        for name, reading in table.items():
            assert bool(reading.why) is (reading.verdict is Verdict.TOLD), name


def test_counts_of_the_tables() -> None:
    """The figures that are given for the format."""
    found = elements.counted()
    assert sum(found.values()) == sum(len(table) for table in TABLES.values())
    assert all(found[verdict] > 50 for verdict in Verdict)


def test_a_name_is_listed_once() -> None:
    """A second reading of one element would be the one that counts, silently."""
    with pytest.raises(ValueError, match="'w:p' is listed twice"):
        elements._lines((TAKEN, "w:p"), (HARMLESS, "w:p"))


def test_parts_that_refer_to_words() -> None:
    """Headers and comments have no element in the text that would tell them."""
    assert PARTS["header"].verdict is PARTS["comments"].verdict is Verdict.TOLD
