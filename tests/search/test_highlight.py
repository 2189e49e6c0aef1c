from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.document.reading.parser import parse
from logtui.search.highlight import highlight_entry
from logtui.search.index import build_index
from logtui.search.rank import search_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.search.highlight import Highlights
    from logtui.search.index import Index


def first_match(index: Index, query: str) -> tuple[Highlights, str, str, str]:
    """Return the highlights of the best match, and its title, notes and link."""
    result = search_index(index, query)
    assert result is not None
    document = index.document
    entry = document.entries[result.entries[0]]
    texts = document.title(entry), document.notes(entry) or "", document.url(entry) or ""
    return highlight_entry(document, entry, result), *texts


def marked(text: str, ranges: Iterable[tuple[int, int]]) -> str:
    """Return ``text`` with brackets around the ranges."""
    at, out = 0, ""
    for start, end in ranges:
        out += f"{text[at:start]}[{text[start:end]}]"
        at = end
    return out + text[at:]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("sparse", "Scaling Laws for [Sparse] Autoencoders"),
        ("auto sca", "[Sca]ling Laws for Sparse [Auto]encoders"),
        ("encoders", "Scaling Laws for Sparse Auto[encoders]"),
        ("sprase", "Scaling Laws for [Sparse] Autoencoders"),
        ("dpo", "[D]irect [P]reference [O]ptimization"),
        ("sls", "[S]caling [L]aws for [S]parse Autoencoders"),
        ("dirpref", "[Dir]ect [Pref]erence Optimization"),
        ("prfropt", "Direct [Pr]e[f]e[r]ence [Opt]imization"),
        ("mchnst", "[M]e[ch]a[n]i[st]ic Interpretability, explained"),
        ("selfcor", "Training Models to [Self]-[Cor]rect"),
        ("self-correct", "Training Models to [Self]-[Correct]"),
        ("bench", "Wrote a Plan[Bench] harness"),
        ("naive", "Read about [naïve] Bayes"),
        ("quant", "Réseaux de neurones [quant]ifiés"),
        ("正则", "学习了[正则]表达式"),
        ("学习正则", "[学习]了[正则]表达式"),
        ("inter preta", "Mechanistic [Interpreta]bility, explained"),
        ("'oenco", "Scaling Laws for Sparse Aut[oenco]ders"),
        ("kind:paper 'laws", "Scaling [Laws] for Sparse Autoencoders"),
        ("'self-correct", "Training Models to [Self-Correct]"),
        ("'elf-cor", "Training Models to S[elf-Cor]rect"),
    ],
)
def test_the_title_shows_what_it_was_found_by(index: Index, query: str, title: str) -> None:
    highlights, shown, _, _ = first_match(index, query)
    assert marked(shown, highlights.title) == title


def test_notes_and_link_show_it_too(index: Index) -> None:
    highlights, _, notes, url = first_match(index, "gradient shaping 2409.12917")
    assert marked(notes, highlights.notes) == (
        "- The policy [gradient] collapses without [shaping]"
    )
    assert marked(url, highlights.url) == "https://arxiv.org/pdf/[2409.12917]v2"


def test_words_of_the_notes_that_were_typed_in_one_go_are_marked(index: Index) -> None:
    highlights, _, notes, _ = first_match(index, "policygrad")
    assert marked(notes, highlights.notes) == (
        "- The [policy] [grad]ient collapses without shaping"
    )


@pytest.mark.parametrize(
    ("query", "date", "kind"),
    [
        ("june optimization", True, False),
        ("06/24 optimization", True, False),
        ("in:2024-06 optimization", True, False),
        ("paper optimization", False, True),
        ("kind:paper optimization", False, True),
        ("!kind:blog optimization", False, False),
        ("optimization", False, False),
    ],
)
def test_the_cells_of_date_and_kind(index: Index, query: str, *, date: bool, kind: bool) -> None:
    highlights, *_ = first_match(index, query)
    assert (highlights.is_date_named, highlights.is_kind_named) == (date, kind)


def test_a_mistyped_host_is_marked_whole(index: Index) -> None:
    highlights, _, _, url = first_match(index, "host:distlil")
    assert marked(url, highlights.url) == "https://www.[distill.pub]/circuits/zoom-in"


@pytest.mark.parametrize("query", ["host:distill", "disitll", "distill"])
def test_a_host_is_marked_in_the_link(index: Index, query: str) -> None:
    highlights, _, _, url = first_match(index, query)
    assert marked(url, highlights.url) == "https://www.[distill].pub/circuits/zoom-in"


@pytest.mark.parametrize("query", ["no:link", "no:note kind:code", "!kind:paper"])
def test_what_an_entry_lacks_marks_nothing_in_its_texts(index: Index, query: str) -> None:
    highlights, *_ = first_match(index, query)
    assert (highlights.title, highlights.notes, highlights.url) == ((), (), ())
    assert not highlights.is_date_named


def test_letters_with_marks_of_their_own_are_marked_whole() -> None:
    index = build_index(parse("# 2024-01-02\n- my cafe\u0301s and re\u0301sume\u0301s\n".encode()))
    highlights, title, _, _ = first_match(index, "cafes")
    assert marked(title, highlights.title).startswith("my [caf")
