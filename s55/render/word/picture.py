"""Insert the office's logo, or a chart, as a picture in the line where the layout shows it."""

from __future__ import annotations

from io import BytesIO

from docx.image.image import Image
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.package import Package
from lxml import etree

from s55.errors import ExitCode, S55Error
from s55.problems import error
from s55.render.html.safety import refuse_picture
from s55.views.lists import ChartPicture
from s55.views.response.contents import LogoView
from s55.word.xml import R, add, element, xml_safe

EMU_PER_CM = 360_000
MAX_WIDTH_CM, MAX_HEIGHT_CM = 6.0, 2.5
CHART_WIDTH_CM, CHART_HEIGHT_CM = 16.5, 22.0

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
_NO_PICTURE = error(
    "L207",
    "the office's logo cannot be read as a picture",
    "Save it again as PNG or JPEG, and name that file in the settings.",
)
_FIRST_ID = 100_000
"""Above the ids that the layout's own pictures are given."""


def picture(logo: LogoView, part: Part) -> etree._Element:
    """Make a run with the logo, at most 6 cm wide and 2.5 cm high, its proportion kept.

    A chart may be as wide as the text and nearly as high as a page.

    Raises:
        S55Error: L207 when its bytes are not a PNG or JPEG picture.
    """
    package = part.package
    assert isinstance(package, Package)  # noqa: S101  a Word file's package
    wide, high = _size(logo.data, chart=isinstance(logo, ChartPicture))
    image_part = package.get_or_add_image_part(BytesIO(logo.data))
    run = element("r")
    inline = etree.SubElement(add(run, "drawing"), f"{{{_WP}}}inline", nsmap={"wp": _WP})
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    _child(inline, _WP, "extent", cx=wide, cy=high)
    number = _FIRST_ID + len(part.rels)
    words = xml_safe(logo.alternative_text)
    kind = "Chart" if isinstance(logo, ChartPicture) else "Logo"
    _child(inline, _WP, "docPr", id=number, name=f"{kind} {number}", descr=words)
    graphic = etree.SubElement(inline, f"{{{_A}}}graphic", nsmap={"a": _A})
    data = _child(graphic, _A, "graphicData", uri=_PIC)
    _drawing(data, part.relate_to(image_part, RELATIONSHIP_TYPE.IMAGE), wide, high)
    return run


def logo_ending(data: bytes) -> str:
    """Say how the name of a picture ends that can be the logo: '.png' or '.jpg'.

    Raises:
        S55Error: L207 when it is not a sound PNG or JPEG picture that every format can show.
    """
    from PIL import Image as Picture

    _size(data, chart=False)
    try:
        with Picture.open(BytesIO(data), formats=("PNG", "JPEG")) as drawn:
            drawn.load()
    except Exception as failure:  # Pillow raises many errors for broken pictures
        raise S55Error([_NO_PICTURE], ExitCode.SETTINGS) from failure
    return ".png" if data.startswith(_SIGNATURES[0]) else ".jpg"


def _size(data: bytes, *, chart: bool) -> tuple[int, int]:
    """Work out width and height in English Metric Units.

    Raises:
        S55Error: L207 when the bytes are no PNG or JPEG picture, or it has too many pixels.
    """
    widest, highest = (CHART_WIDTH_CM, CHART_HEIGHT_CM) if chart else (MAX_WIDTH_CM, MAX_HEIGHT_CM)
    if not data.startswith(_SIGNATURES):
        raise S55Error([_NO_PICTURE], ExitCode.SETTINGS)
    refuse_picture(data, "the logo")
    try:
        image = Image.from_blob(data)
        wide, high = int(image.width), int(image.height)
        scale = min(1.0, widest * EMU_PER_CM / wide, highest * EMU_PER_CM / high)
    except Exception as failure:  # python-docx raises whatever it meets, bare exceptions among it
        raise S55Error([_NO_PICTURE], ExitCode.SETTINGS) from failure
    return max(1, round(wide * scale)), max(1, round(high * scale))


def _drawing(data: etree._Element, relation: str, wide: int, high: int) -> None:
    pic = etree.SubElement(data, f"{{{_PIC}}}pic", nsmap={"pic": _PIC})
    about = _child(pic, _PIC, "nvPicPr")
    _child(about, _PIC, "cNvPr", id=0, name="Logo")
    _child(about, _PIC, "cNvPicPr")
    filled = _child(pic, _PIC, "blipFill")
    _child(filled, _A, "blip").set(f"{{{R}}}embed", relation)
    _child(_child(filled, _A, "stretch"), _A, "fillRect")
    shape = _child(pic, _PIC, "spPr")
    place = _child(shape, _A, "xfrm")
    _child(place, _A, "off", x=0, y=0)
    _child(place, _A, "ext", cx=wide, cy=high)
    _child(_child(shape, _A, "prstGeom", prst="rect"), _A, "avLst")


def _child(
    parent: etree._Element, namespace: str, name: str, /, **attributes: int | str
) -> etree._Element:
    said = {key: str(value) for key, value in attributes.items()}
    return etree.SubElement(parent, f"{{{namespace}}}{name}", said)
