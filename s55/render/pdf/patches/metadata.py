"""Declare PDF/UA-1 beside PDF/A-3a, in metadata that is readable without a PDF library.

Made for: WeasyPrint 70.0 (`weasyprint.pdf.metadata.DocumentMetadata`).
Why: WeasyPrint writes the identifier of one standard. PDF/A allows that of another only with a
    description of its properties, an extension schema (ISO 19005-3, 6.6.2.3). Both must be inside
    ``rdf:RDF``, where WeasyPrint's own option for more metadata puts nothing. The stream is
    compressed, so that programs that look for it in the file's bytes do not find it.
Upstream: a PDF variant that is both, or `xmp_metadata` inside ``rdf:RDF``; and an option to leave
    the metadata uncompressed, as for PDF/A-1.
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
    """Make a WeasyPrint document's metadata name PDF/UA-1 besides its PDF/A part."""
    generate = metadata.generate_rdf_metadata

    def with_pdf_ua(*arguments: Any, **named: Any) -> bytes:
        rdf: bytes = generate(*arguments, **named)
        return rdf.replace(_END, _PDF_UA + _END)

    metadata.generate_rdf_metadata = with_pdf_ua


def uncompress_metadata(pdf: Any) -> None:
    """Leave the metadata of a ``pydyf.PDF`` that is about to be written uncompressed."""
    pdf.objects[int(pdf.catalog["Metadata"].split()[0])].compress = False
