"""What a report says: its force, its day, its items and what surrounds them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tests.importers.grown.reports import words
from tests.importers.grown.reports.axes import KINDS, Shape, random_for

CHAPTERS = {
    "2014": ("Reducing crime", "Investigating offending", "Tackling anti-social behaviour"),
    "2016": ("Preventing crime", "Investigating crime and reducing reoffending",
             "Protecting vulnerable people", "Specialist capabilities"),
    "2018": ("Preventing crime and tackling anti-social behaviour", "Investigating crime",
             "Protecting vulnerable people", "Planning for the future",
             "Treating the workforce fairly"),
    "2021": ("Preventing crime", "Treatment of the public", "Responding to the public",
             "Investigating crime", "Managing offenders", "Developing a positive workplace"),
    "2023": ("Police powers and treating the public fairly and respectfully",
             "Preventing and deterring crime", "Responding to the public", "Investigating crime",
             "Leadership and force management"),
    "thematic": ("How well forces understand the problem", "How well victims are looked after",
                 "How well forces work with others"),
    "joint": ("Leadership", "The journey through the cells", "Care and dignity",
              "Release and transfer"),
}  # fmt: skip
"""The chapters of reports of each time."""
GRADES = ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate")
NATIONAL = (
    "Chief constables", "The College of Policing", "The Home Office", "The Ministry of Justice",
    "The National Police Chiefs’ Council", "Police and crime commissioners",
)  # fmt: skip
LOCAL = (
    "The chief constable",
    "The deputy chief constable",
    "The head of crime",
    "The custody lead",
)
SUBJECTS = (
    "Out of sight: how the police deal with theft from farms",
    "After the call: an inspection of how forces keep in touch with victims",
    "Borrowed time: an inspection of the use of police bail",
    "On the water: how well forces protect people who live on boats",
)


@dataclass(frozen=True)
class Item:
    """What somebody is asked to do, or a failing, as a report says it."""

    kind: str
    chapter: int
    """To which chapter it belongs, from 0."""
    number: str
    title: str
    opening: str
    points: tuple[str, ...]
    lettered: bool
    more: tuple[str, ...]
    due: date | None
    whom: str
    due_apart: bool
    whom_apart: bool

    @property
    def text(self) -> str:
        """All that it says but its label, its title and what stands apart."""
        return " ".join((self.opening, *self.points, *self.more))


@dataclass(frozen=True)
class Contents:
    """What a report says."""

    force: str
    title: str
    published: date
    chapters: tuple[str, ...]
    grades: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    of_a_force: bool

    def of(self, kind: str, chapter: int | None = None) -> tuple[Item, ...]:
        """The items of a kind, of a chapter or of all."""
        return tuple(
            item for item in self.items if item.kind == kind and chapter in {None, item.chapter}
        )


def contents_of(shape: Shape) -> Contents:
    """Invent what a report says."""
    random = random_for(shape.seed, "contents")
    vocabulary = shape["vocabulary"]
    force = words.force_name(random)
    local = vocabulary != "thematic"
    names = CHAPTERS[vocabulary]
    chapters = tuple(random.sample(names, random.randint(2, min(4, len(names)))))
    grades: tuple[tuple[str, str], ...] = ()
    if vocabulary not in {"thematic", "joint"} and shape["grades"] != "none":
        grades = tuple((chapter, random.choice(GRADES)) for chapter in chapters)
    year = {"thematic": 2022, "joint": 2020, "2023": 2024}.get(vocabulary) or int(vocabulary)
    published = date(year, 2, 1) + timedelta(days=random.randrange(300))
    title = _title(random, vocabulary, force)
    items = _items(shape, random, len(chapters), published)
    return Contents(force, title, published, chapters, grades, items, local)


def _title(random: Random, vocabulary: str, force: str) -> str:
    if vocabulary == "thematic":
        return random.choice(SUBJECTS)
    return {
        "2014": f"Crime inspection 2014: {force}",
        "2016": f"PEEL: Police effectiveness 2016 – An inspection of {force}",
        "2018": f"PEEL 2018/19: An inspection of {force}",
        "2021": f"PEEL 2021/22 – An inspection of {force}",
        "2023": f"PEEL 2023–25: An inspection of {force}",
        "joint": f"Report on a joint inspection of police custody in {force}",
    }[vocabulary]


def _items(shape: Shape, random: Random, chapters: int, day: date) -> tuple[Item, ...]:
    kinds = [kind for kind in KINDS if random.random() < 0.6] or ["recommendation"]
    if shape["vocabulary"] in {"2014", "thematic"}:
        kinds = ["recommendation"]
    if "cause_of_concern" in kinds and "recommendation" not in kinds:
        kinds.insert(1, "recommendation")
    items: list[Item] = []
    for kind in kinds:
        count = random.randint(1, 2) if kind == "cause_of_concern" else random.randint(1, 5)
        places = sorted(random.randrange(chapters) for _ in range(count))
        for index, chapter in enumerate(places):
            number = str(index + 1)
            if shape["numbering"] == "chapter" and shape.begin[kind] in COUNTED:
                if shape["place"] in {"each section", "middle"}:
                    number = str(places[: index + 1].count(chapter))
            elif shape["numbering"] == "chapter":
                number = f"{chapter + 1}.{places[: index + 1].count(chapter)}"
            item = _item(shape, random, kind, chapter, day)
            while item.text in {other.text for other in items}:
                item = _item(shape, random, kind, chapter, day)
            items.append(_numbered(shape, item, number))
    return tuple(items)


def _numbered(shape: Shape, item: Item, number: str) -> Item:
    how = shape.begin[item.kind]
    if how in {"bullets", "box without label", "numbered paragraph"}:
        return item
    if how == "code":
        letters = {"cause_of_concern": "CC", "recommendation": "R"}.get(item.kind, "AFI ")
        return replace(item, number=letters + number)
    if how in COUNTED:
        return replace(item, number=number)
    return item if shape["numbering"] == "none" else replace(item, number=number)


def _item(shape: Shape, random: Random, kind: str, chapter: int, day: date) -> Item:
    how = shape.begin[kind]
    in_text = how in {*COUNTED, "bullets", "numbered paragraph"}
    statement = kind == "area_for_improvement" and shape["failing"] == "as a statement"
    if how == "lead-in list" and kind != "cause_of_concern":
        item = _after_lead_in(shape, random, kind, chapter)
    elif kind == "cause_of_concern" or statement:
        item = _failing(random, kind, chapter, bold=statement and how in FRAMED)
    else:
        item = _request(shape, random, kind, chapter, day)
    if in_text:
        item = replace(item, due_apart=False, whom_apart=False)
    if "paragraph" in shape["length"] and how != "lead-in list":
        more = tuple(words.paragraph(random) for _ in range(random.randint(1, 2)))
        item = replace(item, more=more)
    if shape["title"] == "title" and how in TITLED:
        item = replace(item, title=words.titled(random))
    return item


def _failing(random: Random, kind: str, chapter: int, *, bold: bool) -> Item:
    whom = random.choice(("The force", "The force", "We are concerned that the force"))
    said = words.failing(random, "The force" if kind == "area_for_improvement" else whom)
    return _blank(kind, chapter, f"**{said}**" if bold else said)


def _after_lead_in(shape: Shape, random: Random, kind: str, chapter: int) -> Item:
    """What somebody should do who is named before the list."""
    people = NATIONAL if shape["vocabulary"] == "thematic" else LOCAL
    whom = random_for(shape.seed, f"lead-in {kind} {chapter}").choice(people)
    return replace(_blank(kind, chapter, f"{words.request(random)}."), whom=whom)


def _request(shape: Shape, random: Random, kind: str, chapter: int, day: date) -> Item:
    national = shape["vocabulary"] == "thematic"
    due = whom = None
    in_text = shape.begin[kind] in {*COUNTED, "bullets", "numbered paragraph"}
    if shape["due"] != "none":
        due = day + timedelta(days=random.choice((90, 180, 365)))
    if shape["whom"] != "none":
        whom = random.choice(NATIONAL if national else LOCAL)
    points = _points(random) if shape["length"].startswith(("bullets", "letters")) else ()
    in_clause = due if in_text or shape["due"] == "clause" else None
    subject = whom or ("Forces" if national else "The force")
    wording = shape["wording"]
    if wording == "imperative" and (
        points or in_clause or (whom and (in_text or shape["whom"] == "clause"))
    ):
        wording = "should"
    item = _blank(kind, chapter, _opening(random, in_clause, subject, wording, bool(points)))
    return replace(
        item,
        points=points,
        lettered=shape["length"] == "letters",
        due=due,
        whom=whom or "",
        due_apart=shape["due"] == "apart",
        whom_apart=shape["whom"] == "apart",
    )


def _blank(kind: str, chapter: int, opening: str) -> Item:
    return Item(kind, chapter, "", "", opening, (), False, (), None, "", False, False)


FRAMED = (
    "box with label", "box without label", "tile", "details", "text box", "table each",
    "label | text",
)  # fmt: skip
"""How items begin that can have a bold first sentence."""
COUNTED = ("numbered list", "lead-in list")
"""How items begin that are numbered as a list counts them."""
TITLED = ("heading", "box with label", "tile", "details", "label alone", "text box")
"""How items begin that can have a title."""


def _points(random: Random) -> tuple[str, ...]:
    parts = [words.part(random) for _ in range(random.randint(2, 4))]
    end = random.choice(((";", "; and", "."), ("", "", "."), (",", ", and", ".")))
    return tuple(
        part + (end[2] if part is parts[-1] else end[1] if part is parts[-2] else end[0])
        for part in parts
    )


def _opening(
    random: Random, due: date | None, subject: str, wording: str, with_points: bool
) -> str:
    """The first sentence of a request, to the colon where points follow."""
    asked = words.request(random)
    if wording == "imperative":
        return f"{asked[0].upper()}{asked[1:]}."
    small = subject[0].lower() + subject[1:]
    said = subject
    if wording == "recommend":
        said = f"We recommend that{f', by {written(due)},' if due else ''} {small}"
    elif due:
        said = f"By {written(due)}, {small}"
    verb = "should"
    if wording == "needs to":
        verb = "needs to" if subject.startswith("The ") else "need to"
    return f"{said} {verb}:" if with_points else f"{said} {verb} {asked}."


def written(day: date) -> str:
    """A day as reports write it."""
    return f"{day.day} {words.MONTHS[day.month - 1]} {day.year}"
