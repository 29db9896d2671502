"""Three versions of a text as one."""

from __future__ import annotations

import pytest

from s55.returns.merge import merged
from s55.richtext.conflicts import END, FIRST, SECOND, conflict_lines

BASE = "One.\n\nTwo.\n\nThree.\n"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (BASE, BASE, BASE),
        (BASE, "One.\n\nTwo, new.\n\nThree.\n", "One.\n\nTwo, new.\n\nThree.\n"),
        ("One, ours.\n\nTwo.\n\nThree.\n", BASE, "One, ours.\n\nTwo.\n\nThree.\n"),
        (
            "One, ours.\n\nTwo.\n\nThree.\n",
            "One.\n\nTwo.\n\nThree.\n\nFour.\n",
            "One, ours.\n\nTwo.\n\nThree.\n\nFour.\n",
        ),
        ("Two.\n\nThree.\n", "One.\n\nTwo.\n\nThree, theirs.\n", "Two.\n\nThree, theirs.\n"),
        ("Same.\n", "Same.\n", "Same.\n"),
    ],
)
def test_what_does_not_collide_is_joined(ours: str, theirs: str, expected: str) -> None:
    assert merged(BASE, ours, theirs).text == expected
    assert merged(BASE, ours, theirs).conflicts == 0


def test_what_collides_is_kept_twice() -> None:
    result = merged(BASE, "One.\n\nOurs.\n\nThree.\n", "One.\n\nTheirs.\n\nThree.\n")
    parts = ["One.", FIRST, "Ours.", SECOND, "Theirs.", END, "Three."]
    assert result.text == "\n\n".join(parts) + "\n"
    assert result.conflicts == 1
    assert list(conflict_lines(result.text)) == [3]
