"""CSL-JSON, RIS, and the forms that people write themselves."""

from __future__ import annotations

import json

import pytest
import rispy  # type: ignore[import-untyped]  # it has no types

from logtui.export.citing.csl_json import csl_text
from logtui.export.citing.paper_record import read_csl_item
from logtui.export.citing.plain_references import citation_in_text, plain_reference
from logtui.export.citing.ris import ris_text
from support.csl_schema import check_item
from support.papers import ITEMS, PAPERS_LOG, VASWANI, bibliography_of, document_of, works_in

DOCUMENT = document_of(PAPERS_LOG)
WORKS = works_in(PAPERS_LOG, ITEMS)
UNKNOWN = works_in(PAPERS_LOG)


def test_items_of_csl_are_as_their_schema_wants_them() -> None:
    items = json.loads(csl_text(DOCUMENT, WORKS, notes=True, abstracts=True))
    for item in items:
        check_item(item)
    assert [item["type"] for item in items] == [
        "post-weblog",
        "article",
        "article-journal",
        "motion_picture",
        "software",
    ]


def test_a_preprint_in_csl() -> None:
    (item,) = json.loads(csl_text(DOCUMENT, WORKS[1:2]))
    assert item == {
        "id": "vaswani2017attention",
        "citation-key": "vaswani2017attention",
        "type": "article",
        "title": "Attention Is All You Need",
        "author": [
            {"family": "Vaswani", "given": "Ashish"},
            {"family": "Shazeer", "given": "Noam"},
            {"family": "Parmar", "given": "Niki"},
        ],
        "issued": {"date-parts": [[2017, 6]]},
        "genre": "preprint",
        "publisher": "arXiv",
        "number": "arXiv:1706.03762",
        "DOI": "10.48550/arXiv.1706.03762",
        "URL": "https://arxiv.org/abs/1706.03762",
        "accessed": {"date-parts": [[2024, 6, 3]]},
    }


def test_ris_reads_back() -> None:
    text = ris_text(DOCUMENT, WORKS, notes=True)
    assert text.startswith("TY  - ")
    assert text.endswith("ER  - \r\n")
    assert text.count("\r\n") == text.count("\n")
    records = rispy.loads(text.replace("\r\n", "\n"))
    assert [record["type_of_reference"] for record in records] == [
        "BLOG",
        "UNPB",
        "JOUR",
        "VIDEO",
        "COMP",
    ]
    paper = records[1]
    assert paper["authors"] == ["Vaswani, Ashish", "Shazeer, Noam", "Parmar, Niki"]
    assert (paper["year"], paper["doi"]) == ("2017", "10.48550/arXiv.1706.03762")
    assert "Y2  - 2024/06/03/\r\n" in text


def test_references_as_people_write_them() -> None:
    assert plain_reference(WORKS[1]) == (
        "Vaswani, A., Shazeer, N., Parmar, N. (2017). Attention Is All You Need."
        " arXiv:1706.03762. https://arxiv.org/abs/1706.03762"
    )
    assert plain_reference(WORKS[2]) == (
        "LeCun, Y., Bengio, Y. (2015). Deep learning. Nature, 521(7553), 436-444."
        " https://doi.org/10.1038/nature14539"
    )
    assert plain_reference(WORKS[0]) == (
        "Computer latency: 1977-2017 (n.d.). https://danluu.com/input-lag/"
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "Vaswani et al. (2017)"), (2, "LeCun and Bengio (2015)"), (0, "danluu.com (n.d.)")],
)
def test_citations_in_a_text(number: int, text: str) -> None:
    assert citation_in_text(WORKS[number]) == text


def test_nothing_is_invented_where_nothing_is_known() -> None:
    (item,) = json.loads(csl_text(DOCUMENT, UNKNOWN[1:2]))
    assert "author" not in item
    assert citation_in_text(UNKNOWN[1]) == "arXiv:1706.03762 (2017)"
    assert citation_in_text(UNKNOWN[2]) == "doi.org (n.d.)"


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"author": "x", "issued": [], "title": {}},
        {"author": [None, 3, {}, {"family": 3}, {"family": ["a", "b"]}]},
        {"issued": {"date-parts": [["x", 3]]}},
        {"issued": {"date-parts": [[2017, 13, 40]]}},
        {"issued": {"date-parts": [["9" * 5000]]}},
        {"custom": 3, "DOI": None},
    ],
)
def test_a_cache_may_hold_anything(item: dict[str, object]) -> None:
    record = read_csl_item(item)
    assert len(record.issued) <= 1
    works = works_in(PAPERS_LOG, {"arxiv:1706.03762": item})
    for entry in json.loads(csl_text(DOCUMENT, works)):
        check_item(entry)


def test_a_long_list_of_authors_is_cut() -> None:
    authors = [{"family": f"Author{number}", "given": "A. B."} for number in range(20)]
    works = works_in(PAPERS_LOG, {"arxiv:1706.03762": {**VASWANI, "author": authors}})
    reference = plain_reference(works[1])
    assert "Author5, A. B., …, Author19, A. B. (2017)" in reference


def test_works_without_a_link_are_cited_by_their_title_alone() -> None:
    works = bibliography_of(DOCUMENT).of_entries(DOCUMENT.entries)
    (idea,) = [work for work in works if not work.url]
    assert plain_reference(idea) == "an idea without a link (n.d.)."
    (item,) = json.loads(csl_text(DOCUMENT, [idea]))
    check_item(item)
