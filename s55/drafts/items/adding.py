"""Add an item to a draft."""

from __future__ import annotations

from dataclasses import replace

from s55.drafts.facts import SECTIONS
from s55.drafts.load import load
from s55.errors import S55Error
from s55.model.response import Response
from s55.problems import error, errors_of
from s55.records import dataclass
from s55.sources.editing import YamlEdit
from s55.sources.facts import as_number_or_text, of_the_new
from s55.sources.files import BYTE_ORDER_MARK
from s55.sources.reading import read_tree
from s55.sources.tree import Items, Node, count_at, parse_path, text_of, value_at


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item that is to be added to a draft.

    Attributes:
        place: the list that it is added to, one of :func:`places_for_items`.
        number: its number in the report; '' for none.
        text: what the report says.
    """

    place: str
    number: str
    text: str


def places_for_items(text: str) -> dict[str, str]:
    """Name the lists of a draft to which an item can be added, by their paths.

    Args:
        text: the text of the draft, with a byte order mark or without.
    """
    root, _ = read_tree(text.removeprefix(BYTE_ORDER_MARK))
    causes = count_at(root, "causes_of_concern.items") if root else 0
    within = {
        f"causes_of_concern.items[{at}].recommendations": (
            f"A recommendation of the cause of concern {at + 1} in the draft"
        )
        for at in range(causes)
    }
    found = {f"{key}.items": f"{_article(title)} {title.lower()}" for key, title in SECTIONS}
    return {**found, **within}


def with_item(text: str, new: NewItem) -> tuple[str, str]:
    """Add an item at the end of its list, and leave every other byte as it was.

    The same item twice in a row is one: the form was sent twice.

    Args:
        text: the text of the draft, with a byte order mark or without.
        new: the item.

    Returns:
        the new text, and the path of the item.

    Raises:
        S55Error: K102 when the draft has no such list, K103 for an item without words, what of
            D101 to D111 is wrong with it, with its path from ``new``, and D117 when the list cannot
            be edited.
    """
    if new.place not in places_for_items(text):
        hint = "Go back, and choose the list again."
        problem = error("K102", "the draft no longer has this list; nothing was written", hint)
        raise S55Error([replace(problem, path="place")])
    words = new.text.replace("\r\n", "\n").rstrip("\n")
    if not words.strip():
        hint = "Write what the report says."
        raise S55Error([error("K103", "an item cannot be empty", hint, path="new.text")])
    place = parse_path(new.place)
    edit = YamlEdit(text, Response)
    held = edit.held(place)
    items = held.items if isinstance(held, Items) else ()
    path = f"{new.place}[{len(items)}]"
    number = as_number_or_text(" ".join(new.number.split()))
    if items and _says(items[-1], "text") == words and _says(items[-1], "number") == str(number):
        return text, f"{new.place}[{len(items) - 1}]"
    said = {"number": number, "text": f"{words}\n"}
    edit.append(place, {key: value for key, value in said.items() if value != ""})
    _, problems = load(edit.text.removeprefix(BYTE_ORDER_MARK), "")
    if wrong := [one for one in errors_of(problems) if one.path.startswith(f"{path}.")]:
        raise S55Error([of_the_new(one, path) for one in wrong])
    return edit.text, path


def _says(item: Node, key: str) -> str:
    return text_of(value_at(item, (key,))).rstrip("\n")


def _article(title: str) -> str:
    return "An" if title[0] in "AEIOU" else "A"
