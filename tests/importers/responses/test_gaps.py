"""Past responses that break their own pattern are told, those that have none are not."""

from __future__ import annotations

import pytest

from s55.importers.responses.gaps import gaps
from tests.drafts_for_tests import HEAD, response_of

FORCE, BODY, ACTION = "chief_officer", "policing_body", "action_details"


def messages(*fields: list[str]) -> list[str]:
    """What is told of a response whose items have these fields."""
    lines = ["recommendations:\n  items:\n"]
    for number, own in enumerate(fields, start=1):
        lines.append(f"    - number: {number}\n      text: Count the boats.\n")
        lines += [f"      {field}: They are counted.\n" for field in own]
    return [one.message for one in gaps(response_of(HEAD + "".join(lines)))]


NO_FORCE = "no comments of the chief officer; the other items do"
NO_BODY = "no comments of the policing body; the other items do"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ([[FORCE, BODY], [FORCE]], [f"recommendation 2 has {NO_BODY}"]),
        ([[FORCE], [FORCE], []], [f"recommendation 3 has {NO_FORCE}"]),
        ([[FORCE], [FORCE], [BODY]], [f"recommendation 3 has {NO_FORCE}"]),
        (
            [[BODY], [FORCE, BODY], [FORCE, BODY], [BODY]],
            [f"recommendation 1 and recommendation 4 have {NO_FORCE}"],
        ),
        (
            [[], [], [], [FORCE], [FORCE], [FORCE]],
            [f"recommendation 1, recommendation 2 and recommendation 3 have {NO_FORCE}"],
        ),
        (
            [[], [FORCE], [FORCE, BODY], [BODY]],
            [
                f"recommendation 1 and recommendation 4 have {NO_FORCE}",
                f"recommendation 1 and recommendation 2 have {NO_BODY}",
            ],
        ),
        ([["force_action"], [FORCE]], []),
        ([[ACTION], [BODY]], []),
        ([[FORCE], [], []], []),
        ([[], []], []),
        ([[FORCE]], []),
    ],
)
def test_items_without_what_most_have_are_told(fields: list[list[str]], told: list[str]) -> None:
    assert messages(*fields) == told


def test_a_cause_has_the_comments_on_its_recommendations() -> None:
    cause = (
        "    - text: The boats are not counted.\n      recommendations:\n        - text: Count.\n"
    )
    answered = f"{cause}          chief_officer: They are counted.\n"
    draft = f"{HEAD}causes_of_concern:\n  items:\n{answered}{answered}"
    assert list(gaps(response_of(draft))) == []
    (told,) = gaps(response_of(draft + cause))
    assert (told.code, told.path) == ("I282", "causes_of_concern.items[2]")
