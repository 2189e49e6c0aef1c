"""Going from entry to entry: along the same link, after a reference, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.tui.selection import same_entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.model import Document
    from logtui.tui.background.relater import Relations
    from logtui.tui.main_screen import WalkingScreen

_MOST_PLACES = 100
"""Places that can be returned to."""


class Place(NamedTuple):
    """Where the reader was.

    Attributes:
        entry: The entry that was selected.
        scope: The key of the dates that were shown.
        query: What was looked for; empty where nothing was.
    """

    entry: int
    scope: tuple[int | str, ...]
    query: str


class Walker:
    """Follows what belongs together, and remembers the way."""

    def __init__(self, screen: WalkingScreen) -> None:
        """Make the walker of ``screen``, whose selection it moves."""
        self._screen = screen
        self._way: list[Place] = []
        self._document: Document = screen.document
        self._arrived: int | None = None
        self._in_thread = False

    # What the keys do

    def step(self, step: int) -> None:
        """Go to the next later entry with the same link, or to an earlier one."""
        found = self._here()
        if found is None:
            return
        relations, entry = found
        place = relations.place(entry)
        if place is None:
            url = relations.document.url(relations.document.entries[entry])
            self._say("no other entry has this link" if url else "this entry has no link")
            return
        target = place.beside(step)
        if target is None:
            end = "latest" if step > 0 else "earliest"
            self._say(f"this is the {end} of {len(place.thread)} with this link")
            return
        # A walk along one thread is returned from at once, to where it began.
        goes_on = self._in_thread and self._arrived == entry and bool(self._way)
        self.go(target, remember=not goes_on)
        self._in_thread = True

    def follow(self) -> None:
        """Go to what the entry refers to; to what mentions it where it refers to nothing."""
        found = self._here()
        if found is None:
            return
        relations, entry = found
        references = relations.references(entry)
        targets = [target for reference in references for target in reference.targets]
        heading = "Refers to" if targets else "Mentioned by"
        self._choose(heading, list(dict.fromkeys(targets or relations.mentioning(entry))))

    def follow_reference(self, number: int) -> None:
        """Go to what one of the references of the entry means, the first being number 0."""
        found = self._here()
        if found is not None:
            references = found[0].references(found[1])[number : number + 1]
            self._choose("Refers to", references[0].targets if references else ())

    def back(self) -> None:
        """Return to where the reader came from."""
        self._keep_up()
        if self._way:
            self._return_to(self._way.pop())
        else:
            self._say("there is nowhere to return to")

    def step_back(self) -> bool:
        """Return to the dates or the search that were left to get to where the reader still is.

        Tell whether there was such a way.
        """
        self._keep_up()
        left = [at for at, place in enumerate(self._way) if place.scope or place.query]
        if not left or self._screen.selected != self._arrived:
            return False
        place = self._way[left[-1]]
        del self._way[left[-1] :]
        self._return_to(place)
        return True

    def go(self, entry: int, *, remember: bool = True) -> None:
        """Go to ``entry``, also where the dates or the search shown have to be left for that."""
        self._keep_up()
        here = self._place()
        if remember and here is not None and here.entry != entry:
            self._way = [*self._way, here][-_MOST_PLACES:]
        self._in_thread = False
        self._arrived = entry
        self._screen.show_entry(entry)

    # Where the reader is

    def _here(self) -> tuple[Relations, int] | None:
        """Return the relations and the selected entry; None, with a word, as long as unknown."""
        screen = self._screen
        self._keep_up()
        if screen.selected is None:
            return None
        relations = screen.relations
        if relations is None or relations.document is not self._document:
            self._say("the links are still being compared; try again in a moment")
            return None
        return relations, screen.selected

    def _place(self) -> Place | None:
        screen = self._screen
        if screen.view is None or screen.selected is None:
            return None
        answer = screen.view.answer
        query = answer.question.query if answer else ""
        return Place(screen.selected, screen.view.scope.key, query)

    def _keep_up(self) -> None:
        """Find the entries of the way in the document as it is now."""
        old, new = self._document, self._screen.document
        if old is new:
            return
        self._document = new
        self._arrived = same_entry(old, self._arrived, new)
        now = [(same_entry(old, place.entry, new), place) for place in self._way]
        self._way = [place._replace(entry=entry) for entry, place in now if entry is not None]

    def _return_to(self, place: Place) -> None:
        self._in_thread = False
        self._arrived = place.entry
        self._screen.show_place(place)

    # What the reader is asked and told

    def _choose(self, heading: str, targets: Sequence[int]) -> None:
        """Go to the only one of ``targets``, or to the one that the reader picks."""
        if not targets:
            self._say("this entry refers to no other")
        elif len(targets) == 1:
            self.go(targets[0])
        else:
            self._pick(heading, targets)

    def _pick(self, heading: str, targets: Sequence[int]) -> None:
        from logtui.tui.dialogs.choice import Choice, Row, numbers

        relations, document = self._screen.relations, self._document
        if relations is None:
            return
        here = self._screen.selected
        year = None if here is None else relations.year(here)
        labels = [relations.label(target, year) for target in targets]
        rows = [
            Row(key, label, "") for key, label in zip(numbers(len(labels)), labels, strict=True)
        ]

        def chosen(index: int | None) -> None:
            if index is not None:
                target = same_entry(document, targets[index], self._screen.document)
                if target is not None:
                    self.go(target)

        self._screen.app.push_screen(Choice(heading, rows), chosen)

    def _say(self, words: str) -> None:
        self._screen.notify(words, markup=False, timeout=4)
