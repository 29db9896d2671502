"""The shape of the package: imports point one way, packages are small, and everything is explained.

How long a module may be is not bounded: it is as long as its subject. How complex a function may be
is ruff's to say (``C90``, ``PLR09`` in pyproject.toml).
"""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "s55"

# A part may import from the layers below its own, and from itself; parts of one layer do not know
# each other.
LAYERS = (
    {"__init__"},
    {"loading", "records"},
    {"problems"},
    {"errors"},
    {"json_texts", "processes", "sent"},
    {"apart", "beside", "garbage", "richtext", "timed"},
    {"model"},
    {"sources"},
    {"disk", "reporting", "rules", "templating"},
    {"office", "warm"},
    {"drafts"},
    {"word"},
    {"importers", "views"},
    {"render", "workspace"},
    {"lint", "returns"},
    {"pipeline"},
    {"preview"},
    {"desk"},
    {"cli"},
    {"__main__"},
)

# Where only a part of a part may be imported.
ONLY = {
    ("model", "richtext"): {"s55.richtext.characters"},
    ("sources", "richtext"): {"s55.richtext.characters"},
}

MOST_MODULES = 15
"""How many modules one package shows; more than that, and nobody finds the right one."""
ONE_FILE_FOR_EACH = {"cli": "one file for each command"}
"""Packages whose size is that of what they list."""
MOST_LINES_OF_A_FUNCTION = 60

MODULES = sorted(PACKAGE.rglob("*.py"))


def _part(module: str) -> str:
    """``model`` of ``s55.model.base``; the package itself is ``__init__``."""
    return module.split(".")[1] if "." in module else "__init__"


def _name(path: Path) -> str:
    inside = path.relative_to(PACKAGE.parent).with_suffix("")
    return ".".join(inside.parts).removesuffix(".__init__")


@cache
def _parsed(text: str) -> ast.Module:
    return ast.parse(text)


def _tree(path: Path) -> ast.Module:
    return _parsed(path.read_text(encoding="utf-8"))


def _imports(path: Path) -> Iterator[str]:
    """The modules of the package that a module imports, wherever in it."""
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "s55")
        elif isinstance(node, ast.ImportFrom) and node.module == "s55":
            for alias in node.names:
                inside = (PACKAGE / alias.name).is_dir() or (PACKAGE / f"{alias.name}.py").is_file()
                yield f"s55.{alias.name}" if inside else "s55"
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("s55."):
            yield str(node.module)


def _layer(part: str) -> int:
    (layer,) = (number for number, parts in enumerate(LAYERS) if part in parts)
    return layer


def _forbidden(path: Path) -> list[str]:
    part = _part(_name(path))
    found = []
    for module in _imports(path):
        other = _part(module)
        allowed = ONLY.get((part, other))
        upwards = other != part and _layer(other) >= _layer(part)
        if upwards or (allowed is not None and module not in allowed):
            found.append(module)
    return found


def test_every_part_has_its_layer_and_every_layer_its_parts() -> None:
    """A new part must have its layer, and one that is gone is not kept in the table."""
    parts = [part for layer in LAYERS for part in layer]
    assert len(parts) == len(set(parts))
    assert {_part(_name(path)) for path in MODULES} == set(parts)


def test_imports_point_one_way() -> None:
    """From cli -> pipeline -> render -> views -> drafts -> sources -> model -> problems."""
    assert {_name(path): found for path in MODULES if (found := _forbidden(path))} == {}


def test_the_imports_are_found() -> None:
    """So that the test before tests something."""
    assert len(MODULES) > 80
    assert "s55.problems" in set(_imports(PACKAGE / "errors.py"))
    assert "s55.richtext.checks" in set(_imports(PACKAGE / "drafts/load.py"))  # inside a function
    assert sum(len(list(_imports(path))) for path in MODULES) > 300


@pytest.mark.parametrize(
    ("module", "source", "forbidden"),
    [
        ("model/x.py", "from s55.sources.tree import Node", ["s55.sources.tree"]),
        ("model/x.py", "def f():\n    import s55.cli.main", ["s55.cli.main"]),
        ("sources/x.py", "from s55.richtext.markdown import a", ["s55.richtext.markdown"]),
        ("sources/x.py", "from s55.richtext.characters import a", []),
        ("rules/x.py", "from s55 import workspace", ["s55.workspace"]),
        ("rules/x.py", "from s55.rules import statute", []),
        ("cli/x.py", "from s55 import __version__, workspace", []),
    ],
)
def test_a_forbidden_import_is_noticed(
    module: str, source: str, forbidden: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Upwards, sideways, inside a function, or of more than is allowed."""
    package = tmp_path / "s55"
    for name in ("workspace.py", "rules/statute.py", module):
        (package / name).parent.mkdir(parents=True, exist_ok=True)
        (package / name).write_text("", encoding="utf-8")
    (package / module).write_text(source, encoding="utf-8")
    monkeypatch.setattr("tests.test_architecture.PACKAGE", package)
    assert _forbidden(package / module) == forbidden


def _crowded(package: Path) -> dict[str, int]:
    """The packages that show more modules than a reader can take in, with their numbers."""
    shown: dict[str, int] = defaultdict(int)
    for path in package.rglob("*.py"):
        if path.name != "__init__.py":
            shown[path.parent.relative_to(package).as_posix()] += 1
    return {
        name: number
        for name, number in shown.items()
        if number > MOST_MODULES and name not in ONE_FILE_FOR_EACH
    }


def test_no_package_is_crowded() -> None:
    """A package that grows is divided by subject."""
    assert _crowded(PACKAGE) == {}


def test_a_crowded_package_is_noticed(tmp_path: Path) -> None:
    """One module too many, at any depth."""
    folder = tmp_path / "render/pdf"
    folder.mkdir(parents=True)
    for number in range(MOST_MODULES + 1):
        (folder / f"m{number}.py").write_text("", encoding="utf-8")
    assert _crowded(tmp_path) == {"render/pdf": MOST_MODULES + 1}


def test_every_module_says_what_it_is_for() -> None:
    """In its docstring."""
    assert [_name(path) for path in MODULES if not ast.get_docstring(_tree(path))] == []


def _length(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> int:
    """The lines of what it does: the options of a command are a table in its signature."""
    return (node.end_lineno or node.lineno) - node.body[0].lineno + 1


def test_every_function_is_short_and_every_public_one_says_what_it_does() -> None:
    """Classes and their public methods too."""
    found = [
        (f"{_name(path)}.{node.name}", node, public)
        for path in MODULES
        for node, public in _definitions(_tree(path).body, public=True)
    ]
    assert len(found) > 1000
    assert [
        name
        for name, node, _ in found
        if not isinstance(node, ast.ClassDef) and _length(node) > MOST_LINES_OF_A_FUNCTION
    ] == []
    assert [name for name, node, public in found if public and not ast.get_docstring(node)] == []


def _definitions(
    body: list[ast.stmt], *, public: bool
) -> Iterator[tuple[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, bool]]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            shown = public and not node.name.startswith("_")
            yield node, shown
            inner = shown and isinstance(node, ast.ClassDef)
            yield from _definitions(node.body, public=inner)


def _shared_names(package: Path) -> dict[str, int]:
    """The names that more than one class has, with the number of classes."""
    found = Counter(
        node.name
        for path in package.rglob("*.py")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.ClassDef)
    )
    return {name: number for name, number in found.items() if number > 1}


def test_a_class_name_means_one_thing() -> None:
    """Private classes too: who reads a name in a traceback or a search knows what it is."""
    assert _shared_names(PACKAGE) == {}


def test_a_shared_class_name_is_noticed(tmp_path: Path) -> None:
    """In another module, or inside a function."""
    (tmp_path / "a.py").write_text("class Place: ...\nclass Other: ...\n", encoding="utf-8")
    (tmp_path / "b.py").write_text("def f():\n    class Place: ...\n", encoding="utf-8")
    assert _shared_names(tmp_path) == {"Place": 2}


# --- one place writes ---------------------------------------------------------------

_WRITING = frozenset(
    "chmod hardlink_to mkdir rename rmdir symlink_to touch unlink write_bytes write_text".split()
)
"""Methods of paths that change what is on the disk."""
_OF_OS = frozenset(
    "chmod chown ftruncate link makedirs mkdir open remove removedirs rename renames replace rmdir "
    "symlink truncate unlink utime write".split()
)
_READ_ONLY = {"which"}
"""What of ``shutil`` and ``tempfile`` writes nothing."""
WRITE_ELSEWHERE = {"cli/screen.py": {"open", "os.open"}}
"""The streams of a process that has none."""


def _writes(path: Path) -> set[str]:
    """The calls in a module that change files or folders, by name."""
    return {name for node in ast.walk(_tree(path)) if (name := _write_of(node)) is not None}


def _write_of(node: ast.AST) -> str | None:
    if not isinstance(node, ast.Call):
        return None
    called = node.func
    if isinstance(called, ast.Name):
        return "open" if called.id == "open" and _opens_to_write(node, 1) else None
    if not isinstance(called, ast.Attribute):
        return None
    owner = called.value.id if isinstance(called.value, ast.Name) else ""
    name = called.attr
    writes = {
        "os": name in _OF_OS,
        "shutil": name not in _READ_ONLY,
        "tempfile": name not in _READ_ONLY,
    }
    if owner in writes:
        return f"{owner}.{name}" if writes[owner] else None
    if name == "open":
        return name if _opens_to_write(node, 0) else None
    is_path_replace = name == "replace" and len(node.args) == 1 and not node.keywords
    return name if name in _WRITING or is_path_replace else None


def _opens_to_write(call: ast.Call, position: int) -> bool:
    given = [one.value for one in call.keywords if one.arg == "mode"]
    given += call.args[position : position + 1]
    modes = [one.value for one in given if isinstance(one, ast.Constant)]
    return any(isinstance(mode, str) and set(mode) & set("wax+") for mode in modes)


def test_files_are_written_in_one_place() -> None:
    """``s55.disk`` locks, compares, keeps what was there, and says what the system refuses."""
    places = {path.relative_to(PACKAGE).as_posix(): path for path in MODULES}
    assert {
        place: found
        for place, path in places.items()
        if not place.startswith("disk/") and (found := _writes(path))
    } == WRITE_ELSEWHERE


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("path.write_text('a')", {"write_text"}),
        ("with path.open('rb') as file: ...", set()),
        ("with path.open(mode='r+b') as file: ...", {"open"}),
        ("open(name, 'w')", {"open"}),
        ("made.replace(path)", {"replace"}),
        ("text.replace('a', 'b')", set()),
        ("def f():\n    os.replace(a, b)\n    os.stat(a)", {"os.replace"}),
        ("shutil.which('a')", set()),
        ("shutil.copy(a, b)", {"shutil.copy"}),
        ("tempfile.TemporaryDirectory()", {"tempfile.TemporaryDirectory"}),
        ("os.environ.setdefault('a', 'b')", set()),
    ],
)
def test_a_write_in_another_place_is_noticed(source: str, found: set[str], tmp_path: Path) -> None:
    """Whichever library it is written with."""
    path = tmp_path / "x.py"
    path.write_text(source, encoding="utf-8")
    assert _writes(path) == found


# --- one place reads ----------------------------------------------------------------

READS_ITS_OWN = {
    "model/forces.py",
    "pipeline/starting.py",
    "lint/samples.py",
    "importers/ocr.py",
    "preview/libreoffice.py",
}
"""Modules that read files of the package, or what a program has just made for them."""


def _calls(path: Path) -> set[str]:
    """The methods that a module calls, with their owners, such as ``json.loads``."""
    return {
        ast.unparse(node.func)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    }


def test_files_of_others_are_read_in_one_place() -> None:
    """``s55.sources.files`` refuses pipes, devices and links to themselves; others would not."""
    places = {path.relative_to(PACKAGE).as_posix(): _calls(path) for path in MODULES}
    reads = {place for place, calls in places.items() if any(map(_READS.search, calls))}
    assert reads - {"sources/files.py"} <= READS_ITS_OWN
    follows = {place for place, calls in places.items() if any(map(_FOLLOWS.search, calls))}
    assert follows == set()


def test_json_is_read_in_one_place() -> None:
    """``s55.json_texts`` raises one kind of error, however deep the text is nested."""
    places = {path.relative_to(PACKAGE).as_posix(): _calls(path) for path in MODULES}
    found = {place for place, calls in places.items() if calls & {"json.loads", "json.load"}}
    assert found == {"json_texts.py"}


_READS = re.compile(r"\.read_bytes$")
_FOLLOWS = re.compile(r"^(?!Path\(__file__\)).*\.resolve$")


def test_annotations_of_models_are_no_text() -> None:
    """Pydantic would compile and evaluate each when a model is defined, in every command."""
    models = [path for path in MODULES if "(Model)" in path.read_text(encoding="utf-8")]
    assert len(models) > 10
    late = [path.name for path in models if "__future__" in path.read_text(encoding="utf-8")]
    assert late == []
