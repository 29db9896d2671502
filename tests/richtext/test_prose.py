"""The prose of a text: where its sentences end, and the lines of its words."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from s55.richtext.prose import Passage, WordsAtLine, count_words, passages_of, sentences_of


def _sentences(words: str) -> list[str]:
    return [one.words for one in sentences_of(Passage(words, 1))]


@pytest.mark.parametrize(
    "divided",
    [
        "The force is good.|It did more.",
        "Is it done?|No.|The force did not!|Ŵyna nesaf.",
        "“We knew.”|Nobody asked.|(A third.)|‘And a fourth.’",
        "“We knew.|Nobody asked,” she said.",
        "Why…|The force did.|12 were lost.",
        "We met A. Smith and Dr. Jones, with Chief Supt. Brown.|She agreed.",
        "Neither you nor I.|Then we met.",
        "See no. 3 on p. 12, i.e. The Plan, of Jan. 2026.|It is out.",
        "The desk is open until 2 a.m.|It costs £1.2 million, etc.|That is much.",
        "One line\nAnd another",
    ],
)
def test_sentences_end_where_a_reader_ends_them(divided: str) -> None:
    """The bar marks the ends."""
    expected = divided.replace("\n", "|").split("|")
    assert _sentences(divided.replace("|", " ")) == expected


@settings(max_examples=40)
@given(st.text(st.sampled_from("aB1 .?…\n“”’)("), max_size=40))
def test_no_word_is_lost_between_sentences(words: str) -> None:
    """Whatever the marks are."""
    assert "".join("".join(_sentences(words)).split()) == "".join(words.split())


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("In 2023/24 the multi-agency hub’s 1,200.5 calls – all of them – were heard.", 12),
        ("… – !", 0),
        ("Ŵyna Fire & Rescue", 3),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(sentence: str, count: int) -> None:
    """Words with a hyphen and figures are one."""
    assert count_words(sentence) == count


TEXT = """\
### A heading

One line,
*and* [click
here](https://example.org/HERE). Then `CODE`
https://example.org/A <b@example.org> more.\\
And so on.[^1]

> Not ours.
>
> - [here](https://example.org)

- An entry
- | A | B |
  |---|---|
  | in | a cell |

```
Code.
```

[^1]: A note.
"""


def test_each_passage_has_its_lines_and_links() -> None:
    """Quotations, code and addresses are passed over; notes are not."""
    passages = list(passages_of(TEXT))
    assert [(one.words, one.line) for one in passages] == [
        ("A heading", 1),
        ("One line, and click here. Then    more.\nAnd so on.", 3),
        ("An entry", 13),
        ("A", 14),
        ("B", 14),
        ("in", 16),
        ("a cell", 16),
        ("A note.", 22),
    ]
    assert passages[1].links == (WordsAtLine("click here", 4),)
    assert [(one.words, one.line) for one in sentences_of(passages[1])] == [
        ("One line, and click here.", 3),
        ("Then    more.", 5),
        ("And so on.", 7),
    ]
