"""An article's way from a plan to a summary, many articles at a time."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from quoteattr.summary.generative.backend import Backend, Draft
from quoteattr.summary.generative.budget import answer_tokens, article_budget
from quoteattr.summary.generative.fallback import extract, guarded
from quoteattr.summary.generative.plan import Plan, Strategy, make_plan
from quoteattr.summary.generative.prompt import Request, name_speakers
from quoteattr.summary.generative.trim import finish, is_enough
from quoteattr.summary.length import Length
from quoteattr.summary.words import count_words
from quoteattr.types import Article, Summary

__all__ = ["Job", "Writer"]

logger = logging.getLogger(__name__)

# A summary of a part: long enough to hold its news, so short that the summaries of all parts fit together.
_LEAST_PART_TOKENS, _MOST_PART_TOKENS = 64, 160
_MAX_PARTS = 8
# What is asked of a part of an article.
_PART = Length(max_sentences=3)


@dataclass(frozen=True, slots=True)
class Job:
    """An article on its way to a summary.

    Args:
        article: The article.
        length: How long its summary may be, at most.
        speakers: Who is named to the model.
        plan: What of it the model reads.
        answer: Tokens that the model may write.
    """

    article: Article
    length: Length
    speakers: tuple[str, ...]
    plan: Plan
    answer: int


@dataclass(frozen=True, slots=True)
class _Prompt:
    request: Request
    length: Length
    tokens: int


@dataclass(frozen=True, slots=True, eq=False)
class Writer:
    """Make summaries with a back end.

    Args:
        backend: What writes.
        strategy: What to do with an article that does not fit.
        guard: Whether to check each summary against its article.
        name_speakers: Whether to tell a chat model who speaks.
        max_input_tokens: Tokens that a prompt may have; `None` takes what the model states.
    """

    backend: Backend
    strategy: Strategy = "select"
    guard: bool = True
    name_speakers: bool = True
    max_input_tokens: int | None = None

    def job(self, article: Article, length: Length) -> Job:
        """Plan an article.

        Args:
            article: An annotated article.
            length: How long its summary may be.

        Raises:
            OptionError: If nothing of the model's context is left for the article.
        """
        backend = self.backend
        answer = answer_tokens(
            backend.limits,
            max_words=length.max_words,
            max_sentences=length.max_sentences,
            tokens=sum(backend.count([article.text])),
            words=count_words(article.text),
        )
        speakers = name_speakers(article) if self.name_speakers else ()
        overhead = backend.length(backend.render(Request("", length.max_words, length.max_sentences, speakers)))
        budget = article_budget(
            backend.limits, overhead=overhead, answer=answer, max_input_tokens=self.max_input_tokens
        )
        plan = make_plan(
            article,
            count=backend.count,
            budget=budget,
            strategy=self.strategy,
            max_parts=min(_MAX_PARTS, budget // _LEAST_PART_TOKENS),
        )
        for warning in plan.warnings:
            logger.info("article %r: %s", article.id, warning)
        return Job(article, length, speakers, plan, answer)

    def write(self, jobs: Sequence[Job], *, batch_size: int) -> list[Summary]:
        """Summarize planned articles.

        Args:
            jobs: The articles.
            batch_size: How many prompts go through the model together.
        """
        prompts = [
            _Prompt(Request(text, job.length.max_words, job.length.max_sentences, job.speakers), job.length, job.answer)
            for job, text in zip(jobs, self._texts(jobs, batch_size), strict=True)
        ]
        drafts = self._drafts(prompts, batch_size)
        return [self._finished(job, draft) for job, draft in zip(jobs, drafts, strict=True)]

    def _texts(self, jobs: Sequence[Job], batch_size: int) -> list[str]:
        """Return what is left to be summed up of each article: itself, or the summaries of its parts."""
        prompts = [list(_part_prompts(job)) for job in jobs]
        drafts = iter(self._drafts([prompt for row in prompts for prompt in row], batch_size))
        texts = []
        for job, row in zip(jobs, prompts, strict=True):
            summaries = [_finish(next(drafts), prompt.length) for prompt in row]
            texts.append("\n".join(filter(None, summaries)) if row else "".join(p.text for p in job.plan.parts))
        return texts

    def _drafts(self, prompts: Sequence[_Prompt], batch_size: int) -> list[Draft]:
        """Write answers, those of the same length together, so that none depends on the others beside it."""
        drafts = [Draft("", ended=True) for _ in prompts]
        groups: dict[tuple[int, Length], list[int]] = {}
        for n, prompt in enumerate(prompts):
            if prompt.request.text:
                groups.setdefault((prompt.tokens, prompt.length), []).append(n)
        for (tokens, length), places in groups.items():
            enough = partial(is_enough, max_words=length.max_words, max_sentences=length.max_sentences)
            for first in range(0, len(places), batch_size):
                batch = places[first : first + batch_size]
                texts = [self.backend.render(prompts[n].request) for n in batch]
                answers = self.backend.generate(texts, max_new_tokens=tokens, enough=enough)
                for n, answer in zip(batch, answers, strict=True):
                    drafts[n] = answer
        return drafts

    def _finished(self, job: Job, draft: Draft) -> Summary:
        article, length = job.article, job.length
        summary = Summary(_finish(draft, length))
        if summary.text and self.guard:
            summary = guarded(article, summary.text, max_words=length.max_words, max_sentences=length.max_sentences)
        if summary.text:
            return summary
        logger.info("article %r: no sentence of the model's can stand; the article's own do", article.id)
        extracted = extract(article, max_words=length.max_words, max_sentences=length.max_sentences)
        return replace(extracted, issues=summary.issues, draft=summary.draft or draft.text or None)


def _finish(draft: Draft, length: Length) -> str:
    return finish(draft.text, ended=draft.ended, max_words=length.max_words, max_sentences=length.max_sentences)


def _part_prompts(job: Job) -> Iterator[_Prompt]:
    """Yield what is asked of each part, if there are several."""
    parts = job.plan.parts
    if len(parts) > 1:
        tokens = min(_MOST_PART_TOKENS, job.plan.budget // len(parts))
        for part in parts:
            yield _Prompt(Request(part.text, max_sentences=_PART.max_sentences, speakers=job.speakers), _PART, tokens)
