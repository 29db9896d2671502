"""The contents of a PDF's pages, compressed once: the same bytes as pydyf's own."""

from __future__ import annotations

import io
import zlib
from importlib import import_module
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from s55.render.pdf.patches.streams import compress_streams, write_out

pydyf: Any = import_module("pydyf")  # it has no types


def a_pdf(parts: list[bytes], extra: dict[str, str]) -> Any:
    """A PDF of three streams, two of them to be compressed."""
    pdf = pydyf.PDF()
    pdf.info["Title"] = pydyf.String("A title")
    shared = pydyf.Dictionary(extra)
    pdf.add_object(pydyf.Dictionary({**extra, "Kids": pydyf.Array([1.5, pdf.pages.reference])}))
    for compress in (True, False, True):
        pdf.add_object(pydyf.Stream(list(parts), shared, compress))
    return pdf


def written(pdf: Any, *, compress: bool) -> bytes:
    """The bytes of a PDF with an identifier, as of those that s55 makes."""
    output = io.BytesIO()
    pdf.write(output, b"1.7", identifier=True, compress=compress)
    return output.getvalue()


@given(
    st.lists(st.binary() | st.sampled_from([b"stream\n", b"\nendstream", b"BT"])),
    st.dictionaries(st.sampled_from(["Type", "Name"]), st.just("(stream\n)")),
    st.booleans(),
)
def test_the_file_is_the_same_to_the_byte(
    parts: list[bytes], extra: dict[str, str], compress: bool
) -> None:
    """Whatever stands in the streams, and beside them."""
    before = written(a_pdf(parts, extra), compress=compress)
    pdf = a_pdf(parts, extra)
    compress_streams(pdf)
    write_out(pdf)
    assert written(pdf, compress=compress) == before


def test_nothing_is_left_to_compress() -> None:
    """So pydyf has only to write; what was not to be compressed is as it was."""
    pdf = a_pdf([b"BT", b"ET"] * 50, {})
    compress_streams(pdf)
    assert [stream.compress for stream in pdf.objects[-3:]] == [False] * 3
    assert pdf.objects[-2].stream == [b"BT", b"ET"] * 50
    assert len(pdf.objects[-1].data) < len(pdf.objects[-2].data)


def test_still_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain pydyf compresses each stream twice: for the file, and for its identifier."""
    compressed = []
    original = zlib.compressobj

    def counted(*arguments: Any, **named: Any) -> Any:
        compressed.append(arguments)
        return original(*arguments, **named)

    monkeypatch.setattr(zlib, "compressobj", counted)
    written(a_pdf([b"BT"], {}), compress=False)
    assert len(compressed) == 4


class _Counted(pydyf.Dictionary):  # type: ignore[misc]  # pydyf has no types
    """A dictionary that counts how often it is written out."""

    times = 0

    @property
    def data(self) -> Any:
        """Its bytes."""
        type(self).times += 1
        return super().data


def test_an_object_is_written_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Plain pydyf writes it out for the file, and again for its identifier."""
    for is_plain, times in ((True, 2), (False, 1)):
        monkeypatch.setattr(_Counted, "times", 0)
        pdf = a_pdf([b"BT"], {})
        pdf.add_object(_Counted({"Type": "/Page"}))
        if not is_plain:
            write_out(pdf)
        written(pdf, compress=True)
        assert _Counted.times == times
