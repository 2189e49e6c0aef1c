"""What an agent reads of a log."""

from __future__ import annotations

import json
import threading
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, TypeAlias

from logtui.config.filters import query_index
from logtui.document import extents
from logtui.document.properties.states import State, entry_state
from logtui.document.properties.tags import entry_tags, title_without_tags
from logtui.document.relations.entry_ids import EntryIds
from logtui.document.relations.references import Mentions
from logtui.document.relations.same_link import link_identity
from logtui.errors import LogtuiError
from logtui.export.characters import clean_lines, one_line
from logtui.export.json_figures import count_records, overview_record
from logtui.privacy import visible_entries
from logtui.search.highlight import highlight_entry
from logtui.search.periods import users_today
from logtui.search.rank import search_index
from logtui.statistics.grouping import count_entries
from logtui.statistics.overview import summarize
from logtui.storage.log_file import identify_file

if TYPE_CHECKING:
    from logtui.document.model import Document, Entry
    from logtui.search.rank import SearchResult
    from logtui.session import Session

Answer: TypeAlias = dict[str, object]
"""An object that goes to an agent."""

CountBy: TypeAlias = Literal["day", "week", "month", "year", "weekday", "kind", "host", "tag"]
ExportFormat: TypeAlias = Literal["bibtex", "csl", "markdown", "digest"]

MAX_HITS = 50
MAX_ANSWER_BYTES = 20_000
_MAX_IDS = 20
_MAX_COUNTS = 200
_MAX_FIGURES = 20
_SNIPPET, _BEFORE_MATCH = 240, 60
_MAX_TITLE = 300
_MAX_URL = 500


class AgentError(LogtuiError):
    """What an agent asks for cannot be answered; the text says what to do."""


class LogView:
    """A log at one moment, as an agent may see it: without what is private."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.entries = visible_entries(document)
        ids = EntryIds(document)
        self.ids = {entry: ids.of(entry) for entry in self.entries}
        self.entries_by_id = {entry_id: entry for entry, entry_id in self.ids.items()}
        self._index = query_index(document)

    def entry(self, entry_id: str) -> Entry:
        """Return the entry that is called ``entry_id``.

        Raises:
            AgentError: There is none.
        """
        try:
            return self.entries_by_id[entry_id]
        except KeyError:
            raise AgentError(
                f"no entry of the log has the id {entry_id[:40]!r}; search for it again"
            ) from None

    @cached_property
    def entries_by_link(self) -> Mapping[str, Sequence[Entry]]:
        """The entries with each link, by what makes it the same, in the order of the log."""
        entries: defaultdict[str, list[Entry]] = defaultdict(list)
        for entry in self.entries:
            if url := self.document.url(entry):
                entries[link_identity(url)].append(entry)
        return entries

    def references(self, entry: Entry) -> list[Entry]:
        """Return the entries that the text of ``entry`` may name by their day, in order."""
        entries = self.document.entries
        targets = {
            target
            for reference in self._mentions.by(bisect_left(entries, entry))
            for target in reference.targets
        }
        return [entries[target] for target in sorted(targets) if entries[target] in self.ids]

    @cached_property
    def _mentions(self) -> Mentions:
        mentions = Mentions(self.document)
        while mentions.advance(1):
            pass
        return mentions

    def version(self, entry: Entry) -> str:
        """Return what changes when the lines of ``entry`` do."""
        text = extents.entry_text(self.document, entry)
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()

    def search(self, query: str) -> tuple[list[Entry], SearchResult]:
        """Return what ``query`` finds, best first, and how.

        Raises:
            AgentError: It makes no sense in this log.
        """
        result = search_index(self._index, query)
        if result is None or result.problem:
            raise AgentError((result and result.problem) or "the query asks for nothing")
        entries = (self.document.entries[number] for number in result.entries)
        return [entry for entry in entries if entry in self.ids], result

    def brief(self, entry: Entry, snippet: str) -> Answer:
        """Return ``entry`` as it stands in a list."""
        document = self.document
        date, kind = document.date(entry), document.kind(entry)
        state = entry_state(document, entry)
        return {
            "id": self.ids[entry],
            "date": date.iso() if date else None,
            "kind": one_line(kind.name or kind.symbol) if kind else None,
            "title": one_line(title_without_tags(document, entry))[:_MAX_TITLE],
            "url": one_line(document.url(entry) or "")[:_MAX_URL] or None,
            **({"state": state} if state else {}),
            "snippet": snippet,
        }

    def snippet(self, entry: Entry, result: SearchResult | None = None) -> str:
        """Return the part of the notes of ``entry`` that was found, or their beginning."""
        notes = self.document.notes(entry) or ""
        ranges = highlight_entry(self.document, entry, result).notes if result else ()
        start = max(ranges[0][0] - _BEFORE_MATCH, 0) if ranges else 0
        return one_line(notes[start : start + _SNIPPET])

    def between(self, since: str, until: str) -> list[Entry]:
        """Return the entries from ``since`` until ``until``, ISO dates as far as they go."""
        entries = []
        for entry in self.entries:
            date = self.document.date(entry)
            iso = (date.iso() if date else None) or ""
            is_late, is_early = iso[: len(since)] >= since, iso[: len(until)] <= until
            if (not since and not until) or (iso and is_late and is_early):
                entries.append(entry)
        return entries


class LogReader:
    """Answers what an agent asks about one log, always as the file is at that moment."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._view: LogView | None = None
        self._lock = threading.Lock()

    def view(self) -> LogView:
        """Return the log as it is now.

        Raises:
            LogtuiError: It cannot be read, or it is not known what of it is private.
        """
        with self._lock:
            identity = identify_file(self.session.path)
            if identity != self.session.identity:
                self.session.reload()
            document = self.session.document
            if self._view is None or self._view.document is not document:
                self._view = LogView(document)
            return self._view

    def search(self, query: str, limit: int = 10, offset: int = 0) -> Answer:
        """Return what ``query`` finds."""
        view = self.view()
        entries, result = view.search(query)
        return page_of(view, entries, limit, offset, result)

    def list_entries(
        self,
        since: str = "",
        until: str = "",
        kind: str = "",
        limit: int = 20,
        offset: int = 0,
        state: State | None = None,
    ) -> Answer:
        """Return the entries of a time, a kind and a state, in the order of the log."""
        view = self.view()
        entries = view.between(since, until)
        if kind:
            wanted = view.document.legend.find_kind(kind)
            if wanted is None:
                names = ", ".join(one_line(kind.name) for kind in view.document.legend.kinds)
                raise AgentError(f"no kind of the log is called {kind[:40]!r}; it has: {names}")
            entries = [entry for entry in entries if view.document.kind(entry) == wanted]
        if state is not None:
            entries = [entry for entry in entries if entry_state(view.document, entry) == state]
        return page_of(view, entries, limit, offset)

    def get(self, ids: Sequence[str], max_chars: int = 4000) -> Answer:
        """Return whole entries."""
        if not 0 < len(ids) <= _MAX_IDS:
            raise AgentError(f"give 1 to {_MAX_IDS} ids")
        view = self.view()
        answers: list[Answer] = []
        left = MAX_ANSWER_BYTES
        for entry in map(view.entry, ids):
            answer = whole_entry(view, entry, max(max_chars, 0))
            left -= answer_size(answer)
            if left < 0 and answers:
                break
            answers.append(answer)
        return {"entries": answers, "left_out": list(ids[len(answers) :])}

    def days(self, since: str = "", until: str = "") -> Answer:
        """Return how many entries each day has, and of which kinds."""
        view = self.view()
        days: dict[str, Counter[str]] = {}
        for entry in view.between(since, until):
            date, kind = view.document.date(entry), view.document.kind(entry)
            iso = (date.iso() if date else None) or "undated"
            days.setdefault(iso, Counter())[one_line(kind.name) if kind else ""] += 1
        shown = list(days.items())[:_MAX_COUNTS]
        return {
            "total": len(days),
            "returned": len(shown),
            "days": {iso: {"count": kinds.total(), "kinds": dict(kinds)} for iso, kinds in shown},
        }

    def stats(self, since: str = "", until: str = "", by: CountBy = "month") -> Answer:
        """Return the figures of `logtui stats --json`, and a count for each value of ``by``."""
        view = self.view()
        document, entries = view.document, view.between(since, until)
        counts = count_records(count_entries(document, entries, by))
        figures = overview_record(document, summarize(document, entries, users_today()), None)
        del figures["comparison"]
        shortened = {
            name: figure[:_MAX_FIGURES] if isinstance(figure, list) else figure
            for name, figure in figures.items()
        }
        return shortened | {
            "by": by,
            "counts": counts[:_MAX_COUNTS],
            "left_out": max(len(counts) - _MAX_COUNTS, 0),
        }

    def export(
        self,
        ids: Sequence[str] = (),
        query: str = "",
        format: ExportFormat = "bibtex",  # noqa: A002 - the name of the argument in the protocol
        limit: int = 20,
    ) -> Answer:
        """Return entries as text, and the titles of works of which authors are not known."""
        from logtui.agents.text_export import exported_text

        view = self.view()
        if bool(ids) == bool(query):
            raise AgentError("give either ids or a query")
        entries = [*map(view.entry, ids)] if ids else view.search(query)[0]
        chosen = entries[: max(min(limit, MAX_HITS), 1)]
        text, missing = exported_text(view.document, view.entries, chosen, format)
        size = len(text.encode())
        if size > MAX_ANSWER_BYTES:
            raise AgentError(f"that is {size} bytes of text; ask for fewer entries")
        return {"text": text, "exported": len(chosen), "total": len(entries), "missing": missing}


def page_of(
    view: LogView,
    entries: Sequence[Entry],
    limit: int,
    offset: int,
    result: SearchResult | None = None,
) -> Answer:
    """Return as many of ``entries`` from ``offset`` on as are asked for and fit an answer."""
    offset = max(offset, 0)
    shown: list[Answer] = []
    left = MAX_ANSWER_BYTES
    for entry in entries[offset : offset + max(min(limit, MAX_HITS), 1)]:
        answer = view.brief(entry, view.snippet(entry, result))
        left -= answer_size(answer)
        if left < 0 and shown:
            break
        shown.append(answer)
    end = offset + len(shown)
    return {
        "total": len(entries),
        "returned": len(shown),
        "next_offset": end if end < len(entries) else None,
        "entries": shown,
    }


def whole_entry(view: LogView, entry: Entry, max_chars: int) -> Answer:
    """Return ``entry`` with its notes, and the ids of those with its link and those it names."""
    document = view.document
    answer = view.brief(entry, "")
    del answer["snippet"]
    notes, url = clean_lines(document.notes(entry) or ""), document.url(entry)
    same_link = view.entries_by_link[link_identity(url)] if url else ()
    thread = [view.ids[other] for other in same_link if other is not entry]
    if tags := entry_tags(document, entry):
        answer["tags"] = [one_line(tag) for tag in tags]
    answer |= {
        "notes": notes[:max_chars],
        "truncated": len(notes) > max_chars,
        "thread": thread[:_MAX_IDS],
        "references": [view.ids[other] for other in view.references(entry)][:_MAX_IDS],
        "version": view.version(entry),
    }
    return answer


def answer_size(answer: object) -> int:
    """Return how many bytes ``answer`` takes."""
    return len(json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace"))
