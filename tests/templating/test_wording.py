"""Fixed wording with the office's words filled in, by small programs that can do no harm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.errors import ExitCode, S55Error
from s55.problems import Problem
from s55.templating.environment import layout_environment
from s55.templating.wording import Wording
from tests.drafts_for_tests import settings_of


def _wording() -> Wording:
    settings = settings_of()
    return Wording({"office": settings.office, "force": settings.force}, "manifest of a")


def _refused(label: str) -> Problem:
    with pytest.raises(S55Error) as caught:
        _wording().fill(label)
    (problem,) = caught.value.problems
    assert caught.value.exit_code is ExitCode.SETTINGS
    return problem


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Key Findings", "Key Findings"),
        ("Sent to {{ office.abbreviation }}", "Sent to OCS"),
        ("{{ force.name | upper }}", "SALTMARSH POLICE"),
        ("Item{% if number %} {{ number }}{% endif %}", "Item"),
        (" {# note #} a ", "a"),
    ],
)
def test_words_are_filled_in(label: str, words: str) -> None:
    """And what needs none stays as it is."""
    assert _wording().fill(label, number="") == words


def test_more_words_come_with_the_call() -> None:
    """Such as an item's number; it is text, and no part of the program."""
    assert _wording().fill("Item {{ number }}", number="{{ office }}") == "Item {{ office }}"


def test_words_are_not_escaped() -> None:
    """They are text, and each format escapes for itself."""
    assert _wording().fill("{{ number }}", number="R&D <b>") == "R&D <b>"


@given(st.text().filter(lambda text: "{" not in text))
def test_a_label_without_braces_is_itself(label: str) -> None:
    """Whatever stands in it."""
    assert _wording().fill(label) == label


@pytest.mark.parametrize(
    ("label", "why"),
    [
        ("{{ nobody }}", "there is no 'nobody'"),
        (
            "{{ office.abreviation }}",
            "there is no 'office.abreviation'",
        ),
        ("{{ office.name", "a '{{' and a '}}' belong together, and one of them is missing"),
        ("{{ 1 / 0 }}", "division by zero"),
        (
            "{{ office.name.encode('x') }}",
            "access to attribute 'encode' of 'str' object is unsafe.",
        ),
        (
            "{% for n in range(10**9) %}{% endfor %}",
            "it counts further than 100,000",
        ),
        ("{% include 'a' %}", "no loader for this environment specified"),
    ],
)
def test_a_wording_that_fails_is_told(label: str, why: str) -> None:
    """However it fails."""
    problem = _refused(label)
    assert problem.code == "L105"
    assert problem.message == f"the wording '{label}' cannot be filled in: {why}"
    assert problem.hint == (
        "Did you mean 'abbreviation'?"
        if "abreviation" in label
        else "Correct the words in {{ }}; docs/templates.md lists what they may name."
    )
    assert problem.file == "manifest of a"


@pytest.mark.parametrize(
    "label",
    [
        "{{ ''.__class__ }}",
        "{{ office.__init__.__globals__ }}",
        "{{ office.model_fields.__class__.__mro__ }}",
        "{{ self.__init__ }}",
        "{{ cycler.__init__.__globals__.os }}",
        "{{ lipsum.__globals__['os'].popen('id') }}",
        "{{ '{0.__class__}'.format(office) }}",
    ],
)
def test_a_wording_cannot_reach_python(label: str) -> None:
    """The environment is sandboxed."""
    assert _refused(label).code == "L105"


def test_a_layout_cannot_change_what_it_is_given() -> None:
    """Lists and dicts are closed to it."""
    environment = layout_environment(lambda value: value, autoescape=False)
    words = ["a"]
    with pytest.raises(Exception, match=r"is not safely callable|access to attribute"):
        environment.from_string("{{ words.append('b') }}").render(words=words)
    assert words == ["a"]


def test_what_a_tag_puts_out_is_finalized_and_then_escaped() -> None:
    """In the format's own way."""
    environment = layout_environment(lambda value: f"<{value}>", autoescape=True)
    assert environment.from_string("<i>{{ a }}</i>").render(a="a") == "<i>&lt;a&gt;</i>"


def test_lines_of_tags_alone_leave_no_empty_lines_and_the_last_line_keeps_its_end() -> None:
    """A layout can be indented as a person likes."""
    environment = layout_environment(lambda value: value, autoescape=True)
    layout = "<ul>\n  {% for n in [1, 2] %}\n  <li>{{ n }}</li>\n  {% endfor %}\n</ul>\n"
    assert environment.from_string(layout).render() == ("<ul>\n  <li>1</li>\n  <li>2</li>\n</ul>\n")
