"""What a file is by its name and its first bytes, and who may be given it.

The desktop decides by name or content what it starts for a file, and some of that runs what the
file holds. So it is given only what is known to be looked at: documents, pictures, sound, video and
archives whose ending and first bytes agree. Text is for the editor, whatever it is called. About
all else the user is asked.
"""

from __future__ import annotations

import codecs
import enum
from typing import NamedTuple

from logtui.document.text.lazy_pattern import lazy_pattern

SNIFFED_BYTES = 1 << 13
"""Bytes from the beginning of a file that tell what it is."""


class Opener(enum.Enum):
    """Who opens a file."""

    EDITOR = enum.auto()
    DESKTOP = enum.auto()
    CONFIRMED_DESKTOP = enum.auto()
    """The desktop, if the user agrees after reading what the file is."""


class FileType(NamedTuple):
    """What a file is.

    Attributes:
        opener: Who opens it.
        name: A noun with its article; it holds nothing of the file.
    """

    opener: Opener
    name: str


class _FileFormat:
    """A format that programs only show, play or unpack.

    Attributes:
        name: A noun with its article.
        endings: The ends of names that promise it, with their dots.
        signature: What its files begin with.
    """

    def __init__(self, name: str, endings: str, signature: bytes) -> None:
        self.name = name
        self.endings = endings.split()
        self.signature = lazy_pattern(b"(?s)" + signature)


_ZIP_ENTRY = rb"PK\x03\x04.{26}"
"""The beginning of a ZIP archive up to the name of the first file in it."""
_OFFICE_ENTRY = _ZIP_ENTRY + rb"(?:\[Content_Types\]\.xml|_rels/|docProps/|customXml/|%b/)"
_OPEN_DOCUMENT = _ZIP_ENTRY + rb"mimetypeapplication/vnd\.oasis\.opendocument\.%b"

_FORMATS = (
    _FileFormat("a PDF document", ".pdf", rb"%PDF"),
    _FileFormat("a DjVu document", ".djvu .djv", rb"AT&TFORM"),
    _FileFormat("a rich text document", ".rtf", rb"\{\\rtf"),
    _FileFormat("an e-book", ".epub", _ZIP_ENTRY + rb"mimetypeapplication/epub\+zip"),
    _FileFormat("a Word document", ".docx", _OFFICE_ENTRY % b"word"),
    _FileFormat("an Excel sheet", ".xlsx", _OFFICE_ENTRY % b"xl"),
    _FileFormat("a PowerPoint presentation", ".pptx", _OFFICE_ENTRY % b"ppt"),
    _FileFormat("an OpenDocument text", ".odt", _OPEN_DOCUMENT % b"text"),
    _FileFormat("an OpenDocument sheet", ".ods", _OPEN_DOCUMENT % b"spreadsheet"),
    _FileFormat("an OpenDocument presentation", ".odp", _OPEN_DOCUMENT % b"presentation"),
    _FileFormat("an OpenDocument drawing", ".odg", _OPEN_DOCUMENT % b"graphics"),
    _FileFormat("a PNG picture", ".png .apng", rb"\x89PNG\r\n\x1a\n"),
    _FileFormat("a JPEG picture", ".jpg .jpeg .jpe .jfif", rb"\xff\xd8\xff"),
    _FileFormat("a GIF picture", ".gif", rb"GIF8[79]a"),
    _FileFormat("a WebP picture", ".webp", rb"RIFF.{4}WEBP"),
    _FileFormat("a bitmap picture", ".bmp", rb"BM.{4}\0\0\0\0"),
    _FileFormat("a TIFF picture", ".tif .tiff", rb"II[*+]\0|MM\0[*+]"),
    _FileFormat("a HEIF picture", ".heic .heif .avif", rb".{4}ftyp(?:hei|hev|mif1|msf1|avi)"),
    _FileFormat("a Photoshop picture", ".psd", rb"8BPS\0"),
    _FileFormat("a GIMP picture", ".xcf", rb"gimp xcf"),
    _FileFormat("an MP3 sound", ".mp3", rb"ID3[\x02-\x04]|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]"),
    _FileFormat("a FLAC sound", ".flac", rb"fLaC"),
    _FileFormat("an Ogg sound or video", ".ogg .oga .opus .ogv", rb"OggS\0"),
    _FileFormat("a WAV sound", ".wav", rb"RIFF.{4}WAVE"),
    _FileFormat("an AIFF sound", ".aif .aiff", rb"FORM.{4}AIF[FC]"),
    _FileFormat("a MIDI sound", ".mid .midi", rb"MThd\0"),
    _FileFormat(
        "an MPEG-4 sound or video", ".mp4 .m4v .m4a .mov", rb".{4}(?:ftyp|moov|mdat|free|wide)"
    ),
    _FileFormat("a Matroska video", ".mkv .mka .webm", rb"\x1aE\xdf\xa3"),
    _FileFormat("an AVI video", ".avi", rb"RIFF.{4}AVI "),
    _FileFormat("an MPEG video", ".mpg .mpeg", rb"\0\0\x01[\xba\xb3]"),
    _FileFormat("a tar archive", ".tar", rb".{257}ustar"),
    _FileFormat("a gzip archive", ".gz .tgz", rb"\x1f\x8b"),
    _FileFormat("a bzip2 archive", ".bz2 .tbz .tbz2", rb"BZh[1-9]"),
    _FileFormat("an xz archive", ".xz .txz", rb"\xfd7zXZ\0"),
    _FileFormat("a Zstandard archive", ".zst .tzst", rb"\x28\xb5\x2f\xfd"),
    _FileFormat("a 7z archive", ".7z", rb"7z\xbc\xaf\x27\x1c"),
    _FileFormat("a RAR archive", ".rar", rb"Rar!\x1a\x07"),
    # The last one: many others are such archives, too.
    _FileFormat("a ZIP archive", ".zip", rb"PK(?:\x03\x04|\x05\x06)"),
)
_FORMATS_BY_ENDING = {
    ending: file_format for file_format in _FORMATS for ending in file_format.endings
}

_COMPRESSED = frozenset({".gz", ".bz2", ".xz", ".zst"})
"""Endings under which a desktop shows the file inside, by the ending before."""


def _names_by_ending(endings_by_name: dict[str, str]) -> dict[str, str]:
    return {ending: name for name, endings in endings_by_name.items() for ending in endings.split()}


_DOCUMENTS_WITH_PROGRAMS = _names_by_ending(
    {
        "a web page, which may run scripts": ".html .htm .xhtml .xht .shtml .mht .mhtml",
        "a drawing that may run scripts": ".svg .svgz",
        "a PostScript document, which is a program": ".ps .eps .epsf .epsi",
    }
)
"""What is looked at on the desktop and not in an editor, even as text, and may run something."""

_OTHER_NAMES = _names_by_ending(
    {
        "an Office document with macros": ".docm .dotm .xlsm .xltm .xlam .xlsb .pptm .potm .ppsm",
        "an Office document that may hold macros": ".doc .dot .xls .xlt .ppt .pot .pps .mdb .accdb",
        "a shortcut, which may start a program": (
            ".desktop .kdelnk .service .url .webloc .pif .library-ms .scf"
        ),
        "a script": (
            ".sh .bash .zsh .csh .ksh .fish .command .tool .terminal .workflow .scpt .applescript"
            " .bat .cmd .ps1 .psm1 .vbs .vbe .js .jse .wsf .wsh .hta"
            " .py .pyw .pl .rb .lua .tcl .php"
        ),
        "a program": (
            ".exe .com .scr .dll .cpl .msc .appimage .run .so .dylib .pyc .pyo .pyz .pyzw"
            " .class .war .jnlp .swf .wasm .xpi .crx"
        ),
        "a package, which may install programs": (
            ".msi .msix .appx .deb .rpm .apk .pkg .mpkg .flatpak .flatpakref .flatpakrepo .snap"
            " .whl .egg .gem"
        ),
        "a disk image": ".iso .img .dmg .vhd .vhdx",
        "a database": ".sqlite .sqlite3 .db",
        "stored Python objects, which may run something": ".pkl .pickle .pt .pth .ckpt .joblib",
    }
)
"""What the user is told about endings of files that are not text; it decides nothing."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins as that of UTF-16 does
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def name_ending(name: str) -> str:
    """Return what ``name`` has from its last dot on, in lower case, as desktops read it.

    So `.svg` alone is an ending, too, and a Kelvin sign is not a k.
    """
    _, dot, ending = name.rpartition(".")
    return dot + (ending.lower() if ending.isascii() else ending) if dot else ""


def file_type(file_name: str, start: bytes) -> FileType:
    """Return what the file ``file_name`` is, which begins with the bytes ``start``."""
    ending = name_ending(file_name)
    inner_ending = ending
    if ending in _COMPRESSED:
        inner_ending = name_ending(file_name[: -len(ending)])
    if name := _DOCUMENTS_WITH_PROGRAMS.get(inner_ending):
        return FileType(Opener.CONFIRMED_DESKTOP, name)
    promised = _FORMATS_BY_ENDING.get(ending)
    if promised and promised.signature.match(start):
        return FileType(Opener.DESKTOP, promised.name)
    if _is_text(start):
        return FileType(Opener.EDITOR, "a text")
    return FileType(Opener.CONFIRMED_DESKTOP, _other_name(ending, start))


def folder_type(folder_name: str) -> FileType:
    """Return what the folder ``folder_name`` is."""
    # The dot that hides a folder begins no ending.
    if name_ending(folder_name[1:])[1:].isalpha():
        return FileType(
            Opener.CONFIRMED_DESKTOP, "a folder with an ending, which may make it a program"
        )
    return FileType(Opener.DESKTOP, "a folder")


def _other_name(ending: str, start: bytes) -> str:
    """Return what a file is called that is neither text nor what its ending promises."""
    if ending in _OTHER_NAMES:
        return _OTHER_NAMES[ending]
    if ending in _FORMATS_BY_ENDING:
        return f"not {_FORMATS_BY_ENDING[ending].name}, as its name says, but something else"
    for file_format in _FORMATS:
        if file_format.signature.match(start):
            return f"{file_format.name} by its content, with another ending"
    return "a file of an unknown type"


def _is_text(start: bytes) -> bool:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            try:
                # What follows may end in the middle of a character.
                text = codecs.getincrementaldecoder(encoding)().decode(start)
            except UnicodeDecodeError:
                continue
            if "\0" not in text:
                return True
    return b"\0" not in start
