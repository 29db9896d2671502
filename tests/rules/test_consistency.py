"""What in a response does not agree with itself, or with the day it is read on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.problems import Problem, Severity
from s55.rules.consistency import consistency_problems
from tests.drafts_for_tests import FINISHED, HEAD, TODAY, draft_of, response_of

Told = tuple[str, str, str, str, str]
HOW_TO_ADD = (
    "or add a line to 'checklist' in settings.yaml, or for letters one to 'addressees', with "
    "'until' where no more go there."
)
KNOWN = (
    "website, inspectorate (the inspectors of constabulary), inspectorate_portal, "
    "secretary_of_state (the Home Secretary, at the Home Office), "
    "chief_officer (the chief constable or commissioner), panel (the Police and Crime Panel)"
)


def _problems(text: str, today: date = TODAY, code: str = "") -> list[Problem]:
    found = consistency_problems(response_of(text), "harbour", today)
    return [problem for problem in found if not code or problem.code == code]


def test_a_finished_draft_agrees_with_itself() -> None:
    """On a day after its last date."""
    assert _problems(FINISHED, date(2024, 5, 6)) == []


def test_a_publication_date_in_the_future_is_an_error_at_its_line() -> None:
    """Today itself is not the future."""
    (problem,) = _problems(HEAD, date(2024, 4, 1), "D105")
    assert problem.severity is Severity.ERROR
    assert problem.message == (
        "the report's publication date, Tuesday 2 April 2024, is in the future "
        "(today is Monday 1 April 2024)"
    )
    assert problem.hint == "Correct the date."
    (located,) = draft_of(HEAD).located([problem])
    assert (located.line, located.column) == (4, 14)
    assert _problems(HEAD, date(2024, 4, 2), "D105") == []


def _items(part: str, *numbers: str) -> str:
    items = "".join(f"{{text: a, number: {number}}}, " for number in numbers)
    return f"{part}: {{items: [{items}{{text: a}}, {{text: a}}]}}\n"


@pytest.mark.parametrize(
    ("text", "message", "path"),
    [
        (
            _items("recommendations", "2", "3", "2"),
            "two recommendations have the number 2",
            "recommendations.items[2].number",
        ),
        (
            _items("areas_for_improvement", "1", "'1'"),
            "two areas for improvement have the number 1",
            "areas_for_improvement.items[1].number",
        ),
        (
            _items("causes_of_concern", "2a", "2a"),
            "two causes of concern have the number 2a",
            "causes_of_concern.items[1].number",
        ),
        (
            "causes_of_concern: {items: [{text: a, recommendations: [{text: b, number: 4}]}]}\n"
            + _items("recommendations", "4"),
            "two recommendations have the number 4",
            "recommendations.items[0].number",
        ),
    ],
)
def test_two_items_with_one_number_are_an_error(text: str, message: str, path: str) -> None:
    """Told at the second; items without numbers do not count."""
    (problem,) = _problems(HEAD + text, code="D106")
    assert problem.severity is Severity.ERROR
    assert (problem.message, problem.path) == (message, path)
    assert problem.hint == "Give each the number that the report prints."


def test_numbers_of_different_kinds_and_unequal_numbers_do_not_clash() -> None:
    """1, 1.0 and 01 are three numbers; a cause, a recommendation and an area may each be 1."""
    text = (
        _items("causes_of_concern", "1")
        + _items("recommendations", "1", "1.0", "01")
        + _items("areas_for_improvement", "1")
    )
    assert _problems(HEAD + text, code="D106") == []


@given(st.lists(st.integers(1, 5), max_size=8))
def test_every_repeated_number_is_told_once(numbers: list[int]) -> None:
    """As many problems as numbers too many."""
    found = _problems(HEAD + _items("recommendations", *map(str, numbers)), code="D106")
    assert len(found) == len(numbers) - len(set(numbers))


@pytest.mark.parametrize("part", ["causes_of_concern", "recommendations", "areas_for_improvement"])
def test_items_and_the_statement_that_there_are_none(part: str) -> None:
    """Both: an error. Neither: a warning. One of them: right."""
    words = part.replace("_", " ")
    (both,) = _problems(f"{HEAD}{part}: {{none: yes, items: [{{text: a}}]}}\n", code="D107")
    assert both.severity is Severity.ERROR
    assert both.message == f"{words} has items, but also says that there are none"
    assert both.hint == "Delete 'none' or the items."
    assert both.path == f"{part}.none"
    (neither,) = _problems(f"{HEAD}{part}: {{none: no}}\n", code="D108")
    assert neither.severity is Severity.WARNING
    assert neither.message == f"{words} has no items, but does not say that there are none"
    assert neither.hint == "Add the items, or write 'none: yes'."
    assert neither.path == part
    for one in ("none: yes", "none: None at all.", "items: [{text: a}]"):
        assert not {"D107", "D108"} & {p.code for p in _problems(f"{HEAD}{part}: {{{one}}}\n")}


def test_a_draft_without_any_items_is_warned_as_a_whole() -> None:
    """It is what a new draft looks like."""
    (problem,) = _problems(HEAD, code="D108")
    assert problem.message == (
        "the draft has no causes of concern, recommendations or areas for improvement"
    )
    assert problem.path == "recommendations"  # where it is put right
    (located,) = draft_of(HEAD).located([problem])
    assert (located.line, located.column) == (1, 1)


def test_a_cause_of_concern_without_recommendations_is_warned() -> None:
    """Unless it does not apply."""
    text = (
        "causes_of_concern:\n  items:\n    - {text: a, recommendations: [{text: b}]}\n"
        "    - {text: c}\n    - {text: d, applies: no, reason_not_applicable: e}\n"
    )
    (problem,) = _problems(HEAD + text, code="D110")
    assert problem.path == "causes_of_concern.items[1]"
    assert problem.severity is Severity.WARNING
    assert problem.hint == "Add them under its 'recommendations'."


def test_an_item_that_does_not_apply_says_why() -> None:
    """At the word that says it does not."""
    text = (
        "recommendations:\n  items:\n    - {text: a, applies: no}\n"
        "    - {text: b, applies: no, reason_not_applicable: For the Home Office.}\n"
    )
    (problem,) = _problems(HEAD + text, code="D112")
    assert problem.path == "recommendations.items[0].applies"
    assert problem.hint == "Give the reason under reason_not_applicable."


@pytest.mark.parametrize(
    ("key", "severity", "hint"),
    [
        ("websit", Severity.ERROR, "Did you mean 'website'?"),
        ("web", Severity.ERROR, "Did you mean 'website'?"),
        ("homeoffice", Severity.WARNING, f"Use one of: {KNOWN}; {HOW_TO_ADD}"),
        ("home_secretary", Severity.WARNING, f"Use one of: {KNOWN}; {HOW_TO_ADD}"),
    ],
)
def test_an_unknown_recipient_is_an_error_if_a_known_one_was_meant(
    key: str, severity: Severity, hint: str
) -> None:
    """Another one was perhaps among the addressees when it was recorded: that stops nothing."""
    (problem,) = _problems(f"{HEAD}distribution: {{{key}: {{date: unknown}}}}\n", code="D109")
    assert problem.severity is severity
    assert problem.message == f"s55 knows no recipient '{key}'"
    assert problem.hint == hint
    assert problem.path == f"distribution.{key}"


def test_recipients_of_the_settings_are_known() -> None:
    """An office can add its own."""
    response = response_of(f"{HEAD}distribution: {{bishop: {{date: unknown}}}}\n")
    codes = {p.code for p in consistency_problems(response, "harbour", TODAY, ["bishop"])}
    assert "D109" not in codes


DATED = (
    (
        "chief_officer: {date: %s}\n",
        "chief_officer.date",
        "the date of the chief officer's comments",
    ),
    ("sign_off: {name: A, date: %s}\n", "sign_off.date", "the date of the sign-off"),
    (
        "distribution: {panel: {date: %s}}\n",
        "distribution.panel[0].date",
        "the date recorded for 'panel'",
    ),
    (
        "areas_for_improvement: {items: [{text: a, history: [{date: %s, status: complete}]}]}\n",
        "areas_for_improvement.items[0].history[0].date",
        "the date of an entry of the history",
    ),
)


@pytest.mark.parametrize(("text", "path", "what"), DATED, ids=[case[1] for case in DATED])
def test_what_was_done_lies_between_the_report_and_today(text: str, path: str, what: str) -> None:
    """Both days included."""
    (early,) = _problems(HEAD + text % "2024-04-01", code="D113")
    assert early.message == (
        f"{what}, Monday 1 April 2024, is before the report was published (Tuesday 2 April 2024)"
    )
    (late,) = _problems(HEAD + text % "2024-05-02", code="D114")
    assert late.message == (
        f"{what}, Thursday 2 May 2024, is in the future (today is Wednesday 1 May 2024)"
    )
    assert (early.path, late.path) == (path, path)
    assert {early.severity, late.severity} == {Severity.WARNING}
    for day in ("2024-04-02", "2024-05-01"):
        codes = {problem.code for problem in _problems(HEAD + text % day)}
        assert not codes & {"D113", "D114"}


@pytest.mark.parametrize(
    ("status", "latest", "told"),
    [
        ("complete", "complete", False),
        ("in progress", "complete", True),
        ("", "complete", False),
    ],
)
def test_the_status_of_an_item_is_that_of_its_latest_entry(
    status: str, latest: str, told: bool
) -> None:
    """The latest by its day, wherever it stands; an item without a status takes that of it."""
    history = f"[{{date: 2024-04-20, status: {latest}}}, {{date: 2024-04-10, status: not started}}]"
    item = f"{{text: a, status: {status}, history: {history}}}"
    found = _problems(f"{HEAD}recommendations: {{items: [{item}]}}\n", code="D134")
    assert [(problem.severity, problem.path) for problem in found] == (
        [(Severity.WARNING, "recommendations.items[0].status")] if told else []
    )
    if told:
        assert found[0].message == (
            "the status is 'in progress', but the latest entry of the history "
            "(Saturday 20 April 2024) says 'complete'"
        )


def test_a_response_that_is_not_signed_off_is_warned() -> None:
    """Until it is."""
    (problem,) = _problems(HEAD, code="D115")
    assert problem.severity is Severity.WARNING
    assert problem.message == "the response is not signed off, and says so at its head"
    assert problem.hint == (
        "When it is approved, record it: s55 sign harbour --name WHO --on DATE."
    )
    assert _problems(f"{HEAD}sign_off: {{name: A, date: 2024-05-01}}\n", code="D115") == []


def test_a_login_in_the_address_of_the_report() -> None:
    text = HEAD.replace("https://", "https://name:secret@", 1)
    assert text != HEAD
    (found,) = _problems(text, code="D158")
    assert found.path == "inspection.link.address"
    assert "secret" not in found.message + found.hint
    assert _problems(HEAD, code="D158") == []


def _events(recipient: str, *events: str) -> str:
    lines = "".join(f"    - {{{event}}}\n" for event in events)
    return f"{HEAD}distribution:\n  {recipient}:\n{lines}"


def test_events_of_a_recipient_are_in_order() -> None:
    """Two on one day are; one of an unknown day stops no comparison of those beside it."""
    said = "event: {}, date: {}".format
    first = said("published", "2024-05-03")
    same, before = (said("republished, what: a", f"2024-05-0{day}") for day in (3, 2))
    unknown = said("republished, what: a", "unknown")
    assert _problems(_events("website", first, same), code="D150") == []
    for events in ((first, before), (first, unknown, before)):
        (problem,) = _problems(_events("website", *events), code="D150")
        assert problem.severity is Severity.WARNING
        assert problem.path == f"distribution.website[{len(events) - 1}].date"
        assert problem.message == (
            "the event of Thursday 2 May 2024 comes after one of Friday 3 May 2024"
        )


@pytest.mark.parametrize(
    ("recipient", "events", "message"),
    [
        ("website", ("republished", "republished"), "'website' cannot begin with 'republished'"),
        ("website", ("withdrawn",), "'website' cannot begin with 'withdrawn'"),
        ("website", ("sent",), "'sent' cannot be recorded for 'website' here"),
        ("panel", ("sent again",), "'panel' cannot begin with 'sent again'"),
        ("panel", ("published",), "'published' cannot be recorded for 'panel' here"),
    ],
)
def test_an_event_is_one_of_its_recipient(
    recipient: str, events: tuple[str, ...], message: str
) -> None:
    """What comes first begins, and only the website is published on."""
    written = [f"event: {event}, date: 2024-05-03, what: a, why: b" for event in events]
    problem, *others = _problems(_events(recipient, *written), code="D152")
    assert (problem.severity, problem.message) == (Severity.ERROR, message)
    assert problem.path == f"distribution.{recipient}[0].event"
    assert others == []


def test_the_history_of_an_item_is_for_drafts_of_format_1() -> None:
    """In format 2 it has a file of its own."""
    item = "recommendations: {items: [{text: a, history: [{date: 2024-05-03, status: complete}]}]}"
    old = f"{HEAD}{item}\n"
    assert _problems(old, code="D155") == []
    (problem,) = _problems(old.replace("format: 1", "format: 2"), code="D155")
    assert (problem.severity, problem.path) == (
        Severity.ERROR,
        "recommendations.items[0].history",
    )
