"""What a PDF says it conforms to: PDF/UA-1 beside PDF/A-3a, in one metadata stream.

WeasyPrint writes the identifier of one standard. PDF/A allows metadata of another standard only
with a description of its properties, an extension schema (ISO 19005-3, 6.6.2.3).
"""

from __future__ import annotations

from typing import Any

_PDF_UA = b"""\
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description rdf:about="" \
xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" \
xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name>\
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Part of ISO 14289 to which the document conforms\
</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property>\
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""

_END = b"</rdf:RDF>"


def declare_pdf_ua(metadata: Any) -> None:
    """Make a WeasyPrint document's metadata name PDF/UA-1 besides its PDF/A part.

    The identifier must stand inside ``rdf:RDF``, which WeasyPrint's own option for more metadata
    does not do; so the function that writes it is wrapped.
    """
    generate = metadata.generate_rdf_metadata

    def with_pdf_ua(*arguments: Any, **named: Any) -> bytes:
        rdf: bytes = generate(*arguments, **named)
        return rdf.replace(_END, _PDF_UA + _END)

    metadata.generate_rdf_metadata = with_pdf_ua


def meet_pdf_a(pdf: Any) -> None:
    """Put right what WeasyPrint's PDF/A leaves over.

    Pictures are not smoothed by the viewer (ISO 19005-3, 6.2.8), the metadata can be read without
    a PDF library, and each attached file is named once.

    Args:
        pdf: a ``pydyf.PDF`` that is about to be written.
    """
    for thing in pdf.objects:
        if "Interpolate" in getattr(thing, "extra", ()):
            thing.extra["Interpolate"] = "false"
    pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False
    # WeasyPrint lists an attachment both as an embedded and as an associated file.
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])
