"""A set's second language: every word is translated, or the set is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from s55.errors import S55Error
from s55.templating.catalogue import in_second_language, translated, words_of
from s55.templating.registry import load_set, standard_sets
from tests.drafts_for_tests import settings_of


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the set in two languages, without its fonts."""
    folder = tmp_path / "bilingual"
    shutil.copytree(standard_sets() / "bilingual", folder, ignore=shutil.ignore_patterns("fonts"))
    return folder


def test_every_word_of_the_set_is_said_in_welsh() -> None:
    """And none stays English, but for what is the same in both."""
    manifest = load_set(standard_sets() / "bilingual").manifest
    welsh = in_second_language(manifest)
    pairs = dict(zip(words_of(manifest), words_of(welsh), strict=True))
    assert {first for first, second in pairs.items() if first == second} == {"ISBN:"}
    assert len(pairs) > 80
    assert (welsh.language, welsh.second) == ("cy", None)
    assert welsh.labels.recommendation == "Argymhelliad{% if number %} {{ number }}{% endif %}"
    assert [line.key for line in welsh.sections] == [line.key for line in manifest.sections]
    assert welsh.labels.list_separator == ", "


def test_the_words_of_a_status_are_said_in_welsh_too() -> None:
    """Those that the form of the invitation offers."""
    manifest = load_set(standard_sets() / "bilingual").manifest
    assert {"Not started", "In progress", "Complete"} <= set(words_of(manifest))


def test_words_without_a_translation_are_told(copied: Path) -> None:
    """Each once, with the file."""
    file = copied / "cy.po"
    text = file.read_text("utf-8").replace('msgstr "Statws:"', 'msgstr ""')
    text = text.replace('msgid "Owner:"', '#, fuzzy\nmsgid "Owner:"')
    file.write_text(text, "utf-8")
    with pytest.raises(S55Error) as caught:
        load_set(copied)
    assert [(one.code, one.message, one.file) for one in caught.value.problems] == [
        ("L113", "the catalogue does not translate 'Owner:'", str(file)),
        ("L113", "the catalogue does not translate 'Status:'", str(file)),
    ]


def test_a_catalogue_that_cannot_be_read_is_told(copied: Path) -> None:
    """With its line, and no traceback."""
    (copied / "cy.po").write_text("nonsense\n", "utf-8")
    with pytest.raises(S55Error) as caught:
        load_set(copied)
    assert [(one.code, one.file) for one in caught.value.problems] == [
        ("L112", str(copied / "cy.po"))
    ]


def test_a_catalogue_that_is_no_utf_8_is_told(copied: Path) -> None:
    """It may have been saved by an old program."""
    (copied / "cy.po").write_bytes(b'msgid "Name"\nmsgstr "T\xf4n"\n')
    with pytest.raises(S55Error) as caught:
        load_set(copied)
    assert [one.code for one in caught.value.problems] == ["L112"]


def test_the_manifest_may_translate_too(copied: Path) -> None:
    """What it says counts before the catalogue."""
    file = copied / "manifest.yaml"
    text = file.read_text("utf-8")
    line = "  catalogue: cy.po\n"
    assert line in text
    file.write_text(text.replace(line, f"{line}  messages:\n    'Status:': 'Sefyllfa:'\n"), "utf-8")
    assert in_second_language(load_set(copied).manifest).labels.status == "Sefyllfa:"


def test_names_of_the_settings_are_translated_where_they_are_known() -> None:
    """And stay as they are where not."""
    settings = translated(settings_of(), {"Chief Constable": "Prif Gwnstabl"})
    assert settings.chief_officer[0].title == "Prif Gwnstabl"
    assert settings.office == settings_of().office
