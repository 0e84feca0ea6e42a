import logging
from dataclasses import replace

import pytest

from quoteattr.errors import InputTypeError, OptionError
from quoteattr.summary.generative import Summarizer, fallback
from quoteattr.summary.generative.backend import Draft
from quoteattr.summary.generative.budget import Limits
from quoteattr.types import Article, Issue, Summary
from tests.summary.generative.conftest import TEXT, ScriptedBackend, build_article

WRITTEN = "Here is a summary:\n\nThe ferry sails again on Monday. Repairs took 14 weeks. Fares stay at 6 crowns."


def test_the_summary_is_what_the_model_wrote_within_the_limit(article: Article) -> None:
    summary = Summarizer(ScriptedBackend(lambda _: WRITTEN), guard=False)(article, max_words=10)
    assert summary == Summary("The ferry sails again on Monday. Repairs took 14 weeks.")


def test_three_sentences_when_no_length_is_named(article: Article) -> None:
    summary = Summarizer(ScriptedBackend(lambda _: WRITTEN + " Gulls watched."), guard=False)(article)
    assert summary.text == "The ferry sails again on Monday. Repairs took 14 weeks. Fares stay at 6 crowns."


UNUSABLE = {
    "half a sentence": Draft("The ferry to", ended=False),
    "nothing": Draft("", ended=True),
    "a first sentence that is too long": Draft("The ferry " + "very " * 30 + "late.", ended=True),
}


@pytest.mark.parametrize("draft", UNUSABLE.values(), ids=UNUSABLE)
def test_without_a_full_sentence_the_extractive_summary_stands(article: Article, draft: Draft) -> None:
    summary = Summarizer(ScriptedBackend(lambda _: draft))(article, max_words=13)
    assert summary.text == "The ferry to Lowmere sails again on Monday, the harbour board said."
    assert [article.text_of(s) for s in summary.sentences] == [summary.text]
    assert summary.draft == (draft.text or None)


def test_the_article_s_own_summary_stands_if_it_is_short_enough(article: Article) -> None:
    own = Summarizer(ScriptedBackend(lambda _: ""))(article, max_words=13)
    annotated = replace(article, summary=replace(own, text="Made with more care."))
    assert Summarizer(ScriptedBackend(lambda _: ""))(annotated, max_words=13).text == "Made with more care."


def test_an_empty_article_has_an_empty_summary_and_asks_no_model() -> None:
    backend = ScriptedBackend(lambda _: "Words.")
    assert Summarizer(backend)(Article("")) == Summary()
    assert backend.batches == []


def test_the_guard_sees_each_summary_unless_it_is_switched_off(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    issue = Issue("number", 0, 3, "none such", "dropped")

    def refuse(article: Article, text: str) -> Summary:
        return Summary("", issues=(issue,), draft=text)

    monkeypatch.setattr(fallback, "guard", refuse)
    refused = Summarizer(ScriptedBackend(lambda _: "Nine ferries."))(article, max_words=13)
    assert refused.issues == (issue,)
    assert refused.draft == "Nine ferries."
    assert refused.text.startswith("The ferry to Lowmere")
    assert Summarizer(ScriptedBackend(lambda _: "Nine ferries."), guard=False)(article).text == "Nine ferries."


def test_what_the_guard_puts_in_keeps_to_the_limit(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    longer = Summary("Repairs took 14 weeks. Fares stay at 6 crowns.", draft="Repairs took 15 weeks.")
    monkeypatch.setattr(fallback, "guard", lambda *_: longer)
    summary = Summarizer(ScriptedBackend(lambda _: "Repairs took 15 weeks."))(article, max_words=5)
    assert summary.text == "Repairs took 14 weeks."


def test_select_gives_the_model_what_fits_and_says_what_does_not(
    article: Article, caplog: pytest.LogCaptureFixture
) -> None:
    backend = ScriptedBackend(lambda _: "The ferry sails.", Limits(34))
    summarizer = Summarizer(backend)
    with caplog.at_level(logging.INFO, logger="quoteattr"):
        rewritten = summarizer.rewrite(article, max_words=10)
    assert backend.batches == [[summarizer.plan(article, max_words=10).parts[0].text]]
    assert "Repairs" not in backend.batches[0][0]
    assert rewritten.summary.text == "The ferry sails."
    assert "read 3 of the article's 6 sentences" in rewritten.warnings[-1]
    assert "read 3 of the article's 6 sentences" in caplog.text


def test_map_reduce_sums_up_the_parts_and_then_their_summaries() -> None:
    text = "\n\n".join(f"Ferry {n} sails to Lowmere on Monday. Its fares stay the same." for n in range(40))
    backend = ScriptedBackend(lambda prompt: " ".join(prompt.split()[:7]), Limits(200))
    summary = Summarizer(backend, plan="map-reduce")(build_article(text), max_words=20)
    first, last = [p for batch in backend.batches[:-1] for p in batch], backend.batches[-1]
    assert len(first) == 3
    assert " ".join(first).split() == text.split()
    assert last == ["\n".join(" ".join(part.split()[:7]).rstrip(".") + "." for part in first)]
    assert summary.text == "Ferry 0 sails to Lowmere on Monday."


def test_a_stream_is_summarized_in_order_and_in_batches() -> None:
    backend = ScriptedBackend()
    articles = [build_article(f"Ferry {n} sails.") for n in range(5)]
    summaries = Summarizer(backend).pipe(iter(articles), batch_size=2, max_sentences=1)
    assert [s.text for s in summaries] == [a.text for a in articles]
    assert [len(batch) for batch in backend.batches] == [2, 2, 1]


def test_a_stream_is_read_only_as_far_as_it_is_asked() -> None:
    def articles():
        yield build_article("Ferry 1 sails.")
        pytest.fail("read too far")

    assert next(Summarizer(ScriptedBackend()).pipe(articles(), batch_size=1)).text == "Ferry 1 sails."


def trouble(prompt: str) -> str:
    if "2" in prompt:
        raise RuntimeError("out of memory")
    return prompt


MIXED = [build_article(f"Ferry {n} sails.") for n in (1, 2, 3)]


def test_an_article_s_trouble_is_its_own(caplog: pytest.LogCaptureFixture) -> None:
    summarizer = Summarizer(ScriptedBackend(trouble), guard=False)
    skipped = list(summarizer.pipe(MIXED, on_error="skip"))
    recorded = list(summarizer.pipe(MIXED, on_error="record"))
    assert [s.text for s in skipped] == ["Ferry 1 sails.", "Ferry 3 sails."]
    assert [s.text for s in recorded] == [a.text for a in MIXED]
    assert [bool(s.sentences) for s in recorded] == [False, True, False]
    assert "article 1 could not be summarized" in caplog.text


def test_by_default_trouble_is_raised_and_says_where() -> None:
    with pytest.raises(RuntimeError) as caught:
        list(Summarizer(ScriptedBackend(trouble)).pipe(MIXED))
    assert caught.value.__notes__ == ["while summarizing article 1 of the stream"]


def test_what_is_no_article_is_recorded_as_nothing() -> None:
    summaries = Summarizer(ScriptedBackend()).pipe(["Ferry.", MIXED[0]], on_error="record")
    assert [s.text for s in summaries] == ["", "Ferry 1 sails."]


REFUSED = {
    "a text": (TEXT, "annotate the text first"),
    "a number": (7, "accepted is a quoteattr.Article"),
    "an article that was not annotated": (Article(TEXT), "no sentences; annotate it"),
}


@pytest.mark.parametrize(("item", "message"), REFUSED.values(), ids=REFUSED)
def test_only_annotated_articles_are_taken(item: object, message: str) -> None:
    with pytest.raises(InputTypeError, match=message):
        Summarizer(ScriptedBackend())(item)


@pytest.mark.parametrize("options", [{"plan": "truncate"}, {"max_input_tokens": 0}, {"max_input_tokens": True}])
def test_options_outside_the_accepted_values_are_refused(options: dict[str, object]) -> None:
    with pytest.raises(OptionError):
        Summarizer(ScriptedBackend(), **options)


@pytest.mark.parametrize("options", [{"on_error": "hide"}, {"batch_size": 0}, {"max_words": 0}])
def test_a_stream_s_options_are_checked_before_it_is_read(options: dict[str, object]) -> None:
    with pytest.raises(OptionError):
        Summarizer(ScriptedBackend()).pipe([], **options)
