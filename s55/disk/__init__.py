"""Write the files of a workspace: whole or not at all, one command at a time, with a history."""
