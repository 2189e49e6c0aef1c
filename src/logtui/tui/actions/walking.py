"""Going from entry to entry: along the same link, after a reference, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.tui.host import Location
from logtui.tui.selection import same_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.model import Document
    from logtui.tui.host import Host
    from logtui.tui.log_relations import Relations

_MAX_HISTORY = 100
"""Places that can be returned to."""


class Navigator:
    """Follows what belongs together, and remembers the way."""

    def __init__(self, host: Host) -> None:
        """Make what moves the selection of ``host``."""
        self._host = host
        self._history: list[Location] = []
        self._document: Document = host.document
        self._last_target: int | None = None
        self._in_thread = False

    # What the keys do

    def step(self, step: int) -> None:
        """Go to the next later entry with the same link, or to an earlier one."""
        selection = self._selected_entry()
        if selection is None:
            return
        relations, entry = selection
        place = relations.thread_position(entry)
        if place is None:
            url = relations.document.url(relations.document.entries[entry])
            self._host.report("no other entry has this link" if url else "this entry has no link")
            return
        target = place.neighbour(step)
        if target is None:
            end = "latest" if step > 0 else "earliest"
            self._host.report(f"this is the {end} of {len(place.thread)} with this link")
            return
        # A walk along one thread is returned from at once, to where it began.
        is_same_walk = self._in_thread and self._last_target == entry and bool(self._history)
        self.go(target, remember=not is_same_walk)
        self._in_thread = True

    def follow(self) -> None:
        """Go to what the entry refers to; to what mentions it where it refers to nothing."""
        selection = self._selected_entry()
        if selection is None:
            return
        relations, entry = selection
        references = relations.references(entry)
        targets = [target for reference in references for target in reference.targets]
        heading = "Refers to" if targets else "Mentioned by"
        self._go_to_one_of(
            heading, list(dict.fromkeys(targets or relations.entries_mentioning(entry)))
        )

    def follow_reference(self, number: int) -> None:
        """Go to what one of the references of the entry means, the first being number 0."""
        selection = self._selected_entry()
        if selection is not None:
            relations, entry = selection
            references = relations.references(entry)[number : number + 1]
            self._go_to_one_of("Refers to", references[0].targets if references else ())

    def back(self) -> None:
        """Return to where the reader came from."""
        self._update_history()
        if self._history:
            self._return_to(self._history.pop())
        else:
            self._host.report("there is nowhere to return to")

    def step_back(self) -> bool:
        """Return to the dates or the search that were left to get to where the reader still is.

        Tell whether there was such a way.
        """
        self._update_history()
        indices = [index for index, place in enumerate(self._history) if place.scope or place.query]
        if not indices or self._host.selected != self._last_target:
            return False
        place = self._history[indices[-1]]
        del self._history[indices[-1] :]
        self._return_to(place)
        return True

    def go(self, entry: int, *, remember: bool = True) -> None:
        """Go to ``entry``, also where the dates or the search shown have to be left for that."""
        self._update_history()
        view, selected = self._host.view, self._host.selected
        if remember and view and selected is not None and selected != entry:
            query = view.answer.question.query if view.answer else ""
            here = Location(selected, view.scope.key, query)
            self._history = [*self._history, here][-_MAX_HISTORY:]
        self._in_thread = False
        self._last_target = entry
        self._host.show_entry(entry)

    # Where the reader is

    def _selected_entry(self) -> tuple[Relations, int] | None:
        """Return the relations and the selected entry; None, with a word, as long as unknown."""
        host = self._host
        self._update_history()
        if host.selected is None:
            return None
        relations = host.relations
        if relations is None or relations.document is not self._document:
            self._host.report("the links are still being compared; try again in a moment")
            return None
        return relations, host.selected

    def _update_history(self) -> None:
        """Find the entries of the way in the document as it is now."""
        old, new = self._document, self._host.document
        if old is new:
            return
        self._document = new
        self._last_target = same_entry(old, self._last_target, new)
        now = [(same_entry(old, place.entry, new), place) for place in self._history]
        self._history = [place._replace(entry=entry) for entry, place in now if entry is not None]

    def _return_to(self, place: Location) -> None:
        self._in_thread = False
        self._last_target = place.entry
        self._host.show_location(place)

    # What the reader is asked and told

    def _go_to_one_of(self, heading: str, targets: Sequence[int]) -> None:
        """Go to the only one of ``targets``, or to the one that the reader picks."""
        if not targets:
            self._host.report("this entry refers to no other")
            return
        if len(targets) == 1:
            self.go(targets[0])
            return
        relations = self._host.relations
        if relations is not None:
            here = self._host.selected
            year = None if here is None else relations.year(here)
            labels = [relations.label(target, year) for target in targets]
            self.choose(heading, self._document, targets, labels)

    def choose(
        self, heading: str, document: Document, targets: Sequence[int], labels: Sequence[str]
    ) -> None:
        """Let the reader pick one of ``targets``, and go there.

        Args:
            heading: What they are; safe to show.
            document: The log that they are of, as it is or was.
            targets: Indices of its entries.
            labels: What each of them is called; safe to show.
        """
        from logtui.tui.dialogs.choice import ChoiceDialog, ChoiceRow, number_keys

        rows = [
            ChoiceRow(key, label, "")
            for key, label in zip(number_keys(len(labels)), labels, strict=True)
        ]

        def chosen(index: int | None) -> None:
            if index is not None:
                target = same_entry(document, targets[index], self._host.document)
                if target is not None:
                    self.go(target)

        self._host.app.push_screen(ChoiceDialog(heading, rows), chosen)
