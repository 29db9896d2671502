"""Writing one paper for the panel: which period it covers, what is in it, where it goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from s55.cli.gathering import Gathered, gather
from s55.cli.rendering import refuse_same_names
from s55.drafts.load import Draft
from s55.errors import ExitCode, S55Error
from s55.model.dates import in_words
from s55.model.office import Settings
from s55.model.panel import Meeting, PanelSettings
from s55.office.cases import Case, Period, cases_in
from s55.office.outputs import write_atomically
from s55.office.settings import PANEL_FILE, backwards, load_panel
from s55.pipeline.paper import PanelJob, panel_paper
from s55.pipeline.response import Format
from s55.problems import Problem, warning
from s55.sources.files import read_text
from s55.templating.panel_manifest import PanelManifest
from s55.templating.registry import find_set_of, standard_sets
from s55.templating.sets import TemplateSet
from s55.views.paper.build import is_appended
from s55.workspace import Workspace, shown

_JUST_BEFORE = timedelta(days=28)
"""A paper goes out some days before its meeting: what came after it may be in no paper."""

_SHOWN_NAMES = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """What the command line asks for."""

    meeting: date
    since: date | None
    until: date | None
    names: tuple[str, ...]
    formats: tuple[Format, ...]
    template: str | None
    out: Path
    today: date


@dataclass(frozen=True, slots=True)
class Written:
    """What came of it: lines for the screen, and what to warn of."""

    lines: tuple[str, ...]
    warnings: tuple[Problem, ...]


def write_paper(workspace: Workspace, wish: Wish) -> Written:
    """Write the paper for a meeting.

    Raises:
        S55Error: every problem in the settings, the panel's file, the drafts and the template
            sets; W112 for a period that ends before it begins.
    """
    settings = workspace.settings()
    panel = _panel_of(workspace)
    refuse_same_names(workspace.chosen(list(wish.names)))
    gathered = gather(workspace, wish.names, settings, wish.today)
    period = period_of(wish, panel)
    cases = tuple(cases_in((one.case for one in gathered), period))
    job = PanelJob(
        day=wish.meeting,
        period=period,
        cases=cases,
        drafts={one.case.name: one.draft for one in gathered},
        today=wish.today,
        settings=settings,
        panel=panel,
        template=find_set_of(
            PanelManifest,
            wish.template or panel.template,
            (workspace.root / "templates", standard_sets()),
        ),
        set_of=_Sets(workspace, settings).of,
        logo=workspace.logo(settings),
    )
    outputs = panel_paper(job, wish.formats)
    stem = f"panel-{wish.meeting.isoformat()}"
    targets = [wish.out / f"{stem}.{kind.value}" for kind in wish.formats]
    for target, kind in zip(targets, wish.formats, strict=True):
        write_atomically(target, outputs[kind])
    warnings = list(_warnings(wish, panel, period, gathered))
    return Written(tuple(_told(targets, period, cases, gathered)), tuple(warnings))


def _panel_of(workspace: Workspace) -> PanelSettings:
    """What the panel's own file says; a workspace without one says nothing."""
    path = workspace.root / PANEL_FILE
    if not path.is_file():
        return PanelSettings()
    return load_panel(read_text(path, shown(path), ExitCode.SETTINGS), shown(path))


@dataclass(frozen=True, slots=True)
class _Sets:
    """The template sets of the responses, each read once."""

    workspace: Workspace
    settings: Settings
    read: dict[str, TemplateSet] = field(default_factory=dict)

    def of(self, draft: Draft) -> TemplateSet:
        """The template set of a draft."""
        name = draft.response.template or self.settings.template
        if name not in self.read:
            self.read[name] = self.workspace.template_set(name)
        return self.read[name]


# --- the period ----------------------------------------------------------------


def period_of(wish: Wish, panel: PanelSettings) -> Period:
    """What the paper covers, by the command line, the panel's file, or what follows from them.

    It ends today, or on the day of the meeting where that is past. It begins on the day after the
    last paper was closed, or with the meeting before where the panel's file does not say; with no
    earlier meeting, or where drafts are named, everything belongs to it.

    Raises:
        S55Error: W112 when it ends before it begins.
    """
    meeting = panel.meeting_on(wish.meeting)
    since = wish.since or (meeting.since if meeting else None)
    until = wish.until or (meeting.until if meeting else None) or min(wish.today, wish.meeting)
    if since is None and not wish.names:
        before = last_paper(panel, wish.meeting, until)
        since = _begins_after(before) if before else None
    if since is not None and since > until:
        problem = backwards(in_words(since), in_words(until))
        raise S55Error([problem], ExitCode.USAGE)
    return Period(since, until)


def last_paper(panel: PanelSettings, meeting: date, until: date) -> Meeting | None:
    """The last meeting before ``meeting`` whose paper was closed before ``until``.

    A meeting that is still to come, and whose paper is not closed, is not the last one.
    """
    before = panel.meeting_before(meeting)
    while before is not None and (before.until or before.date) >= until:
        before = panel.meeting_before(before.date)
    return before


def _begins_after(before: Meeting) -> date:
    return before.until + timedelta(days=1) if before.until else before.date


# --- what is told ----------------------------------------------------------------


def _told(
    targets: Sequence[Path], period: Period, cases: Sequence[Case], gathered: Sequence[Gathered]
) -> Iterable[str]:
    since = f"{in_words(period.since)} to " if period.since else "up to "
    until = in_words(period.until) if period.until else ""
    appended = sum(map(is_appended, cases))
    yield f"-> {', '.join(map(shown, targets))}"
    yield f"Period: {since}{until}. Reports: {len(cases)}; responses appended: {appended}."
    names = {case.name for case in cases}
    if outside := [one.case.name for one in gathered if one.case.name not in names]:
        more = len(outside) - _SHOWN_NAMES
        listed = ", ".join(outside[:_SHOWN_NAMES]) + (f" and {more} more" if more > 0 else "")
        yield f"Outside of the period, and not in the paper: {listed}."


def _warnings(
    wish: Wish, panel: PanelSettings, period: Period, gathered: Sequence[Gathered]
) -> Iterable[Problem]:
    if panel.meeting_on(wish.meeting) is None:
        yield warning(
            "W113",
            f"{PANEL_FILE} names no meeting on {in_words(wish.meeting)}, so the paper has no "
            "points for discussion",
            f"Add the meeting under 'meetings' in {PANEL_FILE}, or check the date.",
        )
    before = last_paper(panel, wish.meeting, period.until or wish.today)
    by_default = before is not None and before.until is None and period.since == before.date
    if before is None or not by_default:
        return
    for one in gathered:
        answered = one.case.answered
        if answered and before.date - _JUST_BEFORE <= answered < before.date:
            yield warning(
                "W114",
                f"the response '{one.case.name}' was published on {in_words(answered)}, shortly "
                f"before the meeting of {in_words(before.date)}, and is not in this paper",
                "If it was not in that meeting's paper either, write 'until:' below that meeting "
                f"in {PANEL_FILE}: the day on which its paper was closed.",
            )
