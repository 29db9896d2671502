"""Two invented responses, written in each layout and format that offices keep."""

from __future__ import annotations

import html
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from docx import Document

Line = tuple[str, str]
"""A kind of line and its text: heading, subheading, text, bullet, bold bullet, number, quote."""


@dataclass(frozen=True)
class Sample:
    """A response as an office wrote it.

    Attributes:
        title: the title line.
        statute: the line about section 55.
        header: labels and what stands beside them.
        lines: what follows.
        ticks: the lines of the office-use list, each with its mark.
    """

    title: str
    statute: str
    header: Sequence[tuple[str, str]]
    lines: Sequence[Line]
    ticks: Sequence[tuple[str, str]]


_TITLE = (
    "Norfolk Police and Crime Commissioner (PCC) response to inspections of Norfolk Constabulary "
    "published by His Majesty’s Inspectorate of Constabulary and Fire & Rescue Services (HMICFRS)"
)
_STATUTE = (
    "Section 55 of the Police Act 1996 (as amended by section 37 of the Policing and Crime Act "
    "2017) requires local policing bodies to respond to recommendations in inspectors reports "
    "within 56 days"
)
ADDRESS = "https://www.example.org/reports/harbour-policing"

FIRST = (
    "By March 2024, chief constables should look at how boats are moored at night. "
    "They should make sure that:"
)
FIRST_BULLETS = (
    "each mooring is lit and inspected; and",
    "somebody answers for it by name.",
)
SECOND = "By June 2024, forces should publish how long callers from the harbour have to wait."
AREAS = (
    "The force should keep a register of its boats",
    "The force should train the crews twice in every year",
    "The force should tell harbour masters whom to ring",
)

YEAR_2022 = Sample(
    _TITLE,
    _STATUTE,
    (
        ("Inspection Title:", "Harbour policing 2022: An inspection of Norfolk Constabulary"),
        ("Published Date:", "14 November 2022"),
        ("Publication Themes:", "Harbours, Rivers and Coast"),
        ("Police Forces:", "Norfolk Constabulary"),
        ("Link to Report:", ADDRESS),
    ),
    (
        ("heading", "KEY FINDINGS:"),
        ("text", "The inspectors went to four harbours and spoke to forty people."),
        ("bullet", "Three of the four were well lit."),
        ("bullet", "In one of them nobody knew whom to ring."),
        ("heading", "Areas for Improvement:"),
        ("text", "The inspectors named three areas for improvement:"),
        ("number", f"1) {AREAS[0]}"),
        ("number", f"2) {AREAS[1]}"),
        ("number", f"4) {AREAS[2]}"),
        ("heading", "CHIEF CONSTABLE RESPONSE TO REPORT AND ANY RECOMMENDATIONS:"),
        ("text", "We are glad that the inspectors came in winter, when it matters."),
        ("text", "The register was begun in October and will be whole by the spring."),
        ("heading", "PCC RESPONSE TO REPORT AND ANY RECOMMENDATIONS:"),
        ("text", "I thank the crews, who go out when others stay at home."),
    ),
    (
        ("✓", "Response published on the OPCCN website"),
        ("☑", "Response forwarded to HMICFRS Section 55 Responses"),
        ("☐", "Response forwarded to Chief Constable"),
        ("✔", "Response forwarded to Police and Crime Panel"),
    ),
)

YEAR_2023 = Sample(
    _TITLE,
    f"{_STATUTE}.",
    (
        ("Inspection Title:", "Lights on the water: How forces police harbours"),
        ("Published on:", "6 October 2023"),
        ("Publication Types:", "Thematic and Harbours"),
        ("Police Forces:", "All local forces in England and Wales"),
        ("Link to Report:", ADDRESS),
        ("Section 55 Response Deadline:", "1 December 2023"),
    ),
    (
        ("heading", "Key Findings"),
        ("text", "Forces do more for roads than for rivers, and say so themselves."),
        ("heading", "Recommendations"),
        ("text", "Two of the five recommendations are for forces:"),
        ("subheading", "Recommendation 2:"),
        ("text", FIRST),
        ("bullet", FIRST_BULLETS[0]),
        ("bullet", FIRST_BULLETS[1]),
        ("subheading", "Recommendation 5:"),
        ("text", SECOND),
        ("heading", "Areas for Improvement"),
        ("text", "There are no areas for improvement made."),
        (
            "heading",
            "Chief Constable response to report and any Recommendations/Areas for Improvement",
        ),
        ("text", "We accept both recommendations and have begun with the first of them."),
        ("subheading", "Recommendation 2"),
        ("quote", FIRST),
        ("bold bullet", FIRST_BULLETS[0]),
        ("bold bullet", FIRST_BULLETS[1]),
        ("text", "An inspector has walked along every quay at midnight. This is what was found:"),
        ("bullet", "nine lamps were broken, and are mended now;"),
        ("bullet", "two gates stood open."),
        ("subheading", "Recommendation 5"),
        ("quote", SECOND),
        ("text", "The figures will stand on our website from January."),
        ("heading", "PCC response to report and any Recommendations/Areas for Improvement"),
        ("text", "I have read the report and the answer of the Chief Constable."),
        ("subheading", "Recommendation 2"),
        ("text", "I went along on one of these nights, and saw what a lamp can do."),
        ("subheading", "Recommendation 5"),
        ("text", "Callers from the water wait too long. I shall look at the figures each month."),
        ("text", "Both recommendations together will make the harbours safer than they are."),
    ),
    (
        (
            "",
            "Response forwarded to HMICFRS Section 55 Responses and submitted onto the HMICFRS "
            "portal",
        ),
        ("", "Response forwarded to Chief Constable"),
        ("", "Response forwarded to Police and Crime Panel"),
        ("", "Response published on the OPCCN website"),
    ),
)


# --- Markdown and text -----------------------------------------------------------


def markdown(sample: Sample, *, table: bool) -> bytes:
    """The sample as Markdown, its header as a table or as labels with values below them."""
    parts = [f"# {sample.title}", f"*{sample.statute}*"]
    if table:
        rows = [f"| {label} | {value} |" for label, value in sample.header]
        parts.append("\n".join([rows[0], "| --- | --- |", *rows[1:]]))
    else:
        parts.extend(text for row in sample.header for text in row)
    parts.extend(_markdown_line(kind, text) for kind, text in sample.lines)
    parts.append("### For Office Use Only:")
    parts.append("\n".join(f"- {mark} {text}".replace("-  ", "- ") for mark, text in sample.ticks))
    return ("\n\n".join(parts) + "\n").encode()


def _markdown_line(kind: str, text: str) -> str:
    marks = {
        "heading": f"## **{text}**",
        "subheading": f"### {text}",
        "bullet": f"- {text}",
        "bold bullet": f"- **{text}**",
    }
    return marks.get(kind, text)


def plain_text(sample: Sample, *, table: bool) -> bytes:
    """The sample as text: labels with a tab or a line feed before their values."""
    parts = [sample.title, sample.statute]
    if table:
        parts.append("\n".join(f"{label}\t{value}" for label, value in sample.header))
    else:
        parts.extend(text for row in sample.header for text in row)
    parts.extend(f"• {text}" if kind.endswith("bullet") else text for kind, text in sample.lines)
    parts.append("For Office Use Only:")
    parts.append("\n".join(f"• {mark} {text}".replace("•  ", "• ") for mark, text in sample.ticks))
    return ("\n\n".join(parts) + "\n").encode()


# --- HTML, and PDF by WeasyPrint ----------------------------------------------------


def page(sample: Sample, *, table: bool) -> bytes:
    """The sample as a web page."""
    body = [f"<h1>{html.escape(sample.title)}</h1>", f"<p><em>{sample.statute}</em></p>"]
    body.extend(_header_html(sample, table=table))
    body.extend(_lines_html(sample.lines))
    body.append("<h2>For Office Use Only:</h2>")
    ticks = "".join(f"<li>{mark} {html.escape(text)}</li>" for mark, text in sample.ticks)
    body.append(f"<ul>{ticks}</ul>")
    style = "body{font:12pt 'DejaVu Sans',sans-serif}table{border-collapse:collapse}"
    style += "td,th{text-align:left;border:1px solid}"
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Response</title>"
        f"<style>{style}</style></head><body>{''.join(body)}</body></html>"
    ).encode()


def _header_html(sample: Sample, *, table: bool) -> Iterator[str]:
    rows = [(html.escape(label), _linked(value)) for label, value in sample.header]
    if table:
        yield "<table>"
        yield from (f"<tr><th>{label}</th><td>{value}</td></tr>" for label, value in rows)
        yield "</table>"
    else:
        yield from (f"<p><strong>{label}</strong> {value}</p>" for label, value in rows)


def _linked(value: str) -> str:
    escaped = html.escape(value)
    return f"<a href='{escaped}'>{escaped}</a>" if value.startswith("https:") else escaped


def _lines_html(lines: Sequence[Line]) -> Iterator[str]:
    tags = {"heading": "h2", "subheading": "h3", "text": "p", "quote": "p"}
    opened = ""
    for kind, text in lines:
        wanted = {"bullet": "ul", "bold bullet": "ul", "number": "ol"}.get(kind, "")
        if opened and wanted != opened:
            yield f"</{opened}>"
        if wanted and wanted != opened:
            yield f"<{wanted}>"
        opened = wanted
        yield _line_html(kind, html.escape(text), tags)


def _line_html(kind: str, text: str, tags: dict[str, str]) -> str:
    if kind == "bold bullet":
        return f"<li><strong>{text}</strong></li>"
    if kind == "bullet":
        return f"<li>{text}</li>"
    if kind == "number":
        number, _, words = text.partition(") ")
        counted = f"counter-increment:list-item 0;counter-set:list-item {number}"
        return f"<li value='{number}' style='{counted}'>{words}</li>"
    return f"<{tags[kind]}>{text}</{tags[kind]}>"


def printed(sample: Sample, *, table: bool) -> bytes:
    """The web page as a PDF."""
    from s55.render.pdf.loading.weasyprint import weasyprint

    made = weasyprint().HTML(string=page(sample, table=table).decode()).write_pdf()
    return bytes(made)


# --- Word, and PDF by LibreOffice ---------------------------------------------------


def word(sample: Sample, *, table: bool) -> bytes:
    """The sample as somebody types it in Word: bold lines for headings, the list styles."""
    document = Document()
    document.add_paragraph().add_run(sample.title).bold = True
    document.add_paragraph().add_run(sample.statute).italic = True
    if table:
        grid = document.add_table(rows=0, cols=2)
        for label, value in sample.header:
            cells = grid.add_row().cells
            cells[0].text, cells[1].text = label, value
    else:
        for label, value in sample.header:
            document.add_paragraph(f"{label} {value}")
    for kind, text in sample.lines:
        _type(document, kind, text)
    document.add_paragraph().add_run("For Office Use Only:").bold = True
    for mark, text in sample.ticks:
        document.add_paragraph(f"{mark} {text}".strip())
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _type(document: object, kind: str, text: str) -> None:
    add = document.add_paragraph  # type: ignore[attr-defined]  # python-docx returns no class
    match kind:
        case "heading" | "subheading":
            add().add_run(text).bold = True
        case "bullet":
            add(text, style="List Bullet")
        case "bold bullet":
            add(style="List Bullet").add_run(text).bold = True
        case _:
            add(text)


def by_office(data: bytes, folder: Path, target: str) -> bytes:
    """A Word file as LibreOffice saves it: ``pdf``, ``docx``, ``odt``, ``html``."""
    source = folder / "in" / "response.docx"
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            target,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return (folder / f"response.{target}").read_bytes()
