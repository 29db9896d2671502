"""What may not stand in a text, and what Markdown would leave out of it."""

from __future__ import annotations

import pytest

from s55.problems import Severity
from s55.richtext import checks
from s55.richtext.checks import problems_of
from s55.richtext.markdown import Parsed, parsed

HTML = "Write it in Markdown (docs/text.md); for a plain < write \\<."
IMAGE = (
    "the text has a picture, which a response cannot hold",
    "Take it out, or describe it in words and link to it: [words](https://...).",
)
ADDRESS = "Give the full address, beginning with https://, mailto: or tel:."
WORDS = "Write [words that say where it leads](address)."
RETYPE = (
    "Delete it and type the text again; such characters often come with text copied from a PDF."
)
DEEP = (
    "lists, quotes or emphasis are nested more than 40 deep",
    "Use fewer levels; write \\* or \\> where a plain * or > is meant.",
)
LISTS = (
    "lists are nested more than 9 deep, and Word has no more levels",
    "Use fewer levels, or write the innermost items as paragraphs.",
)
LEFT_OUT = (
    "this line would be left out: Markdown takes it for the address of a link, and no link uses it",
    "Write \\[ for a plain [ at its beginning, or delete the line.",
)

CASES: dict[str, tuple[str, str, int, str, str]] = {
    "an HTML block": (
        "a\n\n<div>\nb\n</div>\n",
        "T201",
        3,
        "the text has HTML (<div> b </div>), which a response cannot hold",
        HTML,
    ),
    "an HTML tag in a line": (
        "a\nb <br> c\n",
        "T201",
        2,
        "the text has HTML (<br>), which a response cannot hold",
        HTML,
    ),
    "a long HTML comment": (
        "a\n\n> <!-- words that nobody is to see in the end -->\n",
        "T201",
        3,
        "the text has HTML (<!-- words that nobody is to …), which a response cannot hold",
        HTML,
    ),
    "HTML in a cell": (
        "| a |\n|---|\n| b |\n| <b> |\n",
        "T201",
        4,
        "the text has HTML (<b>), which a response cannot hold",
        HTML,
    ),
    "an image": ("a\n\n- ![b](https://c.org/d.png)\n", "T202", 3, *IMAGE),
    "an image by reference": ("![b][c]\n\n[c]: https://c.org/d.png\n", "T202", 1, *IMAGE),
    "a form feed as an entity": (
        "a\n\nb &#12;\n",
        "T203",
        3,
        "the text holds a character that cannot be printed (U+000C)",
        RETYPE,
    ),
    "a line feed as an entity": (
        "a &#10; b\n",
        "T203",
        1,
        "the text holds a character that cannot be printed (U+000A)",
        RETYPE,
    ),
    "a private-use character as an entity in a title": (
        '[a](https://b.org "&#xF0B7;")\n',
        "T203",
        1,
        "the text holds a character that cannot be printed (U+F0B7)",
        RETYPE,
    ),
    "a link to a program": (
        "[a](javascript:alert(1))\n",
        "T204",
        1,
        "a link goes to 'javascript:alert(1)', which is not a full web address",
        ADDRESS,
    ),
    "a link to a file": (
        "a\n[b](../c.pdf)\n",
        "T204",
        2,
        "a link goes to '../c.pdf', which is not a full web address",
        ADDRESS,
    ),
    "a link without its beginning": (
        "[a](www.b.org)\n",
        "T204",
        1,
        "a link goes to 'www.b.org', which is not a full web address",
        ADDRESS,
    ),
    "an address in brackets that is none": (
        "<ftp://a.org>\n",
        "T204",
        1,
        "a link goes to 'ftp://a.org', which is not a full web address",
        ADDRESS,
    ),
    "a link without words": (
        "[](https://a.org)\n",
        "T205",
        1,
        "the link to 'https://a.org' has no words to click on",
        WORDS,
    ),
    "a link with a no-break space for words": (
        "[&nbsp;](https://a.org)\n",
        "T205",
        1,
        "the link to 'https://a.org' has no words to click on",
        WORDS,
    ),
    "a link with a character without a shape for words": (
        "[&#8203;](https://a.org)\n",
        "T205",
        1,
        "the link to 'https://a.org' has no words to click on",
        WORDS,
    ),
    "quotations without end": (">" * 41 + "a\n", "T206", 1, *DEEP),
    "lists without end": ("a\n\n" + "- " * 41 + "b\n", "T212", 3, *LISTS),
    "ten lists": ("- " * 10 + "b\n", "T212", 1, *LISTS),
    "ten lists and a quotation": ("- 1. " * 4 + "> " + "- " * 2 + "b\n", "T212", 1, *LISTS),
    "bold without end": ("**" * 3000 + "a" + "**" * 3000, "T206", 1, *DEEP),
    "italic without end": ("*a " * 3000 + "a*" * 3000, "T206", 1, *DEEP),
    "an address that nothing uses": ("a\n\n[Note]: confidential\n", "T207", 3, *LEFT_OUT),
    "an address given twice": (
        "[a][b]\n\n[b]: https://c.org\n[b]: https://d.org\n",
        "T207",
        4,
        *LEFT_OUT,
    ),
    "words after a fence": (
        "a\n\n``` some words\nb\n```\n",
        "T207",
        3,
        "the words after ``` or ~~~ would be left out: 'some words'",
        "Put them on a line of their own; for a plain ` or ~ write \\` or \\~.",
    ),
    "a row with too many cells": (
        "> | a | b |\n> |---|---|\n> | c | d |\n> | e | f | g | h |\n",
        "T207",
        4,
        "the row has more cells than the table has columns (2), and 'g h' would be left out",
        "Add a column to the table's first two lines; for a plain | write \\|.",
    ),
}


@pytest.mark.parametrize(
    ("text", "code", "line", "message", "hint"), CASES.values(), ids=CASES.keys()
)
def test_what_may_not_stand_in_a_text_is_told_with_its_line(
    text: str, code: str, line: int, message: str, hint: str
) -> None:
    """One problem, in these words."""
    (problem,) = problems_of(text)
    assert problem.severity is Severity.ERROR
    assert (problem.code, problem.line, problem.message, problem.hint) == (
        code,
        line,
        message,
        hint,
    )


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "5 * 3 * 2",
        "R&D & more",
        "[a]",
        "[a] [b](https://c.org)",
        "[a][B]\n\n[b]: https://c.org 'd'\n",
        "[a](mailto:b@c.org?subject=d)",
        "[a](tel:+441603000000)",
        "[a](HTTPS://B.ORG)",
        "[*a* `b`](https://c.org)",
        "| a | b |\n|---|---|\n| c \\| d | e | |\n",
        "a | b\n--|--\nc | d |\n",
        "```\na\n```",
        "\\<b>",
        "`<b>`",
        ">" * 40 + "a",
        "a\u00a0b \u2011 &nbsp; &shy;",
    ],
)
def test_what_may_stand_in_a_text(text: str) -> None:
    """Signs that only look dangerous."""
    assert problems_of(text) == []


def test_many_stars_are_not_too_deep() -> None:
    """They are doubted once for a paragraph."""
    (found,) = problems_of("*a **b " * 8 + "** *" * 8)
    assert (found.code, found.severity) == ("T222", Severity.WARNING)


def test_every_problem_is_told_in_the_order_of_the_text() -> None:
    """Both tags, the image, the link; the lines of a paragraph are counted on."""
    text = "a <b\nc='d'> e\n![f](g)\n[h](i)\n</b>\n"
    assert [(problem.code, problem.line) for problem in problems_of(text)] == [
        ("T201", 1),
        ("T202", 3),
        ("T204", 4),
        ("T201", 5),
    ]


def test_a_character_of_the_text_itself_is_told_once_and_with_its_column() -> None:
    """Though the parser meets it again."""
    (problem,) = problems_of("a\n**b\x07**\n")
    assert (problem.code, problem.line, problem.column) == ("T203", 2, 4)


def test_a_typed_bullet_is_a_warning_at_its_line() -> None:
    """T211: a bullet pasted from Word makes no list."""
    (found,) = problems_of("First:\n• one, and a • in it\n")
    assert (found.code, found.severity, found.line) == ("T211", Severity.WARNING, 2)
    (second,) = problems_of("First:\n  o\tone that Word had on its second level\n")
    assert (second.code, second.line) == ("T211", 2)
    assert "(o)" in second.message
    assert problems_of("- one\n- two • three\n\no tempora\n") == []


def test_thousands_of_brackets_are_refused_unread() -> None:
    """T208: what would take the parser minutes is no text."""
    (found,) = problems_of("![[" * 20_000)
    assert (found.code, found.line) == ("T208", 1)
    assert problems_of("a [b] c " * 1_000) == []


def test_nine_lists_and_lists_side_by_side_are_taken() -> None:
    """What counts is how deep they stand in each other, with quotations among them."""
    assert problems_of("- " * 9 + "b\n") == []
    assert problems_of("> " * 12 + "- " * 9 + "b\n") == []
    assert problems_of("\n".join(f"{number}. a\n   - b\n" for number in range(1, 20))) == []


def test_a_text_is_checked_once_however_often_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And who changes the list of its problems changes nobody else's."""
    read: list[str] = []

    def counted(text: str) -> Parsed:
        read.append(text)
        return parsed(text)

    monkeypatch.setattr(checks, "parsed", counted)
    text = "A text that no other test checks, with a <b>tag</b>.\n"
    found = problems_of(text)
    assert [one.code for one in found] == ["T201", "T201"]
    found.clear()
    assert [one.code for one in problems_of(text)] == ["T201", "T201"]
    assert read == [text]


def test_a_dash_behind_other_words_of_a_line_begins_no_list() -> None:
    """Nor does a number there; at the beginning of lines they do."""
    assert problems_of("Mind **this** - one\nand **that** - two\n") == []
    assert problems_of("See `R1` 1. one\nand `R2` 2. two\n") == []
    (problem,) = problems_of("**Mind:**\n12. one\n13. two\n")
    assert (problem.code, problem.line) == ("T213", 2)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("2. two\n4. four\n5. five", 2, "'4.' would be printed as '3.'"),
        ("1) one\n2) two\n2) two again", 3, "'2)' would be printed as '3)'"),
        ("- bullet\n\n  3. three\n  1. one\n\n1. one", 4, "'1.' would be printed as '4.'"),
        ("01. one\n02. two", 1, "'01.' would be printed as '1.'"),
    ],
)
def test_a_number_that_markdown_would_change_is_an_error(text: str, line: int, said: str) -> None:
    """Once for each list, at the first entry that is counted otherwise than it was typed."""
    (found,) = problems_of(text)
    assert (found.code, found.severity, found.line) == ("T223", Severity.ERROR, line)
    assert said in found.message


@pytest.mark.parametrize(
    "text",
    [
        "1. one\n1. two\n1. three",
        "4. four\n5. five\n\n   1. one\n   2. two\n6. six",
    ],
)
def test_numbers_that_follow_or_are_all_the_same_are_no_error(text: str) -> None:
    """Lists that are numbered 1. 1. 1., as many people write them, are counted."""
    assert problems_of(text) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("A first line\nand a sentence.\n---\nMore.", [1]),
        ("Before.\n\nA sentence:\n===", [3]),
        ("A heading\n---\n\nA sentence.\n\n---\n\n## A heading.", []),
    ],
)
def test_a_sentence_that_a_line_makes_a_heading_is_a_warning(text: str, lines: list[int]) -> None:
    """As where somebody divides two parts and leaves out the empty line before ---."""
    found = problems_of(text)
    assert [(one.code, one.severity, one.line) for one in found] == [
        ("T224", Severity.WARNING, line) for line in lines
    ]


@pytest.mark.parametrize(
    ("text", "code", "line", "said"),
    [
        ("Answered:\n>90% in time", "T225", 2, "the > before a figure begins a quotation"),
        ("a\n\n- > £5 more", "T225", 3, "the > before a figure begins a quotation"),
        ("a\n\n+ 5% more\n+ some", "T225", 3, "the + before a figure begins a bullet"),
        ("Said\n“f***ing b***h”.", "T225", 2, "the * before 'ing b' is within a word"),
        ("Of 2*3*4.", "T225", 1, "the * before '3' is within a word"),
        ("The force`s and the body`s.", "T225", 1, "the ` before 's and the body' is within"),
        ("See\n\\\\server\\folder.", "T225", 2, "one of the two backslashes"),
        ("|a|b|\n|-|-|\n|c|d|\nSource: e.", "T226", 4, "'Source: e.' becomes a row of the table"),
        ("a\n|b|c|\n|-|\n|d|e|", "T226", 2, "look like a table run together"),
        ("Area\tGrade\nCrime\tGood", "T226", 1, "look like a table run together"),
        ("a\n1.9 one\n1.10 two", "T213", 2, "with the numbers 1.9 and 1.10 run together"),
    ],
)
def test_what_markdown_would_not_print_as_typed_is_a_warning(
    text: str, code: str, line: int, said: str
) -> None:
    """Valid Markdown, and hardly meant: it names what would be lost, at its line."""
    (found,) = problems_of(text)
    assert (found.code, found.severity, found.line) == (code, Severity.WARNING, line)
    assert said in found.message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("> £5 more", "To print it, write \\>."),
        ("Of 2*3*4.", "To print it, write \\*."),
        ("The force`s and the body`s.", "To print it, write \\`, or ’ for an apostrophe."),
        ("See \\\\server\\folder.", "To print it, write four: \\\\\\\\."),
    ],
)
def test_what_to_write_for_a_sign_is_said(text: str, hint: str) -> None:
    """So that it is printed; a backtick within words was mostly to be an apostrophe."""
    assert [one.hint for one in problems_of(text)] == [hint]


def test_numbers_that_run_together_hide_no_folder_on_a_server() -> None:
    """Both are told, each at its line."""
    found = problems_of("1.1 one\n1.2 two\nSee \\\\server\\folder.")
    assert [(one.code, one.line) for one in found] == [("T213", 1), ("T225", 3)]


def test_numbers_that_do_not_follow_each_other_may_begin_lines() -> None:
    """Such as amounts."""
    assert problems_of("It rose to\n1.2 million and then to\n1.7 million.") == []


@pytest.mark.parametrize(
    "text",
    [
        "> 45 officers said so.\n\n> 2026 was dry.\n\n+ one\n+ two",
        "a\\>90% \\+ 5% 2\\*3\\*4 f\\*\\*\\*ing b\\*\\*\\*h",
        "**re**open, un**do**, *it*’s, `code`-like, snake_case_name, 5 * 3 * 2",
        "a\\b, \\_, \\\\\\\\server\\folder",
        "|a|\n|-|\n|b|\n\nSource: c.",
        "One\ttab\nin one line, and\nanother\tone.",
        "1.5 million\nand\n2.6 million or\n3.1 of them",
    ],
)
def test_what_is_printed_as_typed_or_plainly_meant_is_none(text: str) -> None:
    """Signs with a backslash, quotations of figures, bold parts of words."""
    assert problems_of(text) == []
