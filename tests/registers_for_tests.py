"""Registers built by hand, for the tests of its formats."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from s55.office.cases import Case
from s55.office.settings import load_settings
from s55.templating.register_manifest import RegisterManifest
from s55.templating.registry import find_set_of, standard_sets
from s55.templating.sets import AnySet
from s55.views.register import Register, register_of
from tests.command import ROOT
from tests.office.cases_for_tests import TODAY, areas, case, concerns, recommendations

FORMULAS = (
    "=HYPERLINK(\"https://evil.example\",\"x\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\uff1d1+1",
    "  =1+1",
)  # fmt: skip
"""Texts that a careless program takes for formulas."""


def register_set() -> AnySet[RegisterManifest]:
    """The set that comes with the package."""
    return find_set_of(RegisterManifest, "register", [standard_sets()])


def register_for(cases: Sequence[Case], today: date = TODAY) -> Register:
    """The register of cases by the repository's settings and the standard set."""
    path = ROOT / "settings.yaml"
    settings = load_settings(path.read_text(encoding="utf-8"), "settings.yaml")
    return register_of(cases, settings, register_set().manifest, today)


def full_case() -> Case:
    """A case with every field of an item, and items of every kind."""
    return case(
        date(2024, 2, 29),
        answered=date(2024, 4, 24),
        name="full",
        **concerns(
            {
                "number": 1,
                "recommendations": [
                    {
                        "number": "1a",
                        "text": "Do:\n\n- **one**; and\n- two, see [the plan](https://example.org/p).",
                        "addressed_to": "chief constables",
                        "due": date(2024, 12, 31),
                        "target_date": date(2025, 3, 1),
                        "owner": "Head of crime",
                        "status": "in progress",
                        "action": "taken",
                        "action_details": "A board meets.",
                        "history": [
                            {"date": date(2025, 5, 2), "status": "in progress", "note": "Begun",
                             "evidence": "Minute 7"},
                            {"date": date(2024, 5, 2), "status": "not started"},
                        ],
                    }
                ],
            }
        ),
        **recommendations(
            {"applies": False, "reason_not_applicable": "It is for the Home Office"},
            *({"text": text, "owner": text.strip()} for text in FORMULAS),
        ),
        **areas({"status": "complete"}),
    )  # fmt: skip


def full_register() -> Register:
    """The register of the full case, of one that is late and one that is open."""
    return register_for(
        [
            full_case(),
            case(date(2025, 1, 10), answered="unknown", name="unknown"),
            case(date(2026, 11, 2), name="open", **recommendations({"due": date(2026, 12, 31)})),
        ]
    )
