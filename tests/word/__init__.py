"""Tests of s55.word."""
