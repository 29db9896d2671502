"""Makes the labelled samples from sources/: the files in each format, and what they hold.

Run it by hand after a source has changed (it needs LibreOffice): python -m
tests.importers.labelled.make. In a source, data-item="kind" or data-item="kind:number" marks
where an item begins, data-more what else belongs to it; both say nothing to a reader.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path
from typing import Any

from lxml import etree, html

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "sources"
SAMPLES = HERE / "samples"
WIDTH = 86


def main() -> None:
    """Make every sample anew."""
    SAMPLES.mkdir(exist_ok=True)
    for source in sorted(SOURCES.glob("*.html")):
        page = source.read_text(encoding="utf-8")
        _labels(source.stem, page)
        _html(source.stem, page)
        _weasyprint(source.stem)
        _libreoffice(source.stem)
        (SAMPLES / f"{source.stem}.md").write_text(markdown(page), encoding="utf-8")
        (SAMPLES / f"{source.stem}.txt").write_text(plain_text(page), encoding="utf-8")
        sys.stdout.write(f"{source.stem}\n")


def _tree(text: str) -> Any:
    return html.fromstring(text)


def _labels(name: str, page: str) -> None:
    (SAMPLES / f"{name}.json").write_text(
        json.dumps(labels(page), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )


def labels(page: str) -> list[dict[str, str]]:
    """The items that a source marks, each with its whole text."""
    found: list[dict[str, str]] = []
    for element in _tree(page).iter():
        if not isinstance(element.tag, str):
            continue
        if element.get("data-item"):
            kind, _, number = str(element.get("data-item")).partition(":")
            found.append({"kind": kind, "number": number, "text": _said(element)})
        elif element.get("data-more") is not None and found:
            found[-1]["text"] += " " + _said(element, whole=True)
    return found


def _said(element: Any, *, whole: bool = False) -> str:
    """The words of an element; without what is marked as more of the item, which follows."""
    copy = _tree(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    if not whole:
        for more in copy.xpath(".//*[@data-more]"):
            more.drop_tree()
    return " ".join(" ".join(str(part) for part in copy.itertext()).split())


def _html(name: str, page: str) -> None:
    tree = _tree(page)
    for element in tree.iter():
        for mark in ("data-item", "data-more"):
            element.attrib.pop(mark, None)
    text = etree.tostring(tree, encoding="unicode", method="html", doctype="<!doctype html>")
    (SAMPLES / f"{name}.html").write_text(text, encoding="utf-8")


def _weasyprint(name: str) -> None:
    import weasyprint

    page = weasyprint.HTML(filename=str(SAMPLES / f"{name}.html"))
    target = str(SAMPLES / f"{name}.weasyprint.pdf")
    page.write_pdf(target, pdf_variant="pdf/ua-1", presentational_hints=True)


def _libreoffice(name: str) -> None:
    """Word and PDF by way of LibreOffice Writer, which sets the page in its own way."""
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}/profile"
        for kind, to in (("docx", "docx:Office Open XML Text"), ("pdf", "pdf")):
            command = ["soffice", profile, "--headless", "--infilter=HTML (StarWriter)"]
            command += ["--convert-to", to, "--outdir", folder, str(SAMPLES / f"{name}.html")]
            subprocess.run(command, check=True, capture_output=True, timeout=180)
            target = name + (".libreoffice.pdf" if kind == "pdf" else ".docx")
            shutil.copy(Path(folder, f"{name}.{kind}"), SAMPLES / target)


# --- Markdown and plain text ----------------------------------------------------


def markdown(page: str) -> str:
    """A source as somebody would type it in Markdown."""
    body = _tree(page).find(".//body")
    return "\n\n".join(_markdown(child) for child in body if isinstance(child.tag, str)) + "\n"


def _markdown(element: Any) -> str:
    if element.tag in {"h1", "h2", "h3", "h4"}:
        return "#" * int(element.tag[1]) + " " + _own(element)
    if element.tag in {"ul", "ol"}:
        return "\n".join(_list_lines(element, "", ("-", "{}.")))
    if element.tag == "table" and len(element.find(".//tr")) == 1:
        return _markdown(_frame(element))
    if element.tag == "table":
        rows = ["| " + " | ".join(_own(cell) for cell in row) + " |" for row in element.iter("tr")]
        rule = "|" + " --- |" * len(element.find(".//tr"))
        return "\n".join([rows[0], rule, *rows[1:]])
    if element.tag == "div":
        inner = "\n\n".join(_markdown(child) for child in element)
        if element.get("class") not in {None, "box"}:
            return inner
        return "\n".join(f"> {line}".rstrip() for line in inner.split("\n"))
    strong = element.find("strong")
    bold = strong is not None and _own(strong) == _own(element)
    return f"**{_own(element)}**" if bold else _own(element)


def _frame(table: Any) -> Any:
    """A table of one cell, which is a frame, as the division it stands for."""
    frame = html.Element("div")
    frame.extend(list(table.find(".//td")))
    return frame


def plain_text(page: str) -> str:
    """A source as text that was copied out of a viewer: wrapped lines, bullets, no marks."""
    body = _tree(page).find(".//body")
    lines: list[str] = []
    for element in body.iter("h1", "h2", "h3", "h4", "p", "ul", "ol", "tr"):
        if element.tag in {"ul", "ol"}:
            if next(element.iterancestors("li"), None) is None:
                lines += [*_list_lines(element, "", ("•", "{}."), wrap=True), ""]
        elif element.tag == "tr" and len(element) > 1:
            lines += ["\t".join(_own(cell) or " " for cell in element)]
        elif element.tag != "tr":
            lines += [*textwrap.wrap(_own(element), WIDTH), ""]
    return "\n".join(lines) + "\n"


def _list_lines(
    element: Any, indent: str, marks: tuple[str, str], *, wrap: bool = False
) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(element, start=int(element.get("start") or 1)):
        mark = marks[0] if element.tag == "ul" else marks[1].format(number)
        said = f"{indent}{mark} {_own(item)}"
        hang = indent + " " * (len(mark) + 1)
        lines += textwrap.wrap(said, WIDTH, subsequent_indent=hang) if wrap else [said]
        for inner in item.findall("ul"):
            lines += _list_lines(inner, hang + ("  " if wrap else ""), marks, wrap=wrap)
    return lines


def _own(element: Any) -> str:
    """The words of an element without those of lists in it."""
    copy = _tree(etree.tostring(element, encoding="unicode", method="html", with_tail=False))
    for inner in copy.xpath(".//ul"):
        inner.drop_tree()
    return " ".join(copy.text_content().split())


if __name__ == "__main__":
    main()
