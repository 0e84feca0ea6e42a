"""The summary of a reading view: every edit marked, with what stands in the article in its place."""

from collections.abc import Iterator

from quoteattr.render.naming import escape
from quoteattr.types import Article, Edit, Issue, SummarySentence

__all__ = ["render_summary"]


def render_summary(article: Article, prefix: str) -> str:
    """Return the summary with its edits, and what the guard found in it.

    Args:
        article: The article.
        prefix: What every id of this article begins with.

    Returns:
        A section; empty for an article without a summary. Edits are shown only where they lead from the article to
        the very words of the summary, which are printed as they are in any case.

    Example:
        >>> render_summary(Article("It rained."), "qa-1")
        ''
    """
    if not article.summary.text:
        return ""
    title = f"{prefix}-short"
    return (
        f'<section class="qa-summary" aria-labelledby="{title}"><h3 id="{title}">In short</h3>\n'
        f"{_sentences(article) or _plain(article.summary.text)}{_issues(article.summary.issues)}</section>\n"
    )


def _plain(text: str) -> str:
    return "".join(f'<p dir="auto">{escape(line)}</p>\n' for line in text.splitlines() if line.strip())


def _sentences(article: Article) -> str:
    """Set the summary sentence by sentence; "" when that would not be the text of the summary."""
    sentences = article.summary.sentences
    told = _folded(" ".join(sentence.text for sentence in sentences))
    if not told or told != _folded(article.summary.text):
        return ""
    return "".join(f'<p dir="auto">{_sentence(article, sentence)}</p>\n' for sentence in sentences)


def _sentence(article: Article, sentence: SummarySentence) -> str:
    parts = list(_parts(article.text, sentence)) if _in_order(sentence) else []
    printed = "".join(part.text if isinstance(part, Edit) else part for part in parts)
    if _folded(printed) != _folded(sentence.text):
        return escape(sentence.text)
    return "".join(_edit(article.text, part) if isinstance(part, Edit) else escape(part) for part in parts)


def _in_order(sentence: SummarySentence) -> bool:
    places = [place for edit in sentence.edits for place in (edit.start, edit.end)]
    return [sentence.start, *places, sentence.end] == sorted([sentence.start, *places, sentence.end])


def _parts(text: str, sentence: SummarySentence) -> Iterator[str | Edit]:
    """Yield what was kept and what was changed, in order."""
    at = sentence.start
    for edit in sentence.edits:
        yield text[at : edit.start]
        yield edit
        at = edit.end
    yield text[at : sentence.end]


def _edit(text: str, edit: Edit) -> str:
    was = escape(_folded(text[edit.start : edit.end]))
    cut = "" if edit.text.strip() else " qa-cut"
    told = f"{'left out' if cut else 'in the article'}: “<bdi>{was}</bdi>”" if was else "put in by the summary"
    return (
        f'<span class="qa-edit{cut}" tabindex="0">{escape(edit.text)}<span class="qa-was"> ({told}) </span></span>'
        if was or not cut
        else escape(edit.text)
    )


def _issues(issues: tuple[Issue, ...]) -> str:
    items = "".join(f'<li dir="auto">{escape(f"{i.kind}: {i.message} ({i.repair})")}</li>' for i in issues)
    return f'<ul class="qa-issues" aria-label="What the check found">{items}</ul>\n' if items else ""


def _folded(text: str) -> str:
    return " ".join(text.split())
