"""Records of papers, asked of a server that behaves as badly as arXiv and doi.org do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.export.citing.paper_record import Author, read_csl_item
from logtui.fetch.http import FetchError, HostError
from logtui.fetch.paper_items import fetch_arxiv_items, fetch_doi_item
from support.paper_servers import (
    CSL_TYPE,
    FEED,
    arxiv_path,
    feed_entry,
    policy,
    serve_citation,
    serve_failure,
    serve_feed,
)

if TYPE_CHECKING:
    from support.web_servers import WebServer

ATTENTION = feed_entry(
    "1706.03762",
    "Attention Is All\n  You Need",
    "Ashish Vaswani",
    "Łukasz Kaiser",
    more='<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/3295222</arxiv:doi>\n'
    '<arxiv:journal_ref xmlns:arxiv="http://arxiv.org/schemas/atom">NeurIPS 30</arxiv:journal_ref>',
)
NETS = feed_entry("1512.03385", "Deep Residual Learning", "Kaiming He")
CITATION = {
    "DOI": "10.1000/X",
    "type": "journal-article",
    "title": ["Deep <i>learning</i> &amp; more"],
    "author": [{"family": "LeCun", "given": "Yann", "ORCID": "x"}, {"name": "A Group"}],
    "container-title": ["Nature"],
    "volume": 521,
    "issued": {"date-parts": [[2015, 5, 27]]},
    "reference": [{"key": "much"}],
}


async def test_papers_of_arxiv_come_in_any_order(web: WebServer) -> None:
    serve_feed(web, ["1706.03762", "1512.03385"], NETS, ATTENTION)
    items = await fetch_arxiv_items(["1706.03762", "1512.03385"], policy(web))
    assert list(items) == ["1706.03762", "1512.03385"]
    record = read_csl_item(items["1706.03762"])
    assert record.title == "Attention Is All You Need"
    assert record.authors == (Author("Vaswani", "Ashish"), Author("Kaiser", "Łukasz"))
    assert record.issued == (2017, 6, 12)
    assert (record.primary_class, record.doi) == ("cs.CL", "10.5555/3295222")
    assert (record.journal_reference, record.abstract) == ("NeurIPS 30", "What it says.")
    assert len(web.requests) == 1


async def test_papers_that_are_not_there_are_missing_and_others_are_not_taken(
    web: WebServer,
) -> None:
    serve_feed(web, ["1706.03762", "9912.00001"], ATTENTION, NETS)
    items = await fetch_arxiv_items(["1706.03762", "9912.00001"], policy(web))
    assert list(items) == ["1706.03762"]


async def test_old_ids_are_asked_with_their_slash(web: WebServer) -> None:
    serve_feed(web, ["hep-th/9901001"], feed_entry("hep-th/9901001", "Strings", "E. Witten"))
    items = await fetch_arxiv_items(["hep-th/9901001"], policy(web))
    assert items["hep-th/9901001"]["title"] == "Strings"


@pytest.mark.parametrize(
    ("body", "kind", "words"),
    [
        ("Rate exceeded.", "text/plain", "wants fewer questions"),
        (FEED.format(""), "application/atom+xml", "none of the papers"),
        (FEED.format(NETS), "application/atom+xml", "none of the papers"),
        (
            FEED.format(
                "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title></entry>"
            ),
            "application/atom+xml",
            "none of the papers",
        ),
        (FEED.format(ATTENTION)[:700], "application/atom+xml", "not a feed"),
        ("<html><body>Down", "application/xml", "not a feed"),
        (
            '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed>&b;</feed>',
            "application/atom+xml",
            "not a feed",
        ),
        ("<html></html>", "text/html", "answers with a file"),
        ("", "application/atom+xml", "not a feed"),
    ],
)
async def test_what_is_no_answer_of_arxiv_is_refused(
    web: WebServer, body: str, kind: str, words: str
) -> None:
    web.page(arxiv_path("1706.03762"), body, kind)
    with pytest.raises(HostError, match=words):
        await fetch_arxiv_items(["1706.03762"], policy(web))


@pytest.mark.parametrize("status", ["503 Service Unavailable", "429 Too Many Requests", "500 x"])
async def test_a_busy_arxiv_is_told(web: WebServer, status: str) -> None:
    serve_failure(web, arxiv_path("1706.03762"), status, "Rate exceeded.")
    with pytest.raises(HostError):
        await fetch_arxiv_items(["1706.03762"], policy(web))


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ludwig van Beethoven", Author("van Beethoven", "Ludwig", "van")),
        ("Sammy Davis Jr.", Author("Davis Jr.", "Sammy")),
        ("Plato", Author("Plato", is_institution=True)),
        ("DeepSeek-AI", Author("DeepSeek-AI", is_institution=True)),
        ("Gemini Team", Author("Gemini Team", is_institution=True)),
        ("Ai Weiwei", Author("Weiwei", "Ai")),
    ],
)
async def test_names_are_taken_apart(web: WebServer, name: str, author: Author) -> None:
    serve_feed(web, ["1706.03762"], feed_entry("1706.03762", "T", name))
    items = await fetch_arxiv_items(["1706.03762"], policy(web))
    assert read_csl_item(items["1706.03762"]).authors == (author,)


# DOIs


async def test_a_citation_is_taken_without_its_markup(web: WebServer) -> None:
    serve_citation(web, "10.1000/x", CITATION)
    item = await fetch_doi_item("10.1000/x", policy(web))
    assert item is not None
    assert "reference" not in item
    record = read_csl_item(item)
    assert (record.title, record.container) == ("Deep learning & more", "Nature")
    assert record.authors == (Author("LeCun", "Yann"), Author("A Group", is_institution=True))
    assert (record.volume, record.issued) == ("521", (2015, 5, 27))
    assert f"accept: {CSL_TYPE}" in web.requests[0].lower()


async def test_a_doi_with_signs_of_addresses_is_quoted(web: WebServer) -> None:
    web.page("/10.1002/(sici)1%3C1::a%3E2;3%23x", '{"title": "T"}', CSL_TYPE)
    item = await fetch_doi_item("10.1002/(sici)1<1::a>2;3#x", policy(web))
    assert item == {"title": "T"}


@pytest.mark.parametrize("status", ["404 Not Found", "406 Not Acceptable", "410 Gone"])
async def test_a_doi_without_a_citation_is_an_answer(web: WebServer, status: str) -> None:
    serve_failure(web, "/10.1000/x", status)
    assert await fetch_doi_item("10.1000/x", policy(web)) is None


@pytest.mark.parametrize(
    "body",
    [
        "<html>",
        "[]",
        "{}",
        "3",
        '{"title": ""}',
        '{"title": []}',
        '{"title": "Another", "DOI": "10.1000/y"}',
        "[" * 100_000,
        '{"title": "cut',
    ],
)
async def test_what_is_no_citation_of_it_is_refused(web: WebServer, body: str) -> None:
    web.page("/10.1000/x", body, CSL_TYPE)
    with pytest.raises(FetchError):
        await fetch_doi_item("10.1000/x", policy(web))


@pytest.mark.parametrize("status", ["500 x", "503 x", "403 Forbidden", "429 Too Many Requests"])
async def test_a_server_in_trouble_has_not_answered(web: WebServer, status: str) -> None:
    serve_failure(web, "/10.1000/x", status)
    with pytest.raises(HostError):
        await fetch_doi_item("10.1000/x", policy(web))


async def test_a_page_instead_of_a_citation_is_refused(web: WebServer) -> None:
    web.page("/10.1000/x", "<html><title>The paper</title></html>")
    with pytest.raises(HostError, match="answers with a file"):
        await fetch_doi_item("10.1000/x", policy(web))
