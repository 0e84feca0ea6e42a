"""A headless Chromium that sees local files only, and the article that it is shown."""

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quoteattr.types import (
    Article,
    Edit,
    Mention,
    Quotation,
    QuotationId,
    Sentence,
    Span,
    Speaker,
    SpeakerId,
    Summary,
    SummarySentence,
)

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "thornaby-vale.txt"


@contextmanager
def chromium(folder: Path) -> Iterator[object]:
    """Start Debian's Chromium with a fresh profile; skip where it, its driver or selenium is not installed."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("chromium and its driver are not installed (apt-get install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={folder}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    # With the path of the driver given, selenium looks for nothing on the network.
    browser = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    try:
        yield browser
    finally:
        browser.quit()


def thornaby() -> Article:
    """Annotate the example article by hand."""
    text = EXAMPLE.read_text(encoding="utf-8")

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    def mentions(*words: str) -> tuple[Mention, ...]:
        return tuple(Mention(at(w).start, at(w).end) for w in words)

    inspectors = Speaker(SpeakerId("s1"), "Inspectors", kind="group", mentions=mentions("Inspectors"))
    report = Speaker(SpeakerId("s2"), "a report", kind="document", mentions=mentions("a report"))
    role = "chief executive of Thornaby Vale Borough Council"
    margaret = Speaker(SpeakerId("s3"), "Margaret Iveson", role=role, role_span=at(role))
    she = at("She said that 40")
    said = [
        ("mixed", ["‘serious weaknesses’ in Thornaby Vale’s care for older people"], "find", "Inspectors", inspectors),
        ("direct", [text[at("“Staff are").start : at("three days.”").end]], "states:", "The report", report),
        ("indirect", ["she was sorry for every visit that had been missed"], "said she", "Margaret Iveson", margaret),
        ("direct", [text[at("“We accept").start : at("they are right.”").end]], "adding:", "She", margaret),
        (
            "direct",
            ["“It is not about money alone,”", "“It is about listening, and we did not listen.”"],
            None,
            None,
            None,
        ),
    ]
    quotations = []
    for number, (kind, content, cue, source, speaker) in enumerate(said, start=1):
        cues = () if cue is None else (Span(at(cue).start, at(cue).start + len(cue.split()[0])),)
        sources = () if source is None else (at(source),)
        quotations.append(
            Quotation(
                QuotationId(f"q{number}"), kind, tuple(map(at, content)), cues, sources, speaker, 0.9 + number / 100,
                evidence=tuple(Mention(s.start, s.end) for s in sources), speaker_score=0.97 if speaker else None,
            )
        )  # fmt: skip
    edits = (Edit(she.start, she.start + 3, "Margaret Iveson", "speaker"),)
    end = at("were being recruited").end
    sentence = SummarySentence(she.start, end, 0.8, f"Margaret Iveson{text[she.start + 3 : end]}", edits)
    return Article(
        text, id="thornaby-vale.txt", sentences=(Sentence(she.start, end),), quotations=tuple(quotations),
        speakers=(inspectors, report, margaret), summary=Summary(sentence.text, (sentence,)),
        provenance={"quoteattr": "0.1.0"},
    )  # fmt: skip


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
