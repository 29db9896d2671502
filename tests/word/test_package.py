"""Parts of zipped files that take more memory than there is."""

from __future__ import annotations

import pytest

from s55.errors import S55Error
from s55.problems import error
from s55.word.package import sound_xml


class _Refusals:
    """Errors that say what is wrong, and nothing else."""

    def damaged(self, why: str) -> S55Error:
        return S55Error([error("I102", f"damaged: {why}", "")])

    def encrypted(self) -> S55Error:
        return S55Error([error("I102", "encrypted", "")])

    def too_large(self, why: str) -> S55Error:
        return S55Error([error("I102", why, "")])

    def foreign(self, why: str) -> S55Error:
        return S55Error([error("I102", f"foreign: {why}", "")])


@pytest.mark.parametrize(
    ("content", "nodes"),
    [
        pytest.param(b"<r><a/><a/></r>", 3, id="empty elements"),
        pytest.param(b"<r><a>x</a><a>y</a></r>", 3, id="elements with an end"),
        pytest.param(b"<r><a b='' c='x'/></r>", 4, id="attributes"),
    ],
)
def test_elements_and_attributes_are_counted(
    monkeypatch: pytest.MonkeyPatch, content: bytes, nodes: int
) -> None:
    """Before they are read, as both take memory; the end of an element takes none."""
    monkeypatch.setattr("s55.word.package.MAX_NODES", nodes)
    assert sound_xml(content, "it", _Refusals(), "Word").tag == "r"
    monkeypatch.setattr("s55.word.package.MAX_NODES", nodes - 1)
    with pytest.raises(S55Error) as caught:
        sound_xml(content, "it", _Refusals(), "Word")
    (problem,) = caught.value.problems
    assert problem.message == (
        f"the Word file is too large: it has more than {nodes - 1} elements and attributes"
    )
