"""Read the graded judgments of a report: summary tables, lines of area and grade, prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import chain, groupby, pairwise, takewhile

from s55.importers.reports import words
from s55.importers.reports.findings import FoundGrade
from s55.importers.reports.outline import folded
from s55.importers.source import BlockKind, SourceBlock, SourcePosition
from s55.richtext.nodes import LineBreak, plain

_GRADE = "|".join(word.replace(" ", r"\s+") for word in words.GRADES)
_AREA_FIRST = re.compile(
    rf"(?P<area>[A-Z][^.:]{{3,120}}?)\s*(?:[:–—-]\s*(?P<grade>{_GRADE})|\((?P<within>{_GRADE})\))\.?",
    re.I,
)
_BESIDE = re.compile(rf"(?P<area>[A-Z][^.:]{{3,120}}?)\s+(?P<grade>{_GRADE})", re.I)
"""A heading with its grade on the right of the line: 'Preventing crime Good'."""
_AT = re.compile(
    rf"(?P<grade>{_GRADE})\s+(?:at|in)\s+(?P<area>[^.;:]{{3,120}})[.;,]?(?:\s+and)?", re.I
)
"""A line of a list: 'good at preventing crime'."""
_GRADE_FIRST = re.compile(rf"(?P<grade>{_GRADE})\s*[:–—-]\s*(?P<areas>.{{3,400}})", re.I | re.S)
_PROSE = re.compile(
    r"^(?:[A-Z][\w’'&,. -]{2,80}?|The\s+(?:force|constabulary))\s+"
    r"(?:is\s+(?:judged\s+(?:to\s+be\s+)?)?(?P<is>outstanding|good|adequate|inadequate)|"
    r"(?P<ri>requires\s+improvement))\s+(?:at|in)\s+(?P<what>[^.]{4,160})\.",
)
_OVERALL = re.compile(
    r"(?:overall\s+(?:summary|judgments?)|summary\s+of\s+(?:our\s+)?(?:judgments|grades)|our\s+"
    r"(?:judgments|grades)|overview\s+of\s+(?:our\s+)?(?:\w+\s+)?judgments)",
    re.IGNORECASE,
)
_OVERALL_ONE = re.compile(r"(?:our\s+)?overall\s+(?:judge?ment|grade)", re.IGNORECASE)
_NOISE = re.compile(
    r"last|inspected|last inspected|(?:19|20)\d\d(?:/\d\d)?|\d{1,3}|not\s+inspected|yes|no|"
    r"overall\s+(?:summary|judgments?)|summary",
    re.IGNORECASE,
)
_NO_AREA = words.PARTS_OF_REPORT | {"grade", "overall grade", "headline findings"}
"""What a grade can stand below or beside that is no area of policing."""
_LONG = 220
PEEL_AREAS = (
    "Engaging with the public", "Treatment of the public", "Preventing crime",
    "Preventing crime and anti-social behaviour", "Responding to the public", "Investigating crime",
    "Supporting victims", "Protecting vulnerable people", "Managing offenders",
    "Managing offenders and suspects", "Disrupting serious organised crime",
    "Building, supporting and protecting the workforce", "Recording data about crime",
    "Police powers and public treatment",
    "Police powers and treating the public fairly and respectfully",
    "Developing a positive workplace", "Leadership and force management",
    "Strategic planning, organisational management and value for money", "Good use of resources",
    "Meeting the strategic policing requirement",
    "Protecting the public against armed threats",
)  # fmt: skip
"""The areas that PEEL assessments have graded since 2021/22, for cells whose lines ran together."""


def grades_of(blocks: Sequence[SourceBlock]) -> tuple[FoundGrade, ...]:
    """Read the judgments in the order of the report, each area once.

    A table or a summary gives all of them; without one, a list or the lines of the chapters do,
    whichever has more, and where those are pictures, the sentence that begins the answer to a
    question.
    """
    chapters = _once(_chapters(blocks))
    for way in (_tables, _summary, _in_columns, _grades_first):
        found = _once(way(blocks))
        if len(found) >= 2:
            return _once(chain(_overall(blocks), found, _other_questions(found, chapters)))
    lines = _once(chain(_lines(blocks), _beside(blocks)))
    best = max((lines, chapters, _once(_prose(blocks))), key=len)
    return _once(chain(_overall(blocks), best)) if len(best) > 1 else best


def _other_questions(
    found: Sequence[FoundGrade], chapters: Sequence[FoundGrade]
) -> Iterator[FoundGrade]:
    """Yield the judgments of chapters on questions, if those of the summary are on questions."""
    if all(one.area.endswith("?") for one in found):
        yield from (one for one in chapters if one.area.endswith("?"))


def _overall(blocks: Sequence[SourceBlock]) -> Iterator[FoundGrade]:
    """Yield the overall judgment, where the question that it answers stands above it."""
    for index, (block, below) in enumerate(pairwise(blocks)):
        if _OVERALL_ONE.fullmatch(" ".join(block.text.split())) and words.grade_of(below.text):
            if question := _question_before(blocks, index):
                yield FoundGrade(question, words.grade_of(below.text), block.place)
            return


def _once(found: Iterable[FoundGrade]) -> tuple[FoundGrade, ...]:
    kept: dict[str, FoundGrade] = {}
    for one in found:
        if any(map(str.isalpha, one.area)) and not _is_part(one.area):
            kept.setdefault(folded(one.area), one)
    return tuple(kept.values())


def grades_every_question(blocks: Sequence[SourceBlock]) -> bool:
    """Tell whether the report has a summary that grades every question it asks."""
    return any(_is_over_all(block.text) for block in blocks)


def _is_over_all(text: str) -> bool:
    """Whether a heading is over all judgments."""
    return bool(_OVERALL.fullmatch(" ".join(text.split())))


# --- tables ---------------------------------------------------------------------


_NO_TABLE = -1


def _tables(blocks: Sequence[SourceBlock]) -> list[FoundGrade]:
    found: list[FoundGrade] = []
    chapters = {folded(block.text) for block in blocks if _can_be_chapter(block)}
    chapters |= set(map(folded, PEEL_AREAS))
    header: list[str] = []
    above: list[str] = []
    earlier: set[int] = set()
    table = 0
    for block in blocks:
        if block.kind is not BlockKind.TABLE_ROW or len(block.cells) < 2:
            if block.kind is BlockKind.HEADING and not table:
                table = _NO_TABLE  # rows in plain text have no number
            continue
        cells = [plain(cell).strip() for cell in block.cells]
        grades = [words.grade_of(cell) for cell in cells]
        if block.table != table:
            header, above, table, earlier = [], [], block.table, _earlier(cells)
        if areas := _above_grades(above, cells, grades):
            found += (FoundGrade(_tidy(area), grade, block.place) for area, grade in areas)
        elif _is_header(cells, grades, above):
            header = grades
        elif header and len(cells) == len(header):
            found += _under_header(block, header, chapters)
        elif header:
            continue  # empty cells were lost: nothing shows which area was under which grade
        elif any(grades):
            found += _of_row(cells, grades, earlier, block.place)
        else:
            found += (one for cell in block.cells for one in _of_lines(plain(cell), block.place))
        above = cells
    return found


def _is_header(cells: Sequence[str], grades: Sequence[str], above: Sequence[str]) -> bool:
    """Whether a row has grades alone, under which the areas stand; two in the first row do."""
    only_grades = not any(cell and not grade for cell, grade in _pairs(cells, grades))
    return only_grades and sum(map(bool, grades)) >= (3 if above else 2)


def _above_grades(
    above: Sequence[str], cells: Sequence[str], grades: Sequence[str]
) -> list[tuple[str, str]]:
    """Pair the grades of a row that has nothing else with the areas in the row above it."""
    only_grades = any(grades) and all(grade or not cell for cell, grade in _pairs(cells, grades))
    if not only_grades or len(above) != len(cells):
        return []
    pairs = [(area, grade) for area, grade in zip(above, grades, strict=True) if area or grade]
    can_be = all(
        area and grade and len(area) < _LONG and not area.endswith(".") and not words.grade_of(area)
        for area, grade in pairs
    )
    return pairs if can_be else []


_LAST = re.compile(r"\b(?:previous|last|earlier|before|prior)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def _earlier(heads: Sequence[str]) -> set[int]:
    """Find the columns whose heads say that their grades are those of an earlier inspection."""
    years = {k: max(_YEAR.findall(head)) for k, head in enumerate(heads) if _YEAR.search(head)}
    latest = max(years.values(), default="")
    old = {k for k, year in years.items() if year < latest}
    return old | {k for k, head in enumerate(heads) if k and _LAST.search(head)}


def _of_lines(text: str, place: SourcePosition) -> Iterator[FoundGrade]:
    """Yield the area and the grade that a text has one below the other; the grade in up to two."""
    lines = list(filter(None, map(str.strip, text.split("\n"))))
    graded = [k for k, line in enumerate(lines) if words.grade_of(line)]
    if len(graded) == 1 and len(lines) > 2:
        # What comes after both only explains them.
        lines = lines[: graded[0] + 1] if graded[0] else lines[:2]
    for k in range(1, min(len(lines), 3)):
        first, last = words.grade_of(" ".join(lines[:k])), words.grade_of(" ".join(lines[-k:]))
        area = " ".join(lines[k:] if first else lines[:-k])
        if (first or last) and len(area) < _LONG and not words.grade_of(area):
            yield FoundGrade(_tidy(area), first or last, place)
            return


def _pairs(cells: Sequence[str], grades: Sequence[str]) -> list[tuple[str, str]]:
    return list(zip(cells, grades, strict=True))


def _can_be_chapter(block: SourceBlock) -> bool:
    return not block.cells and len(block.text) < _LONG and not words.grade_of(block.text)


def _under_header(
    block: SourceBlock, header: Sequence[str], chapters: Set[str]
) -> Iterator[FoundGrade]:
    """Yield the areas below each grade; a cell may hold several, one on each line."""
    for grade, cell in zip(header, block.cells, strict=False):
        lines: list[str] = [""]
        for inline in cell:
            if isinstance(inline, LineBreak):
                lines.append("")
            else:
                lines[-1] += plain((inline,))
        for line in lines:
            for area in _areas_of(line, chapters):
                if grade:
                    yield FoundGrade(_tidy(area), grade, block.place)


def _areas_of(line: str, chapters: Set[str]) -> list[str]:
    """Split a line of a cell into its areas: at semicolons, and where chapters are so named."""
    areas: list[str] = []
    for part in filter(None, (piece.strip() for piece in line.split(";"))):
        areas += _in_chapters(part.split(), chapters) or [part]
    return areas


def _in_chapters(said: Sequence[str], chapters: Set[str]) -> list[str]:
    """Read words as the names of several chapters, one after the other; [] where they are not."""
    names: list[str] = []
    start = 0
    while start < len(said):
        ends = range(len(said), start, -1)
        end = next((k for k in ends if folded(" ".join(said[start:k])) in chapters), start)
        if end == start:
            return []
        names.append(" ".join(said[start:end]))
        start = end
    return names if len(names) > 1 else []


def _of_row(
    cells: Sequence[str], grades: Sequence[str], earlier: Set[int], place: SourcePosition
) -> Iterator[FoundGrade]:
    """Yield each area of a row with the grade that follows it; a grade is of one area."""
    area = ""
    for k, (cell, grade) in enumerate(_pairs(cells, grades)):
        if grade and k in earlier:
            continue
        if area and grade and len(area) < _LONG:
            yield FoundGrade(_tidy(area), grade, place)
            area = ""
        elif cell and not grade and not area:
            area = cell


# --- a summary whose table has lost its shape -------------------------------------


def _summary(blocks: Sequence[SourceBlock]) -> list[FoundGrade]:
    """Read areas and grades that follow each other line by line, up to the first running text."""
    found: list[FoundGrade] = []
    index = 0
    while index < len(blocks):
        if not _is_over_all(blocks[index].text):
            index += 1
            continue
        start = end = index + 1 + _leads(blocks[index + 1 : index + 2])
        while end < len(blocks) and _is_summary_line(blocks[end]):
            end += 1
        lead = _question_before(blocks, index)
        if not _has_header(blocks[start:end]):
            found += _queued(blocks[start:end], lead)
        index = end
    return found


def _leads(blocks: Sequence[SourceBlock]) -> int:
    """Count a paragraph that leads to the judgments: 'We make graded judgments as follows:'."""
    return int(bool(blocks) and not blocks[0].cells and blocks[0].text.rstrip().endswith(":"))


def _is_summary_line(block: SourceBlock) -> bool:
    text = block.text.rstrip()
    is_prose = text.endswith((".", ":")) and len(text) > 50
    is_item = words.item_heading(text) is not None
    return len(text) < _LONG and not block.marker and not is_prose and not is_item


def _has_header(blocks: Sequence[SourceBlock]) -> bool:
    """Whether three grades follow each other: the header of a table that lost its shape."""
    graded = "".join("g" if words.grade_of(block.text) else " " for block in blocks)
    return "ggg" in graded


def _question_before(blocks: Sequence[SourceBlock], index: int) -> str:
    """Find the question of an overall judgment: 'Overview – How effective is the force ...?'."""
    above = blocks[index - 1].text if index else ""
    question = _QUESTION.search(" ".join(above.split()))
    return question[0] if question else ""


def _queued(blocks: Sequence[SourceBlock], lead: str) -> Iterator[FoundGrade]:
    """Queue areas until their grades come: in columns, two names come before two grades."""
    waiting: list[tuple[str, SourcePosition]] = [(lead, blocks[0].place)] if lead and blocks else []
    for block in blocks:
        text = _tidy(block.text)
        grade = words.grade_of(text)
        whole = list(_lines([block])) or ([] if waiting else list(_beside_grade(block)))
        if not text:
            continue
        if whole:
            yield from whole
        elif grade and waiting:
            area, place = waiting.pop(0)
            yield FoundGrade(area, grade, place)
        elif grade or _NOISE.fullmatch(text):
            continue
        else:
            waiting.append((text, block.place))


def _in_columns(blocks: Sequence[SourceBlock]) -> list[FoundGrade]:
    """Read questions that all come before their grades: the two columns of a table."""
    runs = [(what, [*group]) for what, group in groupby(blocks, key=_in_column)]
    return [
        FoundGrade(_tidy(asked.text), words.grade_of(graded.text), asked.place)
        for (what, questions), (then, grades) in pairwise(runs)
        if what == "question" and then == "grade" and len(questions) == len(grades) > 1
        for asked, graded in zip(questions, grades, strict=True)
    ]


def _in_column(block: SourceBlock) -> str:
    """Tell what a line is that may be the cell of a table which lost its rows."""
    if words.grade_of(block.text):
        return "grade"
    return "question" if _QUESTION.fullmatch(" ".join(block.text.split())) else ""


_QUESTION = re.compile(r"(?:How|To what extent)\b[^.?]{10,200}\?")


def _grades_first(blocks: Sequence[SourceBlock]) -> list[FoundGrade]:
    """Read areas that come below their grades: tiles, one after the other."""
    found: list[FoundGrade] = []
    areas = {*map(folded, PEEL_AREAS)}
    end = 0
    for index, block in enumerate(blocks):
        if index < end or not words.grade_of(block.text) or len(block.cells) > 1:
            continue
        before = blocks[index - 1] if index else None
        if before is not None and _is_summary_line(before) and not _is_part(before.text):
            continue  # the area of this grade
        end = index + 1
        while end < len(blocks) and _is_on_tile(blocks[end], blocks[index + 1]):
            end += 1
        tiles = blocks[index:end]
        below = list(_below_grades(tiles, areas))
        if len({one.grade for one in below}) < 2:
            found += _below_grades([block, *_rows_below(block, tiles[1:])], areas)
        # All below the last of several grades: a table that lost its shape, and its header.
        elif not (words.grade_of(tiles[-1].text) or _has_header(tiles)):
            found += below
    return found


def _rows_below(head: SourceBlock, tiles: Sequence[SourceBlock]) -> list[SourceBlock]:
    """Give the rows of a table of one column, which has a grade for its head.

    All are in one table or box with the head, or each is in a box of its own.
    """
    if any(_frame(head)):
        return list(takewhile(lambda tile: _frame(tile) == _frame(head), tiles))
    rows = list(takewhile(lambda tile: tile.boxed, tiles))
    return rows if len(set(map(_frame, rows))) > 1 else []


def _frame(block: SourceBlock) -> tuple[int, int]:
    return block.table, block.boxed


def _is_part(text: str) -> bool:
    """Whether a heading is over the grades, or names another part of the report."""
    return folded(text) in _NO_AREA or _is_over_all(text)


def _is_on_tile(block: SourceBlock, first: SourceBlock) -> bool:
    """Whether a line can be an area or a grade; no heading, unless the ``first`` tile has one."""
    is_heading = block.kind is BlockKind.HEADING and first.kind is not BlockKind.HEADING
    is_next = is_heading and not words.grade_of(block.text)
    return _is_summary_line(block) and len(block.cells) < 2 and not is_next


def _below_grades(tiles: Sequence[SourceBlock], areas: Set[str]) -> Iterator[FoundGrade]:
    """Yield each area with the grade above it; names of areas may have run together."""
    grade = ""
    for tile in tiles:
        if own := words.grade_of(tile.text):
            grade = own
        elif (said := _tidy(tile.text)) and not _NOISE.fullmatch(said):
            for area in _in_chapters(said.split(), areas) or [said]:
                yield FoundGrade(area, grade, tile.place)


# --- chapters ---------------------------------------------------------------------


def _chapters(blocks: Sequence[SourceBlock]) -> list[FoundGrade]:
    """Find headings of an area with the grade alone on the next line, or on the same line."""
    found: list[FoundGrade] = []
    for index, block in enumerate(blocks[1:], start=1):
        grade = words.grade_of(block.text)
        if not grade or block.kind is BlockKind.TABLE_ROW:
            continue
        area = _tidy(blocks[index - 1].text)
        before = _tidy(blocks[index - 2].text) if index > 1 else ""
        if area and area[0].islower() and len(before) < _LONG:
            area = f"{before} {area}"  # a heading over two lines
        beside = blocks[index + 1].text if index + 1 < len(blocks) else ""
        if words.grade_of(beside) or _is_part_of_grade(area) or _is_part_of_grade(beside):
            continue  # grades in a row: the header of a table that lost its shape
        can_be = (
            len(area) < _LONG
            and not area.endswith(":")
            and not words.grade_of(area)
            and not area.endswith(".")
        )
        if can_be and words.item_heading(area) is None and "summary" not in area.lower():
            found.append(FoundGrade(area, grade, blocks[index - 1].place))
    return found


def _is_part_of_grade(text: str) -> bool:
    return text.strip().lower() in {"requires", "improvement", *words.GRADES}


def _lines(blocks: Sequence[SourceBlock]) -> Iterator[FoundGrade]:
    """'Preventing crime: good' and 'Outstanding: preventing crime; planning'."""
    for block in blocks:
        if len(block.text) > 400 or block.kind is BlockKind.TABLE_ROW:
            continue
        text = " ".join(block.text.split())
        first = _AREA_FIRST.fullmatch(text)
        second = _GRADE_FIRST.fullmatch(text)
        if words.grade_of(text):
            continue
        yield from _of_lines(block.text, block.place)
        at = _AT.fullmatch(text) if block.kind is BlockKind.LIST_ITEM else None
        if at:
            yield FoundGrade(_tidy(at["area"]), words.grade_of(at["grade"]), block.place)
        if first:
            grade = words.grade_of(first["grade"] or first["within"])
            yield FoundGrade(_tidy(first["area"]), grade, block.place)
        elif second:
            for area in re.split(r"\s*;\s*(?:and\s+)?", second["areas"].rstrip(".")):
                if area.strip():
                    yield FoundGrade(_tidy(area), words.grade_of(second["grade"]), block.place)


def _beside(blocks: Sequence[SourceBlock]) -> list[FoundGrade]:
    """Find headings that end with a grade, where several do: one alone may say what is good."""
    heads = (block for block in blocks if block.kind is BlockKind.HEADING)
    found = [one for block in heads for one in _beside_grade(block)]
    return found if len(found) > 1 else []


def _beside_grade(block: SourceBlock) -> Iterator[FoundGrade]:
    """Yield the area and the grade of a line that has both, with a space between them."""
    said = _BESIDE.fullmatch(" ".join(block.text.split()))
    if said and said["grade"][0].isupper() and said["area"][-1] not in ":–—-":
        yield FoundGrade(_tidy(said["area"]), words.grade_of(said["grade"]), block.place)


# --- prose --------------------------------------------------------------------------


def _prose(blocks: Sequence[SourceBlock]) -> Iterator[FoundGrade]:
    """'The force is good at preventing crime.' under the question that it answers."""
    for index, block in enumerate(blocks):
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        found = _PROSE.match(" ".join(block.text.split()))
        above = blocks[index - 1] if index else None
        if not found or above is None or above.kind is not BlockKind.HEADING:
            continue
        grade = found["is"] or "requires improvement"
        heading = " ".join(above.text.split())
        named = len(heading) < 120 and "summary" not in heading.lower()
        area = heading if named and words.item_heading(heading) is None else found["what"]
        yield FoundGrade(_tidy(area), grade, block.place)


_OVERVIEW = re.compile(r"Overview\s*[:–—-]\s*(?=How\b|To what\b)", re.IGNORECASE)


def _tidy(text: str) -> str:
    return _OVERVIEW.sub("", " ".join(text.split())).strip(" *:")
