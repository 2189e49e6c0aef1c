from __future__ import annotations

import json
from pathlib import Path

import pytest

from logtui.storage.state import LogState
from support.programs import command

LOG = """\
Legend:
- 📜: papers
- 📺: videos

## 2024-06-21
- 📜[Newest](https://arxiv.org/abs/1)

## 2024-06-14
- a week before

## 2024-05-22
- a month before

## 2023-06-21
- 📜[A year before](https://arxiv.org/abs/2)

## 2021-06-21
- 📺 three years before

## 2020-02-29
- a leap day

## 2019-02-28
- no leap day

## 2019-06
- only a month
"""


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Give a log of several years."""
    log = tmp_path / "log.md"
    log.write_text(LOG)
    return log


def remembered(log: Path, date: str) -> list[tuple[str, str]]:
    """Return when and what `today` shows."""
    done = command("today", log, "--json", "--date", date)
    assert (done.returncode, done.stderr) == (0, "")
    return [(entry["ago"], entry["title"]) for entry in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2024-06-21", [("1 year ago", "A year before"), ("3 years ago", "three years before")]),
        (
            "2024-06-20",
            [
                ("this week 1 year ago", "A year before"),
                ("this week 3 years ago", "three years before"),
            ],
        ),
        ("2021-02-28", [("1 year ago", "a leap day"), ("2 years ago", "no leap day")]),
        ("2024-02-29", [("4 years ago", "a leap day"), ("5 years ago", "no leap day")]),
        ("2024-02-28", [("5 years ago", "no leap day")]),
        ("2024-07-22", [("1 month ago", "Newest")]),
        ("2024-08-22", [("3 months ago", "a month before")]),
        ("2025-03-21", []),
        ("2018-01-01", []),
    ],
)
def test_the_same_day_else_the_same_week_else_the_last_months(
    years: Path, date: str, expected: list[tuple[str, str]]
) -> None:
    assert remembered(years, date) == expected


def test_a_list_for_the_start_of_a_shell(years: Path) -> None:
    done = command("today", years, "--date", "2024-06-21")
    assert done.stdout == (
        "2023-06-21 1 year ago\n  📜 A year before  arxiv.org\n"
        "2021-06-21 3 years ago\n  📺 three years before\n"
    )
    nothing = command("today", years, "--date", "2018-01-01")
    assert (nothing.returncode, nothing.stdout, nothing.stderr) == (0, "", "")


def test_an_entry_by_chance_is_the_same_for_the_same_seed(years: Path) -> None:
    first = command("random", years, "--seed", "a", "-n", "3", "--json").stdout
    assert command("random", years, "--seed", "a", "-n", "3", "--json").stdout == first
    titles = [entry["title"] for entry in json.loads(first)]
    assert len(set(titles)) == 3
    seeds = {command("random", years, "--seed", str(seed)).stdout for seed in range(40)}
    assert len(seeds) > 4


def test_chance_stays_within_a_query(years: Path) -> None:
    for seed in range(5):
        done = command("random", years, "kind:papers", "-n", "9", "--seed", str(seed), "--json")
        assert {entry["title"] for entry in json.loads(done.stdout)} == {"Newest", "A year before"}
    assert command("random", years, "nowhere").stdout == ""
    assert command("random", years, "-n", "0").returncode == 2


def reviewed(log: Path, *words: str) -> list[str]:
    """Return the titles that a call of `review` shows."""
    done = command("review", log, *words, "--json")
    assert done.returncode == 0
    return [entry["title"] for entry in json.loads(done.stdout)]


def test_a_review_goes_on_where_it_was_left_for_each_query(years: Path) -> None:
    assert reviewed(years, "before") == ["three years before"]
    assert reviewed(years, "kind:papers") == ["A year before"]
    assert reviewed(years, "before") == ["A year before"]
    assert reviewed(years, "before", "-n", "5") == ["a month before", "a week before"]
    assert reviewed(years, "before") == []
    assert reviewed(years, "before", "--restart") == ["three years before"]
    assert reviewed(years, "kind:papers") == ["Newest"]


def test_what_is_new_or_changed_is_reviewed_wherever_it_stands(years: Path) -> None:
    assert reviewed(years, "before", "-n", "9")[-1] == "a week before"
    years.write_text(LOG.replace("a month before", "a whole month before") + "\n- long before\n")
    assert reviewed(years, "before", "-n", "9") == ["long before", "a whole month before"]


def test_a_review_in_words(years: Path) -> None:
    done = command("review", years, "kind:papers")
    assert done.stdout == (
        "2023-06-21 line 15\n📜 A year before  arxiv.org\nhttps://arxiv.org/abs/2\n"
    )
    assert done.stderr == "logtui: 1 of 2 are left\n"


@pytest.mark.parametrize("content", [b"", b"[]", b'{"before": "x"}', b"\xff"])
def test_what_is_kept_may_be_broken(years: Path, content: bytes) -> None:
    assert reviewed(years, "before") == ["three years before"]
    LogState.of(years).reviews.write_bytes(content)
    assert reviewed(years, "before") == ["three years before"]


def test_a_month_is_not_a_day(years: Path) -> None:
    done = command("today", years, "--date", "2024-06")
    assert (done.returncode, done.stdout) == (1, "")
    assert "not a single day" in done.stderr
