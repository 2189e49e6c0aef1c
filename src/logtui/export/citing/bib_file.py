"""A bibliography that is there already: which works it has, and by which keys."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from logtui.document.relations.same_link import link_identity
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from logtui.export.citing.works import Work

_ENTRY = lazy_pattern(r"@[ \t]*(\w+)\s*[{(]\s*([^\s,{}()]+)\s*,")
_FIELD = lazy_pattern(
    r"\b(eprint|doi|url)\s*=\s*[{\"]\s*([^{}\"\s]+)\s*[}\"]|\\url\{([^{}\s]+)\}", re.IGNORECASE
)
_NO_ENTRIES = frozenset({"comment", "string", "preamble"})


class BibFile:
    """The text of a file of BibTeX, all of which stays as it is.

    Attributes:
        text: The text.
        keys: All keys in it, in lower case.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.keys: set[str] = set()
        self._keys_by_identity: dict[str, str] = {}
        for key, body in _entries(text):
            self.keys.add(key.lower())
            for identity in _identities(body):
                self._keys_by_identity.setdefault(identity, key)

    def keys_of(self, works: Iterable[Work]) -> dict[str, str]:
        """Return the keys of those of ``works`` that the file has, by their identities."""
        keys: dict[str, str] = {}
        for work in works:
            for identity in (work.identity, link_identity(f"doi:{work.published_doi}")):
                if identity in self._keys_by_identity:
                    keys.setdefault(work.identity, self._keys_by_identity[identity])
        return keys

    def append(self, entries: str) -> str:
        """Return the text with ``entries`` after what is there."""
        if not entries:
            return self.text
        text = self.text
        if text and not text.endswith("\n"):
            text += "\n"
        return f"{text}\n{entries}" if text.strip() else text + entries


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield the key of each entry, and the text up to the next one."""
    matches = [match for match in _ENTRY.finditer(text) if match[1].lower() not in _NO_ENTRIES]
    ends = [match.start() for match in matches] + [len(text)]
    for match, end in zip(matches, ends[1:], strict=True):
        yield match[2], text[match.end() : end]


def _identities(body: str) -> Iterator[str]:
    """Yield the identities of what an entry with the fields ``body`` is found by, best first."""
    fields = {(name or "url").lower(): value or url for name, value, url in _FIELD.findall(body)}
    if eprint := fields.get("eprint"):
        yield link_identity(f"arxiv:{eprint}")
    if number := fields.get("doi"):
        yield link_identity(number)
    if address := fields.get("url"):
        yield link_identity(address.replace("\\", ""))
