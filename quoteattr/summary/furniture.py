"""Furniture: the lines of a news page that are not the story (bylines, time stamps, captions, links, adverts)."""

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.captions import labelled_captions, stops_apart

__all__ = ["find_furniture", "is_furniture"]

# No furniture is longer; the bound keeps one huge sentence cheap.
_MAX_CHARACTERS = 400
_LABEL = re.compile(r"(?P<label>[A-Z][\w'-]{0,20}(?: [\w'-]{1,20}){0,5}): ?\S")
# "2 plums150g natural yogurtHandful": lines that were joined.
_GLUED = re.compile(r"[a-z](?:\d|[A-Z][a-z])")
_FEWEST_AMOUNTS = 2
_SURELY_AMOUNTS = 3
_LONGEST_NAME = 5
_LONGEST_LINE = 16
_WORD = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]+)*")
# "LONDON (Reuters) –", "PARIS, Texas —": the place is in capitals, of few words, and no statement follows the dash.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'-]{1,30}(?: [A-Z.'-]{1,30}){0,2}(?:, ?[A-Z][\w. ]{1,20})?(?: ?\([^()]{1,30}\))? ?[-–—:]*"
)
# "<tweet id=…>", "</p>": what a page is written in.
_MARKUP = re.compile(r"</?[a-zA-Z][\w-]*(?: [^<>]*)?/?>|<[a-z]+ [a-z-]+=")
# "— Ada Burns (@adaburns) June 28, 2016": how a post is signed that stands in a page.
_EMBEDDED = re.compile(r"[—–-] ?[^()]{1,40} \(@\w+\) [A-Z][a-z]+ \d{1,2}, \d{4}")
_EDGES = " \t.,:;!?…*_|/<>()[]{}-–—―•·»«→►▶\"'"


# Asked for the features of a sentence, and again when the summary is put together.
@lru_cache(maxsize=2048)
def is_furniture(sentence: str) -> bool:
    """Tell whether a sentence is part of the page and not of the story.

    Args:
        sentence: Text of one sentence.

    Example:
        >>> [is_furniture(s) for s in ("By Ada Burns", "Read more: Bridge to reopen", "By noon the bridge was full.")]
        [True, True, False]
    """
    folded = " ".join(sentence[: _MAX_CHARACTERS + 1].replace("’", "'").split())
    if len(folded) > _MAX_CHARACTERS:
        return False
    lowered = folded.casefold().lstrip("*•·-–—>→►▶|[( ")
    bare = lowered.strip(_EDGES)
    return (
        not bare
        or bare in _data().whole
        or _holds_phrase(lowered)
        or _is_timestamp(bare)
        or _is_byline(folded)
        or _is_name_line(folded)
        or _is_credit(folded)
        or _is_caption(folded)
        or _is_link(folded)
        or lowered.startswith(_data().notes)
        or _is_list(folded)
        or _MARKUP.match(folded) is not None
        or _EMBEDDED.search(folded) is not None
        or _DATELINE.fullmatch(folded) is not None
    )


def find_furniture(sentences: Sequence[str]) -> list[bool]:
    """Tell which sentences of an article are part of the page.

    A name alone is one after "By" alone, and captions are known by their number: see `labelled_captions`.

    Args:
        sentences: Texts of the sentences, in order.

    Example:
        >>> find_furniture(["By.", "Ada Burns.", "Ada Burns.", "The bridge is safe."])
        [True, True, False, False]
    """
    data = _data()
    captions = labelled_captions(sentences, data.caption_holds, most_words=data.caption_max, films=data.films)
    captions |= stops_apart(sentences, most_words=_LONGEST_LINE, links=data.link_begins)
    found = [place in captions or is_furniture(sentence) for place, sentence in enumerate(sentences)]
    for i, (before, sentence) in enumerate(pairwise(sentences), start=1):
        if before.strip(_EDGES).casefold() in _data().byline_openers:
            found[i] = found[i] or _is_byline(f"by {' '.join(sentence.split())}"[:_MAX_CHARACTERS])
    return found


def _holds_phrase(lowered: str) -> bool:
    data = _data()
    words = len(lowered.split())
    return (
        (words <= data.begins_max and lowered.startswith(data.begins))
        or (words <= data.holds_max and any(phrase in lowered for phrase in data.holds))
        or (
            words <= data.programme_max
            and lowered.startswith(data.programme_begins)
            and any(phrase in lowered for phrase in data.programme_holds)
        )
    )


def _is_timestamp(bare: str) -> bool:
    """Tell whether nothing is said but numbers and the words of dates."""
    return any(c.isdigit() for c in bare) and all(word in _data().time_words for word in _WORD.findall(bare))


def _is_byline(folded: str) -> bool:
    """Tell whether it is "By" and then only capitalised words and the small words that join them."""
    data = _data()
    opener, *names = _WORD.findall(folded)[: data.byline_max + 2] or [""]
    if opener.casefold() not in data.byline_openers or not 1 <= len(names) <= data.byline_max or '"' in folded:
        return False
    capitalised = [name for name in names if name[0].isupper()]
    return len(capitalised) >= 2 and all(n[0].isupper() or n.casefold() in data.byline_joiners for n in names)


def _is_name_line(folded: str) -> bool:
    """Tell whether it is a name without a sentence around it, which some archives end in a space and a full stop."""
    *names, stop = folded.split(" ")
    return stop == "." and 1 < len(names) <= _LONGEST_NAME and all(name[0].isupper() for name in names)


def _is_credit(folded: str) -> bool:
    """Tell whether it says who worked on the story: names, and only words of credits between them."""
    data = _data()
    lowered = folded.casefold()
    if '"' in folded or not any(sign in lowered for sign in data.credit_signs):
        return False
    words = _WORD.findall(folded)
    if len(words) > data.credit_max or not words or not words[0][0].isupper():
        return False
    return all(word[0].isupper() or word in data.credit_words for word in words) and any(
        verb in words for verb in data.credit_verbs
    )


def _is_caption(folded: str) -> bool:
    """Tell whether it is a label and a sentence that points at a picture, or points at both its sides."""
    data = _data()
    lowered = folded.casefold()
    if len(folded.split()) > data.caption_max:
        return False
    if any(all(side in lowered for side in sides) for sides in data.caption_sides):
        return True
    label = _LABEL.match(folded)
    # "She said: The bridge (pictured) is safe" has no label.
    said = label is not None and label["label"].split()[-1].casefold() in word_set("cue_verbs", "words")
    return label is not None and not said and any(phrase in lowered for phrase in data.caption_holds)


def _is_link(folded: str) -> bool:
    """Tell whether it is a link with an arrow behind it: "Watch the river rise »"."""
    arrow = folded.rstrip(" .").endswith("»") and "«" not in folded
    return arrow and folded.split(maxsplit=1)[0].casefold() in _data().arrow_begins


def _is_list(folded: str) -> bool:
    """Tell whether it has amounts and no word that nearly every sentence with amounts has."""
    data = _data()
    amounts = len(data.amount.findall(folded))
    if amounts < _FEWEST_AMOUNTS or (amounts < _SURELY_AMOUNTS and not _GLUED.search(folded)):
        return False
    return data.sentences_have.isdisjoint(word.casefold() for word in _WORD.findall(folded))


class _Furniture:
    def __init__(self, data: Mapping[str, Any]) -> None:
        self.whole = frozenset(data["whole"])
        self.begins = tuple(data["begins"]["phrases"])
        self.notes = tuple(data["notes"]["phrases"])
        self.link_begins = tuple(f"{word} " for word in data["link"]["begins"])
        self.begins_max: int = data["begins"]["max_words"]
        self.holds = tuple(data["holds"]["phrases"])
        self.holds_max: int = data["holds"]["max_words"]
        self.programme_begins = tuple(data["programme"]["begins"])
        self.programme_holds = tuple(data["programme"]["holds"])
        self.programme_max: int = data["programme"]["max_words"]
        self.caption_holds = tuple(data["caption"]["holds"])
        self.caption_sides = tuple(map(tuple, data["caption"]["sides"]))
        self.arrow_begins = frozenset(data["arrow"]["begins"])
        self.amount = re.compile(rf"\d ?(?:{'|'.join(data['amounts']['units'].split())})(?![a-z])|[½¼¾⅓⅔]")
        self.sentences_have = frozenset(data["amounts"]["sentences_have"].split())
        self.films = tuple(data["page"]["films"])
        self.caption_max: int = data["caption"]["max_words"]
        self.credit_signs = tuple(data["credit"]["signs"])
        self.credit_verbs = tuple(data["credit"]["verbs"])
        self.credit_words = frozenset(data["credit"]["words"].split())
        self.credit_max: int = data["credit"]["max_words"]
        self.time_words = frozenset(data["timestamp"]["words"].split())
        self.byline_openers = frozenset(data["byline"]["openers"])
        self.byline_joiners = frozenset(data["byline"]["joiners"].split())
        self.byline_max: int = data["byline"]["max_words"]


@cache
def _data() -> _Furniture:
    return _Furniture(table("summary_furniture"))
