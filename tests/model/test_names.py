"""What tells the items of a response apart."""

from __future__ import annotations

import pytest

from s55.model.names import ItemKind, as_number, names_of
from tests.drafts_for_tests import HEAD, response_of

ITEMS = (
    HEAD
    + """\
causes_of_concern:
  items:
    - text: c
      recommendations:
        - {text: a}
        - {text: b, number: 2}
    - text: d
      applies: no
      recommendations:
        - {text: e}
recommendations:
  items:
    - {text: f}
areas_for_improvement:
  items:
    - {text: g, under: Boats}
    - {text: h, under: Boats, applies: no}
    - {text: i, under: Boats, office_number: 7}
    - {text: j, under: Boats, priority: yes}
"""
)


def test_names_in_words() -> None:
    """Items without a number are counted over the whole document; those not printed apart."""
    names = names_of(response_of(ITEMS))
    assert {path: name.as_subject for path, name in names.items()} == {
        "causes_of_concern.items[0]": "the cause of concern",
        "causes_of_concern.items[0].recommendations[0]": "recommendation (1 of 2)",
        "causes_of_concern.items[0].recommendations[1]": "recommendation 2",
        "causes_of_concern.items[1]": "the cause of concern",
        "causes_of_concern.items[1].recommendations[0]": "the recommendation",
        "recommendations.items[0]": "recommendation (2 of 2)",
        "areas_for_improvement.items[0]": "area for improvement under 'Boats'",
        "areas_for_improvement.items[1]": "area for improvement under 'Boats'",
        "areas_for_improvement.items[2]": "area for improvement with our number 7 under 'Boats'",
        "areas_for_improvement.items[3]": "area for priority action under 'Boats'",
    }
    assert names["areas_for_improvement.items[3]"].kind is ItemKind.AREA_FOR_PRIORITY_ACTION


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1", "1"), ("1)", "1"), ("(1)", "1"), ("1.", "1"), ("2a", "2a"), ("1(a)", "1(a)"),
        ("1.10", "1.10"), ("Recommendation 1", "1"), ("Rec. 3a", "3a"), ("AFI 2", "2"),
        ("Area for improvement 3.", "3"), ("No. 7:", "7"), ("#4", "4"), ("4 and 5", "4 and 5"),
        ("R1", "R1"), ("N1", "N1"), ("IV", "IV"), ("10", "10"), ("0", ""), ("0.0", ""),
        ("Recommendation", ""), (")", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_number_without_words_and_marks(written: str, number: str) -> None:
    """What a report calls an item stays; what is written around it goes."""
    assert as_number(written) == number
    assert as_number(number) == number
