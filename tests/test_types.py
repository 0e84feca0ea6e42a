"""Values, the graph between them, and their plain form."""

import copy
import json
import pickle
from dataclasses import FrozenInstanceError, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.errors import OptionError, SchemaError, UnboundError
from quoteattr.types import (
    SCHEMA_VERSION,
    Article,
    Edit,
    Mention,
    Quotation,
    QuotationId,
    Sentence,
    Span,
    Speaker,
    SpeakerId,
    Summary,
    SummarySentence,
)

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def quotation(**fields):
    return Quotation(**{"id": QuotationId("q1"), "kind": "direct", "content": (Span(0, 3),)} | fields)


class TestSpan:
    def test_slices_the_text(self):
        span = Span(4, 9)
        assert "Good morning"[span.start : span.end] == " morn"
        assert len(span) == 5

    @pytest.mark.parametrize(
        ("start", "end"),
        [pytest.param(-1, 2, id="negative start"), pytest.param(3, 2, id="end before start")],
    )
    def test_refuses_offsets_that_cannot_be(self, start, end):
        with pytest.raises(OptionError, match=f"start={start}, end={end}"):
            Span(start, end)

    def test_an_empty_span_is_still_there(self):
        assert Span(2, 2)
        assert len(Span(2, 2)) == 0

    def test_spans_sort_by_place(self):
        assert sorted([Span(4, 5), Span(0, 9), Span(0, 3)]) == [Span(0, 3), Span(0, 9), Span(4, 5)]

    def test_a_sentence_is_not_equal_to_the_span_at_its_place(self):
        assert Sentence(0, 3) != Span(0, 3)

    @pytest.mark.parametrize("value", [Span(0, 1), Sentence(0, 1), Mention(0, 1), SummarySentence(0, 1)])
    def test_values_cannot_be_changed(self, value):
        with pytest.raises(FrozenInstanceError):
            value.start = 1

    @pytest.mark.parametrize(
        "value",
        [
            Span(1, 4),
            Sentence(1, 4),
            Mention(1, 4, "pronoun"),
            SummarySentence(1, 4, 0.25, "a", (Edit(1, 2, "", "opener"),)),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_reads_back_what_it_wrote(self, value):
        assert type(value).from_dict(json.loads(json.dumps(value.to_dict()))) == value


class TestGraph:
    def test_from_the_quotation_to_the_speaker_and_back(self, example):
        first = example.quotations[0]
        assert first.speaker is example.speakers[0]
        assert first.speaker.quotations == (first,)

    def test_every_attributed_quotation_is_found_from_its_speaker(self, example):
        from_speakers = [q.id for s in example.speakers for q in s.quotations]
        assert from_speakers == [q.id for q in example.quotations if q.speaker]

    def test_texts_of_a_quotation(self, example):
        first = example.quotations[0]
        assert first.content_text.startswith("“We listened to the islanders,” … “The first boat")
        assert (first.cue_text, first.source_text) == ("said", "Mara Quill, head of Lowmere Ferries")
        assert example.quotations[2].source_text == ""

    def test_extent_of_a_quotation(self, example):
        first = example.quotations[0]
        assert example.text[first.start : first.end].endswith("on time.”")

    def test_label_is_name_and_role(self, example):
        assert example.speakers[0].label == "Mara Quill, head of Lowmere Ferries"
        assert replace(example.speakers[0], role=None).label == "Mara Quill"

    @pytest.mark.parametrize(
        ("name", "role", "label"),
        [
            pytest.param("Ada Burns", "mayor", "Ada Burns, mayor (former)", id="stated elsewhere"),
            pytest.param("Ada Burns", "former mayor", "Ada Burns, former mayor", id="says so itself"),
            pytest.param("Ada Burns", "Ex-mayor", "Ada Burns, Ex-mayor", id="says so by a prefix"),
            pytest.param("Ada Burns", "the then governor", "Ada Burns, the then governor", id="behind an article"),
            pytest.param(
                "Ada Burns", "formation leader", "Ada Burns, formation leader (former)", id="only begins alike"
            ),
            pytest.param("mayor of Marlow", "mayor", "mayor of Marlow (former)", id="description"),
            pytest.param("a former mayor", "mayor", "a former mayor", id="description that says so"),
            pytest.param("Ada Burns", None, "Ada Burns", id="no role"),
        ],
    )
    def test_label_marks_a_past_role_once(self, name, role, label):
        speaker = Speaker(SpeakerId("s1"), name, role=role, former=True)
        assert speaker.label == label
        assert speaker.role == role
        assert "(former)" not in replace(speaker, former=False).label

    def test_a_role_alone_is_marked_too(self):
        speaker = Speaker(SpeakerId("s1"), "Ada Burns", role="mayor", former=True)
        assert speaker.role_label == "mayor (former)"
        assert replace(speaker, former=False).role_label == "mayor"
        assert replace(speaker, role=None).role_label is None

    def test_the_article_keeps_copies(self):
        ada = Speaker(SpeakerId("s1"), "Ada Burns")
        said = quotation(speaker=ada)
        one = Article("Yes, she said", quotations=(said,), speakers=(ada,))
        two = Article("No, she said", quotations=(said,), speakers=(ada,))
        assert one.quotations[0].content_text == "Yes"
        assert two.quotations[0].content_text == "No,"
        assert two.speakers[0].quotations[0] is two.quotations[0]

    def test_the_provenance_is_a_copy_too(self):
        provenance = {"checkpoint": "default"}
        article = Article("Yes.", provenance=provenance)
        provenance["checkpoint"] = "other"
        assert article.provenance == {"checkpoint": "default"}

    @pytest.mark.parametrize(
        "ask",
        [
            pytest.param(lambda: quotation().content_text, id="text of a quotation"),
            pytest.param(lambda: quotation().source_text, id="source of a quotation"),
            pytest.param(lambda: quotation().explain(), id="explanation of a quotation"),
            pytest.param(lambda: Speaker(SpeakerId("s1"), "Ada Burns").quotations, id="quotations of a speaker"),
        ],
    )
    def test_unbound_values_say_where_bound_ones_are(self, ask):
        with pytest.raises(UnboundError, match=r"article\.quotations"):
            ask()

    def test_equal_articles_hash_alike(self, example):
        assert hash(replace(example)) == hash(example)
        assert replace(example) == example

    def test_an_unbound_quotation_equals_its_bound_copy(self):
        said = quotation()
        assert Article("Yes", quotations=(said,)).quotations[0] == said


TALE = "Ada  Burns spoke. Ms Burns is mayor. Yes, she said. No."
CHAIN = (Mention(42, 45, "pronoun"), Mention(18, 26), Mention(0, 10))


class TestExplain:
    @pytest.mark.parametrize(
        ("fields", "line"),
        [
            pytest.param(
                {"evidence": CHAIN, "speaker_score": 0.974},
                "she (42-45) → Ms Burns (18-26) → Ada Burns (0-10), score 0.97",
                id="chain",
            ),
            pytest.param({"evidence": CHAIN[2:], "speaker_score": 1.0}, "Ada Burns (0-10), score 1.00", id="name"),
            pytest.param({"evidence": CHAIN[::2]}, "she (42-45) → Ada Burns (0-10)", id="no score"),
            pytest.param(
                {"evidence": CHAIN[1:2], "speaker_score": 0.5},
                "Ms Burns (18-26) → Ada Burns, score 0.50",
                id="chain that ends before the name",
            ),
            pytest.param(
                {"source": (), "evidence": CHAIN[2:], "speaker_score": 0.5},
                "(implied) → Ada Burns (0-10), score 0.50",
                id="implied source",
            ),
            pytest.param({"speaker_score": 0.5}, "Ada Burns, score 0.50", id="no evidence"),
            pytest.param({}, "Ada Burns", id="no evidence, no score"),
            pytest.param({"speaker": None}, "speaker unknown", id="no speaker"),
        ],
    )
    def test_the_way_from_the_source_to_the_speaker_is_told_on_a_line(self, fields, line):
        ada = Speaker(SpeakerId("s1"), "Ada Burns")
        said = quotation(**{"content": (Span(37, 40),), "source": (Span(42, 45),), "speaker": ada} | fields)
        assert Article(TALE, quotations=(said,), speakers=(ada,)).quotations[0].explain() == line

    def test_a_long_description_is_cut(self):
        text = f"{'very ' * 40}old man said yes"
        man = Speaker(SpeakerId("s1"), text[:207])
        said = quotation(source=(Span(0, 207),), speaker=man, evidence=(Mention(0, 207, "nominal"),))
        line = Article(text, quotations=(said,), speakers=(man,)).quotations[0].explain()
        assert line == f"{('very ' * 40)[:59]}… (0-207)"

    def test_a_speaker_without_a_name_says_so(self):
        nobody = Speaker(SpeakerId("s1"), "")
        said = quotation(source=(Span(42, 45),), speaker=nobody)
        assert Article(TALE, quotations=(said,), speakers=(nobody,)).quotations[0].explain() == "(no name)"

    @given(data=st.data())
    @quick
    def test_any_quotation_has_one_line(self, articles, data):
        for each in data.draw(articles).quotations:
            assert len(each.explain().splitlines()) == 1
            assert (each.explain() == "speaker unknown") == (each.speaker is None)


class TestRefused:
    def test_quotation_without_content(self):
        with pytest.raises(OptionError, match="at least one content span"):
            quotation(content=())

    @pytest.mark.parametrize(
        "fields",
        [
            pytest.param({"sentences": (Sentence(0, 4),)}, id="sentence"),
            pytest.param({"quotations": (quotation(cue=(Span(0, 4),)),)}, id="cue"),
            pytest.param({"quotations": (quotation(evidence=(Mention(0, 4),)),)}, id="evidence"),
            pytest.param({"speakers": (Speaker(SpeakerId("s1"), "A", mentions=(Mention(3, 4),)),)}, id="mention"),
            pytest.param({"speakers": (Speaker(SpeakerId("s1"), "A", role_span=Span(3, 4)),)}, id="role"),
            pytest.param({"summary": Summary("", (SummarySentence(0, 4),))}, id="summary sentence"),
        ],
    )
    def test_span_behind_the_text(self, fields):
        with pytest.raises(OptionError, match="ends at 4, but the text has 3"):
            Article("Yes", **fields)

    @pytest.mark.parametrize(
        "speakers",
        [
            pytest.param((), id="absent"),
            pytest.param((Speaker(SpeakerId("s1"), "Ada Birch"),), id="another under the same id"),
        ],
    )
    def test_speaker_that_is_not_the_articles(self, speakers):
        with pytest.raises(OptionError, match="'s1', which is not among"):
            Article("Yes", quotations=(quotation(speaker=Speaker(SpeakerId("s1"), "Ada Burns")),), speakers=speakers)

    def test_two_speakers_under_one_id(self):
        with pytest.raises(OptionError, match="two speakers"):
            Article("Yes", speakers=(Speaker(SpeakerId("s1"), "Ada"), Speaker(SpeakerId("s1"), "Bo")))

    def test_two_quotations_under_one_id(self):
        with pytest.raises(OptionError, match="two quotations"):
            Article("Yes", quotations=(quotation(), quotation(kind="mixed")))


class TestPlainForm:
    def test_follows_the_published_schema(self, example):
        record = example.to_dict()
        assert record["schema_version"] == SCHEMA_VERSION == 1
        assert {"id", "text", "sentences", "quotations", "speakers", "summary", "warnings"} <= set(record)
        assert {"id", "kind", "content", "cue", "source", "speaker", "score", "speaker_score", "evidence"} == set(
            record["quotations"][0]
        )
        assert {"id", "name", "kind", "role", "role_span", "former", "aliases", "mentions"} == set(
            record["speakers"][0]
        )
        assert record["sentences"][0] == {"start": 0, "end": 25, "score": None}
        assert record["quotations"][0]["speaker"] == "s1"
        assert record["quotations"][2]["speaker"] is None
        assert set(record["summary"]) == {"text", "sentences", "issues", "draft"}
        assert set(record["summary"]["sentences"][0]) == {"start", "end", "score", "text", "edits"}

    def test_json_is_one_line_and_keeps_letters(self, example):
        line = example.to_json()
        assert "\n" not in line
        assert "“We listened" in line

    @given(data=st.data())
    @quick
    def test_round_trip(self, articles, data):
        article = data.draw(articles)
        assert Article.from_dict(article.to_dict()) == article
        read = Article.from_json(article.to_json(indent=data.draw(st.sampled_from([None, 2]))))
        assert read == article
        assert read.to_dict() == article.to_dict()
        assert all(q.speaker is None or any(q.speaker is s for s in read.speakers) for q in read.quotations)

    def test_reads_records_with_the_required_fields_only(self, example):
        record = example.to_dict()
        del record["provenance"]
        for each in record["quotations"]:
            del each["evidence"], each["speaker_score"]
        for each in record["sentences"]:
            del each["score"]
        del record["summary"]["issues"], record["summary"]["draft"]
        for each in record["summary"]["sentences"]:
            del each["text"], each["edits"]
        for each in record["speakers"]:
            del each["role_span"], each["former"]
            each["mentions"] = [{"start": m["start"], "end": m["end"]} for m in each["mentions"]]
        read = Article.from_dict(record)
        assert read.speakers[0].mentions == example.speakers[0].mentions
        assert read.quotations[0].speaker is read.speakers[0]
        assert {q.speaker_score for q in read.quotations} == {None}
        assert not any(s.former for s in read.speakers)

    @pytest.mark.parametrize(
        ("change", "message"),
        [
            pytest.param({"schema_version": 2}, "version 1 was asked for, found 2", id="later version"),
            pytest.param({"schema_version": None}, "found None", id="no version"),
            pytest.param({"text": None}, "'text' is of type NoneType, not a string", id="text is null"),
            pytest.param({"text": ["Yes"]}, "'text' is of type list", id="text is a list"),
            pytest.param({"id": 7}, "'id' is of type int", id="id is a number"),
            pytest.param({"sentences": [{"start": 0}]}, "KeyError: 'end'", id="missing offset"),
            pytest.param({"sentences": [{"start": 0, "end": 1.0}]}, "'end' is 1.0, not an integer", id="float offset"),
            pytest.param({"sentences": [{"start": 2, "end": 1}]}, "0 <= start <= end", id="offsets in wrong order"),
            pytest.param({"sentences": [{"start": 0, "end": 10**6}]}, "ends at 1000000", id="span behind the text"),
            pytest.param({"sentences": [3]}, "AttributeError", id="sentence is a number"),
            pytest.param({"quotations": [{"id": "q1"}]}, "KeyError", id="quotation without fields"),
            pytest.param({"speakers": []}, "'s1'", id="speaker that is not there"),
            pytest.param({"summary": "short"}, "article 'ferry'", id="summary is a string"),
        ],
    )
    def test_refuses_other_forms(self, example, change, message):
        with pytest.raises(SchemaError, match=message):
            Article.from_dict(example.to_dict() | change)

    @pytest.mark.parametrize(
        ("field", "value", "message"),
        [
            pytest.param("kind", "shouted", "'shouted'; accepted are 'direct', 'indirect', 'mixed'", id="kind"),
            pytest.param("score", "high", "'score' is 'high', not a number", id="score"),
            pytest.param("speaker_score", "0.9", "'speaker_score' is '0.9', not a number", id="speaker score"),
            pytest.param("content", [], "no content", id="no content"),
            pytest.param("evidence", [{"start": 0, "end": 1, "kind": "verb"}], "'verb'", id="kind of mention"),
        ],
    )
    def test_refuses_other_quotations(self, example, field, value, message):
        record = example.to_dict()
        record["quotations"][0][field] = value
        with pytest.raises(SchemaError, match=message):
            Article.from_dict(record)

    @pytest.mark.parametrize("value", [None, 1, "yes"])
    def test_refuses_a_past_role_that_is_no_truth_value(self, example, value):
        record = example.to_dict()
        record["speakers"][0]["former"] = value
        with pytest.raises(SchemaError, match=r"'former' is .*, neither true nor false"):
            Article.from_dict(record)

    @pytest.mark.parametrize(
        "line",
        [
            pytest.param("", id="empty"),
            pytest.param("{", id="cut off"),
            pytest.param("[" * 100_000, id="nested too deeply"),
            pytest.param("1" * 5_000, id="endless number"),
            pytest.param("[]", id="list"),
            pytest.param("null", id="null"),
            pytest.param("{}", id="empty object"),
        ],
    )
    def test_refuses_lines_that_are_no_article(self, line):
        with pytest.raises(SchemaError):
            Article.from_json(line)


class TestCopies:
    @pytest.mark.parametrize(
        "copied",
        [
            pytest.param(lambda article: pickle.loads(pickle.dumps(article)), id="pickle"),  # noqa: S301
            pytest.param(copy.deepcopy, id="deepcopy"),
            pytest.param(replace, id="replace"),
        ],
    )
    def test_the_graph_moves_along(self, example, copied):
        moved = copied(example)
        assert moved == example
        assert moved is not example
        assert moved.quotations[0].speaker is moved.speakers[0]
        assert moved.speakers[0].quotations[0] is moved.quotations[0]
        assert moved.quotations[0].content_text == example.quotations[0].content_text

    @pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
    def test_pickles_under_every_protocol(self, example, protocol):
        assert pickle.loads(pickle.dumps(example, protocol)) == example  # noqa: S301

    def test_a_quotation_takes_its_article_along(self, example):
        moved = pickle.loads(pickle.dumps(example.quotations[0]))  # noqa: S301
        assert moved.content_text == example.quotations[0].content_text

    def test_replace_binds_to_the_new_article(self, example):
        louder = replace(example, text=example.text.upper())
        assert louder.quotations[0].content_text.startswith("“WE LISTENED")
        assert example.quotations[0].content_text.startswith("“We listened")


class TestForPeople:
    def test_str_has_summary_speakers_and_unknown_last(self, example):
        assert str(example).split("\n") == [
            "The first boat will leave at six, said Mara Quill.",
            "",
            "Mara Quill, head of Lowmere Ferries",
            "  direct   “We listened to the islanders,” … “The first boat will leave at six. “It will be on time.”",
            "",
            "Tom Reddy, Councillor",
            "  mixed    the plan ‘long overdue’",
            "",
            "(speaker unknown)",
            "  direct   “Too little, too late.”",
        ]

    def test_str_of_an_article_with_nothing_in_it(self):
        assert str(Article("")) == ""

    def test_a_notebook_shows_html(self, example):
        assert "Mara Quill" in example._repr_html_()

    def test_str_of_a_summary_is_its_text(self, example):
        assert str(example.summary) == example.summary.text
