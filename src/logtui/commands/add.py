"""Add an entry to a log, at the end of its day's list; a new day goes to its place by date."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from logtui.commands.common import (
    UnknownKindError,
    add_dry_run_option,
    add_in_place_option,
    add_new_kind_option,
    kind_to_write,
    open_to_write,
    print_lines,
    print_warnings,
    report_lines,
    text_diff,
    written_lines,
)
from logtui.commands.console.progress import show_progress
from logtui.commands.log_argument import add_log_argument
from logtui.commands.manual import DATE_HELP, Command, ManualPage, refuse_usage
from logtui.document.editing.draft import (
    Draft,
    draft_to_read,
    guess_kind,
    partial_date,
    split_title_and_link,
)
from logtui.document.editing.edits import draft_of
from logtui.document.editing.notes import extended_notes
from logtui.document.editing.operations import AddEntry, ChangeEntry, operation_label
from logtui.document.editing.pasted_link import bare_link
from logtui.document.editing.typed_date import default_date, read_date
from logtui.document.relations.threads import latest_entry_with_link
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.safe import safe_label
from logtui.errors import LogtuiError
from logtui.importing.import_items import Fate, ImportItems, ImportOptions, import_summary
from logtui.importing.link_lines import read_link_lines
from logtui.importing.source_file import MAX_SOURCE_BYTES
from logtui.search.periods import users_today
from logtui.system.process import input_lines

if TYPE_CHECKING:
    import argparse

    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry
    from logtui.document.text.spans import Edit

IF_EXISTS = ("skip", "add", "note")
"""What may be done about a link that the log has."""

_NOTES = f"""\
{DATE_HELP}

Newline, bullet, indent, date style, blank lines and order are copied from the neighbours; no other
byte of the file changes. It prints where the entry is and what was written. What could not be
read back as it is typed is refused, with the reason."""


class AddCommand(Command):
    """The command ``logtui add``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            (
                "logtui add research-log.md 'Attention' --url https://arxiv.org/abs/1706.03762",
                "an entry of today; the kind is guessed from the link",
            ),
            (
                "logtui add research-log.md '[A talk](https://youtu.be/x)' --kind video",
                "both in one",
            ),
            (
                "logtui add research-log.md 'An idea' --date yesterday --note 'try it'",
                "with a note",
            ),
            (
                "logtui add research-log.md '[A post](https://b.org)' --later",
                "something that is still to be read",
            ),
            ("logtui add research-log.md 'An idea' --dry-run", "only see what would change"),
            ("pbpaste | logtui add research-log.md --stdin", "a link, or [title](link), a line"),
        ),
        files=("state",),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui add``."""
        add_log_argument(parser, following="title")
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
            help="a symbol or word of the legend; any other text stands in front of the title, such"
            " as 🎧 or **Talk:**; left out, it is guessed from the link where other entries tell",
        )
        add_new_kind_option(parser)
        parser.add_argument("--date", metavar="D", help="the date (default: today)")
        parser.add_argument(
            "--note",
            action="append",
            default=[],
            metavar="TEXT",
            help="a note; may be repeated, and indented lines of one TEXT are nested",
        )
        parser.add_argument(
            "--later",
            action="store_true",
            help="mark it as still to be read, in the way of the log: a checkbox, a kind, a label,"
            " a tag, or the section for that, which has no dates",
        )
        parser.add_argument(
            "--tag", action="append", default=[], metavar="T", help="a tag; may be repeated"
        )
        parser.add_argument(
            "--stdin",
            action="store_true",
            help="add what standard input names: a link, or [title](link), a line",
        )
        parser.add_argument(
            "--inbox",
            action="store_true",
            help="add what the file of the setting inbox names in the same way, and take it out of"
            " there when it is in the log",
        )
        parser.add_argument(
            "--if-exists",
            choices=IF_EXISTS,
            help="where the log has the link already: skip writes nothing, add adds one more entry,"
            " note adds the notes to that entry (default: say where, and fail)",
        )
        add_dry_run_option(parser)
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Add the entry, or those of many lines."""
        if args.stdin or args.inbox:
            if args.title or args.url or args.note or args.tag:
                refuse_usage(args, "--stdin and --inbox take titles and links from their lines")
            if args.stdin and args.inbox:
                refuse_usage(args, "give either --stdin or --inbox")
            add_inbox(args) if args.inbox else add_lines(args, "\n".join(input_lines()), "input")
            return 0
        title, url = args.title, args.url
        if title is None or url is None:
            # A pasted [title](link) in the place of one holds both.
            pasted_title, pasted_url = split_title_and_link(title or url or "")
            if pasted_url:
                title, url = pasted_title, pasted_url
        if title is None:
            refuse_usage(args, "TITLE is missing")
        session = open_to_write(args)
        _, doubt = _kind_and_doubts(session.document, args)
        print_warnings(doubt)
        addition = AddTyped(args, title, url)
        if args.dry_run:
            text, edit = session.document.text, addition.edit(session.document)
            print_lines(text_diff(text, edit.apply(text) if edit else text, args.file))
            return 0
        with show_progress(f"writing {args.file.name}"):
            receipt = session.commit(addition)
        if receipt is None:
            print_warnings(["the log has this already, nothing is written"])
            return 0
        report_lines(written_lines(args.file, receipt))
        print_warnings(receipt.warnings)
        return 0


COMMAND = AddCommand()

_LONGEST_TITLE = 60


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

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that adds the entry to ``document``; None where there is nothing to add.

        Raises:
            LogtuiError: It cannot be written as it is typed, or the log has the link already.
        """
        args = self.args
        known = latest_entry_with_link(document, bare_link(self.url or ""))
        if known is not None and args.if_exists != "add":
            return self._edit_of_known(document, known)
        kind, _ = _kind_and_doubts(document, args)
        today = users_today()
        date = (
            default_date(document, today)
            if args.date is None
            else read_date(args.date, today, document)
        )
        notes = "\n".join(self._notes())
        draft = Draft(self.title, self.url, kind, date, notes, tuple(args.tag))
        if args.later:
            draft = draft_to_read(document, draft)
            draft = draft if args.date is None else replace(draft, date=date)
        if args.kind is None and draft.kind is None and self.url:
            draft = replace(draft, kind=guess_kind(document, self.url))
        return AddEntry(draft).edit(document)

    def _edit_of_known(self, document: Document, known: Entry) -> Edit | None:
        """Return what ``--if-exists`` does to the entry that has the link."""
        if self.args.if_exists == "skip":
            return None
        place = f"{self.args.file}:{document.line_at(known.span.start)}"
        if self.args.if_exists == "note":
            draft = draft_of(document, known)
            if draft is None:
                raise LogtuiError(
                    f"{place} has this link already, and its notes can only be edited by hand;"
                    " nothing is written"
                )
            new = replace(draft, notes=extended_notes(document, known, self._notes()))
            return ChangeEntry(document, known, new).edit_entry(document, known)
        date = document.date(known)
        title = safe_label(repair_for_display(document.title(known)), _LONGEST_TITLE)
        label = " ".join(filter(None, (date and date.iso(), title)))
        raise LogtuiError(
            f"{place} has this link already, {label}; nothing is written: --if-exists add adds one"
            " more entry, note adds the notes to that one, skip takes it for done"
        )

    def _notes(self) -> list[str]:
        """Return the notes that were typed.

        The first line of each is not indented, the others are relative to it.
        """
        notes = self.args.note
        texts = (textwrap.dedent(note.strip("\r\n")).lstrip(" \t").rstrip() for note in notes)
        return list(filter(None, texts))


def add_inbox(args: argparse.Namespace) -> None:
    """Add the lines of the inbox, and take those that are in the log out of it.

    Raises:
        LogtuiError: There is no inbox, or it cannot be read.
    """
    from logtui.config.loading import load_existing_config
    from logtui.system.inbox import Inbox

    config = load_existing_config()
    if config is None or config.inbox is None:
        raise LogtuiError(
            'no inbox is set; `logtui config --init`, and a line like inbox = "~/inbox.txt" there'
        )
    inbox = Inbox(config.inbox)
    if args.dry_run:
        add_lines(args, inbox.read(MAX_SOURCE_BYTES), config.inbox.name)
        return
    with inbox.emptied(MAX_SOURCE_BYTES):
        left = add_lines(args, inbox.text, config.inbox.name)
        inbox.left = "".join(f"{line}\n" for line in left)


def add_lines(args: argparse.Namespace, text: str, origin: str) -> list[str]:
    """Add what the lines of ``text`` name, in one write, and return those that could not be."""
    session = open_to_write(args)
    document = session.document
    today = users_today()
    date = read_date(args.date, today, document) if args.date else default_date(document, today)
    lines = list(read_link_lines(text, partial_date(date)))
    items = [replace(item, is_unread=args.later) for _, item in lines if item]
    kind, doubt = _kind_and_doubts(document, args)
    print_warnings(doubt)
    options = ImportOptions(if_exists=args.if_exists or "skip", unread="queue", kind=kind)
    operation = ImportItems(items, options, origin)
    if args.dry_run:
        edit = operation.edit(document)
        if edit:
            print_lines(text_diff(document.text, edit.apply(document.text), args.file))
    elif receipt := session.commit(operation):
        report_lines(written_lines(args.file, receipt))
        print_warnings(receipt.warnings)
    left = {line: "it holds no link" for line, item in lines if item is None}
    taken = (line for line, item in lines if item)
    for line, fate in zip(taken, operation.fates, strict=True):
        if fate.fate in {Fate.REFUSED, Fate.NOT_WEB}:
            left[line] = fate.reason or "it is not a link to the web"
    print_warnings(f"{line}: {reason}" for line, reason in left.items())
    print_warnings([import_summary(operation)])
    return list(left)


def _kind_and_doubts(
    document: Document, args: argparse.Namespace
) -> tuple[Kind | str | None, list[str]]:
    """Return what ``--kind`` puts before the title, and what is doubtful about that.

    Raises:
        UnknownKindError: It is spelled much like a kind that the log has.
    """
    try:
        return kind_to_write(document, args), []
    except UnknownKindError as error:
        if error.is_near:
            raise
        return args.kind, [f"{error.__cause__}; {args.kind!r} stands in front of the title"]
