"""Alternatives, brackets, saved filters, and the operators for states, tags and days."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.document.reading.parser import parse
from logtui.search import periods
from logtui.search.brackets import nest_words, query_parts
from logtui.search.highlight import highlight_entry
from logtui.search.index import Index, build_index
from logtui.search.query import LONGEST_QUERY, MAX_TERMS, parse_query
from logtui.search.rank import REFINED_ENTRIES, matching_entries, search_index
from logtui.search.relaxation import relax_query
from support import strategies
from support.plain_queries import parse_plain_query
from support.search_log import LOG

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.search.rank import SearchResult

SAVED = (
    ("papers", "kind:paper in:2024"),
    ("either", "sparse | direct"),
    ("nested", "@papers !@either"),
    ("preference", "direct preference"),
    ("wrong", "is:opne"),
    ("loop", "sparse @other"),
    ("other", "(x | @loop)"),
    ("lost", "@nowhere"),
    ("brackets", "self) ("),
)
MARKED_LOG = """\
2024-06-21
- [ ] [Open one](https://a.org/1)
    - #ml/vision
- [x] [Done one](https://a.org/2)
    - with a note #ml #Data-Sets
- [-] [Dropped one](https://a.org/3)
    - for #mlops

2023-06-21
- [/] [Begun one](https://b.org/1)
    - or #physics

2023-06
- [Without anything](https://b.org/2)
- [Foo (bar baz) | Site of b](https://b.org/3)
- [b](https://b.org/4)
"""


@pytest.fixture(scope="module")
def saved_index() -> Index:
    """Give the index of the readable log, with saved filters."""
    return build_index(parse(LOG.encode()), SAVED)


@pytest.fixture(scope="module")
def marked_index() -> Index:
    """Give the index of a log with states and tags."""
    return build_index(parse(MARKED_LOG.encode()))


def ask(index: Index, query: str) -> SearchResult:
    result = search_index(index, query)
    assert result is not None
    return result


def titles(index: Index, query: str) -> list[str]:
    return [index.document.title(entry) for entry in matching_entries(index, query)]


def slots(index: Index, query: str) -> set[int]:
    return set(ask(index, query).entries)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("sparse | kind:code", ["sparse", "kind:code"]),
        ("(sparse | kind:code) in:2024-09", ["sparse in:2024-09", "kind:code in:2024-09"]),
        ("((sparse | direct) | chapter)", ["sparse", "direct", "chapter"]),
        ("(laws | policy) (sparse | training)", ["laws sparse", "policy training"]),
        ("| sparse | ", ["sparse"]),
        ("sparse | kind:", ["sparse"]),
    ],
)
def test_alternatives_find_what_each_of_them_finds(
    index: Index, query: str, parts: list[str]
) -> None:
    assert slots(index, query) == set.union(*(slots(index, f"{part} ") for part in parts))


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("!(sparse | direct)", "!sparse !direct"),
        ("kind:paper !(sparse | direct)", "kind:paper !sparse !direct"),
        ("kind:paper !((sparse | direct) in:2024)", "kind:paper !sparse !direct"),
        ("!(kind:paper | kind:code)", "!kind:paper !kind:code"),
        ("!(!(kind:paper))", "kind:paper"),
        ("!(!sparse)", "'sparse"),
        ("(kind:paper)", "kind:paper"),
        ("(sparse laws) kind:paper", "sparse laws kind:paper"),
        ("((((sparse))))", "sparse"),
        ("sparse ()", "sparse"),
        ("!()", ""),
        ("(kind:paper !sparse)", "kind:paper !sparse"),
        ("(june 24) x", "june 24 x"),
    ],
)
def test_brackets_mean_what_they_say(index: Index, query: str, same: str) -> None:
    assert list(ask(index, query).entries) == list(ask(index, same).entries)


@pytest.mark.parametrize(
    "query",
    ["foo (bar", "foo) bar", "f(x) y", "(a b", "a b)", "!(a b", "'(a b)", "a|b", "a| b", "(x)y z"],
)
def test_what_does_not_hold_anything_together_is_text(query: str) -> None:
    terms, filters, _ = parse_plain_query(query)
    parsed = parse_query(query)
    assert (parsed.parts, parsed.filters) == (terms, filters)


@pytest.mark.parametrize(
    "title",
    ["Foo (bar baz) | Site of b", "Foo (bar", "(bar baz) | Site", "foo (bar baz) | site of"],
)
def test_a_pasted_title_with_brackets_and_a_bar_is_found_first(
    marked_index: Index, title: str
) -> None:
    assert titles(marked_index, title)[0] == "Foo (bar baz) | Site of b"


def test_the_best_alternative_ranks_and_marks_an_entry(index: Index) -> None:
    result = ask(index, "(scaling laws | collapses) ")
    assert [index.document.title(index.document.entries[n]) for n in result.entries] == [
        "Scaling Laws for Sparse Autoencoders",
        "Training Models to Self-Correct",
    ]
    first, second = (index.document.entries[number] for number in result.entries)
    assert highlight_entry(index.document, first, result).title == ((0, 7), (8, 12))
    assert highlight_entry(index.document, second, result).notes
    assert not highlight_entry(index.document, second, result).title


def test_an_entry_is_worth_what_its_best_alternative_is() -> None:
    document = parse(b"2024-01-02\n- alphas\n- gamma\n\n2024-01-01\n- alpha\n    - a beta\n")
    assert titles(build_index(document), "alpha | beta ") == ["alpha", "alphas"]


def test_a_pasted_title_comes_before_many_that_have_a_part_of_it() -> None:
    newer = "2024-01-01\n" + 2 * REFINED_ENTRIES * "- Site\n"
    index = build_index(parse(f"{newer}\n2023-01-01\n- Foo bar | Site\n".encode()))
    assert titles(index, "Foo bar | Site ")[0] == "Foo bar | Site"


def test_an_alternative_that_an_entry_does_not_meet_marks_nothing(index: Index) -> None:
    result = ask(index, "kind:code | in:2024-09")
    for number in result.entries:
        entry = index.document.entries[number]
        kind, date = index.document.kind(entry), index.document.date(entry)
        marks = highlight_entry(index.document, entry, result)
        assert marks.is_kind_named == (kind is not None and kind.symbol == "🧪")
        assert marks.is_date_named == (
            date is not None and date.iso() in {"2024-09-25", "2024-09-02"}
        )


def test_words_of_the_alternative_that_lacks_the_fewest_are_missing(index: Index) -> None:
    result = ask(index, "(zebra giraffe | sparse zebra) kind:paper ")
    assert not result.entries
    assert result.missing[0] == ("zebra",)


def test_a_part_in_brackets_is_dropped_as_a_whole(index: Index) -> None:
    relaxation = relax_query(index, "sparse (zebra | giraffe)")
    assert relaxation is not None
    assert (relaxation.words, relaxation.query) == (("(zebra | giraffe)",), "sparse")
    assert relax_query(index, "zebra | giraffe") is None
    assert query_parts("a (b | !(c d)) e) f") == ["a", "(b | !(c d))", "e)", "f"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("is:open", ["Open one"]),
        ("is:reading", ["Begun one"]),
        ("IS:D", ["Done one", "Dropped one"]),
        ("!is:done is:d", ["Dropped one"]),
        ("no:state in:2023 without", ["Without anything"]),
        ("tag:ml", ["Open one", "Done one"]),
        ("tag:ML/vision", ["Open one"]),
        ("tag:#mlo", ["Dropped one"]),
        ("tag:data-sets", ["Done one"]),
        ("is:d !tag:ml", ["Dropped one"]),
        ("no:tag anything", ["Without anything"]),
        ("on:06-21 !is:d", ["Open one", "Begun one"]),
        ("on:2020-06-21 is:reading", ["Begun one"]),
        ("on:june is:reading", ["Begun one"]),
        ("on:21-june tag:physics", ["Begun one"]),
    ],
)
def test_states_tags_and_days_of_the_year_are_conditions(
    marked_index: Index, query: str, found: list[str]
) -> None:
    assert titles(marked_index, query) == found


def test_today_is_a_day_of_every_year(marked_index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(periods, "users_today", lambda: datetime.date(2026, 6, 21))
    assert titles(marked_index, "on:today is:reading") == ["Begun one"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("is:opne", ["is:opne", "is: knows open, reading, done, dropped"]),
        ("(sparse | is:x)", ["is: knows open, reading, done, dropped"]),
        ("is:open", ["open, reading, done or dropped"]),
        ("tag:x", ["no tags"]),
        ("on:soon", ["on:06-21", "on:today"]),
        ("on:2024", ["on:06-21"]),
        ("kind:song", ["papers"]),
        ("!kind:song", ["papers"]),
        ("kind:song | tag:x", ["papers"]),
        ("sparse (kind:song | !tag:x)", ["papers"]),
        ("kind:song (sparse | direct)", ["papers"]),
        ("in:someday | sparse", ["“in:someday” is not a time"]),
        ("on:someday | sparse", ["“on:someday” is not a day of the year"]),
        ("no:x | sparse", ["“no:x” is unknown"]),
        ("sparse | @zzz", ["@zzz"]),
        ("@papres x", ["@papres", "did you mean @papers?"]),
        ("@zzz ", ["@papers", "@either"]),
        ("!@zzz sparse", ["@zzz"]),
        ("@loop ", ["filter loop names itself"]),
        ("@wrong ", ["in the filter @wrong", "is: knows"]),
        ("@lost ", ["@nowhere"]),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    saved_index: Index, query: str, words: list[str]
) -> None:
    result = ask(saved_index, query)
    assert not result.listed
    assert result.problem is not None
    for word in words:
        assert word in result.problem


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("tag:history | tag:physics", "tag:physics"),
        ("kind:song | is:open", "is:open"),
        ("host:nowhere | is:open", "is:open"),
        ("tag:history begun | open", "open"),
        ("begun (tag:history | is:reading)", "begun is:reading"),
        ("((tag:history | kind:song) | is:open)", "is:open"),
        ("tag:history !tag:physics | tag:physics", "tag:physics"),
        ("tag:ml !tag:history | tag:physics", "tag:ml | tag:physics"),
        ("!(tag:history | tag:ml)", "!tag:ml"),
    ],
)
def test_an_alternative_that_the_log_has_nothing_of_finds_nothing(
    marked_index: Index, query: str, same: str
) -> None:
    assert titles(marked_index, f"{query} ") == titles(marked_index, f"{same} ")
    assert titles(marked_index, f"{query} ")


def test_an_alternative_is_done_without_where_no_entry_has_a_state(saved_index: Index) -> None:
    assert slots(saved_index, "is:open | sparse ") == slots(saved_index, "sparse ")


def test_a_tag_that_is_not_there_is_answered_by_one_like_it(marked_index: Index) -> None:
    assert "tag:physics" in str(ask(marked_index, "tag:phisics").problem)


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("@papers ", "kind:paper in:2024 "),
        ("@papers laws", "kind:paper in:2024 laws"),
        ("@Preference ", "direct preference "),
        ("gradient @preference ", "gradient direct preference "),
        ("@either kind:paper", "(sparse | direct) kind:paper"),
        ("!@either kind:paper", "!(sparse | direct) kind:paper"),
        ("@nested ", "kind:paper in:2024 !(sparse | direct) "),
        ("(@papers | chapter) ", "(kind:paper in:2024 | chapter) "),
        ("@brackets ", "self "),
    ],
)
def test_a_saved_filter_means_what_it_says(saved_index: Index, query: str, same: str) -> None:
    assert list(ask(saved_index, query).entries) == list(ask(saved_index, same).entries)


def test_the_name_of_a_filter_leaves_no_entry_out_while_it_is_typed(saved_index: Index) -> None:
    assert ask(saved_index, "@pap").query.is_only_begun
    assert slots(saved_index, "sparse @pap") == slots(saved_index, "sparse ")


def test_a_name_that_stands_in_the_log_may_be_text() -> None:
    document = parse(b"2024-01-01\n- A thread by @someone on scaling\n- another\n")
    index = build_index(document, SAVED)
    assert titles(index, "thread by @someone ") == ["A thread by @someone on scaling"]


HOSTILE = (
    "(" * 10_000,
    "(" * 10_000 + "sparse" + ")" * 10_000,
    "!(" * 300 + "sparse" + ")" * 300,
    "(a | " * 160 + "b" + ")" * 160,
    "a | " * 1_000,
    " | ".join(map(str, range(1_000))),
    "(" + ") (".join("ab" * 200) + ")",
    " ".join(f"(word{number} | x)" for number in range(100)),
    "@" * 1_000,
    "| " * 500,
    ")" * 1_000,
)


@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_queries_are_answered(saved_index: Index, query: str) -> None:
    result = ask(saved_index, query)
    assert sum(1 for _ in result.query.all_terms) <= MAX_TERMS
    for number in result.listed[:3]:
        highlight_entry(saved_index.document, saved_index.document.entries[number], result)
    relax_query(saved_index, query[:LONGEST_QUERY])


@pytest.mark.parametrize(
    "saved",
    [
        [(f"f{n}", f"@f{n + 1} @f{n + 1}") for n in range(200)],
        [(f"f{n}", f"(@f{n + 1} | word{n})") for n in range(200)],
        [(f"f{n}", f"!(@f{n + 1} | !@f{n})") for n in range(200)],
        [("f0", "(x | " * 31 + "@f1" + ")" * 31), ("f1", "(x | @f2)"), ("f2", "y")],
    ],
)
def test_hostile_saved_filters_are_answered(saved: list[tuple[str, str]]) -> None:
    assert ask(build_index(parse(LOG.encode()), tuple(saved)), "@f0 ").problem


plain_words = st.one_of(
    st.sampled_from(
        ("sparse", "kind:paper", "!kind:", "in:2024", "june", "5", "2024", "last", "week", "'self")
    ),
    st.sampled_from(("c++", ".net", "!beats", "no:note", "the", "🧪", "host:ar", "self-correct")),
    st.text(st.characters(exclude_characters="|()!@"), max_size=8),
)
new_words = st.sampled_from(
    (
        *("(", ")", "|", "!(", "(a", "b)", "@papers", "!@nested", "@loop", "is:open", "tag:x"),
        *("no:tag", "on:today", "no:state", "(a", "|", "kind:p)", "!(kind:p", "@no", "((x)"),
    )
)
any_queries = st.lists(st.one_of(plain_words, new_words), max_size=12).map(" ".join)


def spells_no_sign_of_alternatives(text: str) -> bool:
    return not any(sign in text for sign in ("(", ")", "|", "@", "（", "）", "｜", "＠"))


@given(st.lists(plain_words, max_size=20).map(" ".join))
def test_a_query_of_words_and_conditions_is_read_as_ever(query: str) -> None:
    parsed = parse_query(query, SAVED)
    new_operators = ("is:", "tag:", "on:")
    if spells_no_sign_of_alternatives(query) and not any(new in query for new in new_operators):
        plain = parse_plain_query(query)
        assert (parsed.parts, parsed.filters, parsed.is_only_begun) == plain
        assert not parsed.problem


@given(st.one_of(any_queries, st.text(st.characters(), max_size=60)))
def test_any_text_is_a_query(query: str) -> None:
    index = build_index(parse(LOG.encode()), SAVED)
    result = ask(index, query)
    assert set(result.entries) <= set(range(len(index.document.entries)))
    for number in result.listed:
        highlight_entry(index.document, index.document.entries[number], result)
    relax_query(index, query)


def is_whole_in_brackets(text: str) -> bool:
    """Tell whether brackets around ``text`` hold all of it together and mean nothing else in it."""
    bracketed = f"({' '.join(text.split())})"
    inner_words, words = (nest_words(query.split()) for query in (text, bracketed))
    return query_parts(f"x {bracketed} y") == ["x", bracketed, "y"] and (
        [word.text for word in inner_words] == [word.text for word in words]
    )


@given(any_queries, any_queries)
def test_alternatives_are_a_union_and_brackets_an_intersection(one: str, other: str) -> None:
    index = build_index(parse(LOG.encode()))
    pieces = (parse_query(f"{one} "), parse_query(f"{other} "))
    has_conditions_alone = all(not any(True for _ in piece.all_terms) for piece in pieces)
    are_whole = all(is_whole_in_brackets(text) for text in (one, other))
    results = [ask(index, f"{text} ") for text in (one, other)]
    if has_conditions_alone and are_whole and not any(result.problem for result in results):
        found = [set(result.entries) for result in results]
        if all(not piece.is_empty for piece in pieces):
            assert slots(index, f"({one}) | ({other}) ") == found[0] | found[1]
            assert slots(index, f"({one}) ({other}) ") == found[0] & found[1]


@given(strategies.hostile_texts, any_queries)
def test_any_log_can_be_asked_anything(text: str, query: str) -> None:
    index = build_index(parse(text.encode(errors="surrogatepass")), SAVED)
    for asked in (query, f"({text[:30]} | x)", text[:40]):
        ask(index, asked)


def test_finding_is_given_to_whoever_asks(find: Callable[[str], list[str]]) -> None:
    assert find("(laws | chapter) !kind:code") == ["Scaling Laws for Sparse Autoencoders"]
