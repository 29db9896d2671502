"""Limit what a layout may ask for: steps, the length of words, the size of lists.

The limits are counts and not times, so every machine refuses the same layouts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jinja2 import TemplateRuntimeError, Undefined
from jinja2.exceptions import SecurityError

MAX_STEPS = 2_000_000
"""Turns of loops, calls and filters of one layout; the longest real document has some 10,000."""
MAX_TEXT = 2_000_000
"""Characters of one text that a layout puts together."""
MAX_ITEMS = 100_000
"""Values of one list, with those of the lists in it."""
MAX_BITS = 20_000
"""The length of a whole number."""
MAX_PLACES = 15
"""Places to which a number is rounded."""

_CHARACTERS_A_STEP = 20
"""So a layout writes at most 40 million characters, with the pictures and fonts in it."""
_COMPARED_A_STEP = 1_000
_CONTAINERS = (list, tuple, dict, set, frozenset, range)


def short_range(*bounds: int) -> range:
    """Give whole numbers one after the other, for a loop.

    Raises:
        TooMuchError: when there are more than :data:`MAX_ITEMS`.
    """
    numbers = range(*bounds)
    # The length of a range can be more than Python's len() can say.
    if numbers and abs(numbers[-1] - numbers[0]) // abs(numbers.step) >= MAX_ITEMS:
        raise TooMuchError(f"it counts further than {MAX_ITEMS:,}")
    return numbers


class TooMuchError(TemplateRuntimeError):
    """A layout asks for more than any document needs."""


class NoWordsError(TemplateRuntimeError):
    """A layout shows as text what is not text, such as a list."""


class Meter:
    """Counts what a layout does.

    Attributes:
        left: the steps it may still take.
    """

    def __init__(self) -> None:
        self.left = MAX_STEPS

    def reset(self) -> None:
        """Start from zero, for another layout."""
        self.left = MAX_STEPS

    def step(self, count: int = 1) -> None:
        """Count one turn of a loop, or something that takes as long.

        Raises:
            TooMuchError: when there are too many.
        """
        self.left -= count
        if self.left < 0:
            raise TooMuchError(f"it takes more than {MAX_STEPS:,} steps: a loop runs on and on")

    def text(self, length: int) -> None:
        """Count a text of ``length`` characters that is about to be put together.

        Raises:
            TooMuchError: when it is too long.
        """
        if length > MAX_TEXT:
            raise TooMuchError(f"it makes a text of {length:,} characters")
        self.step(1 + length // _CHARACTERS_A_STEP)

    def counted(self, values: Iterable[Any]) -> Iterator[Any]:
        """Pass the values on, and count each as it is asked for."""
        for value in values:
            self.step()
            yield value

    def weigh(self, value: object) -> None:
        """Count the work of looking at the whole of a value once."""
        if isinstance(value, str):
            self.step(1 + len(value) // _COMPARED_A_STEP)
        elif isinstance(value, _CONTAINERS):
            self.step(size_of(value))

    def joined(self, parts: Iterable[str]) -> str:
        """Join the parts of a page, or of a text within it.

        Raises:
            TooMuchError: when they are too long together.
        """
        if isinstance(parts, list):
            self.text(sum(map(len, parts)))
            return "".join(parts)
        kept = []
        for part in parts:
            self.step(1 + len(part) // _CHARACTERS_A_STEP)
            kept.append(part)
        return "".join(kept)


def size_of(value: object) -> int:
    """Count the values that a list holds, with those of lists in it; 1 for anything else.

    Raises:
        TooMuchError: when there are too many; a list that another holds twice counts twice.
    """
    count, waiting = 0, [value]
    while waiting:
        one = waiting.pop()
        count += 1
        if isinstance(one, range):
            count += len(one)
        elif isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, _CONTAINERS):
            waiting.extend(one)
        if count + len(waiting) > MAX_ITEMS + 1:
            raise TooMuchError(f"it makes a list of more than {MAX_ITEMS:,} values")
    return count


def words_of(value: Any) -> Any:
    """Give the value if it can be shown: words, a number or a field, but not a list.

    Raises:
        NoWordsError: when it is a list or something else that holds many values.
    """
    if isinstance(value, (*_CONTAINERS, bytes, Iterator)):
        raise NoWordsError(f"a tag shows a whole {type(value).__name__} and not one of its values")
    return value


def product(left: Any, right: Any, meter: Meter) -> None:
    """Refuse a product that is too large, before it is made.

    Raises:
        TooMuchError: when it is too large.
    """
    for one, other in ((left, right), (right, left)):
        if isinstance(other, int) and isinstance(one, str):
            meter.text(len(one) * max(0, other))
        elif (
            isinstance(other, int)
            and isinstance(one, list | tuple)
            and size_of(one) * other > MAX_ITEMS
        ):
            raise TooMuchError(f"it makes a list of more than {MAX_ITEMS:,} values")
    if isinstance(left, int) and isinstance(right, int):
        _bits(left.bit_length() + right.bit_length())


def power(left: Any, right: Any) -> None:
    """Refuse a power that is too large, before it is made.

    Raises:
        TooMuchError: when it is too large.
    """
    if isinstance(left, int) and isinstance(right, int) and abs(left) > 1:
        _bits(left.bit_length() * max(0, right))


def _bits(count: int) -> None:
    if count > MAX_BITS:
        raise TooMuchError("it calculates with a number of thousands of digits")


def total(left: Any, right: Any, meter: Meter) -> None:
    """Refuse a sum of two texts or lists that is too large, before it is made.

    Raises:
        TooMuchError: when it is too large.
    """
    if isinstance(left, str) and isinstance(right, str):
        meter.text(len(left) + len(right))
    elif isinstance(left, list | tuple) and isinstance(right, list | tuple):
        count = size_of(left) + size_of(right)
        if count > MAX_ITEMS:
            raise TooMuchError(f"it makes a list of more than {MAX_ITEMS:,} values")
        meter.step(count)


def remainder(left: Any) -> None:
    """Refuse ``'%s' % words``, which can ask for any length.

    Raises:
        SecurityError: when ``left`` is a text.
    """
    if isinstance(left, str | bytes):
        raise SecurityError("words are put together with %; write {{ a }} {{ b }}")


def length_of(value: Any) -> int:
    """Measure a value as it is shown, in characters."""
    return 0 if isinstance(value, Undefined) else len(str(words_of(value)))
