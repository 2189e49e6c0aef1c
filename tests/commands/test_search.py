from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support.programs import command, logtui
from support.terminals import Terminal

if TYPE_CHECKING:
    from pathlib import Path


def test_matches_come_as_entries_best_first(log: Path) -> None:
    done = command("search", log, "paper", "three", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == [
        {
            "id": "2024-08-20#892d75e3",
            "line": 12,
            "date": "2024-08-20",
            "kind": "📜",
            "kind_name": "papers",
            "title": "Three",
            "url": "https://arxiv.org/abs/3",
            "notes": None,
            "state": None,
            "tags": [],
        }
    ]


def test_an_object_a_line(log: Path) -> None:
    done = command("search", log, "arxiv", "--jsonl")
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["One", "Three"]


def test_a_table_in_a_pipe_has_tabs(log: Path) -> None:
    done = command("search", log, "tow")
    assert done.stdout == ""
    done = command("search", log, "two")
    assert done.stdout == "9\t2024-09-25\t📺\tTwo\thttps://example.org/2\n"


def test_a_limit(log: Path) -> None:
    done = command("search", log, "in:2024", "--jsonl", "--limit", "1")
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == ["One"]


def test_nothing_found_is_no_error(log: Path) -> None:
    done = command("search", log, "kangaroo", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


def test_what_has_only_some_of_the_words_says_so(log: Path) -> None:
    done = command("search", log, "two", "kangaroo", "wallaby")
    assert done.returncode == 0
    assert done.stderr == "logtui: no entry has all of these words\n"
    assert done.stdout == ("9\t2024-09-25\t📺\tTwo\thttps://example.org/2\tno kangaroo, wallaby\n")
    for form in ("--json", "--jsonl"):
        done = command("search", log, "two", "kangaroo", form)
        assert '"missing": ["kangaroo"]' in done.stdout
    done = logtui("search", str(log), "--batch", stdin="two kangaroo\ntwo\nkangaroo\n")
    part, full, nothing = map(json.loads, done.stdout.splitlines())
    assert [entry["missing"] for entry in part] == [["kangaroo"]]
    assert "missing" not in full[0]
    assert nothing == []


@pytest.mark.parametrize("columns", [30, 60, 120])
def test_a_table_names_what_is_missing_at_any_width(log: Path, columns: int) -> None:
    with Terminal(["search", str(log), "two", "gnu"], size=(columns, 24)) as terminal:
        assert terminal.wait() == 0
    assert "no entry has all of these words" in terminal.text
    assert "Two" in terminal.text
    assert "no gnu" in terminal.text


def test_a_value_that_makes_no_sense_is_refused(log: Path) -> None:
    done = command("search", log, "kind:songs")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("logtui: no kind of this log is called")
    assert "papers" in done.stderr


@pytest.mark.parametrize(
    "words", [[], ["--batch", "query"], ["--limit", "0", "query"], ["--json", "--jsonl", "query"]]
)
def test_wrong_usage(log: Path, words: list[str]) -> None:
    assert command("search", log, *words).returncode == 2


def test_a_batch_has_an_answer_a_line(log: Path) -> None:
    queries = "three\nkangaroo\n\nkind:songs\nin:2024\n!!!\n\udcff\nlink"
    done = logtui("search", log, "--batch", stdin=queries.encode(errors="replace").decode())
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [[match["title"] for match in matches] for matches in answers] == [
        ["Three"],
        [],
        [],
        [],
        ["One", "Two", "Three", "no link, no kind"],
        [],
        [],
        ["no link, no kind"],
    ]
    assert done.returncode == 0
    assert "songs" in done.stderr


def test_a_batch_is_limited(log: Path) -> None:
    done = logtui("search", log, "--batch", "--limit", "2", stdin="in:2024\n")
    assert len(json.loads(done.stdout)) == 2


def test_what_was_found_stands_out_in_colours(log: Path) -> None:
    with Terminal(["search", str(log), "thre"], size=(80, 24)) as terminal:
        assert terminal.wait() == 0
    assert terminal.text.startswith("  12 2024-08-20 📜 Three ")
    assert b"\x1b[1;33mThre\x1b[0me" in terminal.raw


def test_a_pipe_has_no_colours_unless_it_is_told(log: Path) -> None:
    assert "\x1b" not in command("search", log, "three").stdout
    assert "\x1b[36m2024-08-20\x1b[0m" in command("search", log, "three", "--color=always").stdout
