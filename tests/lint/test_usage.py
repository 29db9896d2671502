"""Which fields a layout names: through loops, branches, macros and filters."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from s55.lint.fields import all_fields, fields_of, type_of
from s55.lint.parsed.checked import environment
from s55.lint.parsed.opening import opened
from s55.lint.parsed.usage import Usage, usage_of
from s55.templating.registry import load_any, standard_sets
from s55.views.open_data.gathered import GatheredView
from s55.views.paper.contents import PanelView
from s55.views.progress_form import ProgressFormView
from s55.views.register import Register
from s55.views.response.contents import InvitationView, ResponseView
from s55.views.site.index import IndexView
from s55.views.site.open_items import RegisterView
from s55.views.site.response import ResponseFrameView
from s55.views.translation_table import TranslationTableView


def _usage(source: str) -> Usage:
    tree = environment().parse(source)
    assert isinstance(tree, nodes.Template)
    return usage_of(tree, ResponseView, {"stylesheet": "the stylesheet"})


def _paths(source: str) -> set[str]:
    return {use.path for use in _usage(source).uses}


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("{{ title }}", {"title"}),
        ("{{ stylesheet }}", {"stylesheet"}),
        (
            "{% for s in sections %}{{ s.heading }}{% endfor %}",
            {"sections[]", "sections[].heading"},
        ),
        (
            "{% for s in sections %}{% for i in s.items %}{{ i['text'] }}{% endfor %}{% endfor %}",
            {"sections[]", "sections[].items[]", "sections[].items[].text"},
        ),
        ("{{ sections[0].heading }}", {"sections[]", "sections[].heading"}),
        ("{{ (sections | first).heading }}", {"sections[]", "sections[].heading"}),
        (
            "{% for s in sections | selectattr('notice') %}{{ s.notice }}{% endfor %}",
            {"sections[]", "sections[].notice"},
        ),
        ("{% set mine = header %}{{ mine[0].label }}", {"header[]", "header[].label"}),
        ("{% with t = title %}{{ t }}{% endwith %}", {"title"}),
        ("{{ title if logo else statutory_line }}", {"title", "logo", "statutory_line"}),
        ("{% macro m(x) %}{{ x.anything }}{{ title }}{% endmacro %}{{ m(1) }}", {"title"}),
        ("{{ title.upper() }}{{ caller }}", {"title"}),
    ],
)
def test_the_fields_a_layout_names(source: str, paths: set[str]) -> None:
    assert _paths(source) == paths
    assert _usage(source).unknown == ()


@pytest.mark.parametrize(
    ("source", "name", "near"),
    [
        ("{{ titel }}", "titel", "title"),
        ("\n{% for s in sections %}{{ s.headings }}{% endfor %}", "s.headings", "heading"),
        ("{% for s in section %}{% endfor %}", "section", "sections"),
        ("{{ sections.items }}", "sections.items", ""),
        ("{{ title.text }}", "title.text", ""),
        ("{{ sections[0].items[0].txt }}", "sections.items.txt", "text"),
    ],
)
def test_a_name_that_stands_for_nothing(source: str, name: str, near: str) -> None:
    (found,) = _usage(source).unknown
    assert (found.name, found.near) == (name, near)
    assert found.line == 1 + source.startswith("\n")


@pytest.mark.parametrize("name", ["row", "loop"])
def test_a_name_of_a_loop_outside_of_it(name: str) -> None:
    usage = _usage(f"{{% for row in header %}}{{{{ row.label }}}}{{% endfor %}}\n{{{{ {name} }}}}")
    assert [(one.name, one.line) for one in usage.outside] == [(name, 2)]
    assert usage.unknown == ()


PARTS = {
    "inner.html": "{{ row.label }}",
    "outer.html": "{% include 'inner.html' %}\n{{ titel }}",
    "own.html": "{% set mine = title %}{% for area in header %}{% endfor %}\n{{ mine }}{{ area }}",
}


@pytest.mark.parametrize(
    ("source", "unknown", "outside"),
    [
        ("{% for row in header %}{% include 'inner.html' %}{% endfor %}", [], []),
        (
            "{% for row in header %}{% include 'inner.html' without context %}{% endfor %}",
            [],
            [("row", 1, "inner.html")],
        ),
        (
            "{% for row in header %}{% include 'outer.html' %}{% endfor %}",
            [("titel", 2, "outer.html")],
            [],
        ),
        ("{% include 'own.html' %}\n{{ mine }}", [("mine", 2, "")], [("area", 2, "own.html")]),
    ],
)
def test_names_in_the_files_that_a_layout_includes(
    source: str, unknown: list[tuple[str, int, str]], outside: list[tuple[str, int, str]]
) -> None:
    """They know the names around them, unless they are included without; theirs stay in them."""
    tree, *parts = map(environment().parse, (source, *PARTS.values()))
    usage = usage_of(tree, ResponseView, parts=dict(zip(PARTS, parts, strict=True)))
    assert [(one.name, one.line, one.part) for one in usage.unknown] == unknown
    assert [(one.name, one.line, one.part) for one in usage.outside] == outside


def test_asking_for_a_field_does_not_show_it() -> None:
    shown = {
        use.path: use.shown
        for use in _usage("{% if draft_notice %}{{ title }}{% endif %}{{ author == 'x' }}").uses
    }
    assert shown == {"draft_notice": False, "title": True, "author": False}


def test_the_cells_of_a_row_are_shown_by_a_loop_or_by_their_number() -> None:
    """A row of a chart's table is a list within a list."""
    loop = "{% for c in r %}{{ c }}{% endfor %}"
    for inside in (loop, "{{ r[0] }}"):
        source = (
            f"{{% for f in figures %}}{{% for r in f.rows %}}{inside}{{% endfor %}}{{% endfor %}}"
        )
        tree = environment().parse(source)
        assert isinstance(tree, nodes.Template)
        usage = usage_of(tree, Register)
        assert "figures[].rows[]" in {use.path for use in usage.uses if use.shown}


VIEWS = (
    ResponseView,
    InvitationView,
    PanelView,
    IndexView,
    RegisterView,
    ResponseFrameView,
    Register,
    GatheredView,
    TranslationTableView,
    ProgressFormView,
)


def test_the_views_are_those_of_the_sets_that_come_with_it() -> None:
    """So that the next test forgets none."""
    sets = [load_any(manifest.parent) for manifest in standard_sets().glob("*/manifest.yaml")]
    documents = [document for one in sets for document in opened(one).documents]
    assert {document.view for document in documents} == set(VIEWS)


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.__module__}.{view.__name__}")
def test_every_field_of_the_views_has_a_meaning(view: type) -> None:
    """It is what a maintainer is told of it."""
    assert [field.path for field in all_fields(view) if not field.info.meaning] == []


def test_the_fields_are_those_of_the_view() -> None:
    paths = [field.path for field in all_fields(ResponseView)]
    assert len(paths) == len(set(paths))
    assert {"title", "header[].value", "sections[].items[].recommendations[]"} <= set(paths)
    assert "sections[].body.blocks" not in paths, "the inside of a piece of the draft"


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: f"{view.__module__}.{view.__name__}")
def test_meanings_are_in_a_maintainers_words(view: type) -> None:
    """And not in Python's."""
    for field in all_fields(view):
        assert not re.search(r"``|''|\(\)|\bNone\b", field.info.meaning), field.path


def test_types_in_words() -> None:
    kinds = {name: info.type.words for name, info in fields_of(ResponseView).items()}
    assert kinds["title"] == "text"
    assert kinds["sections"] == "list of section"
    assert kinds["dated"] == "date"
    assert type_of(str | None).is_optional


def test_the_standard_layouts_name_nothing_unknown() -> None:
    source = (Path(standard_sets()) / "opccn-2023/layout.html").read_text(encoding="utf-8")
    usage = _usage(source)
    assert usage.unknown == ()
    assert {"title", "sections[].reply", "sections[].lines[].state"} <= {u.path for u in usage.uses}
