"""Tests of s55.render.register."""
