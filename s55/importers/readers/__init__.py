"""The readers: a file of any format to a :class:`~s55.importers.source.Source`.

Each format has one module; :func:`read_source` picks it by the content. What they agree on beyond
the contract: a further paragraph of a list item is a list item with an empty marker at the same
depth; bullets are shown as printed, with '•' for hyphens, asterisks and private-use characters;
rows of a form (label, tab, value) are table rows of two cells; a block quotation counts as a box.
"""

from s55.importers.readers.reading import read_source

__all__ = ["read_source"]
