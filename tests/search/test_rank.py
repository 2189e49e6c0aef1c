from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.document.reading.parser import parse
from logtui.search.index import build_index
from logtui.search.rank import search_index
from logtui.search.some_words import MAX_PARTIAL_ENTRIES

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.search.index import Index

    Find = Callable[[str], list[str]]

SCALING = "Scaling Laws for Sparse Autoencoders"
MECHANISTIC = "Mechanistic Interpretability, explained"
TRAINING = "Training Models to Self-Correct"
HARNESS = "Wrote a PlanBench harness"
PREFERENCE = "Direct Preference Optimization"
BAYES = "Read about naïve Bayes"
REGEX = "学习了正则表达式"
CHAPTER = "Chapter 1.2 of the course"
NEURONES = "Réseaux de neurones quantifiés"


@pytest.mark.parametrize(
    ("query", "title"),
    [
        pytest.param("sparse", SCALING, id="a word"),
        pytest.param("SPARSE", SCALING, id="in capitals"),
        pytest.param("autoencoders scaling", SCALING, id="words in another order"),
        pytest.param("aut sca", SCALING, id="beginnings of words"),
        pytest.param("autoencodrs", SCALING, id="a letter left out"),
        pytest.param("sprase", SCALING, id="letters swapped"),
        pytest.param("interpretablity", MECHANISTIC, id="a typo in a long word"),
        pytest.param("interprta", MECHANISTIC, id="a typo in an unfinished word"),
        pytest.param("optimisations", PREFERENCE, id="two typos"),
        pytest.param("tranining modls", TRAINING, id="typos in two words"),
        pytest.param("optimizing", PREFERENCE, id="another grammatical form"),
        pytest.param("dpo", PREFERENCE, id="initials"),
        pytest.param("sls", SCALING, id="initials without stop words"),
        pytest.param("mechint", MECHANISTIC, id="beginnings in one go"),
        pytest.param("dirpref", PREFERENCE, id="more beginnings in one go"),
        pytest.param("mchnst", MECHANISTIC, id="consonants"),
        pytest.param("prfropt", PREFERENCE, id="consonants and a beginning in one go"),
        pytest.param("selfcorrect", TRAINING, id="a hyphen left out"),
        pytest.param("self correct", TRAINING, id="a space for a hyphen"),
        pytest.param("self-correct", TRAINING, id="a hyphen"),
        pytest.param("inter preta", MECHANISTIC, id="a word as two"),
        pytest.param("di still circuits", MECHANISTIC, id="a host as two words"),
        pytest.param("plan bench harness", HARNESS, id="the parts of a word in mixed case"),
        pytest.param("collapseswithout", TRAINING, id="words of the notes in one go"),
        pytest.param("学习正则", REGEX, id="words of a script without spaces"),
        pytest.param("正则学习", REGEX, id="such words in another order"),
        pytest.param("bench", HARNESS, id="a part of a word in mixed case"),
        pytest.param("atencoders sparze", SCALING, id="more typos, forgiven as nothing else fits"),
        pytest.param("latents", SCALING, id="a word of the notes"),
        pytest.param("sparse latents", SCALING, id="a word of the title and one of the notes"),
        pytest.param("2406.04093", SCALING, id="an arXiv id"),
        pytest.param("2406.04", SCALING, id="a beginning of an arXiv id"),
        pytest.param("04093", SCALING, id="the end of an arXiv id"),
        pytest.param("https://arxiv.org/abs/2305.18290", PREFERENCE, id="a pasted link"),
        pytest.param(
            "https://github.com/someone/harness/?tab=readme#use",
            HARNESS,
            id="its query pasted, too",
        ),
        pytest.param(
            "- 🧪[Wrote a PlanBench harness](https://github.com/someone/harness)",
            HARNESS,
            id="a pasted line of the log",
        ),
        pytest.param("https://arxiv.org/abs/2409.12917", TRAINING, id="a link to the abstract"),
        pytest.param("www.arxiv.org/html/2305.18290v3", PREFERENCE, id="a link without scheme"),
        pytest.param("arXiv:2409.12917", TRAINING, id="an arXiv id as papers cite it"),
        pytest.param("2406.04093v2", SCALING, id="an arXiv id with another version"),
        pytest.param("doi:10.48550/arXiv.2406.04093", SCALING, id="the DOI of an arXiv paper"),
        pytest.param(
            "http://distill.pub/circuits/zoom-in/?utm_source=x", MECHANISTIC, id="a link with more"
        ),
        pytest.param("https://example.org/%E6%97%A5%E5%BF%97/", REGEX, id="an encoded link"),
        pytest.param("disitll.pub", MECHANISTIC, id="a host with a typo, as a whole"),
        pytest.param("arxv scaling", SCALING, id="a host with a letter left out"),
        pytest.param("arxvi optimization", PREFERENCE, id="a host with letters swapped"),
        pytest.param("gihub harness", HARNESS, id="a mistyped host and a word"),
        pytest.param("gthb harness", HARNESS, id="the consonants of a host"),
        pytest.param("distill", MECHANISTIC, id="a host"),
        pytest.param("github harness", HARNESS, id="a host and a word"),
        pytest.param("september training", TRAINING, id="a month and a word"),
        pytest.param("sep train", TRAINING, id="a month cut short"),
        pytest.param("09/02", TRAINING, id="a day"),
        pytest.param("9/2/2024", TRAINING, id="a day with its year"),
        pytest.param("2024-09-02", TRAINING, id="an ISO day"),
        pytest.param("september 2", TRAINING, id="a day of a named month"),
        pytest.param("2 september", TRAINING, id="the day before the month"),
        pytest.param("2 sep 2024 training", TRAINING, id="a day, a month and a year"),
        pytest.param("2024 september 2", TRAINING, id="the year first"),
        pytest.param("2.9.2024", TRAINING, id="a day with dots"),
        pytest.param("december 2023 course", CHAPTER, id="a month of a year"),
        pytest.param("paper preference", PREFERENCE, id="a kind and a word"),
        pytest.param("code course", CHAPTER, id="another word for the kind"),
        pytest.param("naive bayes", BAYES, id="without the diaeresis"),
        pytest.param("reseaux quantifies", NEURONES, id="without accents"),
        pytest.param("RÉSEAUX", NEURONES, id="with accents, in capitals"),
        pytest.param("正则", REGEX, id="a word inside a Chinese sentence"),
        pytest.param("式", REGEX, id="one Chinese character"),
        pytest.param("1.2", CHAPTER, id="a number"),
        pytest.param("“sparse”, (laws)", SCALING, id="punctuation around words"),
    ],
)
def test_what_is_half_remembered_comes_first(find: Find, query: str, title: str) -> None:
    assert find(query)[:1] == [title]


@pytest.mark.parametrize(
    "query",
    [
        "kangaroo",
        "umbrella volcano",
        "qzxvk",
        "archive",
        "gittub.example",
        "",
        " ",
        "!!!",
        "[",
        "https://arxiv.org/abs/2409.99999",
        "https://elsewhere.example/circuits/zoom-in",
        "'?",
        "!?",
        "🦘",
    ],
)
def test_what_is_not_there_finds_nothing(find: Find, query: str) -> None:
    assert find(query) == []


@pytest.mark.parametrize(
    ("query", "missing"),
    [
        ("sparse kangaroo", {SCALING: ["kangaroo"]}),
        ("kangaroo sparse umbrella", {SCALING: ["kangaroo", "umbrella"]}),
        ("the sparse kangaroo", {SCALING: ["kangaroo"]}),
        ("harness bayes", {HARNESS: ["bayes"], BAYES: ["harness"]}),
        ("harness bayes kind:code", {HARNESS: ["bayes"]}),
        ("policy kangaroo !beats", {TRAINING: ["kangaroo"]}),
        ("sparse kangaroo in:2023", {}),
        ("kangaroo la", {}),
        ("kangaroo scalling", {}),
        ("sparse policy", {SCALING: ["policy"], TRAINING: ["sparse"], PREFERENCE: ["sparse"]}),
    ],
)
def test_where_no_entry_has_all_words_those_with_some_say_which_they_lack(
    index: Index, query: str, missing: dict[str, list[str]]
) -> None:
    result = search_index(index, query)
    assert result is not None
    entries, title = index.document.entries, index.document.title
    assert not result.entries
    assert list(result.listed) == list(result.missing)
    assert {title(entries[n]): list(words) for n, words in result.missing.items()} == missing


def test_a_full_answer_misses_nothing(index: Index) -> None:
    for query in ("sparse", "sparse laws", "scaling kind:paper", "spars lawz"):
        result = search_index(index, query)
        assert result is not None
        assert list(result.listed) == list(result.entries)
        assert result.entries
        assert not result.missing


def test_the_rarest_word_counts_most_and_the_newest_comes_first_of_equals() -> None:
    common = "".join(f"# 2024-01-{day:02}\n- common words {day}\n" for day in range(1, 29))
    index = build_index(parse(f"# 2023-01-01\n- a rare thing\n{common}".encode()))
    result = search_index(index, "common rare kangaroo")
    assert result is not None
    days = [index.document.days[index.document.entries[n].day].date for n in result.listed]
    assert [day.iso() for day in days if day][:3] == ["2023-01-01", "2024-01-28", "2024-01-27"]


def test_at_most_fifty_entries_are_answered_in_part_and_they_are_the_best() -> None:
    log = "".join(f"# 2024-01-01\n- first {n}\n- second {n}\n- third {n}\n" for n in range(60))
    best = "- first second\n" * 10
    index = build_index(parse(f"# 2020-01-01\n{best}{log}".encode()))
    result = search_index(index, "first second third kangaroo")
    assert result is not None
    assert len(result.listed) == MAX_PARTIAL_ENTRIES
    assert set(result.listed[:10]) == set(range(10))


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("arxv", [SCALING, TRAINING, PREFERENCE]),
        ("axriv", [SCALING, TRAINING, PREFERENCE]),
        ("arxivv", [SCALING, TRAINING, PREFERENCE]),
        ("githb", [HARNESS]),
        ("distlil", [MECHANISTIC]),
        ("exmaple", [REGEX, NEURONES]),
        ("circiuts", []),
    ],
)
def test_the_host_of_a_link_may_be_mistyped_but_not_its_path(
    find: Find, query: str, titles: list[str]
) -> None:
    assert find(query) == titles


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("'self", [TRAINING]),
        ("'correc", [TRAINING]),
        ("'corect", []),
        ("'self-correct", [TRAINING]),
        ("'arxiv.org/abs", [PREFERENCE]),
        ("gradient !beats", [TRAINING]),
        ("policy !'beats", [TRAINING]),
        ("kind:papers", [SCALING, TRAINING, PREFERENCE]),
        ("kind:exp", [HARNESS, CHAPTER]),
        ("kind:🧪", [HARNESS, CHAPTER]),
        ("kind:paper policy", [TRAINING, PREFERENCE]),
        ("!kind:paper !kind:blog in:2024", [HARNESS, BAYES]),
        ("in:2023", [CHAPTER, NEURONES]),
        ("in:2024-06", [PREFERENCE, BAYES, REGEX]),
        ("in:2024-06-24", [PREFERENCE, BAYES, REGEX]),
        ("in:june", [PREFERENCE, BAYES, REGEX]),
        ("in:JUNE !bayes", [PREFERENCE, REGEX]),
        ("in:2023-12..2024-06", [PREFERENCE, BAYES, REGEX, CHAPTER, NEURONES]),
        ("in:2024-09-03..2024-09-25", [SCALING, MECHANISTIC]),
        ("in:2024-09-03..", [SCALING, MECHANISTIC]),
        ("in:..2023", [CHAPTER, NEURONES]),
        ("in:09-02", [TRAINING, HARNESS]),
        ("in:2-september", [TRAINING, HARNESS]),
        ("in:sep-2024", [SCALING, MECHANISTIC, TRAINING, HARNESS]),
        ("in:2024-w36", [TRAINING, HARNESS]),
        ("in:-14d..", []),
        ("in:last-month", []),
        ("in:last-month..today", []),
        ("host:arxiv", [SCALING, TRAINING, PREFERENCE]),
        ("host:distill.pub", [MECHANISTIC]),
        ("host:arxv", [SCALING, TRAINING, PREFERENCE]),
        ("host:arvix.org", [SCALING, TRAINING, PREFERENCE]),
        ("host:gihub.com", [HARNESS]),
        ("!host:arxv host:disitll.pub", [MECHANISTIC]),
        ("no:link", [BAYES]),
        ("no:note kind:code", [HARNESS, CHAPTER]),
        ("!no:notes", [SCALING, TRAINING, PREFERENCE]),
        ("host: sparse", [SCALING]),
    ],
)
def test_operators_leave_entries_out(find: Find, query: str, titles: list[str]) -> None:
    assert find(query) == titles


@pytest.mark.parametrize("query", ["'", "!", "!'", "kind:", "!kind:", "in:", "host: no:"])
def test_an_operator_that_is_only_begun_leaves_nothing_out(find: Find, query: str) -> None:
    assert find(f"sparse {query}") == find("sparse ")
    assert find(query) == []


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("kind:song", "papers"),
        ("in:2024-06-31", "in:2024-06"),
        ("in:2024-13", "in:2024-06"),
        ("in:2/30", "in:2024-06"),
        ("in:2023-02-01..2023-02-29", "in:2024-06"),
        ("in:soon", "in:2024-06"),
        ("in:soon", "in:last-month"),
        ("in:soon", "in:-14d.."),
        ("in:2024-06..soon", "in:2024-06"),
        ("host:nowhere", "nowhere"),
        ("no:title", "no:note"),
        ("sparse kind:song", "papers"),
    ],
)
def test_a_value_that_makes_no_sense_is_answered_by_what_would(
    index: Index, query: str, word: str
) -> None:
    result = search_index(index, query)
    assert result is not None
    assert result.problem is not None
    assert word in result.problem
    assert not result.entries


def test_a_space_says_that_a_word_is_finished() -> None:
    index = build_index(parse(b"# 2024-01-02\n- plans of a long afternoon\n- plan\n- a plan b\n"))
    finished, unfinished = search_index(index, "plan "), search_index(index, "plan")
    assert finished is not None
    assert unfinished is not None
    assert finished.query != unfinished.query
    assert finished.entries[0] == 1
    assert finished.entries[-1] == 0


def test_between_equals_the_newer_comes_first() -> None:
    old_first = b"# 2024-01-02\n- same words\n\n# 2024-01-03\n- same words\n\n# no date\n"
    result = search_index(build_index(parse(old_first)), "words same")
    assert result is not None
    assert list(result.entries) == [1, 0]


def test_only_entries_in_scope_are_found(index: Index) -> None:
    result = search_index(index, "policy gradient", range(3))
    assert result is not None
    assert list(result.entries) == [2]


def test_a_search_that_is_not_wanted_any_more_ends(index: Index) -> None:
    assert search_index(index, "sparse", should_stop=lambda: True) is None


def test_a_log_without_entries_finds_nothing() -> None:
    index = build_index(parse(b""))
    for query in ("word", "self-correct", "2024", "!word", "no:note", "'word"):
        result = search_index(index, query)
        assert result is not None
        assert not result.entries


@pytest.mark.parametrize(
    ("query", "first", "other"),
    [
        ("mechint", "mechanistic interpretability deep", "deep mechanistic interpretability"),
        ("abc", "alpha beta cool zeta", "zeta alpha beta cool"),
        ("abcz", "alpha of beta cool zeta end", "end alpha of beta cool zeta"),
        ("model", "of the model plan", "fin of model plan"),
    ],
)
def test_what_begins_a_title_counts_more(query: str, first: str, other: str) -> None:
    log = f"# 2024-01-02\n- {other}\n\n# 2024-01-01\n- {first}\n"
    result = search_index(build_index(parse(log.encode())), query)
    assert result is not None
    assert list(result.entries) == [1, 0]


@pytest.mark.parametrize(
    ("query", "first", "other"),
    [
        ("th", "thermal noise", "the plan"),
        ("o", "an olive tree", "on the plan"),
        ("first", "My first ResNet", "My first CNN today"),
        ("plan", "plan of experiments", "plan b or c for it"),
    ],
)
def test_of_unfinished_words_those_that_say_most_of_the_title_come_first(
    query: str, first: str, other: str
) -> None:
    log = f"# 2024-01-02\n- {other}\n\n# 2024-01-01\n- {first}\n"
    result = search_index(build_index(parse(log.encode())), query)
    assert result is not None
    assert list(result.entries) == [1, 0]


@pytest.mark.parametrize(
    ("query", "entries"),
    [("curt", [0, 1]), ("cury", [0]), ("crut", [0]), ("waesn", []), ("spaerse", [1])],
)
def test_a_typo_in_four_letters_counts_in_titles_only(query: str, entries: list[int]) -> None:
    log = b"# 2024-01-02\n- curt words\n    - it wasn't a rule\n- a rule\n    - sparse, curt\n"
    result = search_index(build_index(parse(log)), query)
    assert result is not None
    assert sorted(result.entries) == entries
