"""Who takes part: invented places, people, and what an office calls itself and the force."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_PLACES = (
    "Harrowmere Eastholt Calderfold Wendlebury Thornshire Marrowdale Ambleford Penwick Saltmarsh "
    "Northwold Brackenshire Ravenholme Littledale Oxmoor Fenbridge Stourhaven"
).split()
_FIRST = "Anna Derek Priya Malcolm Joan Owen Farah Stella Trevor Ruth Imran Gareth Moira".split()
_LAST = (
    "Whitlock Ashdown Patel Farrow Oakes Penhale Rahman Birtles Stroud Lamb Cadwell Nwosu Tranter"
).split()


@dataclass(frozen=True)
class Vocabulary:
    """What an office calls the two sides.

    Attributes:
        body: the office-holder's title, as under a signature.
        body_short: how a label names the office-holder.
        body_said: how a sentence names them, with the article.
        chief: the chief officer's title.
        chief_short: how a label names the chief officer or the force.
        chief_said: how a sentence names them, with the article.
        force: how a sentence names the force, with the article.
    """

    body: str
    body_short: str
    body_said: str
    chief: str
    chief_short: str
    chief_said: str
    force: str


@dataclass(frozen=True)
class Office:
    """An invented office with its force.

    Attributes:
        place: the area.
        force: the force's name.
        body_name: the office's name.
        words: what it calls the two sides.
        holder: the office-holder's name.
        chief: the chief officer's name.
        officer: a senior officer with rank and name.
    """

    place: str
    force: str
    body_name: str
    words: Vocabulary
    holder: str
    chief: str
    officer: str


VOCABULARIES = ("pcc", "commissioner", "pfcc", "mayor", "deputy mayor", "mopac")
CHIEFS = ("chief constable", "force", "constabulary")


def office(rng: Random, vocabulary: str, chiefs: str) -> Office:
    """An office that uses the words."""
    place = rng.choice(_PLACES)
    first, last = rng.sample(_FIRST, 3), rng.sample(_LAST, 3)
    ranks = ("Assistant Chief Constable", "Deputy Chief Constable", "Chief Superintendent")
    rank = "Assistant Commissioner" if vocabulary == "mopac" else rng.choice(ranks)
    ending = "Constabulary" if chiefs == "constabulary" else "Police"
    words = _words(vocabulary, chiefs)
    names = {
        "mopac": "Mayor’s Office for Policing and Crime",
        "mayor": f"{place} Combined Authority",
        "deputy mayor": f"{place} Combined Authority",
        "pfcc": f"Office of the Police, Fire and Crime Commissioner for {place}",
    }
    return Office(
        place,
        f"{place} {ending}",
        names.get(vocabulary, f"Office of the Police and Crime Commissioner for {place}"),
        words,
        f"{first[0]} {last[0]}",
        f"{first[1]} {last[1]}",
        f"{rank} {first[2]} {last[2]}",
    )


def _words(vocabulary: str, chiefs: str) -> Vocabulary:
    bodies = {
        "pcc": ("Police and Crime Commissioner", "PCC", "the PCC"),
        "commissioner": ("Police and Crime Commissioner", "Commissioner", "the Commissioner"),
        "pfcc": ("Police, Fire and Crime Commissioner", "PFCC", "the PFCC"),
        "mayor": ("Mayor", "Mayor", "the Mayor"),
        "deputy mayor": ("Deputy Mayor for Policing and Crime", "Deputy Mayor", "the Deputy Mayor"),
        "mopac": ("Deputy Mayor for Policing and Crime", "MOPAC", "MOPAC"),
    }
    if vocabulary == "mopac":
        chief = ("Commissioner of Police of the Metropolis", "Commissioner of Police", "the Force")
        return Vocabulary(*bodies["mopac"], chief[0], chief[1], f"the {chief[1]}", chief[2])
    short = {"force": "Force", "constabulary": "Constabulary"}.get(chiefs, "Chief Constable")
    force = "the Constabulary" if chiefs == "constabulary" else "the Force"
    return Vocabulary(*bodies[vocabulary], "Chief Constable", short, "the Chief Constable", force)
