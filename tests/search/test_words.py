import pytest

from logtui.search.words import is_abbreviation, link_words, stem, title_words, word_forms


@pytest.mark.parametrize(
    ("shown", "texts"),
    [
        ("Sparse autoencoders", {"sparse", "autoencoders"}),
        ("self-correct", {"self", "correct", "selfcorrect"}),
        ("can’t", {"can", "t", "cant"}),
        ("Chapter 1.2", {"chapter", "1", "2", "1.2"}),
        ("GPT-4", {"gpt", "4", "gpt4"}),
        ("PlanBench", {"planbench", "plan", "bench"}),
        ("NVIDIA", {"nvidia"}),
        ("LLMs", {"llms"}),
        ("snake_case", {"snake", "case"}),
        ("re\u0301sume\u0301", {"resume"}),
        ("co\u00adoperate", {"cooperate"}),
        ("学习了", {"学习了"}),
        ("...", set()),
    ],
)
def test_the_forms_by_which_a_text_is_found(shown: str, texts: set[str]) -> None:
    assert {word.text for word in word_forms(shown)} == texts


@pytest.mark.parametrize(
    ("url", "texts"),
    [
        ("https://www.alignmentforum.org/posts/x", {"alignmentforum", "posts", "x"}),
        ("https://arxiv.org/pdf/2409.13373", {"arxiv", "2409", "13373"}),
        ("https://site.org/a?query=secret#part", {"site", "a"}),
        ("./projects/notes.html", {"projects", "notes"}),
        ("", set()),
    ],
)
def test_the_words_of_a_link_are_those_one_may_remember(url: str, texts: set[str]) -> None:
    words = {word.text for word in link_words(url)}
    assert texts <= words
    assert not words & {"https", "www", "org", "query", "secret", "part", "html"}


def test_words_know_where_they_come_from() -> None:
    shown = "Can’t plan: PlanBench"
    assert [shown[word.start : word.end] for word in title_words(shown)] == [
        "Can",
        "plan",
        "PlanBench",
    ]
    url = "https://www.distill.pub/circuits?x"
    assert "distill" in {url[word.start : word.end] for word in link_words(url)}


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("models", "model"),
        ("scaling", "scaled"),
        ("optimizing", "optimization"),
        ("scale", "scales"),
    ],
)
def test_grammatical_forms_have_one_stem(word: str, other: str) -> None:
    assert stem(word) == stem(other)


def test_short_words_keep_their_letters() -> None:
    assert stem("bed") == "bed"
    assert stem("sing") == "sing"


def test_consonants_abbreviate() -> None:
    assert is_abbreviation("qntz", "quantized")
    assert is_abbreviation("trnsf", "transformer")
    assert not is_abbreviation("qn", "quantized")
    assert not is_abbreviation("qtz", "quantized")
