"""s55: Section 55 responses of local policing bodies, from draft to published document."""

__version__ = "0.1.0"
