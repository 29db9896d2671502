"""The faults of tags in Word layouts: each kind is found, and docxtpl does trip over it."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.document import Document
from docxtpl import DocxTemplate
from lxml import etree

from s55.lint.parsed.word_tags import TagFault, TagFaultKind, tag_faults
from s55.templating.environment import layout_environment
from s55.word.xml import P, T

Cells = tuple[tuple[str, ...], ...]
"""The rows of a table."""
_ENVIRONMENT = layout_environment(lambda value: value, autoescape=False)


def _layout(contents: tuple[str | Cells, ...]) -> Document:
    document = docx.Document()
    for one in contents:
        if isinstance(one, str):
            document.add_paragraph(one)
            continue
        table = document.add_table(len(one), len(one[0]))
        for row, words in zip(table.rows, one, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                cell.paragraphs[0].text = text
    return document


def _faults(document: Document) -> list[TagFault]:
    places = [("word/document.xml", p) for p in document.element.body.iter(P)]
    return tag_faults(places, _ENVIRONMENT)


def _rendered(document: Document) -> list[str]:
    """The words of each paragraph after docxtpl has filled the layout in."""
    file = BytesIO()
    document.save(file)
    template = DocxTemplate(file)
    template.render({"a": "A", "list": ["1", "2"]}, layout_environment(str, autoescape=False))
    body = etree.fromstring(etree.tostring(template.docx.element.body))
    return ["".join(t.text or "" for t in p.iter(T)) for p in body.iter(P)]


KIND = TagFaultKind
FAULTS: tuple[tuple[TagFaultKind, tuple[str | Cells, ...], dict[str, str]], ...] = (
    (KIND.NOT_CLOSED, ("{{ a", "words"), {"open": "{{"}),
    (KIND.NOT_CLOSED, ("{% if a {{ a }}",), {"open": "{%"}),
    (KIND.CLOSED_LATER, ("{{ a", "}} words"), {"open": "{{"}),
    (KIND.NOT_OPENED, ("{{ a }} and { a }}",), {"close": "}}"}),
    (KIND.NO_END, ("{% for x in list %}",), {"word": "for"}),
    (KIND.NO_BEGINNING, ("words {% endif %}",), {"raw": "{% endif %}"}),
    (KIND.NO_BEGINNING, ("{% else %}",), {"raw": "{% else %}"}),
    (KIND.UNREADABLE, ("{{ a + }}",), {}),
    (KIND.UNREADABLE, ("{% if a %}{% endif b %}",), {}),
    (KIND.NO_FILTER, ("{{ a | uper }}",), {"name": "uper"}),
    (KIND.NO_TEST, ("{% if a is grand %}{% endif %}",), {"name": "grand"}),
    (KIND.OWN_BRACKETS, ('{%p if a != "}" %}', "words", "{%p endif %}"), {"prefix": "{%p"}),
    (KIND.SPACE, ("{% p if a %}", "words", "{% p endif %}"), {"prefix": "p"}),
    (KIND.OUTSIDE_TABLE, ("{%tr if a %}",), {"raw": "{%tr if a %}"}),
    (KIND.OTHER_PREFIX, ("{%p if a %}", "words {% endif %}"), {"close": "{% endif %}"}),
    (KIND.OTHER_PREFIX, ("{%p if a %}", "{% else %}", "{%p endif %}"), {"close": "{% else %}"}),
    (
        KIND.OTHER_TABLE,
        ((("{%tr if a %}",), ("x",)), "between", (("y",), ("{%tr endif %}",))),
        {"open": "{%tr if a %}", "close": "{%tr endif %}"},
    ),
    (KIND.SAME_ROW, ((("{%tr if a %}", "{%tr endif %}"),),), {"close": "{%tr endif %}"}),
    (KIND.OTHER_ROW, ((("{%tc if a %}",), ("{%tc endif %}",)),), {"open": "{%tc if a %}"}),
    (KIND.OUTSIDE_CELL, ("{% colspan 2 %}",), {"raw": "{% colspan 2 %}"}),
    (KIND.SAME_PARAGRAPH, ("{%p if a %} words {%p endif %}",), {"close": "{%p endif %}"}),
    (KIND.BESIDE, ("{%p if a %} lost", "{%p endif %}"), {"rest": "lost"}),
    (KIND.BESIDE, ((("{%tr if a %}", "lost"), ("{%tr endif %}", "")),), {"rest": "lost"}),
)
_SILENT = frozenset(
    {
        KIND.NOT_OPENED,
        KIND.OTHER_PREFIX,
        KIND.OTHER_TABLE,
        KIND.SAME_ROW,
        KIND.OTHER_ROW,
        KIND.BESIDE,
        KIND.CLOSED_LATER,
    }
)
"""What docxtpl renders without a word, and wrongly."""


@pytest.mark.parametrize(("kind", "contents", "words"), FAULTS, ids=lambda one: str(one)[:40])
def test_a_fault_is_found_with_what_the_message_quotes(
    kind: TagFaultKind, contents: tuple[str | Cells, ...], words: dict[str, str]
) -> None:
    found = [fault for fault in _faults(_layout(contents)) if fault.kind is kind]
    assert found
    assert words.items() <= found[0].words.items()


def test_a_tag_that_is_torn_is_told_once() -> None:
    """What is left of its end is not told as one that nothing opens."""
    found = _faults(_layout(("{% if a {{ a }} %}",)))
    assert [fault.kind for fault in found] == [KIND.NOT_CLOSED]


def test_every_kind_but_deletions_and_pictures_is_tried_above() -> None:
    assert {kind for kind, _, _ in FAULTS} | {KIND.DELETED} == set(KIND)


@pytest.mark.parametrize(
    ("kind", "contents"),
    [(kind, contents) for kind, contents, _ in FAULTS if kind not in _SILENT],
    ids=lambda one: str(one)[:40],
)
def test_docxtpl_cannot_fill_in_such_a_layout(
    kind: TagFaultKind, contents: tuple[str | Cells, ...]
) -> None:
    """So the message is no false alarm: the render would have stopped."""
    with pytest.raises(Exception, match=r"."):
        _rendered(_layout(contents))
    assert kind not in _SILENT


def test_docxtpl_drops_the_words_beside_a_paragraph_tag_in_silence() -> None:
    assert _rendered(_layout(("{%p if a %} lost", "kept", "{%p endif %}"))) == ["kept"]


@pytest.mark.parametrize(
    "contents",
    [
        ("{{ a }} and {{ a | upper }}", "{# {{ a remark }} #}", "{% set b = 1 %}"),
        ("{%p if a %}", "{{ a }}", "{%p else %}", "words", "{%p endif %}"),
        ("{% for x in list %}{{ x }}{% if not loop.last %}, {% endif %}{% endfor %}",),
        ("{% if a == “A” %}yes{% elif a is defined %}no{% endif %}",),
        ((("{%tr for x in list %}", ""), ("{{ x }}", "{{ a }}"), ("{%tr endfor %}", "")),),
        ((("{%tc for x in list %}", "{{ x }}", "{%tc endfor %}"),),),
        ("{{ '}' }}", "brackets } and { alone", "50 % {off}"),
    ],
    ids=lambda one: str(one[0])[:30],
)
def test_a_sound_layout_has_no_fault_and_is_filled_in(contents: tuple[str | Cells, ...]) -> None:
    document = _layout(contents)
    assert _faults(document) == []
    assert _rendered(document)


def test_a_picture_beside_a_paragraph_tag_is_lost_too() -> None:
    document = _layout(("{%p if a %}", "{%p endif %}"))
    run = document.paragraphs[0].add_run()
    run._r.append(etree.SubElement(run._r, f"{{{T[1:].split('}')[0]}}}drawing"))
    (fault,) = _faults(document)
    assert (fault.kind, fault.words["rest"]) == (KIND.BESIDE, "a picture")


def test_the_ends_of_a_block_are_looked_for_in_its_own_part() -> None:
    """A header and the body are filled in one by one."""
    header, body = _layout(("{% if a %}",)), _layout(("{% endif %}",))
    places = [
        *(("word/header1.xml", p) for p in header.element.body.iter(P)),
        *(("word/document.xml", p) for p in body.element.body.iter(P)),
    ]
    found = [(fault.kind, fault.place[0]) for fault in tag_faults(places, _ENVIRONMENT)]
    assert found == [
        (KIND.NO_END, "word/header1.xml"),
        (KIND.NO_BEGINNING, "word/document.xml"),
    ]
