"""The saved filters with their counts, one of which is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.tui.dialogs.choice import ChoiceDialog, ChoiceRow, ChoiceRows, row_lines
from logtui.tui.drawing.labels import label_text

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from logtui.tui.background.searcher import Searcher
    from logtui.tui.host import FilterCounts

_MAX_QUERY = 200
"""Characters of a query that are shown."""

_COUNT_CELLS = 7


class FilterDialog(ChoiceDialog):
    """Shows the saved filters; closes with the index of one, as ``ChoiceDialog`` does."""

    def __init__(
        self,
        filters: Mapping[str, str],
        keys: Sequence[str],
        searcher: Searcher,
        scope: Container[int] | None,
    ) -> None:
        """Make the dialog.

        Args:
            filters: The name and the query of each.
            keys: What takes each of them, empty where only the arrows do.
            searcher: Counts what each of them finds.
            scope: Indices of the entries that count; None for all.
        """
        self._searcher = searcher
        self._scope = scope
        self._filters = filters
        self._keys = keys
        super().__init__("Filters", self._filter_rows({}))

    def on_mount(self) -> None:
        """Have the counts looked up."""
        self._searcher.count_filters(self._scope, self)

    def _filter_rows(self, counts: FilterCounts) -> list[ChoiceRow]:
        """Return the rows; the counts are empty as long as they are not known."""
        known = {name: "!" if count is None else str(count) for name, count in counts.items()}
        return [
            ChoiceRow(
                key,
                f"@{name}",
                f"{known.get(name, ''):>{_COUNT_CELLS}}  {label_text(query, _MAX_QUERY)}",
            )
            for key, (name, query) in zip(self._keys, self._filters.items(), strict=True)
        ]

    def show_counts(self, counts: FilterCounts) -> None:
        """Show how many entries each filter finds; None marks one that makes no sense here."""
        for options in self.query(ChoiceRows):
            for number, line in enumerate(row_lines(self._filter_rows(counts))):
                options.replace_option_prompt_at_index(number, line)
