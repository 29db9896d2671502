"""Tables anywhere in a text: a file that LibreOffice saved is still the same draft.

LibreOffice (7.4 and 25.2) ends a control before a table in it, and shuts the bookmark around a text
that begins or ends with a table; it opens the bookmark again in the last paragraph.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.returns.collecting import collect
from tests.drafts_for_tests import HEAD
from tests.offices import BOTH, libreoffice_named
from tests.returns.word_files import made
from tests.validators import libreoffice_to

TABLE = "| a | b |\n| --- | --: |\n| c | d |\n"
TEXTS = {
    "at its end": f"One.\n\n{TABLE}",
    "in its middle": f"One.\n\n{TABLE}\nTwo.\n",
    "at its beginning": f"{TABLE}\nTwo.\n",
    "alone": TABLE,
    "between lists": f"- x\n\n{TABLE}\n- y\n",
    "at both ends": f"{TABLE}\nOne.\n\n{TABLE}",
    "in a list": "- x\n\n  | a |\n  | --- |\n  | b |\n\n- y\n",
}
"""Texts by where their table stands."""


def _draft() -> str:
    """A draft with each of the texts, an item for each."""
    items = "".join(
        f"    - text: Item {number}.\n      chief_officer: |\n{_indented(text)}"
        for number, text in enumerate(TEXTS.values())
    )
    return f"{HEAD}recommendations:\n  items:\n{items}"


def _indented(text: str) -> str:
    return "".join(f"        {line}" if line.strip() else line for line in text.splitlines(True))


@pytest.mark.slow
@pytest.mark.parametrize("through", ["docx", "odt"])
@pytest.mark.parametrize("office", BOTH)
def test_texts_with_tables_saved_by_libreoffice_are_the_same(
    tmp_path: Path, office: str, through: str
) -> None:
    """Saved as a Word file, and by way of an OpenDocument file."""
    program = libreoffice_named(office).program
    text = _draft()
    original = made(text)
    source = tmp_path / "tables.docx"
    source.write_bytes(original)
    if through == "odt":
        source = libreoffice_to(source, "odt", tmp_path / "odt", program)
    saved = libreoffice_to(source, "docx", tmp_path / "docx", program).read_bytes()
    found = collect(text, "harbour", saved, "back.docx", original, allow_empty=True)
    assert [(one.path, one.effect.value, one.after) for one in found.changes] == []
    assert [(one.code, one.message) for one in found.problems] == []
    assert found.text == text
