"""The conversation: one pure step at a time. Reads no clock, database or network, and never raises.

This file is the table of contents. What happens is told in `welcome` (before the questions), `asking` (the
questions), `talking` (free talk), `control` (what a person may always do), `hearing` and `tapping` (words, buttons).
"""

from dataclasses import replace

from bot import asking, control, welcome
from bot.cards import say, screen
from bot.carry import carried
from bot.effects import Forget, WakeAfter
from bot.events import Event, Joined, Left, Quiet, Said, Sent, Tapped, Unsent
from bot.form import Form
from bot.hearing import said
from bot.state import Asking, Choosing, Consenting, Declined, Idle, New, Paused, State, Talking
from bot.step import Step
from bot.talking import ask_focus
from bot.tapping import tapped

KINDS = ("sticker", "image", "audio", "video", "file", "location")


def step(state: State, event: Event, form: Form) -> Step:
    """Total: every state and every event give a state and effects."""
    before = state
    state = carried(state, form)
    if isinstance(event, Quiet):
        return _quiet(state, event, form)
    state = replace(state, turn=state.turn + 1, seen=max(state.seen, event.at), heard_at=event.now)
    if before.version and state.place != before.place:
        return _moved_on(state, event, form)
    match event:
        case Joined():
            return _joined(state, event, form)
        case Left():
            return _left(state)
        case Unsent(message_id=message_id):
            return _unsent(state, message_id)
        case Tapped():
            return tapped(state, before, event, form)
        case Sent(kind=kind):
            return _sent(state, kind, event.now, form)
        case Said():
            return said(state, before, event, form)


def _moved_on(state: State, event: Event, form: Form) -> Step:
    """The open question is gone from the new questionnaire. What was just said is kept all the same."""
    if isinstance(event, Left | Unsent):
        return _left(state) if isinstance(event, Left) else _unsent(state, event.message_id)
    heard = said(state, state, event, form) if isinstance(event, Said) else Step(state, screen(state, form))
    return heard.after(say(state, form, "questions_changed"))


def _joined(state: State, event: Joined, form: Form) -> Step:
    match state.place:
        case New() | Consenting():
            return welcome.greet(state, event.now, form)
        case Declined():
            return welcome.greet_again(state, event.now, form, "welcome_back")
        case Paused() as paused:
            return control.resume(state, paused, event.now, form)
        case _:
            return Step(state, screen(state, form)).after(say(state, form, "welcome_back"))


def _left(state: State) -> Step:
    """Blocked: nothing may be sent. What was open waits."""
    stays = isinstance(state.place, New | Consenting | Declined | Paused)
    return Step(state if stays else state.at(Paused(control.under(state))))


def _unsent(state: State, message_id: str) -> Step:
    place = state.place
    if isinstance(place, Asking) and message_id in place.words:
        words = tuple(w for w in place.words if w != message_id)
        state = state.at(replace(place, words=words, length=place.length if words else 0))
    return Step(state, (Forget(message_id),))


def _sent(state: State, kind: str, now: int, form: Form) -> Step:
    """A sticker or a picture is never met with silence, and never taken for an answer."""
    got = say(state, form, f"got_{kind}" if kind in KINDS else "got_unknown")
    match state.place:
        case New():
            return welcome.greet(state, now, form)
        case Consenting():
            return welcome.remind_consent(state, form)
        case Asking() as place if place.words and kind == "sticker":
            return Step(state, (WakeAfter(form.quiet_seconds, state.turn),))
        case Talking(asked=False) if kind == "sticker":
            return Step(state, (WakeAfter(form.quiet_seconds, state.turn),))
        case _:
            return Step(state, screen(state, form)).after(got)


def _quiet(state: State, event: Quiet, form: Form) -> Step:
    if event.turn != state.turn:
        return Step(state)
    match state.place:
        case Asking() as place:
            return asking.fall_quiet(state, place, event.now, form)
        case Talking(asked=False) as talking:
            return ask_focus(state, talking, event.now, form)
        case Choosing() | Idle():
            return Step(state, screen(state, form)).after(say(state, form, "added_before"))
        case _:
            return Step(state)
