import time

import pytest

from quoteattr.summary.furniture import is_furniture

FURNITURE = {
    "byline": "By Jo Lee",
    "byline with paper": "By Jo Lee and Sam Poe for the Evening Echo",
    "byline with role": "By Jo Lee, Health Correspondent",
    "byline upper case": "BY JO LEE",
    "byline label": "BYLINE: Jo Lee.",
    "time stamp": "Published: 10:30, 24 November 2026",
    "relative time": "Updated 3 hours ago",
    "clock": "5:45 p.m.",
    "date": "Tuesday, 24 November 2026.",
    "dateline": "LONDON (Reuters) -",
    "dateline with country": "PARIS, Texas —",
    "read more": "Read more: Ten bridges of the north",
    "bullet": "• Read more about the bridge",
    "related": "RELATED:",
    "advert": "Advertisement",
    "advert upper case": "ADVERTISEMENT.",
    "advert with dash": "Advertisement - story continues below",
    "follow": "Follow Jo Lee on Twitter @jolee.",
    "curly apostrophe": "Editor’s note",
    "photo": "Photo: Jo Lee/Redcar Echo",
    "agency photo": "The bridge at dusk (Photo by Jo Lee/Getty Images)",
    "image caption": "Image caption The bridge was closed for three years",
    "link": "https://example.org/bridge",
    "subscribe": "Sign up to our newsletter.",
    "reporting": "(Reporting by Jo Lee; Editing by Sam Poe)",
    "rule": "* * *",
    "underscores": "___.",
    "number": "12.",
    "no-break spaces": "Read\u00a0more: Ten bridges",
    "empty": "",
}
STORY = {
    "by and a time": "By noon the bridge was full of people.",
    "by and a name": "By choosing Ada Burns the council has ended a long dispute.",
    "read": "Read the small print, she warned voters on Monday.",
    "advert as a subject": "Advertisement revenue fell by a third last year.",
    "year": "In 2019 the council closed the bridge.",
    "photographs": "Photographs of the bridge were shown in court.",
    "follow": "Follow the money, the inspector told reporters.",
    "twitter": "Twitter users praised the mayor.",
    "updated": "Updated plans for the bridge will be shown to residents next week.",
    "from": "From Monday, buses will use the bridge again.",
    "capitals": "THE COUNCIL has approved plans for a new bridge in Redcar.",
    "video": "Video footage shows the moment the bridge fell.",
}


@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in FURNITURE.items()])
def test_furniture_is_told_from_the_story(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in STORY.items()])
def test_the_story_is_told_from_furniture(line):
    assert not is_furniture(line)


def test_one_huge_word_is_cheap():
    start = time.perf_counter()
    assert not is_furniture("A" * 1_000_000)
    assert time.perf_counter() - start < 5
