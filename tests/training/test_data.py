"""The articles of a run: read, held out, scored against."""

import json

import pytest

from quoteattr.errors import OptionError, SchemaError
from quoteattr.evaluation import read_gold
from quoteattr.training.data import as_gold, hold_out, read_data
from quoteattr.training.readers import AnnotatedArticle


def articles(count):
    return [AnnotatedArticle(f"article {i}", "", ()) for i in range(count)]


def test_a_file_and_a_folder_are_read_alike(annotated, tmp_path):
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "a.txt").write_text("“Yes.”", encoding="utf-8")
    (folder / "a.ann").write_text("T1\tQuote 0 6\t“Yes.”\n", encoding="utf-8")
    assert [a.id for a in read_data(annotated)] == ["bridge", "ferry"]
    assert [len(a.quotations) for a in read_data(folder)] == [1]


def test_ids_must_differ(annotated):
    annotated.write_text(annotated.read_text() * 2)
    with pytest.raises(SchemaError, match="2 articles have the id 'bridge'"):
        read_data(annotated)


@pytest.mark.parametrize("lines", ["", '{"id": "a", "text": "b", "quotations": []}\n'], ids=["empty", "no quotation"])
def test_there_must_be_quotations(tmp_path, lines):
    path = tmp_path / "none.jsonl"
    path.write_text(lines)
    with pytest.raises(SchemaError, match=r"without any$"):
        read_data(path)


def test_unknown_labels_are_pointed_out(tmp_path):
    (tmp_path / "a.txt").write_text("Yes.")
    (tmp_path / "a.ann").write_text("T1\tUtterance 0 4\tYes.\n")
    with pytest.raises(SchemaError, match="--label"):
        read_data(tmp_path)


@pytest.mark.parametrize(("count", "share", "held"), [(10, 0.1, 1), (10, 0.11, 2), (2, 0.99, 1), (2, 0.01, 1)])
def test_the_share_is_rounded_up_and_something_left(count, share, held):
    kept, apart = hold_out(articles(count), share=share, seed=1)
    assert len(apart) == held
    assert sorted(a.id for a in (*kept, *apart)) == sorted(a.id for a in articles(count))


def test_the_order_of_the_file_does_not_matter_and_the_seed_does():
    divisions = [
        {a.id for a in hold_out(given, share=0.2, seed=seed)[1]}
        for given, seed in ((articles(50), 1), (articles(50)[::-1], 1), (articles(50), 2))
    ]
    assert divisions[0] == divisions[1] != divisions[2]


@pytest.mark.parametrize(("count", "share"), [(5, 0), (5, 1), (5, -0.5), (1, 0.5)])
def test_what_cannot_be_held_out_is_refused(count, share):
    with pytest.raises(OptionError):
        hold_out(articles(count), share=share, seed=1)


def test_gold_records_are_those_of_the_evaluation(annotated):
    gold = as_gold(read_data(annotated))
    assert read_gold([json.dumps(record) for record in gold.values()]) == gold
    assert gold["bridge"]["quotations"][1]["source"] == [[45, 48]]
    assert gold["bridge"]["discard"] == [[73, 95]]
