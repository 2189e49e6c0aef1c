"""What the commands that write to a log print about it."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

from logtui.commands.output import prepare_output
from logtui.document import lines
from logtui.document.encoding import repaired
from logtui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from logtui.document.model import Document
    from logtui.document.text import Edit
    from logtui.session import Receipt

_MOST_IN_LABEL = 60
_NO_END = "\\ No newline at end of file"


def label(verb: str, title: str) -> str:
    """Return what the list of writes calls doing ``verb`` to the entry with this ``title``."""
    return f"{verb} {safe_text(repaired(title.strip()), _MOST_IN_LABEL)}"


def say(texts: Iterable[str]) -> None:
    """Print each of ``texts`` as a line: made safe for a terminal, with its own bytes elsewhere.

    The log is written by then, so an output that takes nothing more is no reason to fail.
    """
    prepare_output(errors="surrogateescape")
    shown = _on_screen if sys.stdout.isatty() else str
    try:
        for text in texts:
            sys.stdout.write(shown(text) + "\n")
        sys.stdout.flush()
    except OSError:
        # What could not be written would be tried once more when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def warn(warnings: Iterable[str]) -> None:
    """Print what did not work beside the saving itself."""
    for warning in warnings:
        sys.stderr.write(f"logtui: {safe_text(warning)}\n")


def tell(path: Path, receipt: Receipt | None, verb: str = "") -> None:
    """Print in one line what was done to the log at ``path``; ``verb`` stands in front of it."""
    if receipt is None:
        warn(["nothing is different, nothing is written"])
        return
    say([f"{path}: {verb}{receipt}"])
    warn(receipt.warnings)


def written(path: Path, receipt: Receipt) -> list[str]:
    """Return where something was written, as ``research-log.md:10-11``, and the lines themselves.

    Blank lines around them are left out.
    """
    texts = [text for _, text in lines.each(receipt.document.text)]
    first, last = receipt.line - 1, receipt.line + receipt.added - 2
    while first < last and not texts[first].strip():
        first += 1
    while last > first and not texts[last].strip():
        last -= 1
    numbers = f"{first + 1}-{last + 1}" if last > first else f"{first + 1}"
    return [f"{path}:{numbers}", *texts[first : last + 1]]


def diff(document: Document, edit: Edit, path: Path) -> Iterator[str]:
    """Return the lines of the unified diff of what ``edit`` does to the log at ``path``."""
    return diff_of(document.text, edit.apply(document.text), path)


def diff_of(old: str, new: str, path: Path) -> Iterator[str]:
    """Yield the lines of the unified diff that makes ``new`` of ``old``, texts of one log."""
    from difflib import unified_diff

    for line in unified_diff(_with_ends(old), _with_ends(new), str(path), str(path)):
        yield line.removesuffix("\n")
        if not line.endswith(("\n", "\r")):
            yield _NO_END


def _with_ends(text: str) -> list[str]:
    """Return the lines of ``text``, each with its end."""
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+", text)


def _on_screen(text: str) -> str:
    return safe_text(text.removesuffix("\r").expandtabs(lines.TAB))
