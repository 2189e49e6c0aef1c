"""Merging logs that are large, or of a shape that is hard to compare."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from logtui.document.merging.three_way import merge_logs
from logtui.document.reading.parser import parse
from logtui.merging import merge_with_copy
from support.made_logs import made_log
from support.merges import merged, together
from support.work import count_calls, growth

if TYPE_CHECKING:
    from collections.abc import Callable

LEGEND = "Legend:\n- 📜: papers\n- 📺: videos\n\n"


def large(days: int, note: str = "") -> str:
    return LEGEND + "\n".join(
        f"{1 + day % 12:02}/{1 + day % 28:02}/{2020 - day // 336}\n"
        + "".join(
            f"- 📜[Paper {day} {n}](https://a.org/{day}/{n})\n    - n{note}\n" for n in "abcd"
        )
        for day in range(days)
    )


def test_ten_thousand_entries_are_merged() -> None:
    base = large(2500)
    ours = base.replace("n\n", "n, changed\n", 900)
    theirs = base[:200_000] + base[200_000:].replace("[Paper", "[The paper", 900)
    both = together(base, ours, theirs)
    assert both.count("n, changed\n") == 900
    assert both.replace("n, changed\n", "n\n") == theirs


@pytest.mark.parametrize("line", ["same\n", "- {}\n"])
def test_forty_thousand_lines_of_anything_are_merged_in_a_moment(line: str) -> None:
    lines = [line.format(number) for number in range(40_000)]
    base = "".join(lines)
    ours, theirs = "mine\n" + base, "".join(lines[::2]) + "yours\n"
    assert merged(base, ours, theirs).pieces


def test_a_day_of_forty_thousand_lines_that_one_side_rewrote_is_merged_in_a_moment() -> None:
    base = "09/25/2024\n" + "".join(f"- line {number}\n" for number in range(40_000))
    ours = base.replace("line", "words")
    assert together(base, ours, base + "\n09/24/2024\n- new\n") == ours + "\n09/24/2024\n- new\n"


def drawn(line: str, count: int, seed: int) -> str:
    """Make ``count`` lines that each say one of five things."""
    chance = random.Random(seed)  # noqa: S311 - lines of a test are no secret
    return "".join(line.format(chance.choice("12345")) for _ in range(count))


@pytest.mark.parametrize(
    ("head", "line"),
    [
        ("2024-09-25\n", "{}\n\n"),
        ("", "    - {}\n"),
        ("", "9/2{}\n"),
        ("", "9/2{}\n- a\n"),
        ("", "9/2{} - a\n"),
    ],
)
@pytest.mark.parametrize("has_base", [True, False])
def test_the_work_of_a_merge_grows_as_its_logs(head: str, line: str, has_base: bool) -> None:  # noqa: FBT001 - a case of the test
    def task(count: int) -> Callable[[], object]:
        base, ours, theirs = (
            parse((head + drawn(line, count, seed)).encode()) for seed in range(3)
        )
        if has_base:
            return lambda: merge_logs(base, ours, theirs)
        return lambda: merge_with_copy(ours, theirs.text.encode(), [])

    assert growth(task, 500)[-1] < 2.5


def test_what_three_logs_have_in_common_costs_little() -> None:
    text = made_log(1000)
    base, ours, theirs = (
        parse(log.encode())
        for log in (text, text.replace("\n\n", "\n\n9/26/2024\n- a\n\n", 1), text + "- b\n")
    )
    assert count_calls(lambda: merge_logs(base, ours, theirs)) < 300 * len(base.entries)
