"""Keep and read back publications: ``published/NAME/N/`` holds what the public was given.

A publication is written once, as a whole, and never changed or replaced.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from s55.disk.changing import NewFolder
from s55.errors import S55Error
from s55.model.publication import Publication
from s55.problems import Problem, error
from s55.records import dataclass
from s55.sources.files import contents_of, read_text
from s55.sources.reading import read_tree
from s55.sources.validation import validated
from s55.sources.writing import scalar

RECORD, DRAFT = "publication.yaml", "draft.yaml"
_HEAD = (
    "# What was published, as s55 kept it. Leave this folder as it is: "
    "'s55 verify' compares with it.\n\n"
)


@dataclass(frozen=True, slots=True)
class KeptPublication:
    """A publication that was kept.

    Attributes:
        name: of the draft.
        folder: where it lies.
        record: what is recorded of it.
    """

    name: str
    folder: Path
    record: Publication

    @property
    def number(self) -> int:
        """Its number, from 1."""
        return self.record.number

    def file(self, ending: str, language: str = "") -> Path | None:
        """Find its file in a format; None where it has none.

        Args:
            ending: the format, for example 'docx'.
            language: the second language (BCP 47), for the file in that; '' for the first.
        """
        wanted = f".{language}.{ending}" if language else f".{ending}"
        for one in self.record.files:
            if one.name.endswith(wanted):
                return self.folder / one.name
        return None

    @property
    def draft(self) -> Path:
        """The draft as it was."""
        return self.folder / DRAFT

    def damage(self, *names: str) -> list[Problem]:
        """Report each file that is missing or is not as it was kept (P402).

        Args:
            names: of the files to look at; all of them if none is named.
        """
        recorded = {one.name: one.sha256 for one in self.record.files} | {DRAFT: self.record.draft}
        problems = []
        for name in names or recorded:
            path = self.folder / name
            try:
                state = (
                    "" if sha256(contents_of(path)) == recorded[name] else "is not as it was kept"
                )
            except OSError:
                state = "is missing, or cannot be read"
            if state:
                problem = error(
                    "P402",
                    f"publication {self.number} of {self.name} is damaged: {name} {state}",
                    "Put the file back as it was, from a copy or from version control.",
                )
                problems.append(problem.in_file(_shown(path)))
        return problems


def _shown(path: Path) -> str:
    """Write a path as messages show it: 'published/NAME/1/draft.yaml'."""
    depth = next((i for i, one in enumerate(reversed(path.parts)) if one == "published"), -1)
    return "/".join(path.parts[-depth - 1 :])


def sha256(data: bytes) -> str:
    """Take the hash of bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


# --- reading ------------------------------------------------------------------------


def publications_of(published: Path, name: str) -> list[KeptPublication]:
    """Read the publications of a draft, the first one first.

    Args:
        published: the workspace's folder of publications.
        name: of the draft.

    Raises:
        S55Error: P401 when a record is missing or cannot be understood.
    """
    folder = published / name
    return [_read(folder / str(number), name, number) for number in _numbers(folder)]


def all_publications(published: Path) -> tuple[list[KeptPublication], list[Problem]]:
    """Read the publications of every draft, and report those that cannot be read (P401)."""
    found: list[KeptPublication] = []
    problems: list[Problem] = []
    for folder in sorted(one for one in published.glob("*") if one.is_dir()):
        for number in _numbers(folder):
            try:
                found.append(_read(folder / str(number), folder.name, number))
            except S55Error as failure:
                problems += failure.problems
    return found, problems


def _numbers(folder: Path) -> list[int]:
    return sorted(int(one.name) for one in folder.glob("*") if one.name.isdecimal())


def _read(folder: Path, name: str, number: int) -> KeptPublication:
    path = folder / RECORD
    why = "it does not record what s55 needs"
    try:
        root, problems = read_tree(read_text(path, _shown(path)))
    except S55Error as failure:
        raise _unreadable(path, failure.problems[0].message) from None
    if root is not None and not problems:
        record, problems = validated(root, Publication)
        if record is not None and not problems and record.number == number:
            return KeptPublication(name, folder, record)
    raise _unreadable(path, problems[0].message if problems else why)


def _unreadable(path: Path, why: str) -> S55Error:
    problem = error(
        "P401",
        f"the record of a publication cannot be read: {why}",
        "Put the folder back as it was, from a copy or from version control.",
    )
    return S55Error([problem.in_file(_shown(path))])


# --- keeping ------------------------------------------------------------------------


def new_publication(
    published: Path, name: str, record: Publication, files: Mapping[str, bytes]
) -> tuple[KeptPublication, NewFolder]:
    """Give what keeps a publication as a whole, in a folder that is not there yet.

    Args:
        published: the workspace's folder of publications.
        name: of the draft.
        record: what to record.
        files: the draft and the published files, by their names.
    """
    folder = published / name / str(record.number)
    written = {**files, RECORD: _written(record).encode()}
    return KeptPublication(name, folder, record), NewFolder(folder, written)


def _written(record: Publication) -> str:
    lines = [f"number: {record.number}"]
    if record.date is not None:
        lines.append(f"date: {record.date.isoformat()}")
    lines += [
        f"title: {scalar(record.title)}",
        f"report_published: {record.report_published.isoformat()}",
    ]
    if record.fingerprint:
        lines.append(f"fingerprint: {scalar(record.fingerprint)}")
    lines += [f"draft: {scalar(record.draft)}", "files:"]
    for file in record.files:
        lines += [f"  - name: {scalar(file.name)}", f"    sha256: {scalar(file.sha256)}"]
        if file.given:
            lines.append("    given: true")
    if record.template:
        lines += [
            "template:",
            f"  name: {scalar(record.template.name)}",
            f"  sha256: {scalar(record.template.sha256)}",
        ]
    lines.append(f"s55: {scalar(record.s55)}")
    return _HEAD + "\n".join(lines) + "\n"
