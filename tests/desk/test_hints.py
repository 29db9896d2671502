"""A hint at the desk names the page, and not the command of the terminal."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import typer.main
from starlette.testclient import TestClient

from s55.cli.main import app
from s55.desk.hints import OF_COMMANDS, ONLY_IN_TERMINAL, here, in_words_of_desk
from tests.command import ROOT
from tests.desk.conftest import PAGE, ROOT_PATH, words


def shown(hint: str) -> str:
    """The hint with its links as in Markdown."""
    return re.sub(r'<a class="govuk-link" href="([^"]+)">([^<]+)</a>', r"[\2](\1)", here(hint))


@pytest.mark.parametrize(
    ("hint", "at_desk"),
    [
        (
            "Record it: s55 mark peel-1 website --on DATE.",
            "Record it: [Record that it was published or sent](/response/peel-1/record).",
        ),
        (
            "To replace it: s55 invite harbour --again",
            "To replace it: [Invite the chief officer to comment](/response/harbour/invite)",
        ),
        (
            "Sign it anew (s55 sign harbour --again --on DATE). Then go on.",
            "Sign it anew ([Record who approved it](/response/harbour/sign)). Then go on.",
        ),
        (
            "See 's55 check x', or s55 status.",
            "See [the page of the response](/response/x), or [All responses](/).",
        ),
        (
            "s55 check says what was changed.",
            "“the page of the response” says what was changed.",
        ),
        (
            "Record it: s55 update NAME ITEM --status STATUS --on DATE",
            "Record it: “Record how far the force is”",
        ),
        (
            "Look: s55 status lists them. Correct it.",
            "Look: [All responses](/) lists them. Correct it.",
        ),
        ("Read it: s55 import a.pdf --ocr", "Read it: [Start a response from a report](/start)"),
        ("To see it: s55 diff harbour.", "To see it: s55 diff harbour."),
        (
            "s55 translate peel-1 adds a place, s55 translate peel-1 --docx a table.",
            "[Its texts in the second language](/response/peel-1/translations) adds a place, "
            "[Its texts in the second language](/response/peel-1/translations) a table.",
        ),
        ("Name one that s55 site wrote.", "Name one that [Papers and pages](/papers) wrote."),
        (
            "Record it: s55 update harbour C1-R1 --status STATUS. s55 check peel-1 says why.",
            "Record it: [Record how far the force is](/response/harbour/progress). "
            "[the page of the response](/response/peel-1) says why.",
        ),
        (
            "Decide which is right. To record the sheet's: s55 update harbour R1.10.",
            "Decide which is right. To record the sheet&#39;s: "
            "[Record how far the force is](/response/harbour/progress).",
        ),
        ("Nothing <b> of s55 & co.", "Nothing &lt;b&gt; of s55 &amp; co."),
    ],
)
def test_a_command_becomes_the_page(hint: str, at_desk: str) -> None:
    assert shown(hint) == at_desk


def test_every_command_is_at_the_desk_or_named_as_missing() -> None:
    commands = set(typer.main.get_group(app).commands)
    assert not set(OF_COMMANDS) & ONLY_IN_TERMINAL
    assert set(OF_COMMANDS) | ONLY_IN_TERMINAL == commands


def test_what_is_done_elsewhere_has_the_name_that_a_page_gives_it(
    client: TestClient, workspace: Path
) -> None:
    """Either the page itself, or a link of the response to it."""
    shutil.copy(ROOT / "tests/answering-the-call.yaml", workspace / "responses")
    name = "answering-the-call"
    response = words(client.get(f"/response/{name}").text)
    for command, place in OF_COMMANDS.items():
        if command != "check":  # the page of the response is called as the response is
            page = words(client.get(place.address.format(name)).text)
            assert place.words in page or place.words in response, command


def test_the_page_of_a_response_names_no_command(client: TestClient) -> None:
    page = client.get(PAGE).text
    assert not re.search(r"s55 (?:invite|mark|sign|update)\b", words(page))
    assert f'<a class="govuk-link" href="{ROOT_PATH}{PAGE}/' in page


def test_states_of_a_history_are_told_in_the_words_of_the_desk() -> None:
    titles = {"sign_off.name": "The approval: Name", "office_notes": "Notes"}
    for what, said in (
        ("s55 sign: sign_off.name, x", "“Record who approved it”: The approval: Name, x"),
        ("s55 sign: sign_off.date, sign_off.text", "“Record who approved it”"),
        (
            "s55 mark: distribution.secretary_of_state[1].date",
            "“Record that it was published or sent”: secretary of state",
        ),
        (
            "s55 update: progress of format, progress of items.R1, progress of items.R1.x",
            "“Record how far the force is”: R1",
        ),
        ("changed by hand: sign_off.date", "changed by hand: sign_off.date"),
        ("s55 desk: office_notes, a.b and 3 more", "At the desk: Notes, a.b and 3 more"),
        ("changed by hand: office_notes", "changed by hand: Notes"),
        ("s55 undo: as in state 2", "“What it said before”: as in state 2"),
        ("as it was found", "as it was found"),
        ("s55 upgrade", "s55 upgrade"),
    ):
        assert in_words_of_desk(what, titles) == said
