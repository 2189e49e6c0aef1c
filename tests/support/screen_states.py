"""What the program can look like: a way to each of its states in the sample log."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Input, TextArea

from logtui.document.dates.partial import PartialDate
from logtui.document.properties.tags import TagCount
from logtui.tui.background.typed_texts import ADD, TypedTexts, UnsavedText
from logtui.tui.dialogs.conflict import ConflictDialog, Sides
from logtui.tui.dialogs.drafts import DraftsDialog
from logtui.tui.dialogs.line import LineDialog
from logtui.tui.dialogs.show_text import TextDialog
from logtui.tui.dialogs.tag_menu import TagMenu
from logtui.tui.panes.bars import SearchBar
from logtui.tui.panes.date_pane import DatePane
from logtui.tui.panes.entry_detail import EntryDetail
from support.pilots import answered, main_screen, press, shown_log, text, until

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.pilot import Pilot


class ScreenState(NamedTuple):
    """A way to a state from the panes with the list in focus.

    Attributes:
        keys: What is pressed.
        act: What else happens then.
        shows: Words that are on the screen when all is drawn.
        size: Of the terminal, columns and rows.
    """

    keys: tuple[str, ...] = ()
    act: Callable[[Pilot[None]], Awaitable[None]] | None = None
    shows: str = ""
    size: tuple[int, int] = (120, 40)


async def refuse(pilot: Pilot[None]) -> None:
    """Have what is typed refused."""
    form = pilot.app.screen
    form.query_one("#title", Input).value = "A title"
    form.query_one("#date", Input).value = "no date"
    await press(pilot, "ctrl+s")


async def repeat_a_link(pilot: Pilot[None]) -> None:
    """Type a link that the log has, a title, a note, and mark the title."""
    form = pilot.app.screen
    form.query_one("#url", Input).value = "https://arxiv.org/abs/1912.02292"
    form.query_one("#title", Input).value = "Double descent"
    form.query_one("#notes", TextArea).text = "some words"
    await press(pilot, "tab", "home", "shift+end")


async def show_messages(pilot: Pilot[None]) -> None:
    """Say something of each importance."""
    for severity in ("information", "warning", "error"):
        pilot.app.notify("What happened", title="Here", severity=severity, timeout=60)
    await until(pilot, lambda: text(pilot).count("What happened") > 2)


async def say_what_was_done(pilot: Pilot[None]) -> None:
    """Have the status line say something."""
    shown_log(pilot).report("added", "A title " * 30, ", 3 lines at 9-11; u undoes")
    await until(pilot, lambda: "u undoes" in text(pilot))


async def warn(pilot: Pilot[None]) -> None:
    """Say what went wrong, and what may do so."""
    shown_log(pilot).warn("What went wrong. " * 9)
    shown_log(pilot).warn("What went wrong. " * 9, severity="error")
    await until(pilot, lambda: text(pilot).count("What went wrong") > 10)


async def mark_text(pilot: Pilot[None]) -> None:
    """Mark all text with the mouse."""
    pilot.app.screen.query_one(EntryDetail).text_select_all()
    await pilot.pause()


async def ask_about_versions(pilot: Pilot[None]) -> None:
    """Show two versions of an entry."""
    typed_texts = TypedTexts(Path("log.md"), str)
    sides = Sides("- one and the same\n- only here\n", "- one and another\n", "HEAD", "theirs")
    pilot.app.push_screen(ConflictDialog("Two versions", sides, typed_texts))
    await press(pilot)


async def edit_versions(pilot: Pilot[None]) -> None:
    """Make one of two versions, of lines that are refused."""
    await ask_about_versions(pilot)
    await press(pilot, "e")
    pilot.app.screen.query_one(TextArea).text = "## 2024-01-01\n"
    await press(pilot, "ctrl+s")


async def offer_drafts(pilot: Pilot[None]) -> None:
    """Offer two drafts."""
    texts = [UnsavedText(ADD, ADD, "", {"title": title}, 0.0) for title in ("one", "two")]
    pilot.app.push_screen(DraftsDialog(texts))
    await press(pilot)


async def show_tags(pilot: Pilot[None]) -> None:
    """Show two tags."""
    day = PartialDate(2024, 9, 25)
    tags = [TagCount("ml", 3, PartialDate(2024, 9), day), TagCount("vision/seg", 1, day, day)]
    pilot.app.push_screen(TagMenu(tags, "iso"))
    await press(pilot)


async def show_text(pilot: Pilot[None]) -> None:
    """Show a text to be marked."""
    pilot.app.push_screen(TextDialog("Here it is", "https://example.org", "do not show it again"))
    await press(pilot)


async def ask_for_line(pilot: Pilot[None]) -> None:
    """Ask for the name of a file."""
    pilot.app.push_screen(LineDialog("Import from", "~/bookmarks.html"))
    await press(pilot)


async def ask_for_line_and_type(pilot: Pilot[None]) -> None:
    """Ask for the name of a file, type one and mark a part of it."""
    await ask_for_line(pilot)
    await press(pilot, *"~/x.html", "shift+home")


async def shrink(pilot: Pilot[None]) -> None:
    """Make the terminal too small."""
    await pilot.resize_terminal(30, 8)
    await pilot.pause()


async def list_filters(pilot: Pilot[None]) -> None:
    """List saved filters."""
    main_screen(pilot).shown_log.filters = {"heads": "transformer", "wrong": "kind:song"}
    await press(pilot, "F")


async def name_filter(pilot: Pilot[None]) -> None:
    """Name a saved filter in a query."""
    log = main_screen(pilot).shown_log
    log.filters = main_screen(pilot).query_one(DatePane).filters = {"heads": "transformer"}
    main_screen(pilot).query_one(SearchBar).use_filters(log.filters)
    await press(pilot, "slash", *"@heads tr")


STATES = {
    "list": ScreenState(("j", "j")),
    "marked": ScreenState(("space", "space", "v", "j", "v", "k")),
    "marked narrow": ScreenState(("space", "space", "k"), size=(80, 24)),
    "marked change": ScreenState(("space", "space", "j", "e", "right"), shows="entries change"),
    "marked delete": ScreenState(("space", "space", "d")),
    "narrow": ScreenState(("j", "j"), size=(80, 24)),
    "detail": ScreenState(("j", "enter")),
    "tree": ScreenState(("1", "j")),
    "marked text": ScreenState(("j",), mark_text),
    "found": ScreenState(("slash", *"kind:paper sparse autoenc in:2024")),
    "found kept": ScreenState(("slash", *"transformer", "enter")),
    "found narrow": ScreenState(("slash", *"transformer"), size=(80, 24)),
    "nothing found": ScreenState(("slash", *"zzqqxx")),
    "filters": ScreenState((), list_filters, shows="@heads"),
    "filter named": ScreenState((), name_filter),
    "bad query": ScreenState(("slash", *"in:nowhere")),
    "add": ScreenState(("a",)),
    "add refused": ScreenState(("a",), refuse),
    "add known link": ScreenState(("a",), repeat_a_link),
    "add kind": ScreenState(("a", "tab", "tab", "right")),
    "edit": ScreenState(("j", "j", "e", *"Really: ")),
    "raw": ScreenState(("j", "j", "e", "ctrl+r", *"More ")),
    "delete": ScreenState(("d",)),
    "copy": ScreenState(("Y", "j"), shows="title"),
    "states": ScreenState(("X", "j"), shows="being read"),
    "map": ScreenState(("S",), shows="less"),
    "map narrow": ScreenState(("S", "left"), shows="less", size=(80, 24)),
    "map of months": ScreenState(("S", "m"), shows="less"),
    "line": ScreenState((), ask_for_line, shows="bookmarks.html"),
    "line typed": ScreenState((), ask_for_line_and_type, shows="~/x"),
    "tags": ScreenState((), show_tags, shows="vision"),
    "help": ScreenState(("question_mark",)),
    "help narrow": ScreenState(("question_mark",), size=(80, 24)),
    "help nothing": ScreenState(("question_mark", *"zzqqxx")),
    "palette": ScreenState(("ctrl+p", "down"), shows="Search"),
    "palette typed": ScreenState(("ctrl+p", *"go to"), shows="Go to"),
    "conflict": ScreenState((), ask_about_versions),
    "conflict edit": ScreenState((), edit_versions),
    "drafts": ScreenState((), offer_drafts),
    "text": ScreenState((), show_text),
    "messages": ScreenState((), show_messages),
    "done": ScreenState((), say_what_was_done, size=(80, 24)),
    "done, no bar": ScreenState((), say_what_was_done, size=(80, 15)),
    "done in a form": ScreenState(("a",), say_what_was_done),
    "warned": ScreenState((), warn, size=(80, 24)),
    "warned in a form": ScreenState(("e",), warn, size=(80, 24)),
    "warned in the help": ScreenState(("question_mark",), warn, size=(80, 24)),
    "too small": ScreenState((), shrink),
    "finished": ScreenState(("X", "x"), shows="✓ done"),
}
"""All of them by name."""


async def enter_state(pilot: Pilot[None], state: ScreenState) -> None:
    """Bring the program into ``state``."""
    await pilot.resize_terminal(*state.size)
    await press(pilot, *state.keys)
    await until(pilot, partial(answered, pilot))
    if state.act is not None:
        await state.act(pilot)
    await until(pilot, lambda: state.shows in text(pilot))
    await pilot.pause()


async def leave_state(pilot: Pilot[None]) -> None:
    """Bring the program back to the panes with the list in focus."""
    pilot.app.clear_notifications()
    screen = main_screen(pilot)
    await pilot.resize_terminal(120, 40)
    while pilot.app.screen is not screen:
        pilot.app.screen.dismiss()
        await pilot.pause()
    screen.clear_selection()
    for _ in range(4):
        await press(pilot, "escape")
    await press(pilot, "2", "g")
