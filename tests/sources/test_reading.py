"""Text to a tree: what is refused, with which words, and where."""

from __future__ import annotations

import string

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from s55.problems import Problem, Severity
from s55.richtext.characters import is_forbidden
from s55.sources.reading import MAX_DEPTH, read_tree
from s55.sources.tree import Scalar, data_of, value_at
from tests.drafts_for_tests import HEAD

START = "Delete it and start again, or put its contents back."
QUOTES = "in quotes, or below a '|'."
COLON = (
    "Check the indentation of this line and the one before; "
    "put text that holds ': ' in quotes or below a '|'."
)
TAB = (
    "the line is indented with a Tab",
    "Use spaces instead; most editors can insert spaces for the Tab key.",
)
NO_ALIAS = (
    "anchors (&) and aliases (*) are not allowed",
    "Write the text out; put text that begins with & or * in quotes.",
)
NO_BREAK = (
    "there is a special space (U+00A0) before a key or after its colon",
    "Delete it and press the space bar; it often comes with text copied from a web page.",
)
DEEP = (
    "lists and keys are nested more than 40 deep",
    "Check the indentation; put text that begins with [ or { in quotes.",
)
RETYPE = (
    "Delete it and type the text again; such characters often come with text copied from a PDF."
)


def _refused(text: str) -> Problem:
    """The one problem of a text that holds no tree."""
    root, problems = read_tree(text)
    assert root is None
    (problem,) = problems
    assert problem.severity is Severity.ERROR
    return problem


CASES: list[tuple[str, str, str, int, int | None, str, str]] = [
    ("empty", "", "D004", 1, None, "the file is empty", START),
    ("blank", " \n\n", "D004", 1, None, "the file is empty", START),
    ("comments", "# one\n# two\n", "D004", 1, None, "the file has only comments", START),
    ("a tab indents", "a:\n\tb: c\n", "D006", 2, 1, *TAB),
    ("a tab indents a second key", "a:\n  b: c\n\td: e\n", "D006", 3, 1, *TAB),
    ("a tab indents a block text", "a: |\n\ttext\n", "D006", 2, 1, *TAB),
    ("a tab after spaces", "a:\n  \tb: c\n", "D006", 2, 3, *TAB),
    ("an anchor", "a: &x [1, 2]\nb: *x\n", "D008", 1, 4, *NO_ALIAS),
    ("an alias", "a: *x\n", "D008", 1, 4, *NO_ALIAS),
    ("an anchored key", "&x a: b\n", "D008", 1, 1, *NO_ALIAS),
    ("too deep in brackets", "a: " + "[" * 50 + "]" * 50, "D009", 1, 44, *DEEP),
    ("too deep in lines", "".join(" " * n + "k:\n" for n in range(50)), "D009", 41, 41, *DEEP),
    (
        "a second document",
        "a: b\n---\nc: d\n",
        "D011",
        2,
        1,
        "a second document begins here",
        "Keep one response in one file; delete the line '---'.",
    ),
    (
        "a tag that would run a program",
        "a: !!python/object/apply:os.system [ls]\n",
        "D012",
        1,
        4,
        "the tag 'tag:yaml.org,2002:python/object/apply:os.system' is not allowed",
        "Delete it; put text that begins with ! in quotes.",
    ),
    (
        "text that begins with an exclamation mark",
        "a: !important words\n",
        "D012",
        1,
        4,
        "the tag '!important' is not allowed",
        "Delete it; put text that begins with ! in quotes.",
    ),
    (
        "a list for a key",
        "? [a, b]\n: c\n",
        "D013",
        1,
        3,
        "a list or a group of keys is used as a key",
        "Write a name, a colon and a value; put text that begins with [ or { in quotes.",
    ),
    (
        "prose with colons",
        "Dear all: this: is\n",
        "D005",
        1,
        15,
        "this is not YAML: mapping values are not allowed in this context",
        COLON,
    ),
    (
        "a colon in a title",
        "a: b\ntitle: Harbours: a report\n",
        "D005",
        2,
        16,
        "this is not YAML: mapping values are not allowed in this context",
        COLON,
    ),
    (
        "a tab in the text is not the fault",
        "title: a\tb: c\n",
        "D005",
        1,
        11,
        "this is not YAML: mapping values are not allowed in this context",
        COLON,
    ),
    (
        "text that begins with a star",
        "a: **bold** words\n",
        "D005",
        1,
        5,
        "this is not YAML: did not find expected alphabetic or numeric character",
        f"Put text that begins with * or & {QUOTES}",
    ),
    (
        "text that begins with an at sign",
        "a: @home\n",
        "D005",
        1,
        4,
        "this is not YAML: found character that cannot start any token",
        f"Put text that begins with @ {QUOTES}",
    ),
    (
        "text that begins with a per cent sign",
        "a: %50\n",
        "D005",
        1,
        4,
        "this is not YAML: found character that cannot start any token",
        f"Put text that begins with % {QUOTES}",
    ),
    (
        "text that begins with a link",
        "a: [words](https://example.org)\n",
        "D005",
        1,
        11,
        "this is not YAML: did not find expected key",
        f"Put text that begins with [ or {{ {QUOTES}",
    ),
    (
        "an apostrophe between single quotes",
        "a: 'the officer's view'\n",
        "D005",
        1,
        17,
        "this is not YAML: did not find expected key",
        f"The text ends at the second ': put the whole of it {QUOTES} "
        "Inside '...', write an apostrophe twice.",
    ),
    (
        "words after the closing quote",
        'a: "PEEL" 2024\n',
        "D005",
        1,
        11,
        "this is not YAML: did not find expected key",
        f'The text ends at the second ": put the whole of it {QUOTES} '
        "Inside '...', write an apostrophe twice.",
    ),
    (
        "a quote that is not closed",
        'a: b\nc: "words\nd: e\n',
        "D005",
        2,
        4,
        "a quotation mark opens here and is not closed",
        "Close it on the last line of the text, or write the text below a '|'.",
    ),
    (
        "a line that has lost its indentation",
        "a: |\n  one\ntwo words\nb: c\n",
        "D005",
        3,
        1,
        "this line has no key with a colon",
        "Write 'key: value'; a line that goes on with the text above is indented below it.",
    ),
    (
        "a key without a space after its colon",
        "a:\n  title:Harbours\n  b: c\n",
        "D005",
        2,
        9,
        "there is no space after the colon of 'title:'",
        "Put a space between 'title:' and what it says.",
    ),
    (
        "a first key without a space after its colon",
        "title:Harbours\nb: c\n",
        "D005",
        1,
        7,
        "there is no space after the colon of 'title:'",
        "Put a space between 'title:' and what it says.",
    ),
    (
        "an address is no key without a space",
        "a: b\nhttps://example.org: c: d\n",
        "D005",
        2,
        23,
        "this is not YAML: mapping values are not allowed in this context",
        COLON,
    ),
    (
        "a path of Windows is no key without a space",
        "a: b\nC:\\papers: c: d\n",
        "D005",
        2,
        13,
        "this is not YAML: mapping values are not allowed in this context",
        COLON,
    ),
    (
        "a key without its colon before a long text",
        "a: b\nkey_findings |\n  words\nc: d\n",
        "D005",
        2,
        1,
        "this line has no key with a colon",
        "Write 'key_findings: |', with a colon after the key.",
    ),
    (
        "a long text without its '|'",
        "key_findings:\n  They found two: a and b.\n  Then they left.\nc: d\n",
        "D005",
        3,
        3,
        "this line has no key with a colon",
        "If it is the text of 'key_findings', write 'key_findings: |': long text needs the '|'.",
    ),
    (
        "a text that begins beside its '|'",
        "key_findings: | They found\n  two.\n",
        "D005",
        1,
        17,
        "this is not YAML: did not find expected comment or line break",
        "Begin the text on the line below the '|', indented.",
    ),
    (
        "a bracket that is not closed",
        "a: [b, c\nd: e\n",
        "D005",
        2,
        2,
        "this is not YAML: did not find expected ',' or ']'",
        "Check the indentation, the quotes and the colons of this line "
        "(while parsing a flow sequence that begins in line 1).",
    ),
    (
        "nothing after an opening brace",
        "{",
        "D005",
        1,
        2,
        "this is not YAML: did not find expected node content",
        "Check the indentation, the quotes and the colons of this line.",
    ),
    ("no-break spaces indent", "a:\n\u00a0\u00a0b: c\n", "D006", 2, 1, *NO_BREAK),
    ("a no-break space after a dash", "a:\n - \u00a0b: c\n", "D006", 2, 4, *NO_BREAK),
    ("a no-break space after the colon", "a:\u00a0b\nc: d\n", "D006", 1, 3, *NO_BREAK),
    (
        "a control character",
        "a: b\x07c\n",
        "T203",
        1,
        5,
        "the text holds a character that cannot be printed (U+0007)",
        RETYPE,
    ),
    (
        "a bullet of a PDF's own font",
        "a: |\n  x\n  \uf0b7 y\n",
        "T203",
        3,
        3,
        "the text holds a character that cannot be printed (U+F0B7)",
        RETYPE,
    ),
    (
        "a line separator, which YAML takes for the end of a line",
        "a: |\n  b\u2028c\n",
        "T203",
        2,
        4,
        "the text holds a character that cannot be printed (U+2028)",
        RETYPE,
    ),
    (
        "an escape for a control character",
        'x: 1\na: "b\\u0007c"\n',
        "T203",
        2,
        4,
        "the text holds a character that cannot be printed (U+0007)",
        RETYPE,
    ),
]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message", "hint"),
    [case[1:] for case in CASES],
    ids=[case[0] for case in CASES],
)
def test_what_cannot_be_read_says_why_where_and_what_to_do(
    text: str, code: str, line: int, column: int | None, message: str, hint: str
) -> None:
    """Every part of the message, exactly."""
    problem = _refused(text)
    assert (problem.code, problem.line, problem.column, problem.message, problem.hint) == (
        code,
        line,
        column,
        message,
        hint,
    )


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "message", "hint"),
    [case[1:] for case in CASES if "\n" in case[1] and case[2] != "T203"],
    ids=[case[0] for case in CASES if "\n" in case[1] and case[2] != "T203"],
)
def test_places_are_the_same_with_the_line_ends_of_windows(
    text: str, code: str, line: int, column: int | None, message: str, hint: str
) -> None:
    """CR LF counts as one line end and hides nothing."""
    problem = _refused(text.replace("\n", "\r\n"))
    assert (problem.code, problem.line, problem.column, problem.message, problem.hint) == (
        code,
        line,
        column,
        message,
        hint,
    )


def test_a_key_given_twice_is_told_and_the_first_counts() -> None:
    """The tree comes along, so that the rest is checked too; quotes make no difference."""
    root, problems = read_tree("a: 1\nb: 2\n'a': 3\nb: 4\nb: 5\n")
    assert root is not None
    assert data_of(root) == {"a": "1", "b": "2"}
    assert [(p.code, p.line, p.column, p.message, p.hint) for p in problems] == [
        ("D007", 3, 1, "'a' is given twice; the first is in line 1", "Keep one of the two."),
        ("D007", 4, 1, "'b' is given twice; the first is in line 2", "Keep one of the two."),
        ("D007", 5, 1, "'b' is given twice; the first is in line 2", "Keep one of the two."),
    ]


def test_every_unprintable_character_is_told_at_once() -> None:
    """Not one for each run."""
    root, problems = read_tree("a: \x00b\x1b\n\n  \x7f\ufeff\n")
    assert root is None
    assert [(p.line, p.column, p.message[-8:]) for p in problems] == [
        (1, 4, "(U+0000)"),
        (1, 6, "(U+001B)"),
        (3, 3, "(U+007F)"),
        (3, 4, "(U+FEFF)"),
    ]


def test_a_carriage_return_alone_is_no_line_end() -> None:
    """Only before a line feed is it one."""
    assert _refused("a: b\rc: d\n").code == "T203"


def test_an_alias_bomb_ends_at_its_first_anchor() -> None:
    """Nothing is expanded: nine lines would else be a thousand million words."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 10) + "]" for n in range(1, 10)]
    problem = _refused("\n".join(lines))
    assert (problem.code, problem.line, problem.column) == ("D008", 1, 5)


def test_brackets_without_end_are_refused_without_being_built() -> None:
    """A million of them neither exhaust the stack nor the memory."""
    assert _refused("a: " + "[" * 1_000_000).code == "D009"


def test_nesting_up_to_the_limit_is_read() -> None:
    """The limit itself is allowed."""
    root, problems = read_tree("a: " + "[" * (MAX_DEPTH - 1) + "x" + "]" * (MAX_DEPTH - 1))
    assert problems == []
    assert root is not None


def test_a_document_may_begin_with_its_mark_and_end_with_it() -> None:
    """'---' before, '...' after, a directive, comments."""
    for text in ("---\na: b\n", "%YAML 1.2\n---\na: b\n...\n", "# c\n---\na: b # d\n"):
        root, problems = read_tree(text)
        assert problems == []
        assert root is not None
        assert data_of(root) == {"a": "b"}


def test_a_text_keeps_its_style() -> None:
    """Plain, quoted, and below a mark."""
    root, _ = read_tree("a: p\nb: 's'\nc: \"d\"\nd: |\n  l\ne: >-\n  f\n")
    assert root is not None
    styles = [value_at(root, (key,)) for key in "abcde"]
    assert [node.style for node in styles if isinstance(node, Scalar)] == ["", "'", '"', "|", ">"]


# --- properties --------------------------------------------------------------

PRINTABLE = st.characters(exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp")).filter(
    lambda character: not is_forbidden(character)
)
TEXTS = st.text(st.one_of(PRINTABLE, st.sampled_from("\n #:-'\"[]{}&*!|>%@`,?\\~.0")), max_size=30)
DATA = st.recursive(
    TEXTS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.text(string.ascii_letters + "_ :#-", min_size=1), inner, max_size=4),
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.text(string.ascii_lowercase, min_size=1), DATA, max_size=5), st.booleans()
)
def test_what_another_program_writes_is_read_as_it_was(data: dict[str, object], flow: bool) -> None:
    """Any text, in any style that PyYAML chooses, wide or narrow."""
    dumped = yaml.safe_dump(data, allow_unicode=True, width=20, default_flow_style=flow)
    root, problems = read_tree(dumped)
    assert problems == []
    assert root is not None
    assert data_of(root) == data


def _inside(problems: list[Problem], text: str) -> bool:
    lines = text.split("\n")
    return all(
        problem.line is not None
        and 1 <= problem.line <= len(lines)
        and (problem.column is None or 1 <= problem.column <= len(lines[problem.line - 1]) + 1)
        for problem in problems
    )


@given(st.text(st.sampled_from(string.printable + "\u00a0é\u2028"), max_size=60))
def test_any_text_is_read_or_refused_at_a_place_inside_it(text: str) -> None:
    """Never an exception, never silence, never a place outside the file."""
    root, problems = read_tree(text)
    assert root is not None or problems
    assert _inside(problems, text)


@given(
    st.integers(0, len(HEAD)),
    st.integers(0, 12),
    st.text(st.sampled_from("\t \n:-[]{}'\"&*!|>#,x"), max_size=4),
)
def test_a_damaged_draft_is_read_or_refused_at_a_place_inside_it(
    at: int, cut: int, put: str
) -> None:
    """A few characters deleted, a few put in."""
    text = HEAD[:at] + put + HEAD[at + cut :]
    root, problems = read_tree(text)
    assert root is not None or problems
    assert _inside(problems, text)
