"""Rendering a batch of drafts: one after the other, and what came of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from s55.errors import ExitCode, S55Error
from s55.model.office import Settings
from s55.office.outputs import write_atomically
from s55.pipeline.response import Format, check, render
from s55.problems import Problem, Severity, error, errors_of
from s55.rules.deadlines import england_and_wales
from s55.sources.files import read_text
from s55.templating.sets import TemplateSet
from s55.views.response.contents import LogoView
from s55.workspace import Workspace, is_of_a_list, of_a_list, shown


def formats_of(text: str) -> tuple[Format, ...]:
    """The formats that ``--to`` names, in the order they are written."""
    names = [part.strip().lower() for part in text.split(",") if part.strip()]
    unknown = [name for name in names if name not in {kind.value for kind in Format}]
    if unknown or not names:
        problem = error(
            "U107",
            f"--to: '{', '.join(unknown) or text}' is no format",
            "Name one or more of docx, pdf and html, with commas between.",
        )
        raise S55Error([problem], ExitCode.USAGE)
    return tuple(kind for kind in Format if kind.value in names)


@dataclass(frozen=True, slots=True)
class Job:
    """What the command line and the settings ask for, the same for every draft."""

    workspace: Workspace
    settings: Settings
    logo: LogoView | None
    template: str | None
    formats: tuple[Format, ...]
    out: Path
    final: bool
    today: date
    sets: dict[str, TemplateSet] = field(default_factory=dict)

    def template_set(self, own: str | None) -> TemplateSet:
        """The template set of a draft, read once."""
        name = self.template or own or self.settings.template
        if name not in self.sets:
            self.sets[name] = self.workspace.template_set(name)
        return self.sets[name]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one draft: a line for the screen, problems that stopped it, its exit status."""

    line: str
    problems: tuple[Problem, ...] = ()
    status: ExitCode = ExitCode.OK


def render_all(job: Job, paths: Sequence[Path]) -> Iterator[Outcome]:
    """Render each draft and give what came of it; one that fails does not stop the others.

    Raises:
        S55Error: U103 when two drafts would write the same files.
    """
    refuse_same_names(paths)
    for path in paths:
        yield _render_one(job, path)


def _render_one(job: Job, path: Path) -> Outcome:
    file = shown(path)
    try:
        checked = check(
            read_text(path, file),
            file,
            job.settings,
            job.today,
            england_and_wales(),
            final=job.final,
        )
        if checked.usable is None:
            return _refused(file, checked.problems, ExitCode.PROBLEMS)
        template = job.template_set(checked.usable.response.template)
        outputs = render(checked.usable, job.settings, template, job.logo, job.formats)
        written = [job.out / f"{path.stem}.{kind.value}" for kind in job.formats]
        for target, kind in zip(written, job.formats, strict=True):
            write_atomically(target, outputs[kind])
    except S55Error as failure:
        located = [p if p.file else p.in_file(file) for p in failure.problems]
        return _refused(file, located, failure.exit_code)
    return Outcome(_told(file, path.stem, written, checked.problems))


def _told(file: str, name: str, written: Sequence[Path], problems: Sequence[Problem]) -> str:
    warnings = sum(problem.severity is Severity.WARNING for problem in problems)
    more = ""
    if warnings:
        noun = "warning" if warnings == 1 else "warnings"
        more = f" ({warnings} {noun}: s55 check {name})"
    return f"{file} -> {', '.join(shown(path) for path in written)}{more}"


def _refused(file: str, problems: Sequence[Problem], status: ExitCode) -> Outcome:
    line = f"{file} was not rendered; earlier outputs are unchanged."
    return Outcome(line, errors_of(problems), status)


def refuse_same_names(paths: Sequence[Path]) -> None:
    """Refuse drafts that would write the files of another draft, or of a list.

    Raises:
        S55Error: U103 for two drafts of one name, U124 for the name of a list.
    """
    seen: dict[str, Path] = {}
    problems = [
        of_a_list(path.stem).in_file(shown(path)) for path in paths if is_of_a_list(path.stem)
    ]
    for path in paths:
        if path.stem in seen and seen[path.stem].resolve() != path.resolve():
            problems.append(
                error(
                    "U103",
                    f"two drafts are called '{path.stem}' and would write the same files",
                    "Rename one, or render them one at a time with --out.",
                ).in_file(shown(path))
            )
        seen[path.stem] = path
    if problems:
        raise S55Error(problems, ExitCode.USAGE)
