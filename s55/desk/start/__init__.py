"""Start a response from a report: what was read, item by item, until a person has confirmed it."""
