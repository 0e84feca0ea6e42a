"""Speakers of the sections of one text: who is one, who stays two."""

import pytest

from quoteattr.speakers.merging.sections import Part, join_sections
from quoteattr.types import Mention, Speaker, SpeakerId

GAP = " " * 10


def joined(*sections, shared=()):
    """Join sections, each a list of names with roles, and return who is found: name, role, number of mentions."""
    text, parts = "", []
    for names in sections:
        start, speakers = len(text), []
        for number, (name, role) in enumerate(names, start=1):
            mention = Mention(len(text), len(text) + len(name))
            text += name + GAP
            kind = "person" if name[0].isupper() else "group"
            speakers.append(Speaker(SpeakerId(f"s{number}"), name, kind, role=role, mentions=(mention,)))
        parts.append(Part(start, tuple(speakers)))
    for (place, number), (other, of) in shared:
        speakers = list(parts[other].speakers)
        found = (*parts[place].speakers[number].mentions, *speakers[of].mentions)
        speakers[of] = Speaker(speakers[of].id, speakers[of].name, speakers[of].kind, mentions=found)
        parts[other] = Part(parts[other].start, tuple(speakers))
    speakers, of = join_sections(text, parts)
    assert [s.id for s in speakers] == [f"s{n}" for n in range(1, len(speakers) + 1)]
    assert all(set(of[i]) == {s.id for s in part.speakers} for i, part in enumerate(parts))
    assert {id(s) for one in of for s in one.values()} == {id(s) for s in speakers}
    return [(s.name, s.role, len(s.mentions)) for s in speakers]


@pytest.mark.parametrize(
    ("sections", "found"),
    [
        ([[("Ada Burns", "mayor")], [("Ada Burns", None)]], [("Ada Burns", "mayor", 2)]),
        ([[("Ada Burns", None)], [("Ada Burns", "mayor")]], [("Ada Burns", "mayor", 2)]),
        ([[("Ada Burns", "mayor")], [("Burns", None)]], [("Ada Burns", "mayor", 2)]),
        ([[("Burns", None)], [("Ada Burns", None)]], [("Burns", None, 1), ("Ada Burns", None, 1)]),
        (
            [[("Ada Burns", None), ("Tom Burns", None)], [("Burns", None)]],
            [("Ada Burns", None, 1), ("Tom Burns", None, 1), ("Burns", None, 1)],
        ),
        (
            [[("Ada Burns", "judge")], [("Burns", "footballer")]],
            [("Ada Burns", "judge", 1), ("Burns", "footballer", 1)],
        ),
        ([[("voters", None)], [("voters", None)]], [("voters", None, 1), ("voters", None, 1)]),
        ([[], []], []),
    ],
    ids=[
        "the same full name",
        "a role stated later",
        "a surname after the full name",
        "a surname before the full name",
        "a surname of two people",
        "roles far apart",
        "a description",
        "nobody",
    ],
)
def test_sections_are_joined(sections, found):
    assert joined(*sections) == found


def test_a_mention_in_common_joins_what_has_no_name():
    found = joined([("voters", None)], [("residents", None)], shared=[((0, 0), (1, 0))])
    assert found == [("voters", None, 2)]


def test_two_speakers_of_one_section_stay_two():
    found = joined([("Ada Burns", None), ("Tom Hale", None)], [("Burns", None)], shared=[((0, 1), (1, 0))])
    assert [name for name, *_ in found] == ["Ada Burns", "Tom Hale"]
