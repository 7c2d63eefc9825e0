"""What went wrong with the disk, in words."""

from __future__ import annotations

import errno
from pathlib import Path

from assistant.errors import StoreError
from assistant.language import _
from assistant.notation import shorten

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_DENIED = frozenset({errno.EACCES, errno.EPERM})


def refusal(error: OSError, path: Path) -> StoreError:
    """The sentence for a system error met at `path`; `details` has `path` and `errno`."""
    name = shorten(str(path), 200)
    if error.errno in _FULL:
        message = _("The disk is full: nothing was saved in {path}. Free some space, then try again.")
    elif error.errno == errno.EROFS:
        message = _("The disk is read-only: nothing was saved in {path}. Make it writable, then try again.")
    elif error.errno in _DENIED:
        message = _("Permission denied for {path}. Check who owns it and its folder, then try again.")
    elif error.errno == errno.ENOENT:
        message = _("{path} does not exist any more. Check that the store is where it was.")
    elif error.errno == errno.EIO:
        message = _("The disk reports a fault at {path}. Try again; if it lasts, copy the store elsewhere.")
    else:
        message = _("{path} cannot be used ({reason}). Check the disk, then try again.")
    reason = shorten(error.strerror or type(error).__name__)
    return StoreError(message.format(path=name, reason=reason), {"path": name, "errno": error.errno})


def newer_key(path: Path) -> StoreError:
    """The sentence for a record under a key that was made after this program was opened."""
    name = shorten(str(path), 200)
    return StoreError(
        _("{path} was written with a newer key of the store. Leave the program, and open it again.").format(
            path=name
        ),
        {"path": name},
    )
