"""Text as programs leave it that take UTF-8 for something else."""

from __future__ import annotations


def mojibake(text: str, code_page: str = "mac_roman") -> bytes:
    """Return what comes of reading the UTF-8 of ``text`` in ``code_page`` and saving that."""
    return text.encode().decode(code_page).encode()
