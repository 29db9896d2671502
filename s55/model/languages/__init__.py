"""The second language of a response: its texts, and what languages are called."""
