"""Tests of how WeasyPrint is loaded."""
