"""List what the panel's file says as forms, and change it: names, texts and meetings.

A change is checked as :func:`s55.office.panel_file.load_panel` checks the file. What was wrong with
it before does not stop a change that makes nothing else wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.model.panel import PanelSettings
from s55.office.panel_file import load_panel
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.editing import YamlEdit
from s55.sources.facts import (
    Fact,
    FactChange,
    FactGroup,
    FactKind,
    of_the_new,
    overtaken,
    with_facts,
    with_values,
)
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.seen import TextChange, digest_of, plain_text
from s55.sources.tree import Mapping as Keys
from s55.sources.tree import Node, count_at, parse_path, text_of, value_at

MEETINGS = "meetings"
_LIKE_OTHERS = "Without it, as in all papers"
_OF_THE_SET = "Without it, the text of the template set"
_PANEL = (
    Fact("panel", "Name of the panel", hint="Without it, Police and Crime Panel"),
    Fact("author.name", "Who writes the papers"),
    Fact("author.post", "Their post"),
    Fact("contact.name", "Whom a member asks about a paper"),
    Fact("contact.post", "Their post"),
    Fact("contact.email", "Their e-mail address", hint="Without it, that of the office"),
    Fact("contact.telephone", "Their telephone number", hint="Without it, that of the office"),
    Fact(
        "papers.clear_days",
        "Clear days between the papers and the meeting",
        FactKind.NUMBER,
        "Working days; without it, 5",
    ),
    Fact("purpose", "What a paper is for", FactKind.TEXT, _OF_THE_SET),
    Fact("recommendation", "What the panel is asked to do", FactKind.TEXT, _OF_THE_SET),
    Fact("background", "The duty to respond, in plain words", FactKind.TEXT, _OF_THE_SET),
    Fact("implications", "Implications", FactKind.TEXT, "For money, law, equality and so on"),
)
_OF_A_MEETING = (
    Fact("date", "Day of the meeting", FactKind.DAY, is_needed=True),
    Fact(
        "since",
        "First day of the period of its paper",
        FactKind.DAY,
        "Without it, the day after the period of the paper before",
    ),
    Fact(
        "until",
        "Last day of the period of its paper",
        FactKind.DAY,
        "Fill it in when the paper goes out: the next paper goes on from there",
    ),
    Fact("item", "Number on the agenda"),
    Fact("title", "Title of the paper", hint=_LIKE_OTHERS),
)
_TEXTS_OF_A_MEETING = (
    Fact("purpose", "What the paper is for", FactKind.TEXT, _LIKE_OTHERS),
    Fact("recommendation", "What the panel is asked to do", FactKind.TEXT, _LIKE_OTHERS),
    Fact("implications", "Implications", FactKind.TEXT, _LIKE_OTHERS),
)


@dataclass(frozen=True, slots=True)
class PanelGroup:
    """A part of the panel's file as a person saw it.

    Attributes:
        path: its path, as :func:`panel_groups` has it.
        day: the day of the meeting, as the file had it; '' for what is no meeting.
    """

    path: str
    day: str

    def refuse_another(self, text: str, *days: str) -> None:
        """Refuse to go on when the file has another meeting at the place by now (K102).

        Args:
            text: the text of the file.
            days: other days that the meeting may have by now.
        """
        there = {(one.path, one.about) for one in panel_groups(text)}
        if there.isdisjoint((self.path, day) for day in (self.day, *days)):
            raise self.overtaken()

    def overtaken(self) -> S55Error:
        """Say that the file has another meeting at the place, or none (K102)."""
        hint = "Go back to the meetings, and choose it again."
        message = "the file now has another meeting at this place, or none; nothing was written"
        return S55Error([error("K102", message, hint, path=self.path)])


def panel_groups(text: str) -> tuple[FactGroup, ...]:
    """List what the file says, the names and texts for all papers first, then each meeting.

    Args:
        text: the text of the file, with a byte order mark or without; '' where there is none.
    """
    root = _root(text)
    everywhere = FactGroup("panel", "All papers", _PANEL)
    if root is None:
        return (everywhere,)
    groups = (everywhere, *_meetings(root))
    return tuple(replace(one, facts=with_values(root, one.facts)) for one in groups)


def _root(text: str) -> Node | None:
    root, _ = read_tree(text.removeprefix(BYTE_ORDER_MARK))
    return root if isinstance(root, Keys) else None


def _meetings(root: Node) -> Iterator[FactGroup]:
    for at in range(count_at(root, MEETINGS)):
        path = f"{MEETINGS}[{at}]"
        day = text_of(value_at(root, parse_path(f"{path}.date")))
        facts = (*_OF_A_MEETING, *_points(count_at(root, f"{path}.points")), *_TEXTS_OF_A_MEETING)
        placed = tuple(replace(one, path=f"{path}.{one.path}") for one in facts)
        yield FactGroup(path, f"Meeting of {_in_words(day)}", placed, day)


def _points(count: int) -> Iterator[Fact]:
    """Give the points for discussion, and room for one more."""
    for at in range(count + 1):
        yield Fact(f"points[{at}]", f"Point for discussion {at + 1}", FactKind.TEXT)


def _in_words(day: str) -> str:
    try:
        return with_weekday(date.fromisoformat(day))
    except ValueError:
        return day or "an unknown day"


def new_meeting_facts() -> FactGroup:
    """List what is to be said of a meeting that is added."""
    facts = (replace(one, path=f"new.{one.path}") for one in _OF_A_MEETING)
    return FactGroup("new", "Add a meeting", tuple(facts))


def with_panel(text: str, changes: Sequence[FactChange]) -> str:
    """Write what people filled in, all of it or nothing, and leave every other byte as it was.

    Raises:
        S55Error: what :func:`s55.sources.facts.with_facts` and
            :func:`s55.office.panel_file.load_panel` raise.
    """
    facts = [fact for group in panel_groups(text) for fact in group.facts]
    changed = with_facts(_begun(text), PanelSettings, facts, changes)
    return _sound(changed, text)


def with_panel_text(text: str, seen: PanelGroup, change: TextChange) -> str:
    """Write one text of the file, and leave every other byte as it was.

    Args:
        text: the text of the file, with a byte order mark or without; '' where there is none.
        seen: the part of the file that it belongs to.
        change: the text, with the path of its fact.

    Raises:
        S55Error: K101 when somebody else has changed it meanwhile, K102 when there is no such text,
            or another meeting is at the place by now, K103 for a point for discussion that would
            be empty: it would be removed, and those after it would have other places; and as
            :func:`with_panel`.
    """
    fact = _text_seen(text, seen, change)
    if is_point(fact) and fact.value and not plain_text(change.text):
        hint = "Write it again, or remove it with its link."
        message = f"'{fact.title}' cannot be empty; nothing was written"
        raise S55Error([error("K103", message, hint, path=fact.path)])
    return with_panel(text, [FactChange(fact.path, fact.value, change.text)])


def without_point(text: str, seen: PanelGroup, change: TextChange) -> str:
    """Remove a point for discussion.

    Args:
        text: the text of the file, with a byte order mark or without.
        seen: its meeting.
        change: the point, with no text.

    Raises:
        S55Error: K101 when somebody else has changed it meanwhile, K102 when there is no such
            point, or another meeting is at the place by now, D117 when it cannot be removed.
    """
    fact = _text_seen(text, seen, change)
    if not is_point(fact):
        raise seen.overtaken()
    return with_panel(text, [FactChange(fact.path, fact.value, "")])


def _text_seen(text: str, seen: PanelGroup, change: TextChange) -> Fact:
    """Find the text that is to be changed, if it is as the person saw it, or as it is to be."""
    seen.refuse_another(text)
    fact = panel_text_at(text, seen.path, change.path)
    if fact is None:
        raise seen.overtaken()
    if digest_of(fact.value) not in {change.seen, digest_of(change.text)}:
        raise S55Error([overtaken(fact, fact.value)])
    return fact


def panel_text_at(text: str, group: str, path: str) -> Fact | None:
    """Find a text of the file; None where there is none."""
    for one in panel_groups(text):
        for fact in one.facts if one.path == group else ():
            if fact.path == path and fact.kind is FactKind.TEXT:
                return fact
    return None


def is_point(fact: Fact) -> bool:
    """Whether a fact is a point for discussion, which goes from its list when it is emptied."""
    return fact.path.endswith("]")


def with_meeting(text: str, changes: Sequence[FactChange]) -> tuple[str, str]:
    """Add a meeting, after those of earlier days.

    Args:
        text: the text of the file, with a byte order mark or without; '' where there is none.
        changes: what is said of it, by the paths of :func:`new_meeting_facts`.

    Returns:
        the new text, and the path of the meeting.

    Raises:
        S55Error: K103 without its day, and as :func:`with_panel`, with its paths from ``new``.
    """
    said = {one.path.removeprefix("new."): one.value.strip() for one in changes}
    if not said.get("date"):
        problem = error("K103", "the day of the meeting is missing", "Fill it in.", path="new.date")
        raise S55Error([problem])
    days = {one.path for one in _OF_A_MEETING if one.kind is FactKind.DAY}
    entry: dict[str, str | date] = {
        name: date.fromisoformat(value) if name in days else value
        for name, value in said.items()
        if value
    }
    edit = YamlEdit(_begun(text), PanelSettings)
    earlier = [one.about <= said["date"] for one in panel_groups(text) if one.path != "panel"]
    at = max((number for number, is_earlier in enumerate(earlier, 1) if is_earlier), default=0)
    edit.insert(MEETINGS, at, entry)
    path = f"{MEETINGS}[{at}]"
    try:
        return _sound(edit.text, text), path
    except S55Error as failure:
        raise S55Error([of_the_new(one, path) for one in failure.problems]) from None


def without_meeting(text: str, seen: PanelGroup) -> str:
    """Remove a meeting from the file.

    Args:
        text: the text of the file, with a byte order mark or without.
        seen: the meeting.

    Raises:
        S55Error: K102 when another one is at its place by now, or it is no meeting, D117 when it
            cannot be removed.
    """
    if not seen.day:
        raise seen.overtaken()
    seen.refuse_another(text)
    return YamlEdit(text, PanelSettings).remove(seen.path).text


def _begun(text: str) -> str:
    """Begin the list of meetings in a file that says nothing yet."""
    if _root(text) is not None or any(_says_something(line) for line in text.splitlines()):
        return text
    return f"{text.rstrip()}\n{MEETINGS}:\n".lstrip("\n")


def _says_something(line: str) -> bool:
    said = line.strip().removeprefix(BYTE_ORDER_MARK)
    return bool(said) and not said.startswith("#")


def _sound(changed: str, before: str) -> str:
    """Refuse a text in which more is wrong than there was before."""
    was = {(one.code, one.path, one.message) for one in _wrong(before)}
    new = [one for one in _wrong(changed) if (one.code, one.path, one.message) not in was]
    if new:
        raise S55Error([replace(one, file=None, line=None, column=None) for one in new])
    return changed


def _wrong(text: str) -> Sequence[Problem]:
    try:
        load_panel(text.removeprefix(BYTE_ORDER_MARK), "")
    except S55Error as failure:
        return failure.problems
    return ()
