"""The line of a form that fetches a title for its link, and says how that goes."""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from textual.widgets import Static

from logtui.document.text.links import host
from logtui.fetch.http import FetchError
from logtui.tui.bindings import key_of
from logtui.tui.drawing.labels import shown
from logtui.tui.drawing.styles import named, themed

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from textual.timer import Timer
    from textual.worker import Worker

    from logtui.fetch.http import Found

    Fetch = Callable[[str], Awaitable[Found]]
    """Gives the title and authors of a link, or raises a ``FetchError``."""

_TURN = 0.1
"""Seconds between two pictures of the spinner."""

_SPINNER = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_SHOWN_AUTHORS = 3
_NOTED_AUTHORS = 20
_SHOWN_TITLE = 60


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


async def fetched(url: str) -> Found:
    """Return the title and authors of ``url``, from the network."""
    from logtui.fetch.titles import fetch

    return await fetch(url)


class TitleFetch(Static):
    """Fetches a title, one at a time, and offers what the form may take of it.

    A title that the user typed is never replaced unasked: what was found is offered then, and
    taken with the key that fetched it. So are the authors, since notes hold the user's own words.
    """

    DEFAULT_CSS = """
    TitleFetch { height: 1; padding: 0 0 0 8; display: none; text-wrap: nowrap; }
    TitleFetch.-speaks { display: block; }
    """

    def __init__(self, fields: Fields, fetch: Fetch = fetched) -> None:
        """Make the line; it is not there as long as it has nothing to say.

        Args:
            fields: What it reads and fills.
            fetch: What gives the title.
        """
        super().__init__()
        self._fields = fields
        self._fetch = fetch
        self._worker: Worker[None] | None = None
        self._turning: Timer | None = None
        self._turn = cycle(_SPINNER)
        self._link = ""
        self._filled = ""
        self._offer: Callable[[], object] | None = None

    @property
    def is_fetching(self) -> bool:
        """Whether an answer is awaited."""
        return self._worker is not None and not self._worker.is_finished

    @property
    def filled(self) -> str:
        """The title that was filled in last; empty where none was."""
        return self._filled

    @property
    def _key(self) -> str:
        """What the key that calls ``go_on`` is called."""
        return key_of(self.app, "form.fetch")

    def go_on(self) -> None:
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
            self._say("give a link first: its title is fetched from there", "error")
            return
        self._spin()
        self._turning = self.set_interval(_TURN, self._spin)
        self._worker = self.run_worker(self._ask(self._link), group="fetch", exclusive=True)

    def stop(self) -> bool:
        """Give up the fetch that goes on and every offer; tell whether one went on."""
        went_on = self.is_fetching
        if self._worker is not None:
            self._worker.cancel()
            self._worker = None
        self._rest()
        self._say("")
        return went_on

    def link_changed(self) -> None:
        """Give up what belongs to another link than the one in the form."""
        if self._link != self._fields.link().strip():
            self.stop()

    async def _ask(self, link: str) -> None:
        try:
            found = await self._fetch(link)
        except FetchError as error:
            self._rest()
            self._say(str(error), "error")
            return
        self._rest()
        if link == self._fields.link().strip():
            self._arrive(found)
        else:
            self._say("")

    def _arrive(self, found: Found) -> None:
        """Fill in the title where that loses nothing, else offer it."""
        if self._fields.title().strip() in ("", self._filled, found.title):
            self._fill(found)
            return
        title = shown(found.title, _SHOWN_TITLE)
        self._propose(f"found: {title}   {self._key} takes it", lambda: self._fill(found))

    def _fill(self, found: Found) -> None:
        if self._fields.title() != found.title:
            self._fields.put_title(found.title)
        self._filled = found.title
        if not found.authors:
            self._say(f"title from {host(self._link) or self._link}")
            return
        names = listed(found.authors, _SHOWN_AUTHORS)
        self._propose(f"by {names}   {self._key} notes them", lambda: self._note(found.authors))

    def _note(self, authors: Sequence[str]) -> None:
        self._fields.add_note(listed(authors, _NOTED_AUTHORS))
        self._say("")

    def _propose(self, text: str, take: Callable[[], object]) -> None:
        self._say(text)
        self._offer = take

    def _rest(self) -> None:
        if self._turning is not None:
            self._turning.stop()
            self._turning = None

    def _spin(self) -> None:
        place = host(self._link) or self._link
        stop = key_of(self.app, "form.close")
        self._say(f"{next(self._turn)} asking {place} for the title   {stop} stops it")

    def _say(self, text: str, style: str = "dim") -> None:
        """Show ``text``; whatever was offered is no longer."""
        self._offer = None
        self.set_class(bool(text), "-speaks")
        self.update(themed(named(shown(text), style)))


def listed(names: Sequence[str], most: int) -> str:
    """Return ``names`` as a text: all of them, or the first ``most`` and the count of the rest."""
    rest = len(names) - most
    if rest <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {rest} others"
