"""What invented people do, and which buttons they will see: learnt from the bot's mind alone, without any memory."""

from dataclasses import dataclass

from bot.conversation import step
from bot.effects import Ask, Say, Show
from bot.events import Event, Joined, Said, Tapped
from bot.form import Form
from bot.state import Asking, State
from bot.step import Step
from tests.bench.words import said


@dataclass(frozen=True, slots=True)
class Act:
    """`data` of the button that is tapped; empty when something is typed."""

    data: str = ""


class Walk:
    """One person in the bot's mind alone, to learn which buttons they will see."""

    def __init__(self, form: Form, now: int, state: State | None = None) -> None:
        self.form, self.now, self.state = form, now, state or State()
        self.buttons: dict[str, str] = {}

    def do(self, event: Event) -> Step:
        stepped = step(self.state, event, self.form)
        self.state = stepped.state
        for effect in stepped.effects:
            if isinstance(effect, Ask | Say | Show) and effect.buttons:
                self.buttons = {button.label: button.data for button in effect.buttons}
        return stepped

    def tap(self, label: str) -> str:
        data = self.buttons[label]
        self.do(Tapped(data=data, at=self.now, now=self.now))
        return data


def at_first_question(form: Form, now: int) -> Walk:
    """Consent, an adult's age, and then whatever stands first."""
    walk = Walk(form, now)
    walk.do(Joined(at=now, now=now))
    walk.tap(form.buttons["consent_yes"])
    walk.tap(list(form.ages.values())[-2].label)
    while not isinstance(walk.state.place, Asking):
        walk.tap(next(iter(walk.buttons)))
    return walk


def three_bubbles(walk: Walk) -> list[Act]:
    return [Act()] * 3


def taps_and_words(walk: Walk) -> list[Act]:
    """A button, a bubble, a button, a bubble, "done", and a bubble for the next question."""
    choices = walk.form.questions[_question(walk.state)].choices
    first, typed = Act(walk.tap(choices[0].label)), Act()
    walk.do(Said(text=said(), message_id="1", at=walk.now, now=walk.now))
    second = Act(walk.tap(choices[4].label))
    walk.do(Said(text=said(), message_id="2", at=walk.now, now=walk.now))
    return [first, typed, second, typed, Act(walk.tap(walk.form.buttons["done"])), typed]


def _question(state: State) -> str:
    assert isinstance(state.place, Asking), state.place
    return state.place.question


SCRIPTS = {"words": three_bubbles, "half taps": taps_and_words}
