"""What a message says to change in a template set, so that its outputs show a text."""

from __future__ import annotations

import pytest

from s55.lint.samples import sample_response
from s55.render.completeness import incomplete
from s55.templating.registry import load_set, standard_sets

LEAVE_OUT = ". A set that is not to print it says so, and why, under 'leaves_out'."
THE_ACT = ": the Act asks for it."


@pytest.mark.parametrize(
    ("section", "text", "hint"),
    [
        (
            "key_findings",
            "key_findings",
            f"Add the section 'key_findings' to 'sections' in the set's manifest{LEAVE_OUT}",
        ),
        (
            "chief_officer",
            "chief_officer.comments",
            f"Add the section 'chief_officer' to 'sections' in the set's manifest{THE_ACT}",
        ),
        (
            "chief_officer",
            "recommendations.items[0].chief_officer",
            "Show it in the set's layouts, or add the section 'chief_officer' to 'sections' in its "
            f"manifest{THE_ACT}",
        ),
        (
            "chief_officer",
            "recommendations.items[0].policing_body",
            f"Show it in the set's layouts{THE_ACT}",
        ),
    ],
)
def test_the_section_that_the_manifest_lacks_is_named(section: str, text: str, hint: str) -> None:
    manifest = load_set(standard_sets() / "opccn-2023").manifest
    others = tuple(one for one in manifest.sections if one.key != section)
    lacking = manifest.model_copy(update={"sections": others})
    problems = incomplete(sample_response(), lacking, {"the Word file": ""})
    assert [one.hint for one in problems if one.path == text] == [hint]


def test_a_section_that_is_not_named_is_one_problem() -> None:
    """All its texts are one line, however many; those that other sections lack are others."""
    manifest = load_set(standard_sets() / "opccn-2023").manifest
    kept = tuple(one for one in manifest.sections if one.key in ("chief_officer", "policing_body"))
    lacking = manifest.model_copy(update={"sections": kept})
    named = {one.key for one in kept}
    problems = list(incomplete(sample_response(), lacking, {"the Word file": ""}))
    of_sections = [one for one in problems if one.path.split(".")[0] not in {*named, "inspection"}]
    assert [one.message.partition(", and ")[2] for one in of_sections] == [
        "3 more of 'key_findings'",
        "9 more of 'causes_of_concern'",
        "8 more of 'recommendations'",
        "6 more of 'areas_for_improvement'",
    ]
