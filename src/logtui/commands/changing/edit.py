"""Change an entry of a log, or one part of many.

Without further options the Markdown of the entry is handed to $VISUAL, else $EDITOR, and what comes
back replaces it. Where that cannot be saved, the text is kept and the message says where.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from logtui.commands.changing.bulk_writing import write_to_entries
from logtui.commands.common import (
    add_in_place_option,
    add_new_kind_option,
    kind_to_write,
    open_to_write,
    print_dry_run,
    print_receipt,
)
from logtui.commands.console.progress import show_progress
from logtui.commands.manual import DATE_HELP, Command, ManualPage, refuse_usage
from logtui.commands.options.named_entries import add_named_entries_options, named_entries
from logtui.config.loading import load_config, load_existing_config
from logtui.document.bulk.bulk_operations import ChangeEntries
from logtui.document.bulk.changes import EntryChange, Replacement
from logtui.document.editing.draft import partial_date
from logtui.document.editing.edits import draft_of
from logtui.document.editing.operations import ChangeEntry, ReplaceLines, operation_label
from logtui.document.editing.typed_date import read_date
from logtui.document.properties.states import STATES
from logtui.errors import LogtuiError, shell_name
from logtui.search.periods import users_today
from logtui.storage.stored_texts import drafts_folder
from logtui.system.editor import EditorError, edit_text, editor_command
from logtui.system.pattern_replacement import PatternReplacement

if TYPE_CHECKING:
    import argparse

    from logtui.document.editing.entry_ref import EntryRef
    from logtui.document.model import Document
    from logtui.document.text.spans import Edit
    from logtui.log_writes import Receipt
    from logtui.session import Session


_PARTS_OF_ONE = ("title", "url", "kind", "date")
_PARTS_OF_MANY = ("state", "tag", "replace")


_NOTES = f"""\
{DATE_HELP}

Only the bytes of what changed are written; nothing changed, nothing written. A part that is given
as an empty text is taken away, where an entry can be without it.

Many entries are changed as each would be alone, in one write that `logtui undo` takes back. What
cannot be changed exactly, or was changed by another program meanwhile, is left as it is and named.
Those that go to another day keep their order. With more than 20 entries it asks; where nobody can
be asked, it does so only with --yes. A query that finds nothing is not an error.

What a search prints names them, too: `logtui search FILE gpt --jsonl | logtui edit FILE --lines -
--tag +llm`.

A regular expression is one of Python: `\\1` in NEW is what its first group matched, and in notes ^
and $ match at each line."""


class EditCommand(Command):
    """The command ``logtui edit``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ("logtui edit research-log.md --line 10", "the entry of line 10, in your editor"),
            ("logtui edit research-log.md --line 10 --title 'A better title'", "only its title"),
            ("logtui edit research-log.md --line 10 --date 2024-09-25", "move it to that day"),
            ("logtui edit research-log.md --where host:arxiv --kind paper", "all from there"),
            (
                "logtui edit research-log.md --where talk --replace A The --dry-run",
                "see what other titles would look like",
            ),
        ),
        variables=("VISUAL", "EDITOR"),
        files=("config", "state"),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui edit``."""
        add_named_entries_options(parser)
        parser.add_argument(
            "--title", metavar="T", help="the new title of one entry (default: as it is)"
        )
        parser.add_argument("--url", metavar="U", help="its new link; empty for none")
        parser.add_argument(
            "--kind",
            metavar="K",
            help="the new kind: a symbol or word of the legend; empty for none",
        )
        add_new_kind_option(parser)
        parser.add_argument("--date", metavar="D", help="the new date; entries move to its day")
        parser.add_argument("--state", choices=STATES, help="the new state")
        parser.add_argument(
            "--tag",
            action="append",
            metavar="+T|-T",
            help="+T gives the tag T, -T takes it away; may be repeated",
        )
        parser.add_argument(
            "--replace",
            nargs=2,
            metavar=("OLD", "NEW"),
            help="write NEW wherever OLD stands in the part that --in names",
        )
        parser.add_argument("--regex", action="store_true", help="OLD is a regular expression")
        parser.add_argument(
            "--in",
            dest="part",
            choices=("title", "link", "notes"),
            help="where --replace looks (default: title)",
        )
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Change the parts that are named, or hand the entry to the editor."""
        if args.replace is None and (args.regex or args.part):
            refuse_usage(args, "--regex and --in say how to --replace OLD NEW")
        has_parts_of_many = any(getattr(args, part) is not None for part in _PARTS_OF_MANY)
        if has_parts_of_many or args.line is None:
            self.change_many(args)
            return 0
        session = open_to_write(args)
        [target] = named_entries(args, session.document).refs
        if any(getattr(args, part) is not None for part in _PARTS_OF_ONE):
            change = ChangeParts(args, target)
            if args.dry_run:
                print_dry_run(args.file, session.document, change.edit(session.document))
                return 0
            with show_progress(f"writing {args.file.name}"):
                receipt = session.commit(change)
        elif args.dry_run:
            refuse_usage(args, "--dry-run shows what an option would change; name one")
        else:
            receipt = _edit_by_hand(session, target)
        print_receipt(args.file, receipt)
        return 0

    def change_many(self, args: argparse.Namespace) -> None:
        """Make one change of all entries that are named."""
        if args.title is not None or args.url is not None:
            refuse_usage(
                args, "--title and --url are for one entry; --replace changes them in many"
            )
        if all(getattr(args, part) is None for part in (*_PARTS_OF_ONE, *_PARTS_OF_MANY)):
            refuse_usage(
                args, "what is to change? Name --kind, --date, --state, --tag or --replace"
            )
        session = open_to_write(args)
        change = entry_change(args, session.document)
        named = named_entries(args, session.document)
        operation = ChangeEntries(named.refs, change, users_today())
        write_to_entries(args, session, operation, named.misfits)


COMMAND = EditCommand()


def entry_change(args: argparse.Namespace, document: Document) -> EntryChange:
    """Return what ``args`` want of every entry, in the words of ``document``.

    Raises:
        LogtuiError: A kind, a date or a tag makes no sense.
    """
    kind = None
    if args.kind is not None:
        named = kind_to_write(document, args)
        kind = named if isinstance(named, str) else named.symbol if named else ""
    tags: dict[str, list[str]] = {"+": [], "-": []}
    for word in args.tag or ():
        name = word[1:].strip().removeprefix("#")
        if word[:1] not in tags or not name:
            refuse_usage(args, f"--tag {word!r}: +name gives a tag, -name takes it away")
        tags[word[0]].append(name)
    date = None if args.date is None else read_date(args.date, users_today(), document)
    replacement = None
    if args.replace is not None:
        old, new = args.replace
        replace = PatternReplacement if args.regex else Replacement
        replacement = replace(old, new, args.part or "title")
    config = load_existing_config()
    return EntryChange(
        kind=kind,
        date=partial_date(date),
        state=args.state,
        tags_added=tuple(tags["+"]),
        tags_removed=tuple(tags["-"]),
        replacement=replacement,
        way=config.queue.done if config else None,
    )


@dataclass(frozen=True)
class ChangeParts:
    """Gives an entry the parts that were typed, read as the log understands them by then.

    Attributes:
        args: The options that were typed.
        target: The entry.
    """

    args: argparse.Namespace
    target: EntryRef

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return operation_label("edit", self.target.title)

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that changes the entry in ``document``.

        Raises:
            LogtuiError: The entry cannot be changed so, or is no longer there as it was.
        """
        args, entry = self.args, self.target.find(document)
        old = draft_of(document, entry)
        if old is None:
            raise LogtuiError(
                "the form of this entry is too unusual to change one part of it; edit its text,"
                f" `logtui edit {shell_name(args.file)} --line {self.target.line}`"
            )
        today = users_today()
        new = replace(
            old,
            title=old.title if args.title is None else args.title,
            url=old.url if args.url is None else args.url,
            kind=old.kind if args.kind is None else kind_to_write(document, args),
            date=old.date if args.date is None else read_date(args.date, today, document),
        )
        return ChangeEntry(document, entry, new).edit_entry(document, entry)


def _edit_by_hand(session: Session, target: EntryRef) -> Receipt | None:
    """Have the entry edited as Markdown, and save what came back.

    What another program changes in the log meanwhile stays.
    """
    document = session.document
    command = editor_command(load_config().editor)
    with edit_text(target.raw, drafts_folder(session.path), command) as raw:
        if not raw.strip():
            raise EditorError("nothing came back from the editor; `logtui rm` deletes an entry")
        with show_progress(f"writing {session.path.name}"):
            return session.commit(ReplaceLines(document, target.find(document), raw))
