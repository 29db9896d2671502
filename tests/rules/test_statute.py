"""What section 55 demands, with the subsection cited and the place named."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.problems import Problem, Severity
from s55.rules.statute import as_final, statutory_problems
from tests.drafts_for_tests import FINISHED, HEAD, response_of

# The report of HEAD is published on Tuesday, 2 April 2024: the period ends on Monday, 27 May 2024,
# which is a bank holiday.
LAST = date(2024, 5, 27)
BEFORE = date(2024, 5, 1)


def _closed(day: date) -> str | None:
    named = {date(2024, 5, 27): "Spring Bank Holiday", date(2024, 5, 24): "Fair Day"}
    return named.get(day) or {5: "Saturday", 6: "Sunday"}.get(day.weekday())


def _open(_: date) -> str | None:
    return None


def _problems(text: str, today: date = BEFORE, code: str = "") -> list[Problem]:
    found = statutory_problems(response_of(text), "example", today, _open)
    return [problem for problem in found if not code or problem.code == code]


def test_a_finished_response_lacks_nothing() -> None:
    """Also with the calendar of closed days, since it is published."""
    assert statutory_problems(response_of(FINISHED), "example", date(2024, 6, 30), _closed) == []


def test_the_least_draft_lacks_everything_and_is_only_warned() -> None:
    """Each subsection once, the copies twice."""
    found = _problems(HEAD)
    assert [problem.code for problem in found] == ["S55-4", "S55-5", "S55-5A", "S55-6", "S55-6"]
    assert {problem.severity for problem in found} == {Severity.WARNING}
    assert {problem.file for problem in found} == {None}
    for problem in found:
        assert f"(section 55({problem.code.removeprefix('S55-')}))" in problem.message
        assert problem.hint


# --- (4) and (5) -------------------------------------------------------------


def test_neither_comments_nor_invitation_is_told_with_what_to_do() -> None:
    """Section 55(4)."""
    (problem,) = _problems(HEAD, code="S55-4")
    assert problem.message == (
        "there are no comments of the chief officer and no record of an invitation (section 55(4))"
    )
    assert (
        problem.hint
        == "To invite the chief officer: s55 invite example --by DATE. If you have done so "
        "already, write the date below 'chief_officer: invited:'."
    )
    assert problem.path == "chief_officer"


@pytest.mark.parametrize(
    "text",
    [
        "chief_officer:\n  invited: {date: 2024-04-03}\n",
        "chief_officer:\n  comments: Fair.\n",
        "recommendations:\n  items:\n    - {text: a, chief_officer: Fair.}\n",
        "areas_for_improvement:\n  items:\n    - {text: a, chief_officer: Fair.}\n",
        "causes_of_concern:\n  items:\n    - {text: a, chief_officer: Fair.}\n",
        "recommendations:\n  items:\n    - {text: a, force_action: Done.}\n",
    ],
)
def test_an_invitation_or_any_comment_of_the_chief_officer_is_enough(text: str) -> None:
    """On the whole report or on one item."""
    assert _problems(HEAD + text, code="S55-4") == []


@pytest.mark.parametrize(
    "text", ["chief_officer:\n  name: Jo\n", "chief_officer:\n  comments: '  '\n"]
)
def test_a_name_or_a_blank_is_no_comment(text: str) -> None:
    """Nothing was said."""
    assert len(_problems(HEAD + text, code="S55-4")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "policing_body: {opening: a}\n",
        "policing_body: {closing: a}\n",
        "areas_for_improvement:\n  items:\n    - {text: a, policing_body: b}\n",
        "areas_for_improvement:\n  items:\n    - {text: a, action_details: b}\n",
    ],
)
def test_any_comment_of_the_body_is_enough_for_subsection_5(text: str) -> None:
    """Wherever it stands."""
    assert _problems(HEAD + text, code="S55-5") == []


@pytest.mark.parametrize("text", ["", "policing_body: {reply_to_chief_officer: a}\n"])
def test_the_reply_alone_is_not_the_bodys_comments_on_the_report(text: str) -> None:
    """Section 55(5) names them apart."""
    (problem,) = _problems(HEAD + text, code="S55-5")
    assert problem.message == "there are no comments of the local policing body (section 55(5))"
    assert problem.path == "policing_body"


# --- (5B) --------------------------------------------------------------------


def _item(rest: str, part: str = "recommendations") -> str:
    return f"{HEAD}{part}:\n  items:\n    - {{text: a, number: 7{rest}}}\n"


@pytest.mark.parametrize(
    "rest",
    [
        ", action: taken, policing_body: b",
        ", action: taken, action_details: b",
        ", action: proposed, policing_body: b",
        ", action: none, action_details: b",
        ", applies: no",
    ],
)
def test_a_recommendation_that_is_answered_or_does_not_apply(rest: str) -> None:
    """Section 55(5B) asks no more."""
    assert _problems(_item(rest), code="S55-5B") == []


@pytest.mark.parametrize(
    ("rest", "message", "path"),
    [
        (
            "",
            "recommendation 7 does not say what action is taken or proposed, or why none is "
            "(section 55(5B))",
            "recommendations.items[0]",
        ),
        (
            ", policing_body: b",
            "recommendation 7 does not say what action is taken or proposed, or why none is "
            "(section 55(5B))",
            "recommendations.items[0]",
        ),
        (
            ", action: none, policing_body: b",
            "recommendation 7 says that no action is taken, but not why (section 55(5B))",
            "recommendations.items[0].action",
        ),
        (
            ", action: taken",
            "recommendation 7 says that action is taken, but does not explain it (section 55(5B))",
            "recommendations.items[0].action",
        ),
        (
            ", action: proposed, action_details: ' '",
            "recommendation 7 says that action is proposed, but does not explain it "
            "(section 55(5B))",
            "recommendations.items[0].action",
        ),
    ],
)
def test_a_recommendation_that_is_not_answered(rest: str, message: str, path: str) -> None:
    """What is missing, at its place."""
    (problem,) = _problems(_item(rest), code="S55-5B")
    assert (problem.message, problem.path) == (message, path)
    assert problem.hint


def test_a_recommendation_without_number_is_called_by_what_tells_it_apart() -> None:
    """The only one needs nothing."""
    (problem,) = _problems(HEAD + "recommendations: {items: [{text: a}]}\n", code="S55-5B")
    assert problem.message.startswith("the recommendation does not say")


def test_areas_for_improvement_and_causes_themselves_need_no_action() -> None:
    """The Act speaks of recommendations."""
    assert _problems(_item("", "areas_for_improvement"), code="S55-5B") == []
    assert _problems(_item("", "causes_of_concern"), code="S55-5B") == []


def test_the_recommendations_of_a_cause_of_concern_need_an_answer_if_it_applies() -> None:
    """Each of them, at its own path; none of them where the cause is not printed."""
    text = HEAD + (
        "causes_of_concern:\n  items:\n"
        "    - {text: a, applies: no, recommendations: [{text: b}]}\n"
        "    - {text: a, recommendations: [{text: b, applies: no}, {text: c}]}\n"
        "recommendations:\n  items:\n    - {text: d}\n"
    )
    assert [problem.path for problem in _problems(text, code="S55-5B")] == [
        "causes_of_concern.items[1].recommendations[1]",
        "recommendations.items[0]",
    ]


# --- (5A) --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (BEFORE, "the statutory period ends on Monday 27 May 2024, 26 days from today"),
        (date(2024, 5, 26), "the statutory period ends on Monday 27 May 2024, 1 day from today"),
        (LAST, "the statutory period ends on Monday 27 May 2024, today"),
        (date(2024, 5, 28), "the statutory period ended on Monday 27 May 2024, 1 day ago"),
        (date(2024, 6, 27), "the statutory period ended on Monday 27 May 2024, 31 days ago"),
    ],
)
def test_an_unpublished_response_is_told_how_long_there_is(today: date, words: str) -> None:
    """To the statutory day, never to the printed one, which is a day later."""
    (problem,) = _problems(HEAD, today, "S55-5A")
    assert problem.message == f"the response is not recorded as published; {words} (section 55(5A))"
    assert problem.hint == "When it is on the website: s55 mark example website --on DATE."
    assert problem.path == "distribution"


def _published(on: str) -> str:
    return f"{HEAD}distribution: {{website: {{date: {on}}}}}\n"


@pytest.mark.parametrize("on", ["2024-05-27", "2024-04-02", "unknown"])
def test_published_on_the_last_day_is_in_time(on: str) -> None:
    """And of an unknown day nothing can be said."""
    found = _problems(_published(on), date(2024, 7, 1))
    assert not [problem for problem in found if problem.code.startswith("S55-5A")]


@pytest.mark.parametrize(
    ("on", "day", "late"), [("2024-05-28", 57, "1 day"), ("2024-06-10", 70, "14 days")]
)
def test_published_late_is_told_and_cannot_be_put_right(on: str, day: int, late: str) -> None:
    """The day the form prints, 28 May, is already late."""
    (problem,) = _problems(_published(on), date(2024, 7, 1), "S55-5A-LATE")
    assert problem.message == (
        f"the response was published on day {day}; the period is 56 days: {late} late "
        "(section 55(5A))"
    )
    assert problem.path == "distribution.website[0]"


@given(st.integers(-30, 60))
def test_late_begins_with_the_fifty_seventh_day(offset: int) -> None:
    """Whatever the day of publication of the response."""
    day = date.fromordinal(LAST.toordinal() + offset)
    found = _problems(_published(day.isoformat()), date(2024, 9, 1), "S55-5A-LATE")
    assert len(found) == (1 if offset > 0 else 0)


def test_a_last_day_on_which_offices_are_closed_names_the_working_day_before() -> None:
    """Over a weekend and another holiday, and as long as it is still to come."""
    response = response_of(HEAD)
    for today in (BEFORE, LAST):
        (problem,) = (
            p for p in statutory_problems(response, "example", today, _closed) if p.code == "C401"
        )
        assert problem.message == (
            "the statutory period ends on Monday 27 May 2024 "
            "(Spring Bank Holiday, not a working day), and is not extended"
        )
        assert problem.hint == ("Publish by Thursday 23 May 2024, the last working day before it.")
        assert problem.path == "inspection.published"
        assert problem.severity is Severity.WARNING
    after = statutory_problems(response, "example", date(2024, 5, 28), _closed)
    assert "C401" not in {problem.code for problem in after}
    published = statutory_problems(response_of(_published("2024-05-20")), "example", LAST, _closed)
    assert "C401" not in {problem.code for problem in published}


def test_a_last_day_on_a_weekend_is_called_by_its_name() -> None:
    """Published on 7 July 2024: the last day is Saturday, 31 August."""
    response = response_of(HEAD.replace("2024-04-02", "2024-07-07"))
    (problem,) = (
        p
        for p in statutory_problems(response, "example", date(2024, 7, 8), _closed)
        if p.code == "C401"
    )
    assert "Saturday 31 August 2024 (not a working day), and" in problem.message
    assert problem.hint.startswith("Publish by Friday 30 August 2024,")


# --- (6) and final -----------------------------------------------------------


@pytest.mark.parametrize(
    ("recipient", "other", "who"),
    [
        ("inspectorate", "secretary_of_state", "the Secretary of State"),
        ("secretary_of_state", "inspectorate", "the inspectors of constabulary"),
    ],
)
def test_each_of_the_two_copies_is_asked_for(recipient: str, other: str, who: str) -> None:
    """Section 55(6); the portal and the panel are no substitute."""
    text = f"{HEAD}distribution: {{{recipient}: {{date: unknown}}, panel: {{date: unknown}}}}\n"
    (problem,) = _problems(text, code="S55-6")
    assert problem.message == f"no copy to {who} is recorded (section 55(6))"
    assert problem.hint == f"When it is sent: s55 mark example {other} --on DATE."


SENT = "[{date: 2024-05-03}, {date: %s}]"


def _revised(event: str, again: str) -> str:
    """A response that was corrected or withdrawn on 10 June, and sent again on a day."""
    website = f"[{{date: 2024-05-03}}, {{event: {event}, date: 2024-06-10}}]"
    return FINISHED.replace("website: {date: 2024-05-03}", f"website: {website}").replace(
        "inspectorate: {date: 2024-05-03}", f"inspectorate: {SENT % again}"
    )


@pytest.mark.parametrize(
    ("event", "done"), [("republished", "corrected"), ("withdrawn", "withdrawn")]
)
def test_copies_are_asked_for_again_after_a_correction_or_a_withdrawal(
    event: str, done: str
) -> None:
    """Until an event of that day or later; the chief officer had what was published, too."""
    since = f"the response was {done} on Monday 10 June 2024, and no copy to "
    asked = [
        f"{since}the inspectors of constabulary is recorded since then (section 55(6))",
        f"{since}the Secretary of State is recorded since then (section 55(6))",
    ]
    before = _problems(_revised(event, "2024-06-09"), code="S55-6")
    assert [one.message for one in before] == asked
    assert before[1].hint == "When it is sent: s55 mark example secretary_of_state --on DATE."
    that_day = _problems(_revised(event, "2024-06-10"), code="S55-6")
    assert [one.message for one in that_day] == asked[1:]
    unknown = _problems(_revised(event, "unknown"), code="S55-6")
    assert len(unknown) == 2


def test_the_chief_officer_is_not_one_to_whom_the_act_wants_a_copy_sent() -> None:
    """The office is reminded of it; a final response does not wait for it."""
    (asked,) = _problems(_revised("republished", "2024-06-10"), code="D176")
    assert asked.message == (
        "the response was corrected on Monday 10 June 2024, and no copy to the chief officer is "
        "recorded since then"
    )
    assert asked.hint == "When it is sent: s55 mark example chief_officer --on DATE."
    (final,) = as_final([asked])
    assert final.severity is Severity.WARNING


def test_a_copy_that_was_never_sent_is_asked_for_once() -> None:
    """Also after a correction."""
    text = HEAD + (
        "distribution:\n  website: [{date: 2024-05-03}, {date: 2024-06-10, what: a}]\n"
        "  chief_officer: {date: 2024-06-10}\n"
    )
    assert [one.message for one in _problems(text, code="S55-6")] == [
        "no copy to the inspectors of constabulary is recorded (section 55(6))",
        "no copy to the Secretary of State is recorded (section 55(6))",
    ]


def test_a_correction_says_what_and_a_withdrawal_why() -> None:
    """Both are printed; an error in a final response."""
    (what,) = _problems(_revised("republished", "2024-06-10"), code="D174")
    (why,) = _problems(_revised("withdrawn", "2024-06-10"), code="D174")
    assert (
        what.message == "the response is recorded as republished, and does not say what was "
        "corrected"
    )
    assert why.message == "the response is recorded as withdrawn, and does not say why"
    assert what.path == why.path == "distribution.website[1]"
    (final,) = as_final([why])
    assert final.severity is Severity.ERROR


def test_in_a_final_response_what_is_missing_is_an_error() -> None:
    """All else is as it was."""
    found = _problems(HEAD + "recommendations: {items: [{text: a}]}\n")
    final = as_final(found)
    assert {problem.severity for problem in final} == {Severity.ERROR}
    assert {problem.code for problem in final} == {"S55-4", "S55-5", "S55-5A", "S55-5B", "S55-6"}
    assert [(p.code, p.message, p.path) for p in final] == [
        (p.code, p.message, p.path) for p in found
    ]


def test_what_cannot_be_mended_stays_a_warning_in_a_final_response() -> None:
    """A late publication is a fact, and a closed office another."""
    late = as_final(_problems(_published("2024-06-10"), date(2024, 7, 1), "S55-5A-LATE"))
    closed = as_final(
        [
            p
            for p in statutory_problems(response_of(HEAD), "example", BEFORE, _closed)
            if p.code == "C401"
        ]
    )
    assert [problem.severity for problem in late + closed] == [Severity.WARNING] * 2


@pytest.mark.parametrize(
    ("invited", "reply_by", "rest", "codes"),
    [
        ("2024-04-10", "2024-05-10", "", []),
        ("2024-04-10", "2024-04-10", "", ["C402"]),
        ("2024-04-10", "2024-04-09", "", ["C402"]),
        ("2024-04-10", "2024-05-26", "", []),
        ("2024-04-10", "2024-05-27", "", ["C403"]),
        ("2024-05-28", "2024-05-28", "", ["C402", "C403"]),
        ("2024-04-10", "2024-05-27", "  comments: Agreed.\n", []),
        ("2024-04-10", "2024-05-27", "distribution:\n  website:\n    date: 2024-05-20\n", []),
    ],
)
def test_the_day_of_reply_is_judged_until_comments_are_in(
    invited: str, reply_by: str, rest: str, codes: list[str]
) -> None:
    """The report is of 2 April 2024, so that the statutory period ends on 27 May."""
    invitation = f"chief_officer:\n  invited:\n    date: {invited}\n    reply_by: {reply_by}\n"
    found = _problems(HEAD + invitation + rest)
    assert [one.code for one in found if one.code in {"C402", "C403"}] == codes
    assert {one.path for one in found if one.code.startswith("C40")} <= {
        "chief_officer.invited.reply_by"
    }
