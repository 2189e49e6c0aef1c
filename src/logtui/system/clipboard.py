"""The clipboards within reach, read and written without ever making anybody wait for long.

A terminal takes text by itself (OSC 52) but does not say whether it did. tmux and the clipboard
of the machine can be asked what they hold.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

CLIPBOARD_TIMEOUT = 2.0
"""Seconds that the clipboard of the machine is given; with a display that is gone it hangs."""

MAX_SENT_BYTES = 74_994
"""Bytes that are sure to get through: 100,000 in Base64 with what stands around it.

That much hterm takes, and tools that write OSC 52 keep to it.
"""

_TMUX_TIMEOUT = 1.0
_HARMFUL = re.compile("\r\n?|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class CopyResult(NamedTuple):
    """What is known about a text that was copied and sent to the terminal as well.

    Attributes:
        is_in_clipboard: Whether the clipboard of the user's machine gave it back.
        is_in_tmux: Whether tmux gave it back.
        size: Its length in bytes.
    """

    is_in_clipboard: bool
    is_in_tmux: bool
    size: int

    @property
    def is_certain(self) -> bool:
        """Whether there is a place that the text is known to be in."""
        return self.is_in_clipboard or self.is_in_tmux

    def sentence(self, what: str) -> str:
        """Return what to tell the user who copied ``what``, such as ``the link``."""
        if self.is_in_clipboard:
            return f"copied {what}"
        large = self.size > MAX_SENT_BYTES
        doubt = f"; {self.size // 1000} kB are more than some terminals take" if large else ""
        if self.is_in_tmux:
            return f"copied {what} into tmux and sent it to the terminal{doubt}"
        return f"sent {what} to the terminal{doubt}"


def pasteable_text(text: str) -> str:
    r"""Return ``text`` as it may be pasted anywhere.

    Half characters, which stand for bytes that are no UTF-8, become ``�``. So do control
    characters other than tab and newline: in a shell that it is pasted into, a text could run
    commands with them. Lines end in ``\n``.
    """
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _HARMFUL.sub(lambda found: "\n" if found[0][0] == "\r" else "\ufffd", text)


def copy_text(text: str) -> CopyResult:
    """Put ``text``, which is ``sendable``, where it can be asked for again.

    To be called in a thread: it takes up to ``PATIENCE`` and a second. The terminal itself is
    sent the text by whoever owns the screen.
    """
    data = text.encode()
    in_tmux = "TMUX" in os.environ and _copy_into_tmux(data)
    native = not _is_user_elsewhere() and _run_native("copy", data) is not None
    return CopyResult(native, in_tmux, len(data))


def read_clipboard(then: Callable[[str], object]) -> None:
    """Call ``then`` with the text in the clipboard, in another thread, if there is any.

    The thread is a daemon: nobody waits for it at the end.
    """

    def read() -> None:
        text = (_run_native("paste") or b"").decode("utf-8", "replace")
        if text:
            then(text)

    threading.Thread(target=read, name="clipboard", daemon=True).start()


def _run_native(action: str, data: bytes = b"") -> bytes | None:
    """Return what ``native_clipboard`` prints; None where it failed or took too long.

    When it copies it has no standard output either: the tool that keeps the clipboard lives on
    behind it and would hold that open.
    """
    process = subprocess.Popen(  # noqa: S603 - this Python and a module of ours
        [sys.executable, "-P", "-m", "logtui.system.native_clipboard", action],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE if action == "paste" else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        out, _ = process.communicate(data, CLIPBOARD_TIMEOUT)
    except subprocess.TimeoutExpired:
        _kill(process)
        return None
    return None if process.returncode else out or b""


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End ``process`` with all that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _copy_into_tmux(data: bytes) -> bool:
    """Put ``data`` into tmux's newest buffer and, where it can, through it to the terminal."""
    loaded = _run_tmux("load-buffer", "-w", "-", data=data)
    if loaded is None:  # -w came with version 3.2
        loaded = _run_tmux("load-buffer", "-", data=data)
    return loaded is not None and _run_tmux("show-buffer") == data


def _is_user_elsewhere() -> bool:
    """Tell whether the user sits at another machine than the one whose clipboard this is.

    Over SSH that is so, unless the user's own display is forwarded: then its name begins with a
    host. A session of tmux knows whether it was last attached over SSH; the environment of a
    program in it is as old as its pane.
    """
    over_ssh = "SSH_CONNECTION" in os.environ
    if "TMUX" in os.environ:
        said = _run_tmux("show-environment", "SSH_CONNECTION")
        over_ssh = over_ssh if said is None else not said.startswith(b"-")
    display = os.environ.get("DISPLAY", "").partition(":")[0]
    forwarded = display not in {"", "unix"} or "waypipe" in os.environ.get("WAYLAND_DISPLAY", "")
    return over_ssh and not forwarded


def _run_tmux(*words: str, data: bytes = b"") -> bytes | None:
    """Return what a command of tmux prints; None where it failed or took too long."""
    try:
        done = subprocess.run(  # noqa: S603 - words of ours
            ["tmux", *words],  # noqa: S607 - the user's own tmux, wherever it is
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_TMUX_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if done.returncode else done.stdout
