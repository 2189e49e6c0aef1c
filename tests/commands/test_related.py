from __future__ import annotations

import json
from pathlib import Path

import pytest

from logtui.document.reading.parser import parse
from logtui.search.likeness import RelatedIndex
from support.programs import command

LOG = """\
## 2024-06-03
- [Grokking modular addition](https://arxiv.org/abs/2301.05217)
    - circuits found in embeddings
- [A cookbook of pasta](https://example.org/pasta)
    - tomatoes and basil

## 2024-06-02
- [Progress measures for grokking](https://arxiv.org/abs/2201.02177)
    - modular arithmetic and circuits \x1b[2J
- [Grokking, read again](https://arxiv.org/pdf/2301.05217v2)

## 2024-06-01
- the weather
- the bus
- the walls
- the doors
"""


@pytest.fixture
def topics(tmp_path: Path) -> Path:
    """Give a log with entries about the same and about other things."""
    log = tmp_path / "log.md"
    log.write_text(LOG)
    return log


def reasons(log: Path, line: int) -> dict[str, str]:
    """Return what is related to the entry of ``line``, and why."""
    done = command("related", log, "--line", str(line), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    return {entry["title"]: entry["why"] for entry in json.loads(done.stdout)}


def test_the_same_link_and_shared_rare_words(topics: Path) -> None:
    related = reasons(topics, 2)
    assert related.pop("Grokking, read again") == "the same link"
    assert list(related) == ["Progress measures for grokking"]
    assert set(related["Progress measures for grokking"].split(", ")) == {
        "grokking",
        "modular",
        "circuits",
    }


def test_nothing_is_shown_that_is_not_related(topics: Path) -> None:
    assert reasons(topics, 4) == {}
    assert reasons(topics, 14) == {}
    assert command("related", topics, "--line", "4").stdout == ""


def test_lines_in_words(topics: Path) -> None:
    done = command("related", topics, "--line", "3")
    assert done.stdout.splitlines()[:2] == [
        "    10  Grokking, read again  arxiv.org",
        "        the same link",
    ]
    assert "\x1b" not in done.stdout


def test_a_line_of_no_entry_is_refused(topics: Path) -> None:
    done = command("related", topics, "--line", "6")
    assert (done.returncode, done.stdout) == (1, "")
    assert "belongs to no entry" in done.stderr


def test_words_that_most_entries_have_tell_nothing() -> None:
    text = "".join(f"- [language model {chr(97 + n) * 5}](https://e.org/{n})\n" for n in range(9))
    index = RelatedIndex(parse(text.encode()))
    assert index.related_to(0) == []
    while index.advance(1):
        pass
    assert [index.related_to(entry) for entry in range(9)] == [[]] * 9


def test_one_shared_word_and_common_words_are_not_enough() -> None:
    others = "".join(f"- {chr(97 + n) * 4} {chr(98 + n) * 5}\n" for n in range(20))
    one_word = RelatedIndex(parse(f"- grokking\n- grokking\n{others}".encode()))
    common = "".join(f"- deep learning {chr(97 + n) * 4}\n" for n in range(6))
    common_words = RelatedIndex(parse(f"{common}{others}{others}".encode()))
    for index in (one_word, common_words):
        while index.advance(1):
            pass
        assert index.related_to(0) == []


def test_entries_without_words_are_related_to_nothing() -> None:
    index = RelatedIndex(parse("- 1\n- 2\n- 日本\n- [](https://e.org)\n- 日本\n".encode()))
    while index.advance(1):
        pass
    assert [index.related_to(entry) for entry in range(5)] == [[]] * 5


def test_half_of_the_entries_of_the_first_log_have_related_ones(shared_logs: Path) -> None:
    document = parse((shared_logs / "research-log.md").read_bytes())
    index = RelatedIndex(document)
    while index.advance(1):
        pass
    related = {entry: index.related_to(entry) for entry in range(len(document.entries))}
    assert sum(map(bool, related.values())) > len(related) / 2
    for entry, others in related.items():
        for other in others:
            for word in other.words:
                both = (
                    document.entries[number].span.of(document.text)
                    for number in (entry, other.entry)
                )
                assert all(word[:4] in text.casefold() for text in both)
