"""The line of a form that fetches a title for its link, and says how that goes."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, Protocol, TypeAlias

from textual.widgets import Static

from logtui.document.text.urls import host_of
from logtui.errors import sentence
from logtui.fetch.http import FetchError
from logtui.tui.bindings import key_display
from logtui.tui.drawing.labels import display_text, label_text
from logtui.tui.drawing.styles import apply_theme, styled

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.timer import Timer
    from textual.worker import Worker

    from logtui.fetch.http import FetchedTitle

FetchTitle: TypeAlias = "Callable[[str], Awaitable[FetchedTitle]]"
"""Gives the title and authors of a link, or raises a ``FetchError``."""

_SPINNER_INTERVAL = 0.1
"""Seconds between two pictures of the spinner."""

_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_MAX_SHOWN_AUTHORS = 3
_MAX_NOTED_AUTHORS = 20
_MAX_SHOWN_TITLE = 60


class LinkForm(Protocol):
    """The form whose link has a title to be fetched."""

    @property
    def link(self) -> str:
        """The link that is typed."""

    @property
    def typed_title(self) -> str:
        """The title that is typed."""

    def fill_title(self, title: str) -> None:
        """Put ``title`` in the place of what is typed."""

    def add_note(self, note: str) -> None:
        """Add a line to the notes."""


async def fetch_from_network(url: str) -> FetchedTitle:
    """Return the title and authors of ``url``, from the network."""
    from logtui.fetch.titles import fetch_title

    return await fetch_title(url)


class TitleFetch(Static):
    """Fetches a title, one at a time, and offers what the form may take of it.

    A title that the user typed is never replaced unasked: what was found is offered then, and
    taken with the key that fetched it. So are the authors, since notes hold the user's own words.
    """

    DEFAULT_CSS = """
    TitleFetch { height: 1; padding: 0 0 0 9; display: none; text-wrap: nowrap; }
    TitleFetch.-speaks { display: block; }
    """

    def __init__(self, form: LinkForm, fetch: FetchTitle = fetch_from_network) -> None:
        """Make the line; it is not there as long as it has nothing to say.

        Args:
            form: What it reads and fills.
            fetch: What gives the title.
        """
        super().__init__()
        self._form = form
        self._fetch = fetch
        self._worker: Worker[None] | None = None
        self._spinner_timer: Timer | None = None
        self._spinner = cycle(_SPINNER)
        self._link = ""
        self._filled_title = ""
        self._offered_title: FetchedTitle | None = None
        self._offered_authors: Sequence[str] = ()

    @property
    def is_fetching(self) -> bool:
        """Whether an answer is awaited."""
        return self._worker is not None and not self._worker.is_finished

    @property
    def filled_title(self) -> str:
        """The title that was filled in last; empty where none was."""
        return self._filled_title

    @property
    def _fetch_key(self) -> str:
        """What the key that calls ``take_or_fetch`` is called."""
        return key_display(self.app, "form.fetch")

    def take_or_fetch(self) -> None:
        """Take what is offered for the link; where nothing is, fetch its title."""
        is_same_link = self._link == self._form.link
        if self._offered_title is not None and is_same_link:
            self._fill(self._offered_title)
        elif self._offered_authors and is_same_link:
            self._form.add_note(join_names(self._offered_authors, _MAX_NOTED_AUTHORS))
            self._show_line("")
        elif not self.is_fetching:
            self.start()

    def start(self) -> None:
        """Fetch the title of the link that stands in the form."""
        self.stop()
        self._link = self._form.link
        if not self._link:
            self._show_line("give a link first: its title is fetched from there", "error")
            return
        self._spin()
        self._spinner_timer = self.set_interval(_SPINNER_INTERVAL, self._spin)
        self._worker = self.run_worker(self._fetch_title(self._link), group="fetch", exclusive=True)

    def stop(self) -> bool:
        """Give up the fetch that goes on and every offer; tell whether one went on."""
        went_on = self.is_fetching
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
        self._stop_spinner()
        self._show_line("")
        return went_on

    def stop_if_link_changed(self) -> None:
        """Give up what belongs to another link than the one in the form."""
        if self._link != self._form.link:
            self.stop()

    async def _fetch_title(self, link: str) -> None:
        try:
            metadata = await self._fetch(link)
        except FetchError as error:
            self._stop_spinner()
            self._show_line(sentence(error), "error")
            return
        self._stop_spinner()
        if link == self._form.link:
            self._fill_or_offer(metadata)
        else:
            self._show_line("")

    def _fill_or_offer(self, metadata: FetchedTitle) -> None:
        """Fill in the title where that loses nothing, else offer it."""
        if self._form.typed_title.strip() in ("", self._filled_title, metadata.title):
            self._fill(metadata)
            return
        title = label_text(metadata.title, _MAX_SHOWN_TITLE)
        self._show_line(f"found: {title}   {self._fetch_key} takes it")
        self._offered_title = metadata

    def _fill(self, metadata: FetchedTitle) -> None:
        if self._form.typed_title != metadata.title:
            self._form.fill_title(metadata.title)
        self._filled_title = metadata.title
        if not metadata.authors:
            self._show_line(f"title from {host_of(self._link) or self._link}")
            return
        names = join_names(metadata.authors, _MAX_SHOWN_AUTHORS)
        self._show_line(f"by {names}   {self._fetch_key} notes them")
        self._offered_authors = metadata.authors

    def _stop_spinner(self) -> None:
        if self._spinner_timer is not None:
            self._spinner_timer.stop()
            self._spinner_timer = None

    def _spin(self) -> None:
        host_name = host_of(self._link) or self._link
        stop = key_display(self.app, "form.close")
        self._show_line(f"{next(self._spinner)} asking {host_name} for the title   {stop} stops it")

    def _show_line(self, text: str, style: str = "dim") -> None:
        """Show ``text``; whatever was offered is not any longer."""
        self._offered_title = None
        self._offered_authors = ()
        self.set_class(bool(text), "-speaks")
        self.update(apply_theme(styled(display_text(text), style)))


def join_names(names: Sequence[str], limit: int) -> str:
    """Return ``names`` as a text: all of them, or the first ``limit`` and the count of the rest."""
    rest = len(names) - limit
    if rest <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:limit])} and {rest} others"
