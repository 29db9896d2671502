"""A whole report in the order of its pages: front, chapters with their items, what follows them."""

from __future__ import annotations

from random import Random

from tests.importers.grown.reports import words
from tests.importers.grown.reports.axes import BOUNDED, KINDS, Shape, random_for
from tests.importers.grown.reports.contents import COUNTED, Contents, Item, written
from tests.importers.grown.reports.items import NAMES, PARAGRAPH, asked, body, cased, full, label
from tests.importers.grown.reports.pieces import (
    Frame,
    Heading,
    Line,
    Piece,
    Points,
    Terms,
    bullets,
    grid,
)


def laid_out(contents: Contents, shape: Shape) -> list[Piece]:
    """Everything that the report shows, in its order."""
    random = random_for(shape.seed, "layout")
    said: list[Piece] = [*_front(contents, shape, random)]
    if shape["place"] in {"front", "both"}:
        said += _together(contents, shape, "Summary of what we ask for", again=True)
    for index, name in enumerate(contents.chapters):
        said += _chapter(contents, shape, random, index, name)
    if shape["place"] == "end":
        said += _together(contents, shape, "What needs to improve", again=False)
    said += _earlier(shape, random)
    if shape["place"] == "annex":
        said += _together(contents, shape, "Annex A: what we ask for", again=False)
    said += _glossary(shape)
    said += [Heading(2, cased("About the data", shape)), Line(words.paragraph(random))]
    return _paragraph_numbers(said, shape)


def _front(contents: Contents, shape: Shape, random: Random) -> list[Piece]:
    said: list[Piece] = [Heading(1, cased(contents.title, shape))]
    day = written(contents.published)
    if shape["visit"] == "days":
        year = contents.published.year - 1
        said.append(Line(f"Inspection carried out: 3 to 14 {random.choice(words.MONTHS)} {year}"))
    said.append(
        Line(
            random.choice((f"Published on: {day}", f"Published {day}", f"Publication date: {day}"))
        )
    )
    if shape["contents"] == "list":
        names = [*contents.chapters, "About the data"]
        if shape["format"] == "html":
            said.append(Frame((Line("**On this page**"), bullets(tuple(names))), "menu"))
        else:
            said.append(Heading(2, cased("Contents", shape)))
            said += [Line(f"{name} {4 + 3 * at}", "toc") for at, name in enumerate(names)]
    said += [Heading(2, cased("Introduction", shape)), Line(_about(contents))]
    said.append(Line(words.paragraph(random)))
    if shape["method"] == "list":
        said.append(Heading(2, cased("How we inspect", shape)))
        said.append(Line("For this inspection we:"))
        done = [f"spoke to {random.choice(words.STAFF)};" for _ in range(3)]
        said.append(bullets((*done, "read 120 case files; and", "looked at published figures.")))
        said.append(Line("Our findings should be read together with what we say of other forces."))
    return said + _grades(contents, shape)


def _about(contents: Contents) -> str:
    if contents.of_a_force:
        return f"This report sets out what we found when we inspected {contents.force}."
    return "This report sets out what we found in the six forces that we visited."


def _grades(contents: Contents, shape: Shape) -> list[Piece]:
    if not contents.grades or shape["grades"] in {"none", "line"}:
        return []
    said: list[Piece] = [Heading(2, cased("Our judgments", shape))]
    pairs = contents.grades
    if shape["grades"] == "table":
        return [*said, grid([("Area", "Grade"), *pairs])]
    if shape["grades"] == "table with years":
        year = str(contents.published.year)
        return [*said, grid([("Area", "Grade", "Last inspected"), *((*p, year) for p in pairs)])]
    if shape["grades"] == "list":
        return [*said, bullets(tuple(f"{area}: {grade.lower()}" for area, grade in pairs))]
    heads = tuple(dict.fromkeys(grade for _, grade in pairs))
    columns = [[area for area, grade in pairs if grade == head] for head in heads]
    deep = max(map(len, columns))
    rows = [tuple(c[row] if row < len(c) else "" for c in columns) for row in range(deep)]
    return [*said, grid([heads, *rows])]


def _chapter(
    contents: Contents, shape: Shape, random: Random, index: int, name: str
) -> list[Piece]:
    said: list[Piece] = [Heading(2, cased(name, shape))]
    if shape["grades"] == "line" and contents.grades:
        said.append(Line(f"**{contents.grades[index][1]}**", "grade"))
    said.append(Line(_narrative(shape, random)))
    inside: list[Piece] = []
    if shape["place"] in {"each section", "middle", "both"}:
        inside += asked({kind: contents.of(kind, index) for kind in KINDS}, shape, 3)
    if shape["place"] == "middle":
        said += inside
        if any(contents.of(k, index) and shape.begin[k] not in BOUNDED for k in KINDS) or inside:
            said.append(Heading(3, cased("Main findings", shape)))
        inside = []
    else:
        said.append(Heading(3, cased("Main findings", shape)))
    said += [Line(_narrative(shape, random)) for _ in range(random.randint(1, 3))]
    if shape["quotation"] == "quotation":
        said.append(Line(words.quotation(random), "quote"))
        said.append(Line(f"{PARAGRAPH}{words.paragraph(random)}"))
    if shape["practice"] != "none" and index == 0:
        said += _practice(contents, shape, random)
    return said + inside


def _narrative(shape: Shape, random: Random) -> str:
    said = f"{PARAGRAPH}{words.paragraph(random)}"
    if shape["notes"] == "some" and random.random() < 0.4:
        said += f"{{{{See our annual assessment, page {random.randint(4, 90)}.}}}}"
    return said


def _practice(contents: Contents, shape: Shape, random: Random) -> list[Piece]:
    name = cased("Innovative practice", shape)
    deed = Line(f"{contents.force if contents.of_a_force else 'One force'} has"
                f" {random.choice(words.DEEDS)}, {random.choice(words.WHY)}.")  # fmt: skip
    if shape["practice"] == "box":
        return [Frame((Line(f"**{name}**"), deed))]
    after = Heading(3, cased("What victims told us", shape))
    return [Heading(3, name), deed, after, Line(f"{PARAGRAPH}{words.paragraph(random)}")]


def _together(contents: Contents, shape: Shape, name: str, *, again: bool) -> list[Piece]:
    said: list[Piece] = [Heading(2, cased(name, shape))]
    by_kind = {kind: contents.of(kind) for kind in KINDS}
    if not again or shape["place"] != "both":
        return said + asked(by_kind, shape, 3)
    for kind, items in by_kind.items():
        if items:
            said.append(Heading(3, cased(NAMES[kind][1], shape)))
            said += _summary(items, shape)
    return said


def _summary(items: tuple[Item, ...], shape: Shape) -> list[Piece]:
    if all(item.number and shape.begin[item.kind] not in COUNTED for item in items):
        said: list[Piece] = []
        for item in items:
            first, *others = body(item)
            assert isinstance(first, Line)
            said += [Line(f"**{label(item, shape)}:** {first.text}"), *others]
        return said
    return [Points(tuple(body(full(item)) for item in items))]


def _earlier(shape: Shape, random: Random) -> list[Piece]:
    if shape["earlier"] == "none":
        return []
    name = cased("What we asked for in our last inspection", shape)
    said: list[Piece] = [Heading(2, name)]
    asked = [f"the force should {words.request(random)}" for _ in range(2)]
    if shape["earlier"] == "prose":
        said += [Line(f"In our last report we recommended that {text}. It has done so."
                      ) for text in asked]  # fmt: skip
    elif shape["earlier"] == "table":
        rows = [(f"{text[0].upper()}{text[1:]}.", "Achieved") for text in asked]
        said.append(grid([("Recommendation of 2012", "What we found this time"), *rows]))
    else:
        said.append(Line("All of the following recommendations from 2012 have been closed:"))
        said.append(bullets((f"{asked[0]};", f"{asked[1]}.")))
    return said


def _glossary(shape: Shape) -> list[Piece]:
    if shape["glossary"] == "none":
        return []
    terms = (
        ("Recommendation", "what we ask somebody to do who can put a serious matter right"),
        ("Area for improvement", "something in which a service falls short of what we expect"),
        ("Cause of concern", "a serious failing that may harm the public"),
        ("Vetting", "the checks that are made of everybody who works for a force"),
    )
    heading = Heading(2, cased("Glossary", shape))
    if shape["glossary"] == "table":
        return [heading, grid([("Term", "Meaning"), *terms])]
    return [heading, Terms(tuple((term, (Line(said),)) for term, said in terms))]


def _paragraph_numbers(pieces: list[Piece], shape: Shape) -> list[Piece]:
    """Number the paragraphs of the chapters in a report that does; take the marks out of others."""
    numbered = "numbered paragraph" in shape.begin.values()
    said: list[Piece] = []
    chapter = count = 0
    for piece in pieces:
        if isinstance(piece, Heading) and piece.level == 2:
            chapter, count = chapter + 1, 0
        if isinstance(piece, Line) and piece.text.startswith(PARAGRAPH):
            count += 1
            number = f"{chapter}.{count} " if numbered else ""
            said.append(Line(number + piece.text.removeprefix(PARAGRAPH), piece.look))
        else:
            said.append(piece)
    return said
