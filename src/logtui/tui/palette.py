"""What the command palette offers: every action, and ways to each month, kind, host and theme."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from textual.actions import parse
from textual.app import SystemCommand
from textual.command import CommandInput, CommandPalette

from logtui.config.settings import CHECKED_THEMES, THEMES
from logtui.keys import KEYS_BY_ID
from logtui.tui.bindings import key_display
from logtui.tui.drawing.labels import display_text, host_label
from logtui.tui.panes.search_bar import SearchBar
from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import App, ComposeResult
    from textual.binding import Binding

    from logtui.tui.main_screen import MainScreen

_MAX_COUNTED_ENTRIES = 5000
"""Entries, the first of the log, whose hosts are offered."""

_MAX_HOSTS = 20

_EXPORTS = (
    ("Export the shown entries …", "file", "a bibliography, a page, a feed or a table"),
    ("Fetch authors and dates of the shown papers", "records", "ask arXiv and doi.org"),
)


class Palette(CommandPalette):
    """The command palette, with a field that shows what is pasted as safely as all others."""

    DEFAULT_CSS = """
    Palette {
        background: transparent;
        & > .command-palette--help-text { color: $text-muted; text-style: not bold; }
        SearchIcon { color: $text; }
    }
    """

    def compose(self) -> ComposeResult:
        """Yield what the palette of Textual does, but for the field."""
        for widget in super().compose():
            if isinstance(widget, CommandInput):
                yield _PaletteInput(placeholder=widget.placeholder, select_on_focus=False)
            else:
                yield widget


class _PaletteInput(CommandInput, SafeInput):
    """The palette styles and looks for its field by the class that comes first here."""


def palette_commands(app: App[None], screen: MainScreen) -> Iterator[SystemCommand]:
    """Yield what can be done on ``screen``.

    Only titles of actions are shown before anything is typed. What comes from the log is found by
    typing: Textual reads markup in titles that it shows unasked.
    """
    for binding in (*app.BINDINGS, *type(screen).BINDINGS):
        yield from _binding_commands(app, screen, binding)  # type: ignore[arg-type]  # ours are all bindings
    for title, command, what in _EXPORTS:
        yield SystemCommand(title, what, partial(screen.shown_log.actions.export, command))
    if screen.check_action("write", ("add",)):
        yield SystemCommand(
            "Import a file …",
            "bookmarks or references of another program",
            screen.shown_log.actions.import_file,
        )
    for theme in THEMES:
        title = f"Theme: {theme}"
        yield SystemCommand(
            title,
            "change the colours",
            partial(setattr, app, "theme", theme),
            theme in CHECKED_THEMES,
        )
    for year in screen.shown_log.root_scope.children:
        for scope in (year, *year.children):
            title, go = f"Go to {scope.title}", partial(screen.show_dates, scope.key)
            yield SystemCommand(title, "show only these dates", go, discover=False)
    search_bar = screen.query_one(SearchBar)
    names = (display_text(kind.name) for kind in screen.shown_log.document.legend.kinds)
    for word in (name.split()[0].strip(",;/").casefold() for name in names if name.strip()):
        look = partial(search_bar.search_for, f"kind:{word}")
        yield SystemCommand(
            f"Find {word}", "show only this kind of the dates shown", look, discover=False
        )
    document = screen.shown_log.document
    linked = islice(document.entries, _MAX_COUNTED_ENTRIES)
    labels = (host_label(document.url(entry)) for entry in linked)
    hosts = Counter(label for label in labels if "." in label and "/" not in label)
    for host, _ in hosts.most_common(_MAX_HOSTS):
        look = partial(search_bar.search_for, f"host:{host}")
        yield SystemCommand(
            f"Find {host}", "show only links of the dates shown to this host", look, discover=False
        )


def _binding_commands(
    app: App[None], screen: MainScreen, binding: Binding
) -> Iterator[SystemCommand]:
    """Yield the action of ``binding``, where it can be taken now."""
    key = KEYS_BY_ID.get(binding.id or "")
    _, action, parameters = parse(binding.action)
    if key is None or not screen.check_action(action, parameters):
        return
    title = key.description[0].upper() + key.description[1:]
    node = app if key.context == "app" else screen
    yield SystemCommand(
        title, key_display(app, key.id), partial(app.run_action, binding.action, node)
    )
