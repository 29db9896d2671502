"""Read the form of a group of facts: what was filled in, and what of it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from s55.desk.answers import missing
from s55.desk.forms import Fields, day_or_none
from s55.desk.putting_right import first_input
from s55.errors import S55Error
from s55.problems import Problem
from s55.records import dataclass
from s55.sources.facts import Fact, FactChange, FactGroup, FactKind
from s55.workspace import with_shown_files

_PARTS = ("day", "month", "year")


@dataclass(frozen=True, slots=True)
class FactField:
    """A fact as its field in the form shows it.

    Attributes:
        key: the name of the field.
        fact: the fact, as the file has it.
        typed: what stands in the field; of a day '' (see ``day``).
        others: what stands in the field for what is none of the choices, where there is one.
        seen: what the person has seen in the file.
        day: what stands in the three fields of a day, by their names.
        problems: what is wrong with it.
    """

    key: str
    fact: Fact
    typed: str
    others: str
    seen: str
    day: dict[str, str]
    problems: tuple[Problem, ...]

    @property
    def first(self) -> str:
        """Give the id of its first input, to which a problem leads."""
        return first_input(self.key, self.fact)


def group_at(groups: Sequence[FactGroup], of: str) -> FactGroup:
    """Find a group by its path.

    Raises:
        S55Error: K107 when there is no such group.
    """
    for group in groups:
        if group.path == of:
            return group
    raise missing()


def fields_of(
    group: FactGroup, fields: Fields | None, problems: Sequence[Problem]
) -> tuple[FactField, ...]:
    """Put together the fields of a form, at first with what the file says.

    Args:
        group: the facts as the file has them now.
        fields: what was filled in; None before that.
        problems: what is wrong, each with the path of its fact.
    """
    return tuple(_field(group, fact, fields, problems) for fact in group.facts)


def at_fields(fields: Sequence[FactField], problems: Sequence[Problem]) -> list[Problem]:
    """Name in each problem the id of the field that it is about, or '' in its path."""

    def at(problem: Problem) -> str:
        return next((one.first for one in fields if _is_about(problem, one.fact)), "")

    return [replace(one, path=at(one)) for one in with_shown_files(problems)]


def _is_about(problem: Problem, fact: Fact) -> bool:
    """Whether a problem is about a fact, or about an entry of one that is a list."""
    return problem.path == fact.path or problem.path.startswith(f"{fact.path}[")


def _field(
    group: FactGroup, fact: Fact, fields: Fields | None, problems: Sequence[Problem]
) -> FactField:
    key = group.key(fact)
    wrong = tuple(one for one in problems if _is_about(one, fact))
    if fields is None:
        own = "\n".join(fact.of_its_own(fact.value)) if fact.others else ""
        day = _day_of(key, fact.value)
        return FactField(key, fact, fact.value, own, fact.value, day, wrong)
    # Who has seen what somebody else wrote may decide.
    overtaken = any(one.code == "K101" for one in wrong)
    seen = fact.value if overtaken else fields.get(f"seen-{key}", "")
    day = {name: fields.get(name, "") for name in _names(key)}
    typed = _chosen(key, fact, fields) if fact.others else fields.get(key, "")
    return FactField(key, fact, typed, fields.get(f"{key}-others", ""), seen, day, wrong)


def _chosen(key: str, fact: Fact, fields: Fields) -> str:
    """Put together what was chosen, and what was typed beside the choices."""
    if fact.kind is FactKind.CHOICE:
        chosen = [fields[key]] if fields.get(key) else []
    else:
        chosen = [one for one in fact.choices if f"{key}.{one}" in fields]
    return "\n".join([*chosen, *fields.get(f"{key}-others", "").splitlines()])


def _names(key: str) -> tuple[str, ...]:
    return tuple(f"{key}-{part}" for part in _PARTS)


def _day_of(key: str, value: str) -> dict[str, str]:
    year, _, rest = value.partition("-")
    month, _, day = rest.partition("-")
    numbers = (day.lstrip("0"), month.lstrip("0"), year)
    return dict(zip(_names(key), numbers, strict=True))


def changes_of(group: FactGroup, fields: Fields) -> list[FactChange]:
    """Read what was filled in.

    Raises:
        S55Error: K105 for each field in which three numbers are not a day.
    """
    found: list[FactChange] = []
    problems: list[Problem] = []
    for fact in group.facts:
        try:
            found += _change(group.key(fact), fact, fields)
        except S55Error as failure:
            problems += [replace(one, path=fact.path) for one in failure.problems]
    if problems:
        raise S55Error(problems)
    return found


def _change(key: str, fact: Fact, fields: Fields) -> Iterator[FactChange]:
    seen = fields.get(f"seen-{key}", "")
    if fact.others:
        yield FactChange(fact.path, seen, _chosen(key, fact, fields))
        return
    if fact.kind is not FactKind.DAY:
        if key in fields:
            yield FactChange(fact.path, seen, fields[key])
        return
    typed = {name: fields[name] for name in _names(key) if name in fields}
    if typed == _day_of(key, seen):  # also where the file has something that is no day
        return
    if typed:
        day = day_or_none(typed, f"{key}-")
        yield FactChange(fact.path, seen, day.isoformat() if day else "")
