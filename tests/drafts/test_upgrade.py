"""A draft of format 1 becomes one of format 2: nothing is lost, and what is not known is said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings

from s55.drafts.load import response_of
from s55.drafts.progress import HEAD as RECORD_HEAD
from s55.drafts.progress import load_progress
from s55.drafts.public import response_json
from s55.drafts.upgrade import Upgraded, upgraded
from s55.errors import S55Error
from s55.model.response import Response
from s55.office.items import references_of
from s55.office.settings import load_settings
from s55.pipeline.checking import check
from s55.pipeline.response import Format, render
from s55.rules.deadlines import england_and_wales
from s55.templating.registry import load_set, standard_sets
from tests.command import ROOT
from tests.drafts_for_tests import HEAD
from tests.extracted import characters, docx_text, html_text
from tests.strategies import responses, words

FORMAT_1 = Path(__file__).parent / "format_1"
EXAMPLES = sorted(FORMAT_1.glob("*.yaml"))

DRAFT = (
    HEAD
    + """\
recommendations:
  items:
    - number: 2   # as printed
      text: |
        Chief constables should count their boats.
      status: complete  # by the force
      # The boats, one by one.
      history:   # from the minutes
      # The first count.
      - date: 2024-04-10
        status: not started
        note: "Nobody: yet"   # a pity

      # The last count.
      - date: 2024-05-20
        status: complete
      # Nothing after this.
      action: taken
    - text: Paint them.
      history: [{date: 2024-05-30, status: in progress, evidence: 'minute 4, page 2'}]
sign_off:
  name: Robin Sample
  date: 2024-05-02
distribution:
  # For the public.
  website:   # the corrected text
    date: 2024-05-03   # a Friday
    how: |
      by hand
  # For the inspectors.
  inspectorate: {date: unknown, how: by post}
  panel:
"""
)


def made_of(text: str, progress: str | None = None) -> Upgraded:
    """The upgrade of a draft of format 1."""
    made = upgraded(text, progress)
    assert made is not None
    return made


def said(text: str) -> dict[str, list[str]]:
    """The codes of what is not known, with the beginnings of the paths."""
    found: dict[str, list[str]] = {}
    for problem in made_of(text).unknown:
        found.setdefault(problem.code, []).append(problem.path)
    return found


def test_records_become_lists_and_histories_move() -> None:
    """With their comments, and in their order."""
    made = made_of(DRAFT)
    assert made.text == HEAD.replace("format: 1", "format: 2") + (
        """\
recommendations:
  items:
    - number: 2   # as printed
      text: |
        Chief constables should count their boats.
      status: complete  # by the force
      # The boats, one by one.
      # Nothing after this.
      action: taken
    - text: Paint them.
sign_off:
  name: Robin Sample
  date: 2024-05-02
distribution:
  # For the public.
  website:   # the corrected text
    - date: 2024-05-03   # a Friday
      how: |
        by hand
  # For the inspectors.
  inspectorate: [{date: unknown, how: by post}]
  panel:
"""
    )
    assert made.progress == RECORD_HEAD + (
        """\
format: 2
items:
  R2:
    # from the minutes
    # The first count.
    - date: 2024-04-10
      status: not started
      note: "Nobody: yet"   # a pity
    # The last count.
    - date: 2024-05-20
      status: complete
  R2.2:
    - {date: "2024-05-30", status: "in progress", evidence: "minute 4, page 2"}
"""
    )
    assert (made.lists, made.entries) == (2, 3)


def test_an_upgraded_draft_is_not_upgraded_again() -> None:
    """Nor is one that began in format 2."""
    assert upgraded(made_of(DRAFT).text, None) is None
    with pytest.raises(S55Error) as caught:
        upgraded(DRAFT.replace("format: 1", "format: 3"), None)
    assert [problem.code for problem in caught.value.problems] == ["D111"]


def test_a_history_comes_before_what_the_record_has_already() -> None:
    """Of two entries of one day, the lower one counts."""
    record = "format: 2\nitems:\n  R2:   # ours\n    - date: 2024-05-20\n      status: reopened\n"
    made = made_of(DRAFT, record)
    read, problems = load_progress(made.progress or "", "")
    assert read is not None
    assert problems == []
    assert [entry.status.value for entry in read.items["R2"]] == [
        "not started",
        "complete",
        "reopened",
    ]
    assert "R2:   # ours\n" in (made.progress or "")


def test_line_ends_and_a_byte_order_mark_stay() -> None:
    """As the draft has them."""
    made = made_of("\ufeff" + DRAFT.replace("\n", "\r\n"))
    plain = made_of(DRAFT)
    assert made.text == "\ufeff" + plain.text.replace("\n", "\r\n")
    assert made.progress == plain.progress


# --- what is not known ---------------------------------------------------------------


def test_what_format_1_does_not_tell_is_said() -> None:
    """A line for each, in words."""
    messages = [f"{problem.code} {problem.message}" for problem in made_of(DRAFT).unknown]
    assert messages == [
        "D186 the day recorded for 'inspectorate' is 'unknown', and stays so",
        "D184 the publication of Friday 3 May 2024 is now taken for the first one, and format 1 "
        "kept one alone: 'the corrected text' may speak of another",
        "D185 the status of R2, 'complete', is of Monday 20 May 2024, and the response of Thursday "
        "2 May 2024: by its history it was 'not started' then",
    ]


def _published(day: str, more: str = "", sign_off: str = "2024-05-02") -> str:
    return (
        f"{HEAD}sign_off: {{name: Robin Sample, date: {sign_off}}}\n"
        f"distribution:\n  website: {{date: {day}}}{more}\n"
    )


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (_published("2024-05-27"), False),
        (_published("2024-05-28"), True),  # a day after the statutory period
        (_published("2024-05-03", "   # put up by Kim"), False),
        (_published("2024-05-03", "   # second version"), True),
        (_published("2024-05-03", "\n  panel: {date: 2024-05-04, how: sent again}"), False),
        (_published("2024-05-03", sign_off="2024-05-04"), True),
        (_published("unknown", "   # corrected"), False),
        (HEAD, False),
        (_published("2024-05-28").replace("{date: 2024-05-28}", "[{date: 2024-05-28}]"), False),
    ],
)
def test_a_publication_that_may_not_be_the_first(text: str, *, asked: bool) -> None:
    """By what is written with it, or because it is late; never of a list that is one already."""
    assert ("D184" in said(text)) is asked


@pytest.mark.parametrize(
    ("status", "day", "code"),
    [
        ("complete", "2024-05-20", "D185"),
        ("complete", "2024-05-02", None),
        ("not started", "2024-05-20", "D187"),
        (None, "2024-05-20", None),
    ],
)
def test_a_status_that_may_not_be_the_statements(
    status: str | None, day: str, code: str | None
) -> None:
    """One that was set later, and one that disagrees with the history that lists now follow."""
    item = f"- text: Paint.\n  history: [{{date: {day}, status: complete}}]\n"
    item += f"  status: {status}\n" if status else ""
    text = f"{_published('2024-05-03')}recommendations:\n  items:\n" + "".join(
        f"    {line}\n" for line in item.splitlines()
    )
    assert said(text) == ({code: ["recommendations.items[0].status"]} if code else {})


def test_a_note_that_found_no_place_is_named() -> None:
    """An entry in braces that goes into a list in brackets takes no note along."""
    record = "format: 2\nitems: {R2: [{date: 2024-05-20, status: reopened}]}\n"
    (lost, *_) = [one for one in made_of(DRAFT, record).unknown if one.code == "D188"]
    assert lost.message == "this note of line 17 found no place: # from the minutes"


# --- every draft -----------------------------------------------------------------------


def as_draft(response: Response) -> str:
    """A draft that says what a response holds, with its single events in the short form."""
    data = response.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    data["format"] = 1
    for key, entries in data.get("distribution", {}).items():
        data["distribution"][key] = entries[0]
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False)


def without_histories(response: Response) -> object:
    """What a response says beside its format and the histories of its items."""
    data = response.model_dump()
    data.pop("format")
    items = [
        item
        for part in ("causes_of_concern", "recommendations", "areas_for_improvement")
        for item in (data[part] or {}).get("items", ())
    ]
    for item in (*items, *(inner for one in items for inner in one.get("recommendations", ()))):
        item.pop("history")
    return data


@settings(max_examples=40)
@given(responses(words()))
def test_every_draft_says_the_same_afterwards(response: Response) -> None:
    """But for its format, and for its histories, which are in the record of progress."""
    try:
        before = response_of(as_draft(response))
    except S55Error:
        return  # a text that no draft may hold
    made = made_of(as_draft(response))
    after = response_of(made.text)
    assert after.format == 2
    assert without_histories(after) == without_histories(before)
    names = references_of(before)
    histories = {names[path]: item.history for path, item in before.all_items() if item.history}
    record = load_progress(made.progress, "")[0] if made.progress else None
    assert (record.items if record else {}) == histories


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_documents_say_the_same_words(path: Path, tmp_path: Path) -> None:
    """Page and Word file; the PDF is made of the page. What they hold as data differs by format."""
    before = path.read_text(encoding="utf-8")
    old, new = _rendered(before), _rendered(made_of(before).text)
    said = []
    for outputs in (old, new):
        word = tmp_path / "a.docx"
        word.write_bytes(outputs[Format.DOCX])
        page = outputs[Format.HTML].decode()
        said.append((characters(html_text(page, markers=True)), docx_text(word)))
    assert said[0] == said[1]
    assert len(said[0][0]) > 3000
    data = [json.loads(response_json(response_of(text))) for text in (before, made_of(before).text)]
    assert {key for key in data[0] if data[0][key] != data[1][key]} == {"format"}


def _rendered(text: str) -> Mapping[Format, bytes]:
    office = load_settings((ROOT / "settings.yaml").read_text(encoding="utf-8"), "settings.yaml")
    day = date(2026, 11, 22)
    checked = check(text, "x.yaml", office, day, england_and_wales(), final=False)
    draft = checked.usable
    assert draft is not None
    template = load_set(standard_sets() / "opccn-2023")
    return render(draft, office, template, None, [Format.DOCX, Format.HTML])
