"""Tests of s55.render.site."""
