from __future__ import annotations

import datetime

import pytest

from logtui.document.dates.partial import PartialDate
from logtui.statistics.heatmap import Heatmap, fitting_unit, map_days, map_months

TODAY = datetime.date(2024, 6, 12)


def levels_of(heatmap: Heatmap) -> set[tuple[int, int]]:
    """Return the counts that cells have, with their levels."""
    return {(cell.size, cell.level) for row in heatmap.rows for cell in row if cell}


@pytest.mark.parametrize(
    ("counts", "levels"),
    [
        ([1], {(1, 4)}),
        ([3, 3], {(3, 4)}),
        ([1, 2], {(1, 1), (2, 4)}),
        ([1, 2, 7], {(1, 1), (2, 2), (7, 4)}),
        ([1, 2, 3, 9], {(1, 1), (2, 2), (3, 3), (9, 4)}),
        (
            [1, 2, 3, 4, 5, 6, 7, 8],
            {(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (6, 3), (7, 4), (8, 4)},
        ),
        ([1] * 9 + [2, 3, 4, 5], {(1, 1), (2, 3), (3, 4), (4, 4), (5, 4)}),
        ([1, 2, 3, 4, *[5] * 20], {(1, 1), (2, 1), (3, 1), (4, 1), (5, 4)}),
    ],
)
def test_levels_spread_and_the_busiest_day_is_the_darkest(
    counts: list[int], levels: set[tuple[int, int]]
) -> None:
    days = {TODAY - datetime.timedelta(days=back): count for back, count in enumerate(counts)}
    assert levels_of(map_days(days, TODAY)) == {(0, 0)} | levels


def test_a_map_of_days_has_each_day_of_its_weeks_once_and_none_to_come() -> None:
    heatmap = map_days({TODAY: 1}, TODAY, weeks=3)
    days = [cell.first for row in heatmap.rows for cell in row if cell]
    first = datetime.date(2024, 5, 27)
    assert sorted(days) == [first + datetime.timedelta(days=number) for number in range(17)]
    assert all(cell.first == cell.last for row in heatmap.rows for cell in row if cell)


def test_weeks_may_begin_on_sunday() -> None:
    sunday, saturday = datetime.date(2024, 6, 9), datetime.date(2024, 6, 8)
    heatmap = map_days({sunday: 1, saturday: 2}, TODAY, weeks=2, first_weekday="Sun")
    assert heatmap.row_labels == ("Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    sizes = [[cell.size if cell else None for cell in row] for row in heatmap.rows]
    assert sizes == [[0, 1], [0, 0], [0, 0], [0, 0], [0, None], [0, None], [2, None]]
    starts = [cell.first for cell in heatmap.rows[0] if cell]
    assert starts == [datetime.date(2024, 6, 2), sunday]


def test_a_log_that_has_ended_is_shown_with_its_last_weeks() -> None:
    last = datetime.date(2020, 2, 29)
    heatmap = map_days({last: 2, TODAY + datetime.timedelta(days=3): 5}, TODAY)
    assert levels_of(heatmap) == {(0, 0), (2, 4)}
    assert heatmap.rows[5][-1] is not None
    assert heatmap.rows[5][-1].first == last


def test_names_of_months_do_not_run_into_each_other() -> None:
    for back in range(120):
        heatmap = map_days({}, TODAY - datetime.timedelta(days=back * 3))
        line = heatmap.label_line(1)
        assert all(len(name) == 3 for name in line.split())
        assert len(line.split()) >= 12


def test_a_map_of_months_has_a_row_for_each_year_between() -> None:
    dates = [PartialDate(2021, 3), PartialDate(2024, 6, 1), PartialDate(2024, 6), PartialDate(2025)]
    heatmap = map_months([*dates, PartialDate(None, 3, 4)], TODAY)
    assert heatmap.row_labels == ("2024", "2023", "2022", "2021")
    june = heatmap.rows[0][5]
    assert june is not None
    assert (june.first, june.last, june.size, june.level) == (
        datetime.date(2024, 6, 1),
        datetime.date(2024, 6, 30),
        2,
        4,
    )
    assert heatmap.rows[0][6:] == (None,) * 6
    assert sum(cell.size for row in heatmap.rows for cell in row if cell) == 3


def test_the_unit_follows_how_many_days_have_entries() -> None:
    assert fitting_unit([TODAY]) == "days"
    ten_days_apart = [TODAY, TODAY - datetime.timedelta(days=9)]
    assert fitting_unit(ten_days_apart) == "days"
    assert fitting_unit([TODAY, TODAY - datetime.timedelta(days=20)]) == "months"
    assert fitting_unit([]) == "months"
