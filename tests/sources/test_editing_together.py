"""Many edits with one reading back give the text that they give one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s55.model.progress import ProgressRecord
from s55.model.response import Response
from s55.sources.editing import YamlEdit
from s55.sources.reading import read_tree
from s55.sources.splices import EditError
from s55.sources.writing import Value

ENTRIES = (
    "- date: 2026-02-01",
    "- date: 2026-02-01  # beside\n  # below\n  status: complete",
    "- {date: 2026-02-01, note: a}",
    "-\n  date: 2026-02-01",
    "- note: |\n    First.\n\n    Second.",
    "- note: |+\n    First.\n\n",
)
LISTS = (
    " []",
    "",
    "  # nothing yet",
    " [{date: 2026-02-01}]",
    *(f"\n{entry}" for entry in ENTRIES),
    *(f"\n{one}\n{other}" for one, other in pairwise(ENTRIES)),
)
AFTER = ("", "\n", "\n\n", "\n  # deeper\n", "\n# at the left\n", "\n\nother: 1\n")


@st.composite
def records(draw: st.DrawFn) -> str:
    """Records of progress in every form, with comments, blank lines, and Windows' line ends."""
    given_lists = draw(st.lists(st.sampled_from(LISTS), max_size=4))
    indent = draw(st.sampled_from(("  ", "    ")))
    lines = [f"R{number}:{held}" for number, held in enumerate(given_lists, 1)]
    body = "\n".join(lines).replace("\n", f"\n{indent}").replace(f"\n{indent}\n", "\n\n")
    in_place = draw(st.sampled_from(("", " {}", " {R1: [{date: 2026-02-01}], R2: }", "  # c")))
    items = f"\n{indent}{body}" if given_lists else in_place
    text = f"# head\nformat: 2\nitems:{items}{draw(st.sampled_from(AFTER))}"
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


NEW: Sequence[Value] = (
    {"date": "2026-03-01", "status": "complete"},
    {"date": "2026-03-01", "note": "one: two"},
    {"note": "a\n\nb\n"},
)
appended = st.lists(
    st.tuples(st.sampled_from(("R1", "R2", "R3", "R6", "R7", "C1-R1")), st.sampled_from(NEW)),
    min_size=1,
    max_size=7,
)


def grouped(entries: Sequence[tuple[str, Value]]) -> list[tuple[tuple[str, str], Value]]:
    """In the order of the first entry of each list."""
    names = list(dict.fromkeys(name for name, _ in entries))
    ordered = sorted(entries, key=lambda one: names.index(one[0]))
    return [(("items", name), entry) for name, entry in ordered]


def same(
    text: str,
    singly: YamlEdit,
    together: YamlEdit,
    one: Callable[[YamlEdit, Any, Value], YamlEdit],
    many: Callable[[YamlEdit, Iterable[tuple[Any, Value]]], YamlEdit],
    wanted: Sequence[tuple[Any, Value]],
) -> None:
    """The texts are the same, but for the line end of a text that has none; so is a refusal."""
    try:
        for path, value in wanted:
            one(singly, path, value)
    except EditError:
        with pytest.raises(EditError):
            many(together, wanted)
        assert together.text == text
        return
    found, expected = many(together, wanted).text, singly.text
    assert found == expected or (text[-1] != "\n" and found == expected.rstrip("\r\n"))


@settings(max_examples=150, deadline=None)
@given(records(), appended)
def test_entries_of_many_lists(text: str, entries: Sequence[tuple[str, Value]]) -> None:
    """In dashes and brackets, missing and empty lists, one or more entries each."""
    singly, together = (YamlEdit(text, ProgressRecord) for _ in range(2))
    same(text, singly, together, YamlEdit.append, YamlEdit.append_all, grouped(entries))


DRAFT = """\
format: 2
recommendations:
  items:
  - number: "1"
    text: |
      One.
  - {number: "2", text: Two., status: }
  - number: "3"  # third
    text: Three.
    status: accepted
chief_officer: {}
distribution:
"""
PATHS = (
    "recommendations.items[0].policing_body",
    "recommendations.items[0].status",
    "recommendations.items[0].number",
    "recommendations.items[1].status",
    "recommendations.items[1].policing_body",
    "recommendations.items[2].text",
    "recommendations.items[2].policing_body",
    "recommendations.introduction",
    "chief_officer.name",
    "chief_officer.comments",
    "distribution.panel.name",
    "distribution.website",
    "key_findings",
    "office_notes",
    "inspection.title",
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(("", "\n# end", "\n\n")), st.permutations(PATHS), st.integers(1, len(PATHS)))
def test_values_at_many_places(end: str, paths: Sequence[str], count: int) -> None:
    """In blocks and braces, missing groups among them, in the order of the model."""
    text = DRAFT.rstrip("\n") + end
    singly, together = (YamlEdit(text, Response) for _ in range(2))
    values = [(path, "new") for path in paths[:count]]
    same(text, singly, together, YamlEdit.set, YamlEdit.set_all, values)


def test_the_text_is_read_back_once_however_many_there_are() -> None:
    held = "".join(f"  R{number}:\n  - date: 2026-02-01\n" for number in range(40))
    edit = YamlEdit(f"items:\n{held}", ProgressRecord)
    entries = [(("items", f"R{number}"), {"note": "new"}) for number in range(80)]
    with patch("s55.sources.editing.read_tree", wraps=read_tree) as read:
        edit.append_all(entries)
    assert read.call_count == 1
    assert edit.text.count("- note: new\n") == 80


def test_all_is_as_it_was_where_one_cannot_be_made() -> None:
    text = "items:\n  R1:\n  - date: 2026-02-01\n  R2: a text\n"
    edit = YamlEdit(text, ProgressRecord)
    with pytest.raises(EditError) as failure:
        edit.append_all([(("items", "R1"), "a"), (("items", "R2"), "b")])
    assert [one.path for one in failure.value.problems] == ["items.R2"]
    assert edit.text == text
