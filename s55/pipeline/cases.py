"""Read all drafts together, for the commands that make one list of many responses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from s55.drafts.load import Draft
from s55.errors import S55Error, problems_in
from s55.model.office import Settings
from s55.office.cases import Case, case_of, place_in_lists, with_replacements
from s55.office.publications import KeptPublication
from s55.pipeline.response import DraftSets, ReplacedDrafts, check_file
from s55.pipeline.tracking.progress import progress_of
from s55.problems import Problem, errors_of
from s55.rules.deadlines import england_and_wales
from s55.rules.same_report import same_report_problems
from s55.rules.signed import CHANGED_SINCE, changed_somewhere
from s55.workspace import Workspace, shown


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A case and the draft that it describes.

    Attributes:
        case: the case.
        draft: the draft.
        is_changed: whether the draft is not as it was signed off.
        kept: the publication that is shown instead of the draft; None where none is kept.
    """

    case: Case
    draft: Draft
    is_changed: bool = False
    kept: KeptPublication | None = None


def doubled(cases: Iterable[DraftCase]) -> list[Problem]:
    """Warn of drafts that answer the same report, which a list counts twice (D144).

    A response that another one replaces is none of them.
    """
    return same_report_problems(
        (one.draft.file, one.draft.response.inspection) for one in cases if not one.case.is_replaced
    )


def not_as_signed(cases: Iterable[DraftCase]) -> Iterator[Problem]:
    """Warn of each draft that is shown as it is now, and not as it was signed off (D146)."""
    for one in cases:
        signed = one.draft.response.sign_off
        if one.is_changed and signed is not None:
            name = one.case.name
            why = f"s55 check {name} says what was changed"
            (problem,) = one.draft.located([changed_somewhere(signed, name, why)])
            yield problem


def load_cases(
    workspace: Workspace, names: Sequence[str], settings: Settings, today: date
) -> list[DraftCase]:
    """Load the cases of the drafts that ``names`` mean (all when there are none), in list order.

    A draft named twice, by its name and by its file, is one case. One draft with errors stops them
    all, because nobody would notice that a report is missing from the list.

    Raises:
        S55Error: U101, U102, and every error in the drafts.
    """
    sets, replaced = DraftSets(workspace, settings), ReplacedDrafts()
    closed = england_and_wales()
    found: list[DraftCase] = []
    problems: list[Problem] = []
    for path in {path.resolve(): path for path in workspace.chosen(list(names))}.values():
        try:
            with problems_in(shown(path)):
                checked = check_file(path, settings, today, replaced=replaced)
                draft = checked.usable
                if draft is None:
                    raise S55Error(errors_of(checked.problems))
                days = sets.of(draft).manifest.deadline.days_after_publication
        except S55Error as failure:
            problems += failure.problems
        else:
            progress, wrong = progress_of(path, draft.response, today)
            problems += errors_of(wrong)
            case = case_of(path.stem, draft.response, days, today, closed, progress)
            changed = any(one.code in CHANGED_SINCE for one in checked.problems)
            found.append(DraftCase(case, draft, changed))
    if problems:
        raise S55Error(problems)
    cases = with_replacements(one.case for one in found)
    told = [replace(one, case=case) for one, case in zip(found, cases, strict=True)]
    return sorted(told, key=lambda one: place_in_lists(one.case))


def case_of_draft(workspace: Workspace, path: Path, today: date) -> Case:
    """Load the case of one draft.

    Raises:
        S55Error: as :func:`load_cases`.
    """
    (loaded,) = load_cases(workspace, [str(path)], workspace.settings(), today)
    return loaded.case
