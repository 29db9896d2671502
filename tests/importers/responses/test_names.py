"""Names of items, read back from a document without the data that it carries."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from s55.importers.readers import read_source
from s55.importers.responses import import_response
from s55.importers.responses.items import item_heading
from s55.importers.source import BlockKind, SourceBlock, SourcePosition
from s55.pipeline.response import Format, render
from s55.richtext.nodes import Text
from s55.templating.registry import load_set, standard_sets
from tests.drafts_for_tests import FINISHED, draft_of
from tests.importers.responses.fidelity import SETTINGS

AREAS = """\
areas_for_improvement:
  items:
    - {text: The force should answer., under: Leadership, priority: yes, policing_body: On answers.}
    - {text: The force should train crews., under: Investigating crime, policing_body: On crews.}
    - {text: The force should train pilots., under: Investigating crime, policing_body: On pilots.}
    - text: The force should train cooks.
      under: Investigating crime
      office_number: 7
      policing_body: On cooks.
    - {text: The force should keep its number., number: 9, policing_body: On nine.}
    - {text: The force should keep this too., number: 9b, policing_body: On 9b.}
    - {text: The force should keep nothing.}
"""
KEYS = ("number", "office_number", "under", "priority", "policing_body")


def _areas(data: Any) -> list[list[object]]:
    items = data["response"]["areas_for_improvement"]["items"]
    return [[item.get(key, "") for key in KEYS] for item in items]


@pytest.mark.parametrize("template", ["opccn-2023", "opccn-2022"])
def test_items_come_back_with_what_tells_them_apart(template: str) -> None:
    """Comments without a quotation find their item by its name, whatever the order."""
    draft = draft_of(FINISHED.replace("chief_officer:\n  date", f"{AREAS}chief_officer:\n  date"))
    template_set = load_set(standard_sets() / template)
    page = render(draft, SETTINGS, template_set, None, [Format.HTML])[Format.HTML]
    source = replace(read_source(page, "page.html"), attachments=(), controls=())
    made = import_response(source, "page.html", SETTINGS)
    assert not any(problem.code == "I226" for problem in made.problems)
    assert _areas(made.data) == [
        ["", "", "Leadership", True, "On answers.\n"],
        ["", "", "Investigating crime", False, "On crews.\n"],
        ["", "", "Investigating crime", False, "On pilots.\n"],
        ["", "7", "Investigating crime", False, "On cooks.\n"],
        ["9", "", "", False, "On nine.\n"],
        ["9b", "", "", False, "On 9b.\n"],
        ["", "", "", False, ""],
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Recommendation 2: Boats", ("2", "Boats", "", 0)),
        ("Area for improvement: Boats (2 of 3)", ("", "Boats", "", 2)),
        ("Area for improvement (our number A7): Boats", ("", "Boats", "A7", 0)),
        ("Area for improvement (1 of 2)", ("", "", "", 1)),
        ("Recommendation 2: Forces should count boats", ("2", "", "", 0)),
    ],
)
def test_what_a_heading_says(text: str, said: tuple[object, ...]) -> None:
    """A sentence that asks for something is the item's text and no heading of the report."""
    block = SourceBlock(BlockKind.HEADING, (Text(text),), SourcePosition(line=1), level=3)
    found = item_heading(block)
    assert found is not None
    assert (found.number, found.under, found.office_number, found.place) == said
    assert (found.text is not None) is ("should" in text)


def test_a_number_is_written_as_check_wants_it() -> None:
    """A list that begins with 0 has no number of the report's."""
    lines = "# Recommendations", "0. Forces should count.", "1. Forces should tell."
    source = read_source("\n\n".join(lines).encode(), "old.md")
    data = import_response(source, "old.md", SETTINGS).data
    items = data["response"]["recommendations"]["items"]
    assert [item.get("number") for item in items] == [None, "1"]
