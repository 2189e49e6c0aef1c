"""The options that several commands share: the entry that is meant, and how it is written."""

from __future__ import annotations

import argparse
import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.output import prepare_output
from logtui.document import entry_parts
from logtui.document.editing.draft import DraftError
from logtui.document.text import lines
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.safe import safe_text
from logtui.errors import EncodingError, LogtuiError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from logtui.document.legend import Kind
    from logtui.document.model import Document
    from logtui.document.text.spans import Edit
    from logtui.session import Receipt


def add_entry_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the log and the line that name an entry."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the log")
    parser.add_argument(
        "--line",
        type=parse_line_number,
        required=True,
        metavar="N",
        help="any line of the entry, counted from 1",
    )


def add_in_place_option(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the option by which the user agrees to writing into the file itself."""
    parser.add_argument(
        "--in-place",
        action="store_true",
        help="where the file cannot be replaced by a new one (it has hard links, or its folder"
        " takes no new file), write into it; its old content is kept for `logtui undo` first",
    )


def parse_line_number(word: str) -> int:
    """Return the line that ``word`` names.

    Raises:
        argparse.ArgumentTypeError: It is no number, or none that a line has.
    """
    number = parse_whole_number(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"lines are counted from 1, not {number}")
    return number


def parse_whole_number(word: str) -> int:
    """Return the number that ``word`` is.

    Raises:
        argparse.ArgumentTypeError: It is none.
    """
    try:
        return int(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{word!r} is no whole number") from error


class UnknownKindError(LogtuiError):
    """A word names no kind of the log; the text names those that there are."""


_MIN_SIMILARITY = 65
_MAX_LISTED_KINDS = 12
_BULLET = "- "


def find_kind(document: Document, word: str) -> Kind:
    """Return the kind of ``document`` that has ``word`` for its symbol or among its names.

    A log without a legend names its kinds in the entries themselves.

    Raises:
        UnknownKindError: There is none.
    """
    kind = document.legend.find_kind(word)
    if kind is not None:
        return kind
    kinds = dict.fromkeys((*document.legend.kinds, *_kinds_of_entries(document)))
    wanted = word.strip().casefold()
    for kind in kinds:
        said = (kind.symbol, repair_for_display(kind.symbol), kind.name, _kind_label(kind))
        if wanted and wanted in map(str.casefold, said):
            return kind
    raise UnknownKindError(_unknown_kind_message(word, kinds))


def kind_to_write(document: Document, word: str | None) -> Kind | str | None:
    """Return what ``word`` puts in front of a title: a kind, or a mark that is no word.

    A text that reads back as a kind where it stands, like ``**Talk:**``, is one.

    Raises:
        UnknownKindError: It is a word that names no kind of ``document``, and would only become
            the beginning of the title.
    """
    text = word.strip() if word else ""
    if not any(char.isalnum() for char in text):
        return document.legend.find_kind(text) or text or None
    read = entry_parts.leading_kind(f"{_BULLET}{text} x", len(_BULLET), document.legend)
    if read and read[1].end == len(_BULLET) + len(text):
        return text
    return find_kind(document, text)


def _kinds_of_entries(document: Document) -> Iterable[Kind]:
    """Return the kinds that entries name themselves, in their order."""
    return dict.fromkeys(kind for entry in document.entries if (kind := document.kind(entry)))


def _kind_label(kind: Kind) -> str:
    """Return the symbol and the name of ``kind``."""
    return " ".join(filter(None, map(repair_for_display, kind)))


def _unknown_kind_message(word: str, kinds: Iterable[Kind]) -> str:
    """Return why ``word`` names none of ``kinds``, with what would."""
    shown = list(map(_kind_label, kinds))
    if not shown:
        return f"no kind of this log is called {word!r}; it has none"
    more = "; …" if len(shown) > _MAX_LISTED_KINDS else ""
    near = _nearest_kind_word(word, shown)
    meant = f", did you mean {near!r}?" if near else ";"
    begin = "It" if near else "it"
    return (
        f"no kind of this log is called {word!r}{meant}"
        f" {begin} has: {'; '.join(shown[:_MAX_LISTED_KINDS])}{more}"
    )


def _nearest_kind_word(word: str, shown: Iterable[str]) -> str | None:
    """Return the word of the kinds ``shown`` that ``word`` is probably a slip for."""
    from rapidfuzz import fuzz, process

    words = [known for text in shown for known in re.findall(r"[^\W\d_]{3,}", text)]
    found = process.extractOne(
        word.casefold(),
        words,
        scorer=fuzz.ratio,
        processor=str.casefold,
        score_cutoff=_MIN_SIMILARITY,
    )
    return found[0] if found else None


_NO_NEWLINE_AT_END = "\\ No newline at end of file"


def print_lines(texts: Iterable[str]) -> None:
    """Print each of ``texts`` as a line: made safe for a terminal, with its own bytes elsewhere.

    The log is written by then, so an output that takes nothing more is no reason to fail.
    """
    prepare_output(errors="surrogateescape")
    shown = _terminal_line if sys.stdout.isatty() else str
    try:
        for text in texts:
            sys.stdout.write(shown(text) + "\n")
        sys.stdout.flush()
    except OSError:
        # What could not be written would be tried once more when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_warnings(warnings: Iterable[str]) -> None:
    """Print what did not work beside the saving itself."""
    for warning in warnings:
        sys.stderr.write(f"logtui: {safe_text(warning)}\n")


def print_receipt(path: Path, receipt: Receipt | None, verb: str = "") -> None:
    """Print in one line what was done to the log at ``path``; ``verb`` stands in front of it."""
    if receipt is None:
        print_warnings(["nothing is different, nothing is written"])
        return
    print_lines([f"{path}: {verb}{receipt}"])
    print_warnings(receipt.warnings)


def written_lines(path: Path, receipt: Receipt) -> list[str]:
    """Return where something was written, as ``research-log.md:10-11``, and the lines themselves.

    Blank lines around them are left out.
    """
    texts = [text for _, text in lines.iter_lines(receipt.document.text)]
    first, last = receipt.line - 1, receipt.line + receipt.added - 2
    while first < last and not texts[first].strip():
        first += 1
    while last > first and not texts[last].strip():
        last -= 1
    numbers = f"{first + 1}-{last + 1}" if last > first else f"{first + 1}"
    return [f"{path}:{numbers}", *texts[first : last + 1]]


def edit_diff(document: Document, edit: Edit, path: Path) -> Iterator[str]:
    """Return the lines of the unified diff of what ``edit`` does to the log at ``path``."""
    return text_diff(document.text, edit.apply(document.text), path)


def text_diff(old: str, new: str, path: Path) -> Iterator[str]:
    """Yield the lines of the unified diff that makes ``new`` of ``old``, texts of one log."""
    from difflib import unified_diff

    for line in unified_diff(_lines_with_ends(old), _lines_with_ends(new), str(path), str(path)):
        yield line.removesuffix("\n")
        if not line.endswith(("\n", "\r")):
            yield _NO_NEWLINE_AT_END


def _lines_with_ends(text: str) -> list[str]:
    """Return the lines of ``text``, each with its end."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def _terminal_line(text: str) -> str:
    return safe_text(text.removesuffix("\r").expandtabs(lines.TAB))


@contextmanager
def in_lower_case(*typed: str | None) -> Iterator[None]:
    """Raise what the block refuses without the capital and the full stop of a sentence.

    Args:
        typed: What the user gave; a refusal that begins with it begins as it was typed.
    """
    try:
        yield
    except (DraftError, EncodingError) as error:
        words = str(error).removesuffix(".")
        begins = (text.strip() for text in typed if text and not text.isspace())
        if not words.startswith(tuple(begins)):
            words = words[:1].lower() + words[1:]
        raise LogtuiError(words) from error
