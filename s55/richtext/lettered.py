"""Parse lists whose entries are marked with letters, roman numbers, or figures in brackets.

CommonMark has none. So that no ordinary paragraph becomes a list by accident ("A. Smith", "i. e.",
"(a) alone"), two marks that follow each other begin a list, and they decide what is counted: ``i)``
before ``ii)`` is a roman number, before ``j)`` a letter. The rule is that of CommonMark's numbered
lists (section 5.3) but for three things: within a paragraph only a list from its first number
begins, as there; what belongs to an entry is indented by at least two spaces more than its mark;
and an entry keeps the number that was typed.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from s55.richtext.numerals import Mark, mark_at

INDENT = 2
"""Columns from the mark of an entry to where what belongs to it may begin."""

_Kind = tuple[str, str]
"""The style and delimiter of a list."""
_OPEN = "lettered_lists"
"""The key of the parser's environment that holds the lists around the line at hand."""


def lettered_lists(parser: MarkdownIt) -> None:
    """Add the rule to a parser."""
    parser.block.ruler.before(
        "list", "lettered_list", _rule, {"alt": ["paragraph", "reference", "blockquote"]}
    )


def _rule(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    mark = _mark(state, line)
    if mark is None:
        return False
    opening = _opening(state, line, end, mark)
    if silent:
        return _interrupts(state, line, mark, opening)
    if opening is None:
        return False
    style, value = opening
    _parse(state, line, end, (style, mark.delimiter), value)
    return True


def _mark(state: StateBlock, line: int) -> Mark | None:
    return mark_at(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _opening(state: StateBlock, line: int, end: int, mark: Mark) -> tuple[str, int] | None:
    """Return the style and first number of the list that begins on a line; None for none.

    The next mark decides that is not within the first entry.
    """
    inside = state.sCount[line] + INDENT
    after_blank = False
    for number in range(line + 1, end):
        if state.isEmpty(number):
            after_blank = True
            continue
        if state.sCount[number] < state.blkIndent:
            return None
        if state.sCount[number] < inside:
            if (following := _mark(state, number)) is not None:
                return mark.opens(following)
            if after_blank:
                return None
        after_blank = False
    return None


def _interrupts(state: StateBlock, line: int, mark: Mark, opening: tuple[str, int] | None) -> bool:
    """Whether a line ends the paragraph above it."""
    if state.sCount[line] < state.blkIndent and any(
        delimiter == mark.delimiter and mark.value(style) is not None
        for style, delimiter in _open_lists(state)
    ):
        return True
    has_words = state.bMarks[line] + state.tShift[line] + mark.length < state.eMarks[line]
    return opening is not None and opening[1] == 1 and has_words


def _open_lists(state: StateBlock) -> list[_Kind]:
    found: list[_Kind] = state.env.setdefault(_OPEN, [])
    return found


def _parse(state: StateBlock, line: int, end: int, kind: _Kind, start: int) -> None:
    """Write the tokens of a list, those of a numbered list with its style."""
    opened = state.push("ordered_list_open", "ol", 1)
    opened.markup, opened.meta = kind[1], {"style": kind[0]}
    opened.attrs = {"start": start}
    first = len(state.tokens)
    before, state.parentType = state.parentType, "list"
    _open_lists(state).append(kind)
    tight, loose_end, expected = True, False, start
    next_line: int | None = line
    while next_line is not None:
        mark = _mark(state, next_line)
        assert mark is not None  # noqa: S101  # _continues has seen it
        value = mark.value(kind[0])
        assert value is not None  # noqa: S101
        item_tight = _item(state, next_line, end, mark, value if value != expected else None)
        tight = tight and item_tight and not loose_end
        loose_end = state.line - next_line > 1 and state.isEmpty(state.line - 1)
        expected = value + 1
        next_line = state.line if _continues(state, state.line, end, kind, expected) else None
    _open_lists(state).pop()
    state.push("ordered_list_close", "ol", -1).markup = kind[1]
    opened.map = [line, state.line]
    state.parentType = before
    if tight:
        _tighten(state.tokens[first:], state.level + 2)


def _continues(state: StateBlock, line: int, end: int, kind: _Kind, expected: int) -> bool:
    """Whether the list at hand goes on at a line.

    Another list begins with a number that does not follow, if the one after it does, and with
    ``i)`` after ``h)`` if ``ii)`` comes next.
    """
    if line >= end or state.sCount[line] < state.blkIndent:
        return False
    if any(rule(state, line, end, True) for rule in state.md.block.ruler.getRules("list")):
        return False
    style, delimiter = kind
    mark = _mark(state, line)
    if mark is None or mark.delimiter != delimiter or (value := mark.value(style)) is None:
        return False
    opening = _opening(state, line, end, mark)
    return opening is None or (value == expected and opening[0] == style)


def _item(state: StateBlock, line: int, end: int, mark: Mark, own_value: int | None) -> bool:
    """Write the tokens of an entry; return whether no blank line is between its blocks."""
    opened = state.push("list_item_open", "li", 1)
    opened.markup, opened.info, opened.meta = mark.delimiter, mark.written, {"value": own_value}
    begin = state.bMarks[line] + state.tShift[line] + mark.length
    text = state.skipSpaces(begin)
    lines = (state.bMarks[line], state.tShift[line], state.sCount[line])
    around = (state.tight, state.listIndent, state.blkIndent)
    mark_column = state.sCount[line]
    column = mark_column + mark.length
    for character in state.src[begin:text]:
        column += 4 - (column + state.bsCount[line]) % 4 if character == "\t" else 1
    state.listIndent, state.blkIndent = state.blkIndent, _inside(state, line, end, column)
    state.tight = True
    state.bMarks[line], state.tShift[line], state.sCount[line] = text, 0, column
    if text >= state.eMarks[line] and state.isEmpty(line + 1):
        state.line = min(line + 2, end)  # an entry without words ends at the blank line
    else:
        state.md.block.tokenize(state, line, end)
    tight = state.tight
    state.bMarks[line], state.tShift[line], state.sCount[line] = lines
    state.tight, state.listIndent, state.blkIndent = around
    state.push("list_item_close", "li", -1).markup = mark.delimiter
    opened.map = [line, state.line]
    return tight


def _inside(state: StateBlock, line: int, end: int, words: int) -> int:
    """Return the column from which what belongs to an entry is counted: at most that of its words.

    It is that of its line which is indented least. From INDENT, a quotation below the words of
    ``(iii) words`` would be so far to the right that Markdown takes it for more of the paragraph.
    """
    least = state.sCount[line] + INDENT
    columns = []
    for number in range(line + 1, end):
        if state.isEmpty(number):
            continue
        if state.sCount[number] < least:
            break
        columns.append(state.sCount[number])
    return max(least, min(words, *columns)) if columns else least


def _tighten(tokens: Sequence[Token], level: int) -> None:
    """Hide the paragraphs of a tight list's entries, as those of CommonMark's lists are."""
    for token in tokens:
        if token.level == level and token.type in ("paragraph_open", "paragraph_close"):
            token.hidden = True
