"""Load of PyYAML what texts are read with: libyaml's parser, its events and its errors.

Made for: PyYAML 6.0.3.
Why: PyYAML imports its reader, scanner, loaders and dumpers in Python whenever it is imported:
    four hundredths of the time in which a draft is checked. Nothing of them is used to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from s55.loading.late import import_late

_IN_PYTHON = "reader scanner parser composer constructor emitter serializer representer".split()
"""The modules whose errors libyaml's parser looks up when it is loaded."""


class _LateErrors:
    """Stands in for a module of PyYAML: its errors are loaded when the first one is made."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., Exception]:
        def make(*arguments: Any) -> Any:
            return getattr(import_module(self._module), name)(*arguments)

        return make


@contextmanager
def _in_part() -> Iterator[None]:
    """Let PyYAML's events and parser be imported without what does the same in Python."""
    package = import_late("yaml")
    if package is None:
        yield
        return
    vars(package).update({name: _LateErrors(f"yaml.{name}") for name in _IN_PYTHON})
    yield
    for name in _IN_PYTHON:
        delattr(package, name)


with _in_part():
    from yaml.error import Mark, MarkedYAMLError
    from yaml.events import (
        AliasEvent,
        Event,
        MappingEndEvent,
        MappingStartEvent,
        ScalarEvent,
        SequenceEndEvent,
        SequenceStartEvent,
        StreamEndEvent,
    )

    for _name in ("nodes", "tokens"):  # the parser looks them up
        import_module(f"yaml.{_name}")
    try:
        _parser = import_module("yaml._yaml").CParser
    except ImportError:  # PyYAML was built without libyaml
        _parser = None

__all__ = [
    "AliasEvent",
    "Event",
    "MappingEndEvent",
    "MappingStartEvent",
    "Mark",
    "MarkedYAMLError",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "events_of",
]


def events_of(text: str) -> Callable[[], Event]:
    """Give what gives the next event of a YAML text each time that it is called.

    Raises:
        MarkedYAMLError: by what is given, where the text is not YAML.
    """
    if _parser is None:
        import yaml

        return yaml.SafeLoader(text).get_event
    return _parser(text).get_event  # type: ignore[no-any-return]  # of a module of C
