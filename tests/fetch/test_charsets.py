"""Bytes of pages read as their writers meant them, whatever is declared."""

import codecs

import pytest

from logtui.fetch.pages import decode_page

WORDS = "Über naïve Züge"
META = "<meta charset={}>"


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (WORDS, "utf-8", "utf-8"),
        (WORDS, "utf-8", None),
        (WORDS, "utf-8", "iso-8859-1"),
        (WORDS, "utf-8", "shift_jis"),
        (WORDS, "latin-1", "latin-1"),
        (WORDS, "latin-1", None),
        (WORDS, "latin-1", "utf-8"),
        (WORDS, "latin-1", "no-such-set"),
        (WORDS, "latin-1", "bz2_codec"),
        (WORDS, "latin-1", "utf-7"),
        (WORDS, "latin-1", "\x00é"),
        ("It’s “so” – €5", "cp1252", "iso-8859-1"),
        ("注意機構の研究", "shift_jis", "Shift_JIS"),
        ("注意機構の研究", "shift_jis", "x-sjis"),
        ("注意機構の研究", "euc_jp", '"euc-jp"'),
        ("注意機構の研究", "iso2022_jp", "iso-2022-jp"),
        ("注意力机制研究", "gb18030", "gb2312"),
        ("주의 메커니즘", "euc_kr", "euc-kr"),
        ("Внимание", "cp1251", "windows-1251"),
        ("Внимание", "koi8-r", "KOI8-R"),
    ],
)
def test_what_is_declared_is_believed_as_far_as_it_is_true(
    text: str, encoding: str, declared: str | None
) -> None:
    assert decode_page(text.encode(encoding), declared) == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_the_byte_order_mark_decides(encoding: str) -> None:
    marks = {
        "utf-8": codecs.BOM_UTF8,
        "utf-16-le": codecs.BOM_UTF16_LE,
        "utf-16-be": codecs.BOM_UTF16_BE,
    }
    assert decode_page(marks[encoding] + WORDS.encode(encoding), "latin-1") == WORDS


def test_the_page_itself_may_name_its_encoding() -> None:
    text = META.format("windows-1251") + "Внимание"
    assert decode_page(text.encode("cp1251"), None) == text
    text = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">Внимание'
    assert decode_page(text.encode("cp1251"), "utf-8") == text


def test_a_page_cut_within_a_character_is_read_up_to_there() -> None:
    assert decode_page("Züge é".encode()[:-1], None) == "Züge "


def test_one_broken_byte_does_not_change_the_encoding() -> None:
    assert decode_page(WORDS.encode() + b"\xff", "utf-8") == WORDS + "\ufffd"
