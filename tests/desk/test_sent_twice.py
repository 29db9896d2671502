"""A form whose answer was lost is sent again: that is no change by somebody else."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.command import ROOT
from tests.desk.conftest import HERE, PAGE
from tests.desk.test_forms import sent

SECOND = "recommendations.items[1]"
DAY = {"day": "27", "month": "11", "year": "2026"}
FORMS = [
    (f"{PAGE}/write", "?at=policing_body.opening", "", {"text": "We welcome it."}),
    (f"{PAGE}/facts", f"?of={SECOND}", "", {"owner": "Head of fraud"}),
    (f"{PAGE}/arrange", f"?of={SECOND}", "move", {"to": "0", "do": "move"}),
    (f"{PAGE}/item", "", "", {"place": "recommendations.items", "number": "9", "text": "Do it."}),
    (f"{PAGE}/grades", "", "add", {"area": "Preventing crime", "grade": "good", "do": "add"}),
    (f"{PAGE}/sign", "", "", {**DAY, "name": "Alex Example", "anyway": "yes"}),
    ("/response/peel-2018-19/record", "?of=inspectorate", "", {"how": "by post"}),
    ("/settings", "?of=office", "", {"address.email": "a@b.org"}),
    ("/meetings", "?of=meetings[1]", "", {"date-day": "9", "item": "4"}),
    ("/meetings/write", "?at=purpose~", "", {"text": "To inform."}),
]


@pytest.mark.parametrize(("address", "query", "button", "typed"), FORMS, ids=str)
def test_the_same_form_twice_changes_something_once(
    client: TestClient,
    workspace: Path,
    address: str,
    query: str,
    button: str,
    typed: Mapping[str, str],
) -> None:
    shutil.copy(ROOT / "panel.yaml", workspace)
    form = {**sent(client.get(f"{address}{query}").text, address, button), **typed}

    def said() -> dict[Path, bytes]:
        files = [one for one in workspace.rglob("*.yaml") if ".s55" not in one.parts]
        return {one: one.read_bytes() for one in files}

    before = said()
    first = client.post(address, data=form, headers=HERE)
    assert first.status_code == 303
    after = said()
    assert after != before
    again = client.post(address, data=form, headers=HERE)
    assert (again.status_code, again.headers.get("location")) == (303, first.headers["location"])
    assert said() == after
