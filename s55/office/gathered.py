"""Bring the published registers of several offices together, report by report.

Two offices answer the same report if they give it the same title and day, or the same address
(:func:`s55.rules.same_report.report_keys`). Two items of it are the same if they have the same
number in the same place or, without one, the same kind and words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

from s55.model.names import ItemKind
from s55.model.open_data.identity import folded_title, identity_of_report
from s55.model.open_data.register import ItemData, OfficeData, RegisterData, ResponseData
from s55.records import dataclass
from s55.rules.same_report import report_keys


@dataclass(frozen=True, slots=True)
class OfficeAnswer:
    """The response of an office to a report.

    Attributes:
        register: where it is from.
        response: the response.
    """

    register: RegisterData
    response: ResponseData

    @property
    def office(self) -> OfficeData:
        """The office that responded."""
        return self.register.office


@dataclass(frozen=True, slots=True)
class GatheredItem:
    """An item of a report, with what each office says of it.

    Attributes:
        kind: what kind of item it is.
        number: its number, as the report prints it; '' where it has none.
        text: what the report asks.
        answers: each response with the item in it, office by office.
    """

    kind: ItemKind
    number: str
    text: str
    answers: tuple[tuple[OfficeAnswer, ItemData], ...]


@dataclass(frozen=True, slots=True)
class GatheredReport:
    """An inspection report with the responses to it.

    Attributes:
        id: its identity, by the title and the day below.
        title: its title, as most offices write it.
        published: the day it was published, as most offices give it.
        address: where it lies, as most offices give it.
        answers: the responses, office by office.
        items: its items, in the order of the report.
        without: the offices in whose data there is no response to it.
    """

    id: str
    title: str
    published: date
    address: str
    answers: tuple[OfficeAnswer, ...]
    items: tuple[GatheredItem, ...]
    without: tuple[OfficeData, ...]

    @property
    def is_shared(self) -> bool:
        """Whether more than one office answered it."""
        return len({answer.office.id for answer in self.answers}) > 1


def gathered_reports(registers: Iterable[RegisterData]) -> tuple[GatheredReport, ...]:
    """Bring registers together, the latest report first; their order makes no difference.

    Args:
        registers: one for each office.
    """
    ordered = in_order(registers)
    reports = [_report(answers, ordered) for answers in _by_report(ordered)]
    return tuple(sorted(reports, key=lambda one: (-one.published.toordinal(), one.title, one.id)))


def in_order(registers: Iterable[RegisterData]) -> list[RegisterData]:
    """Sort registers by the names of their offices."""
    return sorted(registers, key=lambda one: (one.office.name.casefold(), one.office.id))


def _by_report(registers: Iterable[RegisterData]) -> list[list[OfficeAnswer]]:
    """Put the responses to one report together, those that a third one joins too."""
    answers = [
        OfficeAnswer(register, response)
        for register in registers
        for response in register.responses
    ]
    leads: dict[tuple[str, ...], tuple[str, ...]] = {}

    def root(key: tuple[str, ...]) -> tuple[str, ...]:
        while (above := leads.setdefault(key, key)) != key:
            leads[key] = leads.setdefault(above, above)
            key = above
        return key

    first_keys = []
    for answer in answers:
        first, *others = _keys(answer.response)
        for key in others:
            leads[root(key)] = root(first)
        first_keys.append(first)
    groups: dict[tuple[str, ...], list[OfficeAnswer]] = {}
    for answer, key in zip(answers, first_keys, strict=True):
        groups.setdefault(root(key), []).append(answer)
    return list(groups.values())


def _keys(response: ResponseData) -> Iterable[tuple[str, ...]]:
    return report_keys(response.report, response.report_published, response.report_address)


def _report(answers: Sequence[OfficeAnswer], registers: Iterable[RegisterData]) -> GatheredReport:
    """Tell a report as most offices do, the first of them where as many do otherwise."""
    title = _most(one.response.report for one in answers)
    published = _most(one.response.report_published for one in answers)
    there = {one.office.id for one in answers}
    return GatheredReport(
        id=identity_of_report(title, published.isoformat()),
        title=title,
        published=published,
        address=_most(one.response.report_address for one in answers),
        answers=tuple(answers),
        items=tuple(_items(answers)),
        without=tuple(one.office for one in registers if one.office.id not in there),
    )


T = TypeVar("T")


def _most(values: Iterable[T]) -> T:
    """Give the value that comes most often, the first of several."""
    return Counter(values).most_common(1)[0][0]


def _items(answers: Iterable[OfficeAnswer]) -> Iterator[GatheredItem]:
    found: dict[tuple[str, str], list[tuple[OfficeAnswer, ItemData]]] = {}
    for answer in answers:
        for item in answer.response.items:
            found.setdefault(_item_key(item), []).append((answer, item))
    for same in found.values():
        _, first = same[0]
        yield GatheredItem(first.kind, first.number or "", first.text, tuple(same))


def _item_key(item: ItemData) -> tuple[str, str]:
    """Give what makes two items of a report the same."""
    if item.number:
        return "number", item.reference.casefold()
    return item.kind.value, folded_title(item.text)
