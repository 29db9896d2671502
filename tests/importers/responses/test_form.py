"""The forms by which responses are recognised."""

from __future__ import annotations

from s55.importers.responses.form import Forms
from s55.templating.registry import set_names, standard_sets
from tests.drafts_for_tests import settings_of


def test_every_standard_set_is_known() -> None:
    """A label that names something new must be filled in here too: else its set is not known."""
    assert {form.manifest.name for form in Forms(settings_of()).filled} == set(
        set_names([standard_sets()])
    )
