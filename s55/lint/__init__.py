"""Check template sets, compare them, and list the fields that their layouts can use."""
