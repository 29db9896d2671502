"""Tests of s55.views.register."""
