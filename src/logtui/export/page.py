"""Entries as one page of HTML that needs nothing else: no other file, no server, no script."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections import Counter
from html import escape
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from logtui import __version__
from logtui.document.dates.names import MONTHS
from logtui.document.properties.tags import entry_tags, title_without_tags
from logtui.document.relations.entry_ids import EntryIds
from logtui.document.text.urls import host_of
from logtui.document.text.wording import counted_noun
from logtui.export.activity_map import activity_svg
from logtui.export.characters import one_line
from logtui.export.listing import undated_heading
from logtui.export.notes_html import link_html, notes_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from logtui.document.model import Document, Entry

_HEAD = """\
<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '{style_hash}'; \
script-src '{script_hash}'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="logtui {version}">
<link rel="icon" href="data:,">
<title>{title}</title>{feed}
<style>{style}</style>
</head>
<body>
<a class="skip" href="#entries">Skip to the entries</a>
<header>
<h1>{title}</h1>
<p class="counts">{counts}</p>
{map}
<form class="filter" role="search" hidden>
<label for="filter">Filter</label>
<input id="filter" type="search" autocomplete="off" aria-describedby="matches">
<p id="matches" aria-live="polite"></p>
</form>
{years}</header>
<main id="entries">
"""

_FOOT = """\
</main>
<script>{script}</script>
</body>
</html>
"""


class PageOptions(NamedTuple):
    """How a page is made.

    Attributes:
        title: Its title.
        language: The language of it, as HTML names it; empty for that of the log's months.
        base_url: What relative links start from.
        feed_url: Where the feed of it is; empty without one.
        is_fragment: Whether only what goes into another page is wanted: no head, style and script.
    """

    title: str = "Reading"
    language: str = ""
    base_url: str = ""
    feed_url: str = ""
    is_fragment: bool = False


def page_text(document: Document, entries: Sequence[Entry], options: PageOptions) -> str:
    """Return the page of ``entries``, in their order."""
    years = list(dict.fromkeys(filter(None, (_year(document, entry) for entry in entries))))
    sections = list(day_sections(document, entries, options, years))
    if options.is_fragment:
        return "".join(sections)
    style = files("logtui.export").joinpath("page.css").read_text(encoding="utf-8")
    script = files("logtui.export").joinpath("page.js").read_text(encoding="utf-8")
    feed = (
        f'\n<link rel="alternate" type="application/atom+xml" href="{escape(options.feed_url)}">'
        if options.feed_url
        else ""
    )
    items = "".join(f'<li><a href="#y{year}">{year}</a></li>' for year in years)
    head = _HEAD.format(
        language=escape(options.language or month_language(document)),
        style_hash=_source_hash(style),
        script_hash=_source_hash(script),
        version=__version__,
        title=escape(one_line(options.title)),
        feed=feed,
        style=style,
        counts=escape(_counts(document, entries)),
        map=activity_svg(document, entries),
        years=f'<nav aria-label="Years"><ul>{items}</ul></nav>\n' if len(years) > 1 else "",
    )
    return "".join([head, *sections, _FOOT.format(script=script)])


def month_language(document: Document) -> str:
    """Return the language in which most months of ``document`` are named; English without any."""
    words = [
        document.text[day.span.start + start : day.span.start + end].casefold()
        for day in document.days
        for name, start, end in (day.reading.fields if day.reading else ())
        if name == "name"
    ]
    counts = {
        language: sum(map(months.casefold().split().__contains__, words))
        for language, months in MONTHS.items()
    }
    return max(counts, key=counts.__getitem__).partition("-")[0]


def _source_hash(source: str) -> str:
    return f"sha256-{b64encode(hashlib.sha256(source.encode()).digest()).decode()}"


def day_sections(
    document: Document, entries: Iterable[Entry], options: PageOptions, years: Sequence[str]
) -> Iterator[str]:
    """Yield a section for each day, and the heading of each year where there are several."""
    ids = EntryIds(document)
    used: Counter[str] = Counter()
    year = None
    for _, group in groupby(entries, key=lambda entry: entry.day):
        day_entries = list(group)
        date = document.date(day_entries[0])
        day = (date.partial_iso() if date else None) or "undated"
        if len(years) > 1 and (new_year := _year(document, day_entries[0])) and new_year != year:
            year = new_year
            used[f"y{year}"] += 1
            yield f'<h2 class="year" id="{_numbered(f"y{year}", used)}">{year}</h2>\n'
        used[day] += 1
        heading = f'<time datetime="{day}">{day}</time>'
        if date is None:
            heading = escape(undated_heading(document, day_entries[0].day))
        yield f'<section data-day="{day}"><h2 id="{_numbered(day, used)}">{heading}</h2>\n'
        for entry in day_entries:
            yield entry_article(document, entry, ids.of(entry), options)
        yield "</section>\n"


def _numbered(name: str, used: Counter[str]) -> str:
    return name if used[name] == 1 else f"{name}-{used[name]}"


def entry_article(document: Document, entry: Entry, entry_id: str, options: PageOptions) -> str:
    """Return ``entry`` as a part of the page that a link can lead to."""
    url, title = one_line(document.url(entry) or ""), one_line(title_without_tags(document, entry))
    kind = document.kind(entry)
    name, symbol = (one_line(kind.name), one_line(kind.symbol)) if kind else ("", "")
    host = one_line(host_of(url))
    shown_symbol = f'<span aria-hidden="true">{escape(symbol)}</span> ' if name else escape(symbol)
    tags = " ".join(f"#{one_line(tag)}" for tag in entry_tags(document, entry))
    about = " · ".join(filter(None, (shown_symbol + escape(name), escape(host), escape(tags))))
    notes = document.notes(entry)
    return "".join(
        [
            f'<article id="e-{entry_id.replace("#", "-")}" data-kind="{escape(name or symbol)}">',
            f"<h3>{link_html(url, title or url or '(no title)', options.base_url)}</h3>",
            f'<p class="k">{about}</p>' if about else "",
            notes_html(notes, options.base_url) if notes else "",
            "</article>\n",
        ]
    )


def _year(document: Document, entry: Entry) -> str:
    date = document.date(entry)
    return f"{date.year}" if date and date.year else ""


def _counts(document: Document, entries: Sequence[Entry]) -> str:
    days = len({entry.day for entry in entries if document.date(entry)})
    on_days = f" on {counted_noun(days, 'day')}" if days else ""
    return f"{counted_noun(len(entries), 'entry')}{on_days}"
