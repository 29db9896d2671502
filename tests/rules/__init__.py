"""Tests of s55.rules."""
