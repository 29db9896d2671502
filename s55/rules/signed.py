"""Compare a response with the response as it was signed off, and name every difference."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from s55.model.dates import with_weekday
from s55.model.response import SignOff
from s55.problems import Problem, warning
from s55.records import dataclass

Data = Mapping[str, Any]
"""What a sign-off covers, as plain data in the form of the draft."""


CHANGED_SINCE = frozenset({"D145", "D146"})
"""The codes of what is not as it was signed off."""


class Alteration(StrEnum):
    """What happened to a field since the sign-off."""

    CHANGED = "was changed"
    ADDED = "was added"
    REMOVED = "was removed"
    MOVED = "was put in another order"


@dataclass(frozen=True, slots=True)
class ChangedField:
    """A field that is not as it was signed off.

    Attributes:
        path: its path in the draft as it is; of what was removed, the path of what held it.
        was_at: its path in the draft as it was signed off.
        alteration: what happened to it.
    """

    path: str
    was_at: str
    alteration: Alteration


def changed_fields(now: Data, signed: Data) -> list[ChangedField]:
    """Find every field that differs, in the order of the draft.

    Items are compared with the item that has their number, or their text, wherever it is in the
    list.

    Args:
        now: what the sign-off would cover now.
        signed: what it covered.
    """
    return list(_of_records(now, signed, "", ""))


def _of_records(now: Data, signed: Data, path: str, was_at: str) -> Iterator[ChangedField]:
    if now.get("applies") != signed.get("applies"):
        # Of an item that does not apply no other field is covered.
        yield ChangedField(f"{path}.applies", f"{was_at}.applies", Alteration.CHANGED)
        return
    for key in dict.fromkeys((*now, *signed)):
        yield from _of_values(
            now.get(key),
            signed.get(key),
            f"{path}.{key}".removeprefix("."),
            f"{was_at}.{key}".removeprefix("."),
        )


def _of_values(now: Any, signed: Any, path: str, was_at: str) -> Iterator[ChangedField]:
    one = now or signed
    if now == signed:
        return
    if isinstance(one, Mapping):
        yield from _of_records(now or {}, signed or {}, path, was_at)
    elif isinstance(one, Sequence) and one and isinstance(one[0], Mapping):
        yield from _of_lists(now or (), signed or (), path, was_at)
    elif now is None:
        yield ChangedField(path, was_at, Alteration.REMOVED)
    else:
        alteration = Alteration.ADDED if signed is None else Alteration.CHANGED
        yield ChangedField(path, was_at, alteration)


def _of_lists(
    now: Sequence[Data], signed: Sequence[Data], path: str, was_at: str
) -> Iterator[ChangedField]:
    pairs = _pairs(now, signed)
    for index, item in enumerate(now):
        here = f"{path}[{index}]"
        if index in pairs:
            yield from _of_records(item, signed[pairs[index]], here, f"{was_at}[{pairs[index]}]")
        elif _applies(item):
            yield ChangedField(here, was_at, Alteration.ADDED)
    for index, item in enumerate(signed):
        if index not in pairs.values() and _applies(item):
            yield ChangedField(path, f"{was_at}[{index}]", Alteration.REMOVED)
    order = [pairs[index] for index in sorted(pairs)]
    if order != sorted(order):
        yield ChangedField(path, was_at, Alteration.MOVED)


def _applies(item: Data) -> bool:
    return item.get("applies") is not False


def _pairs(now: Sequence[Data], signed: Sequence[Data]) -> dict[int, int]:
    """Pair the places of the items that are the same in both lists."""
    found: dict[int, int] = {}
    for key in ("number", "office_number", "area", "text"):
        for here, item in enumerate(now):
            for there, other in enumerate(signed):
                same = item.get(key) is not None and item.get(key) == other.get(key)
                if same and here not in found and there not in found.values():
                    found[here] = there
    # What is left without a number was rewritten: first with first, and so on.
    left = [i for i, item in enumerate(now) if i not in found and "number" not in item]
    taken = set(found.values())
    others = [i for i, item in enumerate(signed) if i not in taken and "number" not in item]
    return found | dict(zip(left, others, strict=False))


# --- problems ------------------------------------------------------------------------


def not_bound(signed: SignOff) -> Problem:
    """Say that a sign-off is not bound to the text that was approved (D147)."""
    return warning(
        "D147",
        f"the sign-off of {_when(signed)} is not bound to the text: if somebody changes the text, "
        "s55 cannot tell",
        "If the text is what was approved, bind it with s55 sign.",
        path="sign_off",
    )


def changed_somewhere(signed: SignOff, name: str, why: str) -> Problem:
    """Say that the response is not as it was signed off, where no field can be named (D146).

    Args:
        signed: the sign-off.
        name: the name of the draft.
        why: what is known of the change, as the end of a sentence.
    """
    return warning(
        "D146",
        f"the response is not as it was signed off on {_when(signed)}: {why}",
        _again(name),
        path="sign_off",
    )


def changed_since(
    signed: SignOff,
    name: str,
    changes: Sequence[ChangedField],
    now: Mapping[str, str],
    then: Mapping[str, str],
) -> list[Problem]:
    """Name each field that changed since the sign-off (D145).

    Args:
        signed: the sign-off.
        name: the name of the draft.
        changes: the fields.
        now: the short name of each item of the draft, by its path.
        then: the same of the draft as it was signed off.
    """
    return [
        warning(
            "D145",
            f"{field_name(change, now, then)} {change.alteration.value} after the sign-off of "
            f"{_when(signed)}",
            _again(name),
            path=change.path,
        )
        for change in changes
    ]


def field_name(change: ChangedField, now: Mapping[str, str], then: Mapping[str, str]) -> str:
    """Name a field as a message does: 'key_findings', 'action' of R2, or R2 itself."""
    removed = change.alteration is Alteration.REMOVED
    path, names = (change.was_at, then) if removed else (change.path, now)
    owner = max((one for one in names if _is_in(path, one)), key=len, default="")
    if not owner:
        return f"'{path}'"
    field = path.removeprefix(owner).removeprefix(".")
    return f"'{field}' of {names[owner]}" if field else names[owner]


def _is_in(path: str, owner: str) -> bool:
    return path == owner or path.startswith(f"{owner}.")


def _when(signed: SignOff) -> str:
    return f"{with_weekday(signed.date)} by {signed.name}"


def _again(name: str) -> str:
    return f"Undo it, or have it approved and sign again: s55 sign {name} --again --on DATE."
