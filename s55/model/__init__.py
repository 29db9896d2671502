"""The domain: what an inspection report says, what a response answers, whom it was sent to."""
