"""A program of somebody who uses quoteattr, for a type checker that sees only what was installed.

`mypy --strict` must find nothing here: every name has a type, and none of them is Any by accident. It runs as well.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, assert_type

import quoteattr
from quoteattr import Article, Mention, Pipeline, Quotation, QuoteAttrError, Sentence, Span, Speaker, Summary
from quoteattr.archive import ArchiveReport, Failure, annotate_files
from quoteattr.errors import CheckpointError, InvalidTextError, OptionError
from quoteattr.io import iter_jsonl, read_jsonl, schema, write_jsonl
from quoteattr.render import render_fragment, render_page, render_table
from quoteattr.speakers import Identity

TEXT = (
    "The bridge at Ellerdale will open in May. “We will be ready,” said Ada Burns, chief executive of Ellerdale "
    "Borough Council. She told residents that tolls were out of the question.\n\nTom Hale, the mayor, called it ‘a "
    "good day’."
)


def annotate() -> Article:
    """Look at an article from each side."""
    article = quoteattr.annotate(TEXT, id="bridge", max_sentences=2, focus="the tolls", min_score=0.1)
    assert_type(article, Article)
    assert_type(article.id, str | None)
    assert_type(article.sentences, tuple[Sentence, ...])
    assert_type(article.quotations, tuple[Quotation, ...])
    assert_type(article.speakers, tuple[Speaker, ...])
    assert_type(article.warnings, tuple[str, ...])
    assert_type(article.provenance, Mapping[str, str])
    assert_type(article.summary, Summary)
    assert_type(article.to_json(), str)
    assert_type(article.to_dict(), dict[str, Any])
    assert_type(Article.from_json(article.to_json()), Article)
    for quotation in article.quotations:
        _look_at(quotation)
    for speaker in article.speakers:
        assert_type(speaker.name, str)
        assert_type(speaker.role, str | None)
        assert_type(speaker.label, str)
        assert_type(speaker.former, bool)
        assert_type(speaker.kind, Literal["person", "organisation", "group", "document", "other"])
        assert_type(speaker.mentions, tuple[Mention, ...])
        assert_type(speaker.quotations, tuple[Quotation, ...])
    return article


def _look_at(quotation: Quotation) -> None:
    assert_type(quotation.kind, Literal["direct", "indirect", "mixed"])
    assert_type(quotation.content, tuple[Span, ...])
    assert_type(quotation.cue_text, str)
    assert_type(quotation.speaker, Speaker | None)
    assert_type(quotation.score, float)
    assert_type(quotation.speaker_score, float | None)
    assert_type(quotation.evidence, tuple[Mention, ...])
    assert_type(quotation.explain(), str)
    # None is said, so that who forgets it is told by the type checker.
    name = quotation.speaker.name if quotation.speaker else "unknown"
    assert_type(name, str)


def sum_up(article: Article) -> str:
    """Sum up an article, a speaker and all speakers."""
    assert_type(article.summary.text, str)
    for sentence in article.summary.sentences:
        assert_type(sentence.start, int)
        assert_type(sentence.score, float)
        assert_type(sentence.text, str)
    assert_type(article.summary_of("Ada Burns"), Summary)
    lines = [line.text for line in article.digest().lines]
    assert_type(lines, list[str])
    return article.summary.text


def stream(texts: list[str]) -> Iterator[tuple[str, int]]:
    """Annotate a stream, with and without something that goes along."""
    pipeline = Pipeline.from_pretrained("default", device="cpu", min_speaker_score=0.5)
    assert_type(pipeline, Pipeline)
    assert_type(pipeline.provenance, dict[str, str])
    for article in pipeline.pipe(texts, batch_size=2, on_error="skip", max_words=30):
        assert_type(article, Article)
    for article in pipeline.pipe([("a", texts[0]), (None, texts[0])]):
        assert_type(article, Article)
    for pair in pipeline.pipe(((text, number) for number, text in enumerate(texts)), as_tuples=True):
        assert_type(pair, tuple[Article, int])
        yield pair[0].text, pair[1]
    again = pipeline.resolve(TEXT, pipeline(TEXT).quotations)
    assert_type(again, Article)
    assert_type(pipeline.resolve_mentions(TEXT, [Span(0, 10)]), tuple[Speaker | None, ...])


def show(article: Article) -> None:
    """Show it, write it, read it."""
    assert_type(render_table(article, width=72, colour=True), str)
    assert_type(render_page([article, article]), str)
    assert_type(render_fragment(article), str)
    assert_type("".join(iter_jsonl([article], offsets="utf16")), str)
    assert_type(schema(), dict[str, Any])
    with TemporaryDirectory() as folder:
        path = Path(folder, "annotated.jsonl")
        assert_type(write_jsonl([article], path), int)
        back = list(read_jsonl(path))
        assert_type(back, list[Article])
        assert back == [article], "an article that was written is not what was read"
        identities = quoteattr.speakers.merge(back)
        assert_type(identities, tuple[Identity, ...])
        assert_type(identities[0].quotations, tuple[Quotation, ...])


def keep() -> ArchiveReport:
    """Annotate files into a folder."""
    failures: list[Failure] = []
    with TemporaryDirectory() as folder:
        source = Path(folder, "in.txt")
        source.write_text(TEXT, encoding="utf-8")
        report = annotate_files([source], Path(folder, "out"), on_failure=failures.append, max_sentences=1)
    assert_type(report, ArchiveReport)
    assert_type(report.annotated, int)
    return report


def columns() -> dict[str, list[Any]]:
    """Annotate columns, as the data sets of Hugging Face have them."""
    found = quoteattr.batch({"text": [TEXT]}, max_sentences=1)
    assert_type(found, dict[str, list[Any]])
    return found


def refuse() -> list[str]:
    """Catch what goes wrong, as what it is and as the built-in that fits."""
    told: list[str] = []
    try:
        quoteattr.annotate("\ud800")
    except InvalidTextError as error:
        assert_type(error, InvalidTextError)
        value_error: ValueError = error
        told.append(str(value_error))
    try:
        quoteattr.annotate(TEXT, max_sentences=0)
    except OptionError as error:
        any_of_them: QuoteAttrError = error
        told.append(str(any_of_them))
    try:
        Pipeline.from_pretrained("./nowhere")
    except CheckpointError as error:
        os_error: OSError = error
        told.append(str(os_error))
    return told


def main() -> None:
    """Do all of it, and print what came of it."""
    assert_type(quoteattr.__version__, str)
    article = annotate()
    assert any(speaker.name == "Ada Burns" and speaker.role for speaker in article.speakers), article.speakers
    show(article)
    told = {
        "version": quoteattr.__version__,
        "summary": sum_up(article),
        "streamed": len(list(stream([TEXT, TEXT]))),
        "kept": keep().annotated,
        "columns": len(columns()),
        "refused": len(refuse()),
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
