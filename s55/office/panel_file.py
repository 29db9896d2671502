"""Read the file of the panel's papers and meetings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from s55.errors import ExitCode, S55Error
from s55.model.dates import with_weekday
from s55.model.panel import PanelSettings
from s55.problems import Problem, Severity, error, errors_of, in_order
from s55.richtext.checks import problems_of
from s55.rules.deadlines import Closure
from s55.rules.meetings import meeting_errors, meeting_warnings
from s55.sources.reading import read_tree
from s55.sources.slips import slips_of
from s55.sources.texts import line_in_file, markdown_texts
from s55.sources.tree import Node, Scalar, format_path, parse_path, place_of
from s55.sources.validation import validated


def load_panel(text: str, file: str) -> PanelSettings:
    """Read the panel's file; an empty one gives the defaults.

    Raises:
        S55Error: with every problem in it: D003 to D112 for its form, T201 to T208 for its texts,
            W111 for two meetings on one day, W112 for a period that ends before it begins, W115 for
            one that ends after the meeting.
    """
    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return PanelSettings()
    root, problems = read_tree(text)
    if isinstance(root, Scalar) and root.is_null:
        return PanelSettings()
    panel = None
    if root is not None:
        panel, invalid = validated(root, PanelSettings)
        problems += invalid
        problems += _text_problems(root, text)
    if panel is not None and root is not None:
        problems += _meeting_problems(root, panel)
        problems += _located(root, meeting_errors(panel))
    if found := errors_of(problems):
        raise S55Error([problem.in_file(file) for problem in found], ExitCode.SETTINGS)
    return panel or PanelSettings()


def panel_problems(text: str, file: str, closed: Closure) -> list[Problem]:
    """Report everything in the panel's file that a person can put right, in the order of its lines.

    Args:
        text: the text of the file.
        file: its name, for the messages.
        closed: the calendar of days on which offices are closed.

    Returns:
        what :func:`load_panel` raises, what would be printed otherwise than it was typed, and W116
        and W117 for meetings whose days do not fit together.
    """
    try:
        panel, found = load_panel(text, file), []
    except S55Error as failure:
        panel, found = PanelSettings(), list(failure.problems)
    root, _ = read_tree(text)
    if root is not None:
        prose = {loc for loc, _ in markdown_texts(root, PanelSettings)}
        warned = [*_text_problems(root, text), *slips_of(text, root, prose)]
        warned += _located(root, meeting_warnings(panel, closed))
        found += [one.in_file(file) for one in warned if one.severity is Severity.WARNING]
    return in_order(found)


def _text_problems(root: Node, source: str) -> Iterator[Problem]:
    for loc, node in markdown_texts(root, PanelSettings):
        for problem in problems_of(node.text):
            line = line_in_file(source, node, problem.line or 1)
            yield replace(problem, path=format_path(loc), line=line, column=None)


def _located(root: Node, problems: Iterable[Problem]) -> Iterator[Problem]:
    for problem in problems:
        place = place_of(root, parse_path(problem.path))
        yield replace(problem, line=place.line, column=place.column)


def _meeting_problems(root: Node, panel: PanelSettings) -> Iterator[Problem]:
    days = Counter(meeting.date for meeting in panel.meetings)
    for index, meeting in enumerate(panel.meetings):
        place = place_of(root, ("meetings", index, "date"))
        if days[meeting.date] > 1:
            yield error(
                "W111",
                f"two meetings are on {with_weekday(meeting.date)}, and s55 makes one paper for a "
                "day",
                "Keep the meeting that the paper is for, and leave out the other, such as a "
                "confirmation hearing. If it is for both, give it the points of both.",
                line=place.line,
                column=place.column,
                path=f"meetings[{index}].date",
            )
        if meeting.since and meeting.until and meeting.since > meeting.until:
            yield backwards(meeting.since, meeting.until, place.line, f"meetings[{index}]")


def backwards(since: date, until: date, line: int | None = None, path: str = "") -> Problem:
    """Report a period that ends before it begins (W112)."""
    return error(
        "W112",
        f"the period ends on {with_weekday(until)}, before it begins on {with_weekday(since)}",
        "Correct 'since' or 'until'.",
        line=line,
        path=path,
    )
