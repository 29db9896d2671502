"""A draft of the workspace, made anew: its page first, then its PDF, then its Word file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from s55.drafts.load import Draft
from s55.errors import S55Error
from s55.lint.checking import set_problems
from s55.model.office import Settings
from s55.pipeline.response import Format, check, render
from s55.pipeline.standing import standing_of
from s55.problems import Problem
from s55.rules.deadlines import england_and_wales
from s55.sources.files import read_text
from s55.templating.sets import TemplateSet
from s55.views.response.contents import LogoView
from s55.workspace import Workspace, shown


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that can be rendered, and what it is rendered with."""

    draft: Draft
    settings: Settings
    template: TemplateSet
    logo: LogoView | None

    def page(self) -> str:
        """The response as a web page.

        Raises:
            S55Error: what the template set or a character stops.
        """
        made = render(self.draft, self.settings, self.template, self.logo, [Format.HTML])
        return made[Format.HTML].decode()

    def printed(self) -> bytes:
        """The response as a PDF; raises as :meth:`page`."""
        return render(self.draft, self.settings, self.template, self.logo, [Format.PDF])[Format.PDF]

    def word(self) -> bytes:
        """The response as a Word file; raises as :meth:`page`."""
        made = render(self.draft, self.settings, self.template, self.logo, [Format.DOCX])
        return made[Format.DOCX]


@dataclass(frozen=True, slots=True)
class Looked:
    """What is known of a draft before it is rendered.

    Attributes:
        ready: what to render, None where something stops it.
        problems: of the draft, and of what stops it from being rendered.
        standing: the deadlines and what is to do, line by line; () where they cannot be reckoned.
    """

    ready: Ready | None
    problems: tuple[Problem, ...]
    standing: tuple[str, ...] = ()


def look_at(workspace: Workspace, path: Path, today: date) -> Looked:
    """Read a draft and what it is rendered with, and check all of it."""
    file = shown(path)
    problems: list[Problem] = []
    try:
        settings = workspace.settings()
        logo = workspace.logo(settings)
        text = read_text(path, file)
        checked = check(text, file, settings, today, england_and_wales(), final=False)
        problems.extend(checked.problems)
        if checked.draft is None:
            return Looked(None, tuple(problems))
        template = workspace.template_set(checked.draft.response.template or settings.template)
        standing = standing_of(
            path.stem,
            checked.draft.response,
            (),
            settings,
            template.manifest,
            today,
            england_and_wales(),
        )
    except S55Error as failure:
        problems.extend(p if p.file else p.in_file(file) for p in failure.problems)
        return Looked(None, tuple(problems))
    usable = checked.usable
    ready = Ready(usable, settings, template, logo) if usable else None
    lines = tuple(line.strip() for line in standing.as_text().splitlines()[1:-1])
    return Looked(ready, tuple(problems), lines)


def problems_of_set(template: TemplateSet) -> tuple[Problem, ...]:
    """What is wrong with the template set of a draft."""
    found = set_problems(template)
    return tuple(replace(p, file=shown(Path(p.file))) if p.file else p for p in found)


def files_of(workspace: Workspace) -> list[Path]:
    """The folders and files whose changes a preview follows, as far as they exist."""
    from s55.templating.registry import standard_sets

    root = workspace.root
    places = [workspace.responses, root / "templates", root / "settings.yaml", standard_sets()]
    return [place for place in dict.fromkeys(p.resolve() for p in places) if place.exists()]
