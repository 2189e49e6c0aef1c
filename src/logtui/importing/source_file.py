"""The texts that a file to import from holds: itself, or the tables in an archive."""

from __future__ import annotations

import codecs
import io
import zipfile
import zlib
from collections.abc import Iterator

from logtui.importing.source_item import SourceError

MAX_SOURCE_BYTES = 64 << 20
"""Bytes of the largest file, and of all tables of an archive together."""

_ARCHIVE_START = b"PK\x03\x04"
_MOST_PARTS = 1000
_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def source_texts(data: bytes, name: str) -> Iterator[str]:
    """Yield the text of ``data``, or of each table in it where it is an archive.

    Args:
        data: The bytes of a file.
        name: What the user calls it, for messages.

    Raises:
        SourceError: It is too large, not text, or an archive without tables.
    """
    if len(data) > MAX_SOURCE_BYTES:
        raise too_large(name)
    if data.startswith(_ARCHIVE_START):
        yield from (decode_source(part, name) for part in archive_parts(data, name))
    else:
        yield decode_source(data, name)


def too_large(name: str) -> SourceError:
    """Return the error about a file that is too large."""
    size = MAX_SOURCE_BYTES >> 20
    return SourceError(f"{name} is larger than {size} MiB; export it in parts")


def decode_source(data: bytes, name: str) -> str:
    """Return ``data`` as text: UTF-8, UTF-16 where it begins so, else the Western code page.

    Raises:
        SourceError: It is not text.
    """
    encoding = next((name for start, name in _ENCODINGS if data.startswith(start)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\0" in text:
        raise SourceError(f"{name} holds NUL bytes, so it is not a text to import from")
    return text


def archive_parts(data: bytes, name: str) -> Iterator[bytes]:
    """Yield the bytes of each table in an archive, of no more than a file may have in all."""
    left, count = MAX_SOURCE_BYTES, 0
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for part in archive.infolist()[:_MOST_PARTS]:
                if part.is_dir() or not part.filename.casefold().endswith(".csv"):
                    continue
                with archive.open(part) as stream:
                    # What the archive says of its sizes may be wrong.
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise too_large(f"what {name} unpacks to")
                count += 1
                yield content
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError) as error:
        raise SourceError(f"{name} is an archive that cannot be unpacked: {error}") from error
    if not count:
        raise SourceError(f"{name} is an archive without a CSV file; unpack it, and name a file")
