"""Define what an office publishes as data, and the identities by which it is known again."""
