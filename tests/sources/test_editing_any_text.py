"""Any edit of any text of our shapes: the data change at one place, and no other byte does."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from s55.model.response import Response
from s55.sources.editing import YamlEdit
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.splices import EditError
from s55.sources.tree import Items, Loc, Mapping, Node, Scalar, data_of, place_of, value_at
from s55.sources.writing import scalar

NOTHING = ("", "~", "null", "{}", "[]", ":")
SHORT = ("a", "two words", "it's", "x: y", "# none", "yes", "007", "[b]", "tŷ", "a, b")
LONG = ("one\n", "one\n\ntwo # not a comment\n", "- a\n- b\n", "last\nline")

texts = st.sampled_from(SHORT)
any_texts = st.sampled_from(SHORT + LONG)
groups = st.fixed_dictionaries(
    {}, optional={key: any_texts | st.none() for key in ("name", "post", "comments")}
)
items = st.fixed_dictionaries(
    {"text": any_texts},
    optional={
        "number": texts,
        "owner": texts | st.none(),
        "status": texts,
        "history": st.lists(st.fixed_dictionaries({"date": texts}, optional={"note": texts}))
        | st.none(),
    },
)
documents = st.fixed_dictionaries(
    {"format": st.just("1")},
    optional={
        "key_findings": any_texts | st.none(),
        "recommendations": st.fixed_dictionaries(
            {"items": st.lists(items, max_size=3)}, optional={"introduction": any_texts}
        ),
        "chief_officer": groups | st.none(),
        "sign_off": groups,
        "distribution": st.fixed_dictionaries({}, optional={"panel": groups, "website": groups}),
        "office_notes": any_texts,
    },
)


class Writer:
    """Writes data as a person may: blocks and braces, styles and comments in any mixture."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._number = count()

    def _chosen(self, *of: str) -> str:
        return self._draw(st.sampled_from(of))

    def comment(self) -> str:
        """A comment beside a value, or none."""
        return self._chosen("", "", "", " # c{}", "  #c{}", "\t# c{}").format(next(self._number))

    def above(self, indent: int) -> Iterator[str]:
        """Comments or blank lines above a line."""
        line = self._chosen("", "", "", "\n", "# c{}", "# c{}\n").format(next(self._number))
        if line:
            yield " " * indent + line if line.strip() else ""

    def keys(self, data: dict[str, Any], indent: int) -> Iterator[str]:
        """The lines of a group of keys."""
        for key, value in data.items():
            yield from self.above(indent)
            gap = self._chosen(" ", " ", "  ") if value is not None else ""
            first, *rest = self.beside(value, indent)
            yield f"{' ' * indent}{key}:{gap if first.strip() else ''}{first}"
            yield from rest

    def beside(self, value: Any, indent: int) -> list[str]:
        """What is written beside a key, and the lines below it."""
        if not value and not isinstance(value, str):
            empty = {"dict": "{}", "list": "[]", "NoneType": self._chosen("", "", " ~", " null")}
            return [empty[type(value).__name__] + self.comment()]
        if isinstance(value, str):
            return self.text(value, indent)
        if self._chosen("block", "block", "flow") == "flow":
            return (self.flow(value, indent) + self.comment()).split("\n")
        if isinstance(value, dict):
            deeper = indent + self._draw(st.integers(1, 4))
            return [self.comment(), *self.keys(value, deeper)]
        return [self.comment(), *self.dashes(value, indent + self._draw(st.integers(0, 3)))]

    def dashes(self, values: list[Any], indent: int) -> Iterator[str]:
        """The lines of a list."""
        for value in values:
            yield from self.above(indent)
            if not isinstance(value, dict) or self._chosen("block", "block", "flow") == "flow":
                first, *rest = (self.flow(value, indent) + self.comment()).split("\n")
                yield f"{' ' * indent}- {first}"
                yield from rest
                continue
            gap = self._draw(st.integers(2, 4))
            lines = [*self.keys(value, indent + gap)]
            if self._chosen("beside", "beside", "below") == "below" or not lines[0].strip():
                yield f"{' ' * indent}-{self.comment().expandtabs(1)}"  # libyaml takes no tab here
                yield from lines
            else:
                yield f"{' ' * indent}-{lines[0][indent + 1 :]}"
                yield from lines[1:]

    def text(self, value: str, indent: int) -> list[str]:
        """A text in one of the styles that can hold it."""
        deeper = " " * (indent + self._draw(st.integers(1, 3)))
        if value.endswith("\n") and self._chosen("|", '"') == "|":
            header = self._chosen("|", ">") if value.count("\n") == 1 else "|"
            lines = [deeper + line if line else "" for line in value.split("\n")[:-1]]
            return [header + self.comment(), *lines]
        words = self.word(value)
        if value == "two words" and self._chosen("one", "two") == "two":
            words = words.replace(" ", f"\n{deeper}")
        return (words + self.comment()).split("\n")

    def word(self, value: str) -> str:
        """A text on one line."""
        if "\n" in value:
            return json.dumps(value, ensure_ascii=False)
        styles = [json.dumps(value, ensure_ascii=False), "'" + value.replace("'", "''") + "'"]
        plain = [value] if scalar(value) == value and "," not in value else []
        return self._chosen(*styles, *plain, *plain)

    def flow(self, value: Any, indent: int) -> str:
        """A value in braces or brackets, on one line or several."""
        if value is None:
            return self._chosen("", "~")
        if isinstance(value, str):
            return self.word(value)
        deeper = " " * (indent + 1)
        between = self._chosen(", ", ", ", f",\n{deeper}", f", # c{next(self._number)}\n{deeper}")
        inner = indent + 1
        if isinstance(value, list):
            return f"[{between.join(self.flow(one, inner) for one in value)}]"
        parts = [f"{key}: {self.flow(one, inner)}" for key, one in value.items()]
        return f"{{{between.join(parts)}{' ' if parts else ''}}}"


@st.composite
def written_documents(draw: st.DrawFn) -> str:
    """A text of our shapes, with the line ends and the mark of any editor."""
    text = "\n".join(Writer(draw).keys(draw(documents), 0)) + "\n"
    text = text.replace("\n", draw(st.sampled_from(("\n", "\n", "\r\n"))))
    if draw(st.booleans()):
        text = text.removesuffix("\n").removesuffix("\r")
    return draw(st.sampled_from(("", "", BYTE_ORDER_MARK))) + text


@dataclass(frozen=True)
class Case:
    """A text and its data."""

    text: str
    root: Node
    data: tuple[dict[str, Any], ...]

    @property
    def bare(self) -> str:
        """The text without its mark."""
        return self.text.removeprefix(BYTE_ORDER_MARK)


def case_of(text: str) -> Case:
    """The text as it is read; a last text below '|' may get a line end when something follows."""
    bare = text.removeprefix(BYTE_ORDER_MARK)
    root, problems = read_tree(bare)
    assert root is not None, problems
    assert problems == []
    ended, _ = read_tree(bare + "\n")
    data: Any = tuple(data_of(one) for one in (root, ended) if one)
    return Case(text, root, data)


def paths(node: Node, loc: Loc = ()) -> Iterator[tuple[Loc, Node]]:
    """Every place of a tree."""
    if loc:
        yield loc, node
    if isinstance(node, Mapping):
        for entry in node.entries:
            yield from paths(entry.value, (*loc, entry.key.text))
    elif isinstance(node, Items):
        for number, one in enumerate(node.items):
            yield from paths(one, (*loc, number))


def expect(case: Case, edited: str, loc: Loc, value: Any, *, within: tuple[int, int]) -> None:
    """The data are the old ones with one value; the text differs in one place alone.

    Args:
        case: the text before.
        edited: the text after.
        loc: the place that changed.
        value: what it holds, or a function that makes it of what it held.
        within: the part of the text in which characters may have gone.
    """
    after = case_of(edited)
    assert after.data[0] in [with_value(data, loc, value) for data in case.data]
    assert edited.startswith(BYTE_ORDER_MARK) == case.text.startswith(BYTE_ORDER_MARK)
    start, end = shared(case.bare, after.bare), shared(case.bare[::-1], after.bare[::-1])
    # A comment behind what went is looked for below: it may stay in front of what came.
    gone = re.sub(r"#[^\r\n]*", "", case.bare[start : len(case.bare) - end])
    if gone.strip() not in NOTHING:
        assert after.bare.startswith(case.bare[: case.bare.rfind("\n", 0, within[0]) + 1].rstrip())
        assert after.bare.endswith(case.bare[line_end(case.bare, within[1]) :])
    comments = [
        one
        for one in re.finditer(r"# ?c\d+", case.bare)
        if not within[0] <= one.start() < within[1]
    ]
    found = iter(re.findall(r"# ?c\d+", after.bare))
    assert all(one.group() in found for one in comments)
    if "\r\n" in case.text:
        assert "\n" not in edited.replace("\r\n", "")


def shared(one: str, other: str) -> int:
    """How many characters both texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def with_value(data: Any, loc: Loc, value: Any) -> Any:
    """A copy of data with a value at a path, and the groups that are missing on the way."""
    data = copy.deepcopy(data)
    holder = data
    for part in loc[:-1]:
        if isinstance(holder, dict) and holder.get(part) is None:
            holder[part] = {}
        holder = holder[part]
    last = loc[-1]
    if value is ...:
        del holder[last]
        return data
    held = holder.get(last) if isinstance(holder, dict) else holder[last]
    holder[last] = value(held) if callable(value) else value
    return data


NOWHERE = (0, 0)


def line_end(text: str, index: int) -> int:
    return text.find("\n", index) if "\n" in text[index:] else len(text)


@settings(max_examples=60, deadline=None)
@given(written_documents(), any_texts | st.none(), st.data())
def test_any_text_is_set(text: str, value: str | None, data: st.DataObject) -> None:
    """Whatever its style and its neighbours; comments beside it stay."""
    case = case_of(text)
    places = [(loc, node) for loc, node in paths(case.root) if isinstance(node, Scalar)]
    loc, node = data.draw(st.sampled_from(places))
    edited = YamlEdit(text, Response).set(loc, value).text
    end = node.end.index
    if node.style in {"|", ">"}:
        header = case.bare[node.start.index : line_end(case.bare, node.start.index)]
        assert all(one in edited for one in re.findall(r"# ?c\d+", header))
    expect(case, edited, loc, value, within=(node.start.index, end))


MISSING: tuple[tuple[str, Any], ...] = (
    ("key_findings", "new\n"),
    ("chief_officer.name", "N"),
    ("chief_officer.comments", "a\n\nb\n"),
    ("policing_body.opening", "o\n"),
    ("distribution.website", {"date": "x", "how": "a, b"}),
    ("distribution.panel.name", "N"),
    ("chief_officer.invited", {"date": "x"}),
    ("sign_off.name", "a: b"),
    ("recommendations.introduction", "i"),
    ("recommendations.items[0].status", "in progress"),
    ("recommendations.items[0].policing_body", "- a\n- b\n"),
    ("office_notes", "n\n"),
)


@settings(max_examples=60, deadline=None)
@given(written_documents(), st.sampled_from(MISSING))
def test_any_missing_key_is_added(text: str, added: tuple[str, Any]) -> None:
    """In a block or in braces, with the groups that are missing above it."""
    case = case_of(text)
    path, value = added
    loc: Loc = tuple(int(p) if p.isdecimal() else p for p in re.findall(r"\w+", path))
    assume(value_at(case.root, loc) is None)
    assume("items" not in path or value_at(case.root, loc[:3]) is not None)
    edited = YamlEdit(text, Response).set(path, value).text
    expect(case, edited, loc, value, within=NOWHERE)


@settings(max_examples=60, deadline=None)
@given(written_documents(), st.integers(0, 3), texts, st.data())
def test_an_entry_goes_into_any_list(text: str, index: int, note: str, data: st.DataObject) -> None:
    """At any place of a list in dashes, in brackets, empty or missing."""
    case = case_of(text)
    items_at = value_at(case.root, ("recommendations", "items"))
    places: list[Loc] = [("recommendations", "items")]
    if isinstance(items_at, Items):
        places += [("recommendations", "items", n, "history") for n in range(len(items_at.items))]
    loc = data.draw(st.sampled_from(places))
    held = value_at(case.root, loc)
    index = min(index, len(held.items)) if isinstance(held, Items) else 0
    entry = {"date": "2026-11-20", "note": note}
    edited = YamlEdit(text, Response).insert(loc, index, entry).text

    def change(old: Any) -> list[Any]:
        return [*(old or [])[:index], entry, *(old or [])[index:]]

    expect(case, edited, loc, change, within=NOWHERE)


@settings(max_examples=60, deadline=None)
@given(written_documents(), st.data())
def test_any_place_is_removed(text: str, data: st.DataObject) -> None:
    """A key or an entry; what is left of its group or list stays as it was."""
    case = case_of(text)
    loc, node = data.draw(st.sampled_from(list(paths(case.root))))
    assume(loc != ("format",) or len(case.data[0]) > 1)
    owner = value_at(case.root, loc[:-1])
    assert isinstance(owner, Mapping | Items)
    alone = len(owner.entries if isinstance(owner, Mapping) else owner.items) == 1
    edited = YamlEdit(text, Response).remove(loc).text
    start = place_of(case.root, loc, of_key=True).index
    within = (case.bare.rfind("\n", 0, start) + 1, line_end(case.bare, node.end.index) + 1)
    if alone and not owner.flow and loc[:-1]:
        expect(case, edited, loc[:-1], None, within=within)
    else:
        expect(case, edited, loc, ..., within=within)


@settings(max_examples=60, deadline=None)
@given(written_documents(), st.integers(0, 3), st.data())
def test_an_entry_of_any_list_is_moved_or_refused(
    text: str, index: int, data: st.DataObject
) -> None:
    """Where it is moved, every line of the text is there still, and the data is in that order."""
    case = case_of(text)
    lists = [(loc, one) for loc, one in paths(case.root) if isinstance(one, Items) and one.items]
    assume(lists)
    loc, held = data.draw(st.sampled_from(lists))
    number = data.draw(st.integers(0, len(held.items) - 1))
    index = min(index, len(held.items) - 1)
    edit = YamlEdit(text, Response)
    try:
        edit.move((*loc, number), index)
    except EditError:
        assert edit.text == text
        return
    assert sorted(edit.text.splitlines()) == sorted(text.splitlines())
    wanted = data_of(held)
    assert isinstance(wanted, list)
    wanted.insert(index, wanted.pop(number))
    moved = edit.held(loc)
    assert moved is not None
    assert data_of(moved) == wanted
