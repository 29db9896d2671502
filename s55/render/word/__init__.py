"""Views to Word files: layouts, text, tables, pictures and content controls."""
