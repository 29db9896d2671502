"""What the geometry of a PDF page tells: columns, drawn bullets, hyphens, notes, joins."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import pypdf
import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    StreamObject,
    TextStringObject,
)
from pypdfium2 import raw

from s55.importers.readers import read_source
from s55.importers.readers.pdf import reader
from s55.importers.readers.pdf.elements import ANNOTATIONS, OBJECTS, RENDER_MODES
from s55.importers.readers.pdf.joins import Joins
from s55.importers.readers.pdf.margins import set_margins_aside
from s55.importers.readers.pdf.parts import Area, Furniture, Grid, Line, Look, Page, Segment
from s55.importers.source import Source
from s55.model.verdict import Aside, Reading
from s55.richtext.nodes import Emphasis, Hyperlink, Strong, Text, plain
from tests.importers.readers.samples import STYLE, H, L, P, T, as_pdf, blocks_of

WORDS = "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike".split()


def prose(seed: int, count: int) -> str:
    """Sentences that differ, so that a line in the wrong place shows."""
    words = [f"{WORDS[(seed * 3 + n * 5 + n * n) % 13]}{n % 7}" for n in range(count * 7)]
    return f"So {seed} goes {' '.join(words)} so."


def read(body: str, style: str = "") -> Source:
    """A page with this body, laid out and read."""
    page = f'<html lang="en-GB"><head><title>T</title></head><body>{body}</body></html>'
    margins = "" if "@page" in style else "@page{@top-left{content:none}}"
    return read_source(as_pdf(page, STYLE + margins + style), "a.pdf")


def texts(source: Source) -> list[str]:
    """The text of each block."""
    return [block.text for block in source.blocks]


def test_columns_are_read_one_after_the_other() -> None:
    parts = [prose(seed, 14) for seed in range(4)]
    body = "".join(f"<p>{part}</p>" for part in parts)
    source = read(f"<h1>Over both</h1><div>{body}</div>", "div{columns:2;column-gap:12mm}")
    assert texts(source) == ["Over both", *parts]


def test_columns_above_and_below_text_of_full_width() -> None:
    above, below = [prose(seed, 10) for seed in (1, 2)], [prose(seed, 10) for seed in (3, 4)]
    parts = ["<div>" + "".join(f"<p>{p}</p>" for p in ps) + "</div>" for ps in (above, below)]
    middle = prose(9, 12)
    source = read(f"{parts[0]}<p>{middle}</p>{parts[1]}", "div{columns:2;column-gap:12mm}")
    assert texts(source) == [*above, middle, *below]


def boxes(counts: Sequence[int], style: str) -> tuple[list[str], Source]:
    """Prose of so many sentences in each box of a page, and what is read of it."""
    parts = [prose(seed, count) for seed, count in enumerate(counts)]
    body = "".join(f"<aside>{part}</aside>" for part in parts)
    return parts, read(f"<div>{body}</div>", f"aside{{border:1pt solid;padding:6pt}}{style}")


COLUMNS_OF_BOXES = "div{columns:2;column-gap:12mm}aside{margin:0 0 9pt;break-inside:avoid}"


@pytest.mark.parametrize("counts", [(3, 3, 3, 3), (10, 4, 4, 10)])
def test_boxes_in_columns_are_read_one_column_after_the_other(counts: Sequence[int]) -> None:
    parts, source = boxes(counts, COLUMNS_OF_BOXES)
    assert texts(source) == parts


def test_the_frame_of_a_box_shows_its_column_wherever_its_first_line_begins() -> None:
    names = [f"Box {number}" for number in range(4)]
    body = "".join(
        f"<aside><b>{name}</b><p>{prose(number, 3)}</p></aside>"
        for number, name in enumerate(names)
    )
    inset = "b{display:block;margin-left:60pt}aside:nth-child(2n) b{margin-left:20pt}"
    frame = "aside{border:1pt solid;padding:6pt}"
    source = read(f"<div>{body}</div>", COLUMNS_OF_BOXES + frame + inset)
    assert [text for text in texts(source) if text.startswith("Box")] == names


@pytest.mark.parametrize("counts", [(9, 5, 3), (5, 3, 9)])
def test_boxes_in_a_row_are_read_from_left_to_right(counts: Sequence[int]) -> None:
    """However high each is."""
    style = "div{display:flex;gap:20pt}aside{width:30%;align-self:flex-start}"
    parts, source = boxes(counts, style)
    assert texts(source) == parts


def test_a_short_heading_between_columns_is_over_both() -> None:
    above, below = [prose(seed, 6) for seed in (1, 2)], [prose(seed, 6) for seed in (3, 4)]
    parts = ["<div>" + "".join(f"<p>{p}</p>" for p in ps) + "</div>" for ps in (above, below)]
    source = read(f"{parts[0]}<h3>Findings</h3>{parts[1]}", "div{columns:2;column-gap:12mm}")
    assert texts(source) == [*above, "Findings", *below]


def test_boxes_are_numbered_and_lists_in_them_kept() -> None:
    source = read(
        "<p>Before.</p><section><h3>One</h3><ul><li>a thing</li><li>another</li></ul></section>"
        "<p>Between.</p><aside>Two, shaded.</aside><p>After.</p>",
        "aside{background:#dde;padding:6pt;margin:9pt 0}",
    )
    assert [block.boxed for block in source.blocks] == [0, 1, 1, 1, 0, 2, 0]
    assert [block.kind for block in source.blocks] == [P, H, L, L, P, P, P]


@pytest.mark.parametrize(("more", "boxed"), [("", [0] * 6), (prose(7, 2), [0, 1, 1, 1, 2, 2, 0])])
def test_an_entry_of_a_list_of_terms_is_a_box_if_one_says_more_than_a_paragraph(
    more: str, boxed: list[int]
) -> None:
    """Nothing but the margin shows then where what is said of a term ends."""
    style = "dt{font-weight:bold}dd{margin-left:30pt}"
    said = f"<dt>Area 1</dt><dd><p>{prose(1, 4)}</p>{more and f'<p>{more}</p>'}</dd>"
    said += f"<dt>Area 2</dt><dd><p>{prose(2, 1)}</p></dd>"
    source = read(f"<p>{prose(3, 3)}</p><dl>{said}</dl><p>{prose(4, 3)}</p>", style)
    assert [block.boxed for block in source.blocks] == boxed


@pytest.mark.parametrize(
    ("last", "boxed"), [("Three.", [0, 1, 2, 3]), ("<b>Three</b>", [1, 1, 1, 1])]
)
def test_each_row_of_a_table_of_one_column_is_a_box(last: str, boxed: list[int]) -> None:
    """Below its bold head; where other rows are bold, they are parts of one box."""
    rows = "".join(f"<tr><td>{row}</td></tr>" for row in ("<b>Items</b>", "One.", "Two.", last))
    source = read(f"<table>{rows}</table>", "table{width:100%}")
    assert [block.boxed for block in source.blocks] == boxed


@pytest.mark.parametrize(("long", "pages"), [(12, 2), (16, 3), (18, 3)])
def test_a_table_of_one_column_goes_on_over_the_page_row_by_row(long: int, pages: int) -> None:
    """Also where the page ends low, and where one row alone is on the last."""
    rows = "".join(f"<tr><td>{prose(n, long)}</td></tr>" for n in range(9))
    style = "table{width:100%}tr{break-inside:avoid}"
    source = read(f"<table><tr><td><b>Items</b></td></tr>{rows}</table>", style)
    assert [block.boxed for block in source.blocks] == [0, *range(1, 10)]
    assert source.blocks[-1].place.page == pages


def test_a_bold_line_at_the_margin_is_no_part_of_the_full_line_above_it() -> None:
    style = "dt{font-weight:bold}dd{margin-left:30pt}"
    said = "All of these must be seen to on each of the days of any one long given week."
    entries = "".join(f"<dt>Area {n}</dt><dd>{said}</dd>" for n in (1, 2))
    source = read(f"<p>{prose(3, 3)}</p><dl>{entries}</dl>", style)
    assert [text for text in texts(source) if text.startswith("Area")] == ["Area 1", "Area 2"]


def test_words_that_are_marked_over_several_lines_are_in_no_box() -> None:
    """The ground of each line ends near to that of the next one."""
    style = "p{text-align:justify;line-height:1.15}mark{background:#ff0}"
    source = read(f"<p>{prose(3, 3)}</p><p><mark>{prose(1, 9)}</mark></p>", style)
    assert [block.boxed for block in source.blocks] == [0, 0]


def test_paragraphs_with_one_ground_are_a_box_though_some_are_low_or_set_in() -> None:
    """As word processors paint a frame: each paragraph by itself."""
    style = "div p{background:#def;margin:0}.low{line-height:1.1}.in{margin-left:20pt}"
    inside = f"<p class=low>Area 1</p><p>{prose(1, 3)}</p><p class=in>{prose(2, 3)}</p>"
    source = read(f"<p>{prose(3, 3)}</p><div>{inside}</div><p>{prose(4, 3)}</p>", style)
    assert [block.boxed for block in source.blocks] == [0, 1, 1, 1, 0]


def test_text_below_headings_that_stand_out_is_in_no_box() -> None:
    parts = "".join(
        f"<p><b>Part {n}</b></p><div>{f'<p>{prose(n, 3)}</p>' * 2}</div>" for n in (1, 2)
    )
    assert not any(block.boxed for block in read(parts, "div{margin-left:60pt}").blocks)


def test_a_heading_on_a_shaded_bar_is_in_no_box() -> None:
    source = read("<h2>Findings</h2><p>Text of the findings.</p>", "h2{background:#dde}")
    assert [(block.kind, block.boxed) for block in source.blocks] == [(H, 0), (P, 0)]


def test_bullets_that_are_drawn() -> None:
    source = read(
        f"<div><i></i><p>{prose(1, 6)}</p></div><div><i></i><p>Short.</p></div>",
        "div{position:relative;padding-left:20pt}"
        "i{position:absolute;left:4pt;top:5pt;width:5pt;height:5pt;background:#036}",
    )
    assert [(block.kind, block.marker, block.text) for block in source.blocks] == [
        (L, "•", prose(1, 6)),
        (L, "•", "Short."),
    ]


@pytest.mark.parametrize("bullet", ["•", "–", "▪", "◼", "➢", "\uf0b7", "o"])
def test_bullets_that_are_characters(bullet: str) -> None:
    body = "".join(
        f"<p class=i>{bullet}<span> </span>{text}</p>" for text in (prose(2, 5), "Short.")
    )
    style = ".i{padding-left:18pt;text-indent:-18pt}.i span{display:inline-block;width:10pt}"
    source = read(f"<p>Intro:</p>{body}", style)
    assert texts(source) == ["Intro:", prose(2, 5), "Short."]
    marker = "•" if bullet == "\uf0b7" else bullet
    assert [block.marker for block in source.blocks] == ["", marker, marker]


def test_numbers_letters_and_depth() -> None:
    source = read(
        "<ol><li>one<ol type=a><li>first</li><li>second<ul><li>deep</li></ul></li></ol></li>"
        "<li>two</li></ol>",
        "ol[type=a]{list-style:lower-alpha}",
    )
    assert [(block.level, block.marker, block.text) for block in source.blocks] == [
        (1, "1.", "one"),
        (2, "a.", "first"),
        (2, "b.", "second"),
        (3, "▪", "deep"),
        (1, "2.", "two"),
    ]


def test_typed_numbers_are_markers_and_years_are_not() -> None:
    source = read(
        f"<p>1. {prose(1, 4)}</p><p>2. {prose(2, 4)}</p><p>2019. It was a year.</p>"
        "<p>A. Smith wrote this.</p>"
    )
    assert [block.marker for block in source.blocks] == ["1.", "2.", "", ""]
    assert texts(source)[3] == "A. Smith wrote this."


def test_a_paragraph_whose_number_does_not_hang_is_one_however_long() -> None:
    """Its other lines begin below its number, and not below its first word."""
    said = prose(3, 5)
    source = read(f"<p>4.6 <b>{said}</b></p>")
    assert [(block.marker, block.text) for block in source.blocks] == [("4.6", said)]


def test_a_second_paragraph_of_an_item_has_no_marker() -> None:
    source = read(f"<ul><li><p>{prose(1, 5)}</p><p>{prose(2, 5)}</p></li><li>Next.</li></ul>")
    assert [(block.kind, block.level, block.marker) for block in source.blocks] == [
        (L, 1, "•"),
        (L, 1, ""),
        (L, 1, "•"),
    ]


def test_hyphens_real_and_of_the_layout() -> None:
    """The layout breaks long words; 'well-being' keeps its hyphen wherever its line ends."""
    text = "The well-being of the long-serving investigators and decision-making supervisors. " * 12
    words = text + "Investigators and supervisors; well-being, long-serving, decision-making."
    source = read(f"<p>{words}</p>", "body{width:150pt;font-size:12pt;text-align:justify}")
    broken = re.sub(r"\s+", " ", words)
    assert texts(source) == [broken]


@pytest.mark.parametrize(
    ("typed", "read_as"),
    [
        ("neighbourhood-policing", "neighbourhood-policing"),
        ("neighbourhood&shy;policing", "neighbourhoodpolicing"),
    ],
)
def test_where_the_layout_shows_its_own_hyphens_they_are_dropped(typed: str, read_as: str) -> None:
    """The author's hyphen at a line's end stays, though no other line proves it."""
    first = "<p>The impor&shy;tantmatters.</p>"
    source = read(f"{first}<p>{typed}</p>", "body{width:85pt;font:10pt monospace}")
    assert texts(source) == ["The importantmatters.", read_as]


def test_a_word_too_long_for_its_cell_is_whole_again() -> None:
    """Programs break it anywhere, without a hyphen; words of their own stay apart."""
    cells = "<tr><td>Two</td><td>Leads</td><td>to go forward</td></tr>" * 2
    words = "<p>Each leads on, to go forward.</p>"
    style = "table{table-layout:fixed;width:140pt;font:10pt monospace}td{overflow-wrap:anywhere}"
    source = read(f"{words}<table>{cells}</table>", style)
    rows = [block.text for block in source.blocks if block.cells]
    assert rows == ["Two | Leads | to go forward"] * 2


@pytest.mark.parametrize(
    ("cell", "width", "read_as"),
    [
        ("Superintendent Ash", 12, "Superintendent Ash"),  # "Superintende", "nt Ash"
        ("Examined a room", 7, "Examined a room"),  # "Examine", "d a"
        ("our colleagues listen", 7, "our colleagues listen"),  # "colleag", "ues"
        ("Constabulary’s view", 11, "Constabulary’s view"),  # "Constabular", "y’s"
        ("accounts was read", 8, "accounts was read"),  # it just fits, and a word follows
        ("accounts we’ll keep", 8, "accounts we’ll keep"),
        ("accounts we'll keep", 8, "accounts we'll keep"),
        ("Constabulary's view", 11, "Constabulary's view"),
        ("accounts it’s in", 8, "accounts it’s in"),
        ("listening’s heard", 6, "listening’s heard"),
        ("listening's heard", 6, "listening's heard"),
        ("disappointed by it", 12, "disappointed by it"),  # as here
        ("Linked oar tips", 8, "Linked oar tips"),  # there is room for another letter
        ("Constables heard it", 10, "Constables heard it"),  # "heard" is too long for an end
    ],
)
def test_a_word_that_fills_its_cell_is_whole_again_by_what_follows(
    cell: str, width: int, read_as: str
) -> None:
    """No other place of the text has the word; what follows it is no word, or is one."""
    table = f"<table><tr><td>Two</td><td>{cell}</td></tr></table>"
    style = (
        "table{table-layout:fixed;border-collapse:collapse}"
        "td{overflow-wrap:anywhere;hyphens:none;font:10pt monospace;border:1pt solid;padding:1pt}"
        f"td+td{{width:{6.03 * width + 3:.1f}pt}}"  # with its padding and a half of each border
    )
    source = read(f"<p>Boats, as in point (d) above.</p>{table}", style)
    assert [block.text for block in source.blocks if block.cells] == [f"Two | {read_as}"]


def test_headings_that_begin_several_pages_stay() -> None:
    """Where other pages begin with other text at that height."""
    parts = [f"<h2>Part {n}</h2><p>{prose(n, 5)}</p>" for n in range(4)]
    again = [f"<h3>What we saw</h3><p>{prose(n + 5, 3)}</p>" for n in range(4)]
    body = "".join(
        f"<div>{one}</div><div>{two}</div>" for one, two in zip(parts, again, strict=True)
    )
    source = read(body, "div{break-before:page}")
    assert texts(source).count("What we saw") == 4
    assert {found.why for found in source.set_aside} == {"page number"}


@pytest.mark.parametrize(
    ("heading", "style"), [("Area for improvement", ""), ("Please note", "section{height:300pt}")]
)
def test_headings_of_items_and_in_boxes_stay(heading: str, style: str) -> None:
    """Where every page begins with one."""
    area = "<section><h3>{}</h3><p>{}</p></section>"
    body = "".join(f"<div>{area.format(heading, prose(n, 3))}</div>" for n in range(4))
    source = read(body, f"div{{break-before:page}}{style}")
    assert texts(source).count(heading) == 4
    assert {found.why for found in source.set_aside} == {"page number"}


@pytest.mark.parametrize("turned", ["rotate(90deg)", "rotate(-90deg)", "rotate(180deg)"])
def test_text_printed_sideways_is_read(turned: str) -> None:
    """In its own order, after the upright text of its page."""
    inner = f"<h2>Second heading</h2><p>{prose(1, 6)}</p><ul><li>One thing.</li></ul>"
    source = read(
        f"<p>Upright.</p><div>{inner}</div><p class=n>Next page.</p>",
        f"div{{position:absolute;top:230pt;left:0;width:400pt;transform:{turned}}}"
        ".n{break-before:page}",
    )
    assert [(block.kind, block.text, block.place.page) for block in source.blocks] == [
        (P, "Upright.", 1),
        (H, "Second heading", 1),
        (P, prose(1, 6), 1),
        (L, "One thing.", 1),
        (P, "Next page.", 2),
    ]


@pytest.mark.parametrize("is_text_sideways", [False, True])
def test_a_page_over_a_picture_is_read_however_its_words_are_turned(
    is_text_sideways: bool,
) -> None:
    said = prose(2, 12), "Chapter two"
    upright, sideways = said[::-1] if is_text_sideways else said
    source = read(
        f"<p>{prose(1, 12)}</p><p class=n>{upright}</p>"
        '<img alt="" src="data:image/gif;base64,'
        'R0lGODlhAQABAIAAAMzM////ACwAAAAAAQABAAACAkQBADs=">'
        f"<div>{sideways}</div>",
        "@page{size:A4;margin:20mm}.n{break-before:page}"
        "img{position:absolute;top:-20mm;left:-20mm;width:210mm;height:297mm;z-index:-1}"
        "div{position:absolute;top:120mm;left:80mm;width:150mm;transform:rotate(90deg)}",
    )
    assert [(block.text, block.place.page) for block in source.blocks] == [
        (prose(1, 12), 1),
        (upright, 2),
        (sideways, 2),
    ]
    assert not any(found.why == Aside.PICTURE_PAGE for found in source.set_aside)


def test_a_title_page_that_is_a_picture_is_read_unless_all_pages_are_pictures() -> None:
    """Then it has the stamp of a scanner, and not the title."""
    picture = (
        '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAIAAAMzM////ACwAAAAAAQABAAACAkQBADs=">'
    )
    style = (
        "@page{size:A4;margin:0}.n{break-before:page;margin:30mm}section{height:297mm}"
        "img{position:absolute;width:210mm;height:297mm;z-index:-1}"
    )
    title = f"<section>{picture}<h1>Harbours</h1></section>"
    read_whole = read(f"{title}<p class=n>{prose(1, 12)}</p>", style)
    assert texts(read_whole) == ["Harbours", prose(1, 12)]
    assert not any(found.why == Aside.PICTURE_PAGE for found in read_whole.set_aside)
    scanned = read(f"{title}<section>{picture}</section>", style)
    pages = [one.place.page for one in scanned.set_aside if one.why == Aside.PICTURE_PAGE]
    assert pages == [1, 2]


def test_footnotes_and_their_markers_are_set_aside() -> None:
    body = "".join(
        f"<p>{prose(n, 9)}<span class=fn>Note {WORDS[n]} about it.</span> And on.</p>"
        for n in range(9)
    )
    source = read(body, ".fn{float:footnote;font-size:8pt}")
    assert texts(source) == [f"{prose(n, 9)} And on." for n in range(9)]
    notes = [found.text for found in source.set_aside if found.why == "footnote"]
    assert notes == [f"{n + 1}. Note {WORDS[n]} about it." for n in range(9)]


def test_raised_and_lowered_figures_stay_as_characters() -> None:
    """Unless they lead to a note: an exponent is no mark, though another page has notes."""
    source = read(
        "<p>Each cell has 6m<sup>2</sup>, 10<sup>5</sup> of them, on the 2<sup>nd</sup> floor; "
        "CO<sub>2</sub> is measured.</p><p class=n>A note<span class=fn>Said of it.</span>.</p>",
        ".fn{float:footnote;font-size:8pt}.n{break-before:page}sup,sub{font-size:7pt}",
    )
    assert texts(source) == [
        "Each cell has 6m², 10⁵ of them, on the 2nd floor; CO₂ is measured.",
        "A note.",
    ]
    assert ("1", "footnote marker") in [(one.text, one.why) for one in source.set_aside]


def test_figures_that_count_on_are_marks_wherever_their_notes_are() -> None:
    source = read("".join(f"<p>Said by {who}<sup>{n}</sup>.</p>" for n, who in enumerate("ABC", 1)))
    assert texts(source) == ["Said by A.", "Said by B.", "Said by C."]
    assert [one.text for one in source.set_aside if one.why == "footnote marker"] == ["1", "2", "3"]


def aside(source: Source) -> list[tuple[str, str]]:
    """Why, and what, was set aside, page numbers apart."""
    return [(one.why, one.text) for one in source.set_aside if one.why != "page number"]


def test_crossed_out_words_are_told() -> None:
    """By a line through them: whole sentences, words, a figure within a number."""
    source = read(
        "<p>We <s>reject</s> accept this, by <s>3</s>1 May, for £2<s>0</s>5.</p>"
        "<p><del>All of this goes. And this too.</del></p><p><u>Underlined</u> stays.</p>"
        "<table><tr><td>In a <s>cell</s> box</td><td>b</td></tr></table><hr><p>End.</p>"
    )
    assert texts(source) == [
        "We accept this, by 1 May, for £25.",
        "Underlined stays.",
        "In a box | b",
        "End.",
    ]
    assert [text for why, text in aside(source) if why == "crossed out"] == [
        "reject 3 0 All of this goes. And this too. cell"
    ]


@pytest.mark.parametrize(
    "style",
    [
        "color:#fff",
        "color:rgba(0,0,0,0)",
        "position:absolute;left:-900pt",
        "font-size:.5pt",
    ],
)
def test_words_that_nobody_sees_are_told(style: str) -> None:
    source = read(f"<p>Seen.</p><p style='{style}'>Not seen.</p><p>End.</p>")
    assert texts(source) == ["Seen.", "End."]
    assert aside(source) == [("hidden text", "Not seen.")]


def test_white_words_on_a_colour_are_seen() -> None:
    source = read("<p>Seen.</p><h2 style='color:#fff;background:#036'>Findings</h2><p>End.</p>")
    assert texts(source) == ["Seen.", "Findings", "End."]


HELVETICA = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"}


def named(**names: str) -> DictionaryObject:
    """A dictionary of names."""
    return DictionaryObject({NameObject(f"/{k}"): NameObject(v) for k, v in names.items()})


def rewritten(change: Callable[[pypdf.PdfWriter], None]) -> Source:
    """A page of one paragraph after a change to its file."""
    html = '<html lang="en"><head><title>T</title></head><body><p>Seen.</p></body></html>'
    writer = pypdf.PdfWriter(clone_from=BytesIO(as_pdf(html, "@page{margin:24mm}")))
    change(writer)
    written = BytesIO()
    writer.write(written)
    return read_source(written.getvalue(), "a.pdf")


def with_layer(state: str) -> Callable[[pypdf.PdfWriter], None]:
    """Adds words on a layer that is in this state, on a page that is turned."""

    def change(writer: pypdf.PdfWriter) -> None:
        page, root = writer.pages[0], writer.root_object
        layer = writer._add_object(named(Type="/OCG"))
        resources = page["/Resources"].get_object()
        assert isinstance(resources, DictionaryObject)
        resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L"): layer})
        fonts = resources["/Font"].get_object()
        assert isinstance(fonts, DictionaryObject)
        fonts[NameObject("/F")] = writer._add_object(named(**HELVETICA))
        more = DecodedStreamObject()
        more.set_data(b"/OC /L BDC BT /F 12 Tf 100 500 Td (On a layer.) Tj ET EMC")
        contents = ArrayObject([page.raw_get("/Contents"), writer._add_object(more)])
        page[NameObject("/Contents")] = contents
        page.rotate(90)
        shown = DictionaryObject({NameObject(state): ArrayObject([layer])})
        root[NameObject("/OCProperties")] = DictionaryObject(
            {NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): shown}
        )

    return change


def test_words_on_a_layer_count_where_it_is_on() -> None:
    on, off = rewritten(with_layer("/ON")), rewritten(with_layer("/OFF"))
    assert (sorted(texts(on)), aside(on)) == (["On a layer.", "Seen."], [])
    assert (texts(off), aside(off)) == (["Seen."], [("hidden text", "On a layer.")])


def content(drawn: str, form: str = "", box: str = "0 0 600 850") -> Callable[..., None]:
    """Puts this in place of what a page shows; ``/X`` is a form that is enlarged twofold."""

    def change(writer: pypdf.PdfWriter) -> None:
        page = writer.pages[0]
        fonts = DictionaryObject({NameObject("/F"): writer._add_object(named(**HELVETICA))})
        resources = DictionaryObject({NameObject("/Font"): fonts})
        inner = DecodedStreamObject()
        inner.set_data(form.encode())
        inner.update(named(Type="/XObject", Subtype="/Form"))
        for name, numbers in ("/BBox", box), ("/Matrix", "2 0 0 2 0 0"):
            inner[NameObject(name)] = ArrayObject(map(FloatObject, numbers.split()))
        inner[NameObject("/Resources")] = DictionaryObject(resources)
        forms = DictionaryObject({NameObject("/X"): writer._add_object(inner)})
        resources[NameObject("/XObject")] = forms
        outer = DecodedStreamObject()
        outer.set_data(drawn.encode())
        page[NameObject("/Contents")] = writer._add_object(outer)
        page[NameObject("/Resources")] = resources

    return change


def at(x: int, y: int, words: str) -> str:
    """Words of 12 points on a page."""
    return f"BT /F 12 Tf {x} {y} Td ({words}) Tj ET "


CUT_AWAY = {
    "beside a path": "q 100 600 200 50 re W n " + at(100, 500, "Not seen.") + "Q",
    "where two paths leave nothing": "q 90 490 20 40 re W n 130 490 90 40 re W n "
    + at(100, 500, "Not seen.")
    + "Q",
    "by a path without extent": "q 120 500 0 0 re W n " + at(100, 500, "Not seen.") + "Q",
    "by a path without width": "q 135 400 0 200 re W n " + at(100, 500, "Not seen.") + "Q",
    "to the left of a path": "q 300 450 99 99 re W n " + at(100, 500, "Not seen.") + "Q",
    "to the right of a path": "q 20 450 60 99 re W n " + at(100, 500, "Not seen.") + "Q",
    "but for the tips of letters": "q 90 508 200 40 re W n " + at(100, 500, "Not seen.") + "Q",
    "below a round path": "q 100 540 m 150 590 250 590 300 540 c h W n "
    + at(100, 500, "Not seen.")
    + "Q",
    "where all is moved": "q 2 0 0 2 20 30 cm 100 300 9 9 re W n "
    + "BT /F 6 Tf 50 250 Td (Not seen.) Tj ET Q",
}


@pytest.mark.parametrize("turn", [0, 90])
@pytest.mark.parametrize("how", CUT_AWAY)
def test_words_that_a_clip_path_cuts_away_are_told(how: str, turn: int) -> None:
    drawn = at(100, 700, "Seen.") + CUT_AWAY[how] + " " + at(100, 400, "End.")
    if turn:
        drawn = f"q 0 1 -1 0 800 0 cm {drawn} Q"
    source = rewritten(content(drawn))
    assert (texts(source), aside(source)) == (["Seen.", "End."], [("hidden text", "Not seen.")])


KEPT = {
    "within a path": "q 90 480 200 40 re W n " + at(100, 500, "In it.") + "Q",
    "a line of which the lower half shows": "q 90 450 200 53 re W n "
    + at(100, 500, "In it.")
    + "Q",
    "of which the last letter shows": "q 120 450 200 99 re W n " + at(100, 500, "In-it.") + "Q",
    "on the corner that a round path leaves": "q 90 490 m 200 520 300 520 400 490 c h W n "
    + at(92, 500, "In it.")
    + "Q",
    "after the path": "q 100 600 200 50 re W n Q " + at(100, 500, "In it."),
}


@pytest.mark.parametrize("how", KEPT)
def test_words_of_which_something_shows_or_may_show_are_taken(how: str) -> None:
    source = rewritten(content(KEPT[how]))
    assert (texts(source), aside(source)) == ([KEPT[how].split("(")[1].split(")")[0]], [])


def test_a_line_is_divided_where_a_cell_cuts_it_off() -> None:
    """The word of which a part shows is taken whole."""
    line = "q 100 490 67 20 re W n " + at(100, 500, "By the end of the financial year") + "Q "
    source = rewritten(content(line + at(100, 400, "End.")))
    assert texts(source) == ["By the end of", "End."]
    assert aside(source) == [("hidden text", "the financial year")]


@pytest.mark.parametrize(
    ("drawn", "form", "box"),
    [
        ("q 1 0 0 1 50 50 cm /X Do Q", "20 90 90 30 re W n", "0 0 600 850"),
        ("q 1 0 0 1 50 50 cm /X Do Q", "52 90 60 30 re W n", "0 0 600 850"),
        ("q 1 0 0 1 50 50 cm /X Do Q", "", "0 0 600 180"),
        ("q 100 100 300 200 re W n 1 0 0 1 50 50 cm /X Do Q", "", "0 0 600 850"),
    ],
    ids=[
        "by a path in it",
        "by a path in it that cuts a letter",
        "by its own bounds",
        "by a path around it",
    ],
)
def test_what_a_form_loses_to_a_clip_path_is_told(drawn: str, form: str, box: str) -> None:
    """The form stands where its two matrices put it: (50, 200) is (150, 450) on the page."""
    words = "BT /F 6 Tf 50 200 Td (Not seen.) Tj 0 -100 Td (In it.) Tj ET"
    source = rewritten(content(drawn, f"{form} {words}", box))
    assert (texts(source), aside(source)) == (["In it."], [("hidden text", "Not seen.")])


COVERED = {
    "a dark shape": at(100, 500, "Not seen.") + "0.2 g 90 490 200 30 re f ",
    "a white shape": at(100, 500, "Not seen.") + "1 g 90 490 200 30 re f ",
    "a shape of its colour behind it": "0.2 g 90 490 200 30 re f " + at(100, 500, "Not seen."),
    "a shape in a form": at(100, 500, "Not seen.") + "/X Do ",
}


@pytest.mark.parametrize("how", COVERED)
def test_words_that_do_not_stand_out_from_a_shape_are_told(how: str) -> None:
    drawn = at(100, 700, "Seen.") + f"q {COVERED[how]} Q " + at(100, 400, "End.")
    source = rewritten(content(drawn, "0.4 g 45 245 100 15 re f"))
    assert (texts(source), aside(source)) == (["Seen.", "End."], [("hidden text", "Not seen.")])


@pytest.mark.parametrize(
    "drawn",
    [
        "0.2 g 90 490 200 30 re f 1 g " + at(100, 500, "In it."),
        "0 g 90 490 200 30 re f 1 g 95 495 190 20 re f 0 g " + at(100, 500, "In it."),
        "q 100 600 9 9 re W n 0 g 90 490 200 30 re f Q " + at(100, 500, "In it."),
        at(100, 500, "In it.") + "q 100 600 9 9 re W n 0 g 90 490 200 30 re f Q",
        at(100, 500, "In it.") + "0 g 90 490 200 8 re f",
        at(100, 500, "In it.") + "0 g 90 490 m 200 490 l 100 400 l f",
    ],
    ids=["on it", "on one on it", "cut", "after it, cut", "to its half", "beside it"],
)
def test_words_that_stand_out_from_a_shape_are_taken(drawn: str) -> None:
    assert (texts(source := rewritten(content(drawn))), aside(source)) == (["In it."], [])


def test_the_word_of_a_line_that_a_bar_covers_is_told() -> None:
    """A name that somebody drew a bar over; the words beside it stay."""
    line = at(100, 500, "The witness is Robin Fell of Elm Road.") + "0 g 172 495 55 16 re f "
    source = rewritten(content(line))
    assert texts(source) == ["The witness is Fell of Elm Road."]
    assert aside(source) == [("hidden text", "Robin")]


def frame(x0: int, y0: int, x1: int, y1: int) -> str:
    """A frame of four thick lines, as word processors draw one round a paragraph."""
    sides = (x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)
    return "1.5 w " + "".join(f"{xa} {ya} m {xb} {yb} l S " for xa, ya, xb, yb in sides)


@pytest.mark.parametrize(
    ("below", "boxed"),
    [
        pytest.param((90, 440, 500, 488), [1, 1, 0], id="a part that is set in"),
        pytest.param((80, 440, 500, 488), [1, 2, 0], id="another frame"),
        pytest.param((80, 460, 300, 498), [1, 1, 0], id="the next line of words"),
    ],
)
def test_frames_of_thick_lines_are_boxes(
    below: tuple[int, int, int, int], boxed: list[int]
) -> None:
    words = at(100, 515, "The force should:") + at(100, 475, "Say why.") + at(100, 300, "After.")
    source = rewritten(content(frame(80, 502, 500, 540) + frame(*below) + words))
    assert [block.boxed for block in source.blocks] == boxed


def test_what_is_beside_the_pages_is_told() -> None:
    def change(writer: pypdf.PdfWriter) -> None:
        writer.add_attachment("figures.xlsx", b"x")
        writer.add_attachment("response.json", b"{}")
        form = DictionaryObject({NameObject("/XFA"): TextStringObject("x")})
        form[NameObject("/Fields")] = ArrayObject()
        writer.root_object[NameObject("/AcroForm")] = form

    assert [(one.why, one.text, one.about) for one in rewritten(change).set_aside] == [
        ("embedded object", "attached file: figures.xlsx", True),
        (
            "unknown part of the file",
            "an XFA form, whose fields and words only Adobe's programs show",
            True,
        ),
    ]


COMMENTS = (
    "Text FreeText Line Square Circle Polygon PolyLine Highlight Underline Squiggly StrikeOut "
    "Caret Stamp Ink Watermark Redact"
).split()
OBJECTS_ON_PAGES = "FileAttachment Sound Movie Screen 3D RichMedia".split()
SILENT = "Link Popup PrinterMark TrapNet".split()
NEW = "Projection Unheard".split()
"""What PDFium does not know: the one of the standard, and any other."""


@pytest.mark.parametrize("kind", [*COMMENTS, *OBJECTS_ON_PAGES, *SILENT, *NEW])
def test_the_words_of_every_annotation_of_the_standard_are_told(kind: str) -> None:
    """ISO 32000-2, table 171, but for the fields of forms, which are told by their values."""
    place = ArrayObject(map(FloatObject, (300, 300, 320, 320)))
    words = TextStringObject("Words of it")
    source = annotated(
        "<p>Seen.</p>", {"Subtype": NameObject(f"/{kind}"), "Rect": place, "Contents": words}
    )
    whys = {
        **dict.fromkeys(COMMENTS, "comment"),
        **dict.fromkeys(OBJECTS_ON_PAGES, "embedded object"),
        **dict.fromkeys(NEW, "unknown element"),
    }
    assert aside(source) == ([] if kind in SILENT else [(whys[kind], "Words of it")])


@pytest.mark.parametrize(
    ("prefix", "table"),
    [
        ("FPDF_PAGEOBJ_", OBJECTS),
        ("FPDF_TEXTRENDERMODE_", RENDER_MODES),
        ("FPDF_ANNOT_", ANNOTATIONS),
    ],
)
def test_the_tables_have_all_that_the_library_knows(
    prefix: str, table: Mapping[int, Reading]
) -> None:
    """ISO 32000-2, tables 50, 104 and 171, by PDFium's numbers."""
    known = {name: getattr(raw, name) for name in dir(raw) if name.startswith(prefix)}
    apart = (f"{prefix}UNKNOWN", f"{prefix}LAST")
    flags = [name for name in known if name.startswith(("FPDF_ANNOT_FLAG", "FPDF_ANNOT_APPEAR"))]
    values = {value for name, value in known.items() if name not in (*apart, *flags)}
    assert values == set(table)


def annotated(body: str, *annotations: dict[str, object]) -> Source:
    """The page with annotations on it."""
    html = f'<html lang="en"><head><title>T</title></head><body>{body}</body></html>'
    writer = pypdf.PdfWriter(clone_from=BytesIO(as_pdf(html, "@page{margin:24mm}")))
    fields = DictionaryObject({NameObject("/Fields"): ArrayObject()})
    writer.root_object[NameObject("/AcroForm")] = fields
    for keys in annotations:
        entries = {NameObject(f"/{key}"): value for key, value in keys.items()}
        if isinstance(picture := keys.get("AP"), StreamObject):
            own = writer._add_object(picture)  # pypdf has no other way
            entries[NameObject("/AP")] = DictionaryObject({NameObject("/N"): own})
        base = {NameObject("/Type"): NameObject("/Annot")}
        writer.add_annotation(0, DictionaryObject(base | entries))
    written = BytesIO()
    writer.write(written)
    return read_source(written.getvalue(), "a.pdf")


def test_comments_form_fields_and_crossings_out_by_annotations() -> None:
    words = FloatObject(60), FloatObject(700), FloatObject(540), FloatObject(790)
    left, bottom, right, top = words
    source = annotated(
        "<p>All of this is crossed out.</p>",
        {
            "Subtype": NameObject("/Text"),
            "Rect": ArrayObject(words),
            "Contents": TextStringObject("Is this right?"),
        },
        {
            "Subtype": NameObject("/Widget"),
            "Rect": ArrayObject(words),
            "FT": NameObject("/Tx"),
            "T": TextStringObject("name"),
            "V": TextStringObject("A. Person"),
        },
        {"Subtype": NameObject("/Highlight"), "Rect": ArrayObject(words)},
    )
    assert texts(source) == ["All of this is crossed out."]
    assert aside(source) == [("comment", "Is this right?"), ("form field", "A. Person")]
    struck = annotated(
        "<p>All of this is crossed out.</p><p style='margin-top:200pt'>This is not.</p>",
        {
            "Subtype": NameObject("/StrikeOut"),
            "Rect": ArrayObject(words),
            "QuadPoints": ArrayObject([left, top, right, top, left, bottom, right, bottom]),
        },
    )
    assert texts(struck) == ["This is not."]
    assert aside(struck) == [("crossed out", "All of this is crossed out.")]


def drawn(words: str, at: int = 2) -> StreamObject:
    """What an annotation draws: these words, so many points from its left."""
    stream = StreamObject()
    stream.set_data(f"BT /F 11 Tf {at} 2 Td ({words}) Tj ET".encode())
    face = {"Type": "/Font", "Subtype": "/Type1", "BaseFont": "/Helvetica"}
    font = DictionaryObject({NameObject(f"/{key}"): NameObject(one) for key, one in face.items()})
    fonts = DictionaryObject({NameObject("/F"): font})
    stream[NameObject("/Type")] = NameObject("/XObject")
    stream[NameObject("/Subtype")] = NameObject("/Form")
    stream[NameObject("/BBox")] = ArrayObject(map(FloatObject, (0, 0, 200, 20)))
    stream[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    return stream


def test_words_that_annotations_only_draw_are_told() -> None:
    place = ArrayObject(map(FloatObject, (300, 300, 500, 320)))
    stamp = {"Subtype": NameObject("/Stamp"), "Rect": place}
    source = annotated(
        "<p>Seen DRAFT.</p>",
        {**stamp, "Contents": TextStringObject("Said"), "AP": drawn("Said")},
        {**stamp, "AP": drawn("DRAFT of May", at=60)},
    )
    assert texts(source) == ["Seen DRAFT."]
    assert aside(source) == [("comment", "Said"), ("comment", "DRAFT of May")]


@pytest.mark.parametrize(
    ("words", "told"), [("Ticked", [("form field", "Ticked")]), (" ", [])], ids=["words", "blank"]
)
def test_words_that_a_form_field_only_draws_are_told(words: str, told: list[object]) -> None:
    place = ArrayObject(map(FloatObject, (300, 300, 500, 320)))
    field: dict[str, object] = {"Subtype": NameObject("/Widget"), "Rect": place}
    field["AP"] = drawn(words)
    assert aside(annotated("<p>Seen.</p>", field)) == told


def test_the_values_of_form_fields_are_what_was_chosen() -> None:
    place = ArrayObject(map(FloatObject, (300, 300, 500, 320)))
    choice = ArrayObject(map(TextStringObject, ("n", "North")))
    field = {"Subtype": NameObject("/Widget"), "Rect": place, "T": TextStringObject("x")}
    above = {"/FT": NameObject("/Tx"), "/T": TextStringObject("y"), "/V": TextStringObject("Up")}
    source = annotated(
        "<p>Seen.</p>",
        {
            **field,
            "FT": NameObject("/Ch"),
            "V": TextStringObject("n"),
            "Opt": ArrayObject([choice]),
        },
        {
            "Subtype": NameObject("/Widget"),
            "Rect": place,
            "Parent": DictionaryObject({NameObject(key): one for key, one in above.items()}),
        },
    )
    assert aside(source) == [("form field", "North"), ("form field", "Up")]


def test_running_heads_feet_and_page_labels() -> None:
    style = '@page{@bottom-center{content:"Page " counter(page) " of " counter(pages)}}'
    source = read("".join(f"<p>{prose(n, 14)}</p>" for n in range(30)), style)
    assert texts(source) == [prose(n, 14) for n in range(30)]
    pages = max(block.place.page or 0 for block in source.blocks)
    assert pages > 2
    aside = [found.text for found in source.set_aside]
    assert aside.count("Inspection of Example Constabulary") == pages
    assert f"Page 2 of {pages}" in aside


def test_tables_over_the_page_are_one() -> None:
    rows = "".join(f"<tr><td>{n}</td><td>{prose(n, 6)}</td></tr>" for n in range(30))
    source = read(f"<table><thead><tr><th>No</th><th>What</th></tr></thead>{rows}</table>")
    found = blocks_of(source, T)
    assert [row.text for row in found] == [
        "No | What",
        *(f"{n} | {prose(n, 6)}" for n in range(30)),
    ]
    assert {row.table for row in found} == {1}


def test_a_row_that_a_page_cuts_is_one_row_though_its_first_cell_is_the_one_that_goes_on() -> None:
    rows = "".join(f"<tr><td>{prose(n, 20)}</td><td>Who {n}</td></tr>" for n in range(7))
    source = read(f"<table><tr><th>What</th><th>Whom</th></tr>{rows}</table>")
    expected = ["What | Whom", *(f"{prose(n, 20)} | Who {n}" for n in range(7))]
    assert [row.text for row in blocks_of(source, T)] == expected
    assert source.blocks[-1].place.page == 3


@pytest.mark.parametrize(
    ("above", "below", "row"),
    [
        ("<td><td>Good", "<td>Planning for the future<td>", "Planning for the future | Good"),
        ("<td>(a) Plan;<td>Who", "<td>(b) act.<td>", "(a) Plan;\n(b) act. | Who"),
    ],
)
def test_a_row_that_a_page_cuts_in_one_of_its_cells_is_one_row(
    above: str, below: str, row: str
) -> None:
    style = "table{width:100%;table-layout:fixed}table+table{break-before:page}"
    pages = (f"<td>What<td>Whom<tr>{above}", below)
    source = read("".join(f"<table><tr>{page}</tr></table>" for page in pages), style)
    assert texts(source) == ["What | Whom", row]


def test_an_entry_of_a_list_in_a_cell_begins_below_a_full_line() -> None:
    marks = ("(a) alpha", "(b) bravo", "(c) charlie")
    entries = [f"{mark} of all that we saw there" for mark in marks]
    cell = "".join(f"<p>{entry}</p>" for entry in entries)
    style = "td p{margin:0;white-space:nowrap}"
    source = read(f"<table><tr><td>No</td><td>{cell}</td></tr></table>", style)
    assert [row.text for row in blocks_of(source, T)] == ["No | " + "\n".join(entries)]


def test_cells_that_span_and_cells_with_lists() -> None:
    source = read(
        "<table><tr><th colspan=2>Both</th></tr><tr><td>a</td><td><ul><li>one</li><li>two</li>"
        "</ul></td></tr></table>"
    )
    assert [[len(row.cells), row.text] for row in blocks_of(source, T)] == [
        [1, "Both"],
        [2, "a | • one\n• two"],
    ]


def test_bold_italic_and_links() -> None:
    source = read(
        '<p>Plain, <b>bold</b>, <i>slanted</i> and <a href="https://a.org/x">here</a>.</p>'
    )
    assert source.blocks[0].inlines == (
        Text("Plain, "),
        Strong((Text("bold"),)),
        Text(", "),
        Emphasis((Text("slanted"),)),
        Text(" and "),
        Hyperlink("https://a.org/x", (Text("here"),)),
        Text("."),
    )


def test_headings_by_size_weight_and_colour() -> None:
    source = read(
        f"<h1>Largest</h1><h2>Large</h2><p>{prose(1, 6)}</p><p><b>Only bold</b></p><p>{prose(2, 6)}"
        f"</p><p style='color:#a00'>Only red</p><p>{prose(3, 6)} <b>Bold</b> in text.</p>"
    )
    assert [(block.level, block.text) for block in blocks_of(source, H)] == [
        (1, "Largest"),
        (2, "Large"),
        (0, "Only bold"),
        (0, "Only red"),
    ]


def test_text_at_an_angle_is_set_aside() -> None:
    source = read(
        "<p>Text.</p><div>DRAFT</div>",
        "div{position:fixed;top:300pt;transform:rotate(-45deg);font-size:60pt}",
    )
    assert texts(source) == ["Text."]
    assert ("DRAFT", "text at an angle") in [(f.text, f.why) for f in source.set_aside]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_pages_that_are_turned(angle: int) -> None:
    """A page drawn on its side, and turned back by its dictionary, reads like any other."""
    plain = as_pdf()
    writer = pypdf.PdfWriter(clone_from=BytesIO(plain))
    for page in writer.pages:
        page.rotate(angle)
        page.transfer_rotation_to_content()
        page.rotate(-angle)
    written = BytesIO()
    writer.write(written)
    turned, straight = read_source(written.getvalue(), "a.pdf"), read_source(plain, "a.pdf")
    assert [(b.kind, b.text, b.boxed) for b in turned.blocks] == [
        (b.kind, b.text, b.boxed) for b in straight.blocks
    ]


def test_progress_and_attachments() -> None:
    writer = pypdf.PdfWriter(clone_from=BytesIO(as_pdf()))
    writer.add_attachment("response.json", b'{"a": 1}')
    written = BytesIO()
    writer.write(written)
    steps: list[tuple[int, int]] = []
    source = read_source(written.getvalue(), "a.pdf", lambda done, of: steps.append((done, of)))
    assert source.attachments == (("response.json", b'{"a": 1}'),)
    assert steps == [(number, len(steps)) for number in range(1, len(steps) + 1)]
    assert len(steps) > 2


@pytest.mark.parametrize("jobs", [1, 2, 3, 9])
def test_processes_that_share_the_pages_of_a_long_file_read_the_same(
    jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each page is read once, by whichever of them comes to it, and told of in the file's order."""
    data, read = _sixty_pages(), list[int]()
    read_page, steps = reader._page, list[tuple[int, int]]()

    def seen(document: Any, index: int) -> Any:
        read.append(index)
        return read_page(document, index)

    alone = read_source(data, "a.pdf")
    monkeypatch.setattr(reader, "_page", seen)
    together = read_source(data, "a.pdf", lambda done, of: steps.append((done, of)), jobs)
    assert together == alone
    assert read == sorted(set(read))
    assert read == list(range(60)) or jobs > 1
    assert steps == sorted(steps)
    assert steps[-1] == (60, 60)


@cache
def _sixty_pages() -> bytes:
    short = as_pdf()
    writer = pypdf.PdfWriter()
    while len(writer.pages) < 60:
        writer.append(BytesIO(short))
    for _ in range(len(writer.pages) - 60):
        writer.remove_page(60)
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def test_cells_with_borders_of_their_own_are_rows_where_pages_cut_them() -> None:
    """The cell goes on without its lower border, and below the head that comes again."""
    rows = [(f"{n}.", prose(n, 4 + n % 3), "Forces") for n in range(1, 9)]
    cells = "".join(f"<tr>{''.join(f'<td>{one}</td>' for one in row)}</tr>" for row in rows)
    head = "<thead><tr><th>No.</th><th>What to do about boats</th><th>Who</th></tr></thead>"
    style = "@page{size:130mm 110mm;margin:12mm}table{border-collapse:separate;border-spacing:2px}"
    style += "td,th{border:0.5pt solid black;vertical-align:top}"
    source = read(f"<p>All of it:</p><table>{head}{cells}</table>", style)
    found = [tuple(" ".join(plain(cell).split()) for cell in one.cells) for one in source.blocks]
    assert found == [(), ("No.", "What to do about boats", "Who"), *rows]
    assert len({block.table for block in source.blocks if block.cells}) == 1


def _with_table(number: int, height: float) -> Page:
    """A page that begins with a table of this height, whose head is that of every page."""
    head = [Area(50.0, 50.0, 100.0, 70.0), Area(100.0, 50.0, 400.0, 70.0)]
    rest = [Area(50.0, 70.0, 100.0, 50.0 + height), Area(100.0, 70.0, 400.0, 50.0 + height)]
    grid = Grid(Area(50.0, 50.0, 400.0, 50.0 + height), [head, rest])
    look = Look(10.0, bold=True, italic=False, colour="#000000", way=0)
    lines = []
    for row, text in enumerate(("What to do", f"Count {WORDS[number]}")):
        y = 65.0 + 20 * row
        segment = Segment(105.0, 300.0, y, look, text, 0, len(text))
        lines.append(Line(number, 105.0, 300.0, y, 10.0, [segment], cell=(0, row, 1)))
        lines[-1].settle()
    return Page(number, 595.0, 842.0, lines, Furniture(grids=[grid]))


def test_a_table_in_a_frame_stays_where_it_stands_in_the_frame() -> None:
    rows = "<tr><th>Year<th>Answered</tr><tr><td>2024<td>83%</tr>"
    frames = (
        f"<h3>Calls are answered late</h3><p>{prose(1, 2)}</p><table>{rows}</table>"
        f"<p>{prose(2, 2)}</p>",
        f"<h3>Nobody rings back</h3><p>{prose(3, 2)}</p>",
    )
    body = "<h2>Areas</h2>" + "".join(f"<div>{frame}</div>" for frame in frames)
    style = "div{background:#e8eff2;margin:9pt 0;padding:4pt}td,th{border:.5pt solid}"
    source = read(body, f"{style}table{{border-collapse:collapse;width:100%}}")
    assert [(block.text, block.boxed) for block in source.blocks] == [
        ("Areas", 0),
        ("Calls are answered late", 1),
        (prose(1, 2), 1),
        ("Year | Answered", 1),
        ("2024 | 83%", 1),
        (prose(2, 2), 1),
        ("Nobody rings back", 2),
        (prose(3, 2), 2),
    ]


def test_the_head_of_a_table_stays_where_only_its_end_is_on_the_page() -> None:
    """A band over each page, which is never as high as a table, is the page's own."""
    pages = [_with_table(number, 600.0) for number in range(1, 4)] + [_with_table(4, 40.0)]
    assert set_margins_aside(pages) == []
    assert [page.lines[0].text for page in pages] == ["What to do"] * 4
    bands = [_with_table(number, 40.0) for number in range(1, 5)]
    assert [one.text for one in set_margins_aside(bands)] == ["What to do"] * 4


@pytest.mark.parametrize("number", ["Page 1 of 1", "1 | P a g e"])
def test_what_stands_beside_the_number_of_the_only_page_is_its_foot(number: str) -> None:
    feet = f'@bottom-left{{content:"OFFICIAL"}}@bottom-right{{content:"{number}"}}'
    style = f"@page{{@top-left{{content:none}}@bottom-center{{content:none}}{feet}}}"
    source = read("<p>All of it.</p>", style)
    assert texts(source) == ["All of it."]
    assert [one.text for one in source.set_aside] == [number, "OFFICIAL"]


_RULED = "table { border-collapse: collapse; width: 100% } td { border: 0.5pt solid #000 }"


@pytest.mark.parametrize(
    ("first", "second", "rows"),
    [
        (
            "Chief Constable",
            "Mayor",
            ["Vans | Chief Constable | We have them.", " | Mayor | I saw."],
        ),
        ("In", "progress", ["Vans | In progress | We have them. I saw."]),
        ("11 May", "2026", ["Vans | 11 May 2026 | We have them. I saw."]),
    ],
)
def test_a_row_without_its_first_cell_is_no_rest_where_a_name_is_below_a_name(
    first: str, second: str, rows: list[str]
) -> None:
    """On the next page."""
    row = "<tr><td>Vans<td>{}<td>We have them.</tr>"
    rest = f"<table style='break-before: page'><tr><td><td>{second}<td>I saw.</tr></table>"
    made = read(f"<table>{row.format(first)}</table>{rest}", f"{_RULED} td {{ width: 33% }}")
    assert [block.text.replace("\n", " ") for block in made.blocks] == rows


def test_the_last_line_of_a_row_that_the_page_cuts_off_may_hang_over_its_sides() -> None:
    """Where the table has no lower rule; text below one that has is in no cell of it."""
    sides = "".join(
        f"<div style='position: absolute; left: {x}mm; top: 20mm; height: 20mm;"
        " border-left: 0.5pt solid #000'></div>"
        for x in (0, 40, 120)
    )
    rule = "<div style='position: absolute; left: 0; top: {}mm; width: 120mm;"
    rule += " border-top: 0.5pt solid #000'></div>"
    words = "".join(
        f"<div style='position: absolute; left: {x}mm; top: {y}mm'>{text}</div>"
        for x, y, text in ((2, 22, "Vans"), (42, 22, "We have them,"), (42, 38, "and use them."))
    )
    cut_off = read(sides + rule.format(20) + words)
    assert [block.text.replace("\n", " ") for block in cut_off.blocks] == [
        "Vans | We have them, and use them."
    ]
    whole = read(sides + rule.format(20) + rule.format(40) + words.replace("38mm", "40mm"))
    assert [block.text for block in whole.blocks] == ["Vans | We have them,", "and use them."]


def test_a_label_in_bold_begins_a_line_of_its_own_below_a_full_one() -> None:
    """In a cell; and text below a sentence in bold is none of it, though a label in it is bold."""
    cell = "<p>We have them and do.</p><p><b>Commissioner:</b></p><p>I saw.</p>"
    style = f"{_RULED} td {{ width: 62mm }} table {{ width: 100mm }} p {{ margin: 0 }}"
    made = read(f"<table><tr><td>Vans<td>{cell}</tr></table>", style)
    assert made.blocks[0].text == "Vans | We have them and do.\nCommissioner:\nI saw."
    title = "The force should see that its vans have water and that it is clean."
    body = f"<p><b>{title}</b></p><p><b>Status:</b> done</p><p>It is so in each of the towns.</p>"
    assert title in texts(read(body, "p { margin: 0 }"))


@pytest.mark.parametrize(
    ("said", "below", "goes_on"),
    [
        ("Commissioner’s comments", 125.0, False),
        ("Commissioners pay for this.", 125.0, True),
        ("Commissioners pay for this in each of the towns that have", 112.0, True),
    ],
)
def test_a_label_alone_at_the_top_of_a_page_ends_no_paragraph_of_the_page_before(
    said: str, below: float, *, goes_on: bool
) -> None:
    """Though there was no room for its first word on that page."""
    look = Look(10.0, bold=False, italic=False, colour="#000000", way=0)
    before, first, second = (
        Line(page, 60.0, x1, y, 10.0, [Segment(60.0, x1, y, look, text, 0, len(text))], right=540.0)
        for page, x1, y, text in (
            (
                1,
                530.0,
                760.0,
                "They have been asked for in each of the towns, and the vans are here.",
            ),
            (2, 60.0 + 6 * len(said), 100.0, said),
            (2, 200.0, below, "I am glad of this."),
        )
    )
    for line in (before, first, second):
        line.settle()
    pages = [
        Page(at, 595.0, 842.0, part, Furniture()) for at, part in ((1, [before]), (2, [first]))
    ]
    joined = Joins(pages).goes_on(before, first, second=False, text_x=60.0, below=second)
    assert joined is goes_on


def test_the_second_line_of_a_numbered_paragraph_may_begin_below_its_number() -> None:
    """Also where the first line had room for a word more."""
    look = Look(10.0, bold=False, italic=False, colour="#000000", way=0)
    said = (
        (
            82.0,
            504.0,
            100.0,
            "Area 1: it should ask each of the victims of a crime whether they want to",
        ),
        (63.0, 204.0, 114.0, "make a personal statement."),
    )
    first, second = (
        Line(1, x0, x1, y, 10.0, [Segment(x0, x1, y, look, text, 0, len(text))], right=539.0)
        for x0, x1, y, text in said
    )
    first.settle()
    second.settle()
    joins = Joins([Page(1, 595.0, 842.0, [first, second], Furniture())])
    assert joins.goes_on(first, second, second=True, text_x=82.0)
    assert not joins.goes_on(first, second, second=False, text_x=82.0)
