"""The documentation and the source agree: every code is explained, every command is shown."""

from __future__ import annotations

import re

from tests.command import ROOT

CODE = re.compile(r'"((?:[CDILOPRTUWX]\d{3}|S55-\d[A-Z]?(?:-[A-Z]+)?))"')


def test_every_code_is_explained_and_none_is_invented() -> None:
    """docs/problems.md and docs/rules explain exactly the codes that the source can give."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "s55").rglob("*.py"))
    given = set(CODE.findall(source)) | set(re.findall(r"error (X\d{3}):", source))
    text = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"^### (\S+)$", text, re.MULTILINE))
    explained |= {page.stem for page in (ROOT / "docs/rules").glob("L*.md")}
    assert len(given) > 50
    assert given - explained == set(), "in the source, and not in docs/problems.md"
    assert explained - given == set(), "in docs/problems.md, and not in the source"
