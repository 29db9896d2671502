"""All drafts together: the cases of which the commands for a clerk's desk make their lists."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from s55.drafts.load import Draft
from s55.errors import S55Error
from s55.model.office import Settings
from s55.office.cases import Case, case_of, place_in_lists
from s55.pipeline.response import check
from s55.problems import Problem, errors_of
from s55.rules.deadlines import england_and_wales
from s55.sources.files import read_text
from s55.workspace import Workspace, shown


@dataclass(frozen=True, slots=True)
class Gathered:
    """A case and the draft it was reckoned from."""

    case: Case
    draft: Draft


def gather(
    workspace: Workspace, names: Sequence[str], settings: Settings, today: date
) -> list[Gathered]:
    """The cases of the drafts that ``names`` mean (all when there are none), in order.

    A draft that is named twice, by its name and by its file, is one case.

    A list with a report missing from it would be wrong in a way nobody sees, so one draft with
    errors stops it.

    Raises:
        S55Error: U101, U102, and every error in the drafts.
    """
    found: list[Gathered] = []
    problems: list[Problem] = []
    chosen = {path.resolve(): path for path in workspace.chosen(list(names))}
    for path in chosen.values():
        try:
            found.append(_gathered(workspace, path, settings, today))
        except S55Error as failure:
            problems += [p if p.file else p.in_file(shown(path)) for p in failure.problems]
    if problems:
        raise S55Error(problems)
    return sorted(found, key=lambda one: place_in_lists(one.case))


def _gathered(workspace: Workspace, path: Path, settings: Settings, today: date) -> Gathered:
    file = shown(path)
    closed = england_and_wales()
    checked = check(read_text(path, file), file, settings, today, closed, final=False)
    draft = checked.usable
    if draft is None:
        raise S55Error(errors_of(checked.problems))
    template = workspace.template_set(draft.response.template or settings.template)
    days = template.manifest.deadline.days_after_publication
    return Gathered(case_of(path.stem, draft.response, days, today, closed), draft)
