"""From annotated key facts and from highlights to the sentences that state them."""

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import SchemaError
from quoteattr.text.sentences import split_sentences
from quoteattr.training.key_facts import of_facts, of_highlights, read_summaries
from tests.conftest import spans_of
from tests.training.articles import write

PARTS = (
    "The old bridge in Redcar fell into the river on Monday night.",
    "Nobody was hurt, said the mayor, Ada Burns.",
    "On Monday night the old bridge in Redcar fell.",
    "A ferry will run until a new bridge is built.",
)
ARTICLE = " ".join(PARTS)
SENTENCES = spans_of(ARTICLE, *PARTS)


def fact(*parts, weight=1, text=ARTICLE):
    """Return a key fact that each of the parts states alone."""
    return {"weight": weight, "support": [[text.index(part), text.index(part) + len(part)] for part in parts]}


def stated(key_facts):
    return [np.flatnonzero(row).tolist() for row in key_facts.stated]


class TestFacts:
    def record(self, *facts, best=()):
        return {"text": ARTICLE, "facts": list(facts), "extract": fact(*best)["support"]}

    def test_a_fact_is_stated_by_each_sentence_that_supports_it(self):
        found = of_facts(self.record(fact(PARTS[0], PARTS[2], weight=3), fact(PARTS[1])), SENTENCES)
        assert stated(found) == [[0, 2], [1]]
        assert found.weights.tolist() == [3, 1]

    def test_the_best_sentences_are_those_of_the_extract(self):
        assert of_facts(self.record(fact(PARTS[0]), best=PARTS[::3]), SENTENCES).best.tolist() == [1, 0, 0, 1]

    def test_sentences_that_were_split_elsewhere_state_what_they_mostly_hold(self):
        whole = self.record(fact(f"{PARTS[0]} {PARTS[1]}"), fact("in Redcar fell into the river on Monday"))
        assert stated(of_facts(whole, SENTENCES)) == [[], [0]]

    @pytest.mark.parametrize(
        ("record", "sentences", "shape"),
        [
            pytest.param({"text": ARTICLE, "facts": []}, SENTENCES, (0, 4), id="no fact"),
            pytest.param({"text": ARTICLE, "facts": [fact(PARTS[0])]}, (), (1, 0), id="no sentence"),
            pytest.param({"text": "", "facts": []}, (), (0, 0), id="nothing"),
        ],
    )
    def test_what_is_not_there_states_nothing(self, record, sentences, shape):
        found = of_facts(record, sentences)
        assert found.stated.shape == shape
        assert found.weights.shape == shape[:1]
        assert found.best.tolist() == [False] * len(sentences)


class TestHighlights:
    def found(self, summary, text=ARTICLE, sentences=SENTENCES):
        return of_highlights({"text": text, "summary": summary}, sentences)

    @pytest.mark.parametrize(
        ("summary", "expected"),
        [
            pytest.param("Nobody was hurt, the mayor said.", [[1]], id="in other words"),
            pytest.param("The old bridge in Redcar fell on Monday night.", [[0, 2]], id="twice in the article"),
            pytest.param("NOBODY WAS HURT, SAID THE MAYOR. A ferry will run.", [[1], [3]], id="two, and capitals"),
            pytest.param("Elections are held next spring.", [[]], id="not in the article"),
            pytest.param("Old bridge fell.", [], id="too short to tell"),
            pytest.param("", [], id="none"),
        ],
    )
    def test_a_highlight_is_stated_where_most_of_its_words_stand(self, summary, expected):
        found = self.found(summary)
        assert stated(found) == expected
        assert found.weights.tolist() == [1] * len(expected)

    def test_the_best_sentences_share_most_with_all_highlights_together(self):
        summary = "The old bridge in Redcar fell into the river. A ferry will run until a new bridge is built."
        assert self.found(summary).best.tolist() == [True, False, False, True]

    def test_at_most_three_sentences_are_best(self):
        assert self.found(ARTICLE).best.sum() == 3

    def test_of_equal_sentences_the_first_is_best(self):
        text = f"{PARTS[1]} {PARTS[1]}"
        assert self.found(PARTS[1], text, spans_of(text, PARTS[1], PARTS[1])).best.tolist() == [True, False]

    @settings(deadline=None)
    @given(st.text("ab. !\n", max_size=60), st.text("ab. !\n", max_size=60))
    def test_any_text_and_any_highlights(self, text, summary):
        sentences = split_sentences(text)
        found = self.found(summary, text, sentences)
        assert found.stated.shape == (len(found.weights), len(sentences))
        assert found.best.shape == (len(sentences),)
        assert found.best.sum() <= 3

    def test_an_article_without_sentences(self):
        found = self.found("The old bridge fell.", "", ())
        assert found.stated.shape == (1, 0)
        assert found.best.shape == (0,)


TOLD = {"id": "a", "text": ARTICLE, "facts": [fact(PARTS[0])]}


class TestReading:
    def test_articles_are_read_in_order(self, tmp_path):
        records = [TOLD, {**TOLD, "id": "b", "extract": fact(PARTS[1])["support"]}]
        assert read_summaries(write(tmp_path / "facts.jsonl", *records)) == records

    def test_highlights_are_read(self, tmp_path):
        record = {"id": "a", "text": ARTICLE, "summary": "A bridge fell."}
        assert read_summaries(write(tmp_path / "news.jsonl", record), "summary") == [record]

    def test_line_separators_within_a_text_end_no_line(self, tmp_path):
        record = {**TOLD, "text": f"{ARTICLE}\u2028\x85More."}
        assert read_summaries(write(tmp_path / "facts.jsonl", record)) == [record]

    def test_blank_lines_are_skipped(self, tmp_path):
        path = tmp_path / "facts.jsonl"
        path.write_text(f"\n{json.dumps(TOLD)}\n\n")
        assert read_summaries(path) == [TOLD]

    def test_a_file_without_an_article_is_refused(self, tmp_path):
        with pytest.raises(SchemaError, match=r"facts\.jsonl: an article with key facts was asked for .* no line"):
            read_summaries(write(tmp_path / "facts.jsonl"))

    @pytest.mark.parametrize(
        ("line", "what", "said"),
        [
            pytest.param("{", "facts", "JSONDecodeError", id="no JSON"),
            pytest.param("[1]", "facts", "TypeError", id="no object"),
            pytest.param('{"id": "a", "facts": []}', "facts", "KeyError: 'text'", id="no text"),
            pytest.param('{"text": 3, "facts": []}', "facts", '"text" is of type int', id="text of a number"),
            pytest.param('{"text": "a"}', "facts", "KeyError: 'facts'", id="no facts"),
            pytest.param('{"text": "a", "summary": "a"}', "facts", "KeyError: 'facts'", id="highlights for facts"),
            pytest.param('{"text": "a", "facts": [{"weight": 1}]}', "facts", "'support'", id="no support"),
            pytest.param(
                '{"text": "a", "facts": [{"weight": "3", "support": []}]}', "facts", "found '3'", id="weight of a word"
            ),
            pytest.param(
                '{"text": "a", "facts": [{"weight": 1, "support": [[0, 2]]}]}', "facts", "[[0, 2]]", id="beyond"
            ),
            pytest.param('{"text": "a", "facts": [], "extract": [[0, 2]]}', "facts", "[[0, 2]]", id="best beyond"),
            pytest.param('{"text": "a", "facts": []}', "summary", "KeyError: 'summary'", id="facts for highlights"),
            pytest.param('{"text": "a", "summary": null}', "summary", "NoneType", id="no highlights"),
        ],
    )
    def test_a_line_that_is_no_such_article_is_named(self, tmp_path, line, what, said):
        path = tmp_path / "articles.jsonl"
        path.write_text(json.dumps({**TOLD, "summary": "A bridge fell."}) + f"\n{line}\n")
        with pytest.raises(SchemaError, match=r"articles\.jsonl, line 2: an article with") as caught:
            read_summaries(path, what)
        assert said in str(caught.value)
        assert '{"id", "text", ' in str(caught.value)
