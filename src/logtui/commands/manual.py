"""The manual page of each command: what ``--help`` prints."""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple, NoReturn

from logtui.commands.console.shell_completion import SHELLS
from logtui.document.text.safe import safe_text
from logtui.system.process import results_to_output

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_MAX_WIDTH = 80
_INDENT = "  "
_WORD_MARK = "\0"  # no argument of a program can hold it

_TIME_BACK = re.compile(r"-[0-9]+[dwmy]", re.IGNORECASE)

EXIT_STATUSES = (
    ("0", "it is done"),
    ("1", "it could not be done; one line on standard error says what and what to do"),
    ("2", "wrong usage"),
)
"""What the exit status of every command means."""

VARIABLES = {
    "LOGTUI_LOG": "the log where FILE is left out; before `log` of the configuration file",
    "VISUAL": "the editor, with its arguments",
    "EDITOR": "the editor where $VISUAL is not set",
    "NO_COLOR": "set and not empty: no colours",
    "FORCE_COLOR": "set and not empty: colours also where there is no terminal",
    "COLUMNS": "the width of tables in cells, instead of the terminal's",
    "XDG_CONFIG_HOME": "where configuration lives, instead of ~/.config",
    "XDG_STATE_HOME": "where state lives, instead of ~/.local/state",
}
"""Environment variables that are read, with what they do."""

FILES = {
    "config": ("~/.config/logtui/config.toml", "settings; `logtui config --init` writes one"),
    "cache": ("~/.cache/logtui/", "what arXiv and doi.org told about papers"),
    "state": ("~/.local/state/logtui/", "what undo needs: earlier versions, writes, drafts"),
}
"""Files besides the log, as they are called on Linux, with what is in them."""

DATE_HELP = """\
A date is 2024-09-25, 2024-09, written as the log writes it, today, yesterday, or a number of days
back such as -3."""
"""What a command takes for a date."""


class ManualPage(NamedTuple):
    """What a manual page says below the options.

    Attributes:
        examples: Command lines with what each does.
        notes: Paragraphs.
        variables: Names of ``VARIABLES`` besides that of the usual log.
        files: Names of ``FILES`` besides that of the settings.
        status: What the exit status means.
    """

    examples: Sequence[tuple[str, str]] = ()
    notes: str = ""
    variables: Sequence[str] = ()
    files: Sequence[str] = ()
    status: Sequence[tuple[str, str]] = EXIT_STATUSES


class ManualParser(argparse.ArgumentParser):
    """A parser whose help is a manual page.

    Args:
        prog: The command as it is called.
        description: What it does; paragraphs, of which indented ones keep their lines.
        page: The rest.
    """

    def __init__(self, prog: str, description: str, page: ManualPage) -> None:
        formatter = partial(
            argparse.RawDescriptionHelpFormatter, width=_width(), max_help_position=24
        )
        super().__init__(prog, formatter_class=formatter)
        self._text = description
        self._page = page

    def parse_known_args(  # type: ignore[override]  # one of the overloads is all that is called
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Parse ``args``, in which a time back like ``-30d`` is a value and not an option."""
        return super().parse_known_args(None if args is None else attach_values(args), namespace)

    def error(self, message: str) -> NoReturn:
        """End with what is wrong with the words of the command line, which may hold anything."""
        super().error(safe_text(message.replace(_WORD_MARK, "")))

    def parse_words(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Return what ``arguments`` say: options may stand between words, none after ``--``."""
        words = list(arguments)
        if "--" in words:
            # argparse reads such a line in two steps, and has forgotten the -- in the second.
            start = words.index("--") + 1
            words[start:] = [f"{_WORD_MARK}{word}" for word in words[start:]]
        args = self.parse_intermixed_args(words)
        for name, value in vars(args).items():
            setattr(args, name, _without_mark(value))
        return args

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print the page, by default as the result that was asked for.

        Raises:
            OutputError: Standard output does not take it.
        """
        if file is not None:
            super().print_help(file)
            return
        with results_to_output():
            sys.stdout.write(self.format_help())

    def format_help(self) -> str:
        """Return the page, made to fit the terminal."""
        page = self._page
        sections = [wrap_paragraphs(page.notes)] if page.notes else []
        if page.examples:
            lines = (f"{_INDENT}{line}\n{_INDENT * 3}{what}" for line, what in page.examples)
            sections.append("examples:\n" + "\n".join(lines))
        sections.append("exit status:\n" + definition_list(page.status))
        variables = ((f"${name}", VARIABLES[name]) for name in ("LOGTUI_LOG", *page.variables))
        sections.append("environment:\n" + definition_list(variables))
        files = dict.fromkeys(("config", *page.files))
        sections.append("files:\n" + definition_list(FILES[name] for name in files))
        self.description = wrap_paragraphs(self._text)
        self.epilog = "\n\n".join(sections)
        return super().format_help()


def attach_values(words: Sequence[str]) -> list[str]:
    """Return ``words`` with each time back (``-30d``) attached to the option before it.

    So is a tag that goes (``--tag -old``). The parser of the standard library takes only plain
    numbers with a hyphen for values.
    """
    attached: list[str] = []
    for word in words:
        before = attached[-1] if attached else ""
        is_value = before.startswith("--") and before != "--" and "=" not in before
        is_value &= bool(_TIME_BACK.fullmatch(word)) or (before == "--tag" and word[:2] != "--")
        if is_value and "--" not in attached:
            attached[-1] = f"{before}={word}"
        else:
            attached.append(word)
    return attached


class Command(ABC):
    """A command of ``logtui``; the docstring of its module begins its manual page.

    Attributes:
        page: The rest of its manual page.
    """

    page: ClassVar[ManualPage]

    @abstractmethod
    def configure(self, parser: argparse.ArgumentParser) -> None:
        """Give ``parser`` the arguments and options of the command."""

    @abstractmethod
    def run(self, args: argparse.Namespace) -> int:
        """Do what ``args`` ask for, and return the exit status.

        Raises:
            LogtuiError: It cannot be done; unless the text says otherwise nothing has changed.
        """


def _without_mark(value: object) -> object:
    if isinstance(value, str):
        return value.removeprefix(_WORD_MARK)
    return [_without_mark(item) for item in value] if isinstance(value, list) else value


def command_parser(name: str, description: str, command: Command) -> ManualParser:
    """Return the parser of ``command``, which is called ``name``; its page has ``description``."""
    parser = ManualParser(f"logtui {name}", description, command.page)
    command.configure(parser)
    parser.set_defaults(parser=parser)
    return parser


def refuse_usage(args: argparse.Namespace, problem: str) -> NoReturn:
    """End the command whose parser gave ``args`` as called wrongly: say ``problem`` and usage."""
    parser: ManualParser = args.parser
    parser.error(problem)


_MAIN_PAGE = ManualPage(
    notes="""\
A log that is named like a command is opened as ./NAME, one that begins with - after --. Where
the settings name a log, every command can do without FILE: where a title or a query may follow,
the first word is FILE if there is such a file or it ends in .md. In the log, ? shows the keys.

Every command works without a terminal and prints its results, and nothing else, on standard
output.""",
    examples=(
        ("logtui research-log.md", "browse that log"),
        ("logtui --demo", "look around in a throw-away copy of a sample"),
        ("logtui add research-log.md --help", "the manual of a command"),
        ('eval "$(logtui --completion bash)"', "in ~/.bashrc: complete commands and options"),
        ("logtui --completion zsh > ~/.zfunc/_logtui", "the same in zsh, in a folder of $fpath"),
        ("logtui --completion fish > ~/.config/fish/completions/logtui.fish", "and in fish"),
    ),
    variables=("VISUAL", "EDITOR", "NO_COLOR", "XDG_CONFIG_HOME", "XDG_STATE_HOME"),
    files=("state",),
)


def main_parser(commands: Mapping[str, str]) -> ManualParser:
    """Return the parser of ``logtui`` without a command.

    Args:
        commands: All commands with what each does.
    """
    about = "Browse, search and extend a research log kept in one Markdown file."
    listing = f"commands (`logtui COMMAND --help` says more):\n{definition_list(commands.items())}"
    parser = ManualParser(
        "logtui", about, _MAIN_PAGE._replace(notes=f"{listing}\n\n{_MAIN_PAGE.notes}")
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="the log; left out: $LOGTUI_LOG, then `log` of the configuration file",
    )
    group.add_argument("--demo", action="store_true", help="browse a throw-away copy of a sample")
    group.add_argument("--version", "-V", action="store_true", help="print the version")
    group.add_argument(
        "--completion",
        choices=SHELLS,
        metavar="SHELL",
        help="print what SHELL, which is bash, zsh or fish, reads to complete command lines",
    )
    return parser


def wrap_paragraphs(text: str) -> str:
    """Return the paragraphs of ``text`` as wide as the terminal, at most 80 cells.

    A paragraph in which a line is indented or stands in columns keeps its lines.
    """
    return "\n\n".join(
        paragraph
        if any(line.startswith(" ") or "  " in line for line in paragraph.splitlines())
        else textwrap.fill(paragraph, _width(), break_on_hyphens=False)
        for paragraph in text.strip().split("\n\n")
    )


def definition_list(terms: Iterable[tuple[str, str]]) -> str:
    """Return names with explanations, in two columns."""
    pairs = list(terms)
    widest = max(len(name) for name, _ in pairs) + 2
    return "\n".join(
        textwrap.fill(
            text,
            _width(),
            initial_indent=f"{_INDENT}{name:{widest}}",
            subsequent_indent=_INDENT + " " * widest,
        )
        for name, text in pairs
    )


def _width() -> int:
    from shutil import get_terminal_size  # loads what unpacks archives, too

    return max(min(get_terminal_size().columns, _MAX_WIDTH) - 2, 40)
