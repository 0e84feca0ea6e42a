"""Web pages."""

import importlib

import pytest

from quoteattr.errors import InvalidTextError, MissingExtraError
from quoteattr.io import read_html

PARAGRAPHS = [
    "“We will open the bridge in May,” said Ada Burns, the mayor of Lowmere, at a meeting on Monday evening.",
    "Tom Hale, who leads the opposition, said it would be late.",
    "He gave no reason for that, but said a report was to follow soon.",
    "“It is safe,” Burns said. “We have had it tested – twice.”",
]
BODY = (
    f"<p>{PARAGRAPHS[0]}</p><p>Tom Hale, who leads the <a href='#'>opposition</a>, said it would be <b>late</b>."
    f"<br>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
)
PAGE = (
    "<html><head>{head}<title>Bridge to open</title></head><body><nav><a href='/'>Home</a><a href='/n'>News</a></nav>"
    f"<article><h1>Bridge to open</h1>{BODY}</article>"
    "<script>track()</script><footer>Copyright The Lowmere Post</footer></body></html>"
)


@pytest.fixture
def page():
    pytest.importorskip("trafilatura", reason="web pages are read with trafilatura (extra `web`)")
    return PAGE


def test_title_and_paragraphs_are_kept(page):
    assert read_html(page.format(head="")) == ("Bridge to open", "\n\n".join(PARAGRAPHS))


def test_a_page_of_one_sentence(page):
    short = f"<html><head><title>Bridge</title></head><body><p>{PARAGRAPHS[0]}</p></body></html>"
    assert read_html(short) == ("Bridge", PARAGRAPHS[0])


def test_a_page_without_a_title(page):
    assert read_html(f"<html><body><article>{BODY}</article></body></html>") == (None, "\n\n".join(PARAGRAPHS))


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("<meta charset=utf-8>", "utf-8"),
        ("<meta charset='utf-16'>", "utf-8"),
        ("<meta charset='iso-8859-1'>", "utf-16"),
        ('<meta charset="windows-1252">', "cp1252"),
        ("<meta charset='ISO-8859-1'>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=us-ascii">', "cp1252"),
        ("<META CHARSET = macroman >", "mac-roman"),
    ],
)
def test_bytes_are_decoded_as_the_page_says(page, head, encoding):
    assert read_html(page.format(head=head).encode(encoding)) == read_html(page.format(head=""))


@pytest.mark.parametrize(
    ("head", "encoding", "message"),
    [
        ("", "cp1252", "old.html: text in UTF-8 was asked for, but byte 0x93"),
        ("<meta charset=utf-8>", "cp1252", "old.html: it declares itself to be in 'utf-8'"),
        ("<meta charset=klingon>", "utf-8", "unknown encoding: klingon"),
        ("<meta charset=base64>", "utf-8", "declares itself to be in 'base64'"),
    ],
)
def test_other_bytes_are_refused(page, head, encoding, message):
    with pytest.raises(InvalidTextError, match=message):
        read_html(page.format(head=head).encode(encoding), name="old.html")


@pytest.mark.parametrize("content", ["", "<html><body></body></html>", "<html><head><title>Yes</title></head></html>"])
def test_a_page_without_an_article_is_refused(page, content):
    with pytest.raises(InvalidTextError, match=r"empty\.html: .* no paragraphs"):
        read_html(content, name="empty.html")


def test_a_missing_extra_is_named(monkeypatch):
    def missing(name):
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(MissingExtraError, match=r"pip install 'quoteattr\[web\]'") as caught:
        read_html(PAGE)
    assert "\n" not in str(caught.value)
