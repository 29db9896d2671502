"""Entries added to lists, and words set beside keys: all other bytes stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from s55.sources.editing import EditError
from s55.sources.list_editing import append_entry, set_word
from s55.sources.reading import read_tree
from s55.sources.tree import data_of
from tests.strategies import lines

ITEM = ("items", 0)
HISTORY = (*ITEM, "history")
STATUS = (*ITEM, "status")
ORDER = ("number", "text", "owner", "target_date", "status", "history", "policing_body")
DAY = date(2026, 11, 20)


def appended(text: str, note: str | None = None) -> str:
    """The text with an entry of :data:`DAY` in the history of its first item."""
    entries: dict[str, str | date] = {"date": DAY, "status": "in progress"}
    if note is not None:
        entries["note"] = note
    return append_entry(text, HISTORY, entries, ORDER)


HEAD = "items:\n  - text: a\n"
LIST = "    history:\n      - date: 2026-11-20\n        status: in progress\n"
ENTRY = "      - date: 2026-11-20\n        status: in progress\n"
BRACES = '{date: 2026-11-20, status: "in progress"}'

APPENDED: list[tuple[str, str, str, str]] = [
    ("a new list at the end", HEAD, LIST, ""),
    ("a new list before the next item", HEAD, LIST, "\n  # next\n  - text: b\n"),
    ("in the usual order", f"{HEAD}    status: complete # c\n", LIST, "    policing_body: x\n"),
    ("after a text of many lines", "items:\n  - text: |\n      a\n\n      b\n", LIST, "\nx: y\n"),
    ("after a key with nothing beside it", f"{HEAD}    owner: # who?\n", LIST, "x: y\n"),
    ("below an empty key", f"{HEAD}    history:\n", ENTRY, "    policing_body: x\n"),
    ("below an empty key with a comment", f"{HEAD}    history: # none yet\n", ENTRY, "  # c\n"),
    ("after the last entry", HEAD + LIST, ENTRY, "    policing_body: x\n"),
    ("after a comment beside it", f"{HEAD}{LIST[:-1]} # c\n", ENTRY, "      # d\n\nx: y\n"),
    ("with dashes no deeper than the key", "items:\n- text: a\n  history:\n  - date: 1 # c\n",
     "  - date: 2026-11-20\n    status: in progress\n", "- text: b\n"),
    ("with dashes far from their keys", f"{HEAD}    history:\n        -   date: 1\n",
     "        -   date: 2026-11-20\n            status: in progress\n", "x: y\n"),
    ("with keys below their dashes", f"{HEAD}    history:\n      -\n           date: 1\n", ENTRY,
     "x: y\n"),
    ("after a note of many lines",
     f"{HEAD}    history:\n      - date: 1\n        note: |\n          a\n\n          b\n", ENTRY,
     "\n\n# end\n"),
    ("after an entry in braces", f"{HEAD}    history:\n      - {{date: 1}} # c\n",
     f"      - {BRACES}\n", "x: y\n"),
    ("in brackets", f"{HEAD}    history: [{{date: 1}}", f", {BRACES}", "] # c\n"),
    ("in brackets over lines", f"{HEAD}    history: [\n      {{date: 1}}", f", {BRACES}",
     ", # c\n    ]\n"),
    ("in empty brackets", f"{HEAD}    history: [", BRACES, "] # c\n"),
    ("in an item in braces", "items: [{text: a", f", history: [{BRACES}]", "}]\n"),
    ("in braces over lines", "items:\n  - {text: a,\n     owner: 'b, c'", f", history: [{BRACES}]",
     " # c\n    }\n"),
    ("beside a key in braces without its colon", "items: [{text: a, history", f": [{BRACES}]",
     "}]\n"),
    ("after a key in braces without its colon", "items: [{text: a, owner", f", history: [{BRACES}]",
     "}]\n"),
    ("beside a key in braces", "items: [{text: a, history:", f" [{BRACES}]", " }]\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "added", "after"),
    [case[1:] for case in APPENDED],
    ids=[case[0] for case in APPENDED],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_an_entry_comes_after_the_last_and_nothing_else_changes(
    before: str, added: str, after: str, newline: str
) -> None:
    """The text before it and after it stays byte for byte, whatever ends its lines."""
    before, added, after = (part.replace("\n", newline) for part in (before, added, after))
    assert appended(before + after) == before + added + after


@pytest.mark.parametrize("word", ["null", "~", "Null"])
@pytest.mark.parametrize(
    "shape", ["items:\n  - text: a\n    history: {}\n", "items: [{{history: {}}}]"]
)
def test_a_word_for_nothing_is_replaced(word: str, shape: str) -> None:
    """It says that there is no entry, which is no longer so."""
    shape = shape.replace("{}", "%s").replace("{{", "{").replace("}}", "}")
    assert appended(shape % word) == shape % f"[{BRACES}]"


def test_a_last_line_without_its_end_stays_without_it() -> None:
    """No line end is put where the writer left none."""
    assert appended(HEAD[:-1]) == (HEAD + LIST)[:-1]
    assert appended((HEAD + LIST)[:-1]) == (HEAD + LIST + ENTRY)[:-1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{HEAD}    history: soon\n", "the place holds something other than a list"),
        (f"{HEAD}    history:\n      date: 1\n", "the place holds something other than a list"),
        ("items:\n  - a\n", "the place above it is not a group of keys"),
        ("items: []\n", "the place above it is not a group of keys"),
        ("a: 1\na: 2\n", "the text has problems of its own"),
        ("a: [\n", "the text has problems of its own"),
    ],
)
def test_a_place_that_cannot_be_edited_safely_is_refused(text: str, message: str) -> None:
    """And not guessed at."""
    with pytest.raises(EditError) as caught:
        appended(text)
    assert str(caught.value) == message


SET: list[tuple[str, str, str]] = [
    ("a new key", HEAD, f"{HEAD}    status: in progress\n"),
    ("a new key before the history", HEAD + LIST, f"{HEAD}    status: in progress\n{LIST}"),
    ("another word", f"{HEAD}    status: complete # c\n", f"{HEAD}    status: in progress # c\n"),
    ("quoted words", f"{HEAD}    status: 'complete'\n", f"{HEAD}    status: in progress\n"),
    ("nothing yet", f"{HEAD}    status: # c\n", f"{HEAD}    status: in progress # c\n"),
    ("nothing, with a colon far off", f"{HEAD}    status :\n", f"{HEAD}    status : in progress\n"),
    ("a word for nothing", f"{HEAD}    status: ~\n", f"{HEAD}    status: in progress\n"),
    ("in braces", "items: [{text: a}]", 'items: [{text: a, status: "in progress"}]'),
    ("in braces again", "items: [{status: complete, text: a}]",
     'items: [{status: "in progress", text: a}]'),
    ("in braces, nothing yet", "items: [{status: , text: a}]",
     'items: [{status: "in progress", text: a}]'),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), [case[1:] for case in SET], ids=[case[0] for case in SET]
)
def test_a_word_is_set_beside_its_key(text: str, expected: str) -> None:
    """Where it is new, in the usual order."""
    found = set_word(text, STATUS, "in progress", ORDER)
    assert found.replace("status:  ", "status: ").replace('" ,', '",') == expected


@pytest.mark.parametrize("value", ["|\n      a\n", "[a]\n", "{a: b}\n", "\n      a: b\n"])
def test_a_word_takes_the_place_of_a_word_alone(value: str) -> None:
    """Not of a list, a group or a text of lines."""
    with pytest.raises(EditError):
        set_word(f"{HEAD}    status: {value}", STATUS, "complete", ORDER)


# --- properties --------------------------------------------------------------

ENTRIES = st.sampled_from(
    (
        "- date: 2026-01-01\n  status: complete # c\n",
        "- date: 2026-01-01\n  note: |\n    a\n\n    b # no comment\n",
        "- date: 2026-01-01\n  note: >-\n    a\n    b\n\n",
        "- date: 2026-01-01\n  note: words that\n    go on # comment\n",
        "- {date: 2026-01-01, note: 'a, b'} # c\n",
        '- {date: 2026-01-01,\n   note: "a\n   b"}\n',
        "-   date: 2026-01-01\n    status:\n",
        "-\n  date: 2026-01-01\n",
        "# a comment\n- date: 2026-01-01\n",
        "- date: 2026-01-01\n# below\n\n",
    )
)
VALUES = st.one_of(
    st.just(""),
    st.sampled_from(
        (" # c", " ~", " []", " [ # c\n ]", " [{date: 2026-01-01}] # c", " [{date: x, note: },]")
    ),
    st.tuples(st.lists(ENTRIES, min_size=1, max_size=3).map("".join), st.integers(0, 4)).map(
        lambda made: "\n" + "".join(" " * made[1] + line for line in made[0].splitlines(True))
    ),
)
KEYS = st.lists(
    st.sampled_from(
        (
            "text: a\n",
            "text: |\n  a\n\n  b\n",
            "owner: 'x' # y\n",
            "owner:\n",
            "number: 2\n\n",
            "policing_body: |\n  words\n# below\n",
            "status: complete\n",
            "status: # none\n",
        )
    ),
    max_size=4,
    unique_by=lambda key: key.split(":")[0],
)


def indented(text: str, by: int) -> str:
    """Each line of a text indented, blank ones too."""
    return "".join(" " * by + line for line in text.splitlines(True))


@dataclass(frozen=True)
class Shape:
    """How a text is written."""

    deep: int
    gap: int
    windows: bool
    unended: bool
    followed: bool


SHAPES = st.builds(
    Shape, st.integers(0, 4), st.integers(1, 3), st.booleans(), st.booleans(), st.booleans()
)


@given(KEYS, st.none() | VALUES, SHAPES, st.none() | lines())
def test_an_entry_is_added_and_nothing_else_is_touched(
    keys: list[str], value: str | None, shape: Shape, note: str | None
) -> None:
    """The data are the old ones and the entry; but for one inserted place no byte differs."""
    if value is not None:
        keys = [*keys[:1], f"history:{value}".removesuffix("\n") + "\n", *keys[1:]]
    item = indented("".join(keys), shape.deep + 1 + shape.gap)[shape.deep :]
    text = f"items:\n{' ' * shape.deep}-{item[1:]}"
    text += f"{' ' * shape.deep}- text: next\n" if shape.followed else ""
    text = text.replace("\n", "\r\n") if shape.windows else text
    text = text.removesuffix("\n").removesuffix("\r") if shape.unended else text
    root, problems = read_tree(text)
    assume(root is not None and not problems)
    assert root is not None
    data: Any = data_of(root)
    assume(isinstance(data["items"], list) and isinstance(data["items"][0], dict))
    assume(isinstance(data["items"][0].get("history"), list | None))
    edited = appended(text, note)
    after, broken = read_tree(edited)
    assert after is not None
    assert broken == []
    entry = {"date": "2026-11-20", "status": "in progress"} | ({"note": note} if note else {})
    found: Any = data_of(after)
    assert found["items"][0]["history"][-1] == entry
    found["items"][0]["history"].pop()
    expected: Any = data_of(read_tree(f"{text}\n")[0] or root) if shape.unended else data
    for one in (found, data, expected):
        one["items"][0]["history"] = one["items"][0].get("history") or []
    assert found in (data, expected)
    pairs = enumerate(zip(text, edited, strict=False))
    rest = text[next((n for n, (one, other) in pairs if one != other), len(text)) :]
    assert edited.endswith(rest) or rest.startswith("~")
    assert set_word(edited, STATUS, "complete", ORDER)
