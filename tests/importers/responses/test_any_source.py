"""Whatever a reader makes of a file, the import ends with a draft and loses no words."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from s55.drafts.load import load
from s55.importers.identify import Identity, identity
from s55.importers.imported import DocumentKind
from s55.importers.readers import read_source
from s55.importers.responses import import_response
from s55.importers.source import BlockKind, Source, SourceBlock, SourcePosition
from s55.richtext.nodes import Inline, Text, plain
from tests.importers.responses import samples
from tests.importers.responses.fidelity import SETTINGS
from tests.strategies import inlines, words

_FORM_WORDS = (
    "Inspection Title:", "Published on: 7 July 2023", "Published Date:", "31 February 2023",
    "1 May 1066", "Link to Report:", "Police Forces: ;", "Publication Themes: , and",
    "KEY FINDINGS:", "Recommendations", "Causes of Concern", "Areas for Improvement",
    "Recommendation 1:", "Recommendation 2a: By May, forces should act.", "Area for improvement",
    "Cause of concern 1", "Chief Constable response to report", "PCC response to report",
    "For Office Use Only:", "✓ Response published on the OPCCN website", "Overall, good.",
    "☐ Response forwarded to Chief Constable", "There are no areas for improvement made.",
    "Action taken or proposed:", "Owner: A. Body; target date: 3 May 2024; status: complete",
    "Owner: A. Body; target date: soon", "Status: in progress", "Action taken:",
    "Graded judgments", "Good", "1) Do this", "2) Do that", "None.",
)  # fmt: skip


def texts() -> st.SearchStrategy[tuple[Inline, ...]]:
    """The form's words, and any others."""
    form = st.sampled_from(_FORM_WORDS).map(lambda text: (Text(text),))
    return form | form | words().map(lambda text: (Text(text),)) | inlines()


def blocks() -> st.SearchStrategy[SourceBlock]:
    """Blocks as no file should have them."""
    cells = st.lists(texts(), min_size=1, max_size=3).map(tuple)
    row = st.builds(
        SourceBlock,
        kind=st.just(BlockKind.TABLE_ROW),
        inlines=st.just(()),
        place=st.builds(SourcePosition, line=st.integers(1, 99)),
        cells=cells,
        table=st.integers(1, 2),
    )
    other = st.builds(
        SourceBlock,
        kind=st.sampled_from((BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM)),
        inlines=texts(),
        place=st.builds(SourcePosition, page=st.integers(1, 9)),
        level=st.integers(0, 6),
        marker=st.sampled_from(("", "•", "1.", "2)", "a)", "999999999.", "(iv)", "✓")),
        boxed=st.sampled_from((0, 0, 0, 1)),
        bold=st.booleans(),
    )
    return st.one_of(other, other, row)


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # blocks shrink for minutes
)
@example(found=[], with_settings=False)
@given(st.lists(blocks(), max_size=25), st.booleans())
def test_every_source_makes_a_draft(found: list[SourceBlock], with_settings: bool) -> None:
    """The draft is understood, but for what the file lacks and a draft must have."""
    source = Source("text", "", tuple(found))
    data = replace(source, attachments=(("response.json", b"{}"),))
    assert identity(data) == Identity(DocumentKind.RESPONSE)
    identity(source)  # Words of any kind are weighed.
    made = import_response(source, "any file", SETTINGS if with_settings else None)
    _, problems = load(made.text, "draft.yaml")
    wrong = {problem.path for problem in problems if problem.severity == "error"}
    open_fields = {"title", "published", "publication_types", "forces", "link.address"}
    assert {path.split("[")[0].removeprefix("inspection.") for path in wrong} <= open_fields


@settings(max_examples=30)
@given(st.data())
def test_no_words_are_lost(data: st.DataObject) -> None:
    """A response with some blocks moved about still has every word in its draft or its report."""
    source = read_source(samples.markdown(samples.YEAR_2023, table=True), "a.md")
    moved = list(source.blocks)
    for _ in range(data.draw(st.integers(1, 6))):
        block = moved.pop(data.draw(st.integers(0, len(moved) - 1)))
        moved.insert(data.draw(st.integers(0, len(moved))), block)
    made = import_response(Source("markdown", "", tuple(moved)), "a.md", SETTINGS)
    kept = made.text + "\n".join(one.text for one in made.unplaced)
    for block in moved:
        for sentence in re.split(r"[.:;]", "\n".join([plain(block.inlines)])):
            if len(sentence.split()) > 6 and not block.cells:
                assert _letters(sentence) in _letters(kept) or _is_form(sentence), sentence


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def _is_form(sentence: str) -> bool:
    """Whether it is the form's own: title, line about section 55, heading, statement."""
    form = (
        samples.YEAR_2023.title,
        samples.YEAR_2023.statute,
        "There are no areas for improvement made.",
    )
    headings = tuple(text for kind, text in samples.YEAR_2023.lines if kind == "heading")
    return any(_letters(sentence) in _letters(words) for words in (*form, *headings))


def test_programs_are_told_null_for_what_the_file_does_not_say() -> None:
    """Neither the day, nor the address, nor the title, nor the forces are made up."""
    page = "# Section 55 response\n\n## For Office Use Only\n\nWithin 56 days\n"
    data = import_response(read_source(page.encode(), "r.md"), "r.md", None).data
    assert (data["title"], data["published"]) == (None, None)
    inspection = data["response"]["inspection"]
    assert inspection["published"] is None
    assert inspection["link"]["address"] is None
    assert inspection["forces"] == []
    text = json.dumps(data, ensure_ascii=False)
    assert not any(
        word in text for word in ("2099", "unknown.invalid", "\N{REPLACEMENT CHARACTER}")
    )
