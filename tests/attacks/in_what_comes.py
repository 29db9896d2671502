"""Attacks by what others send: forms filled in, e-mails, tables of pages, backups."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from s55.pipeline.keeping.backup_names import CONTENTS
from s55.pipeline.tracking.asking import ProgressRequest, write_request
from s55.workspace import Workspace
from tests.attacks.attack import Attack, Harmless, Kind, Refused
from tests.attacks.in_files import REPORT_PAGE
from tests.attacks.in_word_layouts import BODY
from tests.attacks.places import pack, unpacked
from tests.drafts_for_tests import FINISHED, SETTINGS
from tests.returns.word_files import CUSTOM, KEPT

# --- the form in Word that asks for progress ---------------------------------------


@cache
def _form() -> bytes:
    """The form for the one item of the draft, of which a note says how it goes."""
    with TemporaryDirectory() as name:
        root = Path(name)
        (root / "responses").mkdir()
        (root / "settings.yaml").write_text(SETTINGS, encoding="utf-8")
        (root / "responses/harbour.yaml").write_text(FINISHED, encoding="utf-8")
        day = date(2024, 5, 6)
        asked = ProgressRequest(date(2024, 7, 1), None, None, "register", root, day, docx=True)
        write_request(Workspace(root), asked)
        return next(root.glob("ask-*.docx")).read_bytes()


def _asked(name: str, part: str, change: Callable[[str], str], must: Refused | Harmless) -> Attack:
    """A form of which a part was changed; what it carries is not carried a second time."""

    def put(workspace: Path) -> None:
        parts = unpacked(_form())
        old = parts[part].decode()
        new = change(old)
        assert new != old
        parts[part] = new.encode()
        if part == KEPT:
            parts[CUSTOM] = parts[CUSTOM].replace(b'name="s55"', b'name="other"')
        (workspace / "back.docx").write_bytes(pack(parts))

    return Attack(name, Kind.FORM, put, must, ("update", "--from", "back.docx", "--yes"))


def _carries(text: str) -> Callable[[str], str]:
    """Other data, with the hash that it has."""
    return _carries_changed(lambda _: text)


def _carries_changed(of: Callable[[str], str]) -> Callable[[str], str]:
    """The data changed, with the hash that it then has."""

    def change(kept: str) -> str:
        head, _, rest = kept.partition(' sha256="')
        old, _, end = rest.partition("</s55:text>")
        text = of(old.partition(">")[2])
        return f'{head} sha256="{sha256(text.encode()).hexdigest()}">{text}</s55:text>{end}'

    return change


def _says(field: str, words: str) -> Callable[[str], str]:
    """Words in the place of a field."""

    def change(body: str) -> str:
        before, tag, after = body.partition(f'<w:tag w:val="1.{field}"/>')
        prompt, rest = after.split("<w:showingPlcHdr/>", 1)
        inside, _, end = rest.partition('<w:t xml:space="preserve">')
        _, _, following = end.partition("</w:t>")
        inside = inside.replace('<w:rStyle w:val="PlaceholderText"/>', "")
        return f'{before}{tag}{prompt}{inside}<w:t xml:space="preserve">{words}</w:t>{following}'

    return change


_EMPTY = {"kind": "progress", "base": {}, "prompts": {}}
_NO_FORM = Refused("U122")

FORMS = [
    _asked("data nested without end", KEPT, _carries("[" * 100_000), _NO_FORM),
    _asked("data that is a number", KEPT, _carries("7"), _NO_FORM),
    _asked("data of another kind", KEPT, _carries('{"kind": "__class__"}'), _NO_FORM),
    _asked(
        "a sheet of lists of lists", KEPT,
        _carries(json.dumps({**_EMPTY, "sheet": [[[[]]]] * 9})),
        Refused("R142"),
    ),
    _asked(
        "an item that leads out of the workspace", KEPT,
        _carries_changed(lambda text: text.replace("harbour R2", "../../secret R2")), Harmless(),
    ),
    _asked(
        "a file of the system as an entity", KEPT,
        lambda kept: kept.replace(
            "<s55:kept", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><s55:kept', 1
        ),
        _NO_FORM,
    ),
    _asked(
        "text that turns round", BODY, _says("new_note", "a\u202eb"), Harmless(lacks=("\u202e",))
    ),
    _asked(
        "YAML as a note", BODY, _says("new_note", "|\n- a: {b: ["), Harmless(lacks=("\n- a: {b",))
    ),
    _asked("two million letters", BODY, _says("new_note", "x" * 2_000_000), Harmless()),
    _asked("a day of five thousand digits", BODY, _says("new_day", "9" * 5_000), Harmless()),
]  # fmt: skip

# --- e-mails and pages ---------------------------------------------------------------

_HEAD = "From: a@b.example\r\nTo: c@d.example\r\nSubject: A report\r\nMIME-Version: 1.0\r\n"
_PAGE = REPORT_PAGE.replace("{more}", "")


def _mail(name: str, more: str, must: Refused | Harmless, file: str = "report.eml") -> Attack:
    def put(workspace: Path) -> None:
        (workspace / file).write_text(_HEAD + more, encoding="utf-8", newline="")

    return Attack(name, Kind.IMPORTED, put, must, ("import", file, "--name", "fresh"))


def _page(name: str, more: str, must: Refused | Harmless) -> Attack:
    def put(workspace: Path) -> None:
        (workspace / "report.html").write_text(
            REPORT_PAGE.replace("{more}", more), encoding="utf-8"
        )

    return Attack(name, Kind.IMPORTED, put, must, ("import", "report.html", "--name", "fresh"))


_CHARSET = "Content-Type: text/html; charset={}\r\n\r\n" + _PAGE

MAILS = [
    _mail("an e-mail in letters that unpack", _CHARSET.format("zlib_codec"), Refused("I104")),
    _mail("an e-mail in letters of a file", _CHARSET.format('"../../etc/passwd"'), Refused("I104")),
    _mail("an e-mail in letters of a web name", _CHARSET.format("idna"), Refused("I104")),
    _mail(
        "an e-mail with a number of five thousand digits",
        f"Content-Type: text/html; name*{'9' * 5_000}*=a\r\n\r\n{_PAGE}", Refused("I104"),
    ),
    _mail(
        "an e-mail whose words are a file of the system",
        'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\r\n\r\n'
        "Content-Type: text/html\r\n\r\n",
        Refused("I101"),
    ),
    _mail(
        "an attachment that leads out of the workspace",
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n"
        f'Content-Disposition: attachment; filename="../../x.html"\r\n\r\n{_PAGE}\r\n--b--\r\n',
        Refused("I101"),
    ),
    _mail(
        "a saved page that shows a file of the system",
        'Content-Type: multipart/related; boundary=b; type="text/html"\r\n\r\n--b\r\nContent-Type: '
        f"text/html\r\nContent-Location: file:///etc/passwd\r\n\r\n{_PAGE}"
        "<iframe src='file:///etc/passwd'></iframe>\r\n--b--\r\n",
        Harmless(lacks=("root:",)), "report.mhtml",
    ),
    _page("a cell over a billion columns and rows",
          "<table><tr><td colspan=1000000000 rowspan=1000000000>x</td><td>y</td></tr></table>",
          Harmless()),
    _page("tables a hundred and fifty deep", "<table><tr><td>" * 150, Refused("I102")),
    _page("a hundred thousand tables in each other", "<table>" * 100_000, Refused("I102")),
]  # fmt: skip

# --- backups --------------------------------------------------------------------------


def _backup(name: str, files: Mapping[str, bytes]) -> Attack:
    """A backup as s55 would make it of these files and the settings."""

    def put(workspace: Path) -> None:
        whole = {"settings.yaml": SETTINGS.encode(), **files}
        listed = {
            path: {"sha256": sha256(data).hexdigest(), "size": len(data)}
            for path, data in whole.items()
        }
        contents = json.dumps({"format": 1, "files": listed}).encode()
        (workspace / "copy.zip").write_bytes(pack({**whole, CONTENTS: contents}))

    return Attack(name, Kind.BACKUP, put, Refused("O414"), ("restore", "copy.zip", "copy"))


BACKUPS = [
    _backup("a file and a folder of one name", {"responses/a": b"", "responses/a/b.yaml": b""}),
    _backup("a folder in other letters", {"responses/A": b"", "responses/a/b.yaml": b""}),
    _backup("names in two forms", {"responses/\u00e9.yaml": b"", "responses/e\u0301.yaml": b""}),
    _backup("two thousand folders in each other", {f"responses/{'a/' * 2_000}b": b""}),
    _backup("a device of Windows", {"responses/nul.yaml": b""}),
    _backup("a stream of a file", {"responses/a.yaml:b": b""}),
    _backup("a file in the place of the drafts", {"responses": b""}),
]

ATTACKS = [*FORMS, *MAILS, *BACKUPS]
