"""Which links may be opened, and as what.

A log may come from anywhere, so a link is opened only where it is plain what happens: a page or a
mail is left to the system, a file has to lie in the log's own folder. All else is refused with a
sentence that says why.
"""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote

from logtui.document.text import urls
from logtui.document.text.lazy_pattern import lazy_pattern

LONGEST_LINK = 4096
"""Characters of the longest link that is opened; browsers and servers give up not far beyond."""

_SCHEME_REFUSALS = {
    "javascript": "the link is a script, not a page; it is not run",
    "vbscript": "the link is a script, not a page; it is not run",
    "data": "the link holds its content itself instead of leading to a page; it is not opened",
    "file": "the link leads to any file of this computer; write it relative to the log",
}
_MAIL_FIELDS = frozenset({"to", "cc", "bcc", "subject", "body"})
_LAST_PORT = 65535

_CONTROLS = lazy_pattern(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
# What a shell or a desktop file might act on and the name of a file can do without.
_UNSAFE_IN_FILE_NAME = lazy_pattern(r"[$`|<>;\"*]")
_UNSAFE_IN_URL = lazy_pattern(r"[\s<>\"`{}|^\\]")

_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_HOST = lazy_pattern(rf"{_LABEL}(?:\.{_LABEL})*\.?|\[[0-9A-Fa-f:.]+\]")
"""A name (RFC 1123, or of any script), an IPv4 or an IPv6 address."""

_MAILBOX = r"[\w.!#$%&'*+/=?^{|}~-]+@[^\W_](?:[\w.-]*[^\W_])?"
_RECEIVERS = lazy_pattern(rf"{_MAILBOX}(?:,{_MAILBOX})*")
"""One receiver or several, without blanks and quotes."""


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
    """A file or folder in the log's folder.

    Attributes:
        path: Relative to the log's folder, with ``/`` between names, decoded and normalised. As
            a text it does not lead out of that folder; a symbolic link in it may.
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
    """Return whether and as what ``target`` may be opened; nothing is looked up."""
    target = target.strip(" ")
    if reason := _text_refusal(target):
        return RefusedLink(reason)
    url = urls.split_url(target)
    if url.scheme in urls.DEFAULT_PORTS:
        return _web_policy(target, url)
    if url.scheme == "mailto":
        return _mail_policy(target, url)
    if url.scheme:
        others = "only http, https and mailto links and files next to the log are opened"
        return RefusedLink(_SCHEME_REFUSALS.get(url.scheme, others))
    if url.authority is not None:
        return RefusedLink(
            "the link does not say whether it is http or https; write https: before it"
        )
    return _file_policy(url)


def _text_refusal(target: str) -> str | None:
    """Return why ``target`` is refused as a text; None where nothing is wrong with it."""
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
    """Return the policy for an http or https address."""
    user, host, port = urls.split_authority(url.authority or "")
    if "@" in (url.authority or "") or user:
        return RefusedLink("the link names a user before its host, which hides where it leads")
    if not _HOST.fullmatch(host):
        return RefusedLink("the link has a host that cannot exist; correct it first")
    if port and not (port.isdecimal() and port.isascii() and int(port) <= _LAST_PORT):
        return RefusedLink("the link has a port that cannot exist; correct it first")
    return WebAddress(_encode_url(target))


def _mail_policy(target: str, url: urls.Url) -> OpenPolicy:
    """Return the policy for a mail address: only text and receivers, never a file to attach."""
    if url.authority is not None or not _RECEIVERS.fullmatch(urls.percent_decode(url.path)):
        return RefusedLink("the link has a mail address that cannot exist; correct it first")
    fields = {field.partition("=")[0].lower() for field in (url.query or "").split("&") if field}
    if fields - _MAIL_FIELDS:
        return RefusedLink("the mail link asks for more than receivers, a subject and a text")
    if _CONTROLS.search(
        urls.percent_decode(url.query or "").replace("\r\n", " ").replace("\n", " ")
    ):
        return RefusedLink("the link holds control characters; it is not opened")
    return WebAddress(_encode_url(target))


def _file_policy(url: urls.Url) -> OpenPolicy:
    """Return the policy for a relative address."""
    path = urls.percent_decode(url.path)
    if not path:
        return RefusedLink("the link leads to a place in this log; there is nothing else to open")
    if reason := _text_refusal(path):
        return RefusedLink(reason)
    if "\\" in path:
        return RefusedLink("the link has backslashes; write / between folders")
    if _UNSAFE_IN_FILE_NAME.search(path):
        return RefusedLink("the link is not a plain file name; it is not opened")
    normal = posixpath.normpath(path)
    if path.startswith(("/", "~")) or normal == ".." or normal.startswith("../"):
        return RefusedLink("the link leads out of the log's folder; only files in it are opened")
    # Normalised, `./-x` looks like an option.
    reason = _text_refusal(normal)
    fragment = urls.percent_decode(url.fragment or "")
    return RefusedLink(reason) if reason else LocalFile(normal, fragment)


def _encode_url(target: str) -> str:
    return _UNSAFE_IN_URL.sub(lambda match: quote(match[0], safe=""), target)
