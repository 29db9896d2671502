"""Make the tables of WeasyPrint's declarations: ``python -m tests.render.pdf.loading.tables``."""

from __future__ import annotations

import ast
import tempfile
from importlib.util import find_spec
from pathlib import Path

import cffi

from s55.render.pdf.loading import compiled
from s55.render.pdf.loading.declarations import digest

_HEAD = '''"""Hold cffi's tables of what WeasyPrint declares.

``python -m tests.render.pdf.loading.tables`` writes it.
"""

# ruff: noqa: E501
# fmt: off
# One line for each table: nobody reads them, and no person writes them.

from __future__ import annotations

from typing import Any

'''


def module() -> str:
    """The text of :mod:`s55.render.pdf.loading.compiled` for the WeasyPrint that is installed."""
    declared = _declared()
    made = cffi.FFI()
    made.cdef(declared)
    made.set_source("weasyprint", None)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "weasyprint.py"
        made.emit_python_code(str(path))
        written = ast.parse(path.read_text(encoding="utf-8"))
    (call,) = (node for node in ast.walk(written) if isinstance(node, ast.Call))
    tables = {str(one.arg): ast.literal_eval(one.value) for one in call.keywords}
    lines = [f'    "{name}": {table!r},' for name, table in tables.items()]
    return "\n".join(
        [
            f'{_HEAD}MADE_FROM = "{digest(declared)}"',
            '"""The SHA-256 of the declarations."""',
            "TABLES: dict[str, Any] = {",
            *lines,
            "}",
            "",
        ]
    )


def _declared() -> str:
    """The one text that WeasyPrint gives to cffi; WeasyPrint itself is not imported."""
    package = find_spec("weasyprint")
    assert package is not None
    assert package.origin is not None
    source = (Path(package.origin).parent / "text/ffi.py").read_text(encoding="utf-8")
    (text,) = (
        node.args[0]
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "cdef"
    )
    return str(ast.literal_eval(text))


if __name__ == "__main__":
    Path(compiled.__file__).write_text(module(), encoding="utf-8")
