"""The one day that an option names."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from logtui.document.editing.typed_date import read_date
from logtui.errors import LogtuiError
from logtui.search.periods import users_today

if TYPE_CHECKING:
    from logtui.document.model import Document


def typed_day(words: str | None, document: Document) -> datetime.date:
    """Return the day that ``words`` mean in ``document``; today for None.

    Raises:
        LogtuiError: They mean none, or no single one.
    """
    today = users_today()
    if words is None:
        return today
    date = read_date(words, today, document)
    day = date if isinstance(date, datetime.date) else date.exact_day()
    if day is None:
        raise LogtuiError(f"{words!r} is not a single day; name one, such as 2024-09-25")
    return day
