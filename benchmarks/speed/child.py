"""What is measured in a process of its own.

    python -m speed.child serve                   answers articles as the readers of other tools do
    python -m speed.child stream|sizes|passes     one line of options, then the texts of a corpus, a JSON string a line

The answers are JSON lines on standard output. `speed.readers` starts it with the folders that it needs on its path.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Any

from speed.memory import in_use, peak, resident
from speed.texts import of_characters, of_words, short_articles

__all__ = ["TASKS", "passes", "sizes", "stream"]

Answers = Iterator[dict[str, Any]]
Read = Callable[[str], Any]

_WARM_UP = "“It rained all day,” said Ada Burns."
_KILOBYTE = 1024 / 1e6


def sizes(
    pipeline: Any, texts: Sequence[str], *, words: Sequence[int], characters: Sequence[int], rounds: int
) -> Answers:
    """Read texts of growing size; of several rounds the quickest counts.

    Args:
        pipeline: Reads a text.
        texts: What the texts are made of.
        words: Sizes in words.
        characters: More sizes, in characters.
        rounds: How often the short ones are read; one above 5,000 words is read once.
    """
    pipeline(texts[0])
    yield {"words": 0, "characters": 0, "peak": peak(), "resident": resident()}
    for text in (*(of_words(texts, n) for n in words), *(of_characters(texts, n) for n in characters)):
        count = len(text.split())
        seconds = []
        for _ in range(1 if count > 5000 else rounds):
            begun = time.process_time()
            article = pipeline(text)
            seconds.append(time.process_time() - begun)
        yield {
            "words": count,
            "characters": len(text),
            "quotations": len(article.quotations),
            "cpu_seconds": min(seconds),
            "peak": peak(),
            "resident": resident(),
        }


def stream(pipeline: Any, texts: Sequence[str], *, articles: int, least: int = 60, stand_in: bool = False) -> Answers:
    """Read a stream of short articles and tell again and again how much memory is held.

    Args:
        pipeline: Reads a stream of texts by its `pipe`.
        texts: What the articles are made of.
        articles: How many.
        least: Words of a short article at least.
        stand_in: Whether something stands in for the encoder's pass.
    """
    if stand_in:
        from speed.stand_in import with_stand_in

        pipeline = with_stand_in(pipeline)
    marks = {*accumulate([100] * 10), *range(1000, articles, 1000), articles}
    begun, words = time.process_time(), 0
    for read, article in enumerate(pipeline.pipe(short_articles(texts, articles, least)), 1):
        words += len(article.text.split())
        if read in marks:
            spent = time.process_time() - begun
            row = {"articles": read, "words": words, "cpu_seconds": spent, "peak": peak(), "resident": resident()}
            yield row | {"in_use": in_use(), "blocks": sys.getallocatedblocks()}


def passes(pipeline: Any, texts: Sequence[str], *, ways: Sequence[Mapping[str, int]], rounds: int) -> Answers:
    """Read the corpus by `pipe` with other options each time; the ways take turns.

    The time of an article is that between the first result and the last one, so that starting processes is left out.

    Args:
        pipeline: Reads a stream of texts by its `pipe`.
        texts: The corpus, at least two articles.
        ways: Options of `pipe`.
        rounds: How often each way is taken; the quickest counts.
    """
    pipeline(_WARM_UP)
    best: list[dict[str, Any]] = [{} for _ in ways]
    for _ in range(rounds):
        for place, way in enumerate(ways):
            found = _pass(pipeline, texts, way)
            if not best[place] or found["seconds"] < best[place]["seconds"]:
                best[place] = found
    yield from best


def _pass(pipeline: Any, texts: Sequence[str], way: Mapping[str, int]) -> dict[str, Any]:
    results = pipeline.pipe(texts, **way)
    next(results)
    begun, cpu_begun = time.perf_counter(), time.process_time()
    count = sum(1 for _ in results)
    return {
        **way,
        "articles": count,
        "seconds": time.perf_counter() - begun,
        # Processor time of other processes cannot be told from that of starting them.
        "cpu_seconds": time.process_time() - cpu_begun if way.get("n_process", 1) == 1 else None,
        "peak": peak(),
        "peak_of_a_worker": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _KILOBYTE,
    }


def _pipeline() -> Any:
    import quoteattr

    return quoteattr.Pipeline.from_pretrained("default", device="cpu")


def _serve() -> None:
    from reader_protocol import serve  # type: ignore[import-not-found, unused-ignore]

    def load() -> Callable[[str], tuple[list[Any], list[str]]]:
        pipeline = _pipeline()

        def read(text: str) -> tuple[list[Any], list[str]]:
            pipeline(text)
            return [], []

        return read

    serve(load, ["quoteattr", "torch", "transformers"])


TASKS: dict[str, Callable[..., Answers]] = {"stream": stream, "sizes": sizes, "passes": passes}


def main() -> None:
    """Do the task that the command line names."""
    if sys.argv[1] == "serve":
        _serve()
        return
    options, *texts = map(json.loads, sys.stdin)
    for answer in TASKS[sys.argv[1]](_pipeline(), texts, **options):
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
