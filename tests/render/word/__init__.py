"""Tests of s55.render.word."""
