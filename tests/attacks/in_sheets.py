"""Attacks by a spreadsheet that comes back: its parts, and what is filled into its cells."""

from __future__ import annotations

from pathlib import Path

from s55.templating.register_manifest import ProgressHeadings
from tests.attacks.attack import Attack, Harmless, Kind, Refused
from tests.returns.sheets.test_cells import saved, with_part, zipped

_SHEET = "xl/worksheets/sheet1.xml"
_HEADINGS = ProgressHeadings()


def _cells(note: str = "", identity: str = "harbour R2") -> dict[str, str]:
    return {
        "A1": _HEADINGS.identity, "B1": _HEADINGS.new_status, "C1": _HEADINGS.new_day,
        "D1": _HEADINGS.new_note,
        "A2": identity, "B2": "complete", "C2": "2024-04-20", "D2": note,
    }  # fmt: skip


def _book(name: str, data: bytes, must: Refused | Harmless) -> Attack:
    def put(workspace: Path) -> None:
        (workspace / "back.xlsx").write_bytes(data)

    return Attack(name, Kind.SHEET, put, must, ("update", "--from", "back.xlsx", "--yes"))


def _table(name: str, note: str, must: Harmless, identity: str = "harbour R2") -> Attack:
    def put(workspace: Path) -> None:
        cells = list(_cells(note, identity).values())
        quoted = [f'"{one.replace(chr(34), chr(34) * 2)}"' for one in cells]
        lines = [",".join(quoted[:4]), ",".join(quoted[4:])]
        (workspace / "back.csv").write_text("\n".join(lines), encoding="utf-8")

    return Attack(name, Kind.SHEET, put, must, ("update", "--from", "back.csv", "--yes"))


def _typed(text: str) -> bytes:
    """A spreadsheet with a document type before the cells."""
    return with_part(saved(_cells("a")), _SHEET, b"<worksheet", text.encode() + b"<worksheet")


ATTACKS = [
    _book(
        "a file of the system as an entity",
        _typed('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
        Refused("R141"),
    ),
    _book(
        "a billion laughs",
        _typed('<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'),
        Refused("R141"),
    ),
    _book(
        "a hundred and fifty megabytes of nothing",
        zipped({"xl/workbook.xml": bytes(150_000_000)}),
        Refused("R141"),
    ),
    _book(
        "a formula that asks a server",
        with_part(
            saved(_cells("a")), _SHEET, b"</row></sheetData>",
            b'<c r="E2" t="str"><f>WEBSERVICE("http://127.0.0.1:9/a")</f><v>x</v></c></row>'
            b"</sheetData>",
        ),
        Harmless((("yaml", "note: a"),)),
    ),
    _book(
        "a format of five thousand digits",
        with_part(
            saved(_cells("a")), "xl/styles.xml", b'numFmtId="0"', b'numFmtId="%s"' % (b"9" * 5_000)
        ),
        Harmless((("yaml", "note: a"),)),
    ),
    _table(
        "a formula that starts a program",
        "=cmd|' /C calc'!A0",
        Harmless((("yaml", "note: =cmd|' /C calc'!A0"),)),
    ),
    _table(
        "YAML as a note",
        "x\nitems: {R9: []}\nformat: 9",
        Harmless(lacks=("\nitems: {R9", "\nformat: 9")),
    ),
    _table("an id that leads out of the workspace", "a", Harmless(), "../../secret.txt R1"),
    _table(
        "a signal to the terminal", "a\u202eb\x1b[2J", Harmless(lacks=("\x1b", "\u202e"))
    ),
]  # fmt: skip
