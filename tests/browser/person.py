"""What a person does on the simulator's page, step by step, and the pictures taken on the way.

`SIANGKAN_PICTURES=docs/images` keeps the pictures that the README and the guide show.
"""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from handlers.data import load_form

PATIENCE = 20_000
FORM = load_form()


def says(phrase: str) -> str:
    """The longest stretch of a phrase that nothing is filled into: whoever rewords it rewords no test."""
    return max(re.split(r"\{\w+\}|\n", FORM.phrases[phrase]), key=len).strip()


def label(button: str) -> str:
    return FORM.buttons[button]


def _hint(question: str) -> str:
    return FORM.questions[question].hint


# What only the question's own card shows: its words stand on the look back and on one's own cards, too.
PROBLEM, TOGETHER, ACTION = _hint("problem"), _hint("mechanism_proposal"), _hint("action")
CONSENT, REVIEW, MENU = says("hint_consent"), says("review"), says("menu_hint")


@dataclass(frozen=True)
class Person:
    """One person's phone on a page that may hold more of them."""

    page: Page
    phone: Locator

    @property
    def name(self) -> str:
        return self.phone.locator(".names p").inner_text()

    @property
    def bubbles(self) -> Locator:
        return self.phone.get_by_test_id("bot-bubble")

    @property
    def last(self) -> Locator:
        """The bot's newest bubble."""
        return self.bubbles.last

    def follow(self) -> None:
        self.phone.get_by_test_id("follow").click()

    def say(self, *words: str) -> None:
        field = self.phone.get_by_test_id("input")
        for each in words:
            field.fill(each)
            field.press("Enter")

    def tap(self, label: str) -> None:
        """A quick reply."""
        self.phone.get_by_test_id("quick-replies").get_by_role("button", name=label, exact=True).click()

    def press(self, label: str) -> None:
        """A button on the newest card."""
        self.last.get_by_role("button", name=label, exact=True).click()

    def card(self, words: str) -> Locator:
        """The one card of several side by side that holds these words."""
        return self.last.locator(".flex-bubble").filter(has_text=words)

    def reads(self, words: str | re.Pattern[str], back: int = 1) -> None:
        """The bot's newest bubble says so; `back` looks at an earlier one of the same turn."""
        said = self.last if back == 1 else self.bubbles.nth(-back)
        expect(said).to_contain_text(words, timeout=PATIENCE)

    def heard(self, words: str) -> int:
        """How many of the bot's bubbles hold these words."""
        return self.bubbles.filter(has_text=words).count()

    def agree(self) -> None:
        self.follow()
        self.reads(CONSENT)
        self.tap(label("consent_yes"))
        self.reads(says("ask_age"))

    def become(self, age: str, role: str, district: str) -> None:
        self.agree()
        self.tap(age)
        self.reads(says("hint_role"))
        self.tap(role)
        self.reads(says("hint_zone"))
        self.say(district)
        self.reads("ข้อ 1 จาก 3")

    def answer(self, problem: str, together: str, action: str) -> None:
        """The short path, up to the look back."""
        self.say(problem)
        self.reads(TOGETHER)
        self.say(together)
        self.reads(ACTION)
        self.say(action)
        self.reads(REVIEW)

    def attach(self, kind: str, path: Path) -> None:
        """A file from the phone's own memory."""
        self.phone.get_by_test_id("attach").click()
        with self.page.expect_file_chooser() as opened:
            self.page.get_by_test_id(f"send-{kind}").click()
        opened.value.set_files(path)

    def unsend(self, words: str) -> None:
        row = self.phone.locator(".row.own").filter(has_text=words)
        row.get_by_test_id("bubble-menu").click()
        self.page.get_by_test_id("unsend").click()
        expect(row).to_have_count(0)

    def show_from_the_top(self) -> None:
        """Scrolls to where the newest bubble begins."""
        self.last.evaluate("node => node.scrollIntoView({ block: 'start' })")

    def picture(self, name: str) -> None:
        take_picture(self.phone, name)


def take_picture(phone: Locator, name: str) -> None:
    """As a phone would show it: no pointer, no keyboard's ring. Few colours, so that a page of them stays light."""
    folder = os.environ.get("SIANGKAN_PICTURES")  # noqa: TID251
    if folder:
        path = Path(folder) / f"{name}.png"
        phone.page.mouse.move(0, 0)
        phone.page.evaluate("document.activeElement.blur()")
        phone.page.wait_for_timeout(500)
        phone.screenshot(path=path)
        Image.open(path).convert("RGB").quantize(128).save(path, optimize=True)
