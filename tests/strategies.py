"""Hypothesis strategies for the domain: texts, blocks of rich text, and whole responses.

Each is made once (``cache``): to make one takes longer than to draw from it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

from s55.model.distribution import STANDARD_RECIPIENTS
from s55.model.inspection import Grade
from s55.model.progress import STATED, ItemStatus
from s55.model.response import Action, Response
from s55.richtext.characters import is_forbidden, shows_nothing
from s55.richtext.markdown_writer import markdown_of
from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Hyperlink,
    Inline,
    LineBreak,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
    plain,
)
from s55.richtext.normal import normal
from s55.richtext.numerals import DELIMITERS, STYLES

_PIECES = (
    "calls", "the force", "Tŷ’r Cyngor", "ŵ", "£5", "50%", "a_b", "_", "*", "**", "`", "``",
    "[", "]", "(", ")", "<", ">", "<b>", "&", "&amp;", "&#65;", "\\", "\\*", "|", "#", "## ",
    "- ", "+ ", "-", "---", "===", "1. ", "12) ", "2023", ".", ",", ":", ": ", "!", "![", "~~~",
    "```", '"', "'", "’", "\xa0", "  ", "\t", "https://example.org/a_b?c=d&e=f", "@", "{{ x }}",
    "{% if %}", "yes", "null", "é", "e\u0301", "\u6f22", "\U0001f693", "[a]: b", ">", "-->",
    "%", "key: value", "\u2011", "…", "a) ", "(b) ", "A. ", "ii) ", "[^1]", "[^1]: ", "~~",
    "http://", "(https://example.org/a)", "www.example.org",
)  # fmt: skip

T = TypeVar("T")


@st.composite
def shown_plainly(draw: Callable[[st.SearchStrategy[T]], T], strategy: st.SearchStrategy[T]) -> T:
    """Draw a value that a failing test shows as it is.

    Of one that strategies made of others, Hypothesis shows how each part of it was made: for a
    response that takes longer than anybody waits, so that a failure looks like a test that hangs.
    A copy was made by none of them.
    """
    copied: T = pickle.loads(pickle.dumps(draw(strategy)))  # noqa: S301  # of our own values
    return copied


@cache
def words() -> st.SearchStrategy[str]:
    """Words and the marks that mean something in Markdown, YAML or HTML, in any order."""
    characters = st.characters(exclude_categories=("Cc", "Cs", "Co", "Zl", "Zp")).filter(
        lambda character: not is_forbidden(character)
    )
    pieces = st.one_of(st.sampled_from(_PIECES), st.text(characters, max_size=4))
    return st.lists(pieces, min_size=1, max_size=4).map(" ".join) | st.lists(
        pieces, min_size=1, max_size=6
    ).map("".join)


@cache
def lines() -> st.SearchStrategy[str]:
    """Text of one line, as a model holds it: white space folded, not empty."""
    return (
        words()
        .map(lambda text: " ".join(text.replace("\t", " ").split(" ")).strip(" "))
        .map(lambda text: " ".join(part for part in text.split(" ") if part))
        .filter(lambda text: not shows_nothing(text))
    )


# --- rich text ---------------------------------------------------------------


@cache
def addresses() -> st.SearchStrategy[str]:
    """Addresses that a link in a draft can have."""
    return st.sampled_from(
        (
            "https://www.example.org/",
            "https://www.example.org/a_b/c(d)?e=f&g=h#i*j",
            "https://www.example.org/?copy=1&amp=2",
            "mailto:office@example.org",
            "tel:+441603000000",
        )
    )


@cache
def inlines() -> st.SearchStrategy[tuple[Inline, ...]]:
    """Inlines in every combination, also those that Markdown cannot say."""
    leaves: st.SearchStrategy[Any] = st.one_of(
        words().map(Text), words().map(Text), words().map(Code), st.just(LineBreak())
    )

    def marked(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        children = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            children.map(Strong),
            children.map(Emphasis),
            st.builds(
                Hyperlink, addresses(), children, st.sampled_from(("", "a title", 'a "b" \\ c'))
            ),
            addresses().map(lambda address: Hyperlink(address, (Text(address),))),
            children.map(lambda inlines: Note((Paragraph(inlines),))),
        )

    return st.lists(st.recursive(leaves, marked, max_leaves=4), min_size=1, max_size=4).map(tuple)


@cache
def tables() -> st.SearchStrategy[Table]:
    """Tables of one to three columns."""
    cells = st.one_of(st.just(()), inlines())

    def of_width(width: int) -> st.SearchStrategy[Table]:
        row = st.lists(cells, min_size=width, max_size=width).map(tuple)
        alignments = st.lists(
            st.sampled_from(("", "left", "center", "right")), min_size=width, max_size=width
        ).map(tuple)
        return st.builds(Table, row, st.lists(row, max_size=3).map(tuple), alignments)

    return st.integers(1, 3).flatmap(of_width)


@cache
def blocks() -> st.SearchStrategy[tuple[Block, ...]]:
    """Blocks nested in each other, also in combinations that Markdown cannot say."""
    leaves: st.SearchStrategy[Any] = st.one_of(
        inlines().map(Paragraph),
        inlines().map(Paragraph),
        st.builds(Heading, st.integers(1, 6), inlines()),
        st.lists(words() | st.just(""), max_size=3).map("\n".join).map(CodeBlock),
        st.just(ThematicBreak()),
        tables(),
    )

    def holding(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        several = st.lists(inner, max_size=2).map(tuple)
        item = st.tuples(inlines().map(Paragraph) | inner, several).map(
            lambda parts: ListItem((parts[0], *parts[1]))
        )
        items = st.lists(item, min_size=1, max_size=3).map(tuple)
        numbered = st.lists(
            st.builds(replace, item, value=st.none() | st.integers(1, 12)), min_size=1, max_size=3
        ).map(tuple)
        return st.one_of(
            st.builds(BulletList, items, st.booleans()),
            st.builds(
                OrderedList,
                numbered,
                st.integers(0, 12),
                st.sampled_from(DELIMITERS),
                st.booleans(),
                st.sampled_from(STYLES),
            ),
            several.map(Quote),
            several.map(lambda blocks: Paragraph((Text("words"), Note(blocks)))),
        )

    return shown_plainly(
        st.lists(st.recursive(leaves, holding, max_leaves=5), max_size=3).map(tuple)
    )


@cache
def markdown() -> st.SearchStrategy[str]:
    """Markdown that a draft can hold."""
    return shown_plainly(blocks().map(markdown_of).filter(lambda text: bool(text.strip())))


# --- what Word can show --------------------------------------------------------


@cache
def _shown_words() -> st.SearchStrategy[str]:
    return words().filter(lambda text: not shows_nothing(text))


@cache
def shown_inlines(*, breaks: bool = True) -> st.SearchStrategy[tuple[Inline, ...]]:
    """Inlines of the kind that docs/text.md teaches, in every combination."""
    text = _shown_words().map(Text)
    code = _shown_words().map(lambda said: Code(" ".join(said.split())))
    leaves: list[st.SearchStrategy[Any]] = [text, text, code]
    if breaks:
        leaves.append(st.just(LineBreak()))
    in_link = st.one_of(text, code, text.map(lambda one: Strong((one,))), text.map(_slanted))
    link = st.lists(in_link, min_size=1, max_size=3).map(tuple)

    def marked(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        children = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return st.one_of(
            children.map(Strong),
            children.map(Emphasis),
            st.builds(Hyperlink, addresses(), link, st.sampled_from(("", "a title", 'a "b" \\ c'))),
            addresses().map(lambda address: Hyperlink(address, (Text(address),))),
        )

    one = st.recursive(st.one_of(leaves), marked, max_leaves=4)
    note = st.tuples(st.tuples(text).map(Paragraph)).map(Note)
    several = st.lists(one | note, min_size=1, max_size=3).map(tuple)
    return several.filter(lambda found: bool(plain(found).strip()))


def _slanted(text: Text) -> Emphasis:
    return Emphasis((text,))


@cache
def _shown_tables() -> st.SearchStrategy[Table]:
    words_of_cell = shown_inlines(breaks=False)

    def of_width(width: int) -> st.SearchStrategy[Table]:
        header = st.lists(words_of_cell, min_size=width, max_size=width).map(tuple)
        cells = st.just(()) | words_of_cell
        row = st.lists(cells, min_size=width, max_size=width).map(tuple)
        aligned = st.lists(
            st.sampled_from(("", "left", "center", "right")), min_size=width, max_size=width
        ).map(tuple)
        return st.builds(Table, header, st.lists(row, max_size=3).map(tuple), aligned)

    return st.integers(1, 3).flatmap(of_width)


def _shown_lists(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    item = st.tuples(shown_inlines().map(Paragraph), st.lists(inner, max_size=2)).map(
        lambda parts: ListItem((parts[0], *parts[1]))
    )
    items = st.lists(item, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(BulletList, items, st.booleans()),
        st.builds(
            OrderedList,
            items,
            st.integers(0, 12),
            st.sampled_from(DELIMITERS),
            st.booleans(),
            st.sampled_from(STYLES),
        ),
    )


def _shown_lists_and_quotes(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    quotes = st.lists(inner, min_size=1, max_size=2).map(lambda blocks: Quote(tuple(blocks)))
    return st.one_of(_shown_lists(inner), quotes)


@cache
def shown_blocks() -> st.SearchStrategy[tuple[Block, ...]]:
    """Blocks that Word can tell apart.

    Left out is what looks the same in Word as something else: two bulleted lists, quotations or
    pieces of code one after the other; space between the items of a list in a quotation; an item
    of a list that does not begin with words.
    """
    paragraph = shown_inlines().map(Paragraph)
    code = st.lists(_shown_words(), min_size=1, max_size=3).map("\n".join).map(CodeBlock)
    in_item = st.one_of(paragraph, paragraph, code, _shown_tables())
    heading = st.builds(Heading, st.integers(1, 6), shown_inlines(breaks=False))
    in_quote = st.one_of(
        paragraph, paragraph, code, _shown_tables(), heading, st.just(ThematicBreak())
    )
    quoted = st.recursive(in_quote, _shown_lists_and_quotes, max_leaves=4)
    listed = st.recursive(in_item, _shown_lists, max_leaves=5)
    block: st.SearchStrategy[Any] = st.one_of(
        paragraph,
        listed,
        listed,
        st.lists(quoted, min_size=1, max_size=3).map(lambda inner: Quote(tuple(inner))),
        _shown_tables(),
        code,
        st.just(ThematicBreak()),
        heading,
    )
    return shown_plainly(st.lists(block, min_size=1, max_size=3).map(normal).map(_told_apart))


def _tight(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(map(_tight_block, blocks))


def _tight_block(block: Block) -> Block:
    match block:
        case BulletList(items) | OrderedList(items):
            return replace(
                block, tight=True, items=tuple(ListItem(_tight(one.blocks)) for one in items)
            )
        case Quote(inner):
            return Quote(_tight(inner))
        case _:
            return block


def _told_apart(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without those that would be one with the block before them."""
    found: list[Block] = []
    for block in blocks:
        runs_on = isinstance(block, BulletList | Quote | CodeBlock)
        if runs_on and found and type(found[-1]) is type(block):
            continue
        match block:
            case BulletList(items) | OrderedList(items):
                inner = tuple(ListItem(_told_apart(item.blocks)) for item in items)
                found.append(replace(block, items=inner))
            case Quote(quoted):
                found.append(Quote(_tight(_told_apart(quoted))))
            case _:
                found.append(block)
    return tuple(found)


@cache
def shown_markdown() -> st.SearchStrategy[str]:
    """Markdown that says nothing beyond what a Word file shows."""
    return shown_plainly(shown_blocks().map(markdown_of).filter(lambda text: bool(text.strip())))


# --- responses ---------------------------------------------------------------

_DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def _record(required: dict[str, Any], optional: dict[str, Any]) -> st.SearchStrategy[Any]:
    return st.fixed_dictionaries(required, optional=optional)


@cache
def _progress() -> st.SearchStrategy[dict[str, Any]]:
    return _record(
        {"date": _DAYS, "status": st.sampled_from(list(ItemStatus))},
        {"note": lines(), "evidence": lines()},
    )


@cache
def _items(kind: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    optional: dict[str, Any] = {
        "number": st.sampled_from(("1", "2", "2a", "1.10", "10", "Recommendation 3")),
        "under": lines(),
        "addressed_to": lines(),
        "complete_by": lines(),
        "due": _DAYS,
        "applies": st.booleans(),
        "reason_not_applicable": lines(),
        "chief_officer": texts,
        "force_action": texts,
        "owner": lines(),
        "target_date": _DAYS,
        "status": st.sampled_from(STATED),
        "history": st.lists(_progress(), min_size=1, max_size=2),
        "policing_body": texts,
        "action": st.sampled_from(list(Action)),
        "action_details": texts,
        "office_notes": texts,
    }
    if kind == "causes_of_concern":
        optional["recommendations"] = st.lists(
            _items("recommendations", texts), min_size=1, max_size=2
        )
    said = texts.filter(lambda text: not shows_nothing(text))
    return _record({"text": said}, optional)


@cache
def _part(kind: str, texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    return st.one_of(
        _record({"items": st.lists(_items(kind, texts), max_size=2)}, {"introduction": texts}),
        _record({"none": st.booleans() | texts}, {}),
    )


@cache
def _judgments(texts: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    row = _record({"area": lines(), "grade": st.sampled_from(list(Grade))}, {})
    return _record(
        {"items": st.lists(row, min_size=1, max_size=3)},
        {"shown": st.booleans(), "introduction": texts},
    )


@cache
def _inspections() -> st.SearchStrategy[dict[str, Any]]:
    return _record(
        {
            "title": lines(),
            "published": _DAYS,
            "publication_types": st.lists(lines(), min_size=1, max_size=2),
            "forces": st.lists(lines(), min_size=1, max_size=2),
            "link": _record(
                {
                    "address": st.sampled_from(
                        ("https://example.org/a", "http://example.org/?b=c#d")
                    )
                },
                {"text": lines()},
            ),
        },
        {"isbn": lines()},
    )


@cache
def _distributions() -> st.SearchStrategy[dict[str, Any]]:
    dispatch = _record(
        {"date": _DAYS | st.just("unknown")}, {"how": lines(), "reference": lines(), "by": lines()}
    )
    return st.dictionaries(st.sampled_from(STANDARD_RECIPIENTS), dispatch, max_size=3)


@cache
def responses(texts: st.SearchStrategy[str] | None = None) -> st.SearchStrategy[Response]:
    """Responses with and without each of their fields.

    Their long texts are any Markdown, or what ``texts`` gives: most of the time goes into these.
    """
    texts = markdown() if texts is None else texts
    optional: dict[str, Any] = {
        "template": st.sampled_from(("opccn-2022", "opccn-2023")),
        "key_findings": texts,
        "judgments": _judgments(texts),
        "causes_of_concern": _part("causes_of_concern", texts),
        "recommendations": _part("recommendations", texts),
        "areas_for_improvement": _part("areas_for_improvement", texts),
        "chief_officer": _record(
            {},
            {
                "invited": _record({"date": _DAYS}, {"reply_by": _DAYS, "how": lines()}),
                "name": lines(),
                "post": lines(),
                "date": _DAYS,
                "comments": texts,
            },
        ),
        "policing_body": _record(
            {}, dict.fromkeys(("opening", "reply_to_chief_officer", "closing"), texts)
        ),
        "sign_off": _record({"name": lines(), "date": _DAYS}, {"post": lines()}),
        "distribution": _distributions(),
        "office_notes": texts,
    }
    record = _record({"format": st.just(1), "inspection": _inspections()}, optional)
    return shown_plainly(record.map(Response.model_validate))
