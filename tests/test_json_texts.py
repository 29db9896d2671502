"""JSON that somebody else may have written."""

from __future__ import annotations

import pytest

from s55.json_texts import read_json


def test_json_is_read() -> None:
    """Texts, numbers and the rest of RFC 8259; of bytes too."""
    assert read_json('{"a": [1, 2.5, null, true, "\\u00e9"]}') == {"a": [1, 2.5, None, True, "é"]}
    assert read_json(b"[]") == []


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, "NaN", "[-Infinity]", "[1e999]", "9" * 5_000, "", "{"],
    ids=["lists", "objects", "NaN", "Infinity", "1e999", "digits", "nothing", "torn"],
)
def test_what_cannot_be_read_is_one_kind_of_error(text: str) -> None:
    """Readers of records and lists catch a ValueError and nothing more."""
    with pytest.raises(ValueError, match=r"."):
        read_json(text)
