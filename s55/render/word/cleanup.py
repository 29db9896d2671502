"""Clean up a rendered layout: unique ids, its language, no traces of its maintainer."""

from __future__ import annotations

from lxml import etree

from s55.word import xml
from s55.word.styles import finished_name
from s55.word.tips import tip_of
from s55.word.xml import w

_CHECK_BOX = xml.w14("checkbox")
_AFTER_LANGUAGE = frozenset(map(w, xml.RUN[xml.RUN.index("lang") + 1 :]))
_AFTER_FONT_LANGUAGE = frozenset(
    map(
        w,
        "clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade "
        "captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults "
        "doNotEmbedSmartTags decimalSymbol listSeparator".split(),
    )
)
"""What follows the language of fonts in the schema's order of settings."""


def set_language(styles: etree._Element, language: str) -> None:
    """Make ``language`` (BCP 47) the language of all text, in the defaults of the styles part."""
    defaults = styles.find(w("docDefaults"))
    if defaults is None:
        defaults = xml.element("docDefaults")
        styles.insert(0, defaults)
    run_defaults = defaults.find(w("rPrDefault"))
    if run_defaults is None:
        run_defaults = xml.element("rPrDefault")
        defaults.insert(0, run_defaults)
    properties = run_defaults.find(xml.RPR)
    if properties is None:
        properties = xml.add(run_defaults, "rPr")
    _before(properties, "lang", _AFTER_LANGUAGE).set(w("val"), language)


def rename_styles(styles: etree._Element) -> None:
    """Rename the styles that are called as tags are, so that PDFs of them keep to PDF/UA-1."""
    for style in styles.iter(w("style")):
        name = style.find(w("name"))
        said = "" if name is None else name.get(w("val"), "")
        if name is not None and finished_name(said) != said:
            name.set(w("val"), finished_name(said))
            style.set(w("customStyle"), "1")


def describe_links(root: etree._Element) -> None:
    """Give links of the layout that have no ScreenTip one of their own words."""
    for link in root.iter(xml.HYPERLINK):
        if not link.get(w("tooltip")):
            link.set(
                w("tooltip"), tip_of("", "".join(text.text or "" for text in link.iter(xml.T)))
            )


def tidy_settings(settings: etree._Element, language: str) -> None:
    """Name the language, and drop what points to a maintainer's disk."""
    for old in settings.findall(w("attachedTemplate")):
        settings.remove(old)
    _before(settings, "themeFontLang", _AFTER_FONT_LANGUAGE).set(w("val"), language)


def _before(parent: etree._Element, name: str, followers: frozenset[str]) -> etree._Element:
    """Return the child ``name`` of ``parent``; if missing, it is added before ``followers``."""
    mark = parent.find(w(name))
    if mark is None:
        mark = xml.element(name)
        after = next((child for child in parent if child.tag in followers), None)
        if after is None:
            parent.append(mark)
        else:
            after.addprevious(mark)
    return mark


def tidy(root: etree._Element) -> None:
    """Make unique what a loop repeated, and drop remarks.

    A layout that was edited in Word carries ids in its paragraphs, bookmarks and content
    controls; a loop repeats them with the paragraphs.
    """
    seen: set[str] = set()
    for node in root.iter(xml.P, xml.TR):
        number = node.get(xml.PARAGRAPH_IDS[0])
        if number in seen:
            for attribute in xml.PARAGRAPH_IDS:
                if attribute in node.attrib:
                    del node.attrib[attribute]
        elif number is not None:
            seen.add(number)
    for remark in list(root.iter(*xml.REMARKS)):
        xml.remove(remark)
    _unique_bookmarks(root)
    _unique_controls(root)


def _unique_bookmarks(root: etree._Element) -> None:
    for name in ("bookmarkStart", "bookmarkEnd"):
        seen: set[str | None] = set()
        for node in list(root.iter(w(name))):
            number = node.get(w("id"))
            if number in seen:
                xml.remove(node)
            seen.add(number)


def _unique_controls(root: etree._Element) -> None:
    """Drop the ids of the layout's own controls: Word gives them new ones."""
    for control in root.iter(xml.SDT):
        properties = control.find(xml.SDT_PR)
        number = None if properties is None else properties.find(w("id"))
        if number is not None:
            xml.remove(number)


def declare_check_boxes(root: etree._Element) -> etree._Element:
    """Declare the namespace of check boxes as one that old programs ignore."""
    if root.find(f".//{_CHECK_BOX}") is None:
        return root
    ignorable = (root.get(xml.IGNORABLE) or "").split()
    if root.nsmap.get("w14") == xml.W14 and "w14" in ignorable:
        return root
    names = {prefix: name for prefix, name in root.nsmap.items() if prefix is not None}
    made = etree.Element(root.tag, nsmap={**names, "w14": xml.W14, "mc": xml.MC})
    made.attrib.update(root.attrib)
    made.set(xml.IGNORABLE, " ".join(dict.fromkeys([*ignorable, "w14"])))
    made.extend(list(root))
    return made
