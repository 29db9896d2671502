"""Find what is Markdown elsewhere and not here: struck text, boxes to tick, addresses as said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from markdown_it.token import Token

from s55.problems import Problem, error, warning

_TASK_BOX = re.compile(r"\[[ xX]\]\s")
_BARE_ADDRESS = re.compile(
    r"(?<![\w.@/-])www\.[\w-]+(?:\.[\w-]+)+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",
    re.IGNORECASE,
)
_STARS = re.compile(r"(?<!\\)\*\*")
"""Stars for bold; a plain one has a backslash before it."""
_UNDERLINES = ("-", "=")
_ENDS_OF_SENTENCES = (".", ";", ":", ",")


def unsupported(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Report what would be printed as typed, or as it was not meant.

    Yields:
        T218 struck text, T223 an entry of a numbered list that would get another number; and as
        warnings T219 a box to tick, T220 an address that is no link, T221 an entry of a list with
        letters that does not follow the one before it, T222 stars that make nothing bold, T224 a
        sentence that a line below it makes a heading.
    """
    yield from _counted_otherwise(tokens)
    for index, token in enumerate(tokens):
        line = token.map[0] + 1 if token.map else 1
        if token.type == "list_item_open":
            yield from _item(token, tokens[index + 1 : index + 3], line)
        elif token.type == "heading_open":
            yield from _underlined_sentence(token, tokens[index + 1].content, line)
        yield from _stray_stars(token, line)
        for child, number in _with_lines(token, line):
            if child.type == "s_open":
                yield error(
                    "T218",
                    "the text has words struck out (~~), which a response cannot hold",
                    "Delete them, or say in words what no longer applies; for a plain ~ write \\~.",
                    line=number,
                )
            elif child.type == "text":
                yield from _bare_addresses(child.content, number)


def _counted_otherwise(tokens: Sequence[Token]) -> Iterator[Problem]:
    """Find numbers that Markdown does not print as typed: it counts on from the first of a list.

    A list whose entries all have the same number, as many people write, is meant to be counted.
    """
    around: list[tuple[Token, list[Token]]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open"):
            around.append((token, []))
        elif token.type == "list_item_open":
            around[-1][1].append(token)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            opened, items = around.pop()
            if token.type == "ordered_list_close" and "style" not in opened.meta:
                yield from _first_miscounted(items)


def _first_miscounted(items: Sequence[Token]) -> Iterator[Problem]:
    typed = [int(item.info) for item in items]
    for item, number, counted in zip(items, typed, count(typed[0]), strict=False):
        if (number != counted and len(set(typed)) > 1) or item.info != str(number):
            end = item.markup
            yield error(
                "T223",
                f"the entry '{item.info}{end}' would be printed as '{counted}{end}', since a list "
                "counts on from its first number",
                f"Write {counted}{end}; to keep the {item.info}, write {item.info}\\{end} after an "
                "empty line, which makes a paragraph of it.",
                line=item.map[0] + 1 if item.map else 1,
            )
            return


def _underlined_sentence(heading: Token, words: str, line: int) -> Iterator[Problem]:
    """Find a sentence above a line that was meant to divide, and makes a heading of it."""
    if heading.markup in _UNDERLINES and words.endswith(_ENDS_OF_SENTENCES):
        yield warning(
            "T224",
            f"the line of {heading.markup} below makes a heading of this sentence",
            "Leave an empty line above it; for a heading, write ## before the words.",
            line=line,
        )


def _stray_stars(token: Token, line: int) -> Iterator[Problem]:
    """Find '**' that is printed: bold that does not end, or has a space within its stars."""
    children = token.children or ()
    in_code = sum(child.content.count("**") for child in children if child.type == "code_inline")
    used = in_code + 2 * sum(child.type == "strong_open" for child in children)
    if len(_STARS.findall(token.content)) <= used:
        return
    for child, number in _with_lines(token, line):
        if child.type == "text" and "**" in child.content:
            yield warning(
                "T222",
                "the stars ** make nothing bold here, and are printed",
                "Write them before and behind the words, without a space within: **words**; for "
                "plain stars write \\*\\*.",
                line=number,
            )
            return


def _with_lines(token: Token, line: int) -> Iterator[tuple[Token, int]]:
    """Yield the pieces of a paragraph that are in no link, with their lines."""
    links = 0
    for child in token.children or ():
        line += child.type in ("softbreak", "hardbreak")
        links += child.nesting if child.type in ("link_open", "link_close") else 0
        if not links:
            yield child, line


def _item(item: Token, following: Sequence[Token], line: int) -> Iterator[Problem]:
    if item.meta.get("value") is not None:
        yield warning(
            "T221",
            f"the list goes on with '{item.info}', which does not follow the entry before it",
            "Check the letters, which are printed as typed. An inner list is indented by two "
            "spaces or more.",
            line=line,
        )
    match following:
        case [paragraph, words] if paragraph.type == "paragraph_open":
            if _TASK_BOX.match(words.content):
                yield warning(
                    "T219",
                    f"a box to tick ({words.content[:3]}) is printed as typed",
                    "Say it in words (Done, Not yet); for a plain [ write \\[.",
                    line=line,
                )


def _bare_addresses(words: str, line: int) -> Iterator[Problem]:
    for found in _BARE_ADDRESS.finditer(words):
        beginning = "mailto:" if "@" in found[0] else "https://"
        address = f"{beginning}{found[0]}"
        yield warning(
            "T220",
            f"'{found[0]}' is printed as text, not as a link",
            f"Write [{found[0]}]({address}).",
            line=line,
        )
