"""What WeasyPrint does by a shorter way comes to the same."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest

from s55.render.pdf.fonts import only_fonts_of
from s55.render.pdf.loading.weasyprint import weasyprint
from s55.render.pdf.shortcuts.font_descriptions import keep_font_descriptions
from s55.render.pdf.shortcuts.lengths import keep_lengths
from s55.render.pdf.shortcuts.page_names import ask_first_and_last
from s55.render.pdf.shortcuts.plain_boxes import know_usual_flow, pass_over_plain_boxes
from s55.render.pdf.shortcuts.struts import keep_struts
from s55.render.pdf.shortcuts.usual_values import take_usual_values
from tests.render.pdf.shortcuts.long_way import DRAWING, long_way
from tests.render.sets_for_tests import standard_set

weasyprint()
css, boxes = (import_module(f"weasyprint.{name}") for name in ("css", "formatting_structure.boxes"))
background, percent = (
    import_module(f"weasyprint.layout.{name}") for name in ("background", "percent")
)
text = import_module("weasyprint.draw.text")
Dimension = import_module("weasyprint.css.properties").Dimension

PAGE = """
<style>
:root { --wide: 3em; color: #123; text-indent: calc(10% + 2px); quotes: auto }
p { margin-inline-start: var(--wide); padding-block: 1px 2px; border-bottom: solid; width: calc(50% - 1em) }
b { font-size: larger; text-decoration: underline; float: left; margin-left: 2px; max-inline-size: 9px }
i { position: absolute; display: inline; letter-spacing: inherit; page: other; margin: initial }
td::before { content: "x"; text-indent: inherit; border-inline-end: 2px solid red }
u { --wide: 9px; padding-left: var(--none); line-height: inherit; background: red }
</style>
<body><p>One <b>two <i>three</i></b></p><p dir="rtl">Four <u>five <i>six</i></u></p>
<table><tr><td>Seven<td><p>Eight</table><div style="direction: rtl; inset-inline-start: 1px">Nine</div>
"""  # noqa: E501  # a rule a line


@pytest.fixture
def plain() -> Any:
    """WeasyPrint's own function for what no style sheet says."""
    return css.ComputedStyle.__missing__.__wrapped__


def _values(html: str) -> list[dict[str, Any]]:
    """All values of all elements of a page, and of what stands before and after them."""
    with only_fonts_of(standard_set()):
        loaded = weasyprint()
        found = css.get_all_computed_styles(
            loaded.HTML(string=html), font_config=loaded.FontConfiguration(),
            color_profiles={}, page_rules=[], layers=[],
        )  # fmt: skip
        styles = found.get_computed_styles().values()
        return [{name: style[name] for name in sorted(css.INITIAL_VALUES)} for style in styles]


def test_every_property_has_the_value_that_it_had(
    plain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Said, inherited, by the text's direction, with sums, variables and lines at words."""
    quick = _values(PAGE)
    monkeypatch.setattr(css.ComputedStyle, "__missing__", plain)
    slow = _values(PAGE)
    assert len(quick) >= 18
    assert repr(quick) == repr(slow)
    assert {len(one) for one in quick} == {len(css.INITIAL_VALUES)}


def test_what_nobody_says_goes_the_short_way() -> None:
    """A first value and that of the element around; what is said goes WeasyPrint's own way."""
    asked = []

    class _Style(dict[str, Any]):
        cascaded = {"color": ("red", 0)}  # noqa: RUF012  # as WeasyPrint has it
        parent_style = {"widows": 5}  # noqa: RUF012  # as WeasyPrint has it

        def __missing__(self, key: str) -> Any:
            asked.append(key)
            return None

    module = SimpleNamespace(
        ComputedStyle=_Style,
        INITIAL_VALUES={"color": "black", "widows": 2, "opacity": 1, "float": "none"},
        INHERITED={"color", "widows"},
        INITIAL_NOT_COMPUTED=set[str](),
        PHYSICAL_FUNCTIONS={},
    )
    take_usual_values(module)
    style = _Style()
    assert [style[name] for name in module.INITIAL_VALUES] == [None, 5, 1, None]
    assert asked == ["color", "float"]
    assert style == {"widows": 5, "opacity": 1}


LENGTHS = """
<style>
@page { size: 300px 400px; margin: 10% 20px }
table.a { border-collapse: collapse; border: 3px solid; width: 60% }
table.b { border: 2px solid; min-width: 30% }
td { padding: 1px 5%; border: 1px solid; height: 20px }
p { margin: 2% auto; box-sizing: border-box; padding: 3px; max-width: calc(50% + 3px); width: 70% }
div { position: relative; height: 90px } div p { height: 50%; min-height: auto }
.f { display: flex } .f > * { width: 20%; padding: 1% } .w { width: 100px; box-sizing: padding-box }
</style>
<table class="a"><tr><td>One<td>Two</table><table class="b"><tr><td>One<td>Two</table>
<p>Three <b>four</b></p><p class="w">Five <b>six</b></p><div><p>Seven</p></div>
<div class="f"><p>Eight</p><b>Nine</b></div><div class="f w"><p>Ten</p><b>Eleven</b></div>
"""


def _lengths(times: int) -> list[list[tuple[str, str]]]:
    """All that is known of the lengths of the boxes of a page, each time that it is laid out."""
    with only_fonts_of(standard_set()):
        loaded = weasyprint()
        fonts = loaded.FontConfiguration()
        documents = [loaded.HTML(string=LENGTHS).render(font_config=fonts) for _ in range(times)]
    return [
        [
            (box.element_tag, repr(sorted(_numbers(box))))
            for page in one.pages
            for box in page._page_box.descendants()
        ]
        for one in documents
    ]


def _numbers(box: Any) -> Iterator[tuple[str, str]]:
    return ((name, repr(one)) for name, one in vars(box).items() if isinstance(one, float | int))


def test_every_box_has_the_lengths_that_it_had(monkeypatch: pytest.MonkeyPatch) -> None:
    """In tables of both kinds and flexible boxes, by percentages and sums, with their borders."""
    first, second = _lengths(2)
    quick = percent.resolve_percentages
    for name, module in sys.modules.items():
        if name.startswith("weasyprint.layout.") and hasattr(module, "resolve_percentages"):
            assert module.resolve_percentages is quick
            monkeypatch.setattr(module, "resolve_percentages", quick.__wrapped__)
    (slow,) = _lengths(1)
    assert len(slow) > 40
    assert first == second == slow


def test_lengths_are_worked_out_once_for_all_boxes_of_a_kind() -> None:
    """And again for what is still a sum, for borders that collapse, and in another place."""
    worked_out = []

    def work_out(box: Any, _: Any) -> None:
        worked_out.append(box)
        vars(box).update(dict.fromkeys(lengths, len(worked_out)))

    module = SimpleNamespace(resolve_percentages=work_out)
    keep_lengths([module], boxes, Dimension)
    lengths = [
        f"{kind}_{side}"
        for kind in ("margin", "padding")
        for side in ("top", "right", "bottom", "left")
    ]
    lengths += [f"border_{side}_width" for side in ("top", "right", "bottom", "left")]
    lengths += [f"{bound}{axis}" for bound in ("", "min_", "max_") for axis in ("width", "height")]
    usual = dict.fromkeys(lengths, Dimension(5, "%"))
    usual |= {"box_sizing": "content-box", "border_collapse": "separate"}
    collapsed, summed = {**usual, "border_collapse": "collapse"}, {**usual, "width": object()}

    def width(style: dict[str, Any], around: float, *, is_page: bool = False) -> int:
        box = boxes.PageBox.__new__(boxes.PageBox) if is_page else SimpleNamespace()
        box.style = style
        module.resolve_percentages(box, (around, 10))
        assert {vars(box)[name] for name in lengths} == {box.width}
        return int(box.width)

    assert [width(usual, 1), width({**usual}, 1), width(usual, 2), width(usual, 1)] == [1, 1, 2, 1]
    assert [width(collapsed, 1), width(collapsed, 1), width(summed, 1), width(summed, 1)] == [
        3,
        4,
        5,
        6,
    ]
    # Of a page, the margins above and below are a part of its height.
    assert [width(usual, 1, is_page=True), width(usual, 1)] == [7, 1]


def test_a_font_is_described_once_for_those_who_share_it() -> None:
    """By all that its description says of it, and for each document with fonts of its own."""
    described: list[Any] = []

    def describe(style: Any) -> int:
        described.append(style)
        return len(described)

    module = SimpleNamespace(get_font_description=describe)
    keep_font_descriptions(module)

    names = "style stretch weight size variant_caps variation_settings".split()

    class _Style(dict[str, Any]):
        def __init__(self, fonts: Any, **values: Any) -> None:
            super().__init__({f"font_{name}": values.get(name, "usual") for name in names})
            self["font_family"] = values.get("family", ("A", "B"))
            self.font_config = fonts

    one, two = SimpleNamespace(), SimpleNamespace()
    others = [_Style(one, size=3), _Style(one, family=("A",)), _Style(two)]
    # The families of the words in a drawing are a list.
    styles = [_Style(one), _Style(one), *others, _Style(one, family=["A"])]
    assert [module.get_font_description(style) for style in styles] == [1, 1, 2, 3, 4, 3]
    unlike = [_Style(SimpleNamespace()), *(_Style(one, **{name: "other"}) for name in names)]
    assert [module.get_font_description(style) for style in unlike] == [5, 6, 7, 8, 9, 10, 11]


def test_how_high_lines_are_is_worked_out_once_for_a_style() -> None:
    """And again for a copy, which may be given other values: that of a first line."""

    class _Style(dict[str, int]):
        pass

    module = SimpleNamespace(strut=Mock(side_effect=[(1, 2), (3, 4)]))
    keep_struts(module)
    style, another = _Style(), _Style()
    asked = [module.strut(one) for one in (style, style, another, style, another)]
    assert asked == [(1, 2), (1, 2), (3, 4), (1, 2), (3, 4)]


def test_the_first_line_of_a_style_is_as_high_as_it_was() -> None:
    """Where it is in larger letters than the lines after it, or in smaller ones."""
    page = "<style>p::first-line { font-size: %s; line-height: %s }</style><p>One<br>two<br>three"
    for values in (("30px", "2"), ("5px", "1"), ("9px", "40px")):
        heights = []
        for way in (nullcontext, long_way):
            with only_fonts_of(standard_set()), way():
                loaded = weasyprint()
                laid_out = loaded.HTML(string=page % values).render(
                    font_config=loaded.FontConfiguration()
                )
            boxes_of = laid_out.pages[0]._page_box.descendants()
            heights.append([one.height for one in boxes_of if isinstance(one, boxes.LineBox)])
        assert heights[0] == heights[1]
        assert len(set(heights[0])) > 1


def _box(page: str, *children: Any, is_flow: bool = True, side: str = "none") -> Any:
    """A box with others in it, which asks for a page."""
    box = boxes.BlockBox.__new__(boxes.BlockBox)
    position = "static" if is_flow else "absolute"
    box.style = {"page": page, "float": side, "position": position}
    box.children = list(children)
    return box


@pytest.mark.parametrize(
    "box",
    [
        _box("a"),
        _box("a", _box("b")),
        _box("a", _box("b", _box("c"), _box("d")), _box("", _box("e"), _box("")), _box("")),
        _box("a", _box("b", is_flow=False), _box("c"), _box("d", is_flow=False)),
        _box("a", _box("b", is_flow=False)),
        _box("a", _box("b", side="left"), _box("c"), _box("d", side="right")),
    ],
    ids=["alone", "one", "many", "out of flow", "none in flow", "floated"],
)
def test_the_first_and_the_last_box_say_on_which_page(box: Any) -> None:
    """As all of them did."""
    module = SimpleNamespace(ParentBox=boxes.ParentBox)
    quick = boxes.ParentBox.page_values
    try:
        boxes.ParentBox.page_values = quick.__wrapped__
        slow = box.page_values()
        ask_first_and_last(module)
        assert box.page_values() == slow
    finally:
        boxes.ParentBox.page_values = quick


DRAWN = """
<style>
@page { size: 400px 500px; background: linear-gradient(red, blue) }
html { background: #eee } body { font-family: "Open Sans"; text-align: justify }
p { background: yellow; border-radius: 9px 0 4px 2px; border: solid; box-shadow: 1px 1px red }
b { border-radius: 3px; background: currentcolor; color: #00f3 } i { position: absolute; top: 3px }
s { letter-spacing: 2px; word-spacing: 3px } u { visibility: hidden; background: red }
.end { overflow: hidden; text-overflow: ellipsis; width: 90px; white-space: nowrap }
</style>
<p>AVA To the office, <b>Ta</b> fi ffl <s>To find AV</s> <i>Tall</i> <u>not shown</u> q́ x̣ ⁠</p>
<p dir="rtl">Words (to the left) אבג and <b>AV</b> 12</p><p class="end">Tea for two at the end</p>
<sub>low</sub><sup>high</sup>
<p style="font-size: 0">None</p><p>no such letter: 😀 中</p><table><tr><td>AV To<td>Ta</table>
"""


def _drawn() -> bytes:
    """A page with what stands behind its words, not compressed."""
    with only_fonts_of(standard_set()):
        loaded = weasyprint()
        fonts = loaded.FontConfiguration()
        page = loaded.HTML(string=DRAWN)
        written: bytes = page.write_pdf(font_config=fonts, uncompressed_pdf=True)
        return written


@pytest.mark.parametrize(
    "quickened", [DRAWING, [(background, "layout_box_backgrounds")]], ids=["lines", "boxes"]
)
def test_a_page_is_drawn_as_it_was(
    quickened: Sequence[tuple[Any, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Byte for byte: kerning, letters joined or to the left or missing, and what is behind them."""
    quick = _drawn()
    for module, name in quickened:
        monkeypatch.setattr(module, name, getattr(module, name).__wrapped__)
    module, name = quickened[0]
    usual = Mock(side_effect=getattr(module, name))
    monkeypatch.setattr(module, name, usual)
    assert quick == _drawn()
    assert quick.count(b" TJ") == 20
    assert usual.call_count >= 16


def test_a_glyph_is_worked_out_once_for_a_font_and_a_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line of glyphs that were drawn before asks for nothing, whatever words it has."""
    asked_for = "PANGO_GLYPH_EMPTY pango_layout_set_single_paragraph_mode"
    pango = SimpleNamespace(**{name: getattr(text.pango, name) for name in asked_for.split()})
    asked = Mock(side_effect=text.pango.pango_font_get_glyph_extents)
    pango.pango_font_get_glyph_extents = asked
    monkeypatch.setattr(text, "pango", pango)
    with only_fonts_of(standard_set()):
        loaded = weasyprint()
        fonts = loaded.FontConfiguration()
        for words, glyphs in (("ton", 3), ("ton<p>not<p>onto", 3), ("ton<p>tone", 4)):
            asked.reset_mock()
            loaded.HTML(string=f"<p>{words}").write_pdf(font_config=fonts)
            assert asked.call_count == glyphs


def test_only_boxes_with_something_behind_them_are_laid_out_for_it() -> None:
    """What is in a box with nothing behind it is asked all the same."""
    nothing = dict.fromkeys(css.INITIAL_VALUES, "nothing")

    def box(*children: Any, **said: str) -> Any:
        made = boxes.BlockBox.__new__(boxes.BlockBox)
        made.style, made.children = {**nothing, **said}, list(children)
        return made

    laid_out = []
    module = SimpleNamespace(layout_box_backgrounds=lambda _, one, *__: laid_out.append(one))
    pass_over_plain_boxes(module, nothing, boxes.Box)
    names = "background_color background_image border_image_source box_shadow mask_border_source"
    said = [box(**{name: "something"}) for name in names.split()]
    corner = box(border_bottom_left_radius="something")
    inner = box(box(corner), *said)
    stand_in = SimpleNamespace(style=nothing)  # for a box that is placed absolutely
    page = box(inner)
    module.layout_box_backgrounds(page, page, None)
    module.layout_box_backgrounds(page, inner, None)
    module.layout_box_backgrounds(page, stand_in, None)
    module.layout_box_backgrounds(page, inner, None, style=nothing)
    module.layout_box_backgrounds(page, box(corner), None, layout_children=False)
    assert laid_out == [page, corner, *said, stand_in, inner]
    assert inner.background is None
    assert inner.border_top_left_radius == (0, 0)


def test_only_a_box_somewhere_else_is_asked_where_it_is() -> None:
    """Placed, floating, running or in a note; a box is in the normal flow as it was."""
    asked = Mock(side_effect=boxes.Box.is_in_normal_flow.__wrapped__)
    module = SimpleNamespace(Box=type("Box", (boxes.Box,), {"is_in_normal_flow": asked}))
    know_usual_flow(module)

    def is_in_flow(position: Any, side: str) -> bool:
        box = boxes.BlockBox.__new__(boxes.BlockBox)
        box.style = {"position": position, "float": side}
        return bool(module.Box.is_in_normal_flow(box))

    assert is_in_flow("static", "none")
    assert asked.call_count == 0
    others: list[tuple[Any, str]] = [("static", "left"), ("static", "footnote")]
    others += [("absolute", "none"), ("fixed", "none")]
    others += [(("running()", "head"), "none"), (("note()", "note"), "none")]
    assert [is_in_flow(*one) for one in others] == [False] * 6
    assert is_in_flow("relative", "none")
    assert asked.call_count == 7
