"""Find everything that is wrong with a draft: its form, its agreement with itself, the Act.

`check` turns text into problems; `check_file` does the same with a file and those beside it.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import field, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from s55.drafts.load import Draft, load
from s55.errors import S55Error
from s55.model.distribution import WEBSITE
from s55.model.office import Settings
from s55.model.response import Response
from s55.office.cases import answered_before
from s55.pipeline.publications.outdated import outdated_publication
from s55.pipeline.signing import sign_off_problems, signed_copies
from s55.problems import Problem, error, errors_of, has_errors, in_order
from s55.records import dataclass
from s55.rules.consistency import consistency_problems
from s55.rules.deadlines import Closure, england_and_wales
from s55.rules.final import CONFIRM, address_problems, final_problems, unconfirmed_problems
from s55.rules.letters import letter_problems
from s55.rules.signed import CHANGED_SINCE
from s55.rules.statute import as_replacing, statutory_problems
from s55.sources.comments import comments_of
from s55.sources.files import read_text
from s55.workspace import DRAFT_SUFFIXES, drafts_in, shown

T = TypeVar("T")

_SHARE = 15
"""So many drafts at least are read by each of several processes: a copy takes as long as five."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft and everything that is wrong with it.

    Attributes:
        draft: the draft, None when it cannot be understood.
        problems: in the order of the file.
        answered_before: the day on which the withdrawn response that it replaces was first
            published; None where it replaces none.
    """

    draft: Draft | None
    problems: tuple[Problem, ...]
    answered_before: date | None = None

    @property
    def usable(self) -> Draft | None:
        """Give the draft, unless something in it stops a render."""
        return None if has_errors(self.problems) else self.draft


def check(
    text: str,
    file: str,
    settings: Settings | None,
    today: date,
    closed: Closure,
    copies: Iterable[str] = (),
    *,
    final: bool,
) -> Checked:
    """Find everything that is wrong with a draft: its form, its agreement with itself, the Act.

    Args:
        text: the text of the draft.
        file: the file as the user named it.
        settings: the office's settings, if there are any.
        today: the current day in Europe/London.
        closed: the calendar of days on which offices are closed.
        copies: the texts of the draft as it was signed off, the latest first.
        final: whether what is missing is an error.
    """
    draft, problems = load(text, file)
    if draft is not None:
        added = settings.added_recipients if settings else ()
        name = shlex.quote(Path(file).stem)  # as it is typed in the commands of messages
        found = consistency_problems(draft.response, name, today, added)
        found += letter_problems(draft.response, settings.addressees if settings else ())
        found += statutory_problems(draft.response, name, today, closed)
        wanted = settings.second_language if settings else None
        if wanted is not None or draft.response.translation is not None:
            from s55.drafts.translation.problems import translation_problems

            found += translation_problems(draft.response, name, wanted, final=final)
        if settings is not None:
            found += sign_off_problems(draft, name, settings, copies, final=final)
        found += address_problems(draft.response)
        if CONFIRM in text:  # The comments of most drafts need not be found.
            found += unconfirmed_problems(draft.response, comments_of(text, draft.root))
        if final:
            found = final_problems(draft.response, found)
        problems += draft.located(found)
    return Checked(draft, tuple(in_order(problems)))


@dataclass(frozen=True, slots=True)
class ReplacedDrafts:
    """The drafts whose response another one replaces, in folders that are each read once.

    A command over many drafts makes one of these for all of them.
    """

    _read: dict[Path, tuple[tuple[str, Response], ...]] = field(default_factory=dict)

    def in_folder(self, folder: Path) -> tuple[tuple[str, Response], ...]:
        """Give those of a folder, each with its name; one that cannot be read is passed over."""
        if folder not in self._read:
            self._read[folder] = tuple(_replaced_in(folder))
        return self._read[folder]


def check_file(
    path: Path,
    settings: Settings | None,
    today: date,
    *,
    final: bool = False,
    replaced: ReplacedDrafts | None = None,
    text: str | None = None,
) -> Checked:
    """Read and check a draft's file, by the working days of England and Wales.

    Args:
        path: the file.
        settings: the office's settings, if there are any.
        today: the current day in Europe/London.
        final: whether what is missing is an error.
        replaced: the replaced drafts beside it, if they were read already.
        text: what is to be checked as if the file said it; None for what it says.

    Raises:
        S55Error: U101 and so on, when the file cannot be read.
    """
    file = shown(path)
    said = read_text(path, file) if text is None else text
    closed, copies = england_and_wales(), signed_copies(path)
    checked = check(said, file, settings, today, closed, copies, final=final)
    if checked.draft and {"S55-5A", "S55-5A-LATE"} & {one.code for one in checked.problems}:
        # A draft that cannot be read is passed over: its own check says so.
        others = (replaced or ReplacedDrafts()).in_folder(path.parent)
        before = answered_before(path.stem, checked.draft.response.inspection.published, others)
        if before is not None:
            problems = tuple(as_replacing(checked.problems, before))
            checked = replace(checked, problems=problems, answered_before=before)
    is_changed = CHANGED_SINCE & {one.code for one in checked.problems}
    if checked.draft and not is_changed and (old := outdated_publication(path, checked.draft)):
        checked = replace(checked, problems=tuple(in_order([*checked.problems, *old])))
    gone = checked.draft.response.withdrawal if checked.draft else None
    if checked.draft and gone and gone.replaced_by:
        other = replacing_draft(path.parent, gone.replaced_by)
        if isinstance(other, Problem):
            problems = (*checked.problems, *checked.draft.located([other]))
            return replace(checked, problems=tuple(in_order(problems)))
    return checked


def copies_for(count: int, jobs: int) -> int:
    """Give how many copies of this process are worth making to read so many drafts.

    Args:
        count: how many drafts there are.
        jobs: how many processes may read at once.
    """
    return max(min(jobs, count // _SHARE) - 1, 0)


def each_of(paths: Sequence[Path], make: Callable[[Path], T], jobs: int) -> list[T]:
    """Read each draft and make something of it; many of them in several processes.

    Args:
        paths: the files of the drafts.
        make: makes it of a draft. It can be sent from one process to another.
        jobs: how many processes may read at once.

    Returns:
        what was made, in the order of the files.
    """
    copies = copies_for(len(paths), jobs)
    if not copies:
        return list(map(make, paths))
    from s55.beside import shared_out

    # The first one loads what all of them need, which the copies of the process then have.
    first, others = make(paths[0]), paths[1:]
    return [first, *shared_out(lambda at: make(others[at]), len(others), copies, lambda _: None)]


def lacking_before_publication(checked: Checked) -> list[Problem]:
    """List what a response that was checked as final lacks before it is published.

    What is recorded after the publication is not missing before it.
    """
    found = errors_of(checked.problems)
    return [one for one in found if one.path.split(".")[0] != "distribution"]


def still_lacking(path: Path, settings: Settings | None, today: date) -> Sequence[Problem]:
    """List what a draft lacks before its response is approved or published.

    Returns:
        what is missing; nothing of a draft with errors, which is neither approved nor published.

    Raises:
        S55Error: when the file cannot be read.
    """
    if check_file(path, settings, today).usable is None:
        return ()
    return lacking_before_publication(check_file(path, settings, today, final=True))


def problems_now(path: Path, settings: Settings | None, today: date) -> Sequence[Problem]:
    """Check a draft that was just written, for a remark; what cannot be read gives none."""
    try:
        return check_file(path, settings, today).problems
    except S55Error:
        return ()


def _replaced_in(folder: Path) -> Iterator[tuple[str, Response]]:
    for path in drafts_in(folder):
        try:
            text = read_text(path, shown(path))
        except S55Error:
            continue
        # Most drafts replace nothing, and need not be parsed.
        found = load(text, shown(path))[0] if "replaced_by" in text else None
        if found is not None and found.response.withdrawal:
            yield path.stem, found.response


def replacing_draft(responses: Path, name: str) -> Draft | Problem:
    """Read the draft that replaces another, or say that it cannot be (D175)."""
    for path in (responses / f"{name}{suffix}" for suffix in DRAFT_SUFFIXES):
        if path.name != f"{name}{path.suffix}":
            break  # It names a folder, and not a draft.
        if path.is_file():
            draft, _ = load(read_text(path, shown(path)), shown(path))
            if draft is not None:
                return draft
    return error(
        "D175",
        f"the draft says that the response is replaced by '{name}', and s55 could not read a "
        f"draft of that name in {shown(responses)}",
        "Correct 'replaced_by', or delete it.",
        path=f"distribution.{WEBSITE}",
    )
