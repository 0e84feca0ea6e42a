"""Forms that rest on layout: interviews, blocks without marks, headlines, lists of voices."""

from tests.attribution.forms import direct, form, indirect, mixed

TRANSCRIPTS = (
    form(
        "capitals with a colon",
        "Part of the interview follows.\n\nLOWE: Will you resign?\n\nHART: I will not.\n\nLOWE: Why not?",
        indirect("LOWE", "Will you resign", cue=":"),
        indirect("HART", "I will not", cue=":"),
        indirect("LOWE", "Why not", cue=":"),
    ),
    form(
        "marks reopened before every label",
        'A transcript follows:\n\n"LOWE: Will you resign?\n\n"HART: I will not. My voters want me to stay.\n\n'
        '"(CROSSTALK)\n\n"LOWE: Which voters?"',
        direct("LOWE", "Will you resign", cue=":"),
        direct("HART", "I will not. My voters want me to stay", cue=":"),
        direct("LOWE", "Which voters", cue=":"),
    ),
    form(
        "full names, then surnames",
        "DANA LOWE: Good evening, minister.\n\nPETER HART: Good evening.\n\nLOWE: Will you resign?\n\nHART: No.",
        indirect("DANA LOWE", "Good evening, minister"),
        indirect("PETER HART", "Good evening"),
        indirect("LOWE", "Will you resign"),
        indirect("HART", "No"),
    ),
    form(
        "title case, turns on single lines",
        "They spoke on Monday.\nLowe: Where do you write?\nLind: On the ferry, mostly. I like the noise.\n"
        "Lowe: And at home?\nLind: Never.",
        indirect("Lowe", "Where do you write"),
        indirect("Lind", "On the ferry, mostly. I like the noise"),
        indirect("Lowe", "And at home"),
        indirect("Lind", "Never"),
    ),
    form(
        "questions and answers",
        "The new novel by Rosa Lind is out in May.\n\nQ: Where do you write?\n\nA: On the ferry.\n\nQ: Why there?\n\n"
        "A: I like the noise.",
        indirect("Q", "Where do you write", cue=":"),
        indirect("A", "On the ferry", cue=":"),
        indirect("Q", "Why there", cue=":"),
        indirect("A", "I like the noise", cue=":"),
    ),
    form(
        "questions and answers with full stops",
        "The new novel by Rosa Lind is out in May.\n\nQ. Where do you write?\n\nA. On the ferry.\n\nQ. Why there?\n\n"
        "A. I like the noise.",
        indirect("Q", "Where do you write"),
        indirect("A", "On the ferry"),
        indirect("Q", "Why there"),
        indirect("A", "I like the noise"),
    ),
    form(
        "affiliation in brackets",
        "Anna Voss (Green): We would ban it.\n\nCarl Munn (Labour): We would tax it.\n\n"
        "Anna Voss (Green): You would not.",
        indirect("Anna Voss (Green)", "We would ban it"),
        indirect("Carl Munn (Labour)", "We would tax it"),
        indirect("Anna Voss (Green)", "You would not"),
    ),
    form(
        "an answer over two paragraphs",
        "HOST: Are you tired?\n\nQUINN: I am.\n\nBut I have a team, and we are not done.\n\nHOST: Thank you.",
        indirect("HOST", "Are you tired"),
        indirect("QUINN", "I am.\n\nBut I have a team, and we are not done"),
        indirect("HOST", "Thank you"),
    ),
    form(
        "stage directions belong to nobody",
        "HOST: Are you tired?\n\n[laughter]\n\nQUINN: I am now.\n\n(APPLAUSE)\n\nHOST: Thank you.",
        indirect("HOST", "Are you tired"),
        indirect("QUINN", "I am now"),
        indirect("HOST", "Thank you"),
    ),
    form(
        "interviewer by role",
        "Interviewer: What did you see?\n\nWitness: I saw a van.\n\nInterviewer: What colour?\n\n"
        "Witness: White, I think.",
        indirect("Interviewer", "What did you see"),
        indirect("Witness", "I saw a van"),
        indirect("Interviewer", "What colour"),
        indirect("Witness", "White, I think"),
    ),
    form(
        "the reporter takes up again",
        "LOWE: Will you resign?\n\nHART: I will not.\n\nMr. Hart left the studio at nine.",
        indirect("LOWE", "Will you resign"),
        indirect("HART", "I will not"),
    ),
    form("a list of figures is no transcript", "Votes counted so far:\n\nHart: 1,204\n\nLowe: 988\n\nSpoilt: 12"),
    form(
        "headings are no labels", "UPDATE: The road has reopened.\n\nRELATED: How the flood began.\n\nMORE: Pictures."
    ),
    form(
        "a list of facts is no transcript",
        "Where: The town hall.\n\nWhen: Friday at eight.\n\nTickets: Six pounds at the door.",
    ),
)

BLOCKS = (
    form(
        "one paragraph after a colon",
        "The council said in a statement:\n\nWe regret the delay and have written to every resident.\n\n"
        "The bridge was closed in March.",
        indirect("The council", "We regret the delay and have written to every resident"),
    ),
    form(
        "two paragraphs after a colon",
        "The council said in a statement:\n\nWe regret the delay.\n\nWe have written to every resident and will do so "
        "again.\n\nThe bridge was closed in March.",
        indirect("The council", "We regret the delay.\n\nWe have written to every resident and will do so again"),
    ),
    form(
        "from a letter",
        "Ms. Okoro wrote in her letter to the board:\n\nI can no longer defend this decision, and I will not try."
        "\n\nThe board meets on Tuesday.",
        indirect("Ms. Okoro", "I can no longer defend this decision, and I will not try"),
    ),
    form(
        "a quoted paragraph after a colon",
        "The company said in a statement:\n\n“We regret the delay.”",
        direct("The company", "We regret the delay"),
    ),
    form(
        "a list after a colon is not speech",
        "The market sells three things:\n\nApples from the valley.\n\nCheese from the hill farms.",
    ),
    form(
        "voices, each after a name",
        "Voices from the town\n\nAda Burns: “The bridge is safe.”\n\nTom Hale: “The bridge is a joke.”",
        direct("Ada Burns", "The bridge is safe"),
        direct("Tom Hale", "The bridge is a joke"),
    ),
)

HEADLINES = (
    form(
        "British, words in single marks",
        "Council ‘failed’ children, says watchdog\n\nThe school on Mill Lane has four hundred pupils.",
        mixed("watchdog", "Council ‘failed’ children"),
    ),
    form(
        "name, colon, words",
        "Burns: we must do better\n\nThe school on Mill Lane has four hundred pupils.",
        indirect("Burns", "we must do better", cue=":"),
    ),
    form(
        "American, attributed at the end",
        "Bridge Could Close for a Year, Engineers Say\n\nThe bridge carries nine thousand cars a day.",
        indirect("Engineers", "Bridge Could Close for a Year"),
    ),
    form(
        "colon before the source",
        "Bridge could close for a year: engineers\n\nThe bridge carries nine thousand cars a day.",
        indirect("engineers", "Bridge could close for a year"),
    ),
    form(
        "direct words first",
        "‘I thought I would die’: Ferry passenger on night at sea\n\nThe ferry left at nine.",
        direct("Ferry passenger", "I thought I would die"),
    ),
    form(
        "capitals",
        "MAYOR SAYS BRIDGE IS SAFE\n\nThe bridge carries nine thousand cars a day.",
        indirect("MAYOR", "BRIDGE IS SAFE"),
    ),
    form("a dateline is no source", "MARLOW: The bridge closed on Monday after a crack was found."),
    form("a section label is no source", "Weather: Rain in the north, dry elsewhere."),
)

FORMS = TRANSCRIPTS + BLOCKS + HEADLINES
