from __future__ import annotations

import pytest

from logtui.document import legend
from logtui.document.legend import Kind

TEXT = "Legend:\n- 📜: papers\n- 📰: blog posts, project pages\n- ⚙️: code/experiments\n\nWords\n"


def test_a_legend_and_where_it_stands() -> None:
    found = legend.read_legend(TEXT, len(TEXT))
    assert [kind.symbol for kind in found.kinds] == ["📜", "📰", "⚙️"]
    assert found.span
    assert found.span.of(TEXT) == TEXT.removesuffix("\n\nWords\n")


@pytest.mark.parametrize(
    ("word", "symbol"),
    [
        *(("📜", "📜"), ("papers", "📜"), ("Paper", "📜"), ("blog posts", "📰"), ("pages", "📰")),
        *(("page", "📰"), ("code", "⚙️"), ("experiment", "⚙️"), ("⚙", "⚙️")),
    ],
)
def test_a_kind_by_symbol_or_name(word: str, symbol: str) -> None:
    kind = legend.read_legend(TEXT, len(TEXT)).find_kind(word)
    assert kind
    assert kind.symbol == symbol


@pytest.mark.parametrize("word", ["", "pap", "video", " "])
def test_words_that_name_no_kind(word: str) -> None:
    assert legend.read_legend(TEXT, len(TEXT)).find_kind(word) is None


@pytest.mark.parametrize("written", ["⚙", "⚙️", "📜", "📜️"])
def test_variation_selectors_do_not_matter(written: str) -> None:
    found = legend.read_legend(TEXT, len(TEXT)).match(f"- {written}[x](y)", 2)
    assert found
    assert found[1] == 2 + len(written)


def test_letters_count_under_a_heading_only() -> None:
    items = "- P: papers\n- PV: videos\n"
    assert legend.read_legend(items, len(items)).kinds == ()
    headed = legend.read_legend("## Key\n\n" + items, 99)
    assert headed.kinds == (Kind("P", "papers"), Kind("PV", "videos"))
    assert headed.match("PV a talk") == (Kind("PV", "videos"), 2)
    assert headed.match("Papers") is None


def test_what_stands_behind_the_end_is_no_legend() -> None:
    text = "2024-01-01\n- ★: one\n- ☆: two\n"
    assert legend.read_legend(text, 0).span is None


def test_no_legend_matches_nothing() -> None:
    assert legend.Legend().match("📜 x") is None


def test_lists_in_front_of_the_legend_are_not_taken_for_it() -> None:
    other = "To do:\n- P: paint\n- W: wash\n\n"
    found = legend.read_legend(other + TEXT, len(other + TEXT))
    assert found.kinds == legend.read_legend(TEXT, len(TEXT)).kinds
    assert found.span
    assert found.span.start == len(other)


@pytest.mark.parametrize(
    ("noun", "forms"),
    [
        ("papers", ["papers", "paper"]),
        ("stories", ["stories", "story", "storie"]),
        ("paper", ["paper"]),
        ("", [""]),
    ],
)
def test_what_a_noun_may_be_the_plural_of(noun: str, forms: list[str]) -> None:
    assert legend.singulars(noun) == forms


def test_words_and_pictures_are_symbols_of_two_sorts() -> None:
    words = [
        symbol
        for symbol in ("P", "**Paper:**", "1)", "📜", "⚙️", "->")
        if legend.is_word_symbol(symbol)
    ]
    assert words == ["P", "**Paper:**", "1)"]
