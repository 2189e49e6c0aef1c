"""What links were found to be, kept between runs for all logs."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from logtui.errors import StorageError, error_reason
from logtui.storage.files import read_file, write_atomically
from logtui.storage.state import make_private_folder, state_root

_DAY = 86_400
_DAYS_KEPT = {"alive": 30, "moved": 7, "gone": 7, "gone?": 1, "refused": 1, "unsure": 1}
"""Days after which a link of each class is asked again."""


class LinkResult(NamedTuple):
    """What a link was found to be.

    Attributes:
        link_class: The class, as ``fetch.link_states.LinkClass`` has it.
        reason: Why.
        target: Where it leads by now; empty where it does not lead elsewhere.
        time: When that was, in seconds since 1970.
        gone_since: When it was first found to be gone; 0 where it was not.
        archived: The address of a copy in an archive; empty without one.
        encrypted: The same address with https, where that led to the page; empty otherwise.
    """

    link_class: str
    reason: str
    target: str
    time: float
    gone_since: float = 0
    archived: str = ""
    encrypted: str = ""

    def is_fresh(self, now: float) -> bool:
        """Tell whether this still counts at ``now``."""
        return now - self.time < _DAYS_KEPT.get(self.link_class, 0) * _DAY

    def after(self, earlier: LinkResult | None) -> LinkResult:
        """Return this with what is known from ``earlier``.

        What was gone a day ago and is so again is surely gone.
        """
        if self.link_class != "gone?":
            return self
        gone_since = (earlier and earlier.gone_since) or self.time
        is_sure = self.time - gone_since >= _DAY
        link_class = "gone" if is_sure else self.link_class
        return self._replace(link_class=link_class, gone_since=gone_since)


def stored_link_results() -> dict[str, LinkResult]:
    """Return all results by link; none where they cannot be read."""
    try:
        stored: Any = json.loads(read_file(state_root() / "links.json"))
        return {str(link): LinkResult(**fields) for link, fields in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def store_link_results(results: dict[str, LinkResult]) -> None:
    """Store ``results`` in place of all earlier ones.

    Raises:
        StorageError: The state directory cannot be written.
    """
    fields = {link: result._asdict() for link, result in results.items()}
    path = state_root() / "links.json"
    try:
        make_private_folder(path.parent)
        write_atomically(path, json.dumps(fields).encode("ascii"))
    except OSError as error:
        raise StorageError(f"the results are not kept: {path}: {error_reason(error)}") from error
