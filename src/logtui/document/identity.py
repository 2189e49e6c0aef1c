"""What a link leads to, whatever way it is written.

Two links are the same thing where nobody would want both: the abstract and the PDF of one paper,
a page with and without ``www.``. Where it is not certain, they are two things.
"""

from __future__ import annotations

import re
from functools import cache

from logtui.document import papers, urls

_YOUTUBE_HOSTS = frozenset(
    {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
)
_NO_VIDEO = "videoseries"
_TEXT_ANCHOR = ":~:"

TRACKING = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "msclkid"),
        *("yclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "srsltid", "wickedid"),
        *("mc_cid", "mc_eid", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsctatracking"),
        *("mkt_tok", "oly_anon_id", "oly_enc_id", "vero_id", "ck_subscriber_id", "_ga", "_gl"),
        *("ref_src", "ref_url"),
    )
)
"""Parameters that say where a reader came from; so do all that begin with ``utm_``."""


def identity(link: str) -> str:
    """Return a text that is equal for two links if and only if they lead to the same thing.

    It is again a link that has this identity. A paper is known by its arXiv id or its DOI, a
    video by its id; all other pages by host, path, query and fragment, whose spellings are made
    one. Relative links are the same where they name the same path.
    """
    link = link.strip()
    if number := papers.arxiv_id(link):
        return f"arxiv:{number}"
    if number := papers.doi(link):
        return f"doi:{number}"
    url = urls.split(link)
    if url.authority is None:
        return _elsewhere(url)
    if url.scheme not in ("", *urls.PORTS):
        return f"{url.scheme}://{url.authority}{_tail(url)}"
    if video := _video(url):
        return f"https://youtu.be/{video}"
    return f"//{_place(url)}{_tail(url)}"


def _elsewhere(url: urls.Url) -> str:
    """Return the identity of what has no host: a relative link, a mail address."""
    if url.scheme:
        return f"{url.scheme}:{_tail(url)}"
    path = urls.normal_path(url.path)
    lead = "" if url.path.startswith("/") or (not path and not url.path) else "./"
    return lead + path + _behind(url)


def _tail(url: urls.Url) -> str:
    return urls.normal_path(url.path) + _behind(url)


def _behind(url: urls.Url) -> str:
    """Return the query without what only tracks, and the fragment without what only marks text."""
    fields = (url.query or "").split("&")
    query = urls.normal_query("&".join(field for field in fields if not _tracks(field)))
    fragment = urls.normal_query((url.fragment or "").partition(_TEXT_ANCHOR)[0])
    return (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _tracks(field: str) -> bool:
    """Tell whether a ``field`` of a query only says where a reader came from.

    ``ref`` may name a branch; it tracks where it holds the host of another site.
    """
    name, _, value = field.partition("=")
    name = name.lower()
    return (
        not field
        or name in TRACKING
        or name.startswith("utm_")
        or (name == "ref" and _site().fullmatch(value) is not None)
    )


def _place(url: urls.Url) -> str:
    """Return the host, with the user and the port where they make a difference."""
    user, host, port = urls.split_authority(url.authority or "")
    host = urls.bare_host(host)
    if port and port != urls.PORTS.get(url.scheme):
        host = f"{host}:{port}"
    return f"{user}@{host}" if user else host


def _video(url: urls.Url) -> str | None:
    """Return the id of the video that ``url`` shows on YouTube; None where it shows none."""
    if url.host == "youtu.be":
        found = _short().fullmatch(url.path)
    elif url.host in _YOUTUBE_HOSTS:
        watches = url.path.rstrip("/") == "/watch"
        found = _watched().search(url.query or "") if watches else _shown().fullmatch(url.path)
    else:
        return None
    return found[1] if found and found[1] != _NO_VIDEO else None


@cache
def _short() -> re.Pattern[str]:
    return re.compile(r"/([\w-]{11})/?", re.ASCII)


@cache
def _shown() -> re.Pattern[str]:
    return re.compile(r"/(?:embed|shorts|live|v|e)/([\w-]{11})/?", re.ASCII)


@cache
def _watched() -> re.Pattern[str]:
    return re.compile(r"(?:^|&)v=([\w-]{11})(?=&|$)", re.ASCII)


@cache
def _site() -> re.Pattern[str]:
    return re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE | re.ASCII)
