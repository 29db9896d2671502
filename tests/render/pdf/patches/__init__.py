"""Tests of s55.render.pdf.patches."""
