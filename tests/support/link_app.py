"""The keys that take something out of a log, on a screen with nothing else."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import App
from textual.screen import Screen
from textual.widgets import Static

from logtui.errors import LogtuiError
from logtui.session import Session
from logtui.tui.actions.linking import LinkActions
from logtui.tui.drawing.status import Status
from logtui.tui.drawing.theme_colours import readable_colours

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.notifications import SeverityLevel
    from textual.worker import Worker

    from logtui.tui.host import Answer

    LinkAction = Callable[[], Coroutine[None, None, object]]


class LinkScreen(Screen[None]):
    """Binds the keys to the first entry of a log."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("y", "copy"),
        ("Y", "copy_menu"),
        ("C", "copy_again"),
        ("o", "open"),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._document = session.document
        self._linker = LinkActions(self, session.path)

    def report(self, before: str, title: str = "", after: str = "") -> None:
        """Say what was done."""
        self.notify(str(Status(before, title, after).fitted(1000)), markup=False)

    def warn(self, problem: str | Exception, *, severity: SeverityLevel = "warning") -> None:
        """Say what went wrong."""
        self.notify(str(problem), severity=severity, markup=False)

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show ``dialog`` and return what it closes with."""
        return await self.app.push_screen_wait(dialog)

    def compose(self) -> ComposeResult:
        """Yield what a test can wait for."""
        yield Static("ready")

    def action_copy(self) -> None:
        """Copy the link."""
        self._start(partial(self._linker.copy, self._document, self._document.entries[:1]))

    def action_copy_menu(self) -> None:
        """Choose what to copy."""
        self._start(partial(self._linker.choose_copy, self._document, self._document.entries[:1]))

    def action_copy_again(self) -> None:
        """Copy what was chosen last."""
        self._start(partial(self._linker.copy_again, self._document, self._document.entries[:1]))

    def action_open(self) -> None:
        """Open the link."""
        self._start(partial(self._linker.open, self._document, self._document.entries[0]))

    def _start(self, action: LinkAction) -> None:
        work: Callable[[], Coroutine[None, None, None]] = partial(self._finish, action)
        _: Worker[None] = self.run_worker(work)

    async def _finish(self, action: LinkAction) -> None:
        """Do ``action``, and show what it raises."""
        try:
            await action()
        except LogtuiError as error:
            self.warn(error, severity="error")


class LinkApp(App[None]):
    """Shows the one screen."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._session = Session.open(path)

    def get_css_variables(self) -> dict[str, str]:
        """Return the variables of the theme, with those that dialogs need."""
        self.theme_variables = readable_colours(super().get_css_variables(), dark=True)
        return self.theme_variables

    def get_default_screen(self) -> Screen[None]:
        """Return it."""
        return LinkScreen(self._session)


if __name__ == "__main__":
    LinkApp(Path(sys.argv[1])).run()
