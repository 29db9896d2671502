"""Keep what was read of a file, and what a person has decided about it so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeVar

from s55.desk.uploads import Upload
from s55.drafts.load import load
from s55.errors import problems_in
from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.importing import source_of, with_account
from s55.importers.reports.draft import Origin
from s55.importers.reports.findings import Findings
from s55.importers.reports.importing import address_of, draft_of_report
from s55.importers.reports.reading import REPORT_FORMS
from s55.importers.reports.reviewing import to_confirm
from s55.importers.source import Progress, Source
from s55.pipeline.importing import read_in_way, understood
from s55.pipeline.rendering.limited import AFTER_READING, FILE_SECONDS, Limited
from s55.problems import Problem, errors_of
from s55.records import dataclass
from s55.rules.final import CONFIRM
from s55.workspace import Workspace

A = TypeVar("A")

MOST_STEPS = 30
"""As many steps can be undone."""
_SHOWN_OTHERWISE = frozenset({"I201", "I203", "I212"})
"""What the page itself asks: the day, what is uncertain, and how else it could be read."""


@dataclass(frozen=True, slots=True, eq=False)
class ReviewedReport:
    """A file as it was read, and what a person has decided about it.

    Attributes:
        workspace: the folder the office works in.
        upload: the file.
        source: its blocks.
        imported: the draft as it would be written now.
        told: what a person should know of the file, besides the problems of the draft.
        ways: the ways to read it, each with its key, its words, and whether it is nearly as
            likely as the one that was taken first.
        way: the key of the one that was taken.
        address: the address of the report on the web, or ''.
        confirmed: whether the day, the title, the forces and the address are confirmed.
        number: counts the steps, so that a page shows whether it is of the last one.
        past: what it was before each of the last steps, without what was before them.
        said: what the last step did, for the page; '' before the first.
    """

    workspace: Workspace
    upload: Upload
    source: Source
    imported: ImportedDraft
    told: tuple[Problem, ...]
    ways: tuple[tuple[str, str, bool], ...]
    way: str
    address: str
    confirmed: bool = False
    number: int = 0
    past: tuple[ReviewedReport, ...] = ()
    said: str = ""

    @property
    def findings(self) -> Findings:
        """What the report says.

        Raises:
            ValueError: for a past response.
        """
        if self.imported.findings is None:
            raise ValueError("a past response has no findings")
        return self.imported.findings

    @property
    def is_report(self) -> bool:
        """Whether it was read as a report, and not as a past response."""
        return self.imported.findings is not None

    def problems(self) -> Iterator[Problem]:
        """Yield what a person should look at, and the page does not ask anyway."""
        for one in (*self.told, *self.imported.problems):
            if not (self.is_report and one.code in _SHOWN_OTHERWISE):
                yield one

    def errors(self) -> tuple[Problem, ...]:
        """List why the draft could not be understood."""
        return tuple(errors_of(load(self.imported.text, "")[1]))

    def open_items(self) -> tuple[int, ...]:
        """List the positions of the items that a person has to look at."""
        items = self.findings.items if self.is_report else ()
        return tuple(at for at, item in enumerate(items) if to_confirm(item))

    def to_see(self) -> tuple[str, ...]:
        """List the lines of a past response's draft that ask to be confirmed."""
        lines = () if self.is_report else self.imported.text.splitlines()
        return tuple(line.strip() for line in lines if CONFIRM in line and "#" in line)

    def is_ready(self) -> bool:
        """Whether everything is confirmed that has to be."""
        return not self.is_report or (self.confirmed and not self.open_items())

    def stepped(
        self, findings: Findings, *, address: str = "", confirmed: bool = False
    ) -> ReviewedReport:
        """Go on with other findings."""
        address, confirmed = address or self.address, confirmed or self.confirmed
        settings = self.workspace.settings_or_none()
        force = settings.force.name if settings else ""
        origin = Origin(self.upload.name, address, force, confirmed=confirmed)
        return replace(
            self,
            imported=with_account(draft_of_report(findings, origin), self.source),
            address=address,
            confirmed=confirmed,
            number=self.number + 1,
            past=self._until_now(),
        )

    def undone(self) -> ReviewedReport:
        """Go back to what it was before the last step."""
        earlier = self.past[-1] if self.past else self
        return replace(earlier, number=self.number + 1, past=self.past[:-1])

    def _until_now(self) -> tuple[ReviewedReport, ...]:
        return (*self.past, replace(self, past=()))[-MOST_STEPS:]

    def read_as(self, way: str, limited: Limited) -> ReviewedReport:
        """Read the file in another way; what was decided so far can be had again by undoing.

        Raises:
            S55Error: K118 it took too long or too much; why it cannot be read.
        """
        read = partial(read_in_way, self.workspace, self.source, self.upload.name, way)
        imported = _within_limits(limited, read, self.upload)
        return replace(
            self,
            imported=imported,
            way=way,
            address=address_of(self.source),
            confirmed=False,
            number=self.number + 1,
            past=self._until_now(),
        )


def read_file(
    workspace: Workspace,
    upload: Upload,
    progress: Progress,
    limited: Limited,
    *,
    is_scanned: bool,
) -> ReviewedReport:
    """Read a file that was given to the desk, once, within limits of time and memory.

    Args:
        workspace: the workspace.
        upload: the file.
        progress: called with pages done and pages in all, first of those whose text is recognised.
        limited: has understood what the blocks of the file mean.
        is_scanned: whether the text of pages that are pictures is recognised.

    Raises:
        S55Error: why it cannot be read; K118 it took too long or too much.
    """
    source = source_of(upload.data, upload.name, progress, recognise=is_scanned)
    read = partial(understood, workspace, source, upload.name)
    found = _within_limits(limited, read, upload)
    ways, address = tuple(_ways(found.imported)), address_of(source)
    return ReviewedReport(
        workspace, upload, source, found.imported, found.problems, ways, found.way, address
    )


def _within_limits(limited: Limited, read: Callable[[], A], upload: Upload) -> A:
    """Have the words of a file understood: it comes from elsewhere, and may hold anything."""
    with problems_in(upload.name):
        return limited.made(read, f"reading {upload.name}", FILE_SECONDS, AFTER_READING)


def _ways(imported: ImportedDraft) -> Iterator[tuple[str, str, bool]]:
    """Yield the ways to read a file; those that are nearly as likely with what they find."""
    yield "", "As its words suggest", False
    found = imported.findings
    others = {one.key: len(one.items) for one in found.others} if found else {}
    if found is None:
        yield DocumentKind.REPORT.value, "As an inspection report", False
    for form in REPORT_FORMS:
        count = others.get(form.key)
        nearly = f" (nearly as likely: {count} item{'' if count == 1 else 's'})" if count else ""
        yield form.key, f"As: {form.name}{nearly}", bool(nearly)
    if found is not None:
        yield DocumentKind.RESPONSE.value, "As a past response", False
