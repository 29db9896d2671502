"""Read PDF files: pages, lines, groups, tables and blocks."""
