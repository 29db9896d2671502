"""Tables of a PDF page that no rules show."""
