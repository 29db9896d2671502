"""The tree of a YAML text, and paths through it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.sources.reading import read_tree
from s55.sources.tree import (
    Loc,
    Node,
    Position,
    data_of,
    format_path,
    parse_path,
    place_of,
    value_at,
    walk,
)

KEYS = st.from_regex(r"[a-z_][a-z0-9_]{0,12}", fullmatch=True)
PATHS = st.lists(st.one_of(KEYS, st.integers(0, 999)), min_size=0, max_size=6).map(tuple)

TEXT = """\
# a comment
inspection:
  title: 'PEEL'
  forces:
    - Saltmarsh
    - name: Fen
items: [a, {b: c}]
empty:
"""


def _tree(text: str) -> Node:
    root, problems = read_tree(text)
    assert problems == []
    assert root is not None
    return root


@given(PATHS)
def test_a_path_survives_being_written_and_read(loc: Loc) -> None:
    """parse_path and format_path are each other's inverse."""
    assert parse_path(format_path(loc)) == loc


@pytest.mark.parametrize(
    ("loc", "path"),
    [
        ((), ""),
        (("inspection", "published"), "inspection.published"),
        (("recommendations", "items", 0, "text"), "recommendations.items[0].text"),
        (("a", 1, 2, "b"), "a[1][2].b"),
    ],
)
def test_paths_are_written_with_dots_and_brackets(loc: Loc, path: str) -> None:
    """As messages and Word's content controls show them."""
    assert format_path(loc) == path
    assert parse_path(path) == loc


def test_data_is_text_and_nothing_is_guessed() -> None:
    """Numbers, dates, truth values and empty values stay as written."""
    root = _tree(
        "a: 2.10\nb: no\nc: 2023-02-30\nd: ~\ne:\nf: 'null'\ng: ''\nh: 0x1F\ni: null\n"
        "j: Null\n1: k\n"
    )
    assert data_of(root) == {
        "a": "2.10",
        "b": "no",
        "c": "2023-02-30",
        "d": None,
        "e": None,
        "f": "null",
        "g": "",
        "h": "0x1F",
        "i": None,
        "j": None,
        "1": "k",
    }


def test_values_are_found_by_their_path() -> None:
    """And nothing is found where the path leads nowhere."""
    root = _tree(TEXT)
    found = value_at(root, ("inspection", "forces", 1, "name"))
    assert found is not None
    assert data_of(found) == "Fen"
    assert value_at(root, ()) is root
    assert value_at(root, ("inspection", "forces", 2)) is None
    assert value_at(root, ("inspection", "forces", "0")) is None
    assert value_at(root, ("items", 1, "c")) is None


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("", 2, 1),
        ("inspection", 2, 1),  # a block is found at its key
        ("inspection.title", 3, 10),  # a value at its first character, here the quote
        ("inspection.forces", 4, 3),
        ("inspection.forces[0]", 5, 7),
        ("inspection.forces[1]", 6, 7),
        ("inspection.forces[1].name", 6, 13),
        ("items[1].b", 7, 16),
        ("empty", 8, 1),  # nothing stands beside it
        ("inspection.published", 2, 1),  # the deepest part that is there
        ("distribution.website", 2, 1),
    ],
)
def test_the_place_of_a_path(path: str, line: int, column: int) -> None:
    """Lines and columns as an editor counts them."""
    place = place_of(_tree(TEXT), parse_path(path))
    assert (place.line, place.column) == (line, column)


def test_the_place_of_a_key() -> None:
    """Where asked for, and not its value's."""
    assert place_of(_tree(TEXT), ("inspection", "title"), of_key=True) == Position(26, 3, 3)


def test_names_of_union_branches_are_passed_over() -> None:
    """Pydantic puts them into its locations; the tree does not have them."""
    steps = walk(_tree(TEXT), ("inspection", "Inspection", "title", "str"))
    assert [step.part for step in steps] == ["inspection", "title"]


@given(st.text("é\U0001f693a \u00a0-", max_size=6))
def test_columns_count_characters_and_not_bytes(before: str) -> None:
    """A mark of the parser points at the same character as Python's index."""
    text = f'a: ["{before}", x]\n'
    root = _tree(text)
    place = place_of(root, ("a", 1))
    assert text[place.index] == "x"
    assert place == Position(text.rindex("x"), 1, text.rindex("x") + 1)


def test_a_flow_knows_itself_and_so_does_a_block() -> None:
    """Editing must know which is which."""
    root = _tree("a: {b: [c]}\nd:\n  - e\n")
    flows = {
        path: getattr(value_at(root, parse_path(path)), "flow", None) for path in ("a", "a.b", "d")
    }
    assert flows == {"a": True, "a.b": True, "d": False}
