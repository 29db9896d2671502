"""Read a file of any format as a :class:`~s55.importers.source.Source`.

Each format has a reader; :func:`read_source` chooses it by the content. All readers agree that:

- a further paragraph of a list item is a list item of the same depth with an empty marker;
- bullets are as printed, with '•' for hyphens, asterisks and private-use characters;
- the rows of a form (label, tab, value) are table rows of two cells;
- a block quotation is a box.
"""

from s55.importers.readers.reading import read_source

__all__ = ["read_source"]
