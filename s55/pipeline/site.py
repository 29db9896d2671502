"""Make the publication pages: choose the drafts, render them, and replace the folder's files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from s55.disk.places import SETTINGS_FILE
from s55.disk.writing import (
    move_into_place,
    remove_empty,
    remove_file,
    staging_folder,
    write_atomically,
    write_folder,
)
from s55.errors import ExitCode, S55Error, problems_in
from s55.model.office import Settings
from s55.office.reminders import MeetingReminder, meeting_reminders
from s55.pipeline.batch import refuse_same_names
from s55.pipeline.cases import doubled, load_cases, not_as_signed
from s55.pipeline.publications.as_published import as_published, kept_files
from s55.pipeline.response import DraftSets, Format, render, unprinted_in
from s55.pipeline.written_files import list_of_files, read_list_of_files
from s55.problems import error
from s55.render.site.site import Rendered, site_files
from s55.reporting import as_line
from s55.rules.deadlines import england_and_wales
from s55.templating.registry import find_set_of, standard_sets
from s55.templating.site_manifest import SiteManifest
from s55.views.site.frame import SiteContext, latest_first, why_left_out
from s55.workspace import Workspace, shown

FILE_LIST = ".s55-site.json"
"""The file that lists the files that s55 wrote into the folder."""


@dataclass(frozen=True, slots=True)
class SiteRequest:
    """What the command line asks for.

    Attributes:
        template: the name of the template set of the pages.
        out: the folder of the pages; None for ``build/site``.
        today: the current day in Europe/London.
    """

    template: str
    out: Path | None
    today: date


def write_site(workspace: Workspace, request: SiteRequest) -> Iterator[str]:
    """Make the pages; give a line for each response that is left out, and one for the whole.

    Raises:
        S55Error: W105 when the settings do not say where the pages will lie, every error in a
            draft, and what rendering and writing raise.
    """
    settings = workspace.settings()
    if settings.site is None:
        raise _no_address()
    folders = (workspace.root / "templates", standard_sets())
    template = find_set_of(SiteManifest, request.template, folders)
    refuse_same_names(workspace.drafts())
    chosen = []
    loaded, changed = as_published(workspace, load_cases(workspace, [], settings, request.today))
    yield from map(as_line, [*doubled(loaded), *changed])
    for one in loaded:
        if why := why_left_out(one.case):
            yield f"{one.draft.file} is left out: {why}."
        else:
            chosen.append(one)
    yield from map(as_line, not_as_signed(chosen))
    logo = workspace.logo(settings)
    sets = DraftSets(workspace, settings)
    rendered = []
    hidden: Counter[str] = Counter()
    for one in chosen:
        own_set = sets.of(one.draft)
        with problems_in(one.draft.file):
            other = sets.replacement_of(one.draft)
            made = kept_files(one) or render(
                one.draft, settings, own_set, logo, tuple(Format), other
            )
        hidden.update(unprinted_in(one.draft, settings, own_set, made[Format.HTML]))
        rendered.append(Rendered(one.case, made[Format.HTML], made[Format.PDF], made[Format.DOCX]))
    cases = latest_first([one.case for one in chosen])
    meetings, panel = _meetings(workspace, settings, request.today)
    context = SiteContext(cases, settings, template.manifest, request.today, logo, meetings, panel)
    files = site_files(context, rendered, template)
    out = request.out if request.out is not None else workspace.build / "site"
    removed = len(replace_files(out, files))
    noun = "response" if len(cases) == 1 else "responses"
    gone = f", {removed} old {'file' if removed == 1 else 'files'} removed" if removed else ""
    if hidden:
        listed = ", ".join(f"{name} ({count})" for name, count in hidden.items())
        yield f"In the files and not on the page, with the number of responses: {listed}."
    yield (
        f"{shown(out)}: {len(cases)} {noun}, {len(files)} files{gone}. "
        f"Upload the folder to {settings.site.address}"
    )


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
    )
    return S55Error([problem.in_file(SETTINGS_FILE)], ExitCode.SETTINGS)


# --- the folder ------------------------------------------------------------------


def replace_files(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Make ``folder`` hold these files, and none of an earlier run that are no longer among them.

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
    with staging_folder(folder) as staged:
        write_folder(staged, files)
        # Until all is done the list holds the old files and the new ones: none is forgotten.
        _write_list(folder, before | set(files))
        for name in files:
            move_into_place(staged / name, folder / name)
    for name in stale:
        _remove(folder, name)
    _write_list(folder, files)
    return stale


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
        foreign = sorted(path.name for path in folder.iterdir())
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
    if not path.resolve().is_relative_to(folder.resolve()):
        return
    if path.is_file() or path.is_symlink():
        remove_file(path)
    for parent in path.parents:
        if parent == folder or not remove_empty(parent):
            break
