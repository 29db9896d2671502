"""Read the sections of comments: on the whole, then by item; quotations apart from replies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any

from s55.importers.responses.blocks import markdown_from
from s55.importers.responses.form import FilledForm, Forms
from s55.importers.responses.items import HeadingOfItem, ResponseItem, item_heading
from s55.importers.responses.notes import Notes
from s55.importers.responses.text import date_in, folded, likeness, words
from s55.importers.source import BlockKind, SourceBlock
from s55.model.progress import STATED
from s55.records import dataclass

_DAY = re.compile(r"\d{1,2}(?:st|nd|rd|th)? [A-Za-z]+ \d{4}|[\d/.-]+")
_LINE = ("owner", "target_date", "status")


def _without_answers(
    reply: Sequence[SourceBlock], forms: Forms
) -> tuple[list[SourceBlock], dict[str, Any]]:
    """Separate the chief officer's comments on an item from the force's answers below them.

    Args:
        reply: the blocks below the item's heading and quotation.
        forms: the form's own words.

    Returns:
        the blocks of the comments, and the answers for the model.
    """
    blocks = list(reply)
    answers: dict[str, Any] = {}
    if blocks and blocks[-1].kind is BlockKind.PARAGRAPH:
        answers = _line(blocks[-1].text, forms)
        if answers:
            blocks.pop()
    for index, block in enumerate(blocks):
        if forms.is_label(block.text, "force_action"):
            if text := markdown_from(blocks[index + 1 :]):
                answers["force_action"] = text
            return blocks[:index], answers
    return blocks, answers


def _line(text: str, forms: Forms) -> dict[str, Any]:
    """Read owner, target date and status from a line that has nothing else; {} for others."""
    said = " ".join(text.split())
    for form in forms.filled:
        found = re.fullmatch(_pattern(form.labels), said, re.IGNORECASE)
        if not found or not any(found.groupdict().values()):
            continue
        answers = dict(_answers(found.groupdict(), form))
        if set(answers) == {name for name, said in found.groupdict().items() if said}:
            return answers
    return {}


def _pattern(labels: Mapping[str, str]) -> str:
    """Build the pattern of 'Owner: …; target date: …; status: …', each of which may be missing."""
    parts = (rf"(?:{re.escape(labels[name])}\s*(?P<{name}>.+?)\s*(?:;\s*|$))?" for name in _LINE)
    return "".join(parts)


def _answers(found: Mapping[str, str | None], form: FilledForm) -> Iterator[tuple[str, Any]]:
    for name, said in found.items():
        if said is None:
            continue
        match name:
            case "target_date":
                if _DAY.fullmatch(said) and (day := date_in(said)) is not None:
                    yield name, day
            case "status":
                for one in STATED:
                    if said == form.labels[f"status_{one.name.lower()}"]:
                        yield name, one
            case _:
                yield name, said


ALIKE = 0.8
"""How much of a block has to match the item's text to be a quotation of it."""
ALIKE_IN_BOX = 0.5
"""The same for a block in a box."""

_CLOSING = re.compile(
    r"(?:all|both|each|none|these|those)\b.{0,30}\brecommendations?\b|"
    r"(?:all|both|each|none) of (?:the|these|those|them)\b|"
    r"in (?:summary|conclusion|closing)\b|to (?:conclude|summarise|sum up)\b|overall\b|"
    r"taken together\b|finally\b|in the meantime\b|as a whole\b|"
    r"i (?:will|shall) (?:continue|keep|go on|monitor|use|return|report|follow)\b",
    re.IGNORECASE,
)


@dataclass
class Comments:
    """A section of comments.

    Attributes:
        whole: on the report as a whole, before those on items.
        closing: after those on items.
    """

    whole: list[SourceBlock] = field(default_factory=list)
    closing: list[SourceBlock] = field(default_factory=list)


@dataclass
class _Segment:
    """The heading of one item, and the blocks below it."""

    said: HeadingOfItem
    heading: SourceBlock
    blocks: list[SourceBlock] = field(default_factory=list)


class CommentReader:
    """Reads one section of comments.

    Args:
        key: ``chief_officer`` or ``policing_body``.
        items: every item of the response, in the order of the document.
        forms: the form's own words.
        notes: where doubts and what is left out are noted.
    """

    def __init__(self, key: str, items: Sequence[ResponseItem], forms: Forms, notes: Notes) -> None:
        self._key = key
        self._items = items
        self._forms = forms
        self._notes = notes
        self._taken: set[int] = set()

    def read(self, blocks: Sequence[SourceBlock]) -> Comments:
        """Add each comment to its item; the rest is on the whole."""
        comments = Comments()
        segments: list[_Segment] = []
        for block in blocks:
            heading = item_heading(block)
            if heading:
                segments.append(_Segment(heading, block))
                if heading.text is not None:
                    segments[-1].blocks.append(heading.text)
            elif segments:
                segments[-1].blocks.append(block)
            else:
                comments.whole.append(block)
        for segment in segments:
            self._place(segment, comments, last=segment is segments[-1])
        return comments

    def _place(self, segment: _Segment, comments: Comments, *, last: bool) -> None:
        item = self._item_of(segment)
        if item is None:
            comments.whole.extend((segment.heading, *segment.blocks))
            self._notes.doubt(
                "I225",
                f"'{segment.heading.text}' ({segment.heading.place}) names no item of the "
                "response; s55 kept its comments with those on the whole report",
                "Move them to their item.",
                f"{self._key}.{'comments' if self._key == 'chief_officer' else 'opening'}",
            )
            return
        reply = self._without_quotation(segment, item)
        if last and self._key == "policing_body":
            reply, comments.closing = self._without_closing(reply, item)
        self._take_action(reply, item)

    def _item_of(self, segment: _Segment) -> ResponseItem | None:
        """Find the item of a segment: by its number, else by its quotation, else by the order."""
        alike = [item for item in self._items if item.kind == segment.said.kind]
        free = [item for item in alike if id(item) not in self._taken]
        if segment.said.number:
            found = [item for item in alike if item.number == segment.said.number]
            chosen = next(iter([one for one in found if id(one) not in self._taken] or found), None)
        else:
            named = _called(segment.said, alike)
            chosen = named if named is not None else self._by_words(segment, free)
        if chosen is not None:
            self._taken.add(id(chosen))
        return chosen

    def _by_words(self, segment: _Segment, items: Sequence[ResponseItem]) -> ResponseItem | None:
        if not items:
            return None
        quoted = words("\n".join(block.text for block in segment.blocks))
        scores = [
            likeness(own := words(item.text), quoted[: len(own)]) if item.text else 0.0
            for item in items
        ]
        best = max(range(len(items)), key=scores.__getitem__)
        if scores[best] >= ALIKE_IN_BOX:
            return items[best]
        self._notes.doubt(
            "I226",
            f"'{segment.heading.text}' ({segment.heading.place}) has no number and quotes no "
            "item; s55 put its comments with the next item that has none",
            "Check that they are with the right item.",
            self._key,
        )
        return items[0]

    # --- quotation and reply ----------------------------------------------------

    def _without_quotation(self, segment: _Segment, item: ResponseItem) -> list[SourceBlock]:
        """Return the reply below the item's own words, where these are quoted."""
        own = words(item.text)
        position = taken = 0
        for block in segment.blocks:
            said = words(block.text)
            expected = own[position : position + len(said)]
            enough = ALIKE_IN_BOX if block.boxed else ALIKE
            if not said or position >= len(own) or likeness(said, expected) < enough:
                break
            position += len(said)
            taken += 1
        quoted = segment.blocks[:taken]
        if quoted and words("\n".join(block.text for block in quoted)) != own:
            self._notes.left_out(quoted, "a quotation that differs from the item's own text")
            self._notes.doubt(
                "I227",
                f"the quotation of {item.kind.replace('_', ' ')} {item.number or '(no number)'} "
                f"at {quoted[0].place} differs from the item's text",
                "The draft keeps the text of the item's own section.",
                self._key,
            )
        return segment.blocks[taken:]

    def _without_closing(
        self, reply: list[SourceBlock], item: ResponseItem
    ) -> tuple[list[SourceBlock], list[SourceBlock]]:
        """Separate the last reply from the closing words, where the text says that they begin."""
        for index, block in enumerate(reply):
            if block.kind is BlockKind.HEADING and self._forms.is_label(block.text, "closing"):
                return reply[:index], reply[index + 1 :]
            begins = block.kind is BlockKind.PARAGRAPH and _CLOSING.match(block.text.strip())
            if begins and index > 0:
                return reply[:index], reply[index:]
        if len(reply) > 1:
            self._notes.doubt(
                "I228",
                f"s55 cannot tell whether the last of the {len(reply)} paragraphs after the last "
                "item are closing words; it kept them with the comments on the item",
                "Move closing words to policing_body: closing.",
                f"{item.kind} {item.number}".strip(),
            )
        return reply, []

    # --- action -----------------------------------------------------------------

    def _take_action(self, reply: list[SourceBlock], item: ResponseItem) -> None:
        """Add the reply to its item, with what the force answered or the body did."""
        if self._key == "chief_officer":
            comments, answers = _without_answers(reply, self._forms)
            if not item.data.keys() & answers.keys():  # a second heading of one item
                item.data.update(answers)
                reply = comments
        else:
            reply = self._without_action(reply, item)
        if text := markdown_from(reply):
            item.data[self._key] = item.data.get(self._key, "") + text

    def _without_action(self, reply: list[SourceBlock], item: ResponseItem) -> list[SourceBlock]:
        """Put what is labelled as action to its own fields; return what comes before it."""
        for index, block in enumerate(reply):
            for name, action in _ACTIONS:
                if self._forms.is_label(block.text, name):
                    item.data["action"] = action
                    item.data["action_details"] = markdown_from(reply[index + 1 :])
                    return reply[:index]
        return reply


def _called(said: HeadingOfItem, items: Sequence[ResponseItem]) -> ResponseItem | None:
    """Find the item without a number that a heading names, by all that the heading says."""
    if not (said.under or said.office_number or said.place):
        return None
    found = [
        item
        for item in items
        if not item.number
        and folded(item.under) == folded(said.under)
        and bool(item.data.get("priority")) == said.priority
        and item.data.get("office_number", "") == said.office_number
    ]
    if said.place:
        return found[said.place - 1] if said.place <= len(found) else None
    return found[0] if len(found) == 1 else None


_ACTIONS = (("action_taken", "taken"), ("action_proposed", "proposed"), ("action_none", "none"))
