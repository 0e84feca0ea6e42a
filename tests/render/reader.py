"""Reads a page as a strict parser would, and keeps what the tests ask about."""

from html.parser import HTMLParser

VOID = {"input", "meta"}


class Reader(HTMLParser):
    """Refuses what is not well-formed; keeps tags, attributes and what stands in the article's text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = []
        self.tags = []
        self.attributes = []
        self.elements = []
        self.text = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.elements.append((tag, dict(attrs)))
        assert len(attrs) == len(dict(attrs)), f"an attribute of {tag} is there twice"
        if tag != "meta":
            self.attributes += attrs
        if tag not in VOID:
            self.open.append((tag, dict(attrs).get("class", "")))

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if any(name in {"qa-head", "qa-text"} for _, name in self.open):
            self.text.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"comment {data!r}")

    def handle_pi(self, data):
        raise AssertionError(f"processing instruction {data!r}")

    def unknown_decl(self, data):
        raise AssertionError(f"declaration {data!r}")


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


def values(reader, name):
    return [value for key, value in reader.attributes if key == name]
