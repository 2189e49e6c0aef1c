"""What a change of an entry leaves where it is: moved entries, dates, lines that stay."""

from __future__ import annotations

import datetime

import pytest

from logtui.document.editing import edits
from logtui.document.editing.draft import Draft
from logtui.document.text.spans import Edit, Span
from support import strategies
from support.draft_edits import added, change_of, changed, read, redrafted, titled

NEWEST_FIRST = """\
## 2024-09-25
- a
- b

## 2024-09-20 - a topic
- c
- d
    - note

## 2024-09-15 - another topic
- e

## 2024-09-10 - a third one
- f
"""
OLDEST_FIRST = """\
## 2024-09-10 - a topic
- a

## 2024-09-15 - another topic
- b

## 2024-09-20
- c
"""
LINE_ENDS = pytest.mark.parametrize("line_end", strategies.LINE_ENDS)


def on(day: int) -> datetime.date:
    return datetime.date(2024, 9, day)


@pytest.mark.parametrize(
    ("which", "day", "old", "new"),
    [
        ("a", 26, "## 2024-09-25\n- a\n", "## 2024-09-26\n- a\n\n## 2024-09-25\n"),
        ("c", 22, "a topic\n- c\n", "a topic\n"),
        ("d", 18, "- d\n    - note\n", ""),
        ("e", 16, "-15", "-16"),
        ("e", 12, "-15", "-12"),
        ("f", 1, "-10", "-01"),
    ],
)
@LINE_ENDS
def test_only_a_day_of_one_entry_gets_a_new_date_and_keeps_its_topic(
    which: str, day: int, old: str, new: str, line_end: str
) -> None:
    """Entries that share their day leave it to the others; one alone takes its heading along."""
    wanted = NEWEST_FIRST.replace(old, new, 1)
    if which == "c":
        wanted = wanted.replace("## 2024-09-20", "## 2024-09-22\n- c\n\n## 2024-09-20")
    if which == "d":
        wanted = wanted.replace("## 2024-09-15", "## 2024-09-18\n- d\n    - note\n\n## 2024-09-15")
    text = NEWEST_FIRST.replace("\n", line_end)
    assert changed(text, which, date=on(day)) == wanted.replace("\n", line_end)


@pytest.mark.parametrize(
    ("which", "day", "old"),
    [("a", 12, "-10"), ("b", 12, "-15"), ("b", 18, "-15"), ("c", 30, "-20")],
)
def test_in_a_log_that_grows_downwards_a_day_that_stays_in_its_place_keeps_its_heading(
    which: str, day: int, old: str
) -> None:
    """The date in the heading is exchanged, and nothing else."""
    assert changed(OLDEST_FIRST, which, date=on(day)) == OLDEST_FIRST.replace(old, f"-{day}")


def test_a_day_of_several_dates_gives_way_to_one_of_a_single_date() -> None:
    """A heading in which no date can be exchanged goes, and a new one stands in its place."""
    log = OLDEST_FIRST.replace("2024-09-20", "2024-09-20 to 2024-09-22")
    assert changed(log, "c", date=on(24)) == OLDEST_FIRST.replace("-20", "-24")


def test_an_entry_joins_the_line_of_a_day_next_to_which_it_stood_alone() -> None:
    """A dated line that gets the date of another one stays a line of its own."""
    log = "- 2024-09-20 - a\n- 2024-09-24 - b\n"
    assert changed(log, "b", date=on(20)) == log.replace("-24", "-20")


def test_a_day_that_goes_has_no_say_in_where_the_new_one_stands() -> None:
    """Where a date belongs is told by the days that stay."""
    stays = "## 2024-09-18\n- a\n\n## 2024-09-25\n- b\n"
    log = f"{stays}\n## 2024-09-24\n- c\n"
    assert changed(log, "c", date=on(22)) == f"## 2024-09-22\n- c\n\n{stays}"


def test_an_entry_alone_that_passes_another_day_leaves_no_heading_behind() -> None:
    """The day goes with its only entry, and a new one stands where its date belongs."""
    assert changed(OLDEST_FIRST, "a", date=on(17)) == (
        OLDEST_FIRST[OLDEST_FIRST.index("## 2024-09-15") :].replace(
            "## 2024-09-20", "## 2024-09-17\n- a\n\n## 2024-09-20"
        )
    )


def test_a_day_gets_a_new_date_and_its_entry_a_new_title_at_once() -> None:
    """Both are changed where they stand."""
    assert changed(NEWEST_FIRST, "e", title="E", date=on(16), notes="n") == NEWEST_FIRST.replace(
        "-15 - another topic\n- e\n", "-16 - another topic\n- E\n    - n\n"
    )


def test_a_draft_that_leaves_the_date_open_leaves_the_entry_in_its_day() -> None:
    """Who gives no date does not ask for a move."""
    assert changed(NEWEST_FIRST, "e", title="E", date=None) == NEWEST_FIRST.replace("- e", "- E")
    assert change_of(NEWEST_FIRST, "e", date=None) is None


@pytest.mark.parametrize("notes", ["", "x", "note\n    deeper"])
def test_a_moved_entry_takes_its_new_notes_along(notes: str) -> None:
    """Notes that are added, exchanged and taken out go with the entry to its new day."""
    lines = "".join(f"    {line}\n" for line in notes.replace("    ", "    - ").split("\n") if line)
    lines = lines.replace("    x", "    - x").replace("    note", "    - note")
    assert changed(NEWEST_FIRST, "d", notes=notes, date=on(25)) == (
        NEWEST_FIRST.replace("- d\n    - note\n", "").replace("- b\n", f"- b\n- d\n{lines}")
    )


def test_what_is_said_already_is_not_written_again() -> None:
    """Nothing is written, and nothing stands in the history, where nothing would be different."""
    log = "## 2024-09-25\n- 🎧 [T](u)\n- plain\n    - n\n"
    assert change_of(log, "T", kind=b"\xf0\x9f\x8e\xa7".decode()) is None
    assert change_of(log, "T", title=" T ".strip(), url=" u ") is None
    assert change_of(log, "plain", url="", kind="", notes="\r\nn\r\n") is None


@pytest.mark.parametrize(
    ("title", "edit"),
    [
        ("seee", Edit(Span(19, 19), "e")),
        ("se", Edit(Span(18, 19), "")),
        ("bee", Edit(Span(16, 17), "b")),
        ("sea", Edit(Span(18, 19), "a")),
        ("a see", Edit(Span(16, 16), "a ")),
        ("日本語 see", Edit(Span(16, 16), "日本語 ")),
    ],
)
def test_an_edit_touches_only_the_characters_that_change(title: str, edit: Edit) -> None:
    """What stays before a change and after it belongs to nobody's edit."""
    assert change_of("## 2024-09-25\n- see\n", "see", title=title) == edit


def test_an_edit_of_any_script_touches_only_the_characters_that_change() -> None:
    """Letters outside of Latin are compared like those within."""
    log = "## 2024-09-25\n- 日本語の本\n"
    assert change_of(log, "日本語の本", title="日本史の本") == Edit(Span(18, 19), "史")


@LINE_ENDS
def test_raw_lines_take_the_place_of_one_entry_alone(line_end: str) -> None:
    """The entries below stay, whatever is written in place of one above them."""
    log = "## 2024-09-25\n- a\n    - n\n\n- b\n\n## 2024-09-24\n- c\n".replace("\n", line_end)
    document = read(log)
    found = titled(document, "a")
    raw = edits.raw_text_of(document, found)
    assert raw == "- a\n    - n"
    for end in ("", "\n", "\r\n", "\n\n", "\n   \n\n"):
        assert edits.replace_lines(document, found, raw + end) is None
    edit = edits.replace_lines(document, found, "- x\n\n- y\n  \n")
    assert edit
    assert edit.apply(log) == log.replace(f"- a{line_end}    - n", f"- x{line_end * 2}- y")


def test_raw_lines_of_blanks_only_are_no_entry() -> None:
    """What is emptied down to blanks is deleted."""
    document = read("- a\n- b\n")
    edit = edits.replace_lines(document, titled(document, "a"), "  \n\t\n")
    assert edit
    assert edit.apply(document.text) == "- b\n"


@pytest.mark.parametrize(
    "lines",
    ["- a\n    - n\n    \u3000\n    - m\n", "- a\n> x\n> - y\n>\n", "- a\n> x\n>> \n"],
)
def test_notes_that_a_form_would_not_give_back_are_edited_as_raw_text(lines: str) -> None:
    """A line of wide blanks, and quotes that end in bare marks, do not come back as they were."""
    document = read("## 2024-09-25\n" + lines)
    assert edits.draft_of(document, document.entries[-1]) is None


def test_tabs_in_notes_are_shown_and_kept() -> None:
    """A tab between the words of a note does not keep the entry from being edited."""
    log = "## 2024-09-25\n- a\n    - n\tm\n    - o\n"
    assert changed(log, "a", notes="- n\tm\n- p") == log.replace("- o", "- p")


def test_an_escaped_title_is_shown_as_it_reads() -> None:
    """A form shows the title without the escapes that keep it from being markup."""
    log = "## 2024-09-25\n- \\*a\n    - n\n"
    document = read(log)
    draft = redrafted(document, document.entries[0])
    assert draft.title == "*a"
    assert changed(log, "*a", notes="- m") == log.replace("- n", "- m")


def test_long_notes_are_edited_like_short_ones() -> None:
    """There is no number of lines from which an entry has to be edited as raw text."""
    log = "## 2024-09-25\n- a\n" + "    - n\n" * 300 + "    - last\n"
    draft = redrafted(read(log), read(log).entries[0])
    assert changed(log, "a", notes=draft.notes.replace("last", "end")) == log.replace("last", "end")


def test_a_form_shows_the_date_of_an_entry() -> None:
    """The date stands in the form as the log gives it."""
    document = read("## 2024-09-25\n- a\n\n## September 2024\n- b\n")
    found = [edits.draft_of(document, found) for found in document.entries]
    assert [draft and draft.date for draft in found] == [(2024, 9, 25), (2024, 9, None)]


def test_blanks_around_what_was_typed_are_not_written() -> None:
    """A field that holds only blanks is an empty one, and a line end of any kind is one."""
    log = "## 2024-09-25\n- a\n"
    draft = Draft("b", " ", " ", on(25), "n\r\nm\ro")
    assert added(log, draft) == log + "- b\n    - n\n    - m\n    - o\n"


@LINE_ENDS
def test_a_receipt_counts_every_kind_of_line_end(line_end: str) -> None:
    """The lines that a receipt names are those that an editor counts."""
    log = "# Log\n\n## 2024-09-25\n- a\n- b\n".replace("\n", line_end)
    document = read(log)
    new = edits.add_draft(document, Draft("c", date=on(25), notes="n\nm"))
    assert edits.edited_line_numbers(document, new) == (6, 8)
    assert edits.edited_line_numbers(
        document, edits.add_draft(document, Draft("c", date=on(24)))
    ) == (7, 8)
    assert edits.edited_line_numbers(
        document, edits.delete_entry(document, titled(document, "b"))
    ) == (4, 4)
    assert edits.edited_line_numbers(
        document, edits.delete_entry(document, titled(document, "a"))
    ) == (4, 4)
    assert edits.edited_line_numbers(document, Edit(Span(len(log), len(log)), "x")) == (6, 6)
    assert edits.edited_line_numbers(document, Edit(Span(0, 0), f"x{line_end}")) == (1, 1)
    assert edits.edited_line_numbers(document, Edit(Span(0, 0), f"X{line_end}x{line_end}")) == (
        1,
        2,
    )
    assert edits.edited_line_numbers(document, Edit(Span(0, 0), f"  {line_end}x{line_end}")) == (
        1,
        2,
    )
    assert edits.edited_line_numbers(document, Edit(Span(0, 0), line_end)) == (1, 1)


def test_a_receipt_counts_line_ends_of_every_kind_in_one_log() -> None:
    """In a log of mixed line ends each of them is one."""
    log = "# Log\r\n\n## 2024-09-25\r- a\n- b\r"
    document = read(log)
    end = Span(len(log), len(log))
    assert edits.edited_line_numbers(document, Edit(end, "- c\n    - n\r\n    - m\r    - o\r")) == (
        6,
        9,
    )
