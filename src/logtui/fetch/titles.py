"""The title and authors of what a link leads to."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from logtui.document.relations.same_link import arxiv_id, doi
from logtui.fetch import citations, pages
from logtui.fetch.cleaning import is_bot_check
from logtui.fetch.http import (
    JSON_TYPES,
    FetchedTitle,
    FetchError,
    FetchLimits,
    HostError,
    get_response,
    look_up_host,
)
from logtui.fetch.pages import decode_page

if TYPE_CHECKING:
    import ssl

    from logtui.fetch.http import HostLookup, Response

_PAGE_ACCEPT = "text/html, application/xhtml+xml"
_CITATION_ACCEPT = f"application/vnd.citationstyles.csl+json, {_PAGE_ACCEPT};q=0.5"
_NUL = "\0"


class PaperSources(NamedTuple):
    """Where papers are asked for, without a slash at the end.

    Attributes:
        arxiv: Has a page with the title and authors of each paper at ``/abs/`` and its id.
        doi: Leads to the citation of each DOI (citation.doi.org, "content negotiation").
    """

    arxiv: str = "https://arxiv.org"
    doi: str = "https://doi.org"


DEFAULT_SOURCES = PaperSources()
DEFAULT_LIMITS = FetchLimits()


async def fetch_title(
    url: str,
    sources: PaperSources = DEFAULT_SOURCES,
    limits: FetchLimits = DEFAULT_LIMITS,
    resolve: HostLookup = look_up_host,
) -> FetchedTitle:
    """Return the title and authors of what ``url`` leads to.

    A paper of arXiv is looked up by its abstract, whichever form of it is linked, and a DOI by its
    citation; of anything else the page itself is asked. Cancelling closes the connection.

    Args:
        url: A link, as it is typed.
        sources: Where papers are looked up.
        limits: What it may cost.
        resolve: Gives the addresses of a host.

    Raises:
        FetchError: It tells no title, for the reason that its text gives.
    """
    # The libraries take a while to load, for which the network is not to be blamed.
    security = await asyncio.to_thread(_tls_context)
    address, accept = _address_and_accept(url, sources)
    try:
        async with asyncio.timeout(limits.seconds):
            answer = await get_response(address, accept, limits, resolve, security)
            return await _title_of(answer)
    except TimeoutError as error:
        raise FetchError(f"no complete answer came within {limits.seconds:g} seconds") from error


@cache
def _tls_context() -> ssl.SSLContext:
    """Return what encrypted connections must fulfil, once what makes them is loaded."""
    try:
        import httpx
    except ImportError as error:
        raise FetchError(
            "titles are fetched with httpx: install it with `pip install 'logtui[fetch]'`"
        ) from error
    return httpx.create_ssl_context()


def _address_and_accept(url: str, sources: PaperSources) -> tuple[str, str]:
    """Return the address to ask for the title of ``url``, and the media types to ask for."""
    if paper := arxiv_id(url):
        return f"{sources.arxiv}/abs/{quote(paper)}", _PAGE_ACCEPT
    if number := doi(url):
        name = quote(number.encode("utf-8", "surrogateescape"), safe="/:;()")
        return f"{sources.doi}/{name}", _CITATION_ACCEPT
    return url.strip(), _PAGE_ACCEPT


async def _title_of(answer: Response) -> FetchedTitle:
    """Return what ``answer`` tells.

    Raises:
        FetchError: No title, or one that is not the page's own.
    """
    title, authors = await _parse_response(answer)
    if is_bot_check(title):
        raise HostError(f"{answer.host} shows its page only to people, in a browser")
    if not title:
        raise HostError(f"{answer.host} tells no title for this page")
    return FetchedTitle(title, authors)


async def _parse_response(answer: Response) -> tuple[str, tuple[str, ...]]:
    if answer.kind in JSON_TYPES:
        return citations.parse_citation(answer.body)
    text = decode_page(answer.body, answer.charset)
    # A file that is called a page would give a title only by chance.
    if _NUL in text.partition("<")[0]:
        return "", ()
    page = await pages.parse_head(text)
    return page.title, tuple(page.authors)
