"""Any text of a draft into Word and back, read from the Word file alone: the same text."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings

from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import BulletList, OrderedList, Paragraph, Table, Text
from tests.returns.forms_for_tests import (
    ACTION,
    COMMENTS,
    PLACES,
    WHOLE,
    answered,
    look,
    read_alone,
)
from tests.strategies import shown_markdown

EVERYTHING = """\
# First

Words in **bold**, *italic*, ***both***, `code` and a [link](https://example.org/a?b=c&d=e).\\
A second line: £5 — ‘ŵ’, 50%, a_b, 2 < 3 & 4 > 3, {{ x }}, {% if %}.

3. three

   - a bullet

     > a quotation
     >
     > of two paragraphs

   - another

     1) deeper
     2) and on

   | Left | Right | Middle | Plain |
   | :-- | --: | :-: | --- |
   | a | **b** |  | [d](mailto:office@example.org) |

4. four

   ```
   code  in
     an item
   ```

5. five

### Second

> A quotation with *words*
>
> - and a list
>
>   that goes on
> - in it

2023\\. No list.

- tight
- list
  - within
    7. counting from seven
    8. on

1) with brackets
2) again

(a) letters,[^1] and

    more; with
    iv) a roman number
    v) and the next
(b) **on**[^2]

___

| Only | A header |
| --- | :-: |

[^1]: Words of *a note*.

    - A list in it.

[^2]: Another: <https://example.org/note>.
"""


@settings(
    max_examples=14,  # of three texts each
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@example(EVERYTHING, EVERYTHING, EVERYTHING)
@given(shown_markdown(), shown_markdown(), shown_markdown())
def test_any_text_read_from_word_alone_is_the_same(whole: str, comments: str, action: str) -> None:
    """Nothing of what was sent out helps: the form went out empty."""
    texts = {WHOLE: whole, COMMENTS: comments, ACTION: action}
    said = read_alone(answered(texts))
    for path, level in PLACES.items():
        assert look(said[path], level) == look(texts[path], level), said[path]


@pytest.mark.parametrize("template", ["opccn-2022", "opccn-2023"])
def test_the_kinds_of_text_that_are_taught_come_back_in_either_set(template: str) -> None:
    """Each kind once; what was read is the text as s55 itself spells it, but for heading levels."""
    said = read_alone(answered({WHOLE: EVERYTHING}, template=template))[WHOLE]
    assert look(said, 2) == look(EVERYTHING, 2)
    assert "# First\n" in said
    assert "## Second\n" in said
    assert "| :-- | --: | :-: | --- |\n" in said.replace("   |", "|")
    assert "   - another\n\n     1) deeper\n     2) and on\n" in said


def test_items_that_stand_apart_and_items_that_do_not() -> None:
    """Also a single item of two paragraphs, and a tight list that ends its section."""
    loose, tight = "- a\n\n- b\n", "- a\n- b\n"
    said = read_alone(answered({WHOLE: loose, COMMENTS: tight, ACTION: "1. a\n\n   b\n"}))
    assert (said[WHOLE], said[COMMENTS], said[ACTION]) == (loose, tight, "1. a\n\n   b\n")


def test_a_list_goes_on_after_a_table_in_it() -> None:
    """The gap that Word needs after a table does not end the list."""
    text = "1. a\n   - b\n     | c |\n     | --- |\n   - d\n2. e\n"
    assert look(read_alone(answered({WHOLE: text}))[WHOLE], 2) == look(text, 2)


def test_the_texts_of_this_module_differ_where_they_should() -> None:
    """So that the comparison of the tests above can fail."""
    assert look("- a\n- b\n", 2) != look("- a\n\n- b\n", 2)
    assert look("1. a\n", 2) != look("2. a\n", 2)
    assert look("*a* b\n", 2) != look("a *b*\n", 2)
    assert look("**[a](tel:1)**\n", 2) == look("[**a**](tel:1)\n", 2)
    kinds = {type(block) for block in blocks_of(EVERYTHING)}
    assert {BulletList, OrderedList, Paragraph, Table} <= kinds
    assert look("# a\n\n### b\n", 2) == look("## a\n\n### b\n", 2)
    assert look("a", 2) == (Paragraph((Text("a"),)),)
