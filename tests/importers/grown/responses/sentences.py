"""How the two sides write: sentences of different lengths, in their voices."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from tests.importers.grown.responses.names import Office
from tests.importers.grown.responses.topics import Topic

MONTHS = (
    "January February March April May June July August September October November December"
).split()

_CHIEF_CUES = (
    "We have {step}.",
    "I accept this finding, and we have {step}.",
    "As a force we have {step}, and our {unit} reports to me every month.",
    "I have asked {officer} to lead our work on this.",
    "Since {month} we have {step}; before that our {unit} had no means to do so.",
    "We recognise what the inspectors saw. Our {unit} has now {step}.",
    "Our {unit} has {step}, which I saw for myself in {month}.",
    "My officers and staff know that this matters, and we have {step}.",
    "We agree. Our own audit in {month} had come to the same result.",
    "I am pleased that our {unit} has {step}.",
)
_CHIEF_NEUTRAL = (
    "{Force} has {step}.",
    "The {unit} has {step} and will report on it in {month}.",
    "By {month} the {measure} had moved in the right direction, from {low} to {high}.",
    "A plan with {few} actions is in place, and {most} of them are done.",
    "{officer} leads this work.",
    "Work is under way.",
    "The {unit} looks at the {measure} each week.",
    "Training was given to {low} officers, and the rest will follow by {month}.",
    "This was one of the findings of an audit in {month}, and the cause lay in how shifts "
    "were planned rather than in any want of care.",
    "An update went to the governance board in {month}, which asked for a further check of {few} "
    "cases before it was content to close the action.",
    "Progress is good.",
    "The next review is due in {month}.",
    "Other forces were asked how they go about it; two of them were visited.",
    "{Force} expects to complete this in {month}.",
    "The new procedure was explained at every briefing in {month}, and a short film about it is on "
    "the intranet for those who were away.",
    "A sample of {few} files is read by a chief inspector each month; in {month} {low} per cent of "
    "them were as they should be, which is better than the year before but not yet good enough.",
    "Partners were consulted, and their answers have changed the plan in two respects.",
    "The costs are met from existing budgets.",
    "Until the system is replaced in {month}, the {unit} keeps a list by hand.",
    "Feedback from staff has been good.",
    "Demand has risen by {low} per cent in two years, whereas the number of posts has not.",
    "The remaining actions depend on a supplier and are due in {month}.",
    "{officer} chairs a group that meets every second week and includes the {unit}.",
    "Nothing further is planned at present.",
    "An analyst joined the {unit} in {month}.",
    "This will be tested again by the internal auditors, who reported last in {month}.",
    "The policy was revised, shortened to {few} pages, and signed off in {month}.",
)
_BODY_CUES = (
    "I welcome what {chief} has said, and will look at the {measure} in {month}.",
    "I shall ask {chief} for the {measure} at our next public meeting.",
    "I have given {low} thousand pounds from my budget so that more can be done.",
    "I am assured by this answer, though I want to see the {measure} improve before I say more.",
    "My office has looked at {few} cases for itself, and I share the inspectors’ concern.",
    "I raised this with {chief} in {month} and will do so again.",
    "Residents have written to me about this, so I shall keep a close eye on it.",
    "My police and crime plan asks for exactly this, and I hold {chief} to account for it.",
    "I am disappointed by the finding and have told {chief} so.",
    "I have asked my scrutiny panel to test whether the change can be felt.",
)
_BODY_NEUTRAL = (
    "The figures will be published on the web site of the office in {month}.",
    "The finding was discussed at the accountability board in {month}.",
    "The {measure} is among the measures of the police and crime plan.",
    "That is encouraging.",
    "It matters to victims above all, and they should not have to ask twice.",
    "A report to the panel is planned for {month}.",
    "Volunteers of the office visited in {month} and had {few} questions, all of which have since "
    "been answered.",
    "There is more to do.",
    "Trust is lost quickly and comes back slowly.",
    "Victims’ groups were asked for their view in {month} and were cautiously hopeful.",
    "The panel has had this on its agenda more than once.",
    "No further action is proposed by the office at this time.",
    "The finding does not come as a surprise, given what {low} letters to the office had said.",
    "The money set aside in {month} was meant for this purpose, and the figures suggest that it "
    "has been well spent.",
    "The office will commission a small survey of {low} households in {month}.",
    "An independent member of the audit committee follows this action.",
    "The wider causes lie beyond policing, and partners have their share in them.",
    "It is right to be ambitious here.",
)
_BODY_THIRD = (
    "{Body} welcomes this progress and will ask for the {measure} in {month}.",
    "{Body} has set money aside for this in the budget.",
    "{Body} will hold {chief} to account for it at the public meeting in {month}.",
    "{Body} shares the concern of the inspectors and has told {chief} so.",
    "{Body} is content with the action taken.",
    "{Body} has asked for a further report by {month}.",
)
_CHIEF_WHOLE = (
    "I welcome the report, which sets out fairly what we do well and where we must do better.",
    "We take the findings seriously, and every one of them now has an owner among my chief "
    "officers.",
    "I would like to thank the inspection team, and my officers and staff who gave their time.",
    "We have begun work on each of the findings, and I shall report on it in {month}.",
    "Our people come to work to help others, and I am proud that the inspectors saw as much.",
)
_BODY_WHOLE = (
    "I am grateful to the inspectors for a clear and balanced report.",
    "I have read the report with care and discussed it with {chief} in {month}.",
    "My role is to ask on behalf of residents whether the service is good enough, and this report "
    "helps me to do that.",
    "I note that much has improved since the last inspection, and I congratulate everybody who "
    "had a part in it.",
    "I remain concerned about how long some of these matters have taken.",
    "I am pleased that the inspectors saw the investment that I made in {month}.",
)
_BODY_WHOLE_THIRD = (
    "{Body} is grateful to the inspectors for a clear and balanced report.",
    "{Body} has discussed the report with {chief} and thanks those who took part.",
    "{Body} notes that much has improved since the last inspection.",
    "{Body} remains concerned about how long some of these matters have taken.",
)
_NEXT = (
    "I will ask {chief} for an update at my accountability board in {month}.",
    "My office will keep a list of all the actions and publish it each quarter.",
    "I shall visit two of the teams concerned before the end of {month}.",
    "I will report to the Police and Crime Panel in {month} on what has been done.",
)
_NEXT_THIRD = (
    "{Body} will ask {chief} for an update in {month}.",
    "{Body} will publish a list of all the actions each quarter.",
    "{Body} will report to the panel in {month} on what has been done.",
)
_FINDINGS = (
    "{fault}, though the inspectors saw a will to change.",
    "{fault}.",
    "There is a sound plan for the years to come.",
    "Leaders are visible, and staff speak well of them.",
    "Work with partners is a strength.",
)


@dataclass
class Writer:
    """Somebody at the office who writes down what both sides say, no sentence twice.

    Attributes:
        rng: the source of chance.
        office: the office.
        body_first_person: whether the policing body says I.
        used: how often each pattern of a sentence was used so far.
    """

    rng: Random
    office: Office
    body_first_person: bool
    used: Counter[str] = field(default_factory=Counter)

    def chief(self, topic: Topic, *, cue: bool) -> str:
        """A sentence of the chief officer about a topic; with a cue it says who speaks."""
        return self.made(_CHIEF_CUES if cue else _CHIEF_NEUTRAL, topic)

    def body(self, topic: Topic, *, cue: bool) -> str:
        """A sentence of the policing body about a topic; with a cue it says who speaks."""
        first = _BODY_CUES if self.body_first_person else _BODY_THIRD
        return self.made(first if cue else _BODY_NEUTRAL, topic)

    def chief_whole(self, topic: Topic) -> str:
        """A sentence of the chief officer about the whole report."""
        return self.made(_CHIEF_WHOLE, topic)

    def body_whole(self, topic: Topic) -> str:
        """A sentence of the policing body about the whole report."""
        return self.made(_BODY_WHOLE if self.body_first_person else _BODY_WHOLE_THIRD, topic)

    def next_step(self, topic: Topic) -> str:
        """A sentence of the policing body about what comes next."""
        return self.made(_NEXT if self.body_first_person else _NEXT_THIRD, topic)

    def finding(self, topic: Topic) -> str:
        """A finding of the report, in a sentence."""
        return self.made(_FINDINGS, topic)

    def made(self, patterns: tuple[str, ...], topic: Topic) -> str:
        """A sentence by one of the patterns that were used least."""
        least = min(self.used[pattern] for pattern in patterns)
        pattern = self.rng.choice([one for one in patterns if self.used[one] == least])
        self.used[pattern] += 1
        return self._filled(pattern, topic)

    def _filled(self, pattern: str, topic: Topic) -> str:
        rng, words = self.rng, self.office.words
        text = pattern.format(
            step=rng.choice(topic.steps),
            unit=topic.unit,
            measure=topic.measure,
            fault=topic.fault,
            officer=self.office.officer,
            month=f"{rng.choice(MONTHS)} {rng.choice((2023, 2024, 2025))}",
            low=rng.randint(11, 48),
            high=rng.randint(49, 96),
            few=rng.choice(("five", "six", "eight", "ten", "twelve")),
            most=rng.choice(("three", "four")),
            chief=words.chief_said,
            Body=words.body_said[0].upper() + words.body_said[1:],
            Force=words.force[0].upper() + words.force[1:],
        )
        return text[0].upper() + text[1:]
