"""Whose words a passage of a past response is, where no heading names anybody."""

from __future__ import annotations

from typing import Any

import pytest

from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from s55.importers.responses.other.evidence import contradicts, speaker, speaker_of
from s55.office.import_roles import Role

CHIEF, BODY = Role.CHIEF_OFFICER, Role.POLICING_BODY
REQUEST = "By 3 May 2027, chief constables should give every van water."
OTHER = "By 3 May 2027, chief constables should have kennels checked."
THIRD = "By 3 May 2027, chief constables should count their dogs."


def _made(body: str) -> ImportedDraft:
    page = (
        "<!doctype html><html lang='en'><title>Response</title><body>"
        f"<h1>Response to HMICFRS report: Dogs in vans</h1>{body}</body></html>"
    )
    source = read_source(page.encode(), "response.html")
    return import_source(source, "response.html", None, DocumentKind.RESPONSE)


def _said(made: ImportedDraft) -> list[dict[str, Any]]:
    """Each item's number, status, day and comments, without line breaks at their ends."""
    names = ("number", "status", "target_date", "chief_officer", "policing_body")
    items = made.data["response"]["recommendations"]["items"]
    return [{name: str(item[name]).strip() for name in names if item.get(name)} for item in items]


def _codes(made: ImportedDraft) -> list[str]:
    return [one.code for one in made.problems]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("I have asked the Chief Constable for the figures.", BODY),
        ("My custody visitors will look at this in March.", BODY),
        ("The PCC has raised it with the hospital.", BODY),
        ("The Chief Constable tells me that it is done.", BODY),
        ("We count them each week.", CHIEF),
        ("My officers know each of the dogs.", CHIEF),
        ("The force has bought six vans.", CHIEF),
        ("The Mayor shares the concern of the inspectors and has told the Chief Constable.", BODY),
        ("I have asked Deputy Chief Constable Ann Lee to lead our work on this.", CHIEF),
        ("The kennels are of brick.", None),
    ],
)
def test_how_a_passage_speaks(text: str, role: Role | None) -> None:
    assert speaker(text) is role


def test_where_passages_stand_counts_less_than_two_that_speak_clearly() -> None:
    assert speaker_of(["We count them."], BODY) is None
    assert speaker_of(["We count them.", "We feed them."], BODY) is CHIEF
    assert speaker_of(["The kennels are of brick."], CHIEF) is CHIEF


def test_only_clear_words_contradict_a_label() -> None:
    assert contradicts("I have asked the Chief Constable, and my office will check.", CHIEF)
    assert contradicts("My officers do it each day.", BODY)
    assert not contradicts("I hope that it is done.", CHIEF)
    assert not contradicts("We agree, and our vans are full.", BODY)


def test_a_label_that_names_nobody_is_whose_the_other_leaves() -> None:
    made = _made(
        f"<p><b>Recommendation 1:</b> {REQUEST}</p><p><b>CC:</b> All vans have it.</p>"
        "<p><b>PCC:</b> This is good.</p>"
        f"<p><b>Recommendation 2:</b> {OTHER}</p><p><b>CC:</b> It is done in June.</p>"
        "<p><b>PCC:</b> June will do.</p>"
    )
    assert _said(made) == [
        {"number": "1", "chief_officer": "All vans have it.", "policing_body": "This is good."},
        {"number": "2", "chief_officer": "It is done in June.", "policing_body": "June will do."},
    ]
    assert [one.code for one in made.problems].count("I272") == 1


def test_what_the_office_taught_of_a_label_is_not_weighed() -> None:
    page = (
        "<!doctype html><html lang='en'><title>R</title><body><h1>Response to HMICFRS: A dog</h1>"
        f"<p><b>Recommendation 1:</b> {REQUEST}</p><p><b>Narrative:</b> We agree.</p>"
        f"<p><b>Recommendation 2:</b> {OTHER}</p><p><b>Narrative:</b> Our vans are full.</p>"
    )
    source = read_source(page.encode(), "a.html")
    weighed = import_source(source, "a.html", None, DocumentKind.RESPONSE)
    taught = import_source(source, "a.html", None, DocumentKind.RESPONSE, {"Narrative": BODY})
    assert [one["chief_officer"] for one in _said(weighed)] == ["We agree.", "Our vans are full."]
    assert [one["policing_body"] for one in _said(taught)] == ["We agree.", "Our vans are full."]
    assert ("I272" in _codes(weighed), "I272" in _codes(taught)) == (True, False)


def test_labels_that_name_nobody_are_whose_words_they_bring() -> None:
    made = _made(
        f"<p><b>Recommendation 1:</b> {REQUEST}</p>"
        "<p><b>Oversight:</b> I have asked the Chief Constable for a list.</p>"
        "<p><b>Narrative:</b> We began in May.</p><p><b>Done by:</b> 3 June 2027</p>"
        f"<p><b>Recommendation 2:</b> {OTHER}</p>"
        "<p><b>Oversight:</b> My office will look in on them.</p>"
        "<p><b>Narrative:</b> Our vets come each month.</p><p><b>Done by:</b> 1 July 2027</p>"
    )
    one, two = _said(made)
    assert one["policing_body"] == "I have asked the Chief Constable for a list."
    assert one["chief_officer"] == "We began in May."
    assert (one["target_date"], two["target_date"]) == ("2027-06-03", "2027-07-01")
    assert two["chief_officer"] == "Our vets come each month."


def test_a_label_in_the_words_of_one_stays_with_them() -> None:
    made = _made(
        f"<p><b>Recommendation 1</b></p><p>{REQUEST}</p><p><b>Force response</b></p>"
        "<p>All vans have it.</p><p><b>PCC response</b></p><p>I have seen one.</p>"
        "<p><b>Action proposed:</b></p><p>I will ask for a list.</p>"
        f"<p><b>Recommendation 2</b></p><p>{OTHER}</p><p><b>Force response</b></p>"
        "<p>It is done.</p><p><b>PCC response</b></p><p>I am content.</p>"
        "<p><b>Action proposed:</b></p><p>I propose none.</p>"
    )
    one, _two = _said(made)
    assert one["policing_body"].split("\n\n") == [
        "I have seen one.",
        "**Action proposed:**",
        "I will ask for a list.",
    ]


def test_replies_without_a_label_are_the_bodys_explanation() -> None:
    made = _made(
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p>The force has bought bottles.</p>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><p>The force has done so since May.</p>"
    )
    assert [one["policing_body"] for one in _said(made)] == [
        "The force has bought bottles.",
        "The force has done so since May.",
    ]
    assert "I278" not in _codes(made)


def test_replies_in_the_words_of_the_force_are_the_chief_officers() -> None:
    made = _made(
        "<p>I welcome this report, and asked the Chief Constable about it.</p>"
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p>We have bought bottles.</p>"
        "<p>Each is of a litre.</p><p>I have asked my office to count them.</p>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><p>My officers do so each day.</p>"
    )
    one, two = _said(made)
    assert one["chief_officer"].split("\n\n") == ["We have bought bottles.", "Each is of a litre."]
    assert one["policing_body"] == "I have asked my office to count them."
    assert two["chief_officer"] == "My officers do so each day."
    assert "I278" in _codes(made)


def test_a_voice_against_its_label_is_told_and_stays() -> None:
    made = _made(
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><h3>Force response</h3>"
        "<p>I have asked the Chief Constable, and my office will check.</p>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><h3>Force response</h3><p>We do.</p>"
    )
    assert _said(made)[0]["chief_officer"].startswith("I have asked the Chief Constable")
    assert _codes(made).count("I279") == 1


def test_a_column_that_names_nobody_is_whose_words_it_has() -> None:
    rows = "".join(
        f"<tr><td>{number}</td><td>{text}</td><td>{force}</td><td>{body}</td></tr>"
        for number, text, force, body in (
            (1, REQUEST, "We have bought bottles.", "I will have them counted."),
            (2, OTHER, "Our vets come each month.", "I have met a vet."),
        )
    )
    made = _made(
        "<table><tr><th>No.</th><th>Recommendation</th><th>Narrative</th><th>PCC view</th></tr>"
        f"{rows}</table>"
    )
    assert [one["chief_officer"] for one in _said(made)] == [
        "We have bought bottles.",
        "Our vets come each month.",
    ]
    assert "I272" in _codes(made)


def test_a_table_may_name_items_by_their_numbers_alone() -> None:
    made = _made(
        "<table><tr><th>Rec. no.</th><th>Force response</th><th>PCC response</th></tr>"
        "<tr><td>1</td><td>All vans have it.</td><td>Good.</td></tr>"
        "<tr><td>2 and 3</td><td>Done.</td><td>Noted.</td></tr></table>"
    )
    assert _said(made) == [
        {"number": "1", "chief_officer": "All vans have it.", "policing_body": "Good."},
        {"number": "2", "chief_officer": "Done.", "policing_body": "Noted."},
        {"number": "3", "chief_officer": "Done.", "policing_body": "Noted."},
    ]


def test_a_pronoun_before_a_quotation_brings_in_the_chief_officer() -> None:
    made = _made(
        "<p>I asked the Chief Constable about each, and quote her.</p>"
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p>Her answer was: “All vans have it.”</p>"
        "<p>I agree.</p>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><p>On this she said:</p><p>“It is done.”</p>"
        "<p>I agree again.</p>"
    )
    one, two = _said(made)
    assert (one["chief_officer"], two["chief_officer"]) == ("“All vans have it.”", "“It is done.”")
    assert one["policing_body"].split("\n\n") == ["Her answer was:", "I agree."]


def test_what_follows_items_one_below_the_other_is_on_those_that_it_names() -> None:
    made = _made(
        f"<p>Recommendation 1 – {REQUEST}</p><p>Recommendation 2 – {OTHER}</p>"
        f"<p>Recommendation 3 – {THIRD}</p><p><b>Water and kennels</b></p>"
        "<p>In response to recommendations 1 and 2, I am told that both are done.</p>"
        "<p>I have seen it.</p><p><b>The count</b></p>"
        "<p>As to recommendation 3, there are nine dogs.</p><p>I will write to you again.</p>"
    )
    one, two, three = (item["policing_body"].split("\n\n") for item in _said(made))
    assert one == two
    assert one[1:] == [
        "In response to recommendations 1 and 2, I am told that both are done.",
        "I have seen it.",
    ]
    assert three[1:] == ["As to recommendation 3, there are nine dogs."]
    closing = made.data["response"]["policing_body"]["closing"]
    assert closing.strip() == "I will write to you again."


def test_a_list_in_the_chief_officers_letter_has_the_chief_officers_replies() -> None:
    made = _made(
        "<p>Dear Home Secretary</p><p>I enclose what the Chief Constable wrote.</p>"
        "<p>Yours sincerely</p><p>Ann Ash<br>Police and Crime Commissioner</p>"
        "<p>Ash Police, Ash Lane</p><p>Dear Commissioner</p><p><b>HMICFRS report on dogs</b></p>"
        "<p>The recommendations and my response to each are as follows.</p>"
        f"<p>1. {REQUEST}</p><p>All vans have it.</p><p>2. {OTHER}</p><p>It is done.</p>"
        "<p>I should be glad to show you.</p><p>Yours sincerely</p><p>Bo Oak<br>Chief Constable</p>"
    )
    assert _said(made) == [
        {"number": "1", "chief_officer": "All vans have it."},
        {"number": "2", "chief_officer": "It is done."},
    ]
    chief = made.data["response"]["chief_officer"]["comments"]
    assert chief.strip() == "I should be glad to show you."


def test_sections_whose_headings_have_no_number_have_numbered_paragraphs() -> None:
    made = _made(
        "<p><b>Comments of the Commissioner</b></p><p>1.1 I welcome the report.</p>"
        f"<p><b>Recommendations</b></p><p>2.1 Recommendation 1: {REQUEST}</p>"
        "<p>2.2 This is done.</p><p><b>Further action</b></p><p>3.1 I will ask again.</p>"
    )
    assert _said(made) == [{"number": "1", "policing_body": "This is done."}]
    body = made.data["response"]["policing_body"]
    assert body["opening"].strip() == "I welcome the report."
    assert body["closing"].split("\n\n")[-1].strip() == "I will ask again."


def test_the_two_answer_in_turn_where_the_chief_officer_was_asked() -> None:
    items = (
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p>Bottles were bought.</p>"
        "<p>I have seen one of them.</p>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><p>I go there each day.</p><p>I admire that.</p>"
        f"<h2>Recommendation 3</h2><p>{THIRD}</p><p>There are nine.</p><p>I expected ten.</p>"
    )
    made = _made(f"<p>I asked the Chief Constable about each.</p>{items}")
    assert [(one["chief_officer"], one["policing_body"]) for one in _said(made)] == [
        ("Bottles were bought.", "I have seen one of them."),
        ("I go there each day.", "I admire that."),
        ("There are nine.", "I expected ten."),
    ]
    assert "I278" in _codes(made)
    unasked = _said(_made(f"<p>I welcome the report.</p>{items}"))
    assert all("chief_officer" not in one for one in unasked)


def test_what_is_brought_in_as_the_chief_officers_may_have_the_bodys_reply_below() -> None:
    made = _made(
        "<p>I set out the Chief Constable’s reply to each below.</p>"
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p>Bottles were bought.</p><p>I saw one.</p>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><p>The kennels are new.</p><p>I admire them.</p>"
    )
    assert [(one["chief_officer"], one["policing_body"]) for one in _said(made)] == [
        ("Bottles were bought.", "I saw one."),
        ("The kennels are new.", "I admire them."),
    ]


def test_a_heading_that_names_items_and_nobody_is_over_the_others_reply() -> None:
    made = _made(
        f"<h2>Recommendations</h2><ol><li>{REQUEST}</li><li>{OTHER}</li></ol>"
        "<h2>Force response to recommendations 1 and 2</h2><p>Both are done.</p>"
        "<h2>Response to recommendations 1 and 2</h2><p>Both are good.</p>"
    )
    for one in _said(made):
        assert (one["chief_officer"], one["policing_body"]) == ("Both are done.", "Both are good.")
    assert "I272" in _codes(made)


def test_the_paragraphs_of_a_letter_may_be_counted_through() -> None:
    made = _made(
        "<p>1. I welcome the report.</p><p>2. I asked the Chief Constable about it.</p>"
        f"<p>3. Recommendation 4 says: <i>“{REQUEST}”</i></p>"
        "<p>4. The Chief Constable comments: “All vans have it.”</p><p>5. I have seen it.</p>"
        f"<p>6. Recommendation 7 says: <i>“{OTHER}”</i></p>"
        "<p>7. The Chief Constable comments: “It is done.”</p><p>8. I am content.</p>"
    )
    four, seven = _said(made)
    assert (four["number"], seven["number"]) == ("4", "7")
    assert (four["chief_officer"], seven["chief_officer"]) == (
        "“All vans have it.”",
        "“It is done.”",
    )
    assert four["policing_body"] == "I have seen it."


def test_a_box_below_an_item_in_italics_is_no_part_of_it() -> None:
    made = _made(
        "<p>I asked the Chief Constable for her comments, which are in the boxes.</p>"
        f"<h2>Recommendation 1</h2><p><i>{REQUEST}</i></p>"
        "<blockquote><p>Bottles were bought.</p></blockquote><p>Good.</p>"
        f"<h2>Recommendation 2</h2><p><i>{OTHER}</i></p>"
        "<blockquote><p>Done.</p></blockquote><p>Good too.</p>"
    )
    assert [(one["chief_officer"], one["policing_body"]) for one in _said(made)] == [
        ("Bottles were bought.", "Good."),
        ("Done.", "Good too."),
    ]


def test_italics_below_items_are_the_chief_officers_where_that_is_said() -> None:
    made = _made(
        "<p>The Chief Constable’s answers are in italics.</p>"
        f"<p>Recommendation 1: {REQUEST}</p><p><i>Bottles were bought.</i></p><p>Good.</p>"
        f"<p>Recommendation 2: {OTHER}</p><p><i>Done.</i></p><p>Good too.</p>"
    )
    assert [(one["chief_officer"], one["policing_body"]) for one in _said(made)] == [
        ("*Bottles were bought.*", "Good."),
        ("*Done.*", "Good too."),
    ]


def test_lines_that_come_back_below_items_are_labels_without_bold_or_a_colon() -> None:
    made = _made(
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><dl><dt>Constabulary</dt><dd>Bought.</dd>"
        "<dt>PFCC</dt><dd>Good.</dd></dl>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><dl><dt>Constabulary</dt><dd>Done.</dd>"
        "<dt>PFCC</dt><dd>Good too.</dd></dl><h2>In conclusion</h2><p>I am content.</p>"
    )
    assert [(one["chief_officer"], one["policing_body"]) for one in _said(made)] == [
        ("Bought.", "Good."),
        ("Done.", "Good too."),
    ]
    assert made.data["response"]["policing_body"] == {"closing": "I am content.\n"}


def test_items_that_prose_counts_off_may_have_their_numbers() -> None:
    made = _made(
        "<p>Two of the recommendations are for the police.</p>"
        "<p>The first, recommendation 2, is that forces should give every van water.</p>"
        "<p>The Chief Constable replied: “We do.” I am glad.</p>"
        "<p>The second, recommendation 5, is that forces should have kennels checked.</p>"
        "<p>The Chief Constable replied: “They are.”</p><p>I have seen it.</p>"
        "<p>I will publish this statement.</p>"
    )
    two, five = _said(made)
    assert (two["number"], five["number"]) == ("2", "5")
    assert (two["chief_officer"], five["chief_officer"]) == ("“We do.”", "“They are.”")
    assert (two["policing_body"], five["policing_body"]) == ("I am glad.", "I have seen it.")


def test_one_passage_counts_no_more_than_three_signs() -> None:
    loud = "I asked the Chief Constable, and my office will check what my panel was told."
    assert speaker_of([loud, "We count them.", "We feed them."]) is CHIEF


def test_one_item_alone_shows_no_turns() -> None:
    made = _made(
        "<p>I asked the Chief Constable about it.</p>"
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p>Bottles were bought.</p><p>I saw one.</p>"
    )
    (one,) = _said(made)
    assert one["policing_body"].split("\n\n") == ["Bottles were bought.", "I saw one."]
    assert "chief_officer" not in one


def test_an_entry_of_the_chief_officers_list_may_name_the_commissioner() -> None:
    made = _made(
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p>We did two things:</p>"
        "<ul><li>The Commissioner was told.</li><li>Bottles were bought.</li></ul>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><p>My officers do so.</p><p>I admire them.</p>"
    )
    one, two = _said(made)
    assert "The Commissioner was told." in one["chief_officer"]
    assert "policing_body" not in one
    assert (two["chief_officer"], two["policing_body"]) == ("My officers do so.", "I admire them.")


def test_a_label_right_below_the_names_of_items_may_be_over_their_text() -> None:
    made = _made(
        f"<h2>Recommendation 1</h2><p><b>Wording</b></p><p>{REQUEST}</p>"
        "<p><b>PCC</b></p><p>Good.</p>"
        f"<h2>Recommendation 2</h2><p><b>Wording</b></p><p>{OTHER}</p>"
        "<p><b>PCC</b></p><p>Fine.</p>"
    )
    assert _said(made) == [
        {"number": "1", "policing_body": "Good."},
        {"number": "2", "policing_body": "Fine."},
    ]
    items = made.data["response"]["recommendations"]["items"]
    assert [item["text"].strip() for item in items] == [REQUEST, OTHER]


def test_the_only_label_below_items_is_the_bodys_unless_its_words_are_clear() -> None:
    made = _made(
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p><b>Narrative</b></p><p>Staff read it.</p>"
        f"<h2>Recommendation 2</h2><p>{OTHER}</p><p><b>Narrative</b></p><p>It is done.</p>"
    )
    assert [one["policing_body"] for one in _said(made)] == ["Staff read it.", "It is done."]


def test_a_heading_that_names_nobody_beside_the_bodys_is_the_chief_officers() -> None:
    made = _made(
        f"<h2>Recommendations</h2><ol><li>{REQUEST}</li><li>{OTHER}</li></ol>"
        "<h2>PCC response to recommendations 1 and 2</h2><p>Both are good.</p>"
        "<h2>Response to recommendations 1 and 2</h2><p>Both are done.</p>"
    )
    for one in _said(made):
        assert (one["chief_officer"], one["policing_body"]) == ("Both are done.", "Both are good.")


def test_what_follows_a_list_without_replies_is_on_all_of_it() -> None:
    made = _made(
        f"<h2>Recommendations</h2><ol><li>{REQUEST}</li><li>{OTHER}</li></ol><p>Both are good.</p>"
    )
    assert all("policing_body" not in one for one in _said(made))
    assert "Both are good." in str(made.data["response"]["policing_body"])


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        (
            "Response to the HMICFRS and HMI Prisons report “Held up: dogs in vans”",
            "Held up: dogs in vans",
        ),
        (
            "Held up: An inspection of dogs in vans – PFCC response",
            "Held up: An inspection of dogs in vans",
        ),
    ],
)
def test_titles_of_joint_reports_and_before_the_acronym_of_a_body(heading: str, title: str) -> None:
    page = f"<!doctype html><html lang='en'><title>R</title><body><h1>{heading}</h1><p>I agree.</p>"
    source = read_source(page.encode(), "response.html")
    made = import_source(source, "response.html", None, DocumentKind.RESPONSE)
    assert made.data["title"] == title


@pytest.mark.parametrize(
    "covering",
    [
        "Please see below our comments on your report “Held up: dogs”, published on 3 May 2026.",
        "Please find below the response of the PCC under section 55(5) of the Police Act 1996.",
        "Please find below our comments on the report by HMICFRS and others, “Held up: dogs” "
        "(published 3 May 2026), for publication under section 55.",
    ],
)
def test_covering_words_may_name_the_act_and_the_day(covering: str) -> None:
    page = (
        "<!doctype html><html lang='en'><title>R</title><body><p>Dear HMICFRS</p>"
        f"<p>{covering}</p><p>I welcome the report.</p><p>Kind regards</p><p>Ann Ash</p>"
    )
    source = read_source(page.encode(), "response.html")
    made = import_source(source, "response.html", None, DocumentKind.RESPONSE)
    assert made.data["response"]["policing_body"] == {"opening": "I welcome the report.\n"}
    if "Held" in covering:
        assert made.data["response"]["inspection"]["title"] == "Held up: dogs"


def _two_items(first: str, second: str) -> list[dict[str, Any]]:
    return _said(
        _made(
            f"<h2>Recommendations</h2><p><b>Recommendation 1:</b> {REQUEST}</p>{first}"
            f"<p><b>Recommendation 2:</b> {OTHER}</p>{second}"
        )
    )


def test_a_sentence_before_somebodys_words_is_no_label_of_comments_on_the_whole() -> None:
    said = _two_items(
        "<p>The Chief Constable has responded as follows:</p><p>“All vans have it.”</p>"
        "<p>I welcome it.</p>",
        "<p>The Chief Constable has told me:</p><p>“It is done.</p><p>“Twice a year.”</p>"
        "<p>I welcome this too.</p>",
    )
    assert said == [
        {"number": "1", "chief_officer": "“All vans have it.”", "policing_body": "I welcome it."},
        {
            "number": "2",
            "chief_officer": "“It is done.\n\n“Twice a year.”",
            "policing_body": "I welcome this too.",
        },
    ]


@pytest.mark.parametrize(
    "set_off",
    [
        "<p><i>{}</i></p>",
        "<blockquote style='border-left: 4px solid'><p>{}</p></blockquote>",
    ],
)
def test_what_is_set_off_is_the_chief_officers_where_both_speak_so(set_off: str) -> None:
    one, two = map(set_off.format, ("Our vans all have it.", "We have had ours checked."))
    said = _two_items(f"{one}<p>I welcome it.</p>", f"{two}<p>My office will look at it.</p>")
    assert [one["policing_body"] for one in said] == ["I welcome it.", "My office will look at it."]
    assert [one["chief_officer"].strip("*_> ") for one in said] == [
        "Our vans all have it.",
        "We have had ours checked.",
    ]


def test_the_two_answer_in_turn_where_each_of_them_speaks_clearly() -> None:
    said = _two_items(
        "<p>Our vans all have it.</p><p>I welcome it.</p>",
        "<p>We have had ours checked.</p><p>My office will look at it.</p>",
    )
    assert [(one["chief_officer"], one["policing_body"]) for one in said] == [
        ("Our vans all have it.", "I welcome it."),
        ("We have had ours checked.", "My office will look at it."),
    ]


def test_the_body_may_answer_first_where_each_of_them_speaks_clearly() -> None:
    said = _two_items(
        "<p>I welcome it.</p><p>Our vans all have it.</p><p>They came in May:</p>"
        "<ul><li>six for us;</li><li>I drove one.</li></ul>",
        "<p>My office will look at it.</p><p>Nobody minds.</p><p>We have had ours checked.</p>",
    )
    assert [one["policing_body"] for one in said] == [
        "I welcome it.",
        "My office will look at it.\n\nNobody minds.",
    ]
    assert said[0]["chief_officer"].startswith("Our vans all have it.")
    assert "I drove one." in said[0]["chief_officer"]
    assert said[1]["chief_officer"] == "We have had ours checked."


def test_the_chief_officers_words_go_on_where_a_paragraph_sounds_a_little_like_the_body() -> None:
    said = _two_items(
        "<p>We agree.</p><p>I go there.</p><p>Our vans all have it.</p><p>I welcome it.</p>",
        "<p>We have had ours checked.</p><p>My office will look at it.</p>",
    )
    assert said[0]["chief_officer"].split("\n\n") == [
        "We agree.",
        "I go there.",
        "Our vans all have it.",
    ]
    assert said[0]["policing_body"] == "I welcome it."


def test_what_brings_in_the_words_may_name_these_first() -> None:
    made = _made(
        "<h2>The report</h2><p>The answer that I received from the Chief Constable is this:</p>"
        "<p>“We have bought bottles.”</p>"
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p>I have seen them.</p>"
    )
    assert made.data["response"]["chief_officer"]["comments"] == "“We have bought bottles.”\n"


def test_a_line_that_leads_to_the_list_of_an_item_names_nobody() -> None:
    listed = "<p>Chief constables should:</p><ul><li>buy water;</li><li>check it.</li></ul>"
    made = _made(
        f"<h2>Recommendation 1</h2>{listed}<p><b>Force response</b></p><p>It is done.</p>"
        f"<h2>Recommendation 2</h2>{listed}<p><b>Force response</b></p><p>Not yet.</p>"
    )
    assert [one["chief_officer"] for one in _said(made)] == ["It is done.", "Not yet."]
    items = made.data["response"]["recommendations"]["items"]
    assert all(item["text"].startswith("Chief constables should:") for item in items)


def test_words_that_are_brought_in_go_on_up_to_where_the_body_speaks() -> None:
    made = _made(
        "<p>I asked the Chief Constable about it.</p>"
        f"<h2>Recommendation 1</h2><p>{REQUEST}</p><p>The Chief Constable has told me:</p>"
        "<p>We agree.</p><p>We recognise what the inspectors saw.</p><p>I go there.</p>"
        "<p>Our vans all have it.</p><p>The report was fair.</p><p>My office will look.</p>"
    )
    (one,) = _said(made)
    assert one["chief_officer"].split("\n\n")[-1] == "Our vans all have it."
    assert one["policing_body"].split("\n\n") == ["The report was fair.", "My office will look."]


def test_a_list_to_which_a_boxed_paragraph_leads_is_the_same_speakers() -> None:
    box = "<blockquote style='border-left: 4px solid'><p>{}:</p></blockquote>"
    listed = "<ul><li>We bought it.</li><li>I drove.</li></ul>"
    told = "<p>The Chief Constable has told me:</p>"
    said = _two_items(
        f"{told}{box.format('We did this')}{listed}<p>I welcome it.</p>",
        f"{told}{box.format('It was done in two steps')}{listed}<p>I saw it.</p>",
    )
    assert [one["policing_body"] for one in said] == ["I welcome it.", "I saw it."]
    assert all("I drove." in one["chief_officer"] for one in said)


def test_italics_after_the_number_of_a_paragraph_are_italics() -> None:
    made = _made(
        "<p>What the Chief Constable says is printed in italics.</p><h2>Recommendations</h2>"
        f"<p><b>Recommendation 1:</b> {REQUEST}</p>"
        "<p>5. <i>The vans have it.</i></p><p>6. That is good.</p>"
        f"<p><b>Recommendation 2:</b> {OTHER}</p>"
        "<p>7. <i>It is done.</i></p><p>8. That is better.</p>"
    )
    assert [one["chief_officer"] for one in _said(made)] == [
        "5\\. *The vans have it.*",
        "7\\. *It is done.*",
    ]


def test_a_part_that_opens_and_holds_several_items_sets_off_none_of_their_words() -> None:
    made = _made(
        "<details><summary>Recommendations</summary>"
        f"<p><b>Recommendation 1:</b> “{REQUEST}”</p><p>We have bought bottles.</p>"
        f"<p><b>Recommendation 2:</b> “{OTHER}”</p><p>We have done so.</p></details>"
    )
    assert [one["chief_officer"] for one in _said(made)] == [
        "We have bought bottles.",
        "We have done so.",
    ]


def test_a_part_that_opens_and_holds_a_table_sets_off_none_of_its_words() -> None:
    rows = "".join(
        f"<tr><td>{text}</td><td>We have done so.</td><td>I welcome it.</td></tr>"
        for text in (REQUEST, OTHER)
    )
    made = _made(
        "<details><summary>Recommendations</summary><table><tr><th>Recommendation</th>"
        f"<th>Force response</th><th>PCC response</th></tr>{rows}</table></details>"
    )
    assert [(one["chief_officer"], one["policing_body"]) for one in _said(made)] == [
        ("We have done so.", "I welcome it."),
        ("We have done so.", "I welcome it."),
    ]


def test_a_part_with_several_items_may_hold_a_frame_round_the_text_of_each() -> None:
    frame = (
        "<blockquote style='border-left: 4px solid'><p><b>Recommendation:</b> {}</p></blockquote>"
    )
    made = _made(
        f"<details><summary>Recommendations</summary>{frame.format(REQUEST)}"
        "<p>The Chief Constable has commented:</p><p>“We have done so.”</p><p>That is good.</p>"
        f"{frame.format(OTHER)}<p>The Chief Constable has commented:</p><p>“We will.”</p>"
        "<p>I will ask again.</p></details>"
    )
    assert [(one["chief_officer"], one["policing_body"]) for one in _said(made)] == [
        ("“We have done so.”", "That is good."),
        ("“We will.”", "I will ask again."),
    ]


def test_what_names_the_words_first_and_comes_back_is_no_label_either() -> None:
    told = "<p>The answer that I received from the Chief Constable is this:</p>"
    said = _two_items(
        f"{told}<p>We have done so.</p><p>I welcome it.</p>",
        f"{told}<p>We will do so.</p><p>My office will look at it.</p>",
    )
    assert [one["chief_officer"] for one in said] == ["We have done so.", "We will do so."]
    assert [one["policing_body"].split("\n\n")[-1] for one in said] == [
        "I welcome it.",
        "My office will look at it.",
    ]


def test_the_bodys_reply_right_below_the_number_of_an_item_is_no_text_of_it() -> None:
    made = _made(
        "<h2>Recommendation 1</h2><p>The Commissioner welcomes this progress.</p>"
        "<p><b>Force response</b></p><p>It is done.</p>"
        "<h2>Recommendation 2</h2><p>The Commissioner has asked for a report.</p>"
        "<h2>Recommendation 3</h2><p>The Commissioner shares the concern.</p>"
    )
    assert [one.get("policing_body") for one in _said(made)][1:] == [
        "The Commissioner has asked for a report.",
        "The Commissioner shares the concern.",
    ]


def test_paragraphs_that_are_counted_below_a_table_of_items_are_no_items() -> None:
    made = _made(
        "<p>1. I welcome the report.</p><p>2. It is fair.</p><h2>Recommendations</h2>"
        "<table><tr><th>Recommendation</th><th>Force response</th></tr>"
        f"<tr><td>{REQUEST}</td><td>We have done so.</td></tr></table>"
        "<p>3. I hope that this helps.</p><p>4. My office can say more.</p>"
    )
    (one,) = _said(made)
    assert one == {"chief_officer": "We have done so."}
    assert "My office can say more." in made.data["response"]["policing_body"]["closing"]


def test_paragraphs_that_are_counted_from_the_first_on_are_no_replies_by_number() -> None:
    made = _made(
        "<p>1. I welcome the report.</p><h2>Recommendations</h2>"
        "<table><tr><th>Recommendation</th><th>Force response</th></tr>"
        f"<tr><td>2. {REQUEST}</td><td>We have done so.</td></tr>"
        f"<tr><td>3. {OTHER}</td><td>It is done.</td></tr></table>"
        "<h2>Next steps</h2><p>2. I hope that this helps.</p><p>3. My office can say more.</p>"
    )
    assert all("policing_body" not in one for one in _said(made))
    assert "can say more" in made.data["response"]["policing_body"]["closing"]


def test_a_heading_below_that_of_a_section_of_one_item_is_over_comments_on_it() -> None:
    made = _made(
        "<h2>PCC response</h2><p>I welcome the report.</p><h2>Recommendation</h2>"
        f"<p><b>Recommendation 1:</b> {REQUEST}</p><h3>PCC’s view</h3><p>This is done.</p>"
    )
    assert _said(made) == [{"number": "1", "policing_body": "This is done."}]
    assert made.data["response"]["policing_body"]["opening"].strip() == "I welcome the report."


def test_the_number_of_a_paragraph_below_the_name_of_an_item_is_not_the_items() -> None:
    made = _made(
        f"<p>1. I welcome it.</p><h2>Recommendation</h2><p>2. {REQUEST}</p><p>3. I agree.</p>"
        f"<h2>Recommendation</h2><p>4. {OTHER}</p><p>5. I agree with this too.</p>"
    )
    assert [one.get("number") for one in _said(made)] == [None, None]
    assert ["I agree" in one["policing_body"] for one in _said(made)] == [True, True]


def test_each_of_two_reports_has_its_day_below_its_title() -> None:
    made = _made(
        "<h2>Ashshire Police: an inspection of kennels</h2><p>Published on 3 May 2025</p>"
        f"<h3>Recommendation 1</h3><p>{REQUEST}</p><p>I have seen it.</p>"
        "<h2>Ashshire Police: an inspection of vans</h2><p>Published on 4 June 2025</p>"
        f"<h3>Recommendation 1</h3><p>{OTHER}</p><p>I have seen it too.</p>"
    )
    assert "I275" in _codes(made)
    assert "chief_officer" not in made.data["response"]
    assert [one["policing_body"] for one in _said(made)] == [
        "I have seen it.",
        "I have seen it too.",
    ]


def test_a_line_that_leads_to_a_list_is_no_label_though_it_comes_back() -> None:
    steps = "<p>The main steps so far are:</p><ul><li>a list;</li><li>a lead.</li></ul>"
    said = _two_items(
        f"<p><b>Chief Constable's response</b></p><p>All vans have it.</p>{steps}"
        "<p><b>PCC's response</b></p><p>I welcome it.</p>",
        f"<p><b>Chief Constable's response</b></p><p>It is done.</p>{steps}"
        "<p><b>PCC's response</b></p><p>I welcome it.</p>",
    )
    assert [one["policing_body"] for one in said] == ["I welcome it."] * 2
    assert said[1]["chief_officer"].split("\n\n")[:2] == [
        "It is done.",
        "The main steps so far are:",
    ]


def test_a_number_before_an_item_in_quotation_marks_stays() -> None:
    made = _made(
        "<h2>Recommendations</h2>"
        f"<p>Recommendation 1: “{REQUEST}”</p><h4>Chief Constable</h4><p>All vans have it.</p>"
        f"<p>Recommendation 2: “{OTHER}”</p><h4>Chief Constable</h4><p>It is done.</p>"
    )
    assert _said(made) == [
        {"number": "1", "chief_officer": "All vans have it."},
        {"number": "2", "chief_officer": "It is done."},
    ]
