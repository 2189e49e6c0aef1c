"""The detail shows all of an entry, whatever its length and shape, and keeps no key waiting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.events import Key

from logtui.document.reading.parser import parse
from logtui.tui.drawing.labels import display_text
from logtui.tui.drawing.marks import PIECE, Marks, marked_label
from logtui.tui.drawing.styles import wrapped
from logtui.tui.panes.entry_detail import EntryDetail, detail_lines, plain_blocks
from logtui.tui.panes.note_blocks import note_blocks
from logtui.tui.view import View, build_scopes
from logtui.tui.widgets.text_view import FIRST_PART, TextView
from support.pilots import MEDIUM, NARROW, browsing, lines, main_screen, press, related, text, until

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.pilot import Pilot

    from logtui.tui.panes.entry_detail import NotesReader

LAST = "zwetschge"
"""The last word of each made entry; no other text has it."""

LENGTH = 60_000
"""Characters of a made entry."""


def repeated(text: str) -> str:
    """Return ``text`` as often as it fits into a made entry."""
    return text * (LENGTH // len(text))


def nested_bullets(depth: int) -> str:
    """Return bullets that go down to ``depth`` and begin again, until the entry is long enough."""
    deep = "".join(f"    {'  ' * level}- level {level} holds words\n" for level in range(depth))
    return repeated(deep)


SHAPES = {
    "paragraph": "- title\n    - " + repeated("some words of one paragraph ") + LAST,
    "title": "- " + repeated("some words of a title ") + LAST,
    "link": f"- [title](https://e.org/{'path/' * 2_000}{LAST})",
    "bullets": "- title\n" + "    - a bullet with some words in it and more of them\n" * 900
    + f"    - {LAST}",
    "table": "- title\n\n    | a | b |\n    |---|---|\n"
    + repeated("    | a cell of a table | another cell |\n") + f"    | the end | {LAST} |",
    "code": "- title\n\n    ```python\n" + repeated("    value = other + 1\n")
    + f"    print({LAST})\n    ```",
    "quote": "- title\n\n" + repeated("    > words that somebody has said\n") + f"    > {LAST}",
    "nested lists": "- title\n" + nested_bullets(40) + f"    - {LAST}",
    "deep list": "- title\n" + "".join(f"{'  ' * n}- level\n" for n in range(2, 29))
    + f"{'  ' * 29}- the deepest {LAST}",
    "long word": "- title\n    - " + "x" * LENGTH + LAST,
    "wide characters": "- title\n    - " + repeated("汉字测试文本，") + LAST,
    "emoji": "- title\n    - " + repeated("\U0001f468\u200d\U0001f52c") + LAST,
    "piles": "- title\n    - " + repeated("e\u0301\u0301") + LAST,
    "tabs": "- title\n    - " + repeated("a\tb\t") + LAST,
    "controls": "- title\n    - " + repeated("a \x1b[2J b\x07 ") + LAST,
    "brackets": "- title\n    - " + "[" * 20_000 + f" {LAST}",
    "Markdown": "- title\n    - " + "*some* `words` &amp; [more](https://e.org) \\* " * 500 + LAST,
    "quotes in quotes": f"- title\n    {'> ' * 80}{LAST}",
    "items in items": f"- title\n    {'- ' * 80}{LAST}",
    "long address": f"- title\n    - [a](https://e.org/{'x' * 900}) then {LAST}",
    "title of a link": f"- title\n    - a [label](https://e.org 'words {LAST}')",
    "image": f"- title\n    - ![label](https://e.org 'words {LAST}')",
    "language of code": f"- title\n\n    ```{LAST}\n    ```",
    "entities": f"- title\n    - R&amp;D and \\*stars\\* before {LAST}",
    "definition": f"- title\n\n    words\n\n    [{LAST}]: https://e.org",
    "code of lines": f"- title\n    - a `span\n      of code {LAST}`",
}  # fmt: skip


def write_log(path: Path, entry: str) -> None:
    path.write_text(f"# 2024-01-02\n\n- first\n{entry}\n- the next one\n")


async def go_to_the_end(pilot: Pilot[None]) -> EntryDetail:
    """Open the selected entry and press G; return the pane when all of it is laid out."""
    await press(pilot, "enter", "G")
    detail = main_screen(pilot).query_one(EntryDetail)
    await until(pilot, lambda: detail.is_complete)
    await pilot.pause()
    return detail


def pane_text(detail: EntryDetail) -> str:
    """Return what the window of the detail shows, without blanks: words may be broken there."""
    return "".join(detail.render_line(y).text for y in range(detail.size.height)).replace(" ", "")


def marked_text(detail: EntryDetail) -> str:
    """Return all characters that the window of the detail shows underlined and bold."""
    return "".join(
        segment.text
        for y in range(detail.size.height)
        for segment in detail.render_line(y)
        if segment.style and segment.style.underline and segment.style.bold
    )


@pytest.mark.parametrize("size", [MEDIUM, NARROW], ids=["120x40", "80x24"])
@pytest.mark.parametrize("shape", SHAPES)
async def test_the_last_words_are_reached_and_marked(
    shape: str, size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "log.md"
    write_log(path, SHAPES[shape])
    async with browsing(path, size) as pilot:
        await press(pilot, "home", "j")
        assert LAST in pane_text(await go_to_the_end(pilot))
        await press(pilot, "1" if size == NARROW else "2", "slash", *LAST, "enter")
        detail = await go_to_the_end(pilot)
        assert LAST in marked_text(detail)


@pytest.mark.parametrize("size", [MEDIUM, NARROW], ids=["120x40", "80x24"])
async def test_each_entry_of_a_log_is_read_to_its_end(
    shared_logs: Path, size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "log.md"
    path.write_bytes((shared_logs / "research-log.md").read_bytes())
    async with browsing(path, size) as pilot:
        await related(pilot)
        screen = main_screen(pilot)
        document = screen.shown_log.document
        await press(pilot, "enter")
        detail = screen.query_one(EntryDetail)
        for number, entry in enumerate(document.entries):
            screen.shown_log.select(number)
            await pilot.press("G")
            assert detail.is_complete
            shown = "".join(lines(pilot)).replace(" ", "")
            words = re.sub(r"\]\([^)\s]*\)", "", document.notes(entry) or document.title(entry))
            last = re.findall(r"\w+", words)[-1:]
            assert all(word in shown for word in last), (number, last)


@pytest.mark.parametrize("address", ["https://e.org/{}", "https://e.org/Größe/{}", "/a%20b/{}"])
async def test_where_a_link_leads_is_seen_if_it_was_found_by_that(
    address: str, tmp_path: Path
) -> None:
    path = tmp_path / "log.md"
    write_log(path, f"- title\n    - a [label]({address.format(LAST)}) and more")
    async with browsing(path) as pilot:
        await press(pilot, "home", "j")
        assert LAST not in pane_text(main_screen(pilot).query_one(EntryDetail))
        await press(pilot, "slash", *LAST, "enter")
        detail = await go_to_the_end(pilot)
        assert f"label({address.format(LAST)})andmore" in pane_text(detail)
        assert LAST in marked_text(detail)


LONG_ENTRIES = {
    "lines": "- title\n" + "    - a line of some words\n" * 20_000 + f"    - {LAST}",
    "one line": "- title\n    - " + "some words of one line " * 87_000 + LAST,
    "wide characters": "- title\n    - " + "汉字测试文本，" * 285_000 + LAST,
    "one word": "- title\n    - " + "x" * 2_000_000 + LAST,
    "title": "- " + "some words of a title " * 90_000 + LAST,
}


@pytest.mark.parametrize("shape", LONG_ENTRIES)
async def test_no_more_than_a_part_of_a_long_entry_is_laid_out_between_two_keys(
    shape: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "log.md"
    write_log(path, LONG_ENTRIES[shape])
    parts: list[int] = []
    lay_out = TextView._lay_out  # noqa: SLF001 - the one step in which lines are made

    def counted(view: TextView, count: int) -> None:
        before = view.line_count
        lay_out(view, count)
        parts.append(view.line_count - before)

    monkeypatch.setattr(TextView, "_lay_out", counted)
    async with browsing(path) as pilot:
        detail = main_screen(pilot).query_one(EntryDetail)
        await press(pilot, "home")
        parts.clear()
        pilot.app.post_message(Key("j", "j"))
        await until(pilot, lambda: detail.selected == 1 and bool(parts))
        pilot.app.post_message(Key("enter", "\r"))
        await until(pilot, lambda: detail.has_focus)
        pilot.app.post_message(Key("G", "G"))
        await until(pilot, lambda: detail.scroll_offset.y > FIRST_PART)
        assert not detail.is_complete
        assert "more is being laid out" in text(pilot)
        pilot.app.post_message(Key("g", "g"))
        await until(pilot, lambda: detail.scroll_offset.y == 0)
        assert not detail.is_complete
        await until(pilot, lambda: detail.is_complete)
        assert detail.scroll_offset.y == 0
        assert "more is being laid out" not in text(pilot)
        assert max(parts) <= FIRST_PART
        await go_to_the_end(pilot)
        assert LAST in pane_text(detail)


@pytest.mark.parametrize("shape", ["lines", "one line", "title"])
async def test_the_next_match_is_reached_however_far_down_it_stands(
    shape: str, tmp_path: Path
) -> None:
    path = tmp_path / "log.md"
    write_log(path, LONG_ENTRIES[shape])
    async with browsing(path) as pilot:
        await press(pilot, "slash", *LAST, "enter")
        screen = main_screen(pilot)
        detail = screen.query_one(EntryDetail)
        await until(pilot, lambda: screen.shown_log.selected == 1)
        await press(pilot, "enter", "n")
        await until(pilot, lambda: LAST in marked_text(detail))


async def test_a_changed_entry_stays_where_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    write_log(path, LONG_ENTRIES["lines"])
    async with browsing(path) as pilot:
        await press(pilot, "home", "j")
        detail = await go_to_the_end(pilot)
        await press(pilot, "k", "k", "k")
        top = detail.scroll_offset.y
        path.write_bytes(path.read_bytes().replace(b"- first", b"- the first"))
        await until(pilot, lambda: not detail.is_complete)
        await until(pilot, lambda: detail.is_complete)
        assert detail.scroll_offset.y == top


PIECES = st.one_of(
    st.text(st.characters(), max_size=30),
    st.sampled_from(["\t", "- ", "> ", "    ", "\n", "\n\n", "```\n", "1. ", "* ", "\u3000", "|"]),
    st.sampled_from(
        ["Ã©tÃ©", "\U0001f468\u200d\U0001f469", "e\u0301", "汉字测试", "\x1b[2J", "x" * 90]
    ),
    st.sampled_from(
        ["*words*", "`a b`", "**c", "&amp;", "\\*", "<b>", "<!-- d -->", "[e][f]", "#"]
    ),
)


def detail_text(notes: str, width: int) -> str:
    """Return what the detail shows of an entry with these ``notes``."""
    entry = "".join(f"    {line}\n" for line in notes.split("\n"))
    document = parse(f"2024-01-02\n- title\n{entry}".encode("utf-8", "surrogatepass"))
    view = View.of_scope(document, build_scopes(document))
    shown = detail_lines(view, document.entries[0], None, width, note_blocks)
    return "\n".join(line.plain for line in shown)


def is_in_order(words: Sequence[str], shown: str) -> bool:
    """Tell whether ``shown`` has all ``words``, one after the other."""
    at = 0
    for word in words:
        at = shown.find(word, at)
        if at < 0:
            return False
        at += len(word)
    return True


@given(st.lists(PIECES, max_size=30), st.sampled_from([20, 38, 76, 100]))
def test_every_word_of_the_notes_is_shown_in_order(pieces: list[str], width: int) -> None:
    marked_pieces = [f"{piece} w{number}w " for number, piece in enumerate(pieces)]
    shown = detail_text("".join(marked_pieces), width)
    words = [f"w{number}w" for number in range(len(pieces))]
    assert is_in_order(words, re.sub(r"[\s▎]", "", shown)), shown


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=300), st.integers(1, 60))
def test_pieces_are_shown_as_the_whole_is(text: str, width: int) -> None:
    source = text.replace("\n", " ").replace("\t", " ") * 3
    whole = Content(display_text(source))
    cuts = list(range(width, len(whole.plain), width))
    width = max(width, 8)
    # Textual leaves the blank at the start of a line where a wide character ends the one above.
    lines_of_pieces = [line.plain.strip() for line in wrapped(whole.divide(cuts), width)]
    lines_of_whole = [line.plain.strip() for line in whole.wrap(width)]
    assert [line for line in lines_of_pieces if line] == [line for line in lines_of_whole if line]


@pytest.mark.parametrize(
    "unit", ["\U0001f468\u200d\U0001f52c", "e\u0301\u0302", "Ã©", "汉", "\U0001f6e0\ufe0f", "x\x1b"]
)
@pytest.mark.parametrize("offset", range(4))
def test_a_cut_changes_nothing_of_what_is_shown(unit: str, offset: int) -> None:
    source = "." * offset + unit * (2 * PIECE)
    pieces = list(Marks(source).between(0, len(source)))
    assert len(pieces) > 1
    assert max(len(piece.plain) for piece in pieces) <= PIECE
    assert "".join(piece.plain for piece in pieces) == display_text(source)


def test_a_title_too_long_for_a_row_ends_in_an_ellipsis() -> None:
    label = marked_label("x" * 2_000_000 + "y", [(0, 2), (1_999_990, 2_000_001)])
    assert label.plain == "x" * 999 + "…"
    assert [(span.start, span.end) for span in label.spans] == [(0, 2)]


@pytest.mark.parametrize("read", [note_blocks, plain_blocks])
def test_marks_stand_where_they_are_found(read: NotesReader) -> None:
    notes = "- a\tfirst *line* of `words` &amp; \x1b more\n- second [line](https://e.org/line) line"
    ranges = [match.span() for match in re.finditer("line|more|second", notes)]
    shown = [piece for block in read(notes, Marks(notes, ranges)) for piece in block.body]
    marked = [
        piece.plain[span.start : span.end]
        for piece in shown
        for span in piece.spans
        if span.style == "match"
    ]
    assert marked == ["line", "more", "second", "line", "line", "line"]
