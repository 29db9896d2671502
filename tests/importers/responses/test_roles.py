"""What headings and labels mean, by their words alone."""

from __future__ import annotations

import pytest

from s55.importers.responses.items import ItemName
from s55.importers.responses.other.roles import Roles
from s55.office.import_roles import Role

AREA: ItemName = "area_for_improvement"
CAUSE: ItemName = "cause_of_concern"


@pytest.mark.parametrize(
    ("text", "kind", "numbers"),
    [
        ("Recommendation 2", "recommendation", ("2",)),
        ("Recs 1 and 2", "recommendation", ("1", "2")),
        ("Recommendation 1 and recommendation 2", "recommendation", ("1", "2")),
        ("Areas for improvement 1 and 2", AREA, ("1", "2")),
        ("AFIs 3 to 5", AREA, ("3", "4", "5")),
        ("Area for priority action 2", AREA, ("2",)),
        ("Area for improvement 1 and area for improvement 2", AREA, ("1", "2")),
        ("Causes of concern 1 and 2", CAUSE, ("1", "2")),
        ("Cause of concern", CAUSE, ()),
    ],
)
def test_items_are_named_one_by_one_or_together(
    text: str, kind: ItemName, numbers: tuple[str, ...]
) -> None:
    for heading in (text, text.upper()):
        meaning = Roles().heading(heading)
        assert meaning is not None
        assert (meaning.is_item, meaning.kind, meaning.numbers) == (True, kind, numbers)
    meaning = Roles().heading(f"PCC’s comments on {text}")
    assert meaning is not None
    assert (meaning.role, meaning.numbers) == (Role.POLICING_BODY, numbers)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Recommendations", "recommendation"),
        ("AFIs", AREA),
        ("Areas for improvement", AREA),
        ("Areas for priority action", AREA),
        ("Causes of concern", CAUSE),
    ],
)
def test_the_plural_without_a_number_is_over_a_section(text: str, kind: ItemName) -> None:
    for heading in (text, text.upper()):
        meaning = Roles().heading(heading)
        assert meaning is not None
        assert (meaning.several, meaning.kind) == (True, kind)


@pytest.mark.parametrize(
    ("text", "label", "role"),
    [
        (
            "5. Commissioner of Police’s comments",
            "commissioner of police's comments",
            Role.CHIEF_OFFICER,
        ),
        ("4. Response of the Constabulary", "response of the constabulary", Role.CHIEF_OFFICER),
        ("6.1 Ashshire Police response", "ashshire police response", Role.CHIEF_OFFICER),
        ("7. PCC’s comments", "pcc's comments", Role.POLICING_BODY),
    ],
)
def test_the_number_before_a_label_is_no_part_of_a_name(text: str, label: str, role: Role) -> None:
    meaning = Roles().heading(text)
    assert meaning is not None
    assert (meaning.role, meaning.label, meaning.bare) == (role, label, False)


@pytest.mark.parametrize(
    "who", ["PCC", "OPCC", "PFCC", "OPFCC", "PCVC", "OPCVC", "DPCC", "DMPC", "MOPAC", "GMCA"]
)
def test_each_policing_body_is_known_by_its_acronym(who: str) -> None:
    roles = Roles()
    assert roles.who(who) is roles.named(who.lower()) is Role.POLICING_BODY
    for text in (f"{who}’s comments", f"Elmshire {who} response", f"{who} RESPONSE"):
        meaning = roles.heading(text)
        assert meaning is not None
        assert (meaning.role, meaning.bare) == (Role.POLICING_BODY, False)
