from hypothesis import given
from hypothesis import strategies as st

from logtui.document.reading.parser import parse
from logtui.tui.panes.rows import DayRow, EntryRow, NoteRow, Rows

LOG = parse(
    b"2024-01-03\n- a\n- b\n\n2024-01-02\n\n2024-01-01\n- c\n"  # the day in the middle is empty
)


def rows_of(sizes: list[int], headed: set[int] | None = None) -> Rows:
    """Rows of days with the given numbers of entries, none of them empty.

    Those of ``headed`` have rows of their own, by default all.
    """
    starts = [sum(sizes[:index]) for index in range(len(sizes))]
    day_rows = [day for day in range(len(sizes)) if headed is None or day in headed]
    return Rows(range(sum(sizes)), starts, day_rows, [starts[day] for day in day_rows])


def test_days_stand_above_their_entries() -> None:
    rows = Rows.by_day(LOG, range(3))
    assert [rows.row_at(index) for index in range(rows.row_count)] == [
        DayRow(day=0),
        EntryRow(position=0),
        EntryRow(position=1),
        DayRow(day=2),
        EntryRow(position=2),
    ]


def test_a_scope_lists_only_its_days() -> None:
    rows = Rows.by_day(LOG, [2])
    assert list(rows.entries) == [2]
    assert [rows.row_at(index) for index in range(2)] == [DayRow(day=2), EntryRow(position=0)]


def test_days_without_rows_are_still_days() -> None:
    rows = Rows.by_day(LOG, range(3), {0, 1})
    assert [rows.row_at(index) for index in range(rows.row_count)] == [
        EntryRow(position=0),
        EntryRow(position=1),
        DayRow(day=2),
        EntryRow(position=2),
    ]
    assert rows.day_start(1, 0) == 0


def test_a_flat_list_has_no_days() -> None:
    rows = Rows([5, 3, 9])
    assert rows.row_count == 3
    assert rows.row_at(1) == EntryRow(position=1)
    assert rows.index_of(2) == 2


def test_outside_there_is_nothing() -> None:
    assert rows_of([1]).row_at(-1) is None
    assert rows_of([1]).row_at(2) is None
    assert Rows(()).row_at(0) is None


def test_steps_from_day_to_day_stop_at_the_ends() -> None:
    rows = rows_of([2, 3, 1])
    assert rows.day_start(3, 0) == 2
    assert rows.day_start(3, 1) == 5
    assert rows.day_start(3, -1) == 0
    assert rows.day_start(0, -1) == 0
    assert rows.day_start(5, 1) == 5


@given(st.lists(st.integers(1, 4), min_size=1, max_size=30), st.sets(st.integers(0, 29)))
def test_every_line_is_somebodys_and_found_again(sizes: list[int], headed: set[int]) -> None:
    rows = rows_of(sizes, headed)
    shown = [rows.row_at(index) for index in range(rows.row_count)]
    assert [row.day for row in shown if isinstance(row, DayRow)] == [
        day for day in range(len(sizes)) if day in headed
    ]
    indices = {row.position: index for index, row in enumerate(shown) if isinstance(row, EntryRow)}
    assert indices == {position: rows.index_of(position) for position in rows.entries}
    for day, start in zip(rows.day_rows, rows.day_row_starts, strict=True):
        assert rows.row_at(rows.index_of(start) - 1) == DayRow(day)


def test_a_row_at_the_top_moves_all_others_down() -> None:
    rows = Rows([5, 3], has_note=True)
    assert rows.row_count == 3
    assert [rows.row_at(index) for index in range(4)] == [NoteRow(), EntryRow(0), EntryRow(1), None]
    assert [rows.index_of(position) for position in range(2)] == [1, 2]
    assert rows.day_start(0, 1) == 1
