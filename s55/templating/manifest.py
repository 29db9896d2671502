"""The manifest of a template set: labels, order of sections, checklist, deadline, fonts."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from s55.model.base import FormatVersion, Language, Line, Model, YesNo
from s55.model.distribution import SECRETARY_OF_STATE
from s55.model.office import Addressee, ChecklistLine, Settings
from s55.templating.list_words import MarkWords, StatedStatusWords

SectionKey = Literal[
    "key_findings",
    "causes_of_concern",
    "recommendations",
    "areas_for_improvement",
    "chief_officer",
    "policing_body",
    "checklist",
]

HeaderField = Literal[
    "title",
    "published",
    "publication_types",
    "forces",
    "link",
    "isbn",
    "deadline",
]


class HeaderLine(Model):
    """A row of the header table."""

    field: HeaderField
    """What the row shows; a row is left out if the draft does not have its field."""
    label: Line
    """The words before it."""


class SectionLine(Model):
    """A section of the document."""

    key: SectionKey
    """Which section."""
    heading: Line
    """Its heading."""


class DeadlineRule(Model):
    """How the printed deadline is worked out."""

    days_after_publication: Annotated[int, Field(ge=1, le=366)]
    """Days added to the day of publication: 56 in the standard template."""


class FontFile(Model):
    """A font that the set carries."""

    family: Line
    """The family's name, as the stylesheet writes it."""
    file: Line
    """The file, in the set's folder."""


class StyleNames(Model):
    """The names of the Word styles that text of the draft takes."""

    paragraph: Line = "Body Text"
    bullet_list: Line = "List Bullet"
    numbered_list: Line = "List Number"
    list_continuation: Line = "List Continue"
    quote: Line = "Quote"
    code: Line = "Code"
    rule: Line = "Thematic Break"
    table: Line = "Response Table"
    table_header: Line = "Table Heading"
    table_text: Line = "Table Text"
    strong: Line = "Strong"
    emphasis: Line = "Emphasis"
    inline_code: Line = "Code Text"
    hyperlink: Line = "Hyperlink"
    form_text: Line = "Form Text"
    placeholder: Line = "Placeholder Text"


class Labels(Model):
    """The fixed wording of the form.

    Words in {{ }} are filled in from settings and draft: ``office``, ``force``,
    ``policing_body``, ``chief_officer``, ``inspectorate``, ``inspection``, and, in an item's
    heading, ``number``; in the labels that add to that heading, ``heading`` and what they add.
    """

    instead_of_unknown = (
        "Words of your own go under 'words'; a layout shows them as {{ words.NAME }}. "
        "docs/templates.md lists the labels."
    )
    document_title: Line
    """The title of the file."""
    title: Line
    """The title line."""
    statutory_line: Line
    """The line about section 55."""
    draft_notice: Line
    """The words that mark a response that is not signed off."""
    corrected: Line = (
        "Corrected{% if date %} on {{ date }}{% endif %}{% if what %}: {{ what }}{% endif %}"
    )
    """At the head, for each correction; {{ date }} is its day, {{ what }} what was corrected."""
    withdrawn: Line = (
        "Withdrawn{% if date %} on {{ date }}{% endif %}{% if why %}: {{ why }}{% endif %}"
    )
    """At the head of a withdrawn response; {{ date }} is the day, {{ why }} the reason."""
    replaced_by: Line = "Replaced by:"
    """Before the response that replaces a withdrawn one."""
    replacing_response: Line = "response to “{{ title }}”"
    """The words for that response, and of the link to it; {{ title }} is the report's."""
    cause_of_concern: Line
    """The heading of a cause of concern."""
    recommendation: Line
    """The heading of a recommendation."""
    area_for_improvement: Line
    """The heading of an area for improvement."""
    area_for_priority_action: Line = (
        "Area for priority action{% if number %} {{ number }}{% endif %}"
    )
    """The heading of an area for improvement that the report calls so."""
    item_with_office_number: Line = "{{ heading }} (our number {{ office_number }})"
    """The heading of an item with the office's own number."""
    item_under: Line = "{{ heading }}: {{ under }}"
    """The heading of an item that stands under a heading of the report."""
    item_among: Line = "{{ heading }} ({{ place }} of {{ count }})"
    """The heading of an item that nothing but its place tells apart."""
    other_items: Line = "Others"
    """Above items without a heading that follow some with one, in one numbered list."""
    no_causes_of_concern: Line
    """The sentence for a report without causes of concern."""
    no_recommendations: Line
    """The sentence for a report without recommendations."""
    no_areas_for_improvement: Line
    """The sentence for a report without areas for improvement."""
    judgments_caption: Line
    """The caption of the table of graded judgments."""
    judgments_area: Line
    """The heading of its first column."""
    judgments_grade: Line
    """The heading of its second column."""
    action_taken: Line
    """Before the details of action that was taken."""
    action_proposed: Line
    """Before the details of action that is proposed."""
    action_none: Line
    """Before the reason for taking no action."""
    force_action: Line = "Action taken or proposed:"
    """Before what the force has done about an item, or proposes to do."""
    owner: Line = "Owner:"
    """Before who in the force sees to it."""
    target_date: Line = "Target date:"
    """Before the day by which the force means to have done it."""
    status: Line = "Status:"
    """Before how far the force is with it."""
    grade_outstanding: Line = "Outstanding"
    """The word for this grade, and so on for the others."""
    grade_good: Line = "Good"
    """The word for this grade."""
    grade_adequate: Line = "Adequate"
    """The word for this grade."""
    grade_requires_improvement: Line = "Requires improvement"
    """The word for this grade."""
    grade_inadequate: Line = "Inadequate"
    """The word for this grade."""
    grade_ungraded: Line = "Ungraded"
    """The word for an area that was not graded."""
    status_not_started: Line = "not started"
    """For work that has not begun."""
    status_in_progress: Line = "in progress"
    """For work that goes on."""
    status_complete: Line = "complete"
    """For work that is done."""
    closing: Line = "In conclusion"
    """The heading of the body's closing words, where comments on items stand before them."""
    no_key_findings: Line
    """Where the key findings are not written yet."""
    chief_officer_not_invited: Line
    """Where no comments are recorded, nor an invitation."""
    chief_officer_invited: Line
    """Where no comments are recorded and the invitation is; {{ invited }} is its date."""
    no_policing_body: Line
    """Where the body's comments are not written yet."""
    done_on: Line
    """After a ticked line of the checklist; {{ date }} is the day."""
    done: Line
    """After a ticked line without a known day."""
    not_done: Line
    """After a line that is not ticked."""
    list_separator: str = ", "
    """Between the entries of a list, for example of forces."""
    list_last: str = " and "
    """Before the last entry of a list."""
    in_first_language: Line = "{{ text }} (in English only)"
    """In a heading or a title of the second language, a title that is not translated."""


class LetterPart(Model):
    """What makes a response a letter: to whom it goes, and how it begins and ends.

    Words in {{ }} are filled in as in the labels. Further names: ``published`` and
    ``statutory_last_day``, each a date in words.
    """

    addressee: Annotated[tuple[Line, ...], Field(min_length=1)]
    """To whom it goes, line by line, where there is one letter: to the Secretary of State."""
    undated: Line
    """What is printed in place of its day until it is signed off."""
    salutation: Line
    """The words with which it begins, where there is one letter."""
    addressees: tuple[Addressee, ...] = ()
    """To whom letters go that differ in nothing but that; the first is the one published."""
    opening: tuple[Line, ...] = ()
    """Its first paragraphs; one that comes out empty is left out."""
    ending: tuple[Line, ...] = ()
    """Its last paragraphs; one that comes out empty is left out."""
    closing: Line
    """The words before the signature."""
    copies: tuple[Line, ...] = ()
    """Who else receives it, line by line."""

    def addressees_on(self, day: date, settings: Settings) -> tuple[Addressee, ...]:
        """Give to whom it goes on a day: those of the settings, if there are any."""
        known = [one for one in settings.addressees if one.holds_on(day)] or self.addressees
        if not known:
            lines, salutation = self.addressee, self.salutation
            one = Addressee(recipient=SECRETARY_OF_STATE, lines=lines, salutation=salutation)
            return (one,)
        found: dict[str, Addressee] = {}
        for one in known:
            found.setdefault(one.recipient, one)
        return tuple(found.values())


class SecondLanguage(Model):
    """A language in which the fixed words and the dates are said a second time."""

    language: Language
    """The language (BCP 47)."""
    catalogue: Line
    """The file with the translations: gettext's .po, in the set's folder."""
    messages: dict[Line, Line] = Field(default_factory=dict)
    """Further translations, by the words of this manifest or of the settings; they count before
    those of the catalogue."""
    apart: YesNo = False
    """Whether each language has a document for itself, with the draft's texts in that language;
    else one document says what is fixed in both."""
    texts: YesNo = False
    """Whether the one document has the draft's texts in both languages too, as far as they are
    translated."""


class PlaceLabel(Model):
    """The words of a place in a form."""

    label: Line
    """The words before it."""
    prompt: Line
    """What a Word file shows in it as long as it is empty."""


class InvitationLabels(Model):
    """The fixed wording of the invitation.

    Words in {{ }} are filled in as in the labels of the response. Further names: ``published``,
    ``invited``, ``reply_by`` and ``statutory_last_day``, each a date in words.
    """

    document_title: Line
    """The title of the file."""
    title: Line
    """The title line."""
    salutation: Line
    """The words with which the letter begins."""
    letter: Annotated[tuple[Line, ...], Field(min_length=1)]
    """The paragraphs of the letter; one that comes out empty is left out."""
    reply_line: Line
    """The sentence with the date by which comments are asked."""
    next_heading: Line
    """The heading over what happens next."""
    next_steps: Annotated[tuple[Line, ...], Field(min_length=1)]
    """What happens next; a paragraph that comes out empty is left out."""
    closing: Line
    """The words before the signature."""
    form_heading: Line
    """The heading of the form."""
    guide: tuple[Line, ...] = ()
    """How to fill in the form; a paragraph that comes out empty is left out."""
    whole_heading: Line
    """The heading over the comments on the whole report."""
    due: Line
    """The word before the day that the report sets."""
    about_heading: Line
    """The heading over name, post and date."""
    whole: PlaceLabel
    """The place for comments on the whole report."""
    comments: PlaceLabel
    """The place for comments on an item."""
    force_action: PlaceLabel
    """The place for the action taken or proposed."""
    owner: PlaceLabel
    """The place for who sees to it."""
    target_date: PlaceLabel
    """The place for the day by which it is to be done."""
    status: PlaceLabel
    """The place for how far it is."""
    status_words: StatedStatusWords
    """The words that can be chosen there."""
    name: PlaceLabel
    """The place for the name of who comments."""
    post: PlaceLabel
    """The place for their post."""
    date: PlaceLabel
    """The place for the day of the comments."""


class InvitationPart(Model):
    """The letter by which the chief officer is invited to comment, and its form."""

    word_layout: Line = "invitation.docx"
    """Its Word layout."""
    html_layout: Line = "invitation.html"
    """Its HTML layout, which is also printed as the PDF."""
    header: Annotated[tuple[HeaderLine, ...], Field(min_length=1)]
    """The report's particulars."""
    labels: InvitationLabels
    """Its fixed wording."""
    word_styles: StyleNames = Field(default_factory=StyleNames)
    """The styles of its Word layout that text of the draft takes."""


class TranslationLabels(Model):
    """The fixed wording of the table for the translator.

    Words in {{ }} are filled in as in the labels of the response, and ``original`` and
    ``translation``, the names of the two languages.
    """

    document_title: Line = "Texts to translate: {{ inspection.title }}"
    """The title of the file."""
    title: Line = "Texts to translate into {{ translation }}"
    """The title line."""
    guide: tuple[Line, ...] = (
        "Please write each translation on the right. You can use bold, lists, tables and links, as "
        "on the left. Leave a place as it is where you have no translation.",
        "In Word only the places on the right can be changed, so that nothing else is changed by "
        "accident. There is no password.",
        "Save the file as a Word document and send it back{% if office.address.email %} to "
        "{{ office.address.email }}{% endif %}.",
    )
    """How to fill it in; a paragraph that comes out empty is left out."""
    original: Line = "{{ original }}"
    """The heading of the first column."""
    translation: Line = "{{ translation }}"
    """The heading of the second column."""
    changed: Line = "{{ name }} (changed since it was translated)"
    """Above a text whose original was changed."""
    prompt: Line = "Write the translation here."
    """What a place shows as long as it is empty."""
    names: dict[Line, Line] = Field(default_factory=dict)
    """What the fields of a draft are called above their texts; else by their own names."""


class TranslationPart(Model):
    """The table of texts that goes to a translator."""

    word_layout: Line = "translation.docx"
    """Its Word layout."""
    labels: TranslationLabels = Field(default_factory=TranslationLabels)
    """Its fixed wording."""
    word_styles: StyleNames = Field(default_factory=StyleNames)
    """The styles of its Word layout that text of the draft takes."""


class NoteWords(Model):
    """The fixed wording around the notes of a text."""

    heading: Line = "Notes"
    """The heading over them on a page and in a PDF; Word has them at the foot of its pages."""
    back: Line = "Back to the text"
    """What is read out with the link that leads from a note to its place."""


class SetChecks(Model):
    """What a maintainer decides about the rules of 's55 template check'."""

    off: dict[Annotated[str, Field(pattern=r"^L[0-9]{3}$")], Line] = Field(default_factory=dict)
    """Rules that are not applied to this set, each with the reason."""


class SetManifest(Model):
    """What the manifests of all kinds of template sets have in common."""

    kind: Literal["response", "panel", "site", "register", "gathered"]
    """What the set is for."""
    name: Line
    """The name of the set: that of its folder."""
    based_on: Line | None = None
    """The set from which comes what this one does not have: files, and keys of the manifest."""
    title: Line
    """What the set is, for people."""
    language: Language = "en-GB"
    """The language of the documents (BCP 47)."""
    html_layout: Line = "layout.html"
    """The HTML layout."""
    stylesheet: Line = "style.css"
    """The stylesheet for screen and print."""
    notes: NoteWords = Field(default_factory=NoteWords)
    """The wording around the notes of a text."""
    checks: SetChecks = Field(default_factory=SetChecks)
    """Which rules of 's55 template check' are off, and why."""


class WordManifest(SetManifest):
    """The manifest of a set that makes Word files too."""

    word_layout: Line = "layout.docx"
    """The Word layout."""
    word_styles: StyleNames = Field(default_factory=StyleNames)
    """The Word styles that text of the draft takes."""

    def styles_in(self, layout: str) -> StyleNames:  # a set with several says which
        """Give the names of the styles in a Word layout, a file of the set."""
        return self.word_styles


class PrintedManifest(WordManifest):
    """The manifest of a set that makes Word files and PDFs too."""

    fonts: Annotated[tuple[FontFile, ...], Field(min_length=1)]
    """The fonts the set carries."""


class Manifest(PrintedManifest):
    """The manifest of a template set for responses."""

    kind: Literal["response"] = "response"
    """What the set is for."""
    draft_format: FormatVersion
    """The version of the draft format the set was made for."""
    deadline: DeadlineRule
    """How the printed deadline is worked out."""
    header: Annotated[tuple[HeaderLine, ...], Field(min_length=1)]
    """The rows of the header table."""
    sections: Annotated[tuple[SectionLine, ...], Field(min_length=1)]
    """The sections in their order."""
    checklist: tuple[ChecklistLine, ...]
    """The lines of the office-use checklist."""
    labels: Labels
    """The fixed wording."""
    item_headings: YesNo = True
    """Whether the layouts give each item a heading; those in its texts are then a level lower."""
    numbered_paragraphs: YesNo = False
    """Whether sections and the paragraphs of the draft's texts are numbered: 1, 1.1, 1.2."""
    words: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], Line] = Field(
        default_factory=dict
    )
    """Further fixed words of the layouts, by the names that their tags use."""
    marks: MarkWords | None = None
    """The words for the marks of items; a set without them shows no marks."""
    letter: LetterPart | None = None
    """What makes the response a letter."""
    second: SecondLanguage | None = None
    """A second language beside the first."""
    leaves_out: dict[Annotated[str, Field(pattern=r"^[a-z_]+(\.[a-z_]+)*$")], Line] = Field(
        default_factory=dict
    )
    """Texts of a draft that the set does not print, by their names, each with the reason."""
    invitation: InvitationPart | None = None
    """The invitation to comment; a set without one has no 's55 invite'."""
    translation: TranslationPart | None = None
    """The table for a translator; a set without one has no 's55 translate --docx'."""

    def styles_in(self, layout: str) -> StyleNames:
        """Give the names of the styles in a Word layout: a form's has its own."""
        forms = (self.invitation, self.translation)
        own = (one.word_styles for one in forms if one is not None and layout == one.word_layout)
        return next(own, self.word_styles)
