"""The recipes of the docs, run with the libraries that they name."""

import doctest
import re
from pathlib import Path

import pytest

from tests.integrations.quickstart import run

PAGE = Path(__file__).parents[2] / "docs" / "recipes.md"
NEEDED = {
    "LlamaIndex": ["llama_index.core"],
    "scikit-learn": ["sklearn"],
    "Web pages and web archives": ["trafilatura", "fastwarc"],
    "Damaged text: ftfy": ["ftfy"],
}
TEXTS = ["“Yes,” said Ada Burns, the mayor.", "It rained.", "Tom Hale said it was not.", "The pool is open."]


def section(heading):
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return found[1]


def defined(heading):
    """Run the definitions of a recipe, and return its names."""
    namespace = {"__name__": "recipe"}
    for code in re.findall(r"^```python\n(.*?)^```$", section(heading), re.DOTALL | re.MULTILINE):
        exec(compile(code, str(PAGE), "exec"), namespace)  # noqa: S102 - our own page
    return namespace


@pytest.fixture(params=NEEDED)
def recipe(request):
    for module in NEEDED[request.param]:
        pytest.importorskip(module, reason=f"{module} is not installed")
    return request.param


def test_every_recipe_is_run():
    headings = re.findall(r"^## (.*)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert headings == ["Quick start", *NEEDED]


def test_the_quick_start_runs():
    run(PAGE)


def test_a_recipe_does_what_it_shows(recipe):
    examples = "\n".join(re.findall(r"^```pycon\n(.*?)^```$", section(recipe), re.DOTALL | re.MULTILINE))
    assert ">>> " in examples
    shown = []
    test = doctest.DocTestParser().get_doctest(examples, defined(recipe), recipe, str(PAGE), 0)
    result = doctest.DocTestRunner().run(test, out=shown.append)
    assert result.failed == 0, "".join(shown)


@pytest.fixture(scope="module")
def features():
    pytest.importorskip("sklearn", reason="scikit-learn is not installed")
    return defined("scikit-learn")["QuoteFeatures"]


def test_estimator_checks_of_scikit_learn_pass(features):
    checks = pytest.importorskip("sklearn.utils.estimator_checks")
    with pytest.warns(UserWarning, match="string=True"):
        checks.check_estimator(features())


def test_features_have_a_row_for_each_text(features):
    transformer = features()
    assert transformer.transform([]).shape == (0, len(transformer.get_feature_names_out()))
    rows = transformer.fit(TEXTS).transform(TEXTS)
    assert rows[:, 0].tolist() == [1, 0, 1, 0]
    assert (rows[::-1] == transformer.transform(TEXTS[::-1])).all()


def test_features_can_be_searched_over(features):
    base = pytest.importorskip("sklearn.base")
    search = pytest.importorskip("sklearn.model_selection")
    linear = pytest.importorskip("sklearn.linear_model")
    pipeline = pytest.importorskip("sklearn.pipeline").make_pipeline(features(), linear.LogisticRegression())
    grid = search.GridSearchCV(pipeline, {"quotefeatures__min_score": [None, 1]}, cv=2).fit(TEXTS, [1, 0, 1, 0])
    assert grid.best_params_ == {"quotefeatures__min_score": None}
    assert base.clone(features(min_score=0.2)).min_score == 0.2


def test_columns_are_named_in_pandas(features):
    pytest.importorskip("pandas", reason="pandas is not installed")
    frame = features().set_output(transform="pandas").fit_transform(TEXTS)
    assert list(frame.columns) == list(features.names)


def test_the_node_parser_can_be_cached():
    pytest.importorskip("llama_index.core", reason="llama-index-core is not installed")
    parser = defined("LlamaIndex")["QuotationNodes"]
    assert parser(min_score=0.5).to_dict()["min_score"] == 0.5
    assert parser.model_validate(parser(min_score=0.5).model_dump()).min_score == 0.5
