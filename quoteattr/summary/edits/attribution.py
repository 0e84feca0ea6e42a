"""Name the speaker of a quotation whose attribution stands in a sentence that was not chosen."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.edits.changes import Changes
from quoteattr.summary.edits.figures import Figure, read_figure
from quoteattr.summary.edits.memory import Memory
from quoteattr.summary.edits.pointing import breaks_off
from quoteattr.summary.edits.strangers import is_stranger
from quoteattr.summary.story import Story
from quoteattr.text.marks import QuotedRegion
from quoteattr.types import Quotation, Span, Speaker

__all__ = ["Attributions"]

_LEAST_SCORE = 0.7
_LEAST_SCORE_UNNAMED = 0.9
_END = re.compile(r"(?P<stop>[.,;:]?+)(?P<marks>\s*+(?:[”»›\"’]|'')*+)\Z")
# How far before the end of a sentence its full stop is looked for; no more than two marks close one.
_MOST_MARKS = 24
# Marks that stay before an attribution, which needs no comma then.
_STRONG = frozenset("?!…")
# Whoever speaks in a transcript of several.
_LABEL = re.compile(r"\b[A-Z]{3,}:")
_NEW = re.compile(r" an? ")
_PRESENT = frozenset(["says", "say"])


class Attributions:
    """Finds the sentences that have lost their attribution, and gives it back.

    Args:
        story: The article.
        regions: Its quoted regions.
    """

    def __init__(self, story: Story, regions: Sequence[QuotedRegion]) -> None:
        self._story = story
        self._regions = [region for region in regions if region.depth == 0]
        self._region_starts = [region.start for region in self._regions]
        self._inner = [region for region in regions if region.depth > 0]
        self._inner_starts = [region.start for region in self._inner]
        self._figures: dict[str, Figure] = {}
        self._near: dict[int, list[Quotation]] = {}
        starts = [sentence.start for sentence in story.sentences]
        for quotation in story.quotations:
            low = min(s.start for s in self._reach(quotation))
            high = max(s.end for s in self._reach(quotation))
            for place in range(max(bisect_right(starts, low) - 1, 0), bisect_left(starts, high)):
                self._near.setdefault(place, []).append(quotation)

    def _reach(self, quotation: Quotation) -> list[Span]:
        """Return the content of a quotation with the marks around it, unless its words are indirect."""
        found: list[Span] = list(quotation.content)
        if quotation.kind == "indirect":
            return found
        for content in quotation.content:
            first = max(bisect_right(self._region_starts, content.start) - 1, 0)
            around = self._regions[first : bisect_left(self._region_starts, content.end)]
            found.extend(region for region in around if region.end > content.start)
        return found

    def quotation(self, place: int, chosen: set[int]) -> Quotation | None:
        """Return the quotation that a sentence is only a part of, when nothing chosen says whose it is.

        Args:
            place: The sentence's place.
            chosen: All chosen places.
        """
        for quotation in self._near.get(place, ()):
            if quotation.speaker is None or not self._covers(quotation, place):
                continue
            named = any(mention.kind == "name" for mention in quotation.speaker.mentions)
            if _score(quotation) < (_LEAST_SCORE if named else _LEAST_SCORE_UNNAMED):
                return None
            done = self._is_attributed(quotation, place, chosen) or self._goes_on(quotation, place, chosen)
            return None if done else quotation
        return None

    def has_speaker(self, place: int, chosen: set[int]) -> bool:
        """Tell whether something chosen says whose words a sentence begins with.

        Args:
            place: The sentence's place.
            chosen: All chosen places.
        """
        said = [quotation for quotation in self._near.get(place, ()) if self._begins_in(quotation, place)]
        return any(self._is_attributed(q, place, chosen) or self._goes_on(q, place, chosen) for q in said)

    def is_cut_within(self, place: int) -> bool:
        """Tell whether a sentence ends within a quotation inside another, as one that is read out.

        Args:
            place: The sentence's place.
        """
        letters = _letters(self._story.text, self._story.sentences[place])
        if letters is None:
            return False
        low, high = (bisect_left(self._inner_starts, offset) for offset in (letters.start, letters.end))
        return any(letters.end < region.end - region.closing for region in self._inner[low:high])

    def is_of_stranger(self, place: int, lost: Quotation | None, chosen: set[int]) -> bool:
        """Tell whether a sentence quotes somebody of whom the summary says no more than a name.

        Args:
            place: The sentence's place.
            lost: The quotation whose attribution it gets back.
            chosen: All chosen places.
        """
        sentence = self._story.sentences[place]
        said = [
            quotation
            for quotation in self._near.get(place, ())
            if quotation.kind != "indirect" and any(sentence.start <= s.start < sentence.end for s in quotation.source)
        ]
        speakers = [quotation.speaker for quotation in (*said, *filter(None, [lost])) if quotation.speaker]
        told = [self._story.sentences[i] for i in chosen]
        return any(is_stranger(self._story.text, speaker, told, self._figure(speaker)) for speaker in speakers)

    def _goes_on(self, quotation: Quotation, place: int, chosen: set[int]) -> bool:
        """Tell whether the next sentence is chosen, of the same quotation and of the same paragraph."""
        following = place + 1
        if following not in chosen:
            return False
        paragraph = self._story.layout.paragraph
        together = bool(paragraph[place] == paragraph[following])
        return together and self._covers(quotation, following)

    def attribute(self, place: int, quotation: Quotation, memory: Memory, changes: Changes) -> bool:
        """Add the attribution at the end of a sentence.

        Args:
            place: The sentence's place.
            quotation: The quotation that the sentence is a part of.
            memory: What the summary said so far.
            changes: Where the edits go.

        Returns:
            Whether that could be done.
        """
        text, sentence = self._story.text, self._story.sentences[place]
        speaker = self._speaker(quotation)
        if speaker is None:
            return False
        figure = self._figure(speaker)
        end = sentence.start + len(text[sentence.start : sentence.end].rstrip())
        found = _END.search(text, max(sentence.start, end - _MOST_MARKS), end)
        if found is None or not figure.name or figure.name.isupper():
            return False
        # "Changes to a report" say nothing to whoever has not heard of the report.
        if not figure.named and _NEW.search(figure.name):
            return False
        stop = found.start("stop")
        if breaks_off(text[sentence.start : stop]):
            return False
        strong = text[max(stop - 1, 0) : stop] in _STRONG
        words = _words(figure, memory, self._verb(quotation))
        made = strong or changes.make(stop, found.end("stop"), ",", "attribution")
        made = made and changes.make(end, end, f" {words}.", "attribution")
        if made:
            memory.introduce(figure)
        return made

    def _speaker(self, quotation: Quotation) -> Speaker | None:
        """Return who speaks; where a transcript is said to follow, the only one who was quoted before."""
        speaker = quotation.speaker
        if speaker is None or not _is_a_record(speaker):
            return speaker
        if _LABEL.search(self._story.text, quotation.start, quotation.end):
            return None
        before = {
            other.speaker.id: other.speaker
            for other in self._story.quotations
            if other.start < quotation.start and other.speaker and other.speaker.kind == "person"
        }
        return next(iter(before.values())) if len(before) == 1 else None

    def _figure(self, speaker: Speaker) -> Figure:
        if speaker.id not in self._figures:
            self._figures[speaker.id] = read_figure(self._story.text, speaker)
        return self._figures[speaker.id]

    def _verb(self, quotation: Quotation) -> str:
        cues = {self._story.text[span.start : span.end].casefold() for span in quotation.cue}
        return "says" if cues & _PRESENT else "said"

    def _covers(self, quotation: Quotation, place: int) -> bool:
        """Tell whether a sentence lies in the content of a quotation, or between the marks that hold it."""
        letters = _letters(self._story.text, self._story.sentences[place])
        if letters is None:
            return False
        return any(s.start <= letters.start and letters.end <= s.end for s in self._reach(quotation))

    def _begins_in(self, quotation: Quotation, place: int) -> bool:
        """Tell whether a sentence begins in the content of a quotation."""
        letters = _letters(self._story.text, self._story.sentences[place])
        return letters is not None and any(s.start <= letters.start < s.end for s in quotation.content)

    def _is_attributed(self, quotation: Quotation, place: int, chosen: set[int]) -> bool:
        """Tell whether the source or the cue stands in the sentence or in chosen ones that lead to it unbroken."""
        run = [place]
        paragraph = self._story.layout.paragraph
        for step in (-1, 1):
            at = place + step
            while at in chosen and abs(int(paragraph[at]) - int(paragraph[place])) <= (step < 0):
                run.append(at)
                at += step
        spans = [self._story.sentences[i] for i in run]
        return any(s.start <= a.start < s.end for a in (*quotation.source, *quotation.cue) for s in spans)


def _score(quotation: Quotation) -> float:
    """Return how sure the speaker is; one without a score was stated by a person."""
    return 1.0 if quotation.speaker_score is None else quotation.speaker_score


def _is_a_record(speaker: Speaker) -> bool:
    """Tell whether words are given to what only records them: "Transcript as follows:"."""
    records = word_set("summary_edits", "attributions", "records")
    return speaker.kind in {"document", "other"} and any(w.casefold() in records for w in speaker.name.split()[-1:])


def _letters(text: str, span: Span) -> Span | None:
    """Return the stretch from the first to the last letter or digit."""
    start = next((i for i in range(span.start, span.end) if text[i].isalnum()), None)
    if start is None:
        return None
    return Span(start, next(i for i in range(span.end - 1, start - 1, -1) if text[i].isalnum()) + 1)


def _announces(words: list[str]) -> bool:
    """Tell whether what was taken for a document is a clause: "Redcar News reports"."""
    *named, last = words or [""]
    return len(named) > 1 and last in word_set("cue_verbs", "words") and all(word[0].isupper() for word in named)


def _words(figure: Figure, memory: Memory, verb: str) -> str:
    """Return the attribution: "Burns said", or "said Ada Burns, the mayor" for somebody new."""
    if memory.knows(figure) and figure.named:
        return f"{memory.short_name(figure)} {verb}"
    name = f"the {figure.name}" if figure.article and not figure.name.casefold().startswith("the ") else figure.name
    if not figure.named and _announces(figure.name.split()):
        return name
    if not figure.named:
        return f"{name[0].lower()}{name[1:]} {verb}"
    if figure.title:
        return f"{figure.title} {name} {verb}"
    return f"{verb} {name}, {figure.position}" if figure.position else f"{name} {verb}"
