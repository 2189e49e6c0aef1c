"""Bytes to text and back without loss.

A file is UTF-8; bytes that are not become lone surrogates (PEP 383) and come back as they were.
A file that was UTF-8 once, was read in an 8-bit code page and saved as UTF-8 again (mojibake)
goes through that code page on its way in and on its way out, so that everybody else sees the
text as it was meant, and new text is encoded like its neighbours.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from functools import cache, partial
from typing import NamedTuple

from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.errors import EncodingError

CHUNK_SIZE = 1 << 18
"""Bytes that are converted in one go, so that no single call holds the interpreter for long."""

CODE_PAGES = ("mac_roman", "cp1252", "latin_1")
"""The code pages that mojibake is looked for in, likeliest first."""

_BOM = codecs.BOM_UTF8
_SAMPLE_LENGTH = 512
_FIRST_THREE_BYTE_CHARACTER = "\u0800"
_SCRIPTS = (
    # First and one past the last code point, by turns: Latin, Greek, Cyrillic; Hebrew, Arabic;
    # Devanagari, Thai; Latin again; punctuation and symbols; CJK; Hangul; variation selectors;
    # byte order mark and full-width forms; mathematical letters; emoji; rare CJK; tags.
    *(0xA0, 0x250, 0x300, 0x460, 0x5D0, 0x5EB, 0x600, 0x700, 0x900, 0x980, 0xE00, 0xE80),
    *(0x1E00, 0x2C00, 0x3000, 0x3100, 0x3400, 0xA000, 0xAC00, 0xD7A4),
    *(0xFE00, 0xFE10, 0xFEFF, 0xFFF0, 0x1D400, 0x1D800, 0x1F000, 0x1FB00),
    *(0x20000, 0x31350, 0xE0020, 0xE0080),
)


_NON_ASCII_PAIR = lazy_pattern(r"[^\x00-\x7f]{2}")
_NON_ASCII_RUN = lazy_pattern(r"[^\x00-\x7f]+")
_STRAY_RUN = lazy_pattern("[\udc80-\udcff]+")

_LONGEST_CUT_CHARACTER = 3
"""Bytes that are left of one character where a program has cut a UTF-8 text in its middle."""

_FEW_STRAY_BYTES = 4
"""Bytes that do not yet show that a text is in another encoding than UTF-8."""

_WIDE_SAMPLE = 1 << 12
"""Bytes at the beginning of a file that show whether each character takes two bytes or four."""

_MARKED_ENCODINGS = (
    # The mark of UTF-16 begins that of UTF-32.
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
_WIDE_ENCODINGS = (
    # How many bytes a character has, and which of them are zero in those of ASCII.
    ("UTF-32LE", 4, {1, 2, 3}),
    ("UTF-32BE", 4, {0, 1, 2}),
    ("UTF-16LE", 2, {1}),
    ("UTF-16BE", 2, {0}),
)


class Encoding(NamedTuple):
    """How a text came out of a file's bytes.

    Attributes:
        has_bom: Whether the file begins with the UTF-8 byte order mark, which the text leaves out.
        code_page: The code page that the file's UTF-8 was once misread in; None for a sound one.
    """

    has_bom: bool = False
    code_page: str | None = None

    def encode(self, text: str) -> bytes:
        """Return the bytes of ``text``; for an unchanged text, those it was decoded from.

        Raises:
            EncodingError: ``text`` holds a lone surrogate that stands for no byte of the file.
        """
        try:
            if self.code_page is None:
                body = text.encode("utf-8", "surrogateescape")
            else:
                table = _code_page_characters(self.code_page)
                original = text.encode("utf-8")
                starts = range(0, len(original), CHUNK_SIZE)
                chunks = (original[start : start + CHUNK_SIZE] for start in starts)
                body = b"".join(
                    codecs.charmap_decode(chunk, "strict", table)[0].encode("utf-8")
                    for chunk in chunks
                )
        except UnicodeEncodeError as error:
            raise EncodingError(
                f"the text holds U+{ord(text[error.start]):04X}, half a character, which this "
                "file cannot keep; take it out and try again"
            ) from error
        return _BOM + body if self.has_bom else body


def decode(data: bytes) -> tuple[str, Encoding]:
    """Return the text of ``data`` and how it was encoded; ``encode`` gives back ``data`` exactly.

    A file counts as mojibake only as a whole: all of it goes back through one code page and comes
    out as sound UTF-8.
    """
    has_bom = data.startswith(_BOM)
    body = data.removeprefix(_BOM)
    if not body.isascii():
        for code_page in CODE_PAGES:
            text = _decode_mojibake(body, code_page)
            if text is not None:
                return text, Encoding(has_bom, code_page)
    return body.decode("utf-8", "surrogateescape"), Encoding(has_bom)


def require_utf8(text: str) -> None:
    """Refuse a log whose ``text`` shows that its file is in another encoding than UTF-8.

    What is written into such a file in UTF-8 can be read by nobody: two encodings in one file are
    none.

    Raises:
        EncodingError: It is; the text says how to convert the file.
    """
    name = wide_encoding(text[:_WIDE_SAMPLE].encode("utf-8", "surrogateescape"))
    if name is not None:
        raise EncodingError(
            f"this log is in {name}, and logtui writes UTF-8 only; convert it first, with"
            f" `iconv -f {name} -t UTF-8 OLD.md > NEW.md`"
        )
    if _is_mostly_invalid(text):
        raise EncodingError(
            "this log is not in UTF-8, which logtui writes; convert it first from the encoding that"
            " it has, such as CP1252 or GB18030, with `iconv -f CP1252 -t UTF-8 OLD.md > NEW.md`"
        )


def wide_encoding(data: bytes) -> str | None:
    """Return the name of the UTF-16 or UTF-32 that ``data`` is in; None where it is in neither.

    A byte order mark tells, or else the zero bytes of the ASCII characters at the beginning. One
    character in eight is enough, since some scripts share only blanks and line ends with ASCII.
    """
    for mark, name in _MARKED_ENCODINGS:
        if data.startswith(mark):
            return name
    sample = data[:_WIDE_SAMPLE]
    if b"\0" not in sample:
        return None
    for name, width, high_bytes in _WIDE_ENCODINGS:
        zeros = [sample[offset::width].count(0) for offset in range(width)]
        ascii_count = min(zeros[offset] for offset in high_bytes)
        others = sum(zeros) - sum(zeros[offset] for offset in high_bytes)
        fewest = max(_FEW_STRAY_BYTES, len(sample) // width // 8)
        if ascii_count >= fewest and others * 8 <= ascii_count:
            return name
    return None


def decode_edited(data: bytes) -> str:
    """Return the text of a file that another program saved, without a byte order mark.

    UTF-16 and UTF-32 are read where a byte order mark tells which. Other bytes that are not UTF-8
    become lone surrogates.

    Raises:
        EncodingError: The bytes are not what their mark says.
    """
    for mark, name in _MARKED_ENCODINGS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeError as error:
                raise EncodingError(f"it begins like {name} and is not in it") from error
    return data.removeprefix(_BOM).decode("utf-8", "surrogateescape")


def stray_bytes(text: str) -> bytes:
    """Return the bytes in ``text`` that are not UTF-8, in their order."""
    return "".join(_STRAY_RUN.findall(text)).encode("utf-8", "surrogateescape")


def _is_mostly_invalid(text: str) -> bool:
    """Tell whether more of what is not ASCII in ``text`` are stray bytes than characters.

    A few in one line may have come with a single paste, and up to three in a row may be left of a
    character that was cut: a log in UTF-8 that has hardly any other may hold such.
    """
    if text.isascii():
        return False
    runs = list(_STRAY_RUN.finditer(text))
    lengths = [len(run[0]) for run in runs]
    non_ascii_count = sum(map(len, _NON_ASCII_RUN.findall(text)))
    if 2 * sum(lengths) <= non_ascii_count:
        return False
    start, end = runs[0].end(), runs[-1].start()
    is_in_one_line = all(text.find(line_end, start, end) < 0 for line_end in "\r\n")
    is_few = sum(lengths) <= _FEW_STRAY_BYTES and max(lengths) <= _LONGEST_CUT_CHARACTER
    return not (is_in_one_line and is_few)


def repair_for_display(text: str) -> str:
    """Return ``text`` with every clear run of mojibake in it as it was meant, for showing only."""
    if text.isascii():
        return text
    for code_page in CODE_PAGES:
        # A misread sequence is at least two characters long.
        if not _NON_ASCII_PAIR.search(text):
            break
        text = _misread_sequences(code_page).sub(partial(_repair_run, code_page=code_page), text)
    return text


def _decode_mojibake(body: bytes, code_page: str) -> str | None:
    """Return the text that was misread in ``code_page``; None where that did not happen."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    original = bytearray()
    is_proven = False
    try:
        for start in range(0, len(body), CHUNK_SIZE):
            chunk = decoder.decode(
                body[start : start + CHUNK_SIZE], start + CHUNK_SIZE >= len(body)
            )
            if not is_proven and not chunk.isascii():
                if not _is_surely_mojibake(chunk, code_page):
                    return None
                is_proven = True
            original += _to_bytes(chunk, code_page)
        return original.decode("utf-8")
    except UnicodeError:
        return None


def _is_surely_mojibake(text: str, code_page: str) -> bool:
    """Tell whether the first stretch of ``text`` that is not ASCII is mojibake beyond doubt.

    Raises:
        UnicodeError: It does not come out of ``code_page`` as UTF-8.
    """
    first_non_ascii = next(index for index, char in enumerate(text) if char > "\x7f")
    sample = text[max(first_non_ascii - 1, 0) : first_non_ascii + _SAMPLE_LENGTH]
    original = codecs.getincrementaldecoder("utf-8")().decode(_to_bytes(sample, code_page))
    if not _is_in_known_scripts(original):
        return False
    if any(char >= _FIRST_THREE_BYTE_CHARACTER for char in original):
        return True
    return any(
        _repair_run(run, code_page) != run[0]
        for run in _misread_sequences(code_page).finditer(sample)
    )


def _is_in_known_scripts(text: str) -> bool:
    """Tell whether ``text`` keeps to the scripts and symbols that logs are written in."""
    return all(char <= "\x7f" or bisect_right(_SCRIPTS, ord(char)) % 2 for char in text)


def _repair_run(run: re.Match[str], code_page: str) -> str:
    """Return what ``run`` was meant to be; the run itself where it may be meant as it stands."""
    try:
        original = _to_bytes(run[0], code_page).decode("utf-8")
    except UnicodeError:
        return run[0]
    if not _is_in_known_scripts(original):
        return run[0]
    if len(run[0]) > 2 * len(original) or _are_pairs_mojibake(run, original, code_page):
        return original
    return run[0]


def _are_pairs_mojibake(run: re.Match[str], original: str, code_page: str) -> bool:
    """Tell whether ``run``, two characters for each ``original`` one, is too odd to be meant so.

    Three characters for one do not happen by chance, two do: ``√π`` is a formula and the ``ù`` of
    a misread word, so in Mac Roman a letter has to stand next to it; elsewhere a single pair has
    to give a character of the Latin-1 block.
    """
    if code_page != "mac_roman":
        return len(original) > 1 or original <= "\u00ff"
    text, (start, end) = run.string, run.span()
    neighbours = text[max(start - 1, 0) : start] + text[end : end + 1]
    return original <= "\u00ff" and any(c.isascii() and c.isalpha() for c in neighbours)


@cache
def _code_page_characters(code_page: str) -> str:
    """Return the 256 characters of ``code_page``; a byte without one stands for its C1 control."""
    characters = bytes(range(256)).decode(code_page, "replace")
    return "".join(chr(b) if char == "\ufffd" else char for b, char in enumerate(characters))


_encoding_map = cache(codecs.charmap_build)


def _to_bytes(text: str, code_page: str) -> bytes:
    """Return ``text`` as it was before it was misread; each character is one byte."""
    mapping = _encoding_map(_code_page_characters(code_page))
    return codecs.charmap_encode(text, "strict", mapping)[0]


@cache
def _misread_sequences(code_page: str) -> re.Pattern[str]:
    """Return a pattern for runs of characters that spell UTF-8 sequences in ``code_page``."""
    table = _code_page_characters(code_page)
    tail = f"[{re.escape(table[0x80:0xC0])}]"
    return re.compile(
        f"(?:[{re.escape(table[0xC2:0xE0])}]{tail}"
        f"|[{re.escape(table[0xE0:0xF0])}]{tail}{{2}}"
        f"|[{re.escape(table[0xF0:0xF5])}]{tail}{{3}})+"
    )


def repaired_bytes(text: str, stored: Encoding) -> bytes | None:
    """Return ``text`` as UTF-8 without the mojibake that ``stored`` writes or that is in it.

    None where it has none.
    """
    encoding = Encoding(stored.has_bom)
    if stored.code_page is not None:
        return encoding.encode(text)
    repaired = repair_for_display(text)
    return None if repaired == text else encoding.encode(repaired)
