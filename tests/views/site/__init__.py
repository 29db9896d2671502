"""Tests of s55.views.site."""
