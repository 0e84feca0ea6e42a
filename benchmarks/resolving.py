"""Let systems decide who speaks: of gold quotations, of predicted ones, and of the pronouns of GAP."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from benchmark_runs import Records
from speaker_baselines import BASELINES
from speaker_baselines.written import Resolved, Resolver

import quoteattr
from quoteattr.evaluation import GapDecision, GapItem, given_quotations, named_by
from quoteattr.speakers.antecedents import Answer, Chooser, Option, Question, learned
from quoteattr.speakers.resolve import resolve_mentions
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Quotation, QuotationId, Sentence, Span, Speaker

__all__ = ["GAP_SETTINGS", "System", "baselines", "gap_decisions", "library", "resolve_records"]

Resolve = Callable[[str, Sequence[Quotation]], Resolved]
Decide = Callable[[GapItem], GapDecision]

GAP_SETTINGS = ("snippet context", "gold two mention")
"""The system finds the names by itself; the system is told both names and chooses one or neither."""

_KEPT = 4096


@dataclass(frozen=True, slots=True)
class System:
    """Something that resolves.

    Args:
        name: What tables call it.
        resolve: Gives each quotation of a text its speaker.
        mentioned: Tells what the pronoun of an item of GAP refers to; `None` when it cannot tell.
        choose: Chooses between the two names of an item of GAP, or neither.
    """

    name: str
    resolve: Resolve
    mentioned: Callable[[GapItem], Speaker | None]
    choose: Decide

    def decide(self, item: GapItem, setting: str) -> GapDecision:
        """Answer an item of GAP in one of `GAP_SETTINGS`."""
        return named_by(item, self.mentioned(item)) if setting == GAP_SETTINGS[0] else self.choose(item)


def library(checkpoint: str) -> System:
    """Return the library: the one place where it is asked to resolve what it did not find by itself.

    Of the pronouns of GAP it is asked as of any mention; told the two names, it has them and "none" to choose from.

    Args:
        checkpoint: `default`, a folder or a hub id.
    """
    pipeline = quoteattr.Pipeline.from_pretrained(checkpoint)

    def resolve(text: str, quotations: Sequence[Quotation]) -> Resolved:
        article = pipeline.resolve(text, quotations)
        return article.quotations, article.speakers

    def mentioned(item: GapItem) -> Speaker | None:
        return pipeline.resolve_mentions(item.text, [Span(*item.pronoun)])[0]

    def choose(item: GapItem) -> GapDecision:
        states = pipeline.encoder.encode(item.text)
        chooser = _among_two(item, learned(pipeline.encoder.antecedents(states)))
        return named_by(item, resolve_mentions(item.text, _sentences(item.text), [Span(*item.pronoun)], chooser)[0])

    return System("quoteattr", resolve, mentioned, choose)


def _among_two(item: GapItem, chooser: Chooser) -> Chooser:
    """Let the pronoun of an item choose between its two names and neither."""

    def named(option: Option) -> bool:
        names = option.referent.entity.names if option.referent.entity is not None else ()
        return any(n.start < end and start < n.end for n in names for start, end in (item.a, item.b))

    def choose(question: Question) -> Answer:
        if (question.anaphor.start, question.anaphor.end) != tuple(item.pronoun):
            return chooser(question)
        return chooser(replace(question, options=tuple(filter(named, question.options))))

    return choose


def baselines() -> list[System]:
    """Return the baselines."""
    choices: dict[str, Decide] = {"nearest name": _nearest_of_two, "string matching": lambda _: (False, False)}
    resolvers = {name: _with_sentences(resolver) for name, resolver in BASELINES.items()}
    return [
        System(name, resolve, partial(referent, resolve=resolve), choices[name]) for name, resolve in resolvers.items()
    ]


def _with_sentences(resolver: Resolver) -> Resolve:
    return lambda text, quotations: resolver(text, _sentences(text), quotations)


@lru_cache(maxsize=_KEPT)
def _sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(split_sentences(text))


def resolve_records(records: Records, texts: Records, resolve: Resolve) -> Records:
    """Resolve the quotations of records anew.

    Args:
        records: Gold or predicted records by id; those without quotations are left out.
        texts: Records with the texts, by id.
        resolve: The resolver.

    Returns:
        Predicted records; nothing but the speakers of the quotations is new.
    """
    found: Records = {}
    for key, record in records.items():
        if record.get("quotations") is not None:
            quotations, speakers = resolve(texts[key]["text"], given_quotations(record, texts[key]["text"]))
            found[key] = {
                "id": key,
                "quotations": [quotation.to_dict() for quotation in quotations],
                "speakers": [speaker.to_dict() for speaker in speakers],
            }
    return found


def gap_decisions(items: Mapping[str, GapItem], system: System, setting: str) -> dict[str, GapDecision]:
    """Answer items of GAP in one of `GAP_SETTINGS`, by their ids."""
    return {key: system.decide(item, setting) for key, item in items.items()}


def referent(item: GapItem, resolve: Resolve) -> Speaker | None:
    """Return what a baseline takes the pronoun of an item for; `None` when it cannot tell.

    A baseline answers for the sources of quotations, so the pronoun is the source of one whose content is the rest of
    its sentence, or the sentence up to it when nothing follows.
    """
    start, end = item.pronoun
    here = next((s for s in _sentences(item.text) if s.start <= start < s.end), Sentence(start, end))
    parts = [(end, max(end, here.end)), (here.start, start)]
    content = next((Span(*part) for part in parts if any(map(str.isalnum, item.text[slice(*part)]))), Span(start, end))
    quotation = Quotation(QuotationId("q1"), "indirect", (content,), source=(Span(start, end),))
    return resolve(item.text, (quotation,))[0][0].speaker


def _nearest_of_two(item: GapItem) -> GapDecision:
    """Choose the name that stands nearest before the pronoun, or the nearest after it when none stands before."""
    starts = [start for start, _ in (item.a, item.b)]
    before = [start for start in starts if start < item.pronoun[0]]
    nearest = max(before) if before else min(starts)
    return starts[0] == nearest, starts[1] == nearest
