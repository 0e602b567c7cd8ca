"""What the bot understood of one's words can be seen under them, with the words that spoke for it. In the demo."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from handlers.wording import question_words
from tests.browser.conftest import entered, newcomer, phone_context
from tests.browser.hands import nameless
from tests.browser.person import FORM, Person, says
from tests.whole.house import Process

pytestmark = pytest.mark.browser

SAID = "เน็ตโรงเรียนหลุดบ่อยมาก ถามครูสมชาย 081-234-5678 ได้"
DIGITAL = next(theme.label for theme in FORM.themes if theme.code == "digital")


@pytest.fixture
def speaker(somebody: Person) -> Person:
    """Somebody who answered the first question, and whose answer was taken."""
    return spoken(somebody)


@pytest.fixture(scope="module")
def heard_once(browser: Browser, demo: Process) -> Iterator[Person]:
    """A speaker for all tests that only look."""
    context = phone_context(browser)
    yield spoken(newcomer(entered(context, demo)))
    context.close()


@pytest.fixture
def heard(heard_once: Person) -> Person:
    """Whose phone is the one in sight, and whose panel nobody has left open."""
    name = heard_once.phone.locator(".names p").text_content() or ""
    heard_once.page.get_by_test_id("person-tab").filter(has_text=re.compile(f"^{re.escape(name)}$")).click()
    if panel(heard_once.page).count():
        heard_once.page.keyboard.press("Escape")
    expect(panel(heard_once.page)).to_have_count(0)
    return heard_once


def spoken(person: Person) -> Person:
    person.become("40–59 ปี", "ครู/บุคลากร", "ไทรโยค")
    person.say(SAID)
    expect(row(person).get_by_test_id("read")).to_be_visible()
    return person


def row(person: Person, words: str = SAID) -> Locator:
    return person.phone.locator(".row.own").filter(has_text=words)


def why(person: Person, words: str = SAID) -> Locator:
    return row(person, words).get_by_test_id("why")


def panel(page: Page) -> Locator:
    return page.get_by_test_id("reading")


def opened(person: Person, words: str = SAID) -> Locator:
    why(person, words).click()
    expect(panel(person.page)).to_be_visible()
    return panel(person.page)


def test_the_panel_names_what_it_was_read_as(heard: Person) -> None:
    expect(opened(heard)).to_contain_text("อ่านเป็น: คำตอบ")


def test_the_panel_names_the_question(heard: Person) -> None:
    expect(opened(heard)).to_contain_text(question_words("problem", FORM))


def test_the_panel_names_a_theme_and_how_sure_it_is(heard: Person) -> None:
    theme = opened(heard).get_by_role("listitem").filter(has_text=DIGITAL)
    expect(theme).to_contain_text(re.compile(r"\d+%"))


def test_a_word_of_the_bubble_speaks_for_its_theme(heard: Person) -> None:
    chips = opened(heard).get_by_role("listitem").filter(has_text=DIGITAL).get_by_test_id("chip")
    assert [word for word in chips.all_inner_texts() if word in SAID]


def test_the_panel_shows_what_a_reader_of_the_table_sees(heard: Person) -> None:
    masked = opened(heard).get_by_role("definition").last
    expect(masked).to_contain_text("เน็ตโรงเรียนหลุดบ่อยมาก")
    expect(masked).not_to_contain_text("081")


def test_a_second_press_closes_the_panel(heard: Person) -> None:
    opened(heard)
    why(heard).click()
    expect(panel(heard.page)).to_have_count(0)


def test_one_panel_is_open_at_a_time(speaker: Person) -> None:
    speaker.say("ข้าม")
    expect(row(speaker, "ข้าม").get_by_test_id("read")).to_be_visible()
    opened(speaker)
    why(speaker, "ข้าม").click()
    expect(panel(speaker.page)).to_contain_text(FORM.buttons["skip"])
    expect(panel(speaker.page)).to_have_count(1)


def test_it_opens_and_closes_by_keyboard(heard: Person) -> None:
    why(heard).focus()
    heard.page.keyboard.press("Enter")
    expect(panel(heard.page)).to_be_visible()
    expect(why(heard)).to_have_attribute("aria-expanded", "true")
    heard.page.keyboard.press("Escape")
    expect(panel(heard.page)).to_have_count(0)
    expect(why(heard)).to_be_focused()


def test_it_goes_with_the_bubble_that_is_taken_back(speaker: Person) -> None:
    opened(speaker)
    speaker.unsend(SAID)
    expect(panel(speaker.page)).to_have_count(0)


def test_it_is_big_enough_for_a_thumb(heard: Person) -> None:
    box = why(heard).bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24


def test_its_name_says_which_bubble(heard: Person) -> None:
    expect(why(heard)).to_have_accessible_name(re.compile("^อ่านว่าอะไร: เน็ตโรงเรียน"))
    opened(heard)
    assert nameless(heard.page) == []


def test_nothing_is_wider_than_a_phone_while_it_is_open(heard: Person) -> None:
    opened(heard)
    log = heard.phone.get_by_test_id("log")
    assert log.evaluate("node => node.scrollWidth - node.clientWidth") == 0


def test_a_tapped_button_has_nothing_to_read(somebody: Person) -> None:
    somebody.agree()
    somebody.tap("40–59 ปี")
    somebody.reads(says("hint_role"))
    expect(row(somebody, "40–59 ปี").get_by_test_id("bubble-menu")).to_be_visible()
    expect(row(somebody, "40–59 ปี").get_by_test_id("why")).to_have_count(0)


def test_markup_stays_words(speaker: Person) -> None:
    speaker.say("<b onclick=alert(1)>อาคารเก่า</b> 081-234-5678")
    expect(row(speaker, "อาคารเก่า")).to_be_visible()
    expect(opened(speaker, "อาคารเก่า")).to_contain_text("<b onclick=alert(1)>")
