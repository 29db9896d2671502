"""Hold the preview of one draft, and bring it up to date step by step.

A step that is overtaken by another save is given up. If a step fails, the last good state stays and
the problem is shown beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from s55.drafts.load import Draft
from s55.errors import S55Error, problems_in
from s55.model.office import Settings
from s55.pipeline.checking import check_file
from s55.pipeline.rendering.limited import FILE_SECONDS, PAGE_SECONDS, Limited
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import Format, render
from s55.pipeline.standing import standing_of
from s55.preview.changes import with_changes
from s55.preview.libreoffice import LibreOffice, LibreOfficeError
from s55.preview.pictures import PagePicture, page_pictures
from s55.problems import Problem
from s55.records import dataclass
from s55.rules.deadlines import england_and_wales
from s55.templating.sets import TemplateSet
from s55.views.response.contents import LogoView
from s55.views.response.notices import Replacement
from s55.workspace import Workspace, shown, with_shown_files

BEING_MADE = "They are being made."
"""What is said of pages before they are made for the first time."""


@dataclass(frozen=True, slots=True)
class PreviewPages:
    """The pages of the PDF or of the Word file.

    Attributes:
        pictures: the pages; if making them failed, those of the last time.
        note: what to say if there are none, or none that are new.
        is_current: whether they show the draft as it is.
    """

    pictures: tuple[PagePicture, ...] = ()
    note: str = BEING_MADE
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
    def is_being_made(self) -> bool:
        """Whether more is to be seen soon."""
        return BEING_MADE in {self.pdf.note, self.word.note}

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

    def pdf_pages(self) -> list[PagePicture]:
        """Draw the pages of the PDF.

        Raises:
            S55Error: as :meth:`rendered`.
        """
        return page_pictures(self.rendered(Format.PDF))


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


@dataclass(frozen=True, slots=True)
class PageJob:
    """All that it takes to make the page of a draft, in whichever process.

    Attributes:
        workspace: the workspace.
        path: the draft.
        today: the current day.
        template: the name of the template set; None for the draft's own.
        before: the last good page, without marks; '' before the first.
        text: what the draft would say, while it is being typed; None for what its file says.
    """

    workspace: Workspace
    path: Path
    today: date
    template: str | None
    before: str
    text: str | None = None

    def run(self) -> MadePage:
        """Read the draft, make its page, and mark what is new in it."""
        state = read_draft(self.workspace, self.path, self.today, self.template, self.text)
        if state.ready is None:
            return MadePage(state.problems, state.standing)
        try:
            page = state.ready.rendered(Format.HTML).decode()
        except S55Error as failure:
            problems = state.problems + _new(self.path, failure, state.problems)
            return MadePage(problems, state.standing)
        marked = with_changes(page, self.before or None) if page != self.before else None
        ready = state.ready if self.text is None else None
        return MadePage(state.problems, state.standing, page, marked, ready)


@dataclass(frozen=True, slots=True)
class MadePage:
    """What was made of a draft.

    Attributes:
        problems: those of the draft, and what stops it from being rendered.
        standing: deadlines and what is to do, line by line; () where they cannot be worked out.
        page: the page, without marks; None if something stops it.
        marked: the page with what changed marked, and the number of places; None if it is the same.
        ready: what other files are made of; None if something stops the page, or it is of a text
            that is being typed.
    """

    problems: tuple[Problem, ...]
    standing: tuple[str, ...] = ()
    page: str | None = None
    marked: tuple[str, int] | None = None
    ready: RenderableDraft | None = None


# --- the steps after a save --------------------------------------------------------

Update = Callable[[], None]
"""Puts into a preview what a step made, all at once; not called where another save came first."""
Step = Callable[[], Update]


def steps_for(
    preview: Preview,
    workspace: Workspace,
    today: date,
    limited: Limited,
    libreoffice: LibreOffice,
    template_name: str | None = None,
) -> list[Step]:
    """List what to do after a file was saved, in order; their updates change ``preview``.

    The first step makes the page, which is what a reader waits for. The others take longer.

    Args:
        preview: the preview.
        workspace: the workspace.
        today: the current day.
        limited: makes pages and files.
        libreoffice: prints Word files.
        template_name: the template set to use; None for the draft's own.
    """
    ready: list[RenderableDraft] = []

    def page() -> Update:
        job = PageJob(workspace, preview.path, today, template_name, preview.clean_page)
        made = _made_page(job, limited)

        def update() -> None:
            _show(preview, made, is_typed=False)
            if made.ready is not None:
                ready.append(made.ready)

        return update

    def template_set() -> Update:
        found = [_checked(one, limited, preview.path) for one in ready]

        def update() -> None:
            for problems in found:
                preview.set_problems = problems

        return update

    def pdf(one: RenderableDraft) -> list[PagePicture]:
        return limited.made(one.pdf_pages, "making the PDF", FILE_SECONDS)

    def word(one: RenderableDraft) -> list[PagePicture]:
        make = partial(one.rendered, Format.DOCX)
        printed = libreoffice.to_pdf(limited.made(make, "making the Word file", FILE_SECONDS))
        return limited.made(partial(page_pictures, printed), "drawing its pages", FILE_SECONDS)

    of_pdf = _pages_step(preview, "pdf", ready, pdf)
    return [page, template_set, of_pdf, _pages_step(preview, "word", ready, word)]


def typed_page(
    preview: Preview,
    workspace: Workspace,
    today: date,
    limited: Limited,
    text: str,
    template_name: str | None = None,
) -> Update:
    """Make the page of a draft with a text that is being typed, and is not saved yet.

    Args:
        preview: the preview of the draft.
        workspace: the workspace.
        today: the current day.
        limited: makes the page.
        text: what the draft would say.
        template_name: the template set to use; None for the draft's own.
    """
    job = PageJob(workspace, preview.path, today, template_name, preview.clean_page, text)
    made = _made_page(job, limited)
    return partial(_show, preview, made, is_typed=True)


def _made_page(job: PageJob, limited: Limited) -> MadePage:
    try:
        return limited.made(job.run, "making the page", PAGE_SECONDS)
    except S55Error as failure:
        return MadePage(_new(job.path, failure, ()))


def _show(preview: Preview, made: MadePage, *, is_typed: bool) -> None:
    preview.problems = made.problems
    preview.standing = made.standing or preview.standing
    if made.page and made.marked is not None:
        (preview.page, preview.changed), preview.clean_page = made.marked, made.page
    preview.is_current = made.page is not None
    preview.is_typed = is_typed and preview.is_current


def _checked(one: RenderableDraft, limited: Limited, path: Path) -> tuple[Problem, ...]:
    """Give the problems of a draft's template set, as its check finds them."""
    try:
        make = partial(_problems_of_set, one.template, one.settings.added_recipients)
        found = limited.made(make, "checking the template set", FILE_SECONDS)
    except S55Error as failure:
        return _new(path, failure, ())
    return tuple(with_shown_files(found))


def _problems_of_set(
    template: TemplateSet, added_recipients: tuple[str, ...] | None
) -> list[Problem]:
    # Imported here: the libraries of all outputs are loaded where it is checked, and not by who
    # asks for that.
    from s55.lint.checking import set_problems

    return set_problems(template, added_recipients)


def _pages_step(
    preview: Preview,
    kind: Literal["pdf", "word"],
    ready: list[RenderableDraft],
    draw: Callable[[RenderableDraft], list[PagePicture]],
) -> Step:
    def step() -> Update:
        before: PreviewPages = getattr(preview, kind)
        made, problems = _pages(preview, before, ready, draw)

        def update() -> None:
            setattr(preview, kind, made)
            preview.problems += problems

        return update

    return step


def _pages(
    preview: Preview,
    before: PreviewPages,
    ready: list[RenderableDraft],
    draw: Callable[[RenderableDraft], list[PagePicture]],
) -> tuple[PreviewPages, tuple[Problem, ...]]:
    """Make the pages, and give the problems that stopped them and are not known yet."""
    if not ready:
        note = "They show the draft as it was before the problem."
        return PreviewPages(before.pictures, note), ()
    try:
        return PreviewPages(tuple(draw(ready[0])), "", is_current=True), ()
    except LibreOfficeError as failure:
        return PreviewPages(before.pictures, str(failure)), ()
    except S55Error as failure:
        note = "They could not be made: see the problems."
        return PreviewPages(before.pictures, note), _new(preview.path, failure, preview.problems)


def _new(path: Path, failure: S55Error, known: tuple[Problem, ...]) -> tuple[Problem, ...]:
    located = [p if p.file else p.in_file(shown(path)) for p in failure.problems]
    return tuple(problem for problem in with_shown_files(located) if problem not in known)
