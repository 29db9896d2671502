"""Sources that no reader would give, and those it might: no traceback, and a draft that loads."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from s55.drafts.load import load
from s55.importers.readers import read_source
from s55.importers.reports.draft import Origin, draft_of
from s55.importers.reports.findings import FoundItem, ReportItemKind
from s55.importers.reports.reading import read_report
from s55.importers.source import BlockKind, Source, SourceBlock, SourcePosition
from s55.richtext.nodes import Hyperlink, LineBreak, Strong, Text
from tests.importers.measuring import sample_files

ROUNDS = 400
ODD = (
    "", " ", "•", "*:", "|", "---", "# a", "1.", "Good", "Contents", "Areas for improvement",
    "Recommendation 1", "Recommendation 2: By May 2024, forces should:", "By 31 February 2024",
    "31 February 2024", "none: yes", "'", '"', "{a: b}", "\u200b", "\ue000 should", "Dear ",
    "Cause of concern", "Next steps", "There are no areas for improvement", "a" * 3000,
)  # fmt: skip


def test_mutated_sources() -> None:
    """Blocks of the samples in disorder, with odd ones among them."""
    chance = random.Random(20241123)  # noqa: S311 (no secret)
    pool = [b for path in sample_files()[::5] for b in _blocks(path.read_bytes())]
    for _ in range(ROUNDS):
        blocks = [_mutated(chance, chance.choice(pool)) for _ in range(chance.randint(1, 40))]
        _holds(blocks)


def _blocks(data: bytes) -> Sequence[SourceBlock]:
    return read_source(data, "sample").blocks


def _mutated(chance: random.Random, block: SourceBlock) -> SourceBlock:
    if chance.random() < 0.5:
        return block
    text = chance.choice([*ODD, block.text[: chance.randint(0, 40)]])
    inlines = chance.choice(
        [
            (Text(text),),
            (Strong((Text(text),)), LineBreak(), Text(text)),
            (Hyperlink("javascript:x", (Text(text),)),),
            (),
        ]
    )
    cells = (inlines,) * chance.randint(1, 3) if chance.random() < 0.2 else ()
    return replace(
        block,
        kind=BlockKind.TABLE_ROW if cells else chance.choice(list(BlockKind)[:3]),
        inlines=inlines,
        cells=cells,
        level=chance.randint(0, 7),
        marker=chance.choice(["", "•", "1.", "(a)"]),
        boxed=chance.randint(0, 2),
        table=chance.randint(0, 1),
        size=chance.choice([None, 8.0, 12.0]),
        place=SourcePosition(line=chance.randint(1, 9)),
    )


def _holds(blocks: Sequence[SourceBlock]) -> None:
    findings = read_report(Source("text", "", tuple(blocks)))
    findings.as_data()
    _, problems = load(draft_of(findings, Origin("a file: 'x'.pdf")), "draft")
    wrong = [p for p in problems if p.path != "inspection.published"]
    dated = findings.published is not None
    assert wrong == [] or (not dated and all(p.code == "D102" for p in wrong)), wrong


def test_an_item_without_words_is_kept_and_asks_for_them() -> None:
    """A draft refuses an empty item, so it gets a sign in its place, and a note to confirm it."""
    nothing = SourceBlock(BlockKind.PARAGRAPH, (Text(" "),), SourcePosition())
    found = FoundItem(ReportItemKind.RECOMMENDATION, (nothing,), number="7")
    report = read_report(Source("text", "", ()))
    text = draft_of(replace(report, items=(found,)), Origin("a file"))
    assert "      text: …  # CONFIRM: the file has no words for this item\n" in text
    assert "- number: '7'\n" in text
