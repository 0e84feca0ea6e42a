"""An article of our own in which three people, a council and a newspaper speak, and a way to write such articles."""

import re

import pytest

from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Quotation, QuotationId, Sentence, Span, Speaker, SpeakerId

# {Speaker|source} and [content] are read off; everything else is the article's text.
PARAGRAPHS = (
    "[The bridge in Lowmere will stay shut until March 3], {Ada Burns|Mayor Ada Burns} said on Tuesday.",
    "[“We cannot open a bridge that may fall down tomorrow,”] {Ada Burns|she} told the Lowmere Herald.",
    "Repairs cost $1.2 million, up 5 per cent from 2019, and take two dozen workers.",
    "[“The council has slept for ten years,”] said {Bill Hale|Bill Hale, who leads the Progress Party}.",
    "{Bill Hale|Hale} denied that [his party had blocked the money for new steel in the 1990s].",
    "{Cora Lindt|Engineer Cora Lindt} said [tests found no rust in the northern pillars].",
    "The Borough Transport Authority did not close the road to Ellersby, and buses run as they did.",
    "[The ferry carries about 1,450 people a day], according to {Ferry Company|the Ferry Company}.",
    "Bill and Dora Hale live in Castlebeck, France.",
)


def annotated(paragraphs):
    """Return the article that marked paragraphs describe, with salience falling from the first sentence."""
    text, found = "", []
    for paragraph in paragraphs:
        content = source = None
        name = ""
        for part in re.split(r"(\[[^\]]+\]|\{[^}]+\})", paragraph):
            start = len(text)
            if part.startswith("["):
                text += part[1:-1]
                content = Span(start, len(text))
            elif part.startswith("{"):
                name, words = part[1:-1].split("|")
                text += words
                source = Span(start, len(text))
            else:
                text += part
        text += "\n\n"
        if content:
            found.append((name, content, source))
    ids = {name: SpeakerId(f"s{i}") for i, name in enumerate(dict.fromkeys(name for name, *_ in found), 1)}
    kinds = {name: "organisation" if "Company" in name else "person" for name in ids}
    speakers = {name: Speaker(ids[name], name, kinds[name]) for name in ids}
    quotations = tuple(
        Quotation(
            QuotationId(f"q{i}"),
            "direct" if text[content.start] == "“" else "indirect",
            (content,),
            source=(source,),
            speaker=speakers[name],
        )
        for i, (name, content, source) in enumerate(found, 1)
    )
    text = text.rstrip()
    sentences = tuple(Sentence(s.start, s.end, 1 / (2 + i)) for i, s in enumerate(split_sentences(text)))
    return Article(text, sentences=sentences, quotations=quotations, speakers=tuple(speakers.values()))


@pytest.fixture(scope="session")
def article():
    return annotated(PARAGRAPHS)
