"""URLs taken apart, and the one form that all spellings of a URL have in common.

The parts are those of RFC 3986, appendix B; which spellings are equivalent follows its section 6
and what browsers do. Nothing here raises: whatever a log holds as a target has parts.
"""

from __future__ import annotations

import re
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, unquote_to_bytes

from logtui.document.text.lazy_pattern import lazy_pattern

DEFAULT_PORTS = {"http": "80", "https": "443"}
"""The schemes of pages and the ports that they mean where none is named."""

_LONGEST_HOST = 253
_RECODABLE = lazy_pattern(r"%[0-9A-Fa-f]{2}|[^!-~]+|[\"<>\\^`{|}]|%")
_PLAIN_PATH = lazy_pattern(r"[\w.~/-]*", re.ASCII)

# What means the same with and without its encoding: letters, digits and four marks everywhere
# (RFC 3986, 2.3), and further marks where nothing splits a text at them.
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_FREE_IN_PATH = _UNRESERVED | frozenset("!$&'()*,:;=@[]")
_FREE_IN_QUERY = _UNRESERVED | frozenset("!$'()*,:@[]?")

_URL_PARTS = lazy_pattern(
    r"(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?://([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?",
    re.DOTALL,
)


class Url(NamedTuple):
    """A URL, taken apart.

    Attributes:
        scheme: Lower case, without the colon; empty for a relative address.
        authority: What follows ``//``: the host, maybe with a user and a port; None without one.
        path: From the first ``/`` after the authority on; maybe empty.
        query: What follows ``?``; None without one.
        fragment: What follows ``#``; None without one.
    """

    scheme: str
    authority: str | None
    path: str
    query: str | None
    fragment: str | None

    @property
    def host(self) -> str:
        """The host in lower case and ASCII, without user, port and ``www.``; empty without one."""
        return ascii_host(split_authority(self.authority or "")[1])


def split_url(address: str) -> Url:
    """Return the parts of ``address``, whatever it is; all of it is in one part or next to one."""
    # There always is a match, and it takes all: each part may be empty, and only the last one
    # holds what the others cannot.
    scheme, authority, path, query, fragment = next(_URL_PARTS.finditer(address)).groups()
    return Url((scheme or "").lower(), authority, path, query, fragment)


def split_authority(authority: str) -> tuple[str, str, str]:
    """Return the user, the host and the port that ``authority`` names; each maybe empty."""
    user, _, host_and_port = authority.rpartition("@")
    host, colon, port = host_and_port.rpartition(":")
    if not colon or host_and_port.endswith("]"):
        return user, host_and_port, ""
    return user, host, port


def host_of(address: str) -> str:
    """Return the host of ``address`` for showing, as ``Url.host`` but in letters of any script."""
    return bare_host(split_authority(split_url(address).authority or "")[1])


def bare_host(host: str) -> str:
    """Return ``host`` in lower case, without the dot after it and ``www.`` before it."""
    host = host.rstrip(".").lower()
    bare = host.removeprefix("www.")
    return bare if "." in bare else host


def ascii_host(host: str) -> str:
    """Return the bare ``host`` with international names in the form that the network has."""
    host = host.rstrip(".")
    if not host.isascii() and len(host) <= _LONGEST_HOST:
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            host = host.casefold()
    return bare_host(host)


def normal_path(path: str) -> str:
    """Return ``path`` with needless encodings and dot segments resolved, no slash at its end.

    ``%2F`` stays apart from ``/``: it is a letter of a name, not the end of one.
    """
    path = _recode(path, _FREE_IN_PATH)
    if "./" in path or path.endswith("."):
        path = _resolve_dots(path)
    return path.rstrip("/")


def normal_query(query: str) -> str:
    """Return ``query`` with needless encodings resolved."""
    return _recode(query, _FREE_IN_QUERY)


def percent_decode(text: str) -> str:
    """Return ``text`` with all its percent-encodings resolved, bytes of no text as surrogates."""
    raw = unquote_to_bytes(text.encode("utf-8", "surrogatepass"))
    return raw.decode("utf-8", "surrogateescape")


def _recode(text: str, free: frozenset[str]) -> str:
    """Return ``text`` with exactly what is not ``free`` and not a mark of a URL encoded."""
    if _PLAIN_PATH.fullmatch(text):
        return text
    return _RECODABLE.sub(partial(_recode_piece, free=free), text)


def _recode_piece(match: re.Match[str], free: frozenset[str]) -> str:
    piece: str = match[0]
    if len(piece) == len("%41") and piece[0] == "%":
        char = chr(int(piece[1:], 16))
        return char if char in free else piece.upper()
    return quote(piece.encode("utf-8", "surrogatepass"), safe="")


def _resolve_dots(path: str) -> str:
    """Return ``path`` with ``.`` and ``..`` resolved, as far as it is known what is above."""
    segments: list[str] = []
    is_absolute = path.startswith("/")
    for segment in path.split("/")[is_absolute:]:
        if segment == ".." and segments and segments[-1] != "..":
            segments.pop()
        elif segment != "." and not (is_absolute and segment == ".."):
            segments.append(segment)
    return "/" * is_absolute + "/".join(segments)
