"""Writing into a log where links lead by now, and where copies of lost pages are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from logtui.checks.checked_log import links_of_text
from logtui.document.reading.parser import parse_text
from logtui.document.relations.same_link import link_identity
from logtui.document.text import links
from logtui.document.text.spans import Edit, Span, combine_edits
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from logtui.document.model import Document

_PLAIN_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\\|`\"\x00-\x1f\x7f-\x9f]+")
"""An address that can stand in any link as it is."""


@dataclass(frozen=True)
class FixLinks:
    """Puts new addresses in place of old ones, and copies after links to lost pages.

    Attributes:
        moved: The new address of each link that moved, by its identity.
        archived: The address of a copy of each lost page, by the identity of its link.
        encrypted: Addresses with https that lead to the page that they lead to with http.
    """

    moved: Mapping[str, str] = field(default_factory=dict)
    archived: Mapping[str, str] = field(default_factory=dict)
    encrypted: Collection[str] = ()

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return "fix links"

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that does it to ``document``; None where there is nothing to do.

        A link whose new address could not stand there as it is stays.

        Raises:
            LogtuiError: Something besides the links would not be the same.
        """
        edits = []
        for link in links_of_text(document.text):
            raw = link.target.of(document.text)
            identity = link_identity(links.unescape_target(raw))
            target, copy = self.moved.get(identity, ""), self.archived.get(identity, "")
            mention, end = f" ([archived]({copy}))", link.span.end
            encrypted = raw.replace("http:", "https:", 1)
            if _PLAIN_ADDRESS.fullmatch(target):
                edits.append(Edit(link.target, target))
            elif encrypted != raw and encrypted.partition("#")[0] in self.encrypted:
                edits.append(Edit(link.target, encrypted))
            elif _PLAIN_ADDRESS.fullmatch(copy) and not document.text.startswith(mention, end):
                edits.append(Edit(Span(end, end), mention))
        if not edits:
            return None
        edit = combine_edits(document.text, edits)
        fixed = parse_text(edit.apply(document.text), document.encoding)
        if self._meaning(fixed) != self._meaning(document):
            raise LogtuiError(
                "the entries would not be the same after that, so nothing is written; mend the"
                " links one by one"
            )
        return edit

    def _meaning(self, document: Document) -> list[tuple[object, ...]]:
        """Return what the entries are, each link as it is to be."""
        meaning: list[tuple[object, ...]] = []
        for entry in document.entries:
            identity = link_identity(document.url(entry) or "")
            target = link_identity(self.moved.get(identity, identity))
            meaning.append((document.date(entry), document.kind(entry), target))
        return meaning
