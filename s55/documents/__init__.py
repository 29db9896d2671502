"""What a document shows: views built from a response, the office and a template set's manifest."""
