"""Tests of s55.pipeline.keeping."""
