"""Say of any file whether it is what was published, and what differs if it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any

from s55.drafts.load import response_of
from s55.errors import ExitCode, S55Error, reason_of
from s55.importers.responses.embedded import DATA_NAME
from s55.importers.source import Source
from s55.json_texts import read_json
from s55.model.dates import with_weekday
from s55.model.distribution import Dispatch
from s55.office.publications import (
    DRAFT,
    KeptPublication,
    all_publications,
    sha256,
)
from s55.pipeline.publications.words import WordChange, changes_of, words_of_source
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.files import contents_of, read_text
from s55.workspace import Workspace, shown

ENDINGS = ("html", "docx", "pdf")
"""The formats of publications, the one that is read fastest first."""
_LEAST_ALIKE = 0.6
"""The least share of common words by which a text alone is taken for a publication's."""
_MOST_LINES = 20


class Agreement(StrEnum):
    """What a file is, compared with what was published."""

    IDENTICAL = "identical"
    SAME_WORDS = "same words"
    OTHER_WORDS = "other words"
    NOT_PUBLISHED = "not published"

    @property
    def exit_code(self) -> ExitCode:
        """The exit status that says so to a script."""
        return {
            Agreement.IDENTICAL: ExitCode.OK,
            Agreement.SAME_WORDS: ExitCode.SAME_WORDS,
            Agreement.OTHER_WORDS: ExitCode.OTHER_WORDS,
            Agreement.NOT_PUBLISHED: ExitCode.NOT_PUBLISHED,
        }[self]


@dataclass(frozen=True, slots=True)
class Verified:
    """What is known of a file.

    Attributes:
        file: the file as the user named it.
        verdict: what it is.
        kept: the publication that it is, or is nearest to.
        latest: the number of the last publication of the same response.
        compared: the kept file that it was compared with; None without a comparison.
        changes: the places at which its words differ.
        other_format: whether it was compared with a file in another format.
        withdrawal: the withdrawal of the response, if that is what happened last.
    """

    file: str
    verdict: Agreement
    kept: KeptPublication | None = None
    latest: int = 0
    compared: Path | None = None
    changes: tuple[WordChange, ...] = ()
    other_format: bool = False
    withdrawal: Dispatch | None = None

    def as_lines(self) -> list[str]:
        """Describe it for a person."""
        if self.kept is None:
            return [f"{self.file}: s55 keeps no publication that it could be."]
        what = _described(self.kept)
        lines = [
            {
                Agreement.IDENTICAL: f"{self.file}: {what}, byte for byte.",
                Agreement.SAME_WORDS: f"{self.file}: the words of {what}, in other bytes.",
            }.get(self.verdict, f"{self.file}: not as published. The nearest is {what}.")
        ]
        if self.kept.number < self.latest:
            lines.append(f"  It was followed by publication {self.latest}.")
        if self.withdrawal is not None:
            day = f" on {with_weekday(self.withdrawal.on)}" if self.withdrawal.on else ""
            lines.append(f"  The response was withdrawn{day}.")
        if self.compared is not None and self.other_format:
            lines.append(
                "  That publication has no file in this format: the words were compared with "
                f"{shown(self.compared)}, without punctuation and numbers of lists."
            )
        if self.changes:
            count = len(self.changes)
            lines.append(f"  {count} {'place differs' if count == 1 else 'places differ'}:")
            lines += (
                f"  - {one.as_line('published', 'in this file')}"
                for one in self.changes[:_MOST_LINES]
            )
            if count > _MOST_LINES:
                lines.append(f"  - and {count - _MOST_LINES} more; --format json lists them all.")
        return lines

    def as_data(self) -> dict[str, Any]:
        """Describe it for a program."""
        kept = self.kept
        return {
            "file": self.file,
            "verdict": self.verdict.value,
            "exit_status": int(self.verdict.exit_code),
            "name": kept.name if kept else None,
            "publication": kept.number if kept else None,
            "date": kept.record.date.isoformat() if kept and kept.record.date else None,
            "title": kept.record.title if kept else None,
            "latest": self.latest or None,
            "withdrawn": str(self.withdrawal.date) if self.withdrawal else None,
            "compared_with": self.compared.name if self.compared else None,
            "changes": [
                {
                    "place": one.place,
                    "before": one.before,
                    "removed": one.removed,
                    "added": one.added,
                    "after": one.after,
                }
                for one in self.changes
            ],
        }


def _described(kept: KeptPublication) -> str:
    day = kept.record.date
    when = with_weekday(day) if day else "day unknown"
    return f"publication {kept.number} of {kept.name} ({when}; {kept.record.title})"


@dataclass
class Verifier:
    """Compares files with the publications of a workspace, each of which is read once.

    Args:
        workspace: the workspace.
    """

    workspace: Workspace
    problems: list[Problem] = field(default_factory=list)
    """The records that cannot be read."""
    _sources: dict[Path, Source] = field(default_factory=dict)

    @cached_property
    def kept(self) -> list[KeptPublication]:
        """Every publication."""
        found, problems = all_publications(self.workspace.published)
        self.problems += problems
        return found

    def verify(self, path: Path) -> Verified:
        """Say of a file whether it was published.

        Raises:
            S55Error: P406 when it cannot be opened; P402 when a kept file is not as it was kept,
                so that nothing can be compared with it. A file whose bytes are those of no
                publication has to be read: I101 to I106.
        """
        file = shown(path)
        try:
            data = contents_of(path)
        except OSError as failure:
            raise _unopened(file, failure) from None
        return self.verify_data(data, file)

    def verify_data(self, data: bytes, file: str) -> Verified:
        """Say of a file that was read whether it was published.

        Args:
            data: its bytes.
            file: the file as the user named it.

        Raises:
            S55Error: as :meth:`verify`, but for P406.
        """
        identical = self._by_hash(sha256(data))
        if identical is not None:
            return Verified(
                file,
                Agreement.IDENTICAL,
                identical,
                self._latest(identical),
                withdrawal=self._withdrawal(identical),
            )
        source = _read(data, PurePath(file).name, file)
        nearest = self._nearest(source)
        if nearest is None:
            return Verified(file, Agreement.NOT_PUBLISHED)
        return self._compared(file, source, nearest)

    def _by_hash(self, digest: str) -> KeptPublication | None:
        """Find the last publication with a file, or a draft, of these bytes."""
        for one in reversed(self.kept):
            hashes = {one.record.draft, *(published.sha256 for published in one.record.files)}
            if digest in hashes:
                return one
        return None

    def _latest(self, kept: KeptPublication) -> int:
        return max(one.number for one in self.kept if one.name == kept.name)

    # --- the nearest ----------------------------------------------------------------

    def _nearest(self, source: Source) -> KeptPublication | None:
        """Find the publication that a file is nearest to: by its data, else by its words."""
        said = _identity(source)
        named = [
            one
            for one in self.kept
            if (one.record.title, one.record.report_published.isoformat()) == said
        ]
        words = Counter(word.text for word in words_of_source(source, bare=True))
        rated = [
            (_alike(words, self._words(one, source.format)), one.number, place)
            for place, one in enumerate(named or self.kept)
        ]
        if not rated:
            return None
        likeness, _, place = max(rated)
        return (named or self.kept)[place] if named or likeness >= _LEAST_ALIKE else None

    def _words(self, kept: KeptPublication, wanted: str) -> Counter[str]:
        try:
            source, _ = self._kept_source(kept, wanted)
        except S55Error:
            return Counter()
        return Counter(word.text for word in words_of_source(source, bare=True))

    def _kept_source(self, kept: KeptPublication, wanted: str) -> tuple[Source, Path]:
        """Read a publication's file, in the format wanted if it has one."""
        for ending in (wanted, *ENDINGS):
            path = kept.file(ending)
            if path is not None:
                break
        else:
            raise S55Error([_no_file(kept)])
        if path not in self._sources:
            if damaged := kept.damage(path.name):
                raise S55Error(damaged)
            self._sources[path] = _read(contents_of(path), path.name, shown(path))
        return self._sources[path], path

    def _compared(self, file: str, source: Source, kept: KeptPublication) -> Verified:
        published, path = self._kept_source(kept, source.format)
        other = published.format != source.format
        changes = changes_of(
            words_of_source(published, bare=other), words_of_source(source, bare=other)
        )
        return Verified(
            file,
            Agreement.OTHER_WORDS if changes else Agreement.SAME_WORDS,
            kept,
            self._latest(kept),
            path,
            tuple(changes),
            other,
            self._withdrawal(kept),
        )

    def _withdrawal(self, kept: KeptPublication) -> Dispatch | None:
        """Look up in the draft whether a response was withdrawn; not where it cannot be read."""
        try:
            path = self.workspace.draft(kept.name)
            return response_of(read_text(path, shown(path))).withdrawal
        except S55Error:
            return None


def _alike(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _identity(source: Source) -> tuple[str, str]:
    """Read the report's title and day from the data that a file of ours carries."""
    try:
        data = read_json(dict(source.attachments)[DATA_NAME])
        return str(data["inspection"]["title"]), str(data["inspection"]["published"])
    except (KeyError, TypeError, ValueError):
        return "", ""


def _read(data: bytes, name: str, file: str) -> Source:
    from s55.importers.guarded import read_apart

    try:
        return read_apart(data, name)
    except S55Error as failure:
        located = [one if one.file else one.in_file(file) for one in failure.problems]
        raise S55Error(located, failure.exit_code) from None


def _unopened(file: str, failure: OSError) -> S55Error:
    why = f"the file cannot be opened: {reason_of(failure)}"
    problem = error("P406", why, "Check its name and folder.")
    return S55Error([problem.in_file(file)], ExitCode.USAGE)


def _no_file(kept: KeptPublication) -> Problem:
    problem = error(
        "P407",
        f"publication {kept.number} of {kept.name} has no file to compare with",
        f"Its draft is kept: {DRAFT}.",
    )
    return problem.in_file(shown(kept.folder))


def exit_status(verified: Sequence[Verified], failures: Sequence[S55Error]) -> int:
    """Give the exit status of several files: the highest."""
    codes = [one.verdict.exit_code for one in verified] + [one.exit_code for one in failures]
    return max(codes, default=ExitCode.OK)
