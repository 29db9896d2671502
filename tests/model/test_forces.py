"""The table of forces: complete, and found in texts by every name."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from s55.model.forces import (
    force_named,
    forces_in,
    same_force,
    territorial_forces,
    without_forces,
)


def test_the_table_is_complete_and_no_name_means_two_forces() -> None:
    forces = territorial_forces()
    assert len(forces) == 43
    names = [name.lower() for force in forces for name in force.names]
    assert len(names) == len(set(names))
    areas = [area.lower() for force in forces for area in force.areas]
    assert len(areas) == len(set(areas))


def test_every_force_has_one_body_on_every_day_since_2012() -> None:
    for force in territorial_forces():
        for days in range(0, 5000, 97):
            day = date(2012, 11, 22) + timedelta(days=days)
            assert sum(term.holds_on(day) for term in force.bodies) == 1, force.name


@pytest.mark.parametrize(
    ("name", "day", "title"),
    [
        ("Norfolk Constabulary", date(2024, 1, 1), "Police and Crime Commissioner for Norfolk"),
        ("Norfolk Constabulary", date(2012, 11, 21), ""),
        ("Metropolitan Police Service", date(2012, 1, 16), "Mayor’s Office for Policing and Crime"),
        ("City of London Police", date(1999, 1, 1), "Common Council of the City of London"),
        (
            "Greater Manchester Police",
            date(2017, 5, 7),
            "Police and Crime Commissioner for Greater Manchester",
        ),
        ("Greater Manchester Police", date(2017, 5, 8), "Mayor of Greater Manchester"),
        ("West Yorkshire Police", date(2021, 5, 10), "Mayor of West Yorkshire"),
        ("South Yorkshire Police", date(2024, 5, 7), "Mayor of South Yorkshire"),
        (
            "North Yorkshire Police",
            date(2024, 5, 6),
            "Police, Fire and Crime Commissioner for North Yorkshire",
        ),
        ("North Yorkshire Police", date(2024, 5, 7), "Mayor of York and North Yorkshire"),
        ("Essex Police", date(2017, 10, 1), "Police, Fire and Crime Commissioner for Essex"),
    ],
)
def test_the_body_of_a_day(name: str, day: date, title: str) -> None:
    force = force_named(name)
    assert force is not None
    assert force.body_on(day) == title


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A letter to the Temporary Chief Constable of Kent", ("Kent Police",)),
        ("Norfolk and Suffolk Constabularies", ("Norfolk Constabulary", "Suffolk Constabulary")),
        ("Norfolk and Suffolk Constabulary", ("Norfolk Constabulary", "Suffolk Constabulary")),
        (
            "the chief constables of Bedfordshire, Cambridgeshire and Hertfordshire",
            ("Bedfordshire Police", "Cambridgeshire Constabulary", "Hertfordshire Constabulary"),
        ),
        ("Hampshire Constabulary’s cells", ("Hampshire Constabulary",)),
        ("Devon & Cornwall Police", ("Devon and Cornwall Police",)),
        ("GMP and the Met Police", ("Greater Manchester Police", "Metropolitan Police Service")),
        ("Norfolk Police and Crime Commissioner", ()),
        ("Essex Police, Fire and Crime Commissioner", ()),
        ("West Midlands Police Federation", ()),
        ("people in Norfolk", ()),
        ("the City of London Police", ("City of London Police",)),
    ],
)
def test_forces_in_a_text(text: str, names: tuple[str, ...]) -> None:
    assert forces_in(text) == names


def test_in_a_title_an_area_is_its_force() -> None:
    assert forces_in("Custody suites in Cheshire", by_area=True) == ("Cheshire Constabulary",)
    assert forces_in("Norfolk Police in Norfolk", by_area=True) == ("Norfolk Police",)


def test_a_former_name_is_of_the_same_force() -> None:
    assert same_force("Hampshire Constabulary", "Hampshire & Isle of Wight Constabulary")
    assert same_force("Westshire Police", "the Westshire Police")
    assert not same_force("Kent Police", "Essex Police")
    assert not same_force("Westshire Police", "Eastshire Police")


def test_known_names_can_be_taken_out() -> None:
    assert without_forces("Kent Police and Harbourshire Police") == "| and Harbourshire Police"
