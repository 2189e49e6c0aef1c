"""The exceptions that the whole program raises for what a user can do something about."""

from __future__ import annotations


class LogtuiError(Exception):
    """Something could not be done; its text says what and what to do.

    The text begins with a small letter and has no full stop at its end, as commands print it;
    ``sentence`` makes a sentence of it.

    Attributes:
        starts_as_typed: Whether the text begins with words of the user, which keep their case.
    """

    starts_as_typed = False


class EncodingError(LogtuiError):
    """A text holds a character that the log's encoding cannot hold."""


def sentence(error: LogtuiError) -> str:
    """Return the text of ``error`` as forms and dialogs show it: with a capital and a full stop."""
    text = str(error)
    first = text[:1] if error.starts_as_typed else text[:1].upper()
    return f"{first}{text[1:]}."
