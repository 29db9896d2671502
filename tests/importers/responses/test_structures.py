"""How responses are built: what items have in common decides what each of them is."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.shared import Cm

from s55.importers.imported import DocumentKind
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from s55.importers.responses.notes import Notes
from s55.importers.source import BlockKind
from s55.office.import_roles import Role

ONE = "By 3 May 2027, chief constables should give every van water."
TWO = "By 3 May 2027, chief constables should have kennels checked."
TITLE = "<h1>Response to HMICFRS: Dogs</h1>"


def _read(body: str) -> dict[str, Any]:
    page = f"<!doctype html><html lang='en'><title>Response</title><body>{body}</body></html>"
    source = read_source(page.encode(), "response.html")
    return dict(
        import_source(source, "response.html", None, DocumentKind.RESPONSE).data["response"]
    )


def _items(body: str) -> list[tuple[str, ...]]:
    """Each recommendation: its number, its text, and what both say of it."""
    found = _read(f"{TITLE}{body}")["recommendations"]["items"]
    names = ("number", "text", "chief_officer", "policing_body")
    return [tuple((item.get(name) or "").strip().strip("*") for name in names) for item in found]


def _both(first: str, second: str) -> list[tuple[str, ...]]:
    return [(first, ONE, "All vans have it.", "I am glad."), (second, TWO, "We do so.", "Good.")]


def test_a_cell_can_have_labels_that_say_whose_words_follow() -> None:
    rows = "".join(
        f"<tr><td>{text}</td><td><p><b>Force comments:</b></p>"
        f"<p>{said}</p><p><b>PCC’s view:</b></p><p>{view}</p></td></tr>"
        for _, text, said, view in _both("", "")
    )
    heads = "<tr><th>Recommendation</th><th>Response</th></tr>"
    assert _items(f"<table>{heads}{rows}</table>") == _both("", "")


def test_a_label_in_the_middle_of_a_cell_says_whose_words_follow() -> None:
    rows = "".join(
        f"<tr><td>{text}</td><td>Force comments: {said} PCC’s view: {view}</td></tr>"
        for _, text, said, view in _both("", "")
    )
    heads = "<tr><th>Recommendation</th><th>Response</th></tr>"
    assert _items(f"<table>{heads}{rows}</table>") == _both("", "")


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("<p><b>Recommendation:</b> {text}</p>", ("", "")),
        ("<h3>{number}. {text}</h3>", ("2", "5")),
        ("<h3>{number}.</h3><p>{text}</p>", ("2", "5")),
        ("<p><b>{number}.</b> {text}</p>", ("2", "5")),
    ],
)
def test_items_may_be_named_without_a_number_or_by_it_alone(
    name: str, numbers: tuple[str, str]
) -> None:
    body = "".join(
        f"{name.format(number=number, text=text)}<p><b>Force comments</b></p><p>{said}</p>"
        f"<p><b>PCC’s view</b></p><p>{view}</p>"
        for number, text, said, view in _both(*numbers)
    )
    assert _items(f"<h2>Recommendations</h2>{body}") == _both(*numbers)


def test_of_items_that_are_named_alone_the_replies_are_no_text() -> None:
    said = [("We have given each van water.", "I am glad of it."), ("We check ours.", "I agree.")]
    body = "".join(
        f"<h3>Recommendation {at}</h3><p>{chief}</p><p>{own}</p>"
        for at, (chief, own) in enumerate(said, 1)
    )
    assert _items(body) == [("1", "", *said[0]), ("2", "", *said[1])]


def test_words_below_the_status_of_an_item_are_heard() -> None:
    body = "".join(
        f"<h3>Recommendation {at}</h3><p>{text}</p><p><b>Status:</b> Complete</p><p>{said}</p>"
        f"<p>{view}</p>"
        for at, text, said, view in (
            ("1", ONE, "Our vans have it.", "I am glad of it."),
            ("2", TWO, "We do so.", "I will look at it."),
        )
    )
    assert _items(body) == [
        ("1", ONE, "Our vans have it.", "I am glad of it."),
        ("2", TWO, "We do so.", "I will look at it."),
    ]


def test_italics_are_the_chief_officers_where_the_response_says_so() -> None:
    """Though nothing in the words of the two shows whose they are."""
    said = [
        ("1", ONE, "All vans have it.", "It is good news."),
        ("2", TWO, "Kennels are checked.", "This will be looked at again."),
    ]
    body = "".join(
        f"<h3>Recommendation {at}</h3><p>{text}</p><p><i>{chief}</i></p><p>{view}</p>"
        for at, text, chief, view in said
    )
    legend = "<p>What the Chief Constable says is printed in italics.</p>"
    assert _items(f"{legend}{body}") == said
    assert [chief for _, _, chief, _ in _items(body)] == ["", ""]


def test_a_heading_over_named_items_is_over_all_of_them() -> None:
    asked = f"<h2>Recommendations</h2><p><b>Recommendation 1:</b> {ONE}</p>"
    asked += f"<p><b>Recommendation 2:</b> {TWO}</p>"
    said = "".join(
        f"<h2>{who}</h2><p><b>Recommendation 1:</b> {one}</p><p><b>Recommendation 2:</b> {two}</p>"
        for who, one, two in (
            ("Comments of the Force", "All vans have it.", "We do so."),
            ("Comments of the PCC", "I am glad.", "Good."),
        )
    )
    whole = "<h2>Comments of the PCC</h2><p>I thank the inspectors.</p>"
    assert _items(f"{whole}{asked}{said}") == _both("1", "2")


def test_a_header_with_the_labels_of_a_form_makes_no_form_of_a_text_in_another_order() -> None:
    header = "".join(
        f"<tr><td>{label}</td><td>{value}</td></tr>"
        for label, value in (
            ("Inspection title", "Dogs in vans"),
            ("Date published", "3 May 2026"),
            ("Police force", "Hollin Police"),
        )
    )
    body = "".join(
        f"<p><b>{at}. {text}</b></p><p>The Force has commented:</p><p>“{said}”</p><p>{view}</p>"
        for at, text, said, view in _both("1", "2")
    )
    own = "<h2>Response of the PCC</h2><p>I thank the inspectors.</p>"
    page = f"<table>{header}</table>{own}<h2>Recommendations</h2>{body}"
    assert [(number, text) for number, text, _, _ in _items(page)] == [("1", ONE), ("2", TWO)]


def test_comments_of_the_chief_officer_end_with_the_signature() -> None:
    read = _read(
        f"{TITLE}<h2>Recommendation 1</h2><p>{ONE}</p><p><b>PCC’s view</b></p><p>I am glad.</p>"
        "<h2>Overall comments of the Force</h2><p>We thank them.</p>"
        "<p>Ann Harrow<br>Chief Constable</p>"
    )
    assert read["chief_officer"]["comments"].strip() == "We thank them."


def test_the_force_in_a_title_says_nothing() -> None:
    read = _read(
        "<h1>Response of the PCC</h1><p>I thank the inspectors.</p>"
        f"<h2>Hollin Police: an inspection of dogs</h2><h2>Recommendation 1</h2><p>{ONE}</p>"
        "<p><b>Force comments:</b> All vans have it.</p><p><b>PCC’s view:</b> I am glad.</p>"
    )
    assert not (read.get("chief_officer") or {}).get("comments")


def test_a_title_above_its_day_begins_the_answer_to_another_report() -> None:
    read = _read(
        "".join(
            f"<h2>{title}</h2><p>Published on {day} May 2026</p>"
            f"<p><b>Recommendation 1:</b> {text}</p><p><b>Force comments:</b> {said}</p>"
            for title, day, text, said in (
                ("Dogs in vans", 3, ONE, "All vans have it."),
                ("Kennels and the law", 9, TWO, "We do so."),
            )
        )
    )
    assert [item["chief_officer"].strip() for item in read["recommendations"]["items"]] == [
        "All vans have it.",
        "We do so.",
    ]


def test_a_heading_over_a_table_of_one_row_is_no_name_of_an_item() -> None:
    heads = "<tr><th>No.</th><th>Recommendation</th><th>Force comments</th><th>PCC’s view</th></tr>"
    row = f"<tr><td>1</td><td>{ONE}</td><td>All vans have it.</td><td>I am glad.</td></tr>"
    found = _items(f"<h2>Recommendation</h2><table>{heads}{row}</table>")
    assert found == [("1", ONE, "All vans have it.", "I am glad.")]


SET_IN = (
    (0, "Response to HMICFRS report: dogs in vans"),
    (0, f"Recommendation 1: “{ONE}”"),
    (0, "The Chief Constable has commented:"),
    (1.5, "We agree. All vans have it."),
    (1.5, "I have asked Inspector Hale to lead our work on this."),
    (0, "The PCC will ask for a further report."),
    (0, "I am grateful to the inspectors."),
)
"""Centimetres from the margin, and a paragraph."""


def _as_word() -> bytes:
    document, written = Document(), BytesIO()
    for left, text in SET_IN:
        document.add_paragraph(text).paragraph_format.left_indent = Cm(left)
    document.save(written)
    return written.getvalue()


def _as_opendocument() -> bytes:
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{which}:1.0"'
        for name, which in (
            ("office", "office"),
            ("text", "text"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    style = (
        '<style:style style:name="P1" style:family="paragraph">'
        '<style:paragraph-properties fo:margin-left="1.5cm"/></style:style>'
    )
    body = "".join(
        f"<text:p{' text:style-name=' + repr('P1') if left else ''}>{text}</text:p>"
        for left, text in SET_IN
    )
    return (
        f'<?xml version="1.0"?><office:document{names} office:version="1.3" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:automatic-styles>{style}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document>"
    ).encode()


@pytest.mark.parametrize(("name", "made"), [("r.docx", _as_word), ("r.fodt", _as_opendocument)])
def test_what_is_set_in_below_an_introduction_is_all_the_chief_officers(
    name: str, made: Callable[[], bytes]
) -> None:
    source = read_source(made(), name)
    read = import_source(source, name, None, DocumentKind.RESPONSE).data["response"]
    (item,) = read["recommendations"]["items"]
    assert item["chief_officer"].split("\n\n") == [
        "We agree. All vans have it.",
        "I have asked Inspector Hale to lead our work on this.\n",
    ]
    assert item["policing_body"].startswith("The PCC will ask")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"Recommendation 1<br>{ONE[:31]}", ONE[32:]),
        ("Recommendation 1", ONE),
    ],
)
def test_the_text_of_an_item_that_runs_on_beside_the_next_row_is_one(
    first: str, second: str
) -> None:
    rows = "".join(
        f"<tr><td>{text}</td><td>{who}</td><td>{said}</td></tr>"
        for text, who, said in (
            (first, "Chief Constable", "All vans have it."),
            (second, "PCC", "I am glad."),
            (f"Recommendation 2<br>{TWO}", "Chief Constable", "We do so."),
            ("", "PCC", "Good."),
        )
    )
    heads = "<tr><th>Recommendation</th><th>From</th><th>Comments</th></tr>"
    assert _items(f"<table>{heads}{rows}</table>") == _both("1", "2")


def test_a_row_that_has_only_more_of_the_comments_is_no_row_of_its_own() -> None:
    rows = "".join(
        f"<tr><td>{text}</td><td>{said}</td></tr>"
        for text, said in (
            ("Recommendation 1", "Force comments:"),
            (ONE[:31], "All vans"),
            (ONE[32:], "have it."),
            ("", "<b>PCC’s view:</b>"),
            ("", "I am glad."),
            (f"Recommendation 2<br>{TWO}", "Force comments:<br>We do so."),
            ("", "PCC’s view:<br>Good."),
        )
    )
    heads = "<tr><th>Recommendation</th><th>Response</th></tr>"
    assert _items(f"<table>{heads}{rows}</table>") == _both("1", "2")


@pytest.mark.parametrize("who", ["PCC", ""])
def test_a_row_without_a_speaker_is_the_speakers_above(who: str) -> None:
    rows = "".join(
        f"<tr><td>{text}</td><td>{who}</td><td>{said}</td></tr>"
        for text, who, said in (
            (f"Recommendation 1<br>{ONE}", "Chief Constable", "All vans have it."),
            ("", "PCC", "I am"),
            ("", who, "glad."),
        )
    )
    heads = "<tr><th>Recommendation</th><th>From</th><th>Comments</th></tr>"
    ((_, _, chief, body),) = _items(f"<table>{heads}{rows}</table>")
    assert (chief, " ".join(body.split())) == ("All vans have it.", "I am glad.")


def test_italics_below_an_item_in_quotation_marks_are_no_text_of_it() -> None:
    found = _items(
        "<p>What the Chief Constable says is printed in italics.</p><h2>Recommendations</h2>"
        f"<p><b>Recommendation 1:</b> “{ONE}”</p><p><i>All vans have it.</i></p><p>I am glad.</p>"
        f"<p><b>Recommendation 2:</b> “{TWO}”</p><p><i>We do so.</i></p><p>Good.</p>"
    )
    assert [one[2:] for one in found] == [one[2:] for one in _both("1", "2")]


def test_bold_items_above_labels_may_leave_numbers_out() -> None:
    found = _items(
        "<h2>Recommendations</h2><table>"
        f"<tr><td colspan=2><b>1. {ONE}</b></td></tr>"
        "<tr><td>Force comments</td><td>All vans have it.</td></tr>"
        "<tr><td>PCC’s view</td><td>I am glad.</td></tr>"
        f"<tr><td colspan=2><b>4. {TWO}</b></td></tr>"
        "<tr><td>Force comments</td><td>We do so.</td></tr>"
        "<tr><td>PCC’s view</td><td>Good.</td></tr></table>"
    )
    assert found == _both("1", "4")


def test_paragraphs_that_count_on_below_the_names_of_items_lose_their_numbers() -> None:
    found = _items(
        f"<h2>Recommendation 1</h2><ol><li>{ONE}</li><li>We agree: all vans have it.</li>"
        "<li>The PCC is content with the action taken.</li></ol>"
        f"<h2>Recommendation 2</h2><ol start=4><li>{TWO}</li><li>We agree, and we do so.</li>"
        "<li>The PCC will ask for a further report.</li></ol>"
    )
    assert [one[1] for one in found] == [ONE, TWO]


def test_a_label_below_the_only_item_is_of_it_though_a_heading_is_above_the_item() -> None:
    found = _items(
        "<h2>Recommendation</h2><table>"
        f"<tr><td><b>Rec 1</b></td><td>{ONE}</td></tr>"
        "<tr><td><b>PCC’s view</b></td><td>I am glad.</td></tr></table>"
    )
    assert found == [("1", ONE, "", "I am glad.")]


def test_what_is_below_the_name_of_several_items_is_on_each_of_them() -> None:
    found = _items(
        f"<h2>Recommendation 1</h2><p>{ONE}</p><h2>Recommendation 2</h2><p>{TWO}</p>"
        "<h2>Recommendations 1 and 2</h2><p>The Chief Constable has said:</p>"
        "<p>“We agree.</p><p>“All vans have it.”</p><p>I am glad.</p>"
    )
    said = ("“We agree.\n\n“All vans have it.”", "I am glad.")
    assert [one[2:] for one in found] == [said, said]


def test_italics_in_which_the_commissioner_speaks_are_not_the_chief_officers() -> None:
    """Whatever the response says of how it is printed."""
    body = "".join(
        f"<h3>Recommendation {at}</h3><p>{text}</p><p><i>{own}</i></p><p>It is in hand.</p>"
        for at, text, own in (
            ("1", ONE, "I have asked the Chief Constable to tell me of it."),
            ("2", TWO, "My office will hold the Chief Constable to account."),
        )
    )
    legend = "<p>What the Chief Constable says is printed in italics.</p>"
    assert [chief for _, _, chief, _ in _items(f"{legend}{body}")] == ["", ""]


def test_the_text_beside_the_next_row_is_another_items_where_a_sentence_begins() -> None:
    heads = "<tr><th>Recommendation</th><th>From</th><th>Comments</th></tr>"
    rows = (
        f"<tr><td>Recommendation 1<br>{ONE.rstrip('.')}</td><td>PCC</td><td>I am glad.</td></tr>"
        f"<tr><td>{TWO}</td><td>PCC</td><td>Good.</td></tr>"
    )
    assert [text for _, text, _, _ in _items(f"<table>{heads}{rows}</table>")] == [
        ONE.rstrip("."),
        TWO,
    ]


def test_a_number_that_falls_names_no_item() -> None:
    body = "".join(
        f"<p><b>{number}.</b> {text}</p><p><b>PCC’s view</b></p><p>{view}</p>"
        for number, text, _, view in _both("2", "5")
    )
    counted = "<p><b>1.</b> The first of our aims is care.</p>"
    found = _items(f"<h2>Recommendations</h2>{body}{counted}")
    assert [number for number, _, _, _ in found] == ["2", "5"]


def test_a_header_with_labels_above_items_in_the_running_text_is_no_standard_form() -> None:
    """A standard form has its items in sections of their own."""
    read = _read(
        "<h1>Section 55 response</h1><table><tr><td>Inspection title<td>Dogs</tr><tr><td>"
        "Date published<td>5 February 2025</tr><tr><td>Police force<td>Ash Police</tr></table>"
        f"<h2>What the report asks for</h2><p>Recommendation 1: {ONE}</p>"
        "<h2>Chief Constable comments</h2><p>Recommendation 1: All vans have it.</p>"
        "<h2>My comments</h2><p>Recommendation 1: I am content.</p>"
    )
    (item,) = read["recommendations"]["items"]
    said = item["text"], item["chief_officer"], item["policing_body"]
    assert [text.strip() for text in said] == [ONE, "All vans have it.", "I am content."]


def test_a_name_above_a_post_is_a_signature_also_where_each_is_a_paragraph() -> None:
    body = (
        f"{TITLE}<h2>Recommendations</h2><p><b>Recommendation 1:</b> {ONE}</p>"
        "<p>PCC response: I am glad.</p><h2>Next steps</h2><p>I shall visit the kennels in May.</p>"
        "<p>Alex Marsh</p><p>Deputy Mayor for Policing and Crime for Fenmouth</p>"
        "<h2>Annex: comments of the Chief Constable on the report as a whole</h2>"
        "<p>I thank the inspectors.</p><p>Kim Ford</p><p>Chief Constable</p>"
    )
    found = _read(body)
    assert found["policing_body"] == {"closing": "I shall visit the kennels in May.\n"}
    assert found["chief_officer"]["comments"] == "I thank the inspectors.\n"


def test_items_in_bold_are_set_alike_whether_headings_or_paragraphs() -> None:
    """In a PDF a short line in bold is a heading, and a longer one is a paragraph."""
    items = "".join(
        f"<h3>{number}. {text}</h3><p>{view}</p>"
        for number, text, view in ((1, ONE, "I am glad of it."), (2, TWO, "I saw it."))
    )
    page = f"<html lang='en'>{TITLE}<h2>Recommendations</h2>{items}</html>"
    source = read_source(page.encode(), "response.html")
    blocks = [
        replace(
            block,
            bold=True,
            kind=BlockKind.PARAGRAPH if block.text[:1] == "1" else block.kind,
            level=0 if block.text[:1] == "1" else block.level,
        )
        if block.text[:1] in "12"
        else block
        for block in source.blocks
    ]
    read = import_source(
        replace(source, blocks=tuple(blocks)), "response.pdf", None, DocumentKind.RESPONSE
    )
    found = read.data["response"]["recommendations"]["items"]
    assert [(item["number"], item["text"].strip()) for item in found] == [("1", ONE), ("2", TWO)]


_ASKS = (
    f"<h2>Recommendation 1</h2><p>{ONE}</p>{{first}}<h2>Recommendation 2</h2><p>{TWO}</p>{{second}}"
)
_NAMES_THE_OTHER = "<h3>Now hear Ashshire Constabulary on this</h3><p>It is done.</p>"


def _asked(first: str, second: str = "<p>Good.</p>") -> list[tuple[str, str]]:
    """What is asked of labels that are not known, and how it is answered."""
    body = _ASKS.format(first=first, second=second)
    page = f"<!doctype html><html lang='en'><title>R</title><body>{TITLE}{body}</body></html>"
    source = read_source(page.encode(), "old.html")
    made = import_source(source, "old.html", None, DocumentKind.RESPONSE)
    return [(one.message, one.hint) for one in made.problems if one.code == "I280"]


def test_whose_words_stand_below_a_label_that_names_the_other_is_asked() -> None:
    assert _asked(_NAMES_THE_OTHER) == [
        (
            "s55 does not know whose words 'Now hear Ashshire Constabulary on this' is over; what "
            "stands below it ('It is done.') is with the policing body's",
            "If they are the chief officer's: s55 import old.html --teach "
            '"Now hear Ashshire Constabulary on this=chief_officer"',
        )
    ]


def test_a_label_that_comes_back_is_asked_about_once_and_a_long_passage_is_shortened() -> None:
    first = "It is done in every van, and in every kennel of the force too."
    replies = "<h3>Force</h3><p>Done.</p><h3>PCC response</h3><p>Good.</p><p>Van desk: {}</p>"
    said = (replies.format(words) for words in (first, "It is done as well."))
    assert _asked(*said) == [
        (
            "s55 does not know whose words 'Van desk' is over; the 2 passages below it (the first "
            f"begins '{first[:39]}…') are with the policing body's",
            "If they are the chief officer's: s55 import old.html --teach "
            '"Van desk=chief_officer"',
        )
    ]


def test_a_label_on_fewer_than_half_of_the_items_is_no_question() -> None:
    reply = "<h3>Force</h3><p>Done.</p><h3>PCC response</h3><p>Good.</p>"
    said = f"{reply}<p>Van desk: It is done.</p>"
    more = [f"<h2>Recommendation {at}</h2><p>{TWO}</p>{reply}" for at in (3, 4, 5)]
    assert len(_asked(said, "".join((said, *more[:2])))) == 1
    assert _asked(said, "".join((said, *more))) == []


@pytest.mark.parametrize(
    ("words", "typed"),
    [
        ("Our view", '"Our view=policing_body"'),
        ("Dogs", '"Dogs=policing_body"'),
        ("The $ view", "'The $ view=policing_body'"),
        ('The "view"', "'The \"view\"=policing_body'"),
    ],
)
def test_the_command_that_teaches_takes_the_words_as_they_are(words: str, typed: str) -> None:
    command = Notes("past/old.html").lesson(words, Role.POLICING_BODY)
    assert command == f"s55 import past/old.html --teach {typed}"
    assert shlex.split(command)[-1] == f"{words}=policing_body"


def test_the_answer_is_what_the_next_import_goes_by() -> None:
    body = _ASKS.format(first=_NAMES_THE_OTHER, second="<p>Good.</p>")
    taught = {"Now hear Ashshire Constabulary on this": Role.CHIEF_OFFICER}
    page = f"<!doctype html><html lang='en'><title>R</title><body>{TITLE}{body}</body></html>"
    source = read_source(page.encode(), "old.html")
    made = import_source(source, "old.html", None, DocumentKind.RESPONSE, taught)
    first = made.data["response"]["recommendations"]["items"][0]
    assert (first["chief_officer"], first.get("policing_body")) == ("It is done.\n", None)
    assert [one.code for one in made.problems if one.code == "I280"] == []


@pytest.mark.parametrize(
    "heading", ["Our dogs", "What I have done", "1 July 2027", "“The Constabulary has done it”"]
)
def test_other_headings_in_somebodys_words_are_no_question(heading: str) -> None:
    assert _asked(f"<p>Good.</p><h3>{heading}</h3><p>It is done.</p>") == []


@pytest.mark.parametrize(
    "form", ["<ul><li>{first}</li><li>{second}</li></ul>", "<p>{first}</p><p>{second}</p>"]
)
@pytest.mark.parametrize("mark", [":", " –"])
def test_labels_that_come_back_are_weighed_in_lists_and_before_dashes_too(
    form: str, mark: str
) -> None:
    said = [("Our officers have it.", "I asked the Chief Constable when."), ("We do.", "I agree.")]
    body = "".join(
        f"<h2>Recommendation {at}</h2><p>{text}</p>"
        + form.format(first=f"Van desk{mark} {chief}", second=f"Kennel desk{mark} {own}")
        for at, (text, (chief, own)) in enumerate(zip((ONE, TWO), said, strict=True), 1)
    )
    assert _items(body) == [("1", ONE, *said[0]), ("2", TWO, *said[1])]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (f"<h3>Of vans</h3><p>{ONE}</p><h3>Of kennels</h3><p>{TWO}</p>", ["I281"]),
        ("<h3>Of vans</h3><p>I am glad.</p>", []),
        (f"<h2>Recommendation 1</h2><p>{ONE}</p><p>I am glad.</p>", []),
    ],
)
def test_a_response_in_which_no_item_was_found_says_so(body: str, codes: list[str]) -> None:
    page = f"<!doctype html><html lang='en'><title>R</title><body>{TITLE}{body}</body></html>"
    source = read_source(page.encode(), "old.html")
    made = import_source(source, "old.html", None, DocumentKind.RESPONSE)
    assert [one.code for one in made.problems if one.code == "I281"] == codes


def test_an_import_tells_where_a_response_breaks_its_pattern() -> None:
    body = _ASKS.format(
        first="<p>Force: We do so.</p><p>PCC: Good.</p>", second="<p>PCC: Good.</p>"
    )
    page = f"<!doctype html><html lang='en'><title>R</title><body>{TITLE}{body}</body></html>"
    source = read_source(page.encode(), "old.html")
    made = import_source(source, "old.html", None, DocumentKind.RESPONSE)
    (told,) = (one for one in made.problems if one.code == "I282")
    assert told.message.startswith("recommendation 2 has no comments of the chief officer")
