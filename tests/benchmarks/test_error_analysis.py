import importlib
import re
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from tests.benchmarks.attacks import ATTACKS

from .conftest import BENCHMARKS, write_lines

# Letters stand for themselves: a quotation is named by the words that it holds.
TEXT = "Ada said one two three four. Tom said five six seven eight. Eve said nine."


@pytest.fixture(autouse=True)
def paths(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))


def load(name):
    return importlib.import_module(f"error_analysis.{name}")


def said(words, source="Ada", speaker=None):
    parts = [words] if isinstance(words, str) else words

    def span(part):
        return [TEXT.index(part), TEXT.index(part) + len(part)]

    return {
        "content": [span(part) for part in parts],
        "cue": [span("said")],
        "source": [span(source)] if source else [],
        "speaker": speaker,
    }


def record(*quotations, names=()):
    speakers = [{"id": name, "name": name, "kind": "person", "aliases": []} for name in names]
    return {"id": "a", "text": TEXT, "quotations": list(quotations), "speakers": speakers}


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param([said("one two")], [said("one two")], [], id="right"),
        pytest.param([said("one two")], [], [("missed", (0,), ())], id="missed"),
        pytest.param([], [said("nine")], [("spurious", (), (0,))], id="spurious"),
        pytest.param([said("one two")], [said("one two", "Tom")], [("wrong source", (0,), (0,))], id="wrong-source"),
        pytest.param([said("one two")], [said("one two", None)], [("wrong source", (0,), (0,))], id="no-source"),
        pytest.param([said("one two", None)], [said("one two")], [], id="no-source-is-asked"),
        pytest.param(
            [said("one two three")], [said("one two three four")], [("inexact extent", (0,), (0,))], id="inexact"
        ),
        pytest.param(
            [said("one two three four")], [said("one")], [("wrong extent", (0,), (0,))], id="too-little-of-it"
        ),
        pytest.param(
            [said("one two three four")],
            [said("one two"), said("three four")],
            [("split", (0,), (0, 1))],
            id="split",
        ),
        pytest.param(
            [said("one two"), said("three four")],
            [said("one two three four")],
            [("merged", (0, 1), (0,))],
            id="merged",
        ),
        pytest.param(
            [said("one two"), said("nine")],
            [said("five six"), said("nine")],
            [("missed", (0,), ()), ("spurious", (), (0,))],
            id="both-in-the-order-of-the-text",
        ),
    ],
)
def test_errors_are_sorted_into_classes(gold, predicted, expected):
    errors = load("classify").find_errors(record(*gold), record(*predicted))
    assert [(error.label, error.gold, error.predicted) for error in errors] == expected


@pytest.mark.parametrize(
    ("target", "found", "labels"),
    [
        pytest.param("Ada", "Ada", [], id="right"),
        pytest.param("Ada", "Tom", ["wrong speaker"], id="other"),
        pytest.param("Ada", None, ["wrong speaker"], id="unresolved"),
        pytest.param("author", None, [], id="the-writer"),
        pytest.param("author", "Ada", ["wrong speaker"], id="the-writer-is-no-speaker"),
        pytest.param(None, "Ada", [], id="nothing-asked"),
    ],
)
def test_a_speaker_is_judged_where_one_is_asked(target, found, labels):
    gold = record(said("one two", speaker=target), names=["Ada"])
    predicted = record(said("one two", speaker=found), names=["Ada", "Tom"])
    assert [error.label for error in load("classify").find_errors(gold, predicted)] == labels


def test_what_is_set_aside_is_no_error():
    discard = [[0, TEXT.index("Tom")]]
    errors = load("classify").find_errors(record() | {"discard": discard}, record(said("one two")))
    assert errors == []


def judged(key, gold, predicted):
    return load("tally").Judged(key, gold, predicted, load("classify").find_errors(gold, predicted))


def test_the_worst_articles_come_first_and_cues_are_counted():
    tally = load("tally")
    fine = judged("fine", record(said("nine")), record(said("nine")))
    slight = judged("slight", record(said("one two three")), record(said("one two three four")))
    bad = judged("bad", record(said("one"), said("five"), said("nine")), record(said("nine")))
    assert [article.key for article in tally.worst_first([fine, slight, bad])] == ["bad", "slight", "fine"]
    assert tally.by_cue([fine, slight, bad], "missed") == [("said", 2, 5)]
    assert tally.by_class_and_kind([bad]) == {("missed", "indirect"): 2}


class Checker(HTMLParser):
    """Collects anchors and links, and fails on elements that are not closed in order."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.tags = [], [], [], set()

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.add(tag)
        if tag not in {"meta", "input"}:
            self.open.append(tag)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if "href" in found else []
        assert not {name for name in found if name.startswith("on")}

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def render(articles, **options):
    page = "".join(load("page").render(articles, worst=None, made_by={"checkpoint": "<b>"}, **options))
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    return page, checker


def test_the_page_links_every_error_to_where_it_stands():
    gold, predicted = record(said("one"), said("five six")), record(said("five six", "Eve"), said("nine"))
    page, checker = render([judged("a", gold, predicted)])
    assert {"a1", "a1-g1", "a1-g2", "a1-p1", "a1-p2", "counts", "contents"} <= set(checker.ids)
    assert len(checker.ids) == len(set(checker.ids))
    assert {link[1:] for link in checker.links if link.startswith("#")} <= set(checker.ids)
    assert all(link.startswith("#") for link in checker.links)
    assert '<mark class="missed"' in page
    assert '<span class="chip wrong-source">' in page
    assert re.search(r"source “Eve”", page)


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_an_article_is_markup(attack):
    text = f"{attack} said {attack}"
    quotation = {"content": [[len(attack) + 6, len(text)]], "cue": [], "source": [[0, len(attack)]], "speaker": "s"}
    speakers = [{"id": "s", "name": attack, "kind": attack, "aliases": []}]
    gold = {"id": attack, "text": text, "quotations": [quotation], "speakers": speakers}
    wrong = gold | {"quotations": [quotation | {"source": []}]}
    page, checker = render([judged(attack, gold, wrong)])
    assert not {"script", "img"} & checker.tags
    assert not {"\u202e", "\x00"} & set(page)


def test_the_command_writes_the_worst_articles(script, tmp_path):
    gold = [record(said("nine")) | {"id": "fine"}, record(said("one"), said("five")) | {"id": "bad"}]
    predicted = [record(said("nine")) | {"id": "fine"}, record() | {"id": "bad"}]
    gold_file, predictions = write_lines(tmp_path / "g.jsonl", gold), write_lines(tmp_path / "p.jsonl", predicted)
    out = tmp_path / "errors.html"
    arguments = [gold_file, "--predictions", predictions, "--errors", out, "--worst", 1]
    result = CliRunner().invoke(script("attribution").main, list(map(str, arguments)))
    assert result.exit_code == 0, result.output
    page = out.read_text(encoding="utf-8")
    assert "2 articles, of which the worst 1 are shown" in page
    assert "<bdi>bad</bdi>" in page
    assert "<bdi>fine</bdi>" not in page
