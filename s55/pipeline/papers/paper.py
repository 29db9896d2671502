"""Write a paper for the panel: choose its period, load its cases, make one view, render it.

`panel_paper` reads only the template sets' own files, as does
:func:`s55.pipeline.response.render`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from s55.drafts.load import Draft
from s55.errors import ExitCode, S55Error
from s55.model.dates import in_words, with_weekday
from s55.model.office import Settings
from s55.model.panel import Meeting, PanelSettings
from s55.office.cases import Case, Period, cases_in
from s55.office.figures import Chart, ChartWording, items_by_status_and_age, responses_by_year
from s55.office.holders import holders_at
from s55.office.panel_file import backwards
from s55.office.settings import PANEL_FILE
from s55.pipeline.cases import DraftCase, doubled, load_cases, not_as_signed
from s55.pipeline.publications.as_published import as_published
from s55.pipeline.rendering.batch import refuse_same_names
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import Format
from s55.problems import Problem, warning
from s55.records import dataclass
from s55.rules.deadlines import england_and_wales
from s55.rules.meetings import (
    closed_day_warnings,
    meeting_errors,
    on_a_closed_day,
    papers_day,
    period_warnings,
)
from s55.templating.panel_manifest import PanelManifest
from s55.templating.registry import find_set_of
from s55.templating.sets import AnySet
from s55.templating.wording import Wording
from s55.views.meetings import left_out_in_words, papers_line, taken_in_words
from s55.views.paper.build import PaperContents, is_appended, panel_view
from s55.views.paper.contents import PanelView
from s55.views.paper.parts import PartNames
from s55.views.paper.progress import PaperProgress
from s55.views.paper.sentences import Sentences, open_items
from s55.views.response.contents import LogoView
from s55.workspace import Workspace

if TYPE_CHECKING:
    from s55.render.paper.page import Appended

_JUST_BEFORE = timedelta(days=28)
"""A paper goes out some days before its meeting: what is published after that may be in none."""


@dataclass(frozen=True, slots=True)
class PaperRequest:
    """What the command line asks for.

    Attributes:
        meeting: the day of the meeting.
        since: the first day of the period, if it is given.
        until: the last day, if it is given.
        names: the drafts, by name or file; all where there are none.
        formats: what to write.
        template: the name of the template set, if it is given.
        out: the folder to write to.
        today: the current day in Europe/London.
        split: whether the paper is written in parts.
        item: the number of the paper on the agenda, if it is given.
        jobs: how many processes may work at once.
    """

    meeting: date
    since: date | None
    until: date | None
    names: tuple[str, ...]
    formats: tuple[Format, ...]
    template: str | None
    out: Path
    today: date
    split: bool = False
    item: str | None = None
    jobs: int = 1


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """A paper that can be written, and what is to be said of it before that.

    Attributes:
        given: what it is made of.
        about: its period, and by when it has to be out.
        taken: the drafts whose reports are in it, each with what became of its response.
        left_out: the other drafts, each with the reason.
        warnings: what does not fit together.
    """

    given: PaperInput
    about: tuple[str, ...]
    taken: tuple[tuple[str, str], ...]
    left_out: tuple[tuple[str, str], ...]
    warnings: tuple[Problem, ...]

    def lines(self) -> Iterator[str]:
        """Say all of this, a line each, without the warnings."""
        yield from self.about
        for name, words in self.taken:
            yield f"+ {name}: {words}"
        for name, words in self.left_out:
            yield f"- {name}, not in the paper: {words}"


def plan_paper(workspace: Workspace, request: PaperRequest) -> PaperPlan:
    """Read everything that the paper for a meeting is made of; nothing is written.

    Raises:
        S55Error: every problem in the settings, the panel's file, the drafts and the template
            sets; W112 for a period that ends before it begins, W115 for one that ends after the
            meeting.
    """
    settings = workspace.settings()
    panel = workspace.panel()
    refuse_same_names(workspace.chosen(list(request.names)))
    read = load_cases(workspace, request.names, settings, request.today, request.jobs)
    loaded, changed = as_published(workspace, read)
    period = period_of(request, panel)
    asked = _as_asked(request, panel, period)
    if problems := list(meeting_errors(asked)):
        raise S55Error(problems, ExitCode.USAGE)
    cases = tuple(cases_in((one.case for one in loaded), period))
    given = PaperInput(
        day=request.meeting,
        period=period,
        cases=cases,
        earlier=tuple(earlier_cases((one.case for one in loaded), period)),
        chosen=bool(request.names),
        drafts={one.case.name: one.draft for one in loaded},
        today=request.today,
        settings=settings,
        panel=panel,
        template=find_set_of(
            PanelManifest,
            request.template or panel.template,
            workspace.places_of_sets,
        ),
        sets=DraftSets(workspace, settings),
        logo=workspace.logo(settings),
        parts=_part_names(request, panel) if request.split else None,
    )
    return PaperPlan(
        given,
        tuple(_about(given)),
        tuple(taken_in_words(given.cases)),
        tuple(left_out_in_words(given.cases, (one.case for one in loaded), period)),
        (
            *doubled(loaded),
            *changed,
            *not_as_signed(one for one in loaded if one.case in cases and is_appended(one.case)),
            *_warnings(request, panel, period, loaded),
            *closed_day_warnings(panel, england_and_wales()),
            *period_warnings(asked),
        ),
    )


def _part_names(request: PaperRequest, panel: PanelSettings) -> PartNames:
    meeting = panel.meeting_on(request.meeting)
    item = request.item or (meeting.item if meeting else None) or ""
    return PartNames(panel.files, item, request.meeting, panel.panel)


def _as_asked(request: PaperRequest, panel: PanelSettings, period: Period) -> PanelSettings:
    """Give the panel's meetings with the days of the command line, to be checked as they are."""
    if request.names or not (request.since or request.until):
        return panel
    others = tuple(one for one in panel.meetings if one.date != request.meeting)
    here = panel.meeting_on(request.meeting) or Meeting(date=request.meeting)
    asked = here.model_copy(update={"since": period.since, "until": period.until})
    return panel.model_copy(update={"meetings": (*others, asked)})


def earlier_cases(cases: Iterable[Case], period: Period) -> list[Case]:
    """Choose the cases that were answered before a period, whose items may still be open."""
    before = Period(None, period.until)
    return [case for case in cases_in(cases, before) if not cases_in([case], period)]


def _about(given: PaperInput) -> Iterator[str]:
    period, cases = given.period, given.cases
    since = f"{in_words(period.since)} to " if period.since else "up to "
    until = in_words(period.until) if period.until else ""
    appended = sum(map(is_appended, cases))
    yield f"Period: {since}{until}. Reports: {len(cases)}; responses appended: {appended}."
    yield papers_line(given.day, given.panel.papers, given.today, england_and_wales())


def _warnings(
    request: PaperRequest, panel: PanelSettings, period: Period, loaded: Sequence[DraftCase]
) -> Iterable[Problem]:
    if panel.meeting_on(request.meeting) is None:
        yield warning(
            "W113",
            f"{PANEL_FILE} names no meeting on {with_weekday(request.meeting)}, so the paper has "
            "no points for discussion",
            f"Add the meeting under 'meetings' in {PANEL_FILE}, or check the date.",
        )
        closed = england_and_wales()
        yield from on_a_closed_day(request.meeting, "Check the date of the meeting.", closed)
    before = last_paper(panel, request.meeting, period.until or request.today)
    by_default = before is not None and before.until is None and period.since == before.date
    if before is None or not by_default:
        return
    for one in loaded:
        answered = one.case.answered
        if answered and before.date - _JUST_BEFORE <= answered < before.date:
            yield warning(
                "W114",
                f"the response '{one.case.name}' was published on {with_weekday(answered)}, "
                f"shortly before the meeting of {with_weekday(before.date)}, and is not in "
                "this paper",
                "If it was not in that meeting's paper either, write 'until:' below that meeting "
                f"in {PANEL_FILE}: the day on which its paper was closed.",
            )


# --- the paper ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperInput:
    """Everything that a paper is made of.

    Attributes:
        day: the day of the meeting.
        period: what the paper covers.
        cases: the reports of the period, in order.
        drafts: their drafts, by name.
        today: the day on which the paper is written.
        settings: the office's settings.
        panel: the panel's own file.
        template: the template set of the covering report.
        sets: the template sets of the responses.
        logo: the office's logo, already read.
        earlier: the reports that were answered before the period, in order.
        chosen: whether its reports were chosen by name.
        parts: names the files of its parts; None where it is one file.
    """

    day: date
    period: Period
    cases: tuple[Case, ...]
    drafts: Mapping[str, Draft]
    today: date
    settings: Settings
    panel: PanelSettings
    template: AnySet[PanelManifest]
    sets: DraftSets
    logo: LogoView | None = None
    earlier: tuple[Case, ...] = ()
    chosen: bool = False
    parts: PartNames | None = None


def paper_view(given: PaperInput) -> tuple[PanelView, list[Chart]]:
    """Make the view of a paper, and the charts in it.

    Raises:
        S55Error: when settings or the set's words cannot be used.
    """
    from s55.render.charts import chart_view

    charts = _charts(given)
    drawn = tuple(chart_view(chart, number) for number, chart in enumerate(charts, 1))
    days = sorted(one.date for one in given.panel.meetings if one.date < given.today)
    progress = _progress_chart(given, days)
    out = papers_day(given.day, given.panel.papers.clear_days, england_and_wales())
    paper = PaperContents(
        given.day,
        given.period,
        given.cases,
        drawn,
        given.today,
        out,
        given.earlier,
        given.chosen,
        max((day for day in days if day < given.day), default=None),
        chart_view(progress, len(charts) + 1) if progress else None,
        given.parts,
    )
    holders = holders_at(given.day, given.settings)
    view = panel_view(
        paper, given.settings, given.panel, given.template.manifest, holders, given.logo
    )
    return view, [*charts, progress] if progress else charts


def _progress_chart(given: PaperInput, days: Sequence[date]) -> Chart | None:
    """Make the chart of the last meetings; none where the reports were chosen by name."""
    if given.chosen:
        return None
    manifest = given.template.manifest
    fill = Wording({}, f"manifest of {manifest.name}").fill
    told = PaperProgress(manifest.labels, fill, manifest.language)
    days = [day for day in days if day < given.day]
    return told.chart([*given.earlier, *given.cases], [*days, min(given.today, given.day)])


def _charts(given: PaperInput) -> list[Chart]:
    """Choose the charts: none without reports, none of items where no item is open."""
    if not given.cases:
        return []
    manifest = given.template.manifest
    wording = Wording({}, f"manifest of {manifest.name}")
    spoken = ChartWording(manifest.labels.charts, wording.fill)
    sentences = Sentences(manifest.labels, wording.fill, given.settings, manifest.language)
    left_out = sentences.items_left_out(given.cases, given.earlier)
    items = open_items(given.cases)
    of_items = [items_by_status_and_age(items, spoken)] if items else []
    return [
        responses_by_year(given.cases, spoken),
        *(
            replace(chart, description=f"{chart.description} {left_out}".strip())
            for chart in of_items
        ),
    ]


def appended_of(given: PaperInput, case: Case) -> Appended:
    """Make the view of a response that is appended, with the set that shows it.

    Raises:
        S55Error: when settings or the set cannot be used.
    """
    from s55.render.paper.page import Appended
    from s55.views.response.build import response_view

    draft = given.drafts[case.name]
    template = given.sets.of(draft)
    other = given.sets.replacement_of(draft)
    view = response_view(draft.response, given.settings, template.manifest, given.logo, other)
    return Appended(view, template)


# --- the period ----------------------------------------------------------------


def period_of(request: PaperRequest, panel: PanelSettings) -> Period:
    """Choose the period: from the command line, else the panel's file, else its meetings.

    By default it ends today, or on the day of the meeting if that is past. It begins on the day
    after the last paper was closed, or on the day of its meeting if the panel's file does not say;
    without an earlier meeting, or if drafts are named, it has no beginning.

    Raises:
        S55Error: W112 when it ends before it begins.
    """
    meeting = panel.meeting_on(request.meeting)
    since = request.since or (meeting.since if meeting else None)
    until = (
        request.until or (meeting.until if meeting else None) or min(request.today, request.meeting)
    )
    if since is None and not request.names:
        before = last_paper(panel, request.meeting, until)
        if before is not None:
            since = before.until + timedelta(days=1) if before.until else before.date
    if since is not None and since > until:
        problem = backwards(since, until)
        raise S55Error([problem], ExitCode.USAGE)
    return Period(since, until)


def last_paper(panel: PanelSettings, meeting: date, until: date) -> Meeting | None:
    """Find the last meeting before ``meeting`` with a paper that was closed before ``until``.

    A meeting that is still to come, and whose paper is not closed, is not the last one.
    """
    before = panel.meeting_before(meeting)
    while before is not None and (before.until or before.date) >= until:
        before = panel.meeting_before(before.date)
    return before
