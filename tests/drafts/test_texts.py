"""What people write at the desk: it is in the draft as they wrote it, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s55.drafts.load import load, response_of
from s55.drafts.texts import TextPlace, text_places, with_texts
from s55.errors import S55Error
from s55.sources.seen import TextChange, digest_of
from tests.command import ROOT

DRAFTS = sorted((ROOT / "responses").glob("*.yaml"))
ONLINE = (ROOT / "responses/online-fraud-2026.yaml").read_text(encoding="utf-8")
OPENING = "policing_body.opening"


def places_of(text: str) -> dict[str, TextPlace]:
    draft, _ = load(text, "draft.yaml")
    assert draft is not None
    return {one.path: one for one in text_places(draft)}


def code_of(text: str, change: TextChange) -> str:
    with pytest.raises(S55Error) as caught:
        with_texts(text, [change])
    (problem,) = caught.value.problems
    return problem.code


def test_the_places_are_those_of_the_document_in_its_order() -> None:
    found = places_of(ONLINE)
    assert list(found)[:3] == [
        "key_findings",
        "recommendations.introduction",
        "recommendations.items[0].text",
    ]
    assert list(found)[-5:] == [
        "chief_officer.comments",
        OPENING,
        "policing_body.reply_to_chief_officer",
        "policing_body.closing",
        "office_notes",
    ]
    action = found["recommendations.items[1].action"]
    assert (action.group, action.choices) == ("Recommendation 3", ("taken", "proposed", "none"))
    # An item that does not apply to the force has nothing to be written but its own words.
    assert [path for path in found if path.startswith("recommendations.items[0]")] == [
        "recommendations.items[0].text"
    ]


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_saving_what_is_there_changes_no_byte(path: object) -> None:
    """Browsers send every line end as two characters."""
    text = (ROOT / str(path)).read_text(encoding="utf-8")
    sent = [
        TextChange(one.path, digest_of(one.text), one.text.rstrip("\n").replace("\n", "\r\n"))
        for one in places_of(text).values()
    ]
    assert with_texts(text, sent) == text


def test_a_text_is_written_below_its_key_and_all_else_stays() -> None:
    written = with_texts(ONLINE, [TextChange(OPENING, digest_of(""), "One # two.\r\n\r\n- three")])
    own = response_of(written).policing_body
    assert own is not None
    assert own.opening == "One # two.\n\n- three\n"
    added = "policing_body:\n  opening: |\n    One # two.\n\n    - three\n"
    assert added in written
    assert written.replace(added, "", 1) == ONLINE


def test_a_choice_is_a_word_and_no_text() -> None:
    path = "recommendations.items[1].action"
    written = with_texts(ONLINE, [TextChange(path, digest_of(""), "taken")])
    assert "      action: taken\n" in written
    back = with_texts(written, [TextChange(path, digest_of("taken"), "")])
    assert back == ONLINE
    assert code_of(ONLINE, TextChange(path, digest_of(""), "perhaps")) == "K102"


def test_what_somebody_else_wrote_meanwhile_stays() -> None:
    theirs = with_texts(ONLINE, [TextChange(OPENING, digest_of(""), "Theirs.")])
    assert code_of(theirs, TextChange(OPENING, digest_of(""), "Ours.")) == "K101"
    # The same words twice are no conflict, and a change elsewhere is none either.
    assert with_texts(theirs, [TextChange(OPENING, digest_of(""), "Theirs.")]) == theirs
    closing = TextChange("policing_body.closing", digest_of(""), "Ours.")
    assert "Theirs." in with_texts(theirs, [closing])


def test_a_comment_stays_with_its_item() -> None:
    """Where another item is at its place by now, nothing is written."""
    place = places_of(ONLINE)["recommendations.items[1].policing_body"]
    change = TextChange(place.at, digest_of(""), "On the third.")
    assert "On the third." in with_texts(ONLINE, [change])
    more = ONLINE.replace(
        "    - number: 3\n", "    - {number: 1.5, text: Count it.}\n    - number: 3\n"
    )
    assert places_of(more)[place.path].group == "Recommendation 1.5"
    assert code_of(more, change) == "K102"
    moved = places_of(more)["recommendations.items[2].policing_body"]
    assert (moved.mark, moved.is_at(place.at)) == (place.mark, False)
    assert places_of(ONLINE)["recommendations.items[1].text"].mark == ""


def test_only_places_of_the_draft_can_be_written() -> None:
    for path in ("format", "inspection.title", "recommendations.items[9].text", "sign_off.name"):
        assert code_of(ONLINE, TextChange(path, digest_of(""), "x")) == "K102"


def test_the_words_of_the_report_cannot_be_emptied() -> None:
    place = places_of(ONLINE)["recommendations.items[1].text"]
    assert code_of(ONLINE, TextChange(place.path, digest_of(place.text), " \r\n")) == "K103"
    notes = places_of(ONLINE)["office_notes"]
    without = with_texts(ONLINE, [TextChange("office_notes", digest_of(notes.text), "")])
    assert response_of(without).office_notes is None


@given(
    st.text(
        alphabet=st.one_of(
            st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("\n #:'\"|>-\t")
        ),
        max_size=60,
    )
)
@settings(max_examples=60)
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    """Or is refused in a line, and then nothing is written."""
    try:
        written = with_texts(ONLINE, [TextChange(OPENING, digest_of(""), text)])
    except S55Error:  # its problem is a line, as every S55Error has it
        return
    now = places_of(written).get(OPENING)
    assert now is not None
    assert now.text.rstrip("\n") == (text.rstrip("\n") if text.strip() else "")
    again = TextChange(OPENING, digest_of(now.text), now.text.rstrip("\n"))
    assert with_texts(written, [again]) == written
