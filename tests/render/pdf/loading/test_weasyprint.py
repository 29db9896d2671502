"""WeasyPrint and its libraries: loaded without a search, and missed in plain words."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from s55.errors import ExitCode
from s55.render.pdf.loading import weasyprint as native
from tests.render.sets_for_tests import only_problem

ROOT = Path(__file__).resolve().parents[4]

_OURS = """\
from s55.render.pdf.loading import weasyprint as native
parts = native.weasyprint()"""
_SEARCHES = f"""
import ctypes.util, subprocess, sys
started = []
real = subprocess.Popen.__init__
def counted(self, command, *rest, **named):
    started.append(command)
    return real(self, command, *rest, **named)
subprocess.Popen.__init__ = counted
search = ctypes.util.find_library
{_OURS}
assert ctypes.util.find_library is search
print(len(started), parts.HTML.__name__)
"""

_MISSING = """
import cffi, sys
import cffi.api
hidden = sys.argv[1]
real = cffi.api._load_backend_lib
def load(backend, name, flags):
    if hidden in (name or ""):
        raise OSError(f"cannot load library '{{name}}': {{name}}: no such file".format(name=name))
    return real(backend, name, flags)
cffi.api._load_backend_lib = load
from s55.render.pdf.loading import declarations
class Hiding(declarations.CompiledFFI):
    def dlopen(self, name, flags):
        if hidden in name:
            raise OSError(name)
        return super().dlopen(name, flags)
declarations.CompiledFFI = Hiding
from s55.errors import S55Error
from s55.render.pdf.loading import weasyprint as native
try:
    native.weasyprint()
except S55Error as failure:
    print(int(failure.exit_code), failure.problems[0].code, failure.problems[0].message)
    print(sorted(name for name in sys.modules if name.split(".")[0] == "weasyprint"))
"""


def run(program: str, *arguments: str) -> list[str]:
    """The lines that a program prints, which prints nothing else and no error."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux searches by programs")
def test_no_program_is_started_to_find_libraries() -> None:
    """Neither ldconfig, gcc nor ld runs, and the search is as it was afterwards."""
    assert run(_SEARCHES) == ["0 HTML"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux searches by programs")
def test_libraries_still_needed() -> None:
    """Plain WeasyPrint starts programs to find its libraries."""
    (line,) = run(_SEARCHES.replace(_OURS, "import weasyprint as parts"))
    assert int(line.split()[0]) > 0


@pytest.mark.parametrize(
    ("hidden", "named"),
    [
        ("gobject", "GLib (gobject)"),
        ("pango", "Pango"),
        ("pangoft2", "PangoFT2"),
        ("harfbuzz", "HarfBuzz"),
        ("harfbuzz-subset", "HarfBuzz-Subset"),
        ("fontconfig", "Fontconfig"),
    ],
)
def test_missing_library_is_named(hidden: str, named: str) -> None:
    """A missing library gives one problem, no banner, and leaves nothing half imported."""
    lines = run(_MISSING, hidden)
    assert lines == [f"5 P501 PDF output needs the system library {named}", "[]"]


def test_hint_says_what_to_install() -> None:
    """The hint has the words for each system, and the way to do without."""
    failure = native._missing_library("cannot load library 'libpango-1.0-0'")
    problem = only_problem(failure)
    assert failure.exit_code is ExitCode.MISSING_LIBRARY
    for words in ("apt install libpango-1.0-0", "brew install pango", "MSYS2", "--to docx,html"):
        assert words in problem.hint


def test_it_is_patched_once() -> None:
    """However often it is asked for: each layer would cost time, and at last end in a recursion."""
    native.weasyprint()
    from weasyprint.layout import inline
    from weasyprint.pdf import tags

    patched = (inline.split_first_line, tags._build_box_tree)
    native.weasyprint()
    assert (inline.split_first_line, tags._build_box_tree) == patched
