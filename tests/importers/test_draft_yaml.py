"""A response as the text of a draft, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from s55.drafts.load import load
from s55.importers.draft_yaml import HEAD, draft_text
from s55.model.response import Response
from s55.problems import has_errors
from tests.strategies import responses

DRAFTS = sorted((Path(__file__).parents[2] / "responses").glob("*.yaml"))


def loaded(text: str) -> Response:
    draft, problems = load(text, "draft.yaml")
    assert not has_errors(problems), problems
    assert draft is not None
    return draft.response


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a response shrinks for minutes
)
@given(responses())
def test_any_response_loads_back(response: Response) -> None:
    """Whatever a draft can hold comes back from the text that is written of it."""
    assert loaded(draft_text(response)) == response


def test_there_are_examples() -> None:
    assert len(DRAFTS) >= 6


@pytest.mark.parametrize("path", DRAFTS, ids=lambda path: path.stem)
def test_examples_load_back(path: Path) -> None:
    """The example drafts, read and written, say the same."""
    response = loaded(path.read_text("utf-8"))
    assert loaded(draft_text(response)) == response


def test_the_form_of_a_draft() -> None:
    """Ordered as the model, text below a bar, what is absent left out, comments in their place."""
    response = Response.model_validate(
        {
            "format": 1,
            "template": "opccn-2022",
            "inspection": {
                "title": "PEEL: A title",
                "published": "2022-10-14",
                "publication_types": ["PEEL"],
                "forces": ["Norfolk Constabulary"],
                "link": {"address": "https://example.org/"},
            },
            "key_findings": "One.\n\n- Two\n",
            "recommendations": {
                "items": [{"number": 2, "text": "Do it.\n", "action": "taken", "applies": False}]
            },
            "areas_for_improvement": {"none": True},
            "distribution": {"website": {"date": "unknown"}},
        }
    )
    comments = {"recommendations.items[0]": "page 3", "recommendations.items[0].text": "sure"}
    assert draft_text(response, comments) == HEAD + (
        "format: 1\n"
        "template: opccn-2022\n"
        "\n"
        "inspection:\n"
        "  title: 'PEEL: A title'\n"
        "  published: 2022-10-14\n"
        "  publication_types:\n"
        "    - PEEL\n"
        "  forces:\n"
        "    - Norfolk Constabulary\n"
        "  link:\n"
        "    address: https://example.org/\n"
        "\n"
        "key_findings: |\n"
        "  One.\n"
        "\n"
        "  - Two\n"
        "\n"
        "recommendations:\n"
        "  items:\n"
        "    # page 3\n"
        "    - number: 2\n"
        "      # sure\n"
        "      text: |\n"
        "        Do it.\n"
        "      applies: no\n"
        "      action: taken\n"
        "\n"
        "areas_for_improvement:\n"
        "  none: yes\n"
        "\n"
        "distribution:\n"
        "  website:\n"
        "    - date: unknown\n"
    )
