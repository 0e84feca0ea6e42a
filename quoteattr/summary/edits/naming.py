"""Put names in the place of pronouns, short names and descriptions of whom the summary has not introduced."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import pronoun_class, sort_of_noun
from quoteattr.summary.edits.ambiguity import is_ambiguous, is_named, is_orphan, opens_clause
from quoteattr.summary.edits.changes import Changes
from quoteattr.summary.edits.figures import Figure
from quoteattr.summary.edits.memory import Memory
from quoteattr.summary.edits.references import Reference
from quoteattr.summary.edits.surroundings import (
    belongs_to_noun,
    determined,
    honorific_before,
    is_possessive_her,
    shares_name,
)
from quoteattr.summary.edits.wording import (
    agrees,
    described,
    introduced,
    is_clipped,
    is_full,
    is_part,
    is_sure_name,
    surely_plural,
    written_out,
)

__all__ = ["Naming"]

_HOURS = ("a.m. ", "p.m. ")
_OPENING = frozenset(["the", "this", "that", "these", "those"])
# References on either side among which somebody else who may be meant is looked for; no newspaper's sentence has more.
_REACH = 200
# Characters before a name in which a cue is looked for.
_NEAR = 30
# Capitals of a name in this number may be somebody's initials.
_INITIALS = 3


class Naming:
    """Names whom one sentence after the other speaks of.

    Args:
        text: The article.
        memory: What the summary said so far; grows.
        people: Words of the names of the people of the article.
    """

    def __init__(self, text: str, memory: Memory, people: AbstractSet[str] = frozenset()) -> None:
        self._text, self._memory, self._people = text, memory, people
        self._owned = "’s" if text.count("’") >= text.count("'") and "’" in text else "'s"

    def sentence(
        self, references: Sequence[Reference], changes: Changes, *, opening: int, follows: bool
    ) -> tuple[Reference, ...]:
        """Name whom a sentence speaks of.

        Args:
            references: Its references, in order.
            changes: Where the edits go.
            opening: Where its first printed word begins.
            follows: Whether it stands in the summary right after the sentence that it follows in the article.

        Returns:
            The references that a reader of the summary alone cannot understand, as far as one can tell.
        """
        here: set[str] = set()
        left: list[Reference] = []
        names = _Names(self._text, references)
        for n, reference in enumerate(references):
            figure = reference.figure
            near = references[max(0, n - _REACH) : n + _REACH]
            if reference.marked or figure is None:
                if not follows and is_orphan(self._text, opening, reference, near, self._people):
                    left.append(reference)
                continue
            settled = (
                figure.key in here
                or names.follows(reference, n, opening)
                or is_named(self._text, opening, reference)
                or is_ambiguous(self._text, opening, reference, near[: min(n, _REACH)])
            )
            if not settled and self._name(reference, figure, changes, opening=opening, follows=follows):
                here.add(figure.key)
                continue
            if not settled and not follows and self._is_open(reference, figure, changes.span.start):
                left.append(reference)
            self._settle(reference, figure, here)
        self._memory.end_sentence(references)
        return tuple(left)

    def _name(self, reference: Reference, figure: Figure, changes: Changes, *, opening: int, follows: bool) -> bool:
        """Put a name in the place of a reference; tell whether that was done."""
        found = self._replacement(reference, figure, follows=follows)
        if found is None:
            return False
        start, end, words = found
        done = changes.make(start, end, words[0].upper() + words[1:] if start == opening else words, "speaker")
        if done:
            self._memory.introduce(figure)
        return done

    def _is_open(self, reference: Reference, figure: Figure, start: int) -> bool:
        """Tell whether a reference that stays points to what the summary does not have."""
        if self._memory.knows(figure):
            return False
        if reference.kind == "pronoun":
            return True
        opening = self._text[reference.start : reference.end].split()[0].casefold()
        return reference.kind == "nominal" and reference.leads and opening in _OPENING and figure.first < start

    def _settle(self, reference: Reference, figure: Figure, here: set[str]) -> None:
        """Record that somebody is named or described in the sentence."""
        if reference.kind == "pronoun":
            if self._memory.knows(figure):
                here.add(figure.key)
            return
        if reference.kind == "name":
            if belongs_to_noun(self._text, reference) and figure.kind == "person":
                return
            if is_full(figure, self._text[reference.start : reference.end]):
                self._memory.introduce(figure)
        elif not figure.named:
            self._memory.introduce(figure)
        here.add(figure.key)

    def _replacement(self, reference: Reference, figure: Figure, *, follows: bool) -> tuple[int, int, str] | None:
        """Return what is printed instead of a reference; `None` when it stays."""
        if reference.kind == "pronoun":
            return self._of_pronoun(reference, figure, follows=follows)
        if self._memory.knows(figure):
            return None
        if reference.kind == "name":
            return self._of_name(reference, figure)
        return self._of_description(reference, figure)

    def _of_name(self, reference: Reference, figure: Figure) -> tuple[int, int, str] | None:
        text = self._text
        words = text[reference.start : reference.end]
        clipped = is_clipped(text, figure, reference.start, words)
        # "Specifically I" is nobody's name, "Twenty20" a game, "7 p.m. ET" a time.
        no_name = (
            figure.name.isupper()
            or text.endswith(_HOURS, 0, reference.start)
            or any(map(str.isdigit, words))
            or words.casefold() in word_set("summary_edits", "leaning", "persons")
        )
        if no_name or (is_full(figure, words) and not clipped):
            return None
        if figure.kind != "person":
            # "the Tide" where it is called The Tide
            doubled = figure.name.startswith("The ") and determined(text, reference.start)
            name = introduced(text, figure, reference, reference.start)
            return None if doubled else (reference.start, reference.end, name)
        # "The Burnses", "most Whigs" are several.
        if determined(text, reference.start) or belongs_to_noun(text, reference):
            return None
        # "Reuters" is not Paul Reuter; "BURNS" stands in a heading.
        shouted = words.isupper() and len(words) > _INITIALS
        if shouted or not is_part(figure, words) or not is_sure_name(text, figure, reference.start):
            return None
        start = honorific_before(text, reference.start)
        if shares_name(text, start, reference.end, figure.name):
            return None
        return start, reference.end, introduced(text, figure, reference, start)

    def _of_pronoun(self, reference: Reference, figure: Figure, *, follows: bool) -> tuple[int, int, str] | None:
        known = self._memory.knows(figure)
        if known and (follows or self._memory.is_plain(figure)):
            return None
        text, end = self._text, reference.end
        word = text[reference.start : end].casefold()
        kind = pronoun_class(word) or ""
        if word.endswith(("self", "selves", "rs")) or word == "theirs" or not _can_name(figure, kind):
            return None
        possessive = word in {"his", "their"} or (word == "her" and is_possessive_her(text, end))
        ending = ""
        if text[end : end + 1] in {"’", "'"}:
            written = written_out(text, end)
            if written is None:
                return None
            end, ending = written
        name = (
            self._memory.short_name(figure)
            if known
            else introduced(text, figure, reference, reference.start, possessive=possessive or bool(ending))
        )
        owned = self._owned[0] if figure.kind != "person" and name.endswith("s") else self._owned
        return reference.start, end, name + (owned if possessive else ending)

    def _of_description(self, reference: Reference, figure: Figure) -> tuple[int, int, str] | None:
        text = self._text
        words = text[reference.start : reference.end]
        opening = words.split()[0].casefold() if words.split() else ""
        if not figure.named or opening not in _OPENING or figure.name.isupper() or not agrees(figure):
            return None
        if _goes_on(text, reference.end):
            return None
        if figure.kind == "person":
            # "The agency" is nobody.
            is_one = sort_of_noun(words.split()[-1].casefold()) in {None, "person"}
            return (reference.start, reference.end, described(figure, words)) if is_one else None
        name = f"the {figure.name}" if figure.article else figure.name
        return reference.start, reference.end, name


def _can_name(figure: Figure, pronoun: str) -> bool:
    """Tell whether a name or a description can stand where a pronoun does."""
    if pronoun in {"he", "she"}:
        return figure.kind == "person" and figure.named and not figure.name.isupper() and agrees(figure, pronoun)
    return pronoun == "they" and surely_plural(figure)


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a description says more than a name could stand behind ("the senator from Ohio")."""
    rest = text[end : end + 30].split()
    if not rest or not text[end : end + 1].isspace():
        return False
    word = rest[0]
    return word.casefold() in word_set("summary_edits", "descriptions", "going-on") or word[0].isupper()


class _Names:
    """Where in a sentence people are named last; asked of each reference, and read once for each figure."""

    def __init__(self, text: str, references: Sequence[Reference]) -> None:
        self._text, self._references = text, references
        self._places: dict[str, list[int]] = {}
        self._last: dict[tuple[int, bool], int] = {}
        for n, reference in enumerate(references):
            if reference.figure and reference.kind == "name" and not reference.marked:
                self._places.setdefault(reference.figure.key, []).append(n)

    def follows(self, reference: Reference, place: int, opening: int) -> bool:
        """Tell whether the one for whom a reference stands is named, or fully named, in time behind it."""
        figure = reference.figure
        if figure is None:
            return False
        last = self._last_of(figure, full=reference.kind == "name")
        if last <= place or not opens_clause(self._text, opening, reference):
            return last > place
        return self._attributes(last) or self._last_of(figure, full=True) > place

    def _attributes(self, place: int) -> bool:
        """Tell whether a name is that of the source behind what is reported: "She was late, Burns said"."""
        reference = self._references[place]
        before = self._text[max(0, reference.start - _NEAR) : reference.start].rstrip(' \n\u00a0"”’')
        says = before.rpartition(" ")[2].casefold() in word_set("cue_verbs", "words")
        return reference.source and (before.endswith(",") or says)

    def _last_of(self, figure: Figure, *, full: bool) -> int:
        """Return the place of the last reference that is a name, or full name, of a figure; -1 for none."""
        asked = id(figure), full
        if asked not in self._last:
            places = self._places.get(figure.key, [])
            self._last[asked] = max((n for n in places if not full or self._full(figure, n)), default=-1)
        return self._last[asked]

    def _full(self, figure: Figure, place: int) -> bool:
        reference = self._references[place]
        return is_full(figure, self._text[reference.start : reference.end])
