import doctest
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import quoteattr
from quoteattr.errors import InputTypeError, OptionError, UnboundError
from quoteattr.speakers import Identity, merge
from quoteattr.types import Article, Mention, Quotation, QuotationId, Span, Speaker, SpeakerId


def article(identifier, *speakers, said=1):
    """Build an article in which every speaker says something, the first `said` times."""
    found = tuple(
        Speaker(SpeakerId(f"s{n}"), name, role=role, aliases=aliases)
        for n, (name, role, *aliases) in enumerate(speakers, start=1)
    )
    who = [found[0]] * said + list(found[1:])
    quotations = tuple(
        Quotation(QuotationId(f"q{n}"), "direct", (Span(n, n + 1),), speaker=s) for n, s in enumerate(who)
    )
    return Article("abcdefghij", identifier, quotations=quotations, speakers=found)


BURNSIDE = ("Ada Burnside", "leader of Lowmere Council")


@pytest.fixture
def identities():
    return merge(
        [
            article("a", BURNSIDE, ("Tom Reddy", None)),
            article(None, ("Tom Reddy", "baker"), said=3),
            article("c", ("Burnside", "Lowmere council leader"), ("a resident", None)),
            article("d", BURNSIDE),
        ]
    )


def test_most_quoted_comes_first(identities):
    assert [(i.id, i.name, i.n_quotations) for i in identities] == [
        ("i1", "Tom Reddy", 4),
        ("i2", "Ada Burnside", 3),
        ("i3", "a resident", 1),
    ]


def test_articles_are_told_by_id_or_place(identities):
    assert identities[0].articles == ("a", 1)
    assert identities[1].articles == ("a", "c", "d")


def test_quotations_come_from_all_articles(identities):
    texts = [q.content_text for q in identities[1].quotations]
    assert texts == ["a", "a", "a"]
    assert all(q.speaker is not None for q in identities[0].quotations)
    assert len(identities[0].quotations) == 4


def test_roles_come_with_their_articles(identities):
    assert [(r.role, r.articles) for r in identities[1].roles] == [
        ("leader of Lowmere Council", ("a", "d")),
        ("Lowmere council leader", ("c",)),
    ]
    assert identities[1].label == "Ada Burnside, leader of Lowmere Council"
    assert str(identities[1]) == "Ada Burnside, leader of Lowmere Council: 3 quotations in 3 articles"


def test_past_roles_are_marked():
    speaker = Speaker(SpeakerId("s1"), "Ada Burnside", role="mayor", former=True)
    assert merge([Article("", speakers=(speaker,))])[0].roles[0].role == "mayor (former)"


def test_evidence_says_why(identities):
    reasons = [(e.reason, [m.article for m in e.members]) for e in identities[1].evidence]
    assert reasons == [("full name", ["a", "d"]), ("surname", ["c"])]
    assert str(identities[1].evidence[1]) == (
        "“Burnside”, Lowmere council leader, and “Ada Burnside”: the surname alone, and nobody else it can be; "
        "the role is the same (“Lowmere council leader” and “leader of Lowmere Council”)"
    )


def test_look_alikes_say_why_not():
    chris, other = merge([article("a", ("Chris Smith", "judge"), said=2), article("b", ("Chris Smith", "footballer"))])
    assert [(o.identity, o.text) for o in chris.look_alikes] == [
        (
            other.id,
            "“Chris Smith”, judge, and “Chris Smith”: the roles contradict each other (“judge” and “footballer”)",
        )
    ]
    assert other.look_alikes[0].identity == chris.id


def test_doubt_names_the_people_it_can_be():
    roles = ["mayor of Lowmere", "mayor of Thornaby", None]
    found = merge(article(str(n), ("Chris Smith", role)) for n, role in enumerate(roles))
    doubtful = next(i for i in found if not i.roles)
    assert "can be “Chris Smith”, mayor of Lowmere or “Chris Smith”, mayor of Thornaby" in str(doubtful.look_alikes[0])


def test_aliases_are_names_without_descriptions():
    identity = merge([article("a", ("Ada Burnside", None, "Burnside", "the council leader"), ("Tom Reddy", None))])[0]
    assert identity.aliases == ("Burnside",)


def test_fullest_name_is_shown():
    names = ["Ada Burnside", "ADA JANE BURNSIDE", "Ada Jane Burnside", "Ada J. Burnside"]
    assert [i.name for i in merge(article(n, (n, None)) for n in names)] == ["Ada Jane Burnside"]


def test_unnamed_are_marked(identities):
    assert [i.named for i in identities] == [True, True, False]


def test_a_stream_is_read_once_and_need_not_be_kept():
    identity = merge((article(str(n), BURNSIDE) for n in range(3)), keep_articles=False)[0]
    assert identity.n_quotations == 3
    with pytest.raises(UnboundError, match=r"'s1' of article '0'.*keep_articles=True"):
        identity.quotations  # noqa: B018 - the property raises


def test_dictionary_has_everything_but_the_texts(identities):
    record = identities[1].to_dict()
    assert record["members"][1] == {
        "place": 2,
        "article_id": "c",
        "speaker_id": "s1",
        "name": "Burnside",
        "n_quotations": 1,
    }
    assert record["roles"][0] == {"role": "leader of Lowmere Council", "articles": ["a", "d"]}
    assert record["evidence"][1]["members"] == [{"article": "c", "speaker_id": "s1"}]
    assert set(record) == {
        *("id", "name", "kind", "roles", "aliases", "n_quotations", "members", "evidence", "look_alikes", "named"),
    }


def test_nothing_gives_nothing():
    assert merge([]) == ()
    assert merge([Article("No one speaks.")]) == ()


ERRORS = [
    pytest.param("Ada said.", InputTypeError, "iterable of articles .* found str; pass a list", id="text"),
    pytest.param(Article("Yes."), InputTypeError, "found Article; pass a list", id="one article"),
    pytest.param(7, InputTypeError, "found int", id="number"),
    pytest.param([Article("Yes."), "No."], InputTypeError, "the one at 1 is of type str; annotate texts", id="texts"),
    pytest.param([Article("Yes.").to_dict()], InputTypeError, "at 0 is of type dict.*from_dict", id="records"),
    pytest.param(
        [Article("Yes.", "a"), Article("No."), Article("No.", "a")],
        OptionError,
        "those at 0 and 2 are both 'a'; leave out repeated",
        id="shared id",
    ),
]


@pytest.mark.parametrize(("articles", "error", "message"), ERRORS)
def test_bad_input_is_explained(articles, error, message):
    with pytest.raises(error, match=message):
        merge(articles)


def test_articles_without_ids_are_apart():
    same = article(None, BURNSIDE)
    assert [i.articles for i in merge([same, replace(same)])] == [(0, 1)]


def test_pronouns_of_a_wrong_resolution_part_no_rare_name():
    def told(pronoun):
        text = f"Xyra Quillfeather {pronoun}"
        mentions = (Mention(0, 17), Mention(18, len(text), "pronoun"))
        return Article(text, pronoun, speakers=(Speaker(SpeakerId("s1"), "Xyra Quillfeather", mentions=mentions),))

    assert len(merge([told("he"), told("she")])) == 1


def test_the_package_offers_it():
    assert quoteattr.speakers.merge is merge
    assert isinstance(merge([article("a", BURNSIDE)])[0], Identity)


def test_import_stays_light():
    code = "import quoteattr, sys; quoteattr.speakers.merge([]); sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_documentation_shows_what_happens():
    page = Path(__file__).parents[2] / "docs" / "merging.md"
    failed, tried = doctest.testfile(str(page), module_relative=False)
    assert (failed, tried > 3) == (0, True)
