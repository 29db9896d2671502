"""A stylesheet kept to its own part of a page."""

from __future__ import annotations

import pytest
import tinycss2
from hypothesis import given
from hypothesis import strategies as st

from s55.render.html.embed import scoped
from s55.render.html.stylesheet import inlined_stylesheet
from tests.render.sets_for_tests import STANDARD_SETS, standard_set


def squeezed(css: str) -> str:
    """The rules with one space where there was white space."""
    return " ".join(css.split())


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("p {color: red}", ".own p {color: red}"),
        ("html {margin: 0}", ".own {margin: 0}"),
        ("html, body {margin: 0}", ".own, .own {margin: 0}"),
        ("html body p {margin: 0}", ".own p {margin: 0}"),
        ("html > body > p {margin: 0}", ".own > p {margin: 0}"),
        (":root {margin: 0}", ".own {margin: 0}"),
        ("body.letter p {margin: 0}", ".own.letter p {margin: 0}"),
        ("h1, main > h2 {margin: 0}", ".own .own-h1, .own .own-main > .own-h2 {margin: 0}"),
        ("h2.x:first-child {margin: 0}", ".own .own-h2.x:first-child {margin: 0}"),
        (".main .h1 {margin: 0}", ".own .main .h1 {margin: 0}"),
        ("#response p {margin: 0}", '.own [data-own-id="response"] p {margin: 0}'),
        ("p:not(h1, .main) {margin: 0}", ".own p:not(.own-h1, .main) {margin: 0}"),
        ("* {margin: 0}", ".own * {margin: 0}"),
        ('a::after {content: "x, y"}', '.own a::after {content: "x, y"}'),
        ('[title="h1, main"] {margin: 0}', '.own [title="h1, main"] {margin: 0}'),
        ("@page {size: A4}", ""),
        ("@page wide {size: A4}", ""),
        ("@media print {p {margin: 0} @page {size: A4}}", "@media print { .own p {margin: 0} }"),
        (
            "@supports (a: b) {@media print {h1 {margin: 0}}}",
            "@supports (a: b) { @media print { .own .own-h1 {margin: 0} } }",
        ),
        ('@font-face {font-family: "X"}', '@font-face {font-family: "X"}'),
        (
            "@counter-style dot {system: extends ring; suffix: dot}"
            "@counter-style ring {system: cyclic}"
            "ul {list-style: dot outside; color: dot}"
            "li::before {content: counter(item, ring) ring}",
            "@counter-style own-dot {system: extends own-ring; suffix: dot} "
            "@counter-style own-ring {system: cyclic} "
            ".own ul {list-style: own-dot outside; color: dot} "
            ".own li::before {content: counter(item, own-ring) own-ring}",
        ),
    ],
)
def test_each_rule_keeps_to_its_part(css: str, expected: str) -> None:
    """What speaks of the page speaks of the part, and what has another name there has it here."""
    assert squeezed(scoped(css, "own")) == expected


@pytest.mark.parametrize("name", STANDARD_SETS)
def test_the_standard_sets_reach_nothing_else(name: str) -> None:
    """Every selector of theirs begins with the part's class."""
    css = scoped(inlined_stylesheet(standard_set(name)), "own")
    selectors = list(_selectors(tinycss2.parse_stylesheet(css, True, True)))
    assert len(selectors) > 60
    assert [one for one in selectors if not one.startswith(".own")] == []
    assert "@page" not in css


def _selectors(rules: list[object]) -> list[str]:
    found: list[str] = []
    for rule in rules:
        kind = getattr(rule, "type", "")
        if kind == "qualified-rule":
            found += [one.strip() for one in tinycss2.serialize(rule.prelude).split(",")]  # type: ignore[attr-defined]
        elif kind == "at-rule" and getattr(rule, "lower_at_keyword", "") == "media":
            found += _selectors(tinycss2.parse_rule_list(rule.content, True, True))  # type: ignore[attr-defined]
    return found


@given(st.text(alphabet="ab{}();:,.#@'\"\\/* \n>h1mainpg-", max_size=60))
def test_any_stylesheet_can_be_read(css: str) -> None:
    """A slip of a set's maintainer is no fault of ours."""
    assert isinstance(scoped(css, "own"), str)
