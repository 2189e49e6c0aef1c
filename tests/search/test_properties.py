from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import assume, example, given
from hypothesis import strategies as st

from logtui.document.reading.parser import parse
from logtui.document.text import urls
from logtui.search.completion import completions
from logtui.search.corpus import Field
from logtui.search.highlight import highlight_entry
from logtui.search.index import build_index, kind_text
from logtui.search.rank import search_index
from logtui.search.words import (
    STOP_WORDS,
    is_pictograph,
    is_remembered,
    link_word_forms,
    link_words,
    runs,
    title_word_texts,
    title_words,
    word_form_texts,
    word_forms,
)
from support import strategies
from support.search_log import LOG

if TYPE_CHECKING:
    from logtui.search.index import Index
    from logtui.search.rank import SearchResult

WORDS = sorted({word for word in LOG.split() if any(map(str.isalnum, word))})


def mistyped(word: str, at: int) -> str:
    """Return ``word`` with two letters swapped."""
    at %= max(1, len(word) - 1)
    return word[:at] + word[at : at + 2][::-1] + word[at + 2 :]


words = st.sampled_from(WORDS)
remembered = st.one_of(
    words,
    st.builds(lambda word, end: word[:end], words, st.integers(1, 8)),
    st.builds(mistyped, words, st.integers(0, 8)),
    st.builds(lambda one, two: one[:3] + two[:4], words, words),
)
queries = st.lists(remembered, min_size=1, max_size=4).map(" ".join)


@cache
def log_index() -> Index:
    return build_index(parse(LOG.encode()))


def ask(index: Index, query: str) -> SearchResult:
    """Return what ``query`` finds."""
    result = search_index(index, query)
    assert result is not None
    return result


def check_marks(index: Index, result: SearchResult, *, marked: bool) -> None:
    """Check that all marks lie inside what is shown, in order, and that there are any."""
    document = index.document
    for number in result.listed:
        entry = document.entries[number]
        marks = highlight_entry(document, entry, result)
        shown = document.title(entry), document.notes(entry) or "", document.url(entry) or ""
        for text, ranges in zip(shown, (marks.title, marks.notes, marks.url), strict=True):
            places = [place for start_and_end in ranges for place in start_and_end]
            assert places == sorted(set(places))
            assert all(0 <= place <= len(text) for place in places)
        if marked:
            named = marks.is_date_named or marks.is_kind_named
            assert marks.title or marks.notes or marks.url or named


@given(queries)
@example("sh a")
def test_every_result_shows_what_it_was_found_by(query: str) -> None:
    index = log_index()
    check_marks(index, ask(index, query), marked=True)


@given(queries)
def test_the_same_question_has_the_same_answer(query: str) -> None:
    index = log_index()
    first, again = ask(index, query), ask(index, query)
    anew = ask(build_index(index.document), query)
    assert list(first.entries) == list(again.entries) == list(anew.entries)


@given(queries)
def test_typing_letter_by_letter_ends_where_pasting_does(query: str) -> None:
    typed, pasted = build_index(log_index().document), build_index(log_index().document)
    for end in range(1, len(query)):
        ask(typed, query[:end])
    assert list(ask(typed, query).entries) == list(ask(pasted, query).entries)


@given(queries)
def test_every_word_is_required_unless_nothing_has_them_all(query: str) -> None:
    index = log_index()
    result = ask(index, query)
    terms = [term for term in result.query.terms if term.text not in STOP_WORDS]
    assume(terms)
    found_alone = [
        set(ask(index, term.text + ("" if term.is_unfinished else " ")).entries) for term in terms
    ]
    found_by_all = set.intersection(*found_alone)
    if found_by_all:
        assert set(result.entries) == found_by_all


@given(st.text(st.characters(), max_size=40))
@example("!&")
@example("!\x1b")
def test_any_query_is_answered(query: str) -> None:
    index = log_index()
    result = ask(index, query)
    assert len(set(result.entries)) == len(result.entries)
    assert set(result.entries) <= set(range(len(index.document.entries)))
    if not any(True for _ in runs(query)) and not is_pictograph(query):
        assert not result.entries
    check_marks(index, result, marked=not result.query.filters)
    completions(query, index)


@given(strategies.hostile_texts, st.text(st.characters(), max_size=10))
def test_any_log_can_be_searched(text: str, query: str) -> None:
    index = build_index(parse(text.encode(errors="surrogatepass")))
    for asked in (query, *text.split()[:3]):
        result = ask(index, asked)
        check_marks(index, result, marked=not result.query.filters)


@given(strategies.hostile_texts)
def test_every_form_of_every_word_is_in_the_index(text: str) -> None:
    document = parse(text.encode(errors="surrogatepass"))
    postings = build_index(document).corpus.postings
    expected: dict[Field, dict[str, list[int]]] = {field: {} for field in Field}
    for slot, entry in enumerate(document.entries):
        url, kind = document.url(entry) or "", document.kind(entry)
        forms = {
            Field.TITLE: word_forms(document.title(entry)),
            Field.NOTES: word_forms(document.notes(entry) or ""),
            Field.URL: link_words(url),
            Field.HOST: link_words(urls.host_of(url)),
            Field.KIND: word_forms(kind_text(kind)),
        }
        for field, words in forms.items():
            for word in {word.text for word in words}:
                expected[field].setdefault(word, []).append(slot)
    for field in Field:
        slots = {word: list(slots) for word, slots in postings[field].items()}
        assert slots == expected[field]


@given(st.text(st.sampled_from("aB1é\u0301\u00adßæ-'’./&_ \u00a0\u00a8–😀") | st.characters()))
def test_the_forms_of_a_text_are_those_of_its_pieces(text: str) -> None:
    of_pieces = {word for piece in text.split() for word in word_form_texts(piece)}
    assert word_form_texts(text) == of_pieces == {word.text for word in word_forms(text)}
    assert set(filter(is_remembered, link_word_forms(text))) == {
        word.text for word in link_words(text)
    }
    words_of_pieces = [word for piece in text.split() for word in title_word_texts(piece)]
    assert words_of_pieces == [word.text for word in title_words(text)]
