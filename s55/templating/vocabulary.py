"""List the filters, tests and methods of the template language that a layout may use.

What is not listed here does not exist for a layout. Left out is what can ask for any amount of
memory (center, indent, format, batch), differs from run to run (random), shows raw HTML (safe), or
is of no use to a document.
"""

from __future__ import annotations

import datetime
import enum
import types
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, wraps
from types import MappingProxyType
from typing import Any

from jinja2 import pass_context
from jinja2.exceptions import FilterArgumentError
from jinja2.filters import FILTERS, make_attrgetter
from jinja2.runtime import Context
from jinja2.tests import TESTS

from s55.model.base import Model
from s55.model.dates import in_words
from s55.templating.limits import (
    MAX_PLACES,
    Meter,
    TooMuchError,
    length_of,
    size_of,
    words_of,
)
from s55.templating.list_words import named

Filter = Callable[..., Any]

_WORDS = (
    "capitalize e escape float int lower string title trim truncate upper urlencode wordcount"
).split()
"""Filters that make words or a number of words."""
_LISTS = (
    "abs count d default dictsort first groupby items last length list map max min reject "
    "rejectattr reverse select selectattr sort sum unique"
).split()
"""Filters on lists and values, which never give more than they get."""

_DAY = frozenset("day isoformat isoweekday month weekday year".split())
METHODS: Mapping[type, frozenset[str]] = MappingProxyType(
    {
        enum.Enum: frozenset({"name", "value"}),
        str: frozenset(
            "capitalize count endswith find index isalnum isalpha isdigit islower isspace isupper "
            "lower lstrip partition removeprefix removesuffix rpartition rsplit rstrip split "
            "splitlines startswith strip title upper".split()
        ),
        datetime.date: _DAY,
        dict: frozenset({"get", "items", "keys", "values"}),
        list: frozenset({"count", "index"}),
        tuple: frozenset({"count", "index"}),
        bool: frozenset(),
        int: frozenset(),
        float: frozenset(),
        bytes: frozenset(),
        range: frozenset(),
        type: frozenset(),
        types.FunctionType: frozenset(),
        types.MethodType: frozenset(),
        types.BuiltinFunctionType: frozenset(),
        types.GeneratorType: frozenset(),
        types.ModuleType: frozenset(),
    }
)
"""What a layout may reach in values of Python's own types; the first type that fits counts."""


def may_reach(value: object, name: str) -> bool:
    """Say whether a layout may reach ``value.name``; of a field of a document, any."""
    if isinstance(value, enum.Enum) and name in METHODS[enum.Enum]:
        return True
    names = _methods_of(type(value))  # type: ignore[arg-type]  # every type has a hash
    return names is None or name in names


@lru_cache(maxsize=1_000)
def _methods_of(kind: type) -> frozenset[str] | None:
    """Find what may be reached in values of a type; None for any: a page asks many times."""
    for base, names in METHODS.items():
        if base is not enum.Enum and issubclass(kind, base):
            return names
    return None


def tests(meter: Meter) -> dict[str, Filter]:
    """Give the tests that a layout can use (``is defined``), each counted by ``meter``."""
    known: Mapping[str, Any] = TESTS  # its own type says less than it could
    return {name: _test(function, meter) for name, function in known.items()}


def _test(function: Filter, meter: Meter) -> Filter:
    @wraps(function)
    def limited(*arguments: Any) -> Any:
        for value in arguments:
            meter.weigh(value)
        return function(*arguments)

    return limited


def filters(meter: Meter) -> dict[str, Filter]:
    """Give the filters that a layout can use, each counted by ``meter``."""
    found = {name: _of_words(FILTERS[name], meter) for name in _WORDS}
    found |= {name: _of_lists(FILTERS[name], meter) for name in _LISTS}
    found["round"] = _rounding(FILTERS["round"], meter)
    found["replace"] = _replacing(FILTERS["replace"], meter)
    found["join"] = _joining(FILTERS["join"], meter)
    found["date"] = _dating(meter)
    found["named"] = _naming(meter)
    return found


def _dating(meter: Meter) -> Filter:
    """Make ``day | date``, which writes a date in words, in the language of the document."""

    @pass_context
    def limited(context: Context, value: Any, default: Any = "") -> Any:
        meter.step()
        if value is None:
            return default
        if not isinstance(value, datetime.date):
            raise FilterArgumentError(f"'date' writes dates, and '{value}' is not a date")
        return in_words(value, str(context.get("language", "en-GB")))

    return limited


def _naming(meter: Meter) -> Filter:
    """Make ``status | named(words.statuses)``, which writes what the template set calls a value."""

    def limited(value: Any, words: Any, default: Any = "") -> Any:
        meter.step()
        if not isinstance(value, enum.Enum | None) or not isinstance(words, Model):
            raise FilterArgumentError(f"'named' has no word for '{value}' in what it is given")
        return named(value, words, default)

    return limited


def _subject(function: Filter, arguments: tuple[Any, ...]) -> int:
    """Find the argument that a filter works on: before it, some filters get the context."""
    return int(hasattr(function, "jinja_pass_arg")) if arguments else 0


def _of_words(function: Filter, meter: Meter) -> Filter:
    @wraps(function)
    def limited(*arguments: Any, **named: Any) -> Any:
        meter.text(length_of(arguments[_subject(function, arguments)]))
        return function(*arguments, **named)

    return limited


def _of_lists(function: Filter, meter: Meter) -> Filter:
    @wraps(function)
    def limited(*arguments: Any, **named: Any) -> Any:
        place = _subject(function, arguments)
        value = arguments[place]
        if isinstance(value, Iterator):
            value = meter.counted(value)
            arguments = (*arguments[:place], value, *arguments[place + 1 :])
        else:
            meter.step(size_of(value))
        made = function(*arguments, **named)
        return meter.counted(made) if isinstance(made, Iterator) else made

    return limited


def _rounding(function: Filter, meter: Meter) -> Filter:
    @wraps(function)
    def limited(value: Any, precision: Any = 0, *more: Any, **named: Any) -> Any:
        meter.step()
        if not isinstance(precision, int) or abs(precision) > MAX_PLACES:
            raise TooMuchError(f"it rounds to more than {MAX_PLACES} places")
        return function(value, precision, *more, **named)

    return limited


def _replacing(function: Filter, meter: Meter) -> Filter:
    @wraps(function)
    def limited(context: Any, value: Any, old: Any, new: Any, count: int | None = None) -> Any:
        words, wanted = str(words_of(value)), str(words_of(old))
        times = words.count(wanted)
        meter.text(len(words) + times * length_of(new))
        return function(context, value, old, new, count)

    return limited


def _joining(function: Filter, meter: Meter) -> Filter:
    @wraps(function)
    def limited(context: Any, value: Any, d: Any = "", attribute: Any = None) -> Any:
        if attribute is not None:
            value = map(make_attrgetter(context.environment, attribute), value)
        parts = [words_of(part) for part in meter.counted(value)]
        meter.text(sum(map(length_of, parts)) + len(parts) * length_of(d))
        return function(context, parts, d)

    return limited
