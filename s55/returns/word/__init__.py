"""Read what each field of the draft says in a returned Word file."""
