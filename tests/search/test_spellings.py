"""What is typed otherwise than it is written is found, and nothing else is taken for it."""

from __future__ import annotations

import pytest

from logtui.document.reading.parser import parse
from logtui.search.index import build_index
from logtui.search.rank import search_index


def found_in(log: str, query: str) -> list[str]:
    """Return the titles of the entries of ``log`` that ``query`` finds."""
    index = build_index(parse(log.encode()))
    result = search_index(index, query)
    assert result is not None
    return [index.document.title(index.document.entries[number]) for number in result.entries]


def titles_found(titles: list[str], query: str) -> list[str]:
    """Return those of ``titles`` that ``query`` finds in a log of them."""
    return found_in("# 2024-01-02\n" + "".join(f"- {title}\n" for title in titles), query)


@pytest.mark.parametrize(
    ("log", "query", "titles"),
    [
        pytest.param("Größe; Grobes", "groesse", ["Größe"], id="umlauts written out"),
        pytest.param("Überall; Ober", "ueberal", ["Überall"], id="one at the beginning"),
        pytest.param("Für Anna; Frühe Arbeit", "fuer", ["Für Anna"], id="one in a short word"),
        pytest.param("Årsrapport", "aarsra", ["Årsrapport"], id="a ring written out"),
        pytest.param("the value; valued", "virtue", [], id="a word that only looks like one"),
        pytest.param("Model v6.1; Model v6.2", "model 6.1", ["Model v6.1"], id="a version"),
        pytest.param("26,000 of them; 126,000", "26000", ["26,000 of them"], id="thousands"),
        pytest.param("12.345.678; 2.345", "12345678", ["12.345.678"], id="millions"),
        pytest.param("About GPT-4; About GPT-5", "gpt-6", [], id="another number"),
        pytest.param("About GPT4; About GPT5", "gpt5", ["About GPT5"], id="its number"),
        pytest.param("Framing; Negation", "flamingo", [], id="too many typos"),
        pytest.param("The arxiv preprints", "arvix preprints", ["The arxiv preprints"], id="swaps"),
        pytest.param("A sign 🦄; A sign", "🦄 sign", ["A sign 🦄"], id="a sign next to a word"),
        pytest.param("Part 12; Parts 1 to 2", "1 2", ["Parts 1 to 2"], id="two numbers"),
        pytest.param("The net of it", "unet", [], id="too short a word"),
        pytest.param("Web shop agents", "bishop agents", [], id="nothing like the beginning"),
        pytest.param("如果新加坡没有空调", "新加坡空调", ["如果新加坡没有空调"], id="words apart"),
        pytest.param("如果新加坡没有空调", "新加坡冰箱", [], id="one of them absent"),
        pytest.param("OpenAI的图书馆", "openai图书馆", ["OpenAI的图书馆"], id="of two scripts"),
        pytest.param("객체를 추적하다", "객체추적", ["객체를 추적하다"], id="in one go"),
    ],
)
def test_what_is_typed_otherwise_than_it_is_written(
    log: str, query: str, titles: list[str]
) -> None:
    assert titles_found(log.split("; "), query) == titles


def test_a_chain_jumps_over_some_words_of_a_paragraph_but_not_over_most_of_it() -> None:
    filling = " ".join(f"word{number}" for number in range(30))
    near, far = f"Potential word tools {filling}", f"Potential {filling} tools"
    assert titles_found([far, near], "pottool") == [near]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("june 24", ["The 24th"]),
        ("july 24", ["Of 2024"]),
        ("july 23", []),
        ("7/24", []),
    ],
)
def test_a_number_next_to_a_month_is_a_day_or_else_a_year(query: str, titles: list[str]) -> None:
    log = "# 2024-07-02\n- Of 2024\n# 2023-06-24\n- The 24th\n# 2022-07-03\n- Another\n"
    assert found_in(log, query) == titles
