"""Which links may be opened, and as what.

A log may come from anywhere, so a link is opened only where it is plain what happens: a page or a
mail is left to the system, a file has to lie in the log's own folder. All else is refused with a
sentence that says why.
"""

from __future__ import annotations

import contextlib
import mimetypes
import os
import posixpath
import re
import shlex
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from logtui.document.text import urls
from logtui.errors import LogtuiError
from logtui.system.editor import EditorError, editor_command

if TYPE_CHECKING:
    from collections.abc import Iterator


LONGEST_LINK = 4096
"""Characters of the longest link that is opened; browsers and servers give up not far beyond."""

_SCHEME_REFUSALS = {
    "javascript": "the link is a script, not a page; it is not run",
    "vbscript": "the link is a script, not a page; it is not run",
    "data": "the link holds its content itself instead of leading to a page; it is not opened",
    "file": "the link leads to any file of this computer; write it relative to the log",
}
_OUTSIDE_REFUSAL = "the link leads out of the log's folder; only files in it are opened"
_MAIL_FIELDS = frozenset({"to", "cc", "bcc", "subject", "body"})
_LAST_PORT = 65535

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What a shell or a desktop file might act on and the name of a file can do without.
_UNSAFE_IN_FILE_NAME = re.compile(r"[$`|<>;\"*]")
_UNSAFE_IN_URL = re.compile(r"[\s<>\"`{}|^\\]")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A page or a mail address, for the system to open.

    Attributes:
        url: With blanks, quotes and the like encoded; begins with ``http:``, ``https:`` or
            ``mailto:``.
    """

    url: str


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file or folder beside the log.

    Attributes:
        path: Relative to the log's folder, with ``/`` between names, decoded and normalised; as
            a text it does not lead out of that folder, but a symbolic link in it may.
        fragment: What follows ``#``: a heading or a line; empty without one.
    """

    path: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class RefusedLink:
    """A link that is not opened.

    Attributes:
        reason: A sentence that says why; it holds nothing of the link.
    """

    reason: str


OpenPolicy = WebAddress | LocalFile | RefusedLink


def open_policy(target: str) -> OpenPolicy:
    """Return what opening ``target`` comes to. Nothing is looked up; any text has an answer."""
    target = target.strip(" ")
    reason = _text_refusal(target)
    if reason:
        return RefusedLink(reason)
    url = urls.split_url(target)
    if url.scheme in urls.DEFAULT_PORTS:
        return _web_policy(target, url)
    if url.scheme == "mailto":
        return _mail_policy(target, url)
    if url.scheme:
        others = "only http, https and mailto links and files beside the log are opened"
        return RefusedLink(_SCHEME_REFUSALS.get(url.scheme, others))
    if url.authority is not None:
        return RefusedLink(
            "the link does not say whether it is http or https; write https: before it"
        )
    return _file_policy(url)


def _text_refusal(target: str) -> str | None:
    """Return why ``target`` is not looked at any further; None where nothing is wrong."""
    if not target:
        return "the link is empty; there is nothing to open"
    if len(target) > LONGEST_LINK:
        return f"the link is longer than {LONGEST_LINK} characters; no page has such an address"
    if _CONTROLS.search(target):
        return "the link holds control characters; it is not opened"
    if not target.isprintable():
        return "the link holds invisible characters, which hide where it leads; it is not opened"
    if target.startswith("-"):
        return "the link looks like an option of a program; it is not opened"
    return None


def _web_policy(target: str, url: urls.Url) -> OpenPolicy:
    """Return the opening of an http or https address."""
    user, host, port = urls.split_authority(url.authority or "")
    if "@" in (url.authority or "") or user:
        return RefusedLink("the link names a user before its host, which hides where it leads")
    if not _host_pattern().fullmatch(host):
        return RefusedLink("the link names no host that there can be; correct it first")
    if port and not (port.isdecimal() and port.isascii() and int(port) <= _LAST_PORT):
        return RefusedLink("the link names no port that there can be; correct it first")
    return WebAddress(_encode_url(target))


def _mail_policy(target: str, url: urls.Url) -> OpenPolicy:
    """Return the opening of a mail address: no fields but text and receivers, no files."""
    if url.authority is not None or not _mailbox_pattern().fullmatch(urls.percent_decode(url.path)):
        return RefusedLink("the link names no mail address that there can be; correct it first")
    fields = {field.partition("=")[0].lower() for field in (url.query or "").split("&") if field}
    if fields - _MAIL_FIELDS:
        return RefusedLink("the mail link asks for more than receivers, a subject and a text")
    if _CONTROLS.search(
        urls.percent_decode(url.query or "").replace("\r\n", " ").replace("\n", " ")
    ):
        return RefusedLink("the link holds control characters; it is not opened")
    return WebAddress(_encode_url(target))


def _file_policy(url: urls.Url) -> OpenPolicy:
    """Return the opening of a relative address."""
    path = urls.percent_decode(url.path)
    if not path:
        return RefusedLink("the link leads to a place in this log; there is nothing else to open")
    reason = _text_refusal(path) or _path_refusal(path)
    path = posixpath.normpath(path)
    if reason is None and (path == ".." or path.startswith("../")):
        reason = _OUTSIDE_REFUSAL
    reason = reason or _text_refusal(path)
    return (
        RefusedLink(reason) if reason else LocalFile(path, urls.percent_decode(url.fragment or ""))
    )


def _path_refusal(path: str) -> str | None:
    """Return why ``path`` is no file beside the log; None where it may be one."""
    if "\\" in path:
        return "the link has backslashes; write / between folders"
    if _UNSAFE_IN_FILE_NAME.search(path):
        return "the link is no plain file name; it is not opened"
    return _OUTSIDE_REFUSAL if path.startswith(("/", "~")) else None


def _encode_url(target: str) -> str:
    return _UNSAFE_IN_URL.sub(lambda found: quote(found[0], safe=""), target)


@cache
def _host_pattern() -> re.Pattern[str]:
    """Return a pattern for names (RFC 1123, or of any script), IPv4 and IPv6 addresses."""
    label = r"[^\W_](?:[\w-]*[^\W_])?"
    return re.compile(rf"{label}(?:\.{label})*\.?|\[[0-9A-Fa-f:.]+\]")


@cache
def _mailbox_pattern() -> re.Pattern[str]:
    """Return a pattern for one receiver or several, without blanks and quotes."""
    one = r"[\w.!#$%&'*+/=?^{|}~-]+@[^\W_](?:[\w.-]*[^\W_])?"
    return re.compile(rf"{one}(?:,{one})*")


LAUNCH_TIMEOUT = 1.0
"""Seconds in which a program has to fail to be known to have failed."""

_TEXT_BROWSERS = frozenset(
    (
        *("browsh", "carbonyl", "cha", "edbrowse", "elinks", "links", "links2", "lynx", "w3m"),
        "www-browser",
    )
)
"""Browsers that need the terminal, which is taken."""

_GRAPHICAL_BROWSERS = (
    "x-www-browser:firefox:iceweasel:seamonkey:mozilla:epiphany:konqueror"
    ":chromium:chromium-browser:google-chrome"
)
"""What ``xdg-open`` tries by itself where there is no desktop environment, less the text modes.

Those would write the page to nowhere and report success.
"""

_LAUNCHERS = (("wslview",), ("xdg-open",), ("gio", "open"))
_DISPLAYLESS = frozenset({"wslview"})


class DesktopError(LogtuiError):
    """There is nothing that opens it; the user has to be shown what was to be opened."""


def open_address(url: str) -> None:
    """Hand ``url`` to ``$BROWSER``, unless that needs a terminal, else to the desktop.

    To be called in a thread: what is started is watched for up to ``PATIENCE``, and the next one
    tried where it fails.

    Raises:
        BrowserError: It is no web or mail address, or nothing here opens it.
    """
    page = open_policy(url)
    if isinstance(page, RefusedLink):
        raise DesktopError(page.reason)
    if isinstance(page, LocalFile):
        raise DesktopError("this is a file, no address")
    mail = page.url.lower().startswith("mailto:")
    _start_first(
        [] if mail else [_with_url(words, page.url) for words in _browser_commands()], page.url
    )


def open_file(path: Path) -> None:
    """Hand the file or folder ``path`` to the desktop; see ``open_address``.

    Raises:
        BrowserError: Nothing here opens it.
    """
    _start_first([], str(path.absolute()))


def _start_first(commands: list[list[str]], target: str) -> None:
    """Start the first of ``commands``, then of those of the desktop, that does not fail."""
    if sys.platform == "win32" and not commands:
        os.startfile(target)  # noqa: S606 - how Windows opens things, without a shell
        return
    commands += [[*launcher, target] for launcher in _launchers()]
    if not commands:
        raise DesktopError(
            "nothing here opens it: there is no desktop, or xdg-utils is not installed"
        )
    if not any(_start(command) for command in commands):
        tried = ", ".join(command[0] for command in commands)
        raise DesktopError(f"nothing here opened it (tried {tried})")


def _launchers() -> Iterator[tuple[str, ...]]:
    """Yield the commands that open things on this desktop; none where there is no desktop."""
    if sys.platform == "darwin":
        yield ("open",)
        return
    desktop = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    for launcher in _LAUNCHERS:
        if (desktop or launcher[0] in _DISPLAYLESS) and shutil.which(launcher[0]):
            yield launcher


def _browser_commands() -> list[list[str]]:
    """Return the commands in ``$BROWSER``, which colons separate, that need no terminal."""
    commands = []
    for choice in os.environ.get("BROWSER", "").split(os.pathsep):
        with contextlib.suppress(ValueError):
            commands.append(shlex.split(choice))
    return [words for words in commands if words and Path(words[0]).name not in _TEXT_BROWSERS]


def _with_url(words: list[str], url: str) -> list[str]:
    """Return ``words`` with ``url`` in place of ``%s``, else at the end; always as one argument."""
    command = [word.replace("%s", url) for word in words]
    return command if command != words else [*words, url]


def _start(command: list[str]) -> bool:
    """Start ``command`` in a session of its own, without a terminal; tell whether it goes well.

    One that is still running after ``PATIENCE`` does.
    """
    chosen = os.pathsep.join(shlex.join(words) for words in _browser_commands())
    try:
        process = subprocess.Popen(  # noqa: S603 - the user's own browser, the address one argument
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env=os.environ | {"BROWSER": chosen or _GRAPHICAL_BROWSERS},
        )
    except OSError:
        return False
    try:
        return process.wait(LAUNCH_TIMEOUT) == 0
    except subprocess.TimeoutExpired:
        # Somebody has to take its status when it ends.
        threading.Thread(target=process.wait, name="opened", daemon=True).start()
        return True


_SNIFFED_BYTES = 1 << 13
"""Bytes at the beginning of a file that tell whether it is text."""

_NON_TEXT_TYPES = ("image/", "audio/", "video/", "text/html", "application/pdf", "application/post")
"""What is no text to its reader, even where its bytes are."""

_PROGRAM_SIGNATURES = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe")
"""How programs of Linux, Windows, Java and macOS begin."""

_PROGRAM_SUFFIXES = frozenset({".app", ".jar", ".lnk"})


class LocalFileError(LogtuiError):
    """A file that the log links to is missing, somewhere else, or not to be opened."""


def find_local_file(log: Path, path: str) -> Path:
    """Return the file or folder that ``path``, as it stands in ``log``, leads to.

    Symbolic links are followed in both: a log is taken to lie where its text does.

    Args:
        log: The log's file.
        path: A path relative to the log's folder.

    Raises:
        LocalFileError: It is missing, or lies outside of the log's folder.
    """
    folder = Path(os.path.realpath(log)).parent
    outside = f"{path} lies outside the log's folder, {folder}, and is not opened"
    try:
        if not Path(os.path.realpath(folder / path)).is_relative_to(folder):
            raise LocalFileError(outside)
        return Path(os.path.realpath(folder / path, strict=True))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LocalFileError(f"{path} is missing: there is no such file in {folder}") from error
    except (OSError, ValueError) as error:
        raise LocalFileError(f"{path} cannot be opened: {_failure_reason(error)}") from error


def is_text_file(path: Path) -> bool:
    """Tell whether the file ``path`` is something to read in an editor.

    Raises:
        LocalFileError: It cannot be read, or is a program: a log is to be read, not run.
    """
    if path.suffix.lower() in _PROGRAM_SUFFIXES:
        raise LocalFileError(f"{path.name} is a program and is not opened")
    if path.is_dir():
        return False
    if not path.is_file():
        raise LocalFileError(f"{path.name} is no file and is not opened")
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFFED_BYTES)
    except OSError as error:
        raise LocalFileError(f"{path.name} cannot be read: {_failure_reason(error)}") from error
    if start.startswith(_PROGRAM_SIGNATURES) and b"\0" in start:
        raise LocalFileError(f"{path.name} is a program and is not opened")
    if (mimetypes.guess_type(path.name)[0] or "").startswith(_NON_TEXT_TYPES):
        return False
    return b"\0" not in start


def edit_file(path: Path) -> None:
    """Open ``path`` in the user's editor and wait for its end; the terminal is the editor's.

    Raises:
        EditorError: No editor is set, or it cannot be started or fails.
    """
    command = editor_command()
    try:
        status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        raise EditorError(
            f"the editor `{command[0]}` cannot be started: {error.strerror}"
        ) from error
    if status != 0:
        raise EditorError(f"the editor `{command[0]}` failed with status {status}")


def _failure_reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
