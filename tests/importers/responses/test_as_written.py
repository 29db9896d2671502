"""How offices write: letters, notes that go with them, tables of labels, last lines."""

from __future__ import annotations

from typing import Any

import pytest

from s55.importers.identify import identity
from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.importing import import_source
from s55.importers.readers import read_source

ONE = "By 3 May 2027, chief constables should give every van water."
TWO = "By 3 May 2027, chief constables should have kennels checked."
TITLE = "<h1>Response to HMICFRS: Dogs at work</h1>"


def _made(body: str) -> ImportedDraft:
    page = f"<!doctype html><html lang='en'><title>Response</title><body>{body}</body></html>"
    source = read_source(page.encode(), "response.html")
    return import_source(source, "response.html", None, DocumentKind.RESPONSE)


def _response(body: str) -> dict[str, Any]:
    return dict(_made(body).data["response"])


def _said(item: dict[str, Any]) -> tuple[str, ...]:
    names = ("text", "chief_officer", "policing_body")
    return tuple((item.get(name) or "").strip().strip("*") for name in names)


def _items(body: str, section: str = "recommendations") -> list[tuple[str, ...]]:
    return [_said(item) for item in _response(body)[section]["items"]]


def _body(body: str) -> list[str]:
    own = _response(body)["policing_body"]
    return [
        paragraph
        for part in ("opening", "closing")
        for paragraph in (own.get(part) or "").strip().split("\n\n")
        if paragraph
    ]


LETTER = (
    "<p>Dear Home Secretary</p><p><b>Dogs: an inspection of kennels</b></p>"
    "<p>I am writing in response to the above HMICFRS report.</p>"
    f"<p><b>Recommendation: {ONE}</b></p>"
    "<p>Anyshire Police has bought bottles, which can be seen on a page that is open to my staff:"
    "</p><ul><li>by van;</li><li>by month.</li></ul>"
    f"<p><b>Recommendation: {TWO}</b></p>"
    "<p>The force does so. What the vets tell us is passed on.</p>"
    "<p>Beyond the recommendations, I was struck by the heat. I shall raise it with His Majesty’s"
    " Inspector.</p><p>Yours sincerely</p><p>Ann Ash</p><p>Police and Crime Commissioner</p>"
)


def test_what_a_commissioner_explains_in_a_letter_is_the_commissioners() -> None:
    """Both have staff and are told things; a list belongs to the paragraph above it."""
    one, two = _items(LETTER)
    assert one[1] == two[1] == ""
    assert one[2].startswith("Anyshire Police has bought bottles")
    assert two[2] == "The force does so. What the vets tell us is passed on."
    assert _body(LETTER)[-1].startswith("Beyond the recommendations")


def test_a_letter_in_response_to_the_above_report_is_a_response() -> None:
    page = f"<!doctype html><html lang='en'><title>Letter</title><body>{LETTER}"
    assert identity(read_source(page.encode(), "a.html")).kind is DocumentKind.RESPONSE


def _labels(*rows: tuple[str, str]) -> str:
    cells = "".join(f"<tr><th>{label}</th><td>{text}</td></tr>" for label, text in rows)
    return f"<table>{cells}</table>"


def test_what_the_inspectors_said_names_items_below_the_heading_of_a_section() -> None:
    said, force, ours = (
        "What the inspectors said",
        "The force’s response",
        "The PCC’s comments",
    )
    body = (
        f"{TITLE}<h2>Cause of concern</h2>"
        + _labels(
            (said, "Dogs are too warm."),
            ("What the inspectors recommend", ONE),
            (force, "All vans have it."),
            (ours, "I am glad."),
        )
        + "<h2>Areas for improvement</h2>"
        + _labels((said, "Kennels should be cool."), (force, "They are."), (ours, "Good."))
        + _labels((said, "Leads should be long."), (force, "They will be."))
    )
    response = _response(body)
    (cause,) = response["causes_of_concern"]["items"]
    assert cause["text"] == "Dogs are too warm.\n"
    assert [_said(one) for one in cause["recommendations"]] == [
        (ONE, "All vans have it.", "I am glad.")
    ]
    assert [_said(one) for one in response["areas_for_improvement"]["items"]] == [
        ("Kennels should be cool.", "They are.", "Good."),
        ("Leads should be long.", "They will be.", ""),
    ]


def test_a_label_below_the_heading_of_items_is_no_line_of_the_header() -> None:
    body = (
        f"{TITLE}<p>Date published: 3 May 2026</p><p><b>RECOMMENDATIONS:</b></p>"
        f"<p><b>1. {ONE}</b></p><p>Force: All vans have it.</p><p>PCC: I am glad.</p>"
        f"<p><b>2. {TWO}</b></p><p>Force: We do so.</p><p>PCC: Good.</p>"
    )
    assert _items(body) == [(ONE, "All vans have it.", "I am glad."), (TWO, "We do so.", "Good.")]


def test_a_note_by_which_an_officer_sends_a_response_is_no_comment() -> None:
    body = (
        "<p>Good afternoon,</p><p>Please find below the response of the PCC to the report “Held up:"
        " dogs”. It was put on our website today.</p><p>Kind regards<br>Jo Elm<br>Officer</p>"
        f"{TITLE}<h2>The PCC’s comments</h2><p>I welcome the report.</p>"
        f"<h2>Recommendation 1</h2><p>{ONE}</p><p>Force: We do so.</p><p>PCC: Good.</p>"
    )
    assert _body(body) == ["I welcome the report."]


def test_a_letter_that_says_what_is_enclosed_is_no_note() -> None:
    body = (
        "<p>Dear Minister</p><p>Please find enclosed the comments of the force.</p>"
        "<p>I welcome the report.</p><p>Yours sincerely</p><p>Ann Ash<br>PCC</p>"
        f"<h2>Annex</h2><h3>Recommendation 1</h3><p>{ONE}</p><p>Force: We do so.</p>"
    )
    assert "I welcome the report." in _body(body)


def test_a_short_response_below_what_is_enclosed_is_no_note() -> None:
    """The name below it is that of the one who responds."""
    body = (
        "<p>Please find enclosed our answer to the report on dogs.</p>"
        "<p>The force has vans with water.</p><p>Kind regards</p><p>Ann Ash</p>"
    )
    assert _body(body) == ["The force has vans with water."]


def test_a_line_with_a_label_below_a_field_of_the_header_is_no_part_of_its_value() -> None:
    body = (
        f"<p>Report title: Dogs at work<br>Shelf mark: twelve</p><h2>Recommendation 1</h2>"
        f"<p>{ONE}</p><p>PCC response: I will ask.</p>"
    )
    assert _response(body)["inspection"]["title"] == "Dogs at work"
    assert _items(body) == [(ONE, "", "I will ask.")]


def test_what_finds_fault_and_tells_what_was_done_is_a_reply() -> None:
    fault = "Too few vans have water, and this is not always known."
    done = "Too few kennels are checked. We have asked vets to do so since May."
    body = (
        f"{TITLE}<h2>Recommendation 1</h2><p>{ONE}</p><p>{fault}</p>"
        f"<h2>Recommendation 2</h2><p>{TWO}</p><p>{done}</p>"
        "<h2>Comments of the Commissioner</h2><p>I welcome both.</p>"
    )
    assert _items(body) == [(ONE, "", fault), (TWO, "", done)]


@pytest.mark.parametrize(
    "end",
    [
        "<p>Commissioner: Ann Ash. Signed 3 May 2026.</p>",
        "<p>Signed: Ann Ash, Police and Crime Commissioner</p><p>Date: 3 May 2026</p>",
        "<p>Signed on behalf of the Board by its Chair, Ann Ash</p>",
        "<p>Bob Box, Chief Constable</p><p>Ann Ash, Police and Crime Commissioner</p>",
        "<p>Responsible officer: Jo Elm. Page last reviewed 3 May 2026</p>",
        "<p>Ann Ash<br>Commissioner</p>",
        "<p>Deputy Mayor for Policing and Justice</p><p>3 May 2026</p>",
        "<p>R. St John Ash, 3 May 2026</p>",
        "<p>ANN ASH</p><p>POLICE AND CRIME COMMISSIONER FOR ANYSHIRE</p>",
        "<p>Ann Ash<br>Comisiynydd Heddlu / Police and Crime Commissioner</p>",
        "<h2>Contact</h2><p>Policing Team, 1 Exchange Square</p>",
        "<p>Last updated: 3 May 2026</p><h2>Is this page useful?</h2><ul><li>Terms</li></ul>",
    ],
)
def test_lines_at_the_end_are_nobodys_comments(end: str) -> None:
    table = (
        "<table><tr><th>Recommendation</th><th>Force</th><th>PCC</th></tr>"
        f"<tr><td>{ONE}</td><td>We do so.</td><td>Good.</td></tr></table>"
    )
    body = f"{TITLE}<h2>PCC’s comments</h2><p>I welcome it.</p>{table}{end}"
    assert _body(body) == ["I welcome it."]


@pytest.mark.parametrize(
    "head",
    [
        "<h1>PCC response to HMICFRS thematic inspection</h1><h2>In plain sight: dogs at work</h2>",
        "<h1>Response to HMICFRS inspection</h1><p>Inspection report: In plain sight: dogs at work"
        "<br>Date published: 3 May 2026<br>Response published: 4 June 2026</p>",
    ],
)
def test_the_title_may_stand_below_a_heading_that_names_no_report(head: str) -> None:
    body = f"{head}<h2>PCC’s comments</h2><p>I welcome it.</p>"
    assert _response(body)["inspection"]["title"] == "In plain sight: dogs at work"


def test_a_dash_may_follow_the_colon_that_leads_to_the_areas_and_to_the_chiefs_words() -> None:
    """What inspectors found stands below each area, and the comments of both on the whole."""
    body = (
        f"{TITLE}<h2>Local Policing Body’s Comments</h2>"
        "<p>I welcome it. The areas for improvement that were identified are: –</p>"
        "<p><b>1. Dogs need to drink.</b></p><p>Too many vans have no water.</p>"
        "<p><b>2. Kennels should be cool.</b></p><p>Some are not.</p>"
        "<h2>Chief Constable’s Comments</h2>"
        "<p>The Chief Constable, Ann Ash, has provided me with the following comments: –</p>"
        "<p>“We have bought bottles.”</p>"
        "<h2>Response to the Chief Constable’s Comments</h2><p>I am grateful.</p>"
    )
    response = _response(body)
    assert [_said(one) for one in response["areas_for_improvement"]["items"]] == [
        ("Dogs need to drink.**\n\nToo many vans have no water.", "", ""),
        ("Kennels should be cool.**\n\nSome are not.", "", ""),
    ]
    assert response["chief_officer"]["comments"] == "“We have bought bottles.”\n"
    assert _body(body) == [
        "I welcome it. The areas for improvement that were identified are: –",
        "I am grateful.",
    ]


def test_what_stands_between_paragraphs_on_two_items_is_on_the_first() -> None:
    body = (
        f"{TITLE}<p><b>Recommendation 1.</b> {ONE}</p><p><b>Recommendation 2.</b> {TWO}</p>"
        "<p>In response to recommendation 1, the Chief Constable informs me that: “We do so.”</p>"
        "<p>The Mayor would have liked it sooner.</p>"
        "<p>In response to recommendation 2, the Chief Constable informs me that: “Done.”</p>"
        "<p>Progress will be reviewed in July.</p>"
    )
    lead = "In response to recommendation {}, the Chief Constable informs me that:"
    assert _items(body) == [
        (ONE, "“We do so.”", f"{lead.format(1)}\n\nThe Mayor would have liked it sooner."),
        (TWO, "“Done.”", lead.format(2)),
    ]
    assert _body(body) == ["Progress will be reviewed in July."]


def test_a_letter_of_the_chief_constable_may_be_enclosed() -> None:
    """“The Chief Constable’s letter follows. I agree ...” is a paragraph and no label."""
    body = (
        "<p>Dear Home Secretary</p><p>I welcome the report.</p><p>The Chief Constable’s letter to "
        "me follows. I agree with all but one: water is dear.</p><p>Yours sincerely</p>"
        "<p>Ann Ash<br>PCC</p><p><b>Enclosure: letter from the Chief Constable of Anyshire Police "
        "to the Commissioner</b></p><p>Dear Commissioner</p><p>It describes our work well.</p>"
        f"<p><b>Recommendation 1 – {ONE}</b></p><p>Done.</p>"
        "<p>I should be grateful if you would pass these comments on.</p>"
        "<p>Yours sincerely</p><p>Bob Box<br>Chief Constable</p>"
    )
    assert _items(body) == [(ONE, "Done.", "")]
    assert _body(body)[1].endswith("I agree with all but one: water is dear.")
    assert _response(body)["chief_officer"]["comments"].split("\n\n") == [
        "It describes our work well.",
        "I should be grateful if you would pass these comments on.\n",
    ]


def test_a_page_may_say_above_a_letter_to_whom_it_was_sent() -> None:
    body = (
        "<h1>Dogs national report</h1><p>The Commissioner sent the following letter to the Home "
        "Secretary on 14 May 2026, in response to the publication of a report entitled <em>Dogs: "
        "an inspection of kennels and vans in the heat of summer</em>.</p><p>Dear Jim,</p>"
        f"<p>I welcome it.</p><p><b>Recommendation 1</b></p><p>{ONE}</p>"
        "<p><b>My view</b></p><p>Good.</p>"
    )
    assert _body(body) == ["I welcome it."]
    inspection = _response(body)["inspection"]
    assert inspection["title"] == "Dogs: an inspection of kennels and vans in the heat of summer"
    assert inspection["published"] is None


def test_a_line_in_bold_above_labels_names_an_item_in_a_section_too() -> None:
    body = f"{TITLE}<p>I welcome it.</p><h2>Areas for improvement</h2>" + "".join(
        f"<p><b>{text}</b></p><p><b>Chief Constable’s response:</b> {said}</p>"
        f"<p><b>Commissioner’s response:</b> {view}</p>"
        for text, said, view in ((ONE, "We do so.", "Good."), (TWO, "Done.", "I am glad."))
    )
    end = "<h2>Conclusion</h2><p>I am content.</p><p>Ann Ash<br>Anyshire PCC<br>3 May 2026</p>"
    assert _items(f"{body}{end}", "areas_for_improvement") == [
        (ONE, "We do so.", "Good."),
        (TWO, "Done.", "I am glad."),
    ]
    assert _body(f"{body}{end}")[-1] == "I am content."


def test_the_title_of_a_report_on_the_response_of_the_police_is_no_heading_of_comments() -> None:
    title = "An inspection of the police response to dogs (published 3 May 2026)"
    body = f"<h1>Police Authority Board: response</h1><p>{title}</p><p>The Board welcomes it.</p>"
    response = _response(body)
    assert response["inspection"]["title"] == "An inspection of the police response to dogs"
    assert "chief_officer" not in response


@pytest.mark.parametrize("kind", ["thematic inspection", "inspection"])
def test_the_inspection_of_something_is_the_whole_title(kind: str) -> None:
    found = _response(f"<h1>Commissioner’s response to HMICFRS {kind} of dogs</h1><p>Good.</p>")
    assert found["inspection"]["title"] == f"{kind} of dogs"


def test_the_forces_position_may_be_said_to_follow_on_each_item() -> None:
    body = (
        f"{TITLE}<h2>1. Commissioner’s view of the report</h2><p>I welcome it.</p>"
        "<h2>2. Next steps</h2><p>The report makes recommendations of which three are for forces. "
        "The Force’s position on each is as follows.</p>"
        + "".join(
            f"<ul><li><b>Recommendation {at}:</b> {text}</li></ul><p>{said}</p>"
            for at, text, said in (
                ("1", ONE, "A list is kept."),
                ("2", TWO, "A vet is in place."),
                ("4", TWO, "A date is set."),
            )
        )
        + "<p>I will be asking for an update on all.</p>"
    )
    assert [one[1:] for one in _items(body)] == [
        ("A list is kept.", ""),
        ("A vet is in place.", ""),
        ("A date is set.", ""),
    ]
    assert _body(body) == ["I welcome it.", "I will be asking for an update on all."]


def test_a_heading_may_name_who_holds_the_post() -> None:
    body = (
        f"{TITLE}<p>I welcome it.</p><p><b>Comments of the Chief Constable, Ann Ash</b></p>"
        f"<p>It is fair.</p><p><em>Recommendation 3a – {ONE}</em></p><p>All vans have it.</p>"
        f"<p><em>Recommendation 3b – {TWO}</em></p><p>A list is kept.</p>"
        "<p><b>My comments on the Chief Constable’s response</b></p><p>I am glad.</p>"
    )
    assert [one[1:] for one in _items(body)] == [("All vans have it.", ""), ("A list is kept.", "")]
    assert _response(body)["chief_officer"]["comments"] == "It is fair.\n"
    assert _body(body) == ["I welcome it.", "I am glad."]


def test_paragraphs_may_be_counted_past_lines_that_name_items() -> None:
    body = (
        f"{TITLE}<h2>Commissioner</h2><p>1. I welcome it.</p><p>2. I asked the Chief Constable.</p>"
        "<h2>Chief Constable</h2><p>3. It is fair.</p>"
        f"<p><b>Recommendation 11:</b> {ONE}</p><p>4. All vans have it.</p>"
        f"<p><b>Recommendation 14:</b> {TWO}</p><p>5. Done.</p>"
        "<h2>Commissioner’s further comments</h2><p>6. I am glad.</p>"
    )
    assert _items(body) == [(ONE, "All vans have it.", ""), (TWO, "Done.", "")]


@pytest.mark.parametrize(
    "legend",
    [
        "The Acting Chief Constable, Ann Ash, has contributed and I have put her words in inverted"
        " commas.",
        "I asked the Chief Constable about each of them.",
    ],
)
def test_quotations_below_items_are_the_chief_officers_where_that_is_said(legend: str) -> None:
    body = f"{TITLE}<p>{legend}</p>" + "".join(
        f"<p><b>Area for improvement: {text}</b></p><p>“{said}”</p><p>{view}</p>"
        for text, said, view in (
            (ONE, "All vans have it.", "I have seen one."),
            (TWO, "A list is kept.", "It is late."),
        )
    )
    assert _items(body, "areas_for_improvement") == [
        (ONE, "“All vans have it.”", "I have seen one."),
        (TWO, "“A list is kept.”", "It is late."),
    ]


def test_a_heading_may_have_the_topic_right_after_the_number_of_an_item() -> None:
    body = f"{TITLE}<h2>What is done, and what I think of it</h2>" + "".join(
        f"<h3>AFI {at} {topic}</h3><p>{text}</p><p><b>Anyshire Police says:</b></p><p>{said}</p>"
        f"<p><b>I say:</b></p><p>{view}</p>"
        for at, topic, text, said, view in (
            ("1", "Water", ONE, "All vans have it.", "I have seen one."),
            ("2", "Kennels in summer", TWO, "A list is kept.", "It is late."),
        )
    )
    found = _response(body)["areas_for_improvement"]["items"]
    assert [(one["number"], *_said(one)) for one in found] == [
        ("1", ONE, "All vans have it.", "I have seen one."),
        ("2", TWO, "A list is kept.", "It is late."),
    ]


def test_what_the_inspectors_and_both_say_may_be_the_heads_of_columns() -> None:
    heads = ("#", "HMICFRS said", "Anyshire Police say", "The Mayor says")
    rows = (heads, ("2", ONE, "All vans have it.", "Good."), ("5", TWO, "Done.", "It was late."))
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    body = f"<h1>Response of the Mayor’s Office to “Dogs at work”</h1><table>{table}</table>"
    assert _items(body) == [(ONE, "All vans have it.", "Good."), (TWO, "Done.", "It was late.")]
    page = f"<!doctype html><html lang='en'><title>R</title><body>{body}"
    assert identity(read_source(page.encode(), "a.html")).kind is DocumentKind.RESPONSE


def test_an_attachment_is_no_signature() -> None:
    body = (
        "<p>Dear Home Secretary,</p><p>I welcome the report.</p><p>Yours,</p><p>Ann Ash<br>Police "
        "and Crime Commissioner</p><h2>Attachment – Chief Constable’s comments</h2><table>"
        "<tr><th>Recommendation</th><th>Comment</th></tr>"
        f"<tr><td>{ONE}</td><td>A list is kept.</td></tr>"
        f"<tr><td>{TWO}</td><td>A vet is in place.</td></tr></table>"
    )
    assert [one[1:] for one in _items(body)] == [
        ("A list is kept.", ""),
        ("A vet is in place.", ""),
    ]
    assert _body(body) == ["I welcome the report."]


def test_items_in_rows_across_a_table_may_have_both_answers_below_its_heads() -> None:
    rows = "".join(
        f"<tr><td colspan='2'><b>Recommendation {at}: {text}</b></td></tr>"
        f"<tr><td>{said}</td><td>{view}</td></tr>"
        for at, text, said, view in (
            ("1", ONE, "All vans have it.", "Good."),
            ("2", TWO, "It is done.", "It was late."),
        )
    )
    heads = "<tr><th>Force response</th><th>PCC response</th></tr>"
    assert _items(f"{TITLE}<p>I welcome it.</p><table>{heads}{rows}</table>") == [
        (ONE, "All vans have it.", "Good."),
        (TWO, "It is done.", "It was late."),
    ]


def test_headings_may_be_in_two_languages_and_numbers_in_capitals() -> None:
    body = (
        f"{TITLE}<h2>1. Sylwadau’r Comisiynydd / Commissioner’s comments</h2><p>I welcome it.</p>"
        "<h2>2. Ymateb y Prif Gwnstabl / Chief Constable’s response</h2>"
        f"<h3>Argymhelliad 1 / Recommendation 1</h3><p>{ONE}</p><p>All vans have it.</p>"
        f"<h3>RECOMMENDATION TWO</h3><p>{TWO}</p><p>It is done.</p>"
    )
    found = _response(body)["recommendations"]["items"]
    assert [(one["number"], *_said(one)) for one in found] == [
        ("1", ONE, "All vans have it.", ""),
        ("2", TWO, "It is done.", ""),
    ]
    assert _body(body) == ["I welcome it."]


def test_a_column_beside_numbers_that_asks_has_the_items_whatever_its_head() -> None:
    heads = ("Rec.", "What it asks for", "Progress reported by the force", "PCC’s assurance")
    rows = (heads, ("2", ONE, "All vans have it.", "Good."), ("5", TWO, "Done.", "It was late."))
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    body = (
        "<h1>PCC response: Dogs at work: an inspection of kennels</h1><h2>PCC’s introduction</h2>"
        "<p>Dogs are dear to us.</p><h2>Response to each recommendation</h2>"
        f"<table>{table}</table>"
    )
    assert _items(body) == [(ONE, "All vans have it.", "Good."), (TWO, "Done.", "It was late.")]
    assert _body(body) == ["Dogs are dear to us."]
    assert _response(body)["inspection"]["title"] == "Dogs at work: an inspection of kennels"


def test_of_two_columns_that_ask_neither_is_taken_for_the_items() -> None:
    rows = (
        ("No.", "What it asks", "What else", "PCC response"),
        ("1", ONE, "The force should buy hay.", "I agree."),
        ("2", TWO, "The force must sell carts.", "I will ask."),
    )
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    table = "".join(f"<tr>{row}</tr>" for row in cells)
    (told,) = (part for part in _body(f"{TITLE}<table>{table}</table>") if "What else" in part)
    assert "The force should buy hay." in told


def test_a_heading_may_name_the_chief_constable_without_a_comma() -> None:
    body = (
        f"{TITLE}<p>I welcome it.</p><h3>Chief Constable Ann Ash:</h3><p>It is fair.</p>"
        "<h3>My comments</h3><p>I am glad.</p>"
    )
    assert _response(body)["chief_officer"]["comments"] == "It is fair.\n"
    assert _body(body) == ["I welcome it.", "I am glad."]


def test_a_letter_that_comments_on_the_above_is_a_response() -> None:
    page = (
        "<!doctype html><html lang='en'><body><p>Dear Secretary of State</p><p>Thank you for the "
        f"opportunity to comment on the above.</p><p>Recommendation 1: {ONE}</p><p>We do so.</p>"
    )
    assert identity(read_source(page.encode(), "a.html")).kind is DocumentKind.RESPONSE


def test_what_follows_the_last_reply_is_no_part_of_it_though_another_has_a_list() -> None:
    answers = (
        "It has bought bottles for:</p><ul><li>vans;</li><li>kennels.</li></ul>",
        "It has a vet.</p>",
    )
    items = "".join(
        f"<h2>Recommendation {number}</h2><p>{text}</p><p>Force response: {answer}"
        for number, (text, answer) in enumerate(zip((ONE, TWO), answers, strict=True), 1)
    )
    page = f"{TITLE}{items}<p>I will ask the force again in May.</p>"
    assert [chief for _, chief, _ in _items(page)] == [
        "It has bought bottles for:\n\n- vans;\n- kennels.",
        "It has a vet.",
    ]
    assert _body(page) == ["I will ask the force again in May."]


def test_a_statement_in_response_to_a_title_is_a_response() -> None:
    page = (
        "<!doctype html><html lang='en'><body><h1>Statement in response to “Dogs at work: An "
        "inspection of kennels”</h1><h2>What the inspectorate says</h2>"
        f"<p>{ONE}</p><h2>What Hollin Police says</h2><p>All vans have it.</p>"
    )
    assert identity(read_source(page.encode(), "a.html")).kind is DocumentKind.RESPONSE


def test_no_word_that_asks_is_part_of_the_name_of_a_force() -> None:
    said = f"<h2>Recommendation 1</h2><p>{ONE}</p><h3>What Hollin Police says</h3><p>We do so.</p>"
    assert _response(f"{TITLE}{said}")["inspection"]["forces"] == ["Hollin Police"]


def test_an_item_may_have_its_number_before_its_text_beside_its_name() -> None:
    rows = "".join(
        _labels(
            ("Recommendation", f"{at}. {text}"), ("Force’s response", "We do."), ("PCC", "Good.")
        )
        for at, text in ((2, ONE), (5, TWO))
    )
    found = _response(f"{TITLE}{rows}")["recommendations"]["items"]
    assert [(one.get("number"), *_said(one)) for one in found] == [
        ("2", ONE, "We do.", "Good."),
        ("5", TWO, "We do.", "Good."),
    ]


def test_the_numbers_of_paragraphs_are_not_those_of_items() -> None:
    """Where what is said below the items is counted on."""
    said = "".join(
        f"<h3>Recommendation</h3><p>{at}. {text}</p><p>{at + 1}. We do so.</p>"
        f"<p>{at + 2}. I am glad of it.</p>"
        for at, text in ((3, ONE), (6, TWO))
    )
    found = _response(f"{TITLE}<p>1. Dogs.</p><p>2. I thank the force.</p>{said}")
    items = found["recommendations"]["items"]
    assert [(one.get("number"), _said(one)[0]) for one in items] == [(None, ONE), (None, TWO)]


def test_the_lines_of_a_header_may_stand_below_their_labels() -> None:
    head = (
        "<h1>Dogs at work: an inspection of kennels</h1><dl><dt>Inspectorate</dt><dd>HMICFRS</dd>"
        "<dt>Date published</dt><dd>3 May 2026</dd><dt>Our response published</dt>"
        "<dd>4 June 2026</dd></dl>"
    )
    said = f"<h2>Recommendation 1</h2><p>{ONE}</p><p>Force: We do so.</p><p>PCC: Good.</p>"
    made = _made(f"{head}<h2>The PCC’s response</h2><p>I welcome it.</p>{said}")
    assert str(made.data["response"]["inspection"]["published"]) == "2026-05-03"
    assert made.data["response"]["policing_body"] == {"opening": "I welcome it.\n"}


def test_the_signature_below_the_last_item_is_no_comment_on_it() -> None:
    body = (
        f"{TITLE}<h2>PCC’s comments</h2><p>I welcome it.</p>"
        "<h2>Comments of the Chief Constable</h2>"
        f"<p><b>Recommendation 1:</b> {ONE}</p><p>All vans have it.</p>"
        f"<p><b>Recommendation 2:</b> {TWO}</p><p>We do so.</p><p>Chief Constable Jo Elm</p>"
    )
    assert _items(body) == [(ONE, "All vans have it.", ""), (TWO, "We do so.", "")]
    assert "Chief Constable Jo Elm" in [one.text for one in _made(body).unplaced]
