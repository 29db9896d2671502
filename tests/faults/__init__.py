"""Every operation on a file fails in turn, in every command that writes: nothing may be lost."""
