"""Mojibake taken out of a log for good; it stays in the file until the user asks for this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.encoding import Encoding, repaired

if TYPE_CHECKING:
    from logtui.document.model import Document


def mended(document: Document) -> bytes | None:
    """Return the bytes of the log as it was meant; None where nothing in it is mojibake.

    A file that is mojibake as a whole becomes the text that it stands for. In one that is broken
    here and there, each clear run becomes what the screen shows for it; all other bytes stay.
    """
    encoding = Encoding(document.encoding.bom)
    if document.encoding.code_page is not None:
        return encoding.encode(document.text)
    text = repaired(document.text)
    return None if text == document.text else encoding.encode(text)
