"""Sum up a response on a day: deadlines, publication, checklist, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from enum import Enum
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from s55.errors import S55Error, problems_in
from s55.model.dates import with_weekday
from s55.model.distribution import (
    CHIEF_OFFICER,
    INSPECTORATE,
    INSPECTORATE_PORTAL,
    PANEL,
    SECRETARY_OF_STATE,
    WEBSITE,
    DispatchEvent,
)
from s55.model.inspection import Inspection
from s55.model.office import Settings
from s55.model.response import Response
from s55.office.holders import holders_for
from s55.pipeline.cases import KnownCases, KnownChecks, KnownDrafts
from s55.pipeline.checking import Checked, ReplacedDrafts, check_file, each_of
from s55.pipeline.publications.outdated import OUTDATED
from s55.pipeline.rendering.sets import DraftSets
from s55.problems import Problem, Severity
from s55.records import dataclass
from s55.rules.deadlines import Closure, day_of_period, deadline_of, england_and_wales
from s55.rules.final import UNCONFIRMED
from s55.rules.same_report import same_report_problems
from s55.rules.signed import CHANGED_SINCE
from s55.rules.statute import not_sent_again
from s55.templating.manifest import Manifest
from s55.views.overview import OverviewRow
from s55.views.response.build import checklist_lines, wording_for
from s55.views.response.contents import ChecklistLineView
from s55.workspace import Workspace, shown

_RECIPIENTS = MappingProxyType(
    {
        INSPECTORATE: "the inspectorate",
        INSPECTORATE_PORTAL: "the portal",
        SECRETARY_OF_STATE: "the Secretary of State",
        CHIEF_OFFICER: "the chief officer",
        PANEL: "the panel",
    }
)


@dataclass(frozen=True, slots=True)
class Revision:
    """A correction or a withdrawal.

    Attributes:
        event: republished or withdrawn.
        day: the day of it, where known.
        text: what was corrected, or why it was withdrawn; None where nobody wrote it down.
        replaced_by: the name of the draft that replaces a withdrawn one.
    """

    event: DispatchEvent
    day: date | None
    text: str | None
    replaced_by: str | None = None

    @property
    def done(self) -> str:
        """Name what was done: corrected or withdrawn."""
        return "withdrawn" if self.event is DispatchEvent.WITHDRAWN else "corrected"

    @property
    def words(self) -> str:
        """Say when, why and by what it is replaced, for a person."""
        day = with_weekday(self.day) if self.day else "date not recorded"
        why = f": {self.text}" if self.text else ""
        return f"{day}{why}{f' (replaced by {self.replaced_by})' if self.replaced_by else ''}"


class ResponseStep(Enum):
    """What is done with a response: one after the other, until it is with all who get it.

    What was published and changed after that is corrected.
    """

    INVITE = "invite"
    TAKE_IN = "collect"
    WRITE = "write"
    APPROVE = "sign"
    RECORD = "mark"
    CORRECT = "correct"


class NextStep(NamedTuple):
    """What is to be done next with a response.

    Attributes:
        step: what it is.
        words: why, in a few words; '' where nothing is to be done.
    """

    step: ResponseStep
    words: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one response.

    Attributes:
        name: the name of the draft.
        title: the title of the report.
        inspection: the report.
        published: the day the report was published.
        statutory: the last day of the statutory period.
        printed: the date the form prints.
        days_left: from today to the statutory day; negative when it has passed.
        closed: why offices are closed on the statutory day, or None.
        working: the last working day on or before the statutory day.
        is_published: whether publication of the response is recorded.
        response_published: the day of it, where known.
        invited: the day the chief officer was invited, or None.
        reply_by: the date before which comments were asked for, or None.
        comments_days_left: days from today to that date, negative when it has passed; None when
            nothing is waited for.
        has_comments: whether the chief officer has commented.
        is_signed_off: whether the response is approved for publication.
        unsent: the recipients of the checklist and of section 55(6) without a record.
        unsent_again: those without a copy of the last correction, or notice of the withdrawal.
        revisions: the corrections and the withdrawal, each with its day and the text about it.
        withdrawn: the day of the withdrawal, where it is withdrawn and the day is known.
        is_withdrawn: whether it is withdrawn.
        answered_before: the day on which the withdrawn response that it replaces was first
            published; None where it replaces none.
        checklist: the lines of the office-use checklist.
        missing: the problems of the draft.
    """

    name: str
    title: str
    inspection: Inspection
    published: date
    statutory: date
    printed: date
    days_left: int
    closed: str | None
    working: date
    is_published: bool
    response_published: date | None
    invited: date | None
    reply_by: date | None
    comments_days_left: int | None
    has_comments: bool
    is_signed_off: bool
    unsent: tuple[str, ...]
    unsent_again: tuple[str, ...]
    revisions: tuple[Revision, ...]
    withdrawn: date | None
    is_withdrawn: bool
    answered_before: date | None
    checklist: tuple[ChecklistLineView, ...]
    missing: tuple[Problem, ...]

    @property
    def is_replaced(self) -> bool:
        """Say whether the response is withdrawn, and another one is in its place."""
        return self.is_withdrawn and self.revisions[-1].replaced_by is not None

    @property
    def days_late(self) -> int:
        """Count the days from the statutory day to the first publication; 0 when in time."""
        first = self.answered_before or self.response_published
        return max(0, (first - self.statutory).days) if first else 0

    @property
    def waits_for(self) -> str:
        """Say in a few words what is to be done next; '' when nothing is."""
        return self.next_step.words

    @property
    def next_step(self) -> NextStep:
        """Give what is to be done next."""
        then = self._waits_for_copies() if self.is_published else self._waits_for_publication()
        if not (open_lines := sum(one.code in UNCONFIRMED for one in self.missing)):
            return then
        # First of all: the 56 days may begin on another day.
        words = filter(None, (f"{_count(open_lines, 'line')} to confirm", then.words))
        return NextStep(ResponseStep.WRITE, "; ".join(words))

    def _waits_for_publication(self) -> NextStep:
        if not self.has_comments:
            if self.invited is None:
                return NextStep(ResponseStep.INVITE, "chief officer not invited to comment")
            if self.reply_by is None:
                return NextStep(ResponseStep.TAKE_IN, "waiting for comments, no day set")
            due = "were due" if (self.comments_days_left or 0) < 0 else "due"
            return NextStep(ResponseStep.TAKE_IN, f"comments {due} {with_weekday(self.reply_by)}")
        return self._waits_for_the_office()

    def _waits_for_the_office(self) -> NextStep:
        codes = [problem.code for problem in self.missing]
        if "S55-5" in codes:
            return NextStep(ResponseStep.WRITE, "own comments not written")
        if unexplained := codes.count("S55-5B"):
            return NextStep(
                ResponseStep.WRITE, f"{_count(unexplained, 'recommendation')} not answered"
            )
        if errors := sum(problem.severity is Severity.ERROR for problem in self.missing):
            return NextStep(ResponseStep.WRITE, f"{_count(errors, 'error')} to put right")
        if self.is_signed_off:
            changed = self._waits_for_approval()
            return changed if changed.words else NextStep(ResponseStep.RECORD, "to be published")
        return NextStep(ResponseStep.APPROVE, "not signed off")

    def _waits_for_approval(self) -> NextStep:
        """Say that the text is not the one that was signed off; '' where it is."""
        changed = any(problem.code in CHANGED_SINCE for problem in self.missing)
        return NextStep(ResponseStep.APPROVE, "changed since it was signed off" if changed else "")

    def _waits_for_copies(self) -> NextStep:
        owed = [*self.unsent_again, *(one for one in self.unsent if one not in self.unsent_again)]
        changed = self._waits_for_approval()
        if any(problem.code == OUTDATED for problem in self.missing):
            changed = NextStep(ResponseStep.CORRECT, "changed since it was published")
        if not owed:
            return changed
        first, *others = owed
        more = f" and {len(others)} more" if others else ""
        again = " again" if first in self.unsent_again and first not in self.unsent else ""
        to = _RECIPIENTS.get(first, first.replace("_", " "))
        sent = f"to be sent{again} to {to}{more}"
        if changed.words:
            # What is sent is what was published, and a change of it first has to be approved, and
            # published.
            return NextStep(changed.step, f"{changed.words}; {sent}")
        return NextStep(ResponseStep.RECORD, sent)

    def as_row(self) -> OverviewRow:
        """Sum up the standing as a line of the overview."""
        return OverviewRow(
            name=self.name,
            is_published=self.is_published,
            statutory=self.statutory,
            days_left=self.days_left,
            published=self.response_published,
            days_late=self.days_late,
            waits_for=self.waits_for,
            is_withdrawn=self.is_withdrawn,
            replaces=self.answered_before is not None,
        )

    def facts(self) -> Iterator[tuple[str, str]]:
        """Give the days of the report and of the response, each with what it is."""
        yield "report published", with_weekday(self.published)
        yield "statutory last day", f"{with_weekday(self.statutory)}{self._closure()}"
        yield "the form prints", with_weekday(self.printed)
        yield "response", self._publication()
        for one in self.revisions:
            yield one.done, one.words
        if self.invited:
            by = f", comments asked for by {with_weekday(self.reply_by)}" if self.reply_by else ""
            yield "chief officer", f"invited {with_weekday(self.invited)}{by}{self._waiting()}"

    def as_text(self) -> str:
        """Write the standing for a person, in several lines."""
        lines = [f"{line.box} {line.text} ({line.state})" for line in self.checklist]
        to_do = [f"{problem.code} {problem.message}" for problem in self.missing] or ["nothing"]
        labelled = [*self.facts(), *_labelled("checklist", lines), *_labelled("to do", to_do)]
        head = f"{self.name}: {self.title}"
        return "\n".join([head, *(f"  {label:<18}  {words}" for label, words in labelled)])

    def _closure(self) -> str:
        if self.closed is None or self.is_published:
            return ""
        holiday = "" if self.closed == f"{self.statutory:%A}" else f": {self.closed}"
        last = with_weekday(self.working)
        return f" (not a working day{holiday}; the last working day is {last})"

    def _waiting(self) -> str:
        left = self.comments_days_left
        if left is None:
            return ""
        if left < 0:
            return f" (comments overdue by {_days(-left)})"
        return f" (comments due in {_days(left)})" if left else " (comments due today)"

    def _publication(self) -> str:
        if self.answered_before is not None:
            own = "published, date not recorded" if self.is_published else "not published"
            if self.response_published:
                own = f"published {with_weekday(self.response_published)}"
            late = f"{_days(self.days_late)} late" if self.days_late else "in time"
            return f"{own}; the one it replaces {with_weekday(self.answered_before)}: {late}"
        if self.response_published is not None:
            day = day_of_period(self.published, self.response_published)
            when = f"published {with_weekday(self.response_published)}, on day {day}"
            how = f"{_days(self.days_late)} late" if self.days_late else "in time"
            return f"{when}; the period is 56 days: {how}"
        if self.is_published:
            return "published, date not recorded"
        if self.days_left >= 0:
            return f"not published, {_days(self.days_left)} left"
        return f"not published, {_days(-self.days_left)} late"

    def as_data(self) -> dict[str, Any]:
        """Give the standing for a program: dates as ISO 8601 text."""
        return {
            "name": self.name,
            "title": self.title,
            "published": self.published.isoformat(),
            "statutory_last_day": self.statutory.isoformat(),
            "printed_deadline": self.printed.isoformat(),
            "last_working_day": self.working.isoformat(),
            "days_left": self.days_left,
            "is_published": self.is_published,
            "response_published": _iso(self.response_published),
            "days_late": self.days_late,
            "is_withdrawn": self.is_withdrawn,
            "withdrawn": _iso(self.withdrawn),
            "corrections": [
                {"date": _iso(one.day), "what": one.text}
                for one in self.revisions
                if one.event is DispatchEvent.REPUBLISHED
            ],
            "invited": _iso(self.invited),
            "reply_by": _iso(self.reply_by),
            "comments_days_left": self.comments_days_left,
            "waits_for": self.waits_for,
            "checklist": [
                {"line": line.text, "done": line.box.checked, "state": line.state}
                for line in self.checklist
            ],
            "problems": [{"code": p.code, "message": p.message} for p in self.missing],
        }


def _labelled(label: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for number, line in enumerate(lines):
        yield "" if number else label, line


@dataclass(frozen=True, slots=True)
class Standings:
    """Where the responses of a workspace are on a day.

    Attributes:
        found: those of the drafts that can be understood; those not published first, the next
            statutory day on top.
        problems: why the others cannot be.
        doubled: warnings of drafts that answer the same report.
    """

    found: tuple[Standing, ...]
    problems: tuple[Problem, ...]
    doubled: tuple[Problem, ...]


class KnownStandings(KnownDrafts[Standing]):
    """The standings of drafts that were read before."""

    def load(self, sets: DraftSets, path: Path, checked: Checked, today: date) -> Standing:
        """Sum up the response of a draft."""
        return standing_of_draft(sets, path, checked, today)


class KnownOffice:
    """What all drafts of a workspace made, for a program that shows it again and again.

    Each draft is read once for all of it.

    Attributes:
        standings: where the responses are.
        cases: the responses with their items.
    """

    def __init__(self) -> None:
        checks = KnownChecks()
        self.standings = KnownStandings(checks)
        self.cases = KnownCases(checks)


def load_standings(
    workspace: Workspace,
    settings: Settings,
    names: Sequence[str],
    today: date,
    known: KnownStandings | None = None,
    jobs: int = 1,
) -> Standings:
    """Read the drafts that ``names`` mean (all when there are none), and sum each up on ``today``.

    Args:
        workspace: the folder the office works in.
        settings: its settings.
        names: names or files of drafts.
        today: the current day in Europe/London.
        known: what is known from before, for a program that reads them again and again.
        jobs: how many processes may read drafts at once, where nothing is known from before.

    Raises:
        S55Error: U101 or U102 for every name without a draft.
    """
    found: list[Standing] = []
    problems: list[Problem] = []
    reports: list[tuple[str, Inspection]] = []
    paths = workspace.chosen(list(names))
    sets = DraftSets(workspace, settings)
    read = partial(_read, sets, ReplacedDrafts(), today)
    standings = known.all_of(sets, paths, today) if known else each_of(paths, read, jobs)
    for path, standing in zip(paths, standings, strict=True):
        if isinstance(standing, S55Error):
            problems.extend(standing.problems)
            continue
        found.append(standing)
        if not standing.is_replaced:
            reports.append((shown(path), standing.inspection))
    found.sort(key=lambda one: (one.is_published, one.statutory, one.name))
    return Standings(tuple(found), tuple(problems), tuple(same_report_problems(reports)))


def _read(
    sets: DraftSets, replaced: ReplacedDrafts, today: date, path: Path
) -> Standing | S55Error:
    """Sum up the response of a draft, or say why that cannot be done."""
    try:
        checked = check_file(path, sets.settings, today, replaced=replaced)
        return standing_of_draft(sets, path, checked, today)
    except S55Error as failure:
        return failure


def standing_of_draft(sets: DraftSets, path: Path, checked: Checked, today: date) -> Standing:
    """Sum up the response of a draft that was read and checked on ``today``.

    Args:
        sets: the template sets of the workspace.
        path: the file of the draft.
        checked: what its check found.
        today: the current day in Europe/London.

    Raises:
        S55Error: the problems of a draft that cannot be understood, or of its template set.
    """
    if checked.draft is None:
        raise S55Error(checked.problems)
    with problems_in(shown(path)):
        manifest = sets.of(checked.draft).manifest
        response = checked.draft.response
        closed = england_and_wales()
        standing = standing_of(
            path.stem, response, checked.problems, sets.settings, manifest, today, closed
        )
        return replace(standing, answered_before=checked.answered_before)


def standing_of(
    name: str,
    response: Response,
    problems: Sequence[Problem],
    settings: Settings,
    manifest: Manifest,
    today: date,
    closed: Closure,
) -> Standing:
    """Sum up ``response`` on ``today``."""
    published = response.inspection.published
    dates = deadline_of(published, manifest.deadline.days_after_publication, closed)
    holders = holders_for(response, settings)
    invited = response.chief_officer.invited if response.chief_officer else None
    website = response.first_publication
    waiting = invited is not None and website is None and not response.has_chief_officers_comments
    reply_by = invited.reply_by if invited else None
    return Standing(
        name=name,
        title=response.inspection.title,
        inspection=response.inspection,
        published=published,
        statutory=dates.statutory,
        printed=dates.printed,
        days_left=dates.days_left(today),
        closed=dates.closed,
        working=dates.working,
        is_published=website is not None,
        response_published=website.on if website else None,
        invited=invited.date if invited else None,
        reply_by=reply_by,
        comments_days_left=(reply_by - today).days if waiting and reply_by else None,
        has_comments=response.has_chief_officers_comments,
        is_signed_off=response.is_signed_off,
        unsent=_unsent(response, settings, manifest),
        unsent_again=tuple(not_sent_again(response)),
        revisions=tuple(_revisions(response)),
        withdrawn=response.withdrawal.on if response.withdrawal else None,
        is_withdrawn=response.withdrawal is not None,
        answered_before=None,
        checklist=checklist_lines(
            response.distribution,
            settings.checklist,
            manifest,
            wording_for(response, settings, holders, manifest),
        ),
        missing=tuple(problems),
    )


def _unsent(response: Response, settings: Settings, manifest: Manifest) -> tuple[str, ...]:
    """List the recipients without a record: those of section 55(6), then the checklist's."""
    lines = settings.checklist.lines_after(manifest.checklist)
    wanted = (INSPECTORATE, SECRETARY_OF_STATE, *(key for line in lines for key in line.recipients))
    return tuple(key for key in dict.fromkeys(wanted) if key not in response.distribution)


def _revisions(response: Response) -> Iterator[Revision]:
    for event, entry in response.events_at(WEBSITE):
        if event is DispatchEvent.REPUBLISHED:
            yield Revision(event, entry.on, entry.what)
        elif event is DispatchEvent.WITHDRAWN:
            yield Revision(event, entry.on, entry.why, entry.replaced_by)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _days(count: int) -> str:
    return _count(count, "day")


def _count(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
