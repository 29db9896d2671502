"""Tests of s55.office."""
