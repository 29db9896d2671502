"""Change the lists of items of a draft: add one, move one, remove one."""
