"""The bank holidays of England and Wales, without the tables of every other country."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.command import ROOT

_PROGRAM = """
import sys
from datetime import date
from s55.rules.bank_holidays import bank_holidays

countries = "holidays.countries."
assert bank_holidays(2026)[date(2026, 4, 6)] == "Easter Monday"
print(*sorted(one for one in sys.modules if one.startswith(countries)))
from holidays.countries import France, UnitedKingdom
print(France.__module__, UnitedKingdom.__module__)
assert bank_holidays(2027)[date(2027, 3, 29)] == "Easter Monday"
print("holidays.countries" in sys.modules)
"""


def test_one_country_is_loaded_and_the_others_still_can_be() -> None:
    """The library's package of countries would load all 250 of them with the first."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    kingdom = "holidays.countries.united_kingdom"
    assert done.stdout.splitlines() == [kingdom, f"holidays.countries.france {kingdom}", "True"]
