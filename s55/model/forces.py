"""Know the 43 territorial police forces of England and Wales, their names and their bodies by day.

The data and its sources are in ``forces.toml`` beside this module.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from s55.records import dataclass

_DATA = Path(__file__).with_name("forces.toml")
_FIRST_COMMISSIONERS = date(2012, 11, 22)
"""Police Reform and Social Responsibility Act 2011: the day the first commissioners took office."""
ACRONYMS_OF_BODY = r"(?:o?pf?ccs?|o?pcvc|dpccs?|dmpc|mopac|gmca)"
"""What local policing bodies, their offices and their deputies are called for short: a pattern."""


@dataclass(frozen=True, slots=True)
class BodyTerm:
    """The local policing body of a force from one day to another, both included or open."""

    title: str
    since: date | None = None
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether ``day`` falls in the term."""
        return (self.since is None or self.since <= day) and (
            self.until is None or day <= self.until
        )


@dataclass(frozen=True, slots=True)
class TerritorialForce:
    """A territorial police force.

    Attributes:
        name: the name it uses now, for example 'Norfolk Constabulary'.
        areas: the names of its area, by which its chief constable is called: 'Norfolk'.
        also: its other and former names.
        bodies: who held it to account when.
    """

    name: str
    areas: tuple[str, ...]
    also: tuple[str, ...]
    bodies: tuple[BodyTerm, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the force."""
        return (self.name, *self.also)

    def body_on(self, day: date) -> str:
        """Give the title of the local policing body of a day; '' before there was one."""
        return next((term.title for term in self.bodies if term.holds_on(day)), "")


@cache
def territorial_forces() -> tuple[TerritorialForce, ...]:
    """Read the table of forces, once."""
    records = tomllib.loads(_DATA.read_text(encoding="utf-8"))["force"]
    return tuple(_force(**record) for record in records)


def _force(
    name: str,
    area: str,
    also: Sequence[str] = (),
    areas: Sequence[str] = (),
    bodies: Sequence[dict[str, date | str]] = (),
) -> TerritorialForce:
    commissioner = {
        "title": f"Police and Crime Commissioner for {area}",
        "since": _FIRST_COMMISSIONERS,
    }
    terms = tuple(BodyTerm(**term) for term in (bodies or (commissioner,)))
    return TerritorialForce(name, (area, *areas), tuple(also), terms)


def force_named(name: str) -> TerritorialForce | None:
    """Find the force with this name, whether it is its present one or another; None if none."""
    wanted = _folded(name)
    return next(
        (one for one in territorial_forces() if wanted in map(_folded, one.names)),
        None,
    )


def same_force(first: str, second: str) -> bool:
    """Tell whether two names are of one force: 'Hampshire Constabulary' and its name of today."""
    if _folded(first) == _folded(second):
        return True
    force = force_named(first)
    return force is not None and force is force_named(second)


def _folded(name: str) -> str:
    text = re.sub(r"^the\s+", "", " ".join(name.split()), flags=re.IGNORECASE)
    return text.replace("&", "and").replace("–", " ").replace("-", " ").lower()


# --- forces in a text ------------------------------------------------------------

_NOT_AFTER = r"(?!,?\s+(?i:and\s+crime\b|fire\s+and\s+crime\b|federation\b))"
_CHIEF = r"(?:chief\s+constables?|chief\s+officers?|commissioner)\s+(?:of|for)\s+(?:the\s+)?"
_FORCES = r"\s+(?:police\s+forces|constabularies|police(?=\s+forces\b))"


def _pattern_of(name: str) -> str:
    text = re.escape(name).replace(r"\ ", r"\s+")
    text = re.sub(r"(?<=\+)and(?=\\s)", r"(?:and|&)", text)
    return text.replace(r"\-", r"[-\s–]").replace("’", "[’']")


@cache
def _mentions() -> re.Pattern[str]:
    """Match every name of every force, the longest first."""
    names = sorted({name for one in territorial_forces() for name in one.names}, key=len)
    alternatives = "|".join(map(_pattern_of, reversed(names)))
    return re.compile(rf"\b(?:{alternatives})\b{_NOT_AFTER}")


@cache
def _areas() -> re.Pattern[str]:
    areas = sorted({area for one in territorial_forces() for area in one.areas}, key=len)
    return re.compile("|".join(map(_pattern_of, reversed(areas))))


@cache
def _of_area() -> re.Pattern[str]:
    """Match 'Chief Constable of A', 'Chief Constables of A and B', 'A and B Constabularies'."""
    one = rf"(?:{_areas().pattern})"
    several = rf"{one}(?:(?:,\s*|,?\s+(?:and|&)\s+){one})*"
    return re.compile(
        rf"\b(?:{_CHIEF})(?P<of>{several})\b|\b(?P<before>{several}){_FORCES}\b|"
        rf"\b(?P<pair>{one}(?:(?:,\s*|,?\s+(?:and|&)\s+){one})*\s+(?:and|&)\s+)(?=(?:{_mentions().pattern}))",
        re.IGNORECASE,
    )


def forces_in(text: str, *, by_area: bool = False) -> tuple[str, ...]:
    """List the forces of the table that a text names, in its order, each by the name printed.

    Args:
        text: the text.
        by_area: whether the name of an area alone stands for its force, as in a title.
    """
    line = " ".join(text.split())
    kept: dict[str, tuple[int, str]] = {}
    for place, printed, name in (*_named(line), *(_named_by_area(line) if by_area else ())):
        kept.setdefault(name, (place, printed))
    return tuple(printed for _, printed in sorted(kept.values()))


def without_forces(text: str) -> str:
    """Put a bar where a text names forces of the table, so that nothing is read across them."""
    return _of_area().sub("|", _mentions().sub("|", text))


def _named(line: str) -> Iterator[tuple[int, str, str]]:
    """Yield place, name to show and name of today of each force that is named."""
    for match in _mentions().finditer(line):
        force = force_named(match[0])
        if force:
            shown = force.name if match[0].isupper() or match[0] == "Met Police" else match[0]
            yield match.start(), shown.replace("&", "and"), force.name
    for match in _of_area().finditer(line):
        group = next(key for key in ("of", "before", "pair") if match[key])
        for area in _areas().finditer(match[group]):
            yield match.start(group) + area.start(), *_by_area(area[0])


def _named_by_area(line: str) -> Iterator[tuple[int, str, str]]:
    for match in re.finditer(rf"(?<![\w-])(?:{_areas().pattern})(?![\w-])", line):
        yield match.start(), *_by_area(match[0])


def _by_area(area: str) -> tuple[str, str]:
    wanted = _folded(area)
    force = next(one for one in territorial_forces() if wanted in map(_folded, one.areas))
    return force.name, force.name


@cache
def bodies_pattern() -> re.Pattern[str]:
    """Match the title of any local policing body that the table holds."""
    titles = {term.title for one in territorial_forces() for term in one.bodies}
    return re.compile("|".join(map(_pattern_of, sorted(titles))), re.IGNORECASE)
