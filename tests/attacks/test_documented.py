"""docs/security.md says of every attack what happens."""

from __future__ import annotations

import pytest

from tests.attacks.documented import BEGINS, ENDS, table_text
from tests.attacks.table import ATTACKS
from tests.command import ROOT

PAGE = ROOT / "docs/security.md"


def test_the_table_in_the_documentation_is_that_of_the_tests(pytestconfig: pytest.Config) -> None:
    """To write it anew: ``python3 start.py test tests/attacks --update-goldens``."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    expected = f"{before}{table_text()}{after}"
    if pytestconfig.getoption("--update-goldens"):
        PAGE.write_text(expected, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == expected


def test_the_number_in_the_documentation_is_right() -> None:
    """So many attacks are told of, and so many are tried."""
    assert f"tries {len(ATTACKS)} attacks" in " ".join(PAGE.read_text(encoding="utf-8").split())
