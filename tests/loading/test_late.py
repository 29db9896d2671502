"""A module that is imported late is run once, when something is first asked of it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from threading import Barrier, Thread
from types import ModuleType

import pytest

from s55.loading.late import LateModule, import_late

_NAME = "run_late_by_a_test"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give the folder of a package that counts how often it is run, and takes its time."""
    folder = tmp_path / _NAME
    folder.mkdir()
    (folder / "part.py").write_text("VALUE = 'of a part'\n", encoding="utf-8")
    (folder / "__init__.py").write_text(
        "import time, warnings\nwarnings.runs = getattr(warnings, 'runs', 0) + 1\n"
        "time.sleep(0.05)\nVALUE = 'of the package'\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr("warnings.runs", 0, raising=False)
    yield folder
    for name in [one for one in sys.modules if one.split(".")[0] == _NAME]:
        del sys.modules[name]


def _runs() -> int:
    return int(import_module("warnings").runs)


def test_it_is_run_when_something_is_asked_of_it(package: Path) -> None:
    """Not by an import of it or of a part of it."""
    late = import_late(_NAME)
    assert late is import_module(_NAME)
    assert import_module(f"{_NAME}.part").VALUE == "of a part"
    assert vars(late)["__file__"] == str(package / "__init__.py")
    assert (type(late), _runs()) == (LateModule, 0)
    assert late.VALUE == "of the package"
    with pytest.raises(AttributeError, match=rf"module '{_NAME}' has no attribute 'OTHER'"):
        _ = late.OTHER
    assert (type(late), _runs()) == (ModuleType, 1)


@pytest.mark.usefixtures("package")
def test_threads_that_ask_at_once_all_get_it() -> None:
    """The standard library's way gives some of them a module without its names."""
    late = import_late(_NAME)
    assert late is not None
    ready, found = Barrier(4), []

    def ask() -> None:
        ready.wait()
        found.append(getattr(late, "VALUE", None))

    threads = [Thread(target=ask) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == ["of the package"] * 4
    assert _runs() == 1


@pytest.mark.usefixtures("package")
def test_what_is_loaded_or_is_not_there_is_left_alone() -> None:
    """So that a library which somebody else uses stays as it is."""
    loaded = import_module(_NAME)
    assert import_late(_NAME) is None
    assert sys.modules[_NAME] is loaded
    assert import_late("no_such_module_for_a_test") is None
    assert "no_such_module_for_a_test" not in sys.modules
