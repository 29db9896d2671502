"""Tests of s55.disk."""
