"""A stylesheet inside the page: closed, and without other files."""

from __future__ import annotations

from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.render.html.stylesheet import inlined_stylesheet
from tests.render.sets_for_tests import copied_set, only_problem

SEAL = 'a { background: url("data:image/png;base64,iVBORw==") }'


def inlined(folder: Path, css: str) -> str:
    """``css`` as it stands in a page."""
    template = copied_set(folder)
    (template.folder / "style.css").write_text(css, encoding="utf-8")
    (template.folder / "seal.png").write_bytes(b"\x89PNG")
    return inlined_stylesheet(template)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a { color: red }", "a { color: red }"),
        ("/* @import 'x' </style> */ b {}", "b {}"),
        ("a::before { content: '</style>' }", "a::before { content: '<\\/style>' }"),
        ('a::before { content: "\\2610 @import url(x)" }',) * 2,
        (
            "a { background: url(seal.png) }",
            'a { background: url("data:image/png;base64,iVBORw==") }',
        ),
        (
            "a { background: url( 'seal.png' ) }",
            'a { background: url("data:image/png;base64,iVBORw==") }',
        ),
        ("a { fill: url(#b) }", 'a { fill: url("#b") }'),
    ],
)
def test_kept(tmp_path: Path, css: str, expected: str) -> None:
    """What stays within the set is kept."""
    assert inlined(tmp_path, css) == expected


@pytest.mark.parametrize(
    ("css", "code", "line"),
    [
        ("a {}\n@import 'x.css';", "L204", 2),
        ("@IMPORT url(x.css);", "L204", 1),
        ("\n\na { background: url(https://x.uk/y.png) }", "L204", 3),
        ("a { background: url('/etc/passwd') }", "L204", 1),
        ("a { background: url(file:///etc/passwd) }", "L204", 1),
        ("a { background: url(//x.uk/y.png) }", "L204", 1),
        ("a { background: url(fonts/README.md) }", "L204", None),
        ("a { background: url(../x.png) }", "L102", None),
        ("a { background: url(missing.png) }", "L103", None),
        ("a { background: image-set('x.png' 1x) }", "L204", 1),
        ("@\\69mport 'x'", "L204", 1),
        ("a { background: u\\72l(x) }", "L204", 1),
        ("a { background: url(https://x.uk", "L204", 1),
    ],
)
def test_refused(tmp_path: Path, css: str, code: str, line: int | None) -> None:
    """What could reach outside the set is refused, with its line."""
    with pytest.raises(S55Error) as caught:
        inlined(tmp_path, css)
    problem = only_problem(caught.value)
    assert (problem.code, problem.line) == (code, line)


def test_a_quotation_mark_that_is_not_closed_is_to_be_closed(tmp_path: Path) -> None:
    """It reaches nowhere; but what it opens may hide what does."""
    with pytest.raises(S55Error) as caught:
        inlined(tmp_path, "a {}\nb::before { content: 'Draft }")
    problem = only_problem(caught.value)
    assert (problem.code, problem.line) == ("L204", 2)
    assert problem.hint == "Close it on the same line, or take it out."
