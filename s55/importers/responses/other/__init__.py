"""Read responses in forms of the offices' own: letters, tables, pages with numbered paragraphs."""
