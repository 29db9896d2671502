"""Find contradictions in a response, and with the current day."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from s55.model.dates import with_weekday
from s55.model.distribution import (
    CHIEF_OFFICER,
    INSPECTORATE,
    PANEL,
    SECRETARY_OF_STATE,
    STANDARD_RECIPIENTS,
    WEBSITE,
    DispatchEvent,
)
from s55.model.names import names_of
from s55.model.response import AreasForImprovement, CausesOfConcern, Item, Recommendations, Response
from s55.problems import Problem, Severity, error, warning
from s55.richtext.addresses import holds_login
from s55.rules.item_names import item_name_problems


def consistency_problems(
    response: Response, name: str, today: date, more_recipients: Iterable[str] = ()
) -> list[Problem]:
    """Find contradictions in a response (D105 to D110, D112 to D115, D134, D158, D160 to D165).

    Args:
        response: the response.
        name: the name of its draft.
        today: the current day in Europe/London.
        more_recipients: the recipients that the settings add.
    """
    return [
        *_future(response, today),
        *_duplicate_numbers(response),
        *item_name_problems(response),
        *_parts(response),
        *_concerns(response),
        *_not_applicable(response),
        *_recipients(response, more_recipients),
        *_order_of_dates(response, today),
        *_events(response),
        *_not_of_format(response),
        *_histories(response),
        *_sign_off(response, name),
        *_login(response),
    ]


def _future(response: Response, today: date) -> Iterator[Problem]:
    published = response.inspection.published
    if published > today:
        yield error(
            "D105",
            f"the report's publication date, {with_weekday(published)}, is in the future "
            f"(today is {with_weekday(today)})",
            "Correct the date.",
            path="inspection.published",
        )


def _duplicate_numbers(response: Response) -> Iterator[Problem]:
    recommendations = [
        (path, item) for path, item in response.all_recommendations() if item.number is not None
    ]
    yield from _duplicates(recommendations, "recommendations")
    for part, name in (
        (response.causes_of_concern, "causes_of_concern"),
        (response.areas_for_improvement, "areas_for_improvement"),
    ):
        items = [(f"{name}.items[{i}]", item) for i, item in enumerate(part.items if part else ())]
        yield from _duplicates(items, name.replace("_", " "))


def _duplicates(items: Sequence[tuple[str, Item]], what: str) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for path, item in items:
        if item.number is None:
            continue
        if item.number in first:
            yield error(
                "D106",
                f"two {what} have the number {item.number}",
                "Give each the number that the report prints.",
                path=f"{path}.number",
            )
        first.setdefault(item.number, path)


def _parts(response: Response) -> Iterator[Problem]:
    for name, part in (
        ("causes_of_concern", response.causes_of_concern),
        ("recommendations", response.recommendations),
        ("areas_for_improvement", response.areas_for_improvement),
    ):
        if part is not None:
            yield from _part(name, part)
    answered = (response.causes_of_concern, response.recommendations)
    if not any(answered) and response.areas_for_improvement is None:
        yield warning(
            "D108",
            "the draft has no causes of concern, recommendations or areas for improvement",
            "Add those of the report. If it has none, write 'none: yes' below 'recommendations:'.",
            path="recommendations",
        )


def _part(
    name: str, part: CausesOfConcern | Recommendations | AreasForImprovement
) -> Iterator[Problem]:
    words = name.replace("_", " ")
    if part.items and part.none:
        yield error(
            "D107",
            f"{words} has items, but also says that there are none",
            "Delete 'none' or the items.",
            path=f"{name}.none",
        )
    if not part.items and not part.none:
        yield warning(
            "D108",
            f"{words} has no items, but does not say that there are none",
            "Add the items, or write 'none: yes'.",
            path=name,
        )


def _concerns(response: Response) -> Iterator[Problem]:
    part, names = response.causes_of_concern, names_of(response)
    for index, item in enumerate(part.items if part else ()):
        if item.applies and not item.recommendations:
            name = names[f"causes_of_concern.items[{index}]"].as_subject
            yield warning(
                "D110",
                f"a cause of concern comes with one or more recommendations, but {name} has none",
                "Add them under its 'recommendations'.",
                path=f"causes_of_concern.items[{index}]",
            )


def _not_applicable(response: Response) -> Iterator[Problem]:
    names = names_of(response)
    for path, item in response.all_items():
        if not item.applies and item.reason_not_applicable is None:
            yield warning(
                "D112",
                f"{names[path].as_subject} does not apply to the force, but the draft does not say "
                "why",
                "Give the reason under reason_not_applicable.",
                path=f"{path}.applies",
            )


def _recipients(response: Response, more: Iterable[str]) -> Iterator[Problem]:
    known = [*STANDARD_RECIPIENTS, *(key for key in more if key not in STANDARD_RECIPIENTS)]
    for key in response.distribution:
        if key not in known:
            problem = unknown_recipient(key, known)
            # A name that is like none may be of somebody whom the settings named at that time.
            is_slip = _meant(key, known) is not None
            yield problem if is_slip else replace(problem, severity=Severity.WARNING)


def unknown_recipient(key: str, known: Sequence[str]) -> Problem:
    """Report a recipient that neither the form nor the settings name, as an error (D109).

    Args:
        key: the name that was given.
        known: the names that there are.
    """
    names = [f"{name} ({meaning})" if (meaning := _WHO.get(name)) else name for name in known]
    meant = _meant(key, known)
    hint = (
        f"Did you mean '{meant}'?"
        if meant
        else f"Use one of: {', '.join(names)}; or add a line to 'checklist' in settings.yaml, or "
        "for letters one to 'addressees', with 'until' where no more go there."
    )
    return error("D109", f"s55 knows no recipient '{key}'", hint, path=f"distribution.{key}")


def _meant(key: str, known: Sequence[str]) -> str | None:
    """Give the name for which another is a slip; None where it is like none."""
    begun = [name for name in known if key and name.startswith(key)]
    close = begun or difflib.get_close_matches(key, known, n=1, cutoff=_ALIKE)
    return close[0] if close else None


_ALIKE = 0.75
"""How alike two names are, of which one is a slip for the other; 'homeoffice' is none."""

_WHO = MappingProxyType(
    {
        INSPECTORATE: "the inspectors of constabulary",
        SECRETARY_OF_STATE: "the Home Secretary, at the Home Office",
        CHIEF_OFFICER: "the chief constable or commissioner",
        PANEL: "the Police and Crime Panel",
    }
)


def _order_of_dates(response: Response, today: date) -> Iterator[Problem]:
    published = response.inspection.published
    for path, day, what in _dates(response):
        if day < published:
            yield warning(
                "D113",
                f"{what}, {with_weekday(day)}, is before the report was published "
                f"({with_weekday(published)})",
                "Check both dates.",
                path=path,
            )
        elif day > today:
            yield warning(
                "D114",
                f"{what}, {with_weekday(day)}, is in the future (today is {with_weekday(today)})",
                "Correct the date: record only what has happened.",
                path=path,
            )


def _dates(response: Response) -> Iterator[tuple[str, date, str]]:
    """Yield the path, the day and the name of each date on which something was done."""
    chief = response.chief_officer
    if chief and chief.invited:
        yield "chief_officer.invited.date", chief.invited.date, "the date of the invitation"
    if chief and chief.date:
        yield "chief_officer.date", chief.date, "the date of the chief officer's comments"
    if response.sign_off:
        yield "sign_off.date", response.sign_off.date, "the date of the sign-off"
    for key, entries in response.distribution.items():
        for at, dispatch in enumerate(entries):
            if dispatch.on is not None:
                path = f"distribution.{key}[{at}].date"
                yield path, dispatch.on, f"the date recorded for '{key}'"
    for path, item in response.all_items():
        for place, entry in enumerate(item.history):
            yield f"{path}.history[{place}].date", entry.date, "the date of an entry of the history"


def _events(response: Response) -> Iterator[Problem]:
    """Find events that are out of order (D150), or that cannot be at their place (D152)."""
    for key in response.distribution:
        latest: date | None = None
        for at, (event, entry) in enumerate(response.events_at(key)):
            path = f"distribution.{key}[{at}]"
            if _is_misplaced(event, key, at):
                yield error(
                    "D152",
                    f"'{key}' cannot begin with '{event.value}'"
                    if event in _LATER and not at
                    else f"'{event.value}' cannot be recorded for '{key}' here",
                    "The website has: published, republished, withdrawn; every other recipient: "
                    "sent, sent again. The first entry is 'published' or 'sent'.",
                    path=f"{path}.event",
                )
            if latest is not None and entry.on is not None and entry.on < latest:
                yield warning(
                    "D150",
                    f"the event of {with_weekday(entry.on)} comes after one of "
                    f"{with_weekday(latest)}",
                    "Put the events of a recipient in order, the earliest first.",
                    path=f"{path}.date",
                )
            latest = entry.on or latest


_LATER = frozenset((DispatchEvent.REPUBLISHED, DispatchEvent.SENT_AGAIN, DispatchEvent.WITHDRAWN))
_ON_WEBSITE = frozenset(
    (DispatchEvent.PUBLISHED, DispatchEvent.REPUBLISHED, DispatchEvent.WITHDRAWN)
)


def _is_misplaced(event: DispatchEvent, recipient: str, at: int) -> bool:
    on_website = event in _ON_WEBSITE
    return on_website is not (recipient == WEBSITE) or (at > 0) is not (event in _LATER)


def _not_of_format(response: Response) -> Iterator[Problem]:
    """Find what a draft of format 2 no longer holds: the history of items (D155)."""
    if response.format == 1:
        return
    for path, item in response.all_items():
        if item.history:
            yield error(
                "D155",
                "the history of an item is not in the draft any more, but in the record of "
                "progress",
                "Record it with s55 update, and delete 'history' here.",
                path=f"{path}.history",
            )


def _histories(response: Response) -> Iterator[Problem]:
    """Find items with a ``status`` that differs from the latest entry of their history."""
    for path, item in response.all_items():
        latest = item.latest
        if latest and item.status is not None and item.status is not latest.status:
            yield warning(
                "D134",
                f"the status is '{item.status.value}', but the latest entry of the history "
                f"({with_weekday(latest.date)}) says '{latest.status.value}'",
                "Correct the one that is wrong; 's55 update' keeps them the same.",
                path=f"{path}.status",
            )


def _login(response: Response) -> Iterator[Problem]:
    """D158 for an address of the report that gives a user name or a password away."""
    if holds_login(response.inspection.link.address):
        yield warning(
            "D158",
            "the address of the report holds a login, and everybody could read it",
            "Give the address without what stands before the @.",
            path="inspection.link.address",
        )


def _sign_off(response: Response, name: str) -> Iterator[Problem]:
    if response.sign_off is None:
        yield warning(
            "D115",
            "the response is not signed off, and says so at its head",
            f"When it is approved, record it: s55 sign {name} --name WHO --on DATE.",
            path="sign_off",
        )
