"""What the fields of the models mean."""

from __future__ import annotations

import pytest
from pydantic import BaseModel

from s55.model.base import Model
from s55.model.inspection import Inspection, Link
from s55.model.meanings import meaning_of, models_in
from s55.model.office import Settings
from s55.model.response import CauseOfConcern, Recommendation, Response


@pytest.mark.parametrize("model", [Response, Settings])
def test_every_field_of_every_model_has_a_meaning(model: type[BaseModel]) -> None:
    """It is the editor's help and the message for a missing key."""
    found = set(models_in(model))
    assert len(found) > 8
    for owner in found:
        for name in owner.model_fields:
            assert meaning_of(owner, name), f"{owner.__name__}.{name}"


def test_a_meaning_is_one_line_and_may_be_inherited() -> None:
    """From the class that declares the field."""
    assert meaning_of(Inspection, "title") == "The title of the report, as published."
    text = "The whole text of the item, with its nested bullets."
    assert meaning_of(Recommendation, "text") == text
    assert meaning_of(CauseOfConcern, "recommendations") == (
        "The recommendations made because of it."
    )
    assert "\n" not in meaning_of(Recommendation, "action")


def test_what_has_no_meaning() -> None:
    """A field that is not there; a model of somebody else's."""

    class _Foreign(Model):
        """A model outside the package."""

        name: str
        """Never read."""

    assert meaning_of(Link, "nothing") == ""
    assert meaning_of(_Foreign, "name") == ""
