"""What the actions and the threads may ask of the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from textual.app import App
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from logtui.config.settings import DateFormat
    from logtui.document.model import Document
    from logtui.log_writes import Receipt
    from logtui.tui.log_relations import Relations
    from logtui.tui.view import MarkedEntries, Scope, View

Answer = TypeVar("Answer")
"""What a dialog closes with."""


FilterCounts: TypeAlias = "Mapping[str, int | None]"
"""How many entries each saved filter finds; None for one that makes no sense in the log."""


class Location(NamedTuple):
    """Where the reader was.

    Attributes:
        entry: The entry that was selected.
        scope: The key of the dates that were shown.
        query: What was looked for; empty where nothing was.
    """

    entry: int
    scope: tuple[int | str, ...]
    query: str


class FilterView(Protocol):
    """Shows the saved filters."""

    def show_counts(self, counts: FilterCounts) -> None:
        """Show how many entries each of them finds."""


class UserInterface(Protocol):
    """A screen that shows messages and asks questions."""

    @property
    def app(self) -> App[Any]:
        """The app that the screen belongs to."""

    @property
    def is_active(self) -> bool:
        """Whether nothing is open above the screen."""

    def report(self, before: str, title: str = "", after: str = "") -> None:
        """Say in the status line what was done, in the past tense; the arguments as of a Status."""

    def warn(self, problem: str | Exception, *, severity: SeverityLevel = "warning") -> None:
        """Show ``problem``, made safe for the terminal: what went wrong or may do so."""

    def call_later(self, callback: Callable[..., object], *arguments: object) -> bool:
        """Have ``callback`` called in the thread of the screen; tell whether there is one."""

    async def ask(self, dialog: Screen[Answer]) -> Answer | None:
        """Show ``dialog`` and return what it closes with; only a worker can wait for that."""


class Host(UserInterface, Protocol):
    """The screen that shows a log."""

    @property
    def document(self) -> Document:
        """The log that is shown."""

    @property
    def view(self) -> View | None:
        """What the list shows; None before the first frame."""

    @property
    def selected(self) -> int | None:
        """Index in ``Document.entries`` of the selected entry; None where there is none."""

    @property
    def marks(self) -> MarkedEntries:
        """The entries of the log that are marked."""

    @property
    def relations(self) -> Relations | None:
        """Threads and references of the log shown or of an earlier one; None until known."""

    @property
    def dates(self) -> DateFormat:
        """How dates are shown."""

    filters: Mapping[str, str]
    """The user's saved filters: the name and the query of each."""

    def build_scopes(self, document: Document) -> Scope:
        """Return the root of the scopes of ``document``; may run in any thread."""

    def show_entry(self, entry: int) -> None:
        """Select ``entry``, also where the dates or the search shown have to be left for that."""

    def show_location(self, location: Location) -> None:
        """Show the dates, the search and the entry of ``location``."""

    def go_to_entry(self, entry: int) -> None:
        """Show ``entry``, so that the key that returns leads back."""

    def take_over(self, document: Document, root: Scope, selected: int | None) -> None:
        """Show ``document``, whose scopes are below ``root``, with the entry ``selected``."""

    def show_receipt(self, receipt: Receipt, root: Scope, taken: str) -> None:
        """Show what a change did and the log after it, whose scopes are below ``root``.

        ``taken`` is what was done to the change: ``undone`` or ``redone``, or nothing.
        """
