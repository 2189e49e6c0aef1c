"""The line of a form that fetches a title for its link, and says how that goes."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

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

    FetchTitle = Callable[[str], Awaitable[FetchedTitle]]
    """Gives the title and authors of a link, or raises a ``FetchError``."""

_SPINNER_INTERVAL = 0.1
"""Seconds between two pictures of the spinner."""

_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_MAX_SHOWN_AUTHORS = 3
_MAX_NOTED_AUTHORS = 20
_MAX_SHOWN_TITLE = 60


class Fields(NamedTuple):
    """The fields of the form that a fetch has to do with.

    Attributes:
        link: Gives the link that stands there.
        title: Gives the title that stands there.
        put_title: Puts a title in the place of what stands there.
        add_note: Adds a line to the notes.
    """

    link: Callable[[], str]
    title: Callable[[], str]
    put_title: Callable[[str], object]
    add_note: Callable[[str], object]


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
    TitleFetch { height: 1; padding: 0 0 0 8; display: none; text-wrap: nowrap; }
    TitleFetch.-speaks { display: block; }
    """

    def __init__(self, fields: Fields, fetch: FetchTitle = fetch_from_network) -> None:
        """Make the line; it is not there as long as it has nothing to say.

        Args:
            fields: What it reads and fills.
            fetch: What gives the title.
        """
        super().__init__()
        self._fields = fields
        self._fetch = fetch
        self._worker: Worker[None] | None = None
        self._spinner_timer: Timer | None = None
        self._spinner = cycle(_SPINNER)
        self._link = ""
        self._filled_title = ""
        self._offer: Callable[[], object] | None = None

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
        """What the key that calls ``go_on`` is called."""
        return key_display(self.app, "form.fetch")

    def take_or_fetch(self) -> None:
        """Take what is offered for the link; where nothing is, fetch its title."""
        if self._offer is not None and self._link == self._fields.link().strip():
            self._offer()
        elif not self.is_fetching:
            self.start()

    def start(self) -> None:
        """Fetch the title of the link that stands in the form."""
        self.stop()
        self._link = self._fields.link().strip()
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
        if self._link != self._fields.link().strip():
            self.stop()

    async def _fetch_title(self, link: str) -> None:
        try:
            found = await self._fetch(link)
        except FetchError as error:
            self._stop_spinner()
            self._show_line(sentence(error), "error")
            return
        self._stop_spinner()
        if link == self._fields.link().strip():
            self._fill_or_offer(found)
        else:
            self._show_line("")

    def _fill_or_offer(self, found: FetchedTitle) -> None:
        """Fill in the title where that loses nothing, else offer it."""
        if self._fields.title().strip() in ("", self._filled_title, found.title):
            self._fill(found)
            return
        title = label_text(found.title, _MAX_SHOWN_TITLE)
        self._offer_to_take(
            f"found: {title}   {self._fetch_key} takes it", lambda: self._fill(found)
        )

    def _fill(self, found: FetchedTitle) -> None:
        if self._fields.title() != found.title:
            self._fields.put_title(found.title)
        self._filled_title = found.title
        if not found.authors:
            self._show_line(f"title from {host_of(self._link) or self._link}")
            return
        names = join_names(found.authors, _MAX_SHOWN_AUTHORS)
        self._offer_to_take(
            f"by {names}   {self._fetch_key} notes them", lambda: self._note(found.authors)
        )

    def _note(self, authors: Sequence[str]) -> None:
        self._fields.add_note(join_names(authors, _MAX_NOTED_AUTHORS))
        self._show_line("")

    def _offer_to_take(self, text: str, take: Callable[[], object]) -> None:
        self._show_line(text)
        self._offer = take

    def _stop_spinner(self) -> None:
        if self._spinner_timer is not None:
            self._spinner_timer.stop()
            self._spinner_timer = None

    def _spin(self) -> None:
        place = host_of(self._link) or self._link
        stop = key_display(self.app, "form.close")
        self._show_line(f"{next(self._spinner)} asking {place} for the title   {stop} stops it")

    def _show_line(self, text: str, style: str = "dim") -> None:
        """Show ``text``; whatever was offered is no longer."""
        self._offer = None
        self.set_class(bool(text), "-speaks")
        self.update(apply_theme(styled(display_text(text), style)))


def join_names(names: Sequence[str], most: int) -> str:
    """Return ``names`` as a text: all of them, or the first ``most`` and the count of the rest."""
    rest = len(names) - most
    if rest <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {rest} others"
