"""What arXiv and doi.org tell of papers, as items of CSL.

Both answer in their own ways when something is wrong: arXiv with an entry that is called ``Error``,
with a text that asks to wait, with an empty feed when it is busy, or without some of the papers and
in another order; doi.org with a page, or with the citation of something else. Nothing is taken for
an answer but what names the paper that was asked for.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Sequence
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote
from xml.etree import ElementTree

from logtui.document.relations.same_link import arxiv_id, doi
from logtui.fetch.addresses import look_up_host
from logtui.fetch.citations import without_markup
from logtui.fetch.http import (
    JSON_TYPES,
    FetchError,
    FetchLimits,
    HostError,
    get_response,
    tls_settings,
)
from logtui.fetch.titles import DEFAULT_SOURCES, PaperSources, doi_address

if TYPE_CHECKING:
    from logtui.fetch.addresses import HostLookup

PaperItem = dict[str, object]
"""An item of CSL-JSON."""

BATCH = 100
"""Papers of arXiv that are asked for at once."""

_FEED_TYPES = frozenset({"application/atom+xml", "application/xml", "text/xml", "text/plain"})
_ATOM, _ARXIV = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_LONGEST_ABSTRACT = 10_000
_MAX_AUTHORS = 3000
_NOT_FOUND = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.GONE})
_PARTICLES = frozenset(("von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "ter"))
_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
_INSTITUTION = re.compile(
    r"\b(?i:team|collaboration|consortium|group|project|lab|labs|institute|university)\b"
    r"|\bAI\b|[,:&]"
)
_TEXT_FIELDS = (
    *("type", "title", "container-title", "publisher", "volume", "issue", "page", "DOI", "genre"),
)


class RequestPolicy(NamedTuple):
    """How servers are asked.

    Attributes:
        sources: The servers.
        limits: How much time and data one answer may take.
        arxiv_pause: Seconds between two questions to arXiv.
        doi_pause: Seconds between two questions to doi.org.
        host_lookup: Gives the addresses of a host.
    """

    sources: PaperSources = DEFAULT_SOURCES
    limits: FetchLimits = FetchLimits(seconds=30, size=16_000_000)
    arxiv_pause: float = 3
    doi_pause: float = 1
    host_lookup: HostLookup = look_up_host


DEFAULT_POLICY = RequestPolicy()


async def fetch_arxiv_items(
    ids: Sequence[str], policy: RequestPolicy = DEFAULT_POLICY
) -> dict[str, PaperItem]:
    """Return the items of at most ``BATCH`` papers of arXiv, by their ids; some may be missing.

    Raises:
        FetchError: It does not answer, or not with any of the papers.
    """
    names = ",".join(quote(paper) for paper in ids)
    url = f"{policy.sources.arxiv_api}/api/query?id_list={names}&max_results={len(ids)}"
    body = await _body(url, "application/atom+xml", _FEED_TYPES, policy)
    items = read_arxiv_feed(body)
    asked = {paper: items[paper] for paper in ids if paper in items}
    if not asked:
        raise HostError("export.arxiv.org gives none of the papers it was asked for; try later")
    return asked


async def fetch_doi_item(number: str, policy: RequestPolicy = DEFAULT_POLICY) -> PaperItem | None:
    """Return the item of the DOI ``number``; None where there is no such citation.

    Raises:
        FetchError: There is no answer, or one that cannot be read.
    """
    accept = "application/vnd.citationstyles.csl+json"
    url = doi_address(number, policy.sources)
    try:
        body = await _body(url, accept, JSON_TYPES, policy)
    except HostError as error:
        if error.status in _NOT_FOUND:
            return None
        raise
    try:
        citation = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise HostError("doi.org leads to an answer that is not a citation") from error
    if not isinstance(citation, dict) or not without_markup(_first(citation.get("title"))):
        raise HostError("doi.org leads to a citation without a title")
    named = doi(str(citation.get("DOI") or "")) or ""
    if named and named != number.lower():
        raise HostError("doi.org leads to the citation of another work")
    return clean_citation(citation)


async def _body(url: str, accept: str, media_types: frozenset[str], policy: RequestPolicy) -> bytes:
    tls_context = await asyncio.to_thread(tls_settings)
    seconds = policy.limits.seconds
    try:
        async with asyncio.timeout(seconds):
            response = await get_response(
                url, accept, policy.limits, policy.host_lookup, tls_context, media_types
            )
    except TimeoutError as error:
        raise FetchError(f"no complete answer came within {seconds:g} seconds") from error
    return response.body


def read_arxiv_feed(body: bytes) -> dict[str, PaperItem]:
    """Return the items of the feed ``body`` by the ids of arXiv.

    Raises:
        HostError: It is not a feed of papers.
    """
    if body.lstrip()[:20].lower().startswith(b"rate exceeded"):
        raise HostError("export.arxiv.org wants fewer questions; try again in a minute")
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise HostError("export.arxiv.org answers with something that is not a feed")
    try:
        feed = ElementTree.fromstring(body)  # noqa: S314 - what declares entities is refused above
    except ElementTree.ParseError as error:
        raise HostError("export.arxiv.org answers with something that is not a feed") from error
    items: dict[str, PaperItem] = {}
    for entry in feed.iter(f"{_ATOM}entry"):
        paper = arxiv_id(_child_text(entry, f"{_ATOM}id"))
        title = _child_text(entry, f"{_ATOM}title")
        if paper and title and title != "Error":
            items[paper] = read_arxiv_entry(entry, paper, title)
    return items


def read_arxiv_entry(entry: ElementTree.Element, paper: str, title: str) -> PaperItem:
    """Return the item of the ``entry`` about ``paper``, which has that ``title``."""
    names = (_child_text(author, f"{_ATOM}name") for author in entry.iter(f"{_ATOM}author"))
    category = entry.find(f"{_ARXIV}primary_category")
    date = _DATE.match(_child_text(entry, f"{_ATOM}published"))
    custom = {
        "primary-class": without_markup(category.get("term")) if category is not None else "",
        "journal-reference": _child_text(entry, f"{_ARXIV}journal_ref"),
    }
    item: PaperItem = {
        "type": "article",
        "genre": "preprint",
        "publisher": "arXiv",
        "number": f"arXiv:{paper}",
        "title": title,
        "author": [split_name(name) for name in names if name][:_MAX_AUTHORS],
        "issued": {"date-parts": [list(map(int, date.groups()))]} if date else {},
        "DOI": doi(_child_text(entry, f"{_ARXIV}doi")) or "",
        "abstract": _child_text(entry, f"{_ATOM}summary", _LONGEST_ABSTRACT),
        "custom": {name: value for name, value in custom.items() if value},
    }
    return {name: value for name, value in item.items() if value}


def _child_text(element: ElementTree.Element, name: str, limit: int = 1000) -> str:
    return without_markup(element.findtext(name) or "", limit)


def split_name(name: str) -> dict[str, str]:
    """Return the parts of a full ``name``; that of an institution stays whole."""
    words = name.split()
    if _INSTITUTION.search(name) or len(words) == 1:
        return {"literal": name}
    end = len(words) - 1
    if end > 1 and words[end].lower() in _SUFFIXES:
        end -= 1
    start = end
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    person = {"given": " ".join(words[:start]), "family": " ".join(words[end:])}
    particle = " ".join(words[start:end])
    return person | ({"non-dropping-particle": particle} if particle else {})


def clean_citation(citation: dict[str, object]) -> PaperItem:
    """Return what of ``citation`` a bibliography uses, without markup."""
    item: PaperItem = {
        name: without_markup(_first(citation.get(name)), 1000) for name in _TEXT_FIELDS
    }
    people = citation.get("author")
    item["author"] = [
        {
            str(part): without_markup(value)
            for part, value in person.items()
            if isinstance(value, str)
        }
        for person in (people if isinstance(people, list) else ())[:_MAX_AUTHORS]
        if isinstance(person, dict)
    ]
    item["issued"] = citation.get("issued") or citation.get("published")
    item["abstract"] = without_markup(_first(citation.get("abstract")), _LONGEST_ABSTRACT)
    return {name: value for name, value in item.items() if value}


def _first(value: object) -> object:
    """Return the first of a list, and anything else as it is; numbers as text."""
    first = next(iter(value), "") if isinstance(value, list) else value
    return str(first) if isinstance(first, int) else first
