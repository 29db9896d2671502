"""Compare what was read from a grown report with what it holds."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from s55.importers.readers import read_source
from s55.importers.reports.findings import Findings, FoundItem
from s55.importers.reports.reading import read_report
from s55.importers.source import Source
from tests.importers.grown.reports.axes import KINDS
from tests.importers.grown.reports.contents import COUNTED, Item
from tests.importers.grown.reports.making import Grown
from tests.importers.silence import Silence
from tests.importers.words_of import letters, letters_in, letters_read

RIGHT = 0.98
"""How much of an item's text must match for it to be right, as of the labelled samples."""


@dataclass
class Score:
    """How many were expected, found and right."""

    expected: int = 0
    found: int = 0
    right: int = 0

    def add(self, expected: int, found: int, right: int) -> None:
        """Count some more."""
        self.expected += expected
        self.found += found
        self.right += right

    @property
    def precision(self) -> float:
        """How much of what was found is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """How much of what was expected is right."""
        return self.right / self.expected if self.expected else 1.0

    @property
    def wrong(self) -> int:
        """What was missed, and what was found that is not there."""
        return self.expected + self.found - 2 * self.right


@dataclass
class Account:
    """What was right and wrong of reports, in all and by what was chosen for them."""

    kinds: dict[str, Score] = field(default_factory=dict)
    """By kind of item and by fact."""
    choices: dict[tuple[str, str], Score] = field(default_factory=dict)
    """By axis and value, the items alone."""
    lost: int = 0
    """Letters of the files that were neither read nor told."""
    letters: int = 0
    misses: dict[int, list[str]] = field(default_factory=dict)
    """What was expected and found that does not match, by seed."""
    refused: dict[int, str] = field(default_factory=dict)
    """What happened where a report was not read."""
    silence: Silence = field(default_factory=Silence)
    """What a person is told of the items that were not found as they are."""


def measure(reports: Iterable[Grown]) -> Account:
    """Read each report and compare."""
    account = Account()
    for one in reports:
        try:
            source = read_source(one.data, one.name)
            findings = read_report(source)
        except Exception as error:  # whatever it is, the report was not read
            account.refused[one.shape.seed] = f"{type(error).__name__}: {error}"
            source, findings = None, None
        misses = account.misses.setdefault(one.shape.seed, [])
        if source is not None:
            _letters(account, source, one, misses)
        _items(account, findings, one, misses)
        if findings is not None and source is not None:
            _facts(account, findings, one, misses)
            labels = [label.text for label in one.contents.items]
            account.silence.add(f"seed {one.shape.seed}", source, findings, labels)
    return account


def _letters(account: Account, source: Source, one: Grown, misses: list[str]) -> None:
    there = letters_in(one.data, f".{one.name.rpartition('.')[2]}")
    marks: Counter[str] = Counter()
    for block in source.blocks:
        marks += letters(block.marker)
    lost = (there - letters_read(source) - marks).total()
    account.letters += there.total()
    account.lost += lost
    if lost:
        misses.append(f"lost {lost} letters of {there.total()}")


def _items(account: Account, findings: Findings | None, one: Grown, misses: list[str]) -> None:
    waiting, how = list(one.contents.items), one.shape.begin
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for item in findings.items if findings else ():
        kind = item.kind.value
        found[kind] += 1
        label = next((w for w in waiting if is_right(item, w, how[w.kind])), None)
        if label is None:
            misses.append(f"found  {kind} {item.number!r}: {' '.join(item.whole.split())[:150]}")
            continue
        waiting.remove(label)
        right[kind] += 1
        _beside(account, item, label, misses)
    misses += [f"missed {label.kind} {label.number!r}: {label.text[:150]}" for label in waiting]
    for kind in {*KINDS, *found}:
        expected = len(one.contents.of(kind))
        counted = (expected, found[kind], right[kind])
        if any(counted):
            account.kinds.setdefault(kind, Score()).add(*counted)
            choices = one.shape.of_kind(kind) if kind in KINDS else dict(one.shape.values)
            for choice in choices.items():
                account.choices.setdefault(choice, Score()).add(*counted)


def is_right(item: FoundItem, label: Item, how: str) -> bool:
    """Whether an item is the one of the label, which begins so."""
    if item.kind.value != label.kind or not _is_number(item.number, label, how):
        return False
    said = plain(item.whole)
    return any(
        said == text or SequenceMatcher(None, said, text, autojunk=False).ratio() >= RIGHT
        for text in _texts(label, how)
    )


def _is_number(number: str, label: Item, how: str) -> bool:
    """Whether it is the number of the label; a paragraph may give its own number."""
    if how == "numbered paragraph" and re.fullmatch(r"\d+\.\d+", number):
        return True
    if how in COUNTED and label.number == "1" and not number:
        return True  # a list of one counts nothing
    return number in {label.number, re.sub(r"^[A-Z]+ ?", "", label.number)}


def _texts(label: Item, how: str) -> Iterator[str]:
    """The text, which may have the title before it, or who is named before a list of one."""
    yield plain(label.text)
    if label.title:
        yield plain(f"{label.title} {label.text}")
    if how == "lead-in list":
        yield plain(f"{label.whom} should {label.text}")


def plain(text: str) -> str:
    """The words of a text, without the marks of lists and in small letters."""
    words = re.sub(r"(?:(?<=\s)|^)\(?[a-h][.)](?=\s)|[*•]", " ", text).casefold()
    return " ".join(re.findall(r"\w+", words))


def _beside(account: Account, item: FoundItem, label: Item, misses: list[str]) -> None:
    """The day and the addressee of an item that was found."""
    wanted_day = label.due.isoformat() if label.due else ""
    day = str(item.due or "")
    _count(account, "due", {day} - {""}, {wanted_day} - {""}, misses)
    if label.whom:
        whom = re.sub(r"^the ", "", item.addressee.casefold())
        wanted = re.sub(r"^the ", "", label.whom.casefold())
        _count(account, "addressee", {whom} - {""}, {wanted}, misses)


def _facts(account: Account, findings: Findings, one: Grown, misses: list[str]) -> None:
    contents = one.contents
    day = findings.published.date if findings.published else None
    found_day = {day.isoformat()} if day else set()
    _count(account, "published", found_day, {contents.published.isoformat()}, misses)
    _count(account, "title", {plain(findings.title)}, {plain(contents.title)}, misses)
    if contents.of_a_force:
        _count(account, "forces", {*findings.forces}, {contents.force}, misses)
    grades = {f"{plain(grade.area)}={grade.grade}" for grade in findings.grades}
    wanted = {f"{plain(area)}={grade.lower()}" for area, grade in contents.grades}
    _count(account, "grades", grades, wanted, misses)


def _count(
    account: Account, what: str, found: set[str], wanted: set[str], misses: list[str]
) -> None:
    right = len(found & wanted)
    account.kinds.setdefault(what, Score()).add(len(wanted), len(found), right)
    if found != wanted:
        misses.append(f"{what}: expected {sorted(wanted - found)}, found {sorted(found - wanted)}")
