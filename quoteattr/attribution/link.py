"""From fragments to quotations: content and source are joined at their cue."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from quoteattr.attribution.confidence import Calibration, Draft, Measures, plain_score
from quoteattr.attribution.content import (
    join_fragments,
    kind_of,
    without_followers,
    without_pieces,
    without_strays,
)
from quoteattr.attribution.decode import Fragments, decode, region_tokens
from quoteattr.attribution.turns import find_spoken, turn_quotations
from quoteattr.model.encode import Encoder, TokenStates
from quoteattr.model.features import Tokens
from quoteattr.text.marks import QuotedRegion, inside_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Quotation, QuotationId, Span

__all__ = ["Drafted", "attribute", "draft_quotations"]

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Drafted:
    """A quotation with what its score is made of.

    Args:
        quotation: The quotation, without an id of its own.
        measures: What `Measures.of` returned for it; `None` where a rule found it, whose score is fixed.
    """

    quotation: Quotation
    measures: NDArray[np.float64] | None


def attribute(
    text: str,
    encoder: Encoder,
    states: TokenStates,
    regions: Sequence[QuotedRegion],
    *,
    min_score: float | None = None,
    sentences: Sequence[Span] | None = None,
) -> tuple[Quotation, ...]:
    """Return the quotations of a text, their speakers still unknown.

    Args:
        text: The text.
        encoder: The encoder, whose link heads choose cue and source.
        states: The text's token states.
        regions: The text's quoted regions.
        min_score: Score below which a quotation is left out, of whatever kind; `None` takes the encoder's own.
        sentences: The text's sentences; `None` splits it here.
    """
    least = encoder.min_score if min_score is None else min_score
    drafted = draft_quotations(text, encoder, states, regions, sentences=sentences)
    kept = [d.quotation for d in drafted if d.quotation.score >= least]
    return tuple(replace(q, id=QuotationId(f"q{i}")) for i, q in enumerate(kept, 1))


def draft_quotations(
    text: str,
    encoder: Encoder,
    states: TokenStates,
    regions: Sequence[QuotedRegion],
    *,
    sentences: Sequence[Span] | None = None,
) -> list[Drafted]:
    """Return all quotations of a text in order, however low their score.

    Args:
        text: The text.
        encoder: The encoder, whose link heads choose cue and source and whose calibration scores.
        states: The text's token states.
        regions: The text's quoted regions.
        sentences: The text's sentences; `None` splits it here.
    """
    sentences = split_sentences(text, regions=regions) if sentences is None else sentences
    turns = find_spoken(text, regions)
    fragments = decode(states, regions, [p for turn in turns for p in turn.paragraphs], text=text)
    contents = _join_paragraphs(fragments, states.tokens, regions)
    cues = encoder.content_to_cue(states, contents, fragments.cues)
    sources = encoder.cue_to_source(states, fragments.cues, fragments.sources)
    mask = inside_marks(text, regions)
    linked = _going_on(contents, cues.best, fragments.cues, states.tokens, sentences=sentences, mask=mask)
    chosen = np.where(linked[:, None] >= 0, fragments.cues[linked], -1) if len(fragments.cues) else None
    astray = _astray(text, contents, chosen, states.tokens, mask)
    # Words in marks that are far from their cue are told all the same, without it.
    best = np.where(_far(contents, chosen, states.tokens, astray), -1, linked)
    drafts: dict[int, Draft] = {}
    for i, (cue, score) in enumerate(zip(best.tolist(), cues.score.tolist(), strict=True)):
        if astray[i]:
            continue
        # A fragment without a cue is a quotation of its own; -1 - i keeps it apart from the others.
        draft = drafts.setdefault(cue if cue >= 0 else -1 - i, Draft())
        draft.content.append(tuple(contents[i].tolist()))
        draft.cue_links.append(score)
        if cue >= 0 and draft.cue is None:
            draft.cue = tuple(fragments.cues[cue].tolist())
            draft.source_link = float(sources.score[cue])
            if sources.best[cue] >= 0:
                draft.source = tuple(fragments.sources[sources.best[cue]].tolist())
    scorer = _Scorer(encoder, states, fragments)
    drafted = [scorer.drafted(draft, text, sentences, mask) for draft in drafts.values()]
    drafted += [Drafted(quotation, None) for quotation in turn_quotations(text, turns, mask)]
    return sorted(drafted, key=lambda d: d.quotation.content)


def _join_paragraphs(fragments: Fragments, tokens: Tokens, regions: Sequence[QuotedRegion]) -> Ints:
    """Join the content of a quotation that runs over paragraphs, each of which reopens its marks.

    A paragraph with a cue of its own starts a new quotation.
    """
    spans = region_tokens(tokens, [r for r in regions if r.continues])
    continuing = {first for first, _ in spans}
    with_cue = set(tokens.paragraph[fragments.cues[:, 0]].tolist())
    joined: list[list[int]] = []
    for start, end in fragments.contents.tolist():
        own_cue = int(tokens.paragraph[start]) in with_cue
        if joined and start in continuing and joined[-1][1] == start and not own_cue:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    return np.array(joined, np.int64).reshape(-1, 2)


def _going_on(
    contents: Ints, best: Ints, cues: Ints, tokens: Tokens, *, sentences: Sequence[Span], mask: bytearray
) -> Ints:
    """Give words in marks to the cue behind those before them, where that of a later sentence was chosen.

    “It is late,” said Burns. “It is dark.” Hale said: “We go home.” In PolNeAR's training articles, 20 of 21 such
    sentences in the middle are of the first speaker.

    Args:
        contents: Token spans of the fragments, shape (n, 2).
        best: For each the place of its cue, -1 for none, shape (n,).
        cues: Token spans of the cues, shape (m, 2).
        tokens: The tokens.
        sentences: The text's sentences, in order.
        mask: One byte a character, as `inside_marks` gives it.
    """
    starts = [sentence.start for sentence in sentences]

    def sentence_of(token: int) -> int:
        return bisect_right(starts, int(tokens.offsets[token, 0])) - 1

    out = best.copy()
    # By the sentence that it stands in, the cue behind words in marks.
    behind: dict[int, int] = {}
    for place, ((first, end), cue) in enumerate(zip(contents.tolist(), best.tolist(), strict=True)):
        if cue < 0 or not (mask[tokens.offsets[first, 0]] and mask[tokens.offsets[end - 1, 1] - 1]):
            continue
        before = behind.get(sentence_of(first) - 1, -1)
        together = before >= 0 and tokens.paragraph[first] == tokens.paragraph[cues[before, 0]]
        if together and sentence_of(cues[cue, 0]) > sentence_of(end - 1):
            out[place] = before
        elif cues[cue, 0] >= end:
            behind[sentence_of(cues[cue, 0])] = cue
    return out


def _astray(text: str, contents: Ints, cues: Ints | None, tokens: Tokens, mask: bytearray) -> list[bool]:
    """Tell which fragments stand in another paragraph than their cue without anything that holds them together.

    Quotation marks do, and so does a colon at the end of the cue's paragraph, which introduces a block without marks.
    Of 1,000 unquoted fragments in PolNeAR, 4 stand in another paragraph than their cue.
    """
    if cues is None:
        return [False] * len(contents)
    ends = np.append(np.flatnonzero(np.diff(tokens.paragraph)), len(tokens.paragraph) - 1)
    out = []
    for (content, _), (cue, _) in zip(contents.tolist(), cues.tolist(), strict=True):
        mine, theirs = tokens.paragraph[content], tokens.paragraph[max(0, cue)]
        last = tokens.offsets[ends[np.searchsorted(ends, max(0, cue))], 1]
        held = mask[tokens.offsets[content, 0]] or (mine > theirs and text[last - 1] == ":")
        out.append(bool(cue >= 0 and mine != theirs and not held))
    return out


def _far(contents: Ints, cues: Ints | None, tokens: Tokens, astray: Sequence[bool]) -> list[bool]:
    """Tell which fragments have a whole paragraph between them and the rest of the quotation that their cue makes."""
    if cues is None:
        return [False] * len(contents)
    out, reached = [], dict[int, int]()
    for (content, end), (cue, _), lost in zip(contents.tolist(), cues.tolist(), astray, strict=True):
        mine, theirs = int(tokens.paragraph[content]), int(tokens.paragraph[max(0, cue)])
        last = reached.get(cue, theirs)
        far = cue >= 0 and min(abs(mine - theirs), abs(mine - last)) > 1
        if not lost and not far:
            reached[cue] = max(last, int(tokens.paragraph[end - 1]))
        out.append(far)
    return out


class _Scorer:
    """Makes quotations of a text's drafts, each with its score."""

    def __init__(self, encoder: Encoder, states: TokenStates, fragments: Fragments) -> None:
        self._states, self._measures = states, Measures(states, fragments.contents)
        parts = np.concatenate([fragments.contents, fragments.cues, fragments.sources])
        self._starts: list[int] = np.sort(states.tokens.offsets[parts[:, 0], 0]).tolist()
        self._calibration = Calibration.from_dict(encoder.calibration) if encoder.calibration else None

    def drafted(self, draft: Draft, text: str, sentences: Sequence[Span], mask: bytearray) -> Drafted:
        """Return the quotation of a draft; without a calibration its score is the plain one."""
        offsets = self._states.tokens.offsets
        cue, source = _span(draft.cue, offsets), _span(draft.source, offsets)
        spans = [Span(int(offsets[a, 0]), int(offsets[b - 1, 1])) for a, b in draft.content]
        content = without_pieces(join_fragments(spans, text, self._starts), cue + source, sentences, text, mask)
        content = without_strays(without_followers(content, sentences, text, mask), text)
        measures = self._measures.of(draft)
        score = self._calibration.score(measures) if self._calibration else plain_score(draft, self._states)
        kind = kind_of(content, text, mask)
        return Drafted(Quotation(QuotationId(""), kind, content, cue, source, score=round(score, 4)), measures)


def _span(tokens: tuple[int, int] | None, offsets: Ints) -> tuple[Span, ...]:
    return (Span(int(offsets[tokens[0], 0]), int(offsets[tokens[1] - 1, 1])),) if tokens else ()
