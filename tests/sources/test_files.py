"""Reading a text file, with limits."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from s55.errors import ExitCode, S55Error
from s55.problems import Problem, Severity
from s55.sources.files import MAX_BYTES, contents_of, read_bytes, read_text, resolved


def _refused(path: Path, exit_code: ExitCode = ExitCode.PROBLEMS) -> Problem:
    with pytest.raises(S55Error) as caught:
        read_text(path, "a draft", exit_code)
    (problem,) = caught.value.problems
    assert caught.value.exit_code is exit_code
    assert problem.file == "a draft"
    assert problem.severity is Severity.ERROR
    return problem


def _written(folder: Path, data: bytes) -> Path:
    path = folder / "tŷ draft.yaml"
    path.write_bytes(data)
    return path


def test_a_text_is_read_as_it_is(tmp_path: Path) -> None:
    """Letters beyond ASCII, and the file's own line ends, which an edit must keep."""
    path = _written(tmp_path, "tŷ “q”\r\nb\n".encode())
    assert read_text(path, "x") == "tŷ “q”\r\nb\n"


def test_a_byte_order_mark_is_dropped_unless_the_text_is_to_be_written_again(
    tmp_path: Path,
) -> None:
    """Some Windows editors put one first."""
    path = _written(tmp_path, b"\xef\xbb\xbfa: b\n")
    assert read_text(path, "x") == "a: b\n"
    assert read_text(path, "x", keep_mark=True) == "\ufeffa: b\n"


def test_an_empty_file_is_an_empty_text(tmp_path: Path) -> None:
    """What to say of it is the reader's matter."""
    assert read_text(_written(tmp_path, b""), "x") == ""


def test_a_file_that_is_not_there_is_told_with_the_given_exit_status(tmp_path: Path) -> None:
    """Settings and template sets have an exit status of their own."""
    problem = _refused(tmp_path / "missing.yaml", ExitCode.SETTINGS)
    assert problem.code == "D001"
    assert problem.message == "the file cannot be read: No such file or directory"
    assert problem.hint


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """It is told and not raised."""
    assert _refused(tmp_path).code == "D001"


def test_a_file_of_50_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A sparse file: it has the size and nothing on the disk."""
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    problem = _refused(path)
    assert problem.code == "D002"
    assert problem.message == "the file has 50.0 MB, more than the 5 MB allowed"
    assert problem.hint == "Keep one response in one file, without pictures."


def test_the_largest_file_that_is_allowed_is_read(tmp_path: Path) -> None:
    """And one byte more is not."""
    path = _written(tmp_path, b"#" * MAX_BYTES)
    assert len(read_text(path, "x")) == MAX_BYTES
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    assert _refused(path).code == "D002"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("a: b\nc: caf\xe9\n".encode("latin-1"), 2),
        ("a: b\nc: “d”\n".encode("cp1252"), 2),
        ("a: b\n".encode("utf-16"), 1),
        (b"\n\xff", 2),
        (b"a: b\nc: \xed\xa0\x80\n", 2),  # a surrogate, which UTF-8 may not hold
    ],
    ids=["latin-1", "windows-1252", "utf-16", "first line empty", "surrogate"],
)
def test_another_encoding_is_told_with_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    """The line of the first byte that is not UTF-8."""
    problem = _refused(_written(tmp_path, data))
    assert (problem.code, problem.line) == ("D003", line)
    assert problem.message == "the file is not UTF-8 text"
    assert problem.hint == (
        "Save it again with the encoding UTF-8: most editors offer it under 'Save as'."
    )


def test_a_file_from_elsewhere_is_read_up_to_its_limit(tmp_path: Path) -> None:
    """A larger one, and one that is not there, are told and not read."""
    path = _written(tmp_path, b"%PDF")
    assert read_bytes(path, "a report") == b"%PDF"
    large = tmp_path / "large.pdf"
    with large.open("wb") as stream:
        stream.truncate(100_000_001)  # of which the disk holds nothing
    for other, said in ((large, "the file is larger than 100 MB"), (tmp_path / "x.pdf", "No such")):
        with pytest.raises(S55Error) as caught:
            read_bytes(other, "a report")
        (problem,) = caught.value.problems
        assert (problem.code, problem.file) == ("I206", "a report")
        assert said in problem.message


def _not_a_file(folder: Path) -> list[Path]:
    """A link to a device, a pipe to which nobody writes, and a link to itself."""
    os.mkfifo(folder / "pipe")
    (folder / "device").symlink_to("/dev/null")
    (folder / "loop").symlink_to("loop")
    return [folder / name for name in ("device", "pipe", "loop")]


def test_what_is_no_file_is_refused_and_not_read(tmp_path: Path) -> None:
    """To read a pipe may wait for ever, and to read a device may never end."""
    device, pipe, loop = _not_a_file(tmp_path)
    no_file = "the file cannot be read: Is a pipe or a device, not a file"
    assert [_refused(one).message for one in (device, pipe)] == [no_file, no_file]
    assert _refused(loop).message == "the file cannot be read: Too many levels of symbolic links"
    for one in (device, pipe, loop):
        with pytest.raises(S55Error) as caught:
            read_bytes(one, "a report")
        assert [problem.code for problem in caught.value.problems] == ["I206"]
        with pytest.raises(OSError, match=r"Is a pipe|Too many levels"):
            contents_of(one)


def test_a_folder_is_called_one(tmp_path: Path) -> None:
    assert _refused(tmp_path).message == "the file cannot be read: it is a folder, not a file"


@pytest.mark.parametrize("name", ["a\nb.yaml", "a\x1b[2Jb.yaml", "a\u202eb.yaml", "a\udcffb.yaml"])
def test_a_file_whose_name_cannot_be_shown_is_refused(name: str, tmp_path: Path) -> None:
    """It would end a line of a message, turn it round, or be in no output that is UTF-8."""
    (tmp_path / name).write_text("a: b\n", encoding="utf-8")
    problem = _refused(tmp_path / name)
    assert problem.code == "D001"
    assert problem.message == "the name of the file has a character that cannot be printed"


def test_a_link_to_itself_stays_where_links_are_followed(tmp_path: Path) -> None:
    """Others are followed; before Python 3.13 ``Path.resolve`` raises on one to itself."""
    _not_a_file(tmp_path)
    (tmp_path / "link").symlink_to("pipe")
    assert resolved(tmp_path / "link") == resolved(tmp_path) / "pipe"
    assert resolved(tmp_path / "loop").name == "loop"
