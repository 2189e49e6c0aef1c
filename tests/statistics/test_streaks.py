from __future__ import annotations

import datetime

from hypothesis import given
from hypothesis import strategies as st

from logtui.statistics.streaks import (
    current_week_streak,
    longest_day_streak,
    longest_gap,
    longest_week_streak,
)

MONDAY = datetime.date(2024, 6, 3)


def day(offset: int) -> datetime.date:
    """Return the day ``offset`` days after a Monday."""
    return MONDAY + datetime.timedelta(days=offset)


def test_this_week_does_not_break_a_streak_before_it_is_over() -> None:
    days = [day(0), day(9), day(16)]
    assert current_week_streak(days, day(16)) == 3
    assert current_week_streak(days, day(21)) == 3
    assert current_week_streak(days, day(27)) == 3
    assert current_week_streak(days, day(28)) == 0
    assert current_week_streak([], day(0)) == 0


def test_weeks_go_on_over_the_turn_of_the_year() -> None:
    days = [datetime.date(2024, 12, 27), datetime.date(2025, 1, 1), datetime.date(2025, 1, 6)]
    streak = longest_week_streak(days)
    assert streak is not None
    assert (streak.first, streak.length) == (datetime.date(2024, 12, 23), 3)


def test_the_latest_of_several_streaks() -> None:
    streak = longest_day_streak(map(day, [0, 1, 5, 9, 10, 10]))
    assert streak is not None
    assert (streak.first, streak.length) == (day(9), 2)
    assert longest_day_streak([]) is None


def test_the_longest_gap_counts_the_days_between() -> None:
    gap = longest_gap([day(9), day(0), day(1)])
    assert gap is not None
    assert (gap.before, gap.after, gap.days) == (day(1), day(9), 7)
    assert longest_gap([day(0), day(1)]) is None
    assert longest_gap([day(0)]) is None


@given(st.sets(st.integers(0, 60)))
def test_a_streak_is_the_longest_run(offsets: set[int]) -> None:
    marks = "".join("x" if offset in offsets else " " for offset in range(61))
    longest = max(map(len, marks.split()), default=0)
    streak = longest_day_streak(map(day, offsets))
    assert (streak.length if streak else 0) == longest
