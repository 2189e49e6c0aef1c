"""What a file is beside its bytes: owner, mode, extended attributes, access control list."""

from __future__ import annotations

import errno
import os
import stat
import sys

_NO_ATTRIBUTES = {errno.ENOTSUP, errno.ENOSYS, errno.EINVAL}
_KEPT = ("user.", "system.posix_acl_access")


def copy(source: int, target: int) -> None:
    """Give the file of descriptor ``target`` what the file of ``source`` is beside its bytes.

    Attributes that only the system sets (``security.*``, ``trusted.*``) are its own affair.

    Raises:
        OSError: Something could not be kept.
    """
    if sys.platform == "win32":
        return
    old, new = os.fstat(source), os.fstat(target)
    if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
        os.fchown(target, old.st_uid, old.st_gid)
    if old.st_mode != new.st_mode:
        os.fchmod(target, stat.S_IMODE(old.st_mode))
    # The list last: setting the mode would change the list's mask.
    wanted, present = _attributes(source), _attributes(target)
    for name in present.keys() - wanted.keys():
        os.removexattr(target, name)
    for name, value in wanted.items():
        if present.get(name) != value:
            os.setxattr(target, name, value)


def _attributes(descriptor: int) -> dict[str, bytes]:
    """Return the extended attributes that a new file does not get by itself.

    Linux keeps the access control list among them.
    """
    if sys.platform != "linux":
        return {}
    try:
        names = os.listxattr(descriptor)
    except OSError as error:
        if error.errno in _NO_ATTRIBUTES:
            return {}
        raise
    return {name: os.getxattr(descriptor, name) for name in names if name.startswith(_KEPT)}
