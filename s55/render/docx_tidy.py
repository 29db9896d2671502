"""What a rendered layout still needs: unique ids, its language, no traces of its maintainer."""

from __future__ import annotations

from lxml import etree

from s55.render.ooxml import MC, RPR, SDT, W14, add, put_in_order, w

_PARAGRAPH_IDS = (f"{{{W14}}}paraId", f"{{{W14}}}textId")
_REMARKS = tuple(map(w, ("commentRangeStart", "commentRangeEnd", "commentReference")))
_IGNORABLE = f"{{{MC}}}Ignorable"
_CHECK_BOX = f"{{{W14}}}checkbox"
_BEFORE_LANGUAGE = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint "
    "noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u "
    "effect bdr shd fitText vertAlign rtl cs em"
).split()
_AFTER_FONT_LANGUAGE = tuple(
    map(
        w,
        (
            "clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures "
            "forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary "
            "shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator"
        ).split(),
    )
)


def set_language(styles: etree._Element, language: str) -> None:
    """Make ``language`` (BCP 47) the language of all text, in the defaults of the styles part."""
    defaults = styles.find(w("docDefaults"))
    if defaults is None:
        defaults = etree.Element(w("docDefaults"))
        styles.insert(0, defaults)
    run_defaults = defaults.find(w("rPrDefault"))
    if run_defaults is None:
        run_defaults = etree.Element(w("rPrDefault"))
        defaults.insert(0, run_defaults)
    properties = run_defaults.find(RPR)
    if properties is None:
        properties = add(run_defaults, "rPr")
    mark = etree.Element(w("lang"))
    mark.set(w("val"), language)
    put_in_order(properties, mark, _BEFORE_LANGUAGE)


def tidy_settings(settings: etree._Element, language: str) -> None:
    """Name the language, and drop what points to a maintainer's disk."""
    for old in settings.findall(w("attachedTemplate")):
        settings.remove(old)
    mark = settings.find(w("themeFontLang"))
    if mark is None:
        mark = etree.Element(w("themeFontLang"))
        after = next((child for child in settings if child.tag in _AFTER_FONT_LANGUAGE), None)
        if after is None:
            settings.append(mark)
        else:
            after.addprevious(mark)
    mark.set(w("val"), language)


def tidy(root: etree._Element) -> None:
    """Make unique what a loop repeated, and drop remarks.

    A layout that was edited in Word carries ids in its paragraphs, bookmarks and content
    controls; a loop repeats them with the paragraphs.
    """
    seen: set[str] = set()
    for name in _PARAGRAPH_IDS[:1]:
        for node in root.iter(w("p"), w("tr")):
            number = node.get(name)
            if number is None:
                continue
            if number in seen:
                for attribute in _PARAGRAPH_IDS:
                    node.attrib.pop(attribute, None)
            seen.add(number)
    for remark in list(root.iter(*_REMARKS)):
        _remove(remark)
    _unique_bookmarks(root)
    _unique_controls(root)


def _unique_bookmarks(root: etree._Element) -> None:
    for name in ("bookmarkStart", "bookmarkEnd"):
        seen: set[str | None] = set()
        for node in list(root.iter(w(name))):
            number = node.get(w("id"))
            if number in seen:
                _remove(node)
            seen.add(number)


def _unique_controls(root: etree._Element) -> None:
    """Drop the ids of the layout's own controls: Word gives them new ones."""
    for control in root.iter(SDT):
        properties = control.find(w("sdtPr"))
        number = None if properties is None else properties.find(w("id"))
        if number is not None:
            _remove(number)


def _remove(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def declare_check_boxes(root: etree._Element) -> etree._Element:
    """The element, with the namespace of check boxes declared as one that old programs ignore."""
    if root.find(f".//{_CHECK_BOX}") is None:
        return root
    ignorable = (root.get(_IGNORABLE) or "").split()
    if root.nsmap.get("w14") == W14 and "w14" in ignorable:
        return root
    made = etree.Element(root.tag, dict(root.attrib), {**root.nsmap, "w14": W14, "mc": MC})
    made.set(_IGNORABLE, " ".join(dict.fromkeys([*ignorable, "w14"])))
    made.extend(list(root))
    return made
