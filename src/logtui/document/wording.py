"""The first line of an entry: kind, title and link written so that they read back as typed.

What is typed is tried as it stands, then with more and more escapes; the first line that the
reader of entries takes for exactly what was typed is the one that is written.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import drafts, links, markup, neighbours
from logtui.document.drafts import Draft, DraftError
from logtui.document.encoding import Encoding
from logtui.document.model import Day, Document, Entry
from logtui.document.text import Span

if TYPE_CHECKING:
    from logtui.document.legend import Legend

_BRACKETS = re.compile(r"([\[\]\\])")
_INLINE = re.compile(r"([\[\]\\`*_~<>&!])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BLOCK = re.compile(r"\s*(?:[-+*#>|=~<]|\d{1,9}[.)](?:\s|$))")
_COUNT = re.compile(r"^(\d{1,9})([.)])")
_SELECTOR = "\ufe0f"


class Reading(NamedTuple):
    """What a reader takes the first line of an entry for.

    Attributes:
        symbol: What names its kind; None where nothing does.
        title: The title without markup.
        url: The target of its link; None without one.
    """

    symbol: str | None
    title: str
    url: str | None


def first_line(document: Document, draft: Draft, bullet: str, index: int) -> str:
    """Return the first line of a new entry that begins with ``bullet``.

    Entries near ``index`` tell what stands between symbol and title. A title that holds the link
    already is Markdown and stays as typed.

    Raises:
        DraftError: There is no line that reads back as the draft.
    """
    symbol = drafts.symbol(draft.kind, document.legend)
    head = bullet + (with_gap(document, index, symbol) if symbol else "")
    link = links.first(draft.title)
    if link and links.unescaped(link.target.of(draft.title)) == draft.url:
        line, wanted = head + draft.title, Reading(symbol, markup.plain(draft.title), draft.url)
        if is_read(line, wanted, document.legend):
            return line
    wanted = Reading(symbol, draft.title.strip(), draft.url)
    options = titles(draft.title)
    if not symbol and not draft.url and _BLOCK.match(draft.title):
        options = [option for option in options if option != draft.title]
    for title, target in product(options, targets(draft.url)):
        line = head + linked(title, target)
        if is_read(line, wanted, document.legend):
            return line
    raise refusal(head, wanted, document.legend)


def shown_title(raw: str) -> str:
    """Return the title ``raw`` as a form shows it: without escapes where they would come back."""
    plain = markup.plain(raw)
    return plain if "\\" in raw and raw in titles(plain) else raw


def with_gap(document: Document, index: int, symbol: str) -> str:
    """Return ``symbol`` and what stands between it and a title near ``index``."""
    gap = neighbours.gap_behind_symbol(document, index, symbol)
    return symbol + (gap or (" " if symbol[-1].isalnum() else ""))


def linked(title: str, target: str | None) -> str:
    """Return ``title`` as a link to ``target``; an address that is its own title as it is."""
    if target is None:
        return title.strip()
    return target if title == target else f"[{title}]({target})"


def titles(title: str) -> list[str]:
    """Return ways to write ``title``, from none to all of its punctuation escaped."""
    return [
        title,
        _COUNT.sub(r"\1\\\2", title.strip()),
        _PUNCTUATION.sub(r"\\\1", title.strip()[:1]) + title.strip()[1:],
        _BRACKETS.sub(r"\\\1", title),
        _INLINE.sub(r"\\\1", title),
        _PUNCTUATION.sub(r"\\\1", title),
    ]


def targets(url: str | None) -> list[str | None]:
    """Return ways to write ``url`` as the target of a link; None for no link."""
    if url is None:
        return [None]
    escaped = re.sub(r"([\\()<>\[\]`])", r"\\\1", url.replace("&", "&amp;"))
    options = (
        url,
        f"<{url}>",
        re.sub(r"([\\()\[\]`])", r"\\\1", url),
        escaped,
        f"<{escaped}>",
    )
    return list(dict.fromkeys(options))


def read(line: str, legend: Legend, marker: str = "") -> Reading:
    """Return what the first ``line`` of an entry says, with the ``marker`` in front of it."""
    start = len(marker)
    whole = Span(0, start + len(line))
    days = (Day(whole, Span(0, start), None, None, 0, 1),)
    entry = Entry(Span(start, whole.end), 0)
    document = Document(marker + line, Encoding(), legend, days, (entry,))
    symbol = document.parts(entry).symbol
    return Reading(
        symbol.of(document.text) if symbol else None, document.title(entry), document.url(entry)
    )


def is_read(line: str, wanted: Reading, legend: Legend, marker: str = "") -> bool:
    """Tell whether the first ``line`` of an entry behind ``marker`` reads as ``wanted``.

    A symbol that is none of the log's is a part of the title to a reader.
    """
    found = read(line, legend, marker)
    if found.url != wanted.url:
        return False
    if _bare(found.symbol) == _bare(wanted.symbol):
        return found.title == wanted.title
    if wanted.symbol is None or found.symbol is not None:
        return False
    rest = found.title.removeprefix(wanted.symbol)
    return rest != found.title and rest.lstrip(" :：–—-") == wanted.title


def _bare(symbol: str | None) -> str | None:
    return symbol and symbol.replace(_SELECTOR, "")


def refusal(head: str, wanted: Reading, legend: Legend) -> DraftError:
    """Return the error for the first part of ``wanted`` that no line behind ``head`` gives back."""
    if wanted.symbol and not is_read(head + "x", Reading(wanted.symbol, "x", None), legend):
        return DraftError(
            "kind",
            f"{wanted.symbol} in front of a title does not read back as a kind; use another.",
        )
    if wanted.url and not any(
        is_read(f"{head}[x]({target})", Reading(wanted.symbol, "x", wanted.url), legend)
        for target in targets(wanted.url)
    ):
        return DraftError("url", "This link cannot be written in Markdown so that it reads back.")
    return DraftError("title", _about_title(head, wanted, legend))


def _about_title(head: str, wanted: Reading, legend: Legend) -> str:
    """Return why no line gives the title back, and what to do."""
    if not wanted.symbol and read(head + wanted.title, legend).symbol:
        return "The title begins with what names a kind; give that as the kind instead."
    link = links.first(wanted.title)
    if link and links.unescaped(link.target.of(wanted.title)) != wanted.url:
        return "The title holds a link that is not the entry's; make it that, or take it out."
    return "This title would not read back as typed; leave out brackets, asterisks and the like."
