"""Exchange two files in one step, where the system can: what was replaced can then be looked at.

Comparing a file and then replacing it leaves a moment in which an editor, which takes no lock, can
save. With an exchange nothing is lost: what was there is in the other file.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

_HERE = -100
"""AT_FDCWD: paths are as they are."""
_EXCHANGE = 2
"""RENAME_EXCHANGE of Linux (renameat2(2)), and RENAME_SWAP of macOS (renamex_np(2))."""
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})
"""What systems and network drives without it say."""


def exchange(one: Path, other: Path) -> bool:
    """Let each of two files on one disk take the other's place, in one step.

    Returns:
        False where this system or this disk cannot; nothing is changed then.

    Raises:
        OSError: what renaming raises.
    """
    import ctypes

    # As renaming announces itself, for those who listen to what is done to files.
    sys.audit("os.rename", str(other), str(one), -1, -1)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        system = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            result = system.renamex_np(first, second, _EXCHANGE)
        else:
            result = system.renameat2(_HERE, first, _HERE, second, _EXCHANGE)
    except (AttributeError, OSError, TypeError):  # no such call, or Windows
        return False
    if result == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))
