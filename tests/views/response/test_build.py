"""What layouts show of a response."""

from __future__ import annotations

from datetime import date

import pytest

from s55.errors import S55Error
from s55.richtext.nodes import (
    Block,
    BulletList,
    Control,
    Heading,
    Hyperlink,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Text,
    plain,
)
from s55.views.fields import BlockField, DayPicked, InlineField, OneOf
from s55.views.response.build import response_view
from s55.views.response.contents import ItemView, LetterView, LogoView, Section
from tests.drafts_for_tests import (
    FINISHED,
    HEAD,
    SETTINGS,
    manifest_of,
    problems_of_draft,
    response_of,
    section_of,
    settings_of,
    view_of,
)


def _p(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _controls(field: BlockField | None) -> list[tuple[str, str, tuple[Block, ...]]]:
    """The controls of a field: path, title, blocks."""
    assert field is not None
    found = []
    for block in field.blocks:
        assert isinstance(block, Control)
        found.append((block.path, block.title, block.blocks))
    return found


def _section(text: str, key: str) -> Section:
    return section_of(view_of(text), key)


# --- the head ----------------------------------------------------------------


def test_the_title_lines_are_the_forms_words_with_the_offices_filled_in() -> None:
    """Nothing of any office is in the code."""
    view = view_of(FINISHED)
    assert view.language == "en-GB"
    assert view.document_title == "Section 55 response: Harbour policing"
    assert view.title == (
        "Saltmarsh Police and Crime Commissioner (PCC) response to inspections of Saltmarsh "
        "Police published by The inspectorate of constabulary (IC)"
    )
    assert view.statutory_line.startswith("Section 55 of the Police Act 1996 (as amended by")
    assert view.author == "Office of the Commissioner for Saltmarsh"
    assert view.logo is None


def test_a_response_that_is_not_signed_off_says_so_at_its_head() -> None:
    """Once it is, its date is that of the sign-off."""
    draft, final = view_of(HEAD), view_of(FINISHED)
    assert draft.draft_notice == "Draft: not signed off, not for publication."
    assert draft.dated == date(2024, 4, 2)
    assert final.draft_notice == ""
    assert final.dated == date(2024, 5, 2)


def test_a_logo_is_passed_on() -> None:
    """It was read elsewhere."""
    logo = LogoView(b"x", "image/png", "The office's seal")
    assert response_view(response_of(HEAD), settings_of(), manifest_of(), logo).logo is logo


def _rows(text: str, template: str) -> list[tuple[str, str, str]]:
    return [(row.label, row.value.path, str(row.value)) for row in view_of(text, template).header]


def test_the_header_of_the_2023_layout() -> None:
    """With the deadline that the form prints, which is a day after the statutory one."""
    assert _rows(HEAD, "opccn-2023") == [
        ("Inspection Title:", "inspection.title", "Harbour policing"),
        ("Published on:", "inspection.published", "2 April 2024"),
        ("Publication Types:", "inspection.publication_types", "Thematic"),
        ("Police Forces:", "inspection.forces", "Saltmarsh Police"),
        ("Link to Report:", "inspection.link", "Report on harbours"),
        ("Section 55 Response Deadline:", "deadline", "28 May 2024"),
    ]


def test_the_header_of_the_2022_layout() -> None:
    """Other labels, no deadline; the ISBN where there is one."""
    text = HEAD.replace("  link:", "  isbn: 978-1-23456-789-7\n  link:")
    assert _rows(text, "opccn-2022") == [
        ("Inspection Title:", "inspection.title", "Harbour policing"),
        ("Published Date:", "inspection.published", "2 April 2024"),
        ("Publication Themes:", "inspection.publication_types", "Thematic"),
        ("Police Forces:", "inspection.forces", "Saltmarsh Police"),
        ("ISBN:", "inspection.isbn", "978-1-23456-789-7"),
        ("Link to Report:", "inspection.link", "Report on harbours"),
    ]


@pytest.mark.parametrize(
    ("forces", "words"),
    [("[A]", "A"), ("[A, B]", "A and B"), ("[A, B, C]", "A, B and C")],
)
def test_lists_are_written_as_a_person_would(forces: str, words: str) -> None:
    """Commas, and one 'and'."""
    rows = _rows(HEAD.replace("[Saltmarsh Police]", forces), "opccn-2023")
    assert rows[3][2] == words


def test_the_link_has_words_or_shows_its_address() -> None:
    """And leads to it in both cases."""

    def link(text: str) -> InlineField:
        (row,) = (row for row in view_of(text).header if row.value.path == "inspection.link")
        return row.value

    address = "https://example.org/harbours"
    assert link(HEAD).inlines == (Hyperlink(address, (Text("Report on harbours"),)),)
    without = HEAD.replace("    text: Report on harbours\n", "")
    assert link(without).inlines == (Hyperlink(address, (Text(address),)),)


# --- the sections ------------------------------------------------------------


def _headings(text: str, template: str) -> list[tuple[str, str]]:
    return [(section.key, section.heading) for section in view_of(text, template).sections]


FULL = HEAD + (
    "causes_of_concern: {none: yes}\nrecommendations: {none: yes}\n"
    "areas_for_improvement: {none: yes}\n"
)


def test_the_sections_of_the_2023_layout() -> None:
    """In its order and with its words."""
    assert _headings(FULL, "opccn-2023") == [
        ("key_findings", "Key Findings"),
        ("causes_of_concern", "Causes of Concern"),
        ("recommendations", "Recommendations"),
        ("areas_for_improvement", "Areas for Improvement"),
        (
            "chief_officer",
            "Chief Constable response to report and any Recommendations/Areas for Improvement",
        ),
        (
            "policing_body",
            "PCC response to report and any Recommendations/Areas for Improvement",
        ),
        ("checklist", "For Office Use Only:"),
    ]


def test_the_sections_of_the_2022_layout() -> None:
    """Its capitals too."""
    assert _headings(FULL, "opccn-2022") == [
        ("key_findings", "KEY FINDINGS:"),
        ("causes_of_concern", "Causes of Concern:"),
        ("recommendations", "Recommendations:"),
        ("areas_for_improvement", "Areas for Improvement:"),
        (
            "chief_officer",
            "CHIEF CONSTABLE RESPONSE TO REPORT AND ANY RECOMMENDATIONS:",
        ),
        ("policing_body", "PCC RESPONSE TO REPORT AND ANY RECOMMENDATIONS:"),
        ("checklist", "For Office Use Only:"),
    ]


def test_parts_that_the_draft_leaves_out_have_no_section() -> None:
    """Nor those whose items all do not apply; the others always have one."""
    text = HEAD + "recommendations: {items: [{text: a, applies: no}]}\n"
    assert [key for key, _ in _headings(text, "opccn-2023")] == [
        "key_findings",
        "chief_officer",
        "policing_body",
        "checklist",
    ]


def test_what_is_not_written_yet_is_said() -> None:
    """A half-written draft renders."""
    view = view_of(HEAD)
    notices = {section.key: section.notice for section in view.sections}
    assert notices == {
        "key_findings": "The key findings have not been written yet.",
        "chief_officer": "No comments of the Chief Constable are recorded.",
        "policing_body": "The comments of the PCC have not been written yet.",
        "checklist": "",
    }
    invited = _section(f"{HEAD}chief_officer: {{invited: {{date: 2024-04-08}}}}\n", "chief_officer")
    assert invited.notice == (
        "The Chief Constable was invited to comment on 8 April 2024. No comments had been "
        "received when this response was prepared."
    )
    assert {section.notice for section in view_of(FINISHED).sections} == {""}


def test_texts_stand_in_controls_named_after_their_fields() -> None:
    """So that edits in Word find their way back."""
    section = _section(FINISHED, "chief_officer")
    assert _controls(section.body) == [
        ("chief_officer.comments", "Chief officer's comments", (_p("The report is fair."),))
    ]
    body = _section(
        f"{HEAD}policing_body: {{opening: a, reply_to_chief_officer: b, closing: c}}\n",
        "policing_body",
    )
    assert [path for path, _, _ in _controls(body.body)] == ["policing_body.opening"]
    assert [path for path, _, _ in _controls(body.reply)] == [
        "policing_body.reply_to_chief_officer"
    ]
    assert [path for path, _, _ in _controls(body.closing)] == ["policing_body.closing"]
    assert body.closing_heading == ""


def test_closing_words_have_a_heading_where_comments_on_items_stand_before_them() -> None:
    """So that they are no part of what is said of the last item."""
    draft = (
        f"{HEAD}policing_body: {{closing: c}}\n"
        "recommendations: {items: [{number: 1, text: t, policing_body: p}]}\n"
    )
    assert _section(draft, "policing_body").closing_heading == "In conclusion"


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("causes_of_concern", "There are no causes of concern."),
        ("recommendations", "There are no recommendations made."),
        ("areas_for_improvement", "There are no areas for improvement made."),
    ],
)
def test_none_is_stated_in_the_forms_words_or_the_drafts(part: str, sentence: str) -> None:
    """The form's own sentence is no field of the draft."""
    form = _section(f"{HEAD}{part}: {{none: yes}}\n", part)
    assert form.body == BlockField((_p(sentence),))
    own = _section(f"{HEAD}{part}: {{none: 'Not *one*.'}}\n", part)
    ((path, _, blocks),) = _controls(own.body)
    assert path == f"{part}.none"
    assert len(blocks) == 1
    assert own.items == ()


def test_the_graded_judgments() -> None:
    """As a table with its heading cells, each cell a field; left out where asked."""
    rows = "items: [{area: Boats, grade: requires improvement}, {area: Piers, grade: good}]"
    table = _section(
        f"{HEAD}judgments: {{introduction: Grades., {rows}}}\n", "key_findings"
    ).judgments
    assert table is not None
    assert (table.caption, table.area_heading, table.grade_heading) == (
        "Graded judgments",
        "Area",
        "Judgment",
    )
    assert [(str(row.area), str(row.grade), row.grade.path) for row in table.rows] == [
        ("Boats", "Requires improvement", "judgments.items[0].grade"),
        ("Piers", "Good", "judgments.items[1].grade"),
    ]
    assert [path for path, _, _ in _controls(table.introduction)] == ["judgments.introduction"]
    hidden = _section(f"{HEAD}judgments: {{shown: no, {rows}}}\n", "key_findings")
    assert hidden.judgments is None


# --- items -------------------------------------------------------------------

ITEMS = HEAD + (
    "causes_of_concern:\n  items:\n"
    "    - {text: not ours, applies: no, recommendations: [{text: nor this}]}\n"
    "    - text: a concern\n      number: 1\n      recommendations:\n"
    "        - {text: not for us, applies: no}\n"
    "        - {text: for us, number: 4, policing_body: b4, action: taken, action_details: d4}\n"
    "recommendations:\n  items:\n"
    "    - {text: r2, number: 2, chief_officer: c2, addressed_to: forces, complete_by: By May}\n"
    "    - {text: r5, number: 5, applies: no}\n"
    "    - {text: r6, number: 6, action: none, action_details: d6, under: Boats}\n"
    "areas_for_improvement:\n  items:\n    - {text: a, policing_body: ba, chief_officer: ca}\n"
)


def test_items_have_the_forms_headings_and_their_own_numbers() -> None:
    """Gaps are kept, and what does not apply is left out."""
    items = _section(ITEMS, "recommendations").items
    assert [(item.heading, item.number) for item in items] == [
        ("Recommendation 2", "2"),
        ("Recommendation 6: Boats", "6"),
    ]
    assert [item.text.blocks for item in items] == [
        (Control("recommendations.items[0].text", "Recommendation 2", (_p("r2"),)),),
        (Control("recommendations.items[2].text", "Recommendation 6: Boats", (_p("r6"),)),),
    ]
    assert [(item.kind, item.under, item.addressed_to, item.complete_by) for item in items] == [
        ("recommendation", "", "forces", "By May"),
        ("recommendation", "Boats", "", ""),
    ]
    (area,) = _section(ITEMS, "areas_for_improvement").items
    assert (area.kind, area.heading) == ("area_for_improvement", "Area for improvement")


def test_a_cause_of_concern_comes_with_its_recommendations() -> None:
    """Those that apply; and not at all where it does not."""
    (concern,) = _section(ITEMS, "causes_of_concern").items
    assert (concern.kind, concern.heading) == ("cause_of_concern", "Cause of concern 1")
    (inner,) = concern.recommendations
    assert inner.heading == "Recommendation 4"
    assert [path for path, _, _ in _controls(inner.text)] == [
        "causes_of_concern.items[1].recommendations[1].text"
    ]


def test_sections_of_comments_hold_the_items_that_are_commented_on() -> None:
    """In the order of the document, each with its quotation."""

    def commented(key: str) -> list[str]:
        return [item.heading for item in _section(ITEMS, key).items]

    assert commented("chief_officer") == ["Recommendation 2", "Area for improvement"]
    assert commented("policing_body") == [
        "Recommendation 4",
        "Recommendation 6: Boats",
        "Area for improvement",
    ]
    item = _section(ITEMS, "chief_officer").items[0]
    assert item.quote.blocks == (Quote(item.text.blocks, of_report=True),)
    assert [path for path, _, _ in _controls(item.chief_officer)] == [
        "recommendations.items[0].chief_officer"
    ]


ANSWERED = HEAD + (
    "recommendations:\n  items:\n"
    "    - {text: a, number: 1, owner: B. Body, target_date: 2024-07-31, status: in progress}\n"
    "    - {text: b, number: 2, force_action: it floats, status: complete}\n"
    "    - {text: c, number: 3, policing_body: d}\n"
)


def test_what_the_force_answered_stands_in_its_section() -> None:
    """Also without comments; each field with its path, so that it can be collected."""
    first, second = _section(ANSWERED, "chief_officer").items
    assert [(one.label, str(one.value), one.value.path) for one in first.answers] == [
        ("Owner:", "B. Body", "recommendations.items[0].owner"),
        ("target date:", "31 July 2024", "recommendations.items[0].target_date"),
        ("status:", "in progress", "recommendations.items[0].status"),
    ]
    assert (first.force_label, first.force_action, first.chief_officer) == ("", None, None)
    assert [(one.label, str(one.value)) for one in second.answers] == [("Status:", "complete")]
    assert second.force_label == "Action taken or proposed:"
    assert [path for path, _, _ in _controls(second.force_action)] == [
        "recommendations.items[1].force_action"
    ]
    assert _section(ANSWERED, "chief_officer").notice == ""


def test_a_date_and_a_status_can_be_picked() -> None:
    """In Word, from a calendar and from a list in the set's words."""
    first, second = _section(ANSWERED, "chief_officer").items
    assert first.target_date is not None
    assert first.target_date.picked == DayPicked(date(2024, 7, 31), "en-GB")
    assert second.status is not None
    assert second.status.picked == OneOf(
        "complete",
        (
            ("not started", "not started"),
            ("in progress", "in progress"),
            ("complete", "complete"),
        ),
    )


@pytest.mark.parametrize(
    ("action", "label"),
    [("taken", "Action taken:"), ("proposed", "Action proposed:"), ("none", "No action, because:")],
)
def test_an_action_has_its_label_where_it_has_details(action: str, label: str) -> None:
    """Where the comments say it, no label stands alone."""

    def item(rest: str) -> ItemView:
        text = f"{HEAD}recommendations: {{items: [{{text: a, action: {action}{rest}}}]}}\n"
        (found,) = _section(text, "recommendations").items
        return found

    assert item(", action_details: b").action_label == label
    assert item(", policing_body: b").action_label == ""


def test_numbered_items_are_one_list_with_their_own_numbers() -> None:
    """2 and 6, and not 2 and 3."""
    items = _section(ITEMS, "recommendations")
    first, second = (item.text.blocks for item in items.items)
    assert items.numbered == BlockField(
        (
            OrderedList((ListItem(first, 2),), 2, ")", tight=False),
            Heading(3, (Text("Boats"),)),
            OrderedList((ListItem(second, 6),), 6, ")", tight=False),
        )
    )


def _areas(*items: str) -> Section:
    text = "".join(f"    - {{text: t, {item}}}\n" for item in items)
    return _section(f"{HEAD}areas_for_improvement:\n  items:\n{text}", "areas_for_improvement")


def _outline(section: Section) -> list[object]:
    """The headings and lists of the items: of an entry its number, and the name it begins with."""
    found: list[object] = []
    for block in section.numbered.blocks if section.numbered else ():
        match block:
            case Heading(level, children):
                found.append((level, plain(children)))
            case OrderedList(entries) | BulletList(entries):
                assert not block.tight
                names = (
                    plain(one.children)
                    for entry in entries
                    for one in entry.blocks
                    if isinstance(one, Paragraph)
                )
                found.append([*(entry.value for entry in entries), *names])
    return found


@pytest.mark.parametrize(
    ("items", "outline"),
    [
        (("number: 1", "number: 3"), [[1, 3]]),
        (("owner: a", "owner: b"), [[None, None]]),
        (("number: 1", "owner: a", "number: 3"), [[1], [None], [3]]),
        (("number: 2a", "number: 3"), [[None, "Area for improvement 2a"], [3]]),
        (("office_number: 7",), [[None, "Area for improvement (our number 7)"]]),
        (
            ("under: A", "under: A", "under: B", "number: 4"),
            [(3, "A"), [None, None], (3, "B"), [None], (3, "Others"), [4]],
        ),
        (
            ("owner: a", "priority: yes", "under: A, priority: yes"),
            [
                [None],
                (3, "Area for priority action"),
                [None],
                (3, "Area for priority action: A"),
                [None],
            ],
        ),
    ],
)
def test_items_keep_their_numbers_whatever_the_others_have(
    items: tuple[str, ...], outline: list[object]
) -> None:
    """A number is lost neither where a list cannot count it nor because another item has none."""
    assert _outline(_areas(*items)) == outline


@pytest.mark.parametrize(
    ("items", "headings"),
    [
        (("owner: a",), ["Area for improvement"]),
        (
            ("owner: a", "owner: b"),
            ["Area for improvement (1 of 2)", "Area for improvement (2 of 2)"],
        ),
        (("number: 2, under: A",), ["Area for improvement 2: A"]),
        (
            ("under: A", "under: A, office_number: 7", "under: B", "applies: no, under: A"),
            [
                "Area for improvement: A",
                "Area for improvement (our number 7): A",
                "Area for improvement: B",
            ],
        ),
        (
            ("under: A, priority: yes", "under: A"),
            ["Area for priority action: A", "Area for improvement: A"],
        ),
        (("number: 1, office_number: 7",), ["Area for improvement 1"]),
    ],
)
def test_no_two_items_are_called_alike(items: tuple[str, ...], headings: list[str]) -> None:
    """By kind and number, the office's own number, the heading of the report, or the place."""
    assert [item.heading for item in _areas(*items).items] == headings


def test_a_welsh_heading_does_not_repeat_the_draft_s_words() -> None:
    """They are in one language, and the heading beside it has them."""
    text = f"{HEAD}areas_for_improvement: {{items: [{{text: t, under: Boats, priority: yes}}]}}\n"
    view = view_of(text, "bilingual")
    assert view.second is not None
    (item,) = section_of(view, "areas_for_improvement").items
    (said,) = section_of(view.second, "areas_for_improvement").items
    assert item.heading == "Area for priority action: Boats"
    assert said.heading == "Maes ar gyfer gweithredu â blaenoriaeth"


def test_headings_in_texts_stand_below_the_heading_before_them() -> None:
    """Section 2, item 3, recommendation of a cause 4; in a list, right below the section."""
    text = HEAD + (
        "key_findings: '# a'\n"
        "recommendations: {items: [{text: '# b', number: 1, policing_body: '# c'}]}\n"
        "causes_of_concern: {items: [{text: '# d', recommendations: [{text: '# e'}]}]}\n"
    )

    def level(field: BlockField | None) -> int:
        ((_, _, (heading,)),) = _controls(field)
        assert isinstance(heading, Heading)
        return heading.level

    recommendations = _section(text, "recommendations")
    (concern,) = _section(text, "causes_of_concern").items
    assert level(_section(text, "key_findings").body) == 3
    assert level(recommendations.items[0].text) == 4
    assert level(recommendations.items[0].policing_body) == 4
    assert level(concern.text) == 4
    assert level(concern.recommendations[0].text) == 5
    assert recommendations.numbered is not None
    (numbered,) = recommendations.numbered.blocks
    assert isinstance(numbered, OrderedList)
    assert level(BlockField(numbered.items[0].blocks)) == 3


def test_headings_in_texts_stand_below_the_section_where_items_have_none() -> None:
    """A row of a table has no heading, and a level must not be skipped."""
    text = HEAD + (
        "recommendations: {items: [{text: '# b', policing_body: '# c'}]}\n"
        "causes_of_concern: {items: [{text: '# d', recommendations: [{text: '# e'}]}]}\n"
    )
    view = view_of(text, "table")
    (item,) = section_of(view, "recommendations").items
    (concern,) = section_of(view, "causes_of_concern").items
    shown = (item.text, item.policing_body, concern.text, concern.recommendations[0].text)
    levels = []
    for field in shown:
        ((_, _, (heading,)),) = _controls(field)
        assert isinstance(heading, Heading)
        levels.append(heading.level)
    assert levels == [3, 3, 3, 3]


def test_a_status_has_a_key_for_the_layout_and_the_sets_own_words() -> None:
    """The tables show a mark before the word."""
    view = view_of(ANSWERED, "table")
    items = section_of(view, "recommendations").items
    assert [(item.status_key, str(item.status or "")) for item in items] == [
        ("in_progress", "▲ In progress"),
        ("complete", "● Complete"),
        ("", ""),
    ]


def test_no_path_is_too_long_for_a_tag_in_word() -> None:
    """64 characters, even for the hundredth recommendation of the hundredth cause."""
    inner = "[" + "{text: a, applies: no}, " * 99 + "{text: a, action_details: b}]"
    text = f"{HEAD}causes_of_concern: {{items: [{{text: a, recommendations: {inner}}}]}}\n"
    (item,) = _section(text, "policing_body").items
    ((path, _, _),) = _controls(item.action_details)
    assert path == "causes_of_concern.items[0].recommendations[99].action_details"
    assert len(path.replace("items[0]", "items[99]")) <= 64


def test_notes_for_the_office_are_in_no_view() -> None:
    """Neither of the draft nor of an item."""
    text = (
        f"{HEAD}office_notes: SECRET\n"
        "recommendations: {items: [{text: a, policing_body: b, office_notes: SECRET}]}\n"
    )
    assert "SECRET" not in repr(view_of(text))


def test_a_wording_that_cannot_be_filled_in_is_told() -> None:
    """By the settings' own lines too."""
    settings = SETTINGS + "checklist: {add: [{recipients: [a], text: 'To {{ nobody }}'}]}\n"
    with pytest.raises(S55Error) as caught:
        view_of(HEAD, settings=settings)
    (problem,) = caught.value.problems
    assert problem.code == "L105"
    assert problem.message == (
        "the wording 'To {{ nobody }}' cannot be filled in: there is no 'nobody'"
    )


Line = tuple[bool, str, str]


def _lines(text: str, template: str = "opccn-2023", settings: str = SETTINGS) -> list[Line]:
    section = section_of(view_of(text, template, settings), "checklist")
    assert all(line.box.title == line.text for line in section.lines)
    return [(line.box.checked, line.text, line.state) for line in section.lines]


def test_each_layout_has_its_own_lines_in_its_own_order() -> None:
    """Empty boxes say in words that nothing was done yet."""
    assert _lines(HEAD) == [
        (
            False,
            "Response forwarded to IC Section 55 Responses and submitted onto the IC portal",
            "not yet done",
        ),
        (False, "Response forwarded to Chief Constable", "not yet done"),
        (False, "Response forwarded to Police and Crime Panel", "not yet done"),
        (False, "Response published on the OCS website", "not yet done"),
    ]
    assert [text for _, text, _ in _lines(HEAD, "opccn-2022")] == [
        "Response published on the OCS website",
        "Response forwarded to IC Section 55 Responses",
        "Response forwarded to Chief Constable",
        "Response forwarded to Police and Crime Panel",
    ]


def test_a_line_is_ticked_with_its_day() -> None:
    """In words."""
    assert _lines(FINISHED, "opccn-2022")[:3] == [
        (True, "Response published on the OCS website", "done on 3 May 2024"),
        (True, "Response forwarded to IC Section 55 Responses", "done on 3 May 2024"),
        (False, "Response forwarded to Chief Constable", "not yet done"),
    ]


@pytest.mark.parametrize(
    ("recorded", "ticked", "state"),
    [
        ("inspectorate: {date: 2024-05-03}", False, "not yet done"),
        ("inspectorate_portal: {date: 2024-05-03}", False, "not yet done"),
        (
            "inspectorate: {date: 2024-05-03}, inspectorate_portal: {date: 2024-05-07}",
            True,
            "done on 7 May 2024",
        ),
        (
            "inspectorate: {date: 2024-05-09}, inspectorate_portal: {date: 2024-05-07}",
            True,
            "done on 9 May 2024",
        ),
        (
            "inspectorate: {date: unknown}, inspectorate_portal: {date: 2024-05-07}",
            True,
            "done, date not recorded",
        ),
    ],
)
def test_a_line_of_two_recipients_is_ticked_when_both_are_recorded(
    recorded: str, ticked: bool, state: str
) -> None:
    """And bears the later day, unless one is unknown."""
    line = _lines(f"{HEAD}distribution: {{{recorded}}}\n")[0]
    assert (line[0], line[2]) == (ticked, state)


def test_an_office_renames_lines_and_adds_its_own() -> None:
    """After those of the template set; the office's words may be filled in."""
    settings = SETTINGS + (
        "checklist:\n"
        "  rename: {panel: 'Sent to the panel of {{ force.name }}'}\n"
        "  add:\n    - {recipients: [bishop], text: Sent to the bishop}\n"
    )
    text = f"{HEAD}distribution: {{bishop: {{date: 2024-05-03}}}}\n"
    lines = _lines(text, settings=settings)
    assert lines[2] == (False, "Sent to the panel of Saltmarsh Police", "not yet done")
    assert lines[4:] == [(True, "Sent to the bishop", "done on 3 May 2024")]


@pytest.mark.parametrize("template", ["opccn-2023", "table", "red-amber-green"])
def test_a_line_that_the_set_has_already_is_not_added_again(template: str) -> None:
    """The settings of a new workspace add the Home Secretary, whom the standard form lacks."""
    settings = SETTINGS + (
        "checklist:\n  add:\n"
        "    - {recipients: [secretary_of_state], text: Response forwarded to the Home Secretary}\n"
    )
    boxes = section_of(view_of(HEAD, template, settings), "checklist").lines
    paths = [line.box.path for line in boxes]
    assert paths.count("distribution.secretary_of_state") == 1


def test_a_line_of_two_recipients_is_added_where_the_set_has_one_of_them() -> None:
    settings = SETTINGS + (
        "checklist:\n  add:\n    - {recipients: [panel, bishop], text: Sent to both}\n"
    )
    assert _lines(HEAD, settings=settings)[4:] == [(False, "Sent to both", "not yet done")]


def test_a_box_is_named_after_its_field_and_shows_more_than_colour() -> None:
    """The path is the tag of the check box in Word."""
    boxes = [line.box for line in section_of(view_of(FINISHED), "checklist").lines]
    assert [box.path for box in boxes] == [
        "distribution.inspectorate",
        "distribution.chief_officer",
        "distribution.panel",
        "distribution.website",
    ]
    assert [str(box) for box in boxes] == ["☐", "☐", "☐", "☑"]


ADDRESS = """\
  abbreviation: OCS
  address:
    lines: [1 Quay, Saltmarsh]
    email: ocs@example.org
"""
WITH_ADDRESS = SETTINGS.replace("  abbreviation: OCS\n", ADDRESS)


def _letter(text: str, settings: str = WITH_ADDRESS) -> LetterView:
    letter = view_of(text, "letter", settings).letter
    assert letter is not None
    return letter


def test_a_signed_letter_has_its_day_and_who_signed_it() -> None:
    """The title of the office where the sign-off names no post."""
    letter = _letter(FINISHED)
    assert letter.sender == (
        "Office of the Commissioner for Saltmarsh",
        "1 Quay, Saltmarsh",
        "ocs@example.org",
    )
    assert letter.addressee[0] == "The Home Secretary"
    assert letter.day == "2 May 2024"
    assert letter.salutation == "Dear Home Secretary"
    assert letter.opening[0].startswith("On 2 April 2024 The inspectorate of constabulary (IC)")
    assert letter.signatory == ("Robin Sample", "Saltmarsh Police and Crime Commissioner")
    assert letter.copies[1] == "Chief Constable, Saltmarsh Police"


def test_a_letter_that_is_not_signed_says_so() -> None:
    """And bears the title of who will sign it."""
    letter = _letter(HEAD)
    assert letter.day == "Day: once it is signed off"
    assert letter.signatory == ("Saltmarsh Police and Crime Commissioner",)


def test_the_post_of_the_sign_off_counts() -> None:
    """A deputy may have signed it."""
    text = FINISHED.replace("  name: Robin Sample\n", "  name: R. S.\n  post: Deputy\n")
    assert _letter(text).signatory == ("R. S.", "Deputy")


def test_sets_that_are_no_letters_have_none() -> None:
    """Nor have they words of their own."""
    view = view_of(FINISHED)
    assert (view.letter, view.words, view.second) == (None, {}, None)
    assert view_of(FINISHED, "letter").words["policing_body"] == "My answer:"


def test_a_mark_is_said_in_the_sets_words_whatever_the_status() -> None:
    """It can be picked in Word; a set that has no words for marks shows none."""
    marked = ANSWERED.replace("number: 1, owner", "number: 1, mark: Amber, owner")
    first, second, _ = section_of(view_of(marked, "red-amber-green"), "recommendations").items
    assert (first.mark_key, str(first.mark), str(first.status)) == (
        "amber",
        "▲ Amber",
        "In progress",
    )
    assert first.mark is not None
    assert first.mark.path == "recommendations.items[0].mark"
    choices = (("red", "■ Red"), ("amber", "▲ Amber"), ("green", "● Green"))
    assert first.mark.picked == OneOf("amber", choices)
    assert (second.mark, second.mark_key) == (None, "")
    plain = section_of(view_of(marked, "table"), "recommendations").items[0]
    assert (plain.mark, plain.mark_key) == (None, "")
    (wrong,) = problems_of_draft(marked.replace("Amber", "orange"))
    assert wrong.path == "recommendations.items[0].mark"
    assert wrong.hint == "Write one of: red, amber, green."


def test_a_layout_can_show_who_signed_it_off() -> None:
    """With the post that the draft gives, or else the title of the body; nothing until then."""
    signed = view_of(FINISHED).signed
    assert signed is not None
    assert (signed.name, signed.day) == ("Robin Sample", "2 May 2024")
    assert signed.post == "Saltmarsh Police and Crime Commissioner"
    deputy = view_of(
        FINISHED.replace("name: Robin Sample", "name: R. Sample\n  post: Deputy")
    ).signed
    assert deputy is not None
    assert deputy.post == "Deputy"
    assert view_of(HEAD).signed is None
