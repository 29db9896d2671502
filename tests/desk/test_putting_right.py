"""What is wrong with a draft is told at the desk without keys, options and lines of files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from pydantic import BaseModel

from s55.desk.hints import OF_COMMANDS, ONLY_IN_TERMINAL
from s55.desk.putting_right import ADVICE, DraftAtDesk, PutRight
from s55.drafts.fingerprint import fingerprint
from s55.model.office import Addressee, Settings
from s55.model.response import Response
from s55.pipeline.checking import check
from s55.problems import Problem, Severity
from s55.rules.deadlines import england_and_wales
from tests.command import ROOT
from tests.drafts_for_tests import FINISHED, HEAD, response_of, settings_of
from tests.richtext.test_checks import CASES as TEXTS

TODAY = date(2024, 6, 1)
CONCERN = "causes_of_concern: {items: [{text: Bad., %s}]}\n"
ITEMS = "recommendations:\n  items:\n    - {%s}\n"
TRANSLATED = (ROOT / "tests/answering-the-call.yaml").read_text(encoding="utf-8")
UNTRANSLATED = TRANSLATED[: TRANSLATED.index("translation:")]
LETTER = "letter:\n  our_reference: A\n  sent: %s\n  your_references: {%s: HO/2}\n"
SIGNED = "  date: 2024-05-02\n"


OF_TEXTS = (
    "a[^9]",
    "a\n\n[^1]: b",
    "a[^1]\n\nb[^1]\n\n[^1]: b",
    "# a[^1]\n\n[^1]: b",
    "~~b~~",
    "- [ ] a",
    "www.b.org",
    "**b c",
    "(a) x\n(b) y\n(d) z",
    "https://name:secret@example.org/report",
    "[a](https://name:secret@example.org/report)",
    "First:\n• one",
    "![[" * 20_000,
    "(a) x\n\n(c) y",
    "1. a\n3. b",
    "So it was.\n---",
    "Of 2*3*4.",
    "Area\tGrade\nCrime\tGood",
    "a\\\n" * 30_000,
    "[example.com](https://example.org)",
)


def _dispatch(recipient: str, entries: str) -> str:
    return HEAD + f"distribution:\n  {recipient}: {entries}\n"


def _head(old: str, new: str) -> str:
    assert HEAD.count(old) == 1
    return HEAD.replace(old, new)


DRAFTS: tuple[str, ...] = (
    HEAD,
    FINISHED,
    # What is not as the model needs it.
    HEAD + "key_finding: x\n",
    _head("  title: Harbour policing\n", ""),
    _head("  title: Harbour policing\n", "  title:\n"),
    _head("  title: Harbour policing\n", "  title: {a: b}\n"),
    _head("https://example.org/harbours", "example.org"),
    _head("[Saltmarsh Police]", "[]"),
    _head("[Saltmarsh Police]", "{a: b}"),
    _head("[Saltmarsh Police]", "[{a: b}]"),
    _head("2024-04-02", "2/4/2024"),
    _head("2024-04-02", "2024-04-31"),
    _head("2024-04-02", "0024-04-01"),
    _head("format: 1", "format: 9"),
    HEAD + ITEMS % "number: 1",
    HEAD + ITEMS % "text: a, status: nearly, due: soon, applies: perhaps",
    HEAD + "judgments: {items: [{area: Boats, grade: fair}]}\n",
    # What does not agree.
    _head("2024-04-02", "2030-04-02"),
    _head("https://", "https://me:secret@"),
    _head("https://example.org/harbours", "https://unknown.invalid/"),
    _head("Harbour policing", "“Harbour policing”"),
    _head("Harbour policing", "Harbour #4 policing"),
    HEAD + "recommendations: {items: []}\n",
    HEAD + "recommendations: {items: [{text: a}], none: yes}\n",
    HEAD + "recommendations: {items: [{text: a, number: 2}, {text: b, number: 2}]}\n",
    HEAD + "recommendations: {items: [{text: a, number: (2)}, {text: b, number: 0}]}\n",
    HEAD + "recommendations: {items: [{text: a, office_number: 2}, {text: b, office_number: 2}]}\n",
    HEAD + ITEMS % "text: a, number: 2, office_number: 7",
    HEAD + "areas_for_improvement: {items: [{text: Count}, {text: Count}]}\n",
    HEAD + ITEMS % "text: a, applies: no",
    HEAD + ITEMS % "text: a, action: none",
    HEAD + ITEMS % "text: a, action: taken",
    HEAD + ITEMS % "text: a, status: complete, history: [{date: 2024-05-01, status: in progress}]",
    _head("format: 1", "format: 2")
    + ITEMS % "text: a, history: [{date: 2024-05-01, status: in progress}]",
    HEAD + CONCERN % "number: 1",
    HEAD + "chief_officer: {date: 2024-03-01}\n",
    HEAD + "chief_officer: {invited: {date: 2024-03-01, reply_by: 2024-02-01}}\n",
    HEAD + "chief_officer: {invited: {date: 2030-05-01, reply_by: 2030-06-01}}\n",
    HEAD + "sign_off: {name: Robin Sample, date: 2024-03-01}\n",
    _dispatch("bishop", "{date: 2024-05-03}"),
    _dispatch("website", "{date: 2024-03-01}"),
    _dispatch("website", "{date: 2030-03-01}"),
    _dispatch("website", "{date: unknown}"),
    _dispatch("website", "{date: soon}"),
    _dispatch("panel", "{date: 2024-05-03, event: published}"),
    _dispatch("panel", "[{date: 2024-05-03}, {date: 2024-05-01, event: sent again}]"),
    _dispatch("website", "[{date: 2024-05-03}, {date: 2024-05-04, event: republished}]"),
    _dispatch("website", "[{date: 2024-05-03}, {date: 2024-05-04, event: withdrawn}]"),
    _dispatch("website", "{date: 2024-05-30}"),
    # What is not written, known or confirmed.
    HEAD + "key_findings: …\n",
    HEAD + "key_findings: to follow\n",
    HEAD + "key_findings: Boats. # CONFIRM this\n",
    HEAD + "key_findings: |\n  Boats. # CONFIRM this\n",
    HEAD + "key_findings: |\n  **[CONFLICT: the draft says]**\n\n  a\n",
    HEAD + "key_findings: Cell #7 was cold.\n",
    HEAD + "key_findings: >\n  To do:\n  - count;\n  - train.\n",
    # Letters, and texts in a second language.
    HEAD + "letter: {your_references: {bishop: HO/2}}\n",
    FINISHED + LETTER % ("2024-05-20", "inspectorate"),
    FINISHED + LETTER % ("2024-05-01", "secretary_of_state"),
    UNTRANSLATED,
    UNTRANSLATED + "translation: {language: cy, texts: []}\n",
    UNTRANSLATED + "translation: {language: cy, texts: [{field: key_findings, text: A}]}\n",
    UNTRANSLATED + "translation: {language: cy, texts: ["
    "{field: key_findings, of: 0123456789abcdef, text: A}, "
    "{field: R9.text, text: A}, {field: R9.text, text: A}, "
    "{field: inspection.title, words: A, stays: yes}]}\n",
    # What is no YAML of ours.
    "",
    "# nothing\n",
    "a: [",
    HEAD + "key_findings: a\x07b\n",
    "\ta: b\n",
    HEAD + "format: 1\n",
    "a: &b c\n",
    "a: " + "[" * 50 + "]" * 50,
    "- a\n",
    HEAD + "---\na: b\n",
    "a: !!python c\n",
    "? [a]\n: b\n",
    "a: [" + "1, " * 41_000 + "1]\n",
    *(
        HEAD + "key_findings: |\n" + "".join(f"  {line}\n" for line in text.splitlines())
        for text in (*OF_TEXTS, *(text for text, *_ in TEXTS.values()))
    ),
)

FILES = {
    "D00": "the text is no YAML, so there are no fields",
    "D010": "the text is no draft, so there are no fields",
    "D011": "the text is no YAML of a draft, so there are no fields",
    "D012": "as before",
    "D013": "as before",
    "D014": "as before",
    "T203": "in a text that is no YAML the place is a line",
    "D101": "nobody but s55 knows keys: what was meant by this one is seen in the file",
    "D111": "a format is no field",
    "D102": "the group of a field is missing as a whole, or a text of a draft without texts",
    "D103": "a group or a text of a draft that cannot be understood, which has no texts",
    "D104": "the day of something that was recorded",
    "D109": "the record of what was sent is changed in the file",
    "D113": "as before, of what was sent and of the history",
    "D114": "as before",
    "D143": "as before",
    "D150": "as before",
    "D152": "as before",
    "D174": "as before",
    "D155": "the history of items has left the draft",
    "D142": "the note is a comment, which only the file shows",
    "S55-5A-LATE": "what was late stays late",
    "D193": "an entry of the translations without a text",
    "D194": "as before",
    "D195": "as before",
    "D198": "references of others are in the file alone",
}
"""What only an editor puts right, by the beginning of its code, and why."""

ELSEWHERE = {
    "of commands": "D116 D117 D120 D131 D132 D133 D148 D149 D151 D154 D170 D171 D172 D173 "
    "D180 D181 D182 D183 D184 D185 D186 D187 D188",
    "of files that cannot be read": "D001 D002 D003",
    "of the record of progress, which is another file": "D153 D166",
    "of several responses": "D144",
    "of --style alone": "T240 T241 T242",
    "of the folder": "D175 D177",
    "of the fonts": "T210",
}
"""Codes that no single draft has at the desk."""

_KEYS = {
    name
    for model in (Response, *BaseModel.__subclasses__())
    for name in getattr(model, "model_fields", {})
}
_OF_FILES = (
    re.compile(r"(?<![\w-])--[a-z]"),
    re.compile(rf"\bs55 (?:{'|'.join([*OF_COMMANDS, *ONLY_IN_TERMINAL])})\b"),
    re.compile(r"\.(?:yaml|md)\b"),
    re.compile(r"\b[a-z]+(?:_[a-z]+)+\b"),
    re.compile(r"'[a-z_]+:[ ']|\[\d+\]|\b[a-z]+\.[a-z]+_|YAML|\bkeys\b"),
)


def of_files(text: str) -> list[str]:
    """What in a text speaks of keys, options and files."""
    found = [one[0] for pattern in _OF_FILES for one in pattern.finditer(text)]
    return found + [one for one in re.findall(r"'([a-z]+)'", text) if one in _KEYS]


@cache
def _settings() -> Settings:
    home = Addressee(recipient="secretary_of_state", lines=("A",), salutation="Dear A")
    return settings_of().model_copy(update={"addressees": (home,), "second_language": "cy"})


def _told(text: str, *copies: str, settings: Settings | None = None) -> Iterator[PutRight]:
    for final in (False, True):
        checked = check(text, "a.yaml", settings, TODAY, england_and_wales(), copies, final=final)
        at_desk = DraftAtDesk.of("a", text, checked.draft)
        yield from map(at_desk.told, checked.problems)


@cache
def _all() -> tuple[PutRight, ...]:
    found = [one for text in DRAFTS for one in _told(text)]
    found += [one for text in DRAFTS[:2] for one in _told(text, settings=_settings())]
    response = response_of(FINISHED)
    mark = fingerprint(response, settings_of())
    signed = FINISHED.replace(SIGNED, f"{SIGNED}  text: {mark}\n")
    for changed in (
        signed.replace("The count is welcome", "The count is late"),
        signed.replace("      policing_body: |\n        The count is welcome.\n", ""),
        signed.replace("Report on harbours", "Report"),
    ):
        found += _told(changed, settings=settings_of())
        found += _told(changed, signed, settings=settings_of())
    return tuple(found)


def _said(problem: Problem) -> str:
    return f"{problem.message}. {problem.hint}"


def test_what_leads_to_a_place_of_the_desk_is_told_in_its_words() -> None:
    wrong = {
        f"{one.problem.code}: {_said(one.problem)}": of_files(_said(one.problem))
        for one in _all()
        if one.address and of_files(_said(one.problem))
    }
    assert wrong == {}
    assert [one for one in _all() if one.address and one.problem.place] == []


def test_what_leads_to_a_file_is_what_only_an_editor_puts_right() -> None:
    in_file = {one.problem.code for one in _all() if not one.address}
    assert {one for one in in_file if not one.startswith(tuple(FILES))} == set()
    assert {one for one in FILES if not any(code.startswith(one) for code in in_file)} == set()


CODE = re.compile(r"^### (\S+)$", re.MULTILINE)


def test_every_code_of_a_draft_is_looked_at() -> None:
    whole = (ROOT / "docs/problems.md").read_text(encoding="utf-8")
    page = whole[whole.index("\n## The Act\n") : whole.index("\n## Files that are imported\n")]
    codes, all_codes = (set(CODE.findall(one)) for one in (page, whole))
    known = {code for codes in ELSEWHERE.values() for code in codes.split()}
    assert codes - {one.problem.code for one in _all()} - known == set()
    assert set(ADVICE) <= all_codes


def test_a_field_is_named_as_its_form_names_it() -> None:
    """And what people wrote stays as they wrote it."""

    def told(text: str) -> list[tuple[str, str, str]]:
        found = {one.problem.code: one for one in _told(text)}
        return [
            (one.problem.message, one.problem.hint, one.address)
            for code, one in found.items()
            if code in {"D103", "D112"}
        ]

    assert told(_head("https://example.org/harbours", "example.org")) == [
        (
            "“The report: Web address of the report” is 'example.org', which does not have the "
            "form it needs",
            "In full, beginning with https://.",
            "/response/a/facts?of=inspection#link.address",
        )
    ]
    ((_, _, address),) = told(HEAD + ITEMS % "text: a, applies: no")
    assert address.endswith("/facts?of=recommendations.items%5B0%5D#reason_not_applicable")


def test_what_a_form_would_replace_unseen_is_put_right_in_the_file() -> None:
    """A group of keys where a line belongs: its field is empty."""
    found = list(_told(_head("  title: Harbour policing\n", "  title: {a: b}\n")))
    assert {(one.address, one.problem.place) for one in found} == {("", "a.yaml:3:3")}


def test_what_differs_from_the_approved_text_leads_to_the_approval() -> None:
    """And not to the text, which may be as it is to be."""
    found = {one.address for one in _all() if one.problem.code in {"D145", "D146", "D147"}}
    assert found == {"/response/a/sign"}


def test_all_fields_that_a_letter_lacks_are_named() -> None:
    """The problem is about the letter as a whole, whose path says nothing of its fields."""
    assert {one.problem.message for one in _all() if one.problem.code == "D196"} == {
        "the letter has no reference of yours (“Our reference”)",
        "the letter has no reference of yours (“Our reference”) and no day on which it goes out "
        "(“Day on which the letters go out”)",
    }


def test_what_is_to_be_written_is_said_as_its_field_takes_it() -> None:
    found = {
        (one.address.rpartition("#")[2], one.problem.hint)
        for one in _all()
        if one.address and one.problem.code in {"D102", "D103", "D104"}
    }
    assert found == {
        ("title", "Write it in its field."),
        ("link.address", "In full, beginning with https://."),
        ("forces", "Write each on a line of its own."),
        ("published-day", "Give the day in three numbers, for example 27 3 2026."),
        ("due-day", "Give the day in three numbers, for example 27 3 2026."),
        ("status", "Choose one of those offered."),
        ("applies", "Choose one of those offered."),
        ("items%5B0%5D.grade", "Choose one of those offered."),
    }


def test_a_period_that_ends_on_a_closed_day_leads_to_the_publication() -> None:
    """And not to the day of the report, which is right."""
    problem = Problem("C401", Severity.WARNING, "it ends on a Sunday", "Publish by Friday.")
    at_desk = DraftAtDesk.of("harbour", HEAD, None)
    told = at_desk.told(replace(problem, path="inspection.published"))
    assert (told.address, told.problem.hint) == ("/response/harbour/record", "Publish by Friday.")


def test_items_of_one_number_lead_to_the_field_of_a_number_of_ones_own() -> None:
    found = {one.address for one in _all() if one.problem.code == "D165"}
    assert {one.rpartition("#")[2] for one in found} == {"office_number"}
