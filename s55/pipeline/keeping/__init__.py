"""Go back to what a draft said before, and make copies of a whole workspace."""
