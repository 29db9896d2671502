"""Files that came back without some of their marks: every text finds its place, or is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from s55.errors import S55Error
from s55.returns.collecting import Collected, Effect, collect
from s55.returns.word.marks import carried_as_now, carried_from_form
from s55.returns.word.recognising import Candidate, recognised
from s55.views.invitation import invitation_data, invitation_view
from s55.word.xml import w
from tests.drafts_for_tests import response_of
from tests.offices import BOTH, libreoffice_named
from tests.returns.word_files import (
    ASKED,
    DRAFT,
    SET,
    SETTINGS,
    add_words,
    collected,
    control_of,
    edited,
    form,
    made,
    new_paragraph,
    paragraph_with,
    said,
    set_words,
    without_bookmarks,
    without_controls,
    without_properties,
    without_tags,
)
from tests.validators import libreoffice_to

FIRST = "recommendations.items[0].chief_officer"
ACTION = "recommendations.items[0].force_action"
SECOND = "recommendations.items[1].chief_officer"


def of_form(data: bytes, text: str = DRAFT) -> Collected:
    """What becomes of the draft by a form that came back."""
    return collect(text, "harbour", data, "back.docx", None, allow_empty=False)


def changed(found: Collected) -> dict[str, str]:
    """What each field that changed says."""
    return {one.path: one.after for one in found.changes}


def test_titles_find_the_places_of_a_form_when_tags_and_bookmarks_are_gone() -> None:
    """Its titles are its own."""

    def edit(root: etree._Element) -> None:
        prompt = control_of(root, ACTION)[-1][0]
        set_words(prompt, "We count again.")
        prompt.addnext(new_paragraph("Every week."))
        set_words(control_of(root, "chief_officer.name")[-1], "Pat Example")
        without_tags(root)
        without_bookmarks(root)

    found = of_form(edited(form(), edit))
    assert changed(found) == {
        ACTION: "We count again.\n\nEvery week.\n",
        "chief_officer.name": "Pat Example",
    }
    assert found.problems == ()


def test_a_title_that_two_fields_have_finds_nothing() -> None:
    """Then the words around the place do."""
    text = DRAFT.replace("number: 5", "number: 6")

    def edit(root: etree._Element) -> None:
        for alias in root.iter(w("alias")):
            alias.set(w("val"), "Text")
        set_words(paragraph_with(root, "They are counted."), "They are counted twice.")
        without_tags(root)
        without_bookmarks(root)

    data = edited(made(text), edit)
    found = collect(text, "harbour", data, "back.docx", None, allow_empty=False)
    assert changed(found) == {FIRST: "They are counted twice.\n"}


def test_controls_side_by_side_are_divided_by_the_labels_between_them() -> None:
    def edit(root: etree._Element) -> None:
        prompt = control_of(root, ACTION)[-1][0]
        set_words(prompt, "We count again.")
        set_words(paragraph_with(root, "They are counted."), "Nobody has looked.")
        without_controls(root, [FIRST, ACTION])
        without_bookmarks(root)

    found = of_form(edited(form(), edit))
    assert changed(found) == {FIRST: "Nobody has looked.\n", ACTION: "We count again.\n"}


def test_without_labels_they_are_divided_by_what_they_held() -> None:
    """A line between two of one text is that text's; one between two texts is nobody's."""
    text = DRAFT.replace(
        "        They are counted.\n",
        "        They are counted.\n      force_action: |\n        We bought a pencil.\n",
    )

    def edit(root: etree._Element) -> None:
        body = paragraph_with(root, "They are counted.").getparent()
        assert body is not None
        set_words(paragraph_with(root, "They are counted."), "They are all counted.")
        set_words(paragraph_with(root, "We bought a pencil."), "We bought a pencil for each.")
        label = next(one for one in root.iter(w("p")) if "Action taken" in said(one))
        holder = label.getparent()
        assert holder is not None
        holder.remove(label)
        without_controls(root, [FIRST, ACTION])
        without_bookmarks(root)
        paragraph_with(root, "They are all counted.").addnext(new_paragraph("Who pays for it?"))

    found = of_form(edited(form(text), edit), text)
    assert changed(found) == {
        FIRST: "They are all counted.\n",
        ACTION: "We bought a pencil for each.\n",
    }
    told = [one for one in found.problems if one.code == "R115"]
    assert ["'Who pays for it?'" in one.message for one in told] == [True]
    assert found.returned.typed == ["Who pays for it?"]


def test_text_that_cannot_be_divided_is_shown_whole_and_put_nowhere() -> None:
    long = "A new thought. " * 30

    def edit(root: etree._Element) -> None:
        for words in ("Comments", "Action taken or proposed"):
            paragraphs = [one for one in root.iter(w("p")) if said(one) == words]
            for one in paragraphs[:1]:
                holder = one.getparent()
                assert holder is not None
                holder.remove(one)
        set_words(paragraph_with(root, "They are counted."), long)
        set_words(control_of(root, ACTION)[-1][0], "Another one.")
        without_controls(root, [FIRST, ACTION])
        without_bookmarks(root)

    found = of_form(edited(form(), edit))
    assert found.changes == ()
    assert found.text == DRAFT
    assert found.returned.typed == [f"{long.strip()}\n\nAnother one."]
    assert long.strip() in next(one.message for one in found.problems if one.code == "R115")
    assert "R119" not in {one.code for one in found.problems}


def test_a_place_that_went_with_its_text_is_told_and_erases_nothing() -> None:
    """Whatever is allowed: deleting a frame is no answer."""

    def edit(root: etree._Element) -> None:
        sdt = control_of(root, "policing_body.opening")
        holder = sdt.getparent()
        assert holder is not None
        holder.remove(sdt)

    found = collected(edited(made(), edit), allow_empty=True)
    assert [(one.code, one.path) for one in found.problems] == [("R119", "policing_body.opening")]
    assert (found.text, found.changes) == (DRAFT, ())


def test_a_place_that_moved_is_read_where_it_stands() -> None:
    """With its bookmark or without; its new place is told."""

    def edit(root: etree._Element) -> None:
        sdt = control_of(root, "policing_body.opening")
        set_words(paragraph_with(root, "Harbours matter."), "Harbours matter most.")
        control_of(root, "key_findings").addprevious(sdt)

    found = collected(edited(made(), edit))
    assert changed(found) == {"policing_body.opening": "Harbours matter most.\n"}
    assert [one.code for one in found.problems] == ["R118"]
    assert "'policing_body.opening'" in found.problems[0].message


def test_settings_that_changed_meanwhile_are_no_edit_of_the_form() -> None:
    """The file is compared with what it was made with, not with what would be made now."""
    other = made(DRAFT.replace("Saltmarsh", "Fenland"))
    assert collected(made()).problems == ()
    found = collect(DRAFT, "harbour", made(), "back.docx", other, allow_empty=False)
    assert found.problems == ()


# --- saved by a web office -----------------------------------------------------------


def web(data: bytes, *, bookmarks: bool) -> bytes:
    """A file as Google Docs gives it back: no controls, no properties."""

    def edit(root: etree._Element) -> None:
        without_controls(root)
        if not bookmarks:
            without_bookmarks(root)

    return without_properties(edited(data, edit))


INVITED = DRAFT + "chief_officer:\n  invited:\n    date: 2024-04-10\n    reply_by: 2024-05-10\n"


def candidates(text: str = INVITED) -> list[Candidate]:
    """The documents of the draft as they would be made now."""
    response = response_of(text)
    view = invitation_view(response, SETTINGS, SET.manifest, ASKED)
    carried = carried_from_form(invitation_data("harbour", response, view).decode())
    assert carried is not None
    return [
        Candidate(carried, form(text)),
        Candidate(carried_as_now("harbour", response), made(text)),
    ]


def from_web(data: bytes, text: str = INVITED) -> Collected:
    """What becomes of the draft by a file without data."""
    known = recognised(data, "back.docx", candidates(text))
    assert known is not None
    return collect(
        text, "harbour", data, "b.docx", known.data, allow_empty=False, instead=known.carried
    )


@pytest.mark.parametrize("bookmarks", [True, False])
def test_an_untouched_file_of_a_web_office_changes_nothing(bookmarks: bool) -> None:
    """A form and a response, with their bookmarks or without; that its data are gone is told."""
    for data in (form(INVITED), made(INVITED)):
        found = from_web(web(data, bookmarks=bookmarks))
        assert found.changes == ()
        assert [one.code for one in found.problems] == ["R116"]
        assert found.unchanged > 5


@pytest.mark.parametrize("bookmarks", [True, False])
def test_answers_in_a_file_of_a_web_office_are_placed(bookmarks: bool) -> None:
    """By the bookmarks, or by the headings and labels of the form."""

    def edit(root: etree._Element) -> None:
        set_words(control_of(root, SECOND)[-1][0], "The piers are mended.")
        set_words(control_of(root, "recommendations.items[1].owner")[-1], "Ash Example")
        set_words(control_of(root, "chief_officer.date")[-1], "3 May 2024")

    found = from_web(web(edited(form(INVITED), edit), bookmarks=bookmarks))
    assert changed(found) == {
        SECOND: "The piers are mended.\n",
        "recommendations.items[1].owner": "Ash Example",
        "chief_officer.date": "2024-05-03",
    }
    assert [one.code for one in found.problems] == ["R116"]


@pytest.mark.parametrize("bookmarks", [True, False])
def test_corrections_in_a_response_of_a_web_office_are_placed(bookmarks: bool) -> None:
    """Also in a text with a list and a table."""

    def edit(root: etree._Element) -> None:
        set_words(paragraph_with(root, "Three "), "No piers were lost.")
        set_words(paragraph_with(root, "Anna"), "Bess")

    found = from_web(web(edited(made(INVITED), edit), bookmarks=bookmarks))
    after = changed(found)
    assert list(after) == ["key_findings"]
    assert (
        "Two *boats* were found.\n\nNo piers were lost.\n\n- oars\n- sails\n"
        in after["key_findings"]
    )
    assert "| Bess" in after["key_findings"]
    assert found.changes[0].effect is Effect.CHANGED


def test_a_file_of_a_web_office_for_another_report_is_not_recognised() -> None:
    other = INVITED.replace("Harbour policing", "River policing")
    data = web(made(INVITED), bookmarks=True)
    assert recognised(data, "back.docx", candidates(other)) is None
    with pytest.raises(S55Error) as refused:
        collect(other, "river", data, "back.docx", None, allow_empty=False)
    assert [one.code for one in refused.value.problems] == ["R101"]


# --- filled in with LibreOffice --------------------------------------------------------


def as_typed_in_libreoffice(root: etree._Element) -> None:
    """What LibreOffice 7.4 writes for three paragraphs typed over a prompt.

    The tag is gone, and the bookmark ends behind the first word of the first paragraph.
    """
    sdt = control_of(root, ACTION)
    start, end = sdt.getprevious(), sdt.getnext()
    assert start is not None
    assert end is not None
    paragraph = sdt[-1][0]
    set_words(paragraph, "We")
    paragraph.insert(0, start)
    paragraph.append(end)
    add_words(paragraph, " count again.")
    for words in ("By night.", "Every week."):
        sdt[-1].append(new_paragraph(words))
    without_tags(root)


def test_paragraphs_typed_in_libreoffice_stay_apart() -> None:
    found = of_form(edited(form(), as_typed_in_libreoffice))
    assert changed(found) == {ACTION: "We count again.\n\nBy night.\n\nEvery week.\n"}
    assert found.problems == ()


@pytest.mark.slow
@pytest.mark.parametrize("through", ["docx", "odt"])
@pytest.mark.parametrize("office", BOTH)
def test_a_form_that_libreoffice_saved_is_read_whole(
    tmp_path: Path, office: str, through: str
) -> None:
    """Paragraphs, a list, a name, a date and a status; by way of an OpenDocument file too."""

    def edit(root: etree._Element) -> None:
        prompt = control_of(root, ACTION)[-1][0]
        set_words(prompt, "We count again.")
        prompt.addnext(new_paragraph("Every week."))
        set_words(control_of(root, "recommendations.items[0].owner")[-1], "Ash Example")
        set_words(control_of(root, "recommendations.items[0].target_date")[-1], "3 May 2024")
        set_words(control_of(root, "recommendations.items[0].status")[-1], "In progress")

    program = libreoffice_named(office).program
    source = tmp_path / "form.docx"
    source.write_bytes(edited(form(), edit))
    if through == "odt":
        source = libreoffice_to(source, "odt", tmp_path / "odt", program)
    saved = libreoffice_to(source, "docx", tmp_path / "docx", program)
    found = of_form(saved.read_bytes())
    assert changed(found) == {
        ACTION: "We count again.\n\nEvery week.\n",
        "recommendations.items[0].owner": "Ash Example",
        "recommendations.items[0].target_date": "2024-05-03",
        "recommendations.items[0].status": "in progress",
    }
    assert found.problems == ()
