"""Titles in capitals, documents under several descriptions, and roles that must not be cut."""

import pytest

from tests.speakers.marked import resolve_marked, speakers_of

POSTS = [
    pytest.param(
        "<Her Majesty’s Chief Surveyor, Sir Colin Marsh,> wrote {no}.",
        "Colin Marsh, Her Majesty’s Chief Surveyor",
        id="crown office before a knight",
    ),
    pytest.param(
        "<Her Majesty’s Chief Surveyor, Sir Colin Marsh>, wrote to the Secretary of State {to object}.",
        "Colin Marsh, Her Majesty’s Chief Surveyor",
        id="what follows the comma is no role",
    ),
    pytest.param(
        "<The Chief Engineer, Mara Quill,> said {no}.",
        "Mara Quill, Chief Engineer",
        id="post in capitals before a comma",
    ),
    pytest.param(
        "<Britain’s Home Secretary, Dame Mara Quill,> said {no}.",
        "Mara Quill, Britain’s Home Secretary",
        id="owned office before a comma",
    ),
    pytest.param(
        "<Lowmere City Council’s Director of Housing, Mara Quill,> said {no}.",
        "Mara Quill, Lowmere City Council’s Director of Housing",
        id="office with an unknown complement",
    ),
    pytest.param(
        "<Chief Fire Officer, Mara Quill,> said {no}.", "Mara Quill, Chief Fire Officer", id="title between commas"
    ),
    pytest.param("<His Majesty’s Chief Surveyor> said {no}.", "His Majesty’s Chief Surveyor", id="post alone"),
    pytest.param(
        "<Marlow County Supervisor of Elections Susan Hale> said {no}.",
        "Susan Hale, Marlow County Supervisor of Elections",
        id="complement of a title in capitals",
    ),
    pytest.param(
        "<Abbey spokesman the Rev. Colin Marsh> said {no}.", "Colin Marsh, Abbey spokesman", id="the reverend"
    ),
    pytest.param("<Ms. Bishop> said {no}.", "Bishop", id="surname that is an office"),
]


@pytest.mark.parametrize(("marked", "label"), POSTS)
def test_parts_title_from_name(marked, label):
    _, quotations, _ = resolve_marked(marked)
    speaker = quotations[0].speaker
    assert speaker.label.startswith(label)
    assert speaker.name == label.split(", ")[0]


WHOLE_ROLES = [
    pytest.param("<Tom Reddy, a ferry customer,> said {no}.", "ferry customer", id="noun by its ending"),
    pytest.param("<Tom Reddy, 21, a junior from Leeds,> said {no}.", "junior from Leeds", id="noun from the list"),
    pytest.param("<Tom Reddy, a day after the vote,> said {no}.", None, id="time is no role"),
    pytest.param("<Tom Reddy, a harbour tunneling expert,> said {no}.", "harbour tunneling expert", id="-ing modifies"),
    pytest.param(
        "Tom Reddy, a Welsh journalist visiting Nice, left. <Reddy> said {no}.",
        "Welsh journalist",
        id="-ing opens a clause",
    ),
    pytest.param(
        "<Tom Reddy, author of “The Long Tide,”> said {no}.", "author of “The Long Tide,”", id="title of a book"
    ),
    pytest.param(
        "Council chief Mara Quill objects\n\n<Mara Quill, chief executive of Lowmere Borough Council,> said {no}.",
        "chief executive of Lowmere Borough Council",
        id="the fuller of two",
    ),
    pytest.param(
        "Police boss Mara Quill met residents.\n\n<Mara Quill, the chief constable of Lowmere,> said {no}.",
        "chief constable of Lowmere",
        id="the formal of two",
    ),
    pytest.param("<Tom Reddy> said {no}. Tom Reddy is now head of housing.", "head of housing", id="is now"),
    pytest.param(
        "Tom Reddy, 43, is a keen supporter of the port. <Reddy> said {no}.", "keen supporter of the port", id="age"
    ),
    pytest.param("<Mara Quill> said {no}. A close friend of Mr. Quill waited.", None, id="friend of the speaker"),
    pytest.param("<Tom Reddy, whose husband sailed,> said {no}.", None, id="relative"),
    pytest.param(
        "After talks with Tom Reddy, the mayor “looked tired”. <Reddy> said {no}.", None, id="another subject"
    ),
]


@pytest.mark.parametrize(("marked", "role"), WHOLE_ROLES)
def test_reads_role_whole(marked, role):
    _, quotations, _ = resolve_marked(marked)
    assert quotations[0].speaker.role == role


DOCUMENTS = [
    pytest.param(
        "<A harbour report> found {no}.\n\n<Ada Burns> voiced {regret at a port fees report}. <The report> adds {no}.",
        ["A harbour report", "Ada Burns", "A harbour report"],
        id="inside a quotation",
    ),
    pytest.param(
        "<A harbour report> found {no}.\n\nIn a report published today, quays are weak. <The report> adds {no}.",
        ["A harbour report"] * 2,
        id="in running text",
    ),
    pytest.param(
        "<A SCATHING Portwatch report> found {no}.\n\n<A report published today> says {yes}. <The report> adds {no}.",
        ["Portwatch report"] * 3,
        id="capitals at the start",
    ),
    pytest.param(
        "<Report>: {Quays are weak}\n\n<A harbour report published on Monday> says {yes}. <The report> says {no}.",
        ["A harbour report published on Monday"] * 3,
        id="headline",
    ),
    pytest.param(
        "<A survey> says {no}. <A survey by Portwatch> says {yes}.",
        ["A survey", "A survey by Portwatch"],
        id="two publishers",
    ),
    pytest.param(
        "There was a study of ferries, <which> found {no}. <The study> says {yes}.",
        ["a study of ferries"] * 2,
        id="which",
    ),
]


@pytest.mark.parametrize(("marked", "names"), DOCUMENTS)
def test_follows_documents(marked, names):
    assert speakers_of(marked) == names


KIN = [
    pytest.param(
        "<the former mayor’s spokeswoman> said {no}. Mayor Tom Reddy left.", "the former mayor’s spokeswoman", id="aide"
    ),
    pytest.param("Tom Reddy III came. <His father, Tom Reddy Jr.,> said {no}.", "Tom Reddy Jr.", id="father and son"),
]


@pytest.mark.parametrize(("marked", "name"), KIN)
def test_keeps_people_apart(marked, name):
    assert speakers_of(marked)[0] == name
