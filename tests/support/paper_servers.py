"""Answers about papers as arXiv and doi.org give them, on a server of the loopback address."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from logtui.fetch.paper_items import RequestPolicy
from logtui.fetch.titles import PaperSources
from support.web_servers import response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from support.web_servers import WebServer

FEED = """\
<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <link href="http://arxiv.org/api/query?id_list=x" rel="self" type="application/atom+xml"/>
  <title type="html">ArXiv Query: search_query=&amp;id_list=x</title>
  <id>http://arxiv.org/api/cHxbiOdZaP56ODnBPIenZhzg5f8</id>
  <updated>2024-12-02T00:00:00-05:00</updated>
{}</feed>
"""
"""What arXiv's answers have around their entries."""

CSL_TYPE = "application/vnd.citationstyles.csl+json"


def policy(web: WebServer) -> RequestPolicy:
    """Return how ``web`` is asked in the place of arXiv and doi.org: without a pause."""
    sources = PaperSources(arxiv=web.url(""), doi=web.url(""), arxiv_api=web.url(""))
    return RequestPolicy(sources=sources, arxiv_pause=0, doi_pause=0)


def feed_entry(number: str, title: str, *names: str, more: str = "") -> str:
    """Return an entry of a feed about the paper ``number``, which has a version there."""
    authors = "".join(f"<author><name>{escape(name)}</name></author>\n" for name in names)
    return (
        f"<entry>\n<id>http://arxiv.org/abs/{number}v5</id>\n"
        f"<updated>2023-08-02T00:41:18Z</updated>\n<published>2017-06-12T17:57:34Z</published>\n"
        f"<title>{escape(title)}</title>\n<summary>  What it\n says.\n</summary>\n{authors}"
        '<arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.CL"/>\n'
        f"{more}</entry>\n"
    )


def arxiv_path(*numbers: str) -> str:
    """Return where arXiv is asked for the papers ``numbers``."""
    return f"/api/query?id_list={','.join(numbers)}&max_results={len(numbers)}"


def serve_feed(web: WebServer, numbers: Sequence[str], *entries: str) -> None:
    """Have ``web`` answer the question for the papers ``numbers`` with ``entries``."""
    web.page(arxiv_path(*numbers), FEED.format("".join(entries)), "application/atom+xml")


def serve_citation(web: WebServer, number: str, citation: object) -> None:
    """Have ``web`` answer the question for the DOI ``number`` as Crossref would."""
    target = f"/works/{number}"
    web.redirect(f"/{number}", web.url(target))
    web.page(target, json.dumps(citation), CSL_TYPE)


def serve_failure(web: WebServer, path: str, status: str, body: str = "") -> None:
    """Have ``web`` answer the question for ``path`` with ``status``."""
    web.replies[path] = response(body.encode(), status, "Content-Type: text/plain")
