import pytest

from quoteattr.summary.furniture import find_furniture, is_furniture

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
    "dateline of three words": "KING ALFRED'S WHARF, July 3 -",
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
    "name that an archive ends in a full stop": "Jo Ann Lee .",
    "reported from": "Jo Lee reported from Redcar.",
    "reported and wrote": "Jo Lee reported and wrote this story from Redcar.",
    "two credits": "Journalist Jo Lee reported from Redcar, and the Echo's Sam Poe wrote from Leeds.",
    "contributed from": "The Echo's J.B. Poe contributed from Redcar .",
    "copyright with a year": "Copyright 2026 Redcar Echo.",
    "copyright sign before the year": "©2026 Redcar Echo.",
    "some rights": "Some rights reserved.",
    "programme": "Watch The Bridge Hour with Jo Lee weekdays at 4pm ET.",
    "programme at night": "Don’t miss The Bridge Hour weeknights on Channel 9.",
    "disclaimer": "The views expressed in this column are solely those of the author.",
    "disclosure": "(The Echo and the ferry company share a parent company.)",
    "link to a column": "Opinion: Why the bridge matters",
    "link without a target": "Read: .",
    "share by e-mail": "E-mail to a friend .",
    "caption with a label": "Safe again: The iron bridge (pictured last year) has new bolts.",
    "caption with a long label": "Keys in hand at last: Ada Burns (pictured) opens the bridge.",
    "caption with a letter": "Hands on: Ada Burns (L) tries the new crane herself.",
    "caption of two": "Ada Burns (left) met Tom Hale (right) on the bridge in May.",
    "caption of two with letters": "Ada Burns (L) and Tom Hale (R) cross the bridge.",
    "link with an arrow": "Watch Burns argue why the old bridge should stay » .",
    "link with an arrow, no stop": "See how the bridge was built »",
    "line of a menu": "Lunch: 200g grilled trout, 50g oats and ½ pear",
    "lines of a menu that were joined": "Snack2 plums150g natural yogurtHandful of oats30g cheese.",
    "caption left empty": "Write caption here.",
    "note of the editors": "Editor’s note: Ada Burns builds bridges and has written three books about them.",
    "long note": f"Editor's note: {'Ada Burns builds bridges and writes of them, and of ferries. ' * 5}",
    "correction": "Correction: An earlier version of this story misspelled a name.",
    "address for tips": "Email your ideas for stories and tips to tips@redcar-echo.example.",
    "closed comments": "Sorry we are not currently accepting comments on this article.",
    "original story": "See the original story at the Redcar Echo's site.",
    "contents": "Entire contents of this article copyright, Redcar Echo LLC.",
    "earlier version": "A previous version of this story said that the bridge was older.",
    "first publication": "This piece first appeared in the Redcar Echo.",
    "opinions": "His opinions are his own and are separate from those of the paper.",
    "column": "You can read her column here.",
    "also contributed": "The Echo's Jo Lee in Redcar and Sam Poe in Leeds also contributed.",
    "link to a film": "VIDEO Scroll down to see the old bridge of Redcar fall.",
    "invitation to comment": "Tell us what you think in the comments section.",
    "question to readers": "Do you agree? Leave a comment below.",
    "request for tips": "Have a tip? Email us.",
    "podcast": "Listen to the latest episode of our podcast.",
    "moderation": "Comments are moderated.",
    "number of comments": "Comments (12)",
    "address for letters": "Letters to the editor should be sent to letters@redcar-echo.example.",
    "readers' views": "The views expressed by readers do not reflect those of the Echo.",
    "what followers were asked": "We asked our followers which bridge they like best.",
    "welcome": "We welcome your letters and comments.",
    "rule": "* * *",
    "underscores": "___.",
    "number": "12.",
    "no-break spaces": "Read\u00a0more: Ten bridges",
    "markup": '<post id="12" author="@adaburns">The bridge is safe.',
    "markup alone": "</p>.",
    "markup with a mark that is lost": '<post id="12″ author="@adaburns">The bridge is safe',
    "signed post": "The bridge is safe — Ada Burns (@adaburns) June 28, 2026",
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
    "who wrote a report": "Ada Burns wrote the report.",
    "who reported": "Ada Burns reported from Redcar that the bridge had fallen.",
    "who contributed": "Ada Burns contributed from her own savings.",
    "opinion as a subject": "Opinion polls put the mayor ahead.",
    "watch without a programme": "Watch the river rise and you know what is coming, she said.",
    "hours of opening": "The library opens weekdays at nine.",
    "sentence that an archive ends in a space": "Ada Burns resigned .",
    "rights": "Residents demand that their rights be reserved.",
    "a shared company": "The two firms share a director and an office.",
    "copyright law": "Copyright law will not change, the minister said.",
    "statement that points at a picture": "Ada Burns (pictured) will leave the council in May, she said on Monday.",
    "statement of a source that points at a picture": "As Ada Burns said: The bridge (pictured) is safe.",
    "one of several sides": "Ada Burns (left) opened the bridge in May.",
    "parties": "Sen. Ada Burns (R) and Rep. Tom Hale (D) opposed the bridge.",
    "quotation in French marks": "Watch « The Bridge »",
    "last sentence of a quotation in such marks": "It is safe »",
    "amounts in a sentence": "The loaf holds 60g of fat, 20g of sugar and 5g of salt.",
    "two amounts": "Crews used 60kg of paint and 20kg of sand.",
    "label without a picture": "Safe again: the iron bridge has new bolts.",
    "statement in capitals": "COUNCIL OPENS IRON BRIDGE.",
    "hours of a party": "Watch parties will begin at 8 p.m. on Monday in Redcar.",
    "less than": "Turnout was <5 per cent in Redcar, and >60 per cent in Leeds.",
    "handle": "Ada Burns (@adaburns) wrote on June 28, 2026, that the bridge was safe.",
    "note of somebody": "Editors noted that the bridge was late.",
    "correction of a plan": "Corrections to the plan will take a year.",
    "what also contributed": "Heat also contributed to its decay.",
    "previous version of a bridge": "A previous version of the bridge fell in 1911.",
    "opinions of somebody": "Her opinions are her own affair, the mayor said.",
    "comments on a plan": "Comments on the plan, which readers sent to the council, were read in court.",
    "letters as evidence": "Letters to the mayor were shown in court.",
    "what a council asked": "We asked our engineers to look at the bridge, the council said.",
    "what a mayor welcomes": "We welcome your plan, the mayor told the council.",
    "comment that was left": "Residents were asked to leave a comment below the plan.",
    "video": "Video footage shows the moment the bridge fell.",
}


@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in FURNITURE.items()])
def test_furniture_is_told_from_the_story(line):
    assert is_furniture(line)


@pytest.mark.parametrize("line", [pytest.param(line, id=name) for name, line in STORY.items()])
def test_the_story_is_told_from_furniture(line):
    assert not is_furniture(line)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["By.", "Redcar Echo Reporter.", "The bridge is safe."], [True, True, False]),
        (["By", "Jo Lee For The Echo", "PUBLISHED:."], [True, True, True]),
        (["By.", "The bridge is safe."], [True, False]),
        (["It is safe.", "Jo Lee."], [False, False]),
        ([], []),
    ],
    ids=["name after By", "name with paper", "statement after By", "name after a statement", "no sentences"],
)
def test_a_name_alone_is_furniture_after_by_alone(lines, expected):
    assert find_furniture(lines) == expected


CAPTIONS = [
    "Proud: The crew (left) before the first crossing.",
    "Under way: Ada Burns opens the iron bridge.",
    "Packed!: Redcar's quay on Monday morning.",
]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (CAPTIONS, [True, True, True]),
        (["The bridge is safe.", *CAPTIONS], [False, True, True, True]),
        (CAPTIONS[:2], [True, False]),
        ([*CAPTIONS[1:], "Late: A train on Monday."], [False, False, False]),
        ([f"{label}: The bridge is open." for label in ("Safe", "Proud", "Late", "Glad", "Tired", "Wet")], [True] * 6),
        ([f"Burns: It is {n} o'clock." for n in range(6)], [False] * 6),
        ([f"{name}: It is safe." for name in ("BURNS", "HALE", "LEE", "POE", "VALE", "JONES")], [False] * 6),
        ([f"{who} said: “It is safe.”" for who in ("Burns", "Hale", "Lee", "Poe", "Vale", "Jones")], [False] * 6),
    ],
    ids=["all", "with a story", "two", "no picture", "many", "one label again", "capitals", "quotations"],
)
def test_labels_of_one_form_are_captions(lines, expected):
    assert find_furniture(lines) == expected


STORY_LINES = [f"The bridge is {word}." for word in ("safe", "old", "long", "wet", "red", "new", "high", "dear")]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Scroll down for video.", "Tired of waiting: Ada Burns said it is safe.", "It rained."], [True, True, False]),
        (["PUBLISHED:.", "Glad: A train.", "It rained.", "Glad: A ship."], [True, True, False, True]),
        (["Scroll down for video.", "Ada Burns said: It is safe."], [True, False]),
        (["Ready at long last: A train (left) leaves.", "Keys in her hand: Burns.", "Wet: Hale."], [True] * 3),
        ([*STORY_LINES, "Bridge opens again .", "How it was built ."], [False] * 8 + [True] * 2),
        ([*STORY_LINES, "Bridge opens again ."], [False] * 9),
        ([*STORY_LINES, "“It opens,” she said .", "Ada Burns left ."], [False] * 10),
        ([*STORY_LINES, "What the bridge means for Redcar ."], [False] * 8 + [True]),
        (["UPDATED:.", "Let's build it: The plan, with all its bolts."], [True, True]),
        (["PUBLISHED:.", f"Glad: A train. {'Late: A ship of Redcar. ' * 9}"], [True, True]),
        ([f"Glad: A train. {'Late: A ship of Redcar. ' * 9}", "It rained."], [False, False]),
        ([line.replace(".", " .") for line in STORY_LINES], [False] * 8),
    ],
    ids=[
        "a video and a label",
        "a time and labels",
        "a source",
        "long labels",
        "stops apart",
        "one alone",
        "with a quotation",
        "one link alone",
        "a time of change and a label",
        "two captions in one line of a page",
        "two captions in one line elsewhere",
        "every stop",
    ],
)
def test_lines_of_a_page_are_known_by_others(lines, expected):
    assert find_furniture(lines) == expected


def test_one_huge_word_is_no_furniture():
    assert not is_furniture("A" * 1_000_000)
