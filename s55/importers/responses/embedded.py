"""Read the response that our own files carry, with the texts that were edited in Word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from s55.importers.responses.notes import Notes
from s55.importers.responses.text import folded, words
from s55.importers.source import Source
from s55.json_texts import read_json
from s55.model.response import Response, SignOff
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Table, lines_of, plain
from s55.sources.tree import parse_path

DATA_NAME = "response.json"
"""The name of the data that our own files carry."""
MAX_DATA = 5_000_000


def embedded(source: Source, notes: Notes) -> dict[str, Any] | None:
    """Read the response in the file's own data, with the texts that were edited in Word since.

    Returns:
        data for the model, or None where the file carries none that can be read.
    """
    raw = dict(source.attachments).get(DATA_NAME)
    if raw is None or len(raw) > MAX_DATA:
        return None
    try:
        data = read_json(raw)
        response = Response.model_validate(data)
    except (ValueError, ValidationError):
        notes.doubt(
            "I230",
            "s55 could not read the data in the file; it read the response from its pages",
            "Compare the draft with the file.",
            "",
        )
        return None
    controls = dict(source.controls)
    _take_edits(data, response, controls, notes)
    _compare(response, source, controls, notes)
    return dict(data)


def _take_edits(
    data: dict[str, Any], response: Response, controls: dict[str, str], notes: Notes
) -> None:
    """Put the texts of content controls in place of the data's, where they say something else."""
    for path, text in markdown_fields(response):
        edited = controls.get(path)
        # How lists and headings look is Word's matter: only the words count.
        if edited is None or _folded_lines(edited) == _folded_lines(text):
            continue
        *owners, last = parse_path(path)
        place: Any = data
        for part in owners:
            place = place[part]
        place[last] = edited
        notes.doubt(
            "I231",
            f"'{path}' was edited in the Word file; the edited text was taken",
            "Check it in the draft.",
            path,
        )


def _folded_lines(text: str) -> str:
    return folded("\n".join(_lines(text))).replace(" ", "")


def _compare(response: Response, source: Source, controls: Mapping[str, str], notes: Notes) -> None:
    """Report the texts of the data that the file neither has a place for nor shows."""
    shown = folded("\n".join(block.text for block in source.blocks)).replace(" ", "")
    rows = [[plain(cell) for cell in block.cells] for block in source.blocks if block.cells]
    cells = "".join(f"|{_folded_lines(cell)}|" for row in rows for cell in row)
    words_of_cells = [Counter(words(cell)) for row in rows for cell in row]
    hidden = tuple(path for path, item in response.all_items() if not item.applies)
    for path, text in markdown_fields(response):
        if path in controls or path.startswith(hidden):
            continue
        missing = [
            (block, line)
            for block in blocks_of(text)
            for line in lines_of(block)
            if (said := folded(line).replace(" ", "")) not in shown and not _goes_on(said, cells)
        ]
        if not all(
            isinstance(block, Table) and _is_mixed(line, words_of_cells) for block, line in missing
        ):
            notes.doubt(
                "I230",
                f"the pages do not show '{path}' as the data in the file has it; "
                "the data was taken",
                "Compare both, if the file was edited after it was made.",
                path,
            )


def _goes_on(line: str, cells: str) -> bool:
    """Whether a text begins at the end of one cell and goes on at the beginning of another.

    So does what stands in a row that goes over to the next page, below the headings.

    Args:
        line: the folded text.
        cells: the folded texts of all cells, each between two bars, which no folded text has.
    """
    cuts = range(1, len(line))
    return any(f"{line[:at]}|" in cells and f"|{line[at:]}" in cells for at in cuts)


def _is_mixed(line: str, words_of_cells: Iterable[Counter[str]]) -> bool:
    """Whether all words of a table's cell are in one cell of the file, in whatever order.

    A table within a cell of a PDF can be read across its columns.
    """
    wanted = Counter(words(line))
    return any(wanted <= one for one in words_of_cells)


def _lines(text: str) -> Iterator[str]:
    """Yield the words of each block of a text, without its marks."""
    for block in blocks_of(text):
        yield from lines_of(block)


def markdown_fields(record: BaseModel, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text in Markdown that a document shows: its path, and the text."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        inner = f"{path}.{name}" if path else name
        if isinstance(value, SignOff):
            continue  # Its text is a fingerprint.
        if isinstance(value, BaseModel):
            yield from markdown_fields(value, inner)
        elif isinstance(value, tuple):
            for index, part in enumerate(value):
                if isinstance(part, BaseModel):
                    yield from markdown_fields(part, f"{inner}[{index}]")
        elif isinstance(value, str) and name in _SHOWN:
            yield inner, value


_SHOWN = frozenset(
    "key_findings introduction none text chief_officer force_action policing_body action_details "
    "comments opening reply_to_chief_officer closing".split()
)
