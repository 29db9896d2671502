"""Write the sentences beside the tables of a paper: each is counted from the rows of its table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from s55.model.dates import in_words
from s55.model.office import Settings
from s55.office.cases import Case, Timeliness, counted
from s55.office.holders import policing_body_at
from s55.office.items import TrackedItem, of_all
from s55.records import dataclass
from s55.richtext.nodes import Block, BulletList, ListItem, Paragraph, Text
from s55.templating.list_words import named
from s55.templating.panel_manifest import PanelLabels
from s55.views.fields import BlockField


@dataclass(frozen=True)
class Sentences:
    """Writes the sentences of one paper.

    Attributes:
        labels: the fixed wording.
        fill: fills it in.
        settings: of the office, for who held it on which day.
        language: of the paper (BCP 47).
    """

    labels: PanelLabels
    fill: Callable[..., str]
    settings: Settings
    language: str

    # --- inspections ---------------------------------------------------------

    def after(
        self,
        cases: Sequence[Case],
        earlier: Sequence[Case],
        appended: Mapping[str, object],
        chosen: bool,
    ) -> BlockField:
        """Write the text after the table of inspections.

        It says how many were in time, what became of them since, who responded, what was late, what
        is not appended, and what the table leaves out.

        Args:
            cases: the rows of the table.
            earlier: the reports that were answered before the period.
            appended: the appended responses, by the name of their drafts.
            chosen: whether the reports were chosen by name.
        """
        labels, number = self.labels, str(len(cases))
        blocks: list[Block] = []
        for introduction, lines in (
            (labels.counts, list(self._counts(cases))),
            (labels.since, list(self._since(cases))),
            (labels.responders, list(self._responders(cases))),
            (labels.late, list(self._late(cases))),
            (labels.not_appended, list(self._not_appended(cases, appended))),
        ):
            if lines:
                blocks.append(paragraph(self.fill(introduction, number=number)))
                blocks.append(BulletList(tuple(ListItem((paragraph(line),)) for line in lines)))
        # A report is outside once, however often its response was replaced, and only if it is in no
        # row of the table.
        outside = [case for case in counted([*earlier, *cases]) if case in earlier]
        if outside:
            blocks.append(paragraph(self.fill(labels.outside, number=str(len(outside)))))
        if chosen:
            blocks.append(paragraph(self.fill(labels.chosen)))
        return BlockField(tuple(blocks))

    def _counts(self, cases: Sequence[Case]) -> Iterable[str]:
        """Count each row of the table once: by its timeliness, or as replaced."""
        once = counted(cases)
        found = Counter(case.timeliness for case in once)
        always = {Timeliness.IN_TIME, Timeliness.LATE}
        for one in Timeliness:
            if found[one] or one in always:
                yield self._count(named(one, self.labels.counted), found[one])
        if len(once) < len(cases):
            yield self._count(self.labels.counted_replaced, len(cases) - len(once))

    def _since(self, cases: Sequence[Case]) -> Iterable[str]:
        """Count what happened to responses after they were published."""
        labels = self.labels
        gone = [case for case in cases if case.is_withdrawn]
        corrected = [case for case in cases if case.response.corrections]
        # A withdrawn one tells it where the one that is to replace it is not in the table.
        alone = [case for case in counted(cases) if case.awaits_another]
        replaced = [case for case in gone if case.is_replaced and not case.awaits_another]
        for words, number in (
            (labels.since_corrected, sum(not case.is_withdrawn for case in corrected)),
            (labels.since_withdrawn, sum(not case.is_replaced for case in gone)),
            (labels.since_replaced, len(replaced)),
            (labels.since_awaited, len(_awaited(cases)) + len(alone)),
        ):
            if number:
                yield self._count(words, number)

    def _responders(self, cases: Sequence[Case]) -> Iterable[str]:
        """Count the responses by who held the office on their day."""
        found = Counter(self.holder(case) for case in cases if case.is_answered)
        if len(found) == 1 and found.total() == len(cases) > 1:
            (holder,) = found
            yield self.fill(self.labels.responded_each, holder=holder, number=str(len(cases)))
            return
        for holder, number in found.items():
            yield self._count(holder, number)
        awaited = len(_awaited(cases))
        if found and awaited:
            yield self._count(self.labels.since_awaited, awaited)
        if found and (left := len(cases) - found.total() - awaited):
            yield self._count(self.labels.responded_not, left)

    def holder(self, case: Case) -> str:
        """Name who held the office when a response was signed off, or else published."""
        signed = case.response.sign_off
        day = signed.date if signed else case.answered
        body = policing_body_at(day, self.settings) if day else None
        if body is None:
            return self.fill(self.labels.holder_unknown)
        return f"{body.name}, {body.title}" if body.name else body.title

    def _late(self, cases: Sequence[Case]) -> Iterable[str]:
        for case in counted(cases):
            line = {
                Timeliness.LATE: self.labels.late_line,
                Timeliness.OVERDUE: self.labels.overdue_line,
            }.get(case.timeliness)
            if line is not None:
                yield self.fill(
                    line,
                    title=case.response.inspection.title,
                    statutory=in_words(case.statutory, self.language),
                    answered=(
                        in_words(case.first_answered, self.language) if case.first_answered else ""
                    ),
                    days=str(case.days_late),
                )

    def _not_appended(self, cases: Sequence[Case], appended: Mapping[str, object]) -> Iterable[str]:
        for case in cases:
            gone = case.response.withdrawal
            if gone is not None:
                yield self.fill(
                    self.labels.not_appended_withdrawn,
                    title=case.response.inspection.title,
                    date=in_words(gone.on, self.language) if gone.on else "",
                    why=gone.why or "",
                )
            elif case.name not in appended:
                line = (
                    self.labels.not_appended_unsigned
                    if case.is_answered
                    else self.labels.not_appended_open
                )
                yield self.fill(line, title=case.response.inspection.title)

    # --- items ---------------------------------------------------------------

    def items_left_out(self, cases: Sequence[Case], earlier: Sequence[Case]) -> str:
        """Say which open items the chart of items leaves out; '' where it leaves out none."""
        labels = self.labels
        hidden = sum(item.applies for item in of_all(counted(cases)) if not item.case.is_answered)
        before = len(open_items(earlier))
        return " ".join(
            self.fill(label, number=str(number))
            for label, number in ((labels.items_hidden, hidden), (labels.items_earlier, before))
            if number
        )

    def _count(self, words: str, number: int) -> str:
        return self.fill(self.labels.count, words=self.fill(words), number=str(number))


def _awaited(cases: Iterable[Case]) -> list[Case]:
    """Choose those whose response was withdrawn, and whose new one is not published yet."""
    return [case for case in cases if case.answered_before and not case.is_answered]


def open_items(cases: Iterable[Case]) -> list[TrackedItem]:
    """Choose the items that are open and public: those of published responses."""
    return [item for item in of_all(cases) if item.is_open and item.case.is_answered]


def paragraph(words: str) -> Paragraph:
    """Make a paragraph of plain words."""
    return Paragraph((Text(words),))
