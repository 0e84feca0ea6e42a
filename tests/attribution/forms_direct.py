"""Forms of quotations in marks: where cue and source stand, how marks are written, what marks do not mean."""

from tests.attribution.forms import direct, form, indirect, mixed

PLACES = (
    form(
        "cue after, inverted",
        "“The bridge will reopen in May,” said Ada Burns.",
        direct("Ada Burns", "The bridge will reopen in May", cue="said"),
    ),
    form(
        "cue after, straight order",
        "“We have run out of salt,” the highways chief said.",
        direct("the highways chief", "We have run out of salt", cue="said"),
    ),
    form(
        "cue before, comma",
        "Tom Hale said, “Nobody asked the tenants.”",
        direct("Tom Hale", "Nobody asked the tenants", cue="said"),
    ),
    form(
        "cue before, colon",
        "Tom Hale said: “Nobody asked the tenants.”",
        direct("Tom Hale", "Nobody asked the tenants"),
    ),
    form(
        "interrupted by the cue",
        "“The roof leaks,” said Mary Quill, “and the boiler is older than I am.”",
        direct("Mary Quill", "The roof leaks", "and the boiler is older than I am"),
    ),
    form(
        "resumed in a new sentence",
        "“The roof leaks,” Ms. Quill said. “The boiler is older than I am.”",
        direct("Ms. Quill", "The roof leaks", "The boiler is older than I am"),
    ),
    form(
        "question mark before the cue",
        "“Who will pay for it?” asked Jim Rowe, a ferry worker.",
        direct("Jim Rowe, a ferry worker", "Who will pay for it", cue="asked"),
    ),
    form(
        "exclamation mark before the cue",
        "“Get out of the water!” the lifeguard shouted.",
        direct("the lifeguard", "Get out of the water", cue="shouted"),
    ),
    form(
        "dash before the cue",
        "“I never thought they would —” Mr Ellis began, before the line went dead.",
        direct("Mr Ellis", "I never thought they would", cue="began"),
    ),
    form(
        "relative clause with a source behind the cue",
        "“It was a mistake,” said Ruth Okoro, who chaired the inquiry until March.",
        direct("Ruth Okoro, who chaired the inquiry until March", "It was a mistake"),
    ),
    form(
        "two speakers in one paragraph",
        "“The tunnel is dry,” said Ada Burns. “It is not,” said Tom Hale.",
        direct("Ada Burns", "The tunnel is dry"),
        direct("Tom Hale", "It is not"),
    ),
    form(
        "a colon starts one, another cue ends the next",
        "Senator Lena Park rebuked him: “You told us it was safe.” “I was wrong,” Mr. Dunn replied.",
        direct("Senator Lena Park", "You told us it was safe"),
        direct("Mr. Dunn", "I was wrong"),
    ),
    form(
        "no cue at all",
        "Ada Burns shook her head. “The bridge is closed.”",
        direct("Ada Burns", "The bridge is closed"),
    ),
    form(
        "nobody named",
        "“Keep off the ice,” read the sign by the pond.",
        direct("the sign by the pond", "Keep off the ice"),
    ),
    form(
        "passive without a source",
        "“Leave at once,” they were told.",
        direct("", "Leave at once"),
    ),
    form(
        "a message quoted",
        "In a text to her sister she wrote: “Train stuck again, eat without me.”",
        direct("she", "Train stuck again, eat without me"),
    ),
    form(
        "dialogue of two turns",
        "“Did you see the fox?” the officer asked.\n\n“Only its tail,” the boy answered.",
        direct("the officer", "Did you see the fox"),
        direct("the boy", "Only its tail"),
    ),
    form(
        "a dash introduces the source",
        "“The best pie in the county.” — Rosa Lind, baker",
        direct("Rosa Lind, baker", "The best pie in the county"),
    ),
    form(
        "a hyphen introduces the source, name alone",
        "The readers wrote in by the hundred.\n\n“Bring back the night bus.” -Paul Wren",
        direct("Paul Wren", "Bring back the night bus"),
    ),
    form(
        "the source stands on the next line",
        "Readers on the stadium plan\n\n“We were never asked about the stadium.”\n— Gita Rao, shopkeeper",
        direct("Gita Rao, shopkeeper", "We were never asked about the stadium"),
    ),
)

MARKS = (
    form(
        "British single marks, comma outside",
        "‘We are not closing the library’, said Ada Burns.",
        direct("Ada Burns", "We are not closing the library"),
    ),
    form(
        "British single marks with an apostrophe inside",
        "‘It’s the council’s fault,’ said Mr Hale.",
        direct("Mr Hale", "It’s the council’s fault"),
    ),
    form(
        "straight single marks",
        "'The pool will reopen in June,' said the leisure trust.",
        direct("the leisure trust", "The pool will reopen in June"),
    ),
    form(
        "straight double marks",
        'Tom Hale said: "The depot is full."',
        direct("Tom Hale", "The depot is full"),
    ),
    form(
        "two straight single marks for a double one",
        "''The depot is full,'' said Tom Hale.",
        direct("Tom Hale", "The depot is full"),
    ),
    form(
        "backticks",
        "``The depot is full,'' said Tom Hale.",
        direct("Tom Hale", "The depot is full"),
    ),
    form(
        "curly opening, straight closing",
        '“The depot is full," said Tom Hale.',
        direct("Tom Hale", "The depot is full"),
    ),
    form(
        "nested single in double",
        "“She told me ‘never again’ and left,” said Ms Quill.",
        direct("Ms Quill", "She told me ‘never again’ and left"),
    ),
    form(
        "nested double in single",
        "‘He shouted “fire” and we ran,’ Mrs Dean said.",
        direct("Mrs Dean", "He shouted “fire” and we ran"),
    ),
    form(
        "missing closing mark at the paragraph's end",
        "Ada Burns said: “The bridge is safe.\n\nThe council meets again on Monday.",
        direct("Ada Burns", "The bridge is safe"),
    ),
    form(
        "marks reopened in each paragraph",
        "Ada Burns said: “The bridge is safe.\n\n“It was tested on Friday.\n\n“It will open on Monday.”",
        direct("Ada Burns", "The bridge is safe.\n\n“It was tested on Friday.\n\n“It will open on Monday"),
    ),
    form(
        "marks reopened after a cue in the middle",
        "“The bridge is safe,” said Ada Burns. “It was tested on Friday.\n\n“It will open on Monday.”",
        direct("Ada Burns", "The bridge is safe", "It was tested on Friday.\n\n“It will open on Monday"),
    ),
    form(
        "French marks",
        "«The market is closed,» said Luc Perrin, the market's manager.",
        direct("Luc Perrin, the market's manager", "The market is closed"),
    ),
    form(
        "a quotation within brackets",
        "The mayor (“I am no saint”, he once said) will stand again.",
        direct("he", "I am no saint"),
    ),
    form(
        "an omission and an insertion inside",
        "“The [bridge] is safe … for now,” Ms Burns said.",
        direct("Ms Burns", "The [bridge] is safe … for now"),
    ),
)

NOT_SPEECH = (
    form("title of a film", "The club will show “The Long Field” on Friday at eight."),
    form("title of a book", "Her second novel, “Salt Roads”, was published in the spring."),
    form("nickname", "Harold “Buster” Crane opened the garage in 1961."),
    form("scare marks", "The “garden” turned out to be two pots on a ledge."),
    form("word as a word", "The word “quay” comes from French."),
    form("single scare marks", "The ‘upgrade’ took eleven days and broke the lifts."),
    form("title of a song in straight marks", 'The band opened with "Copper Hill" and played for two hours.'),
    form(
        "title beside speech",
        "“I wrote ‘Salt Roads’ on the ferry,” Ms Lind said. The club will show “The Long Field” on Friday.",
        direct("Ms Lind", "I wrote ‘Salt Roads’ on the ferry"),
    ),
    form(
        "a phrase reported is speech",
        "The minister called the plan “reckless”.",
        mixed("The minister", "the plan “reckless”"),
    ),
    form(
        "words of a report within a sentence",
        "Inspectors described the kitchen as “filthy” and closed the restaurant.",
        mixed("Inspectors", "the kitchen as “filthy”"),
    ),
    form(
        "a that-clause with part of it in marks",
        "Mr Hale said that the depot was “bursting at the seams” and needed a new yard.",
        mixed("Mr Hale", "that the depot was “bursting at the seams” and needed a new yard"),
    ),
    form(
        "one sentence said, the next told",
        "Ada Burns said the bridge was safe. It carries nine thousand cars a day.",
        indirect("Ada Burns", "the bridge was safe"),
    ),
)

FORMS = PLACES + MARKS + NOT_SPEECH
