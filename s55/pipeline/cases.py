"""Read all drafts together, for the commands that make one list of many responses."""

from __future__ import annotations

import hashlib
import shlex
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

from s55.disk.places import progress_file
from s55.drafts.load import Draft
from s55.errors import S55Error, problems_in
from s55.model.office import Settings
from s55.office.cases import Case, case_of, place_in_lists, with_replacements
from s55.office.publications import DRAFT, KeptPublication
from s55.pipeline.checking import Checked, ReplacedDrafts, check_file, each_of
from s55.pipeline.publications.outdated import last_published
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import languages_of
from s55.pipeline.signing import signed_copies
from s55.pipeline.tracking.progress import progress_of
from s55.problems import Problem, errors_of
from s55.records import dataclass
from s55.rules.deadlines import england_and_wales
from s55.rules.same_report import same_report_problems
from s55.rules.signed import CHANGED_SINCE, changed_somewhere
from s55.sources.files import contents_of, resolved
from s55.workspace import Workspace, shown

T = TypeVar("T")


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
            name = shlex.quote(one.case.name)
            why = f"s55 check {name} says what was changed"
            (problem,) = one.draft.located([changed_somewhere(signed, name, why)])
            yield problem


def load_cases(
    workspace: Workspace,
    names: Sequence[str],
    settings: Settings,
    today: date,
    jobs: int = 1,
) -> list[DraftCase]:
    """Load the cases of the drafts that ``names`` mean (all when there are none), in list order.

    A draft named twice, by its name and by its file, is one case. One draft with errors stops them
    all, because nobody would notice that a report is missing from the list.

    Args:
        workspace: the folder the office works in.
        names: names or files of drafts.
        settings: its settings.
        today: the current day in Europe/London.
        jobs: how many processes may read them at once, where there are many.

    Raises:
        S55Error: U101, U102, and every error in the drafts.
    """
    paths = _chosen(workspace, names)
    read = partial(_read, DraftSets(workspace, settings), ReplacedDrafts(), today)
    found, problems = _in_list_order(each_of(paths, read, jobs), paths if names else ())
    if problems:
        raise S55Error(problems)
    return found


def read_cases(
    workspace: Workspace,
    names: Sequence[str],
    settings: Settings,
    today: date,
    known: KnownCases,
) -> tuple[list[DraftCase], list[Problem]]:
    """Load cases as :func:`load_cases` does; give those that can be, and why the others cannot.

    Args:
        workspace: the folder the office works in.
        names: names or files of drafts.
        settings: its settings.
        today: the current day in Europe/London.
        known: what is known from before, for a program that reads them again and again.

    Raises:
        S55Error: U101, U102 for every name without a draft.
    """
    paths = _chosen(workspace, names)
    found = known.all_of(DraftSets(workspace, settings), paths, today)
    return _in_list_order(found, paths if names else ())


def _chosen(workspace: Workspace, names: Sequence[str]) -> list[Path]:
    """Give the files of the drafts that names mean, each once."""
    return [*{resolved(path): path for path in workspace.chosen(list(names))}.values()]


def _read(
    sets: DraftSets, replaced: ReplacedDrafts, today: date, path: Path
) -> DraftCase | S55Error:
    """Read the case of a draft, or why that cannot be done."""
    try:
        checked = check_file(path, sets.settings, today, replaced=replaced)
        return _case_of_checked(sets, path, checked, today)
    except S55Error as failure:
        return failure


def _in_list_order(
    read: Iterable[DraftCase | S55Error], named: Iterable[Path]
) -> tuple[list[DraftCase], list[Problem]]:
    """Tell cases of those that they replace, and sort them; give why others could not be read.

    Args:
        read: the cases, and why others could not be read.
        named: the files of the drafts, if not all are taken: those in their folders may be
            replaced by them.
    """
    found: list[DraftCase] = []
    problems: list[Problem] = []
    for one in read:
        if isinstance(one, S55Error):
            problems += one.problems
        else:
            found.append(one)
    replaced = ReplacedDrafts()
    folders = {path.parent for path in named}
    beside = chain.from_iterable(replaced.in_folder(folder) for folder in folders)
    cases = with_replacements((one.case for one in found), beside)
    told = [replace(one, case=case) for one, case in zip(found, cases, strict=True)]
    return sorted(told, key=lambda one: place_in_lists(one.case)), problems


def _case_of_checked(sets: DraftSets, path: Path, checked: Checked, today: date) -> DraftCase:
    with problems_in(shown(path)):
        draft = checked.usable
        if draft is None:
            raise S55Error(errors_of(checked.problems))
        template = sets.of(draft)
        days = template.manifest.deadline.days_after_publication
        second = languages_of(draft.response, template)[-1]
    progress, wrong = progress_of(path, draft.response, today)
    if refused := errors_of(wrong):
        raise S55Error(refused)
    case = case_of(path.stem, draft.response, days, today, england_and_wales(), progress, second)
    return DraftCase(case, draft, any(one.code in CHANGED_SINCE for one in checked.problems))


def case_of_draft(workspace: Workspace, path: Path, today: date) -> Case:
    """Load the case of one draft.

    Raises:
        S55Error: as :func:`load_cases`.
    """
    (loaded,) = load_cases(workspace, [str(path)], workspace.settings(), today)
    return loaded.case


# --- what was read before -------------------------------------------------------------


class KnownChecks:
    """The drafts as they were read and checked before, for all that is made of them.

    Attributes:
        _known: what was read of each file, with the digest of all that it depends on.
    """

    def __init__(self) -> None:
        self._known: dict[Path, tuple[bytes, Checked]] = {}

    def of(self, path: Path, key: bytes, read: Callable[[], Checked]) -> Checked:
        """Give what was read of a file; if anything it depends on is another by now, read it.

        Args:
            path: the file.
            key: the digest of all that it depends on.
            read: reads it.

        Raises:
            S55Error: what ``read`` raises.
        """
        known = self._known.get(path)
        if known is None or known[0] != key:
            known = self._known[path] = key, read()
        return known[1]

    def keep(self, paths: Collection[Path]) -> None:
        """Forget the files that are not there any more."""
        for path in [one for one in self._known if one not in paths]:
            self._known.pop(path, None)


class KnownDrafts(ABC, Generic[T]):
    """What was made of each draft before, found again by all that it depends on.

    For a program that reads all drafts again and again. Nothing is trusted but content: the text of
    the draft, its copies as it was signed off and published last, its record of progress, the
    settings, the template sets of the workspace, the drafts that name another one, and the day.

    Args:
        checks: the drafts as they were read, shared with what else is made of them.
    """

    def __init__(self, checks: KnownChecks | None = None) -> None:
        self._known: dict[Path, tuple[bytes, T]] = {}
        self._checks = checks or KnownChecks()

    @abstractmethod
    def load(self, sets: DraftSets, path: Path, checked: Checked, today: date) -> T:
        """Make it of one draft that was read and checked.

        Raises:
            S55Error: where that cannot be done.
        """

    def all_of(self, sets: DraftSets, paths: Sequence[Path], today: date) -> Iterator[T | S55Error]:
        """Give what each draft makes, or why that cannot be done."""
        replaced = ReplacedDrafts()
        texts = {path: _bytes(path) for path in paths}
        related = [text for text in texts.values() if _NAMES_ANOTHER in text]
        shared = _digest([str(today), sets.settings.model_dump_json()], _set_texts(sets), related)
        self._known = {path: known for path, known in self._known.items() if path in texts}
        self._checks.keep(texts)
        for path in paths:
            copies = [copy.encode() for copy in signed_copies(path)]
            beside = [_bytes(progress_file(path)), _published(path)]
            key = _digest([], [shared, texts[path], *beside], copies)
            before = self._known.get(path)
            if _NAMES_ANOTHER in texts[path]:  # it depends on that one's text too: it is read again
                key = b""
            elif before is not None and before[0] == key:
                yield before[1]
                continue
            read = partial(check_file, path, sets.settings, today, replaced=replaced)
            try:
                checked = self._checks.of(path, key, read) if key else read()
                made = self.load(sets, path, checked, today)
            except S55Error as failure:
                yield failure
                continue
            self._known[path] = key, made
            yield made


class KnownCases(KnownDrafts[DraftCase]):
    """The cases of drafts that were read before."""

    def load(self, sets: DraftSets, path: Path, checked: Checked, today: date) -> DraftCase:
        """Give the case of a draft."""
        return _case_of_checked(sets, path, checked, today)


_NAMES_ANOTHER = b"replaced_by"


def _bytes(path: Path) -> bytes:
    """Read a file; what cannot be read is nothing here, and is told by who reads it after this."""
    try:
        return contents_of(path)
    except OSError:
        return b""


def _published(path: Path) -> bytes:
    """Give the text of a draft as it was published last; nothing where it never was."""
    folder = last_published(path)
    return _bytes(folder / DRAFT) if folder else b""


def _set_texts(sets: DraftSets) -> Iterator[bytes]:
    """Give the texts of the workspace's template sets: their manifests and catalogues."""
    for path in sorted(sets.workspace.templates.glob("*/*")):
        if path.suffix in {".yaml", ".po"} and path.is_file():
            yield str(path).encode()
            yield contents_of(path)


def _digest(words: Iterable[str], *texts: Iterable[bytes]) -> bytes:
    found = hashlib.sha256()
    for part in (*(word.encode() for word in words), *chain.from_iterable(texts)):
        found.update(hashlib.sha256(part).digest())
    return found.digest()
