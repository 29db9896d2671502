"""Records that are sent from one process to another come as they were."""

from __future__ import annotations

import pickle

import pytest

from s55.importers.source import BlockKind, SetAside, SourceBlock, SourcePosition
from s55.richtext.nodes import Emphasis, Strong, Text
from s55.sent import Sent

WORDS = (Text("Count "), Strong((Emphasis((Text("the"),)),)), Text(" boats."))


@pytest.mark.parametrize(
    "record",
    [
        *WORDS,
        SourcePosition(page=3),
        SetAside("7", "page number", SourcePosition(line=1), about=True),
        SourceBlock(
            BlockKind.TABLE_ROW, (), SourcePosition(), bold=True, cells=(WORDS, ()), table=2
        ),
    ],
)
def test_a_record_comes_as_it_was(record: Sent) -> None:
    sent = pickle.dumps(record)
    assert pickle.loads(sent) == record  # noqa: S301  (made a line before)
