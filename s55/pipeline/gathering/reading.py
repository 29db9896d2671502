"""Read the published registers of other offices from files: nothing in them is trusted.

A file that cannot be used is told with a code, and the others are read. Nothing is fetched.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from s55.errors import reason_of
from s55.model.dates import with_weekday
from s55.model.open_data.register import FORMAT, VERSION, RegisterData
from s55.problems import Problem, error, warning
from s55.records import dataclass
from s55.richtext.characters import is_forbidden
from s55.sources.files import contents_of, resolved
from s55.workspace import shown

MAX_BYTES = 50_000_000
"""Larger files are refused before they are read: 400 responses have some 10 MB."""
MAX_ITEMS = 100_000
"""The most items of all registers together."""
MAX_FILES = 2_000
"""The most files that are looked at."""
MAX_DEPTH = 8
"""How deep folders are searched."""
_LONGEST_SHOWN = 60
_REPLACEMENT = "\ufffd"
_HALF = re.compile(
    r"(?:lone leading surrogate|unexpected end of hex escape)\b.* at line (?P<line>\d+) "
    r"column (?P<column>\d+)"
)
"""What the library says of half of a character; it has other words for codes that are cut off."""


@dataclass
class GatheredRegisters:
    """What was read.

    Attributes:
        registers: one for each office, by its file.
        problems: what could not be used, and why.
    """

    registers: dict[str, RegisterData] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_registers(places: Sequence[Path]) -> GatheredRegisters:
    """Read every register in folders and files; of two of one office the newer one counts."""
    found = GatheredRegisters()
    items = 0
    for path in _files(places, found.problems):
        register = _read(path, found.problems)
        if register is None:
            continue
        items += sum(len(one.items) for one in register.responses)
        if items > MAX_ITEMS:
            what = f"with this file there are more than {MAX_ITEMS:,} items; it is left out"
            hint = "Gather fewer offices at a time."
            found.problems.append(error("G107", what, hint).in_file(shown(path)))
            items -= sum(len(one.items) for one in register.responses)
            continue
        _add(found, shown(path), register)
    return found


# --- which files ------------------------------------------------------------------


def _files(places: Iterable[Path], problems: list[Problem]) -> Iterator[Path]:
    """List the files in order, each once; report places without any (G101, G102)."""
    seen: set[Path] = set()
    for place in places:
        inside = [place] if place.is_file() else sorted(_registers_in(place))
        if not place.exists():
            what = "s55 could not find this folder or file"
            problems.append(error("G101", what, "Check its name.").in_file(shown(place)))
        elif not inside:
            what = "the folder has no register.json"
            hint = "Put into it the register.json of an office's publication pages."
            problems.append(error("G102", what, hint).in_file(shown(place)))
        for path in inside:
            if resolved(path) in seen:
                continue
            if len(seen) == MAX_FILES:
                what = f"more than {MAX_FILES:,} files; the rest is left out"
                hint = "Gather fewer offices at a time."
                problems.append(error("G107", what, hint).in_file(shown(place)))
                return
            seen.add(resolved(path))
            yield path


def _registers_in(folder: Path) -> Iterator[Path]:
    """Find the files called register.json or alike; no link to a folder is followed."""
    for place, folders, names in os.walk(folder):
        depth = len(Path(place).relative_to(folder).parts)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        if depth >= MAX_DEPTH:
            folders.clear()
        for name in names:
            path = Path(place, name)
            if _is_called_so(name) and path.is_file():
                yield path


def _is_called_so(name: str) -> bool:
    """Tell 'register.json', and what browsers make of a second one: 'register (1).json'."""
    folded = name.casefold()
    is_data = folded.endswith(".json") and not folded.endswith(".schema.json")
    return is_data and folded.startswith("register")


# --- one file ---------------------------------------------------------------------


def _read(path: Path, problems: list[Problem]) -> RegisterData | None:
    """Read one file; report why it cannot be used (G103 to G106, G108)."""
    file = shown(path)
    data = _parsed(path, file, problems)
    if data is None:
        return None
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        hint = "Use the register.json of an office's publication pages ('s55 site')"
        own = isinstance(data, dict) and "inspections" in data
        more = ", not that of 's55 register', which is for the office alone." if own else "."
        problems.append(
            error("G104", "this is not a published register", f"{hint}{more}").in_file(file)
        )
        return None
    version = data.get("version")
    if not isinstance(version, str) or version.partition(".")[0] != VERSION.partition(".")[0]:
        what = f"the register has version {_quoted(version)}; this s55 reads {VERSION} and its like"
        problems.append(error("G105", what, "Use a newer s55.").in_file(file))
        return None
    try:
        register = RegisterData.model_validate(data)
    except ValidationError as failure:
        problems.append(_invalid(failure).in_file(file))
        return None
    return _without_doubles(register, file, problems)


def _parsed(path: Path, file: str, problems: list[Problem]) -> Any:
    """Read JSON; its nesting is limited by the library (200 levels)."""
    hint = "Download it again."
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            what = f"the file has {size / 1e6:.0f} MB, more than the {MAX_BYTES / 1e6:.0f} allowed"
            problems.append(error("G103", what, hint).in_file(file))
            return None
        data = contents_of(path)
    except OSError as failure:
        what = f"the file cannot be read: {reason_of(failure)}"
        problems.append(error("G103", what, hint).in_file(file))
        return None
    try:
        return _printable(from_json(data.removeprefix(b"\xef\xbb\xbf"), allow_inf_nan=False))
    except ValueError as failure:
        problems.append(_unreadable(failure).in_file(file))
        return None


def _unreadable(failure: ValueError) -> Problem:
    """G103: say why JSON cannot be read."""
    found = _HALF.match(str(failure))
    if found is None:
        return error("G103", "the file is not JSON, or is cut off", "Download it again.")
    return error(
        "G103",
        "a text holds half of a character (\\ud800 to \\udfff without the other half)",
        "Tell the office that publishes it, and gather without it.",
        line=int(found["line"]),
        column=int(found["column"]),
    )


def _printable(value: Any) -> Any:
    """Replace the characters that no document can hold, such as controls, in every text."""
    match value:
        case str():
            if value.isprintable():
                return value
            return "".join(_REPLACEMENT if is_forbidden(one) else one for one in value)
        case list():
            return [_printable(part) for part in value]
        case dict():
            return {key: _printable(part) for key, part in value.items()}
        case _:
            return value


def _invalid(failure: ValidationError) -> Problem:
    """G106: name the first place that is wrong, and how many more there are."""
    first, *others = failure.errors(include_url=False, include_context=False)
    place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"])
    message = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    more = f"; {len(others)} more" if others else ""
    what = f"the register does not fit its schema: {_cut(place.lstrip('.'))}: {message}{more}"
    return error("G106", what, "Tell the office that publishes it, and gather without it.")


def _without_doubles(register: RegisterData, file: str, problems: list[Problem]) -> RegisterData:
    """Keep one response of each identity; report the others (G108)."""
    kept = {one.id: one for one in reversed(register.responses)}
    doubled = len(register.responses) - len(kept)
    if not doubled:
        return register
    times = "one response" if doubled == 1 else f"{doubled} responses"
    what = f"{times} came twice; the first of each counts"
    problems.append(warning("G108", what, "Tell the office that publishes it.").in_file(file))
    responses = tuple(one for one in register.responses if kept[one.id] is one)
    return register.model_copy(update={"responses": responses})


# --- several files of one office --------------------------------------------------


def _add(found: GatheredRegisters, file: str, register: RegisterData) -> None:
    """Take a register; of two of one office the newer, else the first (G108)."""
    office = register.office.id
    other = next((name for name, one in found.registers.items() if one.office.id == office), None)
    if other is None:
        found.registers[file] = register
        return
    is_newer = register.dated > found.registers[other].dated
    left_out, kept = (other, file) if is_newer else (file, other)
    day = with_weekday(found.registers[other].dated if is_newer else register.dated)
    what = f"another register of {_quoted(register.office.name)}, as at {day}; {kept} counts"
    hint = "Take one of the two out of the folder."
    found.problems.append(warning("G108", what, hint).in_file(left_out))
    if is_newer:
        del found.registers[other]
        found.registers[file] = register


def _quoted(value: object) -> str:
    return f"'{_cut(str(value))}'"


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[:_LONGEST_SHOWN]}…"
