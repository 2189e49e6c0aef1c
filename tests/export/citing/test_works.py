from __future__ import annotations

import pytest

from logtui.export.citing.works import WorkKind, unlinked_works
from support.papers import ITEMS, PAPERS_LOG, bibliography_of, document_of, works_in


def test_a_thread_is_one_work_that_was_read_when_it_was_read_first() -> None:
    works = works_in(PAPERS_LOG)
    assert [work.url for work in works] == [
        "https://danluu.com/input-lag/",
        "https://arxiv.org/abs/1706.03762",
        "https://doi.org/10.1038/nature14539",
        "https://www.youtube.com/watch?v=kCc8FmEb1nY",
        "https://github.com/karpathy/micrograd",
    ]
    paper = works[1]
    assert (paper.title, len(paper.entries)) == ("Attention Is All You Need", 2)
    assert paper.read is not None
    assert paper.read.iso() == "2024-06-03"


def test_the_year_and_month_of_an_arxiv_id_are_known_without_a_record() -> None:
    assert works_in(PAPERS_LOG)[1].issued == (2017, 6)
    old = works_in("## 2024-01-01\n- [x](https://arxiv.org/abs/hep-th/9901001)\n")[0]
    assert old.issued == (1999, 1)


def test_the_title_of_the_record_comes_before_that_of_the_log() -> None:
    log = PAPERS_LOG.replace("[Deep learning]", "[LeCun et al.]")
    assert works_in(log, ITEMS)[2].title == "Deep learning"
    assert works_in(log)[2].title == "LeCun et al."


def test_an_id_that_arxiv_cannot_have_given_is_only_an_address() -> None:
    work = works_in("## 2024-01-01\n- [Attention](https://arxiv.org/abs/1706.0376)\n")[0]
    assert (work.arxiv, work.url) == ("", "https://arxiv.org/abs/1706.0376")


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("A talk about arXiv:1706.03762", "https://arxiv.org/abs/1706.03762"),
        (
            "A talk\n    - see (https://arxiv.org/abs/1706.03762).",
            "https://arxiv.org/abs/1706.03762",
        ),
        ("A talk\n    - doi:10.1000/xyz123.", "https://doi.org/10.1000/xyz123"),
        ("A talk (10.1000/a(1)b)", "https://doi.org/10.1000/a(1)b"),
    ],
)
def test_a_paper_that_the_text_names_is_cited_where_there_is_no_link(entry: str, url: str) -> None:
    assert [work.url for work in works_in(f"## 2024-01-01\n- {entry}\n")] == [url]


@pytest.mark.parametrize(
    "entry", ["1234.5678 things", "[a file](./a.pdf)", "[a place](#there)", "no"]
)
def test_what_names_no_work_is_none(entry: str) -> None:
    assert works_in(f"## 2024-01-01\n- {entry}\n") == []


@pytest.mark.parametrize(
    ("legend", "kind"),
    [
        ("papers", WorkKind.PAPER),
        ("blog posts, project pages", WorkKind.POST),
        ("books", WorkKind.BOOK),
        ("code, experiments", WorkKind.CODE),
        ("videos and talks", WorkKind.VIDEO),
        ("datasets", WorkKind.DATASET),
        ("PhD theses", WorkKind.PAGE),
        ("broad/general resources", WorkKind.PAGE),
    ],
)
def test_the_words_of_the_legend_say_what_a_work_is(legend: str, kind: WorkKind) -> None:
    log = f"Legend:\n- 📜: {legend}\n\n## 2024-01-01\n- 📜 [x](https://example.org/x)\n"
    assert works_in(log)[0].kind == kind


def test_only_the_entries_asked_for_are_part_of_a_work() -> None:
    document = document_of(PAPERS_LOG)
    bibliography = bibliography_of(document)
    newest = document.entries[0]
    works = bibliography.of_entries([newest])
    assert [work.entries for work in works] == [(newest,)]
    assert works[0].read == document.date(document.entries[3])


def test_entries_without_a_link_are_works_of_their_own() -> None:
    document = document_of(PAPERS_LOG)
    (work,) = unlinked_works(document, document.entries)
    assert (work.title, work.url) == ("an idea without a link", "")
