"""Read the speakers of many articles into records that can be compared."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quoteattr.errors import InputTypeError, OptionError
from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.merging.identity import Member
from quoteattr.speakers.merging.organisations import OrganisationName, read_organisation
from quoteattr.speakers.merging.people import Commonness, PersonName, commonness, fold, read_person
from quoteattr.speakers.merging.positions import Position, read_position
from quoteattr.types import Article, Speaker, SpeakerKind

__all__ = ["Record", "read_records"]

# "Mrs. " is the longest honorific with its full stop; what stands further away is another's.
_HONORIFIC_REACH = 10


@dataclass(frozen=True, slots=True)
class Record:
    """One speaker of one article, ready to be compared.

    Args:
        member: Who it is.
        kind: What it is.
        name: The name of a person or of something else, in parts; `None` for what has no proper name.
        aliases: The texts under which it appears.
        role: The role as the article states it; empty when it states none.
        position: The role in parts.
        pronoun: "he" or "she" when honorific, role, given name or the article's pronouns tell; `None` otherwise.
    """

    member: Member
    kind: SpeakerKind
    name: PersonName | OrganisationName | None
    aliases: tuple[str, ...] = ()
    role: str = ""
    position: Position = field(default_factory=Position)
    pronoun: str | None = None


def read_records(articles: Iterable[Article], *, keep_articles: bool) -> Iterator[Record]:
    """Read every speaker of every article, one article at a time.

    Args:
        articles: The articles.
        keep_articles: Whether members keep hold of their speakers, and so of the articles.

    Raises:
        InputTypeError: If it is not an iterable of articles.
        OptionError: If two articles share an id.
    """
    places: dict[str, int] = {}
    for place, article in enumerate(_checked(articles)):
        if article.id is not None and places.setdefault(article.id, place) != place:
            raise OptionError(
                f"articles with ids of their own were asked for, but those at {places[article.id]} and {place} are "
                f"both {article.id!r}; leave out repeated articles, or give each an id of its own or none"
            )
        counts = Counter(q.speaker.id for q in article.quotations if q.speaker is not None)
        for speaker in article.speakers:
            kept = speaker if keep_articles else None
            member = Member(place, article.id, speaker.id, speaker.name, counts[speaker.id], kept)
            yield _read(member, speaker, article)


def _checked(articles: Iterable[Article]) -> Iterator[Article]:
    if isinstance(articles, Article | str) or not isinstance(articles, Iterable):
        raise InputTypeError(
            f"an iterable of articles was asked for, found {type(articles).__name__}; pass a list or a generator of "
            "Article, such as `pipeline.pipe(texts)`"
        )
    for place, article in enumerate(articles):
        if not isinstance(article, Article):
            raise InputTypeError(
                f"an iterable of articles was asked for, but the one at {place} is of type {type(article).__name__}; "
                "annotate texts first, and read records with `Article.from_dict`"
            )
        yield article


def _read(member: Member, speaker: Speaker, article: Article) -> Record:
    if not _has_name(speaker):
        return Record(member, speaker.kind, None, speaker.aliases, _role(speaker))
    if speaker.kind != "person":
        name = read_organisation(speaker.name, speaker.kind)
        return Record(member, speaker.kind, name, speaker.aliases, _role(speaker))
    person = read_person(speaker.name)
    position = read_position(speaker.role, former=speaker.former) if speaker.role else Position()
    pronoun = _pronoun(person, speaker, position, article) if person else None
    return Record(member, speaker.kind, person, speaker.aliases, _role(speaker), position, pronoun)


def _role(speaker: Speaker) -> str:
    """Return the role on one line, a past one marked; empty when none is stated."""
    return " ".join((speaker.role_label or "").split())


def _has_name(speaker: Speaker) -> bool:
    """Tell whether the article names the speaker; one that came without mentions is judged by its name alone."""
    return not speaker.mentions or any(m.kind == "name" for m in speaker.mentions)


def _pronoun(name: PersonName, speaker: Speaker, position: Position, article: Article) -> str | None:
    sure = set(_honorific_pronouns(speaker, article))
    if len(sure) == 1:
        return sure.pop()
    given = given_name_pronoun(name.given[0]) if name.given else None
    if position.pronoun or given in {"he", "she"}:
        return position.pronoun or given
    if name.given and commonness(name) == Commonness.RARE:
        # One pronoun resolved wrongly must not part what a rare full name joins.
        return None
    said = {pronoun for pronoun in _mention_pronouns(speaker, article) if pronoun}
    return said.pop() if len(said) == 1 else None


def _honorific_pronouns(speaker: Speaker, article: Article) -> Iterator[str]:
    texts = [text.split(" ", 1)[0] for text in (speaker.name, *speaker.aliases) if " " in text]
    for mention in speaker.mentions:
        if mention.kind == "name":
            before = article.text[max(0, mention.start - _HONORIFIC_REACH) : mention.start]
            texts += before.split()[-1:] if before[-1:].isspace() else []
    for text in texts:
        word = fold(text).strip(".")
        yield from (p for p in ("he", "she") if word in word_set("titles", "honorifics", p))


def _mention_pronouns(speaker: Speaker, article: Article) -> Iterator[str | None]:
    for mention in speaker.mentions:
        if mention.kind == "pronoun":
            word = fold(article.text[mention.start : mention.end][:20])
            yield next((p for p in ("he", "she") if word in word_set("pronouns", p)), None)
