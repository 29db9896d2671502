"""PDF files to a source: pages, lines, groups, tables and blocks."""
