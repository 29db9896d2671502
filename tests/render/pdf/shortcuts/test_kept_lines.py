"""Lines are broken once, and drawn by the glyphs that they were laid out with."""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

import pytest

from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading.weasyprint import weasyprint
from s55.render.pdf.shortcuts import kept_lines
from s55.render.pdf.shortcuts.kept_lines import keep_lines
from tests.render.pdf.fonts_for_tests import font_address
from tests.render.pdf.shortcuts.long_way import inline, line_break, long_way
from tests.render.sets_for_tests import standard_set


class _Style(dict[str, Any]):
    """A style as far as lines are broken by it."""

    def __init__(self, fonts: Any, **said: Any) -> None:
        super().__init__(dict.fromkeys(kept_lines._LETTERS, "usual"))
        self.update({"text_decoration_line": "none", **said})
        self.font_config = fonts


class _Breaker:
    """A module that breaks lines, and counts them."""

    def __init__(self, name: str = "breaker") -> None:
        self.__name__ = name
        self.broken: list[str] = []
        self.fonts = type("Fonts", (), {"add_font_face": lambda *_: "added"})
        keep_lines([self], self.fonts)

    def split_first_line(self, text: str, *_: Any, **__: Any) -> tuple[Any, ...]:
        self.broken.append(text)
        return SimpleNamespace(text=text), len(self.broken)


def test_a_line_is_broken_again_only_where_something_is_different() -> None:
    """The text, the width, how it is broken, the letters and the fonts."""
    breaker = _Breaker()
    fonts = breaker.fonts()

    def broken(text: str, width: Any = 9, *, at: Any = fonts, **said: Any) -> int:
        return int(breaker.split_first_line(text, _Style(at, **said), None, width, 0)[1])

    assert [broken("a"), broken("a"), broken("b"), broken("a", 8), broken("a")] == [1, 1, 2, 3, 1]
    unlike = [broken("a", 9, **{name: "other"}) for name in kept_lines._LETTERS]
    assert unlike == [*range(4, 4 + len(unlike))]
    assert broken("a", text_decoration_line={"underline"}) == 4 + len(unlike)
    assert broken("a", at=breaker.fonts()) == 5 + len(unlike)
    style = _Style(fonts)
    ways: list[dict[str, Any]] = [{}, {"is_line_start": False}, {"minimum": True}]
    for way in (*ways, *ways):
        breaker.split_first_line("c", style, None, 9, 0, **way)
    assert breaker.broken.count("c") == 3


def test_two_modules_may_break_lines_in_two_ways() -> None:
    """One keeps words that fill a line exactly; the other measures."""
    first, second = _Breaker("first"), _Breaker("second")
    style = _Style(first.fonts())
    for breaker in (first, second, first):
        breaker.split_first_line("a", style, None, 9, 0)
    assert (first.broken, second.broken) == (["a"], ["a"])


def _style(fonts: Any, said: str = "") -> Any:
    """The style of the words of a page."""
    page = weasyprint().HTML(string=f"<p style='{said}'>Words").render(font_config=fonts).pages[0]
    return next(one for one in page._page_box.descendants() if hasattr(one, "text")).style


def test_the_letters_are_all_that_a_line_is_broken_by() -> None:
    """Whether it is whole, divided, or cut within a word."""
    asked: set[str] = set()

    class _Asked:
        def __init__(self, style: Any) -> None:
            self.style, self.font_config, self.cache = style, style.font_config, style.cache

        def __getitem__(self, name: str) -> Any:
            asked.add(name)
            return self.style[name]

    with only_fonts_of(standard_set()):
        style = _Asked(_style(weasyprint().FontConfiguration(), "overflow-wrap: break-word"))
        for width in (None, 900, 60, 3):
            line_break.split_first_line("Words of a line", style, None, width, 0)
    # How words are divided says nothing where none is.
    asked -= {"hyphenate_limit_chars", "hyphenate_character"}
    assert asked == {*kept_lines._LETTERS, "text_decoration_line"}


def _line(text: str, style: Any, justification: int = 0) -> Any:
    return line_break.split_first_line(text, style, None, None, justification)[0]


def test_what_is_kept_of_a_line_is_what_it_is_drawn_with() -> None:
    """Nothing of a line that is drawn in another way; and its fonts stay in memory."""
    with only_fonts_of(standard_set()):
        fonts = weasyprint().FontConfiguration()
        style = _style(fonts)
        line = _line("Words", style)
        assert [(len(run.each()), run.letters(b"Words", 4)) for run in line.kept_runs] == [(5, "s")]
        assert {run.font for run in line.kept_runs} <= fonts.kept_fonts.keys()
        others = _line("Words of", style, 3), _line("a\x85b", style)
        assert [one.kept_runs for one in others] == [(), ()]


def test_a_line_is_shaped_for_another_style_and_stays_as_it_was_laid_out() -> None:
    """That of a first line, for example; three dots at its end are of one drawing."""
    with only_fonts_of(standard_set()):
        fonts = weasyprint().FontConfiguration()
        style, other = _style(fonts), _style(fonts, "font-size: 30px")
        line, another = (
            inline.split_first_line("Words", one, None, 900, 0)[0] for one in (style, other)
        )
        line.reactivate(style)
        assert "layout" not in vars(line)
        line.reactivate(other)
        assert "layout" in vars(line)
        line.set_text("Wor…")
        line.deactivate()
        assert [len(run.each()) for run in (*line.kept_runs, *another.kept_runs)] == [5, 5]


@pytest.mark.parametrize(
    ("text", "said"),
    [("a\tb", {}), ("a\xadb", {}), ("a", {"hyphens": "auto"}), ("a", {"font_family": ["list"]})],
)
def test_a_rare_line_is_broken_each_time(text: str, said: dict[str, Any]) -> None:
    """With tabs, with words that may be divided, or for words in a drawing."""
    breaker = _Breaker()
    style = _Style(breaker.fonts(), **said)
    for _ in range(2):
        breaker.split_first_line(text, style, None, 9, 0)
    assert breaker.broken == [text, text]


def test_who_draws_a_line_changes_no_other() -> None:
    """One that ends in three dots, for example."""
    breaker = _Breaker()
    style = _Style(breaker.fonts())
    line, _ = breaker.split_first_line("a", style, None, 9, 0)
    line.text = "…"
    assert breaker.split_first_line("a", style, None, 9, 0)[0].text == "a"


def test_new_fonts_and_too_many_lines_let_go_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line may be in another font by then; and memory has its limit."""
    breaker = _Breaker()
    fonts = breaker.fonts()
    style = _Style(fonts)
    monkeypatch.setattr(kept_lines, "_MOST", 2)
    for text in "aba":
        breaker.split_first_line(text, style, None, 9, 0)
    assert fonts.add_font_face() == "added"
    for text in "abcba":
        breaker.split_first_line(text, style, None, 9, 0)
    assert breaker.broken == [*"ab", *"abcba"]


def _written(html: str, fonts: Any) -> bytes:
    pdf: bytes = weasyprint().HTML(string=html).write_pdf(font_config=fonts, uncompressed_pdf=True)
    return pdf


def test_a_font_of_a_later_page_is_used_in_it() -> None:
    """Where the page before had none of the name, and had to take another."""
    body = "<p style=\"font-family: Made, 'Open Sans'\">AB BA"
    face = (
        f"<style>@font-face {{ font-family: Made; src: url({font_address('variable')}) }}</style>"
    )
    with only_fonts_of(standard_set()):
        both = weasyprint().FontConfiguration()
        first, second = _written(body, both), _written(face + body, both)
        with long_way():
            alone = weasyprint().FontConfiguration()
            assert _written(face + body, alone) == second
    assert b"+Made" in second
    assert b"+Made" not in first


@pytest.mark.parametrize(
    ("html", "shaped"),
    [
        ("<p>Words of a line", 0),
        ("<p style='letter-spacing: 1px'>Words of a line", 1),
        ("<p style='word-spacing: 1px'>Words of a line", 1),
        ("<p style='width: 60px; overflow: hidden; text-overflow: ellipsis; white-space: pre'>"
         "Words of a line", 1),
        ("<p style='width: 94px; text-align: justify'>Words of a long line", 1),
        ("<p>Words&#x202a;of a line", 0),
        ("<p>No letter 中", 1),
    ],
    ids=["plain", "letters", "words", "cut", "justified", "direction", "missing"],
)  # fmt: skip
def test_a_line_is_shaped_again_only_where_it_is_drawn_otherwise(
    html: str, shaped: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With other spaces than it is laid out with, cut off, or by WeasyPrint's own way."""
    own = line_break.Layout.setup
    drawn: list[str] = []

    def setup(layout: Any, style: Any) -> None:
        if hasattr(layout, "text"):
            drawn.append(layout.text)
        own(layout, style)

    monkeypatch.setattr(line_break.Layout, "setup", setup)
    page = f"<body style=\"font: 16px 'Liberation Sans'\">{html}"
    with only_fonts_of(standard_set()):
        pdf = _written(page, weasyprint().FontConfiguration())
    assert len(drawn) == shaped, (drawn, re.findall(rb"/FontName /(\S+)", pdf))
