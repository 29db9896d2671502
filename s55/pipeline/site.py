"""Make the publication pages: choose the drafts, render them, and replace the folder's files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import field
from datetime import date
from itertools import chain, groupby, islice
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from s55.disk.made import MadeFiles
from s55.disk.places import SETTINGS_FILE
from s55.disk.writing import (
    LEFTOVER,
    move_into_place,
    remove_empty,
    remove_file,
    staging_folder,
    write_atomically,
    write_folder,
)
from s55.errors import ExitCode, S55Error, problems_in
from s55.model.office import Settings
from s55.office.cases import Case
from s55.office.reminders import MeetingReminder, meeting_reminders
from s55.pipeline.cases import DraftCase, doubled, load_cases, not_as_signed
from s55.pipeline.publications.as_published import as_published, kept_files
from s55.pipeline.rendering.batch import refuse_same_names
from s55.pipeline.rendering.making import Making, RenderJob, RenderPlan, plan_of
from s55.pipeline.rendering.order import get_ready, in_order
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.rendering.stamps import Stamps, workspace_stamp
from s55.pipeline.response import Format, ending_of, file_of, languages_of, unprinted_in
from s55.pipeline.written_files import list_of_files, read_list_of_files
from s55.problems import error
from s55.records import dataclass
from s55.reporting import as_line
from s55.rules.deadlines import england_and_wales
from s55.sources.files import contents_of, resolved
from s55.templating.registry import find_set_of
from s55.templating.site_manifest import SiteManifest
from s55.views.site.frame import SiteContext, folder_of, latest_first, why_left_out
from s55.workspace import Workspace, shown

if TYPE_CHECKING:
    from s55.render.site.site import Rendered, RenderedLanguage

COMMAND = "site"
"""What the record calls it."""
FILE_LIST = ".s55-site.json"
"""The file that lists the files that s55 wrote into the folder."""


@dataclass(frozen=True, slots=True)
class SiteRequest:
    """What the command line asks for.

    Attributes:
        template: the name of the template set of the pages.
        out: the folder of the pages; None for ``build/site``.
        today: the current day in Europe/London.
        made: the record of what files were made of.
        jobs: how many responses may be made at once.
    """

    template: str
    out: Path | None
    today: date
    made: MadeFiles
    jobs: int = 1


def write_site(workspace: Workspace, request: SiteRequest) -> Iterator[str]:
    """Make the pages; give a line for each response that is left out, and one for the whole.

    Where they would be the same again, they stay as they are, and what was said is said again.

    Raises:
        S55Error: W105 when the settings do not say where the pages will lie, every error in a
            draft, and what rendering and writing raise.
    """
    out = request.out if request.out is not None else workspace.build / "site"
    inputs = workspace_stamp(workspace, request.template, out, request.today)
    if (told := request.made.told(COMMAND, inputs)) is not None:
        yield from told[:-1]
        yield f"{told[-1]} (unchanged)"
        return
    settings = workspace.settings()
    if settings.site is None:
        raise _no_address()
    if request.made.is_empty:
        get_ready(len(workspace.drafts()), request.jobs)
    template = find_set_of(SiteManifest, request.template, workspace.places_of_sets)
    chosen, lines = _chosen(workspace, settings, request.today, request.jobs)
    yield from lines
    logo, sets = workspace.logo(settings), DraftSets(workspace, settings)
    done, stamps = _Rendering(), Stamps(settings, logo)
    cases = latest_first([one.case for one in chosen])
    meetings, panel = _meetings(workspace, settings, request.today)
    context = SiteContext(cases, settings, template.manifest, request.today, logo, meetings, panel)
    from s55.render.site.site import site_files  # where nothing has changed no page is made

    with closing(_rendered(chosen, sets, stamps, request, out, done)) as rendered:
        files = site_files(context, _begun(rendered), template)
    removed = len(replace_files(out, files))
    gone = f", {removed} old {'file' if removed == 1 else 'files'} removed" if removed else ""
    hidden = _hidden(done.hidden)
    yield from hidden
    noun = "response" if len(cases) == 1 else "responses"
    counted = f"{shown(out)}: {len(cases)} {noun}, {len(files)} files"
    upload = f". Upload the folder to {settings.site.address}"
    yield f"{counted}{gone}{upload}"
    for plan, making in done.made:
        plan.note(request.made, making)
    whole = {out / name: data for name, data in files.items()}
    whole[out / FILE_LIST] = contents_of(out / FILE_LIST)
    request.made.note_told(COMMAND, inputs, [*lines, *hidden, f"{counted}{upload}"], whole)
    request.made.save()


def site_as_now(workspace: Workspace, today: date) -> list[str]:
    """Make the pages into ``build/site`` with the standard set, and give the lines.

    Args:
        workspace: the workspace.
        today: the current day in Europe/London.

    Raises:
        S55Error: as :func:`write_site`.
    """
    made = MadeFiles(workspace.root, forgotten=False)
    return list(write_site(workspace, SiteRequest("site", None, today, made)))


def _chosen(
    workspace: Workspace, settings: Settings, today: date, jobs: int
) -> tuple[list[DraftCase], list[str]]:
    """Choose the responses of the pages, and say which are left out, and what is odd.

    Raises:
        S55Error: every error in a draft.
    """
    refuse_same_names(workspace.drafts())
    read = load_cases(workspace, [], settings, today, jobs)
    loaded, changed = as_published(workspace, read)
    chosen = []
    lines = list(map(as_line, [*doubled(loaded), *changed]))
    for one in loaded:
        if why := why_left_out(one.case):
            lines.append(f"{one.draft.file} is left out: {why}.")
        else:
            chosen.append(one)
    return chosen, [*lines, *map(as_line, not_as_signed(chosen))]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A response of the pages in one language: its files as they were kept, or what is to be done.

    Attributes:
        one: the response.
        language: the second language (BCP 47); '' for the first.
        kept: the files as they were published.
        plan: what is to be done for them, where none are kept.
    """

    one: DraftCase
    language: str
    kept: Mapping[Format, bytes] | None
    plan: RenderPlan | None

    @property
    def job(self) -> RenderJob | None:
        return self.plan.job if self.plan else None


def _planned(
    one: DraftCase, sets: DraftSets, stamps: Stamps, made: MadeFiles, out: Path
) -> list[_Planned]:
    """Find what is to be made; a PDF or a Word file that is as it would be made stays.

    Raises:
        S55Error: what finding the template set raises, and P402 for a file that was kept.
    """
    with problems_in(one.draft.file):
        template, other = sets.of(one.draft), sets.replacement_of(one.draft)
        if (kept := kept_files(one)) is not None:
            return [_Planned(one, edition.language, edition.files, None) for edition in kept]
        folder, kinds = out / folder_of(one.case), (Format.DOCX, Format.PDF)
        planned = []
        for language in languages_of(one.draft.response, template):
            name = f"{one.case.name}{ending_of(language)}"
            files = {kind: file_of(folder, name, kind) for kind in kinds}
            plan = plan_of(
                one.draft, template, other, files, stamps, made, (Format.HTML,), language
            )
            planned.append(_Planned(one, language, None, plan))
        return planned


@dataclass(slots=True)
class _Rendering:
    """What was made for the responses, apart from their pages.

    Attributes:
        made: what was made, for the record.
        hidden: how many responses hold what their page does not show, by its name.
    """

    made: list[tuple[RenderPlan, Making]] = field(default_factory=list)
    hidden: Counter[str] = field(default_factory=Counter)


def _rendered(
    chosen: Sequence[DraftCase],
    sets: DraftSets,
    stamps: Stamps,
    request: SiteRequest,
    out: Path,
    done: _Rendering,
) -> Generator[Rendered, None, None]:
    """Render the responses, and give each when it is made.

    Raises:
        S55Error: as :func:`s55.pipeline.response.render`.
    """
    from s55.render.site.site import Rendered

    each_of = (_planned(one, sets, stamps, request.made, out) for one in chosen)
    planned = [each for several in each_of for each in several]
    with closing(in_order(planned, lambda one: one.job, request.jobs)) as results:
        for _, editions in groupby(results, lambda of: of[0].one.case.name):
            shown_of = [_edition(each, result, sets, stamps, done) for each, result in editions]
            case, first, *others = shown_of[0][0], *(edition for _, edition in shown_of)
            yield Rendered(case, first.html, first.pdf, first.docx, tuple(others))


def _edition(
    each: _Planned,
    result: Callable[[], Making | None],
    sets: DraftSets,
    stamps: Stamps,
    done: _Rendering,
) -> tuple[Case, RenderedLanguage]:
    from s55.render.site.site import RenderedLanguage

    one, plan = each.one, each.plan
    with problems_in(one.draft.file):
        making = result()
    if plan and making:
        done.made.append((plan, making))
    files = each.kept or (plan.all_of(making) if plan else {})
    page, pdf, docx = files[Format.HTML], files[Format.PDF], files[Format.DOCX]
    if not each.language:
        done.hidden.update(unprinted_in(one.draft, stamps.settings, sets.of(one.draft), page))
    return one.case, RenderedLanguage(each.language, page, pdf, docx)


def _begun(rendered: Iterator[Rendered]) -> Iterator[Rendered]:
    """Make the first one at once, so that the workers begin on the others."""
    return chain([*islice(rendered, 1)], rendered)


def _hidden(names: Counter[str]) -> list[str]:
    """Say what the files hold and the pages do not show."""
    if not names:
        return []
    listed = ", ".join(f"{name} ({count})" for name, count in names.items())
    return [f"In the files and not on the page, with the number of responses: {listed}."]


def _meetings(
    workspace: Workspace, settings: Settings, today: date
) -> tuple[tuple[MeetingReminder, ...], str]:
    """List the meetings that the calendar shows, if the settings ask for them, and name the panel.

    s55 cannot know which day is announced, so it shows none unasked.
    """
    if settings.site is None or not settings.site.meetings:
        return (), ""
    panel = workspace.panel()
    made = meeting_reminders(panel, settings.calendar, today, england_and_wales())
    return tuple(made), panel.panel


def _no_address() -> S55Error:
    problem = error(
        "W105",
        "the settings do not say where the publication pages will lie on the web",
        "Add two lines: 'site:' and below it '  address: https://www.example.org/responses/', "
        "with the address of the folder to which you upload them.",
        path="site.address",
    )
    return S55Error([problem.in_file(SETTINGS_FILE)], ExitCode.SETTINGS)


# --- the folder ------------------------------------------------------------------


def replace_files(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Make ``folder`` hold these files, and none of an earlier run that are no longer among them.

    A file that holds the same already is not touched, so that programs which upload what is new can
    tell.

    All files are written beside the folder before the first is moved into it, so that a full disk
    changes nothing. If the moving is interrupted, the next run completes it.

    Args:
        folder: the folder of the pages.
        files: what it is to hold, by the path within it.

    Returns:
        The files of an earlier run that were removed.

    Raises:
        S55Error: O404 when the folder holds files that s55 did not write, O405 when its list
            cannot be read, O401 to O403 when a file cannot be written.
    """
    before = read_list_of_files(folder / FILE_LIST, _names) or set()
    _refuse_foreign(folder, before, files)
    stale = sorted(before - set(files))
    new = {name: data for name, data in files.items() if not _holds(folder / name, data)}
    with staging_folder(folder) as staged:
        write_folder(staged, new)
        # Until all is done the list holds the old files and the new ones: none is forgotten.
        _write_list(folder, before | set(files))
        for name in new:
            move_into_place(staged / name, folder / name)
    for name in stale:
        _remove(folder, name)
    _write_list(folder, files)
    return stale


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and contents_of(path) == data
    except OSError:
        return False


def _names(files: Any) -> set[str]:
    if not all(isinstance(name, str) and _is_inside(name) for name in files):
        raise ValueError("no list of files within a folder")
    return set(files)


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        bool(name)
        and not path.is_absolute()
        and ".." not in path.parts
        and not set(name) & set("\\:\0")
    )


def _write_list(folder: Path, names: Iterable[str]) -> None:
    write_atomically(folder / FILE_LIST, list_of_files("s55 site", sorted(names)))


def _refuse_foreign(folder: Path, before: set[str], files: Mapping[str, bytes]) -> None:
    """Refuse a folder with files of somebody else, or a file that would replace one of them."""
    if not folder.is_dir():
        return
    if not (folder / FILE_LIST).is_file():
        # A run that was interrupted may have left an incomplete file before it wrote its list.
        names = (path.name for path in folder.iterdir())
        foreign = sorted(name for name in names if not LEFTOVER.fullmatch(name))
    else:
        foreign = sorted(name for name in files if name not in before and (folder / name).exists())
    if foreign:
        problem = error(
            "O404",
            f"the folder holds files that s55 site did not write, for example '{foreign[0]}'",
            "Name an empty folder with --out, or one that s55 site wrote.",
        )
        raise S55Error([problem.in_file(shown(folder))], ExitCode.OUTPUT)


def _remove(folder: Path, name: str) -> None:
    """Remove a file, and the folders that are empty without it."""
    path = folder / name
    if not resolved(path).is_relative_to(resolved(folder)):
        return
    if path.is_file() or path.is_symlink():
        remove_file(path)
    for parent in path.parents:
        if parent == folder or not remove_empty(parent):
            break
