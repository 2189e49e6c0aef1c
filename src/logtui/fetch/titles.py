"""The title and authors of what a link leads to."""

from __future__ import annotations

import asyncio
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from logtui.document.relations.same_link import arxiv_id, doi
from logtui.fetch import citations, pages
from logtui.fetch.cleaning import is_bot_check
from logtui.fetch.http import JSON, FetchError, Found, Limits, ask, resolved
from logtui.fetch.pages import decoded

if TYPE_CHECKING:
    import ssl

    from logtui.fetch.http import Answer, Resolve

_PAGE = "text/html, application/xhtml+xml"
_CITATION = f"application/vnd.citationstyles.csl+json, {_PAGE};q=0.5"
_NOT_IN_A_PAGE = "\0"


class Sources(NamedTuple):
    """Where papers are asked for, without a slash at the end.

    Attributes:
        arxiv: Has a page with the title and authors of each paper at ``/abs/`` and its id.
        doi: Leads to the citation of each DOI (citation.doi.org, "content negotiation").
    """

    arxiv: str = "https://arxiv.org"
    doi: str = "https://doi.org"


SOURCES = Sources()
LIMITS = Limits()


async def fetch(
    url: str, sources: Sources = SOURCES, limits: Limits = LIMITS, resolve: Resolve = resolved
) -> Found:
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
    security = await asyncio.to_thread(_prepared)
    address, accept = _question(url, sources)
    try:
        async with asyncio.timeout(limits.seconds):
            answer = await ask(address, accept, limits, resolve, security)
            return await _found(answer)
    except TimeoutError as error:
        raise FetchError(f"No complete answer came within {limits.seconds:g} seconds.") from error


@cache
def _prepared() -> ssl.SSLContext:
    """Return what encrypted connections must fulfil, once what makes them is loaded."""
    try:
        import httpx
    except ImportError as error:
        raise FetchError(
            "Titles are fetched with httpx: install it with `pip install 'logtui[fetch]'`."
        ) from error
    return httpx.create_ssl_context()


def _question(url: str, sources: Sources) -> tuple[str, str]:
    """Return the address to ask for the title of ``url``, and the media types to ask for."""
    if paper := arxiv_id(url):
        return f"{sources.arxiv}/abs/{quote(paper)}", _PAGE
    if number := doi(url):
        name = quote(number.encode("utf-8", "surrogateescape"), safe="/:;()")
        return f"{sources.doi}/{name}", _CITATION
    return url.strip(), _PAGE


async def _found(answer: Answer) -> Found:
    """Return what ``answer`` tells.

    Raises:
        FetchError: No title, or one that is not the page's own.
    """
    title, authors = await _told(answer)
    if is_bot_check(title):
        raise FetchError(f"{answer.host} shows its page only to people, in a browser.")
    if not title:
        raise FetchError(f"{answer.host} tells no title for this page.")
    return Found(title, authors)


async def _told(answer: Answer) -> tuple[str, tuple[str, ...]]:
    if answer.kind in JSON:
        return citations.read(answer.body)
    text = decoded(answer.body, answer.charset)
    # A file that is called a page would give a title only by chance.
    if _NOT_IN_A_PAGE in text.partition("<")[0]:
        return "", ()
    page = await pages.read(text)
    return page.title, tuple(page.authors)
