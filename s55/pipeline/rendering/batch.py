"""Render several drafts: one that fails stops no other, and what has not changed stays."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from s55.disk.changing import note_seen
from s55.disk.made import MadeFiles
from s55.errors import ExitCode, S55Error, problems_in
from s55.model.languages.naming import english_name
from s55.model.office import Settings
from s55.pipeline.checking import Checked, ReplacedDrafts, check_file, copies_for, each_of
from s55.pipeline.rendering.making import Making, RenderJob, RenderPlan, plan_of
from s55.pipeline.rendering.order import get_ready, in_order
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.rendering.stamps import Stamps
from s55.pipeline.response import (
    Format,
    ending_of,
    file_of,
    languages_of,
    unprinted_in,
    write_formats,
)
from s55.problems import Problem, Severity, error, errors_of
from s55.records import dataclass
from s55.render.completeness import left_out
from s55.sources.files import resolved
from s55.views.response.addressees import addressees_of, has_other_addressees
from s55.views.response.held import has_texts_in_both
from s55.workspace import is_of_a_list, of_a_list, shown, with_shown_files

if TYPE_CHECKING:
    from s55.views.response.contents import LogoView

LETTERS = "letters"
"""The folder for a letter to each addressee, in that of the responses."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What the command line and the settings ask for, for every draft.

    Attributes:
        settings: the office's settings.
        sets: the template sets of the drafts.
        logo: the office's logo, already read.
        formats: what to write.
        out: the folder to write to.
        final: whether what is missing is an error.
        today: the current day in Europe/London.
        made: the record of what files were made of.
        jobs: how many responses may be made at once.
    """

    settings: Settings
    sets: DraftSets
    logo: LogoView | None
    formats: tuple[Format, ...]
    out: Path
    final: bool
    today: date
    made: MadeFiles
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result for one draft: a line for the screen, what stopped it, its exit status.

    Attributes:
        line: says what was written, or that nothing was.
        problems: what stopped it, or warnings about its template set.
        status: the exit status.
        notes: lines about what its template set leaves out, and what is in the files of a response
            that is to be final.
    """

    line: str
    problems: tuple[Problem, ...] = ()
    status: ExitCode = ExitCode.OK
    notes: tuple[str, ...] = ()


def render_all(request: RenderRequest, paths: Sequence[Path]) -> Generator[Outcome, None, None]:
    """Render each draft and give the results; files that are as they would be made stay.

    Raises:
        S55Error: U103 when two drafts would write the same files, U124 for the name of a list.
    """
    refuse_same_names(paths)
    if request.made.is_empty and {*request.formats} != {Format.HTML}:
        get_ready(len(paths), request.jobs)
    stamps, replaced = Stamps(request.settings, request.logo), ReplacedDrafts()
    begin = partial(_begun, request, stamps, replaced)
    unchanged = _unchanged(request, paths, begin)
    begun = (one for path in paths for one in unchanged.get(path) or begin(path))
    try:
        job_of = partial(_job_of, beside=request.jobs > 1)
        with closing(in_order(begun, job_of, request.jobs)) as results:
            for one, result in results:
                yield one if isinstance(one, Outcome) else _ended(request, one, result)
    finally:
        request.made.save()


def _unchanged(
    request: RenderRequest,
    paths: Sequence[Path],
    begin: Callable[[Path], Sequence[_Started | Outcome]],
) -> dict[Path, Sequence[Outcome]]:
    """Find the drafts of which nothing is to be made, in several processes, and their results.

    Where one process would do all of it nothing is looked for: whatever is to be made is read once.
    """
    if request.made.is_empty or not copies_for(len(paths), request.jobs):
        return {}

    def results(path: Path) -> Sequence[Outcome]:
        begun = begin(path)
        if any(_job_of(one, beside=False) for one in begun):
            return ()
        return [
            one if isinstance(one, Outcome) else _ended(request, one, _nothing) for one in begun
        ]

    return dict(zip(paths, each_of(paths, results, request.jobs), strict=True))


def _nothing() -> None:
    """Give what is made where nothing is to be made."""


def _begun(
    request: RenderRequest, stamps: Stamps, replaced: ReplacedDrafts, path: Path
) -> Sequence[_Started | Outcome]:
    note_seen(path)
    try:
        with problems_in(shown(path)):
            started = _started(request, path, stamps, replaced)
            return [*started, *_letters(request, started[0], stamps)]
    except S55Error as failure:
        return [_failed(path, failure)]


def _job_of(begun: _Started | Outcome, *, beside: bool) -> RenderJob | None:
    if isinstance(begun, Outcome) or not begun.plan.job.formats:
        return None
    return replace(begun.plan.job, beside=beside)


def _ended(
    request: RenderRequest, started: _Started, result: Callable[[], Making | None]
) -> Outcome:
    try:
        with problems_in(shown(started.path)):
            return _finished(request, started, result())
    except S55Error as failure:
        return _failed(started.path, failure)


@dataclass(frozen=True, slots=True)
class _Started:
    """A draft that can be rendered, in one of its languages or as one of its letters.

    Attributes:
        path: its file.
        place: where its outputs lie, without their endings.
        checked: the draft, and what is wrong with it.
        plan: what is to be done.
        warnings: about its template set, where no draft before it has the same.
    """

    path: Path
    place: Path
    checked: Checked
    plan: RenderPlan
    warnings: tuple[Problem, ...] = ()

    @property
    def is_first(self) -> bool:
        """Whether it is the response itself, in its first language."""
        return not self.plan.job.language and self.plan.job.addressee is None


def _started(
    request: RenderRequest, path: Path, stamps: Stamps, replaced: ReplacedDrafts
) -> list[_Started]:
    """Check a draft, and find which of its files are to be made, in each language.

    Raises:
        S55Error: every problem that stops a render.
    """
    checked = check_file(
        path, request.settings, request.today, final=request.final, replaced=replaced
    )
    draft = checked.usable
    if draft is None:
        raise S55Error(checked.problems)
    template, other = request.sets.of(draft), request.sets.replacement_of(draft)
    if request.final:
        request.sets.refuse_unlike_layouts(template)
    also = (Format.HTML,) if request.final else ()
    started = []
    for language in languages_of(draft.response, template):
        place = request.out / f"{path.stem}{ending_of(language)}"
        files = {kind: file_of(place.parent, place.name, kind) for kind in request.formats}
        plan = plan_of(draft, template, other, files, stamps, request.made, also, language)
        started.append(_Started(path, place, checked, plan))
    if request.final or not any(one.plan.job.formats for one in started):
        return started
    warnings = with_shown_files(request.sets.warn_of_unlike_layouts(template))
    return [replace(started[0], warnings=tuple(warnings)), *started[1:]]


def _letters(request: RenderRequest, started: _Started, stamps: Stamps) -> Iterator[_Started]:
    """Begin the letters of a response, each in Word and PDF; none where there is one addressee."""
    job, formats = started.plan.job, [one for one in request.formats if one is not Format.HTML]
    letters = addressees_of(job.draft.response, request.settings, job.template.manifest)
    for addressee in letters if formats and len(letters) > 1 else ():
        # A recipient's name has no dash, so no two letters can have one name.
        place = request.out / LETTERS / f"{started.path.stem}-to-{addressee.recipient}"
        files: dict[Format, Path] = {}
        files |= {kind: file_of(place.parent, place.name, kind) for kind in formats}
        given = (job.draft, job.template, job.replacement, files, stamps, request.made)
        plan = plan_of(*given, addressee=addressee)
        yield replace(started, place=place, plan=plan)


def _finished(request: RenderRequest, started: _Started, making: Making | None) -> Outcome:
    """Write what was made, and say what was written and what was there.

    Raises:
        S55Error: O401 to O403 when a file cannot be written.
    """
    plan = started.plan
    job, asked = plan.job, plan.files
    notes = [*_not_printed(job)] if started.is_first else []
    if request.final and started.is_first:
        page = plan.all_of(making)[Format.HTML]
        notes += [_note(job, page), *_paragraphs_named(page)]
    new = {kind: data for kind, data in plan.to_write(making).items() if kind in asked}
    written = write_formats(started.place.parent, started.place.name, new)
    if making:
        plan.note(request.made, making)
    same = [asked[kind] for kind in Format if kind in asked and kind not in new]
    line = _line(request, started, written, same)
    return Outcome(line, started.warnings, notes=tuple(notes))


def _line(
    request: RenderRequest, started: _Started, written: Sequence[Path], same: Sequence[Path]
) -> str:
    """Say which files were written, which were there, and how many warnings there are."""
    line = f"{shown(started.path)}{' -> ' if written else ''}{', '.join(map(shown, written))}"
    if same:
        line += f"{'; ' if written else ', '}unchanged: {', '.join(map(shown, same))}"
    problems = started.checked.problems if started.is_first else ()
    if warnings := sum(one.severity is Severity.WARNING for one in problems):
        noun = "warning" if warnings == 1 else "warnings"
        option = " --final" if request.final else ""
        line += f" ({warnings} {noun}: s55 check {shlex.quote(started.path.stem)}{option})"
    return line


def _failed(path: Path, failure: S55Error) -> Outcome:
    line = f"{shown(path)} was not rendered; earlier outputs are unchanged."
    problems = with_shown_files(errors_of(failure.problems))
    return Outcome(line, tuple(problems), failure.exit_code)


def _not_printed(job: RenderJob) -> Iterator[str]:
    """Say what of a draft and of its template set is not printed, and why."""
    response, template = job.draft.response, job.template
    yield from left_out(response, template.manifest)
    if has_other_addressees(response, job.settings, template):
        yield (
            f"{template.name}: the letter goes to the addressees of settings.yaml, and 'addressee' "
            "and 'salutation' of the set do not count (docs/templates.md#the-letters)."
        )
    if response.translation is None or has_texts_in_both(response, template.manifest):
        return
    if len(languages_of(response, template)) == 1:
        language = english_name(response.translation.language)
        yield (
            f"{template.name} does not print the texts in {language}. The set 'english-welsh' has "
            "a document for each language, and 'side-by-side' has both in one (docs/languages.md)."
        )


def _note(job: RenderJob, page: bytes) -> str:
    """Say what readers of the files can find in them beside what the page shows."""
    fields = unprinted_in(job.draft, job.settings, job.template, page)
    data = f"{', '.join(fields)}; " if fields else ""
    return (
        f"In the files and not on the page: {data}in their properties the title, the office, the "
        "language and the day."
    )


def _paragraphs_named(page: bytes) -> Iterator[str]:
    """Say which paragraphs the text names by their numbers, which change as it is written."""
    from s55.render.html.paragraph_numbers import references

    for number, beginning in references(page.decode()).items():
        if beginning:
            yield f"The text names paragraph {number}, which is “{beginning}”."
        else:
            yield (
                f"The text names paragraph {number}, and this document has none: correct the "
                "number, if it is not one of the report's."
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
        if path.stem in seen and resolved(seen[path.stem]) != resolved(path):
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
