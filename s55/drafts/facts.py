"""List the facts of a draft that are filled in as a form, and change them.

Texts are in :mod:`s55.drafts.texts`; what happened to a response is recorded by the commands for
that. A draft that cannot be understood shows its facts too, so that they can be put right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from s55.drafts.load import load
from s55.model.inspection import Grade
from s55.model.names import names_of
from s55.model.progress import STATED, ItemMark
from s55.model.response import Response
from s55.sources.facts import (
    Fact,
    FactChange,
    FactGroup,
    FactKind,
    with_facts,
    with_values,
)
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.tree import Mapping, Node, count_at, parse_path, text_of, value_at

_NUMBER, _LINES, _DAY = FactKind.NUMBER, FactKind.LINES, FactKind.DAY
_YES_NO, _CHOICE = FactKind.YES_NO, FactKind.CHOICE
_REPORT = (
    Fact("inspection.title", "Title of the report", is_needed=True),
    Fact(
        "inspection.published",
        "Day on which the report was published",
        _DAY,
        "Day 1 of the 56 (section 55(5A))",
        is_needed=True,
    ),
    Fact(
        "inspection.publication_types",
        "Publication types",
        _LINES,
        "As the inspectorate lists them, each on a line",
        is_needed=True,
    ),
    Fact("inspection.forces", "Forces inspected", _LINES, "Each on a line", is_needed=True),
    Fact(
        "inspection.link.address",
        "Web address of the report",
        hint="In full, beginning with https://",
        is_needed=True,
    ),
    Fact("inspection.link.text", "Words of the link", hint="Without them the address is shown"),
    Fact("inspection.isbn", "ISBN"),
)
_CHIEF_OFFICER = (
    Fact("chief_officer.name", "Who made the comments"),
    Fact("chief_officer.post", "Their post", hint="Where it is not the one in the settings"),
    Fact("chief_officer.date", "Day of the comments", _DAY, "On which they are dated or came"),
)
_LETTER = (
    Fact("letter.our_reference", "Our reference"),
    Fact("letter.sent", "Day on which the letters go out", _DAY),
)
_APPLIES = {"": "Yes", "yes": "Yes", "no": "No: it is kept, and no document shows it"}
_PRIORITY = {"": "No", "no": "No", "yes": "Yes, an area for priority action"}
_STATUSES = {"": "Nothing is said"} | {one.value: one.value.capitalize() for one in STATED}
_MARKS = {"": "None"} | {one.value: one.value.capitalize() for one in ItemMark}
_GRADES = {one.value: one.value.capitalize() for one in Grade}
_SHOWN = Fact(
    "judgments.shown",
    "Does the document print them as a table?",
    _YES_NO,
    choices={"": "Yes", "yes": "Yes", "no": "No: the key findings give them in words"},
)
_OF_AN_ITEM = (
    Fact("number", "Number in the report", _NUMBER, "As the report prints it"),
    Fact("office_number", "Our own number", _NUMBER, "Of an item that the report does not number"),
    Fact("under", "Heading in the report"),
    Fact("addressed_to", "Whom the report asks", hint="For example, chief constables"),
    Fact("complete_by", "Time that the report sets", hint="As printed: By January 2024"),
    Fact("due", "Last day of that time", _DAY),
    Fact("applies", "Does it apply to the force?", _YES_NO, choices=_APPLIES),
    Fact("reason_not_applicable", "Why it does not apply"),
    Fact("owner", "Who in the force sees to it", hint="A name or a post"),
    Fact("target_date", "Day by which the force means to have done it", _DAY),
    Fact("status", "How far the force is, as the response says", _CHOICE, choices=_STATUSES),
    Fact("mark", "How you judge the progress", _CHOICE, choices=_MARKS),
)
_PRIORITY_FACT = Fact(
    "priority", "Does the report call it one for priority action?", _YES_NO, choices=_PRIORITY
)
_NONE = Fact(
    "none",
    "Does the report have none?",
    _YES_NO,
    "If it has some, leave this, and add each item",
    choices={"": "Nothing is said", "no": "Nothing is said", "yes": "It has none"},
)
_NONE_IN_WORDS = Fact("none", "Sentence which says that the report has none")
SECTIONS = (
    ("causes_of_concern", "Cause of concern"),
    ("recommendations", "Recommendation"),
    ("areas_for_improvement", "Area for improvement"),
)
"""The parts of a draft that hold items, each with what one of its items is called."""
_PARTS = {
    "causes_of_concern": "Causes of concern",
    "recommendations": "Recommendations",
    "areas_for_improvement": "Areas for improvement",
}
"""The same parts, each with what it is called."""


def fact_groups(text: str) -> tuple[FactGroup, ...]:
    """List the facts of a draft, group by group, with what it says.

    Args:
        text: the text of the draft, with a byte order mark or without.

    Returns:
        the groups; none where the text is not YAML with keys.
    """
    draft, _ = load(text.removeprefix(BYTE_ORDER_MARK), "")
    root = draft.root if draft else _root(text)
    if not isinstance(root, Mapping):
        return ()
    names = names_of(draft.response) if draft else {}
    items = (
        (path, _capital(names[path].as_subject) if path in names else title)
        for path, title in _items(root)
    )
    found = (
        FactGroup("inspection", "The report", _REPORT),
        *(FactGroup(path, title, tuple(_of_item(path))) for path, title in items),
        *_parts_without_items(root),
        *_judgments(root),
        FactGroup("chief_officer", "The chief officer’s comments", _CHIEF_OFFICER),
        FactGroup("letter", "A response that is a letter", _LETTER),
    )
    return tuple(
        replace(one, facts=with_values(root, one.facts), about=_about(root, one.path))
        for one in found
    )


def _about(root: Node, path: str) -> str:
    """Read what the report says in an item; '' for what is no item."""
    return text_of(value_at(root, parse_path(f"{path}.text")))


def with_draft_facts(text: str, changes: Sequence[FactChange]) -> str:
    """Write what people filled in into a draft, all of it or nothing.

    Raises:
        S55Error: what :func:`s55.sources.facts.with_facts` raises.
    """
    facts = [fact for group in fact_groups(text) for fact in group.facts]
    return with_facts(text, Response, facts, changes)


def _judgments(root: Node) -> Iterator[FactGroup]:
    """Yield the graded judgments, where there are some."""
    count = count_at(root, "judgments.items")
    if not count:
        return
    facts = [
        fact
        for at in range(count)
        for fact in (
            Fact(f"judgments.items[{at}].area", f"Area {at + 1}", is_needed=True),
            Fact(
                f"judgments.items[{at}].grade",
                f"Grade of area {at + 1}",
                _CHOICE,
                choices=_GRADES,
                is_needed=True,
            ),
        )
    ]
    yield FactGroup("judgments", "Graded judgments", (_SHOWN, *facts))


def _root(text: str) -> Node | None:
    """Read the tree of a draft that is no response; what is no YAML has no facts."""
    return read_tree(text.removeprefix(BYTE_ORDER_MARK))[0]


def _items(root: Node) -> Iterator[tuple[str, str]]:
    """Yield the path of each item, and what to call it where the draft is not understood."""
    for key, title in SECTIONS:
        path = f"{key}.items"
        for place in range(count_at(root, path)):
            yield f"{path}[{place}]", f"{title}, entry {place + 1}"
            inner = f"{path}[{place}].recommendations"
            if key == "causes_of_concern":
                for at in range(count_at(root, inner)):
                    yield f"{inner}[{at}]", f"Recommendation {at + 1} of entry {place + 1}"


def _parts_without_items(root: Mapping) -> Iterator[FactGroup]:
    """Yield each part that has no items, or says so, to say whether the report has none."""
    held = {entry.key.text for entry in root.entries}
    for key, title in _PARTS.items():
        said = text_of(value_at(root, parse_path(f"{key}.none")))
        is_asked = key in held or (key == "recommendations" and not held & set(_PARTS))
        if not said and (not is_asked or count_at(root, f"{key}.items")):
            continue
        (fact,) = with_values(root, [replace(_NONE, path=f"{key}.none")])
        if fact.value not in _NONE.choices:
            fact = replace(_NONE_IN_WORDS, path=fact.path)
        yield FactGroup(key, title, (fact,))


def _of_item(path: str) -> Iterator[Fact]:
    facts: Sequence[Fact] = _OF_AN_ITEM
    if path.startswith("areas_for_improvement."):
        facts = (*facts, _PRIORITY_FACT)
    for one in facts:
        yield replace(one, path=f"{path}.{one.path}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
