"""Papers of responses in different sets: each looks and counts as in its own file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image, ImageChops, ImageStat

from s55.render.word.package import read_parts
from s55.word.xml import R, w
from tests import validators
from tests.conftest import ROOT
from tests.forty import forty_drafts
from tests.render.paper.test_compose import (
    RELATIONS,
    RID,
    SETTINGS,
    STYLES,
    Cover,
    Files,
    cover,
    edited,
    files,
    numbers,
    paper,
    paragraphs,
    parts_of,
    replaced,
    texts,
)
from tests.render.word_files import NS, part_of, style_of, text_of, value
from tests.views_for_tests import LOGO

__all__ = ["cover", "files"]  # fixtures

DOCUMENT = "word/document.xml"
NUMBERING = "word/numbering.xml"
TYPES = "[Content_Types].xml"
DARK = "123456"


# --- what a reader sees of a paragraph ---------------------------------------------------------


def looks(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """The text of each paragraph, and what its style and the file's defaults say of its look."""
    root = part_of(data, STYLES)
    styles = {one.get(w("styleId")): one for one in root.iterfind(w("style"))}
    default = next(key for key, one in styles.items() if one.get(w("default")) == "1")
    for paragraph in paragraphs(data):
        said = dict(_said(root.find("w:docDefaults/w:rPrDefault/w:rPr", NS)))
        said |= dict(_said(root.find("w:docDefaults/w:pPrDefault/w:pPr", NS)))
        chain = []
        style: etree._Element | None = styles[style_of(paragraph) or default]
        while style is not None:
            chain.append(style)
            style = styles.get(value(style, "w:basedOn") or "")
        for one in reversed(chain):
            said |= dict(_said(one.find(w("pPr")))) | dict(_said(one.find(w("rPr"))))
        said |= dict(_said(paragraph.find(w("pPr"))))
        yield text_of(paragraph), said


_OTHERWISE = re.compile(r"(numPr|outlineLvl|pStyle|sectPr|rPr)/")


def _said(properties: etree._Element | None, path: str = "") -> Iterator[tuple[str, str]]:
    """Each attribute of each property, for example ``spacing/after``."""
    for one in () if properties is None else properties:
        inner = f"{path}{etree.QName(one).localname}/"
        if not _OTHERWISE.match(inner):
            yield from _said(one, inner)
            for name, said in one.attrib.items() or [("on", "")]:
                yield f"{inner}{etree.QName(name).localname}", str(said)


def _headings(data: bytes) -> set[str]:
    return {text_of(p) for p in paragraphs(data) if (style_of(p) or "").startswith("Heading")}


def assert_looks_kept(cover: bytes, *responses: bytes) -> bytes:
    """Every paragraph but headings looks as in its own file; returns the paper."""
    made = paper(cover, *responses)
    headings = set().union(*map(_headings, (cover, *responses)))
    kept = [one for data in (cover, *responses) for one in looks(data) if one[0] not in headings]
    shown = [one for one in looks(made) if one[0] not in headings]
    shown = [one for one in shown if not one[0].startswith("Appendix ")]
    assert shown == kept
    return made


# --- styles ------------------------------------------------------------------------------------


def _style(style_id: str, inner: str) -> Callable[[str], str]:
    pattern = rf'(<w:style [^>]*w:styleId="{style_id}">.*?)</w:style>'

    def change(text: str) -> str:
        def put(found: re.Match[str]) -> str:
            without = re.sub(r"<w:rPr>.*?</w:rPr>", "", found[1])
            return f"{without}{inner}</w:style>"

        return re.sub(pattern, put, text, count=1, flags=re.DOTALL)

    return change


@pytest.fixture(scope="module")
def own(files: Files) -> bytes:
    """A response in an office's own set: other text, other defaults."""
    dark = _style("BodyText", f'<w:rPr><w:color w:val="{DARK}"/><w:sz w:val="22"/></w:rPr>')
    return edited(files["call-handling-2024"], {STYLES: dark})


def test_equal_sets_share_their_styles(files: Files, cover: Cover) -> None:
    """However many responses: no style is there twice."""
    made = assert_looks_kept(cover, *files.values(), *files.values())
    names = [value(one, "w:name") or "" for one in part_of(made, STYLES).iterfind(w("style"))]
    before = [value(one, "w:name") or "" for one in part_of(cover, STYLES).iterfind(w("style"))]
    assert sorted(names) == sorted([*before, "Block Quote"])  # which a response brings with it


def test_another_look_is_kept_apart(own: bytes, files: Files, cover: Cover) -> None:
    """The styles that differ, and those that are based on them, get names of their own, once."""
    made = assert_looks_kept(cover, own, files["peel-2021-22"], own)
    root = part_of(made, STYLES)
    ids = [one.get(w("styleId")) for one in root.iterfind(w("style"))]
    assert len(set(ids)) == len(ids)
    assert {"BodyText-2", "StatutoryLine-2", "ListBullet-2", "Quote-2"} <= set(ids)
    assert "Heading2-2" not in ids
    assert "BodyText-3" not in ids
    (body,) = root.findall("w:style[@w:styleId='BodyText-2']", NS)
    assert value(body, "w:name") == "Body Text (2)"
    assert body.get(w("customStyle")) == "1"
    (line,) = root.findall("w:style[@w:styleId='StatutoryLine-2']", NS)
    assert value(line, "w:basedOn") == "BodyText-2"
    assert value(line, "w:next") == "BodyText-2"
    assert numbers(made) == [
        one for data in (cover, own, files["peel-2021-22"], own) for one in numbers(data)
    ]


def test_other_defaults_are_said_by_the_styles(files: Files, cover: Cover) -> None:
    """Size, font, spacing; and of what only the covering report sets, Word's own default."""
    other = edited(
        files["call-handling-2024"],
        {
            STYLES: lambda t: re.sub(
                "<w:docDefaults>.*?</w:docDefaults>",
                '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" '
                'w:hAnsi="Georgia"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>'
                '<w:pPrDefault><w:pPr><w:jc w:val="right"/></w:pPr></w:pPrDefault>'
                "</w:docDefaults>",
                t,
            )
        },
    )
    shown = dict(looks(paper(cover, other)))[_first(other)]
    assert shown["rFonts/ascii"] == "Georgia"
    assert shown["sz/val"] == "20"
    assert shown["jc/val"] == "right"
    assert (shown["spacing/line"], shown["spacing/after"]) == ("240", "160")  # its style says 160


def _first(data: bytes) -> str:
    """The text of the first paragraph of plain text."""
    return next(text_of(p) for p in paragraphs(data) if style_of(p) == "BodyText")


def test_text_without_a_style_keeps_the_look_of_its_own_file(files: Files, cover: Cover) -> None:
    """Word gives it the file's default style, and the paper has another one."""
    bare = edited(
        files["peel-2021-22"],
        {
            STYLES: _style("Normal", f'<w:rPr><w:color w:val="{DARK}"/></w:rPr>'),
            DOCUMENT: lambda t: t.replace('<w:pStyle w:val="StatutoryLine"/>', ""),
        },
    )
    made = assert_looks_kept(cover, bare)
    (line,) = [
        p for p in paragraphs(made)[len(paragraphs(cover)) :] if "Section 55 of" in text_of(p)
    ]
    assert style_of(line) == "Normal-2"


def test_a_style_that_counts_does_not_count_on(files: Files, cover: Cover) -> None:
    """A list that belongs to paragraphs by their style alone begins anew in each response."""
    counting = edited(
        files["peel-2021-22"],
        {DOCUMENT: lambda t: t.replace('"StatutoryLine"', '"ListNumber"')},
    )
    made = paper(counting, counting, counting)
    lines = [p for p in paragraphs(made) if text_of(p).startswith("Section 55 of the")]
    lists = [value(one, "w:pPr/w:numPr/w:numId") for one in lines]
    root = part_of(made, NUMBERING)
    patterns = [_pattern(root, one or "2") for one in lists]
    assert lists[0] is None
    assert len(set(patterns)) == 3
    assert [value(one, "w:pPr/w:numPr/w:ilvl") for one in lines] == [None, "0", "0"]


def _pattern(root: etree._Element, number: str) -> str | None:
    (num,) = root.findall(f"w:num[@w:numId='{number}']", NS)
    return value(num, "w:abstractNumId")


def test_numbered_headings_keep_their_numbers(files: Files, cover: Cover) -> None:
    """They keep their look, and only their place in the outline is lower."""
    plain = r'(styleId="Heading1">.*?<w:keepLines/>)'
    counted = r'\1<w:numPr><w:numId w:val="2"/></w:numPr>'
    numbered = edited(files["peel-2021-22"], {STYLES: lambda t: re.sub(plain, counted, t)})
    made = paper(cover, numbered)
    root = part_of(made, STYLES)
    (style,) = [
        one for one in root.iterfind(w("style")) if value(one, "w:name") == "heading 1 below"
    ]
    assert value(style, "w:pPr/w:outlineLvl") == "1"
    assert value(style, "w:pPr/w:numPr/w:numId") not in (None, "2")


# --- theme, pictures, notes --------------------------------------------------------------------


def with_part(
    data: bytes, name: str, kind: str, content: str | bytes, mime: str, number: str = "rIdX"
) -> bytes:
    """A Word file whose document refers to one more part."""
    relation = f'<Relationship Id="{number}" Type="{R}/{kind}" Target="{name}"/></Relationships>'
    override = f'<Override PartName="/word/{name}" ContentType="{mime}"/></Types>'
    return edited(
        data,
        {
            RELATIONS: replaced("</Relationships>", relation),
            TYPES: replaced("</Types>", override),
        },
        {f"word/{name}": content},
    )


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
W_NS = w("")[1:-1]


def test_a_theme_is_said_by_the_styles(files: Files, cover: Cover) -> None:
    """Its fonts by their names, its colours as they were shown."""
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    theme = (
        f'<a:theme xmlns:a="{a}" name="T"><a:themeElements><a:fontScheme name="F"><a:majorFont>'
        '<a:latin typeface="Georgia"/></a:majorFont><a:minorFont><a:latin typeface="Verdana"/>'
        "</a:minorFont></a:fontScheme></a:themeElements></a:theme>"
    )
    fonts = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    color = '<w:color w:val="445566" w:themeColor="accent1"/>'
    themed = with_part(
        edited(
            files["peel-2021-22"],
            {STYLES: _style("BodyText", f"<w:rPr>{fonts}{color}</w:rPr>")},
        ),
        "theme1.xml",
        "theme",
        theme,
        "application/vnd.openxmlformats-officedocument.theme+xml",
    )
    made = paper(cover, themed)
    shown = dict(looks(made))[_first(themed)]
    assert shown["rFonts/ascii"] == "Verdana"
    assert shown["color/val"] == "445566"
    assert b"themeColor" not in read_parts(made)[STYLES]
    assert not [name for name in read_parts(made) if "theme" in name]


def test_pictures_come_along_and_equal_ones_are_kept_once(files: Files, cover: Cover) -> None:
    """The same logo in every response is one part; each picture has an id of its own."""
    picture = (
        '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/'
        '2006/wordprocessingDrawing"><wp:docPr id="1" name="Logo"/><a:blip '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{R}" r:embed="rIdX"/></wp:inline></w:drawing></w:r></w:p></w:body>'
    )
    first = with_part(files["peel-2021-22"], "media/logo.png", "image", LOGO.data, "image/png")
    first = edited(first, {DOCUMENT: lambda t: t.replace("</w:body>", picture)})
    # The section's properties must stay last.
    first = edited(
        first,
        {
            DOCUMENT: lambda t: re.sub(
                r"(<w:sectPr>.*</w:sectPr>)(.*)</w:body>", r"\2\1</w:body>", t
            )
        },
    )
    other = edited(first, added={"word/media/logo.png": LOGO.data + b"\0"})
    made = paper(cover, first, first, other)
    images = [name for name in read_parts(made) if "media" in name]
    assert len(images) == 2
    drawn = [one.get("id") for one in part_of(made).iter("{*}docPr")]
    assert len(set(drawn)) == len(drawn) == 3
    relations = {one.get("Id"): one.get("Target") for one in part_of(made, RELATIONS)}
    shown = [relations[one.get(f"{{{R}}}embed")] for one in part_of(made).iter("{*}blip")]
    assert shown[0] == shown[1] != shown[2]
    assert {f"word/{one}" for one in shown} == set(images)


def test_footnotes_follow_their_text(files: Files, cover: Cover) -> None:
    """Each response's own, with its links, counted on through the paper."""
    made = paper(cover, noted(files, "first"), noted(files, "second"))
    notes = part_of(made, _name(made, "footnotes"))
    said = {one.get(w("id")): text_of(one) for one in notes if one.get(w("type")) is None}
    shown = [said[one.get(w("id"))] for one in part_of(made).iter(w("footnoteReference"))]
    assert shown == ["A note: first", "A note: second"]
    assert not list(part_of(made).iter(w("numRestart")))
    assert len([one for one in notes if one.get(w("type"))]) == 2


def _name(data: bytes, kind: str) -> str:
    (name,) = [one for one in parts_of(data) if kind in one]
    return name


def noted(files: Files, words: str) -> bytes:
    """A response with a footnote."""
    notes = (
        f'<w:footnotes xmlns:w="{W_NS}"><w:footnote w:type="separator" w:id="-1"><w:p><w:r>'
        '<w:separator/></w:r></w:p></w:footnote><w:footnote w:type="continuationSeparator" '
        'w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
        f'<w:footnote w:id="1"><w:p><w:r><w:t>A note: {words}</w:t></w:r></w:p></w:footnote>'
        "</w:footnotes>"
    )
    data = with_part(
        files["peel-2021-22"], "footnotes.xml", "footnotes", notes, f"{WORD}.footnotes+xml"
    )
    reference = '<w:r><w:footnoteReference w:id="1"/></w:r></w:p><w:tbl>'
    return edited(data, {DOCUMENT: replaced("</w:p><w:tbl>", reference)})


# --- margins -----------------------------------------------------------------------------------


def headed(data: bytes, words: str, kind: str = "default") -> bytes:
    """A response whose layout has a header."""
    header = (
        f'<w:hdr xmlns:w="{W_NS}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t>{words}'
        "</w:t></w:r></w:p></w:hdr>"
    )
    data = with_part(data, f"{kind}.xml", "header", header, f"{WORD}.header+xml", f"rId{kind}")
    reference = f'<w:sectPr><w:headerReference xmlns:r="{R}" w:type="{kind}" r:id="rId{kind}"/>'
    return edited(data, {DOCUMENT: replaced("<w:sectPr>", reference)})


def margins(data: bytes) -> list[dict[str, str]]:
    """What each section names: the text of each header and footer, and the codes of its fields."""
    relations = {one.get("Id"): one.get("Target") for one in part_of(data, RELATIONS)}
    found = []
    for section in part_of(data).iter(w("sectPr")):
        shown = {}
        for one in section:
            if one.get(RID):
                root = part_of(data, f"word/{relations[one.get(RID)]}")
                codes = " ".join(str(code.text).strip() for code in root.iter(w("instrText")))
                simple = " ".join(str(f.get(w("instr"))).strip() for f in root.iter(w("fldSimple")))
                name = f"{etree.QName(one).localname[:6]} {one.get(w('type'))}"
                shown[name] = f"{text_of(root)}|{codes}{simple}"
        found.append(shown)
    return found


def test_an_own_header_stays(files: Files, cover: Cover) -> None:
    """And the next response does not inherit it."""
    made = paper(cover, headed(files["peel-2021-22"], "Our office"), files["peel-2018-19"])
    shown = [one.get("header default") for one in margins(made)]
    assert shown == [None, "Our office|", "Appendix 2|"]


def test_a_response_without_footer_has_the_reports(files: Files, cover: Cover) -> None:
    """Never that of the response before it."""
    bare = edited(
        files["peel-2021-22"],
        {DOCUMENT: lambda t: re.sub("<w:footerReference[^>]*/>", "", t)},
    )
    made = margins(paper(cover, files["victim-updates-2025"], bare))
    assert made[2]["footer default"] == made[0]["footer default"]
    assert made[1]["footer default"] != made[0]["footer default"]


def test_a_footer_without_the_number_of_the_page_gets_it(files: Files, cover: Cover) -> None:
    """On a line of its own; the pages of a section become those of the whole paper."""
    name = "word/footer1.xml"
    unnumbered = edited(
        files["peel-2021-22"], {name: lambda t: re.sub("<w:instrText.*?</w:instrText>", "", t)}
    )
    of_section = edited(
        files["peel-2021-22"], {name: lambda t: t.replace(" NUMPAGES ", " SECTIONPAGES ")}
    )
    made = margins(paper(cover, unnumbered, of_section))
    assert made[1]["footer default"].endswith("Page 1 of 1|PAGE NUMPAGES")
    assert made[2]["footer default"].endswith("|PAGE NUMPAGES")


def test_first_and_even_pages(files: Files, cover: Cover) -> None:
    """Where one response tells them apart, the others go on as if nothing did."""
    first = headed(files["peel-2021-22"], "A letter head", "first")
    first = edited(
        first, {DOCUMENT: replaced("</w:sectPr></w:body>", "<w:titlePg/></w:sectPr></w:body>")}
    )
    even = headed(headed(files["peel-2018-19"], "Odd"), "Even", "even")
    even = edited(
        even, {SETTINGS: replaced("<w:characterSp", "<w:evenAndOddHeaders/><w:characterSp")}
    )
    data = paper(cover, first, even, headed(files["peel-2018-19"], "Unused", "even"))
    made = margins(data)
    assert made[1]["header first"] == "A letter head|"
    assert made[1]["footer first"] == made[1]["footer default"]
    assert (made[2]["header default"], made[2]["header even"]) == ("Odd|", "Even|")
    for section in (made[0], made[1], made[3]):
        assert section["footer even"] == section["footer default"]
    assert made[3]["header even"] == made[3]["header default"] == "Appendix 3|"
    assert part_of(data, SETTINGS).find(w("evenAndOddHeaders")) is not None


def test_a_page_laid_across_stays_so(files: Files, cover: Cover) -> None:
    """Sections within a response keep their sizes, and none counts its pages anew."""
    across = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar '
        'w:top="1" w:right="1" w:bottom="1" w:left="1" w:header="1" w:footer="1" w:gutter="0"/>'
        '<w:pgNumType w:start="1"/></w:sectPr></w:pPr></w:p><w:tbl>'
    )
    turned = edited(files["peel-2021-22"], {DOCUMENT: replaced("<w:tbl>", across)})
    made = part_of(paper(cover, turned, files["peel-2018-19"]))
    found = list(made.iter(w("sectPr")))
    assert [value(one, "w:pgSz", "orient") for one in found] == [None, "landscape", None, None]
    assert [value(one, "w:type") for one in found] == [None, "nextPage", None, "nextPage"]
    assert not list(made.iter(w("pgNumType")))


def test_links_within_a_response_follow_its_bookmarks(files: Files, cover: Cover) -> None:
    """And lead to its own place, not to the same place of another response."""
    name = re.search(r'w:name="(s55_[^"]+)"', read_parts(files["peel-2021-22"])[DOCUMENT].decode())
    assert name is not None
    linked = edited(
        files["peel-2021-22"],
        {
            DOCUMENT: replaced(
                "</w:p><w:tbl>",
                f'<w:hyperlink w:anchor="{name[1]}"><w:r><w:t>there</w:t></w:r></w:hyperlink><w:r>'
                f"<w:instrText> PAGEREF {name[1]} \\h </w:instrText></w:r></w:p><w:tbl>",
            )
        },
    )
    made = part_of(paper(cover, linked, linked))
    anchors = [one.get(w("anchor")) for one in made.iter(w("hyperlink")) if one.get(w("anchor"))]
    assert anchors == [f"appendix1_{name[1]}", f"appendix2_{name[1]}"]
    codes = [one.text for one in made.iter(w("instrText"))]
    assert codes == [f" PAGEREF {anchor} \\h " for anchor in anchors]
    assert set(anchors) <= {one.get(w("name")) for one in made.iter(w("bookmarkStart"))}


# --- other programs' eyes ----------------------------------------------------------------------


@pytest.mark.slow
def test_pages_of_an_appendix_look_as_by_themselves(
    files: Files, own: bytes, cover: Cover, tmp_path: Path
) -> None:
    """As LibreOffice draws them, for both standard sets and another in one paper.

    What an appendix has above and below its text is left out of the comparison, and its headings
    are a level lower in both.
    """
    responses = [files["victim-updates-2025"], own, files["peel-2021-22"]]
    (tmp_path / "paper.docx").write_bytes(paper(cover, *responses))
    pages = _drawn(tmp_path / "paper.docx")
    alone = [pages[0:0]]
    for number, data in enumerate(responses, 1):
        path = tmp_path / f"alone-{number}.docx"
        path.write_bytes(_lowered(data, number))
        alone.append(_drawn(path))
    rest = pages[len(pages) - sum(map(len, alone)) :]
    differences = [
        ImageStat.Stat(ImageChops.difference(page, other)).mean[0]
        for page, other in zip(rest, [one for drawn in alone for one in drawn], strict=True)
    ]
    assert len(differences) > 8
    assert max(differences) < 0.1


def _lowered(data: bytes, number: int) -> bytes:
    """A response as it is in a paper, made another way: its headings in the look of the next."""

    def lowered(text: str) -> str:
        below = re.sub(r'"Heading(\d)"', lambda m: f'"Heading{int(m[1]) + 1}"', text)
        heading = (
            '<w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r>'
            f"<w:t>Appendix {number}: A report</w:t></w:r></w:p>"
        )
        return below.replace("<w:body>", heading)

    return edited(data, {DOCUMENT: lowered})


def _drawn(path: Path) -> list[Image.Image]:
    """The pages of a Word file without their margins, in grey."""
    made = validators.libreoffice_to(path, "pdf", path.parent / "drawn")
    found = []
    for picture in validators.pdf_pictures(made, path.parent / "drawn", 40):
        page = Image.open(picture).convert("L")
        found.append(page.crop((0, page.height // 16, page.width, page.height * 15 // 16 - 8)))
    return found


@pytest.fixture(scope="session")
def forty(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The Word files of the forty generated responses."""
    from s55.office.settings import load_settings
    from s55.pipeline.response import Format, render
    from s55.templating.registry import load_set
    from tests.drafts_for_tests import draft_of

    settings = load_settings((ROOT / "settings.yaml").read_text("utf-8"), "settings.yaml")
    sets = {name: load_set(ROOT / "templates" / name) for name in ("opccn-2022", "opccn-2023")}
    made = {}
    for name, text in forty_drafts().items():
        draft = draft_of(text)
        template = sets[draft.response.template or ""]
        made[name] = render(draft, settings, template, None, (Format.DOCX,))[Format.DOCX]
    return made


def test_forty_responses(forty: dict[str, bytes], cover: Cover) -> None:
    """Every text and every number; ids unique; each in its section."""
    made = paper(cover, *forty.values())
    assert numbers(made) == [one for data in (cover, *forty.values()) for one in numbers(data)]
    own = sum(len(texts(data)) for data in (cover, *forty.values()))
    assert len(texts(made)) == own + 40
    root = part_of(made)
    ids = [value(one, "w:sdtPr/w:id") for one in root.iter(w("sdt"))]
    assert len(set(ids)) == len(ids) > 1000
    names = {one.get(w("name")) for one in root.iter(w("bookmarkStart"))}
    assert {f"appendix_{number}" for number in range(1, 41)} <= names
    assert len(list(root.iter(w("sectPr")))) == 41


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing(
    forty: dict[str, bytes], files: Files, own: bytes, cover: Cover, tmp_path: Path
) -> None:
    """In papers of 1, 3 and 40 responses, and in one of every oddity of the tests above."""
    responses = list(forty.values())
    odd = [own, noted(files, "a"), headed(files["peel-2018-19"], "Odd"), noted(files, "b")]
    papers = {
        "one": responses[:1],
        "three": responses[:3],
        "forty": responses,
        "odd": odd,
    }
    paths = []
    for name, chosen in papers.items():
        paths.append(tmp_path / f"{name}.docx")
        paths[-1].write_bytes(paper(cover, *chosen))
    assert [one for one in validators.ooxml(paths) if not one.passed] == []


@pytest.mark.slow
def test_libreoffice_counts_every_list_as_in_its_own_file(
    files: Files, own: bytes, cover: Cover, tmp_path: Path
) -> None:
    """The lines of its plain text, numbers and bullets too: both standard sets, and another."""
    responses = [files["victim-updates-2025"], own, files["peel-2021-22"]]
    lines = []
    for number, data in enumerate((cover, *responses)):
        if number:
            lines.append(f"Appendix {number}: A report")
        lines += _plain(data, tmp_path / f"own-{number}")
    assert _plain(paper(cover, *responses), tmp_path / "paper") == lines
    assert any(re.match(r"\s*11\) ", line) for line in lines)


def _plain(data: bytes, folder: Path) -> list[str]:
    folder.mkdir()
    (folder / "file.docx").write_bytes(data)
    made = validators.libreoffice_to(
        folder / "file.docx", "txt:Text (encoded):UTF8", folder / "out"
    )
    return [line for line in made.read_text("utf-8-sig").splitlines() if line.strip()]
