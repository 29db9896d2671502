"""What the preview knows of one draft, and how it comes to know it: step by step, newest first.

A step that is overtaken by another save is given up. What fails leaves the last good state in
place: its problem is shown beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from s55.errors import S55Error
from s55.preview.changes import with_changes
from s55.preview.libreoffice import Office, OfficeError
from s55.preview.making import Looked, Ready, look_at, problems_of_set
from s55.preview.pictures import PagePicture, page_pictures
from s55.problems import Problem
from s55.workspace import Workspace, shown


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of the PDF or of the Word file.

    Attributes:
        pictures: the pages; those of the last time where making them failed.
        note: what to say where there are none, or none that are new.
        is_current: whether they show the draft as it is.
    """

    pictures: tuple[PagePicture, ...] = ()
    note: str = "They are being made."
    is_current: bool = False

    def name_of(self, number: int) -> str:
        """A name for a page's picture, which changes when the picture does."""
        return hashlib.sha256(self.pictures[number].png).hexdigest()[:16]


@dataclass
class Preview:
    """One draft, as the preview shows it.

    Attributes:
        name: the name of the draft.
        path: its file.
        version: grows with every change of what is shown.
        page: the last good page, with what changed marked; '' before the first.
        clean_page: the same without marks.
        changed: how many places in it are new.
        is_current: whether the page shows the draft as it is.
        problems: of the draft, and what stops it.
        set_problems: of the template set.
        standing: deadlines and what is to do, line by line.
        pdf: the pages of the PDF.
        word: the pages of the Word file.
    """

    name: str
    path: Path
    version: int = 0
    page: str = ""
    clean_page: str = ""
    changed: int = 0
    is_current: bool = False
    problems: tuple[Problem, ...] = ()
    set_problems: tuple[Problem, ...] = ()
    standing: tuple[str, ...] = ()
    pdf: Pages = field(default_factory=Pages)
    word: Pages = field(default_factory=Pages)


Step = Callable[[], None]


def steps_for(preview: Preview, workspace: Workspace, today: date, office: Office) -> list[Step]:
    """What is to be done when a file was saved, in its order; each step changes ``preview``.

    The first step makes the page, which is what a reader waits for. The others take longer.
    """
    found: list[Ready] = []

    def page() -> None:
        looked = look_at(workspace, preview.path, today)
        made, problems = _tried(preview, looked)
        # All at once, at the end: what is shown in the meantime is the last state, whole.
        preview.problems = problems
        preview.standing = looked.standing or preview.standing
        if made is not None and made != preview.clean_page:
            preview.page, preview.changed = with_changes(made, preview.clean_page or None)
            preview.clean_page = made
        preview.is_current = made is not None
        if made is not None and looked.ready is not None:
            found.append(looked.ready)

    def template_set() -> None:
        for ready in found:
            preview.set_problems = problems_of_set(ready.template)

    def pdf() -> None:
        preview.pdf = _pages(preview, preview.pdf, found, lambda ready: ready.printed())

    def word() -> None:
        preview.word = _pages(preview, preview.word, found, lambda one: office.to_pdf(one.word()))

    return [page, template_set, pdf, word]


def _tried(preview: Preview, looked: Looked) -> tuple[str | None, tuple[Problem, ...]]:
    """The page, or None where something stops it, and every problem there is."""
    if looked.ready is None:
        return None, looked.problems
    try:
        return looked.ready.page(), looked.problems
    except S55Error as failure:
        return None, looked.problems + _new(preview.path, failure, looked.problems)


def _new(path: Path, failure: S55Error, known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    located = (p if p.file else p.in_file(shown(path)) for p in failure.problems)
    relative = (replace(p, file=shown(Path(p.file))) if p.file else p for p in located)
    return tuple(problem for problem in relative if problem not in known)


def _pages(
    preview: Preview, before: Pages, found: list[Ready], make: Callable[[Ready], bytes]
) -> Pages:
    if not found:
        return Pages(before.pictures, "They show the draft as it was before the problem.")
    try:
        return Pages(tuple(page_pictures(make(found[0]))), "", is_current=True)
    except OfficeError as failure:
        return Pages(before.pictures, str(failure))
    except S55Error as failure:
        preview.problems += _new(preview.path, failure, preview.problems)
        return Pages(before.pictures, "They could not be made: see the problems.")
