"""A view of an invented response that shows every kind of field and node."""

from __future__ import annotations

import struct
import zlib
from datetime import date

from s55.documents.fields import BlockField, CheckField, InlineField
from s55.documents.views import (
    ChecklistLineView,
    HeaderRow,
    ItemView,
    JudgmentRow,
    JudgmentTable,
    LogoView,
    ResponseView,
    Section,
)
from s55.richtext.nodes import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    Control,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
)

LONG = (
    "Every quarter the panel is shown how many calls were answered inside the target, how many "
    "callers rang off, and what the supervisors did about the calls that waited longest."
)
WELSH = "Mae’r tŷ a’r dŵr yn lân – ŵ, ŷ, â; a tick ✓ and a no-break\N{NO-BREAK SPACE}space"
TRAPS = "{{ title }} {% if x %} {_{ }_} {#p a #} & < > &amp; <w:p/> \\a"


def para(text: str) -> Paragraph:
    """A paragraph of plain characters."""
    return Paragraph((Text(text),))


def item(*blocks: Block | str, value: int | None = None) -> ListItem:
    """A list item; a text stands for a paragraph."""
    return ListItem(
        tuple(para(block) if isinstance(block, str) else block for block in blocks), value
    )


def field(path: str, *blocks: Block | str) -> BlockField:
    """A field of one control."""
    inner = tuple(para(block) if isinstance(block, str) else block for block in blocks)
    return BlockField((Control(path, path.replace("_", " "), inner),))


def line(path: str, text: str) -> InlineField:
    """A field of one line."""
    return InlineField(path, path, (Text(text),))


def png(width: int, height: int) -> bytes:
    """A plain picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + b"\x1d\x2f\x5f" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def nested(depth: int) -> OrderedList:
    """Numbers in bullets in numbers, ``depth`` lists deep."""
    inner: OrderedList | BulletList = OrderedList((item(f"depth {depth}"),))
    for level in range(depth - 1, 0, -1):
        entries = (item(f"depth {level}", inner), item(f"depth {level} again"))
        inner = BulletList(entries) if level % 2 == 0 else OrderedList(entries)
    assert isinstance(inner, OrderedList)
    return inner


def every_block() -> tuple[Block, ...]:
    """One of each node type, and the harder ways to nest them."""
    return (
        Paragraph(
            (
                Text("Plain, "),
                Strong((Text("bold, "), Emphasis((Text("both"),)))),
                Text(" and "),
                Emphasis((Text("italic"),)),
                Text(", "),
                Code("code"),
                LineBreak(),
                Text("after a hard break, "),
                Link(
                    "https://www.example.org/inspections/a-long-address?year=2024&part=2",
                    (Text("the inspectorate’s "), Strong((Text("page"),))),
                    "The page",
                ),
                Text("."),
            )
        ),
        para(WELSH),
        para(TRAPS),
        Heading(3, (Text("How calls are "), Strong((Text("answered"),)))),
        para(f"{LONG} It looks at:"),
        BulletList(
            (
                item("the time to answer,"),
                item(
                    "the calls abandoned:",
                    OrderedList((item("by day,"), item("by night;", BulletList((item("101"),))))),
                ),
                item(f"the reasons. {LONG}"),
            )
        ),
        Heading(4, (Text("Three steps"),)),
        OrderedList(
            (
                item("First.", f"Still the first. {LONG}"),
                item("Second.", Quote((para("A quotation in an item."),))),
                item(
                    "Fifth.",
                    Table(((Text("A"),), (Text("B"),)), (((Text("1"),), (Text("2"),)),), ("", "")),
                    value=5,
                ),
                item("Sixth.", CodeBlock("in an item")),
            ),
            tight=False,
        ),
        OrderedList((item("Third in parentheses."), item("Fourth.")), start=3, delimiter=")"),
        Quote(
            (
                para(f"By January, forces should review their processes. {LONG} These include:"),
                BulletList(
                    (
                        item("how interviews are held;"),
                        item("how supervisors learn", BulletList((item("from each other"),))),
                        item(f"the rest. {LONG}"),
                    )
                ),
                para("The review should cover officers, staff and volunteers."),
            )
        ),
        Heading(5, (Text("Figures"),)),
        Table(
            ((Text("Measure"),), (Text("Target"),), (Text("2023/24"),)),
            (
                ((Strong((Text("999 calls"),)),), (Text("10 seconds"),), (Text("91%"),)),
                ((Text(f"101 calls. {LONG}"),), (Text("2 minutes"),), (Text("78%"),)),
            ),
            ("left", "center", "right"),
        ),
        para("After the table."),
        Heading(6, (Text("Notes"),)),
        CodeBlock("line one\n\tline two  with two spaces"),
        Rule(),
        nested(12),
        para("The end."),
    )


def recommendation(number: str, path: str) -> ItemView:
    """A recommendation that is commented on."""
    text = (
        para(f"By June 2025, chief constables should make sure that calls are graded. {LONG}"),
        BulletList((item("at the first contact; and"), item("again when risk changes."))),
    )
    control = Control(f"{path}.text", f"Recommendation {number}", text)
    return ItemView(
        kind="recommendation",
        number=number,
        heading=f"Recommendation {number}",
        text=BlockField((control,)),
        quote=BlockField((Quote((control,)),)),
        under="",
        addressed_to="",
        complete_by="",
        chief_officer=field(f"{path}.chief_officer", f"Accepted. {LONG}"),
        policing_body=field(f"{path}.policing_body", f"I welcome this. {LONG}"),
        action_label="Action proposed:",
        action_details=field(f"{path}.action_details", "A report to each quarterly meeting."),
        recommendations=(),
    )


def concern() -> ItemView:
    """A cause of concern with a recommendation."""
    inner = recommendation("1", "causes_of_concern.items[0].recommendations[0]")
    text = (Control("causes_of_concern.items[0].text", "Cause of concern", (para(LONG),)),)
    return ItemView(
        "cause_of_concern",
        "1",
        "Cause of concern 1",
        BlockField(text),
        BlockField((Quote(text),)),
        "",
        "",
        "",
        None,
        None,
        "",
        None,
        (inner,),
    )


def areas() -> BlockField:
    """Areas for improvement as one numbered list with a gap."""
    return BlockField(
        (
            OrderedList(
                tuple(
                    ListItem(
                        (
                            Control(
                                f"areas_for_improvement.items[{index}].text",
                                f"Area {number}",
                                (para(f"Area number {number}. {LONG}"),),
                            ),
                        ),
                        number,
                    )
                    for index, number in enumerate((1, 2, 4, 11))
                ),
                1,
                ")",
                tight=False,
            ),
        )
    )


def sections() -> tuple[Section, ...]:
    """Every section."""
    recommendations = tuple(
        recommendation(number, f"recommendations.items[{index}]")
        for index, number in enumerate(("2", "3"))
    )
    judgments = JudgmentTable(
        field("judgments.introduction", "The inspectorate graded these areas."),
        "Graded judgments",
        "Area",
        "Judgment",
        tuple(
            JudgmentRow(
                line(f"judgments.items[{index}].area", area),
                line(f"judgments.items[{index}].grade", grade),
            )
            for index, (area, grade) in enumerate(
                (("Preventing crime", "Good"), ("Responding to the public", "Adequate"))
            )
        ),
    )
    box = CheckField("distribution.website", "Website", True)
    empty = CheckField("distribution.panel", "Panel", False)
    return (
        Section(
            "key_findings",
            "Key Findings",
            body=field("key_findings", *every_block()),
            judgments=judgments,
        ),
        Section("causes_of_concern", "Causes of Concern", items=(concern(),)),
        Section(
            "recommendations",
            "Recommendations",
            introduction=field("recommendations.introduction", "Two apply to the force."),
            items=recommendations,
            numbered=areas(),
        ),
        Section("areas_for_improvement", "Areas for Improvement", numbered=areas()),
        Section(
            "chief_officer",
            "Chief Constable response to report and any Recommendations/Areas for Improvement",
            body=field("chief_officer.comments", LONG, LONG),
            items=recommendations,
        ),
        Section(
            "policing_body",
            "PCC response to report and any Recommendations/Areas for Improvement",
            body=field("policing_body.opening", LONG),
            reply=field("policing_body.reply_to_chief_officer", "I thank the force."),
            items=recommendations,
            closing=field("policing_body.closing", LONG),
            notice="Something is still missing here.",
        ),
        Section(
            "checklist",
            "For Office Use Only:",
            lines=(
                ChecklistLineView(box, "Response published on the website", "done on 1 June 2024"),
                ChecklistLineView(
                    empty, "Response forwarded to Police and Crime Panel", "not yet done"
                ),
            ),
        ),
    )


def rich_view(draft_notice: str = "Draft: not signed off, not for publication.") -> ResponseView:
    """A response with everything a layout can show."""
    address = "https://www.example.org/inspectorate/wp-content/uploads/peel-assessment-2021-22.pdf"
    return ResponseView(
        language="en-GB",
        document_title="Section 55 response: Answering the call",
        title=(
            "Norchester Police and Crime Commissioner (PCC) response to inspections of Norchester "
            "Police published by the inspectorate"
        ),
        statutory_line=(
            "Section 55 of the Police Act 1996 (as amended by section 37 of the Policing and "
            "Crime Act 2017) requires local policing bodies to respond to recommendations in "
            "inspectors reports within 56 days."
        ),
        draft_notice=draft_notice,
        author="Office of the Commissioner",
        dated=date(2024, 3, 1),
        logo=LogoView(png(400, 100), "image/png", "Norchester Police and Crime Commissioner"),
        header=(
            HeaderRow("Inspection Title:", line("inspection.title", f"Answering & more {TRAPS}")),
            HeaderRow("Published on:", line("inspection.published", "7 July 2023")),
            HeaderRow(
                "Link to Report:",
                InlineField(
                    "inspection.link", "Link to report", (Link(address, (Text(address),)),)
                ),
            ),
            HeaderRow("Section 55 Response Deadline:", line("deadline", "1 September 2023")),
        ),
        sections=sections(),
        labels={"office": "the office"},
    )
