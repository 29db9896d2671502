"""Look up the bank holidays of England and Wales, in the tables of the ``holidays`` library."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cache
from importlib.util import find_spec, module_from_spec
from types import ModuleType

_COUNTRIES = "holidays.countries"
"""The package of the tables, which imports those of 250 countries when it is imported itself."""
_VERSION = "holidays.version"
"""The module that looks the library's version up, and loads what reads e-mail and zip files."""


@cache
def bank_holidays(year: int) -> Mapping[date, str]:
    """Give the bank holidays of a year by their days."""
    # Imported here: the tables take time to load, and many commands do not need them.
    with _version_unread(), _countries_unread():
        from holidays.countries.united_kingdom import UnitedKingdom

    # England and Wales have the same bank holidays (Banking and Financial Dealings Act 1971).
    calendar = UnitedKingdom(  # type: ignore[no-untyped-call]  # the library's tables are untyped
        subdiv="ENG", years=year, language="en_GB"
    )
    return dict(calendar)


@contextmanager
def _countries_unread() -> Iterator[None]:
    """Let one country be imported without the others: that takes a third of the time."""
    found = None if _COUNTRIES in sys.modules else find_spec(_COUNTRIES)
    if found is None:
        yield
        return
    sys.modules[_COUNTRIES] = module_from_spec(found)
    try:
        yield
    finally:
        # Whoever wants the package gets the whole of it.
        sys.modules.pop(_COUNTRIES, None)


@contextmanager
def _version_unread() -> Iterator[None]:
    """Let the library be imported without its version: that takes a third of the time, too."""
    if "holidays" in sys.modules:
        yield
        return
    version = ModuleType(_VERSION)
    version.__version__ = ""  # type: ignore[attr-defined]  # nobody asks for it
    sys.modules[_VERSION] = version
    try:
        yield
    finally:
        sys.modules.pop(_VERSION, None)
