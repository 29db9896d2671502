"""``s55 panel`` as a person runs it: which period, which reports, what is told and written."""

from __future__ import annotations

import itertools
import json
import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from lxml import html

from tests.command import ROOT, run_s55
from tests.extracted import characters, docx_text, html_text, pdf_text

MEETING = "2026-12-08"
STEM = f"panel-{MEETING}"
OPEN = "online-fraud-2026"
LATE = "call-handling-2024"


@pytest.fixture
def office(workspace: Path) -> Path:
    """A workspace with the example's panel.yaml."""
    shutil.copy(ROOT / "panel.yaml", workspace)
    return workspace


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's paper: one late response, one in time, one that is open."""
    out = tmp_path_factory.mktemp("paper")
    result = run_s55("panel", "--meeting", MEETING, "--out", str(out), cwd=ROOT)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines()[:-1] == [
        "Period: 13 April 2024 to 22 November 2026. Reports: 3; responses appended: 2.",
        "Papers for the meeting of Tuesday 8 December 2026 must be out by Monday 30 November 2026, "
        "in 8 days (5 clear days: section 100B of the Local Government Act 1972).",
        "+ call-handling-2024: response published on 20 May 2024",
        "+ victim-updates-2025: response published on 22 October 2025",
        "+ online-fraud-2026: report of 19 October 2026, response not published yet",
        "- peel-2018-19, not in the paper: response published on 24 June 2019, before the period",
        "- peel-2021-22, not in the paper: response published on 28 November 2022, before the "
        "period",
        "- peel-spotlight-2023, not in the paper: response published on 29 August 2023, before the "
        "period",
    ]
    return out


def page_of(folder: Path) -> html.HtmlElement:
    """The web page of a paper."""
    return html.fromstring((folder / f"{STEM}.html").read_text(encoding="utf-8"))


# --- the paper -------------------------------------------------------------------


def test_a_late_response_is_stated_with_its_dates(paper: Path) -> None:
    """In all three formats: both days, the days taken, how late, in bold and in words."""
    said = (
        "the statutory last day was 15 May 2024. The response was published on 20 May 2024, "
        "5 days late."
    )
    for text in (
        html_text((paper / f"{STEM}.html").read_text(encoding="utf-8"), markers=False),
        docx_text(paper / f"{STEM}.docx"),
        pdf_text(paper / f"{STEM}.pdf"),
    ):
        assert characters(said) in characters(text)
        assert "late:5daysafterthestatutorylastday" in characters(text)
    (row,) = page_of(paper).xpath("//table[@class='reports cards']//tr[contains(., 'Accelerated')]")
    assert [" ".join(cell.text_content().split()) for cell in row][1:6] == [
        "21 March 2024",
        "15 May 2024",
        "20 May 2024Days taken: 61",
        "late: 5 days after the statutory last day",
    ]
    assert row.xpath(".//strong")


def test_an_open_response_is_named_and_not_shown(paper: Path) -> None:
    """What its draft says of the force is in no format, nor in the data."""
    draft = (ROOT / f"responses/{OPEN}.yaml").read_text(encoding="utf-8")
    private = "For the first nine months"
    page = (paper / f"{STEM}.html").read_text(encoding="utf-8")
    assert "open: 21 days left" in page
    assert "the response has not been published yet" in page
    finding = re.findall(r"^key_findings: \|\n((?:  .*\n)+)", draft, re.MULTILINE)
    sentences = [line.strip() for line in "".join(finding).splitlines() if len(line) > 40]
    assert sentences
    assert private not in page
    for text in (page, docx_text(paper / f"{STEM}.docx"), pdf_text(paper / f"{STEM}.pdf")):
        assert not [line for line in sentences if characters(line) in characters(text)]


def test_the_page_is_one_sound_page(paper: Path) -> None:
    """One title, one main part, ids only once, every link within it leads somewhere."""
    page = page_of(paper)
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == 1
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    within = [str(address)[1:] for address in page.xpath("//@href") if str(address)[0] == "#"]
    assert len(within) > 12
    assert set(within) <= set(ids)
    levels = [
        int(one.tag[1])
        for one in page.xpath(
            "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
        )
    ]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_bookmarks_and_pages(paper: Path) -> None:
    """Every section and appendix is a bookmark, and the contents list names its page."""
    reader = pypdf.PdfReader(paper / f"{STEM}.pdf")
    (top,) = [one for one in reader.outline if not isinstance(one, list)]
    assert str(top["/Title"]) == "Responses to inspections of Norfolk Constabulary"
    inner = next(one for one in reader.outline if isinstance(one, list))
    marks = {
        str(one["/Title"]): (reader.get_destination_page_number(one) or 0) + 1
        for one in inner
        if not isinstance(one, list)
    }
    contents = page_of(paper).xpath("//nav//a")
    assert list(marks) == ["Contents", *(link.text_content() for link in contents)]
    first = " ".join((reader.pages[0].extract_text() or "").split())
    for title, number in list(marks.items())[1:]:
        assert re.search(rf"{re.escape(title)} ?[. ]*{number}\b", first), (title, number)
    assert "Page 1 of" in first


def test_the_data_of_the_responses_come_with_it(paper: Path) -> None:
    """In the PDF and in the page: those that are appended, without what is for the office."""
    reader = pypdf.PdfReader(paper / f"{STEM}.pdf")
    assert list(reader.attachments) == ["responses.json"]
    data = json.loads(reader.attachments["responses.json"][0])
    assert [(one["appendix"], one["name"]) for one in data["responses"]] == [
        (1, LATE),
        (2, "victim-updates-2025"),
    ]
    text = json.dumps(data)
    assert "office_notes" not in text
    assert '"by"' not in text
    (meta,) = page_of(paper).xpath("//meta[@name='responses.json']/@content")
    assert json.loads(str(meta)) == data


def test_the_same_input_gives_the_same_bytes(office: Path) -> None:
    """In any folder, run after run."""
    for out in ("a", "b"):
        result = run_s55("panel", "--meeting", MEETING, "--out", out, cwd=office)
        assert result.status == 0, result.err
    for kind in ("docx", "pdf", "html"):
        first = (office / "a" / f"{STEM}.{kind}").read_bytes()
        assert first == (office / "b" / f"{STEM}.{kind}").read_bytes()


def test_each_appendix_keeps_the_look_of_its_set(office: Path) -> None:
    """Two sets in one paper: the rules of each reach its own responses alone."""
    result = run_s55(
        "panel", "peel-2021-22", LATE, "--meeting", MEETING, "--to", "html", cwd=office
    )
    assert result.status == 0, result.err
    page = page_of(office / "build")
    assert page.xpath("//section[@class='appendix']/div/@class") == [
        "set-opccn-2d-2022",
        "set-opccn-2d-2023",
    ]
    styles = [str(text) for text in page.xpath("//style/text()")]
    assert len(styles) == 3
    assert ".set-opccn-2d-2022 .own-h2" in styles[1]
    assert "set-opccn-2d-2023" not in styles[1]


# --- which period ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("panel", "options", "period", "count"),
    [
        ("", [], "up to 22 November 2026", 6),
        ("", ["--since", "2025-01-01"], "1 January 2025 to 22 November 2026", 2),
        ("", ["--until", "2023-08-01"], "up to 1 August 2023", 3),
        ("", ["--meeting", "2023-08-01"], "up to 1 August 2023", 3),
        (
            "meetings: [{date: 2024-07-23, until: 2024-05-01}]",
            [],
            "2 May 2024 to 22 November 2026",
            3,
        ),
        ("meetings: [{date: 2024-07-23}]", [], "23 July 2024 to 22 November 2026", 2),
        (
            "meetings: [{date: 2026-12-08, since: 2023-01-01, until: 2023-12-31}]",
            [],
            "1 January 2023 to 31 December 2023",
            1,
        ),
        ("meetings: [{date: 2024-07-23}]", [LATE], "up to 22 November 2026", 1),
    ],
)
def test_the_period(
    workspace: Path, panel: str, options: list[str], period: str, count: int
) -> None:
    """By the options, the meeting, the last paper; named drafts belong to it whenever they were."""
    (workspace / "panel.yaml").write_text(panel, encoding="utf-8")
    meeting = [] if "--meeting" in options else ["--meeting", MEETING]
    result = run_s55("panel", *meeting, *options, "--to", "html", cwd=workspace)
    assert result.status == 0, result.err
    assert f"Period: {period}. Reports: {count};" in result.out


def test_a_period_without_reports_has_a_paper(office: Path) -> None:
    """It says so, in all three formats."""
    result = run_s55("panel", LATE, "--meeting", MEETING, "--since", "2026-01-01", cwd=office)
    assert result.status == 0, result.err
    assert "Reports: 0; responses appended: 0." in result.out
    assert (
        f"- {LATE}, not in the paper: response published on 20 May 2024, before the period"
        in result.out
    )
    said = characters("No inspection report about Norfolk Constabulary was published")
    assert said in characters(docx_text(office / f"build/{STEM}.docx"))
    assert said in characters(pdf_text(office / f"build/{STEM}.pdf"))


def test_what_may_have_fallen_between_two_papers_is_told(office: Path) -> None:
    """Where the last paper's end is not recorded, and a response came shortly before."""
    panel = "meetings:\n  - date: 2026-12-08\n  - date: 2024-06-04\n"
    (office / "panel.yaml").write_text(panel, encoding="utf-8")
    result = run_s55("panel", "--meeting", MEETING, "--to", "html", cwd=office)
    assert result.status == 0
    assert f"warning W114: the response '{LATE}' was published on Monday 20 May 2024" in result.err
    (office / "panel.yaml").write_text(
        panel.replace("06-04", "06-04\n    until: 2024-05-19"), encoding="utf-8"
    )
    result = run_s55("panel", "--meeting", MEETING, "--to", "html", cwd=office)
    assert (result.status, result.err) == (0, "")
    assert "Reports: 3" in result.out


def test_days_of_the_command_line_are_compared_with_the_last_paper(office: Path) -> None:
    """A gap between two papers is told, as if the days were in panel.yaml."""
    options = ("--since", "2024-05-01", "--until", "2026-11-01")
    result = run_s55("panel", "--meeting", MEETING, *options, "--to", "html", cwd=office)
    assert result.status == 0, result.err
    assert (
        "warning W117: the papers of Tuesday 23 April 2024 and Tuesday 8 December 2026 leave out "
        "13 April 2024 to 30 April 2024" in result.err
    )
    assert "- online-fraud-2026" not in result.out


# --- what stops it, and what does not -----------------------------------------------


def test_a_meeting_that_is_not_in_the_file_is_told(office: Path) -> None:
    """The paper is whole without it."""
    result = run_s55("panel", "--meeting", "2026-12-09", "--to", "html", cwd=office)
    assert result.status == 0
    assert "warning W113: panel.yaml names no meeting on Wednesday 9 December 2026" in result.err
    assert "W116" not in result.err
    assert (office / "build/panel-2026-12-09.html").is_file()


def test_a_meeting_on_a_sunday_is_doubted_wherever_it_is_named(office: Path) -> None:
    """A slip in the option makes a paper with a wrong day on it."""
    for options in ([], ["--since", "2026-01-01"]):
        command = ("panel", "--meeting", "2026-12-06", "--to", "html", *options)
        result = run_s55(*command, cwd=office)
        assert result.status == 0
        assert [line for line in result.err.splitlines() if "W116" in line] == [
            "warning W116: the meeting of Sunday 6 December 2026 is on a day on which offices are "
            "closed (Sunday). Check the date of the meeting."
        ]


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--meeting", "soon"], 2, "error U106: --meeting: 'soon' is not a date"),
        (["--meeting", MEETING, "--since", "2026-12-01"], 2, "error W112"),
        (["--meeting", MEETING, "--until", "2026-12-09"], 2, "error W115"),
        (["--meeting", MEETING, "nothing-2020"], 2, "error U101"),
        (["--meeting", MEETING, "--to", "odt"], 2, "error U107"),
        (["--meeting", MEETING, "--template", "opccn-2023"], 3, "error L108"),
        (["--meeting", MEETING, "--template", "pannel"], 3, "Did you mean 'panel'?"),
    ],
)
def test_what_stops_it(office: Path, options: list[str], status: int, said: str) -> None:
    """Nothing is written then."""
    result = run_s55("panel", *options, cwd=office)
    assert result.status == status, result.everything
    assert said in result.err
    assert not (office / "build").exists()


def test_a_draft_with_errors_stops_it(office: Path) -> None:
    """A list with a report missing from it would be wrong without anybody noticing."""
    path = office / f"responses/{LATE}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "mistake: 1\n", encoding="utf-8")
    result = run_s55("panel", "--meeting", MEETING, cwd=office)
    assert result.status == 1
    assert f"responses/{LATE}.yaml:" in result.err
    assert not (office / "build").exists()


def test_a_slip_in_panel_yaml_is_told_with_its_line(office: Path) -> None:
    """As one in the settings."""
    (office / "panel.yaml").write_text("panel: x\npoints: []\n", encoding="utf-8")
    result = run_s55("panel", "--meeting", MEETING, cwd=office)
    assert result.status == 3
    assert "panel.yaml:2:1: error D101" in result.err


def test_a_council_has_its_own_set(office: Path) -> None:
    """Copied into the workspace and renamed: its headings stand in all three formats."""
    own = office / "templates/our-panel"
    shutil.copytree(ROOT / "templates/panel", own)
    manifest = (own / "manifest.yaml").read_text(encoding="utf-8")
    manifest = manifest.replace("name: panel\n", "name: our-panel\n", 1)
    manifest = manifest.replace("heading: Suggested approach", "heading: Recommendation to members")
    manifest = manifest.replace(": Appendix {{", ": Annex {{").replace('"Appendix {{', '"Annex {{')
    (own / "manifest.yaml").write_text(manifest, encoding="utf-8")
    with (office / "panel.yaml").open("a", encoding="utf-8") as file:
        file.write("template: our-panel\n")
    result = run_s55("panel", LATE, "--meeting", MEETING, cwd=office)
    assert result.status == 0, result.err
    for text in (
        docx_text(office / f"build/{STEM}.docx"),
        pdf_text(office / f"build/{STEM}.pdf"),
        page_of(office / "build").text_content(),
    ):
        assert characters("Recommendation to members") in characters(text)
        assert characters(text).count("Annex1:Accelerated") == 2  # in the contents, and over it
        assert "Appendix" not in text


def test_a_new_workspace_can_write_a_paper(tmp_path: Path) -> None:
    """s55 init brings panel.yaml and the template set."""
    assert run_s55("init", "office", cwd=tmp_path).status == 0
    office = tmp_path / "office"
    assert (office / "templates/panel/manifest.yaml").is_file()
    result = run_s55("panel", "--meeting", MEETING, cwd=office)
    assert result.status == 0, result.everything
    with zipfile.ZipFile(BytesIO((office / f"build/{STEM}.docx").read_bytes())) as archive:
        assert b"Exampleshire Police and Crime Panel" in archive.read("word/document.xml")
