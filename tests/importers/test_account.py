"""Every letter of a file is in what its reader made of it, and every word in the account."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from s55.importers.readers import read_source
from s55.importers.source import Source
from tests.importers.measuring import REFERENCE
from tests.importers.words_of import letters, letters_in, letters_read

HERE = Path(__file__).resolve().parent
FOLDERS = (HERE / "labelled/samples", HERE / "responses/labelled/samples", REFERENCE)
SAMPLES = sorted(
    path
    for folder in FOLDERS
    if folder.is_dir()
    for path in folder.iterdir()
    if path.is_file() and path.suffix != ".json"
)
TYPED = """\
# A title

We asked <Name of Force> to act on <this>, <font color="red">red</font>. <!-- A remark. -->

<!-- Over
lines. -->

<Insert name of report>

<svg>
<path d="M0 0h9"/><title>Boats</title></svg>

A ![picture](a.png "of boats") and a [link](http://a.org/ "to follow"), and <img alt="tag">.

<![CDATA[ Data ]]>

[Owner]: Smith
[^lost]: No mark leads here.
[^twice]: The first.
[^twice]: The second.

Marked.[^twice]
"""
"""What converters and people leave in Markdown, of which a page would show only a part."""


def markers(source: Source) -> Counter[str]:
    """The letters and digits of list markers."""
    found: Counter[str] = Counter()
    for block in source.blocks:
        found += letters(block.marker)
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_letter_of_a_sample_is_read_or_told(path: Path) -> None:
    data = path.read_bytes()
    source = read_source(data, path.name)
    there, read = letters_in(data, path.suffix), letters_read(source)
    # Where a list counts by itself its numbers are in no text; where they are typed, they are.
    assert there - read - markers(source) == Counter()
    assert read - there == Counter()


def test_what_a_page_would_not_show_of_markdown_is_read_or_told() -> None:
    source = read_source(TYPED.encode(), "a.md")
    assert [block.text for block in source.blocks] == [
        "A title",
        "We asked <Name of Force> to act on <this>, red.",
        "<Insert name of report>",
        "A picture and a link, and tag.",
        "Data",
        "[Owner]: Smith",
        "Marked.",
    ]
    assert source.blocks[-1].notes[0].words() == ("The second.",)
    assert [(one.why, one.text, one.place.line) for one in source.set_aside] == [
        ("hidden text", "A remark.", 3),
        ("hidden text", "Over lines.", 5),
        ("drawing", "Boats", 10),
        ("hidden text", "of boats", 13),
        ("hidden text", "to follow", 13),
        ("footnote", "No mark leads here.", 18),
        ("footnote", "The first.", 19),
        ("footnote marker", "[1]", 22),
    ]
