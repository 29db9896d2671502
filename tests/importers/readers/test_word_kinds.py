"""What the importer makes of each kind of thing that a Word file can hold, and what it tells."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s55.errors import S55Error
from s55.importers.readers import read_source
from s55.importers.source import Source
from s55.importers.telling import lost_notes, told
from s55.model.verdict import Aside
from s55.richtext.nodes import Note, Paragraph, Text
from tests.word.kinds import (
    DECLARED,
    KINDS,
    Kind,
    box,
    drawing,
    field_of,
    link_of,
    para,
    part_of,
    run,
    shape,
    table,
)

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def word(kind: Kind, **roots: str) -> bytes:
    """A Word file with the content and the parts of a kind, and with these notes and headers."""
    links = []
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f"<w:document {DECLARED}><w:body>{kind.content}</w:body></w:document>",
        )
        for number, (kind_of_part, text) in kind.parts.items():
            name, data = part_of(number, kind_of_part, text)
            archive.writestr(f"word/{name}", data)
            links.append(link_of(number, kind_of_part, text))
        for name, text in {"styles": kind.styles, **roots}.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {DECLARED}>{text}</w:{name}>")
            relation = f'Type="{RELATIONS}/{name.removesuffix("1")}" Target="{name}.xml"'
            links.append(f'<Relationship Id="{name}" {relation}/>')
        listed = "".join(links)
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>',
        )
    return written.getvalue()


def read(kind: Kind, **roots: str) -> Source:
    """The file as read."""
    return read_source(word(kind, **roots), "a.docx")


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_read_or_told(kind: Kind) -> None:
    source = read(kind)
    assert "|".join(block.text for block in source.blocks) == kind.text
    assert [(one.why, one.text) for one in source.set_aside] == [*kind.told]
    assert len(list(told(source.set_aside))) == len({why for why, _ in kind.told})


MARK = '<w:r><w:rPr>{}</w:rPr><w:footnoteReference w:id="{}"/></w:r>'
NOTE = '<w:footnote w:id="{}" w:type="{}">{}</w:footnote>'


def test_notes_are_in_the_text_where_they_are_referred_to() -> None:
    """Each where its mark is; struck marks and notes without a mark are told."""
    body = para(run("A ") + MARK.format("", 2) + run(" b") + MARK.format("<w:strike/>", 4))
    source = read(
        Kind("", body, ""),
        footnotes=NOTE.format(0, "separator", para("<w:r><w:separator/></w:r>"))
        + NOTE.format(
            2, "normal", para(run(" Two.") + run("x", "<w:vanish/>")) + para(run("More."))
        )
        + NOTE.format(3, "normal", para(run("Three.")))
        + NOTE.format(4, "normal", para(run("Four."))),
    )
    note = Note((Paragraph((Text("Two."),)), Paragraph((Text("More."),))))
    assert source.blocks[0].inlines == (Text("A "), note, Text(" b"))
    assert [(one.text, one.why, one.place.paragraph) for one in source.set_aside] == [
        ("x", Aside.HIDDEN, 1),
        ("Four.", Aside.FOOTNOTE, 1),
        ("Three.", Aside.FOOTNOTE, None),
    ]


def test_words_between_the_notes_of_two_pages_are_told() -> None:
    body = para(run("A") + MARK.format("", 2))
    source = read(
        Kind("", body, ""),
        footnotes=NOTE.format(0, "continuationNotice", para(run("Goes on.")))
        + NOTE.format(1, "separator", para("<w:r><w:separator/></w:r>"))
        + NOTE.format(2, "normal", para(run("Two."))),
    )
    assert [(one.why, one.text) for one in source.set_aside] == [(Aside.RUNNING_FOOT, "Goes on.")]


def test_a_comment_is_told_where_its_mark_is() -> None:
    mark = '<w:r><w:commentReference w:id="7"/></w:r>'
    comment = '<w:comment w:id="{}">{}</w:comment>'
    source = read(
        Kind("", para(run("A")) + para(run("B") + mark), ""),
        comments=comment.format(7, para(run("Why?"))) + comment.format(8, para(run("Lost."))),
    )
    assert [(one.text, one.place.paragraph) for one in source.set_aside] == [
        ("Why?", 2),
        ("Lost.", None),
    ]


def test_notes_are_written_as_markdown_after_their_text() -> None:
    """Numbered from 1 in each text; other lines of a note are indented."""
    body = para(run("A") + MARK.format("", 5)) + para(run("B") + MARK.format("", 6))
    tag = '<w:tag w:val="x"/>'
    notes = NOTE.format(5, "normal", para(run("Five.")) + para(run("More.")))
    source = read(
        Kind("", f"<w:sdt><w:sdtPr>{tag}</w:sdtPr><w:sdtContent>{body}</w:sdtContent></w:sdt>", ""),
        footnotes=notes + NOTE.format(6, "normal", para(run("Six."))),
    )
    [(_, text)] = source.controls
    assert text == "A[^1]\n\nB[^2]\n\n[^1]: Five.\n\n    More.\n\n[^2]: Six."


def test_a_note_that_is_not_in_the_draft_is_told() -> None:
    """Where the words that lead to it are."""
    body = para(run("Taken.") + MARK.format("", 2)) + para(run("Left.") + MARK.format("", 2))
    source = read(Kind("", body, ""), footnotes=NOTE.format(2, "normal", para(run("Two."))))
    assert list(lost_notes(source, "text: Taken.[^1] [^1]: Two.")) == []
    assert [one.place.paragraph for one in lost_notes(source, "text: Taken.")] == [1]


RAISED = '<w:vertAlign w:val="superscript"/>'


def typed(*lines: str) -> Source:
    """A file with these paragraphs; what is between ^ and ^ is raised."""
    paragraphs = [
        para(
            "".join(run(one, RAISED if odd % 2 else "") for odd, one in enumerate(line.split("^")))
        )
        for line in lines
    ]
    return read(Kind("", "".join(paragraphs), ""))


def test_a_typed_note_is_in_the_text_where_its_figure_is() -> None:
    """A figure after a word, and a paragraph below that begins with it."""
    source = typed(
        "We met them.^1^ It was 6m^2^ wide^2^.", "And so on.", "^1^ In May.", "^2^ Or more."
    )
    first, second = source.blocks
    assert first.text == "We met them. It was 6m² wide."
    assert [note.words() for note in first.notes] == [("In May.",), ("Or more.",)]
    assert second.text == "And so on."
    assert [(one.text, one.why) for one in source.set_aside] == [
        (figure, Aside.FOOTNOTE_MARKER) for figure in "1212"
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("It was 6m^2^ wide.", "^2^ squared"),  # a unit
        ("It was 6 km^1^ long.", "^1^ In 2014."),
        ("Boats^1^ and boats^1^.", "^1^ Twice."),  # which of the two?
        ("Boats^2^.", "^2^ Where is the first?"),
        ("^1^ Before.", "Boats^1^."),  # a note follows its mark
        ("Boats^1^ and crews^2^.", "^1^ Only one."),
    ],
)
def test_a_raised_figure_stays_where_it_is_not_clear(lines: tuple[str, ...]) -> None:
    """As a character."""
    source = typed(*lines)
    assert [block.notes for block in source.blocks] == [(), ()]
    assert "".join(block.text for block in source.blocks).count("¹") == "".join(lines).count("^1^")


def test_a_note_whose_figures_are_no_longer_raised_is_one_too() -> None:
    """In text that was copied out of a page: after a word or a year, and before a sentence."""
    source = typed("They met in 2014.1 Form MG3 says so, in part.2", "1 In May.", "2 See page 3.")
    (block,) = source.blocks
    assert block.text == "They met in 2014. Form MG3 says so, in part."
    assert [note.words() for note in block.notes] == [("In May.",), ("See page 3.",)]


@pytest.mark.parametrize(
    "lines",
    [
        ("They met in 2014.1 Twice.", "1 Introduction", "Text."),  # a heading, no sentence
        ("It is 3.1 m wide and 4.2 m long.", "1 Boats are wide.", "2 They are long."),
        ("Part1 and part1 too.", "1 Which of the two?"),
    ],
)
def test_a_figure_that_is_no_mark_stays(lines: tuple[str, ...]) -> None:
    assert [block.text for block in typed(*lines).blocks] == list(lines)


def test_comments_headers_and_unknown_parts_are_told() -> None:
    """They have no element in the text that would tell them."""
    kind = Kind("", para(run("Text.")), "")
    source = read(
        kind,
        comments=f"<w:comment>{para(run('Is this so?'))}</w:comment>",
        header1=para(run("Our head")),
        novelty="",
    )
    assert [(one.text, one.why) for one in source.set_aside] == [
        ("Our head", Aside.RUNNING_HEAD),
        ("Is this so?", Aside.COMMENT),
        ("novelty", Aside.UNKNOWN_PART),
    ]


def test_a_box_in_a_header_is_told_once() -> None:
    """Word keeps each box in two forms."""
    body = para(run("Text."))
    twice = (
        f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{shape('Boxed')}"
        f"</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{box('Boxed')}"
        "</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = read(Kind("", body, ""), header1=para(run("Head") + twice))
    assert [one.text for one in source.set_aside] == ["Head", "Boxed"]


def test_an_equation_without_end_is_read_as_its_characters() -> None:
    """Deeper than any real one."""
    deep = "<m:d><m:e>" * 110 + "<m:r><m:t>x</m:t></m:r>" + "</m:e></m:d>" * 110
    source = read(Kind("", para(f"<m:oMath>{deep}</m:oMath>"), ""))
    assert [block.text for block in source.blocks] == ["x"]


def test_a_list_or_a_table_in_a_cell_is_kept_apart_and_told() -> None:
    """Each paragraph on its line."""
    inner = table(para(run("x")), para(run("y")))
    source = read(
        Kind("", table(para(run("One.")), para(run("Two.")) + inner + para(run("3."))), "")
    )
    assert [block.text for block in source.blocks][1] == "One. | Two.\nHead 0 | Head 1\nx | y\n3."
    assert [(one.text, one.why) for one in source.set_aside] == [("", Aside.CELL_TABLE)]


def test_a_tick_or_a_number_in_a_cell_is_no_list() -> None:
    """One line stays one line."""
    source = read(Kind("", table(para(run("✓ Yes")), para(run("1. May"))), ""))
    assert [block.text for block in source.blocks][1] == "✓ Yes | 1. May"
    assert source.set_aside == ()


def test_a_file_of_pictures_is_not_called_empty() -> None:
    """It says what there is instead of text."""
    with pytest.raises(S55Error, match="there is no text in the file, only: picture"):
        read(Kind("", para(drawing("<pic:pic/>")), ""))


def test_a_decoration_is_not_told() -> None:
    """A picture that is marked as decoration says nothing."""
    mark = '<a:extLst><a:ext><adec:decorative val="1"/></a:ext></a:extLst>'
    content = run("See") + drawing("<pic:pic/>", alt="x").replace(
        "/><a:graphic>", f">{mark}</wp:docPr><a:graphic>"
    )
    assert read(Kind("", para(content), "")).set_aside == ()


def test_lines_name_the_place_and_the_words() -> None:
    """One line for each kind, however often it is there."""
    struck = para(run("a") + run("gone", "<w:strike/>"))
    lines = list(told(read(Kind("", struck * 7 + para(run("b", "<w:vanish/>")), "")).set_aside))
    assert [(line.code, line.message) for line in lines] == [
        (
            "I110",
            "crossed-out text was left out: paragraph 1: 'gone'; paragraph 2: 'gone'; "
            "paragraph 3: 'gone'; paragraph 4: 'gone'; paragraph 5: 'gone'; and 2 more",
        ),
        ("I111", "hidden text was left out: paragraph 8: 'b'"),
    ]


# --- every word is read or told -----------------------------------------------------

words = st.integers(1000, 9999).map("w{}".format)
formats = st.sampled_from(
    [
        "",
        "<w:b/>",
        "<w:strike/>",
        "<w:dstrike/>",
        "<w:vanish/>",
        '<w:vertAlign w:val="superscript"/>',
    ]
)
runs = st.builds(run, words, formats)
pieces = st.one_of(
    runs,
    st.builds("<w:ins>{}</w:ins>".format, runs),
    st.builds("<w:del>{}</w:del>".format, runs),
    st.builds("<w:moveFrom>{}</w:moveFrom>".format, runs),
    st.builds("<w:hyperlink>{}</w:hyperlink>".format, runs),
    st.builds("<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format, runs),
    st.builds('<new:x xmlns:new="urn:new">{}</new:x>'.format, runs),
    st.builds(
        "<w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r>".format, runs, runs
    ),
    st.builds(lambda said: drawing(shape(said)), words),
    st.builds(lambda said: drawing(f"<lc:lockedCanvas><a:t>{said}</a:t></lc:lockedCanvas>"), words),
    st.builds(lambda said: f"<m:oMath><m:r><m:t>{said}</m:t></m:r></m:oMath>", words),
    st.builds(field_of, st.sampled_from(["PAGE", "INCLUDETEXT x", "NOSUCH", "TOC"]), words),
)
paragraphs = st.builds(
    lambda inside, marks: para("".join(inside), marks),
    st.lists(pieces, max_size=4),
    st.sampled_from(["", "<w:rPr><w:del/></w:rPr>", '<w:pStyle w:val="GoneP"/>']),
)
blocks = st.one_of(
    paragraphs,
    st.builds(table, paragraphs, paragraphs),
    st.builds(lambda cell: table(table(cell, cell), cell), paragraphs),
    st.builds("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>".format, paragraphs),
    st.builds('<new:y xmlns:new="urn:new">{}</new:y>'.format, paragraphs),
)


@settings(max_examples=40)
@given(st.lists(blocks, min_size=1, max_size=4))
def test_every_word_is_read_or_told(content: list[str]) -> None:
    """Whatever stands in what: no word of the document is lost."""
    body = "".join(content) + para(run("end"))
    source = read(Kind("", body, "", styles=KINDS[2].styles))
    kept = " ".join(
        [block.text for block in source.blocks] + [one.text for one in source.set_aside]
    )
    written = re.findall(r"<(?:w|m|a):t(?: [^>]*)?>([^<]+)</", body)
    assert [word for word in written if word not in kept] == []
