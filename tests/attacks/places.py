"""A workspace to attack, and the place in it where each kind of attack comes in."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile

from tests.attacks.attack import CANARY, SECRET, Attack, Kind
from tests.command import ROOT
from tests.drafts_for_tests import FINISHED, SETTINGS

SET = "templates/opccn-2023"
DRAFT = "responses/harbour.yaml"
_BODY = "word/document.xml"
_AFTER = '<main id="response">\n'
_RENDERED = ("render", "harbour")


def make(root: Path, attack: Attack, canary: str) -> Path:
    """A workspace with the attack in it, and a secret beside it."""
    (root / "secret.txt").write_text(SECRET, encoding="utf-8")
    (root / "secret.png").write_text(SECRET, encoding="utf-8")
    workspace = root / "office"
    (workspace / "responses").mkdir(parents=True)
    (workspace / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
    (workspace / DRAFT).write_text(FINISHED, encoding="utf-8")
    if attack.kind in _IN_A_SET:
        shutil.copytree(ROOT / SET, workspace / SET, copy_function=_linked_fonts)
    payload = attack.payload
    if callable(payload):
        payload(workspace)
    else:
        text = payload if isinstance(payload, str) else payload.decode("latin-1")
        _PUT[attack.kind](workspace, text.replace(CANARY, canary))
    return workspace


def command_of(attack: Attack) -> tuple[str, ...]:
    """The command that meets the attack."""
    return attack.arguments or _COMMANDS.get(attack.kind, _RENDERED)


def _linked_fonts(source: str, target: str) -> None:
    if source.endswith(".ttf"):
        os.link(source, target)  # half a megabyte each, and nobody writes into them
    else:
        shutil.copy(source, target)


def set_file(workspace: Path, name: str, words: str) -> None:
    """Put words into the HTML layout of the set, where the response begins."""
    path = workspace / SET / name
    text = path.read_text(encoding="utf-8")
    assert _AFTER in text
    path.write_text(text.replace(_AFTER, f"{_AFTER}{words}\n", 1), encoding="utf-8")


def word_parts(workspace: Path, name: str = f"{SET}/layout.docx") -> dict[str, bytes]:
    """The parts of a Word file in the workspace; the Word layout if not said."""
    return unpacked((workspace / name).read_bytes())


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a Word file."""
    with ZipFile(BytesIO(data)) as package:
        return {part: package.read(part) for part in package.namelist()}


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a Word file."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def set_word(workspace: Path, parts: Mapping[str, bytes]) -> None:
    """Replace the Word layout of the set."""
    (workspace / SET / "layout.docx").write_bytes(pack(parts))


def replace_in(path: Path, old: str, new: str) -> None:
    """Replace words in a file, in which they must stand."""
    text = path.read_text(encoding="utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# --- one function for each kind of attack that is a text in a place ---------------


def _html(workspace: Path, payload: str) -> None:
    set_file(workspace, "layout.html", payload)


def _css(workspace: Path, payload: str) -> None:
    with (workspace / SET / "style.css").open("a", encoding="utf-8") as file:
        file.write(f"\n{payload}\n")


def _word_tag(workspace: Path, payload: str) -> None:
    parts = word_parts(workspace)
    body = parts[_BODY].decode()
    assert "{{ title }}" in body
    escaped = payload.replace("&", "&amp;").replace("<", "&lt;")
    parts[_BODY] = body.replace("{{ title }}", escaped, 1).encode()
    set_word(workspace, parts)


def _label(workspace: Path, payload: str) -> None:
    path = workspace / SET / "manifest.yaml"
    lines = path.read_text(encoding="utf-8").split("\n")
    (place,) = (n for n, line in enumerate(lines) if line.startswith("  statutory_line:"))
    lines[place] = f"  statutory_line: {json.dumps(payload)}"
    while lines[place + 1].startswith("    "):
        del lines[place + 1]
    path.write_text("\n".join(lines), encoding="utf-8")


def _manifest(workspace: Path, payload: str) -> None:
    old, new = payload.split(" -> ")
    replace_in(workspace / SET / "manifest.yaml", old, new)


def _settings(workspace: Path, payload: str) -> None:
    with (workspace / "settings.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{payload}\n")


def _text(workspace: Path, payload: str) -> None:
    block = "\n".join(f"  {line}" if line else "" for line in payload.split("\n"))
    replace_in(workspace / DRAFT, "  Patrol boats are kept **well**.\n", f"{block}\n")


def _line(workspace: Path, payload: str) -> None:
    replace_in(workspace / DRAFT, "title: Harbour policing", f"title: {json.dumps(payload)}")


def _draft(workspace: Path, payload: str) -> None:
    (workspace / DRAFT).write_bytes(payload.encode("latin-1", "surrogateescape"))


def _panel(workspace: Path, payload: str) -> None:
    (workspace / "panel.yaml").write_text(payload, encoding="utf-8")


def _nothing(workspace: Path, payload: str) -> None:
    assert payload == "", workspace


_PUT: Mapping[Kind, Callable[[Path, str], None]] = MappingProxyType(
    {
        Kind.HTML: _html,
        Kind.CSS: _css,
        Kind.WORD_TAG: _word_tag,
        Kind.LABEL: _label,
        Kind.MANIFEST: _manifest,
        Kind.SETTINGS: _settings,
        Kind.TEXT: _text,
        Kind.LINE: _line,
        Kind.DRAFT: _draft,
        Kind.PANEL: _panel,
        Kind.COMMAND: _nothing,
    }
)

_IN_A_SET = frozenset(
    {
        Kind.HTML,
        Kind.CSS,
        Kind.WORD_TAG,
        Kind.WORD_FILE,
        Kind.LABEL,
        Kind.MANIFEST,
        Kind.PICTURE,
    }
)

_COMMANDS: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.HTML: (*_RENDERED, "--to", "html,pdf"),
        Kind.CSS: (*_RENDERED, "--to", "html,pdf"),
        Kind.WORD_TAG: (*_RENDERED, "--to", "docx"),
        Kind.WORD_FILE: (*_RENDERED, "--to", "docx"),
        Kind.LABEL: (*_RENDERED, "--to", "docx,html"),
        Kind.RETURNED: ("collect", "harbour", "back.docx", "--yes"),
        Kind.DRAFT: ("check", "harbour"),
        Kind.PANEL: ("panel", "--meeting", "2024-05-07", "--to", "docx,html"),
    }
)
