"""Find items whose numbers cannot be the report's, or that nothing tells apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from s55.model.names import ItemName, as_number, names_of
from s55.model.response import Item, Response
from s55.problems import Problem, error, warning


def item_name_problems(response: Response) -> list[Problem]:
    """Find what keeps people from telling the items of a response apart (D160 to D165)."""
    names = names_of(response)
    return [
        *(problem for path, item in response.all_items() for problem in _number(path, item)),
        *_same_office_numbers(response, names),
        *_same_words(response, names),
        *_told_apart_by_place(response, names),
    ]


def _number(path: str, item: Item) -> Iterator[Problem]:
    """Find a number with words or marks (D160), one that is none (D161), and two (D163)."""
    if item.number is None:
        return
    number = as_number(item.number)
    if not number:
        yield error(
            "D161",
            f"'{item.number}' is not a number that a report gives an item",
            "Leave 'number' out where the report has none. A number of your own: 'office_number'.",
            path=f"{path}.number",
        )
    elif number != item.number:
        yield error(
            "D160",
            f"the number of an item is '{item.number}', with words or marks around it",
            f"Write 'number: {number}'; the documents add the words.",
            path=f"{path}.number",
        )
    if item.office_number is not None:
        yield warning(
            "D163",
            f"an item has the report's number {item.number}, so that your own number "
            f"{item.office_number} is not printed",
            "Delete 'office_number', or 'number' if the report has none.",
            path=f"{path}.office_number",
        )


def _same_office_numbers(response: Response, names: dict[str, ItemName]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for path, _ in response.all_items():
        name = names[path]
        key = (name.kind.value, name.office_number.casefold())
        if name.office_number and key in seen:
            yield error(
                "D162",
                f"two items of one kind ({name.kind.value}) have your own number "
                f"{name.office_number}",
                "Give each another 'office_number'.",
                path=f"{path}.office_number",
            )
        seen.add(key)


def _same_words(response: Response, names: dict[str, ItemName]) -> Iterator[Problem]:
    """Find an item with the words of an earlier one and nothing else to tell it apart (D164)."""
    seen: dict[tuple[object, ...], str] = {}
    for path, item in response.all_items():
        if not names[path].count:
            continue
        key = (*_alike(names[path]), " ".join(item.text.split()).casefold())
        if key in seen:
            yield warning(
                "D164",
                f"{names[path].as_subject} has the same words as {seen[key]}",
                "Delete one. If the report has both, write its heading below 'under:', or a number "
                "of your own: 'office_number'.",
                path=f"{path}.text",
            )
        seen.setdefault(key, names[path].as_subject)


def _told_apart_by_place(response: Response, names: dict[str, ItemName]) -> Iterator[Problem]:
    """Find items that documents can only count, until the response is published (D165)."""
    if response.first_publication is not None:
        return
    groups: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for path, _ in response.applying_items():
        if names[path].count:
            groups[_alike(names[path])].append(path)
    for paths in groups.values():
        name = names[paths[0]]
        where = (
            f"under '{name.under}' have no number" if name.under else "have no number or heading"
        )
        yield warning(
            "D165",
            f"{name.count} items of one kind ({name.kind.value}) {where}; documents name them "
            f"'1 of {name.count}' and so on",
            "To tell them apart, give each a number of your own, such as 'office_number: 1'.",
            path=paths[0],
        )


def _alike(name: ItemName) -> tuple[object, ...]:
    return name.kind, name.office_number, name.under
