from hypothesis import given
from hypothesis import strategies as st

from logtui.document.reading.parser import parse
from logtui.tui.panes.rows import DayLine, EntryLine, NoteLine, Rows

LOG = parse(
    b"2024-01-03\n- a\n- b\n\n2024-01-02\n\n2024-01-01\n- c\n"  # the day in the middle is empty
)


def rows_of(sizes: list[int], height: int) -> Rows:
    """Rows of days with the given numbers of entries, none of them empty."""
    starts = [sum(sizes[:index]) for index in range(len(sizes))]
    return Rows(range(sum(sizes)), height, range(len(sizes)), starts)


def test_days_stand_above_their_entries() -> None:
    rows = Rows.by_day(LOG, range(3), height=1)
    shown = [rows.row_at(line) for line in range(rows.line_count)]
    assert shown == [
        DayLine(day=0, size=2),
        EntryLine(position=0, part=0),
        EntryLine(position=1, part=0),
        DayLine(day=2, size=1),
        EntryLine(position=2, part=0),
    ]


def test_a_scope_lists_only_its_days() -> None:
    rows = Rows.by_day(LOG, [2], height=2)
    assert list(rows.entries) == [2]
    assert [rows.row_at(line) for line in range(3)] == [
        DayLine(day=2, size=1),
        EntryLine(position=0, part=0),
        EntryLine(position=0, part=1),
    ]


def test_a_flat_list_has_no_days() -> None:
    rows = Rows([5, 3, 9], height=2)
    assert rows.line_count == 6
    assert rows.row_at(3) == EntryLine(position=1, part=1)
    assert rows.line_of(2) == 4


def test_outside_there_is_nothing() -> None:
    assert rows_of([1], 1).row_at(-1) is None
    assert rows_of([1], 1).row_at(2) is None
    assert Rows((), 1).row_at(0) is None


def test_steps_from_day_to_day_stop_at_the_ends() -> None:
    rows = rows_of([2, 3, 1], 1)
    assert rows.day_start(3, 0) == 2
    assert rows.day_start(3, 1) == 5
    assert rows.day_start(3, -1) == 0
    assert rows.day_start(0, -1) == 0
    assert rows.day_start(5, 1) == 5


@given(st.lists(st.integers(1, 4), min_size=1, max_size=30), st.integers(1, 2))
def test_every_line_is_somebodys_and_found_again(sizes: list[int], height: int) -> None:
    rows = rows_of(sizes, height)
    shown = [rows.row_at(line) for line in range(rows.line_count)]
    assert [row.size for row in shown if isinstance(row, DayLine)] == sizes
    first_lines = {
        row.position: line
        for line, row in enumerate(shown)
        if isinstance(row, EntryLine) and row.part == 0
    }
    assert first_lines == {position: rows.line_of(position) for position in rows.entries}


def test_a_line_at_the_top_moves_all_others_down() -> None:
    rows = Rows([5, 3], height=2, has_note=True)
    assert rows.line_count == 5
    assert [rows.row_at(line) for line in range(5)] == [
        NoteLine(),
        EntryLine(position=0, part=0),
        EntryLine(position=0, part=1),
        EntryLine(position=1, part=0),
        EntryLine(position=1, part=1),
    ]
    assert rows.line_of(1) == 3
    assert rows.day_start(0, 1) == 1
