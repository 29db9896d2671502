"""Invented sentences of inspection reports, from a grammar: hardly two of them are alike."""

from __future__ import annotations

from random import Random

STAFF = (
    "call handlers|neighbourhood officers|response officers|detectives who are in training|"
    "supervisors|custody sergeants|detention officers|front-counter staff|special constables|"
    "domestic abuse specialists|digital examiners|control room managers|intelligence analysts|"
    "community support officers|crime recording staff|offender managers|vetting staff|"
    "schools officers|drivers of pursuit cars|firearms licensing staff|staff in the missing team|"
    "wildlife officers|investigators of fraud|members of the search team"
).split("|")
TASKS = (
    "write down what a victim has asked for|ask whether children live at the address|"
    "read what is known of a caller|explain why they stop somebody|look at earlier calls|"
    "keep the number of the phone that was seized|tell the next shift what is still open|"
    "switch their cameras on|agree a plan with the victim|see the person and not only the house|"
    "use the form that asks about risk|record each grain of doubt that they have|"
    "check on people in cells as often as was decided|pass what they learn to partner agencies|"
    "log the reason for a delay|offer an interpreter|photograph injuries|speak to neighbours|"
    "return property to those who own it|take account of what carers say|"
    "close a case only with the reason written in it|visit those who came out of prison|"
    "name the officer whom a witness can ring|report a hate crime as what it is|"
    "put stolen goods on the register|keep bail conditions under review|"
    "add a marker to the address|call back those who hung up"
).split("|")
WHEN = (
    "before the end of the shift|at the first visit|within a day of the call|each time|"
    "whatever the hour|on rest days too|in every borough|when the risk is high|"
    "without having to be asked|from the first minute|before a file is closed|at busy times too|"
    "in the same way in each district|as soon as it is safe|at least once a week|by default"
).split("|")
WHY = (
    "so that nobody has to tell their story twice|so that patterns are seen early|"
    "to give victims the confidence to come forward|so that risk is understood by everybody|"
    "and check by sampling that this happens|so that evidence isn’t lost|"
    "in order to protect children sooner|and tell the public what has changed|"
    "so that the work is shared fairly|to reduce the time for which people wait|"
    "and learn from what goes well elsewhere|to bring more offenders to justice|"
    "so that supervisors can help in good time|and keep a record that others can follow"
).split("|")
IMPROVE = "improve|review|strengthen|simplify|bring up to date|put on a firm footing".split("|")
THINGS = (
    "its plan for the growth of digital evidence|the way in which it answers online reports|"
    "its understanding of demand that nobody sees|the supervision of volume crime|"
    "its arrangements for stalking and harassment|how it chooses cases for out-of-court disposals|"
    "the training of those who lead searches|its contract for forensic medical examiners|"
    "the scrutiny of stop and search|the care of children in custody|its register of interests|"
    "the wellbeing support that night shifts receive|its fleet of marked cars|"
    "the handover between control room and districts|the quality of its case files|"
    "how it counts people who go missing twice|the use of body-worn cameras|"
    "its exchange of intelligence with ports|the recruitment of people from all communities|"
    "its response to burglary in villages|the storage of drugs and cash|"
    "its analysis of antisocial behaviour|the governance of regional units|its vetting backlog"
).split("|")
BY = (
    "by asking those who use it|with help from a university|"
    "by setting standards that can be checked|"
    "with one senior officer in charge of it|by publishing the results each quarter|"
    "with money that is set aside for it|by comparing itself with forces like it|"
    "by giving supervisors the time for it|with a plan that names dates|"
    "by listening to its workforce|"
    "with partners at the same table|by testing it in one district first"
).split("|")
FAILINGS = (
    "answers too few emergency calls in time|"
    "does not always record crimes that are reported online|"
    "leaves vulnerable people waiting without anybody who reviews the risk|"
    "has too few detectives for the cases that they carry|does not know where its weapons are kept|"
    "holds children in cells longer than it needs to|misses chances to arrest suspects early|"
    "does not understand why some groups are searched more often|"
    "examines seized phones so late that trials fall|relies on officers who work on rest days|"
    "gives victims too little news of their case|keeps property that it can’t account for|"
    "lets wanted persons stay wanted for months|does not supervise its sex offenders as it has to|"
    "has no clear picture of serious youth violence|trains too few staff for public order"
).split("|")
FINDINGS = (
    "the plan was there and had been read|nobody had asked the victim|"
    "the risk had been graded late|"
    "the supervisor had added something that helped|the notes stopped after the second day|"
    "we could tell who had decided and why|the form was empty|"
    "a partner agency had been told at once|"
    "the phone had waited longer than the law allows|the officer had gone back on her day off"
).split("|")
DEEDS = (
    "moved its analysts to the same floor as its detectives|opened a desk for online reports|"
    "bought a van in which witnesses can talk in quiet|put its oldest cases in one list|"
    "begun to ring each caller after a week|given districts their own budget for overtime|"
    "merged two control rooms|paid for a nurse on every night shift|closed three stations"
).split("|")
PLACES = "Ashby|Corfe Lane|Dunmere|Elmstead|Fernhill|Garrow|Hexley|Ivel|Kingsgate|Lorton".split("|")
PARTNERS = (
    "the local authority|the ambulance service|probation|the health board|schools|the fire service"
).split("|")
MONTHS = (
    "January February March April May June July August September October November December"
).split()
FORCE_FIRST = (
    "Larkmoor|Wetherdale|Ousebank|Thornshire|Marlcombe|Saltholme|Brackenvale|Calderwick|Fenwold|"
    "Harrowdene|Isenford|Kelderby|Mossburn|Northfold|Rowanshire|Tidesby|Ullerton|Westmarch"
).split("|")


def force_name(random: Random) -> str:
    """The name of a force that is not there."""
    return f"{random.choice(FORCE_FIRST)} {random.choice(('Police', 'Constabulary'))}"


def request(random: Random) -> str:
    """What somebody should do, from the verb on and without a full stop."""
    kind = random.randrange(4)
    if kind == 0:
        return (
            f"make sure that {random.choice(STAFF)} {random.choice(TASKS)} {random.choice(WHEN)}"
            f" {random.choice(WHY)}"
        )
    if kind == 1:
        return f"{random.choice(IMPROVE)} {random.choice(THINGS)} {random.choice(BY)}"
    if kind == 2:
        return (
            f"agree with {random.choice(PARTNERS)} how {random.choice(STAFF)} can"
            f" {random.choice(TASKS)} {random.choice(WHEN)}"
        )
    return (
        f"{random.choice(IMPROVE)} {random.choice(THINGS)} and train {random.choice(STAFF)} to"
        f" {random.choice(TASKS)} {random.choice(WHY)}"
    )


def part(random: Random) -> str:
    """One of several parts of a request, from the verb on."""
    return random.choice(
        (
            f"{random.choice(TASKS)} {random.choice(WHEN)}",
            f"{random.choice(IMPROVE)} {random.choice(THINGS)}",
            f"show that {random.choice(STAFF)} {random.choice(TASKS)}",
        )
    )


def failing(random: Random, whom: str) -> str:
    """A sentence about what goes wrong."""
    return f"{whom} {random.choice(FAILINGS)}, and {random.choice(FAILINGS)}."


def titled(random: Random) -> str:
    """A short title for what somebody should do."""
    said = random.choice((random.choice(THINGS), f"how {random.choice(STAFF)} are supervised"))
    said = said.removeprefix("its ")
    return said[0].upper() + said[1:]


def _files(random: Random) -> str:
    number = random.randint(2, 30)
    more = number + random.randint(3, 60)
    return f"in {number} of the {more} files that we read, {random.choice(FINDINGS)}"


def _told(random: Random) -> str:
    place, staff = random.choice(PLACES), random.choice(STAFF)
    return f"in {place}, {staff} told us that they {random.choice(TASKS)} {random.choice(WHEN)}"


def _done(random: Random) -> str:
    return f"since {random.choice(MONTHS)} the force has {random.choice(DEEDS)}"


def _watched(random: Random) -> str:
    return f"we watched {random.choice(STAFF)} {random.choice(TASKS)}, and were impressed"


def _meeting(random: Random) -> str:
    return (
        f"the meeting with {random.choice(PARTNERS)} takes place each month; at the one that we"
        f" saw, {random.choice(FINDINGS)}"
    )


def _leaders(random: Random) -> str:
    return f"its leaders know of {random.choice(THINGS)} and have {random.choice(DEEDS)}"


def _expected(random: Random) -> str:
    return f"{random.choice(STAFF)} know that they should {random.choice(TASKS)}, and most do"


def _figure(random: Random) -> str:
    share = random.randint(3, 97)
    return (
        f"in the year to 31 March, {share}.{random.randrange(10)} percent of {random.choice(STAFF)}"
        f" had been trained, which is {random.choice(('more', 'less'))} than in other forces"
    )


def _praise(random: Random) -> str:
    return f"we saw that {random.choice(THINGS)} had changed {random.choice(BY)}"


def _short(random: Random) -> str:
    return random.choice(
        ("this is good", "it works", "we will look at this again", "people like to work here",
         "the force knows this", "that takes courage", "it was not always so")
    )  # fmt: skip


SENTENCES = (
    _files, _told, _done, _watched, _meeting, _leaders, _expected, _figure, _praise, _short,
)  # fmt: skip


def sentence(random: Random) -> str:
    """A sentence of the findings, which asks nobody for anything."""
    said = random.choice(SENTENCES)(random)
    return said[0].upper() + said[1:] + "."


def paragraph(random: Random) -> str:
    """Some sentences of the findings."""
    return " ".join(sentence(random) for _ in range(random.randint(1, 4)))


def quotation(random: Random) -> str:
    """What somebody said to the inspectors."""
    return f"“We {random.choice(TASKS)} when we can, but {random.choice(FINDINGS)}.”"
