"""Define the commands, one file each, and leave the work to the pipeline."""

import gc

# Libraries and documents are hundreds of thousands of objects, and nearly all stay until the
# command ends: looking for garbage after every 700 finds none and takes a tenth of the time. It is
# said here because the first library is imported next.
gc.set_threshold(100_000, 20, 20)
