"""Edits of YAML: the named place says what it should, and every other byte is as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from s55.drafts.load import load
from s55.model.office import Settings
from s55.model.response import Response
from s55.richtext.characters import is_forbidden
from s55.sources.editing import YamlEdit, entry_with_comments
from s55.sources.reading import read_tree
from s55.sources.splices import EditError
from s55.sources.tree import Loc, Node, data_of
from s55.sources.writing import Value
from tests.drafts_for_tests import HEAD, response_of
from tests.strategies import lines, markdown

STARTER = Path(__file__).resolve().parents[2] / "s55/starter"
WEBSITE = ("distribution", "website")
DAY = date(2024, 5, 3)


def _set(text: str, how: str | None = None) -> str:
    entries: dict[str, str | date] = {"date": DAY}
    if how is not None:
        entries["how"] = how
    return YamlEdit(text, Response).set(WEBSITE, entries).text


ADDED = "  website:\n    date: 2024-05-03\n"
GROUP = f"\ndistribution:\n{ADDED}"

INSERTED: list[tuple[str, str, str, str]] = [
    ("at the end", "format: 1\n", GROUP, ""),
    ("after a document that ends with its mark", "format: 1\n", GROUP, "...\n"),
    ("in the usual order", "sign_off:\n  a: b\n", GROUP, "# c\noffice_notes: x\n"),
    ("after keys that nobody knows", "zebra: a\n", GROUP, "office_notes: x\n"),
    ("after a text with blank lines", "key_findings: |\n  a\n\n  b\n", GROUP, "\n# end\n"),
    ("after a list", "key_findings:\n- a\n- b\n", GROUP, ""),
    ("below an empty key", "distribution:\n", ADDED, "office_notes: x\n"),
    ("below an empty key with a comment", "distribution: # when?\n", ADDED, "  # website:\nx: y\n"),
    ("below an empty entry", "distribution:\n  website: # ?\n", ADDED[11:], "  panel:\n"),
    ("after others", "distribution:\n  panel: # p\n    date: a # b\n", ADDED, "\n  # c\nx: y\n"),
    ("after an entry in braces", "distribution:\n  panel: {date: a} # b\n", ADDED, "x: y\n"),
    (
        "as deep as the others",
        "distribution:\n    panel:\n        date: a\n",
        "    website:\n      date: 2024-05-03\n",
        "x: y\n",
    ),
    (
        "after a text of several lines",
        "distribution:\n  panel:\n    how: |\n      a\n\n      b\n",
        ADDED,
        "\n\nx: y\n",
    ),
    ("below quoted keys", "'distribution':\n  \"panel\":\n    date: a\n", ADDED, ""),
    ("among braces", "distribution: {panel: {date: a}", ", website: {date: 2024-05-03}", "} # b\n"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "added", "after"),
    [case[1:] for case in INSERTED],
    ids=[case[0] for case in INSERTED],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_an_entry_is_inserted_at_its_place_and_nothing_else_changes(
    before: str, added: str, after: str, newline: str
) -> None:
    """The text before it and after it stays byte for byte, whatever ends its lines."""
    before, added, after = (part.replace("\n", newline) for part in (before, added, after))
    if "\n" not in before + after:
        added = added.replace("\r\n", "\n")
    assert _set(before + after) == before + added + after


def test_a_last_line_without_its_end_stays_without_it() -> None:
    """No line end is put where the writer left none."""
    assert _set("format: 1") == f"format: 1\n{GROUP}"[:-1]
    assert _set("distribution:\n  website:") == "distribution:\n  website:\n    date: 2024-05-03"
    assert _set("key_findings: |\n  a") == f"key_findings: |\n  a\n{GROUP}"[:-1]


def test_a_text_whose_last_line_ends_with_spaces_is_replaced() -> None:
    text = "a: |\n  one \n\n# about b\nb: two\n"
    assert YamlEdit(text).set("a", "new\n").text == "a: |\n  new\n\n# about b\nb: two\n"


def test_empty_braces_become_a_block_and_their_comment_stays() -> None:
    """As a person would write it."""
    assert _set("distribution: {} # none\nx: y\n") == f"distribution: # none\n{ADDED}x: y\n"
    assert _set("distribution: {}\n") == f"distribution:\n{ADDED}"


def test_an_empty_place_in_braces_is_filled() -> None:
    """Within the braces; a word for nothing is replaced beside its key."""
    found = _set("distribution: {\n  panel: {date: a} # b\n}\n")
    assert found == "distribution: {\n  panel: {date: a}, website: {date: 2024-05-03} # b\n}\n"
    found = _set("distribution:\n  website: ~  # c\n")
    assert found == "distribution:\n  website: {date: 2024-05-03}  # c\n"
    assert _set("distribution: {website: }\n") == "distribution: {website: {date: 2024-05-03}}\n"


def test_an_entry_is_replaced_and_its_neighbours_stay() -> None:
    """In a block and in braces; its comments outside stay."""
    head, tail = "# a\ndistribution:\n  # b\n", "  # d\n  panel: {date: c} # e\n"
    old = "  website:\n    date: 2024-01-01 # old\n    reference: x\n"
    assert _set(head + old + tail) == head + ADDED + tail
    flow = "  website: {date: 2024-01-01, reference: x}"
    assert _set(f"{head}{flow} # c\n{tail}", "by post, twice") == (
        f'{head}  website: {{date: 2024-05-03, how: "by post, twice"}} # c\n{tail}'
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "distribution:\n  website: 2024-01-01\n",
            "D117 2:12 s55 cannot write 'distribution.website' into the file: it holds a text, "
            "and not a group of keys",
        ),
        (
            "distribution:\n  - website\n",
            "D117 1:1 s55 cannot write 'distribution.website' into the file: 'distribution' holds "
            "a list, and no keys",
        ),
        (
            "distribution: soon\n",
            "D117 1:15 s55 cannot write 'distribution.website' into the file: 'distribution' holds "
            "a text, and no keys",
        ),
        (
            "- distribution\n",
            "D117 1:1 s55 cannot write 'distribution.website' into the file: the file holds "
            "a list, and no keys",
        ),
        ("a: 1\na: 2\n", "D007 2:1 'a' is given twice; the first is in line 1"),
        ("a: &b 1\nc: *b\n", "D008 1:4 anchors (&) and aliases (*) are not allowed"),
    ],
)
def test_a_place_that_cannot_be_edited_safely_is_refused(text: str, message: str) -> None:
    """And not guessed at."""
    with pytest.raises(EditError) as caught:
        _set(text)
    (problem,) = caught.value.problems
    assert f"{problem.code} {problem.line}:{problem.column} {problem.message}" == message


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("by e-mail", "by e-mail"),
        ("yes", "'yes'"),
        ("007", "'007'"),
        ("2024-05-03", "'2024-05-03'"),
        ("null", "'null'"),
        ("a: b # c", "'a: b # c'"),
        ("the officer's ‘post’", "the officer's ‘post’"),
        ("tŷ ✓", "tŷ ✓"),
        ("x" * 300 + " y", "x" * 300 + " y"),
    ],
)
def test_values_are_written_plainly_where_that_is_safe(value: str, written: str) -> None:
    """Else in quotes, so that another YAML reader takes them for text too."""
    assert _set("distribution:\n", value) == f"distribution:\n{ADDED}    how: {written}\n"


LINES = st.text(
    st.one_of(
        st.sampled_from("abc #:-'\"{}[],&*!|>%@`~?\\é✓"),
        st.characters(exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp")).filter(
            lambda character: not is_forbidden(character)
        ),
    ),
    max_size=20,
)
PARTS = st.sampled_from(
    [
        "# a comment\n",
        "\n",
        "format: 1\n",
        "key_findings: |\n  one\n\n  two # no comment\n",
        "key_findings: >-\n    one\n    two\n\n",
        "key_findings: plain words\n  on two lines # comment\n",
        "sign_off: {name: 'A', date: 2024-05-01} # signed\n",
        "recommendations:\n- text: a\n- text: |\n    b\n",
        'office_notes: "quoted\\n  \\\n  words"\n',
        "office_notes:\n",
        "distribution:\n",
        "distribution: {}\n",
        "distribution: {panel: {date: unknown}}\n",
        "distribution:\n  # one\n  panel:   {date: unknown}\n\n  # two\n",
        "distribution:\n   panel:\n      date: 2024-05-01\n      how: |\n        a\n      # end\n",
        "distribution:\n  website:\n    date: 2024-04-01\n  panel:\n    date: 2024-05-01\n",
        "distribution:\n  website:\n  panel:\n",
    ]
)

MANY_PARTS = st.lists(PARTS, max_size=6, unique_by=lambda part: part.split(":")[0]).map("".join)


@given(MANY_PARTS, LINES, st.booleans(), st.booleans())
def test_an_edit_says_what_it_should_and_changes_one_place_alone(
    text: str, how: str, windows: bool, unended: bool
) -> None:
    """The data are the old ones with the entry set; before and after one place nothing differs."""
    text = text.replace("\n", "\r\n") if windows else text
    text = text.removesuffix("\n").removesuffix("\r") if unended else text
    root, problems = read_tree(text)
    assume(root is not None and not problems)
    assert root is not None
    edited = _set(text, how)
    after_root, after_problems = read_tree(edited)
    assert after_root is not None
    assert after_problems == []
    # A text at the very end has a line end once something follows it.
    ended, _ = read_tree(f"{text}\n" if unended else text)
    entry = {"date": "2024-05-03", "how": how}
    assert data_of(after_root) in (_with_website(root, entry), _with_website(ended or root, entry))
    start = _shared(text, edited)
    end = _shared(text[start:][::-1], edited[start:][::-1])
    assert text[start : len(text) - end].strip("{} \r\n") in "date: 2024-04-01"
    assert text.count("#") <= edited.count("#")


def _with_website(root: Node, entry: dict[str, str]) -> dict[str, object]:
    data = data_of(root)
    assert isinstance(data, dict)
    recorded = data.get("distribution") or {}
    return data | {"distribution": recorded | {"website": entry}}


def _shared(one: str, other: str) -> int:
    """How many characters both texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


# --- values ---------------------------------------------------------------------


def _value(text: str, loc: Loc, value: Value) -> str:
    return YamlEdit(text, Response).set(loc, value).text


TAIL = """\
key_findings: >-  # folded
  Long
  words.
recommendations:
  items:
    - text: Plain.   # beside it
      policing_body:
chief_officer:
"""


@pytest.mark.parametrize(
    ("loc", "value", "old", "new"),
    [
        (("key_findings",), "New.\n", ">-  # folded\n  Long\n  words.", "|  # folded\n  New."),
        (
            ("recommendations", "items", 0, "text"),
            "A\n",
            "Plain.   # beside it",
            "|   # beside it\n        A",
        ),
        (
            ("recommendations", "items", 0, "policing_body"),
            "B\n",
            "policing_body:",
            "policing_body: |\n        B",
        ),
        (
            ("recommendations", "items", 0, "number"),
            "2",
            "- text:",
            "- number: '2'\n      text:",
        ),
        (("chief_officer", "name"), "No", "chief_officer:", "chief_officer:\n  name: 'No'"),
        (
            ("chief_officer", "date"),
            date(2024, 5, 6),
            "chief_officer:",
            "chief_officer:\n  date: 2024-05-06",
        ),
    ],
)
def test_the_value_is_set(loc: Loc, value: str | date, old: str, new: str) -> None:
    text = HEAD + TAIL
    assert _value(text, loc, value) == HEAD + TAIL.replace(old, new)
    windows = _value(text.replace("\n", "\r\n"), loc, value)
    assert windows == (HEAD + TAIL.replace(old, new)).replace("\n", "\r\n")


def test_missing_keys_are_added_where_the_model_has_them() -> None:
    text = _value(HEAD + TAIL, ("policing_body", "opening"), "Ours.\n")
    assert text.endswith("chief_officer:\n\npolicing_body:\n  opening: |\n    Ours.\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_comment_that_is_indented_stays_with_the_group_above(newline: str) -> None:
    """A new group comes after it, and before a comment that is not."""
    inside = "policing_body:\n  opening: Ours.\n  # To come: the end.\n    # And more.\n"
    text = f"{HEAD}{inside}# Then:\noffice_notes: x\n".replace("\n", newline)
    added = f"{HEAD}{inside}sign_off:\n  name: A\n# Then:\noffice_notes: x\n"
    assert _value(text, ("sign_off", "name"), "A") == added.replace("\n", newline)


def test_a_place_in_braces_stays_in_braces() -> None:
    text = HEAD + "chief_officer: {name: A}\n"
    assert _value(text, ("chief_officer", "name"), "B") == text.replace("A}", '"B"}')
    assert _value(text, ("chief_officer", "comments"), "B\nC\n").endswith(
        'chief_officer: {name: A, comments: "B\\nC\\n"}\n'
    )


@settings(max_examples=60)
@given(markdown())
def test_any_text_is_read_back_as_it_was_set(value: str) -> None:
    loc: Loc = ("recommendations", "items", 0, "chief_officer")
    text = _value(HEAD + TAIL, loc, value)
    draft, _ = load(text, "x")
    assert draft is not None
    assert draft.response.recommendations is not None
    assert draft.response.recommendations.items[0].chief_officer == value
    assert response_of(HEAD).inspection == draft.response.inspection


# --- lists ----------------------------------------------------------------------

ITEM = ("items", 0)
HISTORY = (*ITEM, "history")
STATUS = (*ITEM, "status")


class OneItem(BaseModel):
    """An item: its keys in their order."""

    number: str
    text: str
    owner: str
    target_date: str
    status: str
    history: tuple[dict[str, str], ...]
    policing_body: str


class SomeItems(BaseModel):
    """A text with items."""

    items: tuple[OneItem, ...]


def appended(text: str, note: str | None = None) -> str:
    """The text with an entry in the history of its first item."""
    entries: dict[str, str | date] = {"date": date(2026, 11, 20), "status": "in progress"}
    if note is not None:
        entries["note"] = note
    return YamlEdit(text, SomeItems).append(HISTORY, entries).text


ITEMS = "items:\n  - text: a\n"
LIST = "    history:\n      - date: 2026-11-20\n        status: in progress\n"
ENTRY = "      - date: 2026-11-20\n        status: in progress\n"
BRACES = '{date: 2026-11-20, status: "in progress"}'

APPENDED: list[tuple[str, str, str, str]] = [
    ("a new list at the end", ITEMS, LIST, ""),
    ("a new list before the next item", ITEMS, LIST, "\n  # next\n  - text: b\n"),
    ("in the usual order", f"{ITEMS}    status: complete # c\n", LIST, "    policing_body: x\n"),
    ("after a text of many lines", "items:\n  - text: |\n      a\n\n      b\n", LIST, "\nx: y\n"),
    ("after a key with nothing beside it", f"{ITEMS}    owner: # who?\n", LIST, "x: y\n"),
    ("below an empty key", f"{ITEMS}    history:\n", ENTRY, "    policing_body: x\n"),
    ("below an empty key with a comment", f"{ITEMS}    history: # none yet\n", ENTRY, "  # c\n"),
    ("after the last entry", ITEMS + LIST, ENTRY, "    policing_body: x\n"),
    ("after a comment beside it", f"{ITEMS}{LIST[:-1]} # c\n", ENTRY, "      # d\n\nx: y\n"),
    ("with dashes no deeper than the key", "items:\n- text: a\n  history:\n  - date: 1 # c\n",
     "  - date: 2026-11-20\n    status: in progress\n", "- text: b\n"),
    ("with dashes far from their keys", f"{ITEMS}    history:\n        -   date: 1\n",
     "        -   date: 2026-11-20\n            status: in progress\n", "x: y\n"),
    ("with keys below their dashes", f"{ITEMS}    history:\n      -\n           date: 1\n", ENTRY,
     "x: y\n"),
    ("after a note of many lines",
     f"{ITEMS}    history:\n      - date: 1\n        note: |\n          a\n\n          b\n", ENTRY,
     "\n\n# end\n"),
    ("after an entry in braces", f"{ITEMS}    history:\n      - {{date: 1}} # c\n",
     f"      - {BRACES}\n", "x: y\n"),
    ("in brackets", f"{ITEMS}    history: [{{date: 1}}", f", {BRACES}", "] # c\n"),
    ("in brackets over lines", f"{ITEMS}    history: [\n      {{date: 1}}", f", {BRACES}",
     ", # c\n    ]\n"),
    ("in empty brackets", f"{ITEMS}    history: [", BRACES, "] # c\n"),
    ("in an item in braces", "items: [{text: a", f", history: [{BRACES}]", "}]\n"),
    ("in braces over lines", "items:\n  - {text: a,\n     owner: 'b, c'", f", history: [{BRACES}]",
     " # c\n    }\n"),
    ("beside a key in braces without its colon", "items: [{text: a, history", f": [{BRACES}]",
     "}]\n"),
    ("after a key in braces with nothing beside its colon", "items: [{text: a, owner:",
     f" , history: [{BRACES}]", " }]\n"),
    ("after a key in braces without its colon", "items: [{text: a, owner", f", history: [{BRACES}]",
     "}]\n"),
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


def test_an_entry_after_a_last_line_without_its_end() -> None:
    """No line end is put where the writer left none."""
    assert appended(ITEMS[:-1]) == (ITEMS + LIST)[:-1]
    assert appended((ITEMS + LIST)[:-1]) == (ITEMS + LIST + ENTRY)[:-1]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{ITEMS}    history: soon\n", "it holds a text, and not a list"),
        (f"{ITEMS}    history:\n      date: 1\n", "it holds a group of keys, and not a list"),
        ("items:\n  - a\n", "'items[0]' holds a text, and no keys"),
        ("items: []\n", "the list has no entry 1"),
        ("items: [text: a]\n", "something else would change"),
        ("a: 1\na: 2\n", "'a' is given twice; the first is in line 1"),
    ],
)
def test_an_entry_that_has_no_safe_place_is_refused(text: str, message: str) -> None:
    """And not guessed at."""
    with pytest.raises(EditError) as caught:
        appended(text)
    assert caught.value.reason == message


SET: list[tuple[str, str, str]] = [
    ("a new key", ITEMS, f"{ITEMS}    status: in progress\n"),
    ("a new key before the history", ITEMS + LIST, f"{ITEMS}    status: in progress\n{LIST}"),
    ("another word", f"{ITEMS}    status: complete # c\n", f"{ITEMS}    status: in progress # c\n"),
    ("quoted words", f"{ITEMS}    status: 'complete'\n", f"{ITEMS}    status: in progress\n"),
    ("nothing yet", f"{ITEMS}    status: # c\n", f"{ITEMS}    status: in progress # c\n"),
    ("nothing, a colon far off", f"{ITEMS}    status :\n", f"{ITEMS}    status : in progress\n"),
    ("a text of lines", f"{ITEMS}    status: |-  # c\n      a\n",
     f"{ITEMS}    status: in progress  # c\n"),
    ("a word for nothing", f"{ITEMS}    status: ~\n", f"{ITEMS}    status: in progress\n"),
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
    found = YamlEdit(text, SomeItems).set(STATUS, "in progress").text
    assert found.replace("status:  ", "status: ").replace('" ,', '",') == expected


@pytest.mark.parametrize("value", ["[a]\n", "{a: b}\n", "\n      a: b\n"])
def test_a_word_takes_the_place_of_a_word_alone(value: str) -> None:
    """Not of a list or a group."""
    with pytest.raises(EditError):
        YamlEdit(f"{ITEMS}    status: {value}", SomeItems).set(STATUS, "complete")


WRITTEN_ENTRIES = st.sampled_from(
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
    st.tuples(
        st.lists(WRITTEN_ENTRIES, min_size=1, max_size=3).map("".join), st.integers(0, 4)
    ).map(lambda made: "\n" + "".join(" " * made[1] + line for line in made[0].splitlines(True))),
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
@example([], "", Shape(1, 1, False, False, True), "a no-break space ends it\u00a0")
def test_an_entry_is_added_and_nothing_else_changes(
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
    assert YamlEdit(edited, SomeItems).set(STATUS, "complete").text


# --- entries that are written already ---------------------------------------------

REPORT = """\
items:
  - number: 1
    text: a
  # from page 2 [0123456789 0123456789]
  - number: 2  # CONFIRM
    text: |
      b

      c
tail: x
"""


@pytest.mark.parametrize(
    ("text", "index", "expected"),
    [
        ("items: []  # none\nx: y\n", 0, "items:  # none\n{}x: y\n"),
        ("items:\nx: y\n", 0, "items:\n{}x: y\n"),
        ("items:\n  # a\n  - text: a\nx: y\n", 0, "items:\n{}  # a\n  - text: a\nx: y\n"),
        ("items:\n  - text: a\n\n  - text: b\n", 1, "items:\n  - text: a\n{}\n  - text: b\n"),
        (
            "items: [{text: a}]\n",
            1,
            'items: [{{text: a}}, {{number: "2", text: "b\\n\\nc\\n"}}]\n',
        ),
    ],
)
def test_an_entry_of_another_text_comes_with_its_comments(
    text: str, index: int, expected: str
) -> None:
    """In brackets without them."""
    root, _ = read_tree(REPORT)
    assert root is not None
    entry = entry_with_comments(REPORT, root, ("items", 1))
    expected = expected.format(REPORT[REPORT.index("  # from") : REPORT.index("tail")])
    assert YamlEdit(text).insert("items", index, entry).text == expected.replace(":  #", ": #")
    windows = YamlEdit(text.replace("\n", "\r\n")).insert("items", index, entry).text
    assert windows == expected.replace(":  #", ": #").replace("\n", "\r\n")


# --- removing ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a: 1 # c\n# d\nb: |\n  x\n\n# e\n", "b", "a: 1 # c\n# d\n\n# e\n"),
        ("a: 1 # c\nb: 2\n", "a", "b: 2\n"),
        ("a:\n  b: 1\nc: 2", "c", "a:\n  b: 1"),
        ("a:\n  b: 1\nc: 2\n", "a.b", "a:\nc: 2\n"),
        ("a:\n- b: 1\n  c: 2\n", "a[0].b", "a:\n- c: 2\n"),
        ("a:\n- b: 1\n  # d\n  c: 2\n", "a[0].b", "a:\n- \n  # d\n  c: 2\n"),
        ("a:\n- b\n# - d\n- c\n- e\n", "a[1]", "a:\n- b\n# - d\n- e\n"),
        ("a: {b: 1, c: 2, d: 3}\n", "a.b", "a: {c: 2, d: 3}\n"),
        ("a: {b: 1, c: 2, d: 3}\n", "a.c", "a: {b: 1, d: 3}\n"),
        ("a: {b: 1, # x\n c: 2}\n", "a.c", "a: {b: 1 # x\n }\n"),
        ("a: {b: 1, # x\n c: 2}\n", "a.b", "a: { # x\n c: 2}\n"),
        ("a: [b, c]\n", "a[1]", "a: [b]\n"),
        ("a: [b]\n", "a[0]", "a: []\n"),
    ],
)
def test_a_place_is_removed(text: str, path: str, expected: str) -> None:
    assert YamlEdit(text).remove(path).text == expected


@pytest.mark.parametrize("path", ["b", "a.b", "a[0]", "c.d"])
def test_what_is_not_there_cannot_be_removed(path: str) -> None:
    with pytest.raises(EditError):
        YamlEdit("a: 1\nc: {}\n").remove(path)


MOVED = [
    ("a:\n- b\n- c\n- d\n", "a[0]", 2, "a:\n- c\n- d\n- b\n"),
    ("a:\n- b\n- c\n- d", "a[2]", 0, "a:\n- d\n- b\n- c"),
    # Comments go with their entry, those of the list stay, and so do blank lines.
    (
        "a: # l\n  # b\n  - b: 1 # i\n    # in b\n\n  # c\n  - c: |\n      x\n\n      y\n# e\nz: 1",
        "a[1]",
        0,
        "a: # l\n  # c\n  - c: |\n      x\n\n      y\n\n  # b\n  - b: 1 # i\n    # in b\n# e\nz: 1",
    ),
    ("a:\r\n- b\r\n\r\n- c\r\nd: 1\r\n", "a[0]", 1, "a:\r\n- c\r\n\r\n- b\r\nd: 1\r\n"),
    ("a:\n  - - b\n    - c\n  - d\n", "a[1]", 0, "a:\n  - d\n  - - b\n    - c\n"),
    # A comment in an entry is its own, though that of the next one is right below it.
    (
        "a:\n  - b: 1\n    # in b\n  # c\n  - c: 2\n",
        "a[1]",
        0,
        "a:\n  # c\n  - c: 2\n  - b: 1\n    # in b\n",
    ),
    ("a:\n  -\n    b: 1\n  - c: 2\n", "a[0]", 1, "a:\n  - c: 2\n  -\n    b: 1\n"),
]


@pytest.mark.parametrize(("text", "path", "to", "expected"), MOVED)
def test_an_entry_is_moved_with_its_comments(text: str, path: str, to: int, expected: str) -> None:
    edit = YamlEdit(text).move(path, to)
    assert edit.text == expected
    assert edit.move(f"{path.partition('[')[0]}[{to}]", int(path[-2])).text == text


@pytest.mark.parametrize(
    ("text", "path", "to", "why"),
    [
        ("a: [b, c]\n", "a[0]", 1, "the list is in brackets"),
        ("a:\n- b\n- c\n", "a[0]", 2, "the list has no entry 3"),
        ("a:\n- b\n- c\n", "a[2]", 0, "nothing is there"),
        ("a: {b: 1}\n", "a.b", 0, "nothing is there"),
        ("a:\n  - - b\n    - c\n", "a[0][1]", 0, "the list begins beside a dash"),
        ("a:\n- |+\n  b\n\n- c\n", "a[0]", 1, "something else would change"),
    ],
)
def test_what_cannot_be_moved_safely_is_refused(text: str, path: str, to: int, why: str) -> None:
    edit = YamlEdit(text)
    with pytest.raises(EditError) as caught:
        edit.move(path, to)
    assert why in caught.value.problems[0].message
    assert edit.text == text


# --- several edits, and other texts -------------------------------------------------


def test_edits_follow_each_other_and_a_refused_one_leaves_the_text() -> None:
    """Each path speaks of the text as the edits before have left it."""
    edit = YamlEdit("\ufeffa: [x] # c\r\n")
    assert edit.append("a", "y").remove("a[0]").set("b", None).text == (
        "\ufeffa: [y] # c\r\n\r\nb:\r\n"
    )
    before = edit.text
    with pytest.raises(EditError):
        edit.set("a", "z")
    assert edit.text == before


def test_the_settings_of_a_new_workspace_can_be_filled_in() -> None:
    """Every name of the starter, its comments kept."""
    text = (STARTER / "settings.yaml").read_text(encoding="utf-8")
    edit = YamlEdit(text, Settings)
    edit.set("office.name", "Office: of the Commissioner").set("office.address.lines", ["1 Street"])
    edit.set("office.address.telephone", "01234 567890").set("policing_body[0].holder", "A Name")
    edit.append("chief_officer", {"title": "Chief Constable", "since": date(2026, 1, 2)})
    edit.remove("checklist.add")
    assert [line for line in text.split("\n") if line.lstrip().startswith("#")] == [
        line for line in edit.text.split("\n") if line.lstrip().startswith("#")
    ]
    data: Any = data_of(read_tree(edit.text)[0])  # type: ignore[arg-type]
    assert data["office"]["address"]["lines"] == ["1 Street"]
    assert data["chief_officer"][1]["since"] == "2026-01-02"
    assert "  name: 'Office: of the Commissioner'\n" in edit.text
