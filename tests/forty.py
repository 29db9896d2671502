"""Forty drafts like an office's archive of some years, made from the examples by chance.

Titles, dates and facts are invented; the texts are those of the examples, shuffled. The same seed
gives the same drafts on every version of Python: only :meth:`random.Random.random` is used, whose
sequence Python promises to keep.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

EXAMPLES = Path(__file__).resolve().parent.parent / "responses"
TODAY = date(2026, 11, 22)
"""The day on which the drafts are as they are."""

T = TypeVar("T")
Data = dict[str, Any]

STATES = ("on time", "on time", "late", "open", "on time", "overdue", "on time", "late")
"""What becomes of the responses, over and over: published in time or late, or not yet."""

_TOPICS = (
    "missing children",
    "stalking and harassment",
    "the use of stop and search",
    "digital evidence",
    "rural crime",
    "burglary",
    "hate crime",
    "drug dealing across county lines",
    "the detention of children",
    "domestic abuse",
    "police vetting",
    "serious youth violence",
    "crime against older people",
    "neighbourhood policing",
    "online child abuse",
    "roads policing",
    "the handling of complaints",
    "modern slavery",
    "body-worn video",
    "theft from shops",
)
_FORMS = (
    ("A closer look: How police forces deal with {}", "Thematic"),
    ("Seen and heard: What inspectors found about {}", "Thematic"),
    ("Joint inspection of {} in Norfolk", "Joint inspection"),
    ("Two years on: A second inspection of {}", "Revisit"),
    ("PEEL Spotlight – What works in {}", "PEEL"),
)
_PEEL = "PEEL {}: An inspection of Norfolk Constabulary"
_AREAS = (
    "Preventing crime",
    "Investigating crime",
    "Responding to the public",
    "Protecting vulnerable people",
    "Managing offenders",
    "Treatment of the public",
    "Developing a positive workplace",
    "Leadership and force management",
)
_GRADES = ("outstanding", "good", "good", "adequate", "adequate", "requires improvement")
_OWNERS = (
    "Assistant Chief Constable (local policing)",
    "Head of the contact and control room",
    "Detective Chief Superintendent (crime)",
    "Head of learning and development",
    "Superintendent (neighbourhoods)",
    "Head of professional standards",
)
_NOTES = (
    "A plan was agreed.",
    "The first officers were trained.",
    "The policy was written anew.",
    "An audit of forty cases was carried out.",
    "The system is in use in two districts.",
    "The inspectorate was told of it.",
)
_STEPS = ("not started", "in progress", "in progress", "complete")
_BY_MONTH = re.compile(r"^By [A-Z][a-z]+ \d{4}, ")
_SETS = ("opccn-2022", "opccn-2023")


def forty_drafts(seed: int = 55, count: int = 40) -> dict[str, str]:
    """Drafts by their names: YAML texts without errors, as they stand on :data:`TODAY`.

    Args:
        seed: another one gives other drafts.
        count: how many.
    """
    dice = Dice(seed)
    titles = dice.shuffled(_titles())
    drafts: dict[str, str] = {}
    for index in range(count):
        title, kind, short = titles[index % len(titles)]
        if index >= len(titles):
            title = f"{title} (part {index // len(titles) + 1})"
        state = STATES[index % len(STATES)]
        draft = _Draft(dice, title, kind, state, _SETS[dice.below(2)])
        data = draft.data()
        name = f"{short}-{data['inspection']['published'].year}"
        while name in drafts:
            name += "-again"
        drafts[name] = _written(data)
    return drafts


class Dice:
    """Choices that are the same for the same seed, on every version of Python."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311  # nothing here is secret

    def below(self, limit: int) -> int:
        """A whole number from 0 to below ``limit``."""
        return int(self._random.random() * limit)

    def between(self, first: int, last: int) -> int:
        """A whole number; both ends are included."""
        return first + self.below(last - first + 1)

    def one(self, things: Sequence[T]) -> T:
        """One of the things."""
        return things[self.below(len(things))]

    def chance(self, percent: int) -> bool:
        """True so many times in a hundred."""
        return self.below(100) < percent

    def shuffled(self, things: Sequence[T]) -> list[T]:
        """The things in another order."""
        left, made = list(things), []
        while left:
            made.append(left.pop(self.below(len(left))))
        return made

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """So many of the things, in their own order."""
        chosen = set(self.shuffled(range(len(things)))[:count])
        return [thing for place, thing in enumerate(things) if place in chosen]


def _titles() -> list[tuple[str, str, str]]:
    """Titles of reports, their kinds, and short names for their drafts."""
    found = [
        (form.format(topic), kind, _slug(topic.removeprefix("the ")))
        for topic in _TOPICS
        for form, kind in _FORMS
    ]
    rounds = ("2018/19", "2021/22", "2023–25", "2025–27")
    return found + [(_PEEL.format(one), "Police effectiveness", "peel") for one in rounds]


def _slug(title: str) -> str:
    return "-".join(re.findall("[a-z0-9]+", title.lower()))


# --- what the examples hold ------------------------------------------------------------------


@cache
def _examples() -> tuple[Data, ...]:
    texts = (path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.yaml")))
    return tuple(yaml.safe_load(text) for text in texts)


def _items(part: str) -> list[Data]:
    """Every item of a part of the examples that answers to a force."""
    return [
        item
        for example in _examples()
        for item in (example.get(part) or {}).get("items") or ()
        if item.get("applies", True)
    ]


def _texts(*path: str) -> list[str]:
    """Every text at a place of the examples."""
    found: list[Any] = list(_examples())
    for key in path:
        found = [one.get(key) for one in found if isinstance(one, dict)]
    return [one for one in found if isinstance(one, str)]


def _blocks(text: str) -> list[str]:
    """The paragraphs, lists and tables of a Markdown text; a list stays together."""
    made: list[str] = []
    for block in text.strip().split("\n\n"):
        goes_on = re.match(r" |[-*] |\d+\. ", block) and made
        if goes_on:
            made[-1] += f"\n\n{block}"
        else:
            made.append(block)
    return made


# --- one draft -------------------------------------------------------------------------------


class _Draft:
    """One draft.

    Args:
        dice: what chooses.
        title: of the report.
        kind: of the report.
        state: one of :data:`STATES`.
        template: the template set.
    """

    def __init__(self, dice: Dice, title: str, kind: str, state: str, template: str) -> None:
        self._dice = dice
        self._title, self._kind, self._state, self._template = title, kind, state, template
        age = {"open": (6, 40), "overdue": (60, 110)}.get(state, (150, 2500))
        self._published = TODAY - timedelta(days=dice.between(*age))
        self._done = state in ("on time", "late")
        # How far an unfinished draft is: nothing yet, invited, commented on, answered.
        self._stage = 4 if self._done else dice.below(4)

    def data(self) -> Data:
        """The draft as data, in the order of drafts."""
        made: Data = {"format": 1, "template": self._template, "inspection": self._inspection()}
        if self._done or self._stage:
            made["key_findings"] = self._findings()
        if self._kind == "Police effectiveness" or self._dice.chance(20):
            made["judgments"] = self._judgments()
        if self._dice.chance(20):
            made["causes_of_concern"] = {"items": [self._concern()]}
        made["recommendations"] = self._recommendations()
        made["areas_for_improvement"] = self._areas()
        if self._stage > 0:
            made["chief_officer"] = self._chief_officer()
        if self._stage > 2:
            made["policing_body"] = self._policing_body()
        if self._done:
            made |= self._finished()
        made["office_notes"] = f"Draft of the generator, {self._state}.\n"
        return made

    def _inspection(self) -> Data:
        national = not self._title.endswith("Norfolk Constabulary")
        slug = _slug(self._title)
        link: Data = {
            "text": self._title,
            "address": f"https://hmicfrs.justiceinspectorates.gov.uk/publications/{slug}-example/",
        }
        if self._dice.chance(25):
            del link["text"]
        force = "All local forces in England and Wales" if national else "Norfolk Constabulary"
        return {
            "title": self._title,
            "published": self._published,
            "publication_types": [self._kind, *(["PEEL"] if self._dice.chance(30) else [])],
            "forces": [force],
            "link": link,
        }

    def _findings(self) -> str:
        blocks = _blocks(self._dice.one(_texts("key_findings")))
        kept = self._dice.some(blocks, self._dice.between(min(3, len(blocks)), len(blocks)))
        first = "*The report that this response answers is invented.*"
        rest = [one for one in kept if not one.startswith("*This ")]
        return "\n\n".join([first, *rest]) + "\n"

    def _judgments(self) -> Data:
        areas = self._dice.some(_AREAS, self._dice.between(2, len(_AREAS)))
        items = [{"area": area, "grade": self._dice.one(_GRADES)} for area in areas]
        return {"introduction": "The inspectors gave these grades:\n", "items": items}

    # --- items ------------------------------------------------------------------

    def _concern(self) -> Data:
        concern = dict(self._dice.one(_items("causes_of_concern")))
        inner = concern.pop("recommendations")
        chosen = self._dice.some(inner, self._dice.between(1, len(inner)))
        made = self._item(concern, "1")
        made["recommendations"] = [
            self._item(item, f"1.{number}", due=True) for number, item in enumerate(chosen, 1)
        ]
        return made

    def _recommendations(self) -> Data:
        pool = self._dice.shuffled(_items("recommendations"))
        chosen = pool[: self._dice.between(0, min(5, len(pool)))]
        if not chosen:
            return {"none": True}
        number, items = 0, []
        for item in chosen:
            number += self._dice.between(1, 3)
            items.append(self._item(item, number, due=True))
        if self._dice.chance(30):
            number += 1
            items.append(_for_others(number))
        return {"items": items}

    def _areas(self) -> Data:
        pool = self._dice.shuffled(_items("areas_for_improvement"))
        chosen = pool[: self._dice.between(0, 7)]
        if not chosen:
            return {"none": True}
        numbered = self._dice.chance(50)
        items = [
            self._item(item, number if numbered else None) for number, item in enumerate(chosen, 1)
        ]
        return {"introduction": "The report names these areas:\n", "items": items}

    def _item(self, item: Data, number: int | str | None, *, due: bool = False) -> Data:
        made: Data = {} if number is None else {"number": number}
        made |= {key: item[key] for key in ("under", "addressed_to") if key in item}
        text = item["text"]
        if due:
            day = self._published + timedelta(days=self._dice.between(90, 400))
            month = f"{day:%B %Y}"
            made |= {"complete_by": f"By {month}", "due": day}
            text = _BY_MONTH.sub(f"By {month}, ", text)
        made["text"] = text
        if self._stage > 1:
            made |= {key: item[key] for key in ("chief_officer",) if key in item}
            made |= self._progress()
        if self._stage > 2:
            keys = ("policing_body", "action", "action_details")
            made |= {key: item[key] for key in keys if key in item}
            if due and "action" not in made:
                made |= {"action": "none", "action_details": "The force does this already.\n"}
        return made

    def _progress(self) -> Data:
        """Owner, target date and history of an item; of some items nothing is known."""
        made: Data = {}
        if self._dice.chance(60):
            made["owner"] = self._dice.one(_OWNERS)
        if self._dice.chance(50):
            made["target_date"] = self._published + timedelta(days=self._dice.between(60, 500))
        history = list(self._history())
        if history:
            made["status"] = history[-1]["status"]
            made["history"] = history
        return made

    def _history(self) -> Iterator[Data]:
        day, step = self._published, 0
        for _ in range(self._dice.between(0, 3)):
            day += timedelta(days=self._dice.between(15, 120))
            step = min(step + self._dice.below(3), len(_STEPS) - 1)
            if day > TODAY:
                return
            entry: Data = {"date": day, "status": _STEPS[step]}
            if self._dice.chance(70):
                entry["note"] = self._dice.one(_NOTES)
            yield entry

    # --- comments and dates -----------------------------------------------------

    def _chief_officer(self) -> Data:
        invited = self._published + timedelta(days=self._dice.between(1, 4))
        made: Data = {
            "invited": {
                "date": invited,
                "reply_by": invited + timedelta(days=28),
                "how": self._dice.one(("by e-mail", "by letter")),
            }
        }
        if self._stage > 1:
            made["date"] = min(invited + timedelta(days=self._dice.between(2, 27)), TODAY)
            made["comments"] = self._dice.one(_texts("chief_officer", "comments"))
        return made

    def _policing_body(self) -> Data:
        made: Data = {"opening": self._dice.one(_texts("policing_body", "opening"))}
        for key in ("reply_to_chief_officer", "closing"):
            if self._dice.chance(60):
                made[key] = self._dice.one(_texts("policing_body", key))
        return made

    def _finished(self) -> Data:
        """The sign-off and where the response went, in time or late."""
        days = self._dice.between(57, 90) if self._state == "late" else self._dice.between(36, 55)
        day = self._published + timedelta(days=days)
        name = "Alex Example" if day <= date(2024, 5, 8) else "Sam Sample"
        post = "Police and Crime Commissioner"
        sent: Data = {"date": day, "how": "by e-mail"}
        distribution: Data = {
            "inspectorate": sent,
            "secretary_of_state": dict(sent),
            "chief_officer": {"date": day},
            "panel": {"date": day + timedelta(days=1), "how": "sent to the panel’s clerk"},
            "website": {"date": day, "reference": "https://www.norfolk-pcc.gov.uk/responses/"},
        }
        if self._dice.chance(60):
            distribution["inspectorate_portal"] = {"date": day}
        signed = {"name": name, "post": post, "date": day - timedelta(days=2)}
        return {"sign_off": signed, "distribution": distribution}


def _for_others(number: int) -> Data:
    return {
        "number": number,
        "addressed_to": "the Home Office",
        "applies": False,
        "reason_not_applicable": "It is for the Home Office.",
        "text": "The Home Office should publish what it learns from the figures of all forces.\n",
    }


# --- YAML ------------------------------------------------------------------------------------


class _Dumper(yaml.SafeDumper):
    """Texts of several lines as blocks, and nothing by reference."""

    def ignore_aliases(self, data: object) -> bool:
        """Write each thing out where it stands."""
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def _written(data: Data) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)
