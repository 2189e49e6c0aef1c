"""The first line of an entry: kind, title and link written so that they read back as typed.

What is typed is tried as it stands, then with more and more escapes; the first line that the
parser reads as exactly what was typed is the one that is written.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import entry_parts
from logtui.document.editing import style
from logtui.document.editing.draft import Draft, DraftError, kind_symbol
from logtui.document.properties.tags import title_parts
from logtui.document.reading.lone_entry import read_changed_entry, read_new_entry
from logtui.document.text import links, markdown
from logtui.document.text.safe import VARIATION_SELECTOR
from logtui.document.text.spans import Edit, Span, combine_edits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.legend import Legend
    from logtui.document.model import Document, Entry
    from logtui.document.text.links import Link


_BRACKETS = re.compile(r"([\[\]\\])")
_INLINE_MARKUP = re.compile(r"([\[\]\\`*_~<>&!])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_BLOCK_START = re.compile(r"\s*(?:[-+*#>|=~<]|\d{1,9}[.)](?:\s|$))")
_LIST_NUMBER = re.compile(r"^(\d{1,9})([.)])")


class LineReading(NamedTuple):
    """What a reader takes the first line of an entry for.

    Attributes:
        symbol: What names its kind; None where nothing does.
        title: The title without markup.
        url: The target of its link; None without one.
    """

    symbol: str | None
    title: str
    url: str | None


def new_first_line(document: Document, draft: Draft, bullet: str, index: int) -> str:
    """Return the first line of a new entry that begins with ``bullet``.

    Entries near ``index`` tell what stands between symbol and title. A title that holds the link
    already is Markdown and stays as typed.

    Raises:
        DraftError: There is no line that reads back as the draft.
    """
    symbol = kind_symbol(draft.kind, document.legend)
    head = bullet + (symbol_with_gap(document, index, symbol) if symbol else "")
    link = links.first_link(draft.title)
    if link and links.unescape_target(link.target.of(draft.title)) == draft.url:
        wanted = LineReading(symbol, markdown.plain_text(draft.title), draft.url)
        if is_read_as(head + draft.title, wanted, document.legend):
            return head + draft.title
    wanted = LineReading(symbol, draft.title.strip(), draft.url)
    titles = title_spellings(draft.title)
    if not symbol and not draft.url and _BLOCK_START.match(draft.title):
        titles = [title for title in titles if title != draft.title]
    # Reading a line takes far longer than to see which spellings say the title at all.
    titles.sort(key=lambda title: markdown.plain_text(title.strip()) != wanted.title)
    for title, target in product(titles, target_spellings(draft.url)):
        line = head + title_with_link(title, target)
        if is_read_as(line, wanted, document.legend):
            return line
    raise first_line_error(head, wanted, document.legend)


def title_in_form(document: Document, entry: Entry) -> str:
    """Return the title of ``entry`` as a form shows it: in one line, and without escapes.

    Those stay that would not come back as they are. The tags that it ends in are left out.
    """
    is_quoted = ">" in document.bullet(entry).of(document.text)
    title = title_parts(document, entry).title.of(document.text)
    raw = entry_parts.joined_lines(title, is_quoted=is_quoted)
    plain = markdown.plain_text(raw)
    return plain if "\\" in raw and raw in title_spellings(plain) else raw


def symbol_with_gap(document: Document, index: int, symbol: str) -> str:
    """Return ``symbol`` and what stands between it and a title near ``index``."""
    gap = style.gap_after_symbol(document, index, symbol)
    return symbol + (gap or (" " if symbol[-1].isalnum() else ""))


def title_with_link(title: str, target: str | None) -> str:
    """Return ``title`` as a link to ``target``; as it is where there is none, or both are one."""
    if target is None:
        return title.strip()
    return target if title == target else f"[{title}]({target})"


def title_spellings(title: str) -> list[str]:
    """Return ways to write ``title``, from none to all of its punctuation escaped."""
    return [
        title,
        _LIST_NUMBER.sub(r"\1\\\2", title.strip()),
        _PUNCTUATION.sub(r"\\\1", title.strip()[:1]) + title.strip()[1:],
        _BRACKETS.sub(r"\\\1", title),
        _INLINE_MARKUP.sub(r"\\\1", title),
        _PUNCTUATION.sub(r"\\\1", title),
    ]


def target_spellings(url: str | None) -> list[str | None]:
    """Return ways to write ``url`` as the target of a link; None for no link."""
    if url is None:
        return [None]
    escaped = re.sub(r"([\\()<>\[\]`])", r"\\\1", url.replace("&", "&amp;"))
    without_brackets = re.sub(r"([\\()\[\]`])", r"\\\1", url)
    return list(dict.fromkeys((url, f"<{url}>", without_brackets, escaped, f"<{escaped}>")))


def read_first_line(line: str, legend: Legend, marker: str = "") -> LineReading:
    """Return what the first ``line`` of an entry says, after the day's ``marker`` in its line."""
    return _reading_of(*read_new_entry(line, legend, marker))


def _reading_of(document: Document, entry: Entry) -> LineReading:
    symbol = document.parts(entry).symbol
    return LineReading(
        symbol.of(document.text) if symbol else None, document.title(entry), document.url(entry)
    )


def read_changed_head(document: Document, entry: Entry, head: str) -> LineReading:
    """Return what ``head`` says in the place of the first paragraph of ``entry``."""
    return _reading_of(*read_changed_entry(document, entry, head))


def is_read_as(line: str, wanted: LineReading, legend: Legend) -> bool:
    """Tell whether the first ``line`` of an entry reads as ``wanted``."""
    return is_same_reading(read_first_line(line, legend), wanted)


def is_same_reading(reading: LineReading, wanted: LineReading) -> bool:
    """Tell whether ``reading`` is what was ``wanted``.

    A symbol that is none of the log's is a part of the title to a reader.
    """
    if reading.url != wanted.url:
        return False
    if _without_selector(reading.symbol) == _without_selector(wanted.symbol):
        return reading.title == wanted.title
    if wanted.symbol is None or reading.symbol is not None:
        return False
    rest = reading.title.removeprefix(wanted.symbol)
    return rest != reading.title and rest.lstrip(" :：–—-") == wanted.title


def _without_selector(symbol: str | None) -> str | None:
    return symbol and symbol.replace(VARIATION_SELECTOR, "")


def first_line_error(head: str, wanted: LineReading, legend: Legend) -> DraftError:
    """Return the error for the first part of ``wanted`` that no line after ``head`` gives back."""
    if wanted.symbol and not is_read_as(head + "x", LineReading(wanted.symbol, "x", None), legend):
        return DraftError(
            "kind",
            f"{wanted.symbol} in front of a title does not read back as a kind; use another",
            starts_as_typed=True,
        )
    if wanted.url and not any(
        is_read_as(f"{head}[x]({target})", LineReading(wanted.symbol, "x", wanted.url), legend)
        for target in target_spellings(wanted.url)
    ):
        return DraftError("url", "this link cannot be written in Markdown so that it reads back")
    link = links.first_link(wanted.title)
    if not wanted.symbol and read_first_line(head + wanted.title, legend).symbol:
        problem = "the title begins with what names a kind; give that as the kind instead"
    elif link and links.unescape_target(link.target.of(wanted.title)) != wanted.url:
        problem = "the title holds a link that is not the entry's; make it that, or take it out"
    else:
        problem = (
            "this title would not read back as typed; leave out brackets, asterisks and the like"
        )
    return DraftError("title", problem)


class _OldLine(NamedTuple):
    """The first line of an entry as it stands; all spans and offsets count from its beginning.

    Attributes:
        text: The line.
        bullet_end: Where its bullet ends.
        symbol: What names the kind; None where nothing does.
        content: Where title and link begin.
        title: The title, without the tags that it ends in.
        tags: These tags as they stand, and what stands before them; empty without any.
        link: The link; None without one.
    """

    text: str
    bullet_end: int
    symbol: Span | None
    content: int
    title: Span
    tags: str
    link: Link | None

    @classmethod
    def of(cls, document: Document, entry: Entry) -> _OldLine:
        """Return the first line of ``entry``."""
        text = first_line_span(document, entry).of(document.text)
        parts = document.parts(entry)
        bullet_end = parts.bullet.end - entry.span.start
        kind = entry_parts.leading_kind(text, bullet_end, document.legend)
        content = kind[2] if kind else bullet_end
        title, tags = title_parts(document, entry)
        title = title.shift(-entry.span.start)
        link = links.first_link(text, content)
        return cls(text, bullet_end, kind and kind[1], content, title, tags.of(document.text), link)

    @property
    def raw_title(self) -> str:
        """The title with its markup."""
        return self.title.of(self.text)

    @property
    def joined_title(self) -> str:
        """The title with its markup, in one line."""
        is_quoted = ">" in self.text[: self.bullet_end]
        return entry_parts.joined_lines(self.raw_title, is_quoted=is_quoted)

    @property
    def before_title(self) -> str:
        """What stands between the head of the line and the title."""
        return self.text[self.content : self.title.start]

    @property
    def after_title(self) -> str:
        """What stands after the title."""
        return self.text[self.title.end :]

    @property
    def target(self) -> str | None:
        """The target of the link as it is written; None without a link."""
        return _target_span(self.text, self.link).of(self.text) if self.link else None

    @property
    def is_link(self) -> bool:
        """Whether the title is the label or the target of the link."""
        return self.link is not None and self.title in (self.link.label, self.link.target)

    @property
    def has_link_inside(self) -> bool:
        """Whether the link is only a part of the title."""
        return self.link is not None and not self.is_link and self.title.holds(self.link.span)

    def content_with(self, title: str, target: str | None) -> str:
        """Return what follows the head of the line, with this title and a link to ``target``."""
        link = self.link
        if link is None:
            is_unchanged = target is None and title == self.raw_title
            new = title if is_unchanged else title_with_link(title, target)
            return self.before_title + new + self.after_title
        if self.has_link_inside:
            new = title if target == self.target else _replace_link_target(title, target)
            return self.before_title + new + self.after_title
        edits = [Edit(self.title, title), _target_edit(self.text, link, target)]
        if self.is_link and (target is None or link.label == link.target):
            edits = [Edit(link.span, title_with_link(title, target))]
        return combine_edits(self.text, edits).apply(self.text)[self.content :]


def changed_first_line(document: Document, entry: Entry, draft: Draft, old: Draft) -> str:
    """Return the first line of ``entry`` with the kind, title and link of ``draft``.

    ``old`` is the draft that the entry gives as it stands; what is the same in both stays.

    Raises:
        DraftError: There is no line that reads back as the draft.
    """
    line = _OldLine.of(document, entry)
    if old.url and line.link is None:
        if (draft.title, draft.url, draft.kind) == (old.title, old.url, old.kind):
            return line.text
        raise DraftError("url", "the link of this entry stands below it; edit its lines")
    symbol = kind_symbol(draft.kind, document.legend)
    bullet = line.text[: line.bullet_end]
    if symbol == kind_symbol(old.kind, document.legend):
        head = line.text[: line.content]
    elif symbol is None:
        head = bullet
    elif line.symbol:
        head = bullet + symbol + line.text[line.symbol.end : line.content]
    else:
        head = bullet + symbol_with_gap(document, style.entry_index(document, entry), symbol)
    tags = " ".join(line.tags.split())
    for title, content in _content_options(line, draft, old):
        wanted = LineReading(symbol, title, draft.url)
        reading = read_changed_head(document, entry, head + content)
        if tags:  # the blanks before them are of neither
            wanted = wanted._replace(title=f"{title.rstrip()} {tags}")
            reading = reading._replace(
                title=" ".join(reading.title.rsplit(maxsplit=tags.count(" ") + 1))
            )
        if is_same_reading(reading, wanted):
            return head + content
    raise first_line_error(head, LineReading(symbol, draft.title, draft.url), document.legend)


def first_line_span(document: Document, entry: Entry) -> Span:
    """Return where the lines with the entry's title stand, or what of them is the entry's."""
    return Span(entry.span.start, document.head_end(entry))


def _content_options(line: _OldLine, draft: Draft, old: Draft) -> Iterator[tuple[str, str]]:
    """Yield ways to write what follows the head, each with the title that it has to give.

    A link in the middle of a title that is gone from the new one becomes the link of all of it. A
    title that is Markdown already stays Markdown.
    """
    has_same_title, has_same_url = draft.title == old.title, draft.url == old.url
    is_markdown = (
        old.title == line.joined_title and markdown.plain_text(old.title) != old.title.strip()
    )
    targets = [line.target] if has_same_url else target_spellings(draft.url)
    spellings = title_spellings(draft.title)
    if (
        line.has_link_inside
        and draft.url
        and not has_same_title
        and not links.first_link(draft.title)
    ):
        options = [(title, draft.title.strip()) for title in spellings]
        if is_markdown:
            options.insert(0, (draft.title, markdown.plain_text(draft.title)))
        all_targets = dict.fromkeys((*targets, *target_spellings(draft.url)))
        for (title, expected_title), target in product(options, all_targets):
            link = title_with_link(title, target)
            yield expected_title, line.before_title + link + line.after_title
        return
    if has_same_title or is_markdown:
        title = line.raw_title if has_same_title else draft.title
        spellings = [title]
        if line.has_link_inside and not has_same_url:
            title = _replace_link_target(title, draft.url)
        is_quoted = ">" in line.text[: line.bullet_end]
        expected_title = markdown.plain_text(entry_parts.joined_lines(title, is_quoted=is_quoted))
    else:
        expected_title = draft.title.strip()
        old_spellings = title_spellings(old.title)
        if line.joined_title in old_spellings:
            spellings.insert(0, spellings[old_spellings.index(line.joined_title)])
    for title, target in product(spellings, targets):
        yield expected_title, line.content_with(title, target)


def _replace_link_target(title: str, target: str | None) -> str:
    """Return the Markdown ``title`` with its link to ``target``; without it if that is None."""
    link = links.first_link(title)
    return _target_edit(title, link, target).apply(title) if link else title


def _target_edit(line: str, link: Link, target: str | None) -> Edit:
    """Return the edit of ``line`` that leads ``link`` to ``target``; to its label if None."""
    if target is None:
        return Edit(link.span, link.label.of(line))
    return Edit(_target_span(line, link), target)


def _target_span(line: str, link: Link) -> Span:
    """Return where the target of ``link`` stands, angle brackets included."""
    start, end = link.target
    is_angled = link.label != link.target and line[start - 1 : start] == "<"
    return Span(start - is_angled, end + is_angled)
