"""The texts of a draft and their translations."""
