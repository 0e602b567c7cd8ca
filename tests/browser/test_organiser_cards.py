"""What an organiser sees on a phone: the cards of every order, whole and within the screen; where buttons lead.

The demo holds invented answers of a month, so that there is something to sum up.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, expect

from handlers.organising.words import worded
from tests.browser.cards import cards, cut_off, outside, picture_each, widest
from tests.browser.conftest import entered, newcomer
from tests.browser.person import CONSENT, Person
from tests.processes import run
from tests.whole.house import Process, environment, free_port, start_ready

pytestmark = pytest.mark.browser

PHONE, HEIGHT = 390, 950
ANSWERS = "360"
NEWS = "พบกันที่หอประชุมไทรโยค วันเสาร์ที่ 5 ธันวาคม เวลา 9.00 น. ค่ะ"
NUDGE = worded("summary_nudge", role="", district="").splitlines()[1]
WHOLE = f"{worded('name_everywhere')}{worded('name_between')}{worded('name_ever')}"


@dataclass(frozen=True)
class Shown:
    """What an organiser types, what the answer is known by, how many cards it has, and their picture if one is kept."""

    typed: str
    known_by: str
    cards: int
    picture: str = ""


SHOWN = (
    Shown("สรุป", WHOLE, 5, "organiser-summary"),
    Shown("สรุป ไทรโยค 30 วัน", "ไทรโยค · 30 วัน", 5),
    Shown("ค้นหา ครู", worded("find_title", words="ครู"), 1),
    Shown("ความเห็นล่าสุด", worded("find_latest"), 1),
    Shown("ดูรายงาน", worded("week_title"), 1, "organiser-week"),
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    env = environment(tmp_path_factory.mktemp("demo"), free_port())
    seeded = run("seed", "--answers", ANSWERS, "--round", "demo", env=env)
    assert seeded.returncode == 0, seeded.stderr
    process = start_ready("demo", env=env)
    yield process
    print(process.stop())


@pytest.fixture(scope="module")
def organiser(browser: Browser, demo: Process) -> Iterator[Person]:
    """Somebody who became one by the sentence of an invitation."""
    context = browser.new_context(
        viewport={"width": PHONE, "height": HEIGHT}, locale="th-TH", device_scale_factor=2
    )
    person = newcomer(entered(context, demo))
    person.follow()
    person.reads(CONSENT)
    person.say(invitation(demo))
    person.reads(worded("team_welcome_organiser").splitlines()[0])
    expect(person.phone.get_by_test_id("rich-menu")).to_be_visible()
    person.picture("organiser-join")
    yield person
    context.close()


def invitation(demo: Process) -> str:
    invited = run("invite", "--role", "organiser", env=demo.env)
    sentence = worded("team_sentence")
    return next(line for line in invited.stdout.splitlines() if line.startswith(sentence))


@pytest.fixture(scope="module", params=SHOWN, ids=lambda shown: shown.typed)
def shown(request: pytest.FixtureRequest, organiser: Person) -> tuple[Shown, Person]:
    asked: Shown = request.param
    organiser.say(asked.typed)
    organiser.reads(asked.known_by)
    if asked.picture:
        picture_each(organiser, asked.picture)
    return asked, organiser


def test_every_card_is_there(shown: tuple[Shown, Person]) -> None:
    asked, person = shown
    expect(cards(person)).to_have_count(asked.cards)


def test_no_card_is_wider_than_the_phone(shown: tuple[Shown, Person]) -> None:
    assert 0 < widest(cards(shown[1])) < PHONE


def test_no_words_are_cut_off(shown: tuple[Shown, Person]) -> None:
    assert cut_off(cards(shown[1])) == []


def test_nothing_stands_over_the_edge_of_its_card(shown: tuple[Shown, Person]) -> None:
    assert outside(cards(shown[1])) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("สรุป ข้อความ", worded("sum_joined")),
        ("ใครยังไม่ได้พูด", NUDGE),
        ("โควตา", worded("quota_note")),
    ],
)
def test_an_order_is_answered_in_words(organiser: Person, typed: str, told: str) -> None:
    organiser.say(typed)
    organiser.reads(told)
    expect(cards(organiser)).to_have_count(0)


@pytest.fixture(scope="module")
def summary(organiser: Person) -> Locator:
    """The cards of a summary, however many bubbles come below them."""
    organiser.say("สรุป")
    organiser.reads(WHOLE)
    return organiser.bubbles.nth(organiser.bubbles.count() - 1).locator(".flex-bubble")


@pytest.mark.parametrize(
    ("card", "way", "told"),
    [
        (1, "sum_way_focus", worded("name_focus", focus=1)),
        (2, "sum_way_focus", worded("name_focus", focus=2)),
        (3, "sum_way_focus", worded("name_focus", focus=3)),
        (0, "sum_way_plain", worded("sum_joined")),
        (0, "sum_way_compare", worded("compare_head", now="", before="").split()[0]),
        (0, "sum_way_silent", NUDGE),
    ],
)
def test_a_button_leads_on(organiser: Person, summary: Locator, card: int, way: str, told: str) -> None:
    before = organiser.bubbles.count()
    summary.nth(card).get_by_role("button", name=worded(way), exact=True).click()
    expect(organiser.bubbles).not_to_have_count(before)
    organiser.reads(told)


def test_a_bar_leads_to_its_theme(organiser: Person, summary: Locator) -> None:
    bar = summary.nth(1).locator(".pressable").first
    theme = bar.locator(".flex-text").first.inner_text()
    bar.click()
    expect(cards(organiser).first.locator(".flex-header")).to_contain_text(theme)


def test_more_of_what_was_found_is_one_button_away(organiser: Person) -> None:
    organiser.say("ค้นหา ครู")
    organiser.reads(worded("find_shown", first=1, last=8))
    organiser.press(worded("find_more"))
    organiser.reads(worded("find_shown", first=9, last=16))


def test_an_announcement_is_seen_before_it_is_sent(organiser: Person) -> None:
    organiser.say("ประกาศ")
    organiser.reads(worded("ann_ask_words").splitlines()[0])
    organiser.say(NEWS)
    organiser.reads(worded("ann_ask_whom").splitlines()[1])
    organiser.tap(worded("ann_way_everybody"))
    organiser.reads(worded("ann_preview_ask"))
    organiser.picture("organiser-announce")
    organiser.reads(NEWS, back=2)
    organiser.tap(worded("ann_way_cancel"))
    organiser.reads(worded("ann_dropped"))
