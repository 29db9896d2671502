"""Make a returned file hold what it shows: without words that are crossed out or hidden.

What was taken out is told by :func:`s55.returns.word.findings.left_out`, which reads the file
before.
"""

from __future__ import annotations

from lxml import etree

from s55.importers.readers.word.runs import Texts
from s55.word import equations, xml
from s55.word.elements import chosen, qualified
from s55.word.xml import w

_CHARACTERS = frozenset(map(w, ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "sym")))
_MATHS = tuple(map(qualified, ("m:oMathPara", "m:oMath")))
_LOOKS = ("vertAlign", "rFonts")
_ABOVE_WORDS = w("rt")


def keep_what_shows(body: etree._Element, texts: Texts) -> None:
    """Change a document so that its characters are those that a reader takes in.

    Struck and hidden characters go; raised and lowered figures and symbols become characters; of
    contents in several forms one stays; equations become text.
    """
    for alternate in list(body.iter(xml.ALTERNATE)):
        _replace(alternate, list(chosen(alternate)))
    for math in list(body.iter(*_MATHS)):
        if not any(one.tag in _MATHS for one in math.iterancestors()):
            run = xml.element("r")
            xml.add_text(run, equations.in_one_line(math))
            _replace(math, [run])
    for above in list(body.iter(_ABOVE_WORDS)):
        xml.remove(above)
    for paragraph in body.iter(xml.P):
        _show(paragraph, texts)


def _replace(node: etree._Element, others: list[etree._Element]) -> None:
    parent = node.getparent()
    if parent is not None:
        at = parent.index(node)
        parent[at : at + 1] = others


def _show(paragraph: etree._Element, texts: Texts) -> None:
    style = xml.value_of(paragraph.find(xml.PPR), "pStyle")
    last = ""
    after_a_gap = False
    for run in paragraph.iter(xml.R_RUN):
        properties = run.find(xml.RPR)
        if texts.why_left_out(style, run):
            gone = [child for child in run if child.tag in _CHARACTERS]
            for child in gone:
                run.remove(child)
            after_a_gap = after_a_gap or bool(gone)
            continue
        for node in run.iterfind(xml.T):
            _look(node, style, properties, texts)
            if after_a_gap and last.endswith(" ") and node.text:
                node.text = node.text.removeprefix(" ")
            last, after_a_gap = node.text or last, False


def _look(
    node: etree._Element, style: str | None, properties: etree._Element | None, texts: Texts
) -> None:
    """Give a text the characters that it looks like, and take the look from its run."""
    looked = texts.looked(node.text or "", style, properties)
    if looked != node.text:
        node.text = looked
        for name in _LOOKS:
            look = None if properties is None else properties.find(w(name))
            if look is not None:
                xml.remove(look)
