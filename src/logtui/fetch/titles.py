"""The title and authors of what a link leads to."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from logtui.document.relations.same_link import arxiv_id, doi
from logtui.fetch.addresses import look_up_host
from logtui.fetch.citations import parse_citation
from logtui.fetch.cleaning import is_bot_check
from logtui.fetch.http import (
    JSON_TYPES,
    FetchedTitle,
    FetchError,
    FetchLimits,
    HostError,
    get_response,
    tls_settings,
)
from logtui.fetch.pages import decode_page, parse_head

if TYPE_CHECKING:
    from logtui.fetch.addresses import HostLookup
    from logtui.fetch.http import Response

_PAGE_ACCEPT = "text/html, application/xhtml+xml"
_CITATION_ACCEPT = f"application/vnd.citationstyles.csl+json, {_PAGE_ACCEPT};q=0.5"
_NUL = "\0"


class PaperSources(NamedTuple):
    """The sites that papers are looked up at, without a slash at the end.

    Attributes:
        arxiv: Has a page with the title and authors of each paper at ``/abs/`` and its id.
        doi: Leads to the citation of each DOI (citation.doi.org, "content negotiation").
        arxiv_api: Has the records of many papers at ``/api/query`` (info.arxiv.org/help/api).
    """

    arxiv: str = "https://arxiv.org"
    doi: str = "https://doi.org"
    arxiv_api: str = "https://export.arxiv.org"


DEFAULT_SOURCES = PaperSources()
DEFAULT_LIMITS = FetchLimits()


async def fetch_title(
    url: str,
    sources: PaperSources = DEFAULT_SOURCES,
    limits: FetchLimits = DEFAULT_LIMITS,
    host_lookup: HostLookup = look_up_host,
) -> FetchedTitle:
    """Return the title and authors of what ``url`` leads to.

    A paper of arXiv is looked up at its abstract, whichever form of it is linked, and a DOI at its
    citation; anything else is the page itself. Cancelling closes the connection.

    Args:
        url: A link as it was typed.
        sources: Where papers are looked up.
        limits: How much time and data it may take.
        host_lookup: Gives the addresses of a host.

    Raises:
        FetchError: It has no title, for the reason in the text.
    """
    # Loading the libraries takes a while, which does not count for the time limit.
    tls_context = await asyncio.to_thread(tls_settings)
    address, accept = url.strip(), _PAGE_ACCEPT
    if paper := arxiv_id(url):
        address = f"{sources.arxiv}/abs/{quote(paper)}"
    elif number := doi(url):
        address, accept = doi_address(number, sources), _CITATION_ACCEPT
    try:
        async with asyncio.timeout(limits.seconds):
            response = await get_response(address, accept, limits, host_lookup, tls_context)
            return await _title_of(response)
    except TimeoutError as error:
        raise FetchError(f"no complete answer came within {limits.seconds:g} seconds") from error


def doi_address(number: str, sources: PaperSources) -> str:
    """Return the address that leads to what the DOI ``number`` names."""
    name = quote(number.encode("utf-8", "surrogateescape"), safe="/:;()")
    return f"{sources.doi}/{name}"


async def _title_of(response: Response) -> FetchedTitle:
    """Return the title and authors in ``response``.

    Raises:
        FetchError: It has no title, or one that is not the page's own.
    """
    title = ""
    authors: tuple[str, ...] = ()
    if response.media_type in JSON_TYPES:
        title, authors = parse_citation(response.body)
    else:
        text = decode_page(response.body, response.charset)
        # A file that is called a page would give a title only by chance.
        if _NUL not in text.partition("<")[0]:
            head = await parse_head(text)
            title, authors = head.title, tuple(head.authors)
    if is_bot_check(title):
        raise HostError(f"{response.host} shows its page only to people, in a browser")
    if not title:
        raise HostError(f"{response.host} gives no title for this page")
    return FetchedTitle(title, authors)
