"""Merging logs that are large, or of a shape that is hard to compare."""

from __future__ import annotations

import pytest

from support.merges import merged, together

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
