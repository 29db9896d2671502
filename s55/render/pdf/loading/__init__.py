"""Load WeasyPrint, and of what it would load only what the document at hand needs."""
