"""Summaries made wrong on purpose, by rule: each is wrong for certain, and not wrong in a trivial way."""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["KINDS", "Base", "Corruption", "corrupt"]


def _list(words: str) -> list[str]:
    return words.split()


# Invented; none is in the word lists of quoteattr as a surname, and one that an article has is not used for it.
GIVEN = _list("Edith Hannah Rupert Leonard Miriam Gareth Philippa Winston Agnes Tobias Rosalind Clifford")
SURNAMES = _list(
    "Halloway Penrith Ostrander Quillby Marchetti Tresco Wexmoor Dunmarsh Abergast Lindqvist Corrigall Okonjo"
)
PLACES = _list("Lowmere Darrowby Castlebeck Thornwick Ravenholt Saltmarsh Ellersby Winterford")
WORDS = _list("garden winter terrible music forgotten purple building happy strange railway kitchen distant")
NUMBER_WORDS = _list(
    "two three four five six seven eight nine eleven twelve fifteen sixteen eighteen twenty thirty forty"
)
WEEKDAYS = _list("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
MONTHS = _list("January February March April June July August September October November December")

# A speaker who shares so much of a content may well have said it too.
SIMILAR = 0.3
_QUOTED = re.compile(r"“[^“”]+”|\"[^\"]+\"")
_NEGATION = re.compile(r"\b(?:not|never|no|nor|none|nobody|nothing|without|cannot|neither)\b|n['’]t\b", re.IGNORECASE)
_DENIAL = re.compile(r"\b(?:den|refus|reject|fail|declin|unlikely|unable|hardly|barely)\w*", re.IGNORECASE)
_AUXILIARY = re.compile(r"\b(was|were|is|are|will|would|has|have|had|should|could|can)\b(?! not)")
_SAID = re.compile(r"\bsaid (?=(?:that|he|she|they|it|the)\b)")
_SMALL = frozenset(
    _list("a an the of in on at to for and or but that this with from by as is was are were be it he she they")
)

# Cues of speech and writing; people annotated belief, feeling, intention and knowledge as well.
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|t(?:old|ells?|elling)|according|add|admit|announc|argu|ask|assert|call|claim|complain|conced"
    r"|conclud|confirm|contend|declar|den[iy]|describ|emphasi|explain|insist|joke|mention|not(?:ed|es|ing)|observ|predict"
    r"|quip|recall|remark|repl|report|respon|reveal|spoke|stat(?:ed|es|ing)|stress|suggest|testif|tweet|urg|vow|warn"
    r"|wr(?:ote|ites?|iting))",
    re.IGNORECASE,
)
_RELATIVE = frozenset(_list("who whom which that whose i we you my our your"))


@dataclass(frozen=True, slots=True)
class Base:
    """A clean summary.

    Args:
        origin: Where it comes from: "ours", "extract" or "written".
        text: The summary.
        sentences: Half-open spans of its sentences in its own text.
        sources: Of those that are the article's, where they stand there; empty for a written one.
    """

    origin: str
    text: str
    sentences: tuple[tuple[int, int], ...]
    sources: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Corruption:
    """A summary that was made wrong.

    Args:
        kind: What was done, a key of `KINDS`.
        origin: As in `Base`.
        text: The wrong summary.
        start: Offset of what was changed.
        end: Offset after it.
        was: What stood there.
    """

    kind: str
    origin: str
    text: str
    start: int
    end: int
    was: str


Change = tuple[int, int, str]
Maker = Callable[[Base, Mapping[str, Any], random.Random], Iterator[Change]]


def corrupt(base: Base, gold: Mapping[str, Any], *, seed: str) -> Iterator[Corruption]:
    """Yield one corruption of each kind that a summary allows.

    Args:
        base: A clean summary.
        gold: The article with its text, its speakers and who says what, as people annotated it.
        seed: Decides which of several possible changes is made.
    """
    for kind, make in KINDS.items():
        rng = random.Random(f"{seed}/{base.origin}/{kind}")  # noqa: S311 - a draw, no secret
        changes = list(make(base, gold, rng))
        if changes:
            start, end, new = rng.choice(changes)
            text = base.text[:start] + new + base.text[end:]
            yield Corruption(kind, base.origin, text, start, start + len(new), base.text[start:end])


def altered_quotation(base: Base, gold: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Exchange a word within quotation marks."""
    if base.text.count('"') % 2 or base.text.count("“") != base.text.count("”"):
        return  # nobody could tell what is quoted
    for region in _QUOTED.finditer(base.text):
        words = list(re.finditer(r"[^\W\d_]{4,}", region.group()))
        if len(words) < 3 or not _has(gold["text"], region.group()[1:-1].strip(" ,.")):
            continue
        word = rng.choice(words)
        new = rng.choice([w for w in WORDS if not _has(gold["text"], w)])
        yield region.start() + word.start(), region.start() + word.end(), new


def swapped_direct(base: Base, gold: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Give a quotation in marks to another speaker of the article."""
    yield from _swapped(base, gold, rng, ("direct", "mixed"), speech=True)


def swapped_indirect(base: Base, gold: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Give a reported claim to another speaker of the article."""
    yield from _swapped(base, gold, rng, ("indirect",), speech=True)


def swapped_attitude(base: Base, gold: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Give what somebody thinks, wants, shows or tries to another speaker of the article."""
    yield from _swapped(base, gold, rng, ("direct", "indirect", "mixed"), speech=False)


def _swapped(
    base: Base, gold: Mapping[str, Any], rng: random.Random, kinds: tuple[str, ...], *, speech: bool
) -> Iterator[Change]:
    if not base.sources:
        return
    text = gold["text"]
    for quotation in gold["quotations"]:
        cue = " ".join(text[a:b] for a, b in quotation["cue"])
        if (
            bool(_SPEECH.search(cue)) != speech
            or quotation["kind"] not in kinds
            or len(quotation["source"]) != 1
            or quotation["speaker"] in (None, "author")
        ):
            continue
        spans = [*quotation["content"], *quotation["source"], *quotation["cue"]]
        place = _same_sentence(base, spans)
        if place is None or len(_words(text, quotation["content"])) < 4:
            continue
        start, end = quotation["source"][0]
        if not _is_subject(text[start:end], text[end : end + 4]):
            continue
        at = base.sentences[place][0] + start - base.sources[place][0]
        if base.text[at : at + end - start] != text[start:end]:
            continue
        others = list(_others(gold, quotation["speaker"], _words(text, quotation["content"])))
        if others:
            yield at, at + end - start, rng.choice(others)


def _is_subject(source: str, after: str) -> bool:
    """Tell whether a name can stand in the place of a source: no relative pronoun, no first half of a phrase."""
    first = source.split(maxsplit=1)[0].casefold()
    return first not in _RELATIVE and len(source.split()) < 9 and not after.startswith((" of", " who", "’s", "'s"))


def _same_sentence(base: Base, spans: Sequence[Sequence[int]]) -> int | None:
    for place, (start, end) in enumerate(base.sources):
        if all(start <= a and b <= end for a, b in spans):
            return place
    return None


def _words(text: str, spans: Sequence[Sequence[int]]) -> set[str]:
    found = {w.casefold() for a, b in spans for w in re.findall(r"\w+", text[a:b])}
    return {w for w in found if len(w) > 2 and w not in _SMALL}


def _others(gold: Mapping[str, Any], speaker: str, words: set[str]) -> Iterator[str]:
    """Yield the names of speakers who said nothing like it and have no part of their name in common."""
    by_id = {s["id"]: s for s in gold["speakers"]}
    if speaker not in by_id:
        return
    taken = {w for name in (by_id[speaker]["name"], *by_id[speaker]["aliases"]) for w in name.casefold().split()}
    for other in gold["speakers"]:
        name = other["name"]
        if other["id"] == speaker or other["kind"] not in ("person", "organisation") or not name[:1].isupper():
            continue
        if name.split()[0] in ("A", "An", "The") and other["kind"] == "person":
            continue
        if taken & {w for form in (name, *other["aliases"]) for w in form.casefold().split()} or len(name.split()) > 5:
            continue
        said = [_words(gold["text"], q["content"]) for q in gold["quotations"] if q["speaker"] == other["id"]]
        if said and all(len(words & theirs) < SIMILAR * len(words) for theirs in said):
            yield name


def swapped_written(base: Base, gold: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Give a claim of a written summary to another speaker of the article."""
    if base.sources:
        return
    cues = r"(?:said|says|told|warned|argued|called|calls|argues|accused|urged|described|denied|insisted|predicted)"
    for speaker in gold["speakers"]:
        for name in sorted({speaker["name"], *speaker["aliases"]}, key=len, reverse=True):
            for match in re.finditer(rf"\b{re.escape(name)}(?= (?:also )?{cues}\b)", base.text):
                rest = next(
                    (base.text[match.end() : end] for start, end in base.sentences if start <= match.start() < end), ""
                )
                words = {w for w in _words(rest, [(0, len(rest))]) if not re.fullmatch(cues, w)}
                others = list(_others(gold, speaker["id"], words))
                if name[:1].isupper() and len(words) > 3 and others:
                    yield *match.span(), rng.choice(others)


def changed_number(base: Base, gold: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Exchange a number, in digits or in words, a weekday or a month."""
    for match in re.finditer(r"(?<![\w.,])\d+(?:,\d{3})*(?:\.\d+)?(?![\w,]*\d)", base.text):
        new = _other_digits(match.group(), gold["text"], rng)
        if new and not _is_quoted(base.text, match.start()):
            yield *match.span(), new
    for words in (NUMBER_WORDS, WEEKDAYS, MONTHS):
        for match in re.finditer(rf"\b(?:{'|'.join(words)})\b", base.text):
            fresh = [w for w in words if not _has_number(gold["text"], w)]
            if fresh and not _is_quoted(base.text, match.start()) and base.text[match.end() : match.end() + 1] != "-":
                yield *match.span(), rng.choice(fresh)


def _other_digits(number: str, text: str, rng: random.Random) -> str:
    """Return a number of the same form that the article does not have, and that is no rounding of one it has."""
    for _ in range(30):
        new = re.sub(r"\d", lambda _: str(rng.randint(1, 9)), number)
        if len(number) == 4 and number[:2] in ("19", "20"):
            new = number[:2] + str(rng.randint(10, 99))
        value, old = float(new.replace(",", "")), float(number.replace(",", ""))
        in_words = NUMBER_WORDS[int(value) - 2] if 2 <= value <= 9 and value == int(value) else ""
        far = len(number) == 4 or abs(value - old) > 0.15 * old
        if far and not re.search(rf"(?<!\d){re.escape(new)}(?!\d)", text) and not (in_words and _has(text, in_words)):
            return new
    return ""


def _has_number(text: str, word: str) -> bool:
    digits = {w: str(n) for n, w in enumerate(_list("two three four five six seven eight nine"), 2)}
    digits |= {"eleven": "11", "twelve": "12", "fifteen": "15", "sixteen": "16", "eighteen": "18"}
    digits |= {"twenty": "20", "thirty": "30", "forty": "40"}
    in_digits = word in digits and re.search(rf"(?<!\d){digits[word]}(?!\d)", text)
    return bool(in_digits) or _has(text, word) or _has(text, word[:3])


def invented_name(base: Base, gold: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Put an invented name, or an invented surname, in the place of a person's."""
    text = gold["text"]
    surnames = [name for name in SURNAMES if not _has(text, name)]
    for start, end in _persons(base, gold):
        first = base.text[start:end].split(maxsplit=1)[0]
        whole = rng.choice(["", f"{rng.choice(GIVEN)} "]) if " " not in base.text[start:end] else None
        new = whole if whole is not None else rng.choice([f"{first} ", f"{rng.choice(GIVEN)} "])
        yield start, end, f"{new}{rng.choice(surnames)}"


def invented_place(base: Base, gold: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Put an invented place after "in" in the place of a real one."""
    for match in re.finditer(r"(?<=\bin )[A-Z][a-z]{3,}(?: [A-Z][a-z]+)?(?=[ ,.])", base.text):
        if match.group() not in MONTHS and not _is_quoted(base.text, match.start()):
            yield *match.span(), rng.choice([name for name in PLACES if not _has(gold["text"], name)])


def mixed_name(base: Base, gold: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Give a person the surname of another person of the article."""
    people = [
        s["name"].split()
        for s in gold["speakers"]
        if s["kind"] == "person" and re.fullmatch(r"[A-Z][\w’'-]+ [A-Z][\w’'-]+", s["name"])
    ]
    for start, end in _persons(base, gold):
        parts = base.text[start:end].split()
        if len(parts) != 2 or parts[0].endswith("."):
            continue
        others = [p[1] for p in people if p[1] != parts[1] and p[1] not in ("Republican", "Democrat")]
        fresh = [
            other
            for other in others
            if not re.search(rf"\b{parts[0]}(?: \w+\.?){{0,2}} {re.escape(other)}", gold["text"])
        ]
        if fresh and f"{parts[0]} and" not in gold["text"]:
            yield start, end, f"{parts[0]} {rng.choice(fresh)}"


def _persons(base: Base, gold: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield the names of persons outside of quotation marks, each stretch once."""
    names = {n for s in gold["speakers"] if s["kind"] == "person" for n in (s["name"], *s["aliases"])}
    parties = {"Republican", "Democrat", "Republicans", "Democrats", "Senator", "President"}
    names = {n for n in names if not parties & set(n.split())}
    names = {n for n in names if n[:1].isupper() and all(w[:1].isupper() for w in n.split()) and len(n.split()) < 3}
    until = 0
    longest = sorted(names, key=len, reverse=True)
    for match in re.finditer(rf"\b(?:{'|'.join(map(re.escape, longest))})\b(?!-)", base.text) if names else ():
        if match.start() >= until and not _is_quoted(base.text, match.start()):
            until = match.end()
            yield match.span()


def negation_put_in(base: Base, _: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Put "not" after an auxiliary, or "did not" before "say", in a sentence without a negation."""
    for start, end in base.sentences:
        sentence = base.text[start:end]
        if _NEGATION.search(sentence) or _DENIAL.search(sentence):
            continue
        for pattern, new in ((_AUXILIARY, "{} not"), (_SAID, "did not say ")):
            for match in pattern.finditer(sentence):
                if not _is_quoted(base.text, start + match.start()):
                    yield start + match.start(), start + match.end(), new.format(match.group())
    rng.random()


def negation_taken_out(base: Base, _: Mapping[str, Any], rng: random.Random) -> Iterator[Change]:
    """Take "not" or "never" out of a sentence with one negation."""
    for start, end in base.sentences:
        sentence = base.text[start:end]
        if len(_NEGATION.findall(sentence)) != 1 or _DENIAL.search(sentence):
            continue
        for match in re.finditer(
            r" (?:not|never)\b(?! only| just| least)|(?<=did|has|was)n['’]t|(?<=is|do)n['’]t", sentence
        ):
            if not _is_quoted(base.text, start + match.start()):
                yield start + match.start(), start + match.end(), ""
    rng.random()


def _is_quoted(text: str, offset: int) -> bool:
    return any(m.start() <= offset < m.end() for m in _QUOTED.finditer(text))


def _has(text: str, words: str) -> bool:
    return re.search(rf"\b{re.escape(words)}", text, re.IGNORECASE) is not None


KINDS: Mapping[str, Maker] = {
    "altered quotation": altered_quotation,
    "swapped speaker, in marks": swapped_direct,
    "swapped speaker, reported": swapped_indirect,
    "swapped speaker, attitude": swapped_attitude,
    "swapped speaker, written": swapped_written,
    "changed number": changed_number,
    "invented name": invented_name,
    "invented place": invented_place,
    "mixed name": mixed_name,
    "negation put in": negation_put_in,
    "negation taken out": negation_taken_out,
}
"""How each kind of corruption is made."""
