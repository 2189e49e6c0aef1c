"""The app: theme, palette and the one screen everything happens on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.binding import Binding
from textual.reactive import Reactive

from logtui.tui.main_screen import MainScreen

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.screen import Screen

    from logtui.session import Session

THEME = "tokyo-night"
"""The theme shown where none is chosen."""


class LogApp(App[None]):
    """Browses one log.

    Args:
        session: The open log.
    """

    TITLE = "logtui"
    CSS_PATH = "logtui.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q,ctrl+q", "quit", "Quit", show=False, id="app.quit"),
        Binding("question_mark,f1", "show_help_panel", "Help", key_display="?", id="app.help"),
    ]

    # As the reactive's default it is there before any style is read; assigned later, all of
    # them would be read twice.
    theme = Reactive(THEME)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def get_default_screen(self) -> Screen[None]:
        """Return the screen with the panes: the first frame is already the real one."""
        return MainScreen(self._session)


def browse(session: Session) -> None:
    """Show ``session`` until the user quits."""
    LogApp(session).run()
