"""The template language: what layouts use works as in Jinja, and what has no end is counted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, nodes
from jinja2.exceptions import FilterArgumentError, SecurityError, UndefinedError

from s55.model.base import Model
from s55.model.progress import ItemStatus
from s55.templating import limits
from s55.templating.environment import LayoutEnvironment, layout_environment
from s55.templating.limits import MAX_ITEMS, NoWordsError, TooMuchError, size_of

NAMES: dict[str, Any] = {
    "words": "two boats",
    "numbers": [3, 1, 2],
    "rows": [{"kind": "b", "n": 1}, {"kind": "a", "n": 2}, {"kind": "b", "n": 3}],
    "mark": "<b> & co",
}

ORDINARY = (
    "{{ words | upper }} {{ words | capitalize }} {{ words | title }} {{ words | truncate(5) }}",
    "{{ words | replace('boats', 'oars') }} {{ words.split(' ') | join('-') }}",
    "{{ numbers | sort | join(', ') }} {{ numbers | sum }} {{ numbers | max }}",
    "{{ rows | map(attribute='n') | join('+') }}"
    "{{ rows | selectattr('n', 'gt', 1) | list | length }}",
    "{% for kind, group in rows | groupby('kind') %}{{ kind }}{{ group | length }}{% endfor %}",
    "{% for n in numbers recursive %}{{ loop.index }}{{ loop.cycle('a', 'b') }}{% endfor %}",
    "{% macro m(a, b=1) %}{{ a }}{{ b }}{% endmacro %}{{ m(1, b=2) }}"
    "{% macro c() %}<{{ caller() }}>{% endmacro %}{% call c() %}!{% endcall %}",
    "{% set ns = namespace(n=0) %}{% for n in numbers %}{% set ns.n = ns.n + n %}{% endfor %}"
    "{{ ns.n }}",
    "{% set a, b = 1, 2 %}{{ a ~ b ~ mark }} {{ [a, b] == [1, 2] }}"
    "{{ {'k': a}.k }} {{ (a, b)[1] }}",
    "{% if words == 'two boats' and 3 in numbers and a is undefined %}yes{% else %}no{% endif %}",
    "{{ mark }} {{ mark | e }} {{ mark ~ '<i>' }} {{ mark | length }} {{ '%s' }}",
    "{{ 2 * 3 + 4 ** 2 // 3 - 7 % 4 }} {{ 'ab' * 2 }} {{ 1.25 | round(1) }} {{ -3 | abs }}",
    "{% set text %}{{ words }}, {{ words }}{% endset %}{{ text }} {{ range(5) | list | last }}",
    "{% filter upper %}{{ words }}{% endfilter %}{{ none is none }} {{ numbers[1:] | length }}",
    "{% block a %}{{ words }}{% endblock %} {{ self.a() }}",
)


@pytest.mark.parametrize("autoescape", [True, False])
@pytest.mark.parametrize("source", ORDINARY)
def test_what_layouts_use_works_as_in_jinja(source: str, autoescape: bool) -> None:
    """The counting changes nothing in what comes out."""
    plain = Environment(autoescape=autoescape, undefined=StrictUndefined)  # noqa: S701 (both ways)
    counted = layout_environment(lambda value: value, autoescape=autoescape)
    assert counted.from_string(source).render(NAMES) == plain.from_string(source).render(NAMES)


@given(st.lists(st.text(max_size=8), max_size=6), st.booleans())
def test_any_words_come_out_as_in_jinja(words: list[str], autoescape: bool) -> None:
    """Whatever characters are in them."""
    source = "{% for w in words %}{{ w }}{{ w ~ '<' }}{{ w | upper }}{% endfor %}{{ words | join }}"
    plain = Environment(autoescape=autoescape)  # noqa: S701 (both ways)
    counted = layout_environment(lambda value: value, autoescape=autoescape)
    assert counted.from_string(source).render(words=words) == plain.from_string(source).render(
        words=words
    )


@pytest.mark.parametrize("autoescape", [True, False])
def test_what_is_kept_of_a_layout_holds_nothing_of_an_earlier_document(autoescape: bool) -> None:
    """Fixed words and filters of fixed words are worked out anew each time, as they may differ."""
    source = "{{ 'a' }} {{ 'logo.png' | picture }} {{ name }}"
    made = []
    for words in ("first", "second"):
        environment = layout_environment(f"{words} {{}}".format, autoescape=autoescape)
        environment.filters["picture"] = f"{words}-{{}}".format
        made.append(environment.from_string(source).render(name="n"))
    assert made == [
        "first a first first-logo.png first n",
        "second a second second-logo.png second n",
    ]


def test_the_same_layout_is_turned_into_code_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """For each way of escaping, whichever document it is for."""
    asked = []
    compiled = LayoutEnvironment._compiled

    def counted(environment: LayoutEnvironment, *args: Any) -> Any:
        asked.append(environment.autoescape)
        return compiled(environment, *args)

    monkeypatch.setattr(LayoutEnvironment, "_compiled", counted)
    # Nothing of other tests: what is kept is thrown away when it has grown to its limit.
    monkeypatch.setattr("s55.templating.environment._KEPT", {})
    for autoescape in (True, False, True, False):
        environment = layout_environment(lambda value: value, autoescape=autoescape)
        rendered = environment.from_string("{{ '<' }} once and no more").render()
        assert rendered == ("&lt;" if autoescape else "<") + " once and no more"
    assert asked == [True, False]


def test_a_filter_that_is_not_there_is_missed_although_another_had_it() -> None:
    """What was kept for a layout with more words does not serve one with fewer."""
    with_more = layout_environment(lambda value: value, autoescape=False)
    with_more.filters["picture"] = str
    assert with_more.from_string("{{ 'b' | picture }}").render() == "b"
    with pytest.raises(TemplateSyntaxError):
        filled("{{ 'b' | picture }}")


def filled(source: str) -> str:
    """A template without names, filled in."""
    return layout_environment(lambda value: value, autoescape=False).from_string(source).render()


def test_long_documents_are_well_within_the_limits() -> None:
    """A loop of fifty thousand turns, each with a comparison and a filter."""
    source = "{% for n in range(50000) %}{% if n == 7 %}{{ 'x' | upper }}{% endif %}{% endfor %}"
    assert filled(source) == "X"


def test_each_template_has_steps_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment is used for hundreds of labels; the first does not use up the others'."""
    monkeypatch.setattr(limits, "MAX_STEPS", 2_000)
    environment = layout_environment(lambda value: value, autoescape=False)
    template = environment.from_string("{% for n in range(500) %}{% endfor %}done")
    assert [template.render() for _ in range(5)] == ["done"] * 5
    with pytest.raises(TooMuchError, match="more than 2,000 steps"):
        environment.from_string("{% for n in range(1100) %}{% endfor %}").render()


@pytest.mark.parametrize(
    ("source", "failure"),
    [
        ("{{ 'a' * 2000001 }}", TooMuchError),
        ("{{ ([1] * 100001) | length }}", TooMuchError),
        ("{{ range(100001) }}", TooMuchError),
        ("{{ 2 ** 20001 }}", TooMuchError),
        ("{{ 1 | round(16) }}", TooMuchError),
        ("{{ [1, 2] }}", NoWordsError),
        ("{{ [1, 2] | string }}", NoWordsError),
        ("{{ [[1]] | join }}", NoWordsError),
        ("{{ '%d' % 1 }}", SecurityError),
        ("{{ 'a'.format() }}", SecurityError),
        ("{% autoescape false %}{% endautoescape %}", SecurityError),
        ("{{ 'a' | safe }}", TemplateSyntaxError),
        ("{{ 'a' | center(9) }}", TemplateSyntaxError),
    ],
)
def test_what_is_too_much_or_not_there(source: str, failure: type[Exception]) -> None:
    """One more than a limit is refused, and so is every word that is not listed."""
    with pytest.raises(failure):
        filled(source)


@pytest.mark.parametrize(
    "source",
    ["{{ ('a' * 2000000) | length }}", "{{ ([1] * 50000) | length }}", "{{ (2 ** 9000) > 1 }}"],
)
def test_what_is_just_not_too_much(source: str) -> None:
    """The limits are where they are said to be."""
    assert filled(source) in {"2000000", "50000", "True"}


def test_a_list_that_stands_twice_in_another_counts_twice() -> None:
    """So that lists in lists cannot grow by doubling."""
    inner = [1, 2]
    assert size_of(inner) == 3
    assert size_of([inner, inner]) == 7
    assert size_of({"a": inner, "b": (inner,)}) == 8
    assert size_of("words") == 1
    grown: list[Any] = [1]
    for _ in range(60):
        grown = [grown, grown]
    with pytest.raises(TooMuchError, match=f"{MAX_ITEMS:,}"):
        size_of(grown)


# --- values in words ------------------------------------------------------------


class _Words(Model):
    in_progress: str = "under way"


@pytest.mark.parametrize(
    ("source", "language", "words"),
    [
        ("{{ day | date }}", "en-GB", "7 July 2023"),
        ("{{ day | date }}", "cy", "7 Gorffennaf 2023"),
        ("[{{ none | date }}]", "en-GB", "[]"),
        ("{{ none | date('not recorded') }}", "en-GB", "not recorded"),
        ("{{ status | named(words) }}", "en-GB", "under way"),
        ("[{{ none | named(words) }}]", "en-GB", "[]"),
        ("{{ none | named(words, 'no status') }}", "en-GB", "no status"),
    ],
)
def test_a_layout_writes_values_in_words(source: str, language: str, words: str) -> None:
    """Dates in the language of the document, statuses as the template set calls them."""
    environment = layout_environment(lambda value: value, autoescape=True)
    names = {
        "language": language,
        "day": date(2023, 7, 7),
        "status": ItemStatus.IN_PROGRESS,
        "words": _Words(),
    }
    assert environment.from_string(source).render(names) == words


@pytest.mark.parametrize(
    "source", ["{{ 'x' | date }}", "{{ 'x' | named(words) }}", "{{ status | named('x') }}"]
)
def test_what_has_no_words_is_refused(source: str) -> None:
    """With what the filter is for."""
    environment = layout_environment(lambda value: value, autoescape=True)
    with pytest.raises(FilterArgumentError, match=r"'date' writes dates|'named' has no word"):
        environment.from_string(source).render(status=ItemStatus.COMPLETE, words=_Words())


@pytest.mark.parametrize("name", ["day", "status"])
def test_what_is_not_there_is_not_written(name: str) -> None:
    """A misspelt name is an error, and no empty text."""
    environment = layout_environment(lambda value: value, autoescape=True)
    for word in ("date", "named(words)"):
        with pytest.raises(UndefinedError):
            environment.from_string(f"{{{{ {name} | {word} }}}}").render(words=_Words())


def test_what_is_allowed_for_one_type_is_not_for_another() -> None:
    """Each is looked at once: first what is allowed, then what is not, and again."""
    environment = layout_environment(lambda value: value, autoescape=True)
    layout = environment.from_string("{{ value.update }}")
    for _ in range(2):
        assert layout.render(value=_Record(update="new")) == "new"
        with pytest.raises(SecurityError):
            layout.render(value={"a": 1})


class _Record(Model):
    update: str


@pytest.mark.parametrize(
    "expression", ["+".join("1" * 20_000), "(" * 10_000 + "1" + ")" * 10_000, "+".join("1" * 160)]
)
def test_a_layout_too_deep_to_walk_through_is_a_fault_of_the_layout(expression: str) -> None:
    """Whoever looks at layouts goes down their trees, and Python at most 1,000 levels."""
    environment = layout_environment(str, autoescape=False)
    with pytest.raises(TemplateSyntaxError, match="nested too deep"):
        environment.parse(f"{{{{ {expression} }}}}")
    tree = environment.parse(f"{{{{ {'+'.join('1' * 100)} }}}}")
    assert len(list(tree.find_all(nodes.Const))) == 100
