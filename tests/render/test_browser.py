"""The reading view as a person meets it, in headless Chromium."""

import re

import pytest

from quoteattr.render import render_fragment, render_page
from quoteattr.types import Article, Quotation, QuotationId, Span, Speaker, SpeakerId, Summary
from tests.render.browser import chromium, folded, thornaby

# The browser is driven over the loopback; nothing else is reached.
pytestmark = [pytest.mark.integration, pytest.mark.allow_hosts(["127.0.0.1", "::1", "localhost"])]

TEXT = "return [...document.querySelectorAll('.qa-head, .qa-text')].map(e => e.textContent).join('')"
CARD = "const c = document.querySelector('.qa-card'); return c && !c.hidden ? c.innerText : null"
TINTED = """return [...document.querySelectorAll('.qa-content')]
  .filter(e => getComputedStyle(e).backgroundColor !== 'rgba(0, 0, 0, 0)').map(e => e.dataset.by)"""
PRESSED = """return [...document.querySelectorAll('button.qa-pick[aria-pressed=true]')].map(b => b.value)"""
CLEAR = "document.activeElement.blur(); scrollTo(0, 0)"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def see(browser, tmp_path):
    """Open a page, from a file, and return the browser; whatever was set for one test is undone."""

    def see_page(page, *, width=1180, scripts=True, **media):
        path = tmp_path / "page.html"
        path.write_text(page, encoding="utf-8")
        features = [
            {"name": name.replace("_", "-"), "value": value} for name, value in media.items() if name != "media"
        ]
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": media.get("media", ""), "features": features})
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not scripts})
        browser.get_log("browser")
        browser.get(path.as_uri())
        return browser

    yield see_page
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def find(browser, selector):
    return browser.find_elements("css selector", selector)


def press(browser, *keys):
    webdriver = pytest.importorskip("selenium.webdriver")
    webdriver.ActionChains(browser).send_keys(*(getattr(webdriver.Keys, key) for key in keys)).perform()


def move(browser, element):
    pytest.importorskip("selenium.webdriver").ActionChains(browser).move_to_element(element).perform()


def wait(browser, script, accept):
    ui = pytest.importorskip("selenium.webdriver.support.ui")
    return ui.WebDriverWait(browser, 10).until(lambda b: accept(b.execute_script(script)) or None)


class TestPage:
    def test_the_text_is_shown_whole_and_nothing_is_complained_of(self, see):
        article = thornaby()
        browser = see(render_page(article))
        assert browser.execute_script(TEXT) == article.text
        assert browser.get_log("browser") == []
        assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0

    def test_what_a_reader_copies_is_the_article(self, see):
        browser = see(render_page(thornaby()))
        copied = browser.execute_script(
            "getSelection().selectAllChildren(document.querySelector('.qa-text')); return getSelection().toString()"
        )
        assert folded(copied) == folded(thornaby().text.split("\n", 1)[1])

    def test_a_speaker_is_chosen_with_the_mouse_and_let_go_with_escape(self, see):
        browser = see(render_page(thornaby()))
        everything = browser.execute_script(TINTED)
        find(browser, "button.qa-pick[value='3']")[0].click()
        assert set(browser.execute_script(TINTED)) == {"3"}
        assert browser.execute_script(PRESSED) == ["3"]
        status = find(browser, "[role=status]")[0]
        assert status.get_attribute("textContent") == "Showing only what was said by: Margaret Iveson"
        assert [s.get_attribute("data-by") for s in find(browser, ".qa-speaker") if s.is_displayed()] == ["3"]
        press(browser, "ESCAPE")
        assert browser.execute_script(TINTED) == everything
        assert browser.execute_script(PRESSED) == ["all"]

    def test_a_second_press_lets_go_too(self, see):
        browser = see(render_page(thornaby()))
        button = find(browser, "button.qa-pick[value='0']")[0]
        button.click()
        assert set(browser.execute_script(TINTED)) == {"0"}
        button.click()
        assert browser.execute_script(PRESSED) == ["all"]

    def test_hovering_says_who_and_how_sure(self, see):
        browser = see(render_page(thornaby()))
        assert browser.execute_script(CARD) is None
        move(browser, find(browser, "mark[data-n='4']")[0])
        card = browser.execute_script(CARD)
        assert card.startswith("Margaret Iveson, chief executive of Thornaby Vale Borough Council")
        assert "direct, score 0.94" in card
        assert re.search(r"speaker: She \(\d+-\d+\) → Margaret Iveson, score 0\.97", card)
        lit = browser.execute_script("return [...document.querySelectorAll('.qa-lit')].map(e => e.dataset.n)")
        assert set(lit) == {"4"}

    def test_the_card_stays_under_the_pointer_and_goes_when_it_leaves(self, see):
        browser = see(render_page(thornaby()))
        move(browser, find(browser, "mark[data-n='3']")[0])
        move(browser, find(browser, ".qa-card strong")[0])
        assert browser.execute_script(CARD)
        move(browser, find(browser, ".qa-masthead h1")[0])
        assert wait(browser, CARD.replace("null", "'gone'"), lambda shown: shown == "gone")

    def test_by_keyboard_alone(self, see):
        browser = see(render_page(thornaby()))
        press(browser, "TAB")
        active = "return document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText"
        assert browser.execute_script(active) == "Quotation 1, Inspectors"
        assert browser.execute_script(CARD).startswith("Inspectors")
        press(browser, "ESCAPE")
        assert browser.execute_script(CARD) is None
        press(browser, "TAB")
        assert find(browser, ".qa-edit:focus .qa-was")[0].text == "(in the article: “She”)"
        press(browser, "TAB", "TAB", "TAB", "SPACE")
        assert browser.execute_script(PRESSED) == ["2"]
        press(browser, "ESCAPE", "TAB", "TAB", "TAB", "ENTER")
        assert browser.execute_script("return document.activeElement.hash").endswith("-q2")
        press(browser, "ENTER")
        assert browser.execute_script(active) == "Quotation 2, a report"

    def test_the_tree_that_a_screen_reader_gets(self, see):
        browser = see(render_page(thornaby()))
        nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
        tree = [
            (n["role"]["value"], n.get("name", {}).get("value", ""), n.get("description", {}).get("value", ""))
            for n in nodes
            if not n["ignored"]
        ]
        roles = {role for role, _, _ in tree}
        assert {"banner", "main", "article", "complementary", "region", "heading", "list", "status"} <= roles
        title = "Inspectors find ‘serious weaknesses’ in Thornaby Vale’s care for older people"
        (named,) = [name for role, name, _ in tree if role == "article"]
        assert title in re.sub(r"Quotation 1, Inspectors|\(end of quotation\)", "", named).replace("  ", " ")
        descriptions = {name: description for role, name, description in tree if role == "link"}
        assert "direct, score 0.92" in descriptions["Quotation 2, a report"]
        buttons = [name for role, name, _ in tree if role == "button"]
        assert folded(buttons[3]) == "Margaret Iveson 2 quotations chief executive of Thornaby Vale Borough Council"

    def test_without_scripts_a_speaker_is_chosen_by_radio_buttons(self, see):
        browser = see(render_page(thornaby()), scripts=False)
        find(browser, "input[value='3']")[0].click()
        # Scripts of the page are off, so its state is read from the style alone.
        tints = {
            mark.get_attribute("data-by"): mark.value_of_css_property("background-color")
            for mark in find(browser, ".qa-content")
        }
        assert tints["3"] != "rgba(0, 0, 0, 0)"
        assert {tints[by] for by in tints if by != "3"} == {"rgba(0, 0, 0, 0)"}
        assert [s.get_attribute("data-by") for s in find(browser, ".qa-speaker") if s.is_displayed()] == ["3"]

    @pytest.mark.parametrize(("scheme", "ground"), [("light", "255, 253, 248"), ("dark", "23, 23, 26")])
    def test_light_and_dark(self, see, scheme, ground):
        browser = see(render_page(thornaby()), prefers_color_scheme=scheme)
        for selector in ("body", ".quoteattr"):
            assert ground in find(browser, selector)[0].value_of_css_property("background-color")

    def test_print_names_the_speakers(self, see):
        browser = see(render_page(thornaby()), media="print")
        told = "return [...document.querySelectorAll('.qa-ref')].map(e => getComputedStyle(e, '::before').content)"
        assert browser.execute_script(told)[2] == '"3 Margaret Iveson:"'
        tints = {mark.value_of_css_property("background-color") for mark in find(browser, ".qa-content")}
        assert len(tints) == 1

    @pytest.mark.parametrize("width", [320, 390, 700])
    def test_nothing_sticks_out_of_a_narrow_window(self, see, width):
        long = "x" * 500
        speaker = Speaker(SpeakerId("s1"), long, role=long)
        said = Quotation(QuotationId("q1"), "direct", (Span(0, 200),), speaker=speaker)
        odd = Article(long, id=long, quotations=(said,), speakers=(speaker,), summary=Summary(long), warnings=(long,))
        browser = see(render_page([thornaby(), odd]), width=width)
        assert browser.execute_script("return document.documentElement.scrollWidth") <= width


HOSTILE = (
    '<script>window.hit = 1</script> <img src=x onerror=\'window.hit=1\'> " onmouseover="window.hit=1" '
    "</style><style>*{display:none}</style> </script><svg onload=window.hit=1> `${window.hit=1}` \u202egnp.exe\u202c"
)


class TestHostile:
    def test_hostile_text_is_shown_and_does_nothing(self, see):
        whole = Span(0, len(HOSTILE))
        speaker = Speaker(SpeakerId(HOSTILE), HOSTILE, role=HOSTILE)
        said = Quotation(QuotationId(HOSTILE), "direct", (whole,), (Span(3, 9),), (Span(20, 30),), speaker)
        article = Article(
            HOSTILE, id=HOSTILE, quotations=(said,), speakers=(speaker,), summary=Summary(HOSTILE),
            warnings=(HOSTILE,), provenance={HOSTILE: HOSTILE},
        )  # fmt: skip
        for page in (render_page(article), "<!DOCTYPE html><meta charset=utf-8>" + render_fragment(article)):
            browser = see(page)
            move(browser, find(browser, "mark")[0])
            assert HOSTILE[:30] in browser.execute_script(CARD)
            find(browser, "button.qa-pick")[1].click()
            assert browser.execute_script(TEXT) == HOSTILE.replace("\u202e", "\ufffd").replace("\u202c", "\ufffd")
            assert browser.execute_script("return window.hit ?? null") is None
            assert browser.execute_script("return document.querySelectorAll('script, img, svg').length") == 1
            assert browser.get_log("browser") == []

    def test_were_an_escape_missed_the_policy_would_hold(self, see):
        page = render_page(Article("It rained."))
        bad = '<script>window.hit = 1</script><p id="bad" onclick="window.hit = 1" style="color: rgb(255, 0, 0)">x</p>'
        browser = see(page.replace("<main>", f"<main>{bad}"))
        paragraph = find(browser, "#bad")[0]
        paragraph.click()
        assert browser.execute_script("return window.hit ?? null") is None
        assert "255, 0, 0" not in paragraph.value_of_css_property("color")
        assert any("Content Security Policy" in entry["message"] for entry in browser.get_log("browser"))


class TestNotebook:
    def notebook(self, *articles, theme=""):
        outside = (
            "<h3 id=h>Cell</h3><p id=p>Text <mark id=m>mark</mark> <a id=a href=#h>link</a></p><ul><li id=l>x</ul>"
        )
        cells = "".join(f"<div class=cell>{render_fragment(article)}</div>" for article in articles)
        # With a scroll bar from the start, so that the width is the same for every number of cells.
        ground = '<!DOCTYPE html><html style="overflow-y: scroll"><meta charset=utf-8>'
        return f"{ground}<body {theme}>{outside}{cells}</body>"

    def test_the_rest_of_the_notebook_looks_as_before(self, see):
        looks = """return ['h', 'p', 'm', 'a', 'l'].map(id => {
          const style = getComputedStyle(document.getElementById(id));
          return [...style].map(name => `${name}: ${style.getPropertyValue(name)}`);
        })"""
        before = see(self.notebook()).execute_script(looks)
        assert see(self.notebook(thornaby())).execute_script(looks) == before

    def test_each_of_several_is_its_own(self, see, example):
        browser = see(self.notebook(thornaby(), example, thornaby()))
        assert len(find(browser, ".qa-card")) == len(find(browser, "[role=status]")) == 3
        assert find(browser, "input") == []
        first, second, third = find(browser, ".quoteattr")
        second.find_element("css selector", "button[value='2']").click()
        assert [root.get_attribute("data-only") for root in (first, second, third)] == [None, "2", None]
        # Two copies of one article: a link of the second copy leads to the second copy.
        third.find_elements("css selector", ".qa-note a")[3].click()
        assert browser.execute_script("return arguments[0].contains(document.activeElement)", third)
        assert browser.execute_script("return document.activeElement.dataset.n") == "4"

    def test_the_theme_of_the_notebook_decides_between_light_and_dark(self, see):
        page = self.notebook(thornaby(), theme='data-jp-theme-light="false"')
        browser = see(page, prefers_color_scheme="light")
        assert "23, 23, 26" in find(browser, ".quoteattr")[0].value_of_css_property("background-color")

    def test_a_page_that_runs_no_scripts_still_lets_choose(self, see):
        browser = see(self.notebook(thornaby()), scripts=False)
        find(browser, "input[value='1']")[0].click()
        tints = {
            mark.get_attribute("data-by"): mark.value_of_css_property("background-color")
            for mark in find(browser, ".qa-content")
        }
        assert [by for by, tint in tints.items() if tint != "rgba(0, 0, 0, 0)"] == ["1"]
