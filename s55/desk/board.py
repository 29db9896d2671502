"""Put together what the first page of the desk shows: every response, the next day on top."""

from __future__ import annotations

from datetime import date

from s55.desk.office.telling import told_of_office
from s55.desk.putting_right import PutRight
from s55.errors import S55Error
from s55.pipeline.standing import KnownStandings, Standing, load_standings
from s55.problems import Problem
from s55.records import dataclass
from s55.rules.deadlines import england_and_wales
from s55.rules.meetings import next_meeting
from s55.views.meetings import papers_line
from s55.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Board:
    """Every response of the office on a day.

    Attributes:
        open: those not published, the next statutory day on top.
        published: the others, first those with something left to do, then the latest.
        papers: by when the papers of the next meeting must be out; '' without a meeting.
        problems: why drafts are not on the board, and what is to be known of those that are.
        examples: what the settings and the panel's file still say as in a new workspace.
    """

    open: tuple[Standing, ...]
    published: tuple[Standing, ...]
    papers: str
    problems: tuple[Problem, ...]
    examples: tuple[PutRight, ...]


def board_of(workspace: Workspace, today: date, known: KnownStandings) -> Board:
    """Read all drafts, and tell where each response is on ``today``.

    Raises:
        S55Error: every problem of the settings and of the panel's file.
    """
    settings = workspace.settings()
    standings = load_standings(workspace, settings, [], today, known)
    panel = workspace.panel()
    meeting = next_meeting(panel, today)
    papers = papers_line(meeting.date, panel.papers, today, england_and_wales()) if meeting else ""
    done = [one for one in standings.found if one.is_published]
    done.sort(key=lambda one: one.response_published or date.min, reverse=True)
    done.sort(key=lambda one: not one.waits_for)
    still = tuple(one for one in standings.found if not one.is_published)
    problems = (*standings.problems, *standings.doubled)
    examples = tuple(told_of_office(workspace, S55Error(workspace.example_values())))
    return Board(still, tuple(done), papers, problems, examples)
