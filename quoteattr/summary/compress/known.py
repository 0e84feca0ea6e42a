"""What a sentence can do without because the summary has said it already: who a speaker is, and who speaks."""

import re
from collections.abc import Iterator, Set

from quoteattr.summary.compress.reading import Reading
from quoteattr.summary.compress.rules import class_pattern
from quoteattr.summary.story import Story
from quoteattr.types import Quotation, Span, Speaker

__all__ = ["known_attribution", "known_roles"]

# "Ada Burns, the mayor of Redcar, said", "Ada Burns, who leads the council, said": from the name's end on.
_APPOSITION = re.compile(
    r",\s(?:the|an?|his|her|its|their|one\sof|who|whose)\s[^,;:()—\ufffc]{2,100},(?=\s"
    + class_pattern("finite")
    + r"\b)"
)
# A title may be left out only where no word before it belongs to it ("the former council leader Tom Vale").
_BEFORE_TITLE = re.compile(r"(?:\A|\b(?:said|says|that|by|with|to|for|told|from)\s)\Z")
# “It is safe,” she added.
_ATTRIBUTION = re.compile(r"[,?!…][\"”’'»]{1,2}(?P<cut>\s[^\"“”«»,;:()—]{4,80})(?=[.]\Z)")


def known_roles(reading: Reading, story: Story, known: Set[str]) -> Iterator[Span]:
    """Yield the appositions and titles of speakers whom the summary has introduced.

    Args:
        reading: The sentence.
        story: Its story.
        known: Ids of the speakers introduced before this sentence.
    """
    start, end = reading.sentence.start, reading.sentence.end
    for speaker in story.speakers:
        if speaker.id not in known:
            continue
        for mention in speaker.mentions:
            if mention.kind == "name" and start <= mention.start and mention.end <= end:
                yield from _around(reading, speaker, mention)


def _around(reading: Reading, speaker: Speaker, name: Span) -> Iterator[Span]:
    start = reading.sentence.start
    apposition = _APPOSITION.match(reading.masked, name.end - start)
    if apposition:
        yield Span(start + apposition.start(), start + apposition.end())
    role = speaker.role_span
    if role and start <= role.start and role.end + 1 == name.start and speaker.role:
        before = reading.masked[: role.start - start]
        if _BEFORE_TITLE.search(before) and reading.text[role.end].isspace():
            yield Span(role.start, name.start)


def known_attribution(reading: Reading, previous: str | None) -> tuple[int, Span] | None:
    """Return a trailing attribution that the summary's previous sentence has given already.

    Only an attribution of a direct quotation goes: without its marks a statement would become the article's own.

    Args:
        reading: The sentence.
        previous: Id of the speaker of the summary's previous sentence; `None` when nobody speaks in it.

    Returns:
        The offset of the comma that becomes a full stop (or of the mark that stays), and the part to leave out,
        full stop included; `None` when there is none.
    """
    if previous is None or len(reading.quotations) != 1:
        return None
    quotation = reading.quotations[0]
    if not _repeats_speaker(reading, quotation, previous):
        return None
    at = reading.sentence.start
    match = _ATTRIBUTION.search(reading.text[at : reading.sentence.end])
    if not match or at + match.start("cut") < quotation.content[-1].end:
        return None
    return at + match.start(), Span(at + match.start("cut"), reading.sentence.end)


def _repeats_speaker(reading: Reading, quotation: Quotation, previous: str) -> bool:
    """Tell whether a sentence is one direct quotation of the previous speaker with its attribution behind it."""
    speaker = quotation.speaker
    said = (*quotation.cue, *quotation.source)
    return (
        quotation.kind == "direct"
        and speaker is not None
        and speaker.id == previous
        and len(quotation.content) == 1
        and quotation.content[0].start <= reading.sentence.start
        and bool(said)
        and all(quotation.content[0].end <= span.start and span.end <= reading.sentence.end for span in said)
    )
