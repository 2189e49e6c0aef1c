"""The app: theme, palette and the one screen everything happens on."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.events import InputEvent, MouseEvent, Paste
from textual.filter import ANSIToTruecolor, Monochrome, NoColor
from textual.reactive import Reactive
from textual.widgets import Input

from logtui.system.process import shorten_thread_turns
from logtui.tui.bindings import bindings, key_contexts
from logtui.tui.drawing.theme_colours import readable_colours, readable_terminal_colours
from logtui.tui.main_screen import MainScreen
from logtui.tui.panes.bars import TopBar
from logtui.tui.terminal import ControlFilter, heed_stops

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import BindingType
    from textual.driver import Driver
    from textual.events import Event
    from textual.filter import LineFilter
    from textual.screen import Screen

    from logtui.config.settings import Config
    from logtui.session import Session
    from logtui.tui.type_ahead import TypeAhead

DEFAULT_THEME = "tokyo-night"
"""The theme shown where none is chosen."""

_CONTROLS = ControlFilter()
_NO_COLOR = NoColor()

_EXIT_SIGNALS = ("SIGTERM", "SIGHUP")
"""Signals that end the app in good order; not every system has both."""


class LogApp(App[None], inherit_css=False):
    """Browses one log.

    Args:
        session: The open log.
        config: The user's settings; left out, all have their defaults.
    """

    TITLE = "logtui"
    CSS_PATH = "app.tcss"
    BINDINGS: ClassVar[list[BindingType]] = bindings("app")

    # As the reactive's default it is there before any style is read; assigned later, all of
    # them would be read twice.
    theme = Reactive(DEFAULT_THEME)

    def __init__(self, session: Session, config: Config | None = None) -> None:
        super().__init__()
        shorten_thread_turns()
        self._session = session
        self._config = config
        self._apply_first_theme(self._theme_at_start())
        if config is not None:
            self.set_keymap(config.keys)
        self._main: MainScreen | None = None
        self._recent_commands: list[str] = []

    def _theme_at_start(self) -> str:
        """Return the theme of the configuration file, else the one that was chosen last."""
        config = self._config
        if config is not None and ("theme" in config.lines or config.theme != DEFAULT_THEME):
            from logtui.config.settings import AUTO_THEME, LIGHT_THEME

            if config.theme != AUTO_THEME:
                return config.theme
            from logtui.system.terminal_background import has_light_background

            return LIGHT_THEME if has_light_background() else DEFAULT_THEME
        from logtui.storage.state import kept_theme

        theme = kept_theme()
        return theme if theme in self.available_themes else DEFAULT_THEME

    def _apply_first_theme(self, theme: str) -> None:
        """Have the first frame drawn in ``theme``; a change of theme would come after it."""
        if theme != DEFAULT_THEME:
            self.set_reactive(LogApp.theme, theme)
            self.stylesheet.set_variables(self.get_css_variables())
            self.set_class(self.current_theme.dark, "-dark-mode", update=False)
            self.set_class(not self.current_theme.dark, "-light-mode", update=False)

    def get_driver_class(self) -> type[Driver]:
        """Return what reads the terminal."""
        if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
            return super().get_driver_class()
        from logtui.tui.terminal_driver import TerminalDriver

        return TerminalDriver

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of the theme, in colours that can be read."""
        variables, theme = super().get_css_variables(), self.current_theme
        self.theme_variables = (
            readable_terminal_colours(variables, self.ansi_theme)
            if theme.ansi
            else readable_colours(variables, dark=theme.dark, grey=self.no_color)
        )
        return self.theme_variables

    def get_default_screen(self) -> Screen[None]:
        """Return the screen with the panes: the first frame is already the real one."""
        self._main = MainScreen(self._session, self._config)
        return self._main

    async def on_event(self, event: Event) -> None:
        """Have what the user does handled one thing after the other, however fast it comes."""
        if isinstance(event, (InputEvent, Paste)) and not event.is_forwarded:
            await self._type_ahead.take(event)
        else:
            await super().on_event(event)

    @cached_property
    def _type_ahead(self) -> TypeAhead:
        from logtui.tui.type_ahead import TypeAhead

        return TypeAhead(self, self._hand_on, self._is_busy)

    async def _hand_on(self, event: InputEvent | Paste) -> None:
        """Give ``event`` to whom it is for, a paste as a whole."""
        if isinstance(event, Paste) and isinstance(self.focused, Input):
            # A field of one line would drop all but the first, such as half a title from a PDF.
            event.text = " ".join(filter(None, map(str.strip, event.text.splitlines())))
        if self._main is not None and not isinstance(event, MouseEvent):
            self._main.shown_log.threads.key_activity.touch()
            self._main.query_one(TopBar).end_welcome()
        await super().on_event(event)

    def _is_busy(self) -> bool:
        """Tell whether a query that is kept has no answer yet, or a change is still to be saved."""
        if self._main is None:
            return False
        log, is_typing = self._main.shown_log, isinstance(self.focused, Input)
        return log.actions.is_writing or (log.threads.searcher.has_open_question and not is_typing)

    def on_mount(self) -> None:
        """Heed the signals that end a program, and those that stop it and bring it back."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        loop = asyncio.get_running_loop()
        for name in _EXIT_SIGNALS:
            number = getattr(signal, name, None)
            # One that is ignored, as by nohup, stays ignored.
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                # Neither every system nor a thread has them.
                with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                    loop.add_signal_handler(number, self._exit_on_signal, number)
        heed_stops(self)

    def _exit_on_signal(self, number: int) -> None:
        """Keep what is typed, and leave the terminal as it was."""
        self.flush_typed_texts()
        self.exit(return_code=128 + number)

    def on_terminal_closed(self) -> None:
        """End as after SIGHUP, which may have been ignored or never sent."""
        self._exit_on_signal(signal.SIGHUP)

    def flush_typed_texts(self) -> list[dict[str, str]]:
        """Bring what is typed to the state directory, and return what it does not take."""
        return self._main.shown_log.actions.flush_typed_texts() if self._main is not None else []

    def stop(self) -> None:
        """End what works in the background when the app has ended, however it did.

        What was typed goes to the state directory then.
        """
        if self._main is not None:
            self._main.shown_log.stop()

    async def action_quit(self) -> None:
        """Quit; where something that is typed would be lost, ask first."""
        lost = self.flush_typed_texts()
        if not lost:
            self.exit()
            return
        from logtui.tui.dialogs.confirm import ConfirmDialog, quit_question

        if not isinstance(self.screen, ConfirmDialog):
            self.push_screen(
                quit_question(self, lost), lambda agreed: self.exit() if agreed else None
            )

    def action_help(self) -> None:
        """Show the keys of where the user is, or put them away again."""
        from logtui.key_table import effective_keys
        from logtui.tui.dialogs.help import HelpDialog

        if isinstance(self.screen, HelpDialog):
            self.screen.dismiss()
        else:
            keys = effective_keys(self._config.keys if self._config else {})
            self.push_screen(HelpDialog(key_contexts(self.screen), keys))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keep the palette to the screen with the panes, and the help to where there is room."""
        if action == "command_palette" and not isinstance(self.screen, MainScreen):
            return False
        if action == "help" and self.screen.has_class("-too-small"):
            return False
        return super().check_action(action, parameters)

    def action_command_palette(self) -> None:
        """Show the command palette."""
        from logtui.tui.palette import Palette, palette_commands

        if self._main is not None:
            commands = list(palette_commands(self, self._main))
            self.push_screen(Palette(commands, self._recent_commands))

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return what every line of every widget goes through; last, that it is safe to draw."""
        filters = super().get_line_filters()
        if self.current_theme.ansi:
            # Textual makes them for the theme that it has before any is chosen.
            filters = [f for f in filters if not isinstance(f, (ANSIToTruecolor, Monochrome))]
            filters += [_NO_COLOR] if self.no_color else []
        return [*filters, _CONTROLS]


def browse(session: Session, config: Config | None = None) -> int:
    """Show ``session`` until the user quits.

    Args:
        session: The open log.
        config: The user's settings; left out, all have their defaults.

    Returns:
        The exit status: 0; after a signal 128 and its number; after a crash 1.
    """
    for name in ("COLUMNS", "LINES"):
        # A size that a shell has exported is not the one that the terminal has by now.
        os.environ.pop(name, None)
    if config is not None and config.tags.people:
        from logtui.document.properties.tags import take_people_for_tags

        take_people_for_tags()
    app = LogApp(session, config)
    try:
        app.run()
    finally:
        app.stop()
    return app.return_code or 0
