"""Plan a comparison: which block of the new text goes on from which block of the old one."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import field, replace

from lxml import etree

from s55.records import dataclass
from s55.render.redline.alignment import Pair, aligned, alike, words_of
from s55.render.redline.lists import ListsOfBoth
from s55.render.redline.pieces import Story, text_in
from s55.word.xml import PPR, TBL, TC, TR, P, canonical, remove, value_of, w

BLOCKS = (P, TBL)

_SPREADS = ("keepNext", "keepLines", "numPr", "rPr", "sectPr", "spacing", "pageBreakBefore")
"""What of a paragraph's properties only spreads text over pages, or is compared by itself."""


@dataclass(frozen=True, slots=True)
class RedlineStep:
    """A block of either text, or one of each that belong together.

    Attributes:
        old: a paragraph, table, row or cell of the old text; None for what is new.
        new: the one of the new text; None for what is gone.
        inner: for a table its rows, for a row its cells, for a cell its blocks.
        mark: how the end of a paragraph is marked: 'gone', 'new', or '' for neither.
        former: the paragraph whose properties the merged paragraph had.
        settled: the paragraph whose properties it has now; both None where they are the same.
    """

    old: etree._Element | None
    new: etree._Element | None
    inner: list[RedlineStep] = field(default_factory=list)
    mark: str = ""
    former: etree._Element | None = None
    settled: etree._Element | None = None

    @property
    def block(self) -> etree._Element:
        """The block as it is now, or as it was where it is gone."""
        (*_, block) = (one for one in (self.old, self.new) if one is not None)
        return block

    @property
    def is_kept(self) -> bool:
        """Whether both texts have it."""
        return self.old is not None and self.new is not None


class Planning:
    """Plans the comparison of one part of two files."""

    def __init__(self, old: Story, new: Story, lists: ListsOfBoth) -> None:
        self._old, self._new, self._lists = old, new, lists

    def holder(self, old: etree._Element, new: etree._Element) -> list[RedlineStep]:
        """Plan the blocks of a body, a cell, a header or a footer."""
        olds = [child for child in old if child.tag in BLOCKS]
        news = [child for child in new if child.tag in BLOCKS]
        steps: list[RedlineStep] = []
        for before, after in self._pairs(olds, news):
            steps += self._steps(
                None if before is None else olds[before], None if after is None else news[after]
            )
        return self._with_ends(steps)

    def _steps(self, old: etree._Element | None, new: etree._Element | None) -> list[RedlineStep]:
        if old is not None and new is not None:
            if old.tag == TBL:
                rows = self._rows(old, new)
                if any(row.is_kept for row in rows):
                    return [RedlineStep(old, new, rows)]
            elif self._lists.agree(old, new):
                return [RedlineStep(old, new)]
        found = []
        if old is not None:
            found.append(RedlineStep(old, None, mark="gone" if old.tag == P else ""))
        if new is not None:
            found.append(RedlineStep(None, new, mark="new" if new.tag == P else ""))
        return found

    # --- what belongs together ------------------------------------------------------

    def _pairs(self, olds: list[etree._Element], news: list[etree._Element]) -> list[Pair]:
        """Pair blocks or rows, in their order."""
        old_keys = [self._key(one, of_old=True) for one in olds]
        new_keys = [self._key(one, of_old=False) for one in news]
        old_words = [words_of(text_in(one)) for one in olds]
        new_words = [words_of(text_in(one)) for one in news]

        def similarity(before: int, after: int) -> float | None:
            if old_keys[before][0] != new_keys[after][0]:
                return None
            return alike(old_words[before], new_words[after])

        return aligned(old_keys, new_keys, similarity)

    def _key(self, block: etree._Element, *, of_old: bool) -> tuple[bytes, str]:
        """Describe the kind of a block, and what it says."""
        if block.tag == P:
            kind = b"p" + self._lists.key(block, of_old=of_old) + how_set(block)
        elif block.tag == TBL:
            columns = len(block.findall(f"{w('tblGrid')}/{w('gridCol')}"))
            style = value_of(block.find(w("tblPr")), "tblStyle") or ""
            kind = f"t{columns} {style}".encode()
        else:
            spans = [value_of(cell.find(w("tcPr")), "gridSpan") for cell in block.iterfind(TC)]
            kind = f"r{spans}".encode()
        return kind, text_in(block)

    def _rows(self, old: etree._Element, new: etree._Element) -> list[RedlineStep]:
        olds, news = old.findall(TR), new.findall(TR)
        steps: list[RedlineStep] = []
        for before, after in self._pairs(olds, news):
            if before is None or after is None:
                steps.append(
                    RedlineStep(
                        None if before is None else olds[before],
                        None if after is None else news[after],
                    )
                )
                continue
            cells = zip(olds[before].findall(TC), news[after].findall(TC), strict=True)
            inner = [RedlineStep(one, other, self.holder(one, other)) for one, other in cells]
            steps.append(RedlineStep(olds[before], news[after], inner))
        return steps

    # --- ends of paragraphs -----------------------------------------------------------

    def _with_ends(self, steps: list[RedlineStep]) -> list[RedlineStep]:
        """Leave a paragraph's own end unmarked where no paragraph follows that it could join.

        The last paragraph of a body or a cell cannot be removed by accepting or rejecting, nor,
        in LibreOffice (7.4), the one before a table. So it is one paragraph of both texts; or the
        end of the paragraph before it is marked instead.
        """
        found: list[RedlineStep] = []
        changed: list[RedlineStep] = []
        for step in steps:
            if _is_paragraph(step) and not step.is_kept:
                changed.append(step)
                continue
            if not _is_paragraph(step):
                found, changed = self._ended(found, changed), []
            found += [*changed, step]
            changed = []
        return self._ended(found, changed)

    def _ended(self, kept: list[RedlineStep], changed: list[RedlineStep]) -> list[RedlineStep]:
        """Settle the ends of paragraphs that are gone or new and have no paragraph after them."""
        gone = [one for one in changed if one.new is None]
        come = [one for one in changed if one.old is None]
        if gone and come:
            return [*kept, *gone[:-1], *come[:-1], self._joined(gone[-1].block, come[-1].block)]
        if not changed or not kept or not kept[-1].is_kept or not _is_paragraph(kept[-1]):
            return [*kept, *changed]
        before, last = kept[-1], changed[-1]
        former = before.old if last.old is None else last.old
        settled = before.new if last.new is None else last.new
        if former is None or settled is None or self._is_set_alike(former, settled):
            former = settled = None
        last = replace(last, mark="", former=former, settled=settled)
        return [*kept[:-1], replace(before, mark=changed[-1].mark), *changed[:-1], last]

    def _joined(self, old: etree._Element, new: etree._Element) -> RedlineStep:
        if self._is_set_alike(old, new):
            return RedlineStep(old, new)
        return RedlineStep(old, new, former=old, settled=new)

    def _is_set_alike(self, old: etree._Element, new: etree._Element) -> bool:
        return how_set(old) == how_set(new) and self._lists.agree(old, new)


def _is_paragraph(step: RedlineStep) -> bool:
    return step.block.tag == P


def how_set(paragraph: etree._Element) -> bytes:
    """Describe the style and the look of a paragraph, without what spreads text over pages."""
    properties = paragraph.find(PPR)
    if properties is None:
        return b""
    kept = deepcopy(properties)
    for name in _SPREADS:
        for one in kept.findall(w(name)):
            remove(one)
    return canonical(kept)
