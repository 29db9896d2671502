"""Hold the preview of one draft, and bring it up to date step by step.

A step that is overtaken by another save is given up. If a step fails, the last good state stays and
the problem is shown beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from s55.drafts.load import Draft
from s55.errors import S55Error, problems_in
from s55.lint.checking import set_problems
from s55.model.office import Settings
from s55.pipeline.response import DraftSets, Format, check_file, render
from s55.pipeline.standing import standing_of
from s55.preview.changes import with_changes
from s55.preview.libreoffice import LibreOffice, LibreOfficeError
from s55.preview.pictures import PagePicture, page_pictures
from s55.problems import Problem
from s55.rules.deadlines import england_and_wales
from s55.templating.sets import TemplateSet
from s55.views.response.contents import LogoView
from s55.views.response.notices import Replacement
from s55.workspace import Workspace, shown, with_shown_files


@dataclass(frozen=True, slots=True)
class PreviewPages:
    """The pages of the PDF or of the Word file.

    Attributes:
        pictures: the pages; if making them failed, those of the last time.
        note: what to say if there are none, or none that are new.
        is_current: whether they show the draft as it is.
    """

    pictures: tuple[PagePicture, ...] = ()
    note: str = "They are being made."
    is_current: bool = False

    def name_of(self, number: int) -> str:
        """Name a page's picture, so that the name changes when the picture does."""
        return hashlib.sha256(self.pictures[number].png).hexdigest()[:16]


@dataclass
class Preview:
    """What the preview shows of one draft.

    Attributes:
        name: the name of the draft; with a template set of its own, followed by ':' and its name.
        path: its file.
        template: the name of the template set that it is shown in; None for the draft's own.
        version: grows with every change of what is shown.
        page: the last good page, with what changed marked; '' before the first.
        clean_page: the same without marks.
        changed: how many places in it are new.
        is_current: whether the page shows the draft as it is.
        is_typed: whether the page shows a text that is being typed at the desk.
        watchers: how many browsers follow it.
        problems: those of the draft, and what stops it.
        set_problems: those of the template set, as its check finds them.
        standing: deadlines and what is to do, line by line.
        pdf: the pages of the PDF.
        word: the pages of the Word file.
    """

    name: str
    path: Path
    template: str | None = None
    version: int = 0
    page: str = ""
    clean_page: str = ""
    changed: int = 0
    is_current: bool = False
    is_typed: bool = False
    watchers: int = 0
    problems: tuple[Problem, ...] = ()
    set_problems: tuple[Problem, ...] = ()
    standing: tuple[str, ...] = ()
    pdf: PreviewPages = field(default_factory=PreviewPages)
    word: PreviewPages = field(default_factory=PreviewPages)

    @property
    def title(self) -> str:
        """Name the draft, and the template set if it is not the draft's own."""
        return f"{self.path.stem} in the set {self.template}" if self.template else self.path.stem

    @property
    def in_draft(self) -> tuple[Problem, ...]:
        """The problems that are put right in the draft or in the settings."""
        return tuple(one for one in self.problems if not _is_of_set(one))

    @property
    def in_set(self) -> tuple[Problem, ...]:
        """The problems that are put right in the template set, each once."""
        found = [one for one in self.problems if _is_of_set(one)]
        return tuple(dict.fromkeys([*found, *self.set_problems]))


def _is_of_set(problem: Problem) -> bool:
    return problem.code.startswith("L")


@dataclass(frozen=True, slots=True)
class RenderableDraft:
    """A draft that can be rendered, with its settings and its template set."""

    draft: Draft
    settings: Settings
    template: TemplateSet
    logo: LogoView | None
    replacement: Replacement | None = None

    def rendered(self, kind: Format) -> bytes:
        """Render the response to one format.

        Raises:
            S55Error: for a fault of the template set, or a character without a glyph.
        """
        made = render(self.draft, self.settings, self.template, self.logo, [kind], self.replacement)
        return made[kind]


@dataclass(frozen=True, slots=True)
class DraftState:
    """What is known of a draft before it is rendered.

    Attributes:
        ready: what to render, None if something stops it.
        problems: those of the draft, and what stops it from being rendered.
        standing: deadlines and what is to do, line by line; () where they cannot be worked out.
    """

    ready: RenderableDraft | None
    problems: tuple[Problem, ...]
    standing: tuple[str, ...] = ()


def read_draft(
    workspace: Workspace,
    path: Path,
    today: date,
    template_name: str | None = None,
    text: str | None = None,
) -> DraftState:
    """Read a draft, its settings and its template set, and check them all.

    Args:
        workspace: the workspace.
        path: the draft.
        today: the current day.
        template_name: the template set to use; None for the draft's own.
        text: what the draft would say; None for what its file says.
    """
    problems: tuple[Problem, ...] = ()
    try:
        with problems_in(shown(path)):
            settings = workspace.settings()
            logo = workspace.logo(settings)
            checked = check_file(path, settings, today, text=text)
            problems = checked.problems
            if checked.draft is None:
                return DraftState(None, problems)
            sets = DraftSets(workspace, settings, template_name)
            template = sets.of(checked.draft)
            response, closed = checked.draft.response, england_and_wales()
            standing = standing_of(
                path.stem, response, (), settings, template.manifest, today, closed
            )
    except S55Error as failure:
        return DraftState(None, problems + failure.problems)
    usable = checked.usable
    ready = None
    if usable:
        other = sets.replacement_of(usable)
        ready = RenderableDraft(usable, settings, template, logo, other)
    lines = tuple(line.strip() for line in standing.as_text().splitlines()[1:-1])
    return DraftState(ready, problems, lines)


Update = Callable[[], None]
"""Puts into a preview what a step made, all at once; not called where another save came first."""
Step = Callable[[], Update]


def steps_for(
    preview: Preview,
    workspace: Workspace,
    today: date,
    libreoffice: LibreOffice,
    template_name: str | None = None,
) -> list[Step]:
    """List what to do after a file was saved, in order; their updates change ``preview``.

    The first step makes the page, which is what a reader waits for. The others take longer.
    """
    ready: list[RenderableDraft] = []

    def page() -> Update:
        state = read_draft(workspace, preview.path, today, template_name)
        show = _shown_page(preview, state, is_typed=False)

        def update() -> None:
            show()
            if preview.is_current and state.ready is not None:
                ready.append(state.ready)

        return update

    def template_set() -> Update:
        found = [tuple(with_shown_files(set_problems(one.template))) for one in ready]

        def update() -> None:
            for problems in found:
                preview.set_problems = problems

        return update

    def word_as_pdf(one: RenderableDraft) -> bytes:
        return libreoffice.to_pdf(one.rendered(Format.DOCX))

    pdf = _pages_step(preview, "pdf", ready, lambda one: one.rendered(Format.PDF))
    return [page, template_set, pdf, _pages_step(preview, "word", ready, word_as_pdf)]


def typed_page(
    preview: Preview, workspace: Workspace, today: date, text: str, template_name: str | None = None
) -> Update:
    """Make the page of a draft with a text that is being typed, and is not saved yet.

    Args:
        preview: the preview of the draft.
        workspace: the workspace.
        today: the current day.
        text: what the draft would say.
        template_name: the template set to use; None for the draft's own.
    """
    state = read_draft(workspace, preview.path, today, template_name, text)
    return _shown_page(preview, state, is_typed=True)


def _shown_page(preview: Preview, state: DraftState, *, is_typed: bool) -> Update:
    made, problems = _page(preview, state)
    is_new = made is not None and made != preview.clean_page
    marked = with_changes(made, preview.clean_page or None) if made and is_new else None

    def update() -> None:
        preview.problems = problems
        preview.standing = state.standing or preview.standing
        if made and marked is not None:
            (preview.page, preview.changed), preview.clean_page = marked, made
        preview.is_current = made is not None
        preview.is_typed = is_typed and preview.is_current

    return update


def _pages_step(
    preview: Preview,
    kind: Literal["pdf", "word"],
    ready: list[RenderableDraft],
    make_pdf: Callable[[RenderableDraft], bytes],
) -> Step:
    def step() -> Update:
        before: PreviewPages = getattr(preview, kind)
        made, problems = _pages(preview, before, ready, make_pdf)

        def update() -> None:
            setattr(preview, kind, made)
            preview.problems += problems

        return update

    return step


def _page(preview: Preview, state: DraftState) -> tuple[str | None, tuple[Problem, ...]]:
    """Make the page (None if something stops it), and give every problem."""
    if state.ready is None:
        return None, state.problems
    try:
        return state.ready.rendered(Format.HTML).decode(), state.problems
    except S55Error as failure:
        return None, state.problems + _new(preview.path, failure, state.problems)


def _pages(
    preview: Preview,
    before: PreviewPages,
    ready: list[RenderableDraft],
    make_pdf: Callable[[RenderableDraft], bytes],
) -> tuple[PreviewPages, tuple[Problem, ...]]:
    """Make the pages, and give the problems that stopped them and are not known yet."""
    if not ready:
        note = "They show the draft as it was before the problem."
        return PreviewPages(before.pictures, note), ()
    try:
        return PreviewPages(tuple(page_pictures(make_pdf(ready[0]))), "", is_current=True), ()
    except LibreOfficeError as failure:
        return PreviewPages(before.pictures, str(failure)), ()
    except S55Error as failure:
        note = "They could not be made: see the problems."
        return PreviewPages(before.pictures, note), _new(preview.path, failure, preview.problems)


def _new(path: Path, failure: S55Error, known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    located = [p if p.file else p.in_file(shown(path)) for p in failure.problems]
    return tuple(problem for problem in with_shown_files(located) if problem not in known)
