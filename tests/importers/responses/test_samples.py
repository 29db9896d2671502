"""Responses as offices keep them, in each layout and format, with what must be found in them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from s55.drafts.load import load
from s55.importers.identify import identity
from s55.importers.imported import DocumentKind, ImportedDraft
from s55.importers.readers import read_source
from s55.importers.responses import import_response
from s55.importers.responses.form import Forms
from s55.model.progress import ItemStatus
from s55.model.response import Recommendation, Response
from s55.templating.registry import set_names, standard_sets
from tests.importers.responses import samples
from tests.importers.responses.fidelity import SETTINGS
from tests.importers.responses.samples import YEAR_2022, YEAR_2023, Sample

Writer = Callable[..., bytes]
WRITERS: Mapping[str, Writer] = {
    "markdown": samples.markdown,
    "text": samples.plain_text,
    "html": samples.page,
    "weasyprint.pdf": samples.printed,
    "docx": samples.word,
}
OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here")


def imported(data: bytes, name: str) -> tuple[ImportedDraft, Response]:
    source = read_source(data, name)
    assert identity(source).kind is DocumentKind.RESPONSE
    made = import_response(source, name, SETTINGS)
    draft, problems = load(made.text, "draft.yaml")
    assert draft is not None, problems
    assert [problem for problem in problems if problem.severity == "error"] == []
    return made, draft.response


def named(form: str) -> str:
    return {"markdown": "a.md", "text": "a.txt", "html": "a.html"}.get(
        form, f"a.{form[-4:].strip('.')}"
    )


def plain_data(response: Response) -> dict[str, Any]:
    return response.model_dump(mode="json", exclude_defaults=True, exclude_none=True)


EXPECTED_2022 = {
    "format": 2,
    "template": "opccn-2022",
    "inspection": {
        "title": "Harbour policing 2022: An inspection of Norfolk Constabulary",
        "published": "2022-11-14",
        "publication_types": ["Harbours", "Rivers", "Coast"],
        "forces": ["Norfolk Constabulary"],
        "link": {"address": samples.ADDRESS},
    },
    "key_findings": (
        "The inspectors went to four harbours and spoke to forty people.\n\n"
        "- Three of the four were well lit.\n"
        "- In one of them nobody knew whom to ring.\n"
    ),
    "areas_for_improvement": {
        "introduction": "The inspectors named three areas for improvement:\n",
        "items": [
            {"number": number, "text": f"{text}\n"}
            for number, text in zip("124", samples.AREAS, strict=True)
        ],
    },
    "chief_officer": {
        "comments": (
            "We are glad that the inspectors came in winter, when it matters.\n\n"
            "The register was begun in October and will be whole by the spring.\n"
        )
    },
    "policing_body": {"opening": "I thank the crews, who go out when others stay at home.\n"},
    "distribution": {
        "website": [{"date": "unknown"}],
        "inspectorate": [{"date": "unknown"}],
        "panel": [{"date": "unknown"}],
    },
}
_FIRST = f"{samples.FIRST}\n\n" + "".join(f"- {text}\n" for text in samples.FIRST_BULLETS)
EXPECTED_2023 = {
    "format": 2,
    "template": "opccn-2023",
    "inspection": {
        "title": "Lights on the water: How forces police harbours",
        "published": "2023-10-06",
        "publication_types": ["Thematic", "Harbours"],
        "forces": ["All local forces in England and Wales"],
        "link": {"address": samples.ADDRESS},
    },
    "key_findings": "Forces do more for roads than for rivers, and say so themselves.\n",
    "recommendations": {
        "introduction": "Two of the five recommendations are for forces:\n",
        "items": [
            {
                "number": "2",
                "text": _FIRST,
                "chief_officer": (
                    "An inspector has walked along every quay at midnight. "
                    "This is what was found:\n\n"
                    "- nine lamps were broken, and are mended now;\n"
                    "- two gates stood open.\n"
                ),
                "policing_body": (
                    "I went along on one of these nights, and saw what a lamp can do.\n"
                ),
            },
            {
                "number": "5",
                "text": f"{samples.SECOND}\n",
                "chief_officer": "The figures will stand on our website from January.\n",
                "policing_body": (
                    "Callers from the water wait too long. "
                    "I shall look at the figures each month.\n"
                ),
            },
        ],
    },
    "areas_for_improvement": {"none": True},
    "chief_officer": {
        "comments": "We accept both recommendations and have begun with the first of them.\n"
    },
    "policing_body": {
        "opening": "I have read the report and the answer of the Chief Constable.\n",
        "closing": "Both recommendations together will make the harbours safer than they are.\n",
    },
}
EXPECTED = ((YEAR_2022, EXPECTED_2022), (YEAR_2023, EXPECTED_2023))


@pytest.mark.parametrize("table", [True, False], ids=["table", "labels"])
@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(("sample", "expected"), EXPECTED, ids=["2022", "2023"])
def test_samples(sample: Sample, expected: dict[str, Any], form: str, table: bool) -> None:
    """Every field, in every format, with and without a table for the header."""
    made, response = imported(WRITERS[form](sample, table=table), named(form))
    assert plain_data(response) == expected
    codes = {problem.code for problem in made.problems}
    assert codes == (set() if sample is YEAR_2022 else {"I229"})


@OFFICE
@pytest.mark.slow
@pytest.mark.parametrize("target", ["pdf", "docx", "html"])
@pytest.mark.parametrize(("sample", "expected"), EXPECTED, ids=["2022", "2023"])
def test_samples_saved_by_libreoffice(
    sample: Sample, expected: dict[str, Any], target: str, tmp_path: Path
) -> None:
    """The same files, as another program writes them."""
    data = samples.by_office(samples.word(sample, table=True), tmp_path, target)
    _, response = imported(data, f"a.{target}")
    assert plain_data(response) == expected


def test_office_use_list_without_marks_is_reported() -> None:
    """Nobody is taken to have a response because a conversion lost the ticks."""
    made, response = imported(samples.markdown(YEAR_2023, table=True), "a.md")
    assert response.distribution == {}
    told = [one for one in made.unplaced if "tick" in one.why]
    assert [one.text for one in told] == [text for _, text in YEAR_2023.ticks]
    assert all(one.place.line for one in told)


def test_ticks_with_dates() -> None:
    """A day beside a tick is the day of the dispatch."""
    text = samples.markdown(YEAR_2022, table=True).decode()
    text = text.replace("OPCCN website", "OPCCN website on 5 January 2023")
    _, response = imported(text.encode(), "a.md")
    assert response.distribution["website"][0].date == date(2023, 1, 5)
    assert response.distribution["panel"][0].date == "unknown"


def test_what_has_no_place_is_kept_and_reported() -> None:
    """A further row of the header and a further line of the list stand in the office's notes."""
    text = samples.markdown(YEAR_2022, table=True).decode()
    text = text.replace("| Police Forces:", "| Our reference: | HP/2022/7 |\n| Police Forces:")
    text += "- ✓ Response laid in the library\n"
    made, response = imported(text.encode(), "a.md")
    assert response.office_notes is not None
    assert response.office_notes.startswith("## Not placed by the import\n")
    for kept in ("Our reference:", "HP/2022/7", "Response laid in the library"):
        assert kept in response.office_notes
    assert [one.text for one in made.unplaced] == [
        "Our reference: | HP/2022/7",
        "✓ Response laid in the library",
    ]
    assert all(str(one.place) in response.office_notes for one in made.unplaced)


def test_words_of_the_form_that_differ_are_reported() -> None:
    """The draft does not hold the form's own words; that they differ is told."""
    text = samples.markdown(YEAR_2022, table=True).decode().replace("(PCC)", "(PCO)", 1)
    made, response = imported(text.encode(), "a.md")
    assert plain_data(response) == EXPECTED_2022
    assert ["pco" in one.why for one in made.unplaced] == [True]


def test_a_draft_without_date_and_address_says_where_to_write_them() -> None:
    """What a draft must have and the file lacks is left open, and reported."""
    text = samples.plain_text(YEAR_2022, table=True).decode()
    text = text.replace("14 November 2022", "soon").replace(samples.ADDRESS, "see our website")
    made = import_response(read_source(text.encode(), "a.txt"), "a.txt", SETTINGS)
    assert "  published:  # to be written: the file does not say\n" in made.text
    assert "    address:  # to be written: the file does not say\n" in made.text
    paths = {problem.path for problem in made.problems}
    assert paths == {"inspection.published", "inspection.link.address"}
    _, problems = load(made.text, "draft.yaml")
    assert {problem.path for problem in problems} == {
        "inspection.published",
        "inspection.link.address",
    }


def test_date_from_the_printed_deadline() -> None:
    """A response that prints only its deadline was published 56 days before."""
    text = samples.plain_text(YEAR_2023, table=True).decode().replace("6 October 2023", "")
    made, response = imported(text.encode(), "a.txt")
    assert response.inspection.published == date(2023, 10, 6)
    assert "I222" in {problem.code for problem in made.problems}


def test_closing_words_are_marked_uncertain_where_nothing_announces_them() -> None:
    """They stay with the last item, and a person is told to look."""
    text = samples.markdown(YEAR_2023, table=True).decode()
    text = text.replace("Both recommendations together will make", "My office will help to make")
    made, response = imported(text.encode(), "a.md")
    assert response.recommendations is not None
    assert response.policing_body is not None
    assert response.policing_body.closing is None
    last = response.recommendations.items[-1].policing_body or ""
    assert last.endswith("\n\nMy office will help to make the harbours safer than they are.\n")
    assert "I228" in {problem.code for problem in made.problems}


@pytest.mark.parametrize(
    "words",
    [
        "In summary, ",
        "Overall, ",
        "All of these ",
        "To conclude, ",
        "Each of the two ",
        "Finally, ",
    ],
)
def test_words_that_announce_the_closing(words: str) -> None:
    text = samples.markdown(YEAR_2023, table=True).decode()
    text = text.replace("Both recommendations together will make", f"{words}we want to make")
    _, response = imported(text.encode(), "a.md")
    assert response.policing_body is not None
    assert response.policing_body.closing == (
        f"{words}we want to make the harbours safer than they are.\n"
    )


def test_closing_words_below_their_heading() -> None:
    """The heading of the standard sets says so; it is not kept."""
    text = samples.markdown(YEAR_2023, table=True).decode()
    begins = "Both recommendations together will make"
    text = text.replace(begins, "### In conclusion\n\nMy office will help to make")
    made, response = imported(text.encode(), "a.md")
    assert response.policing_body is not None
    assert response.policing_body.closing == (
        "My office will help to make the harbours safer than they are.\n"
    )
    assert "I228" not in {problem.code for problem in made.problems}


def test_quotation_in_other_words_is_reported() -> None:
    """The item keeps the words of its own section."""
    text = samples.markdown(YEAR_2023, table=True).decode()
    head, tail = text.split("Chief Constable response", 1)
    text = head + "Chief Constable response" + tail.replace("By June 2024", "Before June 2024", 1)
    made, response = imported(text.encode(), "a.md")
    assert plain_data(response) == EXPECTED_2023
    assert "I227" in {problem.code for problem in made.problems}


def test_comments_on_an_unknown_item_are_kept() -> None:
    """A heading of an item that is not in the response stays where it stands."""
    text = samples.markdown(YEAR_2023, table=True).decode()
    text = text.replace("### Recommendation 5\n\nCallers", "### Recommendation 7\n\nCallers")
    made, response = imported(text.encode(), "a.md")
    assert response.policing_body is not None
    assert "### Recommendation 7\n\nCallers" in (response.policing_body.opening or "")
    assert "I225" in {problem.code for problem in made.problems}


def test_graded_judgments_in_a_table() -> None:
    """A table of areas and grades at the end of the key findings is taken as data."""
    text = samples.markdown(YEAR_2022, table=True).decode()
    grades = (
        "Graded judgments\n\n| Area | Judgment |\n| --- | --- |\n| Harbours | Good |\n"
        "| Rivers | Requires improvement |\n\n"
    )
    text = text.replace("## **Areas for Improvement:**", f"{grades}## **Areas for Improvement:**")
    _, response = imported(text.encode(), "a.md")
    assert response.judgments is not None
    assert [(row.area, row.grade.value) for row in response.judgments.items] == [
        ("Harbours", "good"),
        ("Rivers", "requires improvement"),
    ]
    assert response.key_findings == EXPECTED_2022["key_findings"]


ANSWERS = """\
### Recommendation 5

We agree.

**Action taken or proposed:**

Two boats are{more}

Owner: Harbour Master; target date: 3 May 2024; status: in progress
"""


def _answered(text: str) -> Recommendation:
    """Recommendation 5 as read from a response whose chief officer answers it in these words."""
    whole = samples.markdown(YEAR_2023, table=True).decode()
    mark = "## **PCC response" if "## **PCC response" in whole else "## PCC response"
    assert mark in whole
    _, response = imported(whole.replace(mark, f"{text}\n{mark}").encode(), "a.md")
    assert response.recommendations is not None
    (item,) = (one for one in response.recommendations.items if one.number == "5")
    return item


def test_what_the_force_answered_is_put_to_its_fields() -> None:
    """Action, owner, target date and status of an item, below the comments on it."""
    item = _answered(ANSWERS.replace("{more}", " bought."))
    assert (item.chief_officer or "").endswith("We agree.\n")
    assert item.force_action == "Two boats are bought.\n"
    assert (item.owner, item.target_date, item.status) == (
        "Harbour Master",
        date(2024, 5, 3),
        ItemStatus.IN_PROGRESS,
    )


@pytest.mark.parametrize(
    "line",
    ["Owner: A; target date: soon", "Owner: A; status: nearly there", "Owner: all of us. We begin"],
)
def test_a_line_that_says_something_else_stays_text(line: str) -> None:
    """No word of it is dropped."""
    item = _answered(f"### Recommendation 5\n\nWe agree.\n\n{line}\n")
    said = f"{item.chief_officer} {item.owner}"
    assert line.removeprefix("Owner: ") in said


def test_an_item_with_a_heading_and_no_text_is_kept_and_asks_for_it() -> None:
    """A draft refuses an empty text, so a sign has its place, and a note asks to confirm it."""
    whole = samples.markdown(YEAR_2023, table=True).decode()
    heading, _, rest = whole.partition("Recommendation 5")
    assert rest
    text = f"{heading}Recommendation 99\n\n### Recommendation 5{rest}"
    made, response = imported(text.encode(), "a.md")
    assert response.recommendations is not None
    assert {one.number: one.text for one in response.recommendations.items}["99"] == "…"
    assert "  # CONFIRM: the file has no words for it\n" in made.text
    assert "I223" in {problem.code for problem in made.problems}


def test_every_set_that_comes_with_s55_is_known_by_its_words() -> None:
    """A label that names something new would leave its whole set out, without a word."""
    sets = {form.manifest.name for form in Forms(SETTINGS).filled}
    assert sets == set(set_names([standard_sets()]))
