"""Tests of cases, items to follow, periods and figures."""
