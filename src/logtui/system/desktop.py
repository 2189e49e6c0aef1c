"""Handing addresses and files over to the browser or the desktop."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

from logtui.errors import LogtuiError
from logtui.system.command_words import command_words
from logtui.system.open_policy import LocalFile, RefusedLink, open_policy

LAUNCH_TIMEOUT = 1.0
"""Seconds that a program is watched; one that runs longer counts as started."""

_TEXT_BROWSERS = frozenset(
    (
        *("browsh", "carbonyl", "cha", "edbrowse", "elinks", "links", "links2", "lynx", "w3m"),
        "www-browser",
    )
)
"""Browsers that need the terminal, which logtui has."""

_GRAPHICAL_BROWSERS = (
    "x-www-browser:firefox:iceweasel:seamonkey:mozilla:epiphany:konqueror"
    ":chromium:chromium-browser:google-chrome"
)
"""What ``xdg-open`` tries without a desktop environment, except browsers in text mode.

Those would write the page to nowhere and report success.
"""

_LAUNCHERS = (("wslview",), ("xdg-open",), ("gio", "open"))
_DISPLAYLESS = frozenset({"wslview"})


class DesktopError(LogtuiError):
    """Nothing here opens an address or file; the user has to be shown it instead."""


def open_address(url: str) -> None:
    """Hand ``url`` to ``$BROWSER``, unless that needs a terminal, else to the desktop.

    Call it in a thread: each program is watched for up to ``LAUNCH_TIMEOUT`` seconds, and the next
    one is tried where it fails.

    Raises:
        DesktopError: It is not a web or mail address, or nothing here opens it.
    """
    page = open_policy(url)
    if isinstance(page, RefusedLink):
        raise DesktopError(page.reason)
    if isinstance(page, LocalFile):
        raise DesktopError("this is a file, not an address")
    commands: list[list[str]] = []
    if not page.url.lower().startswith("mailto:"):
        for words in _browser_commands():
            command = [word.replace("%s", page.url) for word in words]
            commands.append(command if command != words else [*words, page.url])
    _start_first(commands, page.url)


def open_file(path: Path) -> None:
    """Hand the file or folder ``path`` to the desktop; see ``open_address``.

    Raises:
        DesktopError: Nothing here opens it.
    """
    _start_first([], str(path.absolute()))


def _start_first(commands: list[list[str]], target: str) -> None:
    """Start the first of ``commands``, then of those of the desktop, that does not fail."""
    if sys.platform == "win32" and not commands:
        os.startfile(target)  # noqa: S606 - how Windows opens things, without a shell
        return
    if sys.platform == "darwin":
        commands.append(["open", target])
    else:
        has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
        commands += [
            [*launcher, target]
            for launcher in _LAUNCHERS
            if (has_display or launcher[0] in _DISPLAYLESS) and shutil.which(launcher[0])
        ]
    if not commands:
        raise DesktopError(
            "nothing here opens it: there is no desktop, or xdg-utils is not installed"
        )
    if not any(_start(command) for command in commands):
        tried = ", ".join(command[0] for command in commands)
        raise DesktopError(f"nothing here opened it (tried {tried})")


def _browser_commands() -> list[list[str]]:
    """Return the commands in ``$BROWSER``, which colons separate, that need no terminal."""
    commands = []
    for command in os.environ.get("BROWSER", "").split(os.pathsep):
        with contextlib.suppress(ValueError):
            commands.append(command_words(command))
    return [words for words in commands if words and Path(words[0]).name not in _TEXT_BROWSERS]


def _start(command: list[str]) -> bool:
    """Start ``command`` without a terminal; tell whether it ends with 0 or runs on."""
    browser_variable = os.pathsep.join(shlex.join(words) for words in _browser_commands())
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own browser, the address one argument
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | {"BROWSER": browser_variable or _GRAPHICAL_BROWSERS},
        )
    except OSError:
        return False
    try:
        return process.wait(LAUNCH_TIMEOUT) == 0
    except subprocess.TimeoutExpired:
        # Somebody has to take its status when it ends.
        threading.Thread(target=process.wait, name="opened", daemon=True).start()
        return True
