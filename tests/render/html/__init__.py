"""Tests of s55.render.html."""
