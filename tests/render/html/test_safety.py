"""Finished pages, stylesheets and pictures: what is sound stays as it is, what is not is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from s55.errors import S55Error
from s55.render.html.safety import (
    endless_in,
    outside_in,
    refuse_drawing,
    refuse_open_page,
    refuse_picture,
)

PNG = "data:image/png;base64,iVBORw0KGgo="


def refusal(page: str) -> str | None:
    """The code for which a page is refused."""
    try:
        refuse_open_page(page, "p { color: red }", "layout.html")
    except S55Error as failure:
        (problem,) = failure.problems
        assert problem.file == "layout.html"
        return problem.code
    return None


@pytest.mark.parametrize(
    "inside",
    [
        '<p class="a" id="b" lang="cy" aria-label="c" data-on="d">Words &amp; <b>more</b></p>',
        '<a href="https://example.org/?a=b:c">x</a><a href="mailto:a@b.example">x</a>',
        '<a href="tel:+441603000000">x</a><a href="#a">x</a><a href="../a/b.html">x</a>',
        f'<img src="{PNG}" alt="x">',
        '<ol start="3" style="counter-reset: list-item 2"><li value="4">a</li></ol>',
        '<table><tr><td colspan="5" rowspan="2">x</td></tr></table>',
        '<svg viewBox="0 0 1 1"><title>A</title><g fill="#fff"><rect width="1"/><text>a</text>'
        '</g><use href="#a"/></svg>',
        "<style>p { color: red }</style>",
        '<style>p { background: url("data:image/png;base64,iVBO") }</style>',
        "<details><summary>a</summary><p>b</p></details>",
        "<p>on click = nothing, and javascript: is only a word</p>",
    ],
)
def test_a_page_that_stands_alone(inside: str) -> None:
    """Links, pictures, tables, drawings and words pass."""
    assert refusal(f"<!DOCTYPE html><html><head></head><body>{inside}</body></html>") is None


def test_a_piece_of_a_drawing_outside_of_drawings_is_refused() -> None:
    """Also on a page that is judged by its tags alone."""
    page = "<!DOCTYPE html><html><head></head><body>{}</body></html>"
    assert refusal(page.format("<rect></rect>")) == "L204"
    assert refusal(page.format("<svg><rect></rect></svg>")) is None


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ("<script></script>", "L204"),
        ("<p onclick=a>", "L204"),
        ('<a href=" java\tscript:a">', "L204"),
        ('<a href="//example.org/">', "L204"),
        ('<a href="\\\\host\\share">', "L204"),
        ('<img src="data:text/html;base64,AAAA">', "L204"),
        ('<img src="picture.png">', "L204"),
        ('<a rel="nofollow ATTACHMENT" href="#a">', "L204"),
        ("<style>p { background: u\\72l(x.png) }</style>", "L204"),
        ('<p style="background: url(x.png)">', "L204"),
        ("<unheard-of>", "L204"),
        ('<td colspan="1001">', None),  # outside of a table it is no cell
        ('<table><tr><td colspan="1001">', "L210"),
        ('<table><tr><td colspan="1000">', None),
        ("<div>" * 200, "L210"),
        ("<div>" * 100 + "</div>" * 100, None),
    ],
)
def test_a_page_that_does_not(inside: str, code: str | None) -> None:
    """What runs or fetches is L204, what has no end L210."""
    assert refusal(f"<html><body>{inside}") == code


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("a { color: red; content: '@import url(x)' }", None),
        ("a { background: url(data:image/png;base64,AA==) }", None),
        ("a { fill: url(#a) }", None),
        ("a { background: URL( 'x' ) }", "url("),
        ("a { background: \\75 rl(x) }", "url(x)"),
        ("@IMPORT 'x';", "@import"),
        ("a { background: image-set('x' 1x) }", "image-set("),
    ],
)
def test_css_that_reaches_outside(css: str, found: str | None) -> None:
    """Read as a browser reads it: capitals, white space and escapes do not hide it."""
    assert outside_in(css) == found


@pytest.mark.parametrize(
    ("css", "found"),
    [
        (
            "a { width: 100000px; z-index: 9999; columns: 3 20em; grid: repeat(12, 1fr) }",
            None,
        ),
        ("a { width: 100001px }", "the number 100001"),
        ("a { columns: 201 }", "columns: 201"),
        ("a { grid-template-columns: repeat(201, 1fr) }", "repeat(201"),
        ("a { width: calc(300 * 300px) }", "calc(300"),
        (":root { --a: 1px; --b: var(--a) var(--a) } p { margin: var(--b) }", None),
        (
            ":root { --a: var(--b); --b: var(--a) }",
            "the variable --a, which holds others without end",
        ),
    ],
)
def test_css_without_end(css: str, found: str | None) -> None:
    """Large numbers and variables in variables."""
    assert endless_in(css) == found


def refused(refuse: Callable[[bytes, str], None], data: bytes) -> str:
    """Why a picture or a drawing is refused; '' where it is not."""
    try:
        refuse(data, "a.svg")
    except S55Error as failure:
        (problem,) = failure.problems
        return problem.message
    return ""


def test_pictures_are_pictures() -> None:
    """By their first bytes, whatever their names say."""
    broken = b"\x89PNG\r\n\x1a\n and broken, which what draws it will say"
    assert refused(refuse_picture, broken) == ""
    assert "it is no PNG" in refused(refuse_picture, b"<svg/>")


def test_drawings_of_drawing_programs_pass() -> None:
    """Their notes in namespaces of their own, styles, and pieces used again."""
    drawing = (
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" '
        b'xmlns:i="http://www.inkscape.org/namespaces/inkscape"><i:namedview zoom="1"/>'
        b"<style>path { fill: red }</style><defs><path id='a' d='M0 0h1'/></defs>"
        b"<g style='fill: url(#a)'><use href='#a'/><use href='#a'/></g></svg>"
    )
    assert refused(refuse_drawing, drawing) == ""
    for ours, theirs in (
        (b"i:namedview", b"namedview"),
        (b"url(#a)", b"url(//a.example)"),
        (b"fill: red", b"fill: url(//a.example)"),
        (b"href='#a'", b"href='a.svg'"),
    ):
        assert refused(refuse_drawing, drawing.replace(ours, theirs))
    circle = drawing.replace(b"<g style", b"<g id='b' style").replace(b"href='#a'", b"href='#b'")
    assert "in a circle" in refused(refuse_drawing, circle)
