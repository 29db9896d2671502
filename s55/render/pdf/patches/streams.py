"""Compress each stream of a PDF once, and write out each of its objects once.

Made for: pydyf 0.13.0 (`pydyf.Stream.data`).
Why: pydyf compresses a stream again whenever it is asked for its bytes: to write them, and to work
    out the identifier of the file. The same is true of every other object.
Upstream: `Stream.data` would have to keep the compressed bytes, and `PDF.write` those of all
    objects.
"""

from __future__ import annotations

import zlib
from typing import Any

_LEVEL = 9
"""The level that pydyf uses, so that the bytes are the same."""


def compress_streams(pdf: Any) -> None:
    """Compress the streams of a ``pydyf.PDF`` that is about to be written."""
    for thing in pdf.objects:
        if getattr(thing, "compress", False):
            extra, thing.extra, thing.compress = thing.extra, {}, False
            # A stream that says nothing about itself but its length.
            data: bytes = thing.data
            content = data.partition(b"stream\n")[2].removesuffix(b"\nendstream")
            compressor = zlib.compressobj(level=_LEVEL)
            thing.stream = [compressor.compress(content) + compressor.flush()]
            thing.extra = {**extra, "Filter": "/FlateDecode"}


def write_out(pdf: Any) -> None:
    """Put the bytes of each object of a ``pydyf.PDF`` in its place, when nothing changes any more.

    Streams stay as they are: of them little is to be written out.
    """
    written = _written_object(type(pdf.objects[0]))
    for number, thing in enumerate(pdf.objects):
        if thing.compressible and thing.free == "n":
            pdf.objects[number] = written(thing)


def _written_object(base: type[Any]) -> type[Any]:
    """Derive from pydyf's class of objects the one of those that are written out."""

    class WrittenOut(base):  # type: ignore[misc]  # pydyf is loaded late, so its class is a value
        data = b""  # in the place of a property

        def __init__(self, thing: Any) -> None:
            super().__init__()
            self.number, self.data = thing.number, thing.data

    return WrittenOut
