"""A draft whose name has a space: every command that is suggested can be typed as it stands."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.command import ROOT, run_s55

NAME = "my harbour"
SUGGESTED = re.compile(r"s55 \w+ $")


@pytest.fixture
def office(workspace: Path) -> Path:
    responses = workspace / "responses"
    (responses / "online-fraud-2026.yaml").rename(responses / f"{NAME}.yaml")
    return workspace


@pytest.mark.parametrize(
    ("words", "suggested"),
    [
        (("check", NAME), "s55 sign 'my harbour'"),
        (("invite", NAME, "--by", "2026-12-05"), "s55 invite 'my harbour' --by DATE"),
        (("translate", NAME, "--language", "cy", "--docx"), "s55 collect 'my harbour' FILE"),
        (("update", NAME, "--on", "2026-11-20"), "s55 update 'my harbour' R1"),
        (("update", NAME, "R3", "--on", "2026-11-20"), "s55 update 'my harbour' R3"),
        (("render", "a quay"), "s55 new 'a quay'."),
        (
            (
                "new",
                "a quay",
                "--published",
                "2026-11-02",
                "--title",
                "Quays",
                "--type",
                "PEEL",
                "--link",
                "https://www.example.org/quays",
            ),
            "s55 check 'a quay'",
        ),
    ],
)
def test_the_name_is_quoted(office: Path, words: tuple[str, ...], suggested: str) -> None:
    result = run_s55(*words, cwd=office)
    assert suggested in result.out + result.err


def test_no_message_takes_the_name_of_a_file_as_it_is() -> None:
    """Where a command is suggested, what follows is not the bare name of a path or a case."""
    found = []
    for module in sorted((ROOT / "s55").rglob("*.py")):
        for text in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            for before, put in _pairs_of(text):
                if SUGGESTED.search(before):
                    found.append(f"{module.relative_to(ROOT)}: {put}")
    assert [one for one in found if one.endswith((".stem", ".name"))] == []
    assert len(found) > 30


def _pairs_of(text: ast.AST) -> list[tuple[str, str]]:
    """The words before each value of a formatted text, with the value as it is written."""
    parts = text.values if isinstance(text, ast.JoinedStr) else []
    return [
        (str(words.value), ast.unparse(put.value))
        for words, put in pairwise(parts)
        if isinstance(words, ast.Constant) and isinstance(put, ast.FormattedValue)
    ]
