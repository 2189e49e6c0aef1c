"""Find what is broken, odd or left over in a log; the network is asked with --links alone.

Each line is `FILE:LINE: [name] sentence`, as compilers write it, so that editors can go there.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from logtui.checks.check_list import CHECKS, CHECKS_BY_NAME, FIXABLE, check_levels, find_problems
from logtui.checks.checked_log import CheckedLog
from logtui.checks.fixing import FixProblems
from logtui.commands.common import (
    add_in_place_option,
    open_to_write,
    print_lines,
    print_receipt,
    text_diff,
)
from logtui.commands.console.output import prepare_output
from logtui.commands.console.progress import read_document, show_progress
from logtui.commands.log_argument import add_readable_log_argument, file_path
from logtui.commands.manual import Command, ManualPage, definition_list, refuse_usage
from logtui.commands.reports.problem_lines import ProblemLine
from logtui.document.text.wording import counted_noun
from logtui.export.json_entries import json_text
from logtui.search.periods import users_today
from logtui.system.process import print_message, results_to_output, stream_descriptor

if TYPE_CHECKING:
    from logtui.document.editing.operations import Operation

LINK_FIXES = ("moved", "archived", "link-http")
"""What can be mended after the links were asked for."""

NOTHING_FOUND, PROBLEMS_FOUND = 0, 1
"""Exit statuses of a check."""

_EVERY_NAME = "all"

_NOTES = f"""\
Without --only those run that --list marks with *; --only {_EVERY_NAME} runs the others as well, but
none that is "off" in the table [check] of the settings, where each may be "off", "info" or "warn".

--fix mends what cannot change the meaning of the log: {" and ".join(FIXABLE)}. It is one write,
which `logtui undo` takes back.

--links asks at most eight hosts at once, each once a second, and keeps what it learns: what is
alive for 30 days, what has moved or gone for a week, all else for a day. Ctrl+C keeps what is known
by then. --fix moved then writes where links lead, --fix archived puts copies after links to what is
gone, and --fix link-http writes https where that led to the same page. A link that is gone is
called so when it is gone a day later, too. What does not let programs in says nothing, and is only
counted. Addresses of your own network are never asked."""


class _PrintList(argparse.Action):
    """Prints all checks and ends, as ``--help`` does; a log is not needed for that."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - part of what argparse calls
        values: str | Sequence[Any] | None,  # noqa: ARG002 - the same
        option_string: str | None = None,  # noqa: ARG002 - the same
    ) -> None:
        with results_to_output():
            marks = {"warn": "*", "info": " ", "off": "-"}
            levels = check_levels()
            terms = [
                (f"{marks[levels[check.name]]} {check.name}", check.summary) for check in CHECKS
            ]
            sys.stdout.write(f"{definition_list(terms)}\n")
        parser.exit()


class _ExplainCheck(argparse.Action):
    """Prints what one check is for, and ends."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,  # noqa: ARG002 - part of what argparse calls
        values: str | Sequence[Any] | None,
        option_string: str | None = None,  # noqa: ARG002 - the same
    ) -> None:
        check = CHECKS_BY_NAME[str(values)]
        with results_to_output():
            sys.stdout.write(f"{check.name}: {check.summary}\n{check.reason}\n")
        parser.exit()


class CheckCommand(Command):
    """The command ``logtui check``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ("logtui check research-log.md", "all that usually matters"),
            ("logtui check research-log.md --only link-broken", "one check"),
            ("logtui check research-log.md --fix link-tracking --dry-run", "what would be written"),
            ("logtui check research-log.md --format github", "for GitHub Actions"),
            ("logtui check research-log.md --links in:2023", "the links of a year, by the network"),
        ),
        files=("state",),
        status=(
            ("0", "nothing was reported, or it is mended"),
            ("1", "something was reported, or it could not be done"),
            ("2", "wrong usage"),
        ),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui check``."""
        names = list(CHECKS_BY_NAME)
        add_readable_log_argument(parser)
        parser.add_argument(
            "--only",
            nargs="+",
            choices=[*names, _EVERY_NAME],
            metavar="NAME",
            default=[],
            help="only these checks; --list names them",
        )
        parser.add_argument(
            "--format",
            choices=("text", "json", "github"),
            default="text",
            help="lines, a JSON array, or commands of GitHub Actions (default: text)",
        )
        parser.add_argument(
            "--fix",
            nargs="+",
            choices=(*FIXABLE, *LINK_FIXES),
            metavar="NAME",
            help=f"mend what these checks find, or what --links told: {', '.join(LINK_FIXES)}",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="with --fix: write nothing, print a diff"
        )
        parser.add_argument("--list", action=_PrintList, nargs=0, help="name all checks")
        parser.add_argument(
            "--explain",
            action=_ExplainCheck,
            choices=names,
            metavar="NAME",
            help="say what it is for",
        )
        add_in_place_option(parser)
        group = parser.add_argument_group("asking the network")
        group.add_argument(
            "--links",
            nargs="*",
            metavar="QUERY",
            help="ask for the links, of the entries that QUERY finds, whether they are alive",
        )
        group.add_argument(
            "--archive", action="store_true", help="look for copies of what is gone at archive.org"
        )
        group.add_argument(
            "--exclude", action="append", metavar="HOST", default=[], help="ask no such host"
        )
        group.add_argument(
            "--recheck", action="store_true", help="ask for links, too, that are known already"
        )

    def run(self, args: argparse.Namespace) -> int:
        """Print what the checks report, or mend it."""
        if args.fix:
            return _fix(args)
        if args.links is not None:
            from logtui.commands.reports.link_report import check_links

            return PROBLEMS_FOUND if check_links(args) else NOTHING_FOUND
        if args.dry_run:
            refuse_usage(args, "--dry-run goes with --fix")
        document = read_document(args.file)
        is_file = stream_descriptor(args.file) is None
        log = CheckedLog(document, args.file if is_file else None, users_today())
        names = list(CHECKS_BY_NAME) if _EVERY_NAME in args.only else args.only
        levels = check_levels()
        with show_progress(f"checking {args.file.name}"):
            problems = find_problems(log, levels, names)
        with results_to_output():
            prepare_output()
            if args.format == "json":
                records = [
                    {
                        "line": document.line_at(problem.offset),
                        "check": problem.check,
                        "level": levels[problem.check],
                        "sentence": problem.sentence,
                        "fixable": problem.fix is not None,
                    }
                    for problem in problems
                ]
                sys.stdout.write(f"{json_text(records)}\n")
            for check, offset, sentence, _ in problems if args.format != "json" else ():
                line = ProblemLine(args.file, document.line_at(offset), check, sentence)
                level = "warning" if levels[check] == "warn" else "notice"
                is_github = args.format == "github"
                sys.stdout.write(line.github_command(level) if is_github else line.text())
        if problems and args.format == "text":
            fixable = sorted({problem.check for problem in problems if problem.fix})
            hint = f"; --fix {' '.join(fixable)} mends some" if fixable else ""
            print_message(f"{counted_noun(len(problems), 'problem')}{hint}")
        return PROBLEMS_FOUND if problems else NOTHING_FOUND


COMMAND = CheckCommand()


def _fix(args: argparse.Namespace) -> int:
    args.file = file_path(str(args.file))
    session = open_to_write(args)
    of_links = [name for name in args.fix if name in LINK_FIXES]
    if of_links and len(of_links) < len(set(args.fix)):
        refuse_usage(args, f"--fix {of_links[0]} is a write of its own")
    fix: Operation = FixProblems(args.fix, users_today())
    if of_links:
        from logtui.commands.reports.link_report import known_fixes

        fix = known_fixes(of_links)
    if args.dry_run:
        document = session.document
        edit = fix.edit(document)
        if edit is not None:
            print_lines(text_diff(document.text, edit.apply(document.text), args.file))
        return NOTHING_FOUND
    with show_progress(f"writing {args.file.name}"):
        receipt = session.commit(fix)
    print_receipt(args.file, receipt)
    return NOTHING_FOUND
