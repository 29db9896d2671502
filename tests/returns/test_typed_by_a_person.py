"""An answer typed into LibreOffice through a window and keys, as a person does.

LibreOffice (7.4) leaves only the first letters in the place when a line is selected with Home and
Shift+End and typed over; the rest stands behind it in the paragraph.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from s55.returns.collecting import collect
from set_up.libreoffice import MACHINES_OWN
from tests.returns.word_files import DRAFT, form
from tests.validators import ToolMissing

pytestmark = pytest.mark.slow

INVITED = DRAFT.replace(
    "policing_body:",
    "chief_officer:\n  invited:\n    date: 2024-04-10\n    reply_by: 2024-05-10\npolicing_body:",
)
ANSWER = "Head of Contact"
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


def wait_for(what: str, is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until, f"waited {PATIENCE:.0f} s for {what}"
        time.sleep(0.05)


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
def opened(document: Path, folder: Path, on: dict[str, str]) -> Iterator[None]:
    """LibreOffice with a document in a window that has the keys."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user/registrymodifications.xcu").write_text(NO_QUESTIONS, "utf-8")
    office = subprocess.Popen(
        [
            *(str(MACHINES_OWN / "program/soffice"), "--norestore", "--nologo", "--writer"),
            *(f"-env:UserInstallation={profile.as_uri()}", str(document)),
        ],
        env=on,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        name = f"^{document.name} "
        wait_for("a window", lambda: bool(keys(on, "search", "--onlyvisible", "--name", name)))
        window = keys(on, "search", "--onlyvisible", "--name", name).split()[0]
        keys(on, "windowfocus", "--sync", window)
        wait_for("the keys", lambda: keys(on, "getwindowfocus").strip() == window)
        yield
    finally:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()


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


def test_an_answer_typed_over_the_prompt_of_a_line_is_read_whole(tmp_path: Path) -> None:
    back = tmp_path / "back.docx"
    back.write_bytes(form(INVITED))
    with screen() as on, opened(back, tmp_path, on):
        # From the end up: the day, its label, and the post of who makes the comments.
        keys(on, "key", "ctrl+End", *["ctrl+Up"] * 3, "Home", "shift+End")
        keys(on, "type", ANSWER)
        keys(on, "key", "ctrl+s")
        wait_for("the file", lambda: ANSWER in words_of(back))
    found = collect(INVITED, "harbour", back.read_bytes(), back.name, allow_empty=False)
    assert [problem.code for problem in found.problems] == []
    asked = "    reply_by: 2024-05-10\n"
    assert found.text == INVITED.replace(asked, f"{asked}  post: {ANSWER}\n")
