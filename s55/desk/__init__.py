"""The desk: the work on responses in the browser of this machine.

Each page reads the drafts again, and each form calls the function that a command calls too.
"""
