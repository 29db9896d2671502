"""Check a response against section 55 of the Police Act 1996, with problems that cite it.

What is missing in a working draft is a warning; in a final response it is an error.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from s55.model.dates import with_weekday
from s55.model.distribution import (
    CHIEF_OFFICER,
    INSPECTORATE,
    SECRETARY_OF_STATE,
    WEBSITE,
    DispatchEvent,
)
from s55.model.names import names_of
from s55.model.response import Action, Recommendation, Response
from s55.problems import Problem, warning
from s55.rules.deadlines import (
    STATUTORY_PERIOD_DAYS,
    Closure,
    day_of_period,
    last_working_day,
    statutory_last_day,
)
from s55.rules.signed import CHANGED_SINCE


def statutory_problems(
    response: Response, name: str, today: date, closed: Closure
) -> list[Problem]:
    """Find what the Act demands and the response lacks, as warnings (S55-4 to S55-6, C401).

    Beside them, what a correction or a withdrawal asks for (D174, D176).

    Args:
        response: the response.
        name: the name of its draft, for the commands that messages suggest.
        today: the current day in Europe/London.
        closed: the calendar of days on which offices are closed.
    """
    return [
        *_chief_officer(response, name),
        *_reply_by(response, name),
        *_policing_body(response),
        *_explanations(response),
        *_publication(response, name, today, closed),
        *_copies(response, name),
        *_reasons(response),
    ]


def as_replacing(problems: Iterable[Problem], answered_before: date) -> list[Problem]:
    """Judge the days of a response that replaces a withdrawn one by the first publication of that.

    Args:
        problems: those of the response by itself.
        answered_before: the day on which the withdrawn response was first published.
    """
    when = with_weekday(answered_before)
    message = (
        "the response is not recorded as published; the one that it replaces was first published "
        f"on {when}, and is withdrawn (section 55(5A))"
    )
    return [
        replace(problem, message=message) if problem.code == "S55-5A" else problem
        for problem in problems
        if problem.code not in {"S55-5A-LATE", "C401"}
    ]


def as_final(problems: list[Problem]) -> list[Problem]:
    """Turn what is missing into errors, for a response that is to be final.

    A late publication remains a warning: the day cannot be changed. A date in the future becomes an
    error, because a final response records only what has happened; so does a part that has neither
    items nor the statement that there are none, what is still to be confirmed, and a change of what
    was signed off.
    """
    return [
        problem.as_error() if problem.code in _CAN_BE_PUT_RIGHT else problem for problem in problems
    ]


_CAN_BE_PUT_RIGHT = frozenset(
    {
        *("S55-4", "S55-5", "S55-5A", "S55-5B", "S55-6"),
        *("D108", "D114", "D115", "D142", "D143", "D174", *CHANGED_SINCE),
    }
)


def _reply_by(response: Response, name: str) -> list[Problem]:
    """Check the date for comments of an invitation that is not answered yet (C402, C403)."""
    chief = response.chief_officer
    invited = chief.invited if chief else None
    over = response.has_chief_officers_comments or response.first_publication is not None
    if over or invited is None or invited.reply_by is None:
        return []
    published = response.inspection.published
    return reply_by_problems(invited.reply_by, invited.date, published, name)


def reply_by_problems(reply_by: date, today: date, published: date, name: str) -> list[Problem]:
    """Warn of a date for comments that is too early or too late (C402, C403).

    Args:
        reply_by: that date.
        today: the day of the invitation, or the current day where it is later.
        published: the day the report was published.
        name: the name of the draft.
    """
    path = "chief_officer.invited.reply_by"
    last = statutory_last_day(published)
    found = []
    if reply_by <= today:
        found.append(
            warning(
                "C402",
                f"comments are asked for by {with_weekday(reply_by)}, which is not after "
                f"{with_weekday(today)}",
                f"Check the date. To replace the invitation: s55 invite {name} --by DATE --again.",
                path=path,
            )
        )
    if reply_by >= last:
        found.append(
            warning(
                "C403",
                f"comments are asked for by {with_weekday(reply_by)}, which leaves no day before "
                f"the end of the statutory period, {with_weekday(last)} (section 55(5A))",
                f"Ask for them earlier. To replace the invitation: s55 invite {name} --by DATE "
                "--again.",
                path=path,
            )
        )
    return found


def _chief_officer(response: Response, name: str) -> Iterator[Problem]:
    chief = response.chief_officer
    commented = response.has_chief_officers_comments
    if not commented and (chief is None or chief.invited is None):
        yield warning(
            "S55-4",
            "there are no comments of the chief officer and no record of an invitation "
            "(section 55(4))",
            f"To invite the chief officer: s55 invite {name} --by DATE. If you have done so "
            "already, write the date below 'chief_officer: invited:'.",
            path="chief_officer",
        )


def _policing_body(response: Response) -> Iterator[Problem]:
    body = response.policing_body
    texts = [body.opening, body.closing] if body else []
    texts += [item.policing_body for _, item in response.applying_items()]
    texts += [item.action_details for _, item in response.applying_items()]
    if not any(_written(text) for text in texts):
        yield warning(
            "S55-5",
            "there are no comments of the local policing body (section 55(5))",
            "Write them below 'policing_body: opening:', or with the items.",
            path="policing_body",
        )


def _explanations(response: Response) -> Iterator[Problem]:
    """Ask for the action on each recommendation, or why there is none (section 55(5B))."""
    names = names_of(response)
    for path, item in response.applying_items():
        if isinstance(item, Recommendation):
            yield from _explanation(path, names[path].as_subject, item)


def _explanation(path: str, name: str, item: Recommendation) -> Iterator[Problem]:
    if item.action is None:
        yield warning(
            "S55-5B",
            f"{name} does not say what action is taken or proposed, or why none is "
            "(section 55(5B))",
            "Add 'action:' with taken, proposed or none, and explain it below 'policing_body:' or "
            "'action_details:'.",
            path=path,
        )
    elif item.action is Action.NONE and not _written(item.action_details):
        yield warning(
            "S55-5B",
            f"{name} says that no action is taken, but not why (section 55(5B))",
            "Give the reason below 'action_details:'.",
            path=f"{path}.action",
        )
    elif not (_written(item.action_details) or _written(item.policing_body)):
        yield warning(
            "S55-5B",
            f"{name} says that action is {item.action.value}, but does not explain it "
            "(section 55(5B))",
            "Explain it below 'policing_body:' or 'action_details:'.",
            path=f"{path}.action",
        )


def _publication(response: Response, name: str, today: date, closed: Closure) -> Iterator[Problem]:
    published = response.inspection.published
    last = statutory_last_day(published)
    dispatch = response.first_publication
    if dispatch is None:
        yield _unpublished(name, last, today)
        reason = closed(last) if today <= last else None
        if reason is not None:
            working = last_working_day(last, closed)
            what = f"the statutory period ends on {with_weekday(last)}"
            yield warning(
                "C401",
                f"{what} ({_named(reason)}not a working day), and is not extended",
                f"Publish by {with_weekday(working)}, the last working day before it.",
                path="inspection.published",
            )
    elif dispatch.on is not None and dispatch.on > last:
        yield warning(
            "S55-5A-LATE",
            f"the response was published on day {day_of_period(published, dispatch.on)}; the "
            f"period is {STATUTORY_PERIOD_DAYS} days: {_days((dispatch.on - last).days)} late "
            "(section 55(5A))",
            "This cannot be put right. Check that both dates are correct.",
            path=f"distribution.{WEBSITE}[0]",
        )


def _unpublished(name: str, last: date, today: date) -> Problem:
    left = (last - today).days
    if left < 0:
        when = f"the statutory period ended on {with_weekday(last)}, {_days(-left)} ago"
    else:
        rest = f"{_days(left)} from today" if left else "today"
        when = f"the statutory period ends on {with_weekday(last)}, {rest}"
    return warning(
        "S55-5A",
        f"the response is not recorded as published; {when} (section 55(5A))",
        f"When it is on the website: s55 mark {name} website --on DATE.",
        path="distribution",
    )


def _named(reason: str) -> str:
    """Name a bank holiday; a Saturday or Sunday is in the date already."""
    return "" if reason in {"Saturday", "Sunday"} else f"{reason}, "


_COPIES = MappingProxyType(
    {
        INSPECTORATE: "the inspectors of constabulary",
        SECRETARY_OF_STATE: "the Secretary of State",
        CHIEF_OFFICER: "the chief officer",
    }
)
"""Who is sent a copy again after a correction or a withdrawal."""

_NAMED_BY_THE_ACT = (INSPECTORATE, SECRETARY_OF_STATE)
"""Who has to have a copy of what is published (section 55(6))."""


def never_sent(response: Response) -> list[str]:
    """List the recipients that the Act names and that have no copy (section 55(6))."""
    return [recipient for recipient in _NAMED_BY_THE_ACT if recipient not in response.distribution]


def not_sent_again(response: Response) -> list[str]:
    """List the recipients without a copy of the last correction, or notice of the withdrawal."""
    if response.revised is None:
        return []
    _, since = response.revised
    return [
        recipient
        for recipient in _COPIES
        if recipient not in never_sent(response)
        and not any(
            entry.on is not None and entry.on >= since
            for entry in response.distribution.get(recipient, ())
        )
    ]


def _copies(response: Response, name: str) -> Iterator[Problem]:
    """Ask for copies (section 55(6)), and for copies of what was corrected or withdrawn (D176)."""
    owed = [(key, f"no copy to {_COPIES[key]} is recorded") for key in never_sent(response)]
    if response.revised is not None:
        event, day = response.revised
        done = "withdrawn" if event is DispatchEvent.WITHDRAWN else "corrected"
        owed += [
            (
                key,
                f"the response was {done} on {with_weekday(day)}, and no copy to {_COPIES[key]} "
                "is recorded since then",
            )
            for key in not_sent_again(response)
        ]
    for recipient, message in owed:
        by_the_act = recipient in _NAMED_BY_THE_ACT
        yield warning(
            "S55-6" if by_the_act else "D176",
            f"{message} (section 55(6))" if by_the_act else message,
            f"When it is sent: s55 mark {name} {recipient} --on DATE.",
            path="distribution",
        )


def _reasons(response: Response) -> Iterator[Problem]:
    """Ask what a correction changed, and why a response was withdrawn (D174)."""
    for at, (event, entry) in enumerate(response.events_at(WEBSITE)):
        said = {
            DispatchEvent.REPUBLISHED: (entry.what, "republished", "what was corrected", "what"),
            DispatchEvent.WITHDRAWN: (entry.why, "withdrawn", "why", "why"),
        }.get(event)
        if said is not None and said[0] is None:
            _, done, missing, key = said
            yield warning(
                "D174",
                f"the response is recorded as {done}, and does not say {missing}",
                f"Add '{key}:' to the entry; it is printed at the head of the response.",
                path=f"distribution.{WEBSITE}[{at}]",
            )


def _written(text: str | None) -> bool:
    return text is not None and bool(text.strip())


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
