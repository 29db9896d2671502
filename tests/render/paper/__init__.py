"""Tests of s55.render.paper."""
