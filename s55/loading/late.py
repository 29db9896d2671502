"""Modules that are run when something is first asked of them, not when they are imported."""

from __future__ import annotations

import sys
from importlib.util import find_spec, module_from_spec
from threading import RLock
from types import ModuleType
from typing import Any


class LateModule(ModuleType):
    """A module that is run when something is asked of it that it does not have yet.

    Of a package, the other modules can be imported before that. The standard library's
    ``LazyLoader`` would run it then, and may fail when two threads ask at once.
    """

    def __getattr__(self, name: str) -> Any:
        known = vars(self)
        lock = known.get("_late_lock")
        if lock is not None:
            with lock:
                run = known.pop("_late_run", None)
                if run is not None:
                    run(self)
                    self.__class__ = ModuleType  # type: ignore[assignment]  # as any other now
        if name in known:
            return known[name]
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


def import_late(name: str) -> LateModule | None:
    """Let a module be imported without being run until something is asked of it.

    Args:
        name: a module that is not part of a package.

    Returns:
        the module; None where it has been run already, or there is none.
    """
    found = None if name in sys.modules else find_spec(name)
    if found is None or found.loader is None:
        return None
    module = LateModule(name)
    vars(module).update(vars(module_from_spec(found)))
    vars(module).update(_late_lock=RLock(), _late_run=found.loader.exec_module)
    sys.modules[name] = module
    return module
