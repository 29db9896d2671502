"""Tests of s55.pipeline.gathering."""
