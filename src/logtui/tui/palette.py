"""The command palette: every action, and ways to each month, kind, host and theme."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.actions import parse
from textual.content import Content
from textual.fuzzy import Matcher
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from logtui.config.settings import CHECKED_THEMES, THEMES
from logtui.document.properties.states import uses_states
from logtui.key_table import KEYS_BY_ID
from logtui.keys import FIND, LINKS, MARK, MOVE, PANES, PROGRAM, WRITE
from logtui.storage.state import keep_theme
from logtui.tui.bindings import bindings, key_display
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import display_text, host_label
from logtui.tui.drawing.styles import apply_theme, styled, theme_style
from logtui.tui.panes.bars import SearchBar
from logtui.tui.widgets.safe_fields import SafeInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from textual.app import App, ComposeResult
    from textual.binding import Binding, BindingType

    from logtui.tui.main_screen import MainScreen

_MAX_COUNTED_ENTRIES = 5000
"""Entries, the first of the log, whose hosts are offered."""

_MAX_HOSTS = 20

_MAX_RECENT = 5
"""Commands used before that stand above all others."""

_EXPORTS = (
    ("Export the {} entries …", "file"),
    ("Fetch authors and dates of the {} papers", "records"),
)
"""What is done with all that is marked or shown: its title, and what the actions call it."""

_MARKS = (
    ("Mark the others of the shown entries instead", "others"),
    ("Take all marks off", "none"),
)
"""What is done with marks besides the keys."""

_MAX_MATCHES = 100
"""Commands that are shown of those that match what is typed."""

_NO_MATCH = "  no command does that"
"""Shown where no command has the letters that are typed."""

_GROUPS = ("Find", "Write", "Use", "Go to", "Theme")
"""Headings, in their order."""

_GROUPS_OF_KEYS = {
    FIND: "Find",
    MARK: "Use",
    WRITE: "Write",
    LINKS: "Use",
    PROGRAM: "Use",
    MOVE: "Go to",
    PANES: "Go to",
}
"""The heading for the commands of each group of keys."""


class PaletteCommand(NamedTuple):
    """Something that can be done.

    Attributes:
        group: The heading it stands under, one of ``_GROUPS``.
        title: What it is called; safe to show.
        run: Does it.
        key: What its key is called; empty without one.
        theme: The theme that it changes to; empty where it does something else.
        is_listed: Whether it is shown before anything is typed.
    """

    group: str
    title: str
    run: Callable[[], object]
    key: str = ""
    theme: str = ""
    is_listed: bool = True


class CommandOption(Option):
    """The row of a command.

    Attributes:
        command: The command.
    """

    def __init__(self, command: PaletteCommand, line: Content) -> None:
        super().__init__(line)
        self.command = command


class PaletteInput(SafeInput):
    """The field for some letters of a command."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("palette", "take")


class Palette(Dialog[None]):
    """Shows commands, has one chosen, and does it when it has closed.

    A theme is shown while it is highlighted.
    """

    DEFAULT_CSS = """
    Palette {
        align: center top;
        #frame { width: 80; max-width: 100%; height: auto; max-height: 90%; margin: 1 0; }
        PaletteInput, PaletteInput:focus {
            background: $background;
            background-tint: $background 0%;
        }
        OptionList, OptionList:focus {
            height: auto;
            border: none;
            padding: 0;
            background: $background;
            background-tint: $background 0%;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            scrollbar-size: 0 1;
            scrollbar-gutter: stable;
            overflow-x: hidden;
        }
        OptionList > .option-list--option { padding: 0; }
        OptionList > .option-list--option-disabled {
            color: $text-secondary;
            text-style: bold;
        }
        OptionList > .option-list--option-highlighted {
            color: $block-cursor-foreground;
            background: $block-cursor-background;
            text-style: $block-cursor-text-style;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "palette", "down", "up", "page_down", "page_up", "close"
    )

    def __init__(self, commands: Sequence[PaletteCommand], recent_titles: list[str]) -> None:
        """Make the palette.

        Args:
            commands: What there is to choose from.
            recent_titles: What was chosen before, the latest first; what is chosen is added.
        """
        super().__init__()
        self._commands = commands
        self._recent_titles = recent_titles
        self._first_theme = ""

    def compose(self) -> ComposeResult:
        """Yield the field and the commands in a frame."""
        take, close = self.key_display("palette.take"), self.key_display("palette.close")
        with self.make_frame("Commands", f"{take} does it · {close} close"):
            yield PaletteInput(placeholder="some letters of what to do", compact=True)
            rows = OptionList(markup=False)
            rows.can_focus = False
            yield rows

    def on_mount(self) -> None:
        """Begin with the field."""
        self._first_theme = self.app.theme
        self.query_one(PaletteInput).focus()

    @on(Input.Changed)
    def _show_matches(self) -> None:
        self._show_commands()

    def on_resize(self, event: object) -> None:  # noqa: ARG002 - part of what Textual calls
        """Set the keys to the right edge."""
        self.call_after_refresh(self._show_commands)

    def _show_commands(self) -> None:
        """Show what matches what is typed; before that the commands by their groups."""
        query = self.query_one(PaletteInput).value.strip()
        options = self.query_one(OptionList)
        width = options.scrollable_content_region.width - 1  # the keys stand off the scroll bar
        matcher = Matcher(query, match_style=theme_style("match")) if query else None
        rows = self._groups() if matcher is None else self._matches(matcher)
        options.clear_options()
        options.add_options(
            CommandOption(row, _command_line(row, matcher, width))
            if isinstance(row, PaletteCommand)
            else Option(row, disabled=True)
            for row in rows
        )
        options.action_first()
        # With the heading above the first one.
        self.call_after_refresh(options.scroll_home, animate=False)

    def _matches(self, matcher: Matcher) -> list[PaletteCommand | str]:
        scores = [(matcher.match(command.title), command) for command in self._commands]
        scores = [(score, command) for score, command in scores if score > 0]
        scores.sort(key=lambda scored: -scored[0])
        return [command for _, command in scores[:_MAX_MATCHES]] or [_NO_MATCH]

    def _groups(self) -> list[PaletteCommand | str]:
        by_title = {command.title: command for command in self._commands}
        recent = [by_title[title] for title in self._recent_titles if title in by_title]
        rows: list[PaletteCommand | str] = ["Recent", *recent] if recent else []
        for group in _GROUPS:
            listed = [
                command
                for command in self._commands
                if command.group == group and command.is_listed and command not in recent
            ]
            rows += [group, *listed] if listed else []
        return rows

    # The keys

    @on(OptionList.OptionHighlighted)
    def _preview_theme(self, message: OptionList.OptionHighlighted) -> None:
        """Show the theme that is highlighted; elsewhere the one that there was."""
        if isinstance(message.option, CommandOption):
            self._show_theme(message.option.command.theme or self._first_theme)

    def _show_theme(self, theme: str) -> None:
        if self.app.theme != theme:
            self.app.theme = theme

    def action_move(self, step: int) -> None:
        """Highlight another command: the next one, or one a page away."""
        options = self.query_one(OptionList)
        match step:
            case 1:
                options.action_cursor_down()
            case -1:
                options.action_cursor_up()
            case _ if step > 0:
                options.action_page_down()  # type: ignore[no-untyped-call]  # Textual's
            case _:
                options.action_page_up()  # type: ignore[no-untyped-call]  # Textual's

    @on(Input.Submitted)
    def _take_highlighted(self) -> None:
        self._take(self.query_one(OptionList).highlighted_option)

    @on(OptionList.OptionSelected)
    def _take_clicked(self, message: OptionList.OptionSelected) -> None:
        self._take(message.option)

    def _take(self, option: Option | None) -> None:
        """Close, and do what the command of ``option`` says."""
        if not isinstance(option, CommandOption) or not self.is_active:
            return
        command = option.command
        if command.title in self._recent_titles:
            self._recent_titles.remove(command.title)
        self._recent_titles[:] = [command.title, *self._recent_titles][:_MAX_RECENT]
        if not command.theme:
            self._show_theme(self._first_theme)
        self.dismiss()
        self.app.call_later(command.run)

    def action_close(self) -> None:
        """Close, and do nothing."""
        self._show_theme(self._first_theme)
        self.dismiss()


def _command_line(command: PaletteCommand, matcher: Matcher | None, width: int) -> Content:
    """Return the title of ``command`` and its key at the right edge of ``width`` cells."""
    title = matcher.highlight(command.title) if matcher else Content(command.title)
    key = styled(f" {command.key}", "key") if command.key else Content()
    room = max(width - key.cell_length - 2, 1)
    title = title.truncate(room, ellipsis=True, pad=True)
    return apply_theme(Content.assemble("  ", title, key))


def palette_commands(app: App[None], screen: MainScreen) -> Iterator[PaletteCommand]:
    """Yield what can be done on ``screen``."""
    for binding in (*app.BINDINGS, *type(screen).BINDINGS, *bindings("list", "mark")):
        yield from _binding_commands(app, screen, binding)  # type: ignore[arg-type]  # ours are all bindings
    yield from _commands_without_keys(screen)
    for theme in THEMES:
        use, is_listed = partial(_use_theme, app, theme), theme in CHECKED_THEMES
        yield PaletteCommand("Theme", f"Theme: {theme}", use, theme=theme, is_listed=is_listed)
    for year in screen.shown_log.root_scope.children:
        for scope in (year, *year.children):
            go, is_listed = partial(_show_dates, screen, scope.key), scope is year
            yield PaletteCommand("Go to", f"Go to {scope.title}", go, is_listed=is_listed)
    yield from _search_commands(screen)


def _search_commands(screen: MainScreen) -> Iterator[PaletteCommand]:
    """Yield what finds entries: the saved filters, and each kind and host."""
    search_bar = screen.query_one(SearchBar)
    for name in screen.shown_log.filters:
        use = partial(search_bar.show_query, f"@{name} ")
        yield PaletteCommand("Find", f"Find @{name}", use)
    save = partial(screen.action_navigate, "save search")
    yield PaletteCommand("Find", "Save this search …", save)
    names = (display_text(kind.name) for kind in screen.shown_log.document.legend.kinds)
    for word in (name.split()[0].strip(",;/").casefold() for name in names if name.strip()):
        yield PaletteCommand("Find", f"Find {word}", partial(search_bar.search_for, f"kind:{word}"))
    document = screen.shown_log.document
    linked = islice(document.entries, _MAX_COUNTED_ENTRIES)
    labels = (host_label(document.url(entry)) for entry in linked)
    hosts = Counter(label for label in labels if "." in label and "/" not in label)
    for host, _ in hosts.most_common(_MAX_HOSTS):
        look = partial(search_bar.search_for, f"host:{host}")
        yield PaletteCommand("Find", f"Find {host}", look, is_listed=False)


def _commands_without_keys(screen: MainScreen) -> Iterator[PaletteCommand]:
    """Yield what can be done with the log on ``screen`` besides what has a key."""
    shown_log = screen.shown_log
    yield PaletteCommand("Find", "Check the log", partial(screen.action_navigate, "problems"))
    if uses_states(shown_log.document):
        show_queue = partial(screen.action_navigate, "queue")
        yield PaletteCommand("Find", "Queue: what is to be read, the oldest first", show_queue)
    for title, command in _MARKS:
        if command != "none" or shown_log.marks.entries:
            yield PaletteCommand("Use", title, partial(screen.action_mark, command))
    chosen = "marked" if shown_log.marks.entries else "shown"
    for title, command in _EXPORTS:
        export = partial(shown_log.actions.export, command)
        yield PaletteCommand("Use", title.format(chosen), export)
    if screen.check_action("write", ("add",)):
        yield PaletteCommand("Use", "Import a file …", shown_log.actions.import_file)


def _binding_commands(
    app: App[None], screen: MainScreen, binding: Binding
) -> Iterator[PaletteCommand]:
    """Yield the action of ``binding``, where it can be taken now."""
    key = KEYS_BY_ID.get(binding.id or "")
    _, action, parameters = parse(binding.action)
    if key is None or key.is_global or action == "command_palette" or "filter" in parameters:
        return
    if not screen.check_action(action, parameters):
        return
    title = key.description[0].upper() + key.description[1:]
    node = app if key.context == "app" else screen
    run = partial(app.run_action, binding.action, node)
    yield PaletteCommand(_GROUPS_OF_KEYS[key.group], title, run, key_display(app, key.id))


def _show_dates(screen: MainScreen, key: tuple[int | str, ...]) -> None:
    """Show the dates called ``key``, with nothing searched."""
    screen.query_one(SearchBar).clear()
    screen.shown_log.show_scope(key, screen.shown_log.selected)
    screen.action_focus_pane("list")


def _use_theme(app: App[None], theme: str) -> None:
    """Show ``theme``, also at the next start; where that cannot be kept, until then."""
    app.theme = theme
    with suppress(OSError):
        keep_theme(theme)
