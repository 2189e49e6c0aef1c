"""Saved filters: looking through what one finds, and saving what is looked for as one more."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from logtui.config.filter_saving import save_filter
from logtui.config.loading import config_path, load_config
from logtui.search.brackets import without_saved_filters
from logtui.tui.bindings import key_display
from logtui.tui.dialogs.filter_menu import FilterDialog
from logtui.tui.dialogs.line import LineDialog, use_line
from logtui.tui.panes.filter_lines import FIRST_FILTERS
from logtui.tui.view import searched_entries

if TYPE_CHECKING:
    from logtui.tui.background.background_host import BackgroundHost
    from logtui.tui.panes.bars import SearchBar
    from logtui.tui.panes.date_pane import DatePane


class FilterActions:
    """Uses the saved filters of the user, and adds to them."""

    def __init__(self, host: BackgroundHost, bar: SearchBar, dates: DatePane) -> None:
        """Make the actions of a screen.

        Args:
            host: The screen that shows the log.
            bar: Where its queries are typed.
            dates: Where the filters stand above the dates.
        """
        self._dates = dates
        self._host = host
        self._bar = bar

    async def use(self, command: str, number: int) -> None:
        """Do what the table of keys or the palette calls ``command``."""
        match command:
            case "filters":
                await self.choose_filter()
            case "filter":
                await self.use_filter(number)
            case "outside":
                await self.search_outside()
            case "save search":
                await self.save_search()

    async def choose_filter(self) -> None:
        """Show the filters with how many entries each finds, and use the one that is taken."""
        filters = self._host.filters
        if not filters:
            self._host.report(
                "there are no saved filters; the palette saves what is looked for as one"
            )
            return
        keys = [key_display(self._host.app, f"screen.filter_{n + 1}") for n in range(FIRST_FILTERS)]
        keys = [*keys, *[""] * len(filters)][: len(filters)]
        view = self._host.view
        scope = searched_entries(view.document, view.scope) if view else None
        dialog = FilterDialog(filters, keys, self._host.threads.searcher, scope)
        number = await self._host.ask(dialog)
        if number is not None:
            await self.use_filter(number)

    async def use_filter(self, number: int) -> None:
        """Look through what the filter ``number`` finds, by the words that are typed already."""
        names = list(self._host.filters)
        if number < len(names):
            words = without_saved_filters(self._bar.query_text, self._host.filters)
            await self._bar.show_query(f"@{names[number]} {words}")
        elif not names:
            await self.choose_filter()

    async def search_outside(self) -> None:
        """Look for the same words outside of the saved filters that are named."""
        words = without_saved_filters(self._bar.query_text, self._host.filters)
        if words != self._bar.query_text.strip():
            await self._bar.show_query(words)

    async def save_search(self) -> None:
        """Save what is looked for as a filter, under a name that the user gives."""
        query = self._bar.query_text.strip()
        if not query:
            self._host.report("nothing is looked for; search first, then save that")
            return
        path = config_path()

        def save(name: str) -> str:
            name = name.removeprefix("@")
            save_filter(path, name, query)
            return name

        dialog = partial(LineDialog, "Save this search as", "papers-2024")
        name = await use_line(self._host, dialog, save)
        if name is None:
            return
        config = await asyncio.to_thread(load_config)
        self._host.filters = config.filters
        self._bar.use_filters(config.filters)
        if config.panes.filters:
            self._dates.filters = config.filters
            self._host.threads.searcher.count_filters(None, self._dates)
        await self._bar.show_query(f"@{name} ")
        self._host.report(f"saved as @{name} in {path}")
