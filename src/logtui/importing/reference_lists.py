"""Lists of references: BibTeX, which takes a library to read, and RIS."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from logtui.importing.source_item import (
    SourceError,
    SourceItem,
    day_of,
    lines_of,
    one_line_of,
    tags_of,
)

if TYPE_CHECKING:
    from bibtexparser.model import Entry as BibEntry
    from pylatexenc.latex2text import (  # type: ignore[import-untyped]  # it has no types
        LatexNodes2Text,
    )

    from logtui.document.dates.partial import PartialDate

_HEAD = 4096
_BIB_ENTRY = re.compile(r"^\s*@\w+\s*[{(]", re.MULTILINE)
_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - ?(.*)")
_RIS_START = re.compile(r"\s*TY  - ")
_URL_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}")
_DAY_FIELDS = ("date-added", "creationdate", "timestamp", "urldate")
_ACCESSED = re.compile(
    r"(?:last )?(?:accessed|visited|retrieved):?(?: on)? ([^{}]+?)\.?", re.IGNORECASE
)
_SIGN_COMMANDS = re.compile(r"\\text(asciitilde|asciicircum|braceleft|braceright)(?:\{\}|\b ?)")
_FIRST_PLACEHOLDER = 0xE000  # which no text means
_SIGNS = {"asciitilde": "~", "asciicircum": "^", "braceleft": "{", "braceright": "}"}
_BARE_PERCENT = re.compile(r"(?<!\\)%")
_READ_STATES = frozenset({"read", "skimmed"})
_TEXT_FIELDS = ("title", "note", "annote", "keywords")


def is_bibtex(text: str) -> bool:
    """Tell whether ``text`` is a file of BibTeX or BibLaTeX."""
    return _BIB_ENTRY.search(text[:_HEAD]) is not None


def is_ris(text: str) -> bool:
    """Tell whether ``text`` is records of RIS."""
    return _RIS_START.match(text) is not None


def read_bibtex(text: str) -> Iterator[SourceItem]:
    """Yield the entries of a file of BibTeX; one that cannot be read is left out.

    Raises:
        SourceError: The library that reads it is missing.
    """
    try:
        from bibtexparser.entrypoint import parse_string
        from bibtexparser.model import DuplicateBlockKeyBlock, Entry
    except ImportError as error:
        raise SourceError(
            "is BibTeX, which takes one more library: pip install 'logtui[bib]'"
        ) from error
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)
    library = parse_string(text)
    for block in library.blocks:
        entry = block.ignore_error_block if isinstance(block, DuplicateBlockKeyBlock) else block
        if isinstance(entry, Entry):
            yield item_of_bib_entry(entry)


def item_of_bib_entry(entry: BibEntry) -> SourceItem:
    """Return the item that an entry of BibTeX is."""
    fields = {
        name.casefold(): unquoted(str(field.value)) for name, field in entry.fields_dict.items()
    }
    plain = {name: plain_tex(fields.get(name, "")) for name in _TEXT_FIELDS}
    accessed = _ACCESSED.fullmatch(plain["note"].strip())
    days = [*(fields.get(name, "") for name in _DAY_FIELDS), accessed[1] if accessed else ""]
    is_about_link = accessed or _URL_COMMAND.search(fields.get("note", ""))
    notes = [plain["annote"], "" if is_about_link else plain["note"]]
    status = fields.get("readstatus", "")
    return SourceItem(
        title=one_line_of(plain["title"]),
        url=bib_link(fields),
        date=next(filter(None, map(day_of, days)), None),
        tags=tags_of(re.split(r"[,;]", plain["keywords"])),
        notes=lines_of("\n".join(notes)),
        is_unread=bool(status) and status not in _READ_STATES,
    )


def unquoted(value: str) -> str:
    """Return ``value`` without what it stands in; entries with a doubled key still have that."""
    value = value.strip()
    inner = value[1:-1]
    depths = list(accumulate((char == "{") - (char == "}") for char in inner))
    # In {One} and {Two} the first and the last brace are not a pair.
    is_whole = value[:1] + value[-1:] in {"{}", '""'} and min(depths, default=0) >= 0
    return inner if is_whole and len(value) > 1 else value


def bib_link(fields: Mapping[str, str]) -> str:
    """Return where the work is: its page, its DOI, its preprint, or an address in its notes."""
    url, doi, eprint = (_unescaped(fields.get(name, "")) for name in ("url", "doi", "eprint"))
    archive = fields.get("archiveprefix") or fields.get("eprinttype") or ""
    if url:
        return url
    if doi:
        return doi if "://" in doi else f"https://doi.org/{doi}"
    if eprint and archive.casefold() == "arxiv":
        return f"https://arxiv.org/abs/{eprint}"
    for name in ("howpublished", "note"):
        match = _URL_COMMAND.search(fields.get(name, ""))
        if match:
            return _unescaped(match[1])
    return ""


def _unescaped(text: str) -> str:
    return re.sub(r"\\([%&_#~$])", r"\1", text.strip())


def plain_tex(text: str) -> str:
    """Return ``text`` without the commands of TeX; dashes and quotes stay as they are typed."""
    if not re.search(r"[\\{}$~%]", text):
        return text
    try:
        marked = _SIGN_COMMANDS.sub(_placeholder, _BARE_PERCENT.sub(r"\\%", text))
        plain: str = _tex_reader().latex_to_text(marked)
    except (ValueError, IndexError, RecursionError):
        return re.sub(r"[{}]", "", text)
    return plain.translate(
        {_FIRST_PLACEHOLDER + index: sign for index, sign in enumerate(_SIGNS.values())}
    )


def _placeholder(command: re.Match[str]) -> str:
    return chr(_FIRST_PLACEHOLDER + list(_SIGNS).index(command[1]))


@cache
def _tex_reader() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text, get_default_latex_context_db

    context = get_default_latex_context_db().filter_context(
        exclude_categories=["nonascii-specials"]
    )
    return LatexNodes2Text(latex_context=context, math_mode="verbatim")


def read_ris(text: str) -> Iterator[SourceItem]:
    """Yield the records of a file of RIS."""
    values: defaultdict[str, list[str]] = defaultdict(list)
    last: list[str] = []
    for line in text.splitlines():
        match = _RIS_LINE.fullmatch(line)
        if match is None:
            if last and line.strip():  # a long value goes on in the next line
                last[-1] += f"\n{line.strip()}"
            continue
        tag, value = match.groups()
        if tag in {"TY", "ER"}:
            if values:
                yield item_of_record(values)
            values, last = defaultdict(list), []
        else:
            last = values[tag]
            last.append(value.strip())
    if values:
        yield item_of_record(values)


def item_of_record(values: Mapping[str, list[str]]) -> SourceItem:
    """Return the item that a record of RIS is, of which each tag may have several values."""
    doi = _first(values, ("DO",))
    day = _ris_day(values.get("Y2", ())) or _ris_day(values.get("DA", ()))
    return SourceItem(
        title=one_line_of(_first(values, ("TI", "T1", "CT", "BT"))),
        url=_first(values, ("UR", "L1", "L2")) or (f"https://doi.org/{doi}" if doi else ""),
        date=day,
        tags=tags_of(tag for value in values.get("KW", ()) for tag in value.splitlines()),
        notes=lines_of("\n".join(values.get("N1", ()))),
    )


def _first(values: Mapping[str, list[str]], tags: Iterable[str]) -> str:
    return next((value for tag in tags for value in values.get(tag, ()) if value), "")


def _ris_day(values: Iterable[str]) -> PartialDate | None:
    """Return the day in ``2024/12/02/`` or another form; a year alone is none."""
    for value in values:
        parts = [part for part in value.split("/")[:3] if part.strip().isdecimal()]
        if len(parts) > 1 and (day := day_of("-".join(parts))):
            return day
        if day := day_of(value):
            return day
    return None
