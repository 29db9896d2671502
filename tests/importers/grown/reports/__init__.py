"""Inspection reports made from a seed: their contents, their structure and their format.

`python -m tests.importers.grown.reports --seeds 0:200` makes them, reads them and says how much was
found, by every choice that was made for them. None of these modules knows how reports are read.
"""
