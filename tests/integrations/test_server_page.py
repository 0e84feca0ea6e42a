"""The page of the service: over HTTP, and as a person meets it in headless Chromium."""

import re
from dataclasses import replace
from urllib.parse import urlencode

import pytest

pytest.importorskip("fastapi", reason="needs the extra server")
pytest.importorskip("uvicorn", reason="needs the extra server")

from quoteattr import Article, Speaker
from quoteattr.integrations.server.page import example
from quoteattr.integrations.server.settings import Settings
from quoteattr.render import render_page
from quoteattr.types import Quotation, QuotationId, SpeakerId, Summary
from tests.conftest import spans_of
from tests.integrations.serving import GatedPipeline, serving
from tests.render.browser import chromium, folded, thornaby
from tests.render.reader import read

# The browser is driven over the loopback; nothing else is reached.
pytestmark = pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])

HOSTILE = (
    "<script>window.hit = 1</script>\n\n“</textarea></style><img src=x onerror='window.hit = 1'>” said\u202e Eve"
    ' "onfocus="window.hit = 1" $article ${style}\n\n&lt;b&gt;'
)


class Reading(GatedPipeline):
    """Knows one article, and takes anything else for a quotation of Eve."""

    def pipe(self, items, **options):
        for article in super().pipe(items, **options):
            yield self.know(article)

    def know(self, article):
        known = thornaby()
        if article.text == known.text:
            return replace(known, id=None)
        if "Eve" not in article.text:
            return article
        eve = Speaker(SpeakerId("s1"), "Eve <b>", role='"onclick="window.hit = 1')
        said = re.search("“.*”", article.text, re.DOTALL)
        quotation = Quotation(QuotationId("q1"), "direct", spans_of(article.text, said[0]), speaker=eve)
        return replace(article, quotations=(quotation,), speakers=(eve,), summary=Summary(article.text))


@pytest.fixture(scope="module")
def pipeline():
    pipeline = Reading()
    pipeline.gate.set()
    return pipeline


@pytest.fixture(scope="module")
def client(pipeline):
    with serving(Settings(max_body=20_000, queue=4), lambda: pipeline) as found:
        yield found


def send(client, **values):
    return client.ask("POST", "/", urlencode(values).encode(), **{"Content-Type": "application/x-www-form-urlencoded"})


def page_of(found):
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    assert found.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    return found.body.decode()


class TestForm:
    def test_the_view_is_the_one_of_a_file(self, client):
        def view(page):
            return re.search("<article.*</article>", page, re.DOTALL)[0]

        article = replace(thornaby(), id=None)
        found = send(client, text=article.text)
        assert found.status == 200
        shown = re.sub("qa-[0-9a-f]{12}-", "qa-1-", view(page_of(found)))
        assert shown == view(render_page(article))

    def test_line_ends_of_a_browser_are_those_that_were_pasted(self, client, pipeline):
        send(client, text="It rained.\r\n\r\nIt snowed.")
        assert pipeline.read[-1] == "It rained.\n\nIt snowed."

    def test_options(self, client, pipeline):
        send(client, text="It rained.", max_sentences=" 2 ", focus="rain")
        assert {name: pipeline.calls[-1][1][name] for name in ("max_sentences", "focus", "ratio")} == {
            "max_sentences": 2,
            "focus": "rain",
            "ratio": None,
        }

    def test_an_example_is_at_hand(self, client):
        page = page_of(client.ask("GET", "/?example"))
        assert f"\n{example().text}</textarea>" in page

    @pytest.mark.parametrize(
        ("values", "status", "said"),
        [
            ({}, 422, "There is no article yet"),
            ({"text": " \n"}, 422, "There is no article yet"),
            ({"text": "It rained.", "max_sentences": "many"}, 422, "“many” sentences were asked for"),
            ({"text": "It rained.", "max_sentences": "0"}, 422, "max_sentences=0 was asked for"),
            ({"text": "It rained.", "focus": "?!"}, 422, "focus=&#x27;?!&#x27; was asked for"),
            ({"text": "fail"}, 500, "the article could not be read, by a fault of the service"),
            ({"text": "break"}, 500, "the service failed at this article"),
            ({"text": "x" * 20_000}, 413, "accepted are 20,000"),
            (dict.fromkeys("abcde", "x"), 400, "Max number of fields exceeded"),
        ],
    )
    def test_what_is_wrong_is_said_on_the_page_and_the_article_stays(self, client, values, status, said):
        found = send(client, **values)
        assert found.status == status
        page = page_of(found)
        assert re.search(f'<p role="alert">[^<]*{re.escape(said)}[^<]*</p>', page)
        if status not in (400, 413):
            assert f"\n{values.get('text', '')}</textarea>" in page

    def test_a_form_of_another_kind(self, client):
        found = client.ask("POST", "/", b"x", **{"Content-Type": "multipart/form-data; boundary=x"})
        assert (found.status, "accepted are application/x-www-form-urlencoded" in page_of(found)) == (415, True)

    def test_hostile_text_is_text(self, client):
        page = page_of(send(client, text=HOSTILE, focus=HOSTILE, max_sentences="1"))
        reader = read(page.replace("<link ", "<meta "))
        assert [tag for tag in reader.tags if tag in ("script", "img", "style")] == [
            "style",
            "style",
            "script",
            "script",
        ]
        assert not [name for name, _ in reader.attributes if name.startswith("on")]
        # Of an article the text box has every character, the reading view a stand-in for those that act.
        assert page.count("&lt;script&gt;window.hit = 1&lt;/script&gt;") >= 2


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def see(browser, client):
    """Open the page and return the browser."""

    def see_page(path="/", *, scripts=True, width=1180):
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.get_log("browser")
        browser.get(f"{client.address}{path}")
        return browser

    yield see_page
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def find(browser, selector):
    return browser.find_elements("css selector", selector)


def wait(browser, selector):
    ui = pytest.importorskip("selenium.webdriver.support.ui")
    return ui.WebDriverWait(browser, 20).until(lambda b: find(b, selector) or None)[0]


def press(browser, *keys):
    webdriver = pytest.importorskip("selenium.webdriver")
    webdriver.ActionChains(browser).send_keys(*(getattr(webdriver.Keys, key, key) for key in keys)).perform()


def fill(browser, text):
    browser.execute_script("document.querySelector('textarea').value = arguments[0]", text)


@pytest.mark.integration
class TestInTheBrowser:
    def test_an_article_is_pasted_and_shown(self, see):
        browser = see()
        fill(browser, thornaby().text)
        find(browser, "form button")[0].click()
        assert folded(wait(browser, ".qa-headline").text).endswith(thornaby().text.splitlines()[0])
        assert browser.get_log("browser") == []
        assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
        # The scripts of the reading view run under the policy of the page, and so do its styles.
        find(browser, "button.qa-pick[value='3']")[0].click()
        assert {e.get_attribute("data-by") for e in find(browser, ".qa-speaker") if e.is_displayed()} == {"3"}
        assert find(browser, ".qa-content")[0].value_of_css_property("background-color") == "rgba(0, 0, 0, 0)"
        # The form is folded away, with the article still in it.
        assert not find(browser, "textarea")[0].is_displayed()
        assert find(browser, "textarea")[0].get_property("value") == thornaby().text

    def test_by_keyboard_alone(self, see):
        browser = see()
        press(browser, "TAB", "TAB", "TAB")
        assert browser.execute_script("return document.activeElement.id") == "qs-text"
        press(browser, "“Go,” said Eve.", "TAB", "2", "TAB", "TAB", "ENTER")
        assert wait(browser, ".qa-content").text == "“Go,”"
        press(browser, "TAB", "ENTER")
        assert find(browser, "textarea")[0].is_displayed()
        assert find(browser, "#qs-length")[0].get_property("value") == "2"

    def test_control_and_enter_send_from_within_the_text(self, see):
        browser = see()
        fill(browser, "“Go,” said Eve.")
        find(browser, "textarea")[0].click()
        webdriver = pytest.importorskip("selenium.webdriver")
        keys = webdriver.Keys
        webdriver.ActionChains(browser).key_down(keys.CONTROL).send_keys(keys.ENTER).key_up(keys.CONTROL).perform()
        assert wait(browser, ".qa-content").text == "“Go,”"

    def test_it_says_that_it_is_busy_and_sends_once(self, see):
        browser = see()
        fill(browser, "“Go,” said Eve.")
        # Nothing is sent, so that the page stays to be looked at.
        seen = browser.execute_script("""
          const seen = [], form = document.forms[0];
          document.addEventListener("submit", (event) => {
            seen.push([event.defaultPrevented, form.querySelector("[role=status]").textContent]);
            event.preventDefault();
          });
          for (let n = 0; n < 3; n++) form.requestSubmit();
          return seen""")
        assert seen == [[False, "Reading the article…"], *[[True, "Reading the article…"]] * 2]

    def test_without_scripts(self, see):
        browser = see("/?example", scripts=False)
        assert find(browser, "textarea")[0].get_property("value") == example().text
        find(browser, "textarea")[0].clear()
        find(browser, "textarea")[0].send_keys("“Go,” said Eve.")
        find(browser, "form button")[0].click()
        assert wait(browser, ".qa-content").text == "“Go,”"

    def test_an_error_is_seen_and_the_article_kept(self, see):
        browser = see()
        fill(browser, "fail")
        find(browser, "form button")[0].click()
        assert "could not be read" in wait(browser, "[role=alert]").text
        assert find(browser, "textarea")[0].get_property("value") == "fail"
        assert "Not read" in browser.title

    @pytest.mark.parametrize("width", [360, 1180])
    def test_nothing_stands_out_at_the_side(self, see, width):
        browser = see("/?example", width=width)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width

    def test_what_a_screen_reader_gets(self, see):
        browser = see()
        nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        tree = {(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes if not n["ignored"]}
        assert tree >= {
            # Chromium hears the capitals of the style.
            ("heading", "WHO SAID WHAT"),
            ("textbox", "Article"),
            ("spinbutton", "Sentences in the summary"),
            ("textbox", "What the summary should be about"),
            ("button", "Read it"),
            ("link", "an example"),
        }

    def test_hostile_text_stays_text(self, see):
        browser = see()
        fill(browser, HOSTILE)
        find(browser, "form button")[0].click()
        wait(browser, ".qa-content")
        assert browser.execute_script("return window.hit ?? null") is None
        assert find(browser, "textarea")[0].get_property("value") == HOSTILE
        shown = browser.execute_script(
            "return [...document.querySelectorAll('.qa-head, .qa-text')].map(e => e.textContent).join('')"
        )
        assert shown == HOSTILE.replace("\u202e", "\ufffd")
        assert find(browser, "img, b") == []
        assert browser.get_log("browser") == []


def test_the_article_of_the_page_is_an_article():
    assert Article(example().text).text.count("“") >= 3
