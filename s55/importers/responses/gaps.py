"""Tell where a past response breaks its own pattern: words may have been read for another's."""

from __future__ import annotations

from collections.abc import Iterator

from s55.model.names import names_of, owner_of
from s55.model.response import Item, Response
from s55.problems import Problem, warning

_MOST = 0.5
"""The largest share of the items that may lack them: with more, there is no pattern."""
_COMMENTS = {
    "the chief officer": ("chief_officer", "force_action"),
    "the policing body": ("policing_body", "action", "action_details"),
}
"""The fields in which each of the two comments on an item."""


def gaps(response: Response) -> Iterator[Problem]:
    """Yield I282 for the items without comments of one whose comments most others have.

    A cause of concern has those on its recommendations too.

    Args:
        response: as it was read.
    """
    names = names_of(response)
    items = dict(response.all_items())
    whole = [path for path in items if owner_of(path) is None]
    for whose, fields in _COMMENTS.items():
        have = {owner_of(path) or path for path, item in items.items() if _has(item, fields)}
        lacking = [path for path in whole if path not in have]
        if not 0 < len(lacking) <= _MOST * len(whole):
            continue
        *others, last = (names[path].in_words for path in lacking)
        who = f"{', '.join(others)} and {last} have" if others else f"{last} has"
        yield warning(
            "I282",
            f"{who} no comments of {whose}; the other items do",
            "Look for them in the file: they may have been read as the other's, as comments on "
            "another item or on the whole. If there are none, leave the draft as it is.",
            path=lacking[0],
        )


def _has(item: Item, fields: tuple[str, ...]) -> bool:
    return any(getattr(item, field) for field in fields)
