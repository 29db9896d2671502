"""Compose several Word files into one paper that keeps the looks of each."""
