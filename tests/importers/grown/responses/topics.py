"""What inspections are about: invented findings, and what was done about them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Topic:
    """A subject of policing.

    Attributes:
        title: its name, as a heading has it.
        fault: what the inspectors found, as a sentence.
        musts: what should be done, after "should".
        steps: what was done, after "has" or "have".
        unit: who does it, after "our" or "the".
        measure: what is counted, after "the".
    """

    title: str
    fault: str
    musts: tuple[str, ...]
    steps: tuple[str, ...]
    unit: str
    measure: str


_TABLE = """
Care in custody | Detained people wait too long before a nurse sees them | make sure that every
detained person is seen by a nurse within the hour; keep a full note of each search in the custody
record; review the lighting and the call bells of all cells | opened a second medical room at the
northern suite; rewritten the checklist for the start of each shift; trained forty sergeants in
writing up searches | custody team | share of detained people who see a nurse within the hour

Answering calls | Too many calls to the non-emergency number are given up before anybody answers |
reduce the number of calls to 101 that are given up; tell callers how long they may have to wait;
assess the risk to each caller with one set of questions | moved nineteen call takers to the
evening shift; put a ring-back service into use; bought software that shows queues as they grow |
control room | share of calls to 101 that are given up

Investigating rape | Files on rape are passed on without a plan for the investigation | draw up a
plan with the prosecutor at the start of every investigation of rape; keep in touch with victims
as they have asked; make enough specialist investigators available by night | agreed a form for
early advice with the prosecution service; recruited eight investigators to the specialist unit;
asked victims which way of contact they would like | public protection unit | number of files that
prosecutors send back

Stalking | Officers do not always recognise a pattern of stalking behind single incidents |
consider a stalking protection order in each suitable case; review how stalking is recorded at
first contact; train front-line staff to see repeated behaviour for what it is | written a short
guide that fits into a pocket notebook; appointed an officer who reads every report of harassment;
applied for eleven orders since the spring | domestic abuse team | number of orders applied for
each quarter

Digital examination | Telephones lie in the store for months before they are examined | clear the
backlog of devices that wait to be examined; decide by the risk to victims which device comes
first; give officers the means to look at a telephone at the scene | hired two vans with equipment
for examinations; paid an outside laboratory for three months; set a limit of thirty days for
cases with a child | digital forensic unit | average wait for the examination of a device

Supervision | Supervisors seldom write down what they want done in a case | make sure that
supervisors review investigations often enough; give new sergeants a mentor in their first year;
record the reasons for closing a case | limited the number of cases that one sergeant oversees;
started a course for newly promoted sergeants; built a page that shows which reviews are late |
crime review desk | share of reviews that are done on time

Care for victims | Victims are not told when a suspect is released | tell victims within a day
when bail conditions change; ask every victim whether they want to make a personal statement;
survey the victims of violent crime each quarter | sent a leaflet in seven languages to all
stations; linked the letters to the case system, so that none is forgotten; given the victim hub
access to the court diary | victim hub | share of victims who are told on the same day

Missing children | Interviews after a return are held late, and little is made of them | hold an
interview with every child who has returned within three days; share what is learnt with the
councils; stop using the word absent for children in care | agreed with both councils who holds
the interviews; placed two officers with the children’s homes; looked again at ninety cases of
last year | missing persons desk | number of interviews held within three days

Stop and search | The reasons for one search in six are not good enough | record grounds that a
bystander would understand; look at the footage of a sample of searches every month; explain to
the public why some groups are searched more often | invited a panel of young people to watch
footage; shown every response officer three examples of good grounds; published the figures for
each ward | stop and search lead | share of searches with good grounds

Vetting | Some staff work in sensitive posts with a vetting that has run out | renew vetting
before it runs out; keep a list of the posts that need a higher check; refuse access to systems to
whom the checks have not cleared | cleared all renewals that were older than a month; matched the
lists of staff and of clearances; added four people to the vetting unit | vetting unit | number of
clearances that have run out

Firearms licensing | Renewals of certificates are decided long after the old ones have ended |
decide on renewals before certificates end; visit holders about whom a doctor has raised a worry;
check that medical notes are on every file | visited each of the holders who waited longest; asked
three neighbouring forces how they work; moved the files into one system | licensing office |
number of renewals that are waiting

Neighbourhood policing | Neighbourhood officers are taken away to other duties week after week |
protect the time of neighbourhood teams; draw up a plan for each of the worst places; tell
residents what has come of their worries | set a ceiling for the hours that may be taken away; put
names and pictures of the teams on the web site; held walkabouts in twenty-two villages |
neighbourhood team | number of hours taken away from the neighbourhood team

Managing offenders | Visits to registered offenders are late, and no one counts them | visit
registered offenders as often as their risk demands; bring the number of offenders for each
officer down; use checks of computers at every visit | brought in a rota for visits by two
officers; caught up with all visits but five; bought a licence for software that finds hidden
files | offender management unit | number of visits that are late

Well-being | Staff do not believe that help would come if they asked for it | find out why staff
in two departments are ill so often; offer help after distressing incidents without being asked;
see that managers talk about workloads | opened a quiet room in each of the four bases; trained
sixty-five colleagues to listen after an incident; asked a psychologist to see everyone in the
unit twice a year | occupational health service | number of days lost to illness

Recording crime | Violence without injury is recorded late or not at all | record every crime
within a day of its being reported; audit reports of behaviour that causes alarm; correct at once
what an audit finds | moved the registrar’s staff into the control room; audited four hundred
incidents from June; stopped the practice of waiting for a statement | crime registrar | accuracy
of crime recording

Fraud | People who have lost their savings hear nothing for weeks | see those who are most at risk
from fraud within two days; use the powers to freeze money more often; tell victims in writing why
a case is not taken on | recruited volunteers who once worked in banks; frozen nine accounts since
the start of the year; written the letter to victims in plainer words | economic crime team |
number of vulnerable victims seen within two days

Handling evidence | Exhibits cannot be found when they are wanted | count the exhibits in every
store once a year; destroy what is no longer needed; weigh seized drugs with a second person
present | closed three small stores and kept one; given each exhibit a code that can be scanned;
destroyed about six thousand exhibits | property office | number of exhibits that could not be
found

Planning of resources | The plan for the workforce does not reach beyond next year | match its
plan for the workforce to what is expected in demand; know which skills its staff have; show what
has been saved and where it went | asked every head of department for a forecast; entered the
skills of all detectives in one register; joined the plans for money and for people | planning
department | number of vacancies among detectives

Child exploitation | Intelligence about exploited children does not reach those on patrol | brief
patrols on children at risk in their area; use the right words about children in records; follow
up each warning from a school | made a map of places that worry us; asked a charity to read a
sample of records; met all the schools that have a liaison officer | exploitation team | number of
warnings from schools that were followed up

Response times | Urgent incidents wait, and no one tells the caller | attend urgent incidents
within the time that it has set itself; look again at the risk when a visit is put off; let
callers know when nobody is coming today | changed the shifts so that more cars are out on Friday
nights; fixed a time after which a supervisor decides; begun to text callers about delays |
response team | share of urgent incidents attended in time
"""


def _topic(block: str) -> Topic:
    parts = " ".join(block.split()).split(" | ")
    title, fault, musts, steps, unit, measure = parts
    return Topic(title, fault, tuple(musts.split("; ")), tuple(steps.split("; ")), unit, measure)


TOPICS = tuple(_topic(block) for block in _TABLE.strip().split("\n\n"))
"""The subjects that items are about."""
