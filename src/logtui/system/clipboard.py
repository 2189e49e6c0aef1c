"""The clipboards of the machine and of tmux, read and written within a time limit.

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
from collections.abc import Iterator
from typing import NamedTuple

CLIPBOARD_TIMEOUT = 2.0
"""Seconds that the clipboard of the machine is given; with a display that is gone it hangs."""

MAX_SENT_BYTES = 74_994
"""Bytes that every terminal takes: 100,000 in Base64 with what stands around it.

That is the limit of hterm, and tools that write OSC 52 keep to it.
"""

_TMUX_TIMEOUT = 1.0
_HARMFUL = re.compile("\r\n?|[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class CopyResult(NamedTuple):
    """Where a copied text is known to be, besides the terminal that it was sent to.

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
        """Whether the text is known to be anywhere."""
        return self.is_in_clipboard or self.is_in_tmux

    def sentence(self, description: str) -> str:
        """Return what to tell the user who copied what ``description`` names, as ``the link``."""
        if self.is_in_clipboard:
            return f"copied {description}"
        large = self.size > MAX_SENT_BYTES
        doubt = f"; {self.size // 1000} kB are more than some terminals take" if large else ""
        if self.is_in_tmux:
            return f"copied {description} into tmux, sent to the terminal{doubt}"
        return f"sent {description} to the terminal{doubt}"


def pasteable_text(text: str) -> str:
    r"""Return ``text`` as it may be pasted anywhere.

    Half characters, which stand for bytes that are not UTF-8, become ``�``. So do control
    characters except tab and newline, with which a text pasted into a shell could run commands.
    Lines end in ``\n``.
    """
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _HARMFUL.sub(lambda match: "\n" if match[0][0] == "\r" else "\ufffd", text)


def copy_text(text: str) -> CopyResult:
    """Put a ``pasteable_text`` into tmux and the clipboard of the user's machine.

    Call it in a thread: it takes up to ``CLIPBOARD_TIMEOUT`` and some seconds of tmux. The screen
    sends the text to the terminal by itself.
    """
    data = text.encode()
    is_in_tmux = False
    if "TMUX" in os.environ:
        # With -w, since version 3.2, tmux also sends it to the terminal where it can.
        loaded = _run_tmux("load-buffer", "-w", "-", data=data)
        if loaded is None:
            loaded = _run_tmux("load-buffer", "-", data=data)
        is_in_tmux = loaded is not None and _run_tmux("show-buffer") == data
    is_in_clipboard = not _is_user_elsewhere() and _run_native("copy", data) is not None
    return CopyResult(is_in_clipboard, is_in_tmux, len(data))


def clipboard_texts() -> Iterator[str]:
    """Yield the text in the clipboard of the user's machine, then that in tmux's buffer.

    What is empty is left out. Walk it in a thread: each takes up to ``CLIPBOARD_TIMEOUT``.
    """
    if data := _run_native("paste"):
        yield data.decode("utf-8", "replace")
    if "TMUX" in os.environ and (data := _run_tmux("show-buffer")):
        yield data.decode("utf-8", "replace")


def _run_native(action: str, data: bytes = b"") -> bytes | None:
    """Return what ``native_clipboard`` prints; None where it failed or took too long.

    When it copies it has no standard output either: the tool that keeps the clipboard runs on
    after it and would hold that open.
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
        # All that it started has to end, too.
        if sys.platform == "win32":
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None
    return None if process.returncode else out or b""


def _is_user_elsewhere() -> bool:
    """Tell whether the user sits at another machine: over SSH, without a forwarded display.

    The name of a forwarded display begins with a host. A session of tmux knows whether it was last
    attached over SSH; the environment of a program in it is as old as its pane.
    """
    is_over_ssh = "SSH_CONNECTION" in os.environ
    if "TMUX" in os.environ:
        answer = _run_tmux("show-environment", "SSH_CONNECTION")
        is_over_ssh = is_over_ssh if answer is None else not answer.startswith(b"-")
    display = os.environ.get("DISPLAY", "").partition(":")[0]
    is_forwarded = display not in {"", "unix"} or "waypipe" in os.environ.get("WAYLAND_DISPLAY", "")
    return is_over_ssh and not is_forwarded


def _run_tmux(*words: str, data: bytes = b"") -> bytes | None:
    """Return what a command of tmux prints; None where it failed or took too long."""
    try:
        process = subprocess.run(  # noqa: S603 - words of ours
            ["tmux", *words],  # noqa: S607 - the user's own tmux, wherever it is
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_TMUX_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return None if process.returncode else process.stdout
