"""Write into a draft what a person changed in it at the desk: texts, facts, items and grades."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from s55.disk.changing import HistoryNote, change_text
from s55.disk.places import progress_file
from s55.drafts.facts import with_draft_facts
from s55.drafts.items.adding import NewItem, with_item
from s55.drafts.items.arranging import SeenItem, with_item_moved, without_item
from s55.drafts.items.grades import AreaGrade, with_grade, without_grade
from s55.drafts.progress import load_progress
from s55.drafts.texts import with_texts
from s55.drafts.translation.writing import TranslationChange, with_translated
from s55.errors import S55Error, problems_in
from s55.sources.facts import FactChange
from s55.sources.files import read_text
from s55.sources.seen import TextChange
from s55.workspace import shown

T = TypeVar("T")


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
        S55Error: what :func:`s55.drafts.translation.writing.with_translated` and
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
