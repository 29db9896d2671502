"""Every example, as a response and as a form, in one standard set each, through LibreOffice."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from s55.drafts.load import Draft, load
from s55.office.settings import load_settings
from s55.pipeline.invitation import invite
from s55.pipeline.response import Format, render
from s55.returns.collecting import collect
from s55.templating.registry import load_set, standard_sets
from s55.views.invitation import InvitationDates
from tests.command import ROOT
from tests.offices import BOTH, libreoffice_named
from tests.returns.office_for_tests import Edits, edited_once

pytestmark = pytest.mark.slow

TEXTS = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("responses/*.yaml"))
}
SETTINGS = load_settings((ROOT / "settings.yaml").read_text(encoding="utf-8"), "settings.yaml")
SETS = ("opccn-2022", "opccn-2023")
KINDS = ("response", "form")
CASES = [
    (name, kind, SETS[(number + second) % 2])
    for number, name in enumerate(TEXTS)
    for second, kind in enumerate(KINDS)
]
"""Each example in one set as a response, and in the other as a form."""


def _draft(name: str) -> Draft:
    draft, _ = load(TEXTS[name], name)
    assert draft is not None
    return draft


def _word(name: str, kind: str, template: str) -> bytes:
    """An example in Word."""
    draft, chosen = _draft(name), load_set(standard_sets() / template)
    if kind == "response":
        return render(draft, SETTINGS, chosen, None, {Format.DOCX})[Format.DOCX]
    published = draft.response.inspection.published
    asked = InvitationDates(published, date.fromordinal(published.toordinal() + 30))
    return invite(draft, name, asked, SETTINGS, chosen, None, {Format.DOCX})[Format.DOCX]


Saved = dict[str, tuple[bytes, bytes]]


def _made() -> dict[str, bytes]:
    """Every example in Word, by its name, kind and template set."""
    return {"-".join(one): _word(*one) for one in CASES}


@pytest.fixture(scope="module", params=BOTH)
def saved(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Saved:
    """The same, saved by LibreOffice as Word, and by way of OpenDocument."""
    names = ("-".join(one) for one in CASES)
    edits: dict[str, tuple[str, Edits]] = {name: (name, ()) for name in names}
    office = libreoffice_named(request.param)
    return edited_once(tmp_path_factory, "examples", _made, edits, office)


@pytest.mark.parametrize(("name", "kind", "template"), CASES)
def test_an_example_is_the_same_draft(saved: Saved, name: str, kind: str, template: str) -> None:
    """Not a line of the draft changes, and nothing is told."""
    original = _word(name, kind, template)
    for data in (original, *saved[f"{name}-{kind}-{template}"]):
        found = collect(TEXTS[name], name, data, "back.docx", original, allow_empty=True)
        assert [(one.path, one.effect.value, one.after) for one in found.changes] == []
        assert [(one.code, one.message) for one in found.problems] == []
        assert found.text == TEXTS[name]
        assert found.unchanged > 5


def test_all_examples_are_here() -> None:
    """So that the tests above test something."""
    assert len(TEXTS) == 6
    assert {(kind, template) for _, kind, template in CASES} == {*product(KINDS, SETS)}
