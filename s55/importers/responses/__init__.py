"""Turn past Section 55 responses into drafts, so that the office's archive becomes data."""

from s55.importers.responses.importing import import_response

__all__ = ["import_response"]
