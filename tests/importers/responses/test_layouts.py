"""Layouts of past responses: joint statements, forms, web pages, e-mails, letters on reports."""

from __future__ import annotations

import re
from typing import Any

import pytest

from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from s55.importers.responses.other import speakers
from s55.importers.source import SourceBlock
from s55.office.import_roles import Role

SHORT = "By 3 May 2027, chief constables should give every van water."
OTHER = "By 3 May 2027, chief constables should have kennels checked."


def _made(body: str) -> ImportedDraft:
    page = f"<!doctype html><html lang='en'><title>Response</title><body>{body}</body></html>"
    source = read_source(page.encode(), "response.html")
    return import_source(source, "response.html", None, DocumentKind.RESPONSE)


def _read(body: str) -> dict[str, Any]:
    return dict(_bare(_made(body).data["response"]))


def _bare(data: Any) -> Any:
    """The data without the line breaks at the ends of its texts."""
    if isinstance(data, dict):
        return {key: _bare(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_bare(value) for value in data]
    return data.strip() if isinstance(data, str) else data


def _items(read: dict[str, Any]) -> list[dict[str, Any]]:
    return list(read["recommendations"]["items"])


def test_of_several_forces_each_keeps_its_name_before_what_it_says() -> None:
    read = _read(
        "<h1>Statement of the Commissioners for Ashshire and Elmshire</h1>"
        "<h2>Dogs: an inspection of Ashshire Police and Elmshire Constabulary</h2>"
        "<h3>Comments of the Commissioners</h3><p>We agree with what the inspectors say.</p>"
        "<h3>Recommendations</h3>"
        f"<p><b>Recommendation 1:</b> {SHORT}</p><p><b>Ashshire Police:</b> All vans have it.</p>"
        "<p><b>Elmshire Constabulary:</b> Ours do not.</p><p><b>The Commissioners:</b> We wait.</p>"
        f"<p><b>Recommendation 2:</b> {OTHER}</p><p><b>Ashshire Police:</b> They are.</p>"
        "<p><b>Elmshire Constabulary:</b> Ours are not.</p><p><b>The Commissioners:</b> Go on.</p>"
    )
    one, two = _items(read)
    assert one["chief_officer"].split("\n\n") == [
        "**Ashshire Police:** All vans have it.",
        "**Elmshire Constabulary:** Ours do not.",
    ]
    assert (one["policing_body"], two["policing_body"]) == ("We wait.", "Go on.")
    assert read["policing_body"]["opening"] == "We agree with what the inspectors say."


def test_the_lines_of_a_form_may_be_numbered() -> None:
    read = _read(
        "<h1>FORM S55</h1><h2>Part 1 – The report</h2><table>"
        "<tr><th>1.1 Title of the report</th><td>PEEL 2025: An inspection of Ash Police</td></tr>"
        "<tr><th>1.2 Date of publication</th><td>3 April 2026</td></tr></table>"
        f"<h2>Part 2 – Recommendations</h2><p><b>Recommendation 1</b></p><p>{SHORT}</p>"
        "<p><b>Chief Constable’s response</b></p><p>All vans have it.</p>"
        "<h2>Part 3 – Comments of the Police and Crime Commissioner</h2><p>I am content.</p>"
    )
    assert read["inspection"]["title"] == "PEEL 2025: An inspection of Ash Police"
    assert read["inspection"]["published"] == "2026-04-03"
    assert read["policing_body"] == {"closing": "I am content."}


def test_a_row_may_have_two_labels_with_their_values() -> None:
    rows = [
        ("Recommendation", SHORT),
        ("Force response", "All vans have it."),
        ("PCC response", "I saw one."),
    ]
    table = "".join(
        f"<tr><td><b>{label}</b></td><td colspan='3'>{text}</td></tr>" for label, text in rows
    )
    table += (
        "<tr><td><b>Target date</b></td><td>3 May 2027</td>"
        "<td><b>Status</b></td><td>In progress</td></tr>"
    )
    read = _read(f"<h1>Response to HMICFRS: Dogs</h1><table>{table}</table>")
    (item,) = _items(read)
    assert (item["target_date"], item["status"]) == ("2027-05-03", "in progress")
    assert item["policing_body"] == "I saw one."


def test_the_menu_above_the_title_and_the_foot_of_a_site_are_no_comments() -> None:
    made = _made(
        "<ul><li>What we do</li><li>Meetings</li></ul><h1>Responses to inspections</h1>"
        "<p>The Mayor exercises the functions of the commissioner.</p>"
        "<h2>An inspection of Ashshire Police’s dogs</h2><h3>Statement by the Mayor</h3>"
        f"<p>I am grateful.</p><h3>Recommendation 1</h3><p>{SHORT}</p>"
        "<p><b>Ashshire Police’s response</b></p><p>All vans have it.</p>"
        "<h3>What happens next</h3><p>I will report in May.</p>"
        "<p>Was this page useful? Yes / No</p>"
        "<p>Accessibility statement | Privacy</p>"
    )
    read = _bare(made.data["response"])
    assert read["inspection"]["title"] == "An inspection of Ashshire Police’s dogs"
    assert read["policing_body"] == {
        "opening": "I am grateful.",
        "closing": "I will report in May.",
    }
    told = "\n".join(one.text for one in made.unplaced)
    assert "The Mayor exercises the functions of the commissioner." in told
    assert "Was this page useful? Yes / No" in told


def test_the_covering_words_of_an_e_mail_are_no_comment_and_its_labels_may_share_a_paragraph() -> (
    None
):
    read = _read(
        "<p>From: OPCC<br>Sent: 22 December 2026<br>To: HMICFRS<br>Subject: Section 55 response</p>"
        "<p>Good afternoon</p><p>Please find below the response to the following report.</p>"
        "<p>REPORT: Dogs: An inspection of how they travel<br>PUBLISHED: 7 November 2026</p>"
        f"<p>RECOMMENDATION 1</p><p>{SHORT}</p><p>CHIEF CONSTABLE’S COMMENTS</p>"
        "<p>All vans have it.</p><p>COMMISSIONER’S COMMENTS</p><p>I saw one.</p>"
    )
    assert read["inspection"]["title"] == "Dogs: An inspection of how they travel"
    assert read["inspection"]["published"] == "2026-11-07"
    assert "policing_body" not in read


def test_a_heading_with_a_title_and_its_day_begins_the_answer_to_one_of_two_reports() -> None:
    read = _read(
        "<p>Dear Home Secretary</p><p><b>Responses to two reports of HMICFRS</b></p>"
        "<p>I have taken two reports together.</p>"
        "<p><b>A. Dogs: An inspection of how they travel (published 3 April 2026)</b></p>"
        f"<p><i>Recommendation 1: {SHORT}</i></p><p><b>My comment:</b> I saw a van.</p>"
        "<p><b>B. Cats: A review of where they live (published 24 April 2026)</b></p>"
        f"<p><i>Recommendation 4: {OTHER}</i></p><p><b>My comment:</b> I saw a cat.</p>"
        "<p>I am content for this letter to be published.</p><p>Yours sincerely</p>"
    )
    assert read["inspection"]["title"] == "Dogs: An inspection of how they travel"
    assert [item["policing_body"] for item in _items(read)] == ["I saw a van.", "I saw a cat."]
    assert read["policing_body"]["closing"] == "I am content for this letter to be published."


def test_a_heading_over_a_table_of_items_is_no_comment() -> None:
    read = _read(
        "<h1>Response of the Commissioner to HMICFRS: Dogs in vans</h1>"
        "<p>Report published 17 August 2026. Response published 10 October 2026.</p>"
        "<h2>Statement of the Chief Constable</h2><p>I am sorry.</p><h2>Action plan</h2>"
        "<table><tr><th>No.</th><th>Recommendation</th><th>Force response</th>"
        "<th>To be done by</th><th>View of the Commissioner</th></tr>"
        f"<tr><td>1</td><td>{SHORT}</td><td>Yes.</td><td>30 May 2027</td><td>I saw.</td></tr>"
        f"<tr><td>2</td><td>{OTHER}</td><td>Yes.</td><td>3 June 2027</td><td>I saw.</td></tr>"
        "</table>"
    )
    assert read["chief_officer"] == {"comments": "I am sorry."}
    assert [item["target_date"] for item in _items(read)] == ["2027-05-30", "2027-06-03"]
    assert "policing_body" not in read


def test_the_head_of_a_letter_in_an_appendix_is_no_comment() -> None:
    made = _made(
        "<h1>Response to HMICFRS: Wet paint: an inspection of how the police look after stations"
        "</h1><h2>1. Purpose</h2><p>This report puts our response before the Panel.</p>"
        "<h2>2. Recommendation</h2><p>That the Panel notes the report.</p><p>Author: A. Bee</p>"
        f"<h2>Appendix A</h2><p><b>Recommendation 1.</b> {SHORT}</p><p>I agree with that.</p>"
        "<h2>Appendix B: Letter of the Chief Constable</h2>"
        "<p>To the Police and Crime Commissioner for Ashshire<br>3 May 2026</p><p>1 High Road</p>"
        "<p>Dear Commissioner</p><p>We have painted two stations.</p><p>One is still wet.</p>"
        "<p>Yours sincerely</p><p>Ann Elm<br>Chief Constable</p>"
    )
    read = _bare(made.data["response"])
    assert read["chief_officer"]["comments"].split("\n\n") == [
        "We have painted two stations.",
        "One is still wet.",
    ]
    assert read["policing_body"] == {"opening": "This report puts our response before the Panel."}
    aside = "\n".join(one.text for one in made.unplaced)
    assert all(said in aside for said in ("That the Panel notes", "Author: A. Bee", "1 High Road"))


def test_what_a_letter_says_of_itself_after_the_last_reply_closes_it() -> None:
    read = _read(
        "<p>Dear Home Secretary,</p><p><b>Wet paint: an inspection of police stations</b></p>"
        "<p>I comment on this report under section 55 of the Police Act 1996.</p>"
        f"<p>Recommendation 1: {SHORT}</p><p>I have bought the paint.</p>"
        "<p>I shall put this letter before the Police and Crime Panel in June.</p>"
        "<p>Yours sincerely,</p><p>Ann Elm<br>Police and Crime Commissioner for Ashshire</p>"
    )
    assert _items(read)[0]["policing_body"] == "I have bought the paint."
    closing = "I shall put this letter before the Police and Crime Panel in June."
    assert read["policing_body"]["closing"] == closing


def test_a_list_of_where_the_response_went_and_what_else_a_site_has_are_no_comments() -> None:
    made = _made(
        "<h1>Response to HMICFRS: Wet paint</h1><h2>Commissioner’s comments</h2>"
        "<p>I welcome the report Wet paint: An inspection of police stations, which I read.</p>"
        f"<h2>Recommendation 1</h2><p>{SHORT}</p><p>I have bought the paint.</p>"
        "<h2>Any other comments by the PCC</h2><p>The Panel has asked for a tin.</p>"
        "<h2>Where this has been sent</h2><p>☒ Home Office</p><p>☐ Panel</p>"
        "<p>Share this: by post | by pigeon</p><h2>Latest news</h2><ul><li>A door opens</li></ul>"
    )
    read = _bare(made.data["response"])
    assert read["inspection"]["title"] == "Wet paint: An inspection of police stations"
    assert read["policing_body"]["closing"] == "The Panel has asked for a tin."
    aside = "\n".join(one.text for one in made.unplaced)
    assert all(said in aside for said in ("Home Office", "pigeon", "A door opens"))


def test_letters_and_roman_numbers_may_be_the_numbers_of_items() -> None:
    read = _read(
        "<h1>Response to HMICFRS: Wet paint: an inspection of police stations</h1>"
        f"<h2>Recommendation A</h2><p>{SHORT}</p><h3>Chief Constable’s comments</h3><p>One.</p>"
        f"<h2>Recommendation B</h2><p>{OTHER}</p><h3>Chief Constable’s comments</h3><p>Two.</p>"
        f"<h2>Cause of concern IV</h2><p>{OTHER}</p><h3>Chief Constable’s comments</h3><p>No.</p>"
    )
    said = [(one["number"], one["text"], one["chief_officer"]) for one in _items(read)]
    assert said == [("A", SHORT, "One."), ("B", OTHER, "Two.")]
    assert [one["number"] for one in read["causes_of_concern"]["items"]] == ["IV"]


def test_an_article_after_the_name_of_an_item_is_no_number() -> None:
    read = _read(
        "<h1>Response to HMICFRS: Wet paint: an inspection of police stations</h1>"
        f"<h2>Recommendation A</h2><p>{SHORT}</p><h3>Comments of the Commissioner</h3><p>Yes.</p>"
        "<h2>Next steps</h2><p>Recommendation A chief constable can follow is rare.</p>"
    )
    assert _items(read)[0]["policing_body"] == "Yes."
    closing = "Recommendation A chief constable can follow is rare."
    assert read["policing_body"]["closing"] == closing


def test_comments_with_the_number_of_the_next_section_are_on_the_whole() -> None:
    """Headings by their looks alone, as a PDF without tags has them, have no level."""
    read = _read(
        "<h1>Response to HMICFRS: Wet paint: an inspection of police stations</h1>"
        "<p><b>1. Commissioner’s comments</b></p><p>I read it.</p>"
        "<p><b>2. Responses to the recommendations</b></p>"
        f"<h3>Recommendation 1</h3><p>{SHORT}</p><p>We have bought it.</p>"
        f"<h3>Recommendation 2</h3><p>{OTHER}</p><p>They are.</p>"
        "<p><b>3. What the Commissioner will do</b></p><p>I will look at both.</p>"
    )
    assert [one["text"] for one in _items(read)] == [SHORT, OTHER]
    assert read["policing_body"]["closing"] == "I will look at both."


def test_in_plain_text_a_menu_above_the_title_is_no_comment() -> None:
    text = (
        "This site uses cookies.\n\n- Home\n- News\n- Contact\n\n"
        "Response to HMICFRS: Wet paint: an inspection of how the police look after stations\n\n"
        "Commissioner's comments\n\nI read it.\n\n"
        f"Recommendation 1\n\n{SHORT}\n\nChief Constable's comments\n\nWe have bought it.\n"
    )
    source = read_source(text.encode(), "response.txt")
    made = import_source(source, "response.txt", None, DocumentKind.RESPONSE)
    assert _bare(made.data["response"])["policing_body"] == {"opening": "I read it."}
    assert "Contact" in "\n".join(one.text for one in made.unplaced)


def test_words_that_a_pronoun_brings_in_go_on_to_the_first_in_those_of_the_body() -> None:
    made = _made(
        "<h1>Response to HMICFRS report: Dogs: an inspection of police kennels</h1>"
        "<h2>Commissioner’s comments</h2><p>I asked the Chief Constable to look at it. "
        "His comments are as follows:</p><p>Every dog has a bed.</p>"
        "<p>A group that I chair sees to our vans.</p>"
        "<p>Nobody was bitten in May.</p><p>I visited the kennels and saw no bed.</p>"
    )
    read = _bare(made.data["response"])
    assert read["chief_officer"]["comments"].split("\n\n") == [
        "Every dog has a bed.",
        "A group that I chair sees to our vans.",
        "Nobody was bitten in May.",
    ]
    assert read["policing_body"]["opening"].endswith("\n\nI visited the kennels and saw no bed.")
    assert "I277" in [one.code for one in made.problems]


def test_a_quotation_of_several_paragraphs_below_an_item_ends_with_its_closing_mark() -> None:
    told = "<p>The Chief Constable has provided the following update:</p>"
    read = _read(
        "<h1>Response to HMICFRS report: Dogs: an inspection of police kennels</h1>"
        f"<h3>Recommendation 1</h3><p>{SHORT}</p>{told}<p>“All vans have it.</p>"
        "<p>It is changed at noon.”</p><p>I have seen it.</p>"
        f"<h3>Recommendation 2</h3><p>{OTHER}</p>{told}<p>“They are.”</p><p>I trust they are.</p>"
        "<p>I trust that this is of use to you.</p>"
    )
    one, two = _items(read)
    assert one["chief_officer"] == "“All vans have it.\n\nIt is changed at noon.”"
    assert one["policing_body"] == "I have seen it."
    assert (two["chief_officer"], two["policing_body"]) == ("“They are.”", "I trust they are.")
    assert read["policing_body"]["closing"] == "I trust that this is of use to you."


def test_a_list_counted_like_items_that_are_answered_already_is_on_the_whole() -> None:
    steps = "<ol><li>I will ask again in May.</li><li>My office will count the dogs.</li></ol>"
    read = _read(
        "<h1>Response to HMICFRS report: Dogs: an inspection of police kennels</h1>"
        f"<p><b>Recommendation 1:</b> {SHORT}</p><p><b>Our response:</b> All vans have it.</p>"
        f"<p><b>Recommendation 2:</b> {OTHER}</p><p><b>Our response:</b> They are.</p>"
        f"<h2>Next steps</h2>{steps}"
    )
    assert [one["policing_body"] for one in _items(read)] == ["All vans have it.", "They are."]
    assert read["policing_body"]["closing"] == (
        "1. I will ask again in May.\n2. My office will count the dogs."
    )


def test_overall_comments_below_the_last_item_are_on_the_whole() -> None:
    read = _read(
        "<h1>Response to HMICFRS report</h1>"
        "<p><b>Report:</b> The police response to dogs: Report on the super-complaint</p>"
        f"<h2>Recommendation 1</h2><p>{SHORT}</p><p><b>Response from the PCC</b></p><p>Good.</p>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><p><b>Response from the PCC</b></p><p>Better.</p>"
        "<p><b>Overall comments from the PCC</b></p><p>The dogs are well.</p>"
    )
    assert [one["policing_body"] for one in _items(read)] == ["Good.", "Better."]
    assert read["policing_body"]["closing"] == "The dogs are well."
    title = "The police response to dogs: Report on the super-complaint"
    assert read["inspection"]["title"] == title


def test_recommendations_in_a_list_below_a_cause_of_concern_are_nested_and_answered_there() -> None:
    read = _read(
        "<h1>Response to HMICFRS report: Dogs: an inspection of police kennels</h1>"
        "<h2>Cause of concern</h2><p>Dogs are not fed.</p><h3>Recommendations</h3>"
        f"<ul><li>{SHORT}</li><li>{OTHER}</li></ul>"
        "<h3>Chief Constable’s comments</h3><p>We feed them.</p>"
        "<h2>Areas for improvement</h2><h3>Area for improvement 1</h3>"
        "<p>The force should walk them.</p><h3>Chief Constable’s comments</h3><p>We walk them.</p>"
    )
    (cause,) = read["causes_of_concern"]["items"]
    assert cause["chief_officer"] == "We feed them."
    assert [one["text"] for one in cause["recommendations"]] == [SHORT, OTHER]
    assert read["areas_for_improvement"]["items"][0]["chief_officer"] == "We walk them."


def test_a_row_can_have_a_cause_of_concern_and_its_recommendation() -> None:
    read = _read(
        "<h1>PCC’s response to HMICFRS report – Police response to dogs: An inspection</h1>"
        "<table><tr><th>Cause of concern</th><th>Recommendation</th><th>PCC comment</th></tr>"
        f"<tr><td>Dogs are not fed.</td><td>{SHORT}</td><td>I sent food.</td></tr>"
        f"<tr><td>Nobody looks.</td><td>{OTHER}</td><td>I did.</td></tr></table>"
    )
    first, second = read["causes_of_concern"]["items"]
    assert (first["text"], second["text"]) == ("Dogs are not fed.", "Nobody looks.")
    (one,), (two,) = first["recommendations"], second["recommendations"]
    assert (one["text"], one["policing_body"]) == (SHORT, "I sent food.")
    assert (two["text"], two["policing_body"]) == (OTHER, "I did.")
    assert read["inspection"]["title"] == "Police response to dogs: An inspection"


def test_whose_words_follow_can_stand_before_a_dash() -> None:
    read = _read(
        "<h1>Response to HMICFRS report: Dogs: an inspection of police kennels</h1>"
        f"<p><b>Recommendation 1</b> – {SHORT}</p><p><b>Chief Constable</b> – All vans have it.</p>"
        "<p><b>PCC</b> – I saw it.</p>"
        f"<p><b>Recommendation 2</b> – {OTHER}</p><p><b>Chief Constable</b> – They are.</p>"
        "<p><b>PCC</b> – I saw them.</p>"
    )
    assert [(one["chief_officer"], one["policing_body"]) for one in _items(read)] == [
        ("All vans have it.", "I saw it."),
        ("They are.", "I saw them."),
    ]


def test_comments_on_2_and_3_are_on_those_of_the_items_above() -> None:
    third = "By 3 May 2027, chief constables should have dogs counted."
    read = _read(
        "<h1>Response to HMICFRS report: Dogs: an inspection of police kennels</h1>"
        f"<h2>Recommendations</h2><p>1. {SHORT}</p><p><b>PCC’s comments:</b> I saw it.</p>"
        f"<p>2. {OTHER}</p><p>3. {third}</p><p><b>PCC’s comments on 2 and 3:</b> I will look.</p>"
        "<p>I remain fond of dogs.</p>"
    )
    said = [one["policing_body"] for one in _items(read)]
    assert said == ["I saw it.", "I will look.", "I will look."]
    assert read["policing_body"]["closing"] == "I remain fond of dogs."


def test_above_the_lines_to_and_from_the_title_stays() -> None:
    read = _read(
        "<h1>Response to HMICFRS report on kennels – Phase one</h1><p>To: Home Secretary</p>"
        "<p>From: Police and Crime Commissioner</p><p>I comment on ‘Inspection of police kennels – "
        "Phase one’.</p><h2>Chief Constable of Elmshire: comments</h2><p>We feed all dogs.</p>"
        f"<h2>Recommendations</h2><h3>Recommendation 1: {SHORT}</h3><p>I saw it.</p>"
        "<p>Signed</p><p>Ann Oak</p>"
        "<p>Police and Crime Commissioner</p><p>3 May 2026</p><p>Facebook Twitter Email</p>"
    )
    assert read["chief_officer"]["comments"] == "We feed all dogs."
    (item,) = _items(read)
    assert (item["text"], item["policing_body"]) == (SHORT, "I saw it.")


def test_a_word_in_quotation_marks_is_no_title() -> None:
    title = "Both ends: The police and the Agency’s response to children in ‘dog lines’ of theft"
    read = _read(f"<h1>{title} – PCC response</h1><p>I thank the inspectors for this report.</p>")
    assert read["inspection"]["title"] == title


def test_the_signature_below_what_somebody_said_is_looked_for_nearby(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Otherwise a text that says it a thousand times takes a million looks."""
    looks: list[SourceBlock] = []
    real = speakers.signed

    def counted(block: SourceBlock) -> re.Match[str] | None:
        looks.append(block)
        return real(block)

    monkeypatch.setattr(speakers, "signed", counted)
    told = "The Chief Constable has said:\n\nWe like dogs.\n\nI thank her for it.\n\n"
    blocks = read_source((told * 100).encode(), "response.txt").blocks
    assert len(speakers.speeches(blocks, Role.POLICING_BODY)) == 200
    assert 100 < len(looks) < 100 * 40


def test_boxes_below_the_items_are_what_the_chief_officer_said_when_asked() -> None:
    read = _read(
        "<h1>Response to HMICFRS report: Dogs: an inspection of police kennels</h1>"
        "<p>I asked the Chief Constable for his views on each of them.</p>"
        f"<h3>Recommendation 1</h3><p>{SHORT}</p>"
        "<blockquote><p>All vans have it.</p></blockquote><p>I have seen it.</p>"
        f"<h3>Recommendation 2</h3><p>{OTHER}</p>"
        "<blockquote><p>They are.</p></blockquote><p>I was there in May.</p>"
    )
    assert [(one["chief_officer"], one["policing_body"]) for one in _items(read)] == [
        ("All vans have it.", "I have seen it."),
        ("They are.", "I was there in May."),
    ]


def test_the_only_reply_to_the_last_item_is_no_closing_word() -> None:
    read = _read(
        "<h1>Response to HMICFRS report: Dogs: an inspection of police kennels</h1>"
        f"<h3>Recommendation 1</h3><p>{SHORT}</p><p>I have seen it.</p>"
        f"<h3>Recommendation 2</h3><p>{OTHER}</p><p>Overall, they are.</p>"
        "<p>Thank you for the report.</p>"
    )
    assert _items(read)[1]["policing_body"] == "Overall, they are."
    assert read["policing_body"]["closing"] == "Thank you for the report."


def test_of_two_places_that_name_an_item_the_one_that_quotes_it_has_its_text() -> None:
    read = _read(
        "<h1>Response to HMICFRS report: Dogs: an inspection of police kennels</h1>"
        "<p><b>Recommendation 1:</b> This should be done at once.</p>"
        f"<h3>Recommendation 1</h3><p>“{SHORT}”</p><p>I have seen it.</p>"
    )
    (item,) = _items(read)
    assert item["text"] == f"“{SHORT}”"
    assert item["policing_body"] == "This should be done at once.\n\nI have seen it."


def test_a_label_that_was_joined_with_the_text_before_it_is_known_from_the_other_items() -> None:
    joined = (
        f"<h3>Recommendation 2</h3><p>{OTHER} Force response They are.</p><p>PCC view</p><p>Ay.</p>"
    )
    read = _read(
        "<h1>Response to HMICFRS: Dogs: an inspection of Ash Police</h1>"
        f"<h3>Recommendation 1</h3><p>{SHORT}</p><p>Force response</p><p>All vans have it.</p>"
        f"<p>PCC view</p><p>Good.</p>{joined}"
        "<h3>Recommendation 3</h3><p>By 3 May 2027, chief constables should buy leads.</p>"
        "<p>Force response</p><p>We have. The Force response Team chose them.</p>"
    )
    _, two, three = _items(read)
    assert (two["text"], two["chief_officer"], two["policing_body"]) == (OTHER, "They are.", "Ay.")
    assert three["chief_officer"] == "We have. The Force response Team chose them."


@pytest.mark.parametrize("ends", ["<blockquote>{}</blockquote>", "<p><i>{}</i></p>"])
def test_what_is_set_off_below_each_label_ends_what_the_label_is_over(ends: str) -> None:
    read = _read(
        "<h1>Response to HMICFRS: Dogs: an inspection of Ash Police</h1>"
        f"<h3>Recommendation 1</h3><p>{SHORT}</p><p>The Chief Constable says:</p>"
        f"{ends.format('All vans have it.')}<p>That is good.</p>"
        f"<h3>Recommendation 2</h3><p>{OTHER}</p><p>The Chief Constable says:</p>"
        f"{ends.format('They are.')}"
    )
    one, two = _items(read)
    assert one["chief_officer"].strip("*_") == "All vans have it."
    assert one["policing_body"] == "That is good."
    assert two["chief_officer"].strip("*_") == "They are."


def test_the_day_of_a_label_stays_with_the_words_below_it() -> None:
    labelled = (
        f"<h3>Recommendation 1</h3><p>{SHORT}</p><p><b>Force update (July 2026)</b></p>"
        "<p>Half of the vans have it.</p><p><b>Force update (3 January 2027)</b></p><p>All do.</p>"
    )
    (one,) = _items(_read(f"<h1>Response to HMICFRS: Dogs</h1>{labelled}"))
    assert one["chief_officer"].split("\n\n") == [
        "**July 2026**",
        "Half of the vans have it.",
        "**3 January 2027**",
        "All do.",
    ]


def test_labels_that_differ_by_their_day_alone_are_one_label() -> None:
    one, two = (
        f"<h3>Recommendation {at}</h3><p>{text}</p><p><b>Where things are at {day}:</b> {said}</p>"
        for at, text, day, said in (
            (1, SHORT, "July 2026", "Most of our vans have it."),
            (2, OTHER, "3 January 2027", "We check ours each week."),
        )
    )
    first, second = _items(_read(f"<h1>Response to HMICFRS: Dogs</h1>{one}{two}"))
    assert first["text"] == SHORT
    assert first["chief_officer"] == "**July 2026**\n\nMost of our vans have it."
    assert second["chief_officer"] == "**3 January 2027**\n\nWe check ours each week."


def test_a_reply_to_two_items_below_a_label_with_a_day_is_on_both() -> None:
    reply = "1 and 2. Both of them are done in every van."
    first, second = _items(
        _read(
            f"<h1>Response to HMICFRS: Dogs</h1><h3>Recommendation 1</h3><p>{SHORT}</p>"
            f"<p><b>Force update (July 2026)</b></p><p>{reply}</p>"
            f"<h3>Recommendation 2</h3><p>{OTHER}</p>"
        )
    )
    assert first["chief_officer"] == second["chief_officer"]
    assert first["chief_officer"].replace("\\", "") == f"**July 2026**\n\n{reply}"


def test_where_things_stand_is_a_comment_where_it_is_told_in_sentences() -> None:
    heads = "<tr><th>Ref</th><th>Recommendation</th><th>Current position</th><th>PCC</th></tr>"

    def table(one: str, two: str) -> dict[str, Any]:
        rows = f"<tr><td>1</td><td>{SHORT}</td><td>{one}</td><td>Good.</td></tr>"
        rows += f"<tr><td>2</td><td>{OTHER}</td><td>{two}</td><td>I wait.</td></tr>"
        page = f"<h1>Response to HMICFRS: Dogs</h1><table>{heads}{rows}</table>"
        return _items(_read(page))[1]

    assert table("All vans have it.", "Most are checked.")["chief_officer"] == "Most are checked."
    assert table("Complete.", "Ongoing.")["status"] == "in progress"


def test_a_label_over_where_things_stand_is_a_comments_where_that_is_told_in_sentences() -> None:
    read = _read(
        "<h1>Response to HMICFRS: Dogs</h1>"
        f"<h3>Recommendation 1</h3><p>{SHORT}</p><p><b>Current position</b></p><p>All have it.</p>"
        "<p><b>PCC view</b></p><p>Good.</p>"
        f"<h3>Recommendation 2</h3><p>{OTHER}</p><p><b>Current position</b></p><p>Most are.</p>"
        "<p><b>PCC view</b></p><p>I wait.</p>"
    )
    assert [one["chief_officer"] for one in _items(read)] == ["All have it.", "Most are."]


def test_a_letter_without_a_salutation_has_its_title_in_the_line_in_bold() -> None:
    read = _read(
        "<p>The Home Secretary<br>2 Marsham Street</p><p>14 December 2026</p>"
        "<p><b>Revisit letter: Ash Police – dogs</b></p>"
        "<p>I answer the letter of HMICFRS on dogs under section 55.</p>"
        f"<p><b>Recommendation 1</b></p><p>{SHORT}</p>"
    )
    assert read["inspection"]["title"] == "Revisit letter: Ash Police – dogs"
    assert read["policing_body"]["opening"].startswith("I answer the letter")


def test_responding_to_the_public_is_no_title() -> None:
    read = _read(
        "<h1>PEEL 2025: An inspection of Ash Police</h1>"
        "<h2>Response of the Police and Crime Commissioner</h2>"
        "<p>HMICFRS published its report on 3 April 2026.</p><p>I am content.</p>"
        f"<h2>Responding to the public: Good</h2><p><b>AFI:</b> {SHORT}</p>"
        "<p><b>Constabulary:</b> All have it.</p><p><b>Commissioner:</b> Good.</p>"
    )
    assert read["inspection"]["title"] == "PEEL 2025: An inspection of Ash Police"
    assert read["policing_body"]["opening"] == "I am content."


def test_what_follows_the_number_of_an_item_is_its_topic_above_a_label_over_its_text() -> None:
    read = _read(
        "<h1>Dogs: an inspection of Ash Police: our response</h1>"
        f"<h3>Recommendation 1: water</h3><h4>Recommendation</h4><p>{SHORT}</p>"
        "<h4>Force position</h4><p>All have it.</p>"
        f"<h3>Recommendation 2: kennels</h3><h4>Recommendation</h4><p>{OTHER}</p>"
        "<h4>Force position</h4><p>They are.</p>"
    )
    assert read["inspection"]["title"] == "Dogs: an inspection of Ash Police"
    assert [(one["number"], one["under"], one["text"]) for one in _items(read)] == [
        ("1", "water", SHORT),
        ("2", "kennels", OTHER),
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"<p>1.</p><p>{SHORT}</p>", f"<p>2.</p><p>{OTHER}</p>"),
        (f"<p><b>1.</b> {SHORT}</p>", f"<p>2. {OTHER}</p>"),
        (f"<p>1. {SHORT}</p>", f"<p>2. Dogs are at risk, we found; {OTHER}</p>"),
    ],
)
def test_the_numbers_of_items_may_be_set_in_any_way(first: str, second: str) -> None:
    read = _read(
        f"<h1>Response to PEEL 2025</h1><h2>Recommendations</h2>{first}"
        f"<p><b>Chief Constable’s response</b></p><p>All vans have it.</p>{second}"
        "<p><b>Chief Constable’s response</b></p><p>Checks began in May.</p>"
    )
    said = [(item["number"], item["chief_officer"]) for item in _items(read)]
    assert said == [("1", "All vans have it."), ("2", "Checks began in May.")]
