"""What several commands share: options, the kind that a word names, and what is printed."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from logtui.commands.console.output import prepare_output
from logtui.commands.console.progress import open_session
from logtui.commands.log_argument import add_log_argument
from logtui.document import entry_parts
from logtui.document.text import lines
from logtui.document.text.diff import unified_lines
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.safe import safe_text
from logtui.errors import LogtuiError
from logtui.system.process import OutputError, print_message, results_to_output

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from logtui.document.legend import Kind
    from logtui.document.model import Document
    from logtui.document.text.spans import Edit
    from logtui.log_writes import Receipt
    from logtui.session import Session


def add_entry_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the log and the line that name an entry to be written."""
    add_log_argument(parser)
    add_line_option(parser)


def add_line_option(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the line that names an entry."""
    parser.add_argument(
        "--line",
        type=parse_line_number,
        required=True,
        metavar="N",
        help="any line of the entry, counted from 1",
    )


def add_dry_run_option(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the option that only shows what would be written."""
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="print what would change, as a unified diff, and write nothing",
    )


def add_in_place_option(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the option that agrees to writing into the file itself."""
    parser.add_argument(
        "--in-place",
        action="store_true",
        help="where the file cannot be replaced by a new one (it has hard links, or its folder"
        " takes no new file), write into it; its old content is kept for `logtui undo` first",
    )


def open_to_write(args: argparse.Namespace) -> Session:
    """Open the log of ``args``, to be written in place where the options agree to that.

    Raises:
        StorageError: The log cannot be read.
    """
    session = open_session(args.file)
    session.in_place = args.in_place
    return session


def parse_line_number(word: str) -> int:
    """Return the 1-based line that ``word`` names.

    Raises:
        argparse.ArgumentTypeError: It is not a number, or not one that a line has.
    """
    number = parse_whole_number(word)
    if number < 1:
        raise argparse.ArgumentTypeError(f"lines are counted from 1, not {number}")
    return number


def parse_whole_number(word: str) -> int:
    """Return the number that ``word`` is.

    Raises:
        argparse.ArgumentTypeError: It is not a whole number.
    """
    try:
        return int(word)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{word!r} is not a whole number") from error


class UnknownKindError(LogtuiError):
    """A word does not name a kind of the log; the text names those that there are.

    Attributes:
        is_near: Whether one of them is spelled much like the word.
    """

    def __init__(self, message: str, *, is_near: bool) -> None:
        super().__init__(message)
        self.is_near = is_near


def add_new_kind_option(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the option that takes a kind as it is typed."""
    parser.add_argument(
        "--new-kind",
        action="store_true",
        help="take K as it is, also where it is spelled much like a kind of the log",
    )


_MIN_SIMILARITY = 65
_MAX_LISTED_KINDS = 12
_BULLET = "- "
_LABEL_MARKS = "*_`: "


def find_kind(document: Document, word: str) -> Kind:
    """Return the kind of ``document`` that has ``word`` for its symbol or among its names.

    A log without a legend names its kinds in the entries themselves.

    Raises:
        UnknownKindError: There is none.
    """
    kind = document.legend.find_kind(word)
    if kind is not None:
        return kind
    kinds_of_entries = filter(None, map(document.kind, document.entries))
    kinds = dict.fromkeys((*document.legend.kinds, *kinds_of_entries))
    wanted = word.strip().casefold()
    for kind in kinds:
        spellings = (kind.symbol, repair_for_display(kind.symbol), kind.name, _kind_label(kind))
        if wanted and wanted in map(str.casefold, spellings):
            return kind
    raise _unknown_kind(word, kinds)


def kind_to_write(document: Document, args: argparse.Namespace) -> Kind | str | None:
    """Return what the kind of ``args`` puts before a title: a kind, or a mark that is not a word.

    A text that reads back as a kind where it stands, like ``**Talk:**``, is one, unless it is
    spelled much like a kind that the log has.

    Raises:
        UnknownKindError: It is a word that does not name a kind of ``document``, and would only
            become the beginning of the title; or it is near one that does.
    """
    text = args.kind.strip() if args.kind else ""
    if args.new_kind or not any(char.isalnum() for char in text):
        return document.legend.find_kind(text) or text or None
    try:
        return find_kind(document, text)
    except UnknownKindError as error:
        read = entry_parts.leading_kind(f"{_BULLET}{text} x", len(_BULLET), document.legend)
        if not error.is_near and read and read[1].end == len(_BULLET) + len(text):
            return text
        hint = f"{error}; --new-kind takes {text!r} as it is"
        raise UnknownKindError(hint, is_near=error.is_near) from error


def _kind_label(kind: Kind) -> str:
    return " ".join(filter(None, map(repair_for_display, kind)))


def _unknown_kind(word: str, kinds: Iterable[Kind]) -> UnknownKindError:
    from rapidfuzz import fuzz, process

    labels = list(map(_kind_label, kinds))
    if not labels:
        return UnknownKindError(
            f"no kind of this log is called {word!r}; it has none", is_near=False
        )
    match = process.extractOne(
        word.casefold().strip(_LABEL_MARKS),
        [part for label in labels for part in re.findall(r"[^\W\d_]{3,}", label)],
        scorer=fuzz.ratio,
        processor=str.casefold,
        score_cutoff=_MIN_SIMILARITY,
    )
    question = f", did you mean {match[0]!r}? It" if match else "; it"
    more = "; …" if len(labels) > _MAX_LISTED_KINDS else ""
    return UnknownKindError(
        f"no kind of this log is called {word!r}{question}"
        f" has: {'; '.join(labels[:_MAX_LISTED_KINDS])}{more}",
        is_near=match is not None,
    )


_NO_NEWLINE_AT_END = "\\ No newline at end of file"


def print_lines(texts: Iterable[str]) -> None:
    """Print each of ``texts`` as a line: made safe for a terminal, with its own bytes elsewhere.

    Raises:
        OutputError: They could not be printed.
    """
    if sys.stdout.isatty():
        texts = (safe_text(text.removesuffix("\r").expandtabs(lines.TAB)) for text in texts)
    with results_to_output():
        prepare_output(on_undecodable="surrogateescape")
        for text in texts:
            sys.stdout.write(f"{text}\n")


def report_lines(texts: Iterable[str]) -> None:
    """Print what was written to a file, as ``print_lines`` does.

    The file is written by then: a script that took an output that fails for a write that failed
    would write once more. So this only says so.
    """
    try:
        print_lines(texts)
    except OutputError as error:
        print_message(f"it is done, but {error}")


def print_warnings(warnings: Iterable[str]) -> None:
    """Print on standard error what did not work besides the saving itself."""
    for warning in warnings:
        print_message(warning)


def print_receipt(path: Path, receipt: Receipt | None, verb: str = "") -> None:
    """Print in one line what was done to the log at ``path``; ``verb`` stands before it."""
    if receipt is None:
        print_message("nothing is different, nothing is written")
        return
    report_lines([f"{path}: {verb}{receipt}"])
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


def print_dry_run(path: Path, document: Document, edit: Edit | None) -> None:
    """Print what ``edit`` would change in ``document``, the log at ``path``, as a unified diff."""
    if edit is not None:
        print_lines(text_diff(document.text, edit.apply(document.text), path))


def text_diff(old: str, new: str, path: Path) -> Iterator[str]:
    """Yield the lines of the unified diff that makes ``new`` of ``old``, texts of one log."""
    for line in unified_lines(lines.split(old), lines.split(new), str(path)):
        yield line.removesuffix("\n")
        if not line.endswith(("\n", "\r")):
            yield _NO_NEWLINE_AT_END
