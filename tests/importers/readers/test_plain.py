"""Markdown and plain text, as archives and converters leave them."""

from __future__ import annotations

import pytest

from s55.importers.readers import read_source
from s55.importers.source import BlockKind, Source
from s55.model.verdict import Aside
from s55.richtext.nodes import Emphasis, Hyperlink, Strong, Text, plain
from tests.importers.readers.samples import H, L, P, T


def read(text: str, name: str = "a.txt") -> Source:
    """The text as read."""
    return read_source(text.encode(), name)


def shown(source: Source) -> list[tuple[BlockKind, str, str]]:
    """Kind, marker and text of each block."""
    return [(block.kind, block.marker, block.text) for block in source.blocks]


def test_wrapped_lines_are_joined() -> None:
    source = read(
        "What the report says\n"
        "The force should make sure that its supervisors look at every investigation at\n"
        "least once in a month, and that they write down what they decide about the well-\n"
        "being of victims.\n"
        "It should also train them, because the inspectors found that many of them had no\n"
        "training at all. This is the end.\n"
    )
    assert shown(source) == [
        (H, "", "What the report says"),
        (
            P,
            "",
            "The force should make sure that its supervisors look at every investigation at least "
            "once in a month, and that they write down what they decide about the well-being of "
            "victims.",
        ),
        (
            P,
            "",
            "It should also train them, because the inspectors found that many of them had no "
            "training at all. This is the end.",
        ),
    ]


def test_marks_of_a_quoted_message_are_taken_off_and_a_lone_one_stays() -> None:
    quoted = "> The force has a plan.\n>\n> > It began in May.\n> Nobody has read it.\n"
    assert [text for _, _, text in shown(read(quoted))] == [
        "The force has a plan.",
        "It began in May.",
        "Nobody has read it.",
    ]
    assert shown(read("What is wanted:\n\n> 50% of calls\n")) == [
        (P, "", "What is wanted:"),
        (P, "", "> 50% of calls"),
    ]


def test_bullets_alone_on_their_lines() -> None:
    source = read("The areas are:\n•\n\nprotecting people;\n\n•\n\nplanning.\n")
    assert shown(source) == [
        (P, "", "The areas are:"),
        (L, "•", "protecting people;"),
        (L, "•", "planning."),
    ]


def test_bullets_above_all_the_texts_of_their_list() -> None:
    entries = "protecting people who live alone;\nplanning; and\nlistening.\n\nWe came in May.\n"
    assert shown(read(f"The areas are:\n\uf0b7\n\uf0b7\n\uf0b7\n\n{entries}")) == [
        (P, "", "The areas are:"),
        (L, "•", "protecting people who live alone;"),
        (L, "•", "planning; and"),
        (L, "•", "listening."),
        (P, "", "We came in May."),
    ]


def test_an_entry_below_such_bullets_may_be_of_several_lines() -> None:
    first = "protecting people who live alone in the towns and villages of the\nnorth; and"
    entries = f"{first}\nlistening.\n"
    assert shown(read(f"The areas are:\n\uf0b7\n\uf0b7\n\n{entries}")) == [
        (P, "", "The areas are:"),
        (L, "•", first.replace("\n", " ")),
        (L, "•", "listening."),
    ]


def test_numbers_depth_and_hanging_lines() -> None:
    source = read("1. One thing\n   goes on.\n   - inner\n2. Two\n(a) letter\n")
    assert [(block.level, block.marker, block.text) for block in source.blocks] == [
        (1, "1.", "One thing goes on."),
        (2, "•", "inner"),
        (1, "2.", "Two"),
        (1, "(a)", "letter"),
    ]


def test_page_breaks_numbers_and_heads() -> None:
    pages = "".join(f"Head of it\nText of page {n} that stops\n\n{n}\n\f" for n in range(1, 6))
    source = read(pages + "here, in the middle.\n")
    assert (P, "", "Text of page 5 that stops here, in the middle.") in shown(source)
    aside = [(found.text, found.why) for found in source.set_aside]
    assert aside.count(("Head of it", "running head")) == 5
    assert [text for text, why in aside if why == "page number"] == ["1", "2", "3", "4", "5"]


def test_headings_in_capitals_and_before_text() -> None:
    source = read("KEY FINDINGS:\n\nAll is well.\n\nNext steps\n\nThere are none to be taken.\n")
    assert [block.kind for block in source.blocks] == [H, P, H, P]


def test_a_form_with_tabs_is_rows() -> None:
    for name in ("a.txt", "a.md"):
        source = read("Title:\tA report\nPublished:\t5 May 2024\n\nText.", name)
        assert shown(source)[:2] == [
            (T, "", "Title: | A report"),
            (T, "", "Published: | 5 May 2024"),
        ]


def test_a_table_that_was_pasted_keeps_its_empty_cells() -> None:
    source = read("Good\tAdequate\tInadequate\n\tCells\tCalls\nFood\t\t\n\nText.", "a.txt")
    assert [[plain(cell) for cell in block.cells] for block in source.blocks[:3]] == [
        ["Good", "Adequate", "Inadequate"],
        ["", "Cells", "Calls"],
        ["Food", "", ""],
    ]


def test_a_row_of_markdown_with_more_cells_than_the_head_keeps_them() -> None:
    source = read("# T\n\n| A | B |\n|---|---|\n| 1 | 2 | three | |\n| 4 |\n")
    assert [block.text for block in source.blocks] == ["T", "A | B", "1 | 2 | three", "4 | "]


def test_markdown_in_a_text_file() -> None:
    source = read("# A title\n\n**Bold line**\n\nText with a [link](https://a.org).\n")
    assert source.format == "markdown"
    assert [(block.kind, block.level, block.bold) for block in source.blocks] == [
        (H, 1, False),
        (H, 0, True),
        (P, 0, False),
    ]


def test_html_in_markdown_as_archives_hold_it() -> None:
    source = read(
        'Link:\t<a href="https://a.org/x?a=1&amp;b=2">here</a>\n\n'
        "<b>Bold</b> *slanted*<sup>3</sup>\n\n"
        "<table><tr><th>A</th><td>B</td></tr></table>\n\n[bad](javascript:x)\n",
        "a.md",
    )
    assert source.blocks[0].cells[1] == (Hyperlink("https://a.org/x?a=1&b=2", (Text("here"),)),)
    assert source.blocks[1].inlines == (
        Strong((Text("Bold"),)),
        Text(" "),
        Emphasis((Text("slanted"),)),
        Text("³"),
    )
    assert source.blocks[2].text == "A | B"
    assert source.blocks[3].inlines == (Text("bad"),)
    assert source.set_aside == ()


def test_struck_text_and_notes_in_markdown() -> None:
    source = read(
        "# A\n\nWe ~~reject~~ accept this.[^1] By <del>3 May</del> 4 May.\n\n"
        "[^1]: Said *twice*.\n\nThe end.\n",
        "a.md",
    )
    assert [block.text for block in source.blocks] == [
        "A",
        "We accept this. By 4 May.",
        "The end.",
    ]
    assert [(one.why, one.text, one.place.line) for one in source.set_aside] == [
        ("crossed out", "reject", 3),
        ("footnote marker", "[1]", 3),
        ("crossed out", "3 May", 3),
    ]
    [note] = source.blocks[1].notes
    assert note.words() == ("Said twice.",)


def test_items_with_paragraphs_and_boxes() -> None:
    source = read("1) One\n\n   More of one.\n\n   - inner\n\n> Boxed\n\n> Boxed too\n", "a.md")
    assert [(b.kind, b.level, b.marker, b.boxed) for b in source.blocks] == [
        (L, 1, "1)", 0),
        (L, 1, "", 0),
        (L, 2, "•", 0),
        (P, 0, "", 1),
        (P, 0, "", 2),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    text = "The victim’s own words – £5.\n"
    assert read_source(text.encode(encoding), "a.txt").blocks[0].text == text.strip()
    page = f"<html><body><p>{text}</p></body></html>"
    assert read_source(page.encode(encoding), "a.html").blocks[0].text == text.strip()


def test_raw_html_ends_with_its_block() -> None:
    source = read(
        "# A\n\n<nav>\n\nOne\n\n</main></body><script>\nx()\n</script>\n\n<!-- \n\n-->\n\n"
        "<table><tr><td>\n\nTwo <form>three</form></b>\n",
        "a.md",
    )
    assert shown(source) == [(H, "", "A"), (P, "", "One"), (P, "", "Two three")]


def test_raw_html_cannot_say_lines_or_markers() -> None:
    source = read(
        '\n<ol data-line="x">\n<li data-line="-1" data-marker="7.">One</li>\n</ol>\n\n'
        '<b data-line="x">Two</b>\n',
        "a.md",
    )
    assert shown(source) == [(L, "1.", "One"), (P, "", "Two")]
    assert [str(block.place) for block in source.blocks] == ["line 3", "line 6"]


def test_lines_of_blocks_in_markdown() -> None:
    source = read(
        "1. One\n2. Two\n   goes on\n\n   More<sup>1,2</sup>\n\n- \n  - inner\n\n"
        "• first\n• **second\nline**\n\nA:\tB\nC:\t*D\nE:\tF*\n\n~~~\ncode\n~~~\n",
        "a.md",
    )
    assert [(b.text, b.level, b.marker, b.place.line) for b in source.blocks] == [
        ("One", 1, "1.", 1),
        ("Two goes on", 1, "2.", 2),
        ("More", 1, "", 5),
        ("inner", 1, "•", 8),
        ("first", 1, "•", 10),
        ("second line", 1, "•", 11),
        ("A: | B", 0, "", 14),
        ("C: | D", 0, "", 15),
        ("E: | F", 0, "", 16),
        ("code", 0, "", 18),
    ]
    assert source.blocks[5].bold
    assert source.blocks[7].cells[1] == source.blocks[7].inlines[1:] == (Emphasis((Text("D"),)),)
    assert [(found.text, str(found.place)) for found in source.set_aside] == [("1,2", "line 5")]


def test_a_heading_in_an_item_leaves_the_number_to_the_text() -> None:
    source = read("3. ## Heading\n\n   Text\n", "a.md")
    assert shown(source) == [(H, "", "Heading"), (L, "3.", "Text")]


def test_a_long_paragraph_is_whole() -> None:
    """The parser of HTML drops texts of 10 MB, unless it is told not to."""
    blocks = read("<html><p>" + "x" * 10_000_001, "a.html").blocks
    assert sum(len(block.text) for block in blocks) == 10_000_001


def test_notes_below_a_text_are_in_it_and_their_figures_are_told() -> None:
    """As they are copied out of a page: the figures are raised no longer."""
    source = read("We counted the boats in 2014.1 Some were in use.2\n\n1 In May.\n\n2 By day.\n")
    (block,) = source.blocks
    assert block.text == "We counted the boats in 2014. Some were in use."
    assert [note.words() for note in block.notes] == [("In May.",), ("By day.",)]
    assert [(one.why, one.text) for one in source.set_aside] == [
        (Aside.FOOTNOTE_MARKER, figure) for figure in "1212"
    ]


PASTED = """Left at the door: An inspection of how forces treat those who report a crime
Published 31 March 2022
Foreword
Nobody should have to ask twice. In four of the six forces people did, and in two of them
they were sent away without a number that they could have called, or a name to ask for.
Recommendations
Recommendation 1: By 30 June 2022, chief constables should give each person a name.
Recommendation 2
By 30 June 2022, chief constables should make sure that the doors of all stations are open.
• The hours should be on the door; and
• somebody should be there who can speak to those who come, and is paid to do it; and
Within six months, forces should:
• count those who come to the door of the station and go away and are not heard.
What happens next
"""


def test_text_copied_out_of_a_pdf_has_no_blank_lines_round_headings_and_dates() -> None:
    """A line to which the next word would have fitted was ended on purpose; so are headings."""
    assert [(kind, text) for kind, _, text in shown(read(PASTED))] == [
        (P, "Left at the door: An inspection of how forces treat those who report a crime"),
        (P, "Published 31 March 2022"),
        (H, "Foreword"),
        (
            P,
            "Nobody should have to ask twice. In four of the six forces people did, and in two of "
            "them they were sent away without a number that they could have called, or a name to "
            "ask for.",
        ),
        (H, "Recommendations"),
        (P, "Recommendation 1: By 30 June 2022, chief constables should give each person a name."),
        (H, "Recommendation 2"),
        (
            P,
            "By 30 June 2022, chief constables should make sure that the doors of all stations are "
            "open.",
        ),
        (L, "The hours should be on the door; and"),
        (
            L,
            "somebody should be there who can speak to those who come, and is paid to do it; and",
        ),
        (P, "Within six months, forces should:"),
        (
            L,
            "count those who come to the door of the station and go away and are not heard.",
        ),
        (P, "What happens next"),
    ]


def _paged(lines_of_page: list[int]) -> str:
    """Text in which a sentence runs over the end of each page, with the page's number below."""
    pages = (
        "\n".join([f"runs on over page {number}. It says one more thing, and another."] * lines)
        + f"\nPage {number} ends with what\n\n{number}\n\n"
        for number, lines in enumerate(lines_of_page, start=4)
    )
    return "".join(pages) + "comes to its end."


def test_lone_numbers_that_count_on_a_page_apart_are_those_of_pages() -> None:
    source = read(_paged([20, 22, 21]))
    assert [one.text for one in source.set_aside] == ["4", "5", "6"]
    assert (P, "", "Page 6 ends with what comes to its end.") in shown(source)


def test_a_head_that_most_pages_begin_with_is_told_once_for_each() -> None:
    pages = [f"Harbour Police\n\nPage {number} says this.\n\n{number}" for number in range(4, 9)]
    source = read("\f".join(pages).removesuffix("8"))
    assert [text for _, _, text in shown(source)] == [f"Page {n} says this." for n in range(4, 9)]
    assert [(one.why, one.text) for one in source.set_aside] == [
        *((Aside.PAGE_NUMBER, str(number)) for number in range(4, 8)),
        *[(Aside.RUNNING_HEAD, "Harbour Police")] * 5,
    ]


def test_lone_numbers_of_chapters_stay() -> None:
    source = read(_paged([20, 80, 14]))
    assert not source.set_aside
    assert (P, "", "5") in shown(source)


def test_lines_that_come_back_beside_the_numbers_of_pages_are_heads_and_feet() -> None:
    """Then two pages are enough; a line that ends with 'of' goes on in the next."""
    text = (
        "An inspection of\nHarbour Police\n\nThe force has moved its counter to a library, and\n\n"
        "The Inspectorate\n\n1\n\nAn inspection of Harbour Police\n\nhas hired two people.\n\n"
        "The Inspectorate\n\n2\n\nAn inspection of Harbour Police\n\nNobody has come yet.\n"
    )
    source = read(text)
    assert [text for _, _, text in shown(source)] == [
        "An inspection of Harbour Police",
        "The force has moved its counter to a library, and has hired two people.",
        "Nobody has come yet.",
    ]
    assert [(one.text, one.why) for one in source.set_aside] == [
        ("1", Aside.PAGE_NUMBER),
        ("2", Aside.PAGE_NUMBER),
        ("The Inspectorate", Aside.RUNNING_FOOT),
        ("The Inspectorate", Aside.RUNNING_FOOT),
        ("An inspection of Harbour Police", Aside.RUNNING_HEAD),
        ("An inspection of Harbour Police", Aside.RUNNING_HEAD),
    ]


def test_lines_that_are_drawn_are_no_words_and_stars_are_bullets() -> None:
    source = read(
        "HOW CALLS ARE ANSWERED\n======================\n\n1  WHAT WE ASK\n-------------\n"
        "The force should:\n   * answer; and\n   * call back.\n\n~~~~~~\nThat is all.\n"
    )
    assert shown(source) == [
        (H, "", "HOW CALLS ARE ANSWERED"),
        (H, "", "1 WHAT WE ASK"),
        (P, "", "The force should:"),
        (L, "•", "answer; and"),
        (L, "•", "call back."),
        (P, "", "That is all."),
    ]
    assert shown(read("It is so.*\n\n* Figures of 2024."))[1] == (P, "", "* Figures of 2024.")


def test_terms_with_their_text_and_data_for_programs_in_markdown() -> None:
    """As some write a name above its words, and as generators of sites begin a page."""
    source = read(
        "---\nlayout: report\ndate: 2024-03-01\n---\n\n# Dogs\n\nRecommendation 1\n\n"
        ": The force should buy two.\n\nRecommendation 2\n: It should train them.\n",
        "a.md",
    )
    assert shown(source) == [
        (H, "", "Dogs"),
        (P, "", "Recommendation 1"),
        (P, "", "The force should buy two."),
        (P, "", "Recommendation 2"),
        (P, "", "It should train them."),
    ]
    (told,) = source.set_aside
    assert (told.why, told.text) == (Aside.HIDDEN, "layout: report date: 2024-03-01")
    between_rules = read("---\n\nWhat the report says: it is so.\n\n---\n\n# Dogs\n", "a.md")
    assert shown(between_rules) == [(P, "", "What the report says: it is so."), (H, "", "Dogs")]


def test_a_foot_that_ends_with_the_number_of_its_page_is_set_aside_with_the_line_beside_it() -> (
    None
):
    source = read(
        "The force should act.\nOffice of the Commissioner, 3 Market\nSquare, Ash AS1 1AA Page 1\n"
        "It has acted.\nOffice of the Commissioner, 3 Market\nSquare, Ash AS1 1AA Page 2\n"
    )
    assert [block.text for block in source.blocks] == ["The force should act.", "It has acted."]
    assert [aside.why for aside in source.set_aside] == [Aside.RUNNING_FOOT] * 4


def test_a_reference_to_a_page_that_comes_back_is_no_foot() -> None:
    """The numbers do not count on."""
    said = ["It is in the letter on page 4", "It is said again.", "It is in the letter on page 9"]
    assert [block.text for block in read("\n\n".join(said)).blocks] == said


def test_a_head_above_both_pages_of_a_text_is_set_aside() -> None:
    source = read(
        "Ref: S55/12\n\nThe force should act.\n\nPage 1 of 2\n\f"
        "Ref: S55/12\n\nIt has.\n\nPage 2 of 2\n"
    )
    assert [block.text for block in source.blocks] == ["The force should act.", "It has."]
    assert [one.text for one in source.set_aside if one.why == Aside.RUNNING_HEAD] == (
        ["Ref: S55/12"] * 2
    )


def test_the_number_of_the_only_page_is_no_text() -> None:
    source = read("The force should act.\n\nPage 1 of 1\n")
    assert [block.text for block in source.blocks] == ["The force should act."]


@pytest.mark.parametrize(("last", "left"), [("Page 2 of 2", 0), ("Page 3 of 3", 2)])
def test_lines_that_count_all_pages_are_their_numbers(last: str, left: int) -> None:
    """Two are enough; but not if one of those that they count is missing."""
    source = read(f"The force should act.\nPage 1 of 2\nIt has acted.\n{last}\nSo it is.\n")
    assert sum("of" in block.text.split() for block in source.blocks) == left
    assert [one.text for one in source.set_aside] == ([] if left else ["Page 1 of 2", last])


def test_two_numbers_of_pages_are_told_where_the_second_is_the_last_line() -> None:
    said = "More is said of it here.\n" * 12
    pages = f"One.\n{said}First.\n\n1\n\nTwo.\n{said}Second.\n\n2\n"
    source = read(pages)
    assert [(one.why, one.text) for one in source.set_aside] == [
        (Aside.PAGE_NUMBER, "1"),
        (Aside.PAGE_NUMBER, "2"),
    ]
    assert read(f"{pages}\nThe end.\n").set_aside == ()
    assert read(pages.replace("\n1\n", "\n4\n").replace("\n2\n", "\n5\n")).set_aside == ()


def test_numbers_alone_that_count_on_are_those_of_the_text_below_them() -> None:
    """As the cells of a copied table come one below the other."""
    source = read(
        "What to do\n\n1\n\nAnswer all of the calls.\n\n2\n\nCall back within a day.\n\n"
        "1\n\nCalls\n\n3.\nWrite down who called first.\n"
    )
    assert [one for one in shown(source) if one[1]] == [
        (L, "1.", "Answer all of the calls."),
        (L, "2.", "Call back within a day."),
        (L, "3.", "Write down who called first."),
    ]
    notes = read(
        "Four dogs were hurt.1 Two were lost in May.2 None were found.3\n\n1\n\nSee the report of "
        "a vet.\n\n2\n\nSee the log of the vans.\n\n3\n\nSee the list of the force.\n"
    )
    assert [marker for _, marker, _ in shown(notes)] == [""] * 7
    others = read(
        "What we saw\n\n4\n\nDogs in each van.\n\n1\n\nVans in the yard.\n\n2\n\nSo it is.\n"
    )
    assert [marker for _, marker, _ in shown(others)] == [""] * 7


def test_a_text_goes_on_over_the_notes_at_the_foot_of_its_page() -> None:
    """The mark may stand on the page before, where the notes had no room."""
    source = read(
        "In the year to March the force answered most of its calls within a minute now.1 The\n"
        "people of Westshire know this.2 We watched officers read what was written down, and were\n"
        "\n"
        "1. See our assessment, page 34.\n"
        "\fimpressed by how few of them had to be asked a second time by those who came to help.\n"
        "• read the logs\n"
        "\n"
        "2. See our assessment, page 11,\n"
        "and the table below it.\n"
        "\f• count the horses in each of the stables.\n"
        "\n"
        "3. Sell the carts.\n"
    )
    assert [text for _, _, text in shown(source)] == [
        "In the year to March the force answered most of its calls within a minute now. The people "
        "of Westshire know this. We watched officers read what was written down, and were "
        "impressed by how few of them had to be asked a second time by those who came to help.",
        "read the logs",
        "count the horses in each of the stables.",
        "Sell the carts.",
    ]
    assert [len(block.notes) for block in source.blocks] == [2, 0, 0, 0]


LONG = "which it did in each of the months of the year that we looked at, in all of its stations\n"


@pytest.mark.parametrize(
    "foot",
    [
        f"Few know.1 Of them:\n\n1. The force counts,\n{4 * LONG}as it says.\n",
        "Few know.1 Some do.3 Of them:\n\n1. The force counts.\n\n3. It weighs.\n",
        "Of them:\n\n1. The force counts.1 It weighs.\n",
    ],
    ids=["long", "not counted on", "mark in itself"],
)
def test_numbered_paragraphs_at_the_foot_of_a_page_are_no_notes(foot: str) -> None:
    source = read(f"{foot}\fThe rest is on the next page.\n")
    *_, above, below = [text for _, _, text in shown(source)]
    assert (above[-3:], below) == (foot[-4:-1], "The rest is on the next page.")


def test_chapters_with_numbers_and_codes_are_no_notes() -> None:
    lines = ("CC1 Count the horses.", "", "1 What we saw", "There were horses.", "", "2 Carts", "")
    source = read("\n".join((*lines, "Nobody counts them (see CC2 and CC1 above).\n")))
    assert [text for _, _, text in shown(source)] == [
        "CC1 Count the horses.",
        "1 What we saw",
        "There were horses.",
        "2 Carts",
        "Nobody counts them (see CC2 and CC1 above).",
    ]


@pytest.mark.parametrize(
    ("lines", "tables"),
    [
        (["Ref\tText", "1\tBuy hay.", "", "Area\tSell carts."], [1, 1, 2]),
        (["Ref\tText", "", "1\tBuy hay.", "", "2\tSell carts."], [1, 1, 1]),
        (["Ref\tText", "", "1\tBuy hay.", "2\tSell carts.", "", "So\tWe go on."], [1, 1, 1, 2]),
        (["Ref\tText", "1\tBuy hay.", "It works.", "Area\tSell carts."], [1, 1, 0, 2]),
        (["A\tB\tC", "1\t2\t3", "", "Area\tSell carts."], [1, 1, 2]),
    ],
)
def test_a_blank_line_ends_a_table_whose_rows_follow_each_other(
    lines: list[str], tables: list[int]
) -> None:
    blocks = read("\n".join(lines)).blocks
    assert [block.table for block in blocks] == tables
