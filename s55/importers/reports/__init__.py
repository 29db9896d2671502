"""Inspection reports: what a report says, and the draft that is made of it."""
