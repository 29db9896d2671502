"""Merge a returned file into its draft, field by field, and list what changes."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

from s55.drafts.load import Draft, load
from s55.errors import S55Error
from s55.model.dates import with_weekday
from s55.model.response import Response
from s55.problems import Problem, error, has_errors, warning
from s55.records import dataclass
from s55.returns.dates import day_of
from s55.returns.items import path_now
from s55.returns.merge import merged
from s55.returns.particulars import LISTS
from s55.returns.translations import ENTRY, entry_of, translation_notes, translation_now
from s55.returns.word.marks import Carried, Kind
from s55.returns.word.reading import DATES, Returned, carried_in, read_returned
from s55.sources.editing import YamlEdit
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.splices import EditError
from s55.sources.tree import parse_path
from s55.sources.writing import Value
from s55.word.contents import is_text

LEFT = "you left it as it was"
"""Why a change that a person has chosen to leave is not made."""
_REQUIRED = frozenset({"title", "published", "area", "grade", "address"})
"""The last parts of the paths of what a draft must have."""


class Effect(StrEnum):
    """What a returned field does to the draft."""

    ADDED = "added"
    CHANGED = "changed"
    MERGED = "merged"
    CONFLICT = "conflict"
    EMPTIED = "emptied"
    KEPT = "kept"


class Decision(StrEnum):
    """What becomes of a change, as a person has chosen."""

    TAKE = "take"
    """The draft says what :attr:`Change.after` says."""
    FILE = "file"
    """The draft says what the file says, where both have changed."""
    LEAVE = "leave"
    """The draft stays as it is."""


_TAKEN = (Effect.ADDED, Effect.CHANGED, Effect.MERGED)
"""What brings a new translation into the draft."""


@dataclass(frozen=True, slots=True)
class Change:
    """A field that the returned file shows.

    Attributes:
        path: the field.
        effect: what happens to it; with KEPT nothing does.
        before: what the draft says.
        after: what it will say.
        why: for KEPT, why nothing happens.
        returned: what the file says, where that is not what the draft will say.
    """

    path: str
    effect: Effect
    before: str
    after: str
    why: str = ""
    returned: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """The outcome.

    Attributes:
        text: the draft with what came back.
        changes: the fields that came back with something new.
        same: the fields that came back as they were.
        problems: what a person should know.
        returned: the file as read.
    """

    text: str
    changes: tuple[Change, ...]
    same: tuple[str, ...]
    problems: tuple[Problem, ...]
    returned: Returned

    @property
    def unchanged(self) -> int:
        """How many fields came back as they were."""
        return len(self.same)


def collect(  # noqa: PLR0913  # what came, what it is compared with, and what becomes of it
    text: str,
    name: str,
    data: bytes,
    file: str,
    made: bytes | None = None,
    *,
    allow_empty: bool,
    instead: Carried | None = None,
    chosen: Mapping[str, Decision] | None = None,
) -> Collected:
    """Merge what a returned file says into the draft.

    Args:
        text: the text of the draft, a byte order mark included.
        name: the draft's name.
        data: the returned file.
        file: its name, for messages.
        made: the same document as s55 makes it; None where it cannot be made.
        allow_empty: whether an answer that was emptied empties the draft's text.
        instead: what is known of the file where it does not say so itself any more.
        chosen: what becomes of each change, by its path: what is not named is left. None takes
            everything.

    Raises:
        S55Error: R101 s55 has put nothing into the file, R102 it belongs to another response, and
            the problems of a draft or a file that cannot be read.
    """
    draft, problems = load(text.removeprefix(BYTE_ORDER_MARK), "")
    if draft is None:
        raise S55Error(problems)
    carried = carried_in(data, file)
    if carried is not None:
        _refuse_another(carried, draft.response, name)
    returned = read_returned(data, file, name, made, instead)
    text, changes, same = _merged(text, draft, returned, allow_empty=allow_empty, chosen=chosen)
    notes = [*([] if carried else [_without_data()]), *returned.problems]
    notes += [_conflict(one) for one in changes if one.effect is Effect.CONFLICT]
    if returned.carried.kind is Kind.TRANSLATION:
        notes += translation_notes(
            returned.said,
            returned.carried.base,
            returned.carried.translations,
            draft.response,
            shlex.quote(name),
        )
    return Collected(text, tuple(changes), tuple(same), tuple(notes), returned)


def _merged(
    text: str,
    draft: Draft,
    returned: Returned,
    *,
    allow_empty: bool,
    chosen: Mapping[str, Decision] | None,
) -> tuple[str, list[Change], list[str]]:
    """Write what came back into the draft: its new text, the changes, and what is as it was."""
    carried = returned.carried
    decided: list[_DecidedChange] = []
    same: list[str] = []
    for path, said in returned.said.items():
        at = _place_now(path, carried, draft.response)
        held = None if at is None else _held(draft, at)
        change = _change(carried.base[path], held, said, at or path)
        if change is None:
            same.append(path)
            continue
        if chosen is not None:
            change = _as_chosen(change, chosen.get(change.path, Decision.LEAVE))
        change = _allowed(change, allow_empty=allow_empty)
        is_new = carried.kind is Kind.TRANSLATION and change.effect in _TAKEN
        mark = carried.translations[entry_of(path)].of if is_new else ""
        decided.append(_DecidedChange(change, mark))
    text, changes = _written(text, decided)
    return text, changes, same


def _place_now(path: str, carried: Carried, response: Response) -> str | None:
    if path.startswith(ENTRY):
        return translation_now(path, carried.translations, response)
    return path_now(path, carried.items, response)


def _refuse_another(carried: Carried, response: Response, name: str) -> None:
    inspection = response.inspection
    same_title = carried.title.split() == inspection.title.split()
    same_day = carried.published == inspection.published.isoformat()
    if same_title and same_day:
        return
    if carried.draft == name and (same_title or same_day):
        return  # its title or date was corrected after the invitation
    report = f"'{carried.title}', published on {_in_words(carried.published)}"
    made = f" (draft '{carried.draft}')" if carried.draft else ""
    problem = error(
        "R102",
        f"the file belongs to another response: to the report {report}{made}",
        f"This draft answers '{inspection.title}', published on "
        f"{with_weekday(inspection.published)}. Collect the file into its own draft.",
    )
    raise S55Error([problem])


def _in_words(published: str) -> str:
    try:
        return with_weekday(date.fromisoformat(published))
    except ValueError:
        return published


def _held(draft: Draft, path: str) -> str | None:
    """Look up a field of the draft: '' where it is empty, None where there is no such place."""
    place: Any = draft.response
    for part in parse_path(path):
        if isinstance(part, int):
            if part >= len(place):
                return None
            place = place[part]
        elif place is not None:
            place = getattr(place, part, None)
    if isinstance(place, tuple):
        return "\n".join(map(str, place))
    return "" if place is None else str(place)


# --- one field ------------------------------------------------------------------


def _change(base: str, ours: str | None, theirs: str, path: str) -> Change | None:
    """Decide what a field that came back changes in the draft; None for nothing."""
    was, now = base.strip(), theirs.strip()
    if now == was:
        return None
    if ours is None:
        return Change(path, Effect.KEPT, "", theirs, "the draft no longer has this item")
    if now == ours.strip():
        return None
    if not now:
        return _emptied(ours, edited=ours.strip() != was, path=path)
    if not ours.strip() and not was:
        return Change(path, Effect.ADDED, ours, theirs)
    if ours.strip() == was:
        return Change(path, Effect.CHANGED, ours, theirs)
    if not is_text(path):
        why = "the draft was edited since, and says something else"
        return Change(path, Effect.KEPT, ours, theirs, why)
    both = merged(base, ours, theirs)
    effect = Effect.CONFLICT if both.conflicts else Effect.MERGED
    return Change(path, effect, ours, both.text, returned=theirs)


def _emptied(ours: str, *, edited: bool, path: str) -> Change:
    if edited:
        why = "it came back empty, and the draft was edited since"
        return Change(path, Effect.KEPT, ours, "", why)
    return Change(path, Effect.EMPTIED, ours, "")


def _as_chosen(change: Change, choice: Decision) -> Change:
    if choice is Decision.LEAVE and change.effect is not Effect.KEPT:
        return replace(change, effect=Effect.KEPT, why=LEFT)
    if choice is Decision.FILE and change.returned:
        return replace(change, effect=Effect.CHANGED, after=change.returned, returned="")
    return change


def _allowed(change: Change, *, allow_empty: bool) -> Change:
    if change.effect is not Effect.EMPTIED:
        return change
    if change.path.rpartition(".")[2] in _REQUIRED:
        return replace(
            change, effect=Effect.KEPT, why="it came back empty, and a draft must have it"
        )
    if not allow_empty:
        why = "it came back empty; to empty the draft too, add --allow-empty"
        return replace(change, effect=Effect.KEPT, why=why)
    return change


@dataclass(frozen=True, slots=True)
class _DecidedChange:
    """A change, and what is noted beside a translation that came back.

    Attributes:
        change: the change.
        mark: of which words it is a translation; '' for none.
    """

    change: Change
    mark: str

    def values(self) -> Iterator[tuple[str, Value]]:
        """Give what is written, and where."""
        change, path = self.change, self.change.path
        if change.effect is Effect.KEPT:
            return
        if change.effect is Effect.EMPTIED:
            yield path, None
        elif path in LISTS:
            yield path, change.after.split("\n")
        elif path.rpartition(".")[2] in DATES:
            yield path, day_of(change.after)
        else:
            yield path, change.after
        if self.mark:
            yield f"{entry_of(path)}.of", self.mark


def _written(text: str, decided: Sequence[_DecidedChange]) -> tuple[str, list[Change]]:
    """Write changes into the draft; those that cannot be written are left for a person to make.

    All are tried at once, for the draft is read back each time. If they cannot be written, the
    halves are tried, down to those that are the reason.
    """
    values = [value for one in decided for value in one.values()]
    changes = [one.change for one in decided]
    if not values:
        return text, changes
    try:
        edited = YamlEdit(text, Response).set_all(values).text
        why = _newly_wrong(text, edited)
    except EditError as failure:
        edited, why = text, f"{failure.reason}, and s55 changes nothing but the field itself"
    if not why:
        return edited, changes
    if len(decided) == 1:
        return text, [replace(changes[0], effect=Effect.KEPT, why=why)]
    half = len(decided) // 2
    text, first = _written(text, decided[:half])
    text, second = _written(text, decided[half:])
    return text, [*first, *second]


def _newly_wrong(text: str, edited: str) -> str:
    """Say why a draft cannot hold what was written into it; '' where it can."""
    _, problems = load(edited.removeprefix(BYTE_ORDER_MARK), "")
    _, before = load(text.removeprefix(BYTE_ORDER_MARK), "")
    known = {(one.code, one.path) for one in before}
    new = [one for one in problems if has_errors([one]) and (one.code, one.path) not in known]
    why = next((one.message for one in new if one.code != "D118"), "")
    return f"the draft cannot hold it: {why}" if why else ""


def _without_data() -> Problem:
    return warning(
        "R116",
        "the file has lost the data that s55 put into it, so it was compared with the draft as it "
        "is now: s55 cannot tell which of the two changed a text",
        "Look at each change before you agree: the draft may be newer than the file.",
    )


def _conflict(change: Change) -> Problem:
    return warning(
        "R103",
        f"'{change.path}' was edited in the draft and in the returned file: both are in the "
        "draft, marked",
        "Keep one of the two, or write a third, and delete the marks.",
        path=change.path,
    )


def kept(changes: tuple[Change, ...]) -> Iterator[Problem]:
    """Yield R105 for everything that came back and was not taken over."""
    for change in changes:
        if change.effect is Effect.KEPT:
            yield warning(
                "R105",
                f"'{change.path}' is unchanged in the draft: {change.why}",
                "Compare the draft with the file, and decide.",
                path=change.path,
            )
