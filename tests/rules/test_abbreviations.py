"""What is an abbreviation, and what explains one."""

from __future__ import annotations

import pytest

from s55.rules.abbreviations import abbreviations_in, explained_in


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("HMICFRS’s inspectors and two PCCs", ["HMICFRS", "PCC"]),
        ("the CoP, CoPaCC and an MoU", ["CoP", "CoPaCC", "MoU"]),
        (
            "(CP-IS), A&E, a MASH-led or non-PCC DA/SV team.",
            ["CP-IS", "A&E", "MASH", "PCC", "DA", "SV"],
        ),
        ("Part IV, Elizabeth II, but a DI", ["DI"]),
        ("Operation SOTERIA and Op HENDON", []),
        ("McKay, LinkedIn, Ms A and I", []),
        ("COVID-19, MG11, ABC/123/2026, NR18 0WW, PCC@example.org, WWW.EXAMPLE.ORG", []),
        ("It must NOT be IMPORTANT", []),
        ("KEY FINDINGS OF HMIC", []),
        ("MASH", ["MASH"]),
    ],
)
def test_abbreviations_are_told_from_other_capitals(words: str, found: list[str]) -> None:
    """Each in its singular."""
    assert [one.letters for one in abbreviations_in(words)] == found


def test_an_abbreviation_has_its_place() -> None:
    """With the plural's letter."""
    (one,) = abbreviations_in("Two PCCs met.")
    assert "Two PCCs met."[one.start : one.end] == "PCCs"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS)",
            ["HMICFRS"],
        ),
        ("the *National Ballistics Intelligence\nService* (the “NABIS”)", ["NABIS"]),
        ("independent domestic violence advisers (IDVAs)", ["IDVA"]),
        ("PEEL (police effectiveness, efficiency and legitimacy)", ["PEEL"]),
        ("**MASH**: multi-agency safeguarding hub", ["MASH"]),
        ("BWV – body-worn video", ["BWV"]),
        ("ASB stands for anti-social behaviour.", ["ASB"]),
        ("Child Protection Information Sharing (CP-IS)", ["CP-IS"]),
        ("the meeting in Norwich (MASH) was short", []),
        ("MASH (see below) and MASH: it works", []),
        ("The safeguarding hub, which is multi-agency. MASH helps.", []),
        ("(MASH)", []),
    ],
)
def test_an_abbreviation_is_explained_beside_its_full_name(text: str, found: list[str]) -> None:
    """Before it, in brackets behind it, or after a colon or a dash."""
    assert list(explained_in(text)) == found
