"""A page of wrongly resolved speakers, sorted by what went wrong: counts on top, samples of each group below.

The page needs no script and no network; every character of an article is escaped.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from error_analysis.paint import escape
from error_analysis.shell import CLOSING, opening, table
from error_analysis.speaker_errors import GROUPS, SpeakerError, find_speaker_errors
from error_analysis.speaker_samples import sample

__all__ = ["render_speakers", "spread", "write_speaker_page"]


def write_speaker_page(
    path: Path,
    gold: Mapping[Any, Mapping[str, Any]],
    predicted: Mapping[Any, Mapping[str, Any]],
    *,
    samples: int | None,
    made_by: Mapping[str, str],
) -> None:
    """Write the page.

    Args:
        path: Where to.
        gold: Gold records by id.
        predicted: Predicted records by id; only quotations that match a gold one are looked at.
        samples: How many errors of each group to show; `None` for all. The counts are always of all.
        made_by: What made the predictions.
    """
    errors = [error for key, record in gold.items() for error in find_speaker_errors(key, record, predicted.get(key))]
    path.write_text("".join(render_speakers(errors, samples=samples, made_by=made_by)), encoding="utf-8")


def render_speakers(
    errors: Iterable[SpeakerError], *, samples: int | None, made_by: Mapping[str, str]
) -> Iterable[str]:
    """Yield the page in pieces.

    Args:
        errors: Every error of every article.
        samples: As for `write_speaker_page`.
        made_by: As for `write_speaker_page`.
    """
    groups: dict[str, list[SpeakerError]] = defaultdict(list)
    for error in errors:
        groups[error.group].append(error)
    yield opening("Errors of resolution", made_by)
    yield _counts(groups)
    yield (
        '<p>In the samples <span class="content">content</span> is shaded, a <span class="cue">cue</span> dotted, a '
        '<span class="source">source</span> underlined, and what the found speaker was concluded from '
        '<span class="evidence">framed</span>.</p>\n<main>\n'
    )
    for group in filter(groups.__contains__, GROUPS):
        shown = spread(groups[group], samples)
        yield f'<section><h2 id="{_anchor(group)}">{escape(group)} <a href="#counts">↑</a></h2>\n'
        yield f"<p>{escape(GROUPS[group])}. {len(groups[group])} in all, {len(shown)} shown.</p>\n"
        yield from map(sample, shown)
        yield "</section>\n"
    yield f"</main>\n{CLOSING}"


def spread(errors: Sequence[SpeakerError], count: int | None) -> Sequence[SpeakerError]:
    """Return as many errors as asked for, evenly spread over the articles; all when `count` is `None`."""
    if count is None or count >= len(errors):
        return errors
    return [errors[place * len(errors) // count] for place in range(count)]


def _counts(groups: Mapping[str, Sequence[SpeakerError]]) -> str:
    rows = []
    for group, meaning in GROUPS.items():
        found = groups.get(group, ())
        link = f'<a href="#{_anchor(group)}">{escape(group)}</a>' if found else escape(group)
        rows.append([link, meaning, len(found), len({error.key for error in found})])
    return table("counts", "Errors of all articles", ["group", "meaning", "errors", "articles"], rows, markup=1)


def _anchor(group: str) -> str:
    return group.replace(" ", "-")
