"""``s55 site`` as a person runs it: what is in, what is left out, what is written and removed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from s55.model.distribution import STANDARD_RECIPIENTS
from tests.command import ROOT, run_s55
from tests.forty import forty_drafts
from tests.site_for_tests import Marked, crawl, document, everything_in, ids_of, marked

LEFT_OUT = "responses/online-fraud-2026.yaml is left out: it is not signed off.\n"
ALWAYS = {
    ".s55-site.json", "assets/response.css", "assets/script.js", "assets/style.css", "feed.xml",
    "index.html", "register.csv", "register.html", "register.json", "register.schema.json",
    "responses.csv", "responses.json", "responses.schema.json", "sitemap.xml",
}  # fmt: skip


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of the example drafts."""
    out = tmp_path_factory.mktemp("site") / "pages"
    result = run_s55("site", "--out", str(out), cwd=ROOT)
    assert (result.status, result.err) == (0, "")
    assert result.out.startswith(LEFT_OUT)
    assert result.out.endswith(
        ": 5 responses, 35 files. Upload the folder to https://www.example.org/section-55/\n"
    )
    return out


# --- the pages as they lie there ------------------------------------------------


def test_each_response_has_its_folder(site: Path) -> None:
    """Named for the report's year and the draft, with the page and the three files."""
    inside = {name for name in _files(site) if name.startswith("2024/")}
    assert inside == {
        "2024/call-handling-2024/index.html",
        "2024/call-handling-2024/call-handling-2024.pdf",
        "2024/call-handling-2024/call-handling-2024.docx",
        "2024/call-handling-2024/response.json",
    }
    assert not any("online-fraud" in name for name in _files(site))


def test_no_link_is_broken_and_every_file_is_reached(site: Path) -> None:
    """Pages, feed and site map: each address is a file of the folder, each anchor is there."""
    found = crawl(site)
    assert found.broken == []
    assert found.loaded_from_elsewhere == []
    assert found.reached == set(_files(site)) - {".s55-site.json"}
    assert len(found.reached) == 35


def test_the_crawler_finds_what_is_broken(site: Path, tmp_path: Path) -> None:
    """So that the test before tests something."""
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    (copy / "2024/call-handling-2024/call-handling-2024.pdf").unlink()
    page = copy / "register.html"
    text = page.read_text(encoding="utf-8").replace('id="item-', 'id="other-')
    more = '<img src="https://example.org/a.png" alt=""></body>'
    page.write_text(text.replace("</body>", more), encoding="utf-8")
    found = crawl(copy)
    expected = "2024/call-handling-2024/index.html: call-handling-2024.pdf"
    assert expected in found.broken
    assert "register.html: #item-victim-updates-2025-r1" in found.broken
    assert found.loaded_from_elsewhere == ["register.html: https://example.org/a.png"]


def test_every_page_is_whole(site: Path) -> None:
    """A language, a title like no other, one h1, one main, no id twice, and a rule for browsers."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) == 7
    titles = [document(page).findtext(".//title") for page in pages]
    assert len(set(titles)) == 7
    for page in pages:
        parsed = document(page)
        assert parsed.get("lang") == "en-GB"
        assert [len(parsed.findall(f".//{tag}")) for tag in ("h1", "main", "header")] == [1, 1, 1]
        ids = ids_of(page)
        assert len(ids) == len(set(ids))
        (rule,) = parsed.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert rule.startswith("default-src 'none'; style-src 'self'; script-src ")
        assert parsed.xpath("//style | //@style | //script[not(@src)] | //iframe | //form") == []
        assert parsed.xpath("//@*[starts-with(name(), 'on')]") == []


def test_the_downloads_say_what_they_are(site: Path) -> None:
    """With kind, pages and size, as the files beside the page have them."""
    folder = site / "2024/call-handling-2024"
    links = document(folder / "index.html").xpath("//*[@class='site-downloads']//a")
    sizes = {path.suffix: round(path.stat().st_size / 1000) for path in folder.iterdir()}
    assert [link.text for link in links] == [
        f"Download as PDF (6 pages, {sizes['.pdf']} KB)",
        f"Download as a Word document ({sizes['.docx']} KB)",
        f"Download as data for programs (JSON, {sizes['.json']} KB)",
    ]


def test_a_late_response_is_shown_as_late_with_its_dates(site: Path) -> None:
    """On its own page and in the list."""
    page = document(site / "2024/call-handling-2024/index.html")
    about = " ".join(page.xpath("string(//*[@class='site-about']/p)").split())
    assert about == (
        "The report was published on 21 March 2024. The last day for this response under section "
        "55(5A) of the Police Act 1996 was 15 May 2024. This response was published on "
        "20 May 2024: 5 days late."
    )
    assert document(site / "index.html").xpath("//*[@class='late']/text()") == ["Late by 5 days"]


def test_the_data_fits_its_schema(site: Path) -> None:
    """The schema lies beside it under the address that the data names."""
    data = json.loads((site / "responses.json").read_bytes())
    schema = json.loads((site / "responses.schema.json").read_bytes())
    assert data["$schema"] == schema["$id"]
    assert data["$schema"] == "https://www.example.org/section-55/responses.schema.json"
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(data, schema, format_checker=jsonschema.FormatChecker())
    assert [one["name"] for one in data["responses"]] == [
        "victim-updates-2025", "call-handling-2024", "peel-spotlight-2023", "peel-2021-22",
        "peel-2018-19",
    ]  # fmt: skip
    late = data["responses"][1]
    assert (late["timeliness"], late["days_late"], late["day_of_period"]) == ("late", 5, 61)
    assert "office_notes" not in json.dumps([data, schema])


def test_an_archive_of_twelve_drafts(tmp_path: Path) -> None:
    """The nine that are published are in, with every link; the three others are named."""
    folder = tmp_path / "office"
    (folder / "responses").mkdir(parents=True)
    shutil.copy(ROOT / "settings.yaml", folder)
    drafts = forty_drafts(1, count=12)
    for name, text in drafts.items():
        (folder / f"responses/{name}.yaml").write_text(text, encoding="utf-8")
    result = run_s55("site", cwd=folder)
    assert (result.status, result.err) == (0, "")
    *left_out, hidden, told = result.out.splitlines()
    assert hidden.startswith("In the files and not on the page, with the number of responses: ")
    assert ", sign_off.name (9)" in hidden
    assert told.startswith("build/site: 9 responses, 51 files. ")
    out = folder / "build/site"
    found = crawl(out)
    assert found.broken == []
    assert len(found.reached) == 51
    for line in left_out:
        name = Path(line.split(" is left out: ")[0]).stem
        assert name in drafts
        assert not list(out.rglob(f"{name}*"))
    assert len(left_out) == 3


# --- what must not be in ----------------------------------------------------------


def _workspace(folder: Path, drafts: dict[str, Marked]) -> Path:
    (folder / "responses").mkdir(parents=True)
    shutil.copy(ROOT / "settings.yaml", folder)
    for name, draft in drafts.items():
        (folder / f"responses/{name}.yaml").write_text(draft.text(), encoding="utf-8")
    return folder


def test_nothing_for_the_office_unpublished_or_unsigned_is_anywhere(tmp_path: Path) -> None:
    """Drafts with a mark in every text of the model: only public marks of the published one show.

    Looked at is all text of every file: pages, feed, site map and data, the parts of the Word file,
    and of the PDF the text, the metadata, what is attached and every stream.
    """
    drafts = {
        "published-owl": marked("QOWL"),
        "unsigned-yak": marked("QYAK", without=("sign_off",)),
        "unpublished-emu": marked("QEMU", without=("distribution.website",)),
        "tomorrow-elk": marked("QELK"),
    }
    drafts["tomorrow-elk"].data["distribution"]["website"][0]["date"] = "2024-05-22"
    folder = _workspace(tmp_path / "QFOLDER", drafts)
    result = run_s55(
        "site", cwd=folder, today="2024-05-21", environment={"USER": "QUSER", "LOGNAME": "QUSER"}
    )
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines()[:3] == [
        "responses/tomorrow-elk.yaml is left out: its publication is recorded for a day in the "
        "future, Wednesday 22 May 2024.",
        "responses/unpublished-emu.yaml is left out: it is not recorded as published "
        "(s55 mark unpublished-emu website --on DATE).",
        "responses/unsigned-yak.yaml is left out: it is not signed off.",
    ]
    owl = drafts["published-owl"]
    theirs = {path for path in owl.office if path.startswith("letter.your_references.")}
    office = {path.rpartition(".")[2] for path in owl.office.keys() - theirs}
    assert office == {"office_notes", "evidence", "by", "how", "reference"}
    assert len(owl.office) == 15 + 13 + len(STANDARD_RECIPIENTS)
    assert len(owl.public) > 60
    forbidden = {*owl.office.values(), "QOWLCOMMENT", "QFOLDER", "QUSER", str(ROOT)}
    forbidden |= {"QYAK", "QEMU", "QELK", "unsigned-yak", "unpublished-emu", "tomorrow-elk"}
    seen: dict[str, set[str]] = {}
    for name, text in everything_in(folder / "build/site"):
        assert [mark for mark in forbidden if mark in text] == [], name
        seen.setdefault(name, set()).update(m for m in owl.public.values() if m in text)
    public = set(owl.public.values())
    place = "2024/published-owl/"
    # The data holds every public mark, and goes with each format.
    for name in ("responses.json", f"{place}response.json", f"{place}index.html"):
        assert seen[name] == public, name
    assert seen[f"{place}published-owl.pdf"] == public
    assert seen[f"{place}published-owl.docx"] == public
    assert owl.public["inspection.title"] in seen["index.html"] & seen["feed.xml"]
    shown = {"text", "history[0].owner", "force_action", "action_details"}
    first = "recommendations.items[0]"
    assert {owl.public[f"{first}.{key}"] for key in shown} <= seen["register.html"]
    assert owl.public[f"{first}.history[0].note"] in seen["register.html"]


def test_the_reader_of_everything_sees_what_is_hidden(site: Path) -> None:
    """So that the test before tests something: compressed text of a PDF and of a Word file."""
    found = [
        name
        for name, text in everything_in(site)
        if "Nobody at the force could say how many" in " ".join(text.split())
    ]
    assert {Path(name).suffix for name in found} >= {".pdf", ".docx", ".html", ".json"}


# --- the same input ---------------------------------------------------------------


def test_the_same_bytes_in_any_folder(site: Path, workspace: Path) -> None:
    """In another folder and zone; a day later only what is reckoned by the day differs."""
    environment = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "USER": "somebody"}
    assert run_s55("site", cwd=workspace, environment=environment).status == 0
    assert _files(workspace / "build/site") == _files(site)
    assert run_s55("site", cwd=workspace, today="2026-11-23").status == 0
    after = _files(workspace / "build/site")
    assert after.keys() == _files(site).keys()
    assert [name for name, data in _files(site).items() if after[name] != data] == [
        "calendar.ics",
        "register.csv",
        "register.html",
        "register.json",
        "responses.csv",
        "sitemap.xml",
    ]


# --- the folder -------------------------------------------------------------------


def _tiny(folder: Path, *names: str) -> Path:
    """A workspace with a short published response for each name."""
    (folder / "responses").mkdir(parents=True)
    shutil.copy(ROOT / "settings.yaml", folder)
    for name in names:
        (folder / f"responses/{name}.yaml").write_text(
            f"""format: 1
inspection:
  title: About {name}
  published: 2024-04-02
  publication_types: [Thematic]
  forces: [Saltmarsh Police]
  link: {{address: https://example.org/}}
sign_off: {{name: Robin Sample, date: 2024-05-02}}
distribution:
  website: {{date: unknown}}
""",
            encoding="utf-8",
        )
    return folder


def test_what_is_no_longer_part_is_removed_and_other_files_stay(tmp_path: Path) -> None:
    """A response that is withdrawn goes with its folder; what the office put there stays."""
    folder = _tiny(tmp_path / "office", "one", "two")
    out = folder / "build/site"
    assert run_s55("site", cwd=folder).status == 0
    (out / "robots.txt").write_text("mine", encoding="utf-8")
    (out / "2024/two/mine.txt").write_text("mine", encoding="utf-8")
    (folder / "responses/one.yaml").unlink()
    result = run_s55("site", cwd=folder)
    assert result.out == (
        "In the files and not on the page, with the number of responses: sign_off.name (1), "
        "sign_off.date (1).\n"
        "build/site: 1 response, 18 files, 4 old files removed. Upload the folder to "
        "https://www.example.org/section-55/\n"
    )
    assert not (out / "2024/one").exists()
    (folder / "responses/two.yaml").unlink()
    result = run_s55("site", cwd=folder)
    assert "build/site: 0 responses, 13 files, 5 old files removed." in result.out
    assert set(_files(out)) == {*ALWAYS, "robots.txt", "2024/two/mine.txt"}
    assert "No response has been published here yet." in (out / "index.html").read_text()
    assert "nothing is open" in (out / "register.html").read_text()
    assert sorted(path.name for path in (folder / "build").iterdir()) == ["site"]


def test_a_folder_of_somebody_elses_is_refused(tmp_path: Path) -> None:
    """O404, and nothing in it changes; empty, or with what an interrupted run left, it is fine."""
    folder = _tiny(tmp_path / "office", "one")
    (folder / "www").mkdir()
    (folder / "www/index.html").write_text("mine", encoding="utf-8")
    result = run_s55("site", "--out", "www", cwd=folder)
    assert result.status == 4
    assert result.err == (
        "www: error O404: the folder holds files that s55 site did not write, for example "
        "'index.html'. Name an empty folder with --out, or one that s55 site wrote.\n"
    )
    assert _files(folder / "www") == {"index.html": b"mine"}
    (folder / "www/index.html").unlink()
    (folder / "www/.s55-1bsh_w_z.tmp").write_text("half", encoding="utf-8")
    assert run_s55("site", "--out", "www", cwd=folder).status == 0


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file where the folder should be, and a folder where an old page was: no traceback."""
    folder = _tiny(tmp_path / "office", "one")
    (folder / "www").write_text("mine", encoding="utf-8")
    result = run_s55("site", "--out", "www", cwd=folder)
    assert result.status == 4
    assert "error O401: it cannot be written" in result.err
    assert (folder / "www").read_text(encoding="utf-8") == "mine"
    assert run_s55("site", cwd=folder).status == 0
    page = folder / "build/site/2024/one/index.html"
    page.unlink()
    page.mkdir()
    (folder / "responses/one.yaml").unlink()
    result = run_s55("site", cwd=folder)
    assert (result.status, result.err) == (0, "")
    assert page.is_dir()


def test_a_file_of_somebody_elses_is_not_replaced(tmp_path: Path) -> None:
    """Where a new page would lie on it: O404, and the pages stay as they were."""
    folder = _tiny(tmp_path / "office", "one")
    assert run_s55("site", cwd=folder).status == 0
    _tiny(tmp_path / "other", "two")
    shutil.copy(tmp_path / "other/responses/two.yaml", folder / "responses")
    (folder / "build/site/2024/two").mkdir()
    (folder / "build/site/2024/two/index.html").write_text("mine", encoding="utf-8")
    before = _files(folder / "build/site")
    result = run_s55("site", cwd=folder)
    assert result.status == 4
    assert "O404" in result.err
    assert "'2024/two/index.html'" in result.err
    assert _files(folder / "build/site") == before


def test_a_list_that_cannot_be_trusted_removes_nothing(tmp_path: Path) -> None:
    """O405: above all none that names files outside of the folder."""
    folder = _tiny(tmp_path / "office", "one")
    assert run_s55("site", cwd=folder).status == 0
    texts = (
        "",
        "[]",
        '{"files": 3}',
        '{"files": ["../../settings.yaml"]}',
        '{"files": ["/etc/x"]}',
    )
    for text in texts:
        (folder / "build/site/.s55-site.json").write_text(text, encoding="utf-8")
        before = _files(folder)
        result = run_s55("site", cwd=folder)
        assert result.status == 4, text
        assert "error O405: the list of the files that s55 wrote here cannot be read" in result.err
        assert _files(folder) == before, text


def test_names_that_addresses_cannot_hold_are_written_so_that_they_can(tmp_path: Path) -> None:
    """Blanks, letters beyond ASCII, and what means something in an address."""
    names = ("a b", "50% off #2", "Tŷ’r & b", "x&y=1;z")
    folder = _tiny(tmp_path / "office", *names)
    assert run_s55("site", cwd=folder).status == 0
    found = crawl(folder / "build/site")
    assert found.broken == []
    assert {f"2024/{name}/{name}.pdf" for name in names} <= found.reached
    assert found.reached == set(_files(folder / "build/site")) - {".s55-site.json"}


# --- what stops it ------------------------------------------------------------------


def test_without_an_address_it_says_what_to_add(tmp_path: Path) -> None:
    """W105, with the status of settings that cannot be used."""
    folder = _tiny(tmp_path / "office", "one")
    settings = (folder / "settings.yaml").read_text(encoding="utf-8")
    (folder / "settings.yaml").write_text(re.sub(r"\nsite:\n.*\n", "\n", settings), "utf-8")
    result = run_s55("site", cwd=folder)
    assert result.status == 3
    assert result.err.startswith(
        "settings.yaml: error W105: the settings do not say where the publication pages will lie "
        "on the web. Add two lines: 'site:' and below it '  address: https://www.example.org/"
    )
    assert not (folder / "build").exists()


def test_one_draft_with_errors_stops_it_all(tmp_path: Path) -> None:
    """And the pages stay as they were."""
    folder = _tiny(tmp_path / "office", "one", "two")
    assert run_s55("site", cwd=folder).status == 0
    before = _files(folder / "build")
    path = folder / "responses/two.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("2024-04-02", "2/4/24"), "utf-8")
    result = run_s55("site", cwd=folder)
    assert result.status == 1
    assert "responses/two.yaml:4:14: error D104" in result.err
    assert _files(folder / "build") == before


def test_two_drafts_of_one_name_are_refused(tmp_path: Path) -> None:
    """U103: both would write the same page."""
    folder = _tiny(tmp_path / "office", "one")
    shutil.copy(folder / "responses/one.yaml", folder / "responses/one.yml")
    result = run_s55("site", cwd=folder)
    assert result.status == 2
    assert "error U103" in result.err


def test_an_office_changes_words_and_look_in_a_set_of_its_own(tmp_path: Path) -> None:
    """A set called 'site' in the workspace comes before the standard one."""
    folder = _tiny(tmp_path / "office", "one")
    shutil.copytree(ROOT / "templates/site", folder / "templates/site")
    manifest = folder / "templates/site/manifest.yaml"
    words = manifest.read_text(encoding="utf-8")
    changed = words.replace(
        "title: Responses to inspection reports", "title: Ymatebion {{ force.name }}"
    )
    manifest.write_text(changed, encoding="utf-8")
    assert run_s55("site", cwd=folder).status == 0
    page = document(folder / "build/site/index.html")
    assert page.findtext(".//h1") == "Ymatebion Norfolk Constabulary"
