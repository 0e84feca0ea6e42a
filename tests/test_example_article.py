"""The example article of the README, read as an editor would read it."""

from pathlib import Path

import pytest

import quoteattr

EXAMPLE = Path(__file__).parents[1] / "docs/examples/thornaby-vale.txt"

# Start of the content, kind, start of the source, name of the speaker.
READING = {
    "headline": ("‘serious weaknesses’", "mixed", "Inspectors", "Inspectors"),
    "councils chiefs": ("“whatever it takes”", "direct", "COUNCIL chiefs", "COUNCIL chiefs in Thornaby Vale"),
    "mixed": ("that visits were too short", "mixed", "the Care Standards", "Care Standards Inspectorate"),
    "name with role": ("she was sorry", "indirect", "Margaret Iveson", "Margaret Iveson"),
    "pronoun": ("that 40 care workers", "indirect", "She", "Margaret Iveson"),
    "pronoun, second cue": ("“We accept every word", "direct", "She", "Margaret Iveson"),
    "honorific": ("that the council’s day centres", "indirect", "Ms Iveson", "Margaret Iveson"),
    "inverted": ("“It is not about money", "direct", "council leader", "Dennis Oakley"),
    "single-mark mixed": ("the findings as ‘a wake-up call’", "mixed", "He", "Dennis Oakley"),
    "pronoun after a clause": ("“They were told in March", "direct", "she", "Priya Nair"),
    "single-mark direct": ("‘They’re lovely girls", "direct", "Joan Pattison", "Joan Pattison"),
    "unnamed": ("its members had been “run ragged”", "mixed", "A spokesman", "spokesman for the care workers’ union"),
}
ROLES = {
    "Margaret Iveson": "chief executive of Thornaby Vale Borough Council",
    "Dennis Oakley": "council leader",
    "Priya Nair": "Opposition councillor",
}


@pytest.fixture(scope="module")
def article() -> quoteattr.Article:
    return quoteattr.annotate(EXAMPLE.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("content", "kind", "source", "name"), READING.values(), ids=READING.keys())
def test_quotation_is_found_with_its_speaker(article, content, kind, source, name):
    (quotation,) = [q for q in article.quotations if q.content_text.startswith(content)]
    assert quotation.kind == kind
    assert quotation.source_text.startswith(source)
    assert name in quotation.speaker.name


@pytest.mark.parametrize(("name", "role"), ROLES.items())
def test_speaker_has_the_role_that_the_article_states(article, name, role):
    (speaker,) = [s for s in article.speakers if s.name == name]
    assert speaker.role == role
    assert article.text_of(speaker.role_span) == role


@pytest.mark.parametrize(
    ("start", "end", "speaker"),
    [("“Staff are kind", "three days.”", "report"), ("“We accept every word", "they are right.”", "Margaret Iveson")],
    ids=["report", "chief executive"],
)
def test_quotation_over_paragraphs_is_one(article, start, end, speaker):
    (quotation,) = [q for q in article.quotations if q.content_text.startswith(start)]
    assert quotation.content_text.endswith(end)
    assert len(quotation.content) == 1
    assert speaker in quotation.speaker.name


def test_interrupted_quotation_is_one_with_two_fragments(article):
    (quotation,) = [q for q in article.quotations if q.content_text.startswith("“It is not about money")]
    assert [article.text_of(s) for s in quotation.content] == [
        "“It is not about money alone,”",
        "“It is about listening, and we did not listen.”",
    ]


def test_summary_is_three_sentences_with_the_finding(article):
    assert len(article.summary.sentences) == 3
    assert "inadequate" in article.summary.text
