"""Columns and tables that a plain text holds by its white space, as ``pdftotext -layout`` does."""

from __future__ import annotations

from s55.importers.readers.text import read_text
from s55.importers.source import BlockKind, SourceBlock

TABLE = """\
What we ask for

Ref What should be done                          By whom             By when

1   Answer each letter within a week, and say    Chief constables    31 May 2024
    who will deal with it.

2   Publish how many letters came.               Home Office         30 June
                                                                     2024

3   Keep them, in order:                       College of          31 July 2024
    • by day;                                    Policing
    • by name.

After the table the text goes on over the whole width of the page, as it did before it.
"""
COLUMNS = """\
The letters of a year are counted in spring.    • look at the oldest letters first, whoever
Nobody counts those which came by hand, and     wrote them; and
so the figures are too low.                     • tell those who wait how long it will be
                                                before they can expect an answer.
The force knows of this. It has asked three
people to look at what lies in the cellar,      It told us that the work would be done by
and has given them a lamp. They should:         June, before the next letters are counted.
"""


def _blocks(text: str) -> tuple[SourceBlock, ...]:
    return read_text(text, "report.txt").blocks


def _rows(text: str) -> list[str]:
    return [block.text for block in _blocks(text) if block.kind is BlockKind.TABLE_ROW]


def test_rows_have_their_cells_and_lines_of_a_cell_are_joined() -> None:
    assert _rows(TABLE)[1:3] == [
        "1 | Answer each letter within a week, and say who will deal with it. | Chief constables"
        " | 31 May 2024",
        "2 | Publish how many letters came. | Home Office | 30 June 2024",
    ]


def test_bullets_in_a_cell_are_lines_of_it() -> None:
    (row,) = (row for row in _rows(TABLE) if "by name" in row)
    assert "• by day;\n• by name." in row


def test_text_after_a_table_is_none_of_its_rows() -> None:
    last = _blocks(TABLE)[-1]
    assert last.kind is BlockKind.PARAGRAPH
    assert last.text.startswith("After the table")


def test_columns_come_one_after_the_other() -> None:
    said = [(block.kind, block.text) for block in _blocks(COLUMNS * 2)]
    assert said[1] == (
        BlockKind.PARAGRAPH,
        "The force knows of this. It has asked three people to look at what lies in the cellar,"
        " and has given them a lamp. They should:",
    )
    at = [text[:16] for _, text in said].index("look at the olde")
    assert said[at] == (
        BlockKind.LIST_ITEM,
        "look at the oldest letters first, whoever wrote them; and",
    )


def test_a_short_last_page_is_in_columns_as_the_others_are() -> None:
    """Though its columns begin elsewhere."""
    last = """\
• Write down how letters are sorted     • Ask those who wrote what they
  and who may look at them, also in       thought of the answer that came,
  the cellar.                             and how long it took.
"""
    found = [block.text for block in _blocks(f"{COLUMNS}\f{last}")]
    assert found[-2:] == [
        "Write down how letters are sorted and who may look at them, also in the cellar.",
        "Ask those who wrote what they thought of the answer that came, and how long it took.",
    ]
    assert found[-2:] != [block.text for block in _blocks(last)][-2:]


def test_no_word_is_lost_or_said_twice() -> None:
    for text in (TABLE, COLUMNS):
        said = " ".join(f"{block.marker} {block.text}" for block in _blocks(text))
        assert sorted(said.replace("|", " ").split()) == sorted(text.split())


def test_pages_and_texts_without_columns_stay_as_they_are() -> None:
    """Two sentences with wide white space between them are no columns by themselves."""
    plain = "Dear Chief Constable,      \n\nWe write     again.\n\nYours sincerely\n"
    assert [block.text for block in _blocks(plain)] == [
        "Dear Chief Constable,",
        "We write again.",
        "Yours sincerely",
    ]


def test_bullets_of_a_font_are_bullets() -> None:
    text = "The force should:\n\n\uf0b7   answer letters; and\n\uf0b7   keep them.\n"
    assert [(block.marker, block.text) for block in _blocks(text)][1:] == [
        ("•", "answer letters; and"),
        ("•", "keep them."),
    ]


def test_lines_of_a_column_may_have_those_of_the_other_between_them() -> None:
    """No blank line is seen between them, so they are one paragraph."""
    left = ["It told us that the work would be done by", "June, before the letters are counted"] * 5
    right = ["The letters of a year are counted in spring", "and those which came by hand are not"]
    text = "".join(f"{line:48}{right[0]}\n{'':48}{right[1]}\n" for line in left)
    assert [block.text for block in _blocks(text)] == [" ".join(left), " ".join(right * 10)]
