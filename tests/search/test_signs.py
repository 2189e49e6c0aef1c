"""Signs and emoji count where a query has them."""

from __future__ import annotations

import pytest

from logtui.document.reading.parser import parse
from logtui.search.highlight import highlight_entry
from logtui.search.index import Index, build_index
from logtui.search.query import parse_query
from logtui.search.rank import search_index

TITLES = (
    "C# in depth",
    "C",
    "A tour of modern C++",
    "Effective C++17",
    "Objective-C basics",
    "Fine-tuning networks",
    "Porting to .NET",
    "Notes tagged #toread",
    "A list toread",
    "grep -n and friends",
    "Numbers and names",
    "⭐️ Best of the year",
    "Launch 🚀 day",
    "F# for fun",
    "AT&T archives",
    "A cafe\u0301 called c++",
)


@pytest.fixture(scope="module")
def signs() -> Index:
    """Give the index of a log with signs in its titles."""
    entries = "".join(f"- {title}\n" for title in TITLES)
    legend = "Legend:\n- 📜: papers\n- 🎧: podcasts\n\n"
    notes = "- Compilers\n    - written in rust & g++\n- 🎧[A talk](https://e.org/x)\n"
    return build_index(parse(f"{legend}# 2024-01-02\n{entries}{notes}".encode()))


def titles(index: Index, query: str) -> list[str]:
    result = search_index(index, query)
    assert result is not None
    return [index.document.title(index.document.entries[number]) for number in result.entries]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("'c++", {"A tour of modern C++", "Effective C++17", "A cafe\u0301 called c++"}),
        ("'c#", {"C# in depth"}),
        ("'.net", {"Porting to .NET"}),
        ("'net", {"Fine-tuning networks", "Porting to .NET"}),
        ("'#toread", {"Notes tagged #toread"}),
        ("'toread", {"Notes tagged #toread", "A list toread"}),
        ("'-n", {"grep -n and friends"}),
        (
            "'++",
            {"A tour of modern C++", "Effective C++17", "A cafe\u0301 called c++", "Compilers"},
        ),
        ("'at&t", {"AT&T archives"}),
        ("'att", set()),
        ("'finetuning", set()),
        ("'fine.tuning", set()),
        ("'cafe", {"A cafe\u0301 called c++"}),
        ("'g++", {"Compilers"}),
        ("'⭐", {"Best of the year"}),
        ("'🎧", {"A talk"}),
        ("'🚀 day", {"Launch 🚀 day"}),
        ("'c++ !'17 !called", {"A tour of modern C++"}),
    ],
)
def test_a_quoted_word_is_exactly_these_characters(
    signs: Index, query: str, found: set[str]
) -> None:
    assert set(titles(signs, query)) == found


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("c++", "C++"),
        ("modern c++", "A tour of modern C++"),
        ("c#", "C# in depth"),
        ("(c#),", "C# in depth"),
        ("f#", "F# for fun"),
        (".net", "Porting to .NET"),
        ("#toread", "Notes tagged #toread"),
        ("-n", "grep -n and friends"),
        ("g++", "Compilers"),
    ],
)
def test_what_has_the_signs_comes_first(signs: Index, query: str, title: str) -> None:
    assert title in titles(signs, query)[0]


def test_without_the_signs_all_are_found(signs: Index) -> None:
    assert titles(signs, "c ")[0] == "C"
    assert "Objective-C basics" in titles(signs, "c++")
    assert titles(signs, "toread;") == titles(signs, "toread")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("⭐", ["Best of the year"]),
        ("⭐️", ["Best of the year"]),
        ("🚀", ["Launch 🚀 day"]),
        ("🚀 launch", ["Launch 🚀 day"]),
        ("🎧", ["A talk"]),
        ("🦘", []),
        ("⭐ launch", []),
    ],
)
def test_an_emoji_is_a_word(signs: Index, query: str, found: list[str]) -> None:
    assert titles(signs, query) == found


@pytest.mark.parametrize("query", ["++", "# -", "&", "!?", "!...", "'!"])
def test_signs_alone_ask_for_nothing(query: str) -> None:
    assert not parse_query(query).terms


def test_the_signs_are_marked(signs: Index) -> None:
    for query, text in (("c#", "C#"), ("🚀", "🚀"), ("'.net", ".NET")):
        result = search_index(signs, query)
        assert result is not None
        entry = signs.document.entries[result.entries[0]]
        title = signs.document.title(entry)
        marked = [title[a:b] for a, b in highlight_entry(signs.document, entry, result).title]
        assert marked == [text]


@pytest.mark.parametrize("query", ["⭐", "'⭐", "'⭐️", "🎧", "'🎧", "'🎧 talk"])
def test_the_sign_of_a_kind_is_marked_as_the_kind(signs: Index, query: str) -> None:
    result = search_index(signs, query)
    assert result is not None
    (number,) = result.entries
    assert highlight_entry(signs.document, signs.document.entries[number], result).is_kind_named
