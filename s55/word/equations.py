"""Write an equation of a Word file in one line, as people type one: (a + b)/2, x², √(2).

Source: ECMA-376 part 1, 22.1 (Office math). The form is that of Unicode's plain-text mathematics
(UTN 28), with figures raised and lowered where there are characters for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from s55.model.verdict import TAKEN
from s55.richtext.figures import lowered, raised
from s55.word.elements import ELEMENTS, NAMESPACES, is_element, qualified

_SIMPLE = re.compile(r"[^\W_]+(?:[.,]\d+)*|[^\W_]*[⁰-⁹²³¹₀-₉]+")
_DEEPEST = 60
_DEFAULT_OPERATOR = "\u222b"
_M = f"{{{NAMESPACES['m']}}}"
_TEXT = qualified("m:t")
_VAL = f"{_M}val"


def in_one_line(math: etree._Element) -> str:
    """Write an ``m:oMath``, or several of them in an ``m:oMathPara``, in one line.

    One that is nested deeper than any real equation is written without its structure.
    """
    if _depth(math) > _DEEPEST:
        return " ".join("".join(node.text or "" for node in math.iter(_TEXT)).split())
    return " ".join(_inside(math).split())


def _depth(math: etree._Element) -> int:
    ends = (node for node in math.iter() if not len(node))
    return max(sum(1 for _ in node.iterancestors()) for node in ends)


def has_structure(math: etree._Element) -> bool:
    """Whether an equation is more than characters that follow each other."""
    plain = {qualified(name) for name in ("m:r", "m:t", "m:oMath")}
    return any(
        is_element(one)
        and one.tag.startswith(_M)
        and one.tag not in plain
        and ELEMENTS.get(one.tag) == TAKEN
        for one in math.iterdescendants()
    )


def _inside(parent: etree._Element | None) -> str:
    return "".join(_said(child) for child in ([] if parent is None else parent))


def _said(node: etree._Element) -> str:
    if not is_element(node) or ELEMENTS.get(node.tag) != TAKEN:
        return ""
    if node.tag == _TEXT or not node.tag.startswith(_M):
        return node.text or "" if node.tag in (_TEXT, qualified("w:t")) else _inside(node)
    name = node.tag.removeprefix(_M)
    write = _STRUCTURES.get(name)
    return write(node) if write else _inside(node)


def _part(node: etree._Element, name: str) -> str:
    return _inside(node.find(f"{_M}{name}")).strip()


def _parts(node: etree._Element, name: str) -> Iterator[str]:
    return (_inside(one).strip() for one in node.iterfind(f"{_M}{name}"))


def _property(node: etree._Element, name: str, default: str) -> str:
    found = node.find(f"{_M}{node.tag.removeprefix(_M)}Pr/{_M}{name}")
    return default if found is None else found.get(_VAL, "")


def _grouped(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"


def _above(text: str) -> str:
    return "" if not text else raised(text) or f"^{_grouped(text)}"


def _below(text: str) -> str:
    return "" if not text else lowered(text) or f"_{_grouped(text)}"


def _fraction(node: etree._Element) -> str:
    over, under = _part(node, "num"), _part(node, "den")
    if _property(node, "type", "bar") == "noBar":
        return f"({over} over {under})"
    return f"{_grouped(over)}/{_grouped(under)}"


def _scripts(node: etree._Element) -> str:
    return _base(node) + _below(_part(node, "sub")) + _above(_part(node, "sup"))


def _base(node: etree._Element) -> str:
    base = _part(node, "e")
    return base if len(base) < 2 or base.isalnum() or base[-1] in ")]}" else f"({base})"


def _scripts_before(node: etree._Element) -> str:
    return _below(_part(node, "sub")) + _above(_part(node, "sup")) + _part(node, "e")


def _root(node: etree._Element) -> str:
    degree, inner = _part(node, "deg"), _part(node, "e")
    return f"{raised(degree) or _grouped(degree) if degree else ''}√({inner})"


def _operator(node: etree._Element) -> str:
    sign = _property(node, "chr", _DEFAULT_OPERATOR)
    return f"{sign}{_below(_part(node, 'sub'))}{_above(_part(node, 'sup'))} {_part(node, 'e')}"


def _brackets(node: etree._Element) -> str:
    opening, closing = _property(node, "begChr", "("), _property(node, "endChr", ")")
    return opening + _property(node, "sepChr", "|").join(_parts(node, "e")) + closing


def _function(node: etree._Element) -> str:
    inner = _part(node, "e")
    return f"{_part(node, 'fName')}{inner if inner[:1] in '([' else f' {inner}'}"


def _limit_below(node: etree._Element) -> str:
    return f"{_part(node, 'e')}{_below(_part(node, 'lim'))}"


def _limit_above(node: etree._Element) -> str:
    return f"{_part(node, 'e')}{_above(_part(node, 'lim'))}"


def _matrix(node: etree._Element) -> str:
    return "[" + "; ".join(", ".join(_parts(row, "e")) for row in node.iterfind(f"{_M}mr")) + "]"


def _lines(node: etree._Element) -> str:
    return "; ".join(_parts(node, "e"))


def _accent(node: etree._Element) -> str:
    return f"{_base(node)}{_property(node, 'chr', chr(0x302))}"


_STRUCTURES = {
    "f": _fraction,
    "sSup": _scripts,
    "sSub": _scripts,
    "sSubSup": _scripts,
    "sPre": _scripts_before,
    "rad": _root,
    "nary": _operator,
    "d": _brackets,
    "func": _function,
    "limLow": _limit_below,
    "limUpp": _limit_above,
    "m": _matrix,
    "eqArr": _lines,
    "acc": _accent,
}
