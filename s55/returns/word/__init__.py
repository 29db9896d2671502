"""A returned Word file to what each field of the draft says in it."""
