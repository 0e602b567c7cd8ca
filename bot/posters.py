"""Whoever comes by a poster: which event or school it was is remembered with what is said from now on."""

from dataclasses import replace

from bot.asking import go_on, settled_below, wake, words_wait
from bot.cards import consent_buttons, consent_card, say, screen
from bot.carry import moved
from bot.effects import Say
from bot.events import Came
from bot.form import Form
from bot.state import (
    Choosing,
    Consenting,
    Idle,
    New,
    Paused,
    State,
)
from bot.step import Step
from bot.welcome import greet
from bot.who import minor


def came(state: State, event: Came, form: Form) -> Step:
    """By a poster's code: of which event or school is remembered with what is said from now on."""
    if event.code:
        state = _came_by(state, event, form)
    slots = {"title": event.title}
    greeting, again = ("came", "came_again") if event.code else ("came_late", "came_late")
    if isinstance(state.place, New):
        return greet(state, event.now, form).after(Say(greeting, slots))
    if isinstance(state.place, Consenting):
        # The notice is on the screen already: whoever scans has just followed.
        asked = say(state, form, "came_waiting", *consent_buttons(state, form))
        return Step(state, (Say(greeting, slots), asked))
    if state.profile.consent != form.consent.version:
        state = replace(state, place=Consenting(), asked_at=event.now)
        return Step(state, (Say(greeting, slots), consent_card(state, form)))
    if words_wait(state.place):  # said in between; the words go on waiting for the quiet gap
        return Step(state, (say(state, form, again, **slots), wake(state, form)))
    step = (
        go_on(settled_below(state).at(Idle()), event.now, form)
        if _at_rest(state)
        else Step(state, screen(state, form))
    )
    return step.after(say(state, form, again, **slots))


def _at_rest(state: State) -> bool:
    return isinstance(state.place, Idle | Choosing | Paused)


def _came_by(state: State, event: Came, form: Form) -> State:
    """Another round goes on with what was answered in it; a school is never kept with the young."""
    if event.round != state.profile.round:
        answered = tuple(slot for slot in event.answered if slot in form.questions)
        talks = max(state.talks, *map(_talk, event.answered), 0)
        state = replace(moved(state, answered, event.picked), talks=talks)
    profile, invited = state.profile, "" if event.round == form.current else event.round
    code = "" if event.school and minor(state) else event.code
    near = "" if profile.district else event.district
    profile = replace(
        profile, round=event.round, invited=invited, came=code, of_school=event.school, near=near
    )
    return replace(state, profile=profile)


def _talk(slot: str) -> int:
    free, _, number = slot.partition("free.")
    return int(number) if not free and number.isascii() and number.isdigit() else 0
