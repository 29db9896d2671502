"""Plain pages: a parser finds the elements of their tags. Others are not taken for plain."""

from __future__ import annotations

import random

import pytest
import tinyhtml5

from s55.render.html.document import to_html
from s55.render.html.plain_tags import MAX_DEPTH, Tag, plain_tags
from s55.render.html.safety import MAX_DEPTH as MAX_DEPTH_OF_TREE
from s55.views.response.build import response_view
from tests.drafts_for_tests import FINISHED, SETTINGS, response_of, settings_of
from tests.render.sets_for_tests import STANDARD_SETS, standard_set

CSS = "p { color: red }"
START = f"<!DOCTYPE html>\n<html><head><title>A</title><style>\n{CSS}\n</style></head><body>"
END = "</body></html>\n"
TAGS = (
    "p div section h1 ul li dl dd table caption colgroup col thead tbody tr th td pre details ruby "
    "rt ins span a b em strong code br img hr svg g rect text title desc style linearGradient use"
).split()
ATTRIBUTES = (
    "",
    ' class="a"',
    ' id="b&amp;c"',
    '\n hidden lang="cy"',
    ' href="#a>b"',
    ' viewBox="0 0 1 1"',
    ' alt="<b>"',
)
IMPLIED = frozenset({"html", "head", "body", "tbody", "tr", "colgroup", "p"})


def page_of(body: str) -> str:
    """A page with so much in its body."""
    return f"{START}{body}{END}"


def some_page(dice: random.Random) -> str:
    """A page of tags that are mostly closed in turn, in places that are often wrong for them."""
    words, names = [], list[str]()
    for _ in range(dice.randint(1, 25)):
        if names and dice.random() < 0.45:
            words.append(f"</{names.pop()}>")
            continue
        name = dice.choice(TAGS)
        closed = name in {"br", "img", "hr", "col"} or dice.random() < 0.1
        words.append(f"<{name}{dice.choice(ATTRIBUTES)}{'/' * (dice.random() < 0.03)}>")
        words.append(dice.choice(("", " ", "words", "&lt;")))
        if not closed:
            names.append(name)
    return page_of("".join(words) + "".join(f"</{name}>" for name in reversed(names)))


def test_a_parser_finds_the_tags_of_a_plain_page_and_what_they_imply() -> None:
    """Wherever a tag stands, and whatever a parser makes of it there."""
    dice, plain = random.Random(55), 0  # noqa: S311  # no secret
    for _ in range(6_000):
        page = some_page(dice)
        tags = plain_tags(page, CSS)
        if tags is None:
            continue
        plain += 1
        known = {(tag.name, tag.drawn, tag.attributes) for tag in tags}
        waiting = [(tinyhtml5.parse(page, namespace_html_elements=True), 1)]
        while waiting:
            element, depth = waiting.pop()
            space, _, name = element.tag.partition("}")
            attributes = tuple((key.lower(), value) for key, value in element.attrib.items())
            own = name, space.endswith("svg"), attributes
            assert own in known or (not attributes and name in IMPLIED), (own, page)
            assert depth <= MAX_DEPTH_OF_TREE
            waiting += ((child, depth + 1) for child in element)
    assert plain > 1_000


def test_what_is_listed() -> None:
    """Each different tag once, with what its references mean."""
    body = '<p class="a">x</p><p class="a">y</p><svg viewBox="0 0"><rect x="&#34;"/></svg>'
    assert plain_tags(page_of(body), CSS) == {
        *(Tag(name, False, ()) for name in ("html", "head", "title", "style", "body")),
        Tag("p", False, (("class", "a"),)),
        Tag("svg", True, (("viewbox", "0 0"),)),
        Tag("rect", True, (("x", '"'),)),
    }


@pytest.mark.parametrize(
    "body",
    [
        "<p>not closed",
        "<p>closed twice</p></p>",
        "<b><i>in another order</b></i>",
        "<p class=a>without quotes</p>",
        "<p class='a'>in others</p>",
        '<p class="a"id="b">without a space</p>',
        '<p title="a\nb">in two lines</p>',
        '<p title="&#97;">in disguise</p>',
        '<p title="&copy">without its end</p>',
        '<p title="a\0">nobody sees this</p>',
        '<svg><use xlink:href="#a"/></svg>',
        "<p>a < b</p>",
        "<!-- a note -->",
        "<![CDATA[ ]]>",
        "<?php ?>",
        "<b><p>a block in a mark</p></b>",
        "<a>a link <span><a>in a link</a></span></a>",
        "<svg/><g></g>",
        "<svg><p>no piece of a drawing</p></svg>",
        "<svg><style>p { color: red }</style></svg>",
        "<svg><title><p></p></title></svg>",
        "<style>p { color: blue }</style>",
        "<style>p { color: red }<b></b></style>",
        "a line\r\n",
        "<div>" * (MAX_DEPTH - 1) + "</div>" * (MAX_DEPTH - 1),
    ],
)
def test_pages_that_are_not_plain(body: str) -> None:
    """Each of these a parser may read as something else."""
    assert plain_tags(page_of(body), CSS) is None


def test_a_page_that_does_not_begin_as_one_is_not_plain() -> None:
    """Without its type a browser reads a page by older ways."""
    assert plain_tags("<html></html>", "") is None
    assert plain_tags("<!DOCTYPE html><html></html>", "") == {Tag("html", False, ())}


@pytest.mark.parametrize("name", STANDARD_SETS)
def test_the_pages_of_the_standard_sets_are_plain(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are made without a parser."""
    monkeypatch.setattr(tinyhtml5, "parse", None)
    template, settings = standard_set(name), settings_of(SETTINGS)
    view = response_view(response_of(FINISHED), settings, template.manifest)
    assert to_html(view, template).endswith("</html>\n")
