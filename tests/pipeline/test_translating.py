"""A table goes to the translator and comes back: nothing is overwritten, every change is told."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from s55.cli.collect import change_lines
from s55.drafts.load import response_of
from s55.drafts.translation.pairs import Pairs, TextStanding
from s55.errors import S55Error
from s55.pipeline.checking import check_file
from s55.pipeline.collecting import read_return, write_return
from s55.pipeline.rendering.sets import DraftSets
from s55.pipeline.response import Format, render_editions
from s55.pipeline.translating import PreparedTranslation, TranslationRequest, prepare_translation
from s55.returns.collecting import Collected, Effect
from s55.word.xml import SDT, SDT_CONTENT, T, w
from s55.workspace import Workspace
from tests.command import ROOT

NAME = "answering-the-call"
WHOLE = (ROOT / f"tests/{NAME}.yaml").read_text(encoding="utf-8")
WELCOME = "Rwy’n croesawu’r adroddiad hwn.\n"
WITHOUT = WHOLE.replace(f"      text: |\n        {WELCOME}", "      text:\n")
PLACE = "translation.texts[14].text"
CLOSING = "translation.texts[15].text"


@dataclass(frozen=True)
class Office:
    """A workspace with one draft."""

    workspace: Workspace
    path: Path

    def sent(self, *, everything: bool = False, language: str | None = None) -> PreparedTranslation:
        request = TranslationRequest(
            language, True, everything, self.workspace.build, date(2026, 10, 23)
        )
        return prepare_translation(self.workspace, self.path, request)

    @property
    def table(self) -> bytes:
        return (self.workspace.build / f"{NAME}-translation.docx").read_bytes()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def came_back(self, data: bytes) -> Collected:
        return read_return(
            self.workspace, self.text, self.path, data, "back.docx", allow_empty=False
        )


@pytest.fixture
def office(tmp_path: Path) -> Office:
    (tmp_path / "settings.yaml").write_bytes((ROOT / "settings.yaml").read_bytes())
    path = tmp_path / f"responses/{NAME}.yaml"
    path.parent.mkdir()
    path.write_text(WITHOUT, encoding="utf-8")
    return Office(Workspace(tmp_path), path)


def _filled_in(data: bytes, says: dict[str, str]) -> bytes:
    """Type into the places of a Word file, by their tags."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                for control in root.iter(SDT):
                    _type(control, says)
                part = etree.tostring(root)
            target.writestr(name, part)
    return made.getvalue()


def _type(control: etree._Element, says: dict[str, str]) -> None:
    about, content = control.find(w("sdtPr")), control.find(SDT_CONTENT)
    tag = None if about is None else about.find(w("tag"))
    words = None if tag is None else says.get(tag.get(w("val"), ""))
    if words is None or content is None or about is None:
        return
    for prompt in about.findall(w("showingPlcHdr")):
        about.remove(prompt)
    first, *rest = content.iter(T)
    first.text = words
    for other in rest:
        other.text = ""
    for style in content.iter(w("rStyle")):
        style.set(w("val"), "DefaultParagraphFont")


def test_the_table_holds_what_is_missing_or_changed(office: Office) -> None:
    changed = WITHOUT.replace("progress in June", "progress in July")
    office.path.write_text(changed, encoding="utf-8")
    told = office.sent()
    assert (
        "0 places added; not yet in Welsh: 1; changed since they were translated: 1" in told.summary
    )
    assert (told.table is not None, told.texts) == (True, 2)
    with zipfile.ZipFile(BytesIO(office.table)) as package:
        root = etree.fromstring(package.read("word/document.xml"))
    lines = ["".join(one.text or "" for one in p.iter(T)) for p in root.iter(w("p"))]
    words = [line for line in lines if line]
    assert words[words.index("Welsh") + 1 :][:6] == [
        "Comments of the policing body, opening",
        "I welcome this report.",
        "Write the translation here.",
        "Comments of the policing body, closing (changed since it was translated)",
        "I shall report on progress in July.",
        "Byddaf yn adrodd ar y cynnydd ym mis Mehefin.",
    ]
    (group,) = root[0].iterchildren(SDT)
    assert group.find(f"{w('sdtPr')}/{w('group')}") is not None
    lock = group.find(f"{w('sdtPr')}/{w('lock')}")
    assert lock is not None
    assert lock.get(w("val")) == "contentLocked"
    assert office.text == changed


def test_a_draft_gets_its_places_with_the_table(office: Office) -> None:
    bare = WHOLE[: WHOLE.index("translation:")]
    office.path.write_text(bare, encoding="utf-8")
    told = office.sent()
    assert "17 places added" in told.summary
    assert office.text.startswith(bare)
    # The set's catalogue knows the name of the post.
    assert "words: Comisiynydd Heddlu a Throseddu" in office.text
    assert told.texts == 16
    with pytest.raises(S55Error) as refused:
        office.sent(language="fr")
    assert [one.code for one in refused.value.problems] == ["U130"]


def test_what_a_draft_says_twice_is_one_text_to_translate(office: Office) -> None:
    """The title in the link, and the same chief constables in two recommendations."""
    example = ROOT / "responses/online-fraud-2026.yaml"
    office.path.write_text(example.read_text(encoding="utf-8"), encoding="utf-8")
    told = office.sent(language="cy")
    assert "11 places added; not yet in Welsh: 11; " in told.summary
    assert told.texts == 11
    assert "not yet in Welsh: 11; " in office.sent().summary


def test_what_comes_back_is_written_and_marked(office: Office) -> None:
    changed = WITHOUT.replace("progress in June", "progress in July")
    office.path.write_text(changed, encoding="utf-8")
    office.sent()
    says = {PLACE: WELCOME.strip(), CLOSING: "Byddaf yn adrodd ym mis Gorffennaf."}
    found = office.came_back(_filled_in(office.table, says))
    assert [(one.path, one.effect) for one in found.changes] == [
        (PLACE, Effect.ADDED),
        (CLOSING, Effect.CHANGED),
    ]
    lines = list(change_lines(found, full=False, names=False))
    assert f"added     {PLACE}, of policing_body.opening" in lines
    assert f"changed   {CLOSING}, of policing_body.closing" in lines
    assert found.problems == ()
    kept = write_return(office.path, office.text, found, "back.docx", b"x", date(2026, 10, 30))
    assert kept.read_bytes() == b"x"
    pairs = Pairs.of(response_of(office.text))
    assert {one.standing for one in pairs.pairs} == {TextStanding.CURRENT}
    assert found.text.replace("ym mis Gorffennaf", "ar y cynnydd ym mis Mehefin").count(
        "Mehefin"
    ) == WHOLE.count("Mehefin")


def test_a_change_of_the_original_meanwhile_is_told(office: Office) -> None:
    office.sent()
    later = WITHOUT.replace("I welcome this report.", "I welcome this report very much.")
    office.path.write_text(later, encoding="utf-8")
    found = office.came_back(_filled_in(office.table, {PLACE: WELCOME.strip()}))
    assert [(one.code, one.path) for one in found.problems] == [("R156", PLACE)]
    assert "s55 translate answering-the-call --docx" in found.problems[0].hint
    (pair,) = Pairs.of(response_of(found.text)).with_standing(TextStanding.CHANGED)
    assert pair.source.field == "policing_body.opening"


def test_an_old_translation_that_comes_back_is_told(office: Office) -> None:
    changed = WHOLE.replace("progress in June", "progress in July")
    office.path.write_text(changed, encoding="utf-8")
    office.sent()
    found = office.came_back(office.table)
    assert [one.code for one in found.problems] == ["R157"]
    assert found.text == changed


def test_a_translation_that_was_written_meanwhile_is_not_overwritten(office: Office) -> None:
    office.sent()
    own = WITHOUT.replace("      text:\n", "      text: |\n        Croeso i’r adroddiad.\n")
    office.path.write_text(own, encoding="utf-8")
    found = office.came_back(_filled_in(office.table, {PLACE: WELCOME.strip()}))
    (change,) = found.changes
    assert change.effect is Effect.CONFLICT
    assert "Croeso i’r adroddiad." in found.text
    assert WELCOME.strip() in found.text


def test_entries_in_another_order_are_found(office: Office) -> None:
    office.sent()
    lines = WITHOUT.index("    - field: policing_body.opening")
    end = WITHOUT.index("    - field: policing_body.closing")
    head = WITHOUT.index("    - field: inspection.title")
    moved = WITHOUT[:head] + WITHOUT[lines:end] + WITHOUT[head:lines] + WITHOUT[end:]
    office.path.write_text(moved, encoding="utf-8")
    found = office.came_back(_filled_in(office.table, {PLACE: WELCOME.strip()}))
    assert [one.path for one in found.changes] == ["translation.texts[0].text"]
    gone = WITHOUT[:lines] + WITHOUT[end:]
    office.path.write_text(gone, encoding="utf-8")
    found = office.came_back(_filled_in(office.table, {PLACE: WELCOME.strip()}))
    assert [one.effect for one in found.changes] == [Effect.KEPT]
    assert found.text == gone


def test_the_welsh_response_comes_back_to_the_translations(office: Office) -> None:
    office.path.write_text(WHOLE, encoding="utf-8")
    workspace = office.workspace
    settings = workspace.settings()
    draft = check_file(office.path, settings, date(2026, 10, 23)).usable
    assert draft is not None
    template = DraftSets(workspace, settings).of(draft)
    first, second = render_editions(draft, settings, template, None, [Format.DOCX])
    welsh = second.files[Format.DOCX]
    says = {"translation.texts[13].text": "Diolch am adroddiad teg.", "sign_off.name": "x"}
    found = office.came_back(_filled_in(welsh, says))
    assert [(one.path, one.effect.value) for one in found.changes] == [
        ("translation.texts[13].text", "changed")
    ]
    assert found.problems == ()
    assert "I thank the inspectors for a fair report." in found.text
    for untouched in (first.files[Format.DOCX], welsh):
        back = office.came_back(untouched)
        assert (back.changes, back.problems, back.text) == ((), (), WHOLE)


def test_without_a_language_there_is_nothing_to_translate_into(office: Office) -> None:
    """Where neither draft, option, settings nor template set name one."""
    alone = WHOLE[: WHOLE.index("translation:")].replace("english-welsh", "opccn-2023")
    office.path.write_text(alone, encoding="utf-8")
    with pytest.raises(S55Error) as failure:
        office.sent()
    assert [one.code for one in failure.value.problems] == ["U129"]
    assert office.text == alone
