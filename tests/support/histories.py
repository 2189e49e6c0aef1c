"""Histories of two machines: a log, what is done to it on either side, and what must come of it.

Both sides work with the program's own edits on copies of one log. What the merge has to hold is
worked out from what was done, not from the texts, so it owes nothing to the merge itself.
"""

from __future__ import annotations

import datetime
import random
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import order
from logtui.document.editing import edits
from logtui.document.editing.draft import Draft, DraftError
from logtui.document.merging.three_way import merge_logs
from logtui.document.reading import parser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document, Entry
    from logtui.document.text.spans import Edit

WORDS = (
    *("sparse", "attention", "for", "patient", "readers", "and", "other", "slow", "machines;"),
    *("a", "survey", "of", "what", "nobody", "kept", "naïve", "“quoted”", "claims,", "café’s"),
    *("ledger", "[sic]", "losses", "(all of them)", "&", "gains"),
)
LINKS = ("https://example.org/paper/", "./notes/", "https://example.net/a_(b)/?q=")


class Said(NamedTuple):
    """What a reader learns from an entry."""

    date: PartialDate | None
    kind: str | None
    title: str
    url: str | None
    notes: tuple[str, ...]


@dataclass
class Notes:
    """What was done to the notes of an entry of the base: to its lines, and below them."""

    lines: dict[int, str | None] = field(default_factory=dict)
    below: list[str] = field(default_factory=list)


class Side:
    """One machine's copy of the log, with every entry known by a name of its own.

    Attributes:
        document: The copy as it stands.
        names: The names of its entries, in the order of the copy.
        notes: What was done to notes, by the entry's name.
        retitled: Entries that are known by their link only.
        relinked: Entries that are known by their title only.
    """

    def __init__(self, document: Document, names: Sequence[str]) -> None:
        self.document = document
        self.names = list(names)
        self.notes: dict[str, Notes] = {}
        self.retitled: set[str] = set()
        self.relinked: set[str] = set()

    def add(self, name: str, draft: Draft) -> bool:
        """Add an entry; tell whether the log takes it."""
        edit = self._edit(lambda: edits.add_draft(self.document, draft))
        if edit is None:
            return False
        after = self._after(edit)
        entry = after.entry_at_line(edits.edited_line_numbers(self.document, edit)[1])
        at = after.entries.index(entry) if entry else 0
        return self._take(after, [*self.names[:at], name, *self.names[at:]])

    def change(self, name: str, **fields: str | None) -> bool:
        """Change a field of an entry; tell whether the log takes it."""
        entry = self.entry(name)
        old = edits.draft_of(self.document, entry)
        if old is None:
            return False
        draft = replace(old, **fields)  # type: ignore[arg-type]  # the fields are texts or None
        edit = self._edit(lambda: edits.change_entry(self.document, entry, draft))
        return edit is not None and self._take(self._after(edit), self.names)

    def retitle(self, name: str, words: str) -> bool:
        """Give an entry another title; one that nothing else makes known keeps its own in it."""
        old = edits.draft_of(self.document, self.entry(name))
        if old is None:
            return False
        if old.url and name not in self.relinked:
            self.retitled.add(name)
            return self.change(name, title=words)
        return self.change(name, title=f"{old.title} {words.split(maxsplit=1)[0]}")

    def relink(self, name: str, url: str) -> bool:
        """Give an entry another link, unless its title is another already."""
        if name in self.retitled:
            return False
        self.relinked.add(name)
        return self.change(name, url=url)

    def change_notes(self, name: str, chance: random.Random, words: str) -> bool:
        """Change, delete or append a line of an entry's notes; tell whether the log takes it."""
        old = edits.draft_of(self.document, self.entry(name))
        done = self.notes.get(name, Notes())
        if old is None or done.below or done.lines:
            return False
        lines = old.notes.split("\n") if old.notes else []
        flat = all(line.startswith("- ") for line in lines)
        what = chance.choice(("append", "change", "delete")) if lines and flat else "append"
        if what == "append":
            new, change = [*lines, f"- {words}"], Notes(below=[f"- {words}"])
        else:
            at = chance.randrange(len(lines))
            line = f"- {words}" if what == "change" else None
            new = [*lines[:at], *([line] if line else []), *lines[at + 1 :]]
            change = Notes({at: line})
        if not (flat and self.change(name, notes="\n".join(new))):
            return False
        self.notes[name] = change
        return True

    def delete(self, name: str) -> None:
        """Delete an entry, unless the log is no log without it."""
        at = self.names.index(name)
        edit = edits.delete_entry(self.document, self.document.entries[at])
        self._take(self._after(edit), [*self.names[:at], *self.names[at + 1 :]])

    def entry(self, name: str) -> Entry:
        """Return the entry of that name."""
        return self.document.entries[self.names.index(name)]

    def said(self) -> dict[str, Said]:
        """Return what each entry says, by name."""
        return dict(zip(self.names, said(self.document), strict=True))

    def _edit(self, make: Callable[[], Edit | None]) -> Edit | None:
        try:
            return make()
        except DraftError:
            return None

    def _after(self, edit: Edit) -> Document:
        return parser.parse_text(edit.apply(self.document.text), self.document.encoding)

    def _take(self, document: Document, names: list[str]) -> bool:
        """Take what an edit led to, unless the log is read in another way since."""
        fits = len(names) == len(document.entries) and order.is_dated(document)
        if fits:
            self.document, self.names = document, names
        return fits


class Expected(NamedTuple):
    """What a merge has to come to.

    Attributes:
        ours: What the result's entries say where every conflict is settled for our side.
        theirs: The same for theirs.
        conflicts: How many entries are in conflict.
    """

    ours: Counter[Said]
    theirs: Counter[Said]
    conflicts: int


@dataclass(frozen=True)
class History:
    """One history: the log and both copies of it."""

    base: Side
    ours: Side
    theirs: Side

    def expected(self) -> Expected:
        """Return what the merge has to come to."""
        base, ours, theirs = self.base.said(), self.ours.said(), self.theirs.said()
        settled: tuple[list[Said], list[Said]] = ([], [])
        conflicts = 0
        for name in dict.fromkeys((*base, *ours, *theirs)):
            own, other = self._entry(name, base.get(name), ours.get(name), theirs.get(name))
            conflicts += own != other
            settled[0].extend([own] if own else [])
            settled[1].extend([other] if other else [])
        return Expected(Counter(settled[0]), Counter(settled[1]), conflicts)

    def _entry(
        self, name: str, base: Said | None, ours: Said | None, theirs: Said | None
    ) -> tuple[Said | None, Said | None]:
        """Return what an entry says with conflicts settled for our side, and for theirs."""
        if ours is None or theirs is None:
            if base is None or ours is None is theirs:
                found = ours or theirs
                return found, found
            if base in (ours, theirs):
                return None, None
            return ours, theirs
        if base is None:
            notes = tuple(dict.fromkeys((*ours.notes, *theirs.notes)))
            return ours._replace(notes=notes), theirs._replace(notes=notes)
        pairs = [
            (theirs[at], theirs[at])
            if ours[at] == base[at]
            else (ours[at], ours[at])
            if theirs[at] == base[at]
            else (ours[at], theirs[at])
            for at in range(4)
        ]
        own, other = self._notes(name, base.notes)
        mine = Said(pairs[0][0], pairs[1][0], pairs[2][0], pairs[3][0], own)  # type: ignore[arg-type]  # in the order of the fields
        yours = Said(pairs[0][1], pairs[1][1], pairs[2][1], pairs[3][1], other)  # type: ignore[arg-type]  # the same
        return mine, yours

    def _notes(self, name: str, base: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the lines of an entry's notes, settled for our side and for theirs."""
        ours = self.ours.notes.get(name, Notes())
        theirs = self.theirs.notes.get(name, Notes())
        settled: tuple[list[str], list[str]] = ([], [])
        for at, line in enumerate(base):
            own = ours.lines.get(at, theirs.lines.get(at, line))
            other = theirs.lines.get(at, ours.lines.get(at, line))
            settled[0].extend([own] if own is not None else [])
            settled[1].extend([other] if other is not None else [])
        below = [*ours.below, *theirs.below]
        return (*settled[0], *below), (*settled[1], *below)


def said(document: Document) -> list[Said]:
    """Return what each entry of ``document`` says."""
    found = []
    for entry in document.entries:
        kind, notes = document.kind(entry), document.notes(entry)
        found.append(
            Said(
                document.date(entry),
                kind.symbol if kind else None,
                document.title(entry),
                document.url(entry),
                tuple(notes.split("\n")) if notes else (),
            )
        )
    return found


def disorder(document: Document) -> tuple[int, int]:
    """Return how many dates are doubled, and how many days are on the wrong side of the next."""
    dates = [day.date for day in document.days if day.date]
    grows = order.direction(document)
    keys = [tuple(part or 0 for part in date) for date in dates]
    wrong = sum((a > b) if grows > 0 else (a < b) for a, b in pairwise(keys))
    return len(dates) - len(set(dates)), wrong


def faults(history: History) -> list[str]:
    """Return what is wrong with the merge of ``history``; empty where it is right."""
    expected = history.expected()
    base = history.base.document
    found = merge_logs(base, history.ours.document, history.theirs.document)
    wrong = []
    most = expected.conflicts
    # A day that one side deleted as a whole is one conflict with all that the other changed in it.
    if not min(most, 1) <= len(found.conflicts) <= most:
        wrong.append(f"{len(found.conflicts)} conflicts instead of {most}")
    ours = found.resolved_text([conflict.ours for conflict in found.conflicts])
    theirs = found.resolved_text([conflict.theirs for conflict in found.conflicts])
    for name, text, wanted in (("ours", ours, expected.ours), ("theirs", theirs, expected.theirs)):
        after = parser.parse_text(text, base.encoding)
        have = Counter(said(after))
        wrong += [f"{name}: missing {entry}" for entry in (wanted - have).elements()]
        wrong += [f"{name}: too much {entry}" for entry in (have - wanted).elements()]
        if not is_orderly(history, after):
            wrong.append(f"{name}: a day is doubled or out of order")
    return wrong


def is_orderly(history: History, merged: Document) -> bool:
    """Tell whether no more days are doubled or out of order than were in the copies."""
    copies = [disorder(side.document) for side in (history.base, history.ours, history.theirs)]
    worst = (max(each) for each in zip(*copies, strict=True))
    return all(one <= most for one, most in zip(disorder(merged), worst, strict=True))


def histories(document: Document, count: int, seed: int) -> Iterator[History]:
    """Yield ``count`` histories of ``document``, the same ones for the same ``seed``."""
    chance = random.Random(seed)  # noqa: S311  # a history is no secret
    names = [f"base {number}" for number in range(len(document.entries))]
    for _ in range(count):
        yield history(Side(document, names), chance)


def history(base: Side, chance: random.Random) -> History:
    """Return one history of ``base``: each side adds, changes and deletes one to five times."""
    ours, theirs = Side(base.document, base.names), Side(base.document, base.names)
    shared = [_draft(base.document, chance) for _ in range(2)]
    likely = [*chance.sample(base.names, min(2, len(base.names))), *base.names[:2]]
    for letter, side in (("o", ours), ("t", theirs)):
        for number in range(chance.randint(1, 5)):
            _step(side, f"{letter}{number}", likely, shared, chance)
    return History(base, ours, theirs)


def _step(
    side: Side, name: str, likely: Sequence[str], shared: Sequence[Draft], chance: random.Random
) -> None:
    """Do one thing to a copy, often to an entry that the other side may touch as well."""
    words = _words(chance)
    known = likely if chance.random() < 0.7 else side.names
    left = [one for one in known if one in side.names and one[0] != "s"]
    what = chance.choices(("add", "same", "title", "url", "notes", "delete"), (8, 2, 3, 2, 4, 2))[0]
    if what == "same":
        number = chance.randrange(len(shared))
        if f"s{number}" not in side.names:
            notes = chance.choice(("", f"- {words}", shared[number].notes))
            side.add(f"s{number}", replace(shared[number], notes=notes))
    elif what == "add" or not left:
        side.add(name, _draft(side.document, chance))
    elif what == "title":
        side.retitle(chance.choice(left), words)
    elif what == "url":
        side.relink(chance.choice(left), _link(chance))
    elif what == "notes":
        side.change_notes(
            chance.choice([one for one in left if one[0] == "b"] or left), chance, words
        )
    else:
        side.delete(chance.choice(left))


def _draft(document: Document, chance: random.Random) -> Draft:
    """Return a new entry, mostly for the day behind the newest one, which is today."""
    known = [first for day in document.days if day.date and (first := day.date.first_day())]
    date = max(known, default=None)
    if date:
        date += datetime.timedelta(days=chance.choice((1, 1, 1, 1, 0, 2, -3, -400)))
    kind = chance.choice((None, *document.legend.kinds))
    notes = "\n".join(f"- {_words(chance)}" for _ in range(chance.randrange(3)))
    return Draft(_words(chance), chance.choice((None, _link(chance))), kind, date, notes)


def _words(chance: random.Random) -> str:
    return " ".join((*chance.sample(WORDS, 4), str(chance.randrange(10**6))))


def _link(chance: random.Random) -> str:
    return f"{chance.choice(LINKS)}{chance.randrange(10**6)}"
