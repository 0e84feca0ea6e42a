"""Score quotations, their sources, speakers and roles: of a file of predictions or of a checkpoint.

python benchmarks/attribution.py GOLD.jsonl [--predictions PRED.jsonl | --checkpoint FOLDER]
"""

from benchmark_runs import Run, benchmark

from quoteattr.evaluation import attribution_report, attribution_table, bootstrap_intervals, count_article, flatten


@benchmark
def main(run: Run) -> None:
    """Score who said what, on the articles of GOLD; benchmarks/README.md defines every number."""
    gold, found = run.load("quotations")
    counts = [count_article(record, found.get(key)) for key, record in gold.items()]
    report = attribution_report(counts)
    ends = {}
    if run.bootstrap:
        ends = bootstrap_intervals(
            counts, lambda sample: flatten(attribution_report(sample)), resamples=run.bootstrap, seed=run.seed
        )
    run.report(attribution_table(report, ends), report | {"intervals": ends}, articles=len(gold))


if __name__ == "__main__":
    main()
