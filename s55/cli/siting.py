"""Making the publication pages: which drafts are in, what is rendered, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from s55.cli.gathering import Gathered, gather
from s55.cli.rendering import refuse_same_names
from s55.cli.site_folder import write_site
from s55.documents.site import SiteContext, latest_first
from s55.documents.site_choice import why_left_out
from s55.documents.views import LogoView
from s55.errors import ExitCode, S55Error
from s55.model.office import Settings
from s55.pipeline import Format, render
from s55.problems import error
from s55.render.site import Rendered, site_files
from s55.settings import SETTINGS_FILE
from s55.templating.registry import find_set_of, standard_sets
from s55.templating.site_manifest import SiteManifest
from s55.workspace import Workspace, shown


@dataclass(frozen=True, slots=True)
class Job:
    """What the command line asks for.

    Attributes:
        workspace: where the drafts lie.
        template: the name of the set of the pages.
        out: the folder of the pages; ``build/site`` if not said.
        today: the current day in Europe/London.
    """

    workspace: Workspace
    template: str
    out: Path | None
    today: date


def make_site(job: Job) -> Iterator[str]:
    """Make the pages; gives a line for each response that is left out, and one for the whole.

    Raises:
        S55Error: W105 when the settings do not say where the pages will lie, every error in a
            draft, and what rendering and writing raise.
    """
    workspace = job.workspace
    settings = workspace.settings()
    if settings.site is None:
        raise _no_address()
    folders = (workspace.root / "templates", standard_sets())
    template = find_set_of(SiteManifest, job.template, folders)
    refuse_same_names(workspace.drafts())
    chosen: list[Gathered] = []
    for one in gather(workspace, [], settings, job.today):
        if why := why_left_out(one.case):
            yield f"{one.draft.file} is left out: {why.replace('NAME', one.case.name)}."
        else:
            chosen.append(one)
    logo = workspace.logo(settings)
    cases = latest_first([one.case for one in chosen])
    rendered = _rendered(workspace, settings, logo, chosen)
    site = SiteContext(cases, settings, template.manifest, job.today, logo)
    files = site_files(site, rendered, template)
    out = job.out if job.out is not None else workspace.build / "site"
    removed = write_site(out, files)
    yield _told(out, len(cases), len(files), len(removed), settings.site.address)


def _rendered(
    workspace: Workspace, settings: Settings, logo: LogoView | None, chosen: Sequence[Gathered]
) -> list[Rendered]:
    made = []
    for one in chosen:
        name = one.draft.response.template or settings.template
        template = workspace.template_set(name)
        try:
            outputs = render(one.draft, settings, template, logo, tuple(Format))
        except S55Error as failure:
            located = [p if p.file else p.in_file(one.draft.file) for p in failure.problems]
            raise S55Error(located, failure.exit_code) from None
        made.append(
            Rendered(one.case, outputs[Format.HTML], outputs[Format.PDF], outputs[Format.DOCX])
        )
    return made


def _no_address() -> S55Error:
    problem = error(
        "W105",
        "the settings do not say where the publication pages will lie on the web",
        "Add two lines: 'site:' and below it '  address: https://www.example.org/responses/', "
        "with the address of the folder to which you upload them.",
    )
    return S55Error([problem.in_file(SETTINGS_FILE)], ExitCode.SETTINGS)


def _told(out: Path, responses: int, files: int, removed: int, address: str) -> str:
    noun = "response" if responses == 1 else "responses"
    gone = f", {removed} old {'file' if removed == 1 else 'files'} removed" if removed else ""
    return f"{shown(out)}: {responses} {noun}, {files} files{gone}. Upload the folder to {address}"
