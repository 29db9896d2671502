"""Import WeasyPrint without the libraries that few documents need.

Made for: WeasyPrint 70.0.
Why: importing fontTools (for variable fonts, and for letters that are pictures) and Pillow (for
    pictures) takes a fifth of the time that a document of text alone takes.
Upstream: import them in the functions that use them.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import Any

_LATE = ("PIL", "PIL.ImageCms", "fontTools", "fontTools.ttLib", "fontTools.varLib.instancer")
"""The modules that WeasyPrint imports names from."""


@contextlib.contextmanager
def stand_ins() -> Iterator[None]:
    """Let imports of the libraries give names that load them at their first use."""
    before = {name: sys.modules.get(name) for name in _LATE}
    sys.modules.update({name: _LateModule(name) for name in _LATE})
    try:
        yield
    finally:
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


class _LateModule(ModuleType):
    """Stands in for a module while WeasyPrint is imported."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return _LateName(self.__name__, name)


class _LateName:
    """Stands in for a class, a function or a module until something of it is used."""

    def __init__(self, module: str, name: str) -> None:
        vars(self).update(_module=module, _name=name, _to_set={})

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        return _loaded(self)(*arguments, **named)

    def __getattr__(self, name: str) -> Any:
        return getattr(_loaded(self), name)

    def __setattr__(self, name: str, value: object) -> None:
        vars(self)["_to_set"][name] = value


def _loaded(wanted: _LateName) -> Any:
    """Load what a name stands for, and put all of its library into WeasyPrint's modules.

    All of it, because an ``except`` names a class of the library and would not take a stand-in.
    """
    library = _library(wanted)
    for module in [found for name, found in sys.modules.items() if name.startswith("weasyprint")]:
        for name, value in list(vars(module).items()):
            if isinstance(value, _LateName) and _library(value) == library:
                setattr(module, name, _real(value))
    return _real(wanted)


def _library(late: _LateName) -> str:
    return str(vars(late)["_module"]).partition(".")[0]


def _real(late: _LateName) -> Any:
    known = vars(late)
    module = import_module(known["_module"])
    try:
        found = getattr(module, known["_name"])
    except AttributeError:
        found = import_module(f"{known['_module']}.{known['_name']}")
    for name, value in known["_to_set"].items():
        setattr(found, name, value)
    return found
