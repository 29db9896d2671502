"""Render several drafts, one after the other: a draft that fails does not stop the others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from s55.disk.changing import note_seen
from s55.drafts.load import Draft
from s55.errors import ExitCode, S55Error, problems_in
from s55.model.office import Settings
from s55.pipeline.response import (
    DraftSets,
    Format,
    ReplacedDrafts,
    check_file,
    render,
    unprinted_in,
    write_formats,
)
from s55.problems import Problem, Severity, error, errors_of
from s55.render.completeness import left_out
from s55.templating.sets import TemplateSet
from s55.views.response.contents import LogoView
from s55.workspace import is_of_a_list, of_a_list, shown, with_shown_files


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What the command line and the settings ask for, for every draft."""

    settings: Settings
    sets: DraftSets
    logo: LogoView | None
    formats: tuple[Format, ...]
    out: Path
    final: bool
    today: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one draft: a line for the screen, what stopped it, its exit status.

    Attributes:
        line: says what was written, or that nothing was.
        problems: what stopped it.
        status: the exit status.
        notes: lines about what its template set leaves out, and what is in the files of a response
            that is to be final.
    """

    line: str
    problems: tuple[Problem, ...] = ()
    status: ExitCode = ExitCode.OK
    notes: tuple[str, ...] = ()


def render_all(request: RenderRequest, paths: Sequence[Path]) -> Iterator[Outcome]:
    """Render each draft and give the results.

    Raises:
        S55Error: U103 when two drafts would write the same files, U124 for the name of a list.
    """
    refuse_same_names(paths)
    replaced = ReplacedDrafts()
    for path in paths:
        yield _render_one(request, path, replaced)


def _render_one(request: RenderRequest, path: Path, replaced: ReplacedDrafts) -> Outcome:
    file = shown(path)
    note_seen(path)
    try:
        with problems_in(file):
            checked = check_file(
                path, request.settings, request.today, final=request.final, replaced=replaced
            )
            draft = checked.usable
            if draft is None:
                raise S55Error(checked.problems)
            template = request.sets.of(draft)
            formats = {*request.formats, *((Format.HTML,) if request.final else ())}
            other = request.sets.replacement_of(draft)
            outputs = render(draft, request.settings, template, request.logo, formats, other)
            notes = [*left_out(draft.response, template.manifest)]
            if request.final:
                notes.append(_note(draft, request, template, outputs))
            asked = {kind: outputs[kind] for kind in request.formats}
            written = write_formats(request.out, path.stem, asked)
    except S55Error as failure:
        line = f"{file} was not rendered; earlier outputs are unchanged."
        problems = with_shown_files(errors_of(failure.problems))
        return Outcome(line, tuple(problems), failure.exit_code)
    line = f"{file} -> {', '.join(map(shown, written))}"
    if warnings := sum(one.severity is Severity.WARNING for one in checked.problems):
        noun = "warning" if warnings == 1 else "warnings"
        option = " --final" if request.final else ""
        line += f" ({warnings} {noun}: s55 check {path.stem}{option})"
    return Outcome(line, notes=tuple(notes))


def _note(
    draft: Draft, request: RenderRequest, template: TemplateSet, outputs: Mapping[Format, bytes]
) -> str:
    """Say what readers of the files can find in them beside what the page shows."""
    fields = unprinted_in(draft, request.settings, template, outputs[Format.HTML])
    data = f"{', '.join(fields)}; " if fields else ""
    return (
        f"In the files and not on the page: {data}in their properties the title, the office, the "
        "language and the day."
    )


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
