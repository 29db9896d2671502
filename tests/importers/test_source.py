"""The text of a block is put together once, and belongs to that block alone."""

from __future__ import annotations

import pickle
from dataclasses import replace

from s55.importers.source import BlockKind, SourceBlock, SourcePosition
from s55.richtext.nodes import Strong, Text


def test_the_text_of_a_block_is_put_together_once() -> None:
    said = (Text("One "), Strong((Text("two"),)))
    block = SourceBlock(BlockKind.PARAGRAPH, said, SourcePosition())
    fresh = replace(block)
    assert block.text == "One two"
    assert block.text is block.text
    assert block == fresh
    assert hash(block) == hash(fresh)
    assert "_said" not in repr(block)


def test_a_block_with_other_words_has_another_text() -> None:
    block = SourceBlock(BlockKind.PARAGRAPH, (Text("One"),), SourcePosition())
    assert block.text == "One"
    assert replace(block, inlines=(Text("Two"),)).text == "Two"
    assert replace(block, cells=((Text("a"),), (Text("b"),))).text == "a | b"
    sent = pickle.loads(pickle.dumps(block))  # noqa: S301  # it was written right here
    assert (sent, sent.text) == (block, "One")
