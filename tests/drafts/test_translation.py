"""A draft knows which of its texts are translated, and of which words each translation is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s55.drafts.fingerprint import fingerprint
from s55.drafts.load import response_of
from s55.drafts.public import public
from s55.drafts.translation.pairs import Pairs, TextStanding, mark_of, with_texts
from s55.drafts.translation.problems import translation_problems
from s55.drafts.translation.writing import TranslationChange, seen_of, with_places, with_translated
from s55.errors import S55Error
from s55.problems import Problem, has_errors
from tests.command import ROOT
from tests.drafts_for_tests import HEAD, settings_of

WHOLE = (ROOT / "tests/answering-the-call.yaml").read_text(encoding="utf-8")
BARE = WHOLE[: WHOLE.index("translation:")]
TWO = """\
recommendations:
  items:
    - {number: 1, text: Count the boats., addressed_to: chief constables}
    - {number: 2, text: Paint the boats., addressed_to: chief constables}
"""


def _problems(text: str, *, final: bool = False) -> list[Problem]:
    return translation_problems(response_of(text), "harbour", None, final=final)


def _codes(text: str, *, final: bool = False) -> list[str]:
    return [one.code for one in _problems(text, final=final)]


def test_a_translated_draft_has_nothing_to_tell() -> None:
    assert _codes(WHOLE, final=True) == []
    assert with_places(WHOLE, "cy", {}) == WHOLE


def test_each_text_gets_one_place_and_words_that_are_known_are_filled_in() -> None:
    made = with_places(HEAD + TWO, "cy", {"Saltmarsh Police": "Heddlu’r Morfa"})
    entries = response_of(made).translation.texts  # type: ignore[union-attr]  # it was added
    assert [one.field for one in entries] == [
        "inspection.title",
        "inspection.publication_types[0]",
        "inspection.forces[0]",
        "inspection.link.text",
        "R1.text",
        "R1.addressed_to",
        "R2.text",
    ]
    assert entries[2].words == "Heddlu’r Morfa"
    assert entries[4].of == mark_of("Count\nthe  boats.")
    assert with_places(made, "cy", {}) == made
    (problem,) = _problems(made, final=True)
    assert problem.code == "D190"
    assert has_errors([problem])
    assert "6 texts are not translated into Welsh: inspection.title," in problem.message


def test_without_a_section_the_settings_ask_for_one() -> None:
    response = response_of(BARE)
    assert translation_problems(response, "harbour", None, final=True) == []
    (problem,) = translation_problems(response, "harbour", "cy", final=False)
    assert (problem.code, has_errors([problem])) == ("D190", False)
    assert "published in Welsh too" in problem.message


def test_a_change_of_the_original_is_told_until_the_two_are_marked_as_one() -> None:
    changed = WHOLE.replace("report on progress in June", "report on progress in July")
    (problem,) = _problems(changed)
    assert problem.code == "D191"
    assert "'policing_body.closing' was changed" in problem.message
    assert with_places(changed, "cy", {}) == changed
    mark = f"      of: {mark_of('I shall report on progress in June.')}\n"
    confirmed = changed.replace(mark, "")
    assert _codes(confirmed) == ["D192"]
    assert _codes(with_places(confirmed, "cy", {})) == []


def test_other_line_breaks_are_no_change() -> None:
    folded = WHOLE.replace("Ten forces were inspected. Most", "Ten forces were inspected.\n  Most")
    assert folded != WHOLE
    assert _codes(folded) == []


def test_a_translation_goes_with_its_text_to_another_place() -> None:
    """An item without a number that comes first moves all those after it."""
    new = "  items:\n    - under: Keeping"
    moved = WHOLE.replace(new, f"  items:\n    - text: Say thank you.\n{new[9:]}")
    assert moved != WHOLE
    (problem,) = _problems(moved)
    assert "1 text is not translated into Welsh: AFI1.text" in problem.message
    made = response_of(with_places(moved, "cy", {}))
    found = {one.source.field: one for one in Pairs.of(made).pairs}
    assert found["AFI1.text"].standing is TextStanding.MISSING
    assert found["AFI1.text"].path
    assert (found["AFI2.text"].said or "").startswith("Dylai’r heddlu ateb")
    assert found["AFI2.text"].entry is not None
    assert found["AFI2.text"].entry.field == "AFI2.text"


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        ("field: R1.text", "field: R7.text", ""),
        ("  opening: |\n    I welcome this report.\n", "", "D193"),
        ("field: AFI1.under", "field: R1.text", "D194"),
        ("      words: Thematig", "      words: Thematig\n      stays: yes", "D195"),
    ],
)
def test_an_entry_that_is_wrong_is_told(before: str, after: str, code: str) -> None:
    """Not one whose name is wrong but whose words are known: it is given its name."""
    text = WHOLE.replace(before, after)
    assert text != WHOLE
    assert _codes(text) == [code] * bool(code)
    if not code:
        assert with_places(text, "cy", {}) == WHOLE


def test_a_sign_off_covers_what_is_printed_and_no_marks() -> None:
    office = settings_of()
    signed = fingerprint(response_of(WHOLE), office)
    other = WHOLE.replace("adroddiad teg", "adroddiad da")
    assert fingerprint(response_of(other), office) != signed
    without_mark = WHOLE.replace(f"      of: {mark_of('I welcome this report.')}\n", "")
    assert without_mark != WHOLE
    assert fingerprint(response_of(without_mark), office) == signed
    plain = fingerprint(response_of(BARE), office)
    assert fingerprint(response_of(with_places(BARE, "cy", {})), office) == plain


def test_data_has_no_translation_of_what_is_not_published() -> None:
    hidden = WHOLE.replace("    - number: 1\n", "    - number: 1\n      applies: no\n", 1)
    data = str(public(response_of(hidden)))
    assert "Dylai’r heddlu" in data
    assert "Rydym yn cyhoeddi" not in data
    assert "Rydym yn cyhoeddi" in str(public(response_of(WHOLE)))


def test_texts_are_put_in_place_and_the_rest_is_the_same() -> None:
    response = response_of(WHOLE)
    made = with_texts(response, {"recommendations.items[0].text": "Arall."})
    assert made.recommendations is not None
    assert response.recommendations is not None
    (item,) = made.recommendations.items
    assert item == response.recommendations.items[0].model_copy(update={"text": "Arall."})
    assert made.model_copy(update={"recommendations": response.recommendations}) == response


# --- whatever a person has typed stays ------------------------------------------------


@st.composite
def _sections(draw: st.DrawFn) -> str:
    """The section with entries left out, in another order, with comments and blank lines."""
    head, *entries = WHOLE[WHOLE.index("translation:") :].split("    - field")
    gone = draw(st.sets(st.integers(0, len(entries) - 1), max_size=3))
    without_mark = draw(st.sets(st.integers(0, len(entries) - 1), max_size=3))
    parts = [head]
    for index in draw(st.permutations(sorted(set(range(len(entries))) - gone))):
        lines = f"field{entries[index]}".rstrip("\n").split("\n")
        if index in without_mark:
            lines = [one for one in lines if not one.startswith("      of:")]
        if draw(st.booleans()):
            parts.append("    # Cymraeg: checked by A. N. Other\n")
        comment = draw(st.sampled_from(["", "  # agreed"]))
        parts.append(f"    - {lines[0]}{comment}\n" + "".join(f"{one}\n" for one in lines[1:]))
        parts.append(draw(st.sampled_from(["", "\n"])))
    return "".join(parts)


def _in_order(lines: list[str], among: Iterator[str]) -> bool:
    return all(line in among for line in lines)


@settings(max_examples=4, deadline=None)
@given(_sections())
def test_places_are_added_and_every_line_stays(section: str) -> None:
    """Comments, order and words; what is read is the same but for what was added."""
    text = BARE + section
    made = with_places(text, "cy", {})
    lines = [one for one in text.split("\n") if one.strip()]
    assert _in_order(lines, iter(made.split("\n")))
    before, after = response_of(text), response_of(made)
    assert replace_translation(before) == replace_translation(after)
    said = {one.source.path: one.said for one in Pairs.of(after).pairs}
    assert {one.source.path: one.said for one in Pairs.of(before).pairs} == said
    assert not Pairs.of(after).with_standing(TextStanding.UNMARKED)
    assert all(one.path for one in Pairs.of(after).with_standing(TextStanding.MISSING))


def replace_translation(response: object) -> object:
    """The response without its translations."""
    return response.model_copy(update={"translation": None})  # type: ignore[attr-defined]  # a model


# --- one text --------------------------------------------------------------------------


def _change(name: str, said: str, *, stays: bool = False, text: str = WHOLE) -> TranslationChange:
    """What a person sends who sees the draft as it is."""
    pairs = {one.source.field: one for one in Pairs.of(response_of(text)).pairs}
    entry = pairs[name].entry
    assert entry is not None
    return TranslationChange(name, pairs[name].source.mark, seen_of(entry), said, stays)


def _standing(text: str, name: str) -> tuple[TextStanding, str | None]:
    (found,) = (one for one in Pairs.of(response_of(text)).pairs if one.source.field == name)
    return found.standing, found.said


def test_a_translation_is_written_and_nothing_else_changes() -> None:
    line = with_translated(WHOLE, _change("inspection.forces[0]", " Heddlu\r\nNorffolk "))
    assert line == WHOLE.replace("words: Heddlu Norfolk", "words: Heddlu Norffolk")
    text = with_translated(WHOLE, _change("key_findings", "Deg.\r\n\r\n- enw\r\n"))
    assert _standing(text, "key_findings") == (TextStanding.CURRENT, "Deg.\n\n- enw\n")
    stays = with_translated(WHOLE, _change("inspection.forces[0]", "", stays=True))
    assert _standing(stays, "inspection.forces[0]") == (TextStanding.CURRENT, None)
    back = with_translated(stays, _change("inspection.forces[0]", "Heddlu Norfolk", text=stays))
    assert _standing(back, "inspection.forces[0]") == (TextStanding.CURRENT, "Heddlu Norfolk")
    none = with_translated(WHOLE, _change("inspection.forces[0]", ""))
    assert _standing(none, "inspection.forces[0]") == (TextStanding.MISSING, None)
    assert with_translated(WHOLE, _change("inspection.forces[0]", "Heddlu Norfolk")) == WHOLE


def test_a_translation_of_a_changed_text_is_of_the_new_words() -> None:
    changed = WHOLE.replace("Ten forces were inspected.", "Nine forces were inspected.")
    assert _standing(changed, "key_findings")[0] is TextStanding.CHANGED
    new = with_translated(changed, _change("key_findings", "Naw.", text=changed))
    assert _standing(new, "key_findings") == (TextStanding.CURRENT, "Naw.\n")
    said = _standing(changed, "key_findings")[1]
    same = with_translated(changed, _change("key_findings", said or "", text=changed))
    assert _standing(same, "key_findings") == (TextStanding.CURRENT, said)


def test_that_a_text_stays_as_it_is_counts_as_a_translation_of_somebody_else() -> None:
    name = "inspection.forces[0]"
    none = with_translated(WHOLE, _change(name, ""))
    before = _change(name, "Heddlu", text=none)
    stays = with_translated(none, _change(name, "", stays=True, text=none))
    with pytest.raises(S55Error) as caught:
        with_translated(stays, before)
    assert [(one.code, one.message) for one in caught.value.problems] == [
        (
            "K101",
            "somebody else has changed this translation meanwhile: the draft now keeps the "
            "text as it is; nothing was written",
        )
    ]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (TranslationChange("R9.text", "0" * 16, "", "x"), "K102"),
        (TranslationChange("key_findings", "0" * 16, "", "x"), "K102"),
        (TranslationChange("translation", "", "", "x"), "K102"),
        (TranslationChange("key_findings", _change("key_findings", "").of, "", "x"), "K101"),
        (_change("key_findings", "<b>x</b>"), "T201"),
        (_change("inspection.forces[0]", "x\u202ey"), "T203"),
        (_change("inspection.forces[0]", "x" * 10_000), "D103"),
    ],
)
def test_a_translation_that_cannot_be_is_refused(change: TranslationChange, code: str) -> None:
    with pytest.raises(S55Error) as caught:
        with_translated(WHOLE, change)
    assert code in {one.code for one in caught.value.problems}


def test_a_text_without_a_place_is_not_translated() -> None:
    (first, *_) = Pairs.of(response_of(BARE)).pairs
    change = TranslationChange(first.source.field, first.source.mark, "", "x")
    with pytest.raises(S55Error) as caught:
        with_translated(BARE, change)
    assert [one.code for one in caught.value.problems] == ["K102"]
