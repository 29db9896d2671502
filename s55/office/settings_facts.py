"""List the office's settings that are filled in as a form, and change them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.model.office import Settings, Term
from s55.office.settings import load_settings
from s55.office.settings_lists import DAYS, list_groups
from s55.problems import Problem, error
from s55.sources.editing import YamlEdit
from s55.sources.facts import (
    Fact,
    FactChange,
    FactGroup,
    FactKind,
    of_the_new,
    with_facts,
    with_values,
)
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.tree import Mapping as Keys
from s55.sources.tree import Node, count_at

TERMS = MappingProxyType(
    {
        "policing_body": "The local policing body",
        "chief_officer": "The chief officer",
        "inspectorate": "The inspectorate",
    }
)
"""What changes hands or names, with the days from which each counts."""
_TITLE = Fact("title", "Title", is_needed=True)
_ABBREVIATION = Fact("abbreviation", "Abbreviation", is_needed=True)
_HOLDER = Fact("name", "Who holds it", hint="May be left out")
_OF_A_TERM = {
    "policing_body": (_TITLE, _ABBREVIATION, _HOLDER),
    "chief_officer": (_TITLE, _HOLDER),
    "inspectorate": (Fact("name", "Name", is_needed=True), _ABBREVIATION),
}
_YES_NO = {"": "No", "no": "No", "yes": "Yes"}
_OFFICE = (
    Fact("office.name", "Name of the office", is_needed=True),
    Fact("office.abbreviation", "Abbreviation", is_needed=True),
    Fact("office.address.lines", "Postal address", FactKind.LINES, "Line by line"),
    Fact("office.address.email", "E-mail address"),
    Fact("office.address.telephone", "Telephone number"),
    Fact("office.address.website", "Web address"),
)
_FORCE = (
    Fact("force.name", "Name of the force", is_needed=True),
    Fact("force.short_name", "Short name", hint="For example, the Constabulary"),
)
_OTHERS = (
    FactGroup(
        "template",
        "Form and languages",
        (
            Fact(
                "template", "Template set of drafts that name none", hint="Without it, opccn-2023"
            ),
            Fact("second_language", "Second language", hint="Its tag, for example cy"),
        ),
    ),
    FactGroup(
        "calendar",
        "When the office means to do what",
        (
            Fact(
                "calendar.invite_within",
                "Working days within which the chief officer is invited",
                FactKind.NUMBER,
                "After the report was published; without it, 3",
            ),
            Fact(
                "calendar.comments_before",
                "Working days before the last day by which comments are in",
                FactKind.NUMBER,
                "Where the invitation names no day; without it, 15",
            ),
            Fact(
                "calendar.publish_before",
                "Working days before the last day on which you aim to publish",
                FactKind.NUMBER,
                "Without it, 5",
            ),
            Fact(
                "calendar.remind",
                "Days before each date on which the calendar reminds of it",
                FactKind.NUMBERS,
                "For example, 7, 1; for no reminders, none. Without it, 7, 1",
            ),
        ),
    ),
    FactGroup(
        "site",
        "Publication pages",
        (
            Fact(
                "site.address",
                "Address of the folder to which they are uploaded",
                hint="For example, https://www.example.org/section-55/",
            ),
            Fact("site.language", "Language", hint="Without it, en-GB"),
            Fact(
                "site.meetings",
                "Does their calendar show the panel’s meetings?",
                FactKind.YES_NO,
                choices=_YES_NO,
            ),
        ),
    ),
    FactGroup(
        "publish",
        "What the public files hold",
        (
            Fact(
                "publish.dispatch_details",
                "How copies were sent, and under which reference?",
                FactKind.YES_NO,
                choices=_YES_NO,
            ),
            Fact(
                "publish.items_not_applicable",
                "Comments on items that do not apply?",
                FactKind.YES_NO,
                choices=_YES_NO,
            ),
        ),
    ),
)


def settings_groups(text: str) -> tuple[FactGroup, ...]:
    """List the settings, group by group, with what the file says.

    Args:
        text: the text of the settings, with a byte order mark or without.

    Returns:
        the groups; none where the text is not YAML with keys.
    """
    root, _ = read_tree(text.removeprefix(BYTE_ORDER_MARK))
    if not isinstance(root, Keys):
        return ()
    groups = (
        FactGroup("office", "The office", _OFFICE),
        FactGroup("force", "The police force", _FORCE),
        *_terms(root),
        *list_groups(root),
        *_OTHERS,
    )
    return tuple(replace(one, facts=with_values(root, one.facts)) for one in groups)


def _terms(root: Node) -> Iterator[FactGroup]:
    for key, title in TERMS.items():
        for place in range(count_at(root, key)):
            path = f"{key}[{place}]"
            yield FactGroup(path, title, tuple(_facts_of(key, path)))


def _facts_of(key: str, path: str) -> Iterator[Fact]:
    for one in (*_OF_A_TERM[key], *DAYS):
        yield replace(one, path=f"{path}.{one.path}")


def successor_facts(key: str) -> FactGroup:
    """List what is to be said of somebody or something new.

    Args:
        key: one of :data:`TERMS`.
    """
    since = Fact("new.since", "First day on which this counts", FactKind.DAY, is_needed=True)
    facts = (Fact(f"new.{one.path}", one.title, hint=one.hint) for one in _OF_A_TERM[key])
    return FactGroup("new", f"{TERMS[key]}: a new one", (*facts, since))


def with_settings(text: str, changes: Sequence[FactChange]) -> str:
    """Write what people filled in into the settings, all of it or nothing.

    Raises:
        S55Error: what :func:`s55.sources.facts.with_facts` raises.
    """
    facts = [fact for group in settings_groups(text) for fact in group.facts]
    # Days come last in an entry, whatever the order of the model.
    return with_facts(text, Settings, facts, changes, in_order=False)


def with_successor(text: str, key: str, said: Mapping[str, str], since: date) -> str:
    """Add who or what comes next: the one before counts until the day before.

    Args:
        text: the text of the settings.
        key: one of :data:`TERMS`.
        said: the facts of the new one, by their names.
        since: the first day on which it counts.

    Raises:
        S55Error: W120 when the last one counts from a later day, or until one; and what is wrong
            with what is said, with its path from ``new``.
    """
    settings = load_settings(text.removeprefix(BYTE_ORDER_MARK), "")
    terms: Sequence[Term] = getattr(settings, key)
    last = terms[-1]
    if (last.until or last.since or date.min) >= since:
        raise S55Error([_overlapping(last, since)])
    edit = YamlEdit(text)
    if last.until is None:
        edit.set((key, len(terms) - 1, "until"), since - timedelta(days=1))
    edit.append(key, {**{name: value for name, value in said.items() if value}, "since": since})
    try:
        load_settings(edit.text.removeprefix(BYTE_ORDER_MARK), "")
    except S55Error as failure:
        path = f"{key}[{len(terms)}]"
        raise S55Error([of_the_new(one, path) for one in failure.problems]) from None
    return edit.text


def _overlapping(last: Term, since: date) -> Problem:
    counts = f"until {with_weekday(last.until)}" if last.until else "from a later day"
    return error(
        "W120",
        f"from {with_weekday(since)} there would be two: the last entry counts {counts}",
        "Give a later day, or change the days of the last entry first.",
        path="new.since",
    )
