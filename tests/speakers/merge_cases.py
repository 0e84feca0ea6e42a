"""Small sets of speakers of many articles with the right grouping, all names invented, from easy to confusable.

A case is a list of groups; a group is the speakers that are one person or body, each the only speaker of an article of
its own unless `beside` puts it into the article of another.
"""

from dataclasses import dataclass

from quoteattr.types import Article, Mention, Speaker, SpeakerId, SpeakerKind


@dataclass(frozen=True)
class Said:
    """A speaker of one article; `pronoun` stands in its text, `before` directly before the name."""

    name: str
    role: str | None = None
    aliases: tuple[str, ...] = ()
    kind: SpeakerKind = "person"
    former: bool = False
    pronoun: str = ""
    before: str = ""
    beside: str = ""


@dataclass(frozen=True)
class Case:
    """A named set of speakers: `groups` is the right answer, `missed` says why a wanted join is not reached."""

    name: str
    groups: tuple[tuple[Said, ...], ...]
    missed: str = ""


def person(*group: str | Said) -> tuple[Said, ...]:
    """Make a group of persons: "Ada Burns | mayor of Lowmere" is a name and a role."""
    return tuple(_said(item) if isinstance(item, str) else item for item in group)


def body(*group: str | Said, kind: SpeakerKind = "organisation") -> tuple[Said, ...]:
    """Make a group of organisations, groups or documents: "Lowmere Harbour Board = LHB" is a name and an alias."""
    return tuple(_body(item, kind) if isinstance(item, str) else item for item in group)


def _said(text: str) -> Said:
    name, _, role = text.partition(" | ")
    return Said(name, role or None)


def _body(text: str, kind: SpeakerKind) -> Said:
    name, _, alias = text.partition(" = ")
    return Said(name, aliases=(alias,) if alias else (), kind=kind)


def case(name: str, *groups: tuple[Said, ...], missed: str = "") -> Case:
    return Case(name, groups, missed)


PERSONS = [
    # Full names.
    case("full name", person("Mara Quillfeather", "Mara Quillfeather")),
    case("two people", person("Mara Quillfeather"), person("Tom Reddy")),
    case("one surname, two given names", person("Mara Quillfeather"), person("Tom Quillfeather")),
    case("a rare name changes its role", person("Mara Quillfeather | councillor", "Mara Quillfeather | novelist")),
    case("a rare name in far fields", person("Xyra Quillfeather | footballer", "Xyra Quillfeather | judge")),
    case("capitals", person("MARA QUILLFEATHER", "Mara Quillfeather")),
    case("accents", person("José Peñalver | mayor of Lowmere", "Jose Penalver | mayor of Lowmere")),
    case("curly apostrophe", person("Aoife O’Dunnagh", "Aoife O'Dunnagh")),
    case("hyphen or space", person("Jean-Luc Bassard", "Jean Luc Bassard")),
    case("hyphen or space in the surname", person("Ines Varga-Lorn", "Ines Varga Lorn")),
    case("particles", person("Ana de la Querra", "Ana de la Querra")),
    case("titles in the name", person("Sen. Mara Quillfeather", "Mara Quillfeather")),
    case("plural title in the name", person("Senators Mara Quillfeather | Sens.", "Mara Quillfeather | senator")),
    case("letters behind the name", person("Mara Quillfeather, MP", "Mara Quillfeather")),
    case("a rare name without roles beside one with", person("Zoltan Brack", "Zoltan Brack | architect")),
    case("a script without capitals", person("山田太郎 | 市長"), person("山田花子 | 市長")),
    # Common names.
    case("a common name in far fields", person("Chris Smith | judge"), person("Chris Smith | footballer")),
    case(
        "a common name, other town",
        person("John Taylor | mayor of Lowmere"),
        person("John Taylor | mayor of Thornaby"),
    ),
    case("a common name, same post", person("John Taylor | mayor of Lowmere", "John Taylor | Lowmere mayor")),
    case("a common name on the way up", person("John Taylor | senator", "John Taylor | Democratic nominee")),
    case(
        "a common name, other party",
        person("John Taylor | Democratic senator"),
        person("John Taylor | Republican candidate"),
    ),
    case("a common name, other state", person("John Taylor | senator from Ohio"), person("John Taylor | R-Tex.")),
    case("a common name, state abbreviated", person("John Taylor | D-Ohio", "John Taylor | senator from Ohio")),
    case("a common name, no role at all", person("Mary Walker", "Mary Walker")),
    case("a common name, one role", person("Mary Walker", "Mary Walker | headteacher of Lowmere School")),
    case(
        "a common name without a role between two people",
        person("Mary Walker | footballer"),
        person("Mary Walker | judge"),
        person("Mary Walker"),
    ),
    case(
        "two without a role between two people",
        person("Mary Walker | footballer"),
        person("Mary Walker | judge"),
        person("Mary Walker"),
        person("Mary Walker"),
    ),
    case("two residents of a common name", person("Susan White | voter"), person("Susan White | shopper")),
    case("two common names with like employers", person("David Hall | Acme chief", "David Hall | Acme spokesman")),
    case("two common names with other employers", person("David Hall | nurse at Marlow"), person("David Hall | baker")),
    case(
        "a common name with a full middle name",
        person("David Ignatius Hall | author", "David Ignatius Hall | lawyer"),
    ),
    case(
        "a common name of a past post",
        person("Karen Hill | mayor of Lowmere", Said("Karen Hill", "mayor of Lowmere", former=True)),
    ),
    case(
        "a bare title between two states",
        person("Karen Hill | senator from Ohio"),
        person("Karen Hill | senator from Utah"),
        person("Karen Hill | senator"),
    ),
    case("a middling name, member and pastor", person("Mara Lorn | Rep."), person("Mara Lorn | pastor of a church")),
    case("a spokesman changes employers", person("Mara Lorn | spokeswoman for Acme", "Mara Lorn | LHB spokeswoman")),
    case("a mayor stays", person("Mara Lorn | mayor of Lowmere"), person("Mara Lorn | mayor of Thornaby")),
    case("a vague role", person("John Taylor | senator", "John Taylor | progressive icon")),
    case("a middling name moves", person("Chris Hollinsworth | senator", "Chris Hollinsworth | author")),
    case(
        "a middling name in far fields",
        person("Chris Hollinsworth | footballer"),
        person("Chris Hollinsworth | judge"),
    ),
    case(
        "a middling name, a voter and a senator",
        person("Chris Hollinsworth | senator"),
        person("Chris Hollinsworth | voter"),
    ),
    case(
        "the better known of two",
        person(*["Chris Hollinsworth | senator"] * 5, "Chris Hollinsworth"),
        person("Chris Hollinsworth | footballer"),
    ),
    # Middle names and initials.
    case("middle initial", person("Ada J. Burnside", "Ada Burnside")),
    case("middle name", person("Ada Jane Burnside", "Ada Burnside")),
    case("middle name and its initial", person("Ada Jane Burnside", "Ada J. Burnside", "Ada Burnside")),
    case("two middle initials", person("Ada J. Burnside"), person("Ada K. Burnside")),
    case(
        "no initial between two",
        person("Ada J. Burnside"),
        person("Ada K. Burnside"),
        person("Ada Burnside"),
    ),
    case(
        "no initial between two, and the role decides",
        person("Ada J. Burnside | mayor of Lowmere", "Ada Burnside | Lowmere mayor"),
        person("Ada K. Burnside | poet"),
    ),
    case("common name, middle initial, no role", person("John A. Smith"), person("John Smith")),
    case(
        "common name, middle initial, same role",
        person("John A. Smith | sheriff of Lowmere", "John Smith | Lowmere sheriff"),
    ),
    case("initials in one word", person("J.K. Brackenfold", "J. K. Brackenfold", "JK Brackenfold")),
    case("two of one initial", person("A. Burnside | poet"), person("A. Burnside | mayor")),
    case("initials of a common surname", person("J.D. Smith | poet"), person("J.D. Smith | sheriff")),
    case(
        "initial for the given name",
        person("A. Burnside | mayor of Lowmere", "Ada Burnside | mayor of Lowmere"),
    ),
    case("initial without a role", person("A. Burnside"), person("Ada Burnside")),
    case(
        "initial between two",
        person("John Smith | mayor of Lowmere"),
        person("Jane Smith | mayor of Thornaby"),
        person("J. Smith"),
    ),
    case(
        "initial between two, and the role decides",
        person("John Smith | mayor of Lowmere"),
        person("Jane Smith | mayor of Thornaby", "J. Smith | Thornaby mayor"),
    ),
    case("initials of two editors", person("J.B. Goldwater | editor"), person("Jonah Goldwater | columnist")),
    case(
        "middle name used as given name",
        person("J. Edgar Brackenfold | director of Acme", "Edgar Brackenfold | Acme director"),
    ),
    # Short forms.
    case("short form", person("William Brackenfold | senator", "Bill Brackenfold | Sen.")),
    case("short form without a role", person("Bernard Quillfeather", "Bernie Quillfeather")),
    case("short form and middle initial", person("Joseph R. Quillfeather | mayor", "Joe Quillfeather | mayor")),
    case("short form, middling name, no role", person("Thomas Hollinsworth", "Tom Hollinsworth")),
    case("short form, common name, no role", person("William Clark"), person("Bill Clark")),
    case("short form of two", person("Albert Brackenfold"), person("Robert Brackenfold"), person("Bert Brackenfold")),
    case(
        "short form for a man and a woman",
        person("Alexander Brackenfold"),
        person("Alexandra Brackenfold"),
        person("Alex Brackenfold"),
    ),
    case(
        "short form for a man and a woman, and the pronoun decides",
        person("Alexander Brackenfold | farmer"),
        person("Alexandra Brackenfold | farmer", Said("Alex Brackenfold", "farmer", before="Ms.")),
    ),
    case("short form that is a name of its own", person("Ann Brackenfold"), person("Nancy Brackenfold")),
    case("no short form", person("Dora Brackenfold"), person("Tessa Brackenfold")),
    case(
        "the article itself has the short form",
        person(Said("Wilhelmina Brackenfold", aliases=("Minnie Brackenfold",)), "Minnie Brackenfold"),
        missed="Minnie stands beside no Wilhelmina in the list, and so contradicts her",
    ),
    # Suffixes.
    case("father and son", person("Evan Brackenfold Sr."), person("Evan Brackenfold Jr.")),
    case(
        "no suffix between father and son",
        person("Evan Brackenfold Sr."),
        person("Evan Brackenfold Jr."),
        person("Evan Brackenfold"),
    ),
    case(
        "no suffix, same office",
        person("Evan Brackenfold Jr. | governor of Ohio", "Evan Brackenfold | Ohio Gov."),
    ),
    case(
        "no suffix, son", person("Evan Brackenfold Jr. | eldest son"), person("Evan Brackenfold | Republican nominee")
    ),
    case("no suffix, no role", person("Evan Brackenfold Jr."), person("Evan Brackenfold")),
    # Surnames alone.
    case("surname alone, no role", person("Ada Burnside"), person("Burnside")),
    case("two surnames alone, no role", person("Burnside"), person("Burnside")),
    case("surname and office", person("Ada Burnside | senator from Ohio", "Burnside | Sen.")),
    case("surname and employer", person("Ada Burnside | Acme spokeswoman", "Burnside | spokeswoman for Acme")),
    case("surname and a role of another field", person("Ada Burnside | senator"), person("Burnside | footballer")),
    case("surname and a vague role", person("Ada Burnside | spokeswoman for Acme"), person("Burnside | spokeswoman")),
    case(
        "surname between two of one office",
        person("Ada Burnside | senator from Ohio"),
        person("Tom Burnside | senator from Utah"),
        person("Burnside | senator"),
    ),
    case(
        "surname between two of one office, and the state decides",
        person("Ada Burnside | senator from Ohio"),
        person("Tom Burnside | senator from Utah", "Burnside | R-Utah senator"),
    ),
    case(
        "two presidents of one surname",
        person("Evan Brackenfold | former president"),
        person("Tom Brackenfold | former president"),
        person("Brackenfold | president"),
    ),
    case(
        "surname with the wrong honorific",
        person("Ada Burnside | Acme director"),
        person(Said("Burnside", "Acme director", before="Mr.")),
    ),
    case(
        "surname with the wrong pronoun",
        person("Ada Burnside | Acme director"),
        person(Said("Burnside", "Acme director", pronoun="he")),
    ),
    case("surname and office in two articles", person("Burnside | mayor of Lowmere", "Burnside | Lowmere mayor")),
    case("common surname, one post", person("Ann Clark | council leader", "Clark | council leader")),
    case("common surname, vague post", person("Ann Clark | analyst"), person("Clark | analyst")),
    case("surname and a post of two words", person("Ada Burns | chief executive of Acme", "Burns | chief executive")),
    case(
        "surname and a post of two words between two",
        person("Ada Burns | chief executive of Acme"),
        person("Tom Burns | chief executive of Marlow Bank"),
        person("Burns | chief executive"),
    ),
    case("nickname in quotation marks", person("William “Bill” Brackenfold", "Bill Brackenfold")),
    case("acronym for the employer", person("John Hall | LHB chair", "John Hall | chair of the Lowmere Harbour Board")),
    case("common surname, same town", person("Ann Clark | Lowmere mayor", "Clark | mayor of Lowmere")),
    case("surname with a particle", person("Ana de Querra | mayor of Lowmere", "de Querra | Lowmere mayor")),
    case("given name alone", person("Bernard Quillfeather"), person("Bernard")),
    case(
        "given name alone with the same office",
        person("Zoltan Brack | president of Hungary", "Zoltan | Hungarian president"),
    ),
    case(
        "given name alone and surname alone",
        person("Zoltan Brack | president of Hungary", "Zoltan | Hungarian president", "Brack | president of Hungary"),
    ),
    case("one name only", person("Zirconia | singer"), person("Zirconia | singer")),
    # Families and namesakes in one article.
    case(
        "spouses",
        person("Ada Burnside | senator", "Ada Burnside"),
        person("Tom Burnside | her husband", "Tom Burnside"),
        person("Burnside"),
    ),
    case(
        "spouses with one office after the other",
        person("Ada Burnside | Democratic nominee", Said("Burnside", "nominee", before="Mrs.")),
        person("Tom Burnside | former president", Said("Burnside", "former president", before="Mr.")),
    ),
    case(
        "namesakes of one article",
        person(Said("Mara Quillfeather", "farmer")),
        person(Said("Mara Quillfeather", "teacher", beside="Mara Quillfeather")),
    ),
    case(
        "an article that tells two apart",
        person("Ada Burnside | Lowmere mayor"),
        person(Said("A. Burnside", "Lowmere mayor", beside="Ada Burnside")),
    ),
    case(
        "same name, other pronoun", person(Said("Sasha Clark", before="Mr.")), person(Said("Sasha Clark", before="Ms."))
    ),
    # No names.
    case("unnamed officials", person("a senior campaign official"), person("a senior campaign official")),
    case("titles alone", person("the governor | governor"), person("the governor | governor")),
    case("relations of somebody", person("Ada Burnside’s husband"), person("Ada Burnside")),
]

BODIES = [
    case("same name", body("Lowmere Ferries", "Lowmere Ferries")),
    case("article before the name", body("the Lowmere Gazette", "Lowmere Gazette")),
    case("legal form", body("Acme Widgets Inc.", "Acme Widgets", "Acme Widgets, Inc")),
    case("two legal forms", body("Acme Widgets Inc."), body("Acme Widgets Ltd."), body("Acme Widgets")),
    case("like names", body("Acme Widgets"), body("Acme Holdings")),
    case("a short name that nobody states", body("Acme Widgets"), body("Acme")),
    case("a short name that an article states", body("Acme Widgets = Acme", "Acme")),
    case("a short name of two", body("Acme Widgets = Acme"), body("Acme Holdings = Acme"), body("Acme")),
    case("acronym in the article", body("Lowmere Harbour Board = LHB", "LHB")),
    case("acronym by its letters", body("Lowmere Harbour Board", "LHB", "L.H.B.")),
    case("acronym of two", body("Lowmere Harbour Board"), body("Larkspur Homes Bureau"), body("LHB"), body("LHB")),
    case(
        "acronym of two, of which one is stated",
        body("Lowmere Harbour Board = LHB", "LHB"),
        body("Larkspur Homes Bureau"),
    ),
    case("general words of a whole country", body("National Health Service", "NHS", "the National Health Service")),
    case("federal bureau", body("Federal Bureau of Investigation = FBI", "F.B.I.", "FBI")),
    case("courts", body("Federal Appeals Court"), body("Federal Appeals Court")),
    case("union of people", body("National Union of Ferrymen", "National Union of Ferrymen")),
    case("two letters", body("Acme Widgets"), body("AW")),
    case("acronyms alone", body("LHB", "LHB")),
    case(
        "department either way", body("Justice Department", "Department of Justice", "the U.S. Department of Justice")
    ),
    case("departments of state and country", body("Texas Department of Justice"), body("Department of Justice")),
    case("every town has one", body("Fire Department"), body("Fire Department")),
    case("councils", body("the council"), body("City Council"), body("the council")),
    case("named councils", body("Lowmere City Council", "Lowmere City Council"), body("Marlow City Council")),
    case("one body of general words", body("the White House", "White House")),
    case("person and organisation", person("Acme Burnside"), body("Acme Burnside")),
    case("a surname taken for an organisation", person("Ada Burnside"), body("Burnside"), body("Burnside")),
    case("a newspaper that is a surname", person("Ada Burnside"), body("The Burnside", "the Burnside")),
    case("letters of small words", body("Americans for Potholes"), body("AFP")),
    case("letters with of", body("Department of Justice", "DOJ")),
    case("a country that is a surname", person("Tom Israel"), body("Israel", "Israel")),
    case("voters", body("voters", kind="group"), body("voters", kind="group")),
    case("people of a party", body("House Republicans", kind="group"), body("House Republicans", kind="group")),
    case("named group", body("Mothers Against Potholes", "Mothers Against Potholes", kind="group")),
    case("another named group", body("Green Harbour Alliance", "the Green Harbour Alliance", kind="group")),
    case("peoples", body("Cuban Americans"), body("Cuban Americans")),
    case("polls", body("Lowmere Gazette Poll", kind="document"), body("Lowmere Gazette Poll", kind="document")),
    case("statements", body("the statement", kind="document"), body("the statement", kind="document")),
    case("act", body("Safe Bridges Act", "the Safe Bridges Act", kind="document")),
    case("newspaper as organisation and document", body("Lowmere Gazette", Said("Lowmere Gazette", kind="document"))),
    case("several in one name", body("LHB, Acme Widgets and Lowmere Ferries = LHB"), body("LHB")),
]

CASES = PERSONS + BODIES


_WIDTH = 100


def build_articles(groups: tuple[tuple[Said, ...], ...]) -> tuple[list[Article], dict[tuple[str, str], int]]:
    """Build the articles of a case, and tell for each speaker, by article and id, the number of its group."""
    contents: dict[str, list[tuple[Speaker, str]]] = {}
    truth: dict[tuple[str, str], int] = {}
    first: dict[str, str] = {}
    for number, group in enumerate(groups):
        for said in group:
            article = first[said.beside] if said.beside else f"a{len(contents)}"
            first.setdefault(said.name, article)
            speakers = contents.setdefault(article, [])
            speakers.append(_speaker(said, len(speakers)))
            truth[article, speakers[-1][0].id] = number
    return [
        Article(
            "".join(text.ljust(_WIDTH) for _, text in found), article, speakers=tuple(speaker for speaker, _ in found)
        )
        for article, found in contents.items()
    ], truth


def _speaker(said: Said, place: int) -> tuple[Speaker, str]:
    """Build a speaker and the hundred characters of text in which it is mentioned."""
    start = _WIDTH * place + len(said.before) + bool(said.before)
    end = start + len(said.name)
    mentions = [] if said.name[0].islower() else [Mention(start, end)]
    if said.pronoun:
        mentions.append(Mention(end + 1, end + 1 + len(said.pronoun), "pronoun"))
    speaker = Speaker(
        SpeakerId(f"s{place + 1}"),
        said.name,
        said.kind,
        role=said.role,
        aliases=said.aliases,
        mentions=tuple(mentions),
        former=said.former,
    )
    return speaker, " ".join(filter(None, (said.before, said.name, said.pronoun)))
