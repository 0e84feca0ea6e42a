"""Cases of edited summaries: name -> (marked article, chosen sentences, what is printed)."""

MAYOR = "Ada Burns, the mayor of Redcar, opened the bridge. "
CHIEF = "Ada Burns, chief executive of Darlington Borough Council, opened the bridge. "
GOVERNOR = "Gov. Ada Burns opened the bridge. "
PAIR = "Ada Burns, the mayor of Redcar, met Tom Hale, an engineer. "

CASES = {
    # Pronouns
    "subject pronoun of a source": (
        CHIEF + "<She> |said| {it was safe}.",
        [1],
        ["Ada Burns, chief executive of Darlington Borough Council, said it was safe."],
    ),
    "subject pronoun of no source": (MAYOR + "She won in May.", [1], ["Ada Burns, the mayor of Redcar, won in May."]),
    "possessive pronoun takes no role behind the name": (
        MAYOR + "Her plan was late.",
        [1],
        ["Ada Burns's plan was late."],
    ),
    "possessive in the article's own style": (
        "Ada Burns, the mayor, said the town’s bridge was open. Her plan was late.",
        [1],
        ["Ada Burns’s plan was late."],
    ),
    "possessive takes a role before the name": (
        GOVERNOR + "Her plan was late.",
        [1],
        ["Gov. Ada Burns's plan was late."],
    ),
    "object pronoun": (
        MAYOR + "Engineers told her that it was safe.",
        [1],
        ["Engineers told Ada Burns, the mayor of Redcar, that it was safe."],
    ),
    "object pronoun at the end": (
        MAYOR + "Engineers praised her.",
        [1],
        ["Engineers praised Ada Burns, the mayor of Redcar."],
    ),
    "title before the name": (GOVERNOR + "She won in May.", [1], ["Gov. Ada Burns won in May."]),
    "reflexive is never replaced": (GOVERNOR + "Engineers saw herself.", [1], ["Engineers saw herself."]),
    "contraction is written out": (GOVERNOR + "She'll go in May.", [1], ["Gov. Ada Burns will go in May."]),
    "is is written out": (GOVERNOR + "She's leaving in May.", [1], ["Gov. Ada Burns is leaving in May."]),
    "is before an article": (GOVERNOR + "She’s an engineer.", [1], ["Gov. Ada Burns is an engineer."]),
    "has is written out": (GOVERNOR + "She's been to Leeds.", [1], ["Gov. Ada Burns has been to Leeds."]),
    "is or has stays": (GOVERNOR + "She's expected in Leeds.", [1], ["She's expected in Leeds."]),
    "is or has before an adverb stays": (GOVERNOR + "She's already won.", [1], ["She's already won."]),
    "ambiguous contraction stays": (GOVERNOR + "She'd go in May.", [1], ["She'd go in May."]),
    "second pronoun of a sentence stays": (
        MAYOR + "She said that her plan was late.",
        [1],
        ["Ada Burns, the mayor of Redcar, said that her plan was late."],
    ),
    "antecedent in the same sentence": (
        "It rained. Ada Burns, the mayor, said that she was glad.",
        [1],
        ["Ada Burns, the mayor, said that she was glad."],
    ),
    "antecedent in the summary": (
        MAYOR + "It rained. She won in May.",
        [0, 2],
        ["Ada Burns, the mayor of Redcar, opened the bridge.", "She won in May."],
    ),
    "follows in the article too": (
        MAYOR + "She won in May.",
        [0, 1],
        ["Ada Burns, the mayor of Redcar, opened the bridge.", "She won in May."],
    ),
    "another woman came between": (
        MAYOR + "She met Joan Hale. It rained. Burns laughed. She won in May.",
        [0, 1, 4],
        ["Ada Burns, the mayor of Redcar, opened the bridge.", "She met Joan Hale.", "Burns won in May."],
    ),
    "a man came between": (
        "Ada Burns, the mayor, met Tom Hale. It rained. She won in May.",
        [0, 2],
        ["Ada Burns, the mayor, met Tom Hale.", "She won in May."],
    ),
    "cataphora: the name is completed": (
        MAYOR + "When she arrived, Burns laughed.",
        [1],
        ["When she arrived, Ada Burns laughed."],
    ),
    "the first pronoun takes the name that comes too late": (
        "Ada Burns left. Two years ago, she and her brother met at a fair when Burns fell.",
        [1],
        ["Two years ago, Ada Burns and her brother met at a fair when Burns fell."],
    ),
    "a pronoun that opens takes it too": (
        "Ada Burns left. She was late when Burns met Redcar's engineers.",
        [1],
        ["Ada Burns was late when Burns met Redcar's engineers."],
    ),
    "a source behind is in time": (
        MAYOR + "{She was late}, <Burns> |said|.",
        [1],
        ["She was late, Ada Burns, the mayor of Redcar, said."],
    ),
    "a full name behind is in time": (
        "Ada Burns left. She was late when Ada Burns met engineers.",
        [1],
        ["She was late when Ada Burns met engineers."],
    ),
    "pronoun after a person of two callings stays": (
        "Ada Burns is an actor-singer. The prize-winning actor-singer returns with her show.",
        [1],
        ["The prize-winning actor-singer returns with her show."],
    ),
    "a source that is not behind what it reports comes too late": (
        "Ada Burns left. Two years ago, she was at a fair when <Burns> |whispered| {that it was late}.",
        [1],
        ["Two years ago, Ada Burns was at a fair when Burns whispered that it was late."],
    ),
    "pronoun after a person described by another's name stays": (
        "Ada Burns spoke. The prize of the Tom Hale singer goes to her show.",
        [1],
        ["The prize of the Tom Hale singer goes to her show."],
    ),
    "pronoun between marks stays": (
        MAYOR + "<Tom Hale> |said|: {“She is late.”}",
        [1],
        ["Tom Hale said: “She is late.”"],
    ),
    "pronoun for weather stays": ("It rained. It is raining.", [1], ["It is raining."]),
    "expletive there stays": (MAYOR + "There is no rain.", [1], ["There is no rain."]),
    "unknown pronoun stays": ("It rained. She won in May.", [1], ["She won in May."]),
    "pronoun after a dropped opener": (
        MAYOR + "But she won in May.",
        [1],
        ["Ada Burns, the mayor of Redcar, won in May."],
    ),
    "pronoun of whom its sentence speaks stays": (
        "Tom Hale spoke. Joan Hale said that Ada Burns was late, and she left.",
        [1],
        ["Joan Hale said that Ada Burns was late, and she left."],
    ),
    "pronoun after somebody unnamed stays": (
        MAYOR + "Before the engineer could answer, she left.",
        [1],
        ["Before the engineer could answer, she left."],
    ),
    # Names
    "surname": (MAYOR + "Burns won in May.", [1], ["Ada Burns, the mayor of Redcar, won in May."]),
    "surname of a source": (
        MAYOR + "<Burns> |said| {it was safe}.",
        [1],
        ["Ada Burns, the mayor of Redcar, said it was safe."],
    ),
    "source behind its cue": (
        MAYOR + "{“It is safe,”} |said| <Burns>.",
        [1],
        ["“It is safe,” said Ada Burns, the mayor of Redcar."],
    ),
    "surname that shares a noun stays": (
        GOVERNOR + "It rained. It outlived both the Hale and Burns administrations.",
        [2],
        ["It outlived both the Hale and Burns administrations."],
    ),
    "surname behind one that has an article is completed": (
        GOVERNOR + "It rained. The Hales and Burns spoke.",
        [2],
        ["The Hales and Gov. Ada Burns spoke."],
    ),
    "honorific gives way": (MAYOR + "Mrs. Burns won in May.", [1], ["Ada Burns, the mayor of Redcar, won in May."]),
    "title stays": (GOVERNOR + "Gov. Burns won in May.", [1], ["Gov. Ada Burns won in May."]),
    "first name": (MAYOR + "Ada won in May.", [1], ["Ada Burns, the mayor of Redcar, won in May."]),
    "possessive surname": (MAYOR + "Burns's plan was late.", [1], ["Ada Burns's plan was late."]),
    "full name stays as it is": (MAYOR + "Ada Burns won in May.", [1], ["Ada Burns won in May."]),
    "known by now": (
        MAYOR + "Burns won in May.",
        [0, 1],
        ["Ada Burns, the mayor of Redcar, opened the bridge.", "Burns won in May."],
    ),
    "role stated behind the surname": (
        MAYOR + "Burns, the mayor of Redcar, won.",
        [1],
        ["Ada Burns, the mayor of Redcar, won."],
    ),
    "role stated in brackets": (MAYOR + "Burns (Labour) won.", [1], ["Ada Burns (Labour) won."]),
    "role stated before the surname": (
        MAYOR + "The party chose engineer Burns.",
        [1],
        ["The party chose engineer Ada Burns."],
    ),
    "name as part of a phrase stays": (MAYOR + "The Burns campaign was late.", [1], ["The Burns campaign was late."]),
    "name before a noun stays": (MAYOR + "Burns supporters cheered.", [1], ["Burns supporters cheered."]),
    "compound stays": (MAYOR + "The Burns-backed plan was late.", [1], ["The Burns-backed plan was late."]),
    "two surnames without roles": (
        PAIR + "Burns and Hale left.",
        [1],
        ["Ada Burns and Tom Hale left."],
    ),
    "surname between marks stays": (
        MAYOR + "<Tom Hale> |said|: {“Burns is late.”}",
        [1],
        ["Tom Hale said: “Burns is late.”"],
    ),
    "namesake near": (
        "Ada Burns, the mayor, met Tom Burns. Burns won.",
        [1],
        ["Burns won."],
    ),
    "long role is left out": (
        "Ada Burns, the chair of the old standing committee on the roads and the bridges of the north, spoke. She won.",
        [1],
        ["Ada Burns won."],
    ),
    "role that needs its owner is left out": (
        "Tom Hale spoke. Ada Burns, his lawyer, spoke. She won in May.",
        [2],
        ["Ada Burns won in May."],
    ),
    "role of long ago is left out": (
        "As a student at a law school, Ada Burns worked hard. She won in May.",
        [1],
        ["Ada Burns won in May."],
    ),
    "title that is only supposed is left out": (
        "Ada Burns spoke. What would President Ada Burns do? She won in May.",
        [2],
        ["Ada Burns won in May."],
    ),
    "title of a president": (
        "President Ada Burns spoke. She won in May.",
        [1],
        ["President Ada Burns won in May."],
    ),
    "title of two words that opened a sentence": (
        "Majority Leader Ada Burns spoke. It rained. In May, Burns won a majority.",
        [2],
        ["In May, Majority Leader Ada Burns won a majority."],
    ),
    "past title of two words that opened a sentence": (
        "Former President Ada Burns spoke. It rained. In May, Burns won, a former judge said.",
        [2],
        ["In May, former President Ada Burns won, a former judge said."],
    ),
    "past role": (
        "Former mayor Ada Burns spoke. She won in May.",
        [1],
        ["Former mayor Ada Burns won in May."],
    ),
    "past role within a sentence": (
        "Former mayor Ada Burns spoke. In May, Burns won.",
        [1],
        ["In May, former mayor Ada Burns won."],
    ),
    "role that is relative to somebody is left out": (
        "Ada Burns spoke of Labour rival Tom Hale. It rained. Hale won in May.",
        [2],
        ["Tom Hale won in May."],
    ),
    "role that is relative to others is left out": (
        "Joan Hale is the second pregnant woman in court. It rained. Hale won in May.",
        [2],
        ["Joan Hale won in May."],
    ),
    "role of somebody's side with that one's name": (
        "Tom Hale, a rival of Ada Burns, spoke. It rained. Hale won in May.",
        [2],
        ["Tom Hale, a rival of Ada Burns, won in May."],
    ),
    "first minister": (
        "First Minister Ada Burns spoke. It rained. Burns won in May.",
        [2],
        ["First Minister Ada Burns won in May."],
    ),
    "rival at the head of a sentence": (
        "Ada Burns spoke. It rained. Rival Tom Hale, however, won in May.",
        [2],
        ["Tom Hale won in May."],
    ),
    "rival with a party": (
        "Ada Burns spoke. It rained. Republican rival Tom Hale won in May.",
        [2],
        ["Republican Tom Hale won in May."],
    ),
    "rival of the sentence before stays": (
        "Ada Burns spoke. Rival Tom Hale won in May.",
        [0, 1],
        ["Ada Burns spoke.", "Rival Tom Hale won in May."],
    ),
    "rivals without a name stay": ("It rained. Rival parties won in May.", [1], ["Rival parties won in May."]),
    "a name that two sentences make is nobody's": (
        "It rained as Hale-Poe came. The prize went to a new bridge called Joan E. Hale-Poe left in May.",
        [0],
        ["It rained as Hale-Poe came."],
    ),
    "a name that is only like another": (
        "Ada May Burns founded it. It rained. Burnses have a hundred ships.",
        [2],
        ["Burnses have a hundred ships."],
    ),
    "a middle word is no short name": (
        "Ada Burns Hour is on at nine, as Ada Burns Hour said. It rained. Burns spoke.",
        [2],
        ["Burns spoke."],
    ),
    "a given name before anybody was introduced by it": (
        "After two years, Ada and her lions came. It rained. Ada Burns of Redcar spoke.",
        [0],
        ["After two years, Ada and her lions came."],
    ),
    "a name in capitals stands in a heading": (
        GOVERNOR + "It rained. BURNS'S LAST BRIDGE “It is safe.”",
        [2],
        ["BURNS'S LAST BRIDGE “It is safe.”"],
    ),
    "initials in capitals may be a name": (
        "Gov. Ada Poe opened it. It rained. POE left.",
        [2],
        ["Gov. Ada Poe left."],
    ),
    "a book that is named for a king": (
        "Ada Burns read the King James Bible. It rained. Quotes of Bible came.",
        [2],
        ["Quotes of Bible came."],
    ),
    "what is no title is not put before a single name": (
        "<communist North> |said| {it was late}, and <communist North> |said| {it rained}. In May, North won.",
        [1],
        ["In May, North won."],
    ),
    "candidate of nobody knows what": (
        "Ada Burns, the candidate, spoke. It rained. Burns won in May.",
        [2],
        ["Ada Burns won in May."],
    ),
    "candidate of something": (
        "Ada Burns, the candidate for mayor, spoke. It rained. Burns won in May.",
        [2],
        ["Ada Burns, the candidate for mayor, won in May."],
    ),
    "acronym": (
        "The National Bridge Agency (NBA) spoke. The NBA won in May.",
        [1],
        ["The National Bridge Agency won in May."],
    ),
    "acronym that is a time zone": (
        "The Eastern Tide (ET) rose. It shut at 7 p.m. ET on Monday.",
        [1],
        ["It shut at 7 p.m. ET on Monday."],
    ),
    "name with an article of its own": (
        "<The Hill> |wrote that| {it rained}. In the new issue of The Hill, Tom Hale laughed.",
        [1],
        ["In the new issue of The Hill, Tom Hale laughed."],
    ),
    "acronym without an article": (
        "The National Bridge Agency (NBA) spoke. Then Tom Hale joined NBA.",
        [1],
        ["Then Tom Hale joined the National Bridge Agency."],
    ),
    "given name that shares a surname stays": (
        "Bill Hale, an engineer, spoke. It rained. Ada Burns praised Bill and Melinda Reed.",
        [2],
        ["Ada Burns praised Bill and Melinda Reed."],
    ),
    "surname that shares a title stays": (
        MAYOR + "It rained. Few recall the years of Presidents Hale and Burns.",
        [2],
        ["Few recall the years of Presidents Hale and Burns."],
    ),
    "surname beside a full name": (
        MAYOR + "It rained. Burns and Tom Hale left.",
        [2],
        ["Ada Burns and Tom Hale left."],
    ),
    "a first person is nobody's name": (
        "It rained. Specifically I spoke. Ada Burns asked whether I left.",
        [2],
        ["Ada Burns asked whether I left."],
    ),
    "name of several stays": (
        MAYOR + "It rained. A bridge that most Burns opposed was built.",
        [2],
        ["A bridge that most Burns opposed was built."],
    ),
    "they of whom the sentence speaks stays": (
        "Ada Burns and Tom Hale met. <Ada Burns and Tom Hale> |said| {bridges were central to their plans}.",
        [1],
        ["Ada Burns and Tom Hale said bridges were central to their plans."],
    ),
    # Descriptions
    "title alone": (MAYOR + "The mayor of Redcar won in May. It rained.", [1], ["The mayor of Redcar won in May."]),
    # Openers
    "however": ("It rained. However, nobody left.", [1], ["Nobody left."]),
    "but": ("It rained. But nobody left.", [1], ["Nobody left."]),
    "and": ("It rained. And the bridge was closed.", [1], ["The bridge was closed."]),
    "phrase": ("It rained. As a result, the bridge was closed.", [1], ["The bridge was closed."]),
    "two openers": ("It rained. But still, nobody left.", [1], ["Nobody left."]),
    "that is why": ("It rained. That’s why the bridge was closed.", [1], ["The bridge was closed."]),
    "opener before a quotation": ("It rained. But “nobody left,” a man said.", [1], ["“nobody left,” a man said."]),
    "opener stays after its own sentence": (
        "It rained. However, nobody left.",
        [0, 1],
        ["It rained.", "However, nobody left."],
    ),
    "opener between marks stays": (
        "It rained. “But nobody left,” a man said.",
        [1],
        ["“But nobody left,” a man said."],
    ),
    "but before a conjunction": (
        "It rained. But as the bridge rusts, Redcar saves.",
        [1],
        ["As the bridge rusts, Redcar saves."],
    ),
    "but before many": ("It rained. But many left.", [1], ["Many left."]),
    "later": ("It rained. Later, many left.", [1], ["Many left."]),
    "so far is no opener": ("It rained. So far nobody left.", [1], ["So far nobody left."]),
    "yet another is no opener": ("It rained. Yet another man left.", [1], ["Yet another man left."]),
    "in this regard": ("It rained. In this regard, nobody left.", [1], ["Nobody left."]),
    "however without a comma is no opener": (
        "It rained. However late it was, he left.",
        [1],
        ["However late it was, he left."],
    ),
    "in the middle": ("It rained. Nobody, however, left.", [1], ["Nobody left."]),
    "last word of an opener alone stays": ("It rained. However,", [1], ["However,"]),
    # Marks and attributions
    "closing mark": ("{“It is safe. It is open,”} <Ada Burns> |said|.", [0], ["“It is safe,” Ada Burns said."]),
    "attribution with a role": (
        MAYOR + "{“It is safe. It is open,”} <she> |said|.",
        [1],
        ["“It is safe,” said Ada Burns, the mayor of Redcar."],
    ),
    "attribution of somebody known": (
        MAYOR + "{“It is safe. It is open,”} <she> |said|.",
        [0, 1],
        ["Ada Burns, the mayor of Redcar, opened the bridge.", "“It is safe,” Burns said."],
    ),
    "attribution with a title": (
        GOVERNOR + "{“It is safe. It is open,”} <she> |said|.",
        [1],
        ["“It is safe,” Gov. Ada Burns said."],
    ),
    "attribution after a question": (
        MAYOR + "{“Is it safe? It is open,”} <she> |said|.",
        [1],
        ["“Is it safe?” said Ada Burns, the mayor of Redcar."],
    ),
    "quotation goes on through two sentences": (
        "{“It is safe. It is open,”} <Ada Burns> |said|.",
        [0, 1],
        ["“It is safe.", "It is open,” Ada Burns said."],
    ),
    "quotation goes on after its attribution": (
        "<Ada Burns> |said|: {“It is safe. It is open.”}",
        [1],
        ["“It is open,” Ada Burns said."],
    ),
    "present tense": (
        MAYOR + "{“It is safe. It is open,”} <she> |says|.",
        [1],
        ["“It is safe,” says Ada Burns, the mayor of Redcar."],
    ),
    "unknown speaker": ("{“It is safe. It is open,”} <she> |said|.", [0], ["“It is safe.”"]),
    "second paragraph of a quotation": (
        "<Ada Burns> |said|: {“It is safe.\n\n“It is open.”}",
        [1],
        ["“It is open,” Ada Burns said."],
    ),
    "indirect sentence without its cue": (
        MAYOR + "<She> |said| {it was safe. The bridge would open in May}.",
        [2],
        ["The bridge would open in May, said Ada Burns, the mayor of Redcar."],
    ),
    "a clause that announces is its own attribution": (
        "It rained. <Redcar News reports> today: {At least four bridges are closed. Two are open.}",
        [2],
        ["Two are open, Redcar News reports."],
    ),
    "what is named by something new attributes nothing": (
        "It rained. In Redcar, <changes to a report> |say|: {“It is safe. It is open.”}",
        [2],
        ["“It is open.”"],
    ),
    "a verb after a name is no part of the name": (
        "It rained. <Redcar News reports>: {At least four bridges are closed. Two are open.}",
        [2],
        ["Two are open, Redcar News said."],
    ),
    "line of a list": ("It rained.\n\n-- In 2010, Ada Burns left.", [1], ["In 2010, Ada Burns left."]),
    "what an extract leaves out at its head": (
        "It rained.\n\n…at least four bridges closed.",
        [1],
        ["At least four bridges closed."],
    ),
    "somebody interrupted gets no attribution": (
        MAYOR + "{“It will open, and —. It is safe,”} <she> |said|.",
        [1],
        ["“It will open, and —.”"],
    ),
    "words of a transcript are those of the only one quoted before": (
        MAYOR + "{“It is late,”} |said| <Burns>. <Transcript> |as follows|: {“It is safe. It is open.”}",
        [3],
        ["“It is open,” said Ada Burns, the mayor of Redcar."],
    ),
    "picture that is pointed to": (
        "It rained. The old bridge (pictured above) of Redcar fell.",
        [1],
        ["The old bridge of Redcar fell."],
    ),
    "picture that is pointed to behind a no-break space": (
        "It rained. The old bridge\u00a0(left) of Redcar fell.",
        [1],
        ["The old bridge of Redcar fell."],
    ),
    "side of a picture by its letter": ("It rained. Ada Burns (L) left.", [1], ["Ada Burns left."]),
    "party is no side": ("It rained. Ada Burns (R) left.", [1], ["Ada Burns (R) left."]),
    "brackets that say more stay": (
        "It rained. The old bridge (above the weir) of Redcar fell.",
        [1],
        ["The old bridge (above the weir) of Redcar fell."],
    ),
    # Things told of as known
    "a film that was not told of": (
        "It rained. The film, which opens in May, won a prize.",
        [1],
        ["A film, which opens in May, won a prize."],
    ),
    "an ad within the sentence": ("It rained. Engineers saw the ad.", [1], ["Engineers saw an ad."]),
    "several of them": ("It rained. The new documents show cracks.", [1], ["New documents show cracks."]),
    "behind a dropped opener": ("It rained. But the film won a prize.", [1], ["A film won a prize."]),
    "behind a dateline": ("It rained. REDCAR (AP) — The report says no.", [1], ["A report says no."]),
    "the first film is one alone": ("It rained. Engineers saw the first film.", [1], ["Engineers saw the first film."]),
    "the film of somebody": (
        "It rained. Engineers saw the film of a storm.",
        [1],
        ["Engineers saw the film of a storm."],
    ),
    "a film that was told of": (
        "A film was made. It rained. The film won a prize.",
        [0, 2],
        ["A film was made.", "The film won a prize."],
    ),
    "a film of the sentence before": (
        "A film was made. The film won a prize.",
        [0, 1],
        ["A film was made.", "The film won a prize."],
    ),
    "a film between marks": (
        MAYOR + "<Tom Hale> |said|: {“The film is late.”}",
        [1],
        ["Tom Hale said: “The film is late.”"],
    ),
    "a deal with a name": (
        "It rained. Engineers read the Redcar bridge deal.",
        [1],
        ["Engineers read the Redcar bridge deal."],
    ),
    "a film whose name begins with a number": (
        "It rained. The movie 12 Bridges won a prize.",
        [1],
        ["The movie 12 Bridges won a prize."],
    ),
    "a film whose name stands between marks": (
        "It rained. The movie “Bridges” won a prize.",
        [1],
        ["The movie “Bridges” won a prize."],
    ),
    "the speech of somebody": (
        "Ada Burns's first speech was long. It rained. Engineers praised the speech.",
        [2],
        ["Engineers praised the speech."],
    ),
    "number in a list": ("It rained. 2. Redcar built bridges.", [1], ["Redcar built bridges."]),
    "step in a list": ("It rained. Step Two: Redcar builds bridges.", [1], ["Redcar builds bridges."]),
    "steps without a colon": ("It rained. Step two is to build bridges.", [1], ["Step two is to build bridges."]),
    "heading joined to its sentence": (
        "It rained. AT LEAST 10 BRIDGES CLOSED IN REDCAR Engineers closed bridges.",
        [1],
        ["Engineers closed bridges."],
    ),
    "capitals of a few words stay": ("It rained. NATO AND EU Officials met.", [1], ["NATO AND EU Officials met."]),
    "stops where lines ended": (
        "Ships were. late in the rain, and crews who. came to. port left.",
        [0],
        ["Ships were late in the rain, and crews who came to port left."],
    ),
    "abbreviations are no such stops": (
        "Ships, crews etc. were late at 5 p.m. in Redcar vs. the others.",
        [0],
        ["Ships, crews etc. were late at 5 p.m. in Redcar vs. the others."],
    ),
    "a bill in a phrase": ("It rained. Engineers fit the bill.", [1], ["Engineers fit the bill."]),
    "a company is not one of many": ("It rained. The company left.", [1], ["The company left."]),
    "white space": ("It  rained.\nHowever,  nobody \t left.", [1], ["Nobody left."]),
}
