"""Add an entry to a log, at the end of its day's list; a new day goes to its place by date."""

from __future__ import annotations

import datetime
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from logtui.commands.common import (
    UnknownKindError,
    add_in_place_option,
    edit_diff,
    in_lower_case,
    kind_to_write,
    print_lines,
    print_warnings,
    written_lines,
)
from logtui.commands.manual import DATE_HELP, ManualPage
from logtui.commands.progress import open_session, show_progress
from logtui.document.editing.draft import Draft, guess_kind, split_title_and_link
from logtui.document.editing.operations import AddEntry, operation_label
from logtui.document.editing.typed_date import default_date, read_date

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from logtui.document.dates.partial import PartialDate
    from logtui.document.legend import Kind
    from logtui.document.model import Document
    from logtui.document.text.spans import Edit


PAGE = ManualPage(
    notes=f"""\
{DATE_HELP}

Newline, bullet, indent, date style, blank lines and order are copied from the neighbours; no other
byte of the file changes. Printed is where the entry is and what was written. What could not be
read back as it is typed is refused, with the reason.""",
    examples=(
        (
            "logtui add research-log.md 'Attention' --url https://arxiv.org/abs/1706.03762",
            "an entry of today; the kind is guessed from the link",
        ),
        ("logtui add research-log.md '[A talk](https://youtu.be/x)' --kind video", "both in one"),
        ("logtui add research-log.md 'An idea' --date yesterday --note 'try it'", "with a note"),
        ("logtui add research-log.md 'An idea' --dry-run", "only see what would change"),
    ),
    files=("state",),
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Name the options of ``logtui add``."""
    parser.add_argument("file", type=Path, metavar="FILE", help="the log")
    parser.add_argument(
        "title",
        nargs="?",
        metavar="TITLE",
        help="the title; it may be left out where U is [title](link)",
    )
    parser.add_argument("--url", metavar="U", help="the link (default: none)")
    parser.add_argument(
        "--kind",
        metavar="K",
        help="a symbol or word of the legend; any other text stands in front of the title, such as"
        " 🎧 or **Talk:**; left out, it is guessed from the link where other entries tell",
    )
    parser.add_argument(
        "--date",
        metavar="D",
        help="the date (default: today)",
    )
    parser.add_argument(
        "--note",
        action="append",
        default=[],
        metavar="TEXT",
        help="a note; may be repeated, and indented lines of one TEXT are nested",
    )
    parser.add_argument(
        "--dry-run",
        action="store_true",
        help="print what would change, as a unified diff, and write nothing",
    )
    add_in_place_option(parser)
    parser.set_defaults(refuse=parser.error)


def run(args: argparse.Namespace) -> int:
    """Add the entry.

    Raises:
        LogtuiError: It cannot be written as it is typed, or the log cannot be saved.
    """
    title, url = _title_and_link(args)
    if title is None:
        refuse: Callable[[str], NoReturn] = args.refuse
        refuse("TITLE is missing")
    session = open_session(args.file)
    session.in_place = args.in_place
    _, doubt = _kind_and_doubts(session.document, args.kind)
    print_warnings(doubt)
    addition = AddTyped(args, title, url)
    if args.dry_run:
        print_lines(edit_diff(session.document, addition.edit(session.document), args.file))
        return 0
    with show_progress(f"writing {args.file.name}"):
        receipt = session.commit(addition)
    if receipt is not None:
        print_lines(written_lines(args.file, receipt))
        print_warnings(receipt.warnings)
    return 0


def _title_and_link(args: argparse.Namespace) -> tuple[str | None, str | None]:
    """Return the title and the link; a pasted ``[title](link)`` in place of one holds both."""
    if args.title is not None and args.url is not None:
        return args.title, args.url
    title, url = split_title_and_link(args.title or args.url or "")
    return (title, url) if url else (args.title, args.url)


@dataclass(frozen=True)
class AddTyped:
    """Adds an entry whose kind and date are read as the log understands them by then.

    Attributes:
        args: The options that were typed.
        title: The title.
        url: The link; None for none.
    """

    args: argparse.Namespace
    title: str
    url: str | None

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return operation_label("add", self.title)

    def edit(self, document: Document) -> Edit:
        """Return the edit that adds the entry to ``document``.

        Raises:
            LogtuiError: It cannot be written as it is typed.
        """
        args = self.args
        kind, _ = _kind_and_doubts(document, args.kind)
        if args.kind is None and self.url:
            kind = guess_kind(document, self.url)
        notes = "\n".join(filter(None, map(_dedented_note, args.note)))
        with in_lower_case(args.date, args.kind):
            date = _entry_date(args.date, document)
            return AddEntry(Draft(self.title, self.url, kind, date, notes)).edit(document)


def _kind_and_doubts(document: Document, word: str | None) -> tuple[Kind | str | None, list[str]]:
    """Return what ``word`` puts in front of the title, and what is to be doubted about that."""
    try:
        return kind_to_write(document, word), []
    except UnknownKindError as error:
        return word, [f"{error}; {word!r} stands in front of the title"]


def _entry_date(words: str | None, document: Document) -> datetime.date | PartialDate | None:
    """Return the date that was typed, else the one that an entry of ``document`` gets."""
    today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
    return default_date(document, today) if words is None else read_date(words, today, document)


def _dedented_note(text: str) -> str:
    """Return one ``--note`` so that its first line is not indented and the others keep theirs."""
    return textwrap.dedent(text.strip("\r\n")).lstrip(" \t").rstrip()
