"""Write a paper in parts: the covering report, and each appendix as a file of its own."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from s55.disk.changing import FileChange, commit
from s55.drafts.load import Draft
from s55.errors import ExitCode, S55Error
from s55.model.office import PublishSettings
from s55.office.figures import Chart
from s55.office.settings import PANEL_FILE
from s55.pipeline.papers.paper import (
    PaperInput,
    PaperPlan,
    PaperRequest,
    appended_of,
    paper_view,
)
from s55.pipeline.rendering.order import in_order
from s55.pipeline.response import Format, rendered
from s55.pipeline.written_files import list_of_files, read_list_of_files
from s55.problems import error
from s55.records import dataclass
from s55.richtext.nodes import Text
from s55.sources.files import contents_of
from s55.views.fields import InlineField
from s55.views.paper.build import is_appended
from s55.views.paper.contents import AppendixView, PanelView
from s55.workspace import shown

if TYPE_CHECKING:
    from s55.render.paper.page import Appended

FILE_LIST = ".s55-parts.json"
"""The file that lists the files that s55 wrote into the folder, with their hashes."""

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class WrittenParts:
    """The files of a paper in parts.

    Attributes:
        folder: where they are.
        sizes: their sizes in bytes, by their names.
        removed: the files of an earlier run that are no longer among them.
    """

    folder: Path
    sizes: Mapping[str, int]
    removed: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """Say what was written, file by file."""
        yield f"-> {shown(self.folder)}"
        for name, size in self.sizes.items():
            yield f"   {name} ({max(size / _MEGABYTE, 0.01):.2f} MB)"
        for name in self.removed:
            yield f"   {name}: of an earlier run, and removed"


def write_paper_parts(plan: PaperPlan, request: PaperRequest) -> WrittenParts:
    """Write a planned paper in parts, all of them or none.

    Raises:
        S55Error: W118 for names that cannot be used, O417 for a file that is larger than it may be,
            O416 where the folder holds a file that is not as s55 wrote it, and when a template set
            cannot be used or a file cannot be written.
    """
    files = paper_parts(plan.given, request.formats, request.jobs)
    refuse_large(files, plan.given.panel.files.most_megabytes)
    folder = request.out / f"panel-{request.meeting.isoformat()}"
    removed = replace_parts(folder, files)
    sizes = {name: len(data) for name, data in files.items()}
    return WrittenParts(folder, sizes, tuple(removed))


# --- the parts -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _PartJob:
    """An appendix as files of its own.

    Attributes:
        draft: the response.
        appended: what it shows, and its template set.
        publish: what the office publishes.
        formats: what to make.
    """

    draft: Draft
    appended: Appended
    publish: PublishSettings
    formats: tuple[Format, ...]

    @property
    def what(self) -> str:
        return f"making the files of {shown(Path(self.draft.file))}"

    @property
    def is_long(self) -> bool:
        return self.formats != (Format.HTML,)

    def run(self) -> dict[Format, bytes]:
        view, template = self.appended.view, self.appended.template
        return rendered(self.draft, view, template, self.publish, self.formats)


def paper_parts(given: PaperInput, formats: Collection[Format], jobs: int = 1) -> dict[str, bytes]:
    """Make the files of a paper in parts by their names: the covering report, then the appendices.

    Args:
        given: everything that it is made of.
        formats: what to make.
        jobs: how many processes may work at once.

    Raises:
        S55Error: W118 for names that cannot be used, and as
            :func:`s55.pipeline.papers.whole.whole_paper`.
        ValueError: the paper is to be one file.
    """
    if given.parts is None:
        raise ValueError("a paper in parts needs their names")
    view, charts = paper_view(given)
    stem = given.parts.report()
    _refuse_names([stem, *(one.file for one in view.appendices)])
    made = _covering(given, view, charts, formats)
    files = {f"{stem}.{kind.value}": made[kind] for kind in Format if kind in made}
    cases = {case.name: case for case in filter(is_appended, given.cases)}

    def job_of(one: AppendixView) -> _PartJob:
        appended = appended_of(given, cases[one.name])
        notice = InlineField("", "Notice", (Text(one.notice),))
        shows = replace(appended.view, notices=(notice, *appended.view.notices))
        draft, publish = given.drafts[one.name], given.settings.publish
        return _PartJob(draft, replace(appended, view=shows), publish, tuple(formats))

    with closing(in_order(view.appendices, job_of, jobs)) as results:
        for one, result in results:
            made = result() or {}
            files |= {f"{one.file}.{kind.value}": made[kind] for kind in Format if kind in made}
    return files


def _covering(
    given: PaperInput, view: PanelView, charts: Sequence[Chart], formats: Collection[Format]
) -> dict[Format, bytes]:
    outputs: dict[Format, bytes] = {}
    if Format.DOCX in formats:
        from s55.render.paper.compose import composed
        from s55.render.paper.page import with_pictures
        from s55.render.word.document import to_docx

        outputs[Format.DOCX] = composed(
            to_docx(with_pictures(view, charts, given.template), given.template), ()
        )
    if Format.HTML in formats or Format.PDF in formats:
        from s55.render.html.document import to_html
        from s55.render.pdf.document import to_pdf

        page = to_html(view, given.template)
        if Format.HTML in formats:
            outputs[Format.HTML] = page.encode()
        if Format.PDF in formats:
            outputs[Format.PDF] = to_pdf(page, view, given.template)
    return outputs


# --- what is refused -------------------------------------------------------------


def _refuse_names(names: Collection[str]) -> None:
    count = Counter(name.casefold() for name in names)
    for name in names:
        if name and count[name.casefold()] == 1:
            continue
        what = f"two files of the paper would be called '{name}'" if name else "a file has no name"
        problem = error(
            "W118",
            what,
            "Correct 'report' or 'appendix' under 'files': {{ appendix }} tells the appendices "
            "apart.",
        )
        raise S55Error([problem.in_file(PANEL_FILE)], ExitCode.SETTINGS)


def refuse_large(files: Mapping[str, bytes], most: int | None) -> None:
    """Refuse files of more megabytes than one may have; None for any size.

    Raises:
        S55Error: O417 for each.
    """
    problems = [
        error(
            "O417",
            f"'{name}' has {len(data) / _MEGABYTE:.2f} MB, and may have {most} MB; nothing was "
            "written",
            "Make the logo or the fonts of its template set smaller, choose another format with "
            f"--to, or raise 'most_megabytes' under 'files' in {PANEL_FILE}.",
        )
        for name, data in files.items()
        if most is not None and len(data) > most * _MEGABYTE
    ]
    if problems:
        raise S55Error(problems, ExitCode.OUTPUT)


# --- the folder ------------------------------------------------------------------


def replace_parts(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Write the files, and remove those of an earlier run, all at once or not at all.

    Other files in the folder stay as they are.

    Returns:
        The files of an earlier run that were removed.

    Raises:
        S55Error: O416 where a file of these names is not as s55 wrote it, O405 when the list of
            what it wrote cannot be read, and what :func:`s55.disk.changing.commit` raises.
    """
    path = folder / FILE_LIST
    before = read_list_of_files(path, _hashes) or {}
    held = {name: _held(folder / name) for name in (*before, *files)}
    for name, data in held.items():
        if data is not None and _hash(data) not in before.get(name, ()):
            raise _not_ours(folder, name)
    stale = [name for name in before if name not in files and held[name] is not None]
    hashes = {
        name: sorted({_hash(data) for data in (held[name], files.get(name)) if data is not None})
        for name in (*files, *stale)
    }
    commit(
        [
            # First: a run that is killed after this leaves files that the list knows.
            FileChange(path, _held(path), list_of_files("s55 panel", hashes)),
            *(FileChange(folder / name, held[name], data) for name, data in files.items()),
            *(FileChange(folder / name, held[name], None) for name in stale),
        ]
    )
    return stale


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _held(path: Path) -> bytes | None:
    return contents_of(path) if path.is_file() else None


def _hashes(files: Any) -> dict[str, list[str]]:
    """Take the list: the hashes that each file can have."""
    if not all(Path(name).name == name and isinstance(files[name], list) for name in files):
        raise ValueError("no list of a paper's parts")
    return {str(name): files[name] for name in files}


def _not_ours(folder: Path, name: str) -> S55Error:
    problem = error(
        "O416",
        f"'{name}' is not as s55 panel wrote it: somebody else made or changed it",
        "Move it to another folder, or delete it, and run the command again.",
    )
    return S55Error([problem.in_file(shown(folder))], ExitCode.OUTPUT)
