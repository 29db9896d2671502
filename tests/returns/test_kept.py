"""The data that a Word file keeps twice: whichever copy is whole is read."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from s55.errors import S55Error
from s55.importers.readers.word.package import open_word
from tests.offices import BOTH, libreoffice_named
from tests.returns.word_files import (
    CUSTOM,
    DRAFT,
    KEPT,
    collected,
    edited,
    form,
    made,
    new_paragraph,
    without_properties,
)
from tests.validators import libreoffice_to, ooxml

LONGEST = 255
"""The characters of a property that Word is sure to keep."""


def cut(root: etree._Element) -> None:
    """Cut every text of a part."""
    for one in root.iter():
        if one.text:
            one.text = one.text[:LONGEST]


def properties(data: bytes) -> dict[str, str]:
    """What a file carries."""
    return dict(open_word(data, "back.docx").properties())


@pytest.mark.parametrize("part", [CUSTOM, KEPT])
def test_a_copy_that_was_cut_is_made_good_by_the_other(part: str) -> None:
    damaged = edited(made(), cut, part)
    assert len(properties(made())["response.json"]) > LONGEST
    assert properties(damaged) == properties(made())
    assert (collected(damaged).changes, collected(damaged).problems) == ((), ())


def test_where_both_were_cut_nothing_is_carried() -> None:
    """Half a text is none: the file is compared with the draft as it is, or refused."""
    with pytest.raises(S55Error) as refused:
        collected(edited(edited(made(), cut, CUSTOM), cut, KEPT))
    assert [one.code for one in refused.value.problems] == ["R101"]
    with pytest.raises(S55Error):
        collected(without_properties(made()))


def test_custom_xml_of_others_is_left_alone() -> None:
    """A part of another program's is no copy of ours, whatever it says."""

    def rename(root: etree._Element) -> None:
        for one in root:
            one.set("sha256", "0" * 64)
            one.text = "{}"
        root.append(new_paragraph("x"))

    assert properties(edited(made(), rename, KEPT)) == properties(made())


@pytest.mark.slow
@pytest.mark.parametrize("office", BOTH)
def test_libreoffice_keeps_both(tmp_path: Path, office: str) -> None:
    """And the Open XML SDK finds no fault."""
    sent = tmp_path / "form.docx"
    sent.write_bytes(form(DRAFT))
    assert [one.findings for one in ooxml([sent])] == [()]
    program = libreoffice_named(office).program
    saved = libreoffice_to(sent, "docx", tmp_path / "saved", program).read_bytes()
    for part in (CUSTOM, KEPT):
        assert properties(edited(saved, cut, part)).items() >= properties(form(DRAFT)).items()
