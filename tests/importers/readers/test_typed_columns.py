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


ANSWERS = """\
Areas for improvement

 Area for improvement       Response

 The force should answer
 each letter within a       Chief Constable's response:
 week of the day on
                            We have hired four clerks, who answer what comes in the post
 which it came.
                            on the day on which it comes, or on the next one.

                            PCC's response:

                            I have read forty of these answers. Each of them says who

\f                          wrote it, which was not so before.


The force should count    Chief Constable's response:
its letters, and say
how many came.            They are counted on every Monday by a clerk who has a book
                          for it, and who reads the numbers out at the meeting.

Next steps

I shall look at the book again before the summer, and at the clerks in their new office.
"""
WHO = """\
 What is asked            From          Comments

 The force should buy     Constabulary
 a scale that is right.                 It was bought in May, and stands in the
                                        room beside the door.
                          Mayor
                                        I have weighed a letter on it.

 By June the force        Constabulary  It will be painted when the room is.
 should paint the door.
"""


def test_a_table_goes_on_over_the_page_where_its_columns_begin_elsewhere() -> None:
    """Though both of them are full of text; it ends where nothing stands beside a line."""
    blocks = _blocks(ANSWERS)
    rows = [block.text.replace("\n", " ") for block in blocks if block.cells]
    assert rows == [
        "Area for improvement | Response",
        "The force should answer each letter within a week of the day on which it came."
        " | Chief Constable's response: We have hired four clerks, who answer what comes in the"
        " post on the day on which it comes, or on the next one. PCC's response:"
        " I have read forty of these answers. Each of them says who",
        " | wrote it, which was not so before.",
        "The force should count its letters, and say how many came."
        " | Chief Constable's response: They are counted on every Monday by a clerk who has a book"
        " for it, and who reads the numbers out at the meeting.",
    ]
    assert [block.text[:11] for block in blocks if not block.cells] == [
        "Areas for i",
        "Next steps",
        "I shall loo",
    ]


def test_heads_at_the_foot_of_a_page_are_those_of_the_next() -> None:
    first, _, rest = WHO.partition("\n\n")
    assert _rows(f"{first}\n\f{rest}") == _rows(WHO)


LINE = (
    "Whoever reads this line of text sees that no column begins in it, and that it says little.\n"
)


def test_two_heads_at_the_foot_of_a_page_are_heads_where_a_table_above_has_as_many() -> None:
    heads = " What is asked              Response\n"
    first = (
        " The force should buy       It bought one on a day\n a scale.                   in May.\n"
    )
    second = " The force should paint     It has been painted\n the door.                  green.\n"
    assert _rows(f"{heads}\n{first}\n{LINE}\n{heads}\n\f{second}\n{LINE}") == [
        "What is asked | Response",
        "The force should buy a scale. | It bought one on a day in May.",
        "What is asked | Response",
        "The force should paint the door. | It has been painted green.",
    ]
    assert _rows(f"{LINE}\n{heads}\n\f{LINE}") == []


def test_a_row_may_begin_beside_a_cell_that_spans_it() -> None:
    assert [row.replace("\n", " ") for row in _rows(WHO)] == [
        "What is asked | From | Comments",
        "The force should buy a scale that is right. | Constabulary"
        " | It was bought in May, and stands in the room beside the door.",
        " | Mayor | I have weighed a letter on it.",
        "By June the force should paint the door. | Constabulary"
        " | It will be painted when the room is.",
    ]


def test_headings_side_by_side_over_columns_of_prose_are_no_heads() -> None:
    lines = [line for line in (COLUMNS * 3).splitlines() if line[48:]]
    lines[4] = lines[9] = " " * 48 + "who will find them, and when."
    heads = f"{'Of letters':<48}Of people"
    assert _rows("\n".join((heads, "", *lines))) == []


LABELS = """
 Recommendation
 1.1                 The chief constable should count the letters that
                     nobody has answered.
 Area for            The force should read what people write to it, and
 improvement 1.2     say when it will answer.

 Cause of concern    Letters lie in a drawer.

                     Nobody has its key.

 Next year we shall come back and read what has been written since then.
"""


def test_labels_beside_texts_begin_rows() -> None:
    rows = [row.replace("\n", " / ") for row in _rows(LABELS)]
    assert rows == [
        "Recommendation 1.1"
        " | The chief constable should count the letters that nobody has answered.",
        "Area for improvement 1.2 | The force should read what people write to it, and say when it"
        " will answer.",
        "Cause of concern | Letters lie in a drawer. / Nobody has its key.",
    ]


HEADS = """\
Area for improvement

 Area for                 From        Comments
 improvement

                          Force       We have hired four clerks, who answer what comes in the
 Area for                             post on the day on which it comes. In June, 20 per cent
 improvement 2                        of the letters were answered within a week, which is
                                      better than the year before but not yet good enough.
 The force should                     We expect to be done in May.
 answer each letter
 within a week.
                          Mayor       I have read forty of these answers.

                                      Each of them says who wrote it.
"""


def test_heads_that_are_names_of_items_are_no_labels_beside_a_text() -> None:
    item = "Area for improvement 2 / The force should answer each letter within a week."
    first, second, third = [row.replace("\n", " / ") for row in _rows(HEADS)]
    assert first == "Area for improvement | From | Comments"
    assert second.startswith(f"{item} | Force | We have hired four clerks, who answer")
    assert third.startswith(" | Mayor | I have read forty of these answers.")


def test_the_sign_for_numbers_may_be_the_first_head() -> None:
    text = (
        "Areas\n\n #      Text\n\n 2.1    The force has too little hay, and\n        few carts.\n"
    )
    assert _rows(text) == ["# | Text", "2.1 | The force has too little hay, and few carts."]


LABEL_BESIDE = """\
Recommendations                                    Within six months, the Home Office should
                                                   say who pays for the lamps on the quay.
Recommendation 1                                   The council should be asked.
                                                   It was asked in the year before this.
Chief constables should make sure that every
gate is shut at night and                          Recommendation 4
that somebody has the key.
                                                   The ports should agree who opens a gate.
"""


def test_a_label_beside_prose_that_is_no_table_is_passed() -> None:
    """The reading goes on below it, to the end of the page, and keeps each word."""
    words = " ".join(block.text for block in _blocks(LABEL_BESIDE)).split()
    assert sorted(words) == sorted(LABEL_BESIDE.split())
