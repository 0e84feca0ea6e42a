import pytest

from quoteattr.errors import OptionError
from quoteattr.evaluation import bootstrap_intervals


def mean(sample):
    return {"mean": sum(sample) / len(sample), "none": None}


def test_the_same_seed_gives_the_same_interval_around_the_mean():
    values = [float(n) for n in range(50)]
    first = bootstrap_intervals(values, mean, resamples=400, seed=3)
    assert first == bootstrap_intervals(values, mean, resamples=400, seed=3)
    assert first != bootstrap_intervals(values, mean, resamples=400, seed=4)
    low, high = first["mean"]
    # The standard error of this mean is 2.04; 95 % lie within 1.96 of them.
    assert low == pytest.approx(24.5 - 4, abs=0.8)
    assert high == pytest.approx(24.5 + 4, abs=0.8)
    assert list(first) == ["mean"]


def test_a_wider_level_gives_a_wider_interval():
    values = [float(n) for n in range(50)]
    narrow, wide = (bootstrap_intervals(values, mean, level=level)["mean"] for level in (0.5, 0.99))
    assert wide[0] < narrow[0] < narrow[1] < wide[1]


def test_a_number_that_only_some_samples_have_is_kept():
    found = bootstrap_intervals([0.0, 1.0], lambda sample: {"x": 1.0 if sum(sample) else None}, resamples=50)
    assert found == {"x": (1.0, 1.0)}


def test_no_articles_have_no_intervals():
    assert bootstrap_intervals([], mean) == {}


@pytest.mark.parametrize("options", [{"resamples": 0}, {"level": 0.0}, {"level": 1.0}])
def test_options_out_of_range_are_refused(options):
    with pytest.raises(OptionError):
        bootstrap_intervals([1.0], mean, **options)
