"""Tests of s55.drafts."""
