"""Stepping in between the system calls of a block: a fault, another program, a kill."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = (
    "access",
    "fchmod",
    "fstat",
    "fsync",
    "listdir",
    "listxattr",
    "lseek",
    "lstat",
    "mkdir",
    "open",
    "read",
    "rename",
    "replace",
    "stat",
    "unlink",
    "write",
)


@contextlib.contextmanager
def intercepted(step: Callable[[int, str, tuple[Any, ...]], None]) -> Iterator[None]:
    """Call ``step`` before each system call that this thread makes in the block.

    It gets the call's number, from 0, its name and its arguments, and may raise in its place.
    What it calls itself is not intercepted. The exchange of two names counts as ``exchange``.
    """
    owner = threading.get_ident()
    inside = False
    number = -1

    def wrap(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - any system call
            nonlocal inside, number
            if threading.get_ident() == owner and not inside:
                inside = True
                number += 1
                try:
                    step(number, name, args)
                finally:
                    inside = False
            return real(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in NAMES:
            patch.setattr(os, name, wrap(name, getattr(os, name)))
        # The C library is reached through one function of the project.
        from logtui.storage import files

        patch.setattr(files, "_renameat2", wrap("exchange", files._renameat2))  # noqa: SLF001 - its place in the save is what matters
        yield


class Fault:
    """Lets one system call of a save fail.

    Attributes:
        fired: Whether that call was reached.
    """

    def __init__(self, number: int, error: int) -> None:
        self._number = number
        self._error = error
        self.fired = False

    def __call__(self, number: int, _name: str, _args: tuple[Any, ...]) -> None:
        """Raise at the chosen call."""
        if number == self._number:
            self.fired = True
            raise OSError(self._error, os.strerror(self._error))


class Meanwhile:
    """Lets another program act before one system call of a save.

    Attributes:
        fired: Whether that call was reached.
    """

    def __init__(self, number: int, act: Callable[[], None]) -> None:
        self._number = number
        self._act = act
        self.fired = False

    def __call__(self, number: int, _name: str, _args: tuple[Any, ...]) -> None:
        """Act before the chosen call."""
        if number == self._number:
            self.fired = True
            self._act()


def killed(act: Callable[[], object], fatal: int) -> bool:
    """Do ``act`` in a child that is killed before call ``fatal``; tell whether it came so far.

    A write that is fatal is half done. Only a process with one thread can safely be forked.
    """

    def step(number: int, name: str, args: tuple[Any, ...]) -> None:
        if number == fatal:
            if name == "write":
                os.write(args[0], args[1][: len(args[1]) // 2])
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if not child:
        with intercepted(step):
            act()
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
