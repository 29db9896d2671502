"""Render views as Word files: layouts, text, tables, pictures and content controls."""
