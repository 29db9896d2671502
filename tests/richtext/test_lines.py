"""The words of a block, line by line and without marks: what texts are compared by."""

from __future__ import annotations

from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import lines_of

TEXT = """\
# A *heading*

Two **bold** words and a [link](https://example.org/).

- first
  1. inner
- second

> Quoted.
>
> - in it

| Boat | Crew |
| ---- | ---- |
| Anna | four |

```
code
```
"""


def test_every_line_of_every_kind_of_block_is_there_once() -> None:
    """In the order in which they are read."""
    assert [line for block in blocks_of(TEXT) for line in lines_of(block)] == [
        "A heading",
        "Two bold words and a link.",
        *("first", "inner", "second"),
        *("Quoted.", "in it"),
        *("Boat", "Crew", "Anna", "four"),
        "code",
    ]
