"""Addresses and files handed to the desktop: to the browser, or to what else opens them there."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.document.errors import LogtuiError
from logtui.document.openings import Local, Refused, opening

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE = 1.0
"""Seconds in which a program has to fail to be known to have failed."""

_TEXT_MODE = frozenset(
    (
        *("browsh", "carbonyl", "cha", "edbrowse", "elinks", "links", "links2", "lynx", "w3m"),
        "www-browser",
    )
)
"""Browsers that need the terminal, which is taken."""

_GRAPHICAL = (
    "x-www-browser:firefox:iceweasel:seamonkey:mozilla:epiphany:konqueror"
    ":chromium:chromium-browser:google-chrome"
)
"""What ``xdg-open`` tries by itself where there is no desktop environment, less the text modes.

Those would write the page to nowhere and report success.
"""

_LAUNCHERS = (("wslview",), ("xdg-open",), ("gio", "open"))
_NEED_NO_DISPLAY = frozenset({"wslview"})


class BrowserError(LogtuiError):
    """There is nothing that opens it; the user has to be shown what was to be opened."""


def open_address(url: str) -> None:
    """Hand ``url`` to ``$BROWSER``, unless that needs a terminal, else to the desktop.

    To be called in a thread: what is started is watched for up to ``PATIENCE``, and the next one
    tried where it fails.

    Raises:
        BrowserError: It is no web or mail address, or nothing here opens it.
    """
    page = opening(url)
    if isinstance(page, Refused):
        raise BrowserError(page.reason)
    if isinstance(page, Local):
        raise BrowserError("this is a file, no address")
    mail = page.url.lower().startswith("mailto:")
    _open([] if mail else [_command(words, page.url) for words in _chosen()], page.url)


def open_file(path: Path) -> None:
    """Hand the file or folder ``path`` to the desktop; see ``open_address``.

    Raises:
        BrowserError: Nothing here opens it.
    """
    _open([], str(path.absolute()))


def _open(commands: list[list[str]], target: str) -> None:
    """Start the first of ``commands``, then of those of the desktop, that does not fail."""
    if sys.platform == "win32" and not commands:
        os.startfile(target)  # noqa: S606 - how Windows opens things, without a shell
        return
    commands += [[*launcher, target] for launcher in _launchers()]
    if not commands:
        raise BrowserError(
            "nothing here opens it: there is no desktop, or xdg-utils is not installed"
        )
    if not any(_runs(command) for command in commands):
        tried = ", ".join(command[0] for command in commands)
        raise BrowserError(f"nothing here opened it (tried {tried})")


def _launchers() -> Iterator[tuple[str, ...]]:
    """Yield the commands that open things on this desktop; none where there is no desktop."""
    if sys.platform == "darwin":
        yield ("open",)
        return
    desktop = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    for launcher in _LAUNCHERS:
        if (desktop or launcher[0] in _NEED_NO_DISPLAY) and shutil.which(launcher[0]):
            yield launcher


def _chosen() -> list[list[str]]:
    """Return the commands in ``$BROWSER``, which colons separate, that need no terminal."""
    commands = []
    for choice in os.environ.get("BROWSER", "").split(os.pathsep):
        with contextlib.suppress(ValueError):
            commands.append(shlex.split(choice))
    return [words for words in commands if words and Path(words[0]).name not in _TEXT_MODE]


def _command(words: list[str], url: str) -> list[str]:
    """Return ``words`` with ``url`` in place of ``%s``, else at the end; always as one argument."""
    command = [word.replace("%s", url) for word in words]
    return command if command != words else [*words, url]


def _runs(command: list[str]) -> bool:
    """Start ``command`` in a session of its own, without a terminal; tell whether it goes well.

    One that is still running after ``PATIENCE`` does.
    """
    chosen = os.pathsep.join(shlex.join(words) for words in _chosen())
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own browser, the address one argument
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | {"BROWSER": chosen or _GRAPHICAL},
        )
    except OSError:
        return False
    try:
        return process.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        # Somebody has to take its status when it ends.
        threading.Thread(target=process.wait, name="opened", daemon=True).start()
        return True
