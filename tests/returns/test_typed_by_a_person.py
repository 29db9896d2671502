"""Answers typed into LibreOffice through a window and keys, as a person does.

LibreOffice (7.4) leaves only the first letters in the place when a line is selected with Home and
Shift+End and typed over; the rest stands behind it in the paragraph. Below a place of one line, and
at the foot of a frame, people type outside of the place.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from s55.returns.collecting import collect
from tests.offices import BOTH, LibreOffice, libreoffice_named
from tests.returns.word_files import DRAFT, form
from tests.validators import ToolMissing

pytestmark = pytest.mark.slow

INVITED = DRAFT.replace(
    "policing_body:",
    "chief_officer:\n  invited:\n    date: 2024-04-10\n    reply_by: 2024-05-10\npolicing_body:",
)
ATTEMPTS = 3
PATIENCE = 60.0
"""Seconds to wait for anything: a quiet machine needs three for all of it."""
_PATH = "/org.openoffice.Office.Common"
NO_QUESTIONS = (
    '<?xml version="1.0"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    f'<item oor:path="{_PATH}/Save/Document"><prop oor:name="WarnAlienFormat" oor:op="fuse">'
    f'<value>false</value></prop></item><item oor:path="{_PATH}/Misc">'
    '<prop oor:name="ShowTipOfTheDay" oor:op="fuse"><value>false</value></prop>'
    '<prop oor:name="FirstRun" oor:op="fuse"><value>false</value></prop></item></oor:items>'
)
"""The settings by which LibreOffice saves as Word without a question, and shows no greeting."""


def happens(is_so: Callable[[], bool]) -> bool:
    """Whether something becomes so while there is patience."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def wait_for(what: str, is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    assert happens(is_so), f"waited {PATIENCE:.0f} s for {what}"


@contextmanager
def screen() -> Iterator[dict[str, str]]:
    """A screen that nobody sees; gives the environment for programs on it."""
    program = shutil.which("Xvfb")
    if program is None or shutil.which("xdotool") is None:
        raise ToolMissing("Xvfb or xdotool")
    told, said = os.pipe()
    command = [program, "-displayfd", str(said), "-screen", "0", "1280x1024x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[said], stderr=subprocess.DEVNULL
    )
    os.close(said)
    try:
        number = os.read(told, 20).decode().strip()
        yield {**os.environ, "DISPLAY": f":{number}", "SAL_USE_VCLPLUGIN": "gen"}
    finally:
        os.close(told)
        server.terminate()
        server.wait()


@contextmanager
def opened(
    document: Path, folder: Path, on: dict[str, str], version: LibreOffice
) -> Iterator[None]:
    """LibreOffice with a document in a window that has the keys.

    The newer one sometimes waits for ever before it shows its first window: it is started again.
    """
    started: list[subprocess.Popen[bytes]] = []
    try:
        for attempt in range(ATTEMPTS):
            started.append(start(document, folder / f"profile{attempt}", on, version))
            if happens(lambda: bool(windows_of(document, on))):
                break
            end(started.pop())
        window = windows_of(document, on)[0]
        keys(on, "windowfocus", "--sync", window)
        wait_for("the keys", lambda: keys(on, "getwindowfocus").strip() == window)
        yield
    finally:
        for office in started:
            end(office)


def start(
    document: Path, profile: Path, on: dict[str, str], version: LibreOffice
) -> subprocess.Popen[bytes]:
    """Start LibreOffice with a document and settings of its own."""
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(NO_QUESTIONS, "utf-8")
    return subprocess.Popen(
        [
            *(str(version.program), "--norestore", "--nologo", "--writer"),
            *(f"-env:UserInstallation={profile.as_uri()}", str(document)),
        ],
        env=on,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def end(office: subprocess.Popen[bytes]) -> None:
    """End LibreOffice and what it has started."""
    os.killpg(office.pid, signal.SIGKILL)
    office.wait()


def windows_of(document: Path, on: dict[str, str]) -> list[str]:
    """The windows that show a document."""
    return keys(on, "search", "--onlyvisible", "--name", f"^{document.name} ").split()


def keys(on: dict[str, str], *words: str) -> str:
    """What xdotool says; keys wait in their order until LibreOffice takes them."""
    done = subprocess.run(
        ["xdotool", *words], env=on, capture_output=True, text=True, check=False, timeout=PATIENCE
    )
    return done.stdout


def words_of(document: Path) -> str:
    """The words of a Word file; '' while it is being written."""
    try:
        with zipfile.ZipFile(document) as package:
            return re.sub("<[^>]*>", "", package.read("word/document.xml").decode())
    except (OSError, KeyError, zipfile.BadZipFile):
        return ""


WHOLE, ITEM, COUNTED = "Write comments on the report", "Write the comments here", "They are counted"
ACTION, OWNER = "Write here what the force has done", "Write a name or a post"
DAY, STATUS = "Choose a date", "Choose a status"
NAME, POST = "Write a name here", "Write a post here"
OVER = ("Home", "shift+End")
"""Select the line, and type over it."""
BEHIND = ("End",)
"""Type behind what asks for an answer."""
NEW_LINE = ("End", "Return")
"""Leave what asks for an answer as it is, and type into a new paragraph."""
IN_FRAME = ("End", "Down")
"""Type into the line at the foot of the frame."""
TYPED: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (WHOLE, OVER, "A fair report"),
    (COUNTED, NEW_LINE, "Twice a day"),
    (ACTION, IN_FRAME, "A clerk counts them"),
    (OWNER, NEW_LINE, "Harbour lead"),
    (DAY, OVER, "1 July 2024"),
    (STATUS, OVER, "in progress"),
    (ITEM, BEHIND, "We agree"),
    (ACTION, NEW_LINE, "The piers are mended"),
    (OWNER, BEHIND, "Pier master"),
    (DAY, NEW_LINE, "30 June 2024"),
    (STATUS, NEW_LINE, "complete"),
    (NAME, OVER, "Ann Boatwright"),
    (POST, OVER, "Head of Contact"),
    (DAY, BEHIND, "12 May 2024"),
)
"""The line of each place, counted up from the end, how it is answered, and the answer."""
ANSWERED = """\
      chief_officer: |
        They are counted.

        Twice a day
      force_action: |
        A clerk counts them
      owner: Harbour lead
      target_date: 2024-07-01
      status: in progress
    - number: 5
      text: |
        Mend the piers.
      chief_officer: |
        We agree
      force_action: |
        The piers are mended
      owner: Pier master
      target_date: 2024-06-30
      status: complete
"""
OF_WHOM = """\
    reply_by: 2024-05-10
  name: Ann Boatwright
  post: Head of Contact
  date: 2024-05-12
  comments: |
    A fair report
"""


def type_into(on: dict[str, str], words: str, way: Sequence[str], answer: str) -> None:
    """Find words in the document, from where the last answer ends, and type there."""
    keys(on, "key", "ctrl+f")
    keys(on, "type", words)
    keys(on, "key", "Return", "Escape", *way)
    keys(on, "type", answer)


@pytest.mark.parametrize("version", BOTH)
def test_answers_typed_into_each_kind_of_place_are_read_whole(tmp_path: Path, version: str) -> None:
    back = tmp_path / "back.docx"
    back.write_bytes(form(INVITED))
    with screen() as on, opened(back, tmp_path, on, libreoffice_named(version)):
        keys(on, "key", "ctrl+Home")
        for words, way, answer in TYPED:
            type_into(on, words, way, answer)
        keys(on, "key", "ctrl+s")
        wait_for("the file", lambda: TYPED[-1][2] in words_of(back))
    found = collect(INVITED, "harbour", back.read_bytes(), back.name, allow_empty=False)
    assert [problem.code for problem in found.problems] == []
    before, _, after = INVITED.partition("      chief_officer: |\n        They are counted.\n")
    after = after.partition("        Mend the piers.\n")[2]
    assert found.text == (before + ANSWERED + after).replace("    reply_by: 2024-05-10\n", OF_WHOM)
