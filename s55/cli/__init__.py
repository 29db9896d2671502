"""Define the commands, one file each, and leave the work to the pipeline."""

from s55.garbage import look_seldom

look_seldom()  # here, because the first library is imported next
