"""What keeps a response from being final, each with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain, combinations

import pytest
from markupsafe import escape

from s55.pipeline.checking import check
from s55.problems import Problem, Severity, errors_of
from s55.render.html.document import to_html
from s55.rules.final import UNCONFIRMED
from s55.templating.registry import load_set, set_names, standard_sets
from s55.views.response.build import response_view
from s55.views.response.contents import ResponseView
from tests.drafts_for_tests import FINISHED, HEAD, response_of, settings_of

TODAY = date(2024, 6, 30)


def _problems(text: str, *, final: bool = True) -> list[Problem]:
    checked = check(text, "responses/harbour.yaml", None, TODAY, lambda day: None, final=final)
    return list(checked.problems)


def _of(code: str, text: str, *, final: bool = True) -> list[tuple[int | None, str]]:
    return [
        (problem.line, problem.message)
        for problem in _problems(text, final=final)
        if problem.code == code and problem.severity is Severity.ERROR
    ]


def _warned(text: str) -> list[tuple[str, int | None, str]]:
    """What the check of a working draft warns of as something to be confirmed."""
    return [
        (problem.code, problem.line, problem.message)
        for problem in _problems(text, final=False)
        if problem.code in UNCONFIRMED and problem.severity is Severity.WARNING
    ]


def test_a_finished_response_can_be_final() -> None:
    """Nothing is missing, nothing is in doubt."""
    assert errors_of(_problems(FINISHED)) == ()


def test_key_findings_that_are_not_written_are_an_error() -> None:
    """They are missing or empty; the document would say so."""
    without = FINISHED.replace("key_findings: |\n  Patrol boats are kept **well**.\n", "")
    assert without != FINISHED
    message = "the key findings are empty, and the document would say that they are not written yet"
    assert [found for _, found in _of("D141", without)] == [message]
    assert [found for _, found in _of("D141", without + "key_findings: |\n   \n")] == [message]
    assert _of("D141", without, final=False) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "shown"),
    [
        (
            "2024-04-02\n",
            "2024-04-02  # CONFIRM: day 1 of the 56 days\n",
            4,
            "day 1 of the 56 days",
        ),
        ("format: 1\n", "# CONFIRM\nformat: 1\n", 1, "CONFIRM"),
        ("format: 1\n", "format: 1  #CONFIRM : it\r\n", 1, "it"),
    ],
)
def test_a_note_to_confirm_is_an_error_at_its_line(
    old: str, new: str, line: int, shown: str
) -> None:
    """As an imported draft has it."""
    text = FINISHED.replace(old, new, 1)
    assert text != FINISHED
    message = f"a note asks to confirm this line: '{shown}'"
    assert _of("D142", text) == [(line, message)]
    assert _warned(text) == [("D142", line, message)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Harbour policing", 'title: "Harbours: CONFIRM or deny"'),
        ("Patrol boats are kept", "We CONFIRM that boats are kept"),
        ("format: 1\n", "format: 1  # look for CONFIRM first\n"),
        ("format: 1\n", "format: 1  # UNCONFIRMED\n"),
    ],
)
def test_the_word_elsewhere_is_no_such_note(old: str, new: str) -> None:
    """As a word of a value or of a text, within a longer comment."""
    text = FINISHED.replace(old, new, 1)
    assert text != FINISHED
    assert _of("D142", text) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "path"),
    [
        (
            "title: Harbour policing",
            'title: "Harbour policing # CONFIRM: the title"',
            3,
            "inspection.title",
        ),
        ("Patrol boats are kept **well**.", "Well.  # CONFIRM: it", 10, "key_findings"),
    ],
)
def test_a_note_that_got_into_a_text_would_be_printed(
    old: str, new: str, line: int, path: str
) -> None:
    """YAML takes it for a part of the text."""
    message = f"'{path}' holds a note that asks to confirm something, and would be printed with it"
    assert _of("D142", FINISHED.replace(old, new, 1)) == [(line, message)]
    assert _warned(FINISHED.replace(old, new, 1)) == [("D142", line, message)]


TEXT = "recommendations.items[0].text"
POLICING_BODY = "recommendations.items[0].policing_body"


@pytest.mark.parametrize(
    ("old", "new", "line", "path", "shown"),
    [
        (
            "Chief constables should count their boats.",
            "…",
            15,
            "recommendations.items[0].text",
            "…",
        ),
        ("The count is welcome.", "- -", 19, POLICING_BODY, "- -"),
        ("title: Harbour policing", "title: '...'", 3, "inspection.title", "..."),
        ("The report is fair.", "&nbsp;", 24, "chief_officer.comments", "&nbsp;"),
    ],
)
def test_a_text_without_words_is_an_error_at_its_line(
    old: str, new: str, line: int, path: str, shown: str
) -> None:
    """An import writes a sign for an item without words; whoever is in a hurry writes dots."""
    text = FINISHED.replace(old, new, 1)
    assert text != FINISHED
    assert _of("D141", text) == [(line, f"'{path}' has no words, only '{shown}'")]
    assert _of("D141", text, final=False) == []


@pytest.mark.parametrize("words", ["unknown", "Not yet known", "TBC", "t.b.c.", "To be confirmed…"])
def test_a_text_that_stands_for_another_is_an_error_at_its_line(words: str) -> None:
    """Whole texts only: a report may say in a sentence that something is unknown."""
    text = FINISHED.replace("The report is fair.", words)
    assert _of("D143", text) == [
        (24, f"'chief_officer.comments' says '{words}', in place of something that is not known")
    ]
    within = FINISHED.replace("The report is fair.", f"{words}, says the report of one force.")
    assert _of("D143", within) == []


def test_what_is_not_printed_may_hold_anything() -> None:
    """Notes of the office, and items that do not apply."""
    rest = "    - {number: 3, text: …, applies: no, reason_not_applicable: unknown}\n"
    text = FINISHED.replace("chief_officer:\n  date", rest + "chief_officer:\n  date")
    assert errors_of(_problems(text + "office_notes: TBC\n")) == ()


def test_comments_with_a_day_and_no_words_are_an_error() -> None:
    """The document would say that there are none."""
    text = FINISHED.replace("  comments: |\n    The report is fair.\n", "")
    text = text.replace("      chief_officer: |\n        Two boats have been counted.\n", "")
    ((line, message),) = _of("D141", text)
    assert line == 21
    assert message.startswith("the chief officer's comments have a date, but are empty")


@pytest.mark.parametrize(
    ("part", "line"),
    [
        ("areas_for_improvement:\n  introduction: There are some.\n", 36),
        ("areas_for_improvement:\n  none: ''\n", 36),
        ("areas_for_improvement:\n  none: ' '\n", 36),
    ],
)
def test_a_part_without_items_or_statement_is_an_error(part: str, line: int) -> None:
    """A heading with nothing below it, or no heading where the draft has one."""
    text = FINISHED + part
    assert _of("D108", text) == [
        (line, "areas for improvement has no items, but does not say that there are none")
    ]
    assert _of("D108", text, final=False) == []


def test_comments_on_items_that_do_not_apply_are_no_comments() -> None:
    """No document prints them, and it would say that there are none."""
    item = "{text: Do it., applies: no, reason_not_applicable: No., %s: Done.}"
    text = HEAD + f"areas_for_improvement:\n  items:\n    - {item}\n"
    assert len(_of("S55-4", text % "chief_officer")) == 1
    assert len(_of("S55-5", text % "policing_body")) == 1
    nested = HEAD + (
        "causes_of_concern:\n  items:\n    - text: Bad.\n      applies: no\n"
        "      recommendations:\n"
        "        - {text: Do it., chief_officer: Done., policing_body: Good., action: taken}\n"
    )
    assert len(_of("S55-4", nested)) == len(_of("S55-5", nested)) == 1


LACKS = {
    "key findings": "key_findings: |\n  Patrol boats are kept **well**.\n",
    "sign-off": "sign_off:\n  name: Robin Sample\n  date: 2024-05-02\n",
    "chief officer": "chief_officer:\n  date: 2024-04-20\n  comments: |\n    The report is fair.\n",
    "his answer": "      chief_officer: |\n        Two boats have been counted.\n",
    "answer": "      policing_body: |\n        The count is welcome.\n",
    "opening": "policing_body:\n  opening: |\n    Harbours matter to everybody here.\n",
}
"""Parts of a finished draft without which a document says that something is missing."""


@pytest.mark.parametrize("name", set_names([standard_sets()]))
def test_no_set_prints_that_something_is_not_written_in_a_final_response(name: str) -> None:
    """Whatever a set prints in place of a text is an error before it is printed."""
    template = load_set(standard_sets() / name)
    printed = 0
    for lacking in _subsets(LACKS.values()):
        text = FINISHED
        for part in lacking:
            text = text.replace(part, "")
        view = response_view(response_of(text), settings_of(), template.manifest)
        said = _placeholders(view, to_html(view, template))
        printed += bool(said)
        assert not said or (lacking and errors_of(_problems(text))), said
    assert printed > 12


def _subsets(parts: Iterable[str]) -> Iterator[tuple[str, ...]]:
    listed = list(parts)
    return chain.from_iterable(combinations(listed, size) for size in (0, 1, 2, len(listed)))


def _placeholders(view: ResponseView, page: str) -> list[str]:
    """What the page says in place of what is to come."""
    day = [view.letter.day] if view.letter and not view.letter.day[:1].isdigit() else []
    notices = [section.notice for section in view.sections]
    said = [view.draft_notice, view.words.get("no_answer", ""), *day, *notices]
    shown = [words for words in said if words and str(escape(words)) in page]
    assert not (view.draft_notice or any(notices)) or shown
    return shown


def test_what_is_not_known_is_an_error_at_its_line() -> None:
    """The address that an import writes for want of one, and dates that nobody kept."""
    address = FINISHED.replace("https://example.org/harbours", "https://unknown.invalid/")
    (found,) = _of("D143", address)
    message = (
        "the address of the report, https://unknown.invalid/, stands for one that is not known"
    )
    assert found == (9, message)
    assert _warned(address) == [("D143", 9, message)]
    unknown = HEAD + "distribution:\n  panel:\n    date: unknown\n"
    assert _of("D143", unknown) == [(12, "the date recorded for 'panel' is not known")]
    assert _of("D143", unknown, final=False) == []


def test_every_event_is_looked_at() -> None:
    """Also one that comes after another, with its own line."""
    events = HEAD + (
        "distribution:\n  website:\n    - {date: 2024-05-03}\n"
        "    - {date: unknown, event: republished, what: TBC}\n"
        "    - {date: 2024-07-01, event: withdrawn, why: It was wrong.}\n"
    )
    assert _of("D143", events) == [
        (13, "the date recorded for 'website' is not known"),
        (
            13,
            "'distribution.website[1].what' says 'TBC', in place of something that is not known",
        ),
    ]
    assert _of("D114", events) == [
        (
            14,
            "the date recorded for 'website', Monday 1 July 2024, is in the future (today is "
            "Sunday 30 June 2024)",
        )
    ]


def test_an_address_that_has_no_parts_is_not_final() -> None:
    """It is no address of a report, and no traceback."""
    (found,) = _of("D143", FINISHED.replace("https://example.org/harbours", "'https://[harbours/'"))
    assert found[0] == 9


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("distribution:\n  panel:\n    date: 2024-12-26\n", "the date recorded for 'panel'"),
        ("sign_off:\n  name: A B\n  date: 2024-12-26\n", "the date of the sign-off"),
        (
            "chief_officer:\n  comments: Fair.\n  date: 2024-12-26\n",
            "the date of the chief officer's comments",
        ),
        ("chief_officer:\n  invited:\n    date: 2024-12-26\n", "the date of the invitation"),
    ],
)
def test_what_lies_in_the_future_is_an_error(text: str, what: str) -> None:
    """A warning before: a slip of the finger that a working draft survives."""
    text = HEAD + text
    message = f"{what}, Thursday 26 December 2024, is in the future (today is Sunday 30 June 2024)"
    assert _of("D114", text) == [(12, message)]
    assert _of("D114", text, final=False) == []


@pytest.mark.parametrize("blank", ["''", '"  "', "|\n\n", "|\n        \n"])
def test_an_item_without_words_is_always_an_error(blank: str) -> None:
    """It would vanish from the list of the document."""
    text = HEAD + f"areas_for_improvement:\n  items:\n    - text: {blank}\n"
    for final in (True, False):
        (found,) = _of("D103", text, final=final)
        assert found == (12, "'areas_for_improvement.items[0].text' is empty")
