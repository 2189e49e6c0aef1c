import pytest

from logtui.search.query import LONGEST_QUERY, MAX_TERMS, Filter, parse_query


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("one two", ["one", "two"]),
        ("  (One), “two”! ", ["one", "two"]),
        ("self-correct", ["self-correct"]),
        ("one one two one", ["one", "two"]),
        ("june 5 x", ["june 5", "x"]),
        ("x jun 2024", ["x", "jun 2024"]),
        ("june 123", ["june", "123"]),
        ("21 june x", ["21 june", "x"]),
        ("x 21. June, 2024 y", ["x", "21 june 2024", "y"]),
        ("2024 june 5 may", ["2024 june 5", "may"]),
        ("last month x", ["last month", "x"]),
        ("x last 3 weeks", ["x", "last 3 weeks"]),
        ("2 days ago", ["2 days ago"]),
        ("title: text", ["title", "text"]),
        ("!!! ??? [", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert [term.text for term in parse_query(text + " ").terms] == terms


@pytest.mark.parametrize(
    ("text", "filters"),
    [
        ("'self", [Filter("exact", "self", is_negated=False)]),
        ("!self !'self", [Filter("exact", "self", is_negated=True)]),
        ("KIND:Paper", [Filter("kind", "paper", is_negated=False)]),
        ("!in:2024-06..", [Filter("in", "2024-06..", is_negated=True)]),
        (
            "host:a no:note",
            [Filter("host", "a", is_negated=False), Filter("no", "note", is_negated=False)],
        ),
        ("kind: in: ' ! !' !kind: '! !!", []),
    ],
)
def test_filters(text: str, filters: list[Filter]) -> None:
    query = parse_query(text)
    assert list(query.filters) == filters
    assert not query.terms


def test_only_the_last_word_is_unfinished_and_only_without_a_space() -> None:
    assert [term.is_unfinished for term in parse_query("one two").terms] == [False, True]
    assert [term.is_unfinished for term in parse_query("one two ").terms] == [False, False]


def test_what_is_too_long_is_cut() -> None:
    assert len(parse_query(" ".join(map(str, range(1000)))).terms) == MAX_TERMS
    assert parse_query("x" * 10_000).terms[0].text == "x" * LONGEST_QUERY
