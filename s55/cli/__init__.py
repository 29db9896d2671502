"""Define the commands, one file each, and leave the work to the pipeline."""

from s55.garbage import look_seldom
from s55.loading.late import import_late

# Both here, because the first library is imported next.
look_seldom()
# These are imported by libraries, or by s55, for what few commands do: a twentieth of `check NAME`.
for _name in ("hashlib", "json", "secrets", "shellingham", "subprocess", "tokenize"):
    import_late(_name)
