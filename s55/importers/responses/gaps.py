"""Tell where a past response breaks its own pattern: words may have been read for another's."""

from __future__ import annotations

from collections.abc import Iterator

from s55.model.names import names_of, owner_of
from s55.model.response import Item, Response
from s55.problems import Problem, warning

_MOST = 0.5
"""The share of the items that may break it."""
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
        who = " and ".join(names[path].in_words for path in lacking)
        yield warning(
            "I282",
            f"{who} {'have' if lacking[1:] else 'has'} no comments of {whose}, as the other items "
            "have",
            "Look whether the file has them: they may be with the other of the two, with another "
            "item or on the whole. If there are none, leave the draft as it is.",
            path=lacking[0],
        )


def _has(item: Item, fields: tuple[str, ...]) -> bool:
    return any(getattr(item, field) for field in fields)
