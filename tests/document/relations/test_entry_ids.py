from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from logtui.document.reading.parser import parse
from logtui.document.relations.entry_ids import EntryIds
from support.strategies import hostile_texts, logs

LOG = """\
## 2024-09-25
- [One](https://arxiv.org/abs/2409.00001v2)
    - a note
- Two, without a link

## 2024-08-20
- [Three](https://example.org/3)
"""


def ids(text: str) -> list[str]:
    """Return the ids of the entries of ``text``, in its order."""
    document = parse(text.encode("utf-8", "surrogatepass"))
    entry_ids = EntryIds(document)
    return [entry_ids.of(entry) for entry in document.entries]


def test_an_id_is_the_date_and_a_short_hash() -> None:
    first, second, third = ids(LOG)
    assert first.startswith("2024-09-25#")
    assert second.startswith("2024-09-25#")
    assert third.startswith("2024-08-20#")
    assert {len(entry_id) for entry_id in (first, second, third)} == {len("2024-09-25#01234567")}


def test_notes_the_title_of_a_link_and_its_spelling_do_not_change_an_id() -> None:
    edited = LOG.replace("a note", "another\n    - and one more").replace("[One]", "[Uno]")
    edited = edited.replace(
        "https://arxiv.org/abs/2409.00001v2", "https://arxiv.org/pdf/2409.00001"
    )
    assert ids(edited) == ids(LOG)


def test_newer_entries_do_not_change_the_ids_that_are_there() -> None:
    newer = "".join(f"## 2024-10-{day:02}\n- Two, without a link\n\n" for day in range(1, 31))
    assert ids(newer + LOG)[30:] == ids(LOG)


def test_another_link_title_or_date_is_another_entry() -> None:
    assert ids(LOG.replace("example.org/3", "example.org/4"))[2] != ids(LOG)[2]
    assert ids(LOG.replace("Two,", "Zwei,"))[1] != ids(LOG)[1]
    assert ids(LOG.replace("2024-08-20", "2024-08-21"))[2] != ids(LOG)[2]


def test_the_first_of_twins_keeps_the_id_that_it_had_alone() -> None:
    twins = LOG.replace("- Two, without a link\n", "- Two, without a link\n" * 3)
    one, first, second, third, last = ids(twins)
    assert [one, first, last] == ids(LOG)
    assert len({first, second, third}) == 3


def test_an_entry_without_a_date_has_an_id_too() -> None:
    assert ids("- something\n")[0].startswith("undated#")
    assert ids("## 29/01\n- one\n\n## 03/02\n- two\n")[0].startswith("01-29#")


def test_mojibake_has_the_id_of_what_it_shows() -> None:
    repaired = ids("## 2024-09-25\n- It’s naïve\n- plain\n")
    broken = ids("## 2024-09-25\n- Itâ€™s naïve\n- plain\n")
    assert broken == repaired


@given(st.one_of(hostile_texts, logs()))
def test_no_two_ids_are_alike(text: str) -> None:
    all_ids = ids(text)
    assert len(set(all_ids)) == len(all_ids)
