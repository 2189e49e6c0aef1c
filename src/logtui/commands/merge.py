"""Merge versions of a log entry by entry, for git and for what a synchronising program leaves.

What either side added is kept once and in the log's order, and changes to different parts of one
entry go together. Only where both changed the same part differently does the log get conflict
markers, and the exit status is 1. Settle them in any editor, or with `logtui FILE`.
"""

from __future__ import annotations

import shlex
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.commands.common import add_in_place_option, print_warnings, report_lines
from logtui.commands.console.progress import open_session, show_progress
from logtui.commands.log_argument import file_path
from logtui.commands.manual import EXIT_STATUSES, Command, ManualPage, refuse_usage
from logtui.config.loading import default_log
from logtui.merging import merge_copy, merge_files
from logtui.storage.conflict_copies import find_conflict_copies
from logtui.storage.log_file import real_path
from logtui.system.git import Repository, add_attribute_line, attribute_line, attribute_pattern
from logtui.system.process import print_message

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


_USAGE = """\
logtui merge [--in-place] [FILE [COPY]]
       logtui merge [--path P] BASE OURS THEIRS
       logtui merge --install [--private] [--pattern GLOB] [FILE]"""

_DONE, _CONFLICTS = 0, 1


_NOTES = """\
Copies: with FILE alone, the conflict copies of Syncthing, Dropbox, Nextcloud and the like that lie
next to it are merged into it. A merged one is moved to the state directory, not deleted; any other
file stays where it is. `logtui undo FILE` takes the merge back. The version that both come
from is looked for among the earlier ones that logtui keeps. Where none of those can be it, both are
united: nothing counts as deleted, and what both have differently is a conflict.

git: --install makes two settings. The driver, merge.logtui.* in the configuration of this clone,
is for everybody to set once on each machine. The line in .gitattributes names the logs and is
shared like any file of the repository; where the driver is not set, git merges as if the line
were not there. The driver writes its result into OURS, with nothing kept for undo."""


class MergeCommand(Command):
    """The command ``logtui merge``."""

    page = ManualPage(
        notes=_NOTES,
        examples=(
            ("logtui merge research-log.md", "merge the conflict copies that lie next to it"),
            ("logtui merge research-log.md ~/from-laptop.md", "merge one copy, whatever its name"),
            ("logtui merge --install research-log.md", "let git merge this log in this way"),
            ("logtui merge --install --pattern '*-log.md'", "let git merge all logs of that name"),
            ("logtui merge BASE OURS THEIRS", "what git calls then, as a driver with %O %A %B"),
        ),
        files=("state",),
        status=(
            *EXIT_STATUSES[:1],
            ("1", f"conflicts are marked in it, or {EXIT_STATUSES[1][1]}"),
            EXIT_STATUSES[2],
        ),
    )

    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Name the options of ``logtui merge``."""
        parser.usage = _USAGE
        parser.add_argument(
            "files", nargs="*", metavar="FILE", help="the log, and what to merge into it"
        )
        parser.add_argument(
            "--path", metavar="P", help="what messages call the result (default: OURS)"
        )
        parser.add_argument(
            "--install",
            action="store_true",
            help="set up git, in the repository of FILE or else here",
        )
        parser.add_argument(
            "--pattern",
            metavar="GLOB",
            help="with --install: the names of the logs (default: FILE, or else research-log.md)",
        )
        parser.add_argument(
            "--private",
            action="store_true",
            help="with --install: name the logs in .git/info/attributes, which is not shared",
        )
        add_in_place_option(parser)

    def run(self, args: argparse.Namespace) -> int:
        """Merge, or set up git to do so; return 1 where conflicts are marked in the log."""
        files = [file_path(word) for word in args.files]
        if args.in_place and (args.install or len(files) > 2):  # noqa: PLR2004 - FILE and COPY
            refuse_usage(args, "--in-place goes with FILE and its copies")
        if args.install:
            if len(files) > 1:
                refuse_usage(args, "--install takes one log; use --pattern for several")
            return install_driver(files[0] if files else None, args.pattern, private=args.private)
        if args.pattern is not None or args.private:
            refuse_usage(args, "--pattern and --private go with --install")
        if not files and (usual_log := default_log()) is not None:
            files = [usual_log]
        match files:
            case [base, ours, theirs]:
                return _report_conflicts(args.path or str(ours), merge_files(base, ours, theirs))
            case [log, copy]:
                return _merge_copies(log, [copy], in_place=args.in_place)
            case [log]:
                copies = find_conflict_copies(log)
                if not copies:
                    print_message(f"no conflict copy of {log} lies next to it, nothing is written")
                return _merge_copies(log, copies, in_place=args.in_place)
        return refuse_usage(args, "name a log, a log and its copy, or BASE OURS THEIRS")


COMMAND = MergeCommand()


def _merge_copies(log: Path, copies: Sequence[Path], *, in_place: bool) -> int:
    """Merge ``copies`` one after the other, up to the first one with conflicts."""
    session = open_session(log)
    session.in_place = in_place
    for number, copy in enumerate(copies, 1):
        with show_progress(f"merging {copy.name}"):
            result = merge_copy(session, copy)
        if result.receipt is None:
            report_lines([f"{log}: has everything of {copy.name} already, nothing is written"])
        else:
            report_lines([f"{log}: {result.receipt}"])
        if result.moved_to:
            report_lines([f"{copy.name} is now {result.moved_to}"])
        print_warnings(result.warnings)
        if result.conflicts:
            left = len(copies) - number
            return _report_conflicts(
                str(log), result.conflicts, f", then merge {left} more" if left else ""
            )
    return _DONE


def _report_conflicts(name: str, conflicts: int, next_step: str = "") -> int:
    """Say how many conflicts there are, if there are any, and return the exit status."""
    if not conflicts:
        return _DONE
    what, them = (
        ("1 conflict is", "it") if conflicts == 1 else (f"{conflicts} conflicts are", "them")
    )
    print_message(f"{name}: {what} marked in it; settle {them} in logtui or any editor{next_step}")
    return _CONFLICTS


DRIVER_NAME = "logtui"
"""The name of the merge driver in git's settings."""

DEFAULT_PATTERN = "research-log.md"
"""The pattern of the files that are merged as logs where nothing else is said."""

_AS_BEFORE = " (as before)"


def install_driver(log: Path | None, pattern: str | None, *, private: bool) -> int:
    """Make the settings, say what they are, and warn where they are not enough.

    Args:
        log: The log to merge; its repository is meant, else that of the working directory.
        pattern: git's pattern for the names of the logs; left out, it is that of ``log``.
        private: Whether the names are written for this clone only, not for everybody's.

    Raises:
        LogtuiError: There is no repository, or a setting cannot be written.
    """
    target = real_path(log) if log else None
    repository = Repository.around(target.parent if target else Path.cwd())
    inside = target.relative_to(repository.top.resolve()).as_posix() if target else None
    line = attribute_line(
        pattern or (attribute_pattern(inside) if inside else DEFAULT_PATTERN),
        f"merge={DRIVER_NAME}",
    )
    file = repository.file("info/attributes") if private else repository.top / ".gitattributes"
    settings = {
        f"merge.{DRIVER_NAME}.name": "logtui, entry by entry",
        f"merge.{DRIVER_NAME}.driver": f"{_program_command()} merge --path=%P %O %A %B",
    }
    setting_lines = [
        f"git config {name}: {value}{'' if repository.set(name, value) else _AS_BEFORE}"
        for name, value in settings.items()
    ]
    added = add_attribute_line(file, line)
    report_lines([*setting_lines, f"{file}: {line}{'' if added else _AS_BEFORE}"])
    if added and not private:
        report_lines(
            ["Commit .gitattributes; on every other machine run `logtui merge --install` once."]
        )
    if inside and repository.attribute("merge", inside) != DRIVER_NAME:
        query = f"git check-attr merge -- {shlex.quote(inside)}"
        print_message(f"{inside} is still merged in another way; look at `{query}`")
    return 0


def _program_command() -> str:
    """Return the words by which git's shell starts this program, ``%`` doubled for git.

    A virtual environment is on PATH only while it is active, so it is named by its place. ``-P``
    keeps Python from importing what lies in the work tree, in which git calls this.
    """
    program = shutil.which("logtui")
    if program is None:
        words = [sys.executable, "-P", "-m", "logtui"]
    elif sys.prefix != sys.base_prefix and Path(program).parent == Path(sys.executable).parent:
        words = [program]
    else:
        words = ["logtui"]
    return shlex.join(words).replace("%", "%%")
