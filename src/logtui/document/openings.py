"""Which links may be opened, and as what.

A log may come from anywhere, so a link is opened only where it is plain what happens: a page or a
mail is left to the system, a file has to lie in the log's own folder. All else is refused with a
sentence that says why.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from logtui.document import urls

LONGEST = 4096
"""Characters of the longest link that is opened; browsers and servers give up not far beyond."""

_REASONS = {
    "javascript": "the link is a script, not a page; it is not run",
    "vbscript": "the link is a script, not a page; it is not run",
    "data": "the link holds its content itself instead of leading to a page; it is not opened",
    "file": "the link leads to any file of this computer; write it relative to the log",
}
_OUTSIDE = "the link leads out of the log's folder; only files in it are opened"
_MAIL_FIELDS = frozenset({"to", "cc", "bcc", "subject", "body"})
_LAST_PORT = 65535

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What a shell or a desktop file might act on and the name of a file can do without.
_ACTIVE = re.compile(r"[$`|<>;\"*]")
_UNSAFE_IN_URL = re.compile(r"[\s<>\"`{}|^\\]")


@dataclass(frozen=True, slots=True)
class Web:
    """A page or a mail address, for the system to open.

    Attributes:
        url: With blanks, quotes and the like encoded; begins with ``http:``, ``https:`` or
            ``mailto:``.
    """

    url: str


@dataclass(frozen=True, slots=True)
class Local:
    """A file or folder beside the log.

    Attributes:
        path: Relative to the log's folder, with ``/`` between names, decoded and normalised; as
            a text it does not lead out of that folder, but a symbolic link in it may.
        fragment: What follows ``#``: a heading or a line; empty without one.
    """

    path: str
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """A link that is not opened.

    Attributes:
        reason: A sentence that says why; it holds nothing of the link.
    """

    reason: str


Opening = Web | Local | Refused


def opening(target: str) -> Opening:
    """Return what opening ``target`` comes to. Nothing is looked up; any text has an answer."""
    target = target.strip(" ")
    reason = _suspect(target)
    if reason:
        return Refused(reason)
    url = urls.split(target)
    if url.scheme in urls.PORTS:
        return _page(target, url)
    if url.scheme == "mailto":
        return _mail(target, url)
    if url.scheme:
        others = "only http, https and mailto links and files beside the log are opened"
        return Refused(_REASONS.get(url.scheme, others))
    if url.authority is not None:
        return Refused("the link does not say whether it is http or https; write https: before it")
    return _file(url)


def _suspect(target: str) -> str | None:
    """Return why ``target`` is not looked at any further; None where nothing is wrong."""
    if not target:
        return "the link is empty; there is nothing to open"
    if len(target) > LONGEST:
        return f"the link is longer than {LONGEST} characters; no page has such an address"
    if _CONTROLS.search(target):
        return "the link holds control characters; it is not opened"
    if not target.isprintable():
        return "the link holds invisible characters, which hide where it leads; it is not opened"
    if target.startswith("-"):
        return "the link looks like an option of a program; it is not opened"
    return None


def _page(target: str, url: urls.Url) -> Opening:
    """Return the opening of an http or https address."""
    user, host, port = urls.split_authority(url.authority or "")
    if "@" in (url.authority or "") or user:
        return Refused("the link names a user before its host, which hides where it leads")
    if not _host().fullmatch(host):
        return Refused("the link names no host that there can be; correct it first")
    if port and not (port.isdecimal() and port.isascii() and int(port) <= _LAST_PORT):
        return Refused("the link names no port that there can be; correct it first")
    return Web(_encoded(target))


def _mail(target: str, url: urls.Url) -> Opening:
    """Return the opening of a mail address: no fields but text and receivers, no files."""
    if url.authority is not None or not _mailbox().fullmatch(urls.decoded(url.path)):
        return Refused("the link names no mail address that there can be; correct it first")
    fields = {field.partition("=")[0].lower() for field in (url.query or "").split("&") if field}
    if fields - _MAIL_FIELDS:
        return Refused("the mail link asks for more than receivers, a subject and a text")
    if _CONTROLS.search(urls.decoded(url.query or "").replace("\r\n", " ").replace("\n", " ")):
        return Refused("the link holds control characters; it is not opened")
    return Web(_encoded(target))


def _file(url: urls.Url) -> Opening:
    """Return the opening of a relative address."""
    path = urls.decoded(url.path)
    if not path:
        return Refused("the link leads to a place in this log; there is nothing else to open")
    reason = _suspect(path) or _unfit(path)
    path = posixpath.normpath(path)
    if reason is None and (path == ".." or path.startswith("../")):
        reason = _OUTSIDE
    reason = reason or _suspect(path)
    return Refused(reason) if reason else Local(path, urls.decoded(url.fragment or ""))


def _unfit(path: str) -> str | None:
    """Return why ``path`` is no file beside the log; None where it may be one."""
    if "\\" in path:
        return "the link has backslashes; write / between folders"
    if _ACTIVE.search(path):
        return "the link is no plain file name; it is not opened"
    return _OUTSIDE if path.startswith(("/", "~")) else None


def _encoded(target: str) -> str:
    return _UNSAFE_IN_URL.sub(lambda found: quote(found[0], safe=""), target)


@cache
def _host() -> re.Pattern[str]:
    """Return a pattern for names (RFC 1123, or of any script), IPv4 and IPv6 addresses."""
    label = r"[^\W_](?:[\w-]*[^\W_])?"
    return re.compile(rf"{label}(?:\.{label})*\.?|\[[0-9A-Fa-f:.]+\]")


@cache
def _mailbox() -> re.Pattern[str]:
    """Return a pattern for one receiver or several, without blanks and quotes."""
    one = r"[\w.!#$%&'*+/=?^{|}~-]+@[^\W_](?:[\w.-]*[^\W_])?"
    return re.compile(rf"{one}(?:,{one})*")
