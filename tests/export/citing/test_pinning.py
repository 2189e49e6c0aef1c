from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.export.citing.pinning import PinKeys
from support.papers import PAPERS_LOG, bibliography_of, document_of, keys_in, works_in
from support.strategies import logs

ARXIV = "arxiv:1706.03762"


def pinned(text: str, keys: dict[str, str]) -> str:
    """Return the log ``text`` after ``keys`` were written into it."""
    document = document_of(text)
    edit = PinKeys(keys).edit(document)
    return edit.apply(document.text) if edit else text


def test_a_key_goes_below_the_entry_that_was_read_first() -> None:
    text = pinned(PAPERS_LOG, {ARXIV: "mine"})
    assert text == PAPERS_LOG.replace(
        "    - multi-head attention\n", "    - multi-head attention\n    - cite: mine\n"
    )
    assert pinned(text, {ARXIV: "mine"}) == text


@pytest.mark.parametrize("note", ["    - cite: theirs\n", "    - [@theirs]\n"])
def test_a_key_that_an_entry_names_stays(note: str) -> None:
    text = PAPERS_LOG.replace("    - the second reading\n", note)
    assert pinned(text, {ARXIV: "mine"}) == text


def test_an_entry_that_a_form_could_not_write_stays_as_it_is() -> None:
    text = "## 2024-01-01\n- [x\x07](https://arxiv.org/abs/1706.03762)\n"
    assert pinned(text, {ARXIV: "mine"}) == text


@given(logs(), st.data())
def test_pinned_keys_are_read_back_and_nothing_else_changes(text: str, data: st.DataObject) -> None:
    works = works_in(text)
    wanted = [work for work in works if work.claim is None and data.draw(st.booleans())]
    keys = {work.identity: f"key{number}" for number, work in enumerate(wanted)}
    after = pinned(text, keys)
    lines = iter(after.splitlines())
    assert all(line in lines for line in text.splitlines())
    by_identity = {work.identity: work.key for work in bibliography_of(document_of(after)).works}
    written = [key for identity, key in keys.items() if by_identity[identity] == key]
    assert len(written) == after.count("cite: key")


def test_pinning_keeps_all_keys() -> None:
    before = keys_in(PAPERS_LOG)
    keys = {work.identity: work.key for work in works_in(PAPERS_LOG)}
    assert keys_in(pinned(PAPERS_LOG, keys)) == before
