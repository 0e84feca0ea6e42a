from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.speakers import resolve_speakers
from quoteattr.speakers.antecedents import Answer, nearest
from quoteattr.types import Article, Quotation, QuotationId, Sentence, Span
from tests.speakers.marked import read_marked, resolve_marked, speakers_of

CASES = [
    pytest.param("<Ada Burns> said {the bridge is safe}.", ["Ada Burns"], id="full name"),
    pytest.param(
        "<Ada Burns> said {the bridge is safe}. <Burns> added {that it would open}.",
        ["Ada Burns", "Ada Burns"],
        id="surname only",
    ),
    pytest.param(
        "Ada Burns opened the bridge. <Ms Burns> said {it was safe}.", ["Ada Burns"], id="honorific and surname"
    ),
    pytest.param(
        "Ada Burns met Tom Burns. <Mr. Burns> said {the bridge was safe}.",
        ["Tom Burns"],
        id="honorific tells namesakes",
    ),
    pytest.param("Ada Burns met pupils. “Yes,” <Ada> said, {and she laughed}.", ["Ada Burns"], id="given name only"),
    pytest.param(
        "<Burns> Pledges {Safer Bridges For Leeds}\n\nThe engineer Ada Burns spoke on Monday.",
        ["Ada Burns"],
        id="short form in a headline",
    ),
    pytest.param(
        "William Dixon spoke first. <Bill Dixon> said {he was tired}.", ["William Dixon"], id="short form of given name"
    ),
    pytest.param("<Ada Burns, chief executive of the port,> said {no}.", ["Ada Burns"], id="apposition in the source"),
    pytest.param("<The governor, Ada Burns,> said {no}.", ["Ada Burns"], id="name set beside a title"),
    pytest.param("<Her chief engineer, Tom Reddy,> said {no}.", ["Tom Reddy"], id="name set beside an owned title"),
    pytest.param("<A man named Tom Reddy> said {no}.", ["Tom Reddy"], id="named"),
    pytest.param("<Council leader Tom Reddy> said {no}.", ["Tom Reddy"], id="title before the name"),
    pytest.param(
        "<Former Secretary of State Mara Quill> said {no}.", ["Mara Quill"], id="office with a complement before a name"
    ),
    pytest.param("<Mara Quill’s campaign> said {no}.", ["Mara Quill’s campaign"], id="possessive is not the owner"),
    pytest.param(
        "<The Quill campaign> said {no}. Mara Quill lost. Later <her campaign> said {yes}.",
        ["The Quill campaign", "The Quill campaign"],
        id="campaign by its owner",
    ),
    pytest.param("<Mara Quill and Tom Reddy> said {no}.", ["Mara Quill and Tom Reddy"], id="two names are a group"),
    pytest.param("<Mara Quill and her aides> said {no}.", ["Mara Quill and her aides"], id="name and others"),
    pytest.param("<Two senior officials> said {no}.", ["Two senior officials"], id="unnamed group"),
    pytest.param("<A senior harbour official> said {no}.", ["A senior harbour official"], id="unnamed person"),
    pytest.param(
        "<a woman who lives by the quay> said {no}.", ["a woman"], id="description without its relative clause"
    ),
    pytest.param(
        "The Federal Harbour Agency met. <The FHA> said {no}.", ["Federal Harbour Agency"], id="acronym by letters"
    ),
    pytest.param(
        "The Swiss Ferrymen's Union (SFP) met. <The SFP> said {no}.",
        ["Swiss Ferrymen's Union"],
        id="acronym in parentheses",
    ),
    pytest.param(
        "<a harbour survey> said {no}. <The survey> also said {yes}.", ["a harbour survey"] * 2, id="document"
    ),
    pytest.param(
        "The Lowmere Board of Fares met. <The board of fares> said {no}. <The board> said {yes}.",
        ["Lowmere Board of Fares"] * 2,
        id="organisation by words of its name",
    ),
    pytest.param("Ada Burns swims.\n\n<Q>: {Do you like it?}", [None], id="question of an interview"),
    pytest.param("Ada Burns swims.\n\nQ: Do you?\n\n<A>: {I do.}", ["Ada Burns"], id="answer of an interview"),
    pytest.param("Ada Burns swims.\n\nQ: Do <you> think {it is cold}?", ["Ada Burns"], id="who is asked"),
    pytest.param("Ada Burns swims. Do <you> think {it is cold}?", ["you"], id="reader"),
    pytest.param(
        "Ada Burns swims.\n\nQ: Is it cold?\n\nA: No. <>|Remember| {the frost}.", ["Ada Burns"], id="within an answer"
    ),
    pytest.param(
        "LETTERS.\n\n<I> think {it is cold}.\n\nAda Burns.\n\nLowmere.\n\nNot <I>, say {the frogs}.\n\nTom Reddy.",
        ["Ada Burns", "Tom Reddy"],
        id="signed letters",
    ),
    pytest.param("<I> think {it is cold}.\n\nAda Burns.", [None], id="signed by the author"),
    pytest.param("Ada Burns left after a clash <that> showed {she was tired}.", ["a clash"], id="thing before that"),
    pytest.param("<I> think {this bridge is ugly}.", [None], id="the article's own voice"),
    pytest.param("It was claimed <>{that the bridge is unsafe}.", [None], id="passive without an agent"),
]

DESCRIPTIONS = [
    pytest.param("<Burns’s “tides”> said {no}.", ["Burns’s “tides”"], id="title in marks"),
    pytest.param(
        "<Tom Reddy, who led the board for years, and has backed Mara Quill since May,> said {no}.",
        ["Tom Reddy"],
        id="relative clause that goes on",
    ),
    pytest.param(
        "<Several clerks handling federal Freedom of Ferries claims> said {no}.",
        ["Several clerks handling federal Freedom of Ferries claims"],
        id="name within what a group does",
    ),
    pytest.param("<Both sides> said {no}.", ["Both sides"], id="both"),
    pytest.param("<Both Ada Burns and Tom Reddy> said {no}.", ["Ada Burns and Tom Reddy"], id="both of two names"),
    pytest.param(
        "<Harbour Board hopefuls Ada Burns and Tom Reddy> said {no}.",
        ["Ada Burns and Tom Reddy"],
        id="names right after what they are",
    ),
    pytest.param("<Two objectors, Ada Burns and Tom Reddy,> said {no}.", ["Ada Burns and Tom Reddy"], id="objectors"),
    pytest.param("<a group led by Tom Reddy (D-Conn.)> said {no}.", ["a group led by Tom Reddy"], id="led by"),
    pytest.param("<the super PAC backing Tom Reddy> said {no}.", ["the super PAC backing Tom Reddy"], id="backing"),
    pytest.param(
        "<Quill’s old partner, ranking Democrat Sen. Tom B. Reddy (Md.),> said {no}.",
        ["Tom B. Reddy"],
        id="party and state in brackets",
    ),
    pytest.param(
        "<the harbour-backed advocacy group Ferrymen for Prosperity> said {no}.",
        ["Ferrymen for Prosperity"],
        id="name right after a group",
    ),
    pytest.param("<A news company called “The Lowmere”> said {no}.", ["Lowmere"], id="named in marks"),
    pytest.param("<Not everyone> said {no}.", ["Not everyone"], id="not"),
    pytest.param("<Only two members> said {no}.", ["two members"], id="only"),
    pytest.param("<while many voters> said {no}.", ["many voters"], id="conjunction before it"),
    pytest.param(
        "<several clerks in Ohio, a state that swings,> said {no}.", ["several clerks in Ohio"], id="apposition"
    ),
    pytest.param("<several clerks — most of them tired —> said {no}.", ["several clerks"], id="dashes"),
    pytest.param("<several clerks (most of them tired)> said {no}.", ["several clerks"], id="brackets"),
    pytest.param("<clerks, including Ada Burns,> said {no}.", ["clerks, including Ada Burns"], id="including"),
    pytest.param("<those who voted> said {no}.", ["those who voted"], id="only the clause explains"),
    pytest.param("<clerks who voted> said {no}.", ["clerks"], id="relative clause"),
    pytest.param("<a poll released Friday> said {no}.", ["a poll released Friday"], id="participle"),
    pytest.param("<the clerks themselves> said {no}.", ["the clerks"], id="themselves"),
    pytest.param("<whose husband> said {no}.", ["husband"], id="whose"),
    pytest.param("There were half of the voters <who> said {no}.", ["half of the voters"], id="quantity"),
    pytest.param("There were 30 percent of voters <who> said {no}.", ["30 percent of voters"], id="percent"),
    pytest.param(
        "<Two pilots, Ada Burns and Tom Reddy,> said {no}.", ["Ada Burns and Tom Reddy"], id="names after what they are"
    ),
    pytest.param(
        "<Ada Burns and Tom Reddy, two pilots,> said {no}.",
        ["Ada Burns and Tom Reddy"],
        id="names before what they are",
    ),
    pytest.param(
        "<Ada Burns, the mayor, and Tom Reddy> said {no}.",
        ["Ada Burns, the mayor, and Tom Reddy"],
        id="apposition in a list",
    ),
    pytest.param(
        "<Ada Burns (D) and former mayor Tom Reddy> said {no}.",
        ["Ada Burns (D) and former mayor Tom Reddy"],
        id="brackets in a list",
    ),
    pytest.param("<Ada Burns, a writer, and mother of two,> said {no}.", ["Ada Burns"], id="one person, two roles"),
    pytest.param("<Leeds, Paris and other cities> said {no}.", ["Leeds, Paris and other cities"], id="places"),
    pytest.param(
        "<Burns and Reddy> said {no}. Ada Burns and Tom Reddy met. <Reddy and Burns> left {early}.",
        ["Ada Burns and Tom Reddy"] * 2,
        id="the fullest naming of both",
    ),
    pytest.param("<one group, Harbour Watch,> said {no}.", ["Harbour Watch"], id="name of a group"),
    pytest.param("<a website called Tideline> said {no}.", ["Tideline"], id="called"),
]

PRONOUNS = [
    pytest.param(
        "The board met several retired sailors, <most of whom> said {no}.",
        ["several retired sailors"],
        id="most of whom",
    ),
    pytest.param(
        "The agency set up U.N. Women in May. Tom Reddy led it. <He> said {no}.",
        ["Tom Reddy"],
        id="not an organisation",
    ),
    pytest.param("Mara Quill sat down. <She> said {no}.", ["Mara Quill"], id="she"),
    pytest.param(
        "Mara Quill met Tom Reddy on Monday. <He> said {no}. <She> said {yes}.",
        ["Tom Reddy", "Mara Quill"],
        id="agreement by given name",
    ),
    pytest.param(
        "Mrs. Quill met Mr. Vane on Monday. <He> said {no}. <She> said {yes}.",
        ["Vane", "Quill"],
        id="agreement by honorific",
    ),
    pytest.param(
        "<Tom Reddy> said {no}. “Too late,” <he> added, {“too little”}.",
        ["Tom Reddy", "Tom Reddy"],
        id="speaker goes on",
    ),
    pytest.param(
        "<Mara Quill, who has chaired the board,> said {no}. <her> {claim} failed.", ["Mara Quill"] * 2, id="possessive"
    ),
    pytest.param("Mara Quill, <who> said {no}, left.", ["Mara Quill"], id="who after a name"),
    pytest.param(
        "Mara Quill, another harbour official <who> said {no}, left.", ["Mara Quill"], id="who after an apposition"
    ),
    pytest.param("Choose a pilot, man or woman, <who> said {no}.", ["a pilot"], id="who after any of two"),
    pytest.param("There were angry residents <who> said {no}.", ["angry residents"], id="who after a noun"),
    pytest.param("Mara Quill (D-Ohio), <who> said {no}, left.", ["Mara Quill"], id="who after a parenthesis"),
    pytest.param("Angry residents met the council. <They> said {no}.", ["Angry residents"], id="they"),
    pytest.param(
        "Tom Reddy met Rival Mara Quill. Mara Quill left. <Quill> said {no}.", ["Mara Quill"], id="epithet is no name"
    ),
    pytest.param("<You> know {this already}.", ["You"], id="you"),
]

TITLES = [
    pytest.param(
        "Council leader Tom Reddy met Mara Quill. <The council leader> said {no}.", ["Tom Reddy"], id="title alone"
    ),
    pytest.param(
        "Gov. Tom Reddy met Sen. Mara Quill. <The governor> said {no}.", ["Tom Reddy"], id="abbreviated title"
    ),
    pytest.param(
        "Sen. Tom Reddy of Ohio spoke to Mara Quill, a Texas senator. <The Texas senator> said {no}.",
        ["Mara Quill"],
        id="modifier tells",
        marks=pytest.mark.xfail(strict=True, reason="the person named first outweighs the modifier"),
    ),
    pytest.param(
        "A young fisherman came in. Everybody waited. <The fisherman> said {no}.", ["A young fisherman"], id="unnamed"
    ),
]

CONTINUATION = [
    pytest.param(
        "<Tom Reddy> said {“no”}.\n\n<>{“And never.”}", ["Tom Reddy", "Tom Reddy"], id="next paragraph in marks"
    ),
    pytest.param(
        "<Tom Reddy> |denied| {the charge} and <>|accused| {the board of lying}.", ["Tom Reddy"] * 2, id="second verb"
    ),
    pytest.param("<Tom Reddy> |said| {no}, <>|adding| {that it was late}.", ["Tom Reddy"] * 2, id="participle"),
    pytest.param(
        "<Tom Reddy> |said| {no}. The board <>|was asked| {about fares}.", ["Tom Reddy", None], id="passive does not"
    ),
    pytest.param(
        "A talk with Mayor Mara Quill\n\nQ: Why?\n\nA: <I> think {it was time}.", ["Mara Quill"], id="interview"
    ),
    pytest.param(
        "REDDY: <I> say {no}.\n\nQUILL: <I> say {yes}.\n\nREDDY: <We> {disagree}.\n\nTom Reddy met Mara Quill.",
        ["Tom Reddy", "Mara Quill", "Tom Reddy"],
        id="transcript",
    ),
]


@pytest.mark.parametrize(("marked", "names"), [*CASES, *DESCRIPTIONS, *PRONOUNS, *TITLES, *CONTINUATION])
def test_resolves_source_to_speaker(marked, names):
    assert speakers_of(marked) == names


ROLES = [
    pytest.param(
        "<Ada Burns, chief executive of Lowmere Council,> said {no}.",
        "chief executive of Lowmere Council",
        id="apposition",
    ),
    pytest.param("<Ada Burns, 43, a school caretaker,> said {no}.", "school caretaker", id="apposition after an age"),
    pytest.param(
        "<Ada Burns (D-Ohio), chair of the harbour board,> said {no}.",
        "chair of the harbour board",
        id="apposition after a party",
    ),
    pytest.param("<Council leader Bill Dixon> said {no}.", "Council leader", id="lower-case title"),
    pytest.param("<Sen. Bill Dixon> said {no}.", "Sen.", id="abbreviated title"),
    pytest.param("<former secretary of state Bill Dixon> said {no}.", "former secretary of state", id="complement"),
    pytest.param(
        "<The council's chief executive, Ada Burns,> said {no}.", "council's chief executive", id="set before"
    ),
    pytest.param("<Ada Burns, who leads the ferry union,> said {no}.", "leads the ferry union", id="relative clause"),
    pytest.param("<Ada Burns> said {no}. Ada Burns is the mayor of Lowmere.", "mayor of Lowmere", id="predicate"),
    pytest.param("<The Gazette’s Ada Burns> said {no}.", "Gazette", id="employer"),
    pytest.param("Ada Burns came. <The retired teacher> said {no}.", "retired teacher", id="description"),
    pytest.param("<Sen. Ada Burns, a close friend of the family,> said {no}.", "Sen.", id="office before friendship"),
    pytest.param("<A senior harbour official> said {no}.", "senior harbour official", id="unnamed person"),
    pytest.param("<Mr. Ada Burns> said {no}.", None, id="an honorific is no role"),
    pytest.param("<Ada Burns> said {no}. He met Tom Reddy, a baker.", None, id="somebody else's role"),
    pytest.param("<Ada Burns, speaking in Leeds,> said {no}.", None, id="participle is no role"),
    pytest.param(
        "<Ada Burns, an engineer who is chair of the harbour board,> said {no}.",
        "chair of the harbour board",
        id="relative clause after an apposition",
    ),
    pytest.param(
        "<former presidential candidate Gov. Ada Burns> said {no}.",
        "former presidential candidate",
        id="two titles",
    ),
]


@pytest.mark.parametrize(("marked", "role"), ROLES)
def test_states_role_verbatim(marked, role):
    text, quotations, _ = resolve_marked(marked)
    speaker = quotations[0].speaker
    assert speaker.role == role
    if role is not None:
        assert text[speaker.role_span.start : speaker.role_span.end] == role


KINDS = [
    pytest.param("<Ada Burns> said {no}.", "person", id="person"),
    pytest.param("<Lowmere Council> said {no}.", "organisation", id="organisation"),
    pytest.param("<the company> said {no}.", "organisation", id="organisation by noun"),
    pytest.param("<Republicans> said {no}.", "group", id="party members"),
    pytest.param("<several witnesses> said {no}.", "group", id="group"),
    pytest.param("<the harbour report> said {no}.", "document", id="document"),
    pytest.param("<the Ohio Republican> said {no}.", "person", id="one member of a party"),
]


@pytest.mark.parametrize(("marked", "kind"), KINDS)
def test_tells_kind_of_speaker(marked, kind):
    _, quotations, _ = resolve_marked(marked)
    assert quotations[0].speaker.kind == kind


def test_evidence_leads_from_source_to_name():
    text, quotations, _ = resolve_marked("Ada Burns spoke. <Burns> said {no}. <She> said {yes}.")
    chain = quotations[1].evidence
    assert [text[m.start : m.end] for m in chain] == ["She", "Burns", "Ada Burns"]
    assert [m.kind for m in chain] == ["pronoun", "name", "name"]


def test_mentions_and_aliases_are_gathered():
    text, _, speakers = resolve_marked("Ada Burns spoke. <Burns> said {no}. <The engineer> said {yes}. <She> {left}.")
    assert [text[m.start : m.end] for m in speakers[0].mentions] == ["Ada Burns", "Burns", "The engineer", "She"]
    assert speakers[0].aliases == ("Burns", "The engineer")


def test_speakers_are_numbered_by_first_mention():
    _, _, speakers = resolve_marked("Tom Reddy left. <Ada Burns> said {no}. <Reddy> said {yes}.")
    assert [(s.id, s.name) for s in speakers] == [("s1", "Tom Reddy"), ("s2", "Ada Burns")]


def test_input_speaker_is_ignored_and_nothing_else_changes():
    text, quotations, _ = resolve_marked("Ada Burns spoke. <She> said {no}.")
    again, _ = resolve_speakers(text, [Sentence(0, 16), Sentence(17, len(text))], quotations, nearest)
    assert [(q.id, q.kind, q.content, q.cue, q.source) for q in again] == [
        (q.id, q.kind, q.content, q.cue, q.source) for q in quotations
    ]
    assert again[0].speaker.name == "Ada Burns"


NAMES = ["Ada", "Burns", "Tom", "Mr.", "Sen.", "Council", "A", "Q:"]
WORDS = st.sampled_from(
    [*NAMES, "the", "mayor", "she", "they", "who", "each", "Named", "I", "said", "of", "and", *",.“”()", "\n\n", "’s"]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map(" ".join))


@st.composite
def articles(draw):
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    span = st.tuples(place, place).map(lambda pair: Span(*sorted(pair)))
    spans = st.lists(span, max_size=2).map(lambda found: tuple(sorted(found)))
    quotations = [
        Quotation(QuotationId(f"q{n}"), "direct", draw(spans) or (Span(0, len(text)),), draw(spans), draw(spans))
        for n in range(draw(st.integers(0, 5)))
    ]
    cuts = sorted({0, len(text), *draw(st.lists(place, max_size=4))})
    return text, [Sentence(a, b) for a, b in pairwise(cuts)], quotations


def anything(question):
    """Choose now this option, now that one, whatever speaks for it."""
    place = question.anaphor.start % (len(question.options) + 1)
    return Answer(question.options[place] if place < len(question.options) else None, 0.5)


@settings(max_examples=150, deadline=None)
@given(articles(), st.sampled_from([nearest, anything]))
def test_holds_for_any_article(article, chooser):
    text, sentences, quotations = article
    resolved, speakers = resolve_speakers(text, sentences, quotations, chooser)
    assert (resolved, speakers) == resolve_speakers(text, sentences, quotations, chooser)
    assert [q.id for q in resolved] == [q.id for q in quotations]
    assert all(q.speaker is None or q.speaker in speakers for q in resolved)
    assert len({s.id for s in speakers}) == len(speakers)
    for speaker in speakers:
        assert speaker.mentions == tuple(sorted(speaker.mentions))
        assert all(m.end <= len(text) and len(m) > 0 for m in speaker.mentions)
        assert speaker.name in " ".join(text.split())
        assert all(alias in " ".join(text.split()) for alias in speaker.aliases)
        assert (speaker.role is None) == (speaker.role_span is None)
        assert speaker.role_span is None or text[speaker.role_span.start : speaker.role_span.end] == speaker.role
    Article(text, quotations=resolved, speakers=speakers)


def test_source_that_ends_the_text_may_end_in_a_word_that_leads_to_a_name():
    text, quotations = read_marked("{No}, |said| <a mayor, Named>")
    resolved, _ = resolve_speakers(text, [Sentence(0, len(text))], quotations, nearest)
    assert resolved[0].speaker is not None


def test_one_person_is_he_or_she_throughout():
    text, quotations = read_marked("Robin Vane met pupils. <He> {sang}. <She> {left}. <He> {slept}.")

    def latest(question):
        return Answer(question.options[0] if question.options else None, 0.9)

    resolved, speakers = resolve_speakers(text, [Sentence(0, len(text))], quotations, latest)
    assert [q.speaker and q.speaker.name for q in resolved] == ["Robin Vane", None, "Robin Vane"]
    assert [s.name for s in speakers] == ["Robin Vane"]
