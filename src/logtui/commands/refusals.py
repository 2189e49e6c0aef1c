"""What cannot be written, in the words of a command: forms tell it in sentences."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from logtui.document.drafts import DraftError
from logtui.document.errors import EncodingError, LogtuiError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def in_lower_case(*typed: str | None) -> Iterator[None]:
    """Raise what the block refuses without the capital and the full stop of a sentence.

    Args:
        typed: What the user gave; a refusal that begins with it begins as it was typed.
    """
    try:
        yield
    except (DraftError, EncodingError) as error:
        words = str(error).removesuffix(".")
        begins = (text.strip() for text in typed if text and not text.isspace())
        if not words.startswith(tuple(begins)):
            words = words[:1].lower() + words[1:]
        raise LogtuiError(words) from error
