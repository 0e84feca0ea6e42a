"""Pairing of quotation marks: a table of named cases, then what holds for any text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.text.marks import inside_marks, pair_marks

# Each case: the text, and its regions in order, a nested one as "depth:region".
CASES = {
    "curly double": ("“Yes,” she said.", ["“Yes,”"]),
    "straight double": ('"Yes," she said.', ['"Yes,"']),
    "curly single": ("‘Yes,’ she said.", ["‘Yes,’"]),
    "straight single": ("'Yes,' she said.", ["'Yes,'"]),
    "two fragments": ('"A," she said. "B."', ['"A,"', '"B."']),
    "LaTeX": ("``Yes,'' he said.", ["``Yes,''"]),
    "LaTeX twice": ("``Yes,'' he said. ``No.''", ["``Yes,''", "``No.''"]),
    "doubled single curly": ("‘‘Yes,’’ he said.", ["‘‘Yes,’’"]),
    "two straight singles": ("''Yes,'' he said.", ["''Yes,''"]),
    "German low-high": ("„Ja“, sagte er.", ["„Ja“"]),
    "low-9 with right mark": ("„Ja”, sagte er.", ["„Ja”"]),
    "guillemets": ("«Si», ha detto.", ["«Si»"]),
    "guillemets with spaces": ("« Oui », dit-il.", ["« Oui »"]),
    "guillemets inwards": ("»Nein«, sagte sie.", ["»Nein«"]),
    "single guillemets": ("Er sagte ‹ja›.", ["‹ja›"]),
    "full-width": ("She said ＂yes＂ twice.", ["＂yes＂"]),
    "American nesting": ("“It’s ‘fine’,” she said.", ["“It’s ‘fine’,”", "1:‘fine’"]),
    "British nesting": ("‘It’s “fine”,’ she said.", ["‘It’s “fine”,’", "1:“fine”"]),
    "straight nesting": ("\"He said 'no' to me,\" she said.", ["\"He said 'no' to me,\"", "1:'no'"]),
    "nested at the start": ("\"'No,' he said,\" she told us.", ["\"'No,' he said,\"", "1:'No,'"]),
    "nested at the end": ("“She told me ‘never again.’”", ["“She told me ‘never again.’”", "1:‘never again.’"]),
    "single around straight": ("'\"Yes,\" he said'", ["'\"Yes,\" he said'", '1:"Yes,"']),
    "same mark nested": ("“He said “no” to me,” she said.", ["“He said “no” to me,”", "1:“no”"]),
    "same straight mark nested": ('"He said "no" to me," she said.', ['"He said "no" to me,"', '1:"no"']),
    "curly closed by straight": ('“Yes," he said.', ['“Yes,"']),
    "straight closed by curly": ('"Yes,” he said.', ['"Yes,”']),
    "both mixtures": ('“Yes," he said. "No,” she said.', ['“Yes,"', '"No,”']),
    "closed by an opening mark": ("“Yes“ he said.", ["“Yes“"]),
    "opened by a closing mark": ("”Yes,” he said.", ["”Yes,”"]),
    "no space after": ("“Yes,”he said. “No.”", ["“Yes,”", "“No.”"]),
    "no space before": ('He said,"Yes" and left.', ['"Yes"']),
    "in brackets": ("(“Yes,” he said)", ["“Yes,”"]),
    "straight in brackets": ('He agreed ("yes").', ['"yes"']),
    "after a dash": ("He said—“yes”—and left.", ["“yes”"]),
    "straight after a dash": ('He said—"yes"—and left.', ['"yes"']),
    "broken off": ('"I was—" he said.', ['"I was—"']),
    "ellipsis inside": ('"… and so on," he said.', ['"… and so on,"']),
    "dots inside": ('"...and so on..." he said.', ['"...and so on..."']),
    "question inside": ("“Is it?” she asked.", ["“Is it?”"]),
    "mark before a full stop": ("They were ‘put right’.", ["‘put right’"]),
    "mark after a full stop": ("They were “put right.”", ["“put right.”"]),
    "hyphen after": ("a “wait”-and-see plan", ["“wait”"]),
    "apostrophe": ("It’s the council’s plan, isn’t it?", []),
    "straight apostrophe": ("It's the council's plan, isn't it?", []),
    "plural possessive": ("The workers' pay and the councils’ plans.", []),
    "possessive before a quotation": ("The workers' pay is 'too low' here.", ["'too low'"]),
    "possessive inside single marks": ("'It is the councils' fault,' he said.", ["'It is the councils' fault,'"]),
    "possessive inside curly singles": ("‘It is the boys’ own,’ he said.", ["‘It is the boys’ own,’"]),
    "scare quotes ending in s": ("He called it ‘a mess of lies’ and left.", ["‘a mess of lies’"]),
    "ends in s, then possessive": ("He saw ‘lies’ and the drivers’ union agreed.", ["‘lies’"]),
    "dropped g": ("'We're goin' home,' he said.", ["'We're goin' home,'"]),
    "contractions beside a quotation": ("I don't say 'quoted' isn't it.", ["'quoted'"]),
    "decade": ("In the '90s it was 'great'.", ["'great'"]),
    "decade, wrong apostrophe": ("In the ‘90s it was ‘great’.", ["‘great’"]),
    "elision": ("Rock 'n' roll for 'em all.", []),
    "elision inside": ("“Get 'em,” he said.", ["“Get 'em,”"]),
    "right apostrophe for an elision": ("“Get ’em,” he said.", ["“Get ’em,”"]),
    "O'Brien": ("Mr O'Brien and Ms O’Hara said 'no'.", ["'no'"]),
    "feet and inches": ('He is 6\'2" tall. "Yes," he said.', ['"Yes,"']),
    "inches inside": ('"The board is 12" wide," he said.', ['"The board is 12" wide,"']),
    "number before a closing mark": ('"I am 12" he said. "Yes."', ['"I am 12"', '"Yes."']),
    "inches alone": ('A 12" record and a 7" single.', []),
    "continues in the next paragraph": ("“One.\n\n“Two.”", ["“One.>", ">“Two.”"]),
    "continues twice": ("“One.\n\n“Two.\n\n“Three.”", ["“One.>", ">“Two.>", ">“Three.”"]),
    "continues, single marks": ("‘One.\n\n‘Two.’", ["‘One.>", ">‘Two.’"]),
    "continues, single, possessive": ("‘One.\n\n‘The boys’ own.\n\n‘End.’", ["‘One.>", ">‘The boys’ own.>", ">‘End.’"]),
    "continues, straight": ('He said: "One.\n\n"Two."', ['"One.>', '>"Two."']),
    "continues, straight single": ("He said: 'One.\n\n'Two.'", ["'One.>", ">'Two.'"]),
    "continues after a closed one": ("“A,” he said. “One.\n\n“Two.”", ["“A,”", "“One.>", ">“Two.”"]),
    "continues, one line end": ("“One.\n“Two.”", ["“One.>", ">“Two.”"]),
    "continues over blank paragraphs": ("“One.\n \n\n\n“Two.”", ["“One.>", ">“Two.”"]),
    "closed, so not continued": ("“One.”\n\n“Two.”", ["“One.”", "“Two.”"]),
    "closing mark missing": ("“One, he said. “Two,” he said.", ["“One, he said.", "“Two,”"]),
    "closing mark missing in a long paragraph, and one too many at its end": (
        '"One, he said. ' + '"Two," he said. ' * 5 + 'Three," he said.',
        ['"One, he said.', *['"Two,"'] * 5],
    ),
    "four nested in marks of the same sort": (
        '"He said ' + '"no" and ' * 4 + 'left," she said.',
        ['"He said ' + '"no" and ' * 4 + 'left,"', *['1:"no"'] * 4],
    ),
    "closing mark missing at the end": ("He said: “One.", ["“One."]),
    "closing mark missing, next unquoted": ("“One.\n\nHe left.", ["“One."]),
    "opening mark missing": ("One,” he said.", []),
    "lone opening mark": ("“", ["“"]),
    "lone straight mark": ('"', ['"']),
    "lone apostrophe": ("'", []),
    "lone closing mark": ("”", []),
    "empty marks": ("“” and “”", ["“”", "“”"]),
    "empty text": ("", []),
}


def show(text: str) -> list[str]:
    return [
        f"{f'{r.depth}:' if r.depth else ''}{'>' * r.continues}{text[r.start : r.end]}{'>' * r.continued}"
        for r in pair_marks(text)
    ]


@pytest.mark.parametrize(("text", "regions"), CASES.values(), ids=CASES.keys())
def test_marks_are_paired(text, regions):
    assert show(text) == regions


def test_unclosed_region_says_so_and_ends_with_its_paragraph():
    (region,) = pair_marks("He said: “One.\n\nShe left.")
    assert (region.closed, region.closing, region.end) == (False, 0, 14)


def test_marks_count_two_characters_where_they_have_two():
    (region,) = pair_marks("``Yes''")
    assert (region.opening, region.closing) == (2, 2)


def test_mask_covers_outer_regions_with_their_marks():
    text = "He said “it’s ‘fine’” twice."
    assert bytes(inside_marks(text)) == b"".join(b"\1" if 8 <= i < 21 else b"\0" for i in range(len(text)))


mark_text = st.text(alphabet=st.sampled_from("“”\"‘’'«»„`` \n.,sab1—(") | st.characters(exclude_categories=["Cs"]))


@given(mark_text)
def test_regions_nest_or_stand_apart(text):
    regions = pair_marks(text)
    assert all(0 <= r.start < r.end <= len(text) for r in regions)
    assert list(regions) == sorted(regions, key=lambda r: (r.start, -r.end))
    open_ends = []
    for region in regions:
        while open_ends and open_ends[-1] <= region.start:
            open_ends.pop()
        assert region.depth == len(open_ends)
        assert not open_ends or region.end <= open_ends[-1]
        open_ends.append(region.end)


@given(mark_text)
def test_regions_stay_in_their_paragraph_and_chains_have_two_ends(text):
    regions = pair_marks(text)
    assert sum(r.continued for r in regions) == sum(r.continues for r in regions)
    assert all(not (r.continued and r.closed) for r in regions)


@pytest.mark.parametrize("unit", ["“", "”", '"', "'", "‘", "‘a ", " 'a", '"a', "“a” ", "a’ ", "“‘"])
def test_a_hundred_thousand_marks_are_no_trouble(unit):
    assert len(inside_marks(unit * 100_000)) == len(unit) * 100_000
