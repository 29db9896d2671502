"""Real edits of a rendered response in Word, each with what it becomes in the draft."""

from __future__ import annotations

from copy import deepcopy
from unittest.mock import patch

import pytest
from lxml import etree

from s55.drafts.load import load
from s55.drafts.public import response_json
from s55.errors import S55Error
from s55.importers.readers.runs import Run
from s55.render.word.document import to_docx
from s55.returns.collecting import LEFT, Collected, Decision, Effect, collect
from s55.returns.word.structure import counted_on
from s55.returns.word.word_text import Piece
from s55.richtext.markdown import blocks_of
from s55.views.response.build import response_view
from s55.word.xml import add, element, w, w14
from tests.drafts_for_tests import response_of
from tests.returns.word_files import (
    DRAFT,
    SET,
    SETTINGS,
    Edit,
    add_words,
    collected,
    control_of,
    edited,
    form,
    made,
    new_paragraph,
    packed,
    paragraph_with,
    set_words,
    without_properties,
)


def key_findings(edit: Edit) -> str:
    """The key findings after an edit that changes nothing else."""
    found = collected(edited(made(), edit))
    assert [one.path for one in found.changes] == ["key_findings"]
    assert found.changes[0].effect is Effect.CHANGED
    assert [one for one in found.problems if one.code not in ("R107", "R132")] == []
    after = response_of(found.text)
    before = response_of(DRAFT)
    assert after.model_copy(update={"key_findings": before.key_findings}) == before
    assert "key_findings: |  # in the office's words\n" in found.text
    return after.key_findings or ""


BEFORE = response_of(DRAFT).key_findings or ""


def test_a_word_is_changed_and_all_else_keeps_its_spelling() -> None:
    """Also the marks __ and the spacing of the table, which another writer would change."""

    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Two "), "Four boats were found.")

    assert key_findings(edit) == BEFORE.replace("Two *boats* were", "Four boats were")


def test_a_paragraph_is_split() -> None:
    def edit(root: etree._Element) -> None:
        paragraph = paragraph_with(root, "Two ")
        second = deepcopy(paragraph)
        set_words(paragraph, "Two boats.")
        set_words(second, "They were found.")
        paragraph.addnext(second)

    expected = BEFORE.replace("Two *boats* were found.", "Two boats.\n\nThey were found.")
    assert key_findings(edit) == expected


def test_paragraphs_are_joined() -> None:
    def edit(root: etree._Element) -> None:
        second = paragraph_with(root, "Three ")
        first = paragraph_with(root, "Two ")
        for run in list(second.iter(w("r"))):
            first.append(run)
        holder = second.getparent()
        assert holder is not None
        holder.remove(second)

    text = key_findings(edit)
    assert text.startswith("Two *boats* were found.Three **piers** were lost.\n\n- oars\n")


def test_an_item_is_added_in_the_middle_of_a_list() -> None:
    def edit(root: etree._Element) -> None:
        first = paragraph_with(root, "oars")
        second = deepcopy(first)
        set_words(second, "ropes")
        first.addnext(second)

    assert key_findings(edit) == BEFORE.replace("- oars\n", "- oars\n- ropes\n")


def test_an_item_is_moved_one_level_down() -> None:
    def edit(root: etree._Element) -> None:
        level = paragraph_with(root, "sails").find(f".//{w('ilvl')}")
        assert level is not None
        level.set(w("val"), "1")

    assert key_findings(edit) == BEFORE.replace("- oars\n- sails\n", "- oars\n  - sails\n")


def test_a_row_is_added_to_a_table() -> None:
    def edit(root: etree._Element) -> None:
        row = next(paragraph_with(root, "Anna").iterancestors(w("tr")))
        second = deepcopy(row)
        row.addnext(second)
        for paragraph, words in zip(second.iter(w("p")), ("Bess", "two"), strict=True):
            set_words(paragraph, words)

    assert key_findings(edit).endswith("| Anna | four |\n| Bess | two |\n")


def test_bold_links_and_breaks_become_markdown() -> None:
    def edit(root: etree._Element) -> None:
        paragraph = paragraph_with(root, "Two ")
        set_words(paragraph, "Very ")
        run = add_words(paragraph, "bold")
        properties = element("rPr")
        add(properties, "b")
        run.insert(0, properties)
        add(add_words(paragraph, ","), "br")
        add_words(paragraph, "indeed.")

    expected = BEFORE.replace("Two *boats* were found.", "Very **bold**,\\\nindeed.")
    assert key_findings(edit) == expected


def test_tracked_changes_are_read_as_they_stand_and_reported() -> None:
    def edit(root: etree._Element) -> None:
        paragraph = paragraph_with(root, "Two ")
        runs = list(paragraph.iter(w("r")))
        deleted = element("del", id="901", author="Kim Reader")
        runs[-1].addprevious(deleted)
        deleted.append(runs[-1])
        for text in deleted.iter(w("t")):
            text.tag = w("delText")
        inserted = add(paragraph, "ins", id="902", author="Kim Reader")
        add_words(inserted, " are safe.")

    assert key_findings(edit) == BEFORE.replace("were found", "are safe")
    problems = collected(edited(made(), edit)).problems
    assert [(one.code, "Kim Reader" in one.message) for one in problems] == [
        ("R107", True),
        ("R132", False),
    ]
    assert problems[1].message.endswith("this was left out: 'were found.'")


def test_a_control_that_was_deleted_leaves_its_text() -> None:
    """Its bookmark still shows where it stands."""

    def edit(root: etree._Element) -> None:
        sdt = control_of(root, "key_findings")
        for child in list(sdt[-1]):
            sdt.addprevious(child)
        set_words(paragraph_with(root, "Two "), "Four boats were found.")
        holder = sdt.getparent()
        assert holder is not None
        holder.remove(sdt)

    assert key_findings(edit) == BEFORE.replace("Two *boats* were", "Four boats were")


def test_a_control_that_was_deleted_with_its_bookmark_is_found_between_its_neighbours() -> None:
    def edit(root: etree._Element) -> None:
        sdt = control_of(root, "recommendations.items[0].chief_officer")
        for beside in (sdt.getprevious(), sdt.getnext()):
            assert beside is not None
            root[0].remove(beside)
        for child in list(sdt[-1]):
            sdt.addprevious(child)
        root[0].remove(sdt)
        set_words(paragraph_with(root, "They are counted."), "Nobody has looked at them.")

    found = collected(edited(made(), edit))
    assert [(one.path, one.after) for one in found.changes] == [
        ("recommendations.items[0].chief_officer", "Nobody has looked at them.\n")
    ]


def test_text_before_the_first_and_after_the_last_place_is_told() -> None:
    def edit(root: etree._Element) -> None:
        body = root[0]
        body.insert(0, new_paragraph("See my letter of Monday."))
        body.insert(len(body) - 1, new_paragraph("Ring me about the piers."))

    found = collected(edited(made(), edit))
    assert found.returned.typed == ["See my letter of Monday.", "Ring me about the piers."]
    assert [one.code for one in found.problems] == ["R109", "R109"]
    assert found.text == DRAFT


ACTION = "recommendations.items[1].force_action"
OWNER = "recommendations.items[1].owner"


def at_the_foot(path: str, words: str, *, marked: bool = True) -> Edit:
    """Words in the last line of the frame around a place, which may have lost its marks."""

    def edit(root: etree._Element) -> None:
        control = control_of(root, path)
        cell = next(control.iterancestors(w("tc")))
        add_words(cell[-1], words)
        if not marked:
            for line in list(control[-1]):
                control.addprevious(line)
            cell.remove(control)
            for mark in [*cell.iter(w("bookmarkStart")), *cell.iter(w("bookmarkEnd"))]:
                holder = mark.getparent()
                assert holder is not None
                holder.remove(mark)

    return edit


@pytest.mark.parametrize("marked", [True, False])
def test_what_stands_in_the_frame_of_a_place_is_its_text(*, marked: bool) -> None:
    """People click into the line at the foot of the frame; LibreOffice (7.4) drops the marks."""
    found = collected(edited(form(), at_the_foot(ACTION, "We mend them.", marked=marked)))
    assert found.problems == ()
    assert [(one.path, one.after) for one in found.changes] == [(ACTION, "We mend them.\n")]


def below(path: str, *words: str) -> Edit:
    """New lines behind the line that holds the control of a field."""

    def edit(root: etree._Element) -> None:
        place = next(control_of(root, path).iterancestors(w("p")))
        for line in reversed(words):
            place.addnext(new_paragraph(line))

    return edit


def test_a_line_below_a_place_of_one_line_is_its_answer_where_it_still_asks_for_one() -> None:
    found = collected(edited(form(), below(OWNER, "Pier master")))
    assert found.problems == ()
    assert [(one.path, one.after) for one in found.changes] == [(OWNER, "Pier master")]


def test_lines_below_a_place_of_one_line_that_are_no_answer_are_told_with_their_place() -> None:
    """Several lines, and what stands below an answer."""
    two = collected(edited(form(), below(OWNER, "Pier master", "since May")))
    assert two.changes == ()
    assert [one.message for one in two.problems] == [
        f"text outside the places for answers, below '{OWNER}': 'Pier master'",
        f"text outside the places for answers, below '{OWNER}': 'since May'",
    ]
    owned = DRAFT.replace("Mend the piers.\n", "Mend the piers.\n      owner: Clerk\n")
    one = collected(edited(form(owned), below(OWNER, "Pier master")), owned)
    assert (one.changes, one.returned.typed) == ((), ["Pier master"])


def test_a_line_below_a_place_that_was_typed_over_does_not_take_its_place() -> None:
    def edit(root: etree._Element) -> None:
        below(OWNER, "Pier master")(root)
        set_words(control_of(root, OWNER)[-1], "Harbour lead")

    found = collected(edited(form(), edit))
    assert [(one.path, one.after) for one in found.changes] == [(OWNER, "Harbour lead")]
    assert found.returned.typed == ["Pier master"]


def test_a_line_where_a_label_was_taken_out_is_no_answer_of_the_place_above() -> None:
    """It may be the answer of the place whose label it was."""

    def edit(root: etree._Element) -> None:
        label = next(control_of(root, OWNER).iterancestors(w("p"))).getnext()
        assert label is not None
        _remove(label)
        below(OWNER, "Pier master")(root)

    found = collected(edited(form(), edit))
    assert (found.changes, found.returned.typed) == ((), ["Pier master"])


def test_a_line_with_a_copied_place_is_no_answer_of_the_place_above() -> None:
    def edit(root: etree._Element) -> None:
        line = next(control_of(root, OWNER).iterancestors(w("p")))
        copy = deepcopy(line)
        add_words(copy, "as before")
        line.addnext(copy)

    found = collected(edited(form(), edit))
    assert (found.changes, found.returned.typed) == ((), ["as before"])


def test_what_stands_behind_a_place_without_a_frame_is_told() -> None:
    """In a response a paragraph between two answers can belong to either."""

    def edit(root: etree._Element) -> None:
        bookmark = control_of(root, "key_findings").getnext()
        assert bookmark is not None
        bookmark.addnext(new_paragraph("Who pays?"))

    found = collected(edited(made(), edit))
    assert found.changes == ()
    assert [one.message for one in found.problems] == [
        "text outside the places for answers, below 'key_findings': 'Who pays?'"
    ]


def test_fixed_wording_belongs_to_the_template_set() -> None:
    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Key Findings"), "Main Findings")

    found = collected(edited(made(), edit))
    assert [one.code for one in found.problems] == ["R113"]
    assert "'Key Findings' to 'Main Findings'" in found.problems[0].message
    assert found.text == DRAFT


def test_what_was_changed_in_a_long_fixed_wording_is_shown() -> None:
    """Also where it is at the end: the message begins shortly before it."""

    def edit(root: etree._Element) -> None:
        add_words(paragraph_with(root, "I invite you"), " But not on Mondays.")

    found = collected(edited(form(), edit))
    (problem,) = (one for one in found.problems if one.code == "R113")
    assert "changed: '…" in problem.message
    assert problem.message.endswith(" But not on Mondays.'")
    assert len(problem.message) < 300


def test_words_in_headers_and_footers_are_told() -> None:
    """A number there is one of pages, which programs work out again."""

    def edit(root: etree._Element) -> None:
        root.insert(0, new_paragraph("Not agreed by the force yet"))
        for one in root.iter(w("t")):
            one.text = (one.text or "").replace("1", "12")

    data = made()
    assert collected(data).problems == ()
    found = collected(edited(data, edit, "word/footer1.xml"))
    assert found.returned.typed == ["Not agreed by the force yet"]
    assert [one.code for one in found.problems] == ["R109"]


def test_words_in_a_note_of_the_form_are_told_and_those_of_a_place_are_its_own() -> None:
    """As when somebody answers, or translates, in the note at the foot of the page."""
    noted = DRAFT.replace(
        "Count the boats.\n", "Count the boats.[^a]\n\n        [^a]: All of them.\n"
    )

    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "All of them."), "None of them.")

    asked = collected(edited(form(noted), edit, "word/footnotes.xml"), noted)
    assert asked.returned.typed == ["None of them."]
    assert (asked.text, asked.changes) == (noted, ())
    shown = collected(edited(made(noted), edit, "word/footnotes.xml"), noted)
    assert shown.returned.typed == []
    assert [one.path for one in shown.changes] == ["recommendations.items[0].text"]


ITEM = "recommendations.items[0].text"


@pytest.mark.parametrize("number", [1, 2])
def test_a_text_shown_twice_may_be_edited_in_either_place(number: int) -> None:
    def edit(root: etree._Element) -> None:
        paragraph = control_of(root, ITEM, number).find(f".//{w('p')}")
        assert paragraph is not None
        set_words(paragraph, "Count all boats.")

    found = collected(edited(made(), edit))
    assert [(one.path, one.after) for one in found.changes] == [(ITEM, "Count all boats.\n")]


def test_a_text_edited_differently_in_two_places_is_a_conflict() -> None:
    def edit(root: etree._Element) -> None:
        for number, words in ((1, "Count all boats."), (2, "Count no boats.")):
            paragraph = control_of(root, ITEM, number).find(f".//{w('p')}")
            assert paragraph is not None
            set_words(paragraph, words)

    found = collected(edited(made(), edit))
    assert [one.code for one in found.problems] == ["R104"]
    after = found.changes[0].after
    assert after.index("Count all boats.") < after.index("Count no boats.")


def test_an_emptied_text_is_kept_unless_it_may_go() -> None:
    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Harbours matter."), "")

    data = edited(made(), edit)
    found = collected(data)
    assert (found.text, found.changes[0].effect) == (DRAFT, Effect.KEPT)
    emptied = collected(data, allow_empty=True)
    assert emptied.changes[0].effect is Effect.EMPTIED
    assert response_of(emptied.text + "  closing: |\n    So it ends.\n").policing_body is not None
    assert "Harbours matter" not in emptied.text


def test_edits_on_both_sides_are_merged() -> None:
    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Three "), "No piers were lost.")

    ours = DRAFT.replace("Two *boats* were", "Five *boats* were")
    found = collected(edited(made(), edit), ours)
    assert [one.effect for one in found.changes] == [Effect.MERGED]
    assert found.text == ours.replace("Three __piers__ were lost.", "No piers were lost.")


def test_a_conflict_keeps_both() -> None:
    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Three "), "No piers were lost.")

    ours = DRAFT.replace("Three __piers__", "Nine piers")
    found = collected(edited(made(), edit), ours)
    assert [one.effect for one in found.changes] == [Effect.CONFLICT]
    assert [one.code for one in found.problems] == ["R103"]
    assert "Nine piers were lost." in found.text
    assert "No piers were lost." in found.text


def test_each_change_is_taken_or_left_as_it_was_chosen() -> None:
    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Three "), "No piers were lost.")
        set_words(paragraph_with(root, "Harbours matter."), "")

    data, ours = edited(made(), edit), DRAFT.replace("Three __piers__", "Nine piers")

    def as_chosen(**chosen: Decision) -> Collected:
        paths = {name.replace("__", "."): choice for name, choice in chosen.items()}
        original = made()
        return collect(ours, "harbour", data, "b.docx", original, allow_empty=True, chosen=paths)

    found = as_chosen()
    assert found.text == ours
    assert [one.why for one in found.changes] == [LEFT, LEFT]
    assert [one.code for one in found.problems] == []
    found = as_chosen(key_findings=Decision.FILE)
    assert found.text == ours.replace("Nine piers were lost.", "No piers were lost.")
    assert [one.effect for one in found.changes] == [Effect.CHANGED, Effect.KEPT]
    found = as_chosen(key_findings=Decision.TAKE, policing_body__opening=Decision.TAKE)
    assert [one.effect for one in found.changes] == [Effect.CONFLICT, Effect.EMPTIED]


def test_a_date_is_read_as_people_write_it() -> None:
    def edit(root: etree._Element) -> None:
        set_words(control_of(root, "inspection.published")[-1], "3rd April 2024")

    found = collected(edited(made(), edit))
    assert found.text == DRAFT.replace("2024-04-02", "2024-04-03")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", packed({"a": b"b"})])
def test_what_is_no_word_file_is_refused(data: bytes) -> None:
    with pytest.raises(S55Error):
        collected(data)


def test_the_file_of_another_response_is_refused() -> None:
    other = DRAFT.replace("Harbour policing", "River policing").replace("2024-04-02", "2024-05-02")
    with pytest.raises(S55Error) as refused:
        collected(made(), other)
    assert [one.code for one in refused.value.problems] == ["R102"]
    assert "'Harbour policing'" in refused.value.problems[0].message


def test_a_file_without_our_data_is_refused() -> None:
    with pytest.raises(S55Error) as refused:
        collected(without_properties(made()))
    assert [one.code for one in refused.value.problems] == ["R101"]


ANSWERED = DRAFT.replace(
    "        They are counted.\n",
    "        They are counted.\n      owner: B. Body\n      target_date: 2024-07-31\n"
    "      status: in progress\n",
)


@pytest.mark.parametrize("keeps_tags", [True, False], ids=["tags", "bookmarks"])
def test_owner_target_date_and_status_are_read_as_the_draft_writes_them(keeps_tags: bool) -> None:
    """The words of the form become a date and a status, also where only bookmarks are left."""

    def edit(root: etree._Element) -> None:
        for field, words in (
            ("owner", "C. Crew"),
            ("target_date", "1 August 2024"),
            ("status", "sailed home"),
        ):
            control = control_of(root, f"recommendations.items[0].{field}")
            next(control.iter(w("t"))).text = words
        for tag in list(root.iter(w("tag"), w("dropDownList"))) if not keeps_tags else []:
            holder = tag.getparent()
            assert holder is not None
            holder.remove(tag)

    manifest = SET.manifest.model_copy(
        update={"labels": SET.manifest.labels.model_copy(update={"status_complete": "sailed home"})}
    )
    response = response_of(ANSWERED)
    view = response_view(response, SETTINGS, manifest)
    original = to_docx(view, SET, response_json(response))
    found = collect(
        ANSWERED, "harbour", edited(original, edit), "back.docx", original, allow_empty=False
    )
    assert [(one.path, one.after) for one in found.changes] == [
        ("recommendations.items[0].owner", "C. Crew"),
        ("recommendations.items[0].target_date", "2024-08-01"),
        ("recommendations.items[0].status", "complete"),
    ]
    assert response_of(found.text).model_dump()["recommendations"]["items"][0]["status"] == (
        "complete"
    )
    untouched = collect(ANSWERED, "harbour", original, "back.docx", original, allow_empty=False)
    assert untouched.changes == ()


def _with(findings: str) -> str:
    """The draft with other key findings."""
    lines = (f"  {line}\n" if line else "\n" for line in findings.rstrip("\n").split("\n"))
    head, _, rest = DRAFT.partition("key_findings:")
    after = rest[rest.index("recommendations:") :]
    return f"{head}key_findings: |\n{''.join(lines)}{after}"


def _remove(paragraph: etree._Element) -> None:
    holder = paragraph.getparent()
    assert holder is not None
    holder.remove(paragraph)


@pytest.mark.parametrize(
    ("before", "gone", "after"),
    [
        ("- aaa\n- bbb\n\n* ccc\n\nText.\n\nMore.\n", "More.", "- aaa\n- bbb\n\n* ccc\n\nText.\n"),
        ("- aaa\n- bbb\n\n* ccc\n\nText.\n", "bbb", "- aaa\n\n* ccc\n\nText.\n"),
        ("* aaa\n* bbb\n\n- ccc\n\nText.\n", "bbb", "* aaa\n\n- ccc\n\nText.\n"),
        ("- aaa\n\n* ccc\n* ddd\n\nText.\n", "ddd", "- aaa\n\n* ccc\n\nText.\n"),
        ("1. aaa\n2. bbb\n\n1) ccc\n\nText.\n", "bbb", "1. aaa\n\n1) ccc\n\nText.\n"),
        ("> aaa\n\n> bbb\n\nText.\n\nMore.\n", "More.", "> aaa\n\n> bbb\n\nText.\n"),
        ("- aaa\n\nText.\n\n- bbb\n", "Text.", "- aaa\n- bbb\n"),
    ],
)
def test_lists_and_quotations_that_follow_each_other_stay_apart(
    before: str, gone: str, after: str
) -> None:
    """A bullet list and another have other marks; without a word between them they are one."""
    text = _with(before)
    data = edited(made(text), lambda root: _remove(paragraph_with(root, gone)))
    found = collected(data, text)
    blocks = blocks_of(after)
    (change,) = found.changes
    assert [type(one) for one in blocks_of(change.after)] == [type(one) for one in blocks]
    assert plain_of(change.after) == plain_of(after)
    if gone == "More.":
        assert change.after == after


def plain_of(text: str) -> list[str]:
    """The lines of a text, whatever marks its lists have and whether their items stand apart."""
    return [line.lstrip("-*0123456789.)> ") for line in text.split("\n") if line.strip("> ")]


def test_lists_counted_on() -> None:
    """At each depth, for each delimiter, until something ends the list."""

    def item(depth: int, marker: str) -> Piece:
        return Piece("text", (Run("x"),), depth, marker)

    def marks(*pieces: Piece) -> tuple[list[str], int]:
        counted, changed = counted_on(pieces)
        return [one.marker for one in counted], changed

    inner = item(2, "-")
    assert marks(item(1, "3."), inner, item(1, "1.")) == (["3.", "-", "4."], 1)
    assert marks(item(1, "1."), item(1, "1)")) == (["1.", "1)"], 0)
    assert marks(item(1, "1."), Piece("text", (Run("x"),)), item(1, "1.")) == (["1.", "", "1."], 0)
    assert marks(item(2, "1."), item(1, "-"), item(2, "1.")) == (["1.", "-", "1."], 0)
    assert marks(item(1, "1."), item(1, "-"), item(1, "5.")) == (["1.", "-", "5."], 0)


def test_a_day_that_cannot_be_read_changes_nothing() -> None:
    """It is told, with the place."""

    def edit(root: etree._Element) -> None:
        control = control_of(root, "inspection.published")
        text, *rest = control.iter(w("t"))
        text.text = "early in April"
        for one in rest:
            one.text = ""

    found = collected(edited(made(), edit))
    assert found.text == DRAFT
    (problem,) = [one for one in found.problems if one.code == "R106"]
    assert (problem.path, problem.message) == (
        "inspection.published",
        "s55 could not read 'early in April' as a date; 'inspection.published' is unchanged",
    )


def test_a_box_that_was_ticked_is_told_and_records_nothing() -> None:
    """The draft holds the day as well, which nobody can see of a tick."""

    def edit(root: etree._Element) -> None:
        (box,) = control_of(root, "distribution.panel").iter(w14("checked"))
        box.set(w14("val"), "1")

    found = collected(edited(made(), edit))
    assert found.text == DRAFT
    (problem,) = found.problems
    assert (problem.code, problem.path) == ("R114", "distribution.panel")
    assert "'panel' of the office-use list was ticked in the file" in problem.message
    assert problem.hint == "Record it: s55 mark harbour panel --on DATE."


def test_what_was_wrong_with_the_draft_before_keeps_no_change_out() -> None:
    """An error in the office's own text is no reason to leave out what came back."""

    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Two "), "Four boats were found.")

    ours = DRAFT.replace("    Harbours matter.", "    Harbours <b>matter</b>.")
    found = collected(edited(made(), edit), ours)
    assert [one.effect for one in found.changes] == [Effect.CHANGED]
    assert found.text == ours.replace("Two *boats* were found.", "Four boats were found.")


def test_the_draft_is_read_back_once_however_much_came_back() -> None:
    """Each reading of a long draft takes a while."""

    def edit(root: etree._Element) -> None:
        for words in ("Two ", "They are counted.", "Harbours matter."):
            set_words(paragraph_with(root, words), f"New: {words}")

    data = edited(made(), edit)
    with patch("s55.returns.collecting.load", wraps=load) as reading:
        found = collected(data)
    assert [one.effect for one in found.changes] == [Effect.CHANGED] * 3
    assert reading.call_count == 3  # as it was, twice, and as it became
