"""The exceptions that the whole program raises for what a user can do something about."""

from __future__ import annotations


class LogtuiError(Exception):
    """Something could not be done; its text is one sentence that says what and what to do."""


class EncodingError(LogtuiError):
    """A text holds a character that the log's encoding cannot hold."""
