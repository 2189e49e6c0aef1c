"""Mending what checks report, where that cannot change what the log means."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.checks.check_list import find_problems
from logtui.checks.checked_log import CheckedLog
from logtui.document.reading.parser import parse_text
from logtui.document.relations.same_link import link_identity
from logtui.document.text.spans import Edit, Span, combine_edits, trim_edit
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from logtui.document.model import Document


@dataclass(frozen=True)
class FixProblems:
    """Mends all problems of some checks at once.

    Attributes:
        names: The checks.
        today: The day of today.
    """

    names: Sequence[str]
    today: datetime.date

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return f"fix {', '.join(self.names)}"

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that mends ``document``; None where there is nothing to mend.

        Raises:
            LogtuiError: An entry or what it links to would not be the same.
        """
        mended = document
        for name in self.names:
            problems = find_problems(CheckedLog(mended, None, self.today), {name: "warn"})
            fixes = [problem.fix for problem in problems if problem.fix]
            if fixes:
                text = combine_edits(mended.text, fixes).apply(mended.text)
                mended = parse_text(text, document.encoding)
        if mended.text == document.text:
            return None
        if _meaning(mended) != _meaning(document):
            raise LogtuiError(
                "the entries would not be the same after that, so nothing is written; mend the"
                " places one by one"
            )
        return trim_edit(Edit(Span(0, len(document.text)), mended.text), document.text)


def _meaning(document: Document) -> list[tuple[object, ...]]:
    """Return what the entries of ``document`` are, whatever the spelling of their links."""
    return [
        (document.date(entry), document.kind(entry), link_identity(document.url(entry) or ""))
        for entry in document.entries
    ]
