"""Tests of s55.views.open_data."""
