"""Record what happened to a response in its draft, and to its items in the record of progress."""
