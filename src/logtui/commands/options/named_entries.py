"""Options that name the entries to be changed: by a line, by a query, or on standard input."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from logtui.commands.common import add_dry_run_option, parse_line_number
from logtui.commands.log_argument import add_log_argument
from logtui.commands.manual import refuse_usage
from logtui.commands.options.query_argument import entries_of_query
from logtui.document.bulk.bulk_operations import LeftEntry
from logtui.document.editing.entry_ref import EntryRef
from logtui.errors import LogtuiError
from logtui.export.json_entries import JsonEntries
from logtui.system.process import input_lines

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document

_CHECKED_PARTS = ("id", "date", "title", "url")
"""What of an entry in JSON tells whether the log has it in that line."""


class NamedEntries(NamedTuple):
    """The entries that were named.

    Attributes:
        refs: Those that the log has, in its order.
        misfits: Those that are not in the line in which they were.
    """

    refs: list[EntryRef]
    misfits: list[LeftEntry]


def add_named_entries_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the log and the options that name entries of it."""
    add_log_argument(parser)
    names = parser.add_mutually_exclusive_group(required=True)
    names.add_argument(
        "--line",
        type=parse_line_number,
        metavar="N",
        help="the entry of line N, counted from 1; any of its lines",
    )
    names.add_argument("--where", metavar="QUERY", help="all entries that this query finds")
    names.add_argument(
        "--lines",
        choices=("-",),
        metavar="-",
        help="those that standard input names: a number in each line, or entries as --jsonl and"
        " --json print them, which have to be in their lines still",
    )
    parser.add_argument(
        "--yes", action="store_true", help="do not ask before more than 20 entries are changed"
    )
    add_dry_run_option(parser)


def named_entries(args: argparse.Namespace, document: Document) -> NamedEntries:
    """Return the entries of ``document`` that the options of ``args`` name.

    Raises:
        LogtuiError: The query makes no sense, or a line belongs to no entry.
    """
    if args.line is not None:
        return NamedEntries([EntryRef.from_line(document, args.line)], [])
    if args.where is None:
        return _entries_of_input(document)
    if not args.where.strip():
        refuse_usage(args, "--where needs a query; it would be all entries without one")
    entries = entries_of_query(document, [args.where])
    return NamedEntries(EntryRef.of_all(document, entries), [])


def _entries_of_input(document: Document) -> NamedEntries:
    """Return the entries that standard input names."""
    refs: dict[int, EntryRef] = {}
    misfits: list[LeftEntry] = []
    records = JsonEntries(document)
    for line, parts in input_items():
        if not parts:
            ref = EntryRef.from_line(document, line)
            refs[document.line_at(ref.find(document).span.start)] = ref
            continue
        entry = document.entry_at_line(line)
        record = dict(records.of(entry)) if entry else {}
        if entry and all(record[part] == value for part, value in parts.items()):
            refs[document.line_at(entry.span.start)] = EntryRef.of(document, entry)
        else:
            reason = "the log has something else in this line; search anew"
            misfits.append(LeftEntry(line, str(parts.get("title", "")), reason))
    return NamedEntries([refs[line] for line in sorted(refs)], misfits)


class InputItem(NamedTuple):
    """An entry that standard input names.

    Attributes:
        line: A line of it, 1-based.
        parts: What it is to be, by the names of JSON; empty where only its line is known.
    """

    line: int
    parts: Mapping[str, object]


def input_items() -> list[InputItem]:
    """Return the entries that standard input names.

    Raises:
        LogtuiError: It holds something else than lines and entries.
    """
    texts = list(input_lines())
    values = [_json_value(text) for text in texts if text.strip()]
    if texts and texts[0].startswith("["):
        whole = _json_value("\n".join(texts))
        values = whole if isinstance(whole, list) else [None]
    return [_item_of(value, number) for number, value in enumerate(values, start=1)]


def _json_value(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _item_of(value: object, number: int) -> InputItem:
    """Return the item number ``number`` of standard input, which is ``value`` in JSON.

    Raises:
        LogtuiError: It is neither a line nor an entry.
    """
    parts = value if isinstance(value, dict) else {"line": value}
    line = parts.get("line")
    if type(line) is not int or line < 1:
        raise LogtuiError(
            f"item {number} of standard input is neither the number of a line nor an entry as"
            " --jsonl prints it"
        )
    return InputItem(line, {part: parts[part] for part in _CHECKED_PARTS if part in parts})
