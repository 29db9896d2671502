"""Walk through the divisions of a response: find the items, and give each comment its owner."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise, takewhile, zip_longest
from typing import Any

from s55.importers.responses.blocks import markdown_from
from s55.importers.responses.form import Forms
from s55.importers.responses.items import ItemName, ResponseItem, none_stated
from s55.importers.responses.notes import Notes
from s55.importers.responses.other.alike import labels_of_what_is_set_off, set_off
from s55.importers.responses.other.closings import (
    after_replies,
    closes,
    closing_words,
    with_closings,
)
from s55.importers.responses.other.cutting import (
    OPENING,
    about_items,
    answers,
    asks,
    day_over,
    in_box,
    is_heading,
    is_marked,
    named_together,
    numbered,
)
from s55.importers.responses.other.evidence import (
    Said,
    Weight,
    by_their_voice,
    contradicts,
    speaker_of,
)
from s55.importers.responses.other.facts import says_when
from s55.importers.responses.other.heads import Division, local_labels
from s55.importers.responses.other.item_text import (
    LONGEST_TOPIC,
    are_counted,
    divided,
    explain,
    holders,
    is_reply,
    list_entry,
    names_alone,
    number_typed,
    text_of_each,
    topic_of,
)
from s55.importers.responses.other.roles import OWNERS, Meaning, Roles, day_of_label, is_day
from s55.importers.responses.other.speakers import (
    brings_in_items,
    cut_at_mark,
    end_of_marks,
    introduces,
    quotations,
    quotes,
    speeches,
)
from s55.importers.responses.other.tables import STATUSES, ReadTable, RowRead, read_table
from s55.importers.responses.other.weighed_labels import WordsGiven, labels_left
from s55.importers.responses.text import date_in, folded, likeness, words
from s55.importers.source import BlockKind, SourceBlock
from s55.office.import_roles import Role

_ALIKE = 0.8
_QUOTED = 40
"""Characters of a passage that a message shows."""
_NOT_GIVEN = r"(?:not (?:given|known|set|applicable)|n/?a|none|tbc|-|–|—)"
_SHOWN = {Role.STATUS: "Status", Role.TARGET_DATE: "Date", Role.OWNER: "Owner"}
_WHOSE = {Role.CHIEF_OFFICER: "the chief officer", Role.POLICING_BODY: "the policing body"}


class Walk:
    """Reads the divisions of a response, in order.

    Args:
        roles: what headings and columns mean.
        forms: the words of the standard forms.
        notes: where doubts and what has no field are noted.
    """

    def __init__(self, roles: Roles, forms: Forms, notes: Notes) -> None:
        self._roles = roles
        self._forms = forms
        self._notes = notes
        self.items: list[ResponseItem] = []
        self.whole: defaultdict[Role, list[SourceBlock]] = defaultdict(list)
        self.closing: list[SourceBlock] = []
        self.introductions: dict[ItemName, list[SourceBlock]] = {}
        self.none: dict[ItemName, bool | str] = {}
        self.signature: SourceBlock | None = None
        self._said: list[Said] = []
        self._refs: list[ResponseItem] = []
        self._together: list[ResponseItem] = []
        self._heads: dict[int, SourceBlock] = {}  # of causes of concern
        self._labels: Counter[str] = Counter()
        self._owner: Role | None = None
        self._by = Weight.PLACE  # the evidence of whose the next comments are
        self._asked = False
        self._foretold: Role | None = None
        self._quotes = self._doubts_quotations = self._counted = self._typed = False
        self._under = ""
        self._first = 0  # of the items of the report that is answered
        self._kind: ItemName | None = None
        self._across_kind: ItemName | None = None
        self._topic = ""  # in a row across a table, over those below
        self._above: ReadTable | None = None
        self._doubted: set[str] = set()
        self._holders: dict[int, bool] = {}
        self._set_off: frozenset[str] = frozenset()
        self._without_texts = self._explained = False

    def read(self, found: Sequence[Division]) -> None:
        """Read every division, then give shared replies to each of their items."""
        found = self._looked_over(found)
        local = local_labels(found)
        for at, one in enumerate(found):
            labelled = at + 1 in local
            if one.meaning is None:
                self._take(one.blocks, Role.POLICING_BODY)
            elif one.meaning.ends or one.meaning.answers:
                self._something_else(one, one.meaning)
            elif one.meaning.part:
                self._part(one)
            elif one.meaning.is_item:
                self._item(at, one, one.meaning, labelled=labelled)
            elif one.meaning.several:
                self._section(one, one.meaning)
            elif one.role in OWNERS:
                self._comments(one, one.meaning, local=at in local)
            else:
                self._fact(one)
            brings = one.blocks and brings_in_items(one.blocks[-1])
            self._foretold = Role.CHIEF_OFFICER if brings else None
        self._share()
        self._write()
        requests = [block for one in found for block in one.blocks if asks(block)]
        if requests and not self.items and not self.none:
            self._doubt_no_items(requests[0])

    def _looked_over(self, divisions: Sequence[Division]) -> list[Division]:
        """Note what the whole shows of its parts, and set closing words apart."""
        found = list(divisions)
        self._asked = any(_ASKED.search(block.text) for one in found for block in one.blocks)
        told = any(_LEGEND.search(block.text) for one in found for block in one.blocks)
        self._quotes = _quotes_chief(found, asked=self._asked or told)
        self._labels = Counter(one.label for one in found)
        self._counted = _counts_paragraphs(found)
        local = local_labels(found)
        if last := closing_words(found, local):
            self._doubt_closing()
            found.append(last)
        found = list(with_closings(found, local))
        local = local_labels(found)
        self._holders = holders(found, local)
        self._without_texts = names_alone(found, local)
        alone = (one for at, one in enumerate(found) if one.is_item and at + 1 not in local)
        self._explained = explain([divided(one.blocks)[1] for one in alone])
        said = [block for one in found for block in one.blocks[one.is_item :]]
        self._typed = not self._counted and not are_counted(said)
        self._set_off = labels_of_what_is_set_off([(one.label, one.blocks) for one in found])
        return found

    def _write(self) -> None:
        """Write what was said of each item to it."""
        if self._doubts_quotations:
            self._notes.doubt(
                "I276",
                "what is in quotation marks or boxes below the items is taken for the chief "
                "officer's words",
                "Move what is somebody else's.",
                "",
            )
        said, by_voice = by_their_voice(self._said, asked=self._asked)
        if by_voice:
            self._notes.doubt(
                "I278",
                "nothing but how they speak says whose words stand below the items; s55 took them "
                "for the chief officer's, but where the policing body speaks",
                "Move what is somebody else's.",
                "",
            )
        self._ask_labels(said)
        whole = [(role, block) for role in OWNERS for block in self.whole[role]]
        self._doubt_voices([*whole, *((one.role, block) for one in said for block in one.blocks)])
        for one in said:
            text = markdown_from(one.blocks)
            data, key = one.item.data, one.role.value
            data[key] = f"{data[key]}\n{text}" if key in data else text

    # --- headings --------------------------------------------------------------------

    def _section(self, one: Division, meaning: Meaning) -> None:
        """Begin a section of items."""
        if one.head is not None and not is_heading(one.head) and brings_in_items(one.head):
            self._foretold = Role.CHIEF_OFFICER
        self._owner = self._foretold or _chief(one.writer)
        self._by = self._evidence()
        self._refs, self._kind = [], meaning.kind
        kind = meaning.kind or "recommendation"
        if not one.blocks:
            return
        if stated := none_stated(one.blocks, kind, self._forms):
            self.none[kind] = stated
            return
        if any(block.cells for block in one.blocks):
            self._take(one.blocks, Role.POLICING_BODY)
            return
        cause = self._cause_above(one)
        self._listed(one.blocks, kind, nested=cause is not None)
        self._refs = [cause] if cause is not None else []

    def _item(self, at: int, one: Division, meaning: Meaning, *, labelled: bool) -> None:
        """Take the heading of an item, or of several."""
        if not meaning.numbers and self._begins_table_of_items(one.blocks):
            self._section(one, meaning)
            return
        kind = meaning.kind or "recommendation"
        known = self._known(kind, meaning.numbers) if meaning.numbers else []
        blocks = one.blocks
        before = self._owner
        self._owner = self._foretold or before or _chief(one.writer)
        self._by = self._by if self._owner is before else self._evidence()
        if blocks and (empty := self._without_text(kind, meaning.numbers, blocks)):
            own, blocks = divided(blocks, labelled=labelled)
            empty.blocks = [replace(block, boxed=0) for block in own]
        elif known and len(known) == len(meaning.numbers):
            self._together = self._together if known[0] in self._together else []
            self._refs = known
            blocks = self._without_quotation(blocks, known)
        elif not meaning.numbers and (same := self._quoted(kind, blocks)):
            self._refs = [same]
            blocks = self._without_quotation(blocks, [same])
        elif not blocks and not meaning.numbers and not labelled:
            self._refs, self._owner, self._kind = [], None, kind
            self._by = Weight.PLACE  # a section of one item
            return
        else:
            has_text = self._holders.get(at, True)
            blocks = self._begin_items(one, meaning, has_text=has_text, labelled=labelled)
        if kind == "cause_of_concern" and one.head and self._refs:
            self._heads[id(self._refs[-1])] = one.head
        quoted, after = _box_at_start(blocks)
        self._take(quoted, self._owner or Role.POLICING_BODY, self._by)
        self._take(after, Role.POLICING_BODY, self._by)

    def _begin_items(
        self, one: Division, meaning: Meaning, *, has_text: bool, labelled: bool
    ) -> list[SourceBlock]:
        """Make the items that a heading names; return what is said of them below their text."""
        topic, blocks = topic_of(one)
        text: list[SourceBlock] = []
        replies = (
            meaning.numbers
            and blocks
            and (self._without_texts or (self._owner and is_reply(blocks[0])))
        )
        if has_text and not replies:
            text, blocks = divided(blocks, labelled=labelled)
            if self._explained and not labelled:
                text, blocks = [*text, *blocks[:1]], blocks[1:]
        typed = number_typed(text) if self._typed else ()
        numbers = meaning.numbers or typed or ("",)
        self._refs = [
            self._new(
                meaning.kind or "recommendation", number, part, nested=_nests(one), under=topic
            )
            for number, part in zip(numbers, text_of_each(text, len(numbers)), strict=True)
        ]
        self._together = self._refs if len(self._refs) > 1 and not one.blocks else []
        return blocks

    def _begins_table_of_items(self, blocks: Sequence[SourceBlock]) -> bool:
        """Whether a table with heads follows a heading: "Area for improvement" is over one row."""
        if not blocks or not blocks[0].cells:
            return False
        rows = [block for block in blocks if block.table == blocks[0].table and block.cells]
        return read_table(rows, self._roles, None, self._owner) is not None

    def _evidence(self) -> Weight:
        """Tell what says whose the comments below the next items are."""
        if self._owner is None:
            return Weight.PLACE
        return Weight.INTRODUCED if self._owner is self._foretold else Weight.LABEL

    def _without_text(
        self, kind: ItemName, numbers: Sequence[str], text: Sequence[SourceBlock]
    ) -> ResponseItem | None:
        """Give the item right above a label without a number, if it lacks its text.

        Below "Recommendation 1" a table may begin with "HMICFRS recommendation". What follows the
        number in the heading itself is its topic: "Recommendation 1: waiting times".
        """
        if numbers or len(self._refs) != 1:
            return None
        (item,) = self._refs
        topic = "" if item.under else " ".join(item.text.split())
        has_topic = 0 < len(topic) <= LONGEST_TOPIC and topic[-1:] not in ".:;"
        lacks = not item.blocks or (has_topic and not asks(item.blocks[0]) and asks(text[0]))
        if item.kind != kind or not lacks or item.data:
            return None
        if any(one.item is item for one in self._said):
            return None
        item.under = topic or item.under
        return item

    def _doubt_no_items(self, block: SourceBlock) -> None:
        command = self._notes.lesson("ITS WORDS", Role.RECOMMENDATION)
        self._notes.doubt(
            "I281",
            "s55 found no recommendation, area for improvement or cause of concern, though "
            f"'{_shortened(block.text)}' may be one",
            f"If a heading is over the items: {command}; else write them in the draft.",
            "",
        )

    def _doubt_closing(self) -> None:
        self._notes.doubt(
            "I228",
            "each comment but the last is one paragraph; what follows the last is taken for "
            "closing words",
            "If it belongs to the last item, move it there.",
            "policing_body.closing",
        )

    def _something_else(self, one: Division, meaning: Meaning) -> None:
        """Take the heading of a chapter or of the next report: it ends what is said of an item."""
        self._refs, self._owner, self._kind = [], None, None
        self._by = Weight.PLACE
        head = [one.head] if one.head else []
        if meaning.answers:
            self._first = len(self.items)
            when = [block for block in one.blocks[:1] if says_when(block)]
            self._notes.keep(
                [*head, *when], "is the heading of what answers one of several reports"
            )
            if self.items:
                self._notes.doubt(
                    "I275",
                    "the file answers several reports; the draft has the items of all, in order",
                    "Make a draft for each report, and move the items of the others there.",
                    "",
                )
            self._take(one.blocks[len(when) :], Role.POLICING_BODY)
        elif one.blocks and one.blocks[0].cells:
            self._notes.keep(head, "is the heading of a table")
            self._take(one.blocks, Role.POLICING_BODY)
        elif any(block.cells for block in one.blocks):
            self._take([*head, *one.blocks], Role.POLICING_BODY)
        elif one.blocks:
            self._say([], [*head, *one.blocks], Role.POLICING_BODY)
        else:
            self._under = one.head.text if one.head else ""

    def _part(self, one: Division) -> None:
        """Take what the inspectors said: the text of the item before it, or a section of items."""
        if len(self._refs) != 1:
            self._section(one, Meaning(None, "recommendation", several=True))
            return
        (item,) = self._refs
        if item.blocks and not asks(item.blocks[-1]) and not item.under:
            item.under, item.blocks = " ".join(item.text.split()), []
        item.blocks += [replace(block, boxed=0) for block in one.blocks]

    def _comments(self, one: Division, meaning: Meaning, *, local: bool) -> None:
        """Take a heading that says whose comments follow."""
        role = meaning.role or Role.POLICING_BODY
        if meaning.weighed:
            self._doubt_label("label", meaning.label, role)
        boxed, after = _in_box(one, ends=one.label in self._set_off)
        if meaning.numbers or (local and self._refs):
            self._refs = self._named(meaning) if meaning.numbers else self._answered(one)
            self._take_quoted(boxed, role, day_of_label(one.head.text if one.head else ""))
        else:
            self._refs, self._kind = [], None
            self._owner = None if meaning.closing or after else role
            self._by = self._evidence()
            self._take(boxed, role)
        self._take(after, Role.POLICING_BODY)

    def _named(self, meaning: Meaning) -> list[ResponseItem]:
        """Give the items that a label names; by their numbers alone, those of the last kind."""
        if meaning.kind is None:
            return self._known(self.items[-1].kind, meaning.numbers) if self.items else []
        return self._known(meaning.kind, meaning.numbers) or [
            self._new(meaning.kind, number, []) for number in meaning.numbers
        ]

    def _answered(self, one: Division) -> list[ResponseItem]:
        """Give the items that comments below the last one are on.

        Those of a heading that named several are answered together. What comes once, under a
        heading as high as that of the cause of concern, is on that and not on its last item.
        """
        if self._together and self._refs == self._together[-1:]:
            return self._together
        cause = self._cause()
        head = self._heads.get(id(cause)) if cause is not None else None
        on_cause = cause is not None and self._refs[-1:] == cause.nested[-1:]
        if on_cause and head and self._labels[one.label] == 1 and is_heading(one.head):
            return [cause] if cause and one.head and one.head.level <= head.level else self._refs
        return self._refs

    def _take_quoted(self, blocks: Sequence[SourceBlock], role: Role, day: str) -> None:
        """Take comments; what the chief officer says in quotation marks ends with them.

        The day of their label stays with them.
        """
        if role is Role.CHIEF_OFFICER and blocks:
            blocks = [*cut_at_mark(blocks[0]), *blocks[1:]]
        end = (role is Role.CHIEF_OFFICER and end_of_marks(blocks)) or len(blocks)
        self._take([*day_over(blocks, day), *blocks[:end]], role)
        self._take(blocks[end:], Role.POLICING_BODY)

    def _fact(self, one: Division) -> None:
        """Take a label with a fact about an item, or a heading of another kind."""
        if one.role in _SHOWN and len(self._refs) == 1 and one.blocks:
            self._facts(self._refs[0], {one.role: one.blocks[:1]})
            self._take(one.blocks[1:], self._owner or Role.POLICING_BODY, self._by)
        elif one.role is Role.KEY_FINDINGS:
            self._refs, self._owner, self._kind = [], None, None
            self._by = Weight.PLACE
            self.whole[Role.KEY_FINDINGS] += one.blocks
        elif one.role is Role.NOTES:
            self._notes.keep(one.blocks, "stands below a heading of the office's own notes")
        else:
            head = [one.head] if one.head else []
            self._take([*head, *one.blocks], self._owner or Role.POLICING_BODY)

    # --- items -------------------------------------------------------------------------

    def _new(
        self,
        kind: ItemName,
        number: str,
        text: Sequence[SourceBlock],
        *,
        nested: bool = False,
        under: str = "",
    ) -> ResponseItem:
        item = ResponseItem(
            kind, number, under or self._under, [replace(block, boxed=0) for block in text]
        )
        if kind == "recommendation" and nested and (cause := self._cause()):
            cause.nested.append(item)
        self.items.append(item)
        return item

    def _cause(self) -> ResponseItem | None:
        """Give the cause of concern that the next recommendation is made because of."""
        for item in reversed(self.items[self._first :]):
            if item.kind == "cause_of_concern":
                return item
            if item.kind != "recommendation":
                return None
        return None

    def _cause_above(self, one: Division) -> ResponseItem | None:
        """Give the cause of concern below whose heading a section of recommendations stands."""
        cause = self._cause() if self._heads and _nests(one) else None
        head = self._heads.get(id(cause))
        below = head is not None and one.head is not None and one.head.level > head.level > 0
        return cause if below else None

    def _known(self, kind: ItemName, numbers: Sequence[str]) -> list[ResponseItem]:
        found = []
        for number in numbers:
            own = self.items[self._first :]
            found += [one for one in own if one.kind == kind and one.number == number][:1]
        return found

    def _quoted(self, kind: ItemName, blocks: Sequence[SourceBlock]) -> ResponseItem | None:
        """Find the item without a number whose text a division quotes."""
        said = words("\n".join(block.text for block in blocks))
        for item in self.items[self._first :]:
            own = words(item.text)
            alike = item.kind == kind and not item.number and own
            if alike and likeness(own, said[: len(own)]) >= _ALIKE:
                return item
        return None

    def _without_quotation(
        self, blocks: Sequence[SourceBlock], items: Sequence[ResponseItem]
    ) -> list[SourceBlock]:
        """Take the items' own words off the beginning of what is said of them."""
        rest = list(blocks)
        own = words("\n".join(item.text for item in items))
        while rest and own:
            said = words(rest[0].text)
            if not said or likeness(said, own[: len(said)]) < _ALIKE:
                break
            self._notes.left_out(rest[:1], "a quotation of the item, whose text the draft has")
            own, rest = own[len(said) :], rest[1:]
        if not items[0].text and rest and (is_marked(rest[0]) or asks(rest[0])):
            text, rest = divided(rest)
            for item in items:
                item.blocks = list(text)
        return rest

    def _listed(
        self, blocks: Sequence[SourceBlock], kind: ItemName, *, nested: bool = False
    ) -> None:
        """Take the entries of a section's list as items; what follows one is said of it."""
        entries = [list_entry(block) for block in blocks]
        if not any(entries):
            self._paragraphs(blocks, kind, nested=nested)
            return
        levels = [max(block.level, 1) for block, one in zip(blocks, entries, strict=True) if one]
        depth = min(levels)
        found: list[tuple[ResponseItem, list[SourceBlock]]] = []
        for block, entry in zip(blocks, entries, strict=True):
            item, reply = found[-1] if found else (None, [])
            if entry and block.level <= depth:
                item = self._new(kind, entry[0], [replace(entry[1], boxed=0)], nested=nested)
                found.append((item, []))
            elif item is None:
                self.introductions.setdefault(kind, []).append(block)
            elif block.kind is BlockKind.LIST_ITEM and not reply:
                item.blocks.append(replace(block, level=max(block.level - depth, 1)))
            else:
                reply.append(block)
        self._replies(found)

    def _replies(self, found: Sequence[tuple[ResponseItem, list[SourceBlock]]]) -> None:
        """Take what follows each entry of a list as said of it; the end can be on them all."""
        role, by = self._owner or Role.POLICING_BODY, self._by
        rest: list[SourceBlock] = []
        if found:
            end = after_replies([reply for _, reply in found])
            rest = found[-1][1][end:]
            del found[-1][1][end:]
        if explain([reply for _, reply in found]):
            for item, reply in found:
                item.blocks += reply[:1]
                del reply[:1]
        for item, reply in found:
            self._refs = [item]
            self._take(reply, role, by)
        self._refs = []
        self._take(rest, role, by)

    def _paragraphs(
        self, blocks: Sequence[SourceBlock], kind: ItemName, *, nested: bool = False
    ) -> None:
        """Take each paragraph that asks for something as an item, and what follows as its reply."""
        found: list[tuple[ResponseItem, list[SourceBlock]]] = []
        for block in blocks:
            if asks(block) and (not answers(block) or is_marked(block)):
                found.append((self._new(kind, "", [block], nested=nested), []))
            elif not found:
                self.introductions.setdefault(kind, []).append(block)
            else:
                found[-1][1].append(block)
        self._replies(found)
        if found:
            self._notes.doubt(
                "I224",
                f"the items under '{kind.replace('_', ' ')}' have neither numbers nor a list; s55 "
                "took each paragraph that asks for something as one",
                "Join the paragraphs that belong to one item.",
                "",
            )

    # --- text and tables ------------------------------------------------------------------

    def _take(self, blocks: Sequence[SourceBlock], role: Role, by: Weight = Weight.LABEL) -> None:
        """Take text, with the tables in it, as what one of the two says, by some evidence."""
        after_table = False
        groups = [
            (table, list(group))
            for table, group in groupby(blocks, key=lambda one: one.table if one.cells else -1)
        ]
        for at, (table, found) in enumerate(groups):
            part = found
            if after_table and at + 1 < len(groups) and all(map(_heads, part)):
                for block in part:  # a row across the table, where its rows are lines of text
                    self._across(block)
                continue
            read = self._read(part) if table >= 0 else None
            part = self._cut_rows(part) if after_table else part
            after_table = read is not None
            if read is not None:
                self._table(read)
            else:
                for items, own in self._by_item(part, role):
                    self._say(items, own, role, by)

    def _by_item(
        self, blocks: Sequence[SourceBlock], role: Role
    ) -> list[tuple[list[ResponseItem], list[SourceBlock]]]:
        """Divide text by the items that it is on: those above it, or those it says itself."""
        if self._refs:
            return [(self._refs, list(blocks))] if blocks else []
        return self._by_number(blocks, role) or self._by_mention(blocks)

    def _read(self, rows: Sequence[SourceBlock]) -> ReadTable | None:
        return read_table(rows, self._roles, self._above, self._owner)

    def _say(
        self,
        items: Sequence[ResponseItem],
        blocks: Sequence[SourceBlock],
        role: Role,
        by: Weight = Weight.LABEL,
    ) -> None:
        said_by = speeches(blocks, role)
        if items and self._quotes and role is Role.POLICING_BODY:
            said_by = [one for speech in said_by for one in quotations(speech)]
            self._doubts_quotations |= any(one.role is Role.CHIEF_OFFICER for one in said_by)
        if any(speech.role is not role for speech in said_by):
            by = max(by, Weight.INTRODUCED)
        for speech in said_by:
            if speech.open:
                self._doubt_end(speech.blocks[0])
            if speech.signature is not None:
                if self.signature is None and not items:
                    self.signature = speech.signature
                else:
                    self._notes.keep([speech.signature], "says whose words stand above it")
            said = _unboxed(speech.blocks)
            if items:
                self._said += [Said(item, speech.role, said, by) for item in items]
            elif speech.role is Role.POLICING_BODY and self.items:
                self.closing += said
            else:
                self.whole[speech.role] += said

    def _doubt_end(self, block: SourceBlock) -> None:
        self._notes.doubt(
            "I277",
            f"nothing shows where the chief officer's words end that begin with "
            f"'{_shortened(block.text)}'; s55 took what is not in the words of the "
            "policing body",
            "Move the paragraphs at the end of them, or below them, that belong to the other.",
            "",
        )

    def _by_number(
        self, blocks: Sequence[SourceBlock], role: Role
    ) -> list[tuple[list[ResponseItem], list[SourceBlock]]]:
        """Divide comments that are numbered as the items are; [] where they are not.

        Where each of the items has a comment by the same one, a list is of something else. Where
        all paragraphs are counted, so are these.
        """
        leads = [numbered(block) for block in blocks]
        used = {number for numbers, _ in leads for number in numbers}
        kinds = {item.kind for item in self.items if item.number in used}
        kind = self._kind or (next(iter(kinds)) if len(kinds) == 1 else None)
        own = {item.number for item in self.items if item.kind == kind}
        if self._counted or kind is None or not used or not used <= own:
            return []
        answered = {one.item.number for one in self._said if one.role is role}
        if used <= answered:
            return []
        result: list[tuple[list[ResponseItem], list[SourceBlock]]] = []
        for (numbers, bare), block in zip(leads, blocks, strict=True):
            if numbers:
                result.append((self._known(kind, numbers), [bare]))
            elif result:
                result[-1][1].append(block)
            else:
                result.append(([], [block]))
        return result

    def _by_mention(
        self, blocks: Sequence[SourceBlock]
    ) -> list[tuple[list[ResponseItem], list[SourceBlock]]]:
        """Divide text on the whole at paragraphs that say which item they are about."""
        result: list[tuple[list[ResponseItem], list[SourceBlock]]] = []
        last_about = max((at for at, one in enumerate(blocks) if about_items(one)), default=0)
        for at, (block, following) in enumerate(zip_longest(blocks, blocks[1:])):
            over = following if _is_topic(block) else None
            about = about_items(over or block)
            items = self._known(*about) if about else []
            last, before = result[-1] if result else ([], [])
            goes_on = before and introduces(before[-1])
            below = before and _is_topic(before[0]) and not (_is_topic(block) or closes(block))
            between = last and at < last_about and not _is_topic(block)
            if (below or between) and not about:
                items = last
            if result and (goes_on or last == items):
                result[-1][1].append(block)
            else:
                result.append((items, [block]))
        return result

    def _cut_rows(self, blocks: list[SourceBlock]) -> list[SourceBlock]:
        """Take rows below a table of which only the item is left: the other cells were empty."""
        known = {item.number for item in self.items}
        while blocks and (entry := list_entry(blocks[0])) and entry[0] and entry[0] not in known:
            if not asks(entry[1]):
                break
            kind = self.items[-1].kind if self.items else "recommendation"
            self._new(kind, entry[0], [entry[1]])
            blocks = blocks[1:]
        return blocks

    def _share(self) -> None:
        """Give a reply that names several items to each of them: '4 and 5. These two ...'."""
        for one in list(self._said):
            numbers = named_together(_beginning(one.blocks))
            if one.item.number not in numbers:
                continue
            for other in self._known(one.item.kind, numbers):
                if not any(said.item is other and said.role is one.role for said in self._said):
                    self._said.append(replace(one, item=other))
        shared: dict[str, list[ResponseItem]] = {}
        for one in self._said:
            if named_together(_beginning(one.blocks)):
                shared.setdefault(f"{one.role}{one.blocks[0].place}", []).append(one.item)
        for items in shared.values():
            if len(items) > 1:
                named = " and ".join(item.number for item in items)
                self._notes.doubt(
                    "I271",
                    f"one reply is on the items {named}; the draft has it with each of them",
                    "Leave it so, or write at the second where the reply is.",
                    "",
                )

    def _table(self, read: ReadTable) -> None:
        """Take the rows of a table of items."""
        self._notes.keep(read.before, "stands above the heads of a table")
        self._doubt_columns(read)
        self._above, self._across_kind, self._topic = read, None, ""
        above: list[ResponseItem] = []
        for row in read.rows:
            if isinstance(row, SourceBlock):
                self._across(row)
                continue
            items = above if row.goes_on and above else self._of_row(row)
            for role, blocks in row.parts.items():
                if role in OWNERS:
                    self._say(items, blocks, role)
            for item in items:
                self._facts(item, {r: b for r, b in row.parts.items() if r in _SHOWN})
            for role in (Role.KEY_FINDINGS, Role.NOTES):
                self._notes.keep(row.parts.get(role, ()), f"stands in the column of {role.value}")
            for head, blocks in row.unknown:
                self._notes.keep(blocks, f"stands in the column '{head}', which s55 does not know")
            above = items

    def _of_row(self, row: RowRead) -> list[ResponseItem]:
        section = self._across_kind or row.column or self._kind
        kind = row.kind or section or "recommendation"
        known = self._known(kind, row.numbers)
        rest = self._without_quotation(row.item, known) if known else row.item
        if known and len(known) == len(row.numbers) and (len(rest) < len(row.item) or not rest):
            self._notes.keep(rest, "stands in the table beside an item that is known already")
            return known
        if row.cause:
            self._new("cause_of_concern", "", row.cause)
        under, nested = self._topic, row.cause is not None
        return [
            self._new(kind, number, row.item, nested=nested, under=under)
            for number in row.numbers or ("",)
        ]

    def _across(self, row: SourceBlock) -> None:
        """Take a row across a table: the heading of other items, or a note."""
        meaning = self._roles.heading(row.text.strip(" |"))
        said = " ".join(row.text.strip(" |").split())
        if meaning is not None and meaning.kind:
            self._across_kind, self._topic = meaning.kind, ""
        elif row.cells and row.bold and len(said) <= LONGEST_TOPIC and said[-1:] not in ".:;":
            self._topic = said
        else:
            self._notes.keep([row], "stands across a table")

    def _doubt_columns(self, read: ReadTable) -> None:
        for head, role in read.uncertain:
            self._doubt_label("column", head, role)
        for head in read.unknown:
            self._notes.doubt(
                "I273",
                f"s55 does not know what the column '{head}' has; it is in the office's notes",
                f"Say what it is: {self._notes.lesson(head, Role.CHIEF_OFFICER)}",
                "",
            )

    def _doubt_voices(self, said: Sequence[tuple[Role, SourceBlock]]) -> None:
        """Tell of each passage that speaks as the other one does than its label says."""
        for role, block in {id(block): (role, block) for role, block in said}.values():
            if not contradicts(block.text, role):
                continue
            begins = _shortened(block.text)
            self._notes.doubt(
                "I279",
                f"'{begins}' stands where {_WHOSE[role]}'s words are, and speaks as "
                f"{_WHOSE[_other(role)]} does",
                "Move it if it is the other's.",
                "",
            )

    def _ask_labels(self, said: Sequence[Said]) -> None:
        """Ask, once for each, whose words stand below labels that s55 does not know."""
        order = {id(item): at for at, item in enumerate(self.items, 1)}
        passages = [
            *(WordsGiven(role, 0, self.whole[role]) for role in OWNERS),
            *(WordsGiven(one.role, order[id(one.item)], one.blocks) for one in said),
            WordsGiven(Role.POLICING_BODY, 0, self.closing),
        ]
        for one in labels_left(passages, self._roles):
            many = len(one.begins)
            begins = _shortened(one.begins[0])
            stands = (
                f"what stands below it ('{begins}') is"
                if many == 1
                else f"the {many} passages below it (the first begins '{begins}') are"
            )
            other = _other(one.role)
            self._notes.doubt(
                "I280",
                f"s55 does not know whose words '{one.words}' is over; {stands} with "
                f"{_WHOSE[one.role]}'s",
                f"If they are {_WHOSE[other]}'s: {self._notes.lesson(one.words, other)}",
                "",
            )

    def _doubt_label(self, what: str, words: str, role: Role) -> None:
        """Tell, once for each label, that its words do not say whose comments it has."""
        said = (
            f"the {what} '{words}' does not say whose comments it has; s55 took them for "
            f"{_WHOSE[role]}'s"
        )
        if said not in self._doubted:
            self._doubted.add(said)
            hint = f"If that is wrong: {self._notes.lesson(words, _other(role))}"
            self._notes.doubt("I272", said, hint, "")

    def _facts(self, item: ResponseItem, facts: dict[Role, list[SourceBlock]]) -> None:
        """Write the status, day and owner of an item; other words go to the item's notes."""
        for role, blocks in facts.items():
            said = " ".join(" ".join(block.text for block in blocks).split())
            if re.fullmatch(_NOT_GIVEN, said, re.IGNORECASE):
                continue
            value: Any = None
            if role is Role.STATUS:
                value = STATUSES.get(folded(said))
            elif role is Role.TARGET_DATE:
                value = date_in(said) if len(said) < 40 else None
            else:
                value = said
            if value is not None and role.value not in item.data:
                item.data[role.value] = value
            elif said:
                before = item.data.get("office_notes", "")
                item.data["office_notes"] = f"{before}{_SHOWN[role]}: {markdown_from(blocks)}"


def _counts_paragraphs(found: Sequence[Division]) -> bool:
    """Whether the paragraphs of a response are counted: the first ones are above all items."""
    above = takewhile(lambda one: one.meaning is None or one.meaning.kind is None, found)
    paragraphs = (block for one in above for block in one.blocks)
    return any(
        block.kind is BlockKind.PARAGRAPH and numbered(block)[0] in (("1",), ("2",))
        for block in paragraphs
    )


def _beginning(blocks: Sequence[SourceBlock]) -> str:
    """Give the first paragraph of what is said, below the day that its label has."""
    return next((block.text for block in blocks if not is_day(block.text)), "")


def _is_topic(block: SourceBlock) -> bool:
    """Whether a block is a heading, or a line in bold that is no sentence."""
    looks = block.kind is BlockKind.HEADING or (block.bold and not block.cells)
    return looks and not block.text.rstrip().endswith((".", ";"))


def _heads(block: SourceBlock) -> bool:
    return block.kind is BlockKind.HEADING


def _chief(writer: Role) -> Role | None:
    """Give the owner of what stands in a letter without a heading; the body's needs no telling."""
    return writer if writer is Role.CHIEF_OFFICER else None


def _box_at_start(
    blocks: Sequence[SourceBlock],
) -> tuple[Sequence[SourceBlock], Sequence[SourceBlock]]:
    """Divide what is said of an item at the end of a box with which it begins."""
    end = in_box(blocks) or len(blocks)
    return blocks[:end], blocks[end:]


def _in_box(one: Division, *, ends: bool) -> tuple[list[SourceBlock], list[SourceBlock]]:
    """Divide what follows a label whose words are in a box from what is below the box.

    They are where the label stands in the box with them, and where a label that comes back has
    such words each time (``ends``). A box round the label alone, such as a shaded line, is no end
    of what is said.
    """
    box = one.head.boxed if one.head else 0
    end = in_box(one.blocks)
    if ends or (box and end and one.blocks[0].boxed == box):
        end = end or set_off(one.blocks)
        return one.blocks[:end], one.blocks[end:]
    return one.blocks, []


def _unboxed(blocks: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Take words out of the box that is round all of them: it is no quotation in them."""
    if blocks and all(block.boxed for block in blocks):
        return [replace(block, boxed=0) for block in blocks]
    return list(blocks)


def _other(role: Role) -> Role:
    return Role.POLICING_BODY if role is Role.CHIEF_OFFICER else Role.CHIEF_OFFICER


def _quotes_chief(found: Sequence[Division], *, asked: bool) -> bool:
    """Whether paragraphs in quotation marks are brought in as the chief officer's somewhere."""
    in_marks = any(
        quotes(first, second) and second.text.strip()[:1] in OPENING
        for one in found
        for first, second in pairwise(one.blocks)
    )
    return in_marks or _boxes_answer(found, asked=asked)


_LEGEND = re.compile(
    r"\b(?:chief\s+(?:constable|officer)|force|constabulary|commissioner\s+of\s+police)(?:[’']s)?\b"
    r"[^.;]{0,90}\b(?:says|said|words|comments|response|replies|answers)\b"
    r"[^.;]{0,40}\bin\s+(?:italics|boxes|a\s+box|shaded\s+boxes|(?:inverted|quotation)\s+\w+|quotes)\b",
    re.IGNORECASE,
)
"""A sentence that says how the chief officer's words are printed."""
_ASKED = re.compile(
    r"\b(?:asked|sought|invited|requested|received|had)\b[^.]{0,60}\bchief\s+(?:constable|officer)\b|"
    r"\bchief\s+(?:constable|officer)(?:[’']s)?\b[^.]{0,40}"
    r"\b(?:comments?|views?|wrote|replied|response|reply|answers?|words)\b",
    re.IGNORECASE,
)
_FEWEST_BOXES = 2


def _boxes_answer(found: Sequence[Division], *, asked: bool) -> bool:
    """Whether a box, italics or a quotation stands among the words on most items, beside others.

    It has what the chief officer wrote where the response says that the chief officer was asked, or
    how the chief officer's words are printed, or where the words of both show it.
    """
    said = [
        divided(one.blocks)[1] if one.is_item else one.blocks[1:]
        for one in found
        if one.is_item or one.role in _SHOWN
    ]
    items = [rest for rest in said if rest]
    both = [rest for rest in items if len({is_marked(block) for block in rest}) > 1]
    if len(both) < _FEWEST_BOXES or len(both) * 2 <= len(items):
        return False
    apart = [block.text for rest in both for block in rest if is_marked(block)]
    other = [block.text for rest in both for block in rest if not is_marked(block)]
    heard = speaker_of(apart), speaker_of(other)
    return heard[0] is not Role.POLICING_BODY and (
        asked or heard == (Role.CHIEF_OFFICER, Role.POLICING_BODY)
    )


def _nests(one: Division) -> bool:
    """Whether a recommendation can belong to the cause of concern before it."""
    return one.meaning is not None and one.meaning.kind == "recommendation"


def _shortened(text: str) -> str:
    """Give the beginning of a passage on one line, for a message."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1].rstrip()}…"
