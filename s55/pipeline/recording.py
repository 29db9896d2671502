"""Record what happened to a response in its draft, and to its items in the record of progress.

What is published is kept with the record, in ``published/``. What only publishing, signing or
listing needs is loaded there: most records are a line.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from s55.disk.changing import (
    FileChange,
    HistoryNote,
    OvertakenError,
    change_text,
    commit,
    until_not_overtaken,
)
from s55.disk.places import progress_file
from s55.drafts.dispatches import Record, marked, put_right
from s55.drafts.facts import with_draft_facts
from s55.drafts.items.adding import NewItem, with_item
from s55.drafts.items.arranging import SeenItem, with_item_moved, without_item
from s55.drafts.items.grades import AreaGrade, with_grade, without_grade
from s55.drafts.load import Draft, response_of
from s55.drafts.progress import Updated, load_progress, updated
from s55.drafts.signing import Approval, Signed, is_signed_so, signed
from s55.drafts.texts import with_texts
from s55.drafts.translation import TranslationChange, with_translated
from s55.errors import S55Error, problems_in
from s55.model.dates import with_weekday
from s55.model.distribution import WEBSITE, DispatchEvent
from s55.model.office import Settings
from s55.model.progress import Progress
from s55.problems import Problem, Severity, error, errors_of
from s55.sources.facts import FactChange
from s55.sources.files import read_text
from s55.sources.seen import TextChange, digest_of
from s55.workspace import Workspace, shown

T = TypeVar("T")

_PUBLISHED = (DispatchEvent.PUBLISHED, DispatchEvent.REPUBLISHED)


@dataclass(frozen=True, slots=True)
class Publishing:
    """How a publication is kept.

    Attributes:
        given: the files that were in fact published; without them s55 makes the three.
    """

    given: tuple[Path, ...] = ()


def record_dispatch(
    workspace: Workspace,
    path: Path,
    record: Record,
    today: date,
    *,
    replace: bool = False,
    anyway: bool = False,
    publishing: Publishing | None = None,
) -> str:
    """Record in a draft that the response was published or sent; give a summary line.

    What is published on the website is kept as it is, if ``publishing`` says how.

    Args:
        workspace: the workspace.
        path: the draft.
        record: the event.
        today: the current day in Europe/London.
        replace: whether to put the latest record of the recipient right instead.
        anyway: whether to record a day that cannot be right.
        publishing: how a publication is kept; None to record only.

    Raises:
        S55Error: what :mod:`s55.drafts.dispatches` raises, and P408 with what
            :func:`s55.pipeline.publications.publishing.publication_of` raises; the file is then
            as it was.
    """
    settings = workspace.settings_or_none()
    lines = settings.checklist.add if settings else ()
    added = {recipient for line in lines for recipient in line.recipients}
    noted = HistoryNote(path, "mark")
    record_in = put_right if replace else marked

    def once() -> str:
        text = read_text(path, shown(path), keep_mark=True)
        with problems_in(shown(path)):
            made = record_in(text, record, added, today, anyway=anyway)
        is_published = record.recipient == WEBSITE and made.event in _PUBLISHED
        change = FileChange(path, text.encode(), made.text.encode())
        kept = ""
        if publishing and is_published and (publishing.given or not replace):
            said = write_published(workspace, change, noted, record.day, today, publishing)
            kept = f" {said}."
        else:
            commit([change], noted)
        what = "put right" if replace else "recorded"
        day = f", {with_weekday(record.day)}" if record.day else ""
        return f"{shown(path)}: {what} {record.recipient}, {made.event.value}{day}.{kept}"

    return until_not_overtaken(once)


def write_published(
    workspace: Workspace,
    change: FileChange,
    noted: HistoryNote,
    day: date | None,
    today: date,
    publishing: Publishing,
) -> str:
    """Keep a publication and write the draft, both or neither; say where it is kept.

    Args:
        workspace: where publications are kept.
        change: the draft as it was read, and with the publication recorded.
        noted: what the history says of it.
        day: the day of the publication, if it is known.
        today: the current day in Europe/London.
        publishing: how it is kept.

    Raises:
        S55Error: P408 with what
            :func:`s55.pipeline.publications.publishing.publication_of` raises.
    """
    from s55.pipeline.publications.publishing import kept_as, publication_of
    from s55.rules.signed import CHANGED_SINCE

    path, text = change.path, (change.after or b"").decode()
    settings = workspace.settings_or_none()  # before: what was written is not refused any more
    try:
        kept, folder = publication_of(workspace, path, text, day, today, publishing.given)
        commit([*folder, change], noted)
    except OvertakenError:
        raise
    except S55Error as failure:
        raise S55Error([*failure.problems, _not_kept(path)], failure.exit_code) from None
    if response_of(text).sign_off is None and not publishing.given:
        return f"{kept_as(kept)}. It is not signed off, and they say that it is a draft"
    problems = _problems_now(path, settings, today)
    if any(one.code in CHANGED_SINCE for one in problems):
        return (
            f"{kept_as(kept)}. It is not as it was signed off: s55 check {shlex.quote(path.stem)}"
        )
    return kept_as(kept)


def _problems_now(path: Path, settings: Settings | None, today: date) -> Sequence[Problem]:
    """Check a draft that was just written, for a remark; what cannot be read gives none."""
    from s55.pipeline.response import check_file

    try:
        return check_file(path, settings, today).problems
    except S55Error:
        return ()


def _not_kept(path: Path) -> Problem:
    return error(
        "P408",
        "nothing was recorded: what is published is kept as well, and that could not be done",
        "Put right what is said above. Of a response that was published before s55 kept it, keep "
        "the file itself (--file FILE), or record only the day (--without-files).",
    ).in_file(shown(path))


def record_sign_off(
    workspace: Workspace,
    path: Path,
    approval: Approval,
    today: date,
    *,
    again: bool,
    seen: str | None = None,
) -> str:
    """Record in a draft who approved it, and keep it as it was signed; give a summary line.

    Args:
        workspace: the workspace.
        path: the draft.
        approval: who approved it, and when.
        today: the current day in Europe/London.
        again: whether an approval that is recorded is replaced.
        seen: the text that was looked at, by :func:`s55.sources.seen.digest_of`; None for the text
            as it is.

    Raises:
        S55Error: every error in the draft, K111 when it is not the text that was looked at, and
            what :func:`s55.drafts.signing.signed` and :func:`s55.disk.changing.commit` raise; the
            draft is then as it was.
    """
    from s55.pipeline.response import check_file
    from s55.pipeline.signing import signed_changes

    settings = workspace.settings()

    def once() -> str:
        before = read_text(path, shown(path), keep_mark=True)
        draft = check_file(path, settings, today)
        if seen is not None and digest_of(before) != seen:
            # Who is not told that it was done sends the same again.
            if draft.usable and is_signed_so(draft.usable.response, settings, approval):
                return "it is signed off so already."
            raise S55Error([changed_meanwhile("Look at the response, and say so again.")])
        if draft.usable is None:
            raise S55Error(errors_of(draft.problems))
        done = _signed(before, draft.usable, settings, approval, today, again=again)
        # The copy first: a sign-off without its copy could not say what changed.
        kept, copies = signed_changes(path, done.text)
        change = FileChange(path, before.encode(), done.text.encode())
        commit([*copies, change], HistoryNote(path, "sign"))
        who = ", ".join(filter(None, (done.sign_off.name, done.sign_off.post)))
        return f"signed off on {with_weekday(done.sign_off.date)} by {who}; kept as {shown(kept)}."

    summary = until_not_overtaken(once)
    problems = _problems_now(path, settings, today)
    if warnings := sum(one.severity is Severity.WARNING for one in problems):
        noun = "warning" if warnings == 1 else "warnings"
        summary += f" ({warnings} {noun}: s55 check {shlex.quote(path.stem)})"
    return f"{shown(path)}: {summary}"


def changed_meanwhile(hint: str) -> Problem:
    """Say that a draft is not what the person saw who decided about it (K111)."""
    message = "somebody else has changed the draft meanwhile; nothing was written"
    return error("K111", message, hint)


def _signed(
    text: str, draft: Draft, settings: Settings, approval: Approval, today: date, *, again: bool
) -> Signed:
    with problems_in(draft.file):
        try:
            return signed(text, draft.response, settings, approval, today, again=again)
        except S55Error as failure:
            raise S55Error(draft.located(failure.problems), failure.exit_code) from None


def record_texts(path: Path, changes: Sequence[TextChange], *, goes_on: bool = False) -> None:
    """Write what a person changed into a draft.

    Args:
        path: the draft.
        changes: the changes.
        goes_on: whether they go on with the last ones, and are one state of the history with them.

    Raises:
        S55Error: what :func:`s55.drafts.texts.with_texts` and
            :func:`s55.disk.changing.commit` raise; the draft is then as it was.
    """
    _rewrite(path, lambda text: (with_texts(text, changes), None), goes_on=goes_on)


def text_with(path: Path, changes: Sequence[TextChange]) -> str:
    """Give what a draft would say if texts were recorded in it; nothing is written.

    Raises:
        S55Error: what :func:`s55.drafts.texts.with_texts` raises, and when it cannot be read.
    """
    with problems_in(shown(path)):
        return with_texts(read_text(path, shown(path)), changes)


def record_facts(path: Path, changes: Sequence[FactChange]) -> None:
    """Write facts that a person filled in into a draft.

    Raises:
        S55Error: what :func:`s55.drafts.facts.with_draft_facts` and
            :func:`s55.disk.changing.commit` raise; the draft is then as it was.
    """
    _rewrite(path, lambda text: (with_draft_facts(text, changes), None))


def record_item(path: Path, new: NewItem) -> str:
    """Add an item to a draft; give its path.

    Raises:
        S55Error: what :func:`s55.drafts.items.adding.with_item` and
            :func:`s55.disk.changing.commit` raise; the draft is then as it was.
    """
    return _rewrite(path, lambda text: with_item(text, new))


def record_grade(path: Path, new: AreaGrade) -> None:
    """Add a graded judgment to a draft.

    Raises:
        S55Error: what :func:`s55.drafts.items.grades.with_grade` and
            :func:`s55.disk.changing.commit` raise; the draft is then as it was.
    """
    _rewrite(path, lambda text: (with_grade(text, new), None))


def record_grade_removal(path: Path, at: int, seen: AreaGrade) -> None:
    """Remove a graded judgment from a draft, by its place in the list from 0.

    Raises:
        S55Error: what :func:`s55.drafts.items.grades.without_grade` and
            :func:`s55.disk.changing.commit` raise; the draft is then as it was.
    """
    _rewrite(path, lambda text: (without_grade(text, at, seen), None))


def record_translation(path: Path, change: TranslationChange, *, goes_on: bool = False) -> None:
    """Write the translation of a text into a draft.

    Args:
        path: the draft.
        change: the translation.
        goes_on: whether it goes on with the change before, as one state of the history.

    Raises:
        S55Error: what :func:`s55.drafts.translation.with_translated` and
            :func:`s55.disk.changing.commit` raise; the draft is then as it was.
    """
    _rewrite(path, lambda text: (with_translated(text, change), None), goes_on=goes_on)


def record_move(path: Path, item: SeenItem, to: int) -> None:
    """Move an item of a draft to another place of its list, from 0.

    Raises:
        S55Error: what :func:`s55.drafts.items.arranging.with_item_moved` and
            :func:`s55.disk.changing.commit` raise; the draft is then as it was.
    """
    _rewrite(path, lambda text: (with_item_moved(text, item, to, _recorded(path)), None))


def record_removal(path: Path, item: SeenItem) -> None:
    """Remove an item from a draft.

    Raises:
        S55Error: what :func:`s55.drafts.items.arranging.without_item` and
            :func:`s55.disk.changing.commit` raise; the draft is then as it was.
    """
    _rewrite(path, lambda text: (without_item(text, item, _recorded(path)), None))


def _recorded(path: Path) -> Sequence[str]:
    """Name the items of which progress is recorded."""
    record = progress_file(path)
    if not record.exists():
        return ()
    found, problems = load_progress(read_text(record, shown(record)), shown(record))
    if found is None:
        raise S55Error(problems)
    return list(found.items)


def _rewrite(path: Path, make: Callable[[str], tuple[str, T]], *, goes_on: bool = False) -> T:
    """Change a draft at the desk; give what ``make`` gives besides the new text."""

    def made(text: str) -> tuple[str, T]:
        with problems_in(shown(path)):
            return make(text)

    return change_text(path, shown(path), made, HistoryNote(path, "desk", goes_on=goes_on))


def record_progress(path: Path, item: str, progress: Progress, today: date) -> str:
    """Record how far the force is with an item; give a summary line. The draft is not changed.

    Raises:
        S55Error: what :func:`s55.drafts.progress.updated` raises; the file is then as it was.
    """
    with problems_in(shown(path)):
        draft = response_of(read_text(path, shown(path)))
    record = progress_file(path)

    def make(text: str) -> tuple[str, Updated]:
        with problems_in(shown(record)):
            found = updated(text or None, draft, item, progress, today)
        return found.text, found

    found = change_text(record, shown(record), make, HistoryNote(path, "update"))
    summary = f"recorded {found.reference}, {progress.status.value}, {with_weekday(progress.date)}."
    if found.latest > progress.date:
        latest = with_weekday(found.latest)
        summary += f" It stays {found.status.value}: its latest entry is of {latest}."
    if not found.applies:
        summary += " (The draft says that it does not apply.)"
    return f"{shown(record)}: {summary}"


def item_lines(workspace: Workspace, path: Path, item: str | None, today: date) -> list[str]:
    """Describe the items of a draft, or one of them, with the force's progress.

    Raises:
        S55Error: every error in the draft, D131 or D132 when ``item`` means none or several.
    """
    from s55.office.items import path_of_item, tracked_items
    from s55.pipeline.cases import case_of_draft
    from s55.views.tracker import lines_of_item, lines_of_items

    case = case_of_draft(workspace, path, today)
    head = f"{shown(path)}: {case.response.inspection.title}"
    if item is None:
        return [head, *lines_of_items(case)]
    with problems_in(shown(path)):
        wanted = path_of_item(item, case.response)
    (found,) = (one for one in tracked_items(case) if one.path == wanted)
    return [head, *lines_of_item(found)]
