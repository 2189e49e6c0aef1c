"""What a link leads to, whatever way it is written.

Two links are the same thing where nobody would want both: the abstract and the PDF of one paper,
a page with and without ``www.``. Where it is not certain, they are two things.
"""

from __future__ import annotations

import re

from logtui.document.text import urls
from logtui.document.text.lazy_pattern import lazy_pattern

_YOUTUBE_HOSTS = frozenset(
    {"youtube.com", "m.youtube.com", "music.youtube.com", "youtube-nocookie.com"}
)
_NO_VIDEO = "videoseries"
_TEXT_ANCHOR = ":~:"

TRACKING_PARAMETERS = frozenset(
    (
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "gad_source", "msclkid"),
        *("yclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "srsltid", "wickedid"),
        *("mc_cid", "mc_eid", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsctatracking"),
        *("mkt_tok", "oly_anon_id", "oly_enc_id", "vero_id", "ck_subscriber_id", "_ga", "_gl"),
        *("ref_src", "ref_url"),
    )
)
"""Parameters that say where a reader came from; so do all that begin with ``utm_``."""


_ARXIV_NUMBER = r"(\d{4}\.\d{3,6}|[a-z][a-z-]*(?:\.[a-z][a-z-]*)?/\d{7})(?:v\d+)?"
_DOI = r"(10\.\d{4,9}(?:\.\d+)*/\S+)"

_SHORT_PATH = lazy_pattern(r"/([\w-]{11})/?", re.ASCII)

_PLAYER_PATH = lazy_pattern(r"/(?:embed|shorts|live|v|e)/([\w-]{11})/?", re.ASCII)

_WATCH_QUERY = lazy_pattern(r"(?:^|&)v=([\w-]{11})(?=&|$)", re.ASCII)

_HOST_NAME = lazy_pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE | re.ASCII)

_ARXIV_NUMBER_PATTERN = lazy_pattern(_ARXIV_NUMBER, re.IGNORECASE | re.ASCII)

_BARE_ARXIV = lazy_pattern(
    rf"arxiv:\s?{_ARXIV_NUMBER}|(?P<alone>\d{{4}}\.\d{{4,5}})(?:v\d+)?",
    re.IGNORECASE | re.ASCII,
)
"""``arxiv:`` and an id, or for an id that needs no such word."""

_ARXIV_PATH = lazy_pattern(
    rf"/(?:abs|pdf|html|ps|format|e-print|src)/{_ARXIV_NUMBER}(?:\.pdf)?",
    re.IGNORECASE | re.ASCII,
)

_BARE_DOI = lazy_pattern(rf"(?:(?:info:)?doi[:/]\s?)?{_DOI}", re.IGNORECASE | re.ASCII)

_DOI_PATH = lazy_pattern(rf"/(?:doi:)?{_DOI}", re.IGNORECASE | re.ASCII)

_NATURE_PATH = lazy_pattern(r"/articles/([a-z0-9.-]+?)(?:\.pdf)?/?", re.IGNORECASE | re.ASCII)

_ACL_HOSTS = frozenset({"aclanthology.org", "aclanthology.info", "aclweb.org"})

_ACL_PATH = lazy_pattern(
    r"(?:/anthology(?:-new)?)?(?:/[A-Z](?:/[A-Z]\d\d)?)?"
    r"/([A-Z]\d\d-\d{4}|\d{4}\.[a-z0-9_]+-[a-z0-9_]+\.\d+)(?:v\d+)?(?:\.pdf)?/?",
    re.IGNORECASE | re.ASCII,
)

_PLOS_QUERY = lazy_pattern(r"(?:^|&)id=(10\.1371/[^&\s]+)", re.IGNORECASE | re.ASCII)


def link_identity(link: str) -> str:
    """Return a text that is equal for two links if and only if they lead to the same thing.

    It is again a link that has this identity. A paper is known by its arXiv id or its DOI, a
    video by its id; all other pages by host, path, query and fragment, whose spellings are made
    one. Relative links are the same where they name the same path.
    """
    link = link.strip()
    if number := arxiv_id(link):
        return f"arxiv:{number}"
    if number := doi(link):
        return f"doi:{number}"
    url = urls.split_url(link)
    if url.authority is None:  # a relative link, a mail address
        below = "./" if url.path and not url.path.startswith("/") else ""
        return (f"{url.scheme}:" if url.scheme else below) + _path_and_query(url)
    if url.scheme not in ("", *urls.DEFAULT_PORTS):
        return f"{url.scheme}://{url.authority}{_path_and_query(url)}"
    if video := _video_id(url):
        return f"https://youtu.be/{video}"
    url = _page_of_paper(url)
    # The user and the port count where they make a difference.
    user, host, port = urls.split_authority(url.authority or "")
    is_usual_port = port in ("", urls.DEFAULT_PORTS.get(url.scheme))
    site = urls.ascii_host(host) + ("" if is_usual_port else f":{port}")
    return f"//{user}@{site}{_path_and_query(url)}" if user else f"//{site}{_path_and_query(url)}"


def _page_of_paper(url: urls.Url) -> urls.Url:
    """Return the page of the paper that ``url`` leads to, as its PDF may; else ``url``."""
    if url.host == "openreview.net" and url.path in ("/pdf", "/forum"):
        return url._replace(path="/forum", fragment=None)
    number = _ACL_PATH.fullmatch(url.path) if url.host in _ACL_HOSTS else None
    if number is None:
        return url
    return urls.Url(url.scheme, "aclanthology.org", f"/{number[1]}", None, None)


def _path_and_query(url: urls.Url) -> str:
    """Return path, query without what only tracks, and fragment without what only marks text."""
    fields = (url.query or "").split("&")
    query = urls.normal_query("&".join(field for field in fields if not is_tracking_field(field)))
    fragment = urls.normal_query((url.fragment or "").partition(_TEXT_ANCHOR)[0])
    path = urls.normal_path(url.path)
    return path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def is_tracking_field(field: str) -> bool:
    """Tell whether a ``field`` of a query only says where a reader came from.

    ``ref`` may name a branch; it tracks where it holds the host of another site.
    """
    name, _, value = field.partition("=")
    name = name.lower()
    return (
        not field
        or name in TRACKING_PARAMETERS
        or name.startswith("utm_")
        or (name == "ref" and _HOST_NAME.fullmatch(value) is not None)
    )


def _video_id(url: urls.Url) -> str | None:
    """Return the id of the video that ``url`` shows on YouTube; None where it shows none."""
    if url.host == "youtu.be":
        match = _SHORT_PATH.fullmatch(url.path)
    elif url.host in _YOUTUBE_HOSTS:
        watches = url.path.rstrip("/") == "/watch"
        match = (
            _WATCH_QUERY.search(url.query or "") if watches else _PLAYER_PATH.fullmatch(url.path)
        )
    else:
        return None
    return match[1] if match and match[1] != _NO_VIDEO else None


_ARXIV_DOI = "10.48550/arxiv."
_FIVE_DIGITS_FROM = "1501"
_NEW_NUMBERS_FROM = "0704"
_FIRST_OLD_YEAR = 91
_MONTHS = range(1, 13)

_ARXIV_HOST = re.compile(r"(?:[\w-]+\.)*arxiv\.org|xxx\.lanl\.gov|ar5iv\.org")
_DOI_HOSTS = frozenset({"doi.org", "dx.doi.org"})


_PUBLISHERS = {
    **dict.fromkeys(
        (
            *("dl.acm.org", "science.org", "pnas.org", "tandfonline.com", "journals.sagepub.com"),
            *("pubs.acs.org", "onlinelibrary.wiley.com", "royalsocietypublishing.org"),
        ),
        lazy_pattern(rf"/doi/(?:[a-z]+/)?{_DOI}", re.IGNORECASE | re.ASCII),
    ),
    "link.springer.com": lazy_pattern(
        rf"/(?:article|chapter|book|content/pdf|referenceworkentry)/{_DOI}",
        re.IGNORECASE | re.ASCII,
    ),
    "journals.aps.org": lazy_pattern(rf"/[a-z]+/(?:abstract|pdf)/{_DOI}", re.IGNORECASE | re.ASCII),
    "frontiersin.org": lazy_pattern(
        rf"(?:/journals/[\w-]+)?/articles/{_DOI}", re.IGNORECASE | re.ASCII
    ),
    "iopscience.iop.org": lazy_pattern(rf"/article/{_DOI}", re.IGNORECASE | re.ASCII),
    "biorxiv.org": lazy_pattern(rf"/content/{_DOI}", re.IGNORECASE | re.ASCII),
    "medrxiv.org": lazy_pattern(rf"/content/{_DOI}", re.IGNORECASE | re.ASCII),
}
"""Publishers whose paths hold the DOI as it is, and how: hosts without ``www.``."""

_NATURE_PREFIX = "10.1038/"
_AFTER_DOI = re.compile(
    r"(?:v\d+)?\.(?:full|abstract)(?:\.pdf|-text)?$|/(?:full|pdf|abstract|meta)$|\.pdf$"
)
_PREPRINT_VERSION = re.compile(r"v\d+$")


def arxiv_id(link: str) -> str | None:
    """Return the arXiv id, without version, of the paper that ``link`` leads to; None for others.

    ``arxiv.org/abs/…``, ``/pdf/…``, ``/html/…``, mirrors, ``arxiv:…`` and the DOIs that arXiv gives
    its papers are known; an id alone is, too. Old ids come without their subject class
    (``math.GT/0309136`` is ``math/0309136``).
    """
    link = link.strip()
    match = _BARE_ARXIV.fullmatch(link)
    if match is None:
        url = _web_address(link)
        if url and _ARXIV_HOST.fullmatch(url.host):
            match = _ARXIV_PATH.fullmatch(urls.normal_path(url.path))
        else:
            number = doi(link) or ""
            if number.startswith(_ARXIV_DOI):
                match = _ARXIV_NUMBER_PATTERN.fullmatch(number.removeprefix(_ARXIV_DOI))
    if match is None:
        return None
    number = match[match.lastindex or 0].lower()
    archive, slash, rest = number.partition("/")
    return archive.partition(".")[0] + "/" + rest if slash else number


def has_impossible_arxiv_id(link: str) -> bool:
    """Tell whether the arXiv id in ``link`` is one that arXiv cannot have given: a digit short.

    Numbers had four digits after the point from April 2007 on and have five since January 2015.
    """
    number = arxiv_id(link)
    if number is None:
        return False
    when, point, rest = number.partition(".")
    if not point:
        when = number.rpartition("/")[2][:4]
        in_time = int(when[:2]) >= _FIRST_OLD_YEAR or when <= _NEW_NUMBERS_FROM
        return not in_time or int(when[2:]) not in _MONTHS
    digits = 5 if when >= _FIVE_DIGITS_FROM else 4
    return len(rest) != digits or when < _NEW_NUMBERS_FROM or int(when[2:]) not in _MONTHS


def doi(link: str) -> str | None:
    """Return the DOI, in lower case, of what ``link`` leads to; None where it does not say it.

    ``doi.org``, ``doi:`` and the pages of publishers that have the DOI in their path are known; a
    DOI alone is, too.
    """
    link = link.strip()
    match = _BARE_DOI.fullmatch(link)
    if match:
        return _plain_doi(match[1])
    url = _web_address(link)
    if url is None:
        return None
    host, path = url.host, urls.percent_decode(url.path)
    if host in _DOI_HOSTS:
        match = _DOI_PATH.fullmatch(path)
        return _plain_doi(match[1]) if match else None
    return _publisher_doi(host, path, url.query or "")


def _publisher_doi(host: str, path: str, query: str) -> str | None:
    """Return the DOI of the page that a publisher has at ``path``; None where it does not say."""
    if host == "nature.com":
        article = _NATURE_PATH.fullmatch(path)
        return _plain_doi(_NATURE_PREFIX + article[1]) if article else None
    if host == "journals.plos.org":
        match = _PLOS_QUERY.search(urls.percent_decode(query))
        return _plain_doi(match[1]) if match and "/article" in path else None
    for publisher in (host, host.partition(".")[2]):
        pattern = _PUBLISHERS.get(publisher)
        match = pattern.fullmatch(path.rstrip("/")) if pattern else None
        if match:
            number = _AFTER_DOI.sub("", match[1])
            return _plain_doi(_PREPRINT_VERSION.sub("", number) if "rxiv" in publisher else number)
    return None


def _plain_doi(number: str) -> str:
    return number.rstrip("/").lower()


def _web_address(link: str) -> urls.Url | None:
    """Return the parts of a page's address, also of one typed without a scheme; None for others."""
    url = urls.split_url(link)
    if not url.scheme and url.authority is None and "." in url.path.partition("/")[0]:
        url = urls.split_url("//" + link)
    return url if url.authority is not None and url.scheme in ("", *urls.DEFAULT_PORTS) else None
