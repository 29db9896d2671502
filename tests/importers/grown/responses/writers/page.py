"""A grown document as HTML: as a page of a site, or for paper."""

from __future__ import annotations

from html import escape

from tests.importers.grown.responses.blocks import (
    Block,
    Entries,
    Field,
    Framed,
    Furniture,
    Grid,
    Heading,
    Look,
    Passage,
    Run,
)
from tests.importers.grown.responses.documents import Document

_STYLE = """
body { font: 11pt/1.4 "DejaVu Sans", sans-serif; }
.indent { margin-left: 2.5em; } .right { text-align: right; }
.bar { margin-left: 1em; padding-left: 1em; border-left: 4px solid #557; }
.box { border: 1px solid #333; padding: .4em .8em; margin: .8em 0; }
table { border-collapse: collapse; margin: .8em 0; width: 100%; }
th, td { border: 1px solid #444; padding: .3em .5em; vertical-align: top; text-align: left; }
ul.menu li { display: inline; margin-right: 1em; }
"""
_PAPER = """
@page { size: A4; margin: 2.2cm 2cm; @top-left { content: "%s"; font-size: 8pt; } %s }
body { font-size: 10pt; }
"""
_PAGE_NUMBERS = (
    '@bottom-right { content: "Page " counter(page) " of " counter(pages); font-size: 8pt; }'
)


def page(document: Document, *, paper: bool = False, bare: bool = False) -> str:
    """The HTML of a document; for paper with the heads of pages, bare without a site round it."""
    round_it = document.furniture
    style = _STYLE
    if paper:
        numbers = _PAGE_NUMBERS if round_it.page_numbers else ""
        style += _PAPER % (round_it.running, numbers)
    markup = "headings" if paper or bare else document.axes.markup
    body = _body(document.blocks, markup)
    if not (paper or bare):
        body = _site(round_it, body)
    return (
        f'<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f"<title>{escape(document.title)}</title><style>{style}</style></head>\n"
        f"<body>\n{body}\n</body></html>\n"
    )


def _body(blocks: tuple[Block, ...], markup: str) -> str:
    """The text; headings as bold paragraphs, or what is under each of level 2 as a part."""
    lines: list[str] = []
    is_open = False
    for block in blocks:
        if isinstance(block, Heading) and block.level > 1 and markup == "bold":
            lines.append(f"<p><b>{_titled(block)}</b></p>")
        elif isinstance(block, Heading) and block.level == 2 and markup == "parts":
            lines.append("</div></details>" if is_open else "")
            lines.append(f"<details open><summary>{_titled(block)}</summary><div>")
            is_open = True
        else:
            lines.append(_block(block))
    lines.append("</div></details>" if is_open else "")
    return "\n".join(lines)


def _titled(block: Heading) -> str:
    return escape(f"{block.marker} {block.text}".strip())


def _site(round_it: Furniture, body: str) -> str:
    if not round_it.menu:
        return f"<main>{body}</main>"
    menu = "".join(f'<li><a href="#">{escape(one)}</a></li>' for one in round_it.menu)
    crumbs = " &gt; ".join(f'<a href="#">{escape(one)}</a>' for one in round_it.crumbs)
    foot = "".join(f"<li>{escape(one)}</li>" for one in round_it.foot)
    return (
        f'<header><a href="#main">Skip to content</a><nav><ul class="menu">{menu}</ul></nav>'
        f'</header>\n<div class="breadcrumb">{crumbs}</div>\n<main id="main">\n{body}\n</main>\n'
        f"<footer><ul>{foot}</ul></footer>"
    )


def _runs(runs: tuple[Run, ...]) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    text = escape(run.text).replace("\n", "<br>")
    if run.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if run.bold else text


def _class(look: Look) -> str:
    return f' class="{look.value}"' if look in (Look.INDENT, Look.BAR, Look.RIGHT) else ""


def _block(block: Block) -> str:
    if isinstance(block, Passage):
        marker = f"{block.marker} " if block.marker else ""
        return f"<p{_class(block.look)}>{marker}{_runs(block.runs)}</p>"
    if isinstance(block, Heading):
        return f"<h{block.level}>{_titled(block)}</h{block.level}>"
    if isinstance(block, Entries):
        tag = "ol" if block.ordered else "ul"
        entries = "".join(f"<li>{_runs(entry)}</li>" for entry in block.entries)
        return _apart(f"<{tag}>{entries}</{tag}>", block.look)
    if isinstance(block, Framed):
        return f'<div class="box">{"".join(map(_block, block.blocks))}</div>'
    return _grid(block)


def _apart(text: str, look: Look) -> str:
    return f"<div{_class(look)}>{text}</div>" if look is not Look.PLAIN else text


def _grid(grid: Grid) -> str:
    rows = "".join(f"<tr>{''.join(map(_cell, row))}</tr>\n" for row in grid.rows)
    return f"<table>\n{rows}</table>"


def _cell(field: Field) -> str:
    tag = "th" if field.head else "td"
    across = f' colspan="{field.across}"' if field.across > 1 else ""
    down = f' rowspan="{field.down}"' if field.down > 1 else ""
    first, *others = field.blocks
    if not others and isinstance(first, Passage):
        runs = first.runs
        if field.head:
            runs = tuple(Run(run.text, counted=run.counted) for run in runs)
        return f"<{tag}{across}{down}>{_runs(runs)}</{tag}>"
    return f"<{tag}{across}{down}>{''.join(map(_block, field.blocks))}</{tag}>"
