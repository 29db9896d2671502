"""Views of responses built by hand, for the tests of the output formats."""

from __future__ import annotations

from base64 import b64decode
from dataclasses import replace
from datetime import date
from pathlib import Path

from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Control,
    Emphasis,
    Heading,
    Hyperlink,
    Inline,
    LineBreak,
    ListItem,
    Note,
    OrderedList,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
    ThematicBreak,
)
from s55.views.fields import BlockField, CheckField, DayPicked, InlineField, OneOf
from s55.views.response.contents import (
    ChecklistLineView,
    HeaderRow,
    ItemView,
    JudgmentRow,
    JudgmentTable,
    LogoView,
    ResponseView,
    Section,
)

LOGO = LogoView(
    b64decode(
        "iVBORw0KGgoAAAANSUhEUgAAADwAAAAUCAIAAABeYcl+AAAAL0lEQVR42u3OAQ0AMAgAIH0PMxjJ/i1eQzdI"
        "QFZPXPPiIGlpaWlpaWlpaWlp6f0+mf4A09o9Y48AAAAASUVORK5CYII="
    ),
    "image/png",
    "The office’s logo",
)
"""A navy rectangle of 60 by 20 pixels."""

TEMPLATES = Path(__file__).parent.parent / "templates"

LONG_ADDRESS = (
    "https://www.example.police.uk/inspections/publications/2023/a-report-with-a-very-long-name/"
    "and-a-second-part-of-the-address-that-has-no-place-to-break?format=print&language=en-GB"
)


def words(text: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Text(text),))


def line(path: str, text: str) -> InlineField:
    """A field of one line."""
    return InlineField(path, path, (Text(text),))


def field(path: str, *blocks: Block) -> BlockField:
    """A field of blocks, in the control that a draft's text stands in."""
    return BlockField((Control(path, path, blocks),))


def nested(depth: int) -> Block:
    """A list within a list, bulleted and numbered by turns, ``depth`` deep."""
    inner: tuple[Block, ...] = () if depth == 1 else (nested(depth - 1),)
    item = ListItem((words(f"Level {depth} from the bottom"), *inner))
    if depth % 3 == 0:
        return BulletList((item, ListItem((words(f"A second bullet at {depth}"),))))
    return OrderedList(
        (item, ListItem((words(f"The next number at {depth}"),))),
        start=depth,
        delimiter=".)"[depth % 2],
    )


def lettered() -> Block:
    """Lists with letters, roman numbers and figures in brackets within each other."""
    figures = OrderedList(
        (ListItem((words("in full"),)), ListItem((words("in part"),))), delimiter="()"
    )
    roman = OrderedList(
        (ListItem((words("its comments"),)), ListItem((words("an explanation:"), figures))),
        start=3,
        delimiter=")",
        style="i",
    )
    entries = (
        ListItem((words("to invite"),)),
        ListItem((words("to publish"), words("a second paragraph"), roman)),
        ListItem((words("to send"),), value=5),
    )
    return OrderedList(entries, delimiter="()", tight=False, style="a")


def every_block() -> tuple[Block, ...]:
    """Every kind of node, in the combinations that have made trouble in some format."""
    return (*_inline_blocks(), *_list_blocks(), *_other_blocks())


def _inline_blocks() -> tuple[Block, ...]:
    address = "https://www.example.org/plan"
    mixed: tuple[Inline, ...] = (Strong((Text("bold"),)), Text(" and plain"))
    return (
        Heading(3, (Text("Words and marks"),)),
        words(
            "Tŷ’r Cyngor — ‘ŵ’ and “ŷ”, no\u00a0break, £5, ½, 20\u2011minute, ✓ ✔ ✗ ✅ ☐ ☑ → ⇒ …"
        ),
        Paragraph(
            (
                Text("Some "),
                Emphasis((Text("slanted "), Strong((Text("and heavy"),)))),
                Text(" words, "),
                Code("code <b> & so on"),
                LineBreak(),
                Text("after a break."),
            )
        ),
        Paragraph(
            (
                Text("Links: "),
                Hyperlink(address, (Text("plain"),)),
                Text(", "),
                Hyperlink(address, (Strong((Text("all bold"),)),)),
                Text(", "),
                Hyperlink(address, mixed, title='a "title"'),
                Text(", "),
                Strong((Hyperlink(address, (Text("inside"),)),)),
                Text(", "),
                Hyperlink(address, (Text("plain then "), Emphasis((Strong((Text("both"),)),)))),
                Text(", "),
                Hyperlink(address, (Code("code"), Text(" in a link"))),
                Text(", "),
                Hyperlink(LONG_ADDRESS, (Text(LONG_ADDRESS),)),
                Text(" and "),
                Hyperlink("mailto:office@example.org", (Text("post"),)),
                Text("."),
            )
        ),
        Paragraph(
            (
                Text("A note."),
                Note((words("Its words."),)),
                Text(" A long one"),
                Strong((Text("!"), Note(_note_blocks()))),
            )
        ),
    )


def _note_blocks() -> tuple[Block, ...]:
    source = Hyperlink("https://www.example.org/note", (Text("the source"),))
    return (
        Paragraph((Text("See "), source, Text("."))),
        BulletList((ListItem((words("first"),)), ListItem((words("second"),)))),
    )


def _list_blocks() -> tuple[Block, ...]:
    long = "An item whose words run on for some lines, so that the hanging indent can be seen. " * 2
    return (
        Heading(4, (Text("Lists"),)),
        BulletList((ListItem((words("One"),)), ListItem((words("Two"),)))),
        OrderedList(
            (
                ListItem((words(long),)),
                ListItem((words("Second, at 7"),), value=7),
                ListItem((words("Then 8"),)),
            ),
            start=3,
            delimiter=")",
        ),
        BulletList((ListItem((words("Loose one"),)), ListItem((words("Loose two"),))), tight=False),
        OrderedList(
            (
                ListItem((words(long), words("A second paragraph of the item."))),
                ListItem((Quote((words("A quotation in an item"),)), words("and what follows it"))),
                ListItem(
                    (words("Before"), BulletList((ListItem((words("within"),)),)), words("After"))
                ),
                ListItem((CodeBlock("code in an item"),)),
                ListItem((_table(),)),
                ListItem(()),
            ),
            tight=False,
        ),
        lettered(),
        nested(12),
        BulletList((ListItem((OrderedList((ListItem((words("a list at once"),)),)),)),)),
    )


def _other_blocks() -> tuple[Block, ...]:
    return (
        Heading(4, (Text("Quotations, code and tables"),)),
        Quote(
            (
                words("A quotation with a list:"),
                BulletList((ListItem((words("first"),)), ListItem((words("second"),)))),
                Quote((words("and a quotation within."),)),
            )
        ),
        CodeBlock(
            "if grade == 'good':\n    publish()  # a line of code so long that it wraps\n\n<end>"
        ),
        ThematicBreak(),
        _table(),
        Table(
            ((), (Text("A"),)),
            (((Text("row"),), (Text("1"), Note((words("In a cell."),)))),),
            ("", ""),
        ),
    )


def _table() -> Table:
    cell = (Text("Calls answered within ten seconds"),)
    return Table(
        ((Text("Measure"),), (Text("2022"),), (Strong((Text("2023"),)),)),
        tuple(
            (
                cell,
                (Text(f"{number} %"),),
                (Hyperlink("https://www.example.org", (Text("source"),)),),
            )
            for number in (81, 92)
        ),
        ("left", "center", "right"),
    )


def item(number: str, kind: str = "recommendation", label: str = "Recommendation") -> ItemView:
    """A recommendation with comments of both, action and details."""
    path = f"recommendations.items[{number}]"
    text = (
        words(f"By January 2024, the force should look again at how it does the work of {number}."),
        BulletList(
            (ListItem((words("first with what it has; and"),)), ListItem((words("then more."),)))
        ),
    )
    owner = line(f"{path}.owner", "Head of Contact")
    day = replace(
        line(f"{path}.target_date", "31 March 2024"),
        picked=DayPicked(date(2024, 3, 31), "en-GB"),
    )
    choices = (("in progress", "in progress"), ("complete", "complete"))
    status = replace(line(f"{path}.status", "in progress"), picked=OneOf("in progress", choices))
    return ItemView(
        kind=kind,
        number=number,
        office_number="",
        heading=f"{label} {number}",
        short=f"{label} {number}",
        priority=False,
        text=field(f"{path}.text", *text),
        quote=BlockField((Quote(text),)),
        under="",
        addressed_to="chief constables",
        complete_by="January 2024",
        chief_officer=field(f"{path}.chief_officer", words("The force has begun the work.")),
        force_label="Action taken or proposed:",
        force_action=field(f"{path}.force_action", words("Two teams were trained in March.")),
        owner=owner,
        target_date=day,
        status=status,
        status_key="in_progress",
        mark=None,
        mark_key="",
        answers=(
            HeaderRow("Owner:", owner),
            HeaderRow("target date:", day),
            HeaderRow("status:", status),
        ),
        policing_body=field(f"{path}.policing_body", words("I shall ask for a report in May.")),
        action_label="Action taken:",
        action_details=field(f"{path}.action_details", words("A board now meets each month.")),
        recommendations=(),
    )


def rich_view(
    *, draft: bool = True, logo: LogoView | None = None, blocks: tuple[Block, ...] | None = None
) -> ResponseView:
    """A response that shows every field and every kind of node."""
    return ResponseView(
        language="en-GB",
        document_title="Section 55 response: Answering <calls> & “more”",
        title=(
            "Borsetshire Police and Crime Commissioner (PCC) response to inspections of "
            "Borsetshire Police published by His Majesty’s Inspectorate of Constabulary and "
            "Fire & Rescue Services (HMICFRS)"
        ),
        statutory_line="Section 55 of the Police Act 1996 asks for a response within 56 days.",
        draft_notice="Draft: not signed off, not for publication." if draft else "",
        author="Office of the Police and Crime Commissioner for Borsetshire",
        dated=date(2023, 8, 31),
        logo=logo,
        header=(
            HeaderRow("Inspection Title:", line("inspection.title", "Answering <calls> & “more”")),
            HeaderRow("Published on:", line("inspection.published", "7 July 2023")),
            HeaderRow(
                "Link to Report:",
                InlineField(
                    "inspection.link", "Link", (Hyperlink(LONG_ADDRESS, (Text(LONG_ADDRESS),)),)
                ),
            ),
        ),
        sections=_sections(every_block() if blocks is None else blocks),
    )


def _sections(blocks: tuple[Block, ...]) -> tuple[Section, ...]:
    cause = item("1", "cause_of_concern", "Cause of concern")
    areas = OrderedList(
        tuple(ListItem((words(f"The force should do better at {n}."),)) for n in range(1, 12)),
        delimiter=")",
    )
    return (
        Section(
            "key_findings",
            "Key Findings",
            body=field("key_findings", *blocks),
            judgments=_judgments(),
        ),
        Section(
            "causes_of_concern",
            "Causes of Concern",
            introduction=field("causes_of_concern.introduction", words("There is one cause.")),
            items=(_with_recommendations(cause),),
        ),
        Section(
            "recommendations",
            "Recommendations",
            items=(item("2"), item("3"), item("6")),
            numbered=BlockField((areas,)),
        ),
        Section("areas_for_improvement", "Areas for Improvement", numbered=BlockField((areas,))),
        Section(
            "chief_officer",
            "Chief Constable response to report and any Recommendations/Areas for Improvement",
            notice="The Chief Constable was invited to comment on 10 July 2023.",
            body=field("chief_officer.comments", words("We welcome the report.")),
            items=(item("2"), item("3")),
        ),
        Section(
            "policing_body",
            "PCC response to report and any Recommendations/Areas for Improvement",
            body=field("policing_body.opening", words("I have read the report with care.")),
            reply=field("policing_body.reply_to_chief_officer", words("I note the comments.")),
            items=(item("2"),),
            closing=field("policing_body.closing", words("I shall return to it in the spring.")),
        ),
        Section("checklist", "For Office Use Only:", lines=_lines()),
    )


def _with_recommendations(cause: ItemView) -> ItemView:
    return replace(cause, recommendations=(item("1.1"), item("1.2")))


def _judgments() -> JudgmentTable:
    grades = {"Preventing crime": "Good", "Responding to the public": "Requires improvement"}
    return JudgmentTable(
        field("judgments.introduction", words("The grades are:")),
        "Graded judgments",
        "Area",
        "Judgment",
        tuple(
            JudgmentRow(
                line(f"judgments.items[{n}].area", area), line(f"judgments.items[{n}].grade", grade)
            )
            for n, (area, grade) in enumerate(grades.items())
        ),
    )


def _lines() -> tuple[ChecklistLineView, ...]:
    return (
        ChecklistLineView(
            CheckField("distribution.inspectorate", "Inspectorate", True),
            "Response forwarded to HMICFRS Section 55 Responses",
            "done on 30 August 2023",
        ),
        ChecklistLineView(
            CheckField("distribution.panel", "Panel", False),
            "Response forwarded to Police and Crime Panel",
            "not yet done",
        ),
    )
