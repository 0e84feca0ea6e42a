"""Summaries of the article of `conftest`, one line each: name, summary, and what is wrong in it as kind and words."""

CASES = {
    # Word for word, and paraphrased without a mistake.
    "a sentence of the article": (
        "The bridge in Lowmere will stay shut until March 3, Mayor Ada Burns said on Tuesday.",
    ),
    "two sentences of the article": (
        "Repairs cost $1.2 million, up 5 per cent from 2019, and take two dozen workers. Bill Hale denied it.",
    ),
    "a source replaced by the speaker's name": (
        "“We cannot open a bridge that may fall down tomorrow,” Ada Burns, mayor of Lowmere, told the Lowmere Herald.",
    ),
    "an empty summary": ("",),
    "marks and dashes alone": ("“ — ”",),
    "a paraphrase": ("Burns said the bridge stays shut until March.",),
    "words that the article does not have": ("Motorists in Lowmere must wait.",),
    # Numbers.
    "the same share in a word": ("Repairs cost five percent more than in 2019.",),
    "the same share with a sign": ("Repairs cost 5% more.",),
    "another share": ("Repairs cost 6 percent more.", ("number", "6 percent")),
    "a share as an amount": ("Repairs cost $5 more.", ("number", "$5")),
    "the amount in digits": ("Repairs cost $1,200,000.",),
    "the amount with a letter": ("Repairs cost 1.2m dollars.",),
    "the amount with a hyphen": ("It is a $1.2-million repair.",),
    "another amount": ("Repairs cost $1.3 million.", ("number", "$1.3 million")),
    "another scale": ("Repairs cost $1.2 billion.", ("number", "$1.2 billion")),
    "another currency": ("Repairs cost £1.2 million.", ("number", "£1.2 million")),
    "a dozen reckoned": ("It takes 24 workers.",),
    "another number in words": ("It takes three dozen workers.", ("number", "three dozen")),
    "another year": ("Repairs cost more than in 2017.", ("number", "2017")),
    "a round number": ("The ferry carries more than 1,400 people.",),
    "a number rounded away": ("The ferry carries about 2,000 people.", ("number", "2,000")),
    "a decade written shorter": ("It goes back to the '90s.",),
    "a decade in a word": ("It goes back to the nineties.",),
    "another decade": ("It goes back to the 1980s.", ("number", "1980s")),
    "no number at all": ("One of them was first, once.",),
    "an ordinal": ("It is the fourth repair.", ("number", "fourth")),
    # Dates.
    "the day the other way round": ("The bridge stays shut until 3 March.",),
    "the day with an ending": ("The bridge stays shut until March 3rd.",),
    "another day": ("The bridge stays shut until March 5.", ("number", "March 5")),
    "another month": ("The bridge stays shut until May 3.", ("number", "May 3")),
    "another weekday": ("Burns spoke on Friday.", ("number", "Friday")),
    "a verb that is a month too": ("The bridge may fall.",),
    # Names.
    "a surname alone": ("Engineers told Burns.",),
    "a title of our own": ("They met Councillor Burns.",),
    "an invented name": ("They met Rupert Quillby.", ("name", "Rupert Quillby")),
    "an invented surname": ("They met Ada Quillby.", ("name", "Ada Quillby")),
    "an invented given name": ("They met Edith Burns.", ("name", "Edith Burns")),
    "two names mixed": ("They met Ada Hale.", ("name", "Ada Hale")),
    "an invented surname at the start": ("Quillby said nothing new.", ("name", "Quillby")),
    "an invented name with another verb": ("Quillby opposed it.", ("name", "Quillby")),
    "a noun at the start": ("Lawmakers said it was late.",),
    "a noun of no person at the start": ("Unemployment rose.",),
    "a couple named together": ("Bill Hale and Dora Hale live in France.",),
    "a middle initial": ("They met Ada M. Burns.",),
    "an invented place": ("The bridge is in Thornwick.", ("name", "Thornwick")),
    "a people of the country": ("The Hales live in a French town.",),
    "the acronym of a body": ("The BTA did nothing.",),
    "the acronym of another body": ("The QZA did nothing.", ("name", "QZA")),
    "a possessive": ("It is Burns’s bridge, and Lowmere's.",),
    # Quotations.
    "a part of a quotation": ("She would not open “a bridge that may fall down tomorrow”.",),
    "a quotation in other marks": ('Burns said: "We cannot open a bridge."',),
    "a quotation with a gap": ("“We cannot open a bridge … tomorrow,” Burns said.",),
    "an altered quotation": (
        "“We cannot close a bridge that may fall,” Burns said.",
        ("quotation", "We cannot close a bridge that may fall,"),
    ),
    "an invented quotation": ("Hale called it “a purple monster”.", ("quotation", "a purple monster")),
    "a lost closing mark": ("“The council has slept for ten years, said Bill Hale, who leads the Progress Party.",),
    # Speakers.
    "a quotation of somebody else": (
        "“The council has slept for ten years,” said Ada Burns.",
        ("speaker", "Ada Burns"),
    ),
    "a part of a quotation of somebody else": (
        "Burns said the council “has slept for ten years”.",
        ("speaker", "Burns"),
    ),
    "a claim of somebody else": ("Hale said the bridge will stay shut until March.", ("speaker", "Hale")),
    "a claim of somebody else, inverted": (
        "The bridge will stay shut until March, according to Hale.",
        ("speaker", "Hale"),
    ),
    "a source replaced by another name": (
        "Bill Hale said tests found no rust in the northern pillars.",
        ("speaker", "Bill Hale"),
    ),
    "the right speaker": ("Hale said the council had slept for ten years.",),
    "the right company": ("The Ferry Company said it carries 1,450 people.",),
    "nothing like it in the article": ("Hale said he likes rain.",),
    # Negations.
    "a negation taken out": (
        "The Borough Transport Authority did close the road to Ellersby.",
        ("negation", "close"),
    ),
    "a negation put in": ("Repairs do not cost $1.2 million, up 5 per cent from 2019.", ("negation", "not")),
    "a contraction put in": ("Buses don't run as they did.", ("negation", "don't")),
    "a negation kept": ("The road to Ellersby was not closed by the Borough Transport Authority.",),
    "a negation in another word": ("The Borough Transport Authority never closed the road to Ellersby.",),
}
