from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.reading.parser import parse
from logtui.search import index as building
from logtui.search.index import IndexBuilder, build_index, update_index
from logtui.search.rank import search_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.model import Document
    from logtui.search.index import Index

QUERIES = ("policy", "sparse laws", "june", "in:2024-09", "no:note", "!policy", "host:arxiv", "dpo")


def found(index: Index, query: str) -> Sequence[int]:
    """Return the numbers of the entries that ``query`` finds."""
    result = search_index(index, query)
    assert result is not None
    return list(result.entries)


def changed(document: Document, old: str, new: str) -> Document:
    """Return the log with a part of its text replaced."""
    assert old in document.text
    return parse(document.text.replace(old, new).encode())


def test_titles_are_found_before_notes(document: Document) -> None:
    builder = IndexBuilder(document)
    next(builder.steps)
    assert found(builder.index, "sparse laws") == [0]
    assert found(builder.index, "latents") == []
    assert not builder.advance(60)
    assert found(builder.index, "latents") == [0]


def test_every_query_is_answered_at_every_step(document: Document, index: Index) -> None:
    builder = IndexBuilder(document)
    for query in QUERIES:
        assert isinstance(found(builder.index, query), list)
    for _ in builder.steps:
        for query in QUERIES:
            found(builder.index, query)
    for query in QUERIES:
        assert found(builder.index, query) == found(index, query)


def test_a_slice_of_no_time_leaves_work(document: Document) -> None:
    builder = IndexBuilder(parse((document.text * 20).encode()))
    slices = 0
    while builder.advance(0):
        slices += 1
    assert slices > 2


def test_a_changed_log_answers_as_if_indexed_anew(document: Document) -> None:
    index = build_index(document)
    edits = [
        ("Scaling Laws", "Scaling Limits"),
        ("    - Beats the policy gradient\n", ""),
        ("09/02/2024\n", "09/02/2024\n- 📜[Sparse and new](https://arxiv.org/abs/1)\n"),
        ("- Read about naïve Bayes\n", ""),
        ("12/31/2023", "06/01/2024"),
        ("📰: blog posts", "📰: essays"),
    ]
    for old, new in edits:
        document = changed(document, old, new)
        index = update_index(index, document)
        anew = build_index(document)
        for query in (*QUERIES, "limits", "kind:essay", "new", "bayes"):
            assert found(index, query) == found(anew, query), (new, query)


def test_only_what_changed_is_taken_up_again(document: Document) -> None:
    index = build_index(document)
    later = update_index(index, changed(document, "Scaling Laws", "Scaling Limits"))
    assert later.corpus is index.corpus
    assert len(later.corpus.titles) == len(document.entries) + 1


def test_the_index_before_a_change_still_answers(document: Document) -> None:
    index = build_index(document)
    before = {query: found(index, query) for query in QUERIES}
    later = changed(
        document, "09/02/2024\n", "09/02/2024\n- 📜[Sparse laws](https://arxiv.org/1)\n"
    )
    update_index(index, later)
    assert {query: found(index, query) for query in QUERIES} == before


def test_what_has_gone_is_dropped_one_day(document: Document) -> None:
    index = build_index(document)
    title = "Scaling Laws"
    for number in range(building.MAX_STALE_ENTRIES + 2):
        document = changed(document, title, f"Scaling {number}")
        title = f"Scaling {number}"
        index = update_index(index, document)
    assert len(index.corpus.titles) <= building.MAX_STALE_ENTRIES + len(document.entries)
    assert found(index, "scaling") == [0]


def test_twins_are_both_found() -> None:
    document = parse(b"# 2024-01-02\n- twin\n- twin\n- other\n")
    index = update_index(build_index(document), parse(b"# 2024-01-02\n- twin\n- twin\n- another\n"))
    assert found(index, "twin") == [0, 1]
