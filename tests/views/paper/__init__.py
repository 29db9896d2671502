"""Tests of s55.views.paper."""
