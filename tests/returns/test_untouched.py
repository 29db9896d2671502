"""A file that nobody touched changes nothing: not a byte of its draft."""

from __future__ import annotations

from hypothesis import HealthCheck, Phase, given, settings

from s55.importers.draft_yaml import draft_text
from s55.model.response import Response
from s55.returns.collecting import collect
from tests.returns.word_files import DRAFT, collected, made
from tests.strategies import responses


@settings(
    max_examples=8,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a response shrinks for minutes
)
@given(responses())
def test_any_response_in_word_is_the_same_draft(response: Response) -> None:
    """Whatever its texts hold, what is read back is what the draft says."""
    text = draft_text(response)
    data = made(text)
    found = collect(text, "any", data, "any.docx", data, allow_empty=True)
    assert (found.changes, found.problems) == ((), ())
    assert found.text == text


def test_line_ends_and_byte_order_mark_stay() -> None:
    """Nothing is written, so nothing is rewritten."""
    text = "\ufeff" + DRAFT.replace("\n", "\r\n")
    found = collect(text, "harbour", made(), "back.docx", None, allow_empty=False)
    assert found.text == text
    assert found.changes == ()


def test_everything_that_is_shown_is_read() -> None:
    """So that the tests above test something."""
    found = collected(made())
    assert set(found.returned.said) == {
        "inspection.title",
        "inspection.published",
        "inspection.publication_types",
        "inspection.forces",
        "key_findings",
        "recommendations.items[0].text",
        "recommendations.items[0].chief_officer",
        "recommendations.items[1].text",
        "policing_body.opening",
    }
    assert found.unchanged == 9
