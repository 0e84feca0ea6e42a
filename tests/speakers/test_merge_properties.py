import json
import random
from itertools import combinations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.speakers import merge
from quoteattr.speakers.merging import person_items
from quoteattr.speakers.merging.people import compare_names, read_person
from quoteattr.types import Article, Speaker, SpeakerId

from .merge_cases import BODIES, PERSONS

SAID = [said for case in (*PERSONS, *BODIES) for group in case.groups for said in group]


@st.composite
def collections(draw):
    """Articles of one to three speakers each, taken from all the cases."""
    found = []
    for number in range(draw(st.integers(0, 12))):
        some = draw(st.lists(st.sampled_from(SAID), min_size=1, max_size=3))
        speakers = tuple(
            Speaker(SpeakerId(f"s{place}"), said.name, said.kind, role=said.role, aliases=said.aliases)
            for place, said in enumerate(some)
        )
        found.append(Article("", f"a{number}", speakers=speakers))
    return found


def groups_of(articles):
    return {frozenset((m.article, m.speaker_id) for m in identity.members) for identity in merge(articles)}


@settings(max_examples=60)
@given(collections(), st.randoms())
def test_order_of_articles_changes_nothing(articles, rng):
    before = groups_of(articles)
    rng.shuffle(articles)
    assert groups_of(articles) == before


@settings(max_examples=60)
@given(collections(), st.randoms())
def test_order_changes_no_word_of_the_answer(articles, rng):
    def told(identities):
        return [
            (i.id, i.name, i.kind, i.aliases, [e.text for e in i.evidence], [o.text for o in i.look_alikes])
            for i in identities
        ]

    before = told(merge(articles))
    rng.shuffle(articles)
    assert told(merge(articles)) == before


@settings(max_examples=60)
@given(collections())
def test_every_speaker_is_in_one_identity_and_articles_keep_theirs_apart(articles):
    members = [m for identity in merge(articles) for m in identity.members]
    assert sorted((m.article, m.speaker_id) for m in members) == sorted(
        (a.id, s.id) for a in articles for s in a.speakers
    )
    for identity in merge(articles):
        assert len(identity.articles) == len(identity.members)


@settings(max_examples=60)
@given(collections())
def test_no_chain_joins_names_that_contradict_each_other(articles):
    for identity in merge(articles):
        names = [read_person(m.name) for m in identity.members] if identity.kind == "person" and identity.named else []
        assert all(compare_names(one, other) is not None for one, other in combinations(filter(None, names), 2))


@settings(max_examples=60)
@given(collections())
def test_evidence_covers_all_members_but_the_first(articles):
    for identity in merge(articles):
        told = {(m.article, m.speaker_id) for e in identity.evidence for m in e.members}
        assert len(told) >= len(identity.members) - 1
        assert all(e.text for e in identity.evidence)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_article_is_accepted(data, articles):
    some = data.draw(st.lists(articles, max_size=2, unique_by=lambda a: object() if a.id is None else a.id))
    identities = merge(some)
    assert json.loads(json.dumps([i.to_dict() for i in identities], ensure_ascii=True)) is not None
    assert sum(i.n_quotations for i in identities) == sum(q.speaker is not None for a in some for q in a.quotations)
    assert [i.n_quotations for i in identities] == sorted((i.n_quotations for i in identities), reverse=True)


ROLES = ["mayor of {}", "{} spokesman", "senator", None, "baker in {}", "professor at {} University", "judge"]
GIVEN = ["John", "Jane", "J.", "Ada B.", "Bill", "William", "Zoltan", ""]


def crowd(size):
    """Return articles of as many speakers, all of a few surnames, with roles that hardly ever repeat."""
    rng = random.Random(7)
    found = []
    for number in range(size):
        town = f"Town{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}"
        role = rng.choice(ROLES)
        name = f"{rng.choice(GIVEN)} {rng.choice(['Smith', 'Burnside'])}".strip()
        speaker = Speaker(SpeakerId("s1"), name, role=role and role.format(town))
        found.append(Article("", str(number), speakers=(speaker,)))
    return found


@pytest.fixture
def count(monkeypatch):
    """Count how often two names or two roles are compared."""
    calls = []
    for name in ("compare_names", "compare_positions"):
        real = getattr(person_items, name)

        def counted(one, other, real=real):
            calls.append(None)
            return real(one, other)

        monkeypatch.setattr(person_items, name, counted)
    return calls


def test_work_for_each_speaker_is_bounded(count):
    size = 1500
    merge(crowd(size))
    # Comparing each with each of its surname would be 750 for each.
    assert len(count) < 80 * size


def test_long_names_and_roles_are_no_burden():
    text = "Ada " * 250_000
    speakers = tuple(Speaker(SpeakerId(f"s{n}"), text, kind, role=text) for n, kind in enumerate(["person", "group"]))
    assert len(merge([Article("", speakers=speakers)])) == 2
