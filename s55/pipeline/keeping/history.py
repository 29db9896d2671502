"""List what a draft said before, show what changed, and put an earlier state back."""

from __future__ import annotations

import difflib
import os
import shlex
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any
from zoneinfo import ZoneInfo

from s55.disk.changing import FileChange, HistoryNote, commit, until_not_overtaken
from s55.disk.history import BY_HAND, History, State, Texts, history_of, state_of, texts_of
from s55.disk.places import SETTINGS_FILE, progress_file
from s55.drafts.load import Draft, load
from s55.errors import ExitCode, S55Error
from s55.model.dates import with_weekday
from s55.model.distribution import WEBSITE
from s55.office.panel_file import load_panel
from s55.office.publications import publications_of
from s55.office.settings import PANEL_FILE, load_settings
from s55.pipeline.keeping.differences import TextDifference, text_differences
from s55.problems import error
from s55.records import dataclass
from s55.sources.files import BYTE_ORDER_MARK, contents_of
from s55.sources.reading import read_tree
from s55.sources.tree import data_of
from s55.workspace import DRAFT_SUFFIXES, Workspace, shown

LONGEST_LIST = 30
"""How many states are listed unless all are asked for."""
_PLACES = 3
"""How many places of a change are named."""
_DEPTH = 3
"""How many keys deep such a place is."""
_OWN_FILES = (SETTINGS_FILE, PANEL_FILE)
"""The files of the office, whose history is kept as that of a draft."""
_LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class DraftHistory:
    """The states of a draft, with the one that it is in if no command has seen it yet.

    Attributes:
        draft: the file of the draft; it may be gone.
        name: what commands call it.
        kept: the states that are kept.
        states: those, and the present one.
        now: what the draft and its record of progress say.
    """

    draft: Path
    name: str
    kept: History
    states: tuple[State, ...]
    now: Texts

    @classmethod
    def of(cls, workspace: Workspace, name: str) -> DraftHistory:
        """Read the history of a draft by its name, or its file; or of one of the office's files.

        Raises:
            S55Error: U101 and U102 when there is neither a draft nor a history of this name.
        """
        draft, called = _named(workspace, name)
        kept = history_of(draft)
        texts = texts_of(draft)
        now = state_of(texts, kept.states[-1] if kept.states else None)
        return cls(draft, called, kept, (*kept.states, now) if now else kept.states, texts)

    def state(self, number: int) -> State:
        """Find a state by its number.

        Raises:
            S55Error: U125 when there is none.
        """
        for one in reversed(self.states):
            if one.number == number:
                return one
        problem = error(
            "U125",
            f"there is no state {number} in the history of '{self.name}'",
            f"s55 history {shlex.quote(self.name)} --all lists them.",
        )
        raise S55Error([problem], ExitCode.USAGE)

    def texts(self, state: State) -> Texts:
        """Read the draft and the record of progress of a state.

        Raises:
            S55Error: O411 when they are not as they were kept.
        """
        if state is self.states[-1] and len(self.states) > len(self.kept.states):
            return self.now
        return self.kept.text(state.draft), self.kept.text(state.progress)

    def previous(self) -> State:
        """Find the state that undoing leads to; undoing twice leads two steps back.

        Raises:
            S55Error: U126 when there is none.
        """
        at = self.states[-1] if self.states else None
        while at is not None and at.back_to is not None:
            number = at.back_to
            at = next((one for one in self.states if one.number == number), None)
        earlier = [one for one in self.states if at is not None and one.number < at.number]
        found = [one for one in earlier if one.draft is not None]
        if not found:
            problem = error(
                "U126",
                f"there is nothing to undo: the history of '{self.name}' has no earlier state",
                "It begins with the first command that changes a draft, or renders it.",
            )
            raise S55Error([problem], ExitCode.USAGE)
        return found[-1]


def _named(workspace: Workspace, name: str) -> tuple[Path, str]:
    """Find the file that has a history, and what commands call it."""
    for inside in (name, _within(workspace, name)):
        if _is_own_file(workspace, inside):
            return workspace.root / inside, inside
    draft = _draft(workspace, name)
    return draft, draft.stem


def _within(workspace: Workspace, name: str) -> str:
    """Give the path in the workspace of a file that is typed in another way: './settings.yaml'."""
    path = Path(os.path.abspath(name))  # noqa: PTH100  # resolving would follow links
    is_inside = Path(name).name != name and path.is_relative_to(workspace.root)
    return path.relative_to(workspace.root).as_posix() if is_inside else name


def _is_own_file(workspace: Workspace, name: str) -> bool:
    return name in _OWN_FILES or _is_file_of_set(workspace, name)


def _draft(workspace: Workspace, name: str) -> Path:
    try:
        return workspace.draft(name)
    except S55Error:
        if "\0" in name:  # no file has such a name, and Python 3.13 does not look for one
            raise
        if name.endswith(DRAFT_SUFFIXES):
            files = [Path(name)]
        else:
            files = [workspace.responses / f"{name}{suffix}" for suffix in DRAFT_SUFFIXES]
        for path in files:
            if history_of(path).states:
                return path
        raise


def _is_file_of_set(workspace: Workspace, name: str) -> bool:
    """Whether a name is of a file of an own template set: 'templates/our-office/style.css'."""
    first, *parts = PurePosixPath(name).parts or ("",)
    is_odd = any(one.startswith(".") or "\0" in one or "\\" in one for one in parts)
    if first != workspace.templates.name or len(parts) < 2 or is_odd:
        return False
    from s55.pipeline.template_sets import is_own_set

    return is_own_set(workspace, parts[0])


# --- listing ------------------------------------------------------------------------


def history_lines(history: DraftHistory, *, every: bool) -> Iterator[str]:
    """List the states of a draft, the latest one last: when, which command, what changed.

    Args:
        history: of the draft.
        every: whether to list all, and not only the latest.

    Raises:
        S55Error: O411 when a text is not as it was kept.
    """
    file, count = shown(history.draft), len(history.states)
    if not count:
        yield f"{file}: no history yet. It begins with the first command that changes the draft."
        return
    rows = history_rows(history, None if every else LONGEST_LIST)
    more = "" if every or count <= LONGEST_LIST else f", the latest {LONGEST_LIST} (all: --all)"
    noun = "state" if count == 1 else "states"
    yield f"{file}: {count} {noun}{more}"
    for row in rows:
        yield f"{row.number:>4}  {row.when}  {row.what}"


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """A state of a draft as a person reads it.

    Attributes:
        number: its number.
        when: the day and the time of day in Europe/London.
        what: which command made it, and what changed.
    """

    number: int
    when: str
    what: str


def history_rows(history: DraftHistory, latest: int | None = LONGEST_LIST) -> Iterator[HistoryRow]:
    """Describe the states of a draft, the latest one last.

    Args:
        history: of the draft.
        latest: how many of them; None for all.

    Raises:
        S55Error: O411 when a text is not as it was kept.
    """
    states = history.states
    chosen = states if latest is None else states[-latest:]
    left_out = len(states) - len(chosen)
    before = states[left_out - 1] if left_out else None
    for earlier, state in pairwise([before, *chosen]):
        if state is not None:
            yield HistoryRow(state.number, _when(state.when), _what(history, earlier, state))


def _when(when: datetime) -> str:
    local = when.astimezone(_LONDON)
    return f"{with_weekday(local.date())}, {local:%H:%M}"


def _what(history: DraftHistory, earlier: State | None, state: State) -> str:
    if state.back_to is not None:
        return f"s55 {state.command}: as in state {state.back_to}"
    if state.draft is None:
        return "the draft was deleted"
    if earlier is None:
        return "as it was found" if state.command == BY_HAND else f"s55 {state.command}"
    who = "changed by hand" if state.command == BY_HAND else f"s55 {state.command}"
    if history.draft.suffix not in DRAFT_SUFFIXES:  # it has no places to name
        return who
    return f"{who}: {_changed(history.texts(earlier), history.texts(state))}"


def _changed(before: Texts, after: Texts) -> str:
    """Name the places that changed in the draft and in the record of progress."""
    places: list[str] = []
    for old, new, where in zip(before, after, ("", "progress of "), strict=True):
        if old != new:
            found = list(_places(_data(old), _data(new), ()))
            places += [f"{where}{one}" for one in found] or [f"{where}the notes or the layout"]
    named = list(dict.fromkeys(places))
    more = len(named) - _PLACES
    return ", ".join(named[:_PLACES]) + (f" and {more} more" if more > 0 else "")


def _data(text: bytes | None) -> Any:
    if text is None:
        return None
    root, problems = read_tree(text.decode("utf-8", "replace").removeprefix(BYTE_ORDER_MARK))
    return data_of(root) if root is not None and not problems else text


def _places(old: Any, new: Any, path: tuple[str, ...]) -> Iterator[str]:
    """Give the places at which two documents differ; None is what is not there."""
    if old == new:
        return
    kind = type(new if old is None else old)
    given = [kind() if one is None and kind in (dict, list) else one for one in (old, new)]
    is_new_or_gone = None in (old, new) and len(path) >= _DEPTH - 1
    is_deep = is_new_or_gone or len(path) >= _DEPTH or kind not in (dict, list)
    if is_deep or any(not isinstance(one, kind) for one in given):
        yield ".".join(path) or "the text"
        return
    if kind is list:
        last = path[-1] if path else ""
        path = path[:-1]
        given = [{f"{last}[{at}]": value for at, value in enumerate(one)} for one in given]
    for key in dict.fromkeys((*given[0], *given[1])):
        yield from _places(given[0].get(key), given[1].get(key), (*path, str(key)))


def state_text(history: DraftHistory, number: int, *, progress: bool) -> str | bytes:
    """Give the text of the draft, or of its record of progress, in a state.

    A file of a template set that is no text, such as a Word layout, is given as its bytes.

    Raises:
        S55Error: U125 when there is no such state, O411 when it is not as it was kept.
    """
    draft, record = history.texts(history.state(number))
    data = (record if progress else draft) or b""
    return data if b"\0" in data else data.decode("utf-8", "replace")


def state_difference(history: DraftHistory, number: int) -> Iterator[str]:
    """Give the lines that a state removed and added, as programs for version control show them.

    Raises:
        S55Error: U125 when there is no such state, O411 when it is not as it was kept.
    """
    state = history.state(number)
    at = history.states.index(state)
    before = history.texts(history.states[at - 1]) if at else (None, None)
    files = (history.draft, progress_file(history.draft))
    for old, new, path in zip(before, history.texts(state), files, strict=True):
        if b"\0" in (old or b"") + (new or b""):  # no text
            from s55.lint.differences import set_differences

            files_of = [{path.name: one} if one else {} for one in (old, new)]
            yield from set_differences(*files_of)
            continue
        lines, other = ((one or b"").decode("utf-8", "replace").splitlines() for one in (old, new))
        name = shown(path)
        names = f"{name} (before)", f"{name} (state {number})"
        yield from difflib.unified_diff(lines, other, *names, lineterm="")


def state_texts(history: DraftHistory, number: int) -> tuple[TextDifference, ...]:
    """List the texts of the draft that changed with a state.

    A state in which the draft cannot be understood has no texts.

    Raises:
        S55Error: U125 when there is no such state, O411 when it is not as it was kept.
    """
    at = history.states.index(history.state(number))
    states = history.states[max(0, at - 1) : at + 1]
    drafts = [_loaded(history.texts(state)[0]) for state in states]
    return text_differences(drafts[0] if at else None, drafts[-1])


def _loaded(text: bytes | None) -> Draft | None:
    said = (text or b"").decode("utf-8", "replace").removeprefix(BYTE_ORDER_MARK)
    return load(said, "")[0]


# --- putting back -------------------------------------------------------------------


def put_back(workspace: Workspace, name: str, number: int | None) -> str:
    """Put a draft and its record of progress back as they were; give a summary line.

    What they say now stays in the history.

    Args:
        workspace: the workspace.
        name: of the draft, or the name of the settings, of the panel's file, or of a file of a
            template set: 'templates/our-office/style.css'.
        number: of the state; None for the one before the present one.

    Raises:
        S55Error: U125 and U126 when there is no such state, O412 when the draft would no longer
            record a publication that is kept, what is wrong with settings, with a file of the
            panel or with a template set, O411 and what :func:`s55.disk.changing.commit` raises;
            all is then as it was.
    """

    def once() -> str:
        history = DraftHistory.of(workspace, name)
        target = history.previous() if number is None else history.state(number)
        now = history.states[-1]
        file = shown(history.draft)
        if now.has_texts_of(target):
            return f"{file}: it is as in state {target.number} already; nothing was changed."
        draft, record = history.texts(target)
        if history.name in _OWN_FILES:
            _refuse_unsound(history.name, draft)
        elif _is_file_of_set(workspace, history.name):
            from s55.pipeline.keeping.set_files import checked_with

            checked_with(workspace, history.draft, draft)
        else:
            _refuse_contradiction(workspace, history.draft, draft)
        changes = [
            FileChange(progress_file(history.draft), history.now[1], record),
            FileChange(history.draft, history.now[0], draft),
        ]
        commit(changes, HistoryNote(history.draft, "undo", target.number))
        return (
            f"{file}: as it was on {_when(target.when)} (state {target.number}). "
            f"To take this back: s55 undo {shlex.quote(history.name)} --to {now.number}"
        )

    return until_not_overtaken(once)


def _refuse_unsound(name: str, text: bytes | None) -> None:
    """Refuse settings, or a file of the panel, with which no page could be made any more."""
    said = (text or b"").decode("utf-8", "replace").removeprefix(BYTE_ORDER_MARK)
    if name == SETTINGS_FILE:
        load_settings(said, name)
    else:
        load_panel(said, name)


def _refuse_contradiction(workspace: Workspace, draft: Path, text: bytes | None) -> None:
    """Refuse a text that records fewer publications than were kept (O412)."""
    recorded, typed = _publications_in(text), shlex.quote(draft.stem)
    for kept in publications_of(workspace.published, draft.stem):
        if _publications_in(contents_of(kept.draft)) > recorded:
            day = f", {with_weekday(kept.record.date)}" if kept.record.date else ""
            problem = error(
                "O412",
                f"publication {kept.number}{day}, is kept in {shown(kept.folder)}, and the draft "
                "would no longer record it; nothing was changed",
                f"Put the record right with s55 mark {typed} website --replace --on DATE, or "
                f"end the publication with s55 withdraw {typed} --on DATE --why TEXT.",
            )
            raise S55Error([problem.in_file(shown(draft))], ExitCode.PROBLEMS)


def _publications_in(text: bytes | None) -> int:
    """Count what a draft records of the website; 0 for one that cannot be understood."""
    loaded = _loaded(text)
    return len(loaded.response.distribution.get(WEBSITE, ())) if loaded else 0
