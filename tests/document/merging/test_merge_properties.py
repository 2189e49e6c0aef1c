from __future__ import annotations

import datetime
import random
from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from logtui.document import order
from logtui.document.merging import conflicts
from logtui.document.merging.three_way import merge_logs
from logtui.document.reading import parser
from logtui.document.text import lines
from support import histories, strategies
from support.draft_edits import read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.merging.conflicts import Conflict


seeds = st.integers(0, 10**6)


def history_of(text: str, seed: int) -> histories.History:
    document = read(text)
    assume(document.entries and order.is_dated(document))
    names = [f"base {number}" for number in range(len(document.entries))]
    chance = random.Random(seed)  # noqa: S311  # a history is no secret
    return histories.history(histories.Side(document, names), chance)


@st.composite
def clear_logs(draw: st.DrawFn) -> str:
    """Make a log in which nothing is said twice, and the order and form of its dates are plain."""
    style, newest = draw(st.sampled_from(strategies.STYLES)), draw(strategies.dates)
    newest = newest.replace(day=28)
    apart = draw(st.lists(st.integers(1, 40), min_size=2, max_size=5))
    dates = [newest - datetime.timedelta(days=sum(apart[:n])) for n in range(len(apart) + 1)]
    numbers = count()
    found = []
    for date in dates if draw(st.booleans()) else dates[::-1]:
        own = [_entry(draw, numbers) for _ in range(draw(st.integers(1, 3)))]
        found.append("\n".join([style(date), *own]))
    text = draw(st.sampled_from(("", strategies.LEGEND))) + "\n\n".join(found)
    end = draw(st.sampled_from(("", "\n", "\n\n")))
    return (text + end).replace("\n", draw(strategies.line_ends))


def _entry(draw: st.DrawFn, numbers: Iterator[int]) -> str:
    """Make an entry that is unlike every other one."""
    number = next(numbers)
    title = f"{number:03}{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number % 26] * 30} {draw(strategies.titles)}"
    content = draw(st.sampled_from((title, f"[{title}](https://example.org/{number})")))
    notes = [
        f"    - {number}.{n} {draw(strategies.titles)}" for n in range(draw(st.integers(0, 3)))
    ]
    return "\n".join([f"- {draw(st.sampled_from(strategies.SYMBOLS))}{content}", *notes])


def words(text: str) -> Counter[str]:
    return Counter(line for _, line in lines.iter_lines(text) if line.strip())


def settled_words(pieces: tuple[str | Conflict, ...]) -> Counter[str]:
    return words("".join(piece for piece in pieces if isinstance(piece, str)))


@given(strategies.hostile_texts, strategies.hostile_texts)
def test_what_one_side_did_alone_or_both_did_alike_is_the_result(one: str, two: str) -> None:
    base, side = read(one), read(two)
    assert merge_logs(base, side, side).resolved_text() == two
    assert merge_logs(base, base, side).resolved_text() == two
    assert merge_logs(base, side, base).resolved_text() == two


@given(strategies.log_bytes, strategies.log_bytes)
def test_bytes_of_one_side_alone_come_through(one: bytes, two: bytes) -> None:
    base, side = parser.parse(one), parser.parse(two)
    found = merge_logs(base, side, base)
    assert not found.conflicts
    assert found.encoding.encode(found.resolved_text()) == two


@given(strategies.logs(), seeds)
@settings(max_examples=60)
def test_the_sides_may_change_places(text: str, seed: int) -> None:
    found = history_of(text, seed)
    base, one, other = (s.document for s in (found.base, found.ours, found.theirs))
    ahead, back = merge_logs(base, one, other), merge_logs(base, other, one)
    assert settled_words(ahead.pieces) == settled_words(back.pieces)
    assert len(ahead.conflicts) == len(back.conflicts)


@given(clear_logs(), seeds)
@settings(max_examples=60)
def test_nothing_that_either_side_wrote_is_missing_or_doubled(text: str, seed: int) -> None:
    assert histories.faults(history_of(text, seed)) == []


@given(strategies.hostile_texts, strategies.hostile_texts, strategies.hostile_texts)
@example("- 📖:s\n- 🌐:o", "Legend\n- 📜:p", "- 📖:b\n- 🌐:b")
@settings(max_examples=60)
def test_any_three_texts_are_merged_and_marked(one: str, two: str, three: str) -> None:
    found = merge_logs(read(one), read(two), read(three))
    for text in (text for conflict in found.conflicts for text in conflict):
        assert text == "" or text.endswith(strategies.LINE_ENDS)
    ours = found.resolved_text([conflict.ours for conflict in found.conflicts])
    whole = "".join(piece if isinstance(piece, str) else piece.ours for piece in found.pieces)
    assert ours in (whole, lines.strip_last_line_end(whole))
    if not any("<<<<<<<" in text for text in (one, two, three)):
        assert len(conflicts.find_conflicts(found.marked_text())) == len(found.conflicts)
