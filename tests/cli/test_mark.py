"""``s55 mark`` as a person runs it: one record is added, every other byte stays."""

from __future__ import annotations

from pathlib import Path

from tests.command import run_s55


def test_the_record_is_added_and_nothing_else_changes(workspace: Path) -> None:
    """The lines of the old file are all there, in order, and the new ones are the record."""
    path = workspace / "responses/online-fraud-2026.yaml"
    before = path.read_bytes().decode()
    result = run_s55(
        "mark",
        "online-fraud-2026",
        "website",
        "--on",
        "2026-11-20",
        "--how",
        "by hand: at once",
        "--reference",
        "https://example.org/r",
        cwd=workspace,
        today="2026-11-22",
    )
    assert result.status == 0
    named = [line.split(":")[3] for line in result.err.splitlines()]
    assert named[:2] == [" warning D115", " warning S55-5"]
    assert result.out == (
        "responses/online-fraud-2026.yaml: recorded website, published, Friday 20 November 2026. "
        "Kept as publication 1 in published/online-fraud-2026/1: these are the files to publish. "
        "It is not signed off, and they say that it is a draft.\n"
    )
    kept = workspace / "published/online-fraud-2026/1"
    assert (kept / "draft.yaml").read_bytes() == path.read_bytes()
    assert (kept / "online-fraud-2026.pdf").read_bytes().startswith(b"%PDF")
    after = path.read_bytes().decode().split("\n")
    added = [
        "    - event: published",
        "      date: 2026-11-20",
        "      how: 'by hand: at once'",
        "      reference: https://example.org/r",
    ]
    start = after.index(added[0])
    assert after[start : start + 4] == added
    assert after[start - 1].startswith("  website:")
    rest = after[:start] + after[start + 4 :]
    kept_old = [line for line in rest if line != "  website:"]
    assert kept_old == [line for line in before.split("\n") if line != "  website:"]


def test_a_record_is_put_right_and_never_replaced_by_a_slip(workspace: Path) -> None:
    """What is not named stays; the first publication is what counts."""
    path = workspace / "responses/peel-2021-22.yaml"
    before = path.read_text(encoding="utf-8")
    first = run_s55("mark", "peel-2021-22", "website", "--on", "2022-12-01", cwd=workspace)
    assert first.status == 1
    assert "error D116: 'website' is recorded already: published, Monday 28 Nov" in first.err
    right = run_s55(
        "mark", "peel-2021-22", "website", "--on", "2022-12-01", "--replace", cwd=workspace
    )
    assert right.status == 0
    assert path.read_text(encoding="utf-8") == before.replace(
        "  website:\n    - date: 2022-11-28", "  website:\n    - date: 2022-12-01"
    )
    nothing = run_s55("mark", "peel-2021-22", "website", "--replace", cwd=workspace)
    assert nothing.status == 2
    assert "error U122: --on is missing" in nothing.err
    other = run_s55(
        "mark", "peel-2021-22", "panel", "--on", "2022-12-01", "--file", "a.pdf", cwd=workspace
    )
    assert other.status == 2
    assert "error P409: --file keeps what was published on the website" in other.err


def test_an_unknown_recipient_suggests_a_known_one(workspace: Path) -> None:
    """The names of recipients need not be known by heart."""
    path = workspace / "responses/peel-2021-22.yaml"
    before = path.read_bytes()
    result = run_s55("mark", "peel-2021-22", "web", "--on", "2022-12-01", cwd=workspace)
    assert result.status == 1
    assert "error D109: s55 knows no recipient 'web'" in result.err
    assert path.read_bytes() == before


def test_an_addressee_of_letters_is_a_recipient(workspace: Path) -> None:
    """A name of the office's own too: that the letter went out can be recorded."""
    path = workspace / "settings.yaml"
    addressee = "addressees:\n  - recipient: ombudsman\n    lines: [A]\n    salutation: Dear A\n"
    path.write_text(path.read_text(encoding="utf-8") + addressee, encoding="utf-8")
    marked = run_s55("mark", "peel-2021-22", "ombudsman", "--on", "2022-12-01", cwd=workspace)
    assert (marked.status, marked.err) == (0, "")
    checked = run_s55("check", "peel-2021-22", cwd=workspace)
    assert (checked.status, "D109" in checked.out) == (0, False)
    # Taken out of the settings again, the record of the past stops nothing.
    path.write_text(path.read_text(encoding="utf-8").replace(addressee, ""), encoding="utf-8")
    rendered = run_s55("render", "peel-2021-22", "--to", "html,docx", cwd=workspace)
    assert (rendered.status, rendered.err) == (0, "")
    checked = run_s55("check", "peel-2021-22", cwd=workspace)
    assert "warning D109: s55 knows no recipient 'ombudsman'. Use one of: " in checked.out
    assert "or for letters one to 'addressees'" in checked.out


def test_an_impossible_day_is_refused(workspace: Path) -> None:
    """31 November is a slip, not a date."""
    result = run_s55("mark", "peel-2021-22", "website", "--on", "2022-11-31", cwd=workspace)
    assert result.status == 2
    assert "error U106: --on: '2022-11-31' is not a date" in result.err


def test_line_ends_and_byte_order_mark_stay(workspace: Path) -> None:
    """A file saved by Notepad stays a file saved by Notepad."""
    path = workspace / "responses/online-fraud-2026.yaml"
    data = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(data)
    result = run_s55(
        "mark",
        "online-fraud-2026",
        "panel",
        "--on",
        "2026-11-20",
        cwd=workspace,
        today="2026-11-22",
    )
    assert result.status == 0, result.err
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf")
    assert after.count(b"\n") == after.count(b"\r\n")
    assert b"      date: 2026-11-20\r\n" in after
