"""Every patch says what it was made for, and has a test that fails when it is not needed."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

from tests.command import ROOT

PATCHES = sorted(
    path
    for path in (ROOT / "s55/render/pdf/patches").glob("*.py")
    if path.stem not in {"__init__", "structure"}
)
TESTS = "\n".join(
    path.read_text(encoding="utf-8") for path in (ROOT / "tests/render/pdf").rglob("test_*.py")
)
MADE_FOR = re.compile(r"^Made for: (WeasyPrint|pydyf) (\d[\d.]*) \(`.+`\)\.$", re.MULTILINE)


@pytest.mark.parametrize("path", PATCHES, ids=lambda path: path.stem)
def test_the_head_says_what_it_is_for(path: Path) -> None:
    """The version, the reason, and what upstream would have to change."""
    text = path.read_text(encoding="utf-8").split('"""')[1]
    found = MADE_FOR.search(text)
    assert found is not None
    assert re.findall(r"^(\w[\w ]*):", text, re.MULTILINE) == ["Made for", "Why", "Upstream"]
    installed = importlib.metadata.version(found[1].lower())
    assert installed == found[2], "read the patch again, and its tests"


@pytest.mark.parametrize("path", PATCHES, ids=lambda path: path.stem)
def test_a_test_notices_when_it_is_not_needed(path: Path) -> None:
    """It is called ``..._still_needed`` and stands where the patch is imported."""
    own = ROOT / f"tests/render/pdf/patches/test_{path.stem}.py"
    text = own.read_text(encoding="utf-8") if own.is_file() else TESTS
    name = "test_still_needed" if own.is_file() else f"test_{path.stem}_still_needed"
    assert f"def {name}(" in text
