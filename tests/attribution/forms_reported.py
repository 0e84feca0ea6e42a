"""Forms without marks: clauses, "according to", sources of every sort, and what is no report."""

from tests.attribution.forms import direct, form, indirect, mixed

REPORTED = (
    form(
        "that-clause",
        "Ada Burns said that the bridge would reopen in May.",
        indirect("Ada Burns", "that the bridge would reopen in May", cue="said"),
    ),
    form(
        "clause without that",
        "The mayor says the tram will never be built.",
        indirect("The mayor", "the tram will never be built", cue="says"),
    ),
    form(
        "source and cue at the end",
        "The tram will never be built, the mayor said.",
        indirect("the mayor", "The tram will never be built", cue="said"),
    ),
    form(
        "source and cue in the middle",
        "The tram, the mayor said, will never be built.",
        indirect("the mayor", "The tram", "will never be built"),
    ),
    form(
        "according to, at the end",
        "The flood damaged forty homes, according to the fire service.",
        indirect("the fire service", "The flood damaged forty homes", cue="according to"),
    ),
    form(
        "according to, at the start",
        "According to the fire service, the flood damaged forty homes.",
        indirect("the fire service", "the flood damaged forty homes", cue="According to"),
    ),
    form(
        "according to a document",
        "Two of the beams were hollow, according to a report seen by the Marlow Echo.",
        indirect("a report seen by the Marlow Echo", "Two of the beams were hollow"),
    ),
    form(
        "a report finds",
        "The report found that two of the beams were hollow.",
        indirect("The report", "that two of the beams were hollow", cue="found"),
    ),
    form(
        "an unnamed source",
        "A person familiar with the talks said the sale would close this week.",
        indirect("A person familiar with the talks", "the sale would close this week"),
    ),
    form(
        "an organisation",
        "The hospital trust denied that any records were lost.",
        indirect("The hospital trust", "that any records were lost", cue="denied"),
    ),
    form(
        "a group",
        "Residents complained that the lorries ran all night.",
        indirect("Residents", "that the lorries ran all night", cue="complained"),
    ),
    form(
        "a spokesman for",
        "A spokesman for Northern Ferries said services would resume on Sunday.",
        indirect("A spokesman for Northern Ferries", "services would resume on Sunday"),
    ),
    form(
        "passive with by",
        "The driver was described by neighbours as a quiet man.",
        indirect("neighbours", "The driver", "as a quiet man"),
    ),
    form(
        "agentless passive",
        "It was said that the well had no bottom.",
        indirect("", "that the well had no bottom"),
    ),
    form(
        "indirect question",
        "She asked whether the ferry would wait.",
        indirect("She", "whether the ferry would wait", cue="asked"),
    ),
    form(
        "verb with an object before the clause",
        "He told reporters that the mine was sound.",
        indirect("He", "that the mine was sound"),
    ),
    form(
        "belief",
        "Ms Okoro believes the inquiry came too late.",
        indirect("Ms Okoro", "the inquiry came too late", cue="believes"),
    ),
    form(
        "two reports in one sentence",
        "Mr Hale said the depot was full and added that a second would open in June.",
        indirect("Mr Hale", "the depot was full", cue="said"),
        indirect("Mr Hale", "that a second would open in June", cue="added"),
    ),
    form(
        "a report followed by its direct words",
        "Mr Hale said the depot was full. “We cannot take one more bus,” he said.",
        indirect("Mr Hale", "the depot was full"),
        direct("he", "We cannot take one more bus"),
    ),
    form(
        "an adverb between source and cue",
        "The union has repeatedly said it will not sign.",
        indirect("The union", "it will not sign"),
    ),
    form(
        "negated",
        "The minister did not say when the road would reopen.",
        indirect("The minister", "when the road would reopen"),
    ),
    form(
        "wrote on a social network",
        "“So proud of this town,” she wrote on Facebook.",
        direct("she", "So proud of this town"),
    ),
    form(
        "a nominal cue",
        "Her claim that the vote was rigged was rejected.",
        indirect("Her", "that the vote was rigged"),
    ),
    form(
        "police said",
        "A man of 34 was arrested in Hexley on Tuesday, police said.",
        indirect("police", "A man of 34 was arrested in Hexley on Tuesday", cue="said"),
    ),
    form(
        "warns, in the present of British news",
        "Charities warn that food banks “will run dry” by Christmas.",
        mixed("Charities", "that food banks “will run dry” by Christmas"),
    ),
    form(
        "as-clause",
        "The season was, as the captain put it, “a long apology”.",
        mixed("the captain", "The season was", "“a long apology”"),
    ),
)

NO_REPORT = (
    form("plain events", "The bridge closed on Monday. Traffic was sent over the weir."),
    form("say as an example", "A small boat costs, say, four thousand pounds."),
    form("a verb of saying without content", "The mayor spoke for an hour and left by the side door."),
)

FORMS = REPORTED + NO_REPORT
