"""Tests of s55.views.response."""
