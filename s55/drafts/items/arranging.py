"""Move an item within its list, or remove it.

Who decides has seen an item: if another one is at its place by now, nothing is written. What is
recorded of the force's progress names items by their short names, so it must still name the same.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from s55.drafts.load import response_of
from s55.drafts.texts import no_such_place
from s55.errors import S55Error
from s55.model.response import Response
from s55.office.items import references_of
from s55.problems import error
from s55.records import dataclass
from s55.sources.editing import YamlEdit
from s55.sources.seen import digest_of
from s55.sources.tree import Items, Loc, Mapping, Scalar, parse_path


@dataclass(frozen=True, slots=True)
class SeenItem:
    """An item as a person saw it.

    Attributes:
        path: its path, for example ``recommendations.items[1]``.
        about: the digest of what the report says in it, by :func:`s55.sources.seen.digest_of`.
    """

    path: str
    about: str


def with_item_moved(text: str, item: SeenItem, to: int, recorded: Collection[str]) -> str:
    """Move an item to another place of its list, with its comments.

    One that is there already stays: the form was sent twice.

    Args:
        text: the text of the draft, with a byte order mark or without.
        item: the item.
        to: its new place in the list, from 0.
        recorded: the short names of the items of which progress is recorded.

    Raises:
        S55Error: K102 when the item is not there any more, K117 when what is recorded would belong
            to another item, D117 when the list cannot be edited, and the problems of a draft that
            cannot be understood.
    """
    edit, loc = YamlEdit(text, Response), parse_path(item.path)
    if _is_at(edit, (*loc[:-1], to), item) and not _is_at(edit, loc, item):
        return text

    def change(edit: YamlEdit, loc: Loc) -> None:
        edit.move(loc, to)

    return _arranged(text, item, recorded, change)


def without_item(text: str, item: SeenItem, recorded: Collection[str]) -> str:
    """Remove an item with its texts; the list goes with its last one, and its part if that is all.

    Args:
        text: the text of the draft, with a byte order mark or without.
        item: the item.
        recorded: the short names of the items of which progress is recorded.

    Raises:
        S55Error: as :func:`with_item_moved`.
    """
    return _arranged(text, item, recorded, _remove)


def _arranged(
    text: str,
    item: SeenItem,
    recorded: Collection[str],
    change: Callable[[YamlEdit, Loc], None],
) -> str:
    before = response_of(text)
    edit, loc = YamlEdit(text, Response), parse_path(item.path)
    if item.path not in references_of(before) or not _is_at(edit, loc, item):
        raise no_such_place(item.path)
    change(edit, loc)
    _refuse_other_items(before, response_of(edit.text), recorded)
    return edit.text


def _is_at(edit: YamlEdit, loc: Loc, item: SeenItem) -> bool:
    held = edit.held((*loc, "text"))
    return isinstance(held, Scalar) and digest_of(held.text) == item.about


def _remove(edit: YamlEdit, loc: Loc) -> None:
    held = edit.held(loc[:-1])
    if isinstance(held, Items) and len(held.items) == 1:
        loc = loc[:-1]
        owner = edit.held(loc[:-1])
        if isinstance(owner, Mapping) and len(owner.entries) == 1:
            loc = loc[:-1]
    edit.remove(loc)


def _refuse_other_items(before: Response, after: Response, recorded: Collection[str]) -> None:
    """Refuse a change by which a record of progress would belong to another item, or to none."""
    was, now = _words_by_name(before), _words_by_name(after)
    for name in recorded:
        if name in was and now.get(name) != was[name]:
            problem = error(
                "K117",
                f"progress is recorded for item {name}, and after this change it would belong to "
                "another item, or to none; nothing was changed",
                "Give each item its number from the report first. An item that is not for the "
                "force need not be removed: it can be kept as one that does not apply.",
            )
            raise S55Error([problem])


def _words_by_name(response: Response) -> dict[str, str]:
    texts = {path: item.text for path, item in response.all_items()}
    return {name: texts[path] for path, name in references_of(response).items()}
