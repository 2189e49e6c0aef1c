"""Which files the desktop is given without a question, which the editor, and what is asked."""

from __future__ import annotations

import gzip
import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.system.file_types import Opener, file_type

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"
MP4 = b"\0\0\0\x20ftypisom\0\0\x02\0"
SCRIPT = b"#!/bin/sh\nid\n"


def zipped(*names: str, content: bytes = b"x") -> bytes:
    """Return a ZIP archive of files with these names."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for name in names:
            file.writestr(name, content)
    return archive.getvalue()


def tarred() -> bytes:
    """Return a tar archive of an empty file."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as file:
        file.addfile(tarfile.TarInfo("a.txt"))
    return archive.getvalue()


WORD = zipped("[Content_Types].xml", "_rels/.rels", "word/document.xml")
JAR = zipped("META-INF/MANIFEST.MF", "Main.class")

KNOWN = [
    ("paper.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    ("ascii.pdf", b"%PDF-1.4\n1 0 obj\n"),
    ("scan.djvu", b"AT&TFORM\0\0\0\0DJVM"),
    ("letter.rtf", rb"{\rtf1\ansi Hello}"),
    ("book.epub", zipped("mimetype", content=b"application/epub+zip")),
    ("text.docx", WORD),
    ("other.docx", zipped("word/document.xml")),
    ("sheet.xlsx", zipped("_rels/.rels", "xl/workbook.xml")),
    ("talk.pptx", zipped("[Content_Types].xml", "ppt/presentation.xml")),
    ("text.odt", zipped("mimetype", content=b"application/vnd.oasis.opendocument.text")),
    ("s.ods", zipped("mimetype", content=b"application/vnd.oasis.opendocument.spreadsheet")),
    ("t.odp", zipped("mimetype", content=b"application/vnd.oasis.opendocument.presentation")),
    ("d.odg", zipped("mimetype", content=b"application/vnd.oasis.opendocument.graphics")),
    ("a.png", PNG),
    ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF"),
    ("a.jpeg", b"\xff\xd8\xff\xe1"),
    ("a.gif", b"GIF89a\1\0\1\0\x80\0\0"),
    ("a.webp", b"RIFF\x24\0\0\0WEBPVP8 "),
    ("a.bmp", b"BM\x46\0\0\0\0\0\0\0\x36"),
    ("a.tiff", b"II*\0\x08\0\0\0"),
    ("a.tif", b"MM\0*\0\0\0\x08"),
    ("a.heic", b"\0\0\0\x18ftypheic"),
    ("a.avif", b"\0\0\0\x20ftypavif"),
    ("a.psd", b"8BPS\0\1"),
    ("a.xcf", b"gimp xcf v011\0"),
    ("a.mp3", b"ID3\x04\0\0"),
    ("bare.mp3", b"\xff\xfb\x90\x64\0"),
    ("a.flac", b"fLaC\0\0\0\x22"),
    ("a.opus", b"OggS\0\2"),
    ("a.wav", b"RIFF\x24\0\0\0WAVEfmt "),
    ("a.aiff", b"FORM\0\0\0\0AIFF"),
    ("a.mid", b"MThd\0\0\0\6"),
    ("a.mp4", MP4),
    ("a.m4a", b"\0\0\0\x20ftypM4A "),
    ("a.mov", b"\0\0\0\x08wide"),
    ("a.webm", b"\x1aE\xdf\xa3\x01"),
    ("a.avi", b"RIFF\0\0\0\0AVI LIST"),
    ("a.mpg", b"\0\0\1\xba"),
    ("a.tar", tarred()),
    ("a.tar.gz", gzip.compress(tarred())),
    ("a.tgz", gzip.compress(b"x", mtime=0)),
    ("notes.txt.gz", gzip.compress(b"x", mtime=0)),
    ("a.tar.bz2", b"BZh91AY&SY"),
    ("a.tar.xz", b"\xfd7zXZ\0\0\4"),
    ("a.zst", b"\x28\xb5\x2f\xfd\x04"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c\0\4"),
    ("a.rar", b"Rar!\x1a\x07\x01\0"),
    ("a.zip", zipped("a.txt")),
    ("empty.zip", zipped()),
]


@pytest.mark.parametrize(("name", "start"), KNOWN, ids=[name for name, _ in KNOWN])
def test_what_is_looked_at_heard_or_unpacked_goes_to_the_desktop(name: str, start: bytes) -> None:
    assert file_type(name, start).opener is Opener.DESKTOP
    assert file_type(name.upper(), start).opener is Opener.DESKTOP
    assert file_type(f"trap.sh.{name}", start).opener is Opener.DESKTOP


@pytest.mark.parametrize(("name", "start"), KNOWN, ids=[name for name, _ in KNOWN])
def test_a_known_content_alone_or_a_known_ending_alone_does_not(name: str, start: bytes) -> None:
    for other in (
        f"{name}.exe",
        f"{name}.desktop",
        f"{name}.",
        f"{name} ",
        "no-ending",
        f"{name}~",
    ):
        assert file_type(other, start).opener is not Opener.DESKTOP
    for other_start in (b"", SCRIPT, SCRIPT + b"\0", OLE, b"\0" + start):
        assert file_type(name, other_start).opener is not Opener.DESKTOP


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("notes.md", "# é".encode()),
        ("old.txt", b"caf\xe9"),
        ("README", b"words"),
        ("empty", b""),
        ("empty.pdf", b""),
        ("run.sh", SCRIPT),
        ("RUN.BAT", b"@echo off\r\n"),
        ("trap.desktop", b"[Desktop Entry]\nExec=id\n"),
        ("trap.pdf.desktop", b"[Desktop Entry]\nExec=id\n"),
        ("link.url", b"[InternetShortcut]\r\nURL=file:///bin/id\r\n"),
        ("app.jnlp", b"<jnlp/>"),
        ("a.flatpakref", b"[Flatpak Ref]\n"),
        ("picture.png", SCRIPT),
        ("sound.mp3", "\ufeffwords".encode("utf-16-le")),
        ("gif.sh", b"GIF89a=1;\nid\n"),
        ("paper.pdf", b"<!DOCTYPE html><p>Log in first"),
        ("script.ps1", "\ufeffRemove-Item é".encode("utf-16-le")),
        ("script.ps1", "\ufeffRemove-Item é".encode("utf-16-be")),
        ("wide.txt", "\ufeffwords".encode("utf-32-le")),
        ("wide.txt", "\ufeffwords".encode("utf-32-be")),
        ("cut.txt", "\ufeffa🙂".encode("utf-16-le")[:-2]),
        ("marked.txt", "\ufeffwords".encode()),
        ("data.xml", b"<?xml version='1.0'?><a/>"),
        ("run.ipynb", b"{}"),
        ("page.hta", b"<script>"),
    ],
)
def test_text_goes_to_the_editor_whatever_it_is_called(name: str, start: bytes) -> None:
    assert file_type(name, start).opener is Opener.EDITOR


@pytest.mark.parametrize(
    ("name", "start", "words"),
    [
        *((f"trap{ending}", SCRIPT + b"\0", "a script") for ending in (".sh", ".bat", ".command")),
        *((f"trap{ending}", b"\0", "a script") for ending in (".terminal", ".workflow", ".PS1")),
        *((f"trap{ending}", b"\0", "a shortcut") for ending in (".desktop", ".url", ".kdelnk")),
        ("trap.service", b"\0", "a shortcut"),
        *((f"trap{ending}", b"\0", "a program") for ending in (".com", ".scr", ".jnlp", ".pyc")),
        ("trap.pyz", zipped("__main__.py"), "a program"),
        ("trap.msi", OLE, "a package"),
        ("trap.flatpakref", b"\0", "a package"),
        ("text.docm", WORD, "with macros"),
        ("TEXT.DOCM", WORD, "with macros"),
        ("sheet.xlsm", zipped("[Content_Types].xml"), "with macros"),
        ("old.doc", OLE, "may hold macros"),
        ("text.docx", OLE, "not a Word document"),
        ("text.docx", JAR, "not a Word document"),
        ("book.epub", JAR, "not an e-book"),
        ("a.png", MP4, "not a PNG picture"),
        ("gif.sh", b"GIF89a=1;\nid\n\0", "a script"),
        ("gif.x1", b"GIF89a=1;\nid\n\0", "a GIF picture by its content"),
        ("a.m\u212av", b"\x1aE\xdf\xa3\0", "a Matroska video by its content"),
        ("GIF", b"GIF89a\0", "a GIF picture by its content"),
        ("data.npz", zipped("a.npy"), "a ZIP archive by its content"),
        ("data.bin", b"\0\1\2", "unknown"),
        ("wide.txt", "no mark".encode("utf-16-le"), "unknown"),
        ("nul.ps1", "\ufeffid\0".encode("utf-16-be"), "a script"),
        ("broken.txt", b"\xff\xfe\x00\xd8\x00\x00", "unknown"),
        ("model.pt", zipped("data.pkl"), "stored Python objects"),
        *((name, b"<p>", "web page") for name in ("a.html", "A.HTM", "a.xhtml", "a.mht", ".html")),
        *((name, b"<svg/>", "drawing") for name in ("a.svg", "paper.pdf.SVG")),
        ("a.svg", PNG, "drawing"),
        *(
            (name, gzip.compress(b"<svg/>", mtime=0), "drawing")
            for name in ("a.svgz", "a.svg.gz", ".svg.gz")
        ),
        ("a.ps", b"%!PS", "PostScript"),
        ("a.ps.bz2", b"BZh9", "PostScript"),
    ],
)
def test_all_else_is_asked_about_by_its_name(name: str, start: bytes, words: str) -> None:
    opener, type_name = file_type(name, start)
    assert opener is Opener.CONFIRMED_DESKTOP
    assert words in type_name


@given(
    st.text(),
    st.sampled_from(
        [
            *(".sh", ".bat", ".command", ".desktop", ".url", ".service", ".scr", ".hta", ".jnlp"),
            *(".docm", ".pyz", ".exe", ".html", ".svg", ".svg.gz", ".ps.XZ", ".unheard-of"),
            *(
                ".pdf ",
                ".pdf.",
                ".pdf~",
                ".pdf:x",
                ".pdf\u200b",
                ".m\u212av",
                ".pdf\n",
                ".\uff50df",
            ),
        ]
    ),
    st.sampled_from([start for _, start in KNOWN]) | st.binary(),
)
def test_no_other_ending_gets_to_the_desktop_unasked(stem: str, ending: str, start: bytes) -> None:
    for name in (stem + ending, stem + ending.upper(), f"{stem}.pdf{ending}"):
        assert file_type(name, start).opener is not Opener.DESKTOP
