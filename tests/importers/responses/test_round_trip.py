"""Every example draft through every format and back: equal, field by field."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from s55.drafts.load import load
from s55.drafts.public import public
from s55.importers.identify import identity
from s55.importers.imported import DocumentKind
from s55.importers.readers import read_source
from s55.importers.responses import import_response
from s55.importers.responses.embedded import markdown_fields
from s55.importers.source import BlockKind, Source, SourceBlock
from s55.model.response import Response
from s55.richtext.nodes import Text
from tests.command import ROOT
from tests.importers.responses.fidelity import SETTINGS, words_of
from tests.offices import BOTH, libreoffice_named
from tests.validators import libreoffice_to

NAMES = sorted(path.stem for path in (ROOT / "responses").glob("*.yaml"))
FORMATS = ("docx", "pdf", "html")

NOT_SHOWN = {
    "format", "template", "shown", "addressed_to", "complete_by", "due", "applies", "action",
    "reason_not_applicable", "invited", "sign_off", "distribution", "name", "post",
}  # fmt: skip
"""Keys of which the standard layouts show nothing, or less than the draft holds."""


def original(name: str) -> Response:
    path = ROOT / "responses" / f"{name}.yaml"
    draft, problems = load(path.read_text("utf-8"), path.name)
    assert draft is not None, problems
    return draft.response


def source_of(rendered: Path, name: str, form: str) -> Source:
    path = rendered / f"{name}.{form}"
    return read_source(path.read_bytes(), path.name)


def response_of(source: Source) -> Response:
    made = import_response(source, "file", SETTINGS)
    draft, problems = load(made.text, "draft.yaml")
    assert draft is not None, problems
    return draft.response


def fields(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every field of a response's data, by its path."""
    match value:
        case dict():
            for key, part in value.items():
                yield from fields(part, f"{path}.{key}" if path else key)
        case list():
            for index, part in enumerate(value):
                yield from fields(part, f"{path}[{index}]")
        case _:
            yield path, str(value)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_examples_come_back_equal(rendered: Path, name: str, form: str) -> None:
    """All but what is for the office alone: that is in no output."""
    source = source_of(rendered, name, form)
    made = import_response(source, f"{name}.{form}", SETTINGS)
    assert made.problems == ()
    assert dict(fields(public(response_of(source)))) == dict(fields(public(original(name))))
    assert identity(source).kind is DocumentKind.RESPONSE


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", NAMES)
def test_pages_alone_say_nearly_all(rendered: Path, name: str, form: str) -> None:
    """Without the data in it, a file is read by its structure: what it shows comes back.

    Closing words that nothing announces stay with the last item, an introduction to the table of
    grades with the key findings: so the words of the texts are compared as a whole, in order.
    """
    source = replace(source_of(rendered, name, form), attachments=(), controls=())
    back, first = response_of(source), original(name)
    made = import_response(source, "file", SETTINGS)
    assert [
        one.text for one in made.unplaced if one.why == "has words that are in no other field"
    ] == []
    assert back.inspection == first.inspection
    assert sorted(_shown_words(back)) == sorted(_shown_words(first))
    for key in ("causes_of_concern", "recommendations", "areas_for_improvement"):
        before, after = getattr(first, key), getattr(back, key)
        numbers = [item.number for item in before.items if item.applies] if before else []
        assert [item.number for item in after.items] == numbers if after else numbers == []
    assert set(back.distribution) == {
        key for key in first.distribution if key != "secretary_of_state"
    } - ({"inspectorate_portal"} if first.template == "opccn-2022" else set())


def _shown_words(response: Response) -> list[str]:
    data = public(response)
    for part in ("causes_of_concern", "recommendations", "areas_for_improvement"):
        if part in data and "items" in data[part]:
            data[part]["items"] = [i for i in data[part]["items"] if i["applies"]]
    if data.get("judgments", {}).get("shown") is False:
        del data["judgments"]
    keys = {part for part in data if part not in NOT_SHOWN}
    shown = {
        path: text
        for path, text in fields({key: data[key] for key in keys})
        if not NOT_SHOWN & set(path.replace("[", ".").split(".")) and path[-5:] != ".date"
    }
    return [word for text in shown.values() for word in words_of(text.replace("-", ""))]


def test_the_fingerprint_of_a_sign_off_is_no_text_of_a_page() -> None:
    """No page shows it, and none has to."""
    first = original("peel-2021-22")
    assert first.sign_off is not None
    signed = first.sign_off.model_copy(update={"text": "0123abcd" * 8})
    response = first.model_copy(update={"sign_off": signed})
    assert dict(markdown_fields(response)) == dict(markdown_fields(first))


# --- edited files ---------------------------------------------------------------


def edited_docx(path: Path, edit: Callable[[str], str], target: Path) -> Source:
    """A Word file whose document was edited, its properties left as they were."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = edit(data.decode()).encode()
            new.writestr(name, data)
    return read_source(target.read_bytes(), target.name)


def test_text_edited_in_word_is_taken(rendered: Path, tmp_path: Path) -> None:
    """The edit comes into the draft and is reported; everything else is as it was."""
    source = edited_docx(
        rendered / "peel-2021-22.docx",
        lambda xml: xml.replace("People all over Norfolk", "Everybody in Norfolk"),
        tmp_path / "edited.docx",
    )
    made = import_response(source, "edited.docx", SETTINGS)
    assert [(problem.code, problem.path) for problem in made.problems] == [
        ("I231", "policing_body.opening")
    ]
    first, back = original("peel-2021-22"), response_of(source)
    before = dict(fields(public(first)))
    after = dict(fields(public(back)))
    assert {path for path in before if before[path] != after[path]} == {"policing_body.opening"}
    assert "Everybody in Norfolk are anxious" in after["policing_body.opening"]


def test_page_edited_by_hand_is_reported(rendered: Path) -> None:
    """The data is taken, and the difference is told."""
    page = (rendered / "peel-2021-22.html").read_text("utf-8")
    head, body = page.split("</head>", 1)
    edited = f"{head}</head>{body.replace('People all over Norfolk', 'Everybody in Norfolk')}"
    source = read_source(edited.encode(), "page.html")
    made = import_response(source, "page.html", SETTINGS)
    assert [(problem.code, problem.path) for problem in made.problems] == [
        ("I230", "policing_body.opening")
    ]
    assert public(response_of(source)) == public(original("peel-2021-22"))


@pytest.mark.slow
@pytest.mark.parametrize("office", BOTH)
def test_word_file_saved_by_libreoffice_comes_back_equal(
    rendered: Path, tmp_path: Path, office: str
) -> None:
    """LibreOffice takes the tags off the fields or keeps them; it keeps the data."""
    program = libreoffice_named(office).program
    sent = rendered / "call-handling-2024.docx"
    source = read_source(libreoffice_to(sent, "docx", tmp_path, program).read_bytes(), "saved.docx")
    assert import_response(source, "saved.docx", SETTINGS).problems == ()
    assert public(response_of(source)) == public(original("call-handling-2024"))


@pytest.mark.parametrize(
    ("text", "codes"),
    [("| Geese swans |\n|---|\n| Otters zebras |", []), ("Geese zebras swans", ["I230"])],
)
def test_only_a_table_may_be_read_across_its_columns(
    rendered: Path, text: str, codes: list[str]
) -> None:
    """The words of a paragraph in another order are an edit."""
    source = source_of(rendered, "peel-2021-22", "html")
    data = json.loads(dict(source.attachments)["response.json"])
    data["policing_body"]["opening"] = text
    cell = (Text("Swans otters zebras geese"),)
    row = SourceBlock(BlockKind.TABLE_ROW, (), source.blocks[0].place, cells=(cell,), table=99)
    source = replace(
        source,
        blocks=(*source.blocks, row),
        attachments=(("response.json", json.dumps(data).encode()),),
    )
    made = import_response(source, "page.html", SETTINGS)
    assert [problem.code for problem in made.problems] == codes


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"format": 1}', b"[" * 100_000, b'"\xff"'])
def test_data_that_cannot_be_read_is_passed_over(rendered: Path, data: bytes) -> None:
    """The pages are read instead, and the report says so."""
    source = replace(
        source_of(rendered, "peel-2018-19", "html"), attachments=(("response.json", data),)
    )
    made = import_response(source, "page.html", SETTINGS)
    assert "I230" in [problem.code for problem in made.problems]
    assert response_of(source).inspection == original("peel-2018-19").inspection
