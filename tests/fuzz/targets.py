"""Say what is fuzzed: each kind of file from outside, where it begins, and what reads it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from s55.drafts.load import load
from s55.errors import S55Error
from s55.importers.guarded import read_apart
from s55.importers.importing import import_source
from s55.importers.readers import read_source
from s55.lint.checking import set_problems
from s55.office.cases import Case
from s55.office.panel_file import load_panel
from s55.office.settings import load_settings
from s55.problems import Problem, has_errors
from s55.render.register.xlsx import progress_xlsx
from s55.returns.collecting import collect
from s55.returns.sheets.cells import CellRow
from s55.returns.sheets.filled_in import filled_sheet
from s55.returns.sheets.merging import merged_sheet
from s55.returns.sheets.opening import sheets_in
from s55.returns.sheets.rows import changed_cells, given_rows, missing_rows
from s55.richtext.checks import problems_of
from s55.richtext.markdown import blocks_of
from s55.richtext.markdown_writer import markdown_of
from s55.richtext.normal import normal
from s55.rules.consistency import consistency_problems
from s55.rules.statute import statutory_problems
from s55.sources.reading import read_tree
from s55.sources.validation import validated
from s55.templating.manifest import Manifest
from s55.templating.register_manifest import ProgressHeadings
from s55.templating.registry import load_any, standard_sets
from s55.views.progress_sheet import (
    ColumnUse,
    mark_words,
    progress_sheet_of,
    sheet_items,
    status_words,
)
from s55.views.response.build import response_view
from tests.command import ROOT
from tests.drafts_for_tests import FINISHED, HEAD, SETTINGS, TODAY, manifest_of, settings_of
from tests.fuzz.small import small_docx, small_pdf
from tests.importers.readers import samples
from tests.importers.readers.open_documents import numbered, open_document
from tests.lint.sets import copy_of
from tests.office.cases_for_tests import case, recommendations
from tests.registers_for_tests import register_set
from tests.returns.forms_for_tests import COMMENTS, WHOLE, answered
from tests.returns.sheets.test_cells import ods

_DRAFT = f"{HEAD}recommendations:\n  items:\n    - {{number: 1, text: Count the boats.}}\n"
_EXAMPLES = ("online-fraud-2026", "peel-spotlight-2023", "call-handling-2024")


@dataclass(frozen=True)
class Target:
    """A kind of file from outside.

    Attributes:
        reads: reads the bytes of one, and raises nothing but an S55Error.
        seeds: sound files to begin with.
        packed: whether it is a ZIP, of which one part at a time is changed.
        share: how many of 1,000 inputs it gets: the more, the less time an input takes.
        apart: what the program reads in a process of its own, in which a library may fail.
        words: pieces of which such files are made.
    """

    reads: Callable[[bytes], None]
    seeds: Callable[[], list[bytes]]
    share: int
    packed: bool = False
    words: tuple[bytes, ...] = field(default=())
    apart: Callable[[bytes], object] | None = None


def assert_for_people(problems: Sequence[Problem]) -> None:
    """Assert what every problem that people see has: a code, one line, and no fault of s55."""
    for problem in problems:
        assert problem.code, problem
        assert problem.message, problem
        assert "\n" not in problem.message + problem.hint, problem
        assert problem.code != "X900", problem


# --- drafts and settings -------------------------------------------------------------


def _draft(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    draft, problems = load(text, "draft.yaml")
    assert_for_people(problems)
    if draft is None:
        return
    assert_for_people(consistency_problems(draft.response, "trial", TODAY))
    assert_for_people(statutory_problems(draft.response, "harbour", TODAY, lambda _: None))
    if not has_errors(problems):
        response_view(draft.response, settings_of(), _manifest_of_set())


@cache
def _manifest_of_set() -> Manifest:
    return manifest_of()


def _settings(data: bytes) -> None:
    load_settings(data.decode("utf-8", "replace"), "settings.yaml")


def _panel(data: bytes) -> None:
    load_panel(data.decode("utf-8", "replace"), "panel.yaml")


def _manifest(data: bytes) -> None:
    root, problems = read_tree(data.decode("utf-8", "replace"))
    if root is not None:
        problems += validated(root, Manifest)[1]
    assert_for_people(problems)


def _markdown(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    problems = problems_of(text)
    assert_for_people(problems)
    if not has_errors(problems):
        blocks = normal(blocks_of(text))
        assert normal(blocks_of(markdown_of(blocks))) == blocks or problems


def _files(pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted(ROOT.glob(pattern))]


def _shortest(pattern: str, count: int) -> list[bytes]:
    return sorted(_files(pattern), key=len)[:count]


# --- Word layouts and returned files -------------------------------------------------


@cache
def _set() -> Path:
    """A copy of the standard set, of which the layout is replaced again and again."""
    return copy_of("opccn-2023", Path(tempfile.mkdtemp(prefix="s55-fuzz-")))


def _layout(data: bytes) -> None:
    (_set() / "layout.docx").write_bytes(data)
    assert_for_people(set_problems(load_any(_set())))


def _returned(data: bytes) -> None:
    found = collect(_DRAFT, "harbour", data, "back.docx", allow_empty=False)
    assert_for_people(found.problems)
    load(found.text, "draft.yaml")


# --- spreadsheets that come back -------------------------------------------------------


def _sheet(name: str) -> Callable[[bytes], None]:
    manifest = register_set().manifest
    headings, statuses = dict(manifest.labels.progress_sheet.columns), status_words(manifest)

    def reads(data: bytes) -> None:
        sheet = filled_sheet(sheets_in(data, name), headings, statuses, mark_words(manifest))
        rows, problems = given_rows(sheet, TODAY)
        items = {one.identity: one for one in sheet_items([case_with_items()], manifest)}
        merged = merged_sheet(rows, items, sheet.base)
        shown = sheet.base.rows if sheet.base else {}
        changed = changed_cells(sheet, shown, tuple(ColumnUse))
        assert_for_people(
            [*sheet.problems, *problems, *merged.problems, *changed, *missing_rows(sheet)]
        )

    return reads


@cache
def case_with_items() -> Case:
    """A case whose items can be filled in."""
    return case(**recommendations({"number": 1}, {"number": 2, "status": "in progress"}))


def _filled_book() -> bytes:
    manifest = register_set().manifest
    items = sheet_items([case_with_items()], manifest)
    return progress_xlsx(progress_sheet_of(items, settings_of(), manifest, TODAY))


def _filled_ods() -> list[bytes]:
    tables = "".join(
        f'<table:table table:name="{sheet.name}">'
        + "".join(f"<table:table-row>{_cells(row)}</table:table-row>" for row in sheet.rows)
        + "</table:table>"
        for sheet in sheets_in(_filled_book(), "a.xlsx")
    )
    return [ods(tables)]


def _cells(row: CellRow) -> str:
    texts = (escape(row.text(place)) for place in range(max(row.cells) + 1))
    return "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
        for text in texts
    )


def _filled_csv() -> list[bytes]:
    headings = ProgressHeadings()
    return [
        f"{headings.identity},{headings.new_status},{headings.new_day},{headings.new_note}\r\n"
        'report R1,complete,20/11/2026,"Done, at last"\r\nreport R2,,2026-11-20,\'=1+1\r\n'.encode()
    ]


# --- reports and past responses -------------------------------------------------------


def _importing(name: str) -> Callable[[bytes], None]:
    def reads(data: bytes) -> None:
        imported = import_source(read_source(data, name), name, None)
        assert_for_people(imported.problems)
        assert_for_people([one for one in load(imported.text, "new.yaml")[1] if one.code == "X900"])

    return reads


def _open_documents() -> list[bytes]:
    lists = numbered("L", 'style:num-format="1"', 'style:num-format="a"')
    cell = "<table:table-cell><text:p>Cell</text:p></table:table-cell>"
    return [
        open_document(
            '<text:h text:outline-level="1">Report</text:h><text:list text:style-name="L">'
            "<text:list-item><text:p>Recommendation 1: count the boats.</text:p><text:list>"
            "<text:list-item><text:p>All.</text:p></text:list-item></text:list></text:list-item>"
            f"</text:list><table:table><table:table-row>{cell}{cell}</table:table-row>"
            "</table:table><text:p>A<text:note><text:note-body><text:p>b</text:p></text:note-body>"
            "</text:note><draw:frame><draw:text-box><text:p>c</text:p></draw:text-box>"
            "</draw:frame></text:p>",
            automatic=lists,
        )
    ]


def _text(name: str) -> Iterator[bytes]:
    yield samples.as_markdown(samples.SHORT).encode()
    yield from _shortest(f"tests/importers/labelled/samples/*.{name}", 6)


WORD = (b'w:val="-1"', b'w:val=""', b"<w:p>", b"</w:p>", b"<w:r>", b"<w:t>", b"<w:tbl>", b"</w:tc>")
OPEN_DOCUMENT = (b'-repeated="99999999"', b"<text:p>", b"</text:list>", b"<draw:g>", b"%1%%")
SHEET = (b' r="XFD9"', b' t="s"', b' s="9"', b"<v>1e99</v>", b"<f/>", b"<is>", b"_x0000_", b"</c>")
YAML = (
    b"- ",
    b": ",
    b"|\n",
    b"\n  ",
    b"{",
    b"}",
    b"[",
    b"]",
    b"'",
    b'"',
    b" #",
    b"&a ",
    b"*a",
    b"? ",
)
TEXT = (
    b"\n\n",
    b"- ",
    b"1. ",
    b"> ",
    b"| a |",
    b"**",
    b"[^1]",
    b"](",
    b"(a) ",
    b"\r",
    b"\xe2\x80\xa8",
)
HTML = (b"<table>", b"<li>", b"<td>", b"</p>", b"&#0;", b"<svg>", b"<!--", b"style=", b"hidden ")


@cache
def seeds_of(name: str) -> list[bytes]:
    """The sound files of a target, made once."""
    return TARGETS[name].seeds()


PDF = (
    b" BDC ",
    b" EMC ",
    b" q ",
    b" Q ",
    b" Do ",
    b"3 Tr ",
    b" 1e9 0 0 -1e9 0 0 Tm ",
    b" 0 Tf ",
    b" -1 0 0 1 0 0 cm ",
    b"/MCID -1",
    b"/Kids[2 0 R]",
    b"/K 9 0 R",
    b"/Rotate 90",
    b"/Subtype/Widget",
    b"/MediaBox[0 0 0 0]",
    b"<</Type/StructElem/S/TD>>",
)
SMALL_PAGE = samples.as_html(samples.SHORT)

TARGETS: dict[str, Target] = {
    "draft": Target(
        _draft,
        lambda: [FINISHED.encode(), *_shortest("responses/*.yaml", 3)],
        60,
        words=YAML + TEXT,
    ),
    "settings": Target(
        _settings, lambda: [SETTINGS.encode(), *_files("settings.yaml")], 132, words=YAML
    ),
    "panel": Target(_panel, lambda: _files("panel.yaml"), 130, words=YAML + TEXT),
    "manifest": Target(_manifest, lambda: _files("templates/*/manifest.yaml"), 90, words=YAML),
    "markdown": Target(_markdown, lambda: list(_text("md")), 60, words=TEXT),
    "layout": Target(
        _layout,
        lambda: [(standard_sets() / "opccn-2023/layout.docx").read_bytes()],
        3,
        packed=True,
        words=(*WORD, b"{{ title }}", b"{%p endif %}", b"{% for x in sections %}", b"{{", b"%}"),
    ),
    "returned": Target(
        _returned,
        lambda: [answered({WHOLE: "We agree.\n\n- One\n- Two\n", COMMENTS: "No."})],
        40,
        packed=True,
        words=(*WORD, b"<w:sdt>", b"</w:sdtContent>", b'<w:bookmarkEnd w:id="1"/>'),
    ),
    "sheet.xlsx": Target(_sheet("a.xlsx"), lambda: [_filled_book()], 70, packed=True, words=SHEET),
    "sheet.ods": Target(_sheet("a.ods"), _filled_ods, 90, packed=True, words=OPEN_DOCUMENT),
    "sheet.csv": Target(_sheet("a.csv"), _filled_csv, 105, words=(b",", b'"', b"\r", b";")),
    "report.pdf": Target(
        _importing("a.pdf"),
        lambda: [small_pdf(), samples.as_pdf(SMALL_PAGE)],
        30,
        words=PDF,
        apart=lambda data: read_apart(data, "a.pdf"),
    ),
    "report.docx": Target(
        _importing("a.docx"), lambda: [small_docx()], 40, packed=True, words=WORD
    ),
    "report.odt": Target(
        _importing("a.odt"), _open_documents, 50, packed=True, words=OPEN_DOCUMENT
    ),
    "report.html": Target(_importing("a.html"), lambda: [SMALL_PAGE.encode()], 25, words=HTML),
    "report.mhtml": Target(
        _importing("a.mhtml"), lambda: [samples.as_saved_page(SMALL_PAGE)], 25, words=HTML
    ),
    "report.md": Target(_importing("a.md"), lambda: list(_text("md")), 25, words=TEXT),
    "report.txt": Target(_importing("a.txt"), lambda: list(_text("txt")), 25, words=TEXT),
}


def refusals(name: str, data: bytes) -> Sequence[Problem]:
    """Read one input; give what it is refused with, each a message for people, or nothing."""
    try:
        TARGETS[name].reads(data)
    except S55Error as failure:
        assert_for_people(failure.problems)
        return failure.problems
    return ()


def ends_its_process(name: str, data: bytes) -> bool:
    """Whether the process in which the program reads an input comes to an end: it is refused."""
    read = TARGETS[name].apart
    if read is None:
        return False
    try:
        read(data)
    except S55Error as failure:
        assert_for_people(failure.problems)
        return any(problem.code == "I102" for problem in failure.problems)
    return False
