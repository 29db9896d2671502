"""Past Section 55 responses to finished drafts: the office's archive becomes data."""

from s55.importers.responses.importing import import_response
from s55.importers.responses.recognition import is_response

__all__ = ["import_response", "is_response"]
