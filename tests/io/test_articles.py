"""Reading the articles to annotate."""

import gzip
import importlib
import io
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.errors import InvalidTextError, MissingExtraError, OptionError, SchemaError
from quoteattr.io import read_articles, sources


@pytest.fixture
def write(tmp_path):
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def read_all(paths, **options):
    """Return the articles and the messages of what could not be read."""
    errors = []
    return list(read_articles(paths, on_error=errors.append, **options)), [str(error) for error in errors]


class TestTextFiles:
    @pytest.mark.parametrize(
        ("content", "text"),
        [
            pytest.param("“Yes,” said Ada.", "“Yes,” said Ada.", id="plain"),
            pytest.param(b"\xef\xbb\xbf\xe2\x80\x9cYes\xe2\x80\x9d", "“Yes”", id="byte order mark"),
            pytest.param("one\r\ntwo\rthree\n", "one\r\ntwo\rthree\n", id="line ends stay"),
            pytest.param("", "", id="empty"),
            pytest.param(b"\xef\xbb\xbf", "", id="byte order mark alone"),
            pytest.param("a\x00b\u2028c\x85d", "a\x00b\u2028c\x85d", id="control characters stay"),
            pytest.param("\U0001f600 e\u0301", "\U0001f600 e\u0301", id="emoji and combining mark"),
        ],
    )
    def test_one_article_a_file(self, write, content, text):
        assert list(read_articles([write("council.txt", content)])) == [("council", text)]

    @pytest.mark.parametrize(
        ("name", "article_id"),
        [
            pytest.param("council.txt", "council", id="suffix"),
            pytest.param("2024-05-01.council.txt", "2024-05-01.council", id="several dots"),
            pytest.param("COUNCIL.TXT", "COUNCIL", id="upper case"),
            pytest.param("council", "council", id="no suffix"),
            pytest.param("rät.text", "rät", id="not ASCII"),
        ],
    )
    def test_id_is_the_name_without_suffix(self, write, name, article_id):
        assert list(read_articles([str(write(name, "Yes."))])) == [(article_id, "Yes.")]

    def test_a_name_that_is_not_utf8_gives_an_id_that_is(self, tmp_path):
        path = tmp_path / b"r\xe4t.txt".decode("utf-8", "surrogateescape")
        try:
            path.write_text("Yes.")
        except OSError:
            pytest.skip("the file system takes UTF-8 names only")
        [(article_id, _)] = read_articles([path])
        assert article_id == "r\ufffdt"

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            pytest.param(b"ab\x93Yes\x94", "byte 0x93 at offset 2", id="Windows quotation marks"),
            pytest.param(b"\xef\xbb\xbfab\xff", "byte 0xff at offset 5", id="behind a byte order mark"),
            pytest.param(b"caf\xc3", "byte 0xc3 at offset 3", id="cut off in a character"),
            pytest.param("“Yes”".encode("utf-16-le"), "iconv -f UTF-16LE", id="UTF-16 without a mark"),
            pytest.param("“Yes”, she said".encode("utf-16-be"), "iconv -f UTF-16BE", id="UTF-16BE without a mark"),
            pytest.param(b"\xed\xa0\x80", "byte 0xed at offset 0", id="encoded surrogate"),
        ],
    )
    def test_encodings_that_nothing_names_are_refused(self, write, content, message):
        path = write("old.txt", content)
        with pytest.raises(InvalidTextError, match=message) as caught:
            list(read_articles([path]))
        assert str(path) in str(caught.value)
        assert "iconv" in str(caught.value)

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
    def test_a_byte_order_mark_names_the_encoding(self, write, encoding):
        assert list(read_articles([write("a.txt", "“Yes”\r\n".encode(encoding))])) == [("a", "“Yes”\r\n")]

    def test_a_mark_of_the_other_byte_order(self, write):
        assert list(read_articles([write("a.txt", "\ufeff“Yes”".encode("utf-16-be"))])) == [("a", "“Yes”")]

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param("“Yes”".encode("utf-16")[:-1], id="half a unit"),
            pytest.param("\ufeff😀".encode("utf-16-le")[:-2], id="half a character"),
            pytest.param(b"\xff\xfe\x00\x00\xff\xff\xff\xff", id="no UTF-32"),
        ],
    )
    def test_what_is_not_what_its_mark_says_is_refused(self, write, content):
        with pytest.raises(InvalidTextError, match=r"byte order mark of UTF-(16|32), but at byte \d+ it is not"):
            list(read_articles([write("a.txt", content)]))


class TestEncodings:
    @pytest.mark.parametrize(
        ("content", "encoding", "text"),
        [
            pytest.param(b"\x93Yes\x94", "windows-1252", "“Yes”", id="Windows"),
            pytest.param(b"\x93Yes\x94", "latin-1", "“Yes”", id="Latin-1 is read as browsers do"),
            pytest.param(b"\xd2Yes\xd3", "mac-roman", "“Yes”", id="Macintosh"),
            pytest.param("“Yes”".encode("utf-16-le"), "UTF-16LE", "“Yes”", id="UTF-16 without a mark"),
            pytest.param("“Yes”".encode(), "utf8", "“Yes”", id="UTF-8"),
            pytest.param("“Yes”".encode("utf-8-sig"), "windows-1252", "“Yes”", id="a mark goes before"),
            pytest.param("“Yes”".encode("utf-16"), "windows-1252", "“Yes”", id="the mark of UTF-16 goes before"),
            pytest.param(b"one\r\ntwo\x85", "cp1252", "one\r\ntwo…", id="line ends stay"),
            pytest.param(b"", "big5", "", id="empty"),
        ],
    )
    def test_whoever_knows_the_encoding_names_it(self, write, content, encoding, text):
        assert list(read_articles([write("a.txt", content)], encoding=encoding)) == [("a", text)]

    @pytest.mark.parametrize(
        ("content", "encoding", "at"),
        [
            pytest.param(b"caf\x81", "windows-1252", 3, id="no such letter"),
            pytest.param(b"caf\xe9", "ascii", 3, id="ASCII"),
            pytest.param(b"\xff\x00\xd8", "utf-16-le", 2, id="half a unit"),
        ],
    )
    def test_the_byte_that_does_not_fit_is_named(self, write, content, encoding, at):
        with pytest.raises(InvalidTextError, match=rf"a\.txt: text in {encoding} .* at offset {at} is not"):
            list(read_articles([write("a.txt", content)], encoding=encoding))

    @pytest.mark.parametrize("encoding", ["klingon", "base64", "rot13", "", "a\0b", "x" * 5_000, "../utf_8"])
    def test_what_is_no_encoding_is_refused_before_anything_is_read(self, encoding):
        with pytest.raises(OptionError, match="no encoding of text by that name") as caught:
            list(read_articles(["missing.txt"], encoding=encoding))
        assert len(str(caught.value)) < 300

    def test_a_refused_file_is_told_how_to_be_read(self, write):
        with pytest.raises(InvalidTextError, match=r"`--encoding windows-1252`"):
            list(read_articles([write("a.txt", b"\x93Yes\x94")]))

    def test_a_damaged_file_in_utf8_is_not_told_to_be_another(self, write):
        with pytest.raises(InvalidTextError) as caught:
            list(read_articles([write("a.txt", b"\xef\xbb\xbfab\xff")]))
        assert "--encoding" not in str(caught.value)

    def test_json_lines_are_in_no_other(self, write):
        paths = [write("a.jsonl", '{"text": "Yes."}'), write("b.txt", b"\x93No\x94")]
        articles, [error] = read_all(paths, encoding="cp1252")
        assert articles == [("b", "“No”")]
        assert "JSON Lines are in UTF-8" in error


SAID = "“The bridge will open in May,” said Ada Burns, the mayor of Lowmere, on Monday evening."
PAGE = (
    f"<html><head>{{head}}<title>Bridge to open</title></head><body><nav><a href='/'>Home</a></nav><article>"
    f"<h1>Bridge to open</h1><p>{SAID}</p><p>Tom Hale said it would be late.</p></article></body></html>"
)
READ = f"Bridge to open\n\n{SAID}\n\nTom Hale said it would be late."


class TestPages:
    @pytest.fixture(autouse=True)
    def _extra(self):
        pytest.importorskip("trafilatura", reason="web pages are read with trafilatura (extra `web`)")

    @pytest.mark.parametrize("name", ["bridge.html", "bridge.htm", "bridge.XHTML", "bridge.html.gz"])
    def test_title_and_paragraphs_are_the_article(self, write, name):
        content = PAGE.format(head="").encode()
        path = write(name, gzip.compress(content) if name.endswith(".gz") else content)
        assert list(read_articles([path])) == [("bridge", READ)]

    def test_standard_input_may_be_a_page(self):
        page = PAGE.format(head="").encode()
        assert list(read_articles(["-"], input_format="html", stdin=io.BytesIO(page))) == [(None, READ)]

    @pytest.mark.parametrize(
        ("head", "saved", "encoding"),
        [
            pytest.param("<meta charset=windows-1252>", "cp1252", None, id="declared"),
            pytest.param("", "cp1252", "cp1252", id="named"),
            pytest.param("<meta charset=utf-8>", "cp1252", "cp1252", id="declared wrongly and named"),
            pytest.param("<meta charset=utf-8>", "utf-16", "cp1252", id="marked"),
        ],
    )
    def test_bytes_are_decoded_as_the_caller_or_the_page_says(self, write, head, saved, encoding):
        path = write("a.html", PAGE.format(head=head).encode(saved))
        assert list(read_articles([path], encoding=encoding)) == [("a", READ)]

    @pytest.mark.parametrize(
        ("fields", "article_id"),
        [
            pytest.param({"id": "a"}, "a", id="id"),
            pytest.param({"id": 7, "url": "https://lowmere.example/7"}, "7", id="id and address"),
            pytest.param({"url": "https://lowmere.example/7"}, "https://lowmere.example/7", id="address alone"),
            pytest.param({"id": None, "text": None}, None, id="neither"),
        ],
    )
    def test_records_may_hold_pages(self, write, fields, article_id):
        path = write("warc.jsonl", json.dumps(fields | {"html": PAGE.format(head="<meta charset=cp1252>")}))
        assert list(read_articles([path])) == [(article_id, READ)]

    def test_a_text_goes_before_a_page(self, write):
        path = write("a.jsonl", json.dumps({"text": "Yes.", "html": PAGE, "url": "https://lowmere.example/"}))
        assert list(read_articles([path])) == [(None, "Yes.")]

    def test_a_page_without_an_article_does_not_stop_the_rest(self, write):
        lines = [{"id": "1", "html": "<html><body></body></html>"}, {"id": "2", "html": PAGE.format(head="")}]
        path = write("warc.jsonl", "\n".join(map(json.dumps, lines)))
        articles, [first, second] = read_all([write("empty.html", "<p>"), path])
        assert articles == [("2", READ)]
        assert "empty.html: the article of a web page" in first
        assert "warc.jsonl, line 1: the article of a web page" in second


@pytest.mark.parametrize(("name", "content"), [("a.html", "<p>Yes.</p>"), ("a.jsonl", '{"html": "<p>Yes.</p>"}')])
def test_a_missing_extra_ends_the_reading(write, monkeypatch, name, content):
    def missing(module):
        raise ImportError(f"No module named {module!r}")

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(MissingExtraError, match=r"pip install 'quoteattr\[web\]'"):
        read_all([write(name, content), write("b.txt", "No.")])


@given(
    content=st.binary(max_size=40),
    name=st.sampled_from(["a.txt", "a.jsonl", "a.txt.gz", "a.jsonl.gz"]),
    packed=st.booleans(),
    encoding=st.sampled_from([None, "cp1252", "utf-16", "big5", "utf-7", "idna"]),
)
@settings(max_examples=60, deadline=None)
def test_any_bytes_are_articles_or_told_errors(tmp_path_factory, content, name, packed, encoding):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(gzip.compress(content) if packed else content)
    articles, errors = read_all([path], encoding=encoding)
    assert all(isinstance(text, str) for _, text in articles)
    assert all(message.startswith(str(path)) for message in errors)


class TestPacked:
    def test_files_called_gz_are_unpacked(self, write):
        text = write("council.txt.gz", gzip.compress("“Yes”".encode()))
        lines = write("news.JSONL.GZ", gzip.compress(b'{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}\n'))
        other = write("news.gz", gzip.compress(b"No."))
        assert list(read_articles([text, lines, other])) == [
            ("council", "“Yes”"), ("1", "One."), ("2", "Two."), ("news", "No."),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(b"Yes.", id="no gzip file"),
            pytest.param(gzip.compress(b"Yes.")[:-3], id="cut off"),
            pytest.param(gzip.compress(b"Yes.")[:-8] + b"\0" * 8, id="wrong checksum"),
            pytest.param(b"\x1f\x8b\x08\0\0\0\0\0\0\0\xff\xff\xff", id="no deflate"),
        ],
    )
    def test_a_damaged_file_is_named_and_does_not_stop_the_rest(self, write, content):
        articles, [error] = read_all([write("a.txt.gz", content), write("b.txt", "No.")])
        assert articles == [("b", "No.")]
        assert "a.txt.gz: a gzip file was asked for" in error

    def test_what_came_before_the_damage_is_read(self, write):
        packed = gzip.compress(b'{"text": "One."}\n') + b"nonsense"
        articles, [error] = read_all([write("a.jsonl.gz", packed)])
        assert articles == [(None, "One.")]
        assert "damaged" in error

    @pytest.mark.parametrize("name", ["a.txt.gz", "a.jsonl.gz"])
    def test_what_would_fill_the_memory_is_refused(self, write, monkeypatch, name):
        monkeypatch.setattr(sources, "_LARGEST", 1_000)
        articles, [error] = read_all([write(name, gzip.compress(b" " * 1_001))])
        assert articles == []
        assert "a.txt.gz" in error or "a.jsonl.gz" in error
        assert "came out of the gzip file" in error
        lines = b'{"text": "Yes."}\n' * 100
        assert len(read_all([write("b.jsonl.gz", gzip.compress(lines))])[0]) == 100

    def test_a_packed_file_that_is_not_there(self, tmp_path):
        with pytest.raises(FileNotFoundError, match="gone"):
            list(read_articles([tmp_path / "gone.txt.gz"]))


class TestRecords:
    def test_lines_are_utf8_whatever_mark_they_begin_with(self, write):
        with pytest.raises(InvalidTextError, match="iconv -f UTF-16 -t UTF-8"):
            list(read_articles([write("a.jsonl", '{"text": "Yes."}'.encode("utf-16"))]))

    @pytest.mark.parametrize(
        ("line", "article"),
        [
            pytest.param('{"id": "a", "text": "Yes."}', ("a", "Yes."), id="id and text"),
            pytest.param('{"text": "Yes."}', (None, "Yes."), id="no id"),
            pytest.param('{"id": null, "text": "Yes."}', (None, "Yes."), id="id is null"),
            pytest.param('{"id": 7, "text": "Yes."}', ("7", "Yes."), id="id is a number"),
            pytest.param('{"id": "a", "text": "", "date": "today"}', ("a", ""), id="other fields"),
            pytest.param('  {"id": "a", "text": "Yes."}\r', ("a", "Yes."), id="white space around"),
            pytest.param('\ufeff{"id": "a", "text": "Yes."}', ("a", "Yes."), id="byte order mark"),
            pytest.param(
                '{"id": "a", "text": "one\u2028two\x85three"}', ("a", "one\u2028two\x85three"), id="line separators"
            ),
        ],
    )
    def test_one_article_a_line(self, write, line, article):
        assert list(read_articles([write("news.jsonl", f"{line}\n")])) == [article]

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            pytest.param(b'{"id": "x", "text": "cut', "not JSON", id="cut off"),
            pytest.param(b"plain words", "'plain words'", id="not JSON"),
            pytest.param(b'["Yes."]', "found a list", id="list"),
            pytest.param(b'"Yes."', "found a str", id="string"),
            pytest.param(b'{"id": "x"}', "'id' \\(str\\)", id="no text"),
            pytest.param(b"{}", "no fields", id="no fields"),
            pytest.param(b'{"text": null}', "'text' \\(NoneType\\)", id="text is null"),
            pytest.param(b'{"id": ["x"], "text": "Yes."}', "`id` is \\['x'\\]", id="id is a list"),
            pytest.param(b'{"id": true, "text": "Yes."}', "`id` is True", id="id is a truth value"),
            pytest.param(b'{"id": 1.5, "text": "Yes."}', "`id` is 1.5", id="id is a fraction"),
            pytest.param(b'{"text": "\x93Yes\x94"}', "byte 0x93 at offset 3[0-9]", id="not UTF-8"),
            pytest.param(b"[" * 200_000, "not JSON", id="nested too deeply"),
            pytest.param(b'{"id": ' + b"1" * 10_000 + b', "text": ""}', "not JSON", id="endless number"),
        ],
    )
    def test_a_bad_line_is_named_and_nothing_else_is_lost(self, write, line, message):
        path = write("news.jsonl", b'{"id": "1", "text": "One."}\n\n' + line + b'\n{"id": "2", "text": "Two."}\n')
        articles, errors = read_all([path])
        assert articles == [("1", "One."), ("2", "Two.")]
        assert len(errors) == 1
        assert errors[0].startswith(f"{path}, line 3: ")
        with pytest.raises((SchemaError, InvalidTextError), match=message):
            list(read_articles([path]))

    def test_the_byte_offset_counts_from_the_start_of_the_file(self, write):
        first = b'\xef\xbb\xbf{"text": "One."}\n'
        path = write("news.jsonl", first + b'{"text": "\xff"}\n')
        _, [error] = read_all([path])
        assert f"byte 0xff at offset {path.read_bytes().rindex(0xFF)}" in error

    def test_reads_one_line_at_a_time(self):
        class Endless(io.RawIOBase):
            def __iter__(self):
                while True:
                    yield b'{"text": "Yes."}\n'

        articles = read_articles(["-"], input_format="jsonl", stdin=Endless())
        assert [next(articles) for _ in range(3)] == [(None, "Yes.")] * 3

    def test_reads_annotated_records_again(self, write, example):
        path = write("annotated.jsonl", example.to_json())
        assert list(read_articles([path])) == [(example.id, example.text)]


class TestFiles:
    def test_in_the_order_given(self, write):
        paths = [write("b.txt", "B"), write("a.jsonl", '{"text": "A1"}\n{"text": "A2"}'), write("c.txt", "C")]
        assert [text for _, text in read_articles(paths)] == ["B", "A1", "A2", "C"]

    def test_standard_input_is_one_text(self):
        text = "One.\n\nTwo.\n"
        assert list(read_articles(["-"], stdin=io.BytesIO(text.encode()))) == [(None, text)]

    def test_standard_input_that_is_not_utf8(self):
        with pytest.raises(InvalidTextError, match=r"standard input: .* byte 0xff at offset 0"):
            list(read_articles(["-"], stdin=io.BytesIO(b"\xff")))

    @pytest.mark.parametrize(
        ("name", "input_format", "count"),
        [
            pytest.param("news.jsonl", "txt", 1, id="records as text"),
            pytest.param("news.txt", "jsonl", 2, id="text file of records"),
            pytest.param("news.dat", "jsonl", 2, id="other suffix"),
        ],
    )
    def test_the_format_may_be_named(self, write, name, input_format, count):
        path = write(name, "\n".join(json.dumps({"text": word}) for word in ("One", "Two")))
        assert len(list(read_articles([path], input_format=input_format))) == count

    @pytest.mark.parametrize("name", ["report.pdf", "table.csv", "records.json", "page.pdf.gz"])
    def test_other_suffixes_are_refused(self, write, name):
        path = write(name, "Yes.")
        with pytest.raises(
            OptionError, match=r"neither plain text, a web page nor JSON Lines.*\.txt.*\.jsonl.*--input-format"
        ):
            list(read_articles([path]))

    def test_a_bad_file_does_not_stop_the_rest(self, write, tmp_path):
        paths = [
            tmp_path / "missing.txt",
            tmp_path / "missing.jsonl",
            tmp_path,
            write("old.txt", b"\xff"),
            write("page.pdf", "%PDF"),
            write("good.txt", "Yes."),
        ]
        articles, errors = read_all(paths)
        assert articles == [("good", "Yes.")]
        assert len(errors) == 5
        assert all(str(path) in error for path, error in zip(paths, errors, strict=False))

    @pytest.mark.parametrize(
        ("name", "error"),
        [
            pytest.param("missing.txt", FileNotFoundError, id="missing"),
            pytest.param(".", IsADirectoryError, id="folder"),
        ],
    )
    def test_without_a_handler_the_error_is_raised(self, tmp_path, name, error):
        with pytest.raises(error):
            list(read_articles([tmp_path / name]))

    def test_an_error_of_the_handler_comes_through_once(self, tmp_path):
        seen = []

        def refuse(error):
            seen.append(error)
            raise SchemaError("enough")

        with pytest.raises(SchemaError, match="enough"):
            list(read_articles([tmp_path / "missing.txt"], on_error=refuse))
        assert len(seen) == 1
